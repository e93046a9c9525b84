#include "wijk/store/noticed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statements.h"
#include "wijk/store/history.h"

#define PROBLEMS                                                                                   \
    "SELECT id, code, title, status, severity, raised_on, due, level, owner, owner_person, "       \
    "agreement"                                                                                    \
    " FROM problem"                                                                                \
    " WHERE deleted = 0 AND status IN ('flagged', 'accepted', 'in progress', 'waiting')"

#define OPEN_PROBLEMS                                                                              \
    "SELECT id, severity, raised_on, due, status, level, owner, owner_person, agreement"           \
    " FROM problem INDEXED BY problem_open"                                                        \
    " WHERE deleted = 0 AND status NOT IN ('solved', 'rejected')"

const struct statement_text noticed_statements[] = {
    {"noticed_effort",
     "SELECT max(a.at) AS at FROM (SELECT :effort AS id"
     " UNION ALL SELECT id FROM milestone WHERE effort = :effort"
     " UNION ALL SELECT id FROM budget_line WHERE effort = :effort"
     " UNION ALL SELECT id FROM effort_partner WHERE effort = :effort"
     " UNION ALL SELECT id FROM contribution WHERE effort = :effort"
     " UNION ALL SELECT id FROM problem WHERE effort = :effort"
     " UNION ALL SELECT id FROM comment WHERE row = :effort) AS part"
     " JOIN change AS c ON c.row = part.id JOIN act AS a ON a.number = c.act",
     0},
    /* The first change of a field replaces the creation, which is in no line of parent. */
    {"noticed_moved",
     "SELECT DISTINCT h.row, h.field FROM head AS h WHERE h.field IN ('due', 'ends')"
     " AND (SELECT count(DISTINCT p.act) FROM parent AS p"
     " WHERE p.row = h.row AND p.field = h.field) >= :least - 1",
     STATEMENT_SCANS},
    {"noticed_moved_planned",
     "SELECT DISTINCT h.row, h.field FROM head AS h WHERE h.field IN ('due', 'ends')"
     " AND (EXISTS (SELECT 1 FROM effort AS w WHERE w.id = h.row)"
     " OR EXISTS (SELECT 1 FROM milestone AS w WHERE w.id = h.row)"
     " OR EXISTS (SELECT 1 FROM agreement AS w WHERE w.id = h.row))",
     STATEMENT_SCANS},
    {"noticed_problems", PROBLEMS " ORDER BY id", STATEMENT_SCANS},
    {"noticed_problems_of", PROBLEMS " AND programme = :programme ORDER BY id", 0},
    {"noticed_open", OPEN_PROBLEMS, STATEMENT_SCANS},
    {"noticed_open_of", OPEN_PROBLEMS " AND programme = :programme", 0},
};
STATEMENT_COUNT(noticed);
enum { EFFORT, MOVED, MOVED_PLANNED, ALL_PROBLEMS, PROBLEMS_OF, OPEN, OPEN_OF };

bool noticed_effort(struct db *db, struct id effort, int64_t *at, struct error *error)
{
    struct statement *read = statement_get(db, &noticed_statements[EFFORT], error);
    bool found;
    if (read == NULL)
        return false;
    statement_bind_id(read, "effort", effort);
    if (!statement_first(read, &found, error))
        return false;
    *at = found ? statement_integer(read, "at") : 0;
    statement_reset(read);
    return true;
}

static date_t date_value(const struct value *value)
{
    date_t date;
    return value->type == VALUE_TEXT && date_parse_iso(value->text, &date) ? date : DATE_NONE;
}

static bool is_undone(const struct history *history, int64_t act)
{
    for (size_t i = 0; i < history->acts.count; i++)
        if (history->acts.items[i].number == act)
            return history->acts.items[i].undone || history->acts.items[i].undoes != 0;
    return false;
}

/* Follows the date from its oldest value on: history has the newest first. */
static void follow(const struct history *history, struct noticed_move *move)
{
    move->first = DATE_NONE;
    for (size_t i = history->changes.count; i-- > 0;) {
        const struct history_change *change = &history->changes.items[i];
        if (strcmp(change->column, move->field) != 0)
            continue;
        date_t before = date_value(&change->before), after = date_value(&change->after);
        if (move->first == DATE_NONE)
            move->first = change->created ? after : before;
        if (!change->created && !is_undone(history, change->act) && before != DATE_NONE &&
            after != DATE_NONE && after > before)
            move->times++;
    }
}

static bool read_moved(struct statement *read, struct noticed_moves *out, struct error *error)
{
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_move *move = VECTOR_PUSH(&out->moves);
        *move = (struct noticed_move){.row = statement_id(read, "row")};
        snprintf(move->field, sizeof move->field, "%s", statement_text(read, "field"));
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* Reads the history of each, and keeps those that moved so often. */
static bool follow_all(struct db *db, int least, struct noticed_moves *out, struct error *error)
{
    bool good = true;
    size_t kept = 0;
    for (size_t i = 0; good && i < out->moves.count; i++) {
        struct noticed_move move = out->moves.items[i];
        struct history history = {0};
        good =
            history_of_row(db, move.row, &(struct history_window){.limit = 1000}, &history, error);
        follow(&history, &move);
        history_release(&history);
        if (move.times >= least)
            out->moves.items[kept++] = move;
    }
    out->moves.count = kept;
    return good;
}

bool noticed_moves(struct db *db, int least, struct noticed_moves *out, struct error *error)
{
    struct statement *read = statement_get(db, &noticed_statements[MOVED], error);
    if (read != NULL)
        statement_bind_integer(read, "least", least);
    return read_moved(read, out, error) && follow_all(db, least, out, error);
}

bool noticed_moves_planned(struct db *db, struct noticed_moves *out, struct error *error)
{
    return read_moved(statement_get(db, &noticed_statements[MOVED_PLANNED], error), out, error) &&
           follow_all(db, 1, out, error);
}

bool noticed_problems(struct db *db, struct id programme, noticed_visit *visit, void *context,
                      struct error *error)
{
    bool all = id_is_none(programme);
    struct statement *read =
        statement_get(db, &noticed_statements[all ? ALL_PROBLEMS : PROBLEMS_OF], error);
    if (read == NULL)
        return false;
    if (!all)
        statement_bind_id(read, "programme", programme);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_problem problem = {.id = statement_id(read, "id"),
                                          .code = statement_text(read, "code"),
                                          .title = statement_text(read, "title"),
                                          .status = statement_text(read, "status"),
                                          .severity = (int)statement_integer(read, "severity"),
                                          .level = statement_text(read, "level"),
                                          .owner = statement_id(read, "owner"),
                                          .owner_person = statement_id(read, "owner_person")};
        problem.raised_on = statement_date(read, "raised_on");
        problem.due = statement_date(read, "due");
        if (!visit(context, &problem))
            break;
    }
    statement_reset(read);
    return step != STATEMENT_FAILED;
}

bool noticed_open(struct db *db, struct id programme, noticed_open_visit *visit, void *context,
                  struct error *error)
{
    bool all = id_is_none(programme);
    struct statement *read = statement_get(db, &noticed_statements[all ? OPEN : OPEN_OF], error);
    if (read == NULL)
        return false;
    if (!all)
        statement_bind_id(read, "programme", programme);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_open problem = {.id = statement_id(read, "id"),
                                       .severity = (int)statement_integer(read, "severity"),
                                       .raised_on = statement_date(read, "raised_on"),
                                       .due = statement_date(read, "due"),
                                       .owner = statement_id(read, "owner"),
                                       .owner_person = statement_id(read, "owner_person"),
                                       .agreement = statement_id(read, "agreement")};
        problem.flagged = strcmp(statement_text(read, "status"), "flagged") == 0;
        problem.level = statement_text(read, "level");
        visit(context, &problem);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}
