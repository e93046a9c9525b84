/*
 * The chart: lines over time, drawn in braille: measured solid, needed pace dashed, forecast
 * dotted, a marker at the target, a level line for the benchmark. The legend stands at the right
 * when there is room, else under the chart. On an `ascii` canvas every dash has its own sign.
 *
 * Everything is borrowed while drawing; a chart owns nothing and needs no release.
 *
 *     struct chart chart = {.series = series, .series_count = 3, .levels = &city, .level_count = 1,
 *                           .x_tick = year_ticks, .context = &view, .empty = _("No figures yet.")};
 *     chart_draw(&chart, canvas, rect);
 */
#ifndef WIJK_TUI_WIDGETS_CHART_H
#define WIJK_TUI_WIDGETS_CHART_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"

struct chart_point {
    double x, y; /* x is any ascending measure of time, such as day numbers; a NaN in y is a gap */
};

enum chart_dash {
    CHART_SOLID,
    CHART_DASHED,
    CHART_DOTTED,
    CHART_POINTS /* no line, only the marker */
};

struct chart_series {
    const char *label; /* translated, for the legend; NULL: not in it */
    const struct chart_point *points;
    int count;
    enum style style;
    enum chart_dash dash;
    const char *marker; /* one cell, at every point: "●", "◇"; NULL: none */
};

/* A level line over the whole width, with its label at the right end. */
struct chart_level {
    const char *label;
    double y;
    enum style style;
};

struct chart {
    const struct chart_series *series;
    int series_count;
    const struct chart_level *levels;
    int level_count;
    double x_from, x_to; /* both 0: from the points */
    double y_from, y_to; /* both 0: from the points; else the range contains these too, so that
                            several charts have the same scale */
    bool from_zero;      /* the vertical range contains 0 */
    /* The index-th tick of the horizontal axis, ascending: fills its place and its label; false:
     * there are no more. A label that would touch the one before it is left out. */
    bool (*x_tick)(void *context, int index, double *x, struct buffer *label);
    /* Writes a value at the vertical axis; NULL: as a number of the current language. */
    void (*y_label)(void *context, double y, int decimals, struct buffer *label);
    void *context;
    const char *empty; /* shown when there is no point at all */
};

void chart_draw(const struct chart *chart, struct canvas *canvas, struct rect rect);

/* The vertical range and ticks for values between `least` and `most`: ticks at multiples of 1, 2
 * or 5 times a power of ten, at most `ticks` of them. */
struct chart_scale {
    double from, to, step;
    int decimals; /* that the ticks need */
};
struct chart_scale chart_scale(double least, double most, int ticks);

#endif
