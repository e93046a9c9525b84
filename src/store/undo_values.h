/*
 * The values an undo or redo sets. What a field holds is what the newest act that stands says of
 * it: an act stands when it is no undo and is not undone itself.
 */
#ifndef WIJK_SRC_STORE_UNDO_VALUES_H
#define WIJK_SRC_STORE_UNDO_VALUES_H

#include "load.h"
#include "wijk/store/draft.h"
#include "wijk/store/undo.h"

/* Adds to the draft what takes the act back, or does it again. A later act that stands and touched
 * the same fields refuses it by name. */
bool undo_values(struct db *db, int64_t act, enum undo_direction direction, struct draft *draft,
                 struct error *error) MUST_USE;

/* Refuses when a row the act made, and that is gone now, is still referred to. */
bool undo_unused(struct db *db, int64_t act, struct error *error) MUST_USE;

#endif
