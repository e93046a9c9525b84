/*
 * The parts of recovering. Everything that was found is kept in a scratch file of the present
 * schema; what is kept in memory is a few bytes a row.
 */
#ifndef WIJK_SRC_STORE_RECOVER_PARTS_H
#define WIJK_SRC_STORE_RECOVER_PARTS_H

#include "internal.h"
#include "recover_pages.h"
#include "wijk/domain/row.h"
#include "wijk/store/recover.h"

/* A set of row ids, held as 8 bytes each. */
struct recover_ids {
    uint64_t *slots; /* owned */
    size_t size, count;
};

void recover_ids_add(struct recover_ids *ids, struct id id);
bool recover_ids_has(const struct recover_ids *ids, struct id id);

/* Where the columns of a typed table go, in the order in which the file holds them. */
enum { COLUMN_ID = -1, COLUMN_DELETED = -2 };
struct recover_columns {
    VECTOR(int) fields;
};

/* A secondary index of a typed table: which of its columns is the id of the row. */
struct recover_index {
    char *name; /* owned */
    enum entity_kind kind;
    size_t at;
};

struct recover_site {
    int64_t number;
    struct id id;
    int64_t seq; /* of its last act */
};

/* What the records of a page are. */
enum recover_use { USE_NOTHING, USE_ROWS, USE_SITES, USE_ACTS, USE_CHANGES, USE_INDEX };
struct recover_purpose {
    enum recover_use use;
    enum entity_kind kind;             /* of rows */
    const struct recover_index *index; /* of an index */
};

struct recover {
    struct pages pages;
    char *path; /* owned */
    struct db *scratch;
    struct recover_options options;
    struct recover_report report;
    struct recover_columns columns[ENTITY_COUNT];
    VECTOR(struct recover_index) indexes;
    VECTOR(struct recover_site) sites;
    VECTOR(int64_t) acts; /* the numbers of those that read */
    int64_t newest;       /* the highest number of an act that anything names */
    struct recover_ids found;
    struct statement *add_piece, *add_wanted; /* owned */
    int begin, end;                           /* of the progress of the present part */
    bool stopped;
    struct error *error; /* of the present part */
};

/* Asks whether to go on; false: the error is set. */
bool recover_goes_on(struct recover *recover, uint64_t done, uint64_t all);

/* What a page holds: by what it belongs to, else by the form of its records. */
struct recover_purpose recover_purpose(struct recover *recover, uint32_t page);

/* Rows of the typed tables, and the sites; `known`: pages of which it is known what they belong to,
 * else the others. What was found first stays. */
bool recover_rows(struct recover *recover, bool known, struct error *error) MUST_USE;
/* Turns a record into a row, which is initialised by it. False: it is none of this entity, and
 * there is nothing to release. */
bool recover_row(const struct recover *recover, enum entity_kind kind, const struct record *record,
                 struct row *row);
bool recover_fits(const struct field *field, struct value *value);
/* Adds a row to what was found; *added false: it is not allowed in its table. */
bool recover_add(struct recover *recover, const struct row *row, bool *added,
                 struct error *error) MUST_USE;

/* Acts and the indexes: what they say of rows that were not found. */
bool recover_acts(struct recover *recover, struct error *error) MUST_USE;
/* Makes those rows. */
bool recover_remake(struct recover *recover, struct error *error) MUST_USE;
/* References to what is not there. */
bool recover_mend(struct recover *recover, struct error *error) MUST_USE;
/* Counts what is known to be lost. */
bool recover_count_lost(struct recover *recover, struct error *error) MUST_USE;

#endif
