/*
 * Importing rows: one entity from a CSV or JSON file, a whole programme from what `export all`
 * wrote (a folder of CSV files, or one JSON file), and the example that the program carries.
 *
 * One call does it all; with `dry_run` it shows what would happen and changes nothing. The report
 * counts what is new, changed and the same, and has every error with line and column. Good rows are
 * imported beside bad ones, unless `strict`. Everything is one act, so one undo takes it back.
 *
 *     struct import_report report;
 *     struct import_options options = {.path = path, .kind = ENTITY_GOAL, .dry_run = true};
 *     bool fine = importing_run(session, &options, &report, &error);
 *     …
 *     import_report_release(&report);
 *
 * How rows are recognised: by id, else by code (within the programme), else by name; measurements
 * by indicator and date, and so on. References are codes, names, initials or UUIDs, also of rows
 * that come with the same import, in any order. Rows with an id are read to the letter: their empty
 * cells are unknown values. In rows without one, "-" and "onbekend" are unknown, and what a new row
 * does not say is filled in as on a form.
 */
#ifndef WIJK_APP_IMPORTING_H
#define WIJK_APP_IMPORTING_H

#include "wijk/app/session.h"
#include "wijk/base/csv.h"
#include "wijk/base/number.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"

#define IMPORT_PROBLEMS 1000 /* so many errors are kept; all are counted */
#define IMPORT_SAMPLES 100
#define IMPORT_SAMPLE_FIELDS 8

/* Called now and then with the rows done; false stops, and nothing is changed (ERROR_CANCELLED). */
typedef bool import_progress(void *context, long rows);

/* Says what a column of a CSV file is, where its header does not: a field of the entity, or none of
 * them (NULL). Borrowed. */
struct import_mapping {
    const char *header, *column;
};

struct import_options {
    const char *path;          /* "-": CSV from standard input */
    enum entity_kind kind;     /* ENTITY_NONE: all entities, a folder or a JSON file */
    enum number_style numbers; /* of CSV files */
    bool numbers_given; /* else: as in a file that we wrote; other files with points or commas
                           in their numbers are refused, since guessing would be wrong some day */
    bool dry_run, strict;
    const struct import_mapping *mappings; /* or NULL */
    size_t mapping_count;
    import_progress *progress; /* may be NULL */
    void *context;
};

struct import_problem {
    char *file;    /* owned; the file's name without folders */
    long line;     /* of JSON: the number of the object in its array */
    int column;    /* 0: the whole row */
    char *message; /* owned; a sentence without the place */
};

struct import_difference {
    const char *label; /* of the field, not yet translated */
    char *old, *new;   /* owned; as people read it, "" for unknown */
};

struct import_sample {
    enum entity_kind kind;
    long line;
    bool fresh;
    char *title; /* owned */
    struct import_difference differences[IMPORT_SAMPLE_FIELDS];
    size_t count;
};

struct import_report {
    long created, changed, same; /* rows */
    long bad;                    /* rows with an error */
    long errors;
    VECTOR(struct import_problem) problems; /* the first of them */
    VECTOR(struct import_sample) samples;   /* of rows that are new or change */
    VECTOR(char *) unknown; /* owned; columns that were not understood: "goals.csv: Colour" */
    bool separators;        /* a number of the file has a point or comma: its style matters */
    /* What was found of a single CSV file. */
    enum csv_encoding encoding;
    char delimiter;
    VECTOR(char *) headers; /* owned; of all columns */
};

/* What a file seems to hold, by its name and the first line: rows of an entity (ENTITY_NONE: of
 * all, a folder or JSON), figures of the BBGA or its catalogue, or a table of StatLine. */
enum import_format { IMPORT_ROWS, IMPORT_BBGA, IMPORT_CBS };
struct import_guess {
    enum import_format format;
    enum entity_kind kind;
};
bool importing_guess(const char *path, struct import_guess *guess, struct error *error) MUST_USE;

/* Initialises the report, whatever happens; the caller releases it. */
bool importing_run(struct session *session, const struct import_options *options,
                   struct import_report *report, struct error *error) MUST_USE;

/* The files below schema/demo/ whose names begin with `prefix` ("base-", "example-"), as one act
 * with the label. Rows of it have the same ids in every programme file. An error in them is a bug.
 */
bool importing_embedded(struct session *session, const char *prefix, const char *label,
                        struct error *error) MUST_USE;

void import_report_release(struct import_report *report);

/* Adds "goals.csv, line 12, column 3: there is no '…'" in the current language. */
void import_problem_text(const struct import_problem *problem, struct buffer *out);

#endif
