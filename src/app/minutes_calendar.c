/* Meetings and actions for calendars. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "meeting_internal.h"
#include "minutes_internal.h"
#include "wijk/app/actions.h"
#include "wijk/app/rows.h"
#include "wijk/base/vector.h"
#include "wijk/store/history.h"

/* ---- entries ---- */

static bool add_task(struct session *session, struct calendar *calendar, const struct row *action,
                     struct error *error)
{
    const char *status = row_text(action, "status"), *priority = row_text(action, "priority");
    struct buffer summary = BUFFER_EMPTY, owner = BUFFER_EMPTY;
    struct calendar_entry entry = {.task = true, .id = action->id, .due = row_date(action, "due")};
    if (row_text(action, "code") != NULL)
        buffer_format(&summary, "%s ", row_text(action, "code"));
    buffer_add_text(&summary, row_text(action, "what"));
    minutes_owner(session, action, &owner);
    entry.summary = summary.bytes;
    entry.description = owner.bytes;
    entry.status = strcmp(status, "done") == 0      ? "COMPLETED"
                   : strcmp(status, "dropped") == 0 ? "CANCELLED"
                                                    : "NEEDS-ACTION";
    entry.priority = strcmp(priority, "high") == 0 ? 1 : strcmp(priority, "low") == 0 ? 9 : 5;
    bool good = history_count(session->db, action->id, &entry.sequence, error);
    if (good)
        calendar_add(calendar, &entry);
    buffer_release(&summary);
    buffer_release(&owner);
    return good;
}

/* The people of an invitation, their names and addresses owned. */
struct invited {
    VECTOR(struct row) rows; /* owned: persons */
    VECTOR(struct calendar_person) people;
    struct calendar_person organizer;
};

static void release_invited(struct invited *invited)
{
    for (size_t i = 0; i < invited->rows.count; i++)
        row_release(&invited->rows.items[i]);
    free(invited->rows.items);
    free(invited->people.items);
}

static bool invite(struct session *session, struct invited *invited, struct id person,
                   struct calendar_person *as, struct error *error)
{
    struct row row;
    if (!rows_get(session, ENTITY_PERSON, person, &row, error))
        return false;
    *VECTOR_PUSH(&invited->rows) = row; /* the texts stay where they are */
    *as = (struct calendar_person){row_text(&row, "name"), row_text(&row, "email")};
    return true;
}

static bool read_invited(struct session *session, const struct row *meeting,
                         struct invited *invited, struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct gather_of of = {ENTITY_ATTENDANCE, "meeting", meeting->id, NULL, false};
    struct id secretary = row_reference(meeting, "secretary");
    struct calendar_person person;
    bool good =
        id_is_none(secretary) || invite(session, invited, secretary, &invited->organizer, error);
    good = good && gather_rows(session, &of, &rows, error);
    for (size_t i = 0; good && i < rows.list.count; i++) {
        good =
            invite(session, invited, row_reference(&rows.list.items[i], "person"), &person, error);
        if (good && person.mail != NULL)
            *VECTOR_PUSH(&invited->people) = person;
    }
    gather_release(&rows);
    return good;
}

/* `invited` NULL: without people. */
static bool add_event(struct session *session, struct calendar *calendar, const struct row *meeting,
                      const struct invited *invited, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, agenda = BUFFER_EMPTY;
    struct gathered items = {.list = {0}};
    struct calendar_entry entry = {.id = meeting->id,
                                   .starts = meeting_moment(meeting, "starts"),
                                   .ends = meeting_moment(meeting, "ends"),
                                   .location = row_text(meeting, "place")};
    meeting_title(session, meeting, &title);
    bool good = meeting_items(session, meeting->id, &items, error) &&
                history_count(session->db, meeting->id, &entry.sequence, error);
    for (size_t i = 0; i < items.list.count; i++)
        buffer_format(&agenda, "%zu. %s\n", i + 1, row_text(&items.list.items[i], "title"));
    entry.summary = title.bytes;
    entry.description = agenda.bytes;
    entry.status = strcmp(row_text(meeting, "status"), "draft") == 0 ? "TENTATIVE" : "CONFIRMED";
    if (invited != NULL) {
        entry.organizer = invited->organizer.mail == NULL ? NULL : &invited->organizer;
        entry.attendees = invited->people.items;
        entry.attendee_count = invited->people.count;
    }
    if (good)
        calendar_add(calendar, &entry);
    gather_release(&items);
    buffer_release(&title);
    buffer_release(&agenda);
    return good;
}

/* ---- papers ---- */

/* Writes the calendar when it is good, and frees it. */
static bool finish(struct calendar *calendar, bool good, struct buffer *out)
{
    if (good)
        calendar_write(calendar, out);
    calendar_free(calendar);
    return good;
}

bool minutes_invitation(struct session *session, const struct minutes_paper *paper,
                        struct buffer *out, struct error *error)
{
    struct invited invited = {.organizer = {NULL, NULL}};
    struct row meeting;
    if (!meeting_get(session, paper->meeting, &meeting, error))
        return false;
    enum language before = paper_language_begin(session, paper->language);
    bool good = read_invited(session, &meeting, &invited, error);
    /* Nobody can answer an invitation without a sender. */
    bool asks = invited.organizer.mail != NULL && invited.people.count > 0;
    struct calendar *calendar = good ? calendar_new(asks ? "REQUEST" : "PUBLISH", error) : NULL;
    good =
        calendar != NULL && add_event(session, calendar, &meeting, asks ? &invited : NULL, error);
    good = finish(calendar, good, out);
    paper_language_end(session, before);
    release_invited(&invited);
    row_release(&meeting);
    return good;
}

static bool add_actions_of(struct session *session, struct calendar *calendar, struct id meeting,
                           struct error *error)
{
    struct meeting_view view;
    if (!meeting_load(session, meeting, &view, error))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < view.entry_count; i++) {
        struct row action;
        if (view.entries[i].made_kind != ENTITY_ACTION)
            continue;
        good = rows_get(session, ENTITY_ACTION, view.entries[i].made, &action, error);
        if (!good)
            break;
        good = action.deleted || add_task(session, calendar, &action, error);
        row_release(&action);
    }
    meeting_view_release(&view);
    return good;
}

bool minutes_calendar(struct session *session, const struct minutes_paper *paper,
                      struct buffer *out, struct error *error)
{
    struct minutes_found next = {.found = false};
    struct row meeting;
    if (!meeting_get(session, paper->meeting, &meeting, error))
        return false;
    enum language before = paper_language_begin(session, paper->language);
    bool good = minutes_next(session, &meeting, &next, error);
    struct calendar *calendar = good ? calendar_new("PUBLISH", error) : NULL;
    good = calendar != NULL &&
           (!next.found || add_event(session, calendar, &next.row, NULL, error)) &&
           add_actions_of(session, calendar, paper->meeting, error);
    good = finish(calendar, good, out);
    paper_language_end(session, before);
    if (next.found)
        row_release(&next.row);
    row_release(&meeting);
    return good;
}

bool minutes_tasks(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                   struct error *error)
{
    if (!id_is_none(paper->meeting)) {
        struct calendar *calendar = calendar_new("PUBLISH", error);
        return finish(calendar,
                      calendar != NULL && add_actions_of(session, calendar, paper->meeting, error),
                      out);
    }
    struct actions actions = {0};
    if (!actions_load(session, &(struct actions_filter){.typed = NULL}, &actions, error))
        return false;
    struct calendar *calendar = calendar_new("PUBLISH", error);
    bool good = calendar != NULL;
    for (size_t i = 0; good && i < actions.count; i++)
        good = add_task(session, calendar, &actions.items[i].row, error);
    good = finish(calendar, good, out);
    actions_release(&actions);
    return good;
}
