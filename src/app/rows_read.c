/* The reading half of rows.h: rows, lists, links. */
#include <stdlib.h>

#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/record.h"

bool rows_get(struct session *session, enum entity_kind kind, struct id id, struct row *row,
              struct error *error)
{
    return record_get(session->db, kind, id, row, error);
}

bool rows_get_some(struct session *session, const struct rows_some *wanted, struct row *rows,
                   struct error *error)
{
    struct record_rows some = {wanted->kind, wanted->ids, wanted->count, wanted->only};
    return record_get_rows(session->db, &some, rows, error);
}

struct each {
    rows_each_call *call;
    void *context;
};

static bool visit(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct each *each = context;
    return each->call(each->context, row);
}

bool rows_each(struct session *session, const struct query *query, rows_each_call *call,
               void *context, struct error *error)
{
    struct each each = {call, context};
    return record_each(session->db, query, visit, &each, error);
}

static bool resolve(void *context, enum entity_kind kind, const char *typed, struct id *id)
{
    struct error ignored = ERROR_NONE;
    return rows_find(context, kind, typed, id, &ignored);
}

bool rows_filter(struct session *session, struct query *query, const char *filter,
                 struct error *error)
{
    struct reading reading = {.language = language_now(), .today = session->today};
    struct query_names names = {resolve, session};
    return query_read(query, filter, &reading, &names, error);
}

struct rows_list {
    struct record_cursor *cursor;
    struct row *rows; /* the last window */
    int got, capacity;
};

struct rows_list *rows_list_new(struct session *session, const struct query *query,
                                struct error *error)
{
    struct record_cursor *cursor = record_cursor_new(session->db, query, error);
    if (cursor == NULL)
        return NULL;
    struct rows_list *list = memory_new(sizeof *list);
    list->cursor = cursor;
    return list;
}

static void release_window(struct rows_list *list)
{
    for (int i = 0; i < list->got; i++)
        row_release(&list->rows[i]);
    list->got = 0;
}

void rows_list_free(struct rows_list *list)
{
    if (list == NULL)
        return;
    release_window(list);
    free(list->rows);
    record_cursor_free(list->cursor);
    free(list);
}

bool rows_list_fetch(struct rows_list *list, struct rows_window *window, struct error *error)
{
    int count = window->count;
    release_window(list);
    if (count > list->capacity) {
        list->rows = memory_resize(list->rows, (size_t)count, sizeof *list->rows);
        list->capacity = count;
    }
    struct record_window wanted = {.first = window->first, .count = count, .rows = list->rows};
    bool fetched = record_cursor_fetch(list->cursor, &wanted, error);
    list->got = fetched ? wanted.got : 0;
    window->rows = list->rows;
    window->got = list->got;
    return fetched;
}

bool rows_list_count(struct rows_list *list, long *count, bool *exact, struct error *error)
{
    return record_cursor_count(list->cursor, count, exact, error);
}

bool rows_list_count_all(struct rows_list *list, long *count, struct error *error)
{
    return record_cursor_count_all(list->cursor, count, error);
}

bool rows_list_position(struct rows_list *list, struct id id, long *position, struct error *error)
{
    return record_cursor_position(list->cursor, id, position, error);
}

void rows_list_reload(struct rows_list *list)
{
    record_cursor_reload(list->cursor);
}

static bool add_link(void *context, const struct record_child *child, struct error *error)
{
    (void)error;
    struct rows_links *links = context;
    if (links->count < ROWS_LINKS)
        links->links[links->count++] =
            (struct rows_link){child->entity->kind, child->field, child->count};
    return true;
}

bool rows_links(struct session *session, enum entity_kind kind, struct id id,
                struct rows_links *links, struct error *error)
{
    links->count = 0;
    return record_children(session->db, (struct record_at){kind, id}, add_link, links, error);
}
