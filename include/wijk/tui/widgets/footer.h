/*
 * The footer: keys with what they do, as many as fit, none of them cut in half, and a text at the
 * right. An item that is not available is dimmed.
 */
#ifndef WIJK_TUI_WIDGETS_FOOTER_H
#define WIJK_TUI_WIDGETS_FOOTER_H

#include <stdbool.h>

#include "wijk/tui/canvas.h"

struct footer_item {
    const char *key, *label; /* borrowed while drawing */
    bool enabled;
    bool keep; /* gets its place before the others: "? help" */
};

/* Draws on the first line of the rect; `right` may be NULL. Earlier items go first; one that does
 * not fit is left out. */
void footer_draw(struct canvas *canvas, struct rect rect, const struct footer_item *items,
                 int count, const char *right);

/* The item at column `x` of the screen, drawn as above; -1: none. For the mouse. */
int footer_at(struct rect rect, const struct footer_item *items, int count, const char *right,
              int x);

#endif
