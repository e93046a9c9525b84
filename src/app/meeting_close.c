/* Closing a meeting: numbers, times, what is carried over, and what is still to be completed. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/store/journal.h"

struct closing {
    struct session *session;
    struct row meeting;
    struct gathered items;
    struct draft draft;
    int64_t now;
    date_t day;
    char letters[JOURNAL_LETTERS];         /* of this site; "" at the programme's home */
    VECTOR(struct minutes_number) numbers; /* owned: what the minutes will say… */
    VECTOR(struct id) carried;             /* …before it is in the file */
    struct minutes_spent spent;
};

static void set(struct closing *closing, const struct row *row, const char *column,
                struct value value)
{
    draft_set(&closing->draft, row->entity->kind, row->id, column, value);
}

/* ---- decisions ---- */

static bool highest_number(struct closing *closing, int64_t *highest, struct error *error)
{
    struct query query;
    struct row row;
    bool found;
    query_init(&query, ENTITY_DECISION);
    query.programme = row_reference(&closing->meeting, "programme");
    query.order = entity_field(query.entity, "number");
    query.descending = true;
    query.deleted = true;
    *highest = 0;
    if (!query_add(&query, "number", QUERY_KNOWN, value_none(), error)) {
        query_release(&query);
        return false;
    }
    if (!gather_first(closing->session, &query, &row, &found, error))
        return false;
    if (found) {
        *highest = row_integer(&row, "number", 0);
        row_release(&row);
    }
    return true;
}

/* Elsewhere than at the programme's home with the letter of this site, so that two copies that
 * close meetings at the same time give no number twice. */
static void give_number(struct closing *closing, const struct row *decision, int64_t number)
{
    set(closing, decision, "number", value_integer(number));
    if (*closing->letters != '\0')
        set(closing, decision, "letter", value_text(closing->letters));
    *VECTOR_PUSH(&closing->numbers) =
        (struct minutes_number){decision->id, number, closing->letters};
}

/* In the order of the agenda, and under an item in that of the lines. */
static bool number_decisions(struct closing *closing, struct error *error)
{
    struct meeting_view view;
    int64_t number;
    if (!journal_letters(closing->session->journal, row_reference(&closing->meeting, "programme"),
                         closing->letters, error) ||
        !highest_number(closing, &number, error) ||
        !meeting_load(closing->session, closing->meeting.id, &view, error))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < view.entry_count; i++) {
        struct row decision;
        if (view.entries[i].made_kind != ENTITY_DECISION)
            continue;
        good = record_get(closing->session->db, ENTITY_DECISION, view.entries[i].made, &decision,
                          error);
        if (!good)
            break;
        if (!decision.deleted && row_integer(&decision, "number", 0) == 0) {
            give_number(closing, &decision, ++number);
        }
        row_release(&decision);
    }
    meeting_view_release(&view);
    return good;
}

/* ---- items ---- */

static bool end_item(struct closing *closing, const struct row *item, struct error *error)
{
    switch (meeting_item_of(row_text(item, "status"))) {
    case ITEM_NOW:
        meeting_leave(&closing->draft, item, ITEM_DONE, closing->now);
        closing->spent = (struct minutes_spent){
            item->id,
            (value_is_none(row_value(item, "spent")) ? 0 : row_value(item, "spent")->real) +
                meeting_minutes(meeting_moment(item, "since"), closing->now)};
        return true;
    case ITEM_PLANNED:
        if (meeting_subject_standing(meeting_subject_of(row_text(item, "subject"))))
            return true;
        set(closing, item, "status", value_text(meeting_item_value(ITEM_CARRIED)));
        *VECTOR_PUSH(&closing->carried) = item->id;
        return meeting_count_carried(closing->session, &closing->draft, item, error);
    default:
        return true;
    }
}

/* ---- actions ---- */

/* An action belongs to meetings of the kind and theme in which it was agreed; those agreed outside
 * meetings belong to the steering group. */
static bool belongs(struct closing *closing, const struct row *action, bool *here, bool *ours,
                    struct error *error)
{
    struct row item, meeting;
    struct id id = row_reference(action, "agenda_item");
    const char *kind = row_text(&closing->meeting, "kind");
    *here = false;
    *ours = strcmp(kind, "steering group") == 0;
    if (id_is_none(id))
        return true;
    if (!record_get(closing->session->db, ENTITY_AGENDA_ITEM, id, &item, error))
        return false;
    struct id of = row_reference(&item, "meeting");
    row_release(&item);
    if (!record_get(closing->session->db, ENTITY_MEETING, of, &meeting, error))
        return false;
    *here = id_equal(of, closing->meeting.id);
    *ours = strcmp(row_text(&meeting, "kind"), kind) == 0 &&
            id_equal(row_reference(&meeting, "theme"), row_reference(&closing->meeting, "theme"));
    row_release(&meeting);
    return true;
}

/* Already counted with the item that was about it. */
static bool counted(const struct closing *closing, struct id action)
{
    for (size_t i = 0; i < closing->items.list.count; i++) {
        const struct row *item = &closing->items.list.items[i];
        enum meeting_item_state state = meeting_item_of(row_text(item, "status"));
        if (id_equal(row_reference(item, "row"), action) &&
            (state == ITEM_CARRIED || state == ITEM_PLANNED))
            return true;
    }
    return false;
}

static bool carry_action(struct closing *closing, const struct row *action, struct error *error)
{
    bool here, ours;
    if (!belongs(closing, action, &here, &ours, error))
        return false;
    if (ours && !counted(closing, action->id) &&
        action_is_carried(row_date(action, "due"), closing->day, here))
        set(closing, action, "carried", value_integer(row_integer(action, "carried", 0) + 1));
    return true;
}

static bool carry_actions(struct closing *closing, struct error *error)
{
    struct gathered actions = {.list = {0}};
    struct query query;
    query_init(&query, ENTITY_ACTION);
    query.programme = row_reference(&closing->meeting, "programme");
    if (!query_add(&query, "status", QUERY_EQUAL, value_text("open"), error)) {
        query_release(&query);
        return false;
    }
    bool good = gather_query(closing->session, &query, &actions, error);
    for (size_t i = 0; good && i < actions.list.count; i++)
        good = carry_action(closing, &actions.list.items[i], error);
    gather_release(&actions);
    return good;
}

/* ---- the whole ---- */

/* An error in somebody's own template is told once, and does not keep the meeting open. */
static bool freeze_minutes(struct closing *closing, struct error *error)
{
    const struct minutes_closing minutes = {.meeting = closing->meeting.id,
                                            .closed_at = closing->now,
                                            .numbers = closing->numbers.items,
                                            .number_count = closing->numbers.count,
                                            .carried = closing->carried.items,
                                            .carried_count = closing->carried.count,
                                            .spent = &closing->spent};
    char *notice = NULL;
    if (!minutes_freeze(closing->session, &minutes, &closing->draft, &notice, error))
        return false;
    if (notice != NULL) {
        free(closing->session->warning);
        closing->session->warning = notice;
    }
    return true;
}

static bool close_all(struct closing *closing, struct error *error)
{
    if (!meeting_items(closing->session, closing->meeting.id, &closing->items, error) ||
        !number_decisions(closing, error))
        return false;
    for (size_t i = 0; i < closing->items.list.count; i++)
        if (!end_item(closing, &closing->items.list.items[i], error))
            return false;
    set(closing, &closing->meeting, "status", value_text(meeting_status_value(MEETING_CLOSED)));
    set(closing, &closing->meeting, "closed_at", meeting_moment_value(closing->now));
    return carry_actions(closing, error) && freeze_minutes(closing, error) &&
           meeting_commit(closing->session, closing->meeting.id, &closing->draft, error);
}

/* Never before what was written, should the clock have gone back. */
static bool find_end(struct closing *closing, struct error *error)
{
    struct gathered items = {.list = {0}};
    struct meeting_last last = {.at = 0};
    int64_t started = meeting_moment(&closing->meeting, "started_at");
    bool good = meeting_items(closing->session, closing->meeting.id, &items, error) &&
                meeting_last_entry(closing->session, &items, &last, error);
    closing->now = moment_now();
    closing->now = last.at > closing->now ? last.at : closing->now;
    closing->now = started > closing->now ? started : closing->now;
    closing->day = meeting_day(&closing->meeting);
    gather_release(&items);
    return good;
}

bool meeting_close(struct session *session, struct id meeting, struct completing *list,
                   struct error *error)
{
    struct closing closing = {.session = session};
    struct buffer label = BUFFER_EMPTY;
    if (!session_writable(session, error) ||
        !meeting_get(session, meeting, &closing.meeting, error))
        return false;
    meeting_label(session, &closing.meeting, _("closed"), &label);
    draft_init(&closing.draft, label.bytes);
    bool done = meeting_check_status(meeting_status_of(row_text(&closing.meeting, "status")),
                                     MEETING_CLOSED, error) &&
                find_end(&closing, error) && close_all(&closing, error);
    draft_release(&closing.draft);
    gather_release(&closing.items);
    free(closing.numbers.items);
    free(closing.carried.items);
    row_release(&closing.meeting);
    buffer_release(&label);
    return done && (list == NULL || meeting_completing(session, meeting, list, error));
}
