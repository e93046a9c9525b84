#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "functions.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"
#include "wijk/domain/entity.h"
#include "wijk/store/migrate.h"

#define BUSY_MS 5000

/* Number of an answer of one row and one column, by SQL of our own. */
static bool ask_number(struct db *db, const char *sql, int64_t *number, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db->sql, sql, -1, &statement, NULL) != SQLITE_OK)
        return db_failed(db, error);
    bool there = sqlite3_step(statement) == SQLITE_ROW;
    if (there)
        *number = sqlite3_column_int64(statement, 0);
    else
        db_failed(db, error);
    sqlite3_finalize(statement);
    return there;
}

bool db_run(struct db *db, const char *sql, struct error *error)
{
    if (sqlite3_exec(db->sql, sql, NULL, NULL, NULL) != SQLITE_OK)
        return db_failed(db, error);
    return true;
}

/* Only the projection writes typed tables. */
static int authorize(void *context, int action, const char *table, const char *column,
                     const char *schema, const char *trigger)
{
    const struct db *db = context;
    (void)column, (void)schema, (void)trigger;
    bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (!writes || db->projecting || table == NULL || entity_by_table(table) == NULL)
        return SQLITE_OK;
    return SQLITE_DENY;
}

static bool set_up(struct db *db, int busy_ms, struct error *error)
{
    sqlite3 *sql = db->sql;
    sqlite3_extended_result_codes(sql, 1);
    sqlite3_busy_timeout(sql, busy_ms > 0 ? busy_ms : BUSY_MS);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_limit(sql, SQLITE_LIMIT_ATTACHED, 0);
    if (!functions_register(sql))
        return error_set(error, ERROR_IO, _("%s: there is not enough memory for this"), db->path);
    /* Foreign keys once more as a pragma: that one is visible in the effect. */
    return db_run(db,
                  "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                  "PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000;",
                  error);
}

void db_bulk(struct db *db, bool on)
{
    struct error ignored = ERROR_NONE;
    const char *size = on ? "PRAGMA cache_size = -16000" : "PRAGMA cache_size = -2000";
    (void)!db_run(db, size, &ignored);
    if (!on)
        sqlite3_db_release_memory(db->sql);
}

static bool set_durability(struct db *db, struct error *error)
{
    return db_run(db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;", error);
}

/* What the file system says before SQLite looks. `empty` is a file of no bytes: one to be made. */
static bool look_at(struct db *db, const struct db_options *options, bool *empty,
                    struct error *error)
{
    struct stat status;
    char *folder = path_folder(db->path);
    bool there = stat(db->path, &status) == 0, fine = true;
    int why = errno;
    enum path_medium medium = path_medium(folder);
    if (there && S_ISDIR(status.st_mode))
        fine = error_set(error, ERROR_INPUT, _("%s: this is a folder, not a file"), db->path);
    else if (there && !S_ISREG(status.st_mode))
        fine = error_set(error, ERROR_INPUT, _("%s: this is not a file"), db->path);
    else if (there && options->fresh)
        fine =
            error_set(error, ERROR_REFUSED,
                      _("%s: there is a file of this name already; choose another name"), db->path);
    else if (!there && why == ENOENT && !path_exists(folder))
        fine = error_set(error, ERROR_NOT_FOUND, _("%s: there is no folder %s"), db->path, folder);
    else if (!there && why == ENOENT && !options->create)
        fine = error_set(error, ERROR_NOT_FOUND,
                         _("%s: there is no such file; 'wijk init' makes one"), db->path);
    else if (!there && why != ENOENT)
        fine = path_failed(db->path, why, error);
    else if (medium == PATH_NETWORK)
        fine = error_set(error, ERROR_REFUSED,
                         _("%s: this is a network folder, where a programme file is not safe; put "
                           "it on this computer and exchange packs"),
                         db->path);
    if (fine && medium == PATH_REMOVABLE)
        db->warning = memory_string(_("This disk can be taken out: a programme file is not safe on "
                                      "it; keep it on the computer and carry packs on the stick"));
    *empty = !there || status.st_size == 0;
    db->read_only =
        options->read_only || (there && (access(db->path, W_OK) != 0 || access(folder, W_OK) != 0));
    free(folder);
    return fine;
}

static bool make_file(struct db *db, struct error *error)
{
    int file = open(db->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return path_failed(db->path, errno, error);
    close(file);
    return true;
}

static bool is_whole(struct db *db, struct error *error)
{
    struct stat status;
    int64_t pages, size;
    if (!ask_number(db, "PRAGMA page_count", &pages, error) ||
        !ask_number(db, "PRAGMA page_size", &size, error))
        return false;
    if (stat(db->file, &status) == 0 && (int64_t)status.st_size < pages * size)
        return error_set(error, ERROR_DAMAGED,
                         _("%s: the file is cut off: %lld of %lld bytes are there; go back to a "
                           "backup with 'wijk restore'"),
                         db->path, (long long)status.st_size, (long long)pages * size);
    return true;
}

static bool is_ours(struct db *db, bool empty, struct error *error)
{
    int64_t application = 0, version = 0;
    if (empty)
        return true;
    if (!ask_number(db, "PRAGMA application_id", &application, error) ||
        !ask_number(db, "PRAGMA user_version", &version, error))
        return false;
    if (application != DB_APPLICATION_ID)
        return error_set(error, ERROR_INPUT, _("%s: this is a file of another program"), db->path);
    if (version > migrate_newest())
        return error_set(error, ERROR_VERSION,
                         _("%s: made by a newer version of wijk (format %lld, this version knows "
                           "%d); install the newer version"),
                         db->path, (long long)version, migrate_newest());
    if (version < migrate_newest() && db->read_only)
        return error_set(
            error, ERROR_VERSION,
            _("%s: made by an older version of wijk, and nothing may be changed now, so "
              "it cannot be brought up to date; make it writable or open a copy"),
            db->path);
    return is_whole(db, error);
}

static bool quick_check(struct db *db, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool fine = false;
    if (sqlite3_prepare_v2(db->sql, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        const char *answer = (const char *)sqlite3_column_text(statement, 0);
        fine = answer != NULL && strcmp(answer, "ok") == 0;
        if (!fine) {
            error_set(error, ERROR_DAMAGED,
                      _("%s: the last use did not end well and the file is damaged; make a copy of "
                        "it, then try 'wijk check', or go back to a backup with 'wijk restore'"),
                      db->path);
            error_detail(error, "quick_check: %s", answer == NULL ? "" : answer);
        }
    } else {
        db_failed(db, error);
    }
    sqlite3_finalize(statement);
    return fine;
}

static bool check_after_crash(struct db *db, struct error *error)
{
    bool left = false;
    if (!db_left_open(db, &left, error) || (left && !quick_check(db, error)))
        return false;
    if (left && db->warning == NULL)
        db->warning = memory_string(
            _("The last use did not end well; the file was checked and it is in order"));
    else if (db->read_only && db->warning == NULL)
        db->warning = memory_string(_("This file may only be read: nothing can be changed"));
    return true;
}

/* SQLite as this program uses it: by one thread, and nobody asks what memory it took. It counts and
 * locks at every piece of memory otherwise. Only heard before the first connection of a process;
 * afterwards nothing is to be said any more. */
static void set_up_library(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool connect(struct db *db, const struct db_options *options, struct error *error)
{
    bool empty;
    if (!look_at(db, options, &empty, error) || (empty && !db->read_only && !make_file(db, error)))
        return false;
    if (empty && (db->read_only || !options->create))
        return error_set(error, ERROR_INPUT, _("%s: the file is empty"), db->path);
    db->file = realpath(db->path, NULL);
    if (db->file == NULL)
        return path_failed(db->path, errno, error);
    int flags = db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (sqlite3_open_v2(db->file, &db->sql, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return db->sql == NULL ? error_set(error, ERROR_IO, _("%s: cannot be opened"), db->path)
                               : db_failed(db, error);
    if (!set_up(db, options->busy_ms, error) || !is_ours(db, empty, error))
        return false;
    if (!db->read_only && (!set_durability(db, error) || !migrate_to(db, migrate_newest(), error)))
        return false;
    sqlite3_set_authorizer(db->sql, authorize, db);
    return check_after_crash(db, error);
}

bool db_open(struct db **out, const char *path, const struct db_options *options,
             struct error *error)
{
    struct db *db = memory_new(sizeof *db);
    db->path = memory_string(path);
    *out = NULL;
    set_up_library();
    bool made = options->create && !path_exists(path);
    if (!connect(db, options, error)) {
        if (made && db->file != NULL) /* nothing was in it */
            unlink(db->file);
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

bool db_open_scratch(struct db **out, struct error *error)
{
    struct db *db = memory_new(sizeof *db);
    db->path = memory_string(_("scratch file"));
    db->checking = true;
    *out = db;
    if (sqlite3_open_v2("", &db->sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
        SQLITE_OK)
        return db_failed(db, error);
    sqlite3_extended_result_codes(db->sql, 1);
    return db_run(db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;", error) &&
           migrate_to(db, migrate_newest(), error);
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    if (db->sql != NULL) {
        db_rollback(db);
        if (db->marked)
            db_unmark(db);
        backup_ahead_free(db);
        projection_free(db);
        records_free(db->records);
        statement_forget_all(db);
        sqlite3_close(db->sql);
    }
    free(db->path);
    free(db->file);
    free(db->warning);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_read_only(const struct db *db)
{
    return db->read_only;
}

const char *db_warning(const struct db *db)
{
    return db->warning;
}

bool db_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->sql) == 0;
}

bool db_is_writing(const struct db *db)
{
    return sqlite3_txn_state(db->sql, NULL) == SQLITE_TXN_WRITE;
}

bool db_begin(struct db *db, struct error *error)
{
    if (db->read_only)
        return error_set(error, ERROR_READ_ONLY,
                         _("%s: the file may only be read, so nothing was changed"), db->path);
    if (db_in_transaction(db))
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    struct stat status;
    if (db->file != NULL && stat(db->file, &status) != 0)
        return error_set(error, ERROR_NOT_FOUND,
                         _("%s: the file is no longer there (moved, deleted, or its disk was taken "
                           "out); put it back and open it again"),
                         db->path);
    if (!db_run(db, "BEGIN IMMEDIATE", error))
        return false;
    projection_begin(db);
    if (!db->marked && !db->checking) {
        if (!db_mark(db, error)) {
            db_rollback(db);
            return false;
        }
        db->marking = true;
    }
    return true;
}

bool db_commit(struct db *db, struct error *error)
{
    if (!db_run(db, "COMMIT", error)) {
        db_rollback(db);
        return false;
    }
    db->marked = db->marked || db->marking;
    db->marking = false;
    db->generation++;
    return true;
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
    db->marking = false;
}

bool db_hold(struct db *db)
{
    return !db_in_transaction(db) && sqlite3_exec(db->sql, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
}

void db_let_go(struct db *db, bool held)
{
    if (held)
        sqlite3_exec(db->sql, "COMMIT", NULL, NULL, NULL);
}

int64_t db_data_version(struct db *db)
{
    struct error ignored = ERROR_NONE;
    int64_t version;
    return ask_number(db, "PRAGMA data_version", &version, &ignored) ? version : -1;
}

int64_t db_generation(const struct db *db)
{
    return db->generation;
}

int db_version(struct db *db)
{
    struct error ignored = ERROR_NONE;
    int64_t version;
    return ask_number(db, "PRAGMA user_version", &version, &ignored) ? (int)version : -1;
}
