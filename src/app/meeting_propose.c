/* The agenda that is proposed: what stands on every agenda, and what the file says must be talked
 * about. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/store/db.h"

struct meeting_proposal *proposing_add(struct proposing *proposing, enum meeting_subject subject,
                                       struct buffer *title, struct buffer *reason)
{
    struct meeting_proposal *proposal = VECTOR_PUSH(&proposing->list);
    *proposal = (struct meeting_proposal){.subject = subject,
                                          .kind = "discuss",
                                          .about_kind = ENTITY_NONE,
                                          .minutes = meeting_planned_minutes(subject, 0),
                                          .title = buffer_detach(title),
                                          .reason = buffer_detach(reason)};
    return proposal;
}

static struct meeting_proposal *add_words(struct proposing *proposing, enum meeting_subject subject,
                                          const char *title, const char *reason)
{
    struct buffer words = BUFFER_EMPTY, why = BUFFER_EMPTY;
    buffer_add_text(&words, title);
    buffer_add_text(&why, reason);
    return proposing_add(proposing, subject, &words, &why);
}

/* ---- what stands on every agenda ---- */

static bool last_title(struct proposing *proposing, struct buffer *out, struct error *error)
{
    struct row last;
    struct buffer day = BUFFER_EMPTY;
    if (!meeting_get(proposing->session, proposing->last, &last, error))
        return false;
    date_format(&day, meeting_day(&last), DATE_SHORT, language_now());
    buffer_add_text(out, day.bytes);
    buffer_release(&day);
    row_release(&last);
    return true;
}

static bool add_last(struct proposing *proposing, struct error *error)
{
    struct buffer day = BUFFER_EMPTY, title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    if (id_is_none(proposing->last))
        return true;
    if (!last_title(proposing, &day, error))
        return false;
    buffer_format(&title, _("Minutes of %s"), day.bytes);
    buffer_add_text(&reason, _("to be adopted"));
    struct meeting_proposal *proposal = proposing_add(proposing, SUBJECT_MINUTES, &title, &reason);
    proposal->kind = "decide";
    proposal->about_kind = ENTITY_MEETING;
    proposal->about = proposing->last;
    buffer_release(&day);
    return true;
}

struct counting {
    date_t today;
    long open, overdue;
};

static bool count_action(void *context, const struct row *action, struct error *error)
{
    (void)error;
    struct counting *counting = context;
    counting->open++;
    counting->overdue += action_is_overdue("open", row_date(action, "due"), counting->today);
    return true;
}

static bool add_actions(struct proposing *proposing, struct error *error)
{
    struct counting counting = {.today = proposing->day};
    struct query query;
    query_init(&query, ENTITY_ACTION);
    query.programme = proposing->programme;
    bool read = query_add(&query, "status", QUERY_EQUAL, value_text("open"), error) &&
                record_each(proposing->session->db, &query, count_action, &counting, error);
    query_release(&query);
    if (!read || counting.open == 0)
        return read;
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    buffer_add_text(&title, _("Actions"));
    buffer_format(
        &reason,
        ngettext("%ld open, %ld overdue", "%ld open, %ld overdue", (unsigned long)counting.open),
        counting.open, counting.overdue);
    struct meeting_proposal *proposal = proposing_add(proposing, SUBJECT_ACTIONS, &title, &reason);
    proposal->minutes = meeting_planned_minutes(SUBJECT_ACTIONS, counting.open);
    return true;
}

/* How many decisions the last meeting took. */
static bool add_decisions(struct proposing *proposing, struct error *error)
{
    struct gathered items = {.list = {0}}, decisions = {.list = {0}};
    if (id_is_none(proposing->last))
        return true;
    bool read = meeting_items(proposing->session, proposing->last, &items, error);
    for (size_t i = 0; read && i < items.list.count; i++)
        read = gather_rows(proposing->session,
                           &(struct gather_of){ENTITY_DECISION, "agenda_item",
                                               items.list.items[i].id, NULL, false},
                           &decisions, error);
    if (read && decisions.list.count > 0) {
        struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
        buffer_add_text(&title, _("Decisions of last time"));
        buffer_format(
            &reason, ngettext("%zu decision", "%zu decisions", (unsigned long)decisions.list.count),
            decisions.list.count);
        struct meeting_proposal *proposal =
            proposing_add(proposing, SUBJECT_DECISIONS, &title, &reason);
        proposal->kind = "inform";
        proposal->about_kind = ENTITY_MEETING;
        proposal->about = proposing->last;
    }
    gather_release(&items);
    gather_release(&decisions);
    return read;
}

/* ---- the whole ---- */

static bool propose(struct proposing *proposing, struct error *error)
{
    add_words(proposing, SUBJECT_OPENING, _("Opening"), "")->kind = "inform";
    if (!add_last(proposing, error) || !add_actions(proposing, error) ||
        !add_decisions(proposing, error) || !proposing_judged(proposing, error) ||
        !proposing_agreements(proposing, error) || !proposing_carried(proposing, error))
        return false;
    add_words(proposing, SUBJECT_OTHER_BUSINESS, _("Any other business"), "");
    return true;
}

static bool find_last(struct proposing *proposing, struct error *error)
{
    struct query query;
    struct row last;
    bool found;
    struct id theme = row_reference(proposing->meeting, "theme");
    query_init(&query, ENTITY_MEETING);
    query.programme = proposing->programme;
    query.order = entity_field(&entities[ENTITY_MEETING], "starts");
    query.descending = true;
    bool good =
        query_add(&query, "status", QUERY_EQUAL, value_text("closed"), error) &&
        query_add(&query, "starts", QUERY_LESS, value_text(row_text(proposing->meeting, "starts")),
                  error) &&
        query_add(&query, "kind", QUERY_EQUAL, value_text(row_text(proposing->meeting, "kind")),
                  error) &&
        (id_is_none(theme) || query_add(&query, "theme", QUERY_EQUAL, value_id(theme), error));
    if (!good) {
        query_release(&query);
        return false;
    }
    if (!gather_first(proposing->session, &query, &last, &found, error))
        return false;
    if (found) {
        proposing->last = last.id;
        row_release(&last);
    }
    return true;
}

bool meeting_propose_for(struct session *session, const struct row *meeting,
                         struct meeting_proposals *proposals, struct error *error)
{
    struct proposing proposing = {.session = session,
                                  .meeting = meeting,
                                  .programme = row_reference(meeting, "programme"),
                                  .day = meeting_day(meeting)};
    bool held = db_hold(session->db);
    bool good = find_last(&proposing, error) && propose(&proposing, error);
    db_let_go(session->db, held);
    *proposals = (struct meeting_proposals){proposing.list.items, proposing.list.count};
    if (!good)
        meeting_proposals_release(proposals);
    return good;
}

/* ---- what is on the agenda already ---- */

static bool is_same(const struct meeting_proposal *proposal, const struct row *item)
{
    if (!id_is_none(proposal->carried_from) &&
        id_equal(row_reference(item, "carried_from"), proposal->carried_from))
        return true;
    return meeting_subject_of(row_text(item, "subject")) == proposal->subject &&
           proposal->subject != SUBJECT_OWN &&
           id_equal(row_reference(item, "row"), proposal->about);
}

static void match(struct meeting_proposals *proposals, const struct gathered *items)
{
    for (size_t p = 0; p < proposals->count; p++)
        for (size_t i = 0; i < items->list.count; i++)
            if (is_same(&proposals->items[p], &items->list.items[i]))
                proposals->items[p].item = items->list.items[i].id;
}

bool meeting_propose(struct session *session, struct id meeting,
                     struct meeting_proposals *proposals, struct error *error)
{
    struct row row;
    struct gathered items = {.list = {0}};
    *proposals = (struct meeting_proposals){.items = NULL};
    if (!meeting_get(session, meeting, &row, error))
        return false;
    bool good = meeting_items(session, meeting, &items, error) &&
                meeting_propose_for(session, &row, proposals, error);
    if (good)
        match(proposals, &items);
    gather_release(&items);
    row_release(&row);
    return good;
}

void meeting_proposals_release(struct meeting_proposals *proposals)
{
    for (size_t i = 0; i < proposals->count; i++) {
        free(proposals->items[i].title);
        free(proposals->items[i].reason);
    }
    free(proposals->items);
    *proposals = (struct meeting_proposals){.items = NULL};
}
