/* Rows and acts of meetings: what the other files read and write with. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/numbering.h"
#include "wijk/app/rows.h"
#include "wijk/store/journal.h"

/* ---- rows ---- */

static bool get(struct session *session, enum entity_kind kind, struct id id, struct row *row,
                struct error *error)
{
    if (!record_get(session->db, kind, id, row, error))
        return false;
    if (!row->deleted)
        return true;
    row_release(row);
    return error_set(error, ERROR_NOT_FOUND,
                     kind == ENTITY_MEETING ? _("the meeting was deleted: undo that first")
                                            : _("the agenda item was dropped: undo that first"));
}

bool meeting_get(struct session *session, struct id meeting, struct row *row, struct error *error)
{
    return get(session, ENTITY_MEETING, meeting, row, error);
}

bool meeting_item_get(struct session *session, struct id item, struct row *row, struct error *error)
{
    return get(session, ENTITY_AGENDA_ITEM, item, row, error);
}

bool meeting_item_both(struct session *session, struct id id, struct row *item, struct row *meeting,
                       struct error *error)
{
    if (!meeting_item_get(session, id, item, error))
        return false;
    if (meeting_get(session, row_reference(item, "meeting"), meeting, error))
        return true;
    row_release(item);
    return false;
}

int64_t meeting_moment(const struct row *row, const char *column)
{
    int64_t moment;
    const char *text = row_text(row, column);
    return text != NULL && moment_parse(text, &moment) ? moment : 0;
}

struct value meeting_moment_value(int64_t moment)
{
    char text[MOMENT_TEXT_SIZE];
    if (moment == 0)
        return value_none();
    moment_iso(moment, text);
    return value_text(text);
}

struct value meeting_day_value(date_t day)
{
    char text[DATE_TEXT_SIZE];
    if (day == DATE_NONE)
        return value_none();
    date_iso(day, text);
    return value_text(text);
}

date_t meeting_day(const struct row *meeting)
{
    int minute;
    int64_t moment = meeting_moment(meeting, "started_at");
    if (moment == 0)
        moment = meeting_moment(meeting, "starts");
    return moment == 0 ? DATE_NONE : moment_day(moment, &minute);
}

/* ---- acts ---- */

bool meeting_commit(struct session *session, struct id meeting, struct draft *draft,
                    struct error *error)
{
    if (!session_writable(session, error))
        return false;
    journal_meeting(session->journal, meeting);
    bool done = session_commit(session, draft, error);
    journal_meeting(session->journal, (struct id){{0}});
    return done;
}

bool meeting_create(struct session *session, struct draft *draft, struct row *row,
                    struct error *error)
{
    if (!rows_prepare(session, row, (struct id){{0}}, error) ||
        !numbering_give(session, row, error) || !row_check(row, error))
        return false;
    draft_create(draft, row);
    return true;
}

void meeting_label(struct session *session, const struct row *meeting, const char *what,
                   struct buffer *out)
{
    struct buffer title = BUFFER_EMPTY;
    meeting_title(session, meeting, &title);
    buffer_format(out, _("%s: %s"), title.bytes, what);
    buffer_release(&title);
}

/* ---- agenda ---- */

bool meeting_items(struct session *session, struct id meeting, struct gathered *items,
                   struct error *error)
{
    struct gather_of of = {ENTITY_AGENDA_ITEM, "meeting", meeting, "position", false};
    return gather_rows(session, &of, items, error);
}

size_t meeting_now(const struct gathered *items)
{
    size_t now = MEETING_NO_ITEM;
    for (size_t i = 0; i < items->list.count; i++) {
        const struct row *item = &items->list.items[i];
        if (meeting_item_of(row_text(item, "status")) == ITEM_NOW &&
            (now == MEETING_NO_ITEM ||
             meeting_moment(item, "since") > meeting_moment(&items->list.items[now], "since")))
            now = i;
    }
    return now;
}

static void set(struct draft *draft, const struct row *row, const char *column, struct value value)
{
    draft_set(draft, row->entity->kind, row->id, column, value);
}

void meeting_leave(struct draft *draft, const struct row *item, enum meeting_item_state state,
                   int64_t at)
{
    int64_t since = meeting_moment(item, "since");
    const struct value *spent = row_value(item, "spent");
    double minutes = spent->type == VALUE_REAL ? spent->real : 0;
    if (meeting_item_of(row_text(item, "status")) == ITEM_NOW && since != 0)
        set(draft, item, "spent", value_real(minutes + meeting_minutes(since, at)));
    set(draft, item, "since", value_none());
    set(draft, item, "status", value_text(meeting_item_value(state)));
}

void meeting_enter(struct draft *draft, const struct row *item, int64_t at)
{
    set(draft, item, "status", value_text(meeting_item_value(ITEM_NOW)));
    set(draft, item, "since", meeting_moment_value(at));
}

bool meeting_count_carried(struct session *session, struct draft *draft, const struct row *item,
                           struct error *error)
{
    const char *about = row_text(item, "entity");
    struct id id = row_reference(item, "row");
    const struct entity *entity = about == NULL ? NULL : entity_by_table(about);
    if (entity == NULL || id_is_none(id) ||
        (entity->kind != ENTITY_PROBLEM && entity->kind != ENTITY_ACTION))
        return true;
    struct row row;
    if (!record_get(session->db, entity->kind, id, &row, error))
        return false;
    set(draft, &row, "carried", value_integer(row_integer(&row, "carried", 0) + 1));
    row_release(&row);
    return true;
}

/* ---- owners ---- */

void meeting_owner(struct session *session, const struct row *row, struct buffer *out)
{
    bool problem = row->entity->kind == ENTITY_PROBLEM;
    struct id person = row_reference(row, problem ? "owner_person" : "person");
    struct id partner = row_reference(row, problem ? "owner" : "partner");
    if (!id_is_none(person))
        rows_name(session, ENTITY_PERSON, person, out);
    else if (!id_is_none(partner))
        rows_name(session, ENTITY_PARTNER, partner, out);
}

bool meeting_typed(struct session *session, struct id row, char sign, struct buffer *name,
                   struct error *error)
{
    struct gathered comments = {.list = {0}};
    struct gather_of of = {ENTITY_COMMENT, "row", row, NULL, false};
    bool read = gather_rows(session, &of, &comments, error);
    for (size_t i = 0; read && i < comments.list.count; i++) {
        const char *text = row_text(&comments.list.items[i], "text");
        if (text != NULL && text[0] == sign && text[1] != '\0' && strchr(text, '\n') == NULL) {
            buffer_clear(name);
            buffer_add_text(name, text + 1);
        }
    }
    gather_release(&comments);
    return read;
}
