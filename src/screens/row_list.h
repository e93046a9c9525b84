/*
 * A list of rows of one entity, with columns from the entities table, a live filter and sorting:
 * what the problems, people and generic list screens are made of.
 */
#ifndef WIJK_SCREENS_ROW_LIST_H
#define WIJK_SCREENS_ROW_LIST_H

#include "wijk/app/queue.h"
#include "wijk/app/rows.h"
#include "wijk/base/vector.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/editor.h"
#include "wijk/tui/widgets/list.h"

/* The neighbourhood of a programme, remembered until the list is loaded anew. */
struct row_list_area {
    struct id programme;
    struct buffer name; /* owned */
};

struct row_list {
    struct ui *ui; /* borrowed */
    const struct entity *entity;
    struct query query;     /* without the typed filter */
    struct rows_list *rows; /* owned */
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    int fields[LIST_COLUMNS]; /* of the entity, by column; ROW_LIST_SCORE: the score */
    int column_count;
    struct buffer
        needed; /* the fields that its cells, marks and styles read, as struct query.only */
    struct buffer *texts; /* owned: the cells of the last run of rows */
    size_t text_count;
    VECTOR(struct row_list_area) areas; /* owned */
    struct editor filter;
    bool filtering;      /* the filter line has the keyboard */
    struct buffer shown; /* what the list shows of the filter */
    const char *empty;   /* borrowed: what belongs here, when there are no rows at all */
    char problem[256];   /* why the typed filter is not applied */
    bool ranked;         /* problems, by score where nothing else is asked */
    bool closed_too;     /* ranked: also those that are closed, and then not by score */
    struct queue queue;  /* owned; ranked */
    bool disagreed;      /* people disagree about some row of the file: the rows are asked */
};

#define ROW_LIST_SCORE (-1)

/* `columns` names the columns to show, separated by spaces; NULL: those the entities table lists.
 * `empty` is shown when there are no rows. `ranked`: the open problems by their score; a column
 * "score" shows it. The list must not move in memory afterwards. */
struct row_list_request {
    enum entity_kind kind;
    const char *columns;
    const char *filter; /* at the start, or NULL; shown in the words of the screen */
    const char *empty;  /* translated */
    bool ranked, markable;
};
void row_list_init(struct row_list *list, struct ui *ui, const struct row_list_request *request);
void row_list_release(struct row_list *list);

/* For row_list_load: whether people disagree at all; and for a cell: the mark before the title of a
 * row about which they do. */
bool row_list_disagreed(struct row_list *list, struct error *error) MUST_USE;
void row_list_mark(const struct row_list *list, const struct row *row, int field,
                   struct buffer *out);

/* For row_list_init: fills in the columns, and which fields they need. */
void row_list_columns(struct row_list *list, const char *names);

/* How a cell looks; whether it is the date of an action that is open and late. */
enum style row_list_style(const struct row_list *list, const struct row *row,
                          const struct field *field);
bool row_list_is_late(const struct row_list *list, const struct row *row,
                      const struct field *field);

bool row_list_load(struct row_list *list, struct error *error) MUST_USE;
void row_list_place(struct row_list *list, struct rect rect);
void row_list_draw(const struct row_list *list, struct canvas *canvas, struct rect rect,
                   bool focused);
bool row_list_event(struct row_list *list, const struct event *event);
void row_list_target(const struct row_list *list, struct target *target);
void row_list_status(const struct row_list *list, struct buffer *out);

/* The actions of lists; each screen's own actions call these with its list. */
void row_list_filter(struct row_list *list);
void row_list_clear_filter(struct row_list *list);
void row_list_sort(struct row_list *list);   /* the next column */
void row_list_turn(struct row_list *list);   /* the other way round */
void row_list_closed(struct row_list *list); /* ranked: the closed ones too, or not */
void row_list_set_filter(struct row_list *list, const char *filter);

#endif
