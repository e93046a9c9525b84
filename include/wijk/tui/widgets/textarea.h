/*
 * The text area: an editor of several lines that wraps at words and scrolls. The keys are those of
 * the line editor, with Up, Down, PgUp, PgDn, Enter for a new line, and Ctrl-Home/End for the whole
 * text. A paste keeps its line ends.
 *
 * Only what follows the change is wrapped anew, and only until the lines are as they were: a
 * megabyte stays fast.
 */
#ifndef WIJK_TUI_WIDGETS_TEXTAREA_H
#define WIJK_TUI_WIDGETS_TEXTAREA_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

#define TEXTAREA_LIMIT ((size_t)16 << 20) /* bytes, unless `limit` says otherwise */

struct textarea {
    struct buffer text; /* owned; read it with textarea_text */
    size_t cursor;      /* byte offset */
    size_t limit;
    bool refused; /* the last event did not fit within the limit, wholly or partly */
    bool changed; /* set at every change; the owner clears it */

    size_t *lines; /* owned: where each wrapped line begins; lines[0] is 0 */
    size_t line_count, line_capacity;
    size_t top;        /* first line shown */
    int goal;          /* column that Up and Down keep to; -1: that of the cursor */
    int width, height; /* as placed */
};

void textarea_init(struct textarea *area);
void textarea_release(struct textarea *area);

void textarea_set(struct textarea *area, const char *text); /* cursor at the beginning */
const char *textarea_text(const struct textarea *area);     /* borrowed until the next change */
void textarea_insert(struct textarea *area, const char *text, size_t length);

/* Where it is going to be drawn: wraps to the width. Call it before drawing. */
void textarea_place(struct textarea *area, struct rect rect);
void textarea_draw(const struct textarea *area, struct canvas *canvas, struct rect rect,
                   bool focused);

/* True: used. Up on the first and Down on the last line are not, nor are Tab and Esc. */
bool textarea_event(struct textarea *area, const struct event *event);
void textarea_click(struct textarea *area, struct rect rect, int x, int y);

#endif
