/*
 * A small horizontal bar with its count behind it, as in a table of themes: "████ 4".
 */
#ifndef WIJK_TUI_WIDGETS_BAR_H
#define WIJK_TUI_WIDGETS_BAR_H

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"

/* Draws on the first line of the rect. The bar of `most` fills the rect but for the figure; each
 * unit is one block while that fits. A count of 0 is left empty; any other has a block at least.
 * `style` is that of the blocks. */
void bar_draw(struct canvas *canvas, struct rect rect, long count, long most, enum style style);

/* The same as text, for a list's cell. */
void bar_text(struct buffer *out, int width, long count, long most);

#endif
