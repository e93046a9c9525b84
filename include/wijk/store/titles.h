/*
 * The titles of all problems of the file, open and solved, for finding the same problem in another
 * neighbourhood.
 */
#ifndef WIJK_STORE_TITLES_H
#define WIJK_STORE_TITLES_H

#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct db;

/* Texts are borrowed until the callback returns. */
struct titled {
    struct id id, programme, owner; /* the owner may be none */
    const char *title;
    bool open; /* else it was solved */
};
typedef void titles_visit(void *context, const struct titled *problem);

/* Every problem of every programme but those that were rejected or merged, the oldest first. */
bool titles_each(struct db *db, titles_visit *visit, void *context, struct error *error) MUST_USE;

#endif
