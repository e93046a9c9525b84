#include "wijk/app/past.h"

#include <stdlib.h>
#include <string.h>

#include "past_words.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/store/history.h"
#include "wijk/store/record.h"

#define PARTS_MOST 400   /* of a row whose acts are gathered with its own */
#define CHANGES_MOST 200 /* fields told of one act; an import touches a million */
#define ACTS_MOST 100    /* when nothing was asked */

/* One change with its act; both lie in a history that is kept until the end. */
struct told {
    const struct history_act *act;
    const struct history_change *change;
    size_t order; /* within the act: as found */
};

struct gathering {
    struct session *session;
    struct history_window window;
    struct history_filter filter;
    VECTOR(struct history) histories; /* owned */
    VECTOR(struct id) rows;           /* the row and its parts */
    struct id row;                    /* whose parts are being gathered */
    bool more;
};

/* ---- which rows ---- */

static bool add_part(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct gathering *gathering = context;
    *VECTOR_PUSH(&gathering->rows) = row->id;
    return gathering->rows.count < PARTS_MOST;
}

/* What belongs to the row, one step down, and the comments on it. Parts in the bin too: that they
 * were deleted is part of the past. */
static bool add_parts(void *context, const struct record_child *child, struct error *error)
{
    struct gathering *gathering = context;
    if (!child->part && child->entity->kind != ENTITY_COMMENT)
        return true;
    struct query query;
    query_init(&query, child->entity->kind);
    query.deleted = true;
    bool read = query_add(&query, child->entity->fields[child->field].column, QUERY_EQUAL,
                          value_id(gathering->row), error) &&
                record_each(gathering->session->db, &query, add_part, gathering, error);
    query_release(&query);
    return read;
}

/* A programme holds everything: its own acts alone are told. */
static bool gather_rows(struct gathering *gathering, const struct past_request *request,
                        struct error *error)
{
    gathering->row = request->row;
    *VECTOR_PUSH(&gathering->rows) = request->row;
    if (request->kind == ENTITY_PROGRAMME)
        return true;
    return record_children(gathering->session->db, (struct record_at){request->kind, request->row},
                           add_parts, gathering, error);
}

/* ---- histories ---- */

static struct history *add_history(struct gathering *gathering)
{
    struct history *history = VECTOR_PUSH(&gathering->histories);
    *history = (struct history){.acts = {0}};
    return history;
}

static bool read_of_rows(struct gathering *gathering, const struct past_request *request,
                         struct error *error)
{
    if (!gather_rows(gathering, request, error))
        return false;
    for (size_t i = 0; i < gathering->rows.count; i++) {
        struct history *history = add_history(gathering);
        if (!history_of_row(gathering->session->db, gathering->rows.items[i], &gathering->window,
                            history, error))
            return false;
        gathering->more =
            gathering->more || (int64_t)history->acts.count >= gathering->window.limit;
    }
    return true;
}

static bool read_of_all(struct gathering *gathering, struct error *error)
{
    struct history acts = {.acts = {0}};
    bool read =
        history_acts(gathering->session->db, &gathering->filter, &gathering->window, &acts, error);
    for (size_t i = 0; read && i < acts.acts.count; i++)
        read = history_of_act(gathering->session->db, acts.acts.items[i].number, CHANGES_MOST,
                              add_history(gathering), error);
    gathering->more = (int64_t)acts.acts.count >= gathering->window.limit;
    history_release(&acts);
    return read;
}

/* ---- in one order ---- */

struct telling {
    VECTOR(struct told) told;
};

static const struct history_act *act_of(const struct history *history, int64_t number)
{
    for (size_t i = 0; i < history->acts.count; i++)
        if (history->acts.items[i].number == number)
            return &history->acts.items[i];
    return NULL;
}

static int order_told(const void *one, const void *other)
{
    const struct told *first = one, *second = other;
    if (first->act->number != second->act->number)
        return first->act->number > second->act->number ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

/* The first values of a new row are one line: that it was made. */
static bool repeats(const struct telling *telling, const struct history_change *change)
{
    const struct history_change *last =
        telling->told.count == 0 ? NULL : telling->told.items[telling->told.count - 1].change;
    return last != NULL && change->created && last->created && last->act == change->act &&
           id_equal(last->row, change->row);
}

static void arrange(const struct gathering *gathering, struct telling *telling)
{
    for (size_t i = 0; i < gathering->histories.count; i++) {
        const struct history *history = &gathering->histories.items[i];
        for (size_t j = 0; j < history->changes.count; j++) {
            const struct history_change *change = &history->changes.items[j];
            const struct history_act *act = act_of(history, change->act);
            if (act != NULL && !repeats(telling, change))
                *VECTOR_PUSH(&telling->told) = (struct told){act, change, telling->told.count};
        }
    }
    if (telling->told.count > 1)
        qsort(telling->told.items, telling->told.count, sizeof *telling->told.items, order_told);
}

/* How many lines belong to the first `limit` acts; tells of more acts behind them. */
static size_t page_of(struct gathering *gathering, const struct telling *telling)
{
    int64_t acts = 0, last = 0;
    for (size_t i = 0; i < telling->told.count; i++) {
        if (telling->told.items[i].act->number == last)
            continue;
        if (acts == gathering->window.limit) {
            gathering->more = true;
            return i;
        }
        last = telling->told.items[i].act->number;
        acts++;
    }
    return telling->told.count;
}

static bool tell(struct gathering *gathering, struct past *past, struct error *error)
{
    struct telling telling = {{0}};
    arrange(gathering, &telling);
    size_t count = page_of(gathering, &telling);
    past->lines = memory_array(count + 1, sizeof *past->lines);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        const struct told *told = &telling.told.items[i];
        struct past_line *line = &past->lines[past->count++];
        past_tell(gathering->session, told->act, told->change, line);
        good = past_tell_site(gathering->session, told->act, line, error);
    }
    past->older = gathering->more && count > 0 ? past->lines[count - 1].act : 0;
    free(telling.told.items);
    return good;
}

bool past_load(struct session *session, const struct past_request *request, struct past *past,
               struct error *error)
{
    struct gathering gathering = {.session = session};
    gathering.window.before = request->before;
    gathering.filter.since_act = request->since;
    gathering.window.limit = request->limit == 0 ? ACTS_MOST : (int64_t)request->limit;
    *past = (struct past){.lines = NULL};
    bool good = request->kind == ENTITY_NONE ? read_of_all(&gathering, error)
                                             : read_of_rows(&gathering, request, error);
    good = good && tell(&gathering, past, error);
    for (size_t i = 0; i < gathering.histories.count; i++)
        history_release(&gathering.histories.items[i]);
    free(gathering.histories.items);
    free(gathering.rows.items);
    if (!good)
        past_release(past);
    return good;
}

void past_release(struct past *past)
{
    for (size_t i = 0; i < past->count; i++) {
        struct past_line *line = &past->lines[i];
        free(line->person);
        free(line->site);
        free(line->label);
        free(line->title);
        free(line->field);
        free(line->before);
        free(line->after);
    }
    free(past->lines);
    *past = (struct past){.lines = NULL};
}
