/*
 * Dividing the screen: splitting rectangles, what fits at a size, and the widths of columns. Pure
 * functions over numbers; a part is never negative, and never outside what was divided.
 */
#ifndef WIJK_TUI_LAYOUT_H
#define WIJK_TUI_LAYOUT_H

#include <stddef.h>

#include "wijk/tui/canvas.h"

/* Each answers the part of `size` columns or rows at that side (at most all there is); `*rest`,
 * which may be NULL or the address of what `rect` was copied from, gets what is left. */
struct rect rect_split_left(struct rect rect, int size, struct rect *rest);
struct rect rect_split_right(struct rect rect, int size, struct rect *rest);
struct rect rect_split_top(struct rect rect, int size, struct rect *rest);
struct rect rect_split_bottom(struct rect rect, int size, struct rect *rest);

/* Smaller by so many columns left and right, and rows at the top and bottom. */
struct rect rect_inset(struct rect rect, int columns, int rows);

/* The part of `one` that lies in `other`. */
struct rect rect_common(struct rect one, struct rect other);

bool rect_contains(struct rect rect, int x, int y);

enum layout_size {
    LAYOUT_NONE,     /* below 40 × 10: a notice only, input is kept */
    LAYOUT_SMALL,    /* below 60 × 15: no detail */
    LAYOUT_NORMAL,   /* 80 × 24 */
    LAYOUT_WIDE,     /* from 110 columns: a detail pane at the right */
    LAYOUT_VERY_WIDE /* from 160 columns: more columns in the list as well */
};

enum layout_size layout_of(int width, int height);

/* A column of a list. Widths in cells. */
struct layout_column {
    int least;     /* narrower makes no sense */
    int preferred; /* what its contents ask */
    int weight;    /* its share of the room that is left; 0: never wider than preferred */
    int priority;  /* the lowest is dropped first; of equals the last */
};

/* Divides `width` cells over columns with one space between them. Columns that do not fit are
 * dropped (width 0), by priority; the one of the highest priority stays and is cut. The others get
 * at least their least, then as much of preferred as there is, then room by weight. Answers the
 * cells used, spaces included. */
int layout_columns(const struct layout_column *columns, size_t count, int width, int *widths);

#endif
