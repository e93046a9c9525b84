#include "wijk/store/history.h"

#include <stdlib.h>
#include <string.h>

#include "history_values.h"
#include "load.h"
#include "statements.h"

#define ACT_COLUMNS                                                                                \
    "a.number, a.at, a.person, a.label, a.undone, a.changes, s.id AS site,"                        \
    " (SELECT u.number FROM site AS t JOIN act AS u ON u.site = t.number"                          \
    "  WHERE t.id = a.undoes_site AND u.seq = a.undoes_seq) AS undoes,"                            \
    " (SELECT r.number FROM act AS r WHERE r.site = a.site AND r.seq = a.run) AS run"
#define FROM_ACT " FROM act AS a JOIN site AS s ON s.number = a.site "
#define WINDOW " AND a.number < :before ORDER BY a.number DESC LIMIT :limit"
#define FILTER "WHERE a.number > :since_act AND a.at >= :since"

const struct statement_text history_statements[] = {
    {"history_acts", "SELECT " ACT_COLUMNS FROM_ACT FILTER WINDOW, STATEMENT_SCANS},
    {"history_person", "SELECT " ACT_COLUMNS FROM_ACT FILTER " AND a.person = :person" WINDOW, 0},
    {"history_meeting", "SELECT " ACT_COLUMNS FROM_ACT FILTER " AND a.meeting = :meeting" WINDOW,
     0},
    {"history_act", "SELECT " ACT_COLUMNS FROM_ACT "WHERE a.number = :act", 0},
    {"history_row",
     "SELECT " ACT_COLUMNS " FROM (SELECT DISTINCT act FROM change WHERE row = :row"
     " AND act < :before ORDER BY act DESC LIMIT :limit) AS c"
     " JOIN act AS a ON a.number = c.act JOIN site AS s ON s.number = a.site"
     " ORDER BY a.number DESC",
     0},
    {"history_newest", "SELECT max(number) AS number FROM act", 0},
    {"history_count", "SELECT count(*) AS count FROM change WHERE row = :row", 0},
};
STATEMENT_COUNT(history);
enum { ACTS, PERSON, MEETING, ACT, ROW, NEWEST, COUNT };

#define LIMIT 100

void history_clear(struct history *history)
{
    for (size_t i = 0; i < history->acts.count; i++) {
        free(history->acts.items[i].person);
        free(history->acts.items[i].label);
    }
    for (size_t i = 0; i < history->changes.count; i++) {
        free(history->changes.items[i].column);
        value_release(&history->changes.items[i].before);
        value_release(&history->changes.items[i].after);
    }
    history->acts.count = history->changes.count = 0;
}

void history_release(struct history *history)
{
    history_clear(history);
    free(history->acts.items);
    free(history->changes.items);
    memset(history, 0, sizeof *history);
}

static bool read_acts(struct statement *read, struct history *out, struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&out->acts) =
            (struct history_act){.number = statement_integer(read, "number"),
                                 .at = statement_integer(read, "at"),
                                 .person = memory_string(statement_text(read, "person")),
                                 .label = memory_string(statement_text(read, "label")),
                                 .undoes = statement_integer(read, "undoes"),
                                 .run = statement_integer(read, "run"),
                                 .site = statement_id(read, "site"),
                                 .undone = statement_integer(read, "undone") != 0,
                                 .changes = statement_integer(read, "changes")};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static void bind_window(struct statement *read, const struct history_window *window)
{
    bool all = window == NULL || window->before == 0;
    bool most = window == NULL || window->limit == 0;
    statement_bind_integer(read, "before", all ? INT64_MAX : window->before);
    statement_bind_integer(read, "limit", most ? LIMIT : window->limit);
}

bool history_acts(struct db *db, const struct history_filter *filter,
                  const struct history_window *window, struct history *out, struct error *error)
{
    static const struct history_filter everything = {0};
    if (filter == NULL)
        filter = &everything;
    bool meeting = !id_is_none(filter->meeting);
    int which = meeting ? MEETING : filter->person != NULL ? PERSON : ACTS;
    struct statement *read = statement_get(db, &history_statements[which], error);
    if (read == NULL)
        return false;
    bind_window(read, window);
    statement_bind_integer(read, "since_act", filter->since_act);
    statement_bind_integer(read, "since", filter->since);
    if (meeting)
        statement_bind_id(read, "meeting", filter->meeting);
    else if (filter->person != NULL)
        statement_bind_text(read, "person", filter->person);
    return read_acts(read, out, error);
}

bool history_of_act(struct db *db, int64_t act, int64_t limit, struct history *out,
                    struct error *error)
{
    struct statement *read = statement_get(db, &history_statements[ACT], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "act", act);
    return read_acts(read, out, error) &&
           (out->acts.count == 0 || history_values_of_act(db, act, limit, out, error));
}

bool history_of_row(struct db *db, struct id row, const struct history_window *window,
                    struct history *out, struct error *error)
{
    struct statement *read = statement_get(db, &history_statements[ROW], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "row", row);
    bind_window(read, window);
    size_t first = out->acts.count;
    return read_acts(read, out, error) && history_values_of_row(db, row, first, out, error);
}

bool history_newest(struct db *db, int64_t *act, struct error *error)
{
    struct statement *read = statement_get(db, &history_statements[NEWEST], error);
    bool found;
    if (read == NULL || !statement_first(read, &found, error))
        return false;
    *act = found ? statement_integer(read, "number") : 0;
    statement_reset(read);
    return true;
}

bool history_count(struct db *db, struct id row, int64_t *count, struct error *error)
{
    struct statement *read = statement_get(db, &history_statements[COUNT], error);
    bool found;
    if (read == NULL)
        return false;
    statement_bind_id(read, "row", row);
    if (!statement_first(read, &found, error))
        return false;
    *count = found ? statement_integer(read, "count") : 0;
    statement_reset(read);
    return true;
}
