/*
 * A series of figures in one line of text: ▁▂▃▄▅▆▇█. For a list's cell, so it is text, not drawing;
 * the canvas turns it into ASCII where asked.
 */
#ifndef WIJK_TUI_WIDGETS_SPARKLINE_H
#define WIJK_TUI_WIDGETS_SPARKLINE_H

#include "wijk/base/buffer.h"

/* Adds at most `width` cells for `count` values, oldest first; NaN is a gap, shown as a space. More
 * values than cells are averaged in runs; figures that are all alike stand half-way. */
void sparkline(struct buffer *out, const double *values, int count, int width);

#endif
