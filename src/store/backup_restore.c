/* Going back to a backup. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup_files.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

#define WHOLE_FILE_LIMIT ((size_t)1 << 34)

static bool open_healthy(const char *from, sqlite3 **sql, struct error *error)
{
    if (!path_exists(from))
        return error_set(error, ERROR_NOT_FOUND, _("%s: there is no such file"), from);
    int code = sqlite3_open_v2(from, sql, SQLITE_OPEN_READONLY, NULL);
    return (code == SQLITE_OK || backup_failed(*sql, code, from, error)) &&
           backup_check(*sql, from, true, error);
}

/* A file that SQLite cannot read any more is kept byte by byte: something may be saved from it. */
static bool keep_bytes(const char *path, int64_t moment, struct error *error)
{
    struct buffer content = BUFFER_EMPTY, folder = BUFFER_EMPTY, to = BUFFER_EMPTY;
    backup_folder(path, &folder);
    backup_file_path(path, "damaged", moment, &to);
    bool good = path_make_folders(folder.bytes, error) &&
                path_read(path, WHOLE_FILE_LIMIT, &content, error) &&
                path_write(to.bytes, &content, 0600, error);
    buffer_release(&content);
    buffer_release(&folder);
    buffer_release(&to);
    return good;
}

/* Nobody may have it open: whoever wrote since would write into the file that is gone. */
static bool lock(sqlite3 *sql, const char *path, struct error *error)
{
    int code =
        sqlite3_exec(sql, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL, NULL, NULL);
    if ((code & 0xFF) == SQLITE_BUSY)
        return error_set(error, ERROR_BUSY,
                         _("%s: another program has this file open; close it there first"), path);
    return true;
}

static bool keep_present(const char *path, struct error *error)
{
    struct stat status;
    sqlite3 *sql = NULL;
    int64_t moment = moment_now();
    if (stat(path, &status) != 0 || status.st_size == 0)
        return true;
    struct error unreadable = ERROR_NONE;
    bool good = true;
    if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        good = lock(sql, path, error);
    if (good) {
        sqlite3_exec(sql, "COMMIT", NULL, NULL, NULL);
        struct backup_making making = {.path = path, .reason = "restore", .moment = moment};
        good = backup_make_at(sql, &making, NULL, &unreadable);
        if (!good && (unreadable.code == ERROR_FULL || unreadable.code == ERROR_BUSY))
            *error = unreadable;
        else if (!good)
            good = keep_bytes(path, moment, error);
    }
    sqlite3_close(sql);
    return good;
}

static bool is_same_file(const char *one, const char *other)
{
    struct stat first, second;
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* A journal that was left belongs to the file that was there, and would be played into the new one.
 */
static bool remove_journal(const char *path, struct error *error)
{
    struct buffer journal = BUFFER_EMPTY;
    buffer_format(&journal, "%s-journal", path);
    bool good =
        unlink(journal.bytes) == 0 || errno == ENOENT || path_failed(journal.bytes, errno, error);
    buffer_release(&journal);
    return good;
}

bool backup_restore(const char *path, const char *from, struct error *error)
{
    sqlite3 *sql = NULL;
    if (is_same_file(path, from))
        return error_set(error, ERROR_INPUT, _("%s: this is the programme file itself"), from);
    bool good = open_healthy(from, &sql, error) && keep_present(path, error) &&
                remove_journal(path, error) && backup_write(sql, path, true, NULL, error);
    sqlite3_close(sql);
    return good;
}
