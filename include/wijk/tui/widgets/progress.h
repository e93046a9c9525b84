/*
 * Progress of work that takes more than half a second: a framed title, a bar, figures, and that Esc
 * stops it.
 */
#ifndef WIJK_TUI_WIDGETS_PROGRESS_H
#define WIJK_TUI_WIDGETS_PROGRESS_H

#include "wijk/tui/canvas.h"

struct progress {
    const char *title; /* borrowed, translated: "Reading the reference figures" */
    long done, total;  /* total 0: not known */
};

/* In the middle of the area. */
void progress_draw(const struct progress *progress, struct canvas *canvas, struct rect area);

#endif
