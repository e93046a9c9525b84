/*
 * Merging doubles: what two people entered twice becomes one, as one act, which undo takes back.
 */
#ifndef WIJK_APP_MERGING_H
#define WIJK_APP_MERGING_H

#include "wijk/app/problems.h"
#include "wijk/domain/entity.h"

/* The problems are the same as `into`: they are rejected with that as the reason and say which one
 * they are the same as; their comments are read with it, and it takes the goal, effort, theme and
 * owner it did not have. */
bool merging_problems(struct session *session, const struct problems *doubles, struct id into,
                      struct error *error) MUST_USE;

/* Two partners or two persons: every row that refers to `row` refers to `into` from now on, `into`
 * takes what it did not know, and `row` is deleted. *moved (may be NULL) is how many rows referred
 * to it. */
struct merging {
    enum entity_kind kind;
    struct id row, into;
};
bool merging_rows(struct session *session, const struct merging *merging, long *moved,
                  struct error *error) MUST_USE;

/* Whether rows of this kind can be merged by merging_rows. */
bool merging_can(enum entity_kind kind);

#endif
