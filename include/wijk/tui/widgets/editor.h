/*
 * The line editor: one line of text with a cursor, used by forms, prompts, pickers and filters.
 *
 * It edits by grapheme cluster: left, right, Home, End, Ctrl-Left/Right and Alt-b/f by word,
 * Backspace, Delete, Ctrl-A/E begin and end, Ctrl-K/U cut to the end and the beginning, Ctrl-W the
 * word before, Alt-d the word after. A paste becomes one line: line ends and tabs turn into spaces,
 * other control characters are dropped. Up and Down walk the history when one was given; Tab and
 * Shift-Tab cycle through what `complete` offers for the word at the cursor.
 *
 *     editor_init(&editor);
 *     editor_set(&editor, "Kolenkit");
 *     if (editor_event(&editor, &event)) …redraw…
 *     editor_draw(&editor, canvas, rect, true);
 */
#ifndef WIJK_TUI_WIDGETS_EDITOR_H
#define WIJK_TUI_WIDGETS_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/candidates.h"

#define EDITOR_LIMIT 4096 /* bytes, unless `limit` says otherwise */

/* Fills `out` for the word at the cursor (what stands between the white space before the cursor and
 * the cursor itself). A candidate's text replaces that word. */
typedef void editor_complete(void *context, const char *word, struct candidates *out);

struct editor {
    struct buffer text; /* owned; read it with editor_text */
    size_t cursor;      /* byte offset of a cluster boundary */
    size_t limit;       /* bytes the text may have */
    bool refused;       /* the last event did not fit within the limit, wholly or partly */
    bool changed;       /* set at every change; the owner clears it */
    enum style field;   /* style of the field without focus; STYLE_FIELD by default */

    const char *const *history; /* borrowed until replaced: oldest first */
    size_t history_count;
    size_t history_at;  /* history_count: the line being typed */
    struct buffer kept; /* owned: the line being typed while history is shown */

    editor_complete *complete; /* NULL: Tab is not used */
    void *complete_context;    /* borrowed */
    struct candidates offered; /* what is cycled through; empty when nothing is */
    size_t offered_at;         /* offered.count: the word as typed */
    size_t word_start;         /* where the completed word begins */
    struct buffer word;        /* owned: the word as typed */
};

void editor_init(struct editor *editor);
void editor_release(struct editor *editor);

/* Replaces the text; the cursor goes behind it. `changed` and history are reset. Text longer than
 * the limit is kept whole: only typing is limited. */
void editor_set(struct editor *editor, const char *text);
const char *editor_text(const struct editor *editor); /* borrowed until the next change */
bool editor_is_empty(const struct editor *editor);

/* The lines that Up and Down walk through, oldest first; borrowed until replaced. */
void editor_history(struct editor *editor, const char *const *lines, size_t count);

/* Puts text at the cursor as a paste does. */
void editor_insert(struct editor *editor, const char *text, size_t length);

/* True: used. Enter, Esc, and keys that do nothing here are not. */
bool editor_event(struct editor *editor, const struct event *event);

/* Draws on the first line of the rect, "‹" and "›" where text goes on beyond the edge. With focus
 * the canvas's cursor is put. */
void editor_draw(const struct editor *editor, struct canvas *canvas, struct rect rect,
                 bool focused);

/* Puts the cursor where the mouse pressed, the editor being drawn in `rect`. */
void editor_click(struct editor *editor, struct rect rect, int x);

/* How many cells the first shown column is into the text, when drawn `width` wide; for those who
 * mark parts of the text. */
int editor_scroll(const struct editor *editor, int width);

/* Draws what is being cycled through, as a framed list above or below the rect of the editor,
 * where there is room; nothing while nothing is offered. */
void editor_draw_offered(const struct editor *editor, struct canvas *canvas, struct rect rect);

#endif
