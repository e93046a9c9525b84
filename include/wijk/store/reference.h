/*
 * Reference figures in the programme file: published statistics of areas by variable and year. They
 * are not journaled, since they can be imported again; so they are written here, in a transaction
 * of the caller (db_begin), and not through the journal.
 *
 *     reference_dataset_put(db, &dataset, &number, error);
 *     reference_variable_put(db, &put, &change, error);          fills in put.number
 *     reference_area_number(db, area, true, &number, error);
 *     reference_figure_put(db, &(struct reference_figure){.variable = put.number, .area = number,
 * …}, &change, error);
 */
#ifndef WIJK_STORE_REFERENCE_H
#define WIJK_STORE_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/query.h"
#include "wijk/domain/row.h"

struct db;

/* What putting did, or would do. */
enum reference_change {
    REFERENCE_SAME,
    REFERENCE_NEW,
    REFERENCE_CHANGED,
    REFERENCE_TWICE /* this dataset gave another value for it before; that one stays */
};

/* ---- datasets ---- */

/* A file that figures came from, known again by its size and the hash of its content. */
struct reference_dataset {
    const char *kind; /* "bbga" or "cbs" */
    const char *name;
    int64_t size, hash;
    const char *imported_on; /* ISO date */
};

/* *number is of the dataset with this content, which is added when it is new. */
bool reference_dataset_put(struct db *db, const struct reference_dataset *dataset, int64_t *number,
                           struct error *error) MUST_USE;

/* ---- figures ---- */

/* Figures know their area by a number of its own; with `add` one that has none gets it, else
 * *number is 0. */
bool reference_area_number(struct db *db, struct id area, bool add, int64_t *number,
                           struct error *error) MUST_USE;

struct reference_figure {
    int64_t variable; /* its number, from reference_variable_put; 0: it is not there yet */
    int64_t area;     /* its number, from reference_area_number; 0: likewise */
    int year;
    bool known; /* has a value */
    double value;
    const char *status; /* borrowed; a status of measurements */
    int64_t dataset;
};

bool reference_figure_put(struct db *db, const struct reference_figure *figure,
                          enum reference_change *change, struct error *error) MUST_USE;
/* The same without writing: what it would do, as far as the file tells. */
bool reference_figure_compare(struct db *db, const struct reference_figure *figure,
                              enum reference_change *change, struct error *error) MUST_USE;

struct reference_point {
    int year;
    bool known;
    double value;
    char status[16];
    bool cbs; /* from CBS; else from the BBGA */
};

struct reference_points {
    struct reference_point *items; /* owned */
    size_t count, capacity;
};

/* The series of a variable (exactly that name) in an area, oldest year first. */
bool reference_series(struct db *db, const char *variable, struct id area,
                      struct reference_points *out, struct error *error) MUST_USE;

/* ---- variables ---- */

/* In the order of reference_variables.fields. */
enum reference_text {
    REFERENCE_VARIABLE,
    REFERENCE_LABEL,
    REFERENCE_LABEL_EN,
    REFERENCE_DEFINITION,
    REFERENCE_DEFINITION_EN,
    REFERENCE_UNIT,
    REFERENCE_SOURCE,
    REFERENCE_DATE,
    REFERENCE_FREQUENCY,
    REFERENCE_DIRECTION,
    REFERENCE_TOPIC,
    REFERENCE_TOPIC_EN,
    REFERENCE_DATASET,
    REFERENCE_TEXTS
};

/* Adds or changes a variable; texts that are NULL are left as they are. With `only_new` one that is
 * there already is left alone altogether; with `compare` nothing is written. */
struct reference_put {
    const char *texts[REFERENCE_TEXTS]; /* borrowed; the variable itself is needed */
    bool only_new, compare;
    int64_t number; /* filled in: what figures know it by; 0: it is not there, and stays so */
};
bool reference_variable_put(struct db *db, struct reference_put *put, enum reference_change *change,
                            struct error *error) MUST_USE;

/* ---- reading as rows ---- */

typedef bool reference_visit(void *context, const struct row *row, struct error *error);

/* All rows of the query, whose entity is &reference_figures or &reference_variables; the row is
 * borrowed for the call. False from the call ends it. */
bool reference_each(struct db *db, const struct query *query, reference_visit *visit, void *context,
                    struct error *error) MUST_USE;

#endif
