/* What the two halves of the cursor share: record_cursor.c (which way, sorted ids) and
 * record_walk.c. */
#ifndef WIJK_SRC_STORE_RECORD_CURSOR_H
#define WIJK_SRC_STORE_RECORD_CURSOR_H

#include "record_sql.h"
#include "wijk/base/vector.h"
#include "wijk/store/record.h"

#define CURSOR_SORTED_MOST 200000L /* ids kept in memory at most: 3 MB */
#define CURSOR_ANCHORS 512

/* Where a row stands in the order. */
struct cursor_place {
    int64_t flag;     /* 0 when the order has no flag */
    struct value key; /* owned */
    struct id id;
};

struct cursor_anchor {
    long position; /* from 0, or negative from the end */
    struct cursor_place place;
};

enum cursor_way { CURSOR_UNDECIDED, CURSOR_SORTED, CURSOR_WALKED };

struct record_cursor {
    struct db *db; /* borrowed */
    struct query query;
    struct record_order order;
    enum cursor_way way;
    long total;            /* -1: not known */
    long at_least;         /* -1: not known */
    VECTOR(struct id) ids; /* CURSOR_SORTED: all, in order */
    VECTOR(struct cursor_anchor) anchors;
    size_t oldest; /* the anchor that makes place for the next */
};

/* Some rows from a place (NULL: an end of the list; the row there counts) in a direction. */
struct cursor_walk {
    const struct cursor_place *from;
    bool backwards;
    long skip;
    int count;
};
/* "SELECT flag, key, id …" of a walk. */
void cursor_walk_sql(const struct record_cursor *cursor, struct record_sql *sql,
                     const struct cursor_walk *walk);

/* The ids from position `first` (negative: from the end), at most `count`. */
struct cursor_run {
    long first;
    int count;
    struct id *ids;
    int *got;
};
bool cursor_walk(struct record_cursor *cursor, const struct cursor_run *run,
                 struct error *error) MUST_USE;

bool cursor_walked_position(struct record_cursor *cursor, struct id id, long *position,
                            struct error *error) MUST_USE;

bool cursor_decide(struct record_cursor *cursor, struct error *error) MUST_USE;

#endif
