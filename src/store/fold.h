/*
 * Folding an act into the file: its changes are indexed, heads and parents follow, and the typed
 * tables show what stands.
 */
#ifndef WIJK_SRC_STORE_FOLD_H
#define WIJK_SRC_STORE_FOLD_H

#include "body.h"
#include "internal.h"

struct fold {
    struct db *db;
    const struct body *body;
    int64_t act; /* its number */
    struct id site;
    int64_t seq;
    bool strict; /* an act of this site in the making, no undo: what cannot be shown refuses it
                    (ERROR_INPUT, ERROR_NOT_FOUND) */
};

/* Within a transaction, after the act itself was written. */
bool fold_act(const struct fold *fold, struct error *error) MUST_USE;

/* Sets `undone` of the act (site, seq) by the acts that undo it, and on along what it undoes. */
bool fold_undone(struct db *db, struct id site, int64_t seq, struct error *error) MUST_USE;

#endif
