#include "gather.h"

#include <stdlib.h>

#include "wijk/store/record.h"

static bool gather(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct gathered *rows = context;
    row_copy(VECTOR_PUSH(&rows->list), row);
    return true;
}

bool gather_query(struct session *session, struct query *query, struct gathered *rows,
                  struct error *error)
{
    bool read = record_each(session->db, query, gather, rows, error);
    query_release(query);
    return read;
}

bool gather_rows(struct session *session, const struct gather_of *of, struct gathered *rows,
                 struct error *error)
{
    struct query query;
    query_init(&query, of->kind);
    if (of->order != NULL) {
        query.order = entity_field(&entities[of->kind], of->order);
        query.descending = of->descending;
    }
    if (!query_add(&query, of->column, QUERY_EQUAL, value_id(of->id), error)) {
        query_release(&query);
        return false;
    }
    return gather_query(session, &query, rows, error);
}

void gather_release(struct gathered *rows)
{
    for (size_t i = 0; i < rows->list.count; i++)
        row_release(&rows->list.items[i]);
    free(rows->list.items);
    *rows = (struct gathered){.list = {0}};
}

static bool gather_one(void *context, const struct row *row, struct error *error)
{
    (void)gather(context, row, error);
    return false;
}

bool gather_first(struct session *session, struct query *query, struct row *row, bool *found,
                  struct error *error)
{
    struct gathered rows = {.list = {0}};
    bool read = record_each(session->db, query, gather_one, &rows, error);
    query_release(query);
    *found = read && rows.list.count > 0;
    if (*found)
        row_copy(row, &rows.list.items[0]);
    gather_release(&rows);
    return read;
}
