/*
 * The help page: every key with its name and what it does, in groups, searchable with "/".
 *
 *     help_init(&help, rows, count);
 *     help_place, help_draw, help_event
 *
 * Keys: arrows, j k, PgUp PgDn, Home End, g G; "/" begins a search, Enter ends the typing, Esc the
 * search; a second Esc is left to the screen.
 */
#ifndef WIJK_TUI_WIDGETS_HELP_H
#define WIJK_TUI_WIDGETS_HELP_H

#include <stdbool.h>

#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/editor.h"

/* Texts are translated and borrowed for the life of the page. Rows of one group follow each other.
 */
struct help_row {
    const char *group, *key, *name, *help;
};

struct help_line {
    int row;  /* into the rows */
    int part; /* which line of the row's sentence; -1 its group, -2 an empty line */
};

struct help {
    const struct help_row *rows; /* borrowed */
    int count;
    struct editor search;
    bool searching;          /* the search has the cursor */
    struct help_line *lines; /* owned: what is shown at this width and search */
    int line_count, line_capacity;
    int top;
    struct rect rect;
};

void help_init(struct help *help, const struct help_row *rows, int count);
void help_release(struct help *help);
void help_place(struct help *help, struct rect rect);
void help_draw(const struct help *help, struct canvas *canvas, struct rect rect, bool focused);
bool help_event(struct help *help, const struct event *event);

#endif
