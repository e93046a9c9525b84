/*
 * The line in which rows are filtered while somebody types, the same on every screen that has one.
 * The screen has the editor and whether it is typed in; it filters at FILTER_CHANGED, stops typing
 * at FILTER_DONE, and does both at FILTER_CLEARED, when the line was emptied.
 */
#ifndef WIJK_SCREENS_FILTER_LINE_H
#define WIJK_SCREENS_FILTER_LINE_H

#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/editor.h"

enum filter_outcome {
    FILTER_UNUSED,  /* not a key of this line */
    FILTER_USED,    /* the cursor moved */
    FILTER_CHANGED, /* another text */
    FILTER_DONE,    /* Enter or Down: to the rows */
    FILTER_CLEARED  /* Esc: all rows again */
};

/* While the line is typed in. */
enum filter_outcome filter_line_event(struct editor *filter, const struct event *event);

/* `typing`: with the cursor; else it only says what the rows are filtered by. `problem` is what
 * cannot be read in it, "" for nothing. */
void filter_line_draw(const struct editor *filter, bool typing, const char *problem,
                      struct canvas *canvas, struct rect line);

#endif
