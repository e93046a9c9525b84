/*
 * Pairs of rows that look like doubles and are not: a person here said so. It is this copy's own
 * and no part of the history.
 */
#ifndef WIJK_STORE_APART_H
#define WIJK_STORE_APART_H

#include <stdbool.h>

#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct db;

bool apart_add(struct db *db, struct id one, struct id other, struct error *error) MUST_USE;
/* *apart: whether the pair was said not to be the same, in either order. */
bool apart_has(struct db *db, struct id one, struct id other, bool *apart,
               struct error *error) MUST_USE;
/* Forgets all of them. */
bool apart_clear(struct db *db, struct error *error) MUST_USE;

#endif
