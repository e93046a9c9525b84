/*
 * The whole file copied as it lies on the disk, in large pieces: many times faster than page by
 * page. It is read through SQLite's own handle under a read lock, so nobody writes meanwhile, a
 * journal that was left has been played back, and no lock is lost by closing a second handle.
 *
 * Of a large file the daily backup is copied ahead, piece by piece, while nothing else is to be
 * done (backup_ahead): into a file without a name, that is gone when nothing comes of it. Each
 * piece has a read lock of its own; that nobody wrote in between is told by the file's count of
 * changes.
 */
#define _GNU_SOURCE /* O_TMPFILE, sync_file_range */
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

#define PIECE (1 << 20)
#define HEADER 100
#define ROLLBACK_JOURNAL 1 /* bytes 18 and 19 of the header; 2: the write-ahead log */

struct copying {
    sqlite3 *sql;
    sqlite3_file *file; /* borrowed from `sql` */
    const char *path;   /* of the copy, for sentences */
    int to;
    unsigned char *piece; /* owned */
    sqlite3_int64 size, at;
    uint32_t changes; /* how often the file was written, by its header */
};

static uint32_t big_endian(const unsigned char *bytes, int count)
{
    uint32_t number = 0;
    for (int i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

/* The size by the header; 0: not a file that can be copied as it lies. */
static sqlite3_int64 size_by_header(const unsigned char *header)
{
    uint32_t page = big_endian(header + 16, 2);
    if (memcmp(header, "SQLite format 3", 16) != 0 || header[18] != ROLLBACK_JOURNAL ||
        header[19] != ROLLBACK_JOURNAL)
        return 0;
    return (sqlite3_int64)(page == 1 ? 65536 : page) * big_endian(header + 28, 4);
}

/* The read lock comes with the first read. */
static bool lock(sqlite3 *sql)
{
    return sqlite3_get_autocommit(sql) &&
           sqlite3_exec(sql, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) ==
               SQLITE_OK;
}

static void unlock(sqlite3 *sql)
{
    if (!sqlite3_get_autocommit(sql))
        sqlite3_exec(sql, "COMMIT", NULL, NULL, NULL);
}

/* Under the lock: reads size and count of changes. */
static bool can_be_copied(struct copying *copying)
{
    sqlite3_int64 size = 0;
    int code =
        sqlite3_file_control(copying->sql, "main", SQLITE_FCNTL_FILE_POINTER, &copying->file);
    if (code != SQLITE_OK || copying->file == NULL || copying->file->pMethods == NULL)
        return false;
    const sqlite3_io_methods *methods = copying->file->pMethods;
    if (methods->xFileSize(copying->file, &size) != SQLITE_OK || size < HEADER ||
        methods->xRead(copying->file, copying->piece, HEADER, 0) != SQLITE_OK)
        return false;
    copying->size = size_by_header(copying->piece);
    copying->changes = big_endian(copying->piece + 24, 4);
    return copying->size > 0 && copying->size == size;
}

static bool write_piece(struct copying *copying, size_t length, struct error *error)
{
    for (size_t written = 0; written < length;) {
        ssize_t count = write(copying->to, copying->piece + written, length - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == ENOSPC || errno == EDQUOT))
            return backup_failed(NULL, SQLITE_FULL, copying->path, error);
        if (count <= 0)
            return backup_failed(NULL, SQLITE_IOERR, copying->path, error);
        written += (size_t)count;
    }
#ifdef SYNC_FILE_RANGE_WRITE /* the disk begins now, so that little is left to wait for at the end \
                              */
    sync_file_range(copying->to, copying->at, (off_t)length, SYNC_FILE_RANGE_WRITE);
#endif
    return true;
}

/* Under the lock: the next piece. */
static bool copy_piece(struct copying *copying, struct error *error)
{
    sqlite3_int64 rest = copying->size - copying->at;
    int length = rest < PIECE ? (int)rest : PIECE;
    int code = copying->file->pMethods->xRead(copying->file, copying->piece, length, copying->at);
    if (code != SQLITE_OK)
        return backup_failed(NULL, code, copying->path, error);
    if (!write_piece(copying, (size_t)length, error))
        return false;
    copying->at += length;
    return true;
}

static bool copy(struct copying *copying, const struct backup_progress *progress,
                 struct error *error)
{
    while (copying->at < copying->size) {
        if (progress != NULL && progress->call != NULL &&
            !progress->call(progress->context, (long)copying->at, (long)copying->size))
            return error_set(error, ERROR_CANCELLED,
                             _("Stopped: there is no backup of the file as it was"));
        if (!copy_piece(copying, error))
            return false;
    }
    return true;
}

bool backup_bytes(struct sqlite3 *from, const char *path, const struct backup_progress *progress,
                  bool *copied, struct error *error)
{
    struct copying copying = {.sql = from, .path = path, .to = -1};
    bool good = true;
    *copied = false;
    if (!sqlite3_get_autocommit(from))
        return true;
    bool locked = lock(from);
    copying.piece = memory_array(PIECE, 1);
    if (locked && can_be_copied(&copying)) {
        copying.to = open(path, O_WRONLY | O_CLOEXEC);
        good = copying.to >= 0 ? copy(&copying, progress, error) : path_failed(path, errno, error);
        *copied = good;
    }
    if (copying.to >= 0)
        close(copying.to);
    unlock(from);
    free(copying.piece);
    return good;
}

/* ---- ahead ---- */

struct backup_ahead {
    struct copying copying;
    char *folder; /* owned */
};

void backup_ahead_free(struct db *db)
{
    struct backup_ahead *ahead = db->ahead;
    if (ahead == NULL)
        return;
    close(ahead->copying.to);
    free(ahead->copying.piece);
    free(ahead->folder);
    free(ahead);
    db->ahead = NULL;
}

static bool begin(struct db *db)
{
#ifdef O_TMPFILE
    struct buffer folder = BUFFER_EMPTY;
    struct error ignored = ERROR_NONE;
    backup_folder(db->path, &folder);
    int to = path_make_folders(folder.bytes, &ignored)
                 ? open(folder.bytes, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600)
                 : -1;
    if (to < 0) { /* a file system without them: the backup is made at the change */
        buffer_release(&folder);
        return false;
    }
    struct backup_ahead *ahead = memory_new(sizeof *ahead);
    ahead->folder = buffer_detach(&folder);
    ahead->copying = (struct copying){.sql = db->sql, .path = ahead->folder, .to = to};
    ahead->copying.piece = memory_array(PIECE, 1);
    db->ahead = ahead;
    return true;
#else
    (void)db;
    return false;
#endif
}

/* Under the lock: from the start again where the file was written since. */
static bool go_on(struct copying *copying)
{
    uint32_t changes = copying->changes;
    sqlite3_int64 size = copying->size;
    if (!can_be_copied(copying))
        return false;
    if (changes == copying->changes && size == copying->size)
        return true;
    copying->at = 0;
    return ftruncate(copying->to, 0) == 0 && lseek(copying->to, 0, SEEK_SET) == 0;
}

static bool step(struct copying *copying)
{
    struct error ignored = ERROR_NONE; /* said when the backup is made */
    bool good = lock(copying->sql) && go_on(copying);
    good = good && (copying->at == copying->size || copy_piece(copying, &ignored));
    unlock(copying->sql);
    return good;
}

bool backup_ahead(struct db *db, int64_t least)
{
    struct stat status;
    if (db->read_only || db_in_transaction(db) || db->ahead_over)
        return false;
    if (db->ahead == NULL &&
        (stat(db->path, &status) != 0 || status.st_size < least || !begin(db))) {
        db->ahead_over = true;
        return false;
    }
    struct copying *copying = &db->ahead->copying;
    if (!step(copying)) {
        backup_ahead_free(db);
        db->ahead_over = true;
        return false;
    }
    return copying->at < copying->size;
}

/* What was copied gets its name, when it is all of the file as it is now. */
static bool give_name(struct copying *copying, const char *path)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", copying->to);
    return fsync(copying->to) == 0 &&
           linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

bool backup_ahead_take(struct db *db, const char *path)
{
    bool taken = false;
    if (db->ahead != NULL && lock(db->sql)) {
        struct copying *copying = &db->ahead->copying;
        struct error ignored = ERROR_NONE;
        taken = go_on(copying) && copy(copying, &db->backup_progress, &ignored) &&
                give_name(copying, path);
        unlock(db->sql);
    }
    backup_ahead_free(db);
    db->ahead_over = false;
    return taken;
}
