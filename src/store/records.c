#include "records.h"

#include <string.h>

#include "internal.h"
#include "wijk/base/memory.h"

struct records *records_of(struct db *db)
{
    if (db->records == NULL)
        db->records = memory_new(sizeof *db->records);
    return db->records;
}

struct statement *records_take(struct db *db, const char *sql)
{
    struct records *records = records_of(db);
    for (size_t i = 0; i < RECORDS_KEPT && records->kept[i] != NULL; i++) {
        struct statement *statement = records->kept[i];
        if (strcmp(statement_sql(statement), sql) != 0)
            continue;
        size_t behind = RECORDS_KEPT - i - 1;
        memmove(&records->kept[i], &records->kept[i + 1], behind * sizeof *records->kept);
        records->kept[RECORDS_KEPT - 1] = NULL;
        return statement;
    }
    return NULL;
}

void records_keep(struct db *db, struct statement *statement)
{
    struct records *records = records_of(db);
    if (statement == NULL)
        return;
    statement_clear(statement);
    statement_free(records->kept[RECORDS_KEPT - 1]);
    memmove(&records->kept[1], records->kept, (RECORDS_KEPT - 1) * sizeof *records->kept);
    records->kept[0] = statement;
}
