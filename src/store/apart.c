#include "wijk/store/apart.h"

#include <string.h>

#include "statements.h"
#include "wijk/store/db.h"

const struct statement_text apart_statements[] = {
    {"apart_add", "INSERT OR IGNORE INTO apart (one, other) VALUES (:one, :other)", 0},
    {"apart_has", "SELECT 1 FROM apart WHERE one = :one AND other = :other", 0},
    {"apart_clear", "DELETE FROM apart", STATEMENT_SCANS},
};
STATEMENT_COUNT(apart);
enum { ADD, HAS, CLEAR };

static void bind_pair(struct statement *statement, struct id one, struct id other)
{
    bool turn = memcmp(one.bytes, other.bytes, sizeof one.bytes) > 0;
    statement_bind_id(statement, "one", turn ? other : one);
    statement_bind_id(statement, "other", turn ? one : other);
}

static bool end(struct db *db, bool fine, struct error *error)
{
    if (fine)
        return db_commit(db, error);
    db_rollback(db);
    return false;
}

bool apart_add(struct db *db, struct id one, struct id other, struct error *error)
{
    if (!db_begin(db, error))
        return false;
    struct statement *add = statement_get(db, &apart_statements[ADD], error);
    if (add != NULL)
        bind_pair(add, one, other);
    return end(db, add != NULL && statement_run(add, error), error);
}

bool apart_has(struct db *db, struct id one, struct id other, bool *apart, struct error *error)
{
    struct statement *read = statement_get(db, &apart_statements[HAS], error);
    if (read == NULL)
        return false;
    bind_pair(read, one, other);
    if (!statement_first(read, apart, error))
        return false;
    statement_reset(read);
    return true;
}

bool apart_clear(struct db *db, struct error *error)
{
    if (!db_begin(db, error))
        return false;
    struct statement *clear = statement_get(db, &apart_statements[CLEAR], error);
    return end(db, clear != NULL && statement_run(clear, error), error);
}
