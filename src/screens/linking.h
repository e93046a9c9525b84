/* Choosing a row to link something to, among rows of several kinds: for pick_screen. */
#ifndef WIJK_SCREENS_LINKING_H
#define WIJK_SCREENS_LINKING_H

#include "wijk/domain/entity.h"
#include "wijk/screens/ui.h"

struct candidates;

struct linking_kinds {
    const enum entity_kind *kinds; /* in the order in which they are offered */
    size_t count, most;            /* how many kinds, and at most so many rows of each */
};

/* Adds the rows that fit what was typed, with code and name; a failure is shown. */
void linking_fill(struct ui *ui, const struct linking_kinds *linking, const char *typed,
                  struct candidates *out);

#endif
