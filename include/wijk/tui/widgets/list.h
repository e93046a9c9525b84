/*
 * The list: rows in columns, of which only those that are seen are ever asked for. A list of a
 * million rows opens and scrolls as fast as one of ten.
 *
 * The source says how many rows there are and hands over a run of rows. The list keeps the rows it
 * shows; scrolling by one asks for one. The selection belongs to the row's id: after list_reload it
 * is on the same record, wherever that went.
 *
 *     list_init(&list, columns, count, source);
 *     list_place(&list, rect);            before drawing: the only moment rows are asked for,
 *     list_draw(&list, canvas, rect, …);  besides events and list_reload
 *     list_event(&list, &event);          then look at list.outcome
 *
 * Keys: arrows, j k, PgUp PgDn, Home End, g G, Space marks (when `markable`). The mouse selects,
 * scrolls and sorts. Enter is left to the screen; a double click is LIST_OPEN.
 */
#ifndef WIJK_TUI_WIDGETS_LIST_H
#define WIJK_TUI_WIDGETS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/id.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

#define LIST_COLUMNS 16 /* at most */
#define LIST_MANY (-1L) /* as a count: not known yet */

struct list_column {
    const char *title;  /* borrowed for the life of the list, translated */
    int min, preferred; /* cells; room that its texts do not use goes to columns that must cut */
    int weight;         /* share of what is left over; 0: never wider than preferred */
    int priority;       /* 0 always shown; else the highest number is left out first */
    bool right;         /* numbers */
    bool sortable;      /* a click on its header is LIST_SORT */
};

/* One row, filled by the source; texts are borrowed until the fetch that filled it returns plus the
 * moment the list copied them: they need only live until the source's next call. NULL is empty. */
struct list_row {
    struct id id;
    const char *text[LIST_COLUMNS];
    uint8_t style[LIST_COLUMNS]; /* enum style; STYLE_NORMAL is 0 */
};

struct list_source {
    void *context; /* borrowed */
    /* How many rows. Unless `exact` it may answer LIST_MANY; the list then shows "14 of many" and
     * asks exactly only for End. */
    long (*count)(void *context, bool exact);
    /* Fills up to `count` rows from position `first`; answers how many there were, fewer only at
     * the end. A source over a query keeps the key of the last row it gave, so that a run that
     * continues there needs no offset. */
    int (*fetch)(void *context, long first, int count, struct list_row *out);
    /* Where the record is now; -1: it is gone. NULL: the list looks only among the rows shown. */
    long (*find)(void *context, struct id id);
};

enum list_outcome {
    LIST_NOTHING,
    LIST_MOVED,  /* another row is selected */
    LIST_OPEN,   /* double click on the selected row */
    LIST_SORT,   /* a click on the header of column `sort_asked` */
    LIST_MARKED, /* the marks changed */
    LIST_FOCUSED /* a click on the row that was selected already */
};

struct list_kept; /* a row the list keeps: list.c */

struct list {
    const struct list_column *columns; /* borrowed for the life of the list */
    int column_count;
    struct list_source source;

    long count;            /* LIST_MANY: not known */
    long selected;         /* position; -1: none, the list is empty */
    struct id selected_id; /* its record */
    long top;              /* position of the first row shown */

    int sort_column;    /* whose header shows the mark; -1: none */
    bool sort_down;     /* ▼ */
    bool markable;      /* Space marks */
    bool headless;      /* no header line */
    bool spill;         /* a long text goes on over empty cells behind it: for trees */
    const char *filter; /* borrowed until replaced: shown on the first line while not NULL */
    const char *empty;  /* borrowed: what belongs here and the key that adds it */

    enum list_outcome outcome; /* of the last event */
    int sort_asked;

    struct rect rect;       /* where it was placed */
    struct list_kept *kept; /* owned: the rows from kept_first on */
    int kept_count, kept_capacity;
    long kept_first;
    int seen[LIST_COLUMNS]; /* the widest text of each column so far: it only grows, for rest */
    int wheel;              /* rows a turn of the wheel moves; 3 by default */
    struct id *marks;       /* owned */
    size_t mark_count, mark_capacity;
};

void list_init(struct list *list, const struct list_column *columns, int count,
               struct list_source source);
void list_release(struct list *list);

/* The source has other rows, another order or another filter: asks anew for what is shown; the
 * selection follows its record, and when that is gone stays at its place. */
void list_reload(struct list *list);

/* Where it is going to be drawn; asks for rows that come into view. Cheap when nothing changed. */
void list_place(struct list *list, struct rect rect);
void list_draw(const struct list *list, struct canvas *canvas, struct rect rect, bool focused);
bool list_event(struct list *list, const struct event *event);

/* The selected record; false: there is none. */
bool list_selected(const struct list *list, struct id *id);
/* Text of a cell of the selected row; "" when there is none. Borrowed until the next event. */
const char *list_selected_text(const struct list *list, int column);
/* Selects a position (it is brought within the list), or the record; false: it is not there. */
void list_select(struct list *list, long position);
bool list_select_id(struct list *list, struct id id);

/* Marks. list_marks: the ids, in the order they were marked, borrowed until the next mark. */
bool list_is_marked(const struct list *list, struct id id);
size_t list_marks(const struct list *list, const struct id **ids);
void list_unmark(struct list *list);

/* Adds "14 of 61"; "0 of 0" is nothing. */
void list_position(const struct list *list, struct buffer *out);

#endif
