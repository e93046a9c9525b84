/*
 * What the modules of the store share among themselves, and nobody else sees: the connection behind
 * struct db.
 */
#ifndef WIJK_STORE_INTERNAL_H
#define WIJK_STORE_INTERNAL_H

#include <sqlite3.h>

#include "wijk/base/vector.h"
#include "wijk/store/backup.h"
#include "wijk/store/db.h"
#include "wijk/store/statement.h"

struct projection;
struct records;

struct db {
    sqlite3 *sql;  /* owned */
    char *path;    /* owned, as it was given */
    char *file;    /* owned, the path with links resolved */
    char *warning; /* owned, or NULL */
    bool read_only;
    bool projecting; /* a statement of the projection is being prepared or run */
    bool marked;     /* this session wrote its mark */
    bool marking;    /* …in the transaction that is open */
    bool checking;   /* a scratch copy: no marks, no authorizer */
    int64_t generation;
    VECTOR(struct statement *) statements; /* owned, cached */
    struct projection *projection;         /* owned, or NULL */
    struct records *records;               /* owned, or NULL: records.h */
    struct backup_ahead *ahead;            /* owned, or NULL: backup_bytes.c */
    bool ahead_over;                       /* there is nothing to copy ahead */
    struct backup_progress backup_progress;
};

/* The mark of a session that has written: "not closed cleanly" when its process is gone. */
bool db_mark(struct db *db, struct error *error) MUST_USE;
void db_unmark(struct db *db);
/* Whether a session that wrote ended without closing. */
bool db_left_open(struct db *db, bool *left, struct error *error) MUST_USE;

/* An empty scratch file of the present schema, that vanishes when closed. */
bool db_open_scratch(struct db **out, struct error *error) MUST_USE;

void statement_forget_all(struct db *db);
/* Frees db->projection. */
void projection_free(struct db *db);
/* A transaction begins: another process may have written since. */
void projection_begin(struct db *db);
/* Frees db->ahead. */
void backup_ahead_free(struct db *db);
/* What reading records keeps; NULL is fine. */
void records_free(struct records *records);

/* Name of the program that holds a lock on the file, and its process number: 0 when unknown. */
long db_holder(const struct db *db, char *name, size_t size);

/* Room for the pages that many rows in one transaction touch; off again behind it. */
void db_bulk(struct db *db, bool on);

/* db_failed for a result code that was kept. */
bool db_failed_with(struct db *db, int code, struct error *error);

#endif
