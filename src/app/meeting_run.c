/* A meeting that runs: starting it, going from item to item. */
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"

/* ---- starting ---- */

static bool find_other(struct session *session, const struct row *meeting, struct row *other,
                       bool *found, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_MEETING);
    query.programme = row_reference(meeting, "programme");
    query.order = entity_field(query.entity, "status");
    if (query_add(&query, "status", QUERY_EQUAL, value_text(meeting_status_value(MEETING_RUNNING)),
                  error))
        return gather_first(session, &query, other, found, error);
    query_release(&query);
    return false;
}

static bool check_other(struct session *session, const struct row *meeting, struct error *error)
{
    struct row other;
    struct buffer title = BUFFER_EMPTY;
    bool found;
    if (!find_other(session, meeting, &other, &found, error))
        return false;
    if (!found)
        return true;
    meeting_title(session, &other, &title);
    error_set(error, ERROR_REFUSED, _("%s is still running: close it first"), title.bytes);
    buffer_release(&title);
    row_release(&other);
    return false;
}

static bool begin(struct session *session, const struct row *meeting, struct draft *draft,
                  struct error *error)
{
    struct gathered items = {.list = {0}};
    int64_t now = moment_now();
    bool good = meeting_items(session, meeting->id, &items, error);
    draft_set(draft, ENTITY_MEETING, meeting->id, "status",
              value_text(meeting_status_value(MEETING_RUNNING)));
    draft_set(draft, ENTITY_MEETING, meeting->id, "started_at", meeting_moment_value(now));
    if (good && items.list.count > 0)
        meeting_enter(draft, &items.list.items[0], now);
    gather_release(&items);
    return good && meeting_commit(session, meeting->id, draft, error);
}

bool meeting_start(struct session *session, struct id meeting, struct error *error)
{
    struct row row;
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    if (!session_writable(session, error) || !meeting_get(session, meeting, &row, error))
        return false;
    meeting_label(session, &row, _("started"), &label);
    draft_init(&draft, label.bytes);
    bool done =
        meeting_check_status(meeting_status_of(row_text(&row, "status")), MEETING_RUNNING, error) &&
        check_other(session, &row, error) && begin(session, &row, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    row_release(&row);
    return done;
}

/* ---- going ---- */

struct going {
    struct session *session;
    struct row meeting;
    struct gathered items;
    size_t now, to; /* MEETING_NO_ITEM: none */
};

/* Behind the last one that was done, when none is now. */
static size_t behind(const struct going *going)
{
    size_t place = 0;
    for (size_t i = 0; i < going->items.list.count; i++)
        if (meeting_item_of(row_text(&going->items.list.items[i], "status")) != ITEM_PLANNED)
            place = i + 1;
    return place;
}

/* The next one that is to be talked about: what was carried over is passed. */
static size_t next_of(const struct going *going)
{
    size_t i = going->now == MEETING_NO_ITEM ? behind(going) : going->now + 1;
    for (; i < going->items.list.count; i++)
        if (meeting_item_of(row_text(&going->items.list.items[i], "status")) != ITEM_CARRIED)
            return i;
    return MEETING_NO_ITEM;
}

static bool choose(struct going *going, enum meeting_step step, int64_t number, struct error *error)
{
    size_t count = going->items.list.count;
    if (count == 0)
        return error_set(error, ERROR_REFUSED, _("there is nothing on the agenda"));
    if (step == MEETING_STEP_TO) {
        if (number < 1 || number > (int64_t)count)
            return error_set(error, ERROR_INPUT,
                             ngettext("there is no item %ld: the agenda has %zu",
                                      "there is no item %ld: the agenda has %zu",
                                      (unsigned long)count),
                             (long)number, count);
        going->to = (size_t)number - 1;
        return true;
    }
    if (step == MEETING_STEP_PREVIOUS) {
        size_t place = going->now == MEETING_NO_ITEM ? behind(going) : going->now;
        if (place == 0)
            return error_set(error, ERROR_REFUSED, _("this is the first item"));
        going->to = place - 1;
        return true;
    }
    going->to = next_of(going);
    return going->now != MEETING_NO_ITEM || going->to != MEETING_NO_ITEM ||
           error_set(error, ERROR_REFUSED, _("the last item is done: close the meeting"));
}

static bool go(struct going *going, struct error *error)
{
    struct buffer what = BUFFER_EMPTY, label = BUFFER_EMPTY;
    struct draft draft;
    int64_t now = moment_now();
    if (going->to == going->now)
        return true;
    if (going->to != MEETING_NO_ITEM)
        buffer_format(&what, _("item %s"), row_text(&going->items.list.items[going->to], "title"));
    else
        buffer_add_text(&what, _("the last item is done"));
    meeting_label(going->session, &going->meeting, what.bytes, &label);
    draft_init(&draft, label.bytes);
    /* All that are now, should a merge of two laptops have left two. */
    for (size_t i = 0; i < going->items.list.count; i++) {
        const struct row *item = &going->items.list.items[i];
        if (i != going->to && meeting_item_of(row_text(item, "status")) == ITEM_NOW)
            meeting_leave(&draft, item, ITEM_DONE, now);
    }
    if (going->to != MEETING_NO_ITEM)
        meeting_enter(&draft, &going->items.list.items[going->to], now);
    bool done = meeting_commit(going->session, going->meeting.id, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    buffer_release(&what);
    return done;
}

bool meeting_item_go(struct session *session, struct id meeting, enum meeting_step step,
                     int64_t number, struct error *error)
{
    struct going going = {.session = session, .to = MEETING_NO_ITEM};
    if (!session_writable(session, error) || !meeting_get(session, meeting, &going.meeting, error))
        return false;
    bool done = meeting_check_open(meeting_status_of(row_text(&going.meeting, "status")), error) &&
                meeting_items(session, meeting, &going.items, error);
    going.now = meeting_now(&going.items);
    done = done && choose(&going, step, number, error) && go(&going, error);
    gather_release(&going.items);
    row_release(&going.meeting);
    return done;
}
