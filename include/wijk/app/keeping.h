/*
 * Keeping the programme file safe: checking it, repairing its tables, copying it, going back to a
 * copy.
 */
#ifndef WIJK_APP_KEEPING_H
#define WIJK_APP_KEEPING_H

#include <stdint.h>

#include "wijk/app/session.h"
#include "wijk/base/vector.h"

struct keeping_report {
    VECTOR(char *) findings; /* owned sentences, the first 100 */
    int64_t count;           /* of all findings */
    int64_t acts, rows;      /* looked at */
    int64_t waiting;         /* changes of others that cannot be shown yet; no fault */
    bool rebuilt;
};

/* Checks the whole file; with `rebuild` it is backed up and its tables are made anew from the
 * journal. True when that could be done: what was found is in the report, which the caller
 * releases in any case. */
bool keeping_check(struct session *session, bool rebuild, struct keeping_report *report,
                   struct error *error) MUST_USE;
void keeping_release(struct keeping_report *report);

/* Copies the file to `to`, which must not exist, or, when it is NULL, among the backups beside it;
 * adds the path of the copy. */
bool keeping_backup(struct session *session, const char *to, struct buffer *path,
                    struct error *error) MUST_USE;

/* Puts a copy of the backup `from` in the place of the programme file `path`, which nobody may have
 * open; what is there is backed up first. */
bool keeping_restore(const char *path, const char *from, struct error *error) MUST_USE;

/* What was recovered: sentences to show, and the figures in them. */
struct keeping_recovered {
    VECTOR(char *) lines; /* owned */
    int64_t rows, remade, lost, left_out, stand_ins;
    int64_t acts, acts_lost;
};

void keeping_recovered_release(struct keeping_recovered *recovered);

/* Called now and then; false stops. `share` is 0 to 1000. */
typedef bool keeping_progress(void *context, int share);
struct keeping_recovering {
    keeping_progress *progress; /* or NULL */
    void *context;
};

/* Reads what the damaged file `from` still holds, row by row past bad pages, into a new file as
 * `to` says (which must not exist; with dry_run nothing is made). The damaged file is never
 * written. The caller releases `out` in any case. */
bool keeping_recover(const char *from, const struct session_options *to,
                     const struct keeping_recovering *recovering, struct keeping_recovered *out,
                     struct error *error) MUST_USE;

#endif
