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
};

/* Adds to the draft what takes the act back, or does it again. A later act that stands and touched
 * the same fields refuses it by name. */
bool undo_values(struct db *db, const struct undo_wish *wish, struct draft *draft,
                 struct error *error) MUST_USE;

/* Adds one value, or the mark of deletion, to a draft, which owns it then. */
void undo_set(struct draft *draft, enum entity_kind kind, struct id row, const char *column,
              struct value value);

/* Adds to the draft what makes every field that the act touched what it was when the act `first`
 * had not come into this file: by the heads of then, so that it does not matter what was undone or
 * done again since. A row that had not been made then is deleted, one that waits for another too. A
 * change of a row that is not made yet stays: nobody here knows what was before it. What an act
 * behind `last`, up to `newest`, changed, stays as it is, unless that act is undone or came to undo
 * one from `first` on.
 */
struct undo_moment {
    int64_t first, last, newest; /* numbers of acts */
};
bool undo_restore(struct db *db, int64_t act, const struct undo_moment *moment, struct draft *draft,
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
