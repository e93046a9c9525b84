/*
 * The names of the rows that others refer to, in memory, both ways: for exchanging references as
 * text between files. Exporting asks for the text of a row, importing for the row of a text, also
 * for rows that only come with the import. Kinds are read when they are first asked for; rows of a
 * kind that nothing refers to by name (measurements, targets …) are never held.
 */
#ifndef WIJK_APP_NAMING_H
#define WIJK_APP_NAMING_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/domain/row.h"

struct db;
struct naming;

struct naming_entry {
    struct id id;
    struct id programme;          /* it belongs to; none for partners, themes … */
    struct id above;              /* the row of the same kind that it is under, or none */
    char *code, *initials, *name; /* owned; may be NULL */
    bool vision;                  /* a goal of that level */
    bool fresh;                   /* not in the programme file: it comes with the import */
    bool binned;                  /* in the bin of the programme file */
    bool bad;                     /* its row in the import is wrong: it will not come */
    long line;                    /* of the import that is about it; 0: none */
};

/* How a text may name a row; NAMING_ANY tries the lines above it in order, and the folded name
 * last. */
enum naming_by { NAMING_ID, NAMING_CODE, NAMING_INITIALS, NAMING_NAME, NAMING_ANY };

struct naming_wanted {
    enum entity_kind kind;
    const char *text;    /* borrowed */
    struct id programme; /* where several have the text, those of this programme count */
};

struct naming *naming_new(struct db *db); /* borrows the db */
void naming_free(struct naming *naming);  /* NULL is allowed */

/* Whether rows of the kind have names at all. */
bool naming_has(enum entity_kind kind);

/* The field by which a row of the kind is under another of the same kind; -1: there is none. */
int naming_above(const struct entity *entity);

/* Whether the row is a goal of the level vision. */
bool naming_is_vision(const struct row *row);

/* Reads the rows of the kind, once. */
bool naming_load(struct naming *naming, enum entity_kind kind, struct error *error) MUST_USE;

/* Adds a row (takes the strings over); answers its number. The kind is loaded before. */
size_t naming_add(struct naming *naming, enum entity_kind kind, struct naming_entry entry);
/* From now on this id, too, is the row of that number. */
void naming_alias(struct naming *naming, enum entity_kind kind, struct id id, size_t number);
/* Replaces those texts of the row that are not NULL (copies). */
void naming_rename(struct naming *naming, enum entity_kind kind, size_t number,
                   const struct naming_entry *texts);

struct naming_entry *naming_at(struct naming *naming, enum entity_kind kind, size_t number);
size_t naming_count(const struct naming *naming, enum entity_kind kind);

/* How many rows have the text; the number of the first. */
int naming_find(struct naming *naming, const struct naming_wanted *wanted, enum naming_by by,
                size_t *number);
bool naming_find_id(struct naming *naming, enum entity_kind kind, struct id id, size_t *number);

/* Adds the text that a file holds for a reference: code or name where that means this row and no
 * other, else the UUID. Nothing, and false, for a row that is not there. */
bool naming_text(struct naming *naming, enum entity_kind kind, struct id id, struct buffer *out);

/* What a cell without a value means. */
enum missing {
    MISSING_NOT,         /* there is a value */
    MISSING_EMPTY,       /* nothing */
    MISSING_UNAVAILABLE, /* ".", "-", "n.n.b.", "onbekend", "geen gegevens" */
    MISSING_SECRET       /* "x", "geheim" */
};
enum missing missing_read(const char *text);

#endif
