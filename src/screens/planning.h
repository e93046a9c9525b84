/* What the two halves of the planning screen share: going about and moving dates (planning.c), and
 * drawing (planning_draw.c). */
#ifndef WIJK_SCREENS_PLANNING_H
#define WIJK_SCREENS_PLANNING_H

#include "wijk/app/planning.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/editor.h"

struct planning_page {
    struct screen screen;
    struct planning planning;
    size_t *shown; /* owned: lines that fit the filter */
    size_t count, row, top;
    struct id selected;
    struct planning_axis axis;
    date_t pending; /* the date that < and > made of the selected row's; DATE_NONE: none */
    struct editor filter;
    bool filtering;
    int label_width, rows, lines_y; /* as placed */
};

void planning_place(struct screen *screen, struct rect rect);
void planning_draw(const struct screen *screen, struct canvas *canvas, struct rect rect);
void planning_status(const struct screen *screen, struct buffer *out);

#endif
