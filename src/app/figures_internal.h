/* What the files of app/figures share while a file is imported. */
#ifndef WIJK_SRC_APP_FIGURES_INTERNAL_H
#define WIJK_SRC_APP_FIGURES_INTERNAL_H

#include "figures_names.h"
#include "wijk/app/figures.h"
#include "wijk/store/reference.h"

/* An area that figures can be of. */
struct figures_area {
    struct id id;
    int64_t number; /* by which figures know it; 0: not asked yet, or none */
    bool coded;     /* has a code in the scheme of the file */
    bool city;
    bool met; /* a row was of it */
};

struct figures {
    struct session *session;
    const struct figures_options *options;
    struct figures_report *report;
    struct csv_reader *csv;
    const char *file; /* the file's name without folders; borrowed from the path */
    size_t columns;   /* of the header */
    int area_name, area_code, year, variable; /* columns; -1: none */
    int fixed_year;
    VECTOR(struct figures_area) areas;
    struct names codes, names; /* of areas */
    struct names unknown;      /* areas that are not there */
    struct names variables;    /* met: by what number figures know them */
    VECTOR(char *) new_names;  /* owned, in pairs: name and code (or NULL) of areas to add */
    struct buffer name;        /* of the variable of a row */
    struct buffer area_text, code_text, text; /* of cells; kept for their memory */
    int64_t dataset;
    bool row_bad;
    struct error why; /* of a row; kept, since clearing it for each of millions takes time */
};

/* figures_columns.c: finds out what the columns are, by the header, which was just read, and the
 * first row behind it. */
bool figures_columns(struct figures *figures, struct error *error) MUST_USE;
/* Whether the header is that of the BBGA's catalogue. */
bool figures_is_catalogue(const struct figures *figures);
/* The year of a file's name, or 0. */
int figures_year_of(const char *file);

/* figures_areas.c */
bool figures_areas_load(struct figures *figures, struct error *error) MUST_USE;
void figures_areas_release(struct figures *figures);
/* The area of the row that was read; NULL: none of ours. */
struct figures_area *figures_area_of(struct figures *figures);
/* Adds the areas that the file does not know, as one act, after a look through all rows. */
bool figures_areas_add(struct figures *figures, struct error *error) MUST_USE;
const char *figures_scheme(const struct figures *figures);

/* figures_values.c */
enum figures_cell { FIGURES_NUMBER, FIGURES_MISSING, FIGURES_SECRET, FIGURES_WRONG };
enum figures_cell figures_number(const char *text, enum number_style style, bool sentinels,
                                 double *value);
/* "2021", "2021JJ00", "2021*" (provisional). */
bool figures_year(const char *text, int *year, bool *provisional);
/* Text without the spaces around it, in `out`. */
void figures_trim(const struct csv_field *field, struct buffer *out);

/* figures_catalogue.c */
bool figures_catalogue(struct figures *figures, struct error *error) MUST_USE;

/* figures_report.c */
void figures_problem(struct figures *figures, long line, int column, const char *message);
/* Reads the next row; false: the end, or it failed (error filled). Rows that cannot be read are
 * counted and passed over. */
bool figures_next(struct figures *figures, struct error *error) MUST_USE;
void figures_met(struct figures *figures, const char *variable);

#endif
