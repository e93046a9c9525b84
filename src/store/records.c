#include "records.h"

#include "internal.h"
#include "wijk/base/memory.h"

struct records *records_of(struct db *db)
{
    if (db->records == NULL)
        db->records = memory_new(sizeof *db->records);
    return db->records;
}
