/*
 * The programmes at work in a file: those that are not deleted, and closed ones only where there
 * are no others. A file with one such programme is that of one group.
 */
#ifndef WIJK_STORE_AT_WORK_H
#define WIJK_STORE_AT_WORK_H

#include <stdbool.h>

#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct db;

/* False ends the walk: with `error` filled it failed, else it is enough. */
typedef bool at_work_visit(void *context, struct id programme, struct error *error);

/* By id. */
bool at_work_each(struct db *db, at_work_visit *visit, void *context, struct error *error) MUST_USE;

/* How many there are (2: several), and which it is when it is one. */
struct at_work {
    struct id only;
    int count;
};
bool at_work_count(struct db *db, struct at_work *at_work, struct error *error) MUST_USE;

#endif
