/*
 * What chart.c and chart_plot.c share: the dots of the plot. Screens do not need it.
 */
#ifndef WIJK_TUI_WIDGETS_CHART_PARTS_H
#define WIJK_TUI_WIDGETS_CHART_PARTS_H

#include <stdint.h>

#include "wijk/tui/widgets/chart.h"

/* The area of the lines, and what it shows. */
struct chart_plot {
    struct rect rect; /* on the canvas */
    double x_from, x_to, y_from, y_to;
    uint8_t *dots;  /* owned: a braille pattern a cell */
    uint8_t *style; /* owned: of the series that came last there */
    uint8_t *dash;  /* owned */
};

/* Whether a point can be shown: figures beyond 10^15, NaN and infinity are gaps. */
bool chart_shows(double x, double y);

void chart_plot_lines(struct chart_plot *plot, const struct chart *chart);
void chart_plot_show(const struct chart_plot *plot, struct canvas *canvas);
void chart_plot_markers(const struct chart_plot *plot, const struct chart *chart,
                        struct canvas *canvas);

/* Cell of a value, from the left and the top of the plot; outside when it is not in the range. */
int chart_column(const struct chart_plot *plot, double x);
int chart_row(const struct chart_plot *plot, double y);

#endif
