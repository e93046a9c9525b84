/* The agenda screen, as its parts share it: agenda.c shows it, agenda_act.c changes it. */
#ifndef WIJK_SCREENS_AGENDA_PAGE_H
#define WIJK_SCREENS_AGENDA_PAGE_H

#include "meeting_page.h"
#include "wijk/app/meeting.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/list.h"

struct agenda_page {
    struct screen screen;
    struct id meeting;
    struct meeting_view view; /* owned once `loaded` */
    bool loaded;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    struct buffer *texts; /* owned: of the items, a row each */
    struct buffer people; /* who is invited */
    struct meeting_context context;
    struct id context_of; /* the item it is of; none: to be read */
    struct meeting_texts about;
    struct rect head, list_rect, foot, context_rect;
};

/* The agenda that is shown; NULL: none. */
struct agenda_page *agenda_page_of(struct ui *ui);
/* The selected item; NULL. */
const struct meeting_item *agenda_page_item(const struct agenda_page *page);

extern const struct action agenda_actions[];
extern const size_t agenda_action_count;
#define AGENDA_ACTIONS 13

#endif
