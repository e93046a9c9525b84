/*
 * What completion offers: a list of texts, each with a detail beside it and perhaps the id of the
 * row it stands for. A callback of the editor, the form or the picker fills one with
 * candidates_add; the widget that asked owns and clears it.
 */
#ifndef WIJK_TUI_WIDGETS_CANDIDATES_H
#define WIJK_TUI_WIDGETS_CANDIDATES_H

#include <stddef.h>

#include "wijk/base/id.h"
#include "wijk/tui/canvas.h"

struct candidate {
    char *text;   /* owned: what is shown and put into the field */
    char *detail; /* owned, may be NULL: shown dimmed beside it */
    char *key;    /* owned, may be NULL: shown behind it, at the right */
    char *reason; /* owned: why it cannot be chosen; NULL: it can */
    struct id id; /* none for a plain word */
};

struct candidates {
    struct candidate *items; /* owned */
    size_t count, capacity;
};

void candidates_release(struct candidates *candidates); /* empty, can be used again */
void candidates_clear(struct candidates *candidates);

/* Adds one; text and detail (may be NULL) are copied. Borrowed until the next call: the candidate,
 * so that its reason and key can be filled. */
struct candidate *candidates_add(struct candidates *candidates, const char *text,
                                 const char *detail, struct id id);

/* Draws them as a framed list under `anchor`, or above it where there is more room, within
 * `bounds`; `chosen` is shown selected (-1 or `count`: none). Nothing when there are none. */
struct candidates_place {
    struct rect bounds, anchor;
};
void candidates_draw(const struct candidates *candidates, int chosen, struct canvas *canvas,
                     struct candidates_place place);
struct rect candidates_rect(const struct candidates *candidates, struct candidates_place place);
/* The candidate drawn at a cell; -1: none. */
int candidates_at(const struct candidates *candidates, int chosen, struct candidates_place place,
                  int x, int y);

#endif
