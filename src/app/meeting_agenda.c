/* The agenda by hand: adding, dropping, moving, times and names of items. */
#include <stdlib.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"

#define TITLE_LONGEST 300 /* bytes of a proposed title */

/* ---- adding ---- */

static void fill(struct row *item, const struct meeting_proposal *proposal)
{
    struct buffer title = BUFFER_EMPTY;
    if (proposal->title != NULL)
        text_cut(&title, proposal->title, TITLE_LONGEST);
    row_set(item, "kind", value_text(proposal->kind));
    row_set(item, "title", value_text(title.bytes));
    row_set(item, "subject", value_text(meeting_subject_value(proposal->subject)));
    row_set(item, "minutes", value_integer(proposal->minutes));
    row_set(item, "carried_from", value_id(proposal->carried_from));
    if (proposal->about_kind != ENTITY_NONE && !id_is_none(proposal->about)) {
        row_set(item, "entity", value_text(entities[proposal->about_kind].table));
        row_set(item, "row", value_id(proposal->about));
    }
    buffer_release(&title);
}

static bool create(struct session *session, struct draft *draft, struct row *item,
                   const struct meeting_place *place, struct error *error)
{
    fill(item, place->proposal);
    row_set(item, "position", value_integer(place->position));
    row_set(item, "status", value_text(meeting_item_value(ITEM_PLANNED)));
    return meeting_create(session, draft, item, error);
}

bool meeting_add_proposal(struct session *session, struct draft *draft, struct id meeting,
                          const struct meeting_place *place, struct error *error)
{
    struct row item;
    row_init(&item, ENTITY_AGENDA_ITEM);
    row_set(&item, "meeting", value_id(meeting));
    bool good = create(session, draft, &item, place, error);
    row_release(&item);
    return good;
}

/* An item that goes in at a place moves all from there on one further. */
static void make_room(struct draft *draft, const struct gathered *items, int64_t position)
{
    for (size_t i = 0; i < items->list.count; i++) {
        const struct row *item = &items->list.items[i];
        int64_t at = row_integer(item, "position", 0);
        if (at >= position)
            draft_set(draft, ENTITY_AGENDA_ITEM, item->id, "position", value_integer(at + 1));
    }
}

static int64_t last_position(const struct gathered *items)
{
    size_t count = items->list.count;
    return count == 0 ? 0 : row_integer(&items->list.items[count - 1], "position", 0);
}

static int64_t place_for(const struct gathered *items, int64_t wanted)
{
    int64_t behind = last_position(items) + 1;
    if (wanted > 0)
        return wanted < behind ? wanted : behind;
    for (size_t i = 0; i < items->list.count; i++) {
        const struct row *item = &items->list.items[i];
        if (meeting_subject_of(row_text(item, "subject")) == SUBJECT_OTHER_BUSINESS)
            return row_integer(item, "position", behind);
    }
    return behind;
}

static bool add(struct session *session, const struct row *meeting,
                const struct meeting_place *place, struct id *id, struct error *error)
{
    struct gathered items = {.list = {0}};
    struct buffer what = BUFFER_EMPTY, label = BUFFER_EMPTY;
    struct draft draft;
    struct row item;
    row_init(&item, ENTITY_AGENDA_ITEM);
    row_set(&item, "meeting", value_id(meeting->id));
    buffer_format(&what, _("on the agenda: %s"), place->proposal->title);
    meeting_label(session, meeting, what.bytes, &label);
    draft_init(&draft, label.bytes);
    bool good = meeting_items(session, meeting->id, &items, error);
    if (good) {
        struct meeting_place at = {place->proposal, place_for(&items, place->position)};
        make_room(&draft, &items, at.position);
        good = create(session, &draft, &item, &at, error) &&
               meeting_commit(session, meeting->id, &draft, error);
    }
    *id = item.id;
    draft_release(&draft);
    buffer_release(&label);
    buffer_release(&what);
    row_release(&item);
    gather_release(&items);
    return good;
}

static bool check_agenda(const struct row *meeting, struct error *error)
{
    return meeting_status_of(row_text(meeting, "status")) != MEETING_CLOSED ||
           meeting_check_open(MEETING_CLOSED, error);
}

bool meeting_item_add(struct session *session, struct id meeting,
                      const struct meeting_item_new *request, struct id *item, struct error *error)
{
    struct row row;
    struct meeting_proposal own = {.subject = SUBJECT_OWN,
                                   .kind = "discuss",
                                   .about_kind = request->about_kind,
                                   .about = request->about,
                                   .minutes = meeting_planned_minutes(SUBJECT_OWN, 0),
                                   .title = (char *)request->title};
    if (request->proposal != NULL)
        own = *request->proposal;
    if (request->kind != NULL)
        own.kind = request->kind;
    if (request->minutes >= 0)
        own.minutes = (int)request->minutes;
    if (own.title == NULL || *own.title == '\0')
        return error_set(error, ERROR_INPUT, _("Say what the agenda item is about"));
    if (!session_writable(session, error) || !meeting_get(session, meeting, &row, error))
        return false;
    bool good = check_agenda(&row, error) &&
                add(session, &row, &(struct meeting_place){&own, request->position}, item, error);
    row_release(&row);
    return good;
}

/* ---- changing ---- */

/* One act over an item: read, checked, changed by `change`. */
struct item_change {
    struct session *session;
    struct row item, meeting;
    struct gathered items;
    struct draft draft;
    int64_t number;
    const char *text;
};

typedef bool item_step(struct item_change *change, struct error *error);

static bool change_item(struct item_change *change, struct id id, const char *format,
                        item_step *step, struct error *error)
{
    struct buffer what = BUFFER_EMPTY, label = BUFFER_EMPTY;
    struct session *session = change->session;
    if (!session_writable(session, error) ||
        !meeting_item_both(session, id, &change->item, &change->meeting, error))
        return false;
    buffer_format(&what, format, row_text(&change->item, "title"));
    meeting_label(session, &change->meeting, what.bytes, &label);
    draft_init(&change->draft, label.bytes);
    bool good = check_agenda(&change->meeting, error) &&
                meeting_items(session, change->meeting.id, &change->items, error) &&
                step(change, error) &&
                meeting_commit(session, change->meeting.id, &change->draft, error);
    draft_release(&change->draft);
    gather_release(&change->items);
    row_release(&change->item);
    row_release(&change->meeting);
    buffer_release(&label);
    buffer_release(&what);
    return good;
}

static bool drop(struct item_change *change, struct error *error)
{
    struct query query;
    struct row entry;
    bool found;
    query_init(&query, ENTITY_ENTRY);
    if (!query_add(&query, "agenda_item", QUERY_EQUAL, value_id(change->item.id), error)) {
        query_release(&query);
        return false;
    }
    if (!gather_first(change->session, &query, &entry, &found, error))
        return false;
    if (found) {
        row_release(&entry);
        return error_set(error, ERROR_REFUSED,
                         _("something was written under this item: strike that first, or carry "
                           "the item over"));
    }
    draft_delete(&change->draft, ENTITY_AGENDA_ITEM, change->item.id);
    int64_t from = row_integer(&change->item, "position", 0);
    for (size_t i = 0; i < change->items.list.count; i++) {
        const struct row *item = &change->items.list.items[i];
        int64_t at = row_integer(item, "position", 0);
        if (at > from)
            draft_set(&change->draft, ENTITY_AGENDA_ITEM, item->id, "position",
                      value_integer(at - 1));
    }
    return true;
}

bool meeting_item_drop(struct session *session, struct id item, struct error *error)
{
    struct item_change change = {.session = session};
    return change_item(&change, item, _("off the agenda: %s"), drop, error);
}

/* Positions are given anew from 1, so that a merge of two laptops is put in order too. */
static bool move(struct item_change *change, struct error *error)
{
    int64_t count = (int64_t)change->items.list.count, at = 1;
    int64_t wanted = change->number < 1 ? 1 : change->number > count ? count : change->number;
    (void)error;
    for (size_t i = 0; i < change->items.list.count; i++) {
        const struct row *item = &change->items.list.items[i];
        if (id_equal(item->id, change->item.id))
            continue;
        at += at == wanted;
        draft_set(&change->draft, ENTITY_AGENDA_ITEM, item->id, "position", value_integer(at++));
    }
    draft_set(&change->draft, ENTITY_AGENDA_ITEM, change->item.id, "position",
              value_integer(wanted));
    return true;
}

bool meeting_item_move(struct session *session, struct id item, int64_t position,
                       struct error *error)
{
    struct item_change change = {.session = session, .number = position};
    return change_item(&change, item, _("moved on the agenda: %s"), move, error);
}

static bool set(struct item_change *change, const char *column, struct value value,
                struct error *error)
{
    const struct field *field =
        &change->item.entity->fields[entity_field(change->item.entity, column)];
    if (!field_check(field, &value, error)) {
        value_release(&value);
        return false;
    }
    draft_set(&change->draft, ENTITY_AGENDA_ITEM, change->item.id, column, value);
    return true;
}

static bool set_minutes(struct item_change *change, struct error *error)
{
    return set(change, "minutes", value_integer(change->number), error);
}

bool meeting_item_minutes(struct session *session, struct id item, int64_t minutes,
                          struct error *error)
{
    struct item_change change = {.session = session, .number = minutes};
    return change_item(&change, item, _("time of: %s"), set_minutes, error);
}

static bool set_title(struct item_change *change, struct error *error)
{
    if (change->text == NULL || *change->text == '\0')
        return error_set(error, ERROR_INPUT, _("Say what the agenda item is about"));
    return set(change, "title", value_text(change->text), error);
}

bool meeting_item_rename(struct session *session, struct id item, const char *title,
                         struct error *error)
{
    struct item_change change = {.session = session, .text = title};
    return change_item(&change, item, _("another name for: %s"), set_title, error);
}

static bool carry(struct item_change *change, struct error *error)
{
    int64_t now = moment_now();
    enum meeting_item_state state = meeting_item_of(row_text(&change->item, "status"));
    if (state == ITEM_CARRIED)
        return error_set(error, ERROR_REFUSED, _("this item is carried over already"));
    meeting_leave(&change->draft, &change->item, ITEM_CARRIED, now);
    if (!meeting_count_carried(change->session, &change->draft, &change->item, error))
        return false;
    if (state != ITEM_NOW)
        return true;
    int64_t position = row_integer(&change->item, "position", 0);
    for (size_t i = 0; i < change->items.list.count; i++) {
        const struct row *next = &change->items.list.items[i];
        if (row_integer(next, "position", 0) > position &&
            meeting_item_of(row_text(next, "status")) == ITEM_PLANNED) {
            meeting_enter(&change->draft, next, now);
            break;
        }
    }
    return true;
}

bool meeting_item_carry(struct session *session, struct id item, struct error *error)
{
    struct item_change change = {.session = session};
    return change_item(&change, item, _("carried over: %s"), carry, error);
}
