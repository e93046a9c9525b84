/*
 * Reading the body of an act from the file, one at a time; asking for the same act again costs
 * nothing.
 */
#ifndef WIJK_SRC_STORE_LOAD_H
#define WIJK_SRC_STORE_LOAD_H

#include "body.h"
#include "internal.h"

struct loaded {
    int64_t act; /* 0: none */
    struct buffer bytes;
    struct body body;
};

#define LOADED_NONE ((struct loaded){.bytes = BUFFER_EMPTY})

bool load_body(struct db *db, int64_t act, struct loaded *loaded, struct error *error) MUST_USE;
void loaded_release(struct loaded *loaded);

/* Where a row was changed. */
struct load_place {
    int64_t act, n;
    size_t place;
    int64_t seq, lamport;
    struct id site;
    bool stands; /* undoes nothing and is not undone */
};

struct load_places {
    VECTOR(struct load_place) list;
};

/* All changes of a row, newest first by (lamport, site, n). Release with free(list.items). */
bool load_places(struct db *db, struct id row, struct load_places *places,
                 struct error *error) MUST_USE;

/* What one change says of a field. */
struct load_said {
    const char *column;
    struct value value; /* owned; start it with value_none() */
    bool said; /* a creation says something of every field, and that the row is not deleted */
};
bool load_said(struct db *db, struct loaded *loaded, const struct load_place *place,
               struct load_said *said, struct error *error) MUST_USE;

#endif
