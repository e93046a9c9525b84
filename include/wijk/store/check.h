/*
 * The check of a whole file: SQLite's own checks, every hash, chain and seal of the journal, and
 * whether the typed tables are what the journal says: it is folded into an empty schema and
 * compared row by row.
 */
#ifndef WIJK_STORE_CHECK_H
#define WIJK_STORE_CHECK_H

#include "wijk/base/error.h"
#include "wijk/base/vector.h"
#include "wijk/store/db.h"

struct check_report {
    VECTOR(char *) findings; /* owned translated sentences, the first 100 */
    int64_t count;           /* of all findings */
    int64_t journal;         /* of those, about the journal itself, which a rebuild cannot mend */
    int64_t acts, rows, waiting;
    bool rebuilt;
};

void check_release(struct check_report *report);

/* Called now and then; false cancels (ERROR_CANCELLED). `share` is 0 to 1000. */
typedef bool check_progress(void *context, int share);

struct check_options {
    bool rebuild;             /* back the file up and replace the tables by what the journal says */
    check_progress *progress; /* or NULL */
    void *context;
};

/* True when the check could be done: what it found is in the report. */
bool check_run(struct db *db, const struct check_options *options, struct check_report *report,
               struct error *error) MUST_USE;

#endif
