/*
 * What the parts of importing share. An import has sources (tables to read), which are read two or
 * three times: a scan that finds out which row is about what, a check of every row, and the apply
 * that writes. Only what other rows refer to by name is held in memory.
 */
#ifndef WIJK_APP_IMPORTING_INTERNAL_H
#define WIJK_APP_IMPORTING_INTERNAL_H

#include "wijk/app/importing.h"
#include "wijk/app/naming.h"
#include "wijk/store/draft.h"
#include "wijk/store/match.h"

#define IMPORT_FIELDS 32

/* One row as it lies in the file. Borrowed until the next row. */
struct import_cells {
    long line;
    const char *id; /* NULL: no such column, or empty */
    int id_column;
    const char *text[IMPORT_FIELDS]; /* by field; NULL: not in the file */
    int column[IMPORT_FIELDS];
};

struct import_json; /* src/app/importing_json.c: the only file that knows jansson */

struct import_source {
    const struct entity *entity;
    char *file; /* owned; name for messages */
    struct csv_reader *csv;
    struct buffer content;  /* of an embedded file */
    int fields[CSV_FIELDS]; /* of each CSV column: field, or one of the two below */
    size_t columns;
    bool ids;                 /* there is a column of ids */
    struct import_json *json; /* borrowed document… */
    size_t at;                /* …and the number of its next object */
    enum number_style numbers;
    bool numbers_known; /* said by the user, or a file of our own */
    /* Of a kind with names: what each row is about. */
    VECTOR(uint32_t) entries;
    size_t ordinal;
};

#define COLUMN_ID (-2)
#define COLUMN_UNKNOWN (-1)
#define ENTRY_NONE UINT32_MAX   /* the row has no right id */
#define ENTRY_AGAIN 0x80000000u /* added to a number: another row of the import is about it too */

struct import_code {
    char *prefix; /* owned; with the separator */
    struct id programme;
    int64_t highest;
};

struct importing {
    struct session *session;
    const struct import_options *options;
    struct import_report *report;
    struct naming *naming;
    VECTOR(struct import_source) sources;
    struct import_json *document;        /* owned */
    bool checking, writing;              /* what this pass does: tell errors, make changes */
    struct match *matches[ENTITY_COUNT]; /* owned; made when first needed */
    VECTOR(struct import_code) codes;
    struct {
        uint64_t *slots; /* owned; hashes of the rows seen in this phase, 0: free */
        size_t count, size;
    } seen;
    struct draft draft;
    size_t drafted;
    bool fixed_ids; /* ids from names: the embedded files */
    long rows;
};

/* ---- sources (importing_source.c, importing_json.c) ---- */

struct import_source *import_add_source(struct importing *import, const struct entity *entity,
                                        const char *file);
void import_source_release(struct import_source *source);
/* Reads the header and maps its columns; false: nothing of this file can be imported. */
bool import_open_csv(struct importing *import, struct import_source *source,
                     struct csv_reader *reader, struct error *error) MUST_USE;
bool import_rewind(struct import_source *source, struct error *error) MUST_USE;
/* CSV_ROW, CSV_BAD (told to the report in the check phase), CSV_END or CSV_FAILED. */
enum csv_result import_next(struct importing *import, struct import_source *source,
                            struct import_cells *cells, struct error *error) MUST_USE;

bool import_open_json(struct importing *import, const char *path, struct error *error) MUST_USE;
void import_json_free(struct import_json *json);
size_t import_json_count(const struct import_json *json, const struct entity *entity);
/* Fills the cells from the object of that number; false: it is no object. */
bool import_json_cells(struct import_json *json, const struct entity *entity, size_t at,
                       struct import_cells *cells);

/* ---- rows (importing_scan.c, importing_row.c, importing_match.c, importing_code.c) ---- */

/* Whether the cells say something for the field. */
bool import_cell_known(const struct import_cells *cells, int field);
/* The id of a row that every file gets the same, from its table and texts. */
struct id import_fixed_id(const struct entity *entity, const char *one, const char *other);
bool import_scan_row(struct importing *import, struct import_source *source,
                     const struct import_cells *cells, struct error *error) MUST_USE;
bool import_check_row(struct importing *import, struct import_source *source,
                      const struct import_cells *cells, struct error *error) MUST_USE;

/* The programme a row will belong to, as far as the cells say; else the session's. */
struct id import_programme(struct importing *import, const struct entity *entity,
                           const struct import_cells *cells);

/* Reads one cell into the row; false: told to the report, or failed with `error` filled. */
struct import_cell {
    struct importing *import;
    struct import_source *source;
    const struct import_cells *cells;
    int field;
    bool letter; /* the row has an id: to the letter */
    struct id programme;
    struct id self; /* of the row, when it is known already */
};
bool import_cell_read(const struct import_cell *cell, struct row *row,
                      struct error *error) MUST_USE;

/* Finds the row in the file that is about the same as `row`, by its natural key; *count 0, 1 or
 * more. */
bool import_match(struct importing *import, const struct row *row, struct id *id, int *count,
                  struct error *error) MUST_USE;
/* Whether a row about the same was seen before in this phase; remembers it. */
bool import_seen(struct importing *import, const struct row *row);
bool import_seen_id(struct importing *import, enum entity_kind kind, struct id id, bool remember);
void import_seen_clear(struct importing *import);

/* Gives a new row its code. */
bool import_give_code(struct importing *import, struct row *row, size_t entry,
                      struct error *error) MUST_USE;

/* ---- the report (importing_report.c) ---- */

void import_problem(struct importing *import, const struct import_source *source, long line,
                    int column, const char *message);
void import_sample(struct importing *import, const struct import_source *source, long line,
                   const struct row *before, const struct row *after);

#endif
