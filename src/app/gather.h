/*
 * Rows gathered into a list: for use cases that walk over some rows more than once, or look them
 * up.
 *
 *     struct gathered rows = {.list = {0}};
 *     struct gather_of of = {ENTITY_TARGET, "indicator", indicator, "due", false};
 *     if (!gather_rows(session, &of, &rows, &error)) …
 *     gather_release(&rows);
 */
#ifndef WIJK_SRC_APP_GATHER_H
#define WIJK_SRC_APP_GATHER_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/query.h"

struct gathered {
    VECTOR(struct row) list; /* owned */
};

/* Adds all rows of the kind whose `column` is `id`, in the order of `order`. */
struct gather_of {
    enum entity_kind kind;
    const char *column;
    struct id id;
    const char *order; /* NULL: the entity's own */
    bool descending;
};
bool gather_rows(struct session *session, const struct gather_of *of, struct gathered *rows,
                 struct error *error) MUST_USE;
/* Adds all rows of a query, and releases the query. */
bool gather_query(struct session *session, struct query *query, struct gathered *rows,
                  struct error *error) MUST_USE;
void gather_release(struct gathered *rows);

/* The first row of a query; *found is false when there is none (then `row` is untouched). Releases
 * the query. */
bool gather_first(struct session *session, struct query *query, struct row *row, bool *found,
                  struct error *error) MUST_USE;

#endif
