/*
 * The chart of an indicator as inline SVG: measured, needed pace, at this pace, target and
 * benchmark, for a page whose style sheet gives the classes their colours. Every line has its own
 * dash and every mark its own shape, so that nothing depends on colour. The title and the
 * description are its text alternative. Pure: it asks and knows nothing but what it is given.
 */
#ifndef WIJK_DOMAIN_CHART_SVG_H
#define WIJK_DOMAIN_CHART_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/domain/outlook.h"

struct chart_svg {
    const struct outlook *outlook;
    const struct outlook_measurement *points; /* by date, oldest first; one without a value is a
                                                 gap */
    size_t point_count;
    const struct outlook_measurement *benchmark; /* by date; may be none */
    size_t benchmark_count;
    const char *benchmark_name; /* the area; NULL without a benchmark */
    const char *id;             /* of the element, and the beginning of the ids within it */
    const char *title, *description;
    enum language language;
};

/* Adds the chart; false: no point has a value that can be drawn, and nothing was added. */
bool chart_svg(struct buffer *out, const struct chart_svg *chart);

/* Adds a list that says what each line and mark of the chart is. */
void chart_svg_legend(struct buffer *out, const struct chart_svg *chart);

/* Adds a line of one word's size, for beside the figures it shows; hidden from those who do not
 * see. Fewer than two values add nothing. */
void chart_svg_spark(struct buffer *out, const double *values, size_t count);

/* Leaves at most about `most` points of a long series: of each stretch the lowest and the highest,
 * so that the line looks the same. In place; answers how many are left. */
size_t chart_svg_thin(struct outlook_measurement *points, size_t count, size_t most);

#endif
