/*
 * Finding a row by the fields that make it what it is (a measurement by indicator and date), for
 * importing: prepared once, asked a million times.
 */
#ifndef WIJK_STORE_MATCH_H
#define WIJK_STORE_MATCH_H

#include "wijk/base/error.h"
#include "wijk/domain/row.h"

struct db;
struct match;

#define MATCH_FIELDS 4

/* `columns` ends with NULL, at most MATCH_FIELDS; borrowed. */
struct match *match_new(struct db *db, const struct entity *entity, const char *const *columns,
                        struct error *error) MUST_USE;
void match_free(struct match *match); /* NULL is allowed; before db_close */

/* How many rows that are not in the bin have the same values as `row` in these columns, 2 standing
 * for more; and the id of the first. */
bool match_find(struct match *match, const struct row *row, struct id *id, int *count,
                struct error *error) MUST_USE;

#endif
