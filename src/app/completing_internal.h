/* What the files of completing share. For the app layer only. */
#ifndef WIJK_SRC_APP_COMPLETING_INTERNAL_H
#define WIJK_SRC_APP_COMPLETING_INTERNAL_H

#include "wijk/app/completing.h"
#include "wijk/domain/row.h"

struct completing_found {
    struct completing_item *items; /* owned */
    size_t count, capacity;
};

/* Adds what the row lacks: one column of it. Takes the reason over. */
struct completing_item *completing_add(struct session *session, struct completing_found *found,
                                       const struct row *row, char *reason);

/* By kind, then by code. */
void completing_sort(struct completing_found *found);

/* An open action: without owner, without a date, or with a date in doubt. */
bool completing_action(struct session *session, const struct row *action,
                       struct completing_found *found, struct error *error) MUST_USE;
/* An open problem without a cause or with a date in doubt: asked for in a meeting only. */
bool completing_problem_words(struct session *session, const struct row *problem,
                              struct completing_found *found, struct error *error) MUST_USE;

#endif
