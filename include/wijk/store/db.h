/*
 * The programme file: opening it with every durability and safety setting of the design,
 * transactions, and errors as sentences. A file is made (mode 0600) or checked, and migrated to the
 * current schema, by db_open; what comes back can be used at once.
 *
 *     struct db *db;
 *     if (!db_open(&db, path, &(struct db_options){.create = true}, &error))
 *         return false;
 *     …
 *     db_close(db);
 *
 * Typed tables can only be written by the journal: any other statement that tries does not prepare.
 */
#ifndef WIJK_STORE_DB_H
#define WIJK_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/error.h"

#define DB_APPLICATION_ID 0x77696A6B /* "wijk" */

struct db; /* one connection; used by one thread */

struct db_options {
    bool create;    /* make the file when there is none; an existing file is opened */
    bool fresh;     /* with create: refuse (ERROR_REFUSED) when there is a file already */
    bool read_only; /* never write; also chosen by itself for a file or folder that cannot be
                       written */
    int busy_ms;    /* how long a write waits for another program; 0: 5000 */
};

/* Opens and, when needed, makes or migrates the file. Errors: ERROR_NOT_FOUND (no file, no folder),
 * ERROR_INPUT (a folder, no database, of another program), ERROR_VERSION, ERROR_DAMAGED,
 * ERROR_REFUSED (network file system), ERROR_BUSY, ERROR_FULL, ERROR_IO. */
bool db_open(struct db **out, const char *path, const struct db_options *options,
             struct error *error) MUST_USE;
void db_close(struct db *db); /* NULL is allowed; an open transaction is rolled back */

const char *db_path(const struct db *db); /* borrowed */
bool db_read_only(const struct db *db);

/* A translated sentence to show once after opening (removable disk, read-only, last use not closed
 * cleanly and found in order), or NULL. Borrowed. */
const char *db_warning(const struct db *db);

/* One transaction; they do not nest. A begin takes the write lock at once (waits, then ERROR_BUSY
 * with who has it). db_commit that fails has rolled back. db_rollback is harmless without a
 * transaction. */
bool db_begin(struct db *db, struct error *error) MUST_USE;
bool db_commit(struct db *db, struct error *error) MUST_USE;
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);
/* Whether the transaction that is open has begun to write. */
bool db_is_writing(const struct db *db);

/* Holds the file as it is for a number of reads: they all see the same, and not each of them locks
 * and unlocks it. Nobody can write meanwhile, so let go soon; a hold inside a hold or a transaction
 * does nothing. The answer says whether there is something to let go of. */
bool db_hold(struct db *db);
void db_let_go(struct db *db, bool held);

/* Changes when another process (or connection) has written the file; -1 when it could not be read.
 */
int64_t db_data_version(struct db *db);

/* Counts this connection's committed journal writes; with db_data_version it tells a screen to
 * reload. */
int64_t db_generation(const struct db *db);

/* Turns the last failure of the connection into code and sentence. Always returns false. */
bool db_failed(struct db *db, struct error *error);

/* Runs SQL text of our own (a migration, a pragma) without parameters. */
bool db_run(struct db *db, const char *sql, struct error *error) MUST_USE;

/* The version of the schema in the file. */
int db_version(struct db *db);

#endif
