/*
 * What reading records keeps with a connection: prepared statements a kind, and names. Made when
 * first needed, freed by db_close before the connection is.
 */
#ifndef WIJK_SRC_STORE_RECORDS_H
#define WIJK_SRC_STORE_RECORDS_H

#include <stdint.h>

#include "wijk/domain/entity.h"
#include "wijk/store/record.h"
#include "wijk/store/statement.h"

#define RECORDS_NAMES 1024 /* a power of two */

#define RECORDS_KEPT 16 /* statements of queries that may be asked again */

struct records_name {
    struct record_at at;
    char *code, *name; /* owned; a name of NULL: the place is free */
};

struct records {
    struct statement *get[ENTITY_COUNT];  /* owned */
    struct statement *kept[RECORDS_KEPT]; /* owned: of queries, the last used first */
    struct records_name names[RECORDS_NAMES];
    int64_t generation; /* for which the names hold */
};

/* Those of the connection; borrowed until it closes. */
struct records *records_of(struct db *db); /* freed by records_free, in internal.h */

/* The statement of a row by its id: parameter 1, columns as record_sql_columns. */
struct statement *records_get_statement(struct db *db, enum entity_kind kind,
                                        struct error *error) MUST_USE;

/* A statement of this text that was kept, now the caller's; NULL: there is none. */
struct statement *records_take(struct db *db, const char *sql);
/* Takes the statement over, for the same query later; NULL is allowed. */
void records_keep(struct db *db, struct statement *statement);

/* All rows of a kind, those in the bin too, in the order of their ids. */
bool record_scan(struct db *db, enum entity_kind kind, record_visit *visit, void *context,
                 struct error *error) MUST_USE;

#endif
