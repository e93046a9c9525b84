/*
 * Queries as SQL: names come from the entities table, values are bound. The table a query reads is
 * called `t` in the text.
 */
#ifndef WIJK_SRC_STORE_RECORD_SQL_H
#define WIJK_SRC_STORE_RECORD_SQL_H

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/domain/query.h"
#include "wijk/store/statement.h"

struct record_sql {
    struct buffer text;
    VECTOR(struct value) values; /* owned; bound by position */
};

#define RECORD_SQL_EMPTY ((struct record_sql){.text = BUFFER_EMPTY})

void record_sql_release(struct record_sql *sql);
void record_sql_add(struct record_sql *sql, const char *text);
void record_sql_format(struct record_sql *sql, const char *format, ...) PRINTF_LIKE(2, 3);
/* Adds a parameter ("?3") with its value, which it takes over. */
void record_sql_bind(struct record_sql *sql, struct value value);

/* "t.id, t.deleted, t.code, …": what record_row reads. `only` names the columns that are wanted, in
 * words; NULL: all. */
void record_sql_columns(struct record_sql *sql, const struct entity *entity, const char *only);

/* " WHERE …" with all that the query asks. */
void record_sql_where(struct record_sql *sql, const struct query *query);

/* Adds the condition that the row `alias` of the entity belongs to the programme. False, and
 * nothing added: such rows belong to no programme. */
bool record_sql_programme(struct record_sql *sql, const struct entity *entity, const char *alias,
                          struct id programme);

/* How the rows of a query are sorted: by `flag` (whether there is a value; empty: there always is),
 * `key`, and the id. */
struct record_order {
    struct buffer flag, key; /* owned; SQL expressions */
    bool descending;
};

void record_order_init(struct record_order *order, const struct query *query);
void record_order_release(struct record_order *order);
/* " ORDER BY …", or the other way round. */
void record_sql_order(struct record_sql *sql, const struct record_order *order, bool reverse);

/* The statement with its values bound; the caller frees it. NULL: it failed. */
struct statement *record_sql_prepare(struct db *db, const struct record_sql *sql,
                                     struct error *error) MUST_USE;

/* Initialises the row from the present row of a statement over record_sql_columns. */
void record_row(struct statement *statement, enum entity_kind kind, struct row *row);

/* Whether the column of the entity that names rows is a text. */
bool record_title_is_text(const struct entity *entity);

#endif
