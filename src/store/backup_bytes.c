/*
 * The whole file copied as it lies on the disk, in large pieces: many times faster than page by
 * page. It is read through SQLite's own handle under a read lock, so nobody writes meanwhile, a
 * journal that was left has been played back, and no lock is lost by closing a second handle.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup_files.h"
#include "internal.h"
#include "wijk/base/path.h"

#define PIECE (1 << 20)
#define HEADER 100
#define ROLLBACK_JOURNAL 1 /* bytes 18 and 19 of the header; 2: the write-ahead log */

struct copying {
    sqlite3 *sql;
    sqlite3_file *file; /* borrowed from `sql` */
    const char *path;   /* of the copy */
    int to;
    unsigned char *piece; /* owned */
    sqlite3_int64 size;
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
    return sqlite3_exec(sql, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) ==
           SQLITE_OK;
}

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
    return true;
}

static bool copy(struct copying *copying, struct error *error)
{
    for (sqlite3_int64 at = 0; at < copying->size; at += PIECE) {
        sqlite3_int64 rest = copying->size - at;
        int length = rest < PIECE ? (int)rest : PIECE;
        int code = copying->file->pMethods->xRead(copying->file, copying->piece, length, at);
        if (code != SQLITE_OK)
            return backup_failed(NULL, code, copying->path, error);
        if (!write_piece(copying, (size_t)length, error))
            return false;
    }
    return true;
}

bool backup_bytes(struct sqlite3 *from, const char *path, bool *copied, struct error *error)
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
        good = copying.to >= 0 ? copy(&copying, error) : path_failed(path, errno, error);
        *copied = good;
    }
    if (copying.to >= 0)
        close(copying.to);
    if (!sqlite3_get_autocommit(from))
        sqlite3_exec(from, "COMMIT", NULL, NULL, NULL);
    free(copying.piece);
    return good;
}
