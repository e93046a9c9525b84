/*
 * The canvas: a grid of cells that every widget draws into, that the backend flushes, and that
 * tests read.
 *
 * A cell holds one grapheme cluster, its width and its style. A wide cluster takes its cell and the
 * next, which then has width 0. Drawing outside the rectangle given, or outside the canvas, is cut;
 * it is never an error. All text is cleaned (text_clean) on its way in: no control character,
 * escape or bidirectional override reaches a cell.
 */
#ifndef WIJK_TUI_CANVAS_H
#define WIJK_TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/style.h"

#define CANVAS_CLUSTER 24 /* bytes; a longer cluster shows its base character only */

struct cell {
    char bytes[CANVAS_CLUSTER]; /* not NUL-terminated when full */
    uint8_t length;
    uint8_t width; /* 1, 2, or 0 for the second half of a wide cluster */
    uint8_t style; /* enum style */
};

/* A part of the canvas: column and row from 0, width and height in cells. */
struct rect {
    int x, y, width, height;
};

struct canvas {
    int width, height;
    struct cell *cells; /* owned, row by row */
    int cursor_x, cursor_y;
    bool cursor_shown;
    bool ascii; /* borders, lights and charts in ASCII */
};

void canvas_init(struct canvas *canvas, int width, int height);
void canvas_release(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int width, int height); /* contents are cleared */
void canvas_clear(struct canvas *canvas); /* spaces in STYLE_NORMAL, cursor hidden */

struct cell *canvas_at(struct canvas *canvas, int x, int y); /* NULL outside */

/* Draws text on one line of `rect`, from its column `x` in cells; answers the column behind the
 * text. What does not fit is cut with "…" when `cut` is true. */
int canvas_text(struct canvas *canvas, struct rect rect, int x, const char *text, enum style style);
int canvas_text_cut(struct canvas *canvas, struct rect rect, int x, const char *text,
                    enum style style);
/* The same, ending at the right edge of `rect`. */
void canvas_text_right(struct canvas *canvas, struct rect rect, const char *text, enum style style);
/* Wrapped over the lines of `rect`, beginning `skip` lines into the text; answers how many lines
 * the text has. */
int canvas_text_wrapped(struct canvas *canvas, struct rect rect, int skip, const char *text,
                        enum style style);

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style);  /* with spaces */
void canvas_style(struct canvas *canvas, struct rect rect, enum style style); /* keeps the text */
void canvas_line_across(struct canvas *canvas, struct rect rect, enum style style);
void canvas_line_down(struct canvas *canvas, struct rect rect, enum style style);
void canvas_frame(struct canvas *canvas, struct rect rect, const char *title, enum style style);
void canvas_cursor(struct canvas *canvas, int x, int y);

/* For tests: the grid as lines of text without trailing spaces; and the styles as one letter a
 * cell. */
void canvas_dump(const struct canvas *canvas, struct buffer *out);
void canvas_dump_styles(const struct canvas *canvas, struct buffer *out);

#endif
