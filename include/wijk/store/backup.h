/*
 * Backups: whole copies of the programme file in NAME.backups/ beside it, named
 * NAME-YYYYMMDD-HHMMSS-reason.db (UTC), mode 0600. A backup is written beside its name, checked,
 * and only then renamed, so what has such a name is whole. Of a daily backup of 50 MB and more only
 * the header and the size are checked, for the first change of the day waits for it; every page of
 * any other one.
 */
#ifndef WIJK_STORE_BACKUP_H
#define WIJK_STORE_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/error.h"

struct db;

/* Makes one now. `reason` is a short word of letters and digits ("daily", "migrate", "take",
 * "import", "rebuild", "restore", "asked"). Adds the path of what was made to `path` unless NULL.
 */
bool backup_make(struct db *db, const char *reason, struct buffer *path,
                 struct error *error) MUST_USE;

/* Writes a checked copy to exactly this path, which must not exist yet. */
bool backup_copy(struct db *db, const char *to, struct error *error) MUST_USE;

/* At the first change of a day: makes one named "daily" unless there is one of this day, and keeps
 * the newest `keep` of all (at least 1). Cheap when there is one. */
bool backup_daily(struct db *db, date_t today, int keep, struct error *error) MUST_USE;

/* Copies the next piece of the file for the daily backup, in a few milliseconds, for idle moments
 * before the first change of a day: backup_daily then has little left to do. A piece that another
 * program overtook by writing is copied again, and without a change nothing is left of it all.
 * False: there is nothing more to copy now; of a file of fewer than `least` bytes there never is.
 */
bool backup_ahead(struct db *db, int64_t least);

/* Called now and then while a backup is made, with bytes; false stops it, and then there is none
 * (ERROR_CANCELLED). */
struct backup_progress {
    bool (*call)(void *context, long done, long total); /* NULL: nobody asks */
    void *context;
};
void backup_on_progress(struct db *db, const struct backup_progress *progress);

/* Removes all but the newest `keep` (at least 1) backups of the programme file `path`; the newest
 * one made before a migration stays as well. */
bool backup_rotate(const char *path, int keep, struct error *error) MUST_USE;

struct backup_found {
    const char *path; /* borrowed until the callback returns */
    int64_t made;     /* milliseconds since 1970 */
    const char *reason;
    int64_t bytes;
};
typedef bool backup_visit(void *context, const struct backup_found *found);

/* The backups of the programme file `path`, newest first. False from the callback: enough. */
bool backup_each(const char *path, backup_visit *visit, void *context,
                 struct error *error) MUST_USE;

/* Puts a copy of `from` in the place of the programme file `path`, which nobody may have open.
 * `from` must be a healthy programme file; what is there now is backed up first ("restore"). On
 * failure the file is untouched. `path` need not exist. */
bool backup_restore(const char *path, const char *from, struct error *error) MUST_USE;

#endif
