#include "wijk/store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "project.h"
#include "wijk/base/language.h"
#include "wijk/store/backup.h"
#include "wijk/store/embedded.h"

/* The number a migration's name begins with; 0: it is none. */
static int number_of(const char *name)
{
    return strchr(name, '/') == NULL ? (int)strtol(name, NULL, 10) : 0;
}

int migrate_newest(void)
{
    size_t cursor = 0;
    int newest = 0;
    for (const char *name; (name = embedded_next(&cursor)) != NULL;)
        if (number_of(name) > newest)
            newest = number_of(name);
    return newest;
}

static bool apply(struct db *db, int from, int to, struct error *error)
{
    size_t cursor = 0;
    bool fine = true;
    for (const char *name; fine && (name = embedded_next(&cursor)) != NULL;) {
        int number = number_of(name);
        struct buffer sql = BUFFER_EMPTY;
        if (number > from && number <= to)
            fine = embedded_read(name, &sql) && db_run(db, sql.bytes, error);
        buffer_release(&sql);
    }
    char mark[96];
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             DB_APPLICATION_ID, to);
    return fine && db_run(db, mark, error);
}

bool migrate_to(struct db *db, int version, struct error *error)
{
    int from = db_version(db);
    if (from >= version)
        return true;
    if (from > 0 && !backup_make(db, "migrate", NULL, error))
        return false;
    if (!db_run(db, "BEGIN EXCLUSIVE", error))
        return false;
    from = db_version(db); /* under the lock: another program may have been first */
    bool fine = from >= version || apply(db, from, version, error);
    /* What an older version could not show yet may have its place now. */
    if (fine && from > 0 && version == migrate_newest())
        fine = project_all_waiting(db, error);
    if (fine && db_run(db, "COMMIT", error))
        return true;
    db_rollback(db);
    return false;
}
