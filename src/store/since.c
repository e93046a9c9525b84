/* What came in and what was closed since a moment: measurements by their ids, which begin with the
 * time at which they were made, problems by the act that closed them. */
#include "wijk/store/since.h"

#include "statements.h"

#define OF_PROGRAMME                                                                               \
    "SELECT m.id, m.indicator FROM measurement m JOIN indicator i ON i.id = m.indicator"           \
    " JOIN goal g ON g.id = i.goal WHERE m.deleted = 0 AND g.programme = :programme"

enum { MADE, LATER, CLOSED };

const struct statement_text since_statements[] = {
    [MADE] = {"since_made", OF_PROGRAMME " AND m.id > :since LIMIT :limit", STATEMENT_SCANS},
    [LATER] = {"since_later", OF_PROGRAMME " AND m.taken_on > :day AND m.id <= :since LIMIT :limit",
               0},
    [CLOSED] = {"since_closed",
                "SELECT p.id, p.id AS indicator FROM problem p"
                " JOIN head h ON h.row = p.id AND h.field = 'status'"
                " JOIN act a ON a.number = h.act"
                " WHERE p.programme = :programme AND p.status IN ('solved', 'rejected')"
                " AND p.deleted = 0 AND a.at >= :at LIMIT :limit",
                0},
};
STATEMENT_COUNT(since);

static bool visit(struct statement *read, since_visit *each, void *context, struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        each(context, statement_id(read, "id"), statement_id(read, "indicator"));
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static struct statement *begin(struct db *db, int which, const struct since_asked *asked,
                               struct error *error)
{
    struct statement *read = statement_get(db, &since_statements[which], error);
    if (read == NULL)
        return NULL;
    statement_bind_id(read, "programme", asked->programme);
    statement_bind_integer(read, "limit", SINCE_COUNTED);
    return read;
}

bool since_measurements(struct db *db, const struct since_asked *asked, since_visit *each,
                        void *context, struct error *error)
{
    struct statement *read = begin(db, MADE, asked, error);
    char day[DATE_TEXT_SIZE];
    if (read == NULL)
        return false;
    statement_bind_id(read, "since", asked->since);
    if (!visit(read, each, context, error) || (read = begin(db, LATER, asked, error)) == NULL)
        return false;
    date_iso(asked->day, day);
    statement_bind_text(read, "day", day);
    statement_bind_id(read, "since", asked->since);
    return visit(read, each, context, error);
}

bool since_closed_problems(struct db *db, const struct since_asked *asked, since_visit *each,
                           void *context, struct error *error)
{
    struct statement *read = begin(db, CLOSED, asked, error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "at", asked->at);
    return visit(read, each, context, error);
}
