/*
 * Branches: a chain of acts that was continued twice, in two copies of one file with one key. A
 * file has one of them as the chain, and the acts of the others beside it (`parked`, forked). What
 * is told here is which branches are here, down to the hash of their last acts, so that another
 * copy sees whether it has the same and sends what is missing: a number of acts alone does not say
 * of which branch they are.
 */
#ifndef WIJK_SRC_STORE_EXCHANGE_BRANCH_H
#define WIJK_SRC_STORE_EXCHANGE_BRANCH_H

#include "internal.h"
#include "wijk/store/journal.h"

/* The last act of a branch. */
struct branch_end {
    int64_t number; /* of its site, in this file */
    struct id site;
    int64_t seq;
    uint8_t hash[JOURNAL_HASH];
};

/* The end of every chain here, then that of every branch beside one which is whole from where they
 * part. */
bool branch_each_end(struct db *db,
                     bool (*tell)(void *context, const struct branch_end *end, struct error *error),
                     void *context, struct error *error) MUST_USE;

/* For which other copy: its number here, or 0 for all trusted ones but `own`; all: whatever it has.
 */
struct branch_for {
    int64_t peer;
    struct id own;
    bool all;
};
/* A statement that answers every act beside a chain that it lacks, a branch from its beginning,
 * with the columns that exchange_out reads. NULL: error. */
struct statement *branch_acts(struct db *db, const struct branch_for *to, struct error *error);

/* Another copy said that it has this branch; `chain`: as its chain. What it has of ours is noted by
 * it. */
struct branch_told {
    struct id peer;
    const struct branch_end *end;
    bool chain;
};
bool branch_note(struct db *db, const struct branch_told *told, struct error *error) MUST_USE;

/* After acts came of a site: those that waited and are seen now to be of another branch no longer
 * wait. *count of them. */
bool branch_settle(struct db *db, struct id site, int64_t *count, struct error *error) MUST_USE;

#endif
