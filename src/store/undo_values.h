/*
 * The values an undo or redo sets. What a field holds is what the newest act that stands says of
 * it: an act stands when it is no undo and is not undone itself.
 */
#ifndef WIJK_SRC_STORE_UNDO_VALUES_H
#define WIJK_SRC_STORE_UNDO_VALUES_H

#include "journal_site.h"
#include "load.h"
#include "wijk/store/draft.h"
#include "wijk/store/undo.h"

struct undo_wish {
    int64_t act;
    enum undo_direction direction;
    bool lenient; /* what a later act changed stays as it is, instead of being in the way */
};

/* Adds to the draft what takes the act back, or does it again. A later act that stands and touched
 * the same fields refuses it by name. */
bool undo_values(struct db *db, const struct undo_wish *wish, struct draft *draft,
                 struct error *error) MUST_USE;

/* Makes the act that takes one act back, or does it again; inside a transaction. `run`: of the acts
 * that belong together, 0: it is alone. */
bool undo_make(struct journal *journal, const struct undo_wish *wish, int64_t run,
               struct error *error) MUST_USE;

/* The last take that stands, or (again) the last that was undone, when that is what a person did
 * last; number 0: it is not. */
struct undo_taken {
    int64_t number, first, last, run;
    struct undo_step step;
};
bool undo_take_find(struct journal *journal, enum undo_direction direction,
                    struct undo_taken *taken, struct error *error) MUST_USE;
/* Inside a transaction, at a site that is ready. */
bool undo_take(struct journal *journal, const struct undo_taken *taken,
               enum undo_direction direction, struct error *error) MUST_USE;

/* Refuses when a row the act made, and that is gone now, is still referred to. */
bool undo_unused(struct db *db, int64_t act, struct error *error) MUST_USE;

#endif
