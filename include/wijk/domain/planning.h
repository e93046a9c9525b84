/*
 * Planning: where days lie on a time axis of cells, and when a partner has too much at once. Pure:
 * the screen and the command line draw what these say.
 */
#ifndef WIJK_DOMAIN_PLANNING_H
#define WIJK_DOMAIN_PLANNING_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"

/* What is looked at: by the month (a cell is a day), the quarter (a week) or the year (a month). */
enum planning_zoom { PLANNING_MONTH, PLANNING_QUARTER, PLANNING_YEAR, PLANNING_ZOOMS };

const char *planning_zoom_word(enum planning_zoom zoom); /* an English message: "by month" */

struct planning_axis {
    enum planning_zoom zoom;
    date_t first; /* of the first cell: any day, a Monday, the first of a month */
    int width;    /* cells */
};

/* An axis of so many cells with the day at about a quarter of it. */
void planning_axis_around(struct planning_axis *axis, enum planning_zoom zoom, date_t day,
                          int width);
/* Scrolls by cells. */
void planning_axis_scroll(struct planning_axis *axis, int cells);

/* The first day of a cell, and the cell of a day: below 0 before the axis, `width` or more behind
 * it. */
date_t planning_cell_day(const struct planning_axis *axis, int cell);
int planning_cell(const struct planning_axis *axis, date_t day);

/* Cells from `from` to `to`; none when to < from. A bar that begins before or ends behind the axis
 * says so. An unknown start is its end and the other way round; nothing known is no bar. */
struct planning_bar {
    int from, to;
    bool before, behind;
};
struct planning_bar planning_bar(const struct planning_axis *axis, date_t starts, date_t ends);

/* The label that begins at a cell ("Nov 2026", "Q4 2026", "2026"); false: none does. */
bool planning_label(const struct planning_axis *axis, int cell, enum language language,
                    struct buffer *out);

/* The date moved by steps of the zoom: days, weeks, months. */
date_t planning_step(enum planning_zoom zoom, date_t day, int steps);

/* ---- too much at once ---- */

struct planning_span {
    date_t starts, ends; /* DATE_NONE: open at that side */
};

struct planning_peak {
    int most;           /* at once, at worst */
    date_t from, until; /* when that is first so; DATE_NONE: without an end */
};

/* How many of the spans there are at once at worst, on or after a day. */
struct planning_peak planning_peak_of(const struct planning_span *spans, size_t count,
                                      date_t since);

#endif
