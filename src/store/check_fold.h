/*
 * The parts of the check: walking the journal of a file into a target, and comparing tables.
 */
#ifndef WIJK_SRC_STORE_CHECK_FOLD_H
#define WIJK_SRC_STORE_CHECK_FOLD_H

#include "internal.h"
#include "wijk/base/buffer.h"
#include "wijk/store/check.h"

struct check {
    struct db *db,
        *target; /* target: where acts are folded into: a scratch file, or the file itself */
    const struct check_options *options;
    struct check_report *report;
    int64_t acts; /* of the file, for the progress */
};

/* Adds a translated sentence. */
void check_found(struct check *check, const char *format, ...) PRINTF_LIKE(2, 3);

/* Every act in the order of their numbers: its hash, its place in the chain of its site, its
 * content into the target. */
bool check_fold(struct check *check, struct error *error) MUST_USE;
/* Every seal holds its act. */
bool check_seals(struct check *check, struct error *error) MUST_USE;
/* The typed tables and the indexes of the file against the target. */
bool check_compare(struct check *check, struct error *error) MUST_USE;

/* False when the user cancelled: the error is filled. */
bool check_goes_on(struct check *check, int64_t acts, struct error *error);

#endif
