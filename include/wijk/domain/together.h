/*
 * One figure of several areas together. Counts that add up over areas are summed. Percentages are
 * summed numerators over summed denominators, never an average of percentages: a small area would
 * count as much as a large one. Where the parts are missing the sum says so.
 *
 *     struct together together;
 *     together_begin(&together, TOGETHER_PERCENT);
 *     together_add(&together, &part);        // each area once
 *     struct together_total total = together_total(&together);
 *     together_words(&words, &total, language);
 */
#ifndef WIJK_DOMAIN_TOGETHER_H
#define WIJK_DOMAIN_TOGETHER_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/domain/row.h"

enum together_how {
    TOGETHER_NOT,     /* what cannot be added: marks, indices, words, yes and no, counts of what may
                         stand in two areas */
    TOGETHER_COUNT,   /* summed */
    TOGETHER_PERCENT, /* summed numerators over summed denominators, times a hundred */
};

/* How an indicator adds up over areas: by its kind, and for counts by its flag. */
enum together_how together_how_of(const struct row *indicator);

/* The figure of one area. */
struct together_part {
    bool known, parts; /* there is a value; there are a numerator and a denominator above zero */
    double value, numerator, denominator;
    date_t date;
};
/* Of the newest measurement of an area; NULL: it has none. Secret and unavailable are not known. */
struct together_part together_part_of(const struct row *measurement);

struct together {
    enum together_how how;
    int areas, known, parts; /* so many; with a value; with what the sum needs */
    double value, numerator, denominator;
    date_t first, last; /* of what was summed; DATE_NONE: nothing */
};
void together_begin(struct together *together, enum together_how how);
void together_add(struct together *together, const struct together_part *part);

enum together_state {
    TOGETHER_NONE,    /* cannot be added, or there are less than two areas with a figure */
    TOGETHER_SUM,     /* of all areas that have a figure */
    TOGETHER_LACKING, /* no total: some lack numerator and denominator */
};
struct together_total {
    enum together_state state;
    enum together_how how;
    double value;
    int areas, counted; /* so many areas, of which so many are in the sum */
    int lacking;        /* so many have a value and not its parts */
    date_t first, last;
};
struct together_total together_total(const struct together *together);

/* Adds "together 13.4 %, of 3 areas", what it leaves out, and of which days, or "no total: 2 of 5
 * lack numerator and denominator". Nothing when there is nothing to say. `unit` may be NULL. */
void together_words(struct buffer *out, const struct together_total *total, const char *unit,
                    enum language language);

#endif
