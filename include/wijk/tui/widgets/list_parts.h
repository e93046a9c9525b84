/*
 * What list.c and list_draw.c share: the rows a list keeps and the widths of its columns. Screens
 * do not need it.
 */
#ifndef WIJK_TUI_WIDGETS_LIST_PARTS_H
#define WIJK_TUI_WIDGETS_LIST_PARTS_H

#include "wijk/tui/widgets/list.h"

#define LIST_MARGIN 1 /* cells before the first column: the mark of a marked row */
#define LIST_GAP 2    /* cells between columns */

struct list_kept {
    struct id id;
    char *bytes; /* owned: the texts, each with its NUL */
    size_t capacity;
    size_t offset[LIST_COLUMNS];
    uint8_t style[LIST_COLUMNS];
};

/* The row at a position, when it is kept; else NULL. Borrowed until the list moves. */
const struct list_kept *list_kept_row(const struct list *list, long position);

/* Lines above the first row: the filter and the header. */
int list_top_lines(const struct list *list);

/* Width of each column in a list `width` wide; 0: left out. */
void list_widths(const struct list *list, int width, int widths[LIST_COLUMNS]);

#endif
