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

/* Of every problem of every programme but those that were rejected or merged, the oldest first, the
 * next `most` behind `after` (none: from the first): so that tens of thousands can be read in
 * slices. `after` becomes the last one, `more` tells whether there may be others. */
struct titles_page {
    struct id after;
    int most;
    bool more;
};
bool titles_some(struct db *db, struct titles_page *page, titles_visit *visit, void *context,
                 struct error *error) MUST_USE;

#endif
