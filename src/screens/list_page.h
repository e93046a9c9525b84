/*
 * A page of one list with a detail beside it on wide terminals: the shape of the problems, the
 * people and the generic list screens, each of which is a list_page with actions of its own.
 */
#ifndef WIJK_SCREENS_LIST_PAGE_H
#define WIJK_SCREENS_LIST_PAGE_H

#include "detail.h"
#include "row_list.h"

struct list_page {
    struct screen screen;
    struct row_list list;
    struct detail detail;
    struct rect list_rect,
        detail_rect; /* as placed; the detail has no width when there is no room */
    bool stale;      /* the file changed since the detail was read */
};

struct screen *list_page_new(struct ui *ui, const struct screen_calls *calls,
                             const struct row_list_request *request);

/* The page on top, when it is a list page; NULL otherwise. */
struct list_page *list_page_of(struct ui *ui);

/* The calls that all list pages share. */
bool list_page_load(struct screen *screen, struct error *error);
void list_page_place(struct screen *screen, struct rect rect);
void list_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect);
bool list_page_event(struct screen *screen, const struct event *event);
void list_page_target(const struct screen *screen, struct target *target);
void list_page_status(const struct screen *screen, struct buffer *out);
enum entity_kind list_page_lists(const struct screen *screen);
bool list_page_typing(const struct screen *screen);
void list_page_free(struct screen *screen);

/* The actions that all list pages share. */
extern const struct action list_page_actions[];
extern const size_t list_page_action_count;
#define LIST_PAGE_ACTIONS 6

#define LIST_PAGE_CALLS                                                                            \
    .load = list_page_load, .place = list_page_place, .draw = list_page_draw,                      \
    .event = list_page_event, .target = list_page_target, .status = list_page_status,              \
    .lists = list_page_lists, .typing = list_page_typing, .free = list_page_free,                  \
    .also = list_page_actions, .also_count = LIST_PAGE_ACTIONS

#endif
