/*
 * Reading the typed tables, driven by the entities table: one row, all rows of a query, lists of
 * any size, what people call a row, and what refers to it. Nothing here writes: changes go through
 * the journal.
 *
 *     struct row goal;
 *     if (!record_get(db, ENTITY_GOAL, id, &goal, error))
 *         return false;
 *     …
 *     row_release(&goal);
 *
 * SQL is put together from column names of the entities table only; every value is bound. Rows in
 * the bin are given by record_get (see row.deleted) and left out everywhere else, unless a query
 * asks for them.
 */
#ifndef WIJK_STORE_RECORD_H
#define WIJK_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/query.h"
#include "wijk/domain/row.h"

struct db;

/* Names one row. */
struct record_at {
    enum entity_kind kind;
    struct id id;
};

/* Fills `out`, which is not initialised before; the caller releases it. ERROR_NOT_FOUND: there is
 * no such row; `out` is then untouched. */
bool record_get(struct db *db, enum entity_kind kind, struct id id, struct row *out,
                struct error *error) MUST_USE;

/* The rows of these ids, in their order: all are filled, for the caller to release, or none. */
struct record_rows {
    enum entity_kind kind;
    const struct id *ids;
    int count;
    const char *only; /* as in struct query: the columns that are enough; NULL: all */
};
bool record_get_rows(struct db *db, const struct record_rows *wanted, struct row *rows,
                     struct error *error) MUST_USE;

/* Whether there is such a row, in the bin or not. */
bool record_exists(struct db *db, struct record_at at, bool *exists, struct error *error) MUST_USE;

/* Called for each row; the row is borrowed until it returns. False ends the walk: with `error`
 * filled it failed, else it is enough. */
typedef bool record_visit(void *context, const struct row *row, struct error *error);

/* All rows of the query in its order, streaming. The callback may read other records, but not
 * write.
 */
bool record_each(struct db *db, const struct query *query, record_visit *visit, void *context,
                 struct error *error) MUST_USE;

/* ---- lists of any size ---- */

/* A list over a query. It stays right while nobody writes; after a change (own or data_version)
 * call record_cursor_reload. A million rows in the order of an index open, scroll and jump to
 * either end as fast as ten. */
struct record_cursor;

/* Copies the query, but for `only`, which lasts as long as the cursor. The caller frees it, before
 * the db is closed. */
struct record_cursor *record_cursor_new(struct db *db, const struct query *query,
                                        struct error *error) MUST_USE;
void record_cursor_free(struct record_cursor *cursor); /* NULL is fine */

struct record_window {
    long first; /* in: position of the first row, from 0; negative: from the end, -1 is the last */
    int count;  /* in: how many rows there is room for */
    struct row
        *rows; /* out: the first `got` are filled (not initialised before); caller releases */
    int got;   /* out: fewer than `count` only at the end (with first < 0: as many as exist) */
};
bool record_cursor_fetch(struct record_cursor *cursor, struct record_window *window,
                         struct error *error) MUST_USE;

/* Releases the rows of a window. */
void record_window_release(struct record_window *window);

#define RECORD_COUNTED 100000L /* counting stops here unless asked to go on */

/* How many rows: exactly up to RECORD_COUNTED, else *exact is false and *count is RECORD_COUNTED.
 * record_cursor_count_all goes on to the end, once (tens of milliseconds a million). */
bool record_cursor_count(struct record_cursor *cursor, long *count, bool *exact,
                         struct error *error) MUST_USE;
bool record_cursor_count_all(struct record_cursor *cursor, long *count,
                             struct error *error) MUST_USE;

/* Where the row is in the list; -1: not in it. */
bool record_cursor_position(struct record_cursor *cursor, struct id id, long *position,
                            struct error *error) MUST_USE;

/* Forgets what it knows of positions and counts, after a change. */
void record_cursor_reload(struct record_cursor *cursor);

/* ---- what people type and read ---- */

struct record_wanted {
    enum entity_kind kind; /* ENTITY_NONE: any entity that has codes, by code or UUID only */
    const char *typed;     /* borrowed */
    struct id programme;   /* none: any; entities outside programmes are always looked in */
};

struct record_found {
    enum entity_kind kind;
    struct id id; /* the only, else the first one */
    int matches;  /* 0: none; more than 1: what was typed is not enough */
};

/* Finds a row by what somebody typed, in this order: UUID text, code, initials of a person, name
 * exactly, name without regard to case and accents, beginning of the name. The first of these with
 * any match decides. None found is not an error: `matches` is 0. */
bool record_find(struct db *db, const struct record_wanted *wanted, struct record_found *found,
                 struct error *error) MUST_USE;

/* The same for the CODE of the command line: over all entities with codes. Several programmes may
 * hold the same code: `matches` says how many. */
bool record_find_code(struct db *db, const char *code, struct id programme,
                      struct record_found *found, struct error *error) MUST_USE;

/* Adds the code of a row; nothing where it has none. */
bool record_code(struct db *db, enum entity_kind kind, struct id id, struct buffer *out,
                 struct error *error) MUST_USE;

/* Adds what people call a row: its title, or composed where the title alone says nothing
 * ("14.2 on 1 Oct 2009, Youth unemployment"; effort → goal). Cached by id until a change. A row
 * that does not exist adds "?". Not cleaned for the terminal. */
bool record_name(struct db *db, enum entity_kind kind, struct id id, struct buffer *out,
                 struct error *error) MUST_USE;

/* Forgets cached names; called by what writes (the journal's apply) and when data_version moves. */
void record_names_forget(struct db *db);

/* The programme a row belongs to, through however many rows; the none id where there is none (a
 * partner, a theme). */
bool record_programme(struct db *db, struct record_at at, struct id *programme,
                      struct error *error) MUST_USE;

/* ---- what refers to a row ---- */

struct record_child {
    const struct entity *entity; /* whose rows refer */
    int field;                   /* by this field */
    long count;                  /* rows that do, not in the bin; never 0 */
    bool part;                   /* they are part of the row (entity.belongs): deleted with it */
};

/* Which entities refer to the row by which column, in the order of the entities table. For the rows
 * themselves make a query with that field QUERY_EQUAL the id (for comments: field "row"). */
typedef bool record_child_visit(void *context, const struct record_child *child,
                                struct error *error);
bool record_children(struct db *db, struct record_at at, record_child_visit *visit, void *context,
                     struct error *error) MUST_USE;

/* ---- numbering ---- */

struct record_numbering {
    enum entity_kind kind; /* an entity with codes */
    struct id programme;   /* none: over all */
    const char *prefix;    /* "K-", "WON-2." (borrowed) */
};

/* The highest number among codes of prefix, digits and an optional letter of a site ("K-7b"); rows
 * in the bin count too, since a code is given once. 0: none yet. */
bool record_highest_number(struct db *db, const struct record_numbering *numbering, long *highest,
                           struct error *error) MUST_USE;

#endif
