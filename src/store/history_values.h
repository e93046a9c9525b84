/*
 * The values behind history: read from the bodies of acts, old and new.
 */
#ifndef WIJK_SRC_STORE_HISTORY_VALUES_H
#define WIJK_SRC_STORE_HISTORY_VALUES_H

#include "internal.h"
#include "wijk/store/history.h"

/* Adds the fields an act changed. */
bool history_values_of_act(struct db *db, int64_t act, int64_t limit, struct history *out,
                           struct error *error) MUST_USE;
/* Adds the fields the acts from `first` on in the list changed in a row. */
bool history_values_of_row(struct db *db, struct id row, size_t first, struct history *out,
                           struct error *error) MUST_USE;
/* Adds one field as one act set it. */
struct history_spot {
    struct id row;
    const char *field;
    int64_t act;
};
bool history_value_of(struct db *db, const struct history_spot *spot, struct history *out,
                      struct error *error) MUST_USE;

#endif
