/*
 * Reference figures: published statistics of the BBGA and of CBS, taken from files as people
 * download them, and used beside an indicator.
 *
 * A file is read row by row with flat memory, in one transaction; the same file again changes
 * nothing, newer values replace older ones. Only the areas that the programme file knows (by the
 * code of the scheme, else by exact name) and the city are taken, unless all areas are asked for.
 * With `dry_run` the report says what is recognised and what would happen.
 *
 *     struct figures_options options = {.path = path, .kind = FIGURES_BBGA, .dry_run = true};
 *     bool done = figures_import(session, &options, &report, &error);
 *     …
 *     figures_report_release(&report);
 */
#ifndef WIJK_APP_FIGURES_H
#define WIJK_APP_FIGURES_H

#include "wijk/app/importing.h"
#include "wijk/app/session.h"
#include "wijk/base/csv.h"
#include "wijk/base/number.h"
#include "wijk/base/vector.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/query.h"
#include "wijk/domain/row.h"

/* ---- importing ---- */

enum figures_kind {
    FIGURES_BBGA,     /* figures, or, recognised by its header, the catalogue of variables */
    FIGURES_CBS,      /* a table of StatLine */
    FIGURES_CATALOGUE /* in reports only */
};

/* Called now and then with bytes read of bytes in all; false stops, and nothing was changed. */
typedef bool figures_progress(void *context, long done, long total);

struct figures_options {
    const char *path;
    enum figures_kind kind;
    bool all_areas;            /* areas that the file does not know are added */
    int year;                  /* for files without a period; 0: from the file's name */
    enum number_style numbers; /* NUMBER_ISO: as both publish them */
    const char *region;        /* CBS: the column with the area, by name or number; NULL: found */
    const char *values;        /* CBS: columns to take, with ; between; NULL: all */
    bool dry_run;
    figures_progress *progress; /* may be NULL */
    void *context;
};

enum figures_role {
    FIGURES_IGNORED,
    FIGURES_AREA_NAME,
    FIGURES_AREA_CODE,
    FIGURES_YEAR,
    FIGURES_VARIABLE,  /* the variable stands in the row */
    FIGURES_DIMENSION, /* becomes part of the variable: "men" */
    FIGURES_VALUE
};

struct figures_column {
    enum figures_role role;
    char *header;           /* owned */
    char *variable, *label; /* owned; FIGURES_VALUE of CBS; else NULL */
    char *topic, *unit;     /* owned, or NULL */
};

#define FIGURES_NAMES 20 /* so many names of variables and of unknown areas are kept */

struct figures_report {
    enum figures_kind kind;
    enum csv_encoding encoding;
    char delimiter;
    VECTOR(struct figures_column) columns;
    long rows;                   /* read */
    long created, changed, same; /* figures, or variables of a catalogue */
    long missing;                /* values that the source does not give */
    long bad;                    /* rows with an error */
    long errors;
    long elsewhere; /* rows of areas that are not in the file */
    long areas, areas_added, areas_unknown;
    long variables;
    int first_year, last_year;              /* 0: none */
    VECTOR(struct import_problem) problems; /* the first of them */
    VECTOR(char *) variable_names;          /* owned; the first */
    VECTOR(char *) unknown_areas;           /* owned; the first */
};

/* Initialises the report whatever happens; the caller releases it. */
bool figures_import(struct session *session, const struct figures_options *options,
                    struct figures_report *report, struct error *error) MUST_USE;
void figures_report_release(struct figures_report *report);
/* An English message: "area name". */
const char *figures_role_word(enum figures_role role);

/* ---- reading ---- */

/* Figures or variables as rows: query->entity is &reference_figures or &reference_variables. */
typedef bool figures_each_call(void *context, const struct row *row);
bool figures_each(struct session *session, const struct query *query, figures_each_call *each,
                  void *context, struct error *error) MUST_USE;

/* ---- using ---- */

struct figures_taken {
    long taken, existing; /* measurements made; dates that had one already */
    long later;           /* figures of dates that are still to come */
    long without;         /* years without a value */
};

/* Takes the reference figures of the indicator's area and reference variable over as measurements,
 * with their source, as one act. Dates that have a measurement are left alone. `from`: the first
 * year, or 0. ERROR_INPUT with a sentence when there is no variable, area or figure. */
bool figures_take(struct session *session, struct id indicator, int from,
                  struct figures_taken *taken, struct error *error) MUST_USE;

/* The series of the indicator's variable in its benchmark area, at the dates they hold for.
 * Nothing when it has no variable or no benchmark area. *items is owned by the caller. */
bool figures_benchmark(struct session *session, const struct row *indicator,
                       struct outlook_measurement **items, size_t *count,
                       struct error *error) MUST_USE;

#define FIGURES_FOUND 200

/* Variables of the catalogue that fit what was typed, best first, at most FIGURES_FOUND: by name,
 * label and definition in the current language. */
typedef void figures_found_call(void *context, const char *variable, const char *label,
                                const char *detail);
bool figures_search(struct session *session, const char *typed, figures_found_call *each,
                    void *context, struct error *error) MUST_USE;

/* Fills name, definition, unit, kind, source, frequency, reference variable and, where it is
 * confirmed already, direction of an indicator from the catalogue, in the current language; and the
 * city as benchmark area when there is none. *confirmed is whether the direction was known. */
bool figures_describe(struct session *session, const char *variable, struct row *indicator,
                      bool *confirmed, struct error *error) MUST_USE;

/* Remembers the direction that a person confirmed for a variable. */
bool figures_direction(struct session *session, const char *variable, const char *direction,
                       struct error *error) MUST_USE;

#endif
