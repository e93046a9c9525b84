/* The facts of many efforts, each kind in one question: their milestones, their money, and what
 * people said of them. */
#include "statements.h"
#include "wijk/store/noticed.h"

#define OF_PROGRAMME                                                                               \
    " IN (SELECT o.id FROM effort AS o WHERE o.programme = :programme AND o.deleted = 0)"

#define MILESTONES                                                                                 \
    "SELECT m.id, m.effort, m.title, m.due FROM milestone AS m"                                    \
    " WHERE m.deleted = 0 AND m.done_on IS NULL AND m.due < :today"

#define BUDGETS "SELECT b.effort, b.planned, b.spent FROM budget_line AS b WHERE b.deleted = 0"

/* A field that was not changed since has no head: its value came with the row. */
#define SET_AT(field)                                                                              \
    "CASE WHEN e." field " IS NOT NULL THEN coalesce("                                             \
    "(SELECT max(a.at) FROM head AS h JOIN act AS a ON a.number = h.act"                           \
    " WHERE h.row = e.id AND h.field = '" field "'),"                                              \
    " (SELECT min(a.at) FROM change AS c JOIN act AS a ON a.number = c.act"                        \
    " WHERE c.row = e.id)) END AS " field
#define WRITTEN_AT                                                                                 \
    "CASE WHEN e.light_money IS NOT NULL THEN (SELECT max(a.at) FROM budget_line AS b"             \
    " JOIN change AS c ON c.row = b.id JOIN act AS a ON a.number = c.act"                          \
    " WHERE b.effort = e.id) END AS written"
#define LIGHTS                                                                                     \
    "SELECT e.id, " SET_AT("light_time") ", " SET_AT("light_money") ", " SET_AT(                   \
        "light_quality") ", " WRITTEN_AT " FROM effort AS e WHERE e.deleted = 0"                   \
                         " AND (e.light_time IS NOT NULL OR e.light_money IS NOT NULL OR "         \
                         "e.light_quality IS NOT NULL)"

enum of { ALL, PROGRAMME, ONE, WAYS };
enum { MILESTONE = 0, BUDGET = WAYS, LIGHT = 2 * WAYS };

const struct statement_text noticed_efforts_statements[] = {
    [MILESTONE + ALL] = {"noticed_milestones", MILESTONES, STATEMENT_SCANS},
    [MILESTONE + PROGRAMME] = {"noticed_milestones_of", MILESTONES " AND m.effort" OF_PROGRAMME, 0},
    [MILESTONE + ONE] = {"noticed_milestones_one", MILESTONES " AND m.effort = :effort", 0},
    [BUDGET + ALL] = {"noticed_budgets", BUDGETS, STATEMENT_SCANS},
    [BUDGET + PROGRAMME] = {"noticed_budgets_of", BUDGETS " AND b.effort" OF_PROGRAMME, 0},
    [BUDGET + ONE] = {"noticed_budgets_one", BUDGETS " AND b.effort = :effort", 0},
    [LIGHT + ALL] = {"noticed_lights", LIGHTS " ORDER BY e.id", STATEMENT_SCANS},
    [LIGHT +
        PROGRAMME] = {"noticed_lights_of", LIGHTS " AND e.programme = :programme ORDER BY e.id", 0},
    [LIGHT + ONE] = {"noticed_lights_one", LIGHTS " AND e.id = :effort", 0},
};
STATEMENT_COUNT(noticed_efforts);

static struct statement *ask(struct db *db, int kind, const struct noticed_of *of,
                             struct error *error)
{
    enum of way = !id_is_none(of->effort) ? ONE : !id_is_none(of->programme) ? PROGRAMME : ALL;
    struct statement *read = statement_get(db, &noticed_efforts_statements[kind + (int)way], error);
    if (read == NULL)
        return NULL;
    if (way == ONE)
        statement_bind_id(read, "effort", of->effort);
    if (way == PROGRAMME)
        statement_bind_id(read, "programme", of->programme);
    return read;
}

bool noticed_milestones(struct db *db, const struct noticed_of *of, noticed_milestone_visit *visit,
                        void *context, struct error *error)
{
    struct statement *read = ask(db, MILESTONE, of, error);
    char today[DATE_TEXT_SIZE];
    if (read == NULL)
        return false;
    date_iso(of->today, today);
    statement_bind_text(read, "today", today);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_milestone milestone = {.id = statement_id(read, "id"),
                                              .effort = statement_id(read, "effort"),
                                              .title = statement_text(read, "title"),
                                              .due = statement_date(read, "due")};
        visit(context, &milestone);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

bool noticed_budgets(struct db *db, const struct noticed_of *of, noticed_budget_visit *visit,
                     void *context, struct error *error)
{
    struct statement *read = ask(db, BUDGET, of, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_budget line = {.effort = statement_id(read, "effort"),
                                      .planned = statement_integer(read, "planned"),
                                      .spent = statement_integer(read, "spent")};
        visit(context, &line);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

bool noticed_lights(struct db *db, const struct noticed_of *of, noticed_lights_visit *visit,
                    void *context, struct error *error)
{
    struct statement *read = ask(db, LIGHT, of, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct noticed_lights lights = {.effort = statement_id(read, "id"),
                                        .time = statement_integer(read, "light_time"),
                                        .money = statement_integer(read, "light_money"),
                                        .quality = statement_integer(read, "light_quality"),
                                        .written = statement_integer(read, "written")};
        visit(context, &lights);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}
