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

/* The actions that all list pages share, to stand in each one's own array. */
void list_page_filter(struct ui *ui);
void list_page_clear(struct ui *ui);
void list_page_sort(struct ui *ui);
void list_page_turn(struct ui *ui);
void list_page_save_view(struct ui *ui);
void list_page_open_view(struct ui *ui);

#define LIST_PAGE_CALLS                                                                            \
    .load = list_page_load, .place = list_page_place, .draw = list_page_draw,                      \
    .event = list_page_event, .target = list_page_target, .status = list_page_status,              \
    .lists = list_page_lists, .typing = list_page_typing, .free = list_page_free

#define LIST_PAGE_ACTIONS                                                                          \
    {"filter",                                                                                     \
     N_("In a list"),                                                                              \
     "f",                                                                                          \
     N_("filter"),                                                                                 \
     N_("Filters as you type: words, or FIELD=VALUE, as in: status=flagged severity>=3."),         \
     ACTION_FILE,                                                                                  \
     NULL,                                                                                         \
     list_page_filter},                                                                            \
        {"clear-filter", N_("In a list"), "F", NULL, N_("Shows all rows again."), ACTION_FILE,     \
         NULL,           list_page_clear},                                                         \
        {"sort", N_("In a list"), "s", N_("sort"), N_("Sorts by the next column."), ACTION_FILE,   \
         NULL,   list_page_sort},                                                                  \
        {"turn", N_("In a list"), "S", NULL, N_("Sorts the other way round."), ACTION_FILE,        \
         NULL,   list_page_turn},                                                                  \
        {"save-view",                                                                              \
         N_("In a list"),                                                                          \
         "W",                                                                                      \
         NULL,                                                                                     \
         N_("Saves the filter under a name."),                                                     \
         ACTION_FILE | ACTION_WRITES,                                                              \
         NULL,                                                                                     \
         list_page_save_view},                                                                     \
    {                                                                                              \
        "open-view", N_("In a list"), "v", NULL, N_("Opens a saved filter."), ACTION_FILE, NULL,   \
            list_page_open_view                                                                    \
    }

#endif
