/*
 * Search: every word of every text and code of every row, as people type. Prefixes match, case and
 * accents do not matter. Kept up by the journal's apply, in its transaction.
 *
 *     struct search_question question = {.words = "damp akbar", .limit = 20};
 *     search_find(db, &question, show, screen, error);
 */
#ifndef WIJK_STORE_SEARCH_H
#define WIJK_STORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/row.h"

struct db;

struct search_question {
    const char *words;   /* as typed; never query syntax. Every word must be in the row */
    struct id programme; /* none: everywhere; else rows of it, and rows outside programmes */
    int limit, offset;
};

struct search_range {
    size_t start, length; /* bytes of the snippet */
};

#define SEARCH_RANGES 16

/* One row found; everything is borrowed until the callback returns, and not cleaned. */
struct search_found {
    enum entity_kind kind;
    struct id id;
    const char *code;  /* "" where it has none */
    const char *title; /* as record_name */
    const char *snippet;
    struct search_range ranges[SEARCH_RANGES]; /* what matched, in the snippet */
    int range_count;
};

/* False ends the walk: with `error` filled it failed, else it is enough. */
typedef bool search_visit(void *context, const struct search_found *found, struct error *error);

/* Rows with exactly this code first, then the newest rows. No words find nothing. */
bool search_find(struct db *db, const struct search_question *question, search_visit *visit,
                 void *context, struct error *error) MUST_USE;

/* Called by the journal's apply, in its transaction, with the new state of a row; a deleted row is
 * taken out. A row without any text costs nothing. */
bool search_row_changed(struct db *db, const struct row *row, struct error *error) MUST_USE;
/* The same of a row that was not in its table before: nothing is looked for. */
bool search_row_added(struct db *db, const struct row *row, struct error *error) MUST_USE;

/* Makes the index anew from the tables, in the transaction of the caller or one of its own. */
bool search_rebuild(struct db *db, struct error *error) MUST_USE;

#endif
