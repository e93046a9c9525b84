/* Making a meeting: its number, who is invited, and the agenda that is proposed. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"

#define USUAL_LENGTH (INT64_C(2) * 60 * 60 * 1000)

struct making {
    struct session *session;
    const struct meeting_new *request;
    struct row row;
    struct draft draft;
};

/* ---- the meeting itself ---- */

static bool choose_programme(struct making *making, struct error *error)
{
    struct id programme = making->request->programme;
    if (id_is_none(programme))
        programme = making->session->programme;
    if (id_is_none(programme))
        return error_set(error, ERROR_INPUT,
                         _("Say of which programme the meeting is: the file has several"));
    row_set(&making->row, "programme", value_id(programme));
    return true;
}

/* One after the highest of the programme; the number of a deleted meeting is not given again. */
static bool give_number(struct making *making, struct error *error)
{
    struct query query;
    struct row highest;
    bool found;
    query_init(&query, ENTITY_MEETING);
    query.order = entity_field(&entities[ENTITY_MEETING], "number");
    query.descending = true;
    query.deleted = true;
    query.programme = row_reference(&making->row, "programme");
    if (!query_add(&query, "number", QUERY_KNOWN, value_none(), error)) {
        query_release(&query);
        return false;
    }
    if (!gather_first(making->session, &query, &highest, &found, error))
        return false;
    int64_t number = 1;
    if (found) {
        number = row_integer(&highest, "number", 0) + 1;
        row_release(&highest);
    }
    row_set(&making->row, "number", value_integer(number));
    return true;
}

static bool check_times(const struct meeting_new *request, struct error *error)
{
    if (request->starts == 0)
        return error_set(error, ERROR_INPUT, _("Say when the meeting begins"));
    return request->ends == 0 || request->ends > request->starts ||
           error_set(error, ERROR_INPUT, _("The meeting ends before it begins"));
}

static bool fill(struct making *making, struct error *error)
{
    const struct meeting_new *request = making->request;
    struct row *row = &making->row;
    row_init(row, ENTITY_MEETING);
    row->id = id_new();
    if (!check_times(request, error) || !choose_programme(making, error))
        return false;
    row_set(row, "kind", value_text(request->kind == NULL ? "steering group" : request->kind));
    row_set(row, "theme", value_id(request->theme));
    row_set(row, "starts", meeting_moment_value(request->starts));
    row_set(
        row, "ends",
        meeting_moment_value(request->ends == 0 ? request->starts + USUAL_LENGTH : request->ends));
    row_set(row, "place", value_text(request->place));
    return give_number(making, error);
}

/* ---- who is invited ---- */

static bool invite(struct making *making, struct id person, struct error *error)
{
    struct row attendance;
    row_init(&attendance, ENTITY_ATTENDANCE);
    row_set(&attendance, "meeting", value_id(making->row.id));
    row_set(&attendance, "person", value_id(person));
    row_set(&attendance, "state", value_text(meeting_presence_value(PRESENCE_INVITED)));
    bool good = row_check(&attendance, error);
    draft_create(&making->draft, &attendance);
    row_release(&attendance);
    return good;
}

static void take_role(struct making *making, const struct row *membership)
{
    static const char *const roles[] = {"chair", "secretary"};
    const char *role = row_text(membership, "role");
    for (size_t i = 0; role != NULL && i < 2; i++)
        if (strcmp(role, roles[i]) == 0 && id_is_none(row_reference(&making->row, roles[i])))
            row_set(&making->row, roles[i], value_id(row_reference(membership, "person")));
}

/* Somebody with two roles is invited once. */
static bool is_first(const struct gathered *members, size_t place)
{
    struct id person = row_reference(&members->list.items[place], "person");
    for (size_t i = 0; i < place; i++)
        if (id_equal(row_reference(&members->list.items[i], "person"), person))
            return false;
    return true;
}

static bool is_there(struct session *session, struct id person)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (!record_get(session->db, ENTITY_PERSON, person, &row, &ignored))
        return false;
    bool there = !row.deleted;
    row_release(&row);
    return there;
}

static bool invite_all(struct making *making, const struct gathered *members, struct error *error)
{
    for (size_t i = 0; i < members->list.count; i++) {
        struct id person = row_reference(&members->list.items[i], "person");
        if (!is_first(members, i) || !is_there(making->session, person))
            continue;
        if (!invite(making, person, error))
            return false;
    }
    return true;
}

/* ---- the agenda ---- */

static bool is_bare(enum meeting_subject subject)
{
    return subject == SUBJECT_OPENING || subject == SUBJECT_OTHER_BUSINESS;
}

static bool add_agenda(struct making *making, struct error *error)
{
    struct meeting_proposals proposals;
    if (!meeting_propose_for(making->session, &making->row, &proposals, error))
        return false;
    bool good = true;
    int64_t position = 0;
    for (size_t i = 0; good && i < proposals.count; i++)
        if (!making->request->bare || is_bare(proposals.items[i].subject))
            good = meeting_add_proposal(making->session, &making->draft, making->row.id,
                                        &(struct meeting_place){&proposals.items[i], ++position},
                                        error);
    meeting_proposals_release(&proposals);
    return good;
}

/* ---- the whole ---- */

static bool make(struct making *making, struct error *error)
{
    struct gathered members = {.list = {0}};
    struct buffer label = BUFFER_EMPTY;
    struct gather_of of = {ENTITY_MEMBERSHIP, "programme", row_reference(&making->row, "programme"),
                           NULL, false};
    bool good = gather_rows(making->session, &of, &members, error);
    for (size_t i = 0; i < members.list.count; i++)
        take_role(making, &members.list.items[i]);
    meeting_label(making->session, &making->row, _("planned"), &label);
    draft_init(&making->draft, label.bytes);
    good = good && meeting_create(making->session, &making->draft, &making->row, error) &&
           invite_all(making, &members, error) && add_agenda(making, error) &&
           meeting_commit(making->session, making->row.id, &making->draft, error);
    draft_release(&making->draft);
    buffer_release(&label);
    gather_release(&members);
    return good;
}

bool meeting_new(struct session *session, const struct meeting_new *request, struct id *meeting,
                 struct error *error)
{
    struct making making = {.session = session, .request = request};
    if (!session_writable(session, error))
        return false;
    bool made = fill(&making, error) && make(&making, error);
    *meeting = making.row.id;
    row_release(&making.row);
    return made;
}

bool meeting_announce(struct session *session, struct id meeting, struct error *error)
{
    struct row row;
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    if (!meeting_get(session, meeting, &row, error))
        return false;
    meeting_label(session, &row, _("agenda sent"), &label);
    draft_init(&draft, label.bytes);
    draft_set(&draft, ENTITY_MEETING, meeting, "status",
              value_text(meeting_status_value(MEETING_OPEN)));
    bool done =
        meeting_check_status(meeting_status_of(row_text(&row, "status")), MEETING_OPEN, error) &&
        meeting_commit(session, meeting, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    row_release(&row);
    return done;
}
