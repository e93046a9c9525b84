/* The screen of disagreements, as its parts share it: disagree.c is the screen, disagree_act.c what
 * settles them. */
#ifndef WIJK_SCREENS_DISAGREE_H
#define WIJK_SCREENS_DISAGREE_H

#include "exchange_lines.h"
#include "wijk/app/disagreements.h"

struct disagree_page {
    struct screen screen;
    struct disagreements disagreements;
    struct lines lines;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    struct doubles doubles;
    struct lines double_lines;
    struct list double_list;
    struct list_column double_columns[LIST_COLUMNS];
    bool on_doubles; /* they have the keyboard */
    struct rect list_rect, detail_rect, heading_rect, double_rect;
};

struct disagree_page *disagree_page_of(struct ui *ui);
/* The selected one, when its list has the keyboard; NULL: none. Borrowed until the next load. */
const struct disagreement *disagree_selected(const struct disagree_page *page);
struct doubles_pair *disagree_selected_pair(const struct disagree_page *page);
/* The texts of the pairs anew, after one was turned round. */
void disagree_fill_doubles(struct disagree_page *page);
void disagree_open(struct ui *ui);

extern const struct action disagree_actions[];
#define DISAGREE_ACTIONS 13

#endif
