/* What the parts of backup share: names (backup_files.c), copies (backup.c), going back
 * (backup_restore.c). */
#ifndef WIJK_SRC_STORE_BACKUP_FILES_H
#define WIJK_SRC_STORE_BACKUP_FILES_H

#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/store/backup.h"

#define BACKUP_REASON 24

struct backup_file {
    char *path;     /* owned */
    char stamp[16]; /* YYYYMMDD-HHMMSS */
    char reason[BACKUP_REASON];
};

/* Newest first. */
struct backup_files {
    VECTOR(struct backup_file) files;
};

/* Adds the folder of the backups of a programme file: NAME.backups beside it. */
void backup_folder(const char *path, struct buffer *out);

/* Adds the path of a backup made at a moment (milliseconds since 1970). */
void backup_file_path(const char *path, const char *reason, int64_t moment, struct buffer *out);

/* No folder: none. */
bool backup_files_read(const char *path, struct backup_files *out, struct error *error) MUST_USE;
void backup_files_release(struct backup_files *files);

struct sqlite3;

/* Turns the failure `code` of a connection (may be NULL) to the file into a sentence. Always false.
 */
bool backup_failed(struct sqlite3 *sql, int code, const char *path, struct error *error);

/* A healthy programme file of a version that this program reads. `whole`: every page is looked at,
 * else the header and the size. */
bool backup_check(struct sqlite3 *sql, const char *path, bool whole, struct error *error) MUST_USE;

/* Writes a copy beside `path`, checks it, then gives it the name, also over what is there. */
bool backup_write(struct sqlite3 *from, const char *path, bool whole,
                  const struct backup_progress *progress, struct error *error) MUST_USE;

/* Fills the file `path`, which is there and empty, with the bytes of the file of `from`
 * (backup_bytes.c). Not copied, but true: it has to be done page by page, as when `from` is inside
 * a transaction or its file has a write-ahead log. */
bool backup_bytes(struct sqlite3 *from, const char *path, const struct backup_progress *progress,
                  bool *copied, struct error *error) MUST_USE;

/* Completes what was copied ahead, gives it the name `path` and makes it last. False: nothing was,
 * or it is of no use; then it is made anew. */
bool backup_ahead_take(struct db *db, const char *path) MUST_USE;

struct backup_making {
    const char *path; /* of the programme file */
    const char *reason;
    int64_t moment;
    const struct backup_progress *progress; /* borrowed; NULL: none */
    struct db *ahead; /* borrowed: what was copied ahead may be taken; NULL: not */
};
/* Adds where it was made to `path` unless NULL. */
bool backup_make_at(struct sqlite3 *from, const struct backup_making *making, struct buffer *path,
                    struct error *error) MUST_USE;

#endif
