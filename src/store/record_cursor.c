/*
 * Lists of any size. The list is a sequence of ids; rows are read by id, one screenful at a time.
 * Where an index has the order of the query, ids are asked from the nearest known place on
 * ("anchor": a position with its key), forwards or backwards. Where none has, the ids are sorted
 * once and kept, 16 bytes a row; a list too large for that is walked like the first, at the price
 * of a scan.
 */
#include "record_cursor.h"

#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "wijk/base/memory.h"

struct record_cursor *record_cursor_new(struct db *db, const struct query *query,
                                        struct error *error)
{
    (void)error;
    struct record_cursor *cursor = memory_new(sizeof *cursor);
    cursor->db = db;
    cursor->query = *query;
    for (size_t i = 0; i < query->condition_count; i++)
        cursor->query.conditions[i].value = value_copy(&query->conditions[i].value);
    record_order_init(&cursor->order, query);
    record_cursor_reload(cursor);
    return cursor;
}

void record_cursor_reload(struct record_cursor *cursor)
{
    for (size_t i = 0; i < cursor->anchors.count; i++)
        value_release(&cursor->anchors.items[i].place.key);
    cursor->anchors.count = 0;
    cursor->ids.count = 0;
    cursor->way = CURSOR_UNDECIDED;
    cursor->total = cursor->at_least = -1;
}

void record_cursor_free(struct record_cursor *cursor)
{
    if (cursor == NULL)
        return;
    record_cursor_reload(cursor);
    free(cursor->anchors.items);
    free(cursor->ids.items);
    record_order_release(&cursor->order);
    query_release(&cursor->query);
    free(cursor);
}

/* ---- counting ---- */

static bool count_to(struct record_cursor *cursor, long most, long *count, struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT count(*) FROM (SELECT 1 FROM \"%s\" t",
                      cursor->query.entity->table);
    record_sql_where(&sql, &cursor->query);
    if (most >= 0)
        record_sql_format(&sql, " LIMIT %ld", most);
    record_sql_add(&sql, ")");
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    bool found = false, good = statement != NULL && statement_first(statement, &found, error);
    if (good) {
        struct value value = statement_value_at(statement, 0);
        *count = (long)value.integer;
    }
    statement_free(statement);
    return good;
}

bool record_cursor_count(struct record_cursor *cursor, long *count, bool *exact,
                         struct error *error)
{
    if (cursor->total < 0 && cursor->at_least < RECORD_COUNTED) {
        if (!count_to(cursor, RECORD_COUNTED + 1, count, error))
            return false;
        if (*count <= RECORD_COUNTED)
            cursor->total = *count;
        cursor->at_least = *count;
    }
    *exact = cursor->total >= 0;
    *count = *exact ? cursor->total : RECORD_COUNTED;
    return true;
}

bool record_cursor_count_all(struct record_cursor *cursor, long *count, struct error *error)
{
    if (cursor->total < 0) {
        if (!count_to(cursor, -1, count, error))
            return false;
        cursor->total = cursor->at_least = *count;
    }
    *count = cursor->total;
    return true;
}

/* ---- which way ---- */

static bool load_ids(struct record_cursor *cursor, struct error *error)
{
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT t.id FROM \"%s\" t", cursor->query.entity->table);
    record_sql_where(&sql, &cursor->query);
    record_sql_order(&sql, &cursor->order, false);
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    if (statement == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct value id = statement_value_at(statement, 0);
        *VECTOR_PUSH(&cursor->ids) = id.id;
        value_release(&id);
    }
    statement_free(statement);
    cursor->total = cursor->at_least = (long)cursor->ids.count;
    return step == STATEMENT_DONE;
}

/* Whether an index gives the order: then the plan needs no sorting. */
static bool order_is_indexed(struct record_cursor *cursor, bool *indexed, struct error *error)
{
    *indexed = false;
    if (cursor->order.flag.length > 0)
        return true;
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_add(&sql, "EXPLAIN QUERY PLAN ");
    cursor_walk_sql(cursor, &sql, &(struct cursor_walk){.count = 1});
    struct statement *statement = record_sql_prepare(cursor->db, &sql, error);
    record_sql_release(&sql);
    if (statement == NULL)
        return false;
    enum statement_step step;
    *indexed = true;
    while ((step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct value detail = statement_value_at(statement, 3);
        if (detail.text != NULL && strstr(detail.text, "TEMP B-TREE") != NULL)
            *indexed = false;
        value_release(&detail);
    }
    statement_free(statement);
    return step == STATEMENT_DONE;
}

bool cursor_decide(struct record_cursor *cursor, struct error *error)
{
    bool indexed;
    if (cursor->way != CURSOR_UNDECIDED)
        return true;
    if (!order_is_indexed(cursor, &indexed, error))
        return false;
    if (!indexed && cursor->total < 0) {
        if (!count_to(cursor, CURSOR_SORTED_MOST + 1, &cursor->at_least, error))
            return false;
        if (cursor->at_least <= CURSOR_SORTED_MOST)
            cursor->total = cursor->at_least;
    }
    bool sorted = !indexed && cursor->total >= 0 && cursor->total <= CURSOR_SORTED_MOST;
    if (sorted && !load_ids(cursor, error))
        return false;
    cursor->way = sorted ? CURSOR_SORTED : CURSOR_WALKED;
    return true;
}

/* ---- fetching ---- */

void record_window_release(struct record_window *window)
{
    for (int i = 0; i < window->got; i++)
        row_release(&window->rows[i]);
    window->got = 0;
}

static bool read_rows(struct record_cursor *cursor, const struct id *ids, int count,
                      struct record_window *window, struct error *error)
{
    struct record_rows wanted = {cursor->query.entity->kind, ids, count, cursor->query.only};
    if (!record_get_rows(cursor->db, &wanted, window->rows, error))
        return false;
    window->got = count;
    return true;
}

bool record_cursor_fetch(struct record_cursor *cursor, struct record_window *window,
                         struct error *error)
{
    window->got = 0;
    if (window->count <= 0)
        return true;
    if (!cursor_decide(cursor, error))
        return false;
    if (cursor->way == CURSOR_SORTED) {
        long total = (long)cursor->ids.count;
        long first = window->first < 0 ? total + window->first : window->first;
        first = first < 0 ? 0 : first;
        long count = first >= total ? 0 : total - first;
        count = count > window->count ? window->count : count;
        return count == 0 ||
               read_rows(cursor, cursor->ids.items + first, (int)count, window, error);
    }
    struct id *ids = memory_array((size_t)window->count, sizeof *ids);
    int got = 0;
    bool good =
        cursor_walk(cursor, &(struct cursor_run){window->first, window->count, ids, &got}, error) &&
        read_rows(cursor, ids, got, window, error);
    free(ids);
    return good;
}

bool record_cursor_position(struct record_cursor *cursor, struct id id, long *position,
                            struct error *error)
{
    *position = -1;
    if (!cursor_decide(cursor, error))
        return false;
    if (cursor->way == CURSOR_WALKED)
        return cursor_walked_position(cursor, id, position, error);
    for (size_t i = 0; i < cursor->ids.count; i++)
        if (id_equal(cursor->ids.items[i], id)) {
            *position = (long)i;
            break;
        }
    return true;
}
