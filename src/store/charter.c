#include "wijk/store/charter.h"

#include "statements.h"

/* Which efforts serve which agreements; UNION leaves out what is found both ways. */
#define SERVING                                                                                    \
    "WITH serving (agreement, effort) AS ("                                                        \
    "SELECT link.agreement, link.row FROM agreement_link AS link"                                  \
    " WHERE link.deleted = 0 AND link.entity = 'effort'"                                           \
    " AND (:agreement IS NULL OR link.agreement = :agreement) "                                    \
    "UNION SELECT link.agreement, part.effort FROM agreement_link AS link"                         \
    " JOIN contribution AS part ON part.goal = link.row AND part.deleted = 0"                      \
    " WHERE link.deleted = 0 AND link.entity = 'goal'"                                             \
    " AND (:agreement IS NULL OR link.agreement = :agreement)) "

/* The few problems that are open and grave, from which the ways lead to agreements. */
#define OPEN_AND_GRAVE                                                                             \
    "p.deleted = 0 AND p.severity >= 3"                                                            \
    " AND p.status IN ('flagged', 'accepted', 'in progress', 'waiting')"
#define FOUND "p.id AS problem, p.programme, p.severity FROM problem AS p "
#define OF_ONE " AND (:agreement IS NULL OR link.agreement = :agreement) "

enum { EFFORTS, LINKS, BLOCKERS };

const struct statement_text charter_statements[] = {
    [EFFORTS] = {"charter_efforts",
                 SERVING
                 "SELECT serving.agreement, work.id AS effort, work.programme, work.phase,"
                 " work.starts, work.ends, work.light_time, work.light_money, work.light_quality"
                 " FROM serving JOIN effort AS work ON work.id = serving.effort"
                 " WHERE work.deleted = 0 ORDER BY length(work.code), work.code, work.id",
                 STATEMENT_SCANS},
    [LINKS] = {"charter_links",
               "SELECT agreement, entity, row, CASE entity"
               " WHEN 'goal' THEN (SELECT goal.programme FROM goal WHERE goal.id = row)"
               " WHEN 'effort' THEN (SELECT effort.programme FROM effort WHERE effort.id = row)"
               " END AS programme FROM agreement_link WHERE deleted = 0"
               " AND (:agreement IS NULL OR agreement = :agreement) ORDER BY id",
               STATEMENT_SCANS},
    [BLOCKERS] = {"charter_blockers",
                  "SELECT link.agreement, " FOUND
                  "CROSS JOIN agreement_link AS link ON link.row IN (p.effort, p.goal)"
                  " WHERE " OPEN_AND_GRAVE " AND link.deleted = 0" OF_ONE
                  "UNION SELECT link.agreement, " FOUND
                  "CROSS JOIN contribution AS part ON part.effort = p.effort AND part.deleted = 0"
                  " CROSS JOIN agreement_link AS link ON link.row = part.goal"
                  " WHERE " OPEN_AND_GRAVE " AND link.deleted = 0" OF_ONE
                  "UNION SELECT p.agreement, " FOUND
                  "WHERE p.agreement IS NOT NULL AND " OPEN_AND_GRAVE
                  " AND (:agreement IS NULL OR p.agreement = :agreement)"
                  " ORDER BY 4 DESC, 2",
                  STATEMENT_SCANS},
};
STATEMENT_COUNT(charter);

static struct statement *ask(struct db *db, int line, struct id agreement, struct error *error)
{
    struct statement *read = statement_get(db, &charter_statements[line], error);
    if (read != NULL)
        statement_bind_id(read, "agreement", agreement);
    return read;
}

bool charter_efforts(struct db *db, struct id agreement, charter_effort_visit *visit, void *context,
                     struct error *error)
{
    struct statement *read = ask(db, EFFORTS, agreement, error);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        struct charter_effort effort = {.agreement = statement_id(read, "agreement"),
                                        .effort = statement_id(read, "effort"),
                                        .programme = statement_id(read, "programme"),
                                        .phase = statement_text(read, "phase"),
                                        .starts = statement_date(read, "starts"),
                                        .ends = statement_date(read, "ends"),
                                        .lights = {statement_text(read, "light_time"),
                                                   statement_text(read, "light_money"),
                                                   statement_text(read, "light_quality")}};
        if (!visit(context, &effort))
            break;
    }
    if (read != NULL)
        statement_reset(read);
    return step != STATEMENT_FAILED;
}

bool charter_links(struct db *db, struct id agreement, charter_link_visit *visit, void *context,
                   struct error *error)
{
    struct statement *read = ask(db, LINKS, agreement, error);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        const struct entity *entity = entity_by_table(statement_text(read, "entity"));
        struct charter_link link = {.agreement = statement_id(read, "agreement"),
                                    .row = statement_id(read, "row"),
                                    .programme = statement_id(read, "programme"),
                                    .kind = entity == NULL ? ENTITY_NONE : entity->kind};
        if (entity != NULL && !visit(context, &link))
            break;
    }
    if (read != NULL)
        statement_reset(read);
    return step != STATEMENT_FAILED;
}

bool charter_blockers(struct db *db, struct id agreement, charter_blocker_visit *visit,
                      void *context, struct error *error)
{
    struct statement *read = ask(db, BLOCKERS, agreement, error);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        struct charter_blocker blocker = {.agreement = statement_id(read, "agreement"),
                                          .problem = statement_id(read, "problem"),
                                          .programme = statement_id(read, "programme"),
                                          .severity = (int)statement_integer(read, "severity")};
        if (!visit(context, &blocker))
            break;
    }
    if (read != NULL)
        statement_reset(read);
    return step != STATEMENT_FAILED;
}
