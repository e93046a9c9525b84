/* Decisions over all meetings. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/actions.h"
#include "wijk/app/rows.h"
#include "wijk/store/db.h"

static bool fill_meeting(struct session *session, struct decision_line *line, struct error *error)
{
    struct row item, meeting;
    struct buffer title = BUFFER_EMPTY;
    struct id id = row_reference(&line->row, "agenda_item");
    if (!id_is_none(id)) {
        if (!record_get(session->db, ENTITY_AGENDA_ITEM, id, &item, error))
            return false;
        line->meeting = row_reference(&item, "meeting");
        row_release(&item);
        if (!record_get(session->db, ENTITY_MEETING, line->meeting, &meeting, error))
            return false;
        meeting_title(session, &meeting, &title);
        row_release(&meeting);
    }
    line->meeting_title = buffer_detach(&title);
    return true;
}

static bool fill(struct session *session, struct decision_line *line, struct error *error)
{
    struct buffer about = BUFFER_EMPTY;
    const char *table = row_text(&line->row, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    if (entity != NULL && !id_is_none(row_reference(&line->row, "row")))
        rows_title(session, entity->kind, row_reference(&line->row, "row"), &about);
    line->about = buffer_detach(&about);
    return fill_meeting(session, line, error);
}

/* Newest first; what has no number yet was taken in the meeting that runs. */
static int by_number(const void *one, const void *other)
{
    const struct decision_line *first = one, *second = other;
    int64_t number = row_integer(&first->row, "number", INT64_MAX);
    int64_t other_number = row_integer(&second->row, "number", INT64_MAX);
    date_t day = row_date(&first->row, "taken_on"), other_day = row_date(&second->row, "taken_on");
    if (day != other_day)
        return day > other_day ? -1 : 1;
    if (number != other_number)
        return number > other_number ? -1 : 1;
    return -memcmp(first->row.id.bytes, second->row.id.bytes, sizeof first->row.id.bytes);
}

static bool read_rows(struct session *session, const char *typed, struct gathered *rows,
                      struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_DECISION);
    query.programme = session->programme;
    if (typed == NULL || *typed == '\0' || rows_filter(session, &query, typed, error))
        return gather_query(session, &query, rows, error);
    query_release(&query);
    return false;
}

bool decisions_load(struct session *session, const char *typed, struct decisions *decisions,
                    struct error *error)
{
    struct gathered rows = {.list = {0}};
    *decisions = (struct decisions){.items = NULL};
    bool held = db_hold(session->db);
    bool good = read_rows(session, typed, &rows, error);
    decisions->items = memory_array(rows.list.count + 1, sizeof *decisions->items);
    for (size_t i = 0; good && i < rows.list.count; i++) {
        struct decision_line *line = &decisions->items[decisions->count++];
        row_copy(&line->row, &rows.list.items[i]);
        good = fill(session, line, error);
    }
    db_let_go(session->db, held);
    gather_release(&rows);
    if (!good)
        decisions_release(decisions);
    else if (decisions->count > 1)
        qsort(decisions->items, decisions->count, sizeof *decisions->items, by_number);
    return good;
}

void decisions_release(struct decisions *decisions)
{
    for (size_t i = 0; i < decisions->count; i++) {
        row_release(&decisions->items[i].row);
        free(decisions->items[i].meeting_title);
        free(decisions->items[i].about);
    }
    free(decisions->items);
    *decisions = (struct decisions){.items = NULL};
}
