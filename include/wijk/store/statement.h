/*
 * Prepared statements with named parameters and named columns.
 *
 * A module keeps its SQL in one table at its top and asks for a statement by its line; it is
 * prepared once per connection and reused. Parameters and columns are named; names are resolved
 * once.
 *
 *     static const struct statement_text by_code = {"goal_by_code", "SELECT id FROM goal WHERE code
 * = :code", 0}; struct statement *find = statement_get(db, &by_code, error); if (find == NULL)
 *         return false;
 *     statement_bind_text(find, "code", code);
 *     while (statement_step(find, error) == STATEMENT_ROW)
 *         id = statement_id(find, "id");
 *     statement_reset(find);
 *
 * Names are literals (they are remembered by their address). Asking for a parameter or a column
 * that the statement does not have is a bug and aborts.
 */
#ifndef WIJK_STORE_STATEMENT_H
#define WIJK_STORE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/domain/value.h"
#include "wijk/store/db.h"

struct statement; /* belongs to its db */

enum statement_flags {
    STATEMENT_SCANS = 1 << 0,   /* may read a whole large table: said on purpose, a test asks */
    STATEMENT_PROJECTS = 1 << 1 /* writes a typed table: only for the journal's own modules */
};

struct statement_text {
    const char *name; /* for logs and tests */
    const char *sql;
    unsigned flags;
};

/* The cached statement of this table line (known by its address), reset and with all parameters
 * NULL; NULL: it failed. A second get while the first is still stepped resets it: finish one
 * before. */
struct statement *statement_get(struct db *db, const struct statement_text *text,
                                struct error *error) MUST_USE;

/* A statement of SQL made at run time (from the entities table; never from typed text). Owned by
 * the caller. */
struct statement *statement_new(struct db *db, const char *sql, unsigned flags,
                                struct error *error) MUST_USE;
/* Its text; borrowed. */
const char *statement_sql(const struct statement *statement);
/* Takes away what was bound, and the rows. */
void statement_clear(struct statement *statement);
void statement_free(struct statement *statement); /* NULL is allowed; not for cached ones */

/* Binding. Text and blobs are copied. The name comes without colon. */
void statement_bind_none(struct statement *statement, const char *name);
void statement_bind_integer(struct statement *statement, const char *name, int64_t integer);
void statement_bind_real(struct statement *statement, const char *name, double real);
void statement_bind_text(struct statement *statement, const char *name,
                         const char *text); /* NULL: NULL */
void statement_bind_bytes(struct statement *statement, const char *name, const void *bytes,
                          size_t length);
void statement_bind_id(struct statement *statement, const char *name,
                       struct id id); /* none: NULL */
void statement_bind_value(struct statement *statement, const char *name, const struct value *value);
/* By position from 1, for statements made at run time. */
void statement_bind_value_at(struct statement *statement, int at, const struct value *value);

enum statement_step { STATEMENT_ROW, STATEMENT_DONE, STATEMENT_FAILED };
enum statement_step statement_step(struct statement *statement, struct error *error) MUST_USE;

/* Steps a statement that answers no rows to its end and resets it. */
bool statement_run(struct statement *statement, struct error *error) MUST_USE;
/* One step: true with *found set; a row stays readable until the next get, reset or run. */
bool statement_first(struct statement *statement, bool *found, struct error *error) MUST_USE;
/* Ends reading; parameters stay. A statement that is left half read keeps the file locked. */
void statement_reset(struct statement *statement);

/* Reading the present row by column name. Text and bytes are borrowed until the next step; text of
 * NULL is NULL, integer and real of NULL are 0, id of NULL is none. */
bool statement_is_null(struct statement *statement, const char *column);
int64_t statement_integer(struct statement *statement, const char *column);
double statement_real(struct statement *statement, const char *column);
const char *statement_text(struct statement *statement, const char *column);
/* DATE_NONE: NULL, or no date. */
date_t statement_date(struct statement *statement, const char *column);
const void *statement_bytes(struct statement *statement, const char *column, size_t *length);
struct id statement_id(struct statement *statement, const char *column);
/* By position from 0. The value is owned by the caller; a 16-byte blob is an id. */
int statement_columns(const struct statement *statement);
struct value statement_value_at(struct statement *statement, int at);

/* Every module's statements, for the test that prepares and explains them all; ends with a NULL
 * name. A module adds its line in src/store/statement_modules.c. */
struct statement_module {
    const char *name;
    const struct statement_text *texts;
    const size_t *count;
};
extern const struct statement_module statement_modules[];

#endif
