#include "wijk/store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup_files.h"
#include "internal.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"
#include "wijk/store/migrate.h"

#define DAY_MS INT64_C(86400000)
#define NAMES_TRIED 100
#define WHOLE_DAILY (50 << 20) /* bytes; every page of a smaller daily backup is checked */

/* ---- one whole copy ---- */

bool backup_failed(struct sqlite3 *sql, int code, const char *path, struct error *error)
{
    switch (code & 0xFF) {
    case SQLITE_FULL:
        error_set(error, ERROR_FULL,
                  _("%s: the disk is full, so there is no backup; make room and try again"), path);
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        error_set(error, ERROR_BUSY,
                  _("%s: another program is writing the file; try again when it is ready"), path);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        error_set(error, ERROR_DAMAGED, _("%s: this is not a healthy programme file"), path);
        break;
    default:
        error_set(error, ERROR_IO, _("%s: the computer failed to read or write it"), path);
    }
    return error_detail(error, "sqlite %d: %s", code, sql == NULL ? "" : sqlite3_errmsg(sql));
}

static int read_number(sqlite3 *sql, const char *pragma, int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sql, pragma, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

static int quick_check(sqlite3 *sql)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sql, "PRAGMA quick_check(1)", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        const char *answer = (const char *)sqlite3_column_text(statement, 0);
        code = answer != NULL && strcmp(answer, "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
    }
    sqlite3_finalize(statement);
    return code;
}

/* As many bytes as the header says. */
static int size_check(sqlite3 *sql, const char *path)
{
    int64_t pages = 0, page = 0;
    struct stat status;
    int code = read_number(sql, "PRAGMA page_count", &pages);
    if (code == SQLITE_OK)
        code = read_number(sql, "PRAGMA page_size", &page);
    if (code == SQLITE_OK && (stat(path, &status) != 0 || status.st_size != pages * page))
        code = SQLITE_CORRUPT;
    return code;
}

bool backup_check(struct sqlite3 *sql, const char *path, bool whole, struct error *error)
{
    int64_t application = 0, version = 0;
    int code = read_number(sql, "PRAGMA application_id", &application);
    if (code == SQLITE_OK)
        code = read_number(sql, "PRAGMA user_version", &version);
    if (code == SQLITE_OK && application != DB_APPLICATION_ID)
        return error_set(error, ERROR_INPUT, _("%s: this is not a programme file of wijk"), path);
    if (code == SQLITE_OK && version > migrate_newest())
        return error_set(error, ERROR_VERSION,
                         _("%s: a newer version of wijk made this file; install that version"),
                         path);
    if (code == SQLITE_OK)
        code = whole ? quick_check(sql) : size_check(sql, path);
    return code == SQLITE_OK || backup_failed(sql, code, path, error);
}

static bool make_empty(const char *path, struct error *error)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return path_failed(path, errno, error);
    close(file);
    return true;
}

static bool sync_path(const char *path, int flags, struct error *error)
{
    int file = open(path, flags | O_CLOEXEC);
    if (file < 0)
        return path_failed(path, errno, error);
    bool good = fsync(file) == 0 || errno == EINVAL || path_failed(path, errno, error);
    close(file);
    return good;
}

/* All pages in one go: the file can not change in between. */
static bool copy_pages(sqlite3 *from, sqlite3 *to, const char *path, struct error *error)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return backup_failed(to, sqlite3_errcode(to), path, error);
    int code = sqlite3_backup_step(backup, -1);
    int end = sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE && end == SQLITE_OK)
        return true;
    return backup_failed(to, code == SQLITE_DONE ? end : code, path, error);
}

/* Writes a checked copy to a new file at `path`; nothing is left of it on failure. */
static bool copy_to(sqlite3 *from, const char *path, bool whole,
                    const struct backup_progress *progress, struct error *error)
{
    sqlite3 *to = NULL;
    bool copied = false;
    if (!make_empty(path, error))
        return false;
    if (!backup_bytes(from, path, progress, &copied, error)) {
        unlink(path);
        return false;
    }
    int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK) /* a copy that fails half-way is thrown away: no journal needed */
        code = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL,
                            NULL);
    bool good = (code == SQLITE_OK || backup_failed(to, code, path, error)) &&
                (copied || copy_pages(from, to, path, error)) &&
                backup_check(to, path, whole, error);
    sqlite3_close(to);
    good = good && sync_path(path, O_RDWR, error);
    if (!good)
        unlink(path);
    return good;
}

static bool sync_folder_of(const char *path, struct error *error)
{
    char *folder = path_folder(path);
    bool good = sync_path(folder, O_RDONLY | O_DIRECTORY, error);
    free(folder);
    return good;
}

bool backup_write(struct sqlite3 *from, const char *path, bool whole,
                  const struct backup_progress *progress, struct error *error)
{
    struct buffer beside = BUFFER_EMPTY;
    buffer_format(&beside, "%s.new-%ld", path, (long)getpid());
    unlink(beside.bytes); /* of a run that was cut off */
    bool good = copy_to(from, beside.bytes, whole, progress, error);
    if (good && rename(beside.bytes, path) != 0) {
        good = path_failed(path, errno, error);
        unlink(beside.bytes);
    }
    good = good && sync_folder_of(path, error);
    buffer_release(&beside);
    return good;
}

/* ---- making ---- */

/* A name that is free: of the moment, or of the next second without one. */
static void free_name(const char *path, const char *reason, int64_t moment, struct buffer *out)
{
    for (int tried = 0; tried < NAMES_TRIED; tried++) {
        buffer_clear(out);
        backup_file_path(path, reason, moment + tried * INT64_C(1000), out);
        if (!path_exists(out->bytes))
            return;
    }
}

static bool is_small(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && status.st_size < WHOLE_DAILY;
}

bool backup_make_at(struct sqlite3 *from, const struct backup_making *making, struct buffer *path,
                    struct error *error)
{
    struct buffer folder = BUFFER_EMPTY, name = BUFFER_EMPTY;
    backup_folder(making->path, &folder);
    free_name(making->path, making->reason, making->moment, &name);
    bool whole = strcmp(making->reason, "daily") != 0 || is_small(making->path);
    bool good = path_make_folders(folder.bytes, error);
    if (good && making->ahead != NULL && backup_ahead_take(making->ahead, name.bytes))
        good = sync_folder_of(name.bytes, error);
    else
        good = good && backup_write(from, name.bytes, whole, making->progress, error);
    if (good && path != NULL)
        buffer_add_text(path, name.bytes);
    buffer_release(&folder);
    buffer_release(&name);
    return good;
}

static void refuse_inside(const struct db *db)
{
    if (db_in_transaction(db))
        error_bug("a backup inside a transaction");
}

bool backup_make(struct db *db, const char *reason, struct buffer *path, struct error *error)
{
    refuse_inside(db);
    struct backup_making making = {.path = db->path,
                                   .reason = reason,
                                   .moment = moment_now(),
                                   .progress = &db->backup_progress};
    return backup_make_at(db->sql, &making, path, error);
}

bool backup_copy(struct db *db, const char *to, struct error *error)
{
    refuse_inside(db);
    if (path_exists(to))
        return error_set(error, ERROR_REFUSED,
                         _("%s: there is a file of this name already; choose another name"), to);
    return backup_write(db->sql, to, true, &db->backup_progress, error);
}

void backup_on_progress(struct db *db, const struct backup_progress *progress)
{
    db->backup_progress = *progress;
}

/* ---- once a day ---- */

static bool made_on(const struct backup_files *files, const char *day)
{
    for (size_t i = 0; i < files->files.count; i++)
        if (strcmp(files->files.items[i].reason, "daily") == 0 &&
            strncmp(files->files.items[i].stamp, day, 8) == 0)
            return true;
    return false;
}

bool backup_daily(struct db *db, date_t today, int keep, struct error *error)
{
    struct backup_files files;
    char iso[DATE_TEXT_SIZE], day[9];
    if (!backup_files_read(db->path, &files, error))
        return false;
    date_iso(today, iso);
    snprintf(day, sizeof day, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
    bool made = made_on(&files, day);
    backup_files_release(&files);
    if (made)
        return true;
    refuse_inside(db);
    struct backup_making making = {.path = db->path,
                                   .reason = "daily",
                                   .moment = (int64_t)today * DAY_MS,
                                   .progress = &db->backup_progress,
                                   .ahead = db->ahead == NULL ? NULL : db};
    making.moment +=
        moment_now() % DAY_MS; /* the day may be a given one, the time is the clock's */
    return backup_make_at(db->sql, &making, NULL, error) && backup_rotate(db->path, keep, error);
}
