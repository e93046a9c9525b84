/*
 * The pages of a damaged file, read without SQLite: each page tells by its own form what it is, so
 * that a bad page costs what is on it and nothing more. Reading never trusts: everything is
 * bounded.
 *
 *     if (pages_open(&pages, path, error) && pages_map(&pages, …))
 *         for (uint32_t number = 1; number <= pages.count; number++)
 *             if (pages_load(&pages, number))
 *                 for (size_t i = 0; i < pages.cells; i++)
 *                     if (pages_record(&pages, i, &record)) …
 */
#ifndef WIJK_SRC_STORE_RECOVER_PAGES_H
#define WIJK_SRC_STORE_RECOVER_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/vector.h"
#include "wijk/domain/value.h"

/* As the first byte of a page says; 0: none of these. */
enum page_kind {
    PAGE_OTHER = 0,
    PAGE_INDEX_INNER = 2,
    PAGE_TABLE_INNER = 5,
    PAGE_INDEX_LEAF = 10,
    PAGE_TABLE_LEAF = 13,
    PAGE_FREE = 255
};

/* A table or an index, from what still reads of the schema. */
struct page_owner {
    uint32_t root;
    char *name, *table; /* owned */
};

struct pages {
    int file;       /* owned */
    uint32_t count; /* of pages, a part of one at the end as well */
    size_t size;    /* of a page */
    uint8_t *kinds; /* owned; of page N at N */
    uint32_t *parents;
    VECTOR(struct page_owner) owners;
    int version;  /* of the schema; 0: unknown */
    int64_t odd;  /* pages that are of no form a page has, and those that could not be read */
    int64_t torn; /* bytes of the last page, when it is cut off */
    /* The page that was loaded last. */
    uint32_t loaded;
    enum page_kind kind;
    size_t cells;
    uint8_t *bytes;        /* owned */
    struct buffer payload; /* owned; of the record read last */
};

/* ERROR_NOT_FOUND, ERROR_INPUT (empty, a file of another program), ERROR_VERSION, ERROR_IO. */
bool pages_open(struct pages *pages, const char *path, struct error *error) MUST_USE;
void pages_release(struct pages *pages);

/* Looks at every page once: what it is, whose child it is, and what the schema says. `step` is
 * called for each page; false stops (false, without an error). */
typedef bool pages_step(void *context, uint32_t page);
bool pages_map(struct pages *pages, pages_step *step, void *context) MUST_USE;

/* What the page belongs to, or NULL: nobody knows. */
const struct page_owner *pages_owner(const struct pages *pages, uint32_t number);

/* False: it cannot be read, or is of no form that has records. */
bool pages_load(struct pages *pages, uint32_t number);

/* The bytes of any page, and where a cell begins in the loaded one. */
bool pages_fetch(struct pages *pages, uint32_t number);
size_t pages_cell_at(const struct pages *pages, size_t cell);

#define RECORD_COLUMNS 64

struct record_cell {
    uint64_t type;        /* SQLite's serial type */
    const uint8_t *bytes; /* borrowed from the payload */
    size_t length;        /* of the value */
};

struct record {
    int64_t rowid; /* of tables that have one */
    size_t count;
    struct record_cell cells[RECORD_COLUMNS];
    bool whole;   /* all of it is what was written; else… */
    size_t last;  /* …the last cell that takes bytes… */
    size_t sound; /* …has so many that are, and the rest is zeros */
};

/* The record of a cell of the loaded page, borrowed until the next. One whose last value goes on
 * over other pages may be sound in part; one whose other values are not sound is not answered. */
bool pages_record(struct pages *pages, size_t cell, struct record *record);

enum record_form { RECORD_NULL, RECORD_INTEGER, RECORD_REAL, RECORD_TEXT, RECORD_BLOB };
enum record_form record_form(const struct record_cell *cell);
int64_t record_integer(const struct record_cell *cell);
/* Owned; a blob of 16 bytes is an id, any other none. */
struct value record_value(const struct record_cell *cell);

#endif
