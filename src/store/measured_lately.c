/* What was done lately: rows by their ids, which begin with the time at which they were made, and
 * the newest acts. */
#include "wijk/store/measured.h"

#include "statements.h"

#define COUNTED "5000"

enum { MADE, ACTS };

const struct statement_text measured_lately_statements[] = {
    [MADE] = {"measured_made",
              "SELECT count(*) AS many FROM (SELECT 1 FROM measurement m "
              "JOIN indicator i ON i.id = m.indicator JOIN goal g ON g.id = i.goal "
              "WHERE m.id >= :since AND m.deleted = 0 AND "
              "(:programme IS NULL OR g.programme = :programme) LIMIT " COUNTED ")",
              STATEMENT_SCANS},
    [ACTS] = {"measured_acts",
              "SELECT count(*) AS many FROM (SELECT at, undone, undoes_seq FROM act "
              "ORDER BY number DESC LIMIT " COUNTED ") "
              "WHERE at >= :since AND undone = 0 AND undoes_seq IS NULL",
              STATEMENT_SCANS},
};
STATEMENT_COUNT(measured_lately);

static bool count_first(struct statement *statement, long *many, struct error *error)
{
    bool found = false;
    bool read = statement_first(statement, &found, error);
    *many = read && found ? (long)statement_integer(statement, "many") : 0;
    statement_reset(statement);
    return read;
}

bool measured_lately(struct db *db, struct id programme, int64_t since, struct measured_lately *out,
                     struct error *error)
{
    struct statement *statement = statement_get(db, &measured_lately_statements[MADE], error);
    if (statement == NULL)
        return false;
    static const uint8_t lowest[10] = {0};
    statement_bind_id(statement, "since", id_from(since, lowest));
    statement_bind_id(statement, "programme", programme);
    if (!count_first(statement, &out->measurements, error))
        return false;
    if ((statement = statement_get(db, &measured_lately_statements[ACTS], error)) == NULL)
        return false;
    statement_bind_integer(statement, "since", since);
    return count_first(statement, &out->acts, error);
}
