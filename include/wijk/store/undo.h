/*
 * Undo and redo, as acts. Undo takes back the newest act of this site that still stands (a whole
 * run at once) by setting what it changed to the values from before; redo takes the newest undo
 * back. Any act can be undone in any order, as long as no later act touched the same fields; where
 * one did, the error (ERROR_REFUSED) names it.
 */
#ifndef WIJK_STORE_UNDO_H
#define WIJK_STORE_UNDO_H

#include "wijk/store/journal.h"

enum undo_direction { UNDO_BACK, UNDO_AGAIN };

struct undo_step {
    int64_t act;     /* number of the (first) act; 0: there is nothing to undo or redo */
    int64_t at;      /* milliseconds UTC */
    char label[256]; /* of the act itself, without "Undone:" */
    char person[128];
    int64_t acts; /* how many acts go together */
};

/* What would be undone or redone. */
bool undo_peek(struct journal *journal, enum undo_direction direction, struct undo_step *step,
               struct error *error) MUST_USE;

/* Does it; fills `step` (may be NULL) with what was undone or redone. Nothing there:
 * ERROR_NOT_FOUND. */
bool undo_step(struct journal *journal, enum undo_direction direction, struct undo_step *step,
               struct error *error) MUST_USE;

/* Undoes one given act, with its run; an act that was undone already is redone. */
bool undo_any(struct journal *journal, int64_t act, struct undo_step *step,
              struct error *error) MUST_USE;

#endif
