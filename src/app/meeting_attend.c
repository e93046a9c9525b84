/* Who is there, who came later, who left, and who sits in for whom. */
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"

#define ON_TIME_MINUTES 10 /* who comes so long after the beginning came late */

struct attending {
    struct session *session;
    struct row meeting;
    struct gathered rows; /* all attendance of the meeting */
    struct draft draft;
    int64_t now;
};

static const struct row *find(const struct attending *attending, struct id person)
{
    for (size_t i = 0; i < attending->rows.list.count; i++)
        if (id_equal(row_reference(&attending->rows.list.items[i], "person"), person))
            return &attending->rows.list.items[i];
    return NULL;
}

static bool is_here(enum meeting_presence presence)
{
    return presence == PRESENCE_PRESENT || presence == PRESENCE_REPLACED;
}

/* Who was not there yet and comes in while it runs gets the time. */
static int64_t late(const struct attending *attending, const struct row *before,
                    enum meeting_presence presence)
{
    int64_t started = meeting_moment(&attending->meeting, "started_at");
    enum meeting_presence was =
        before == NULL ? PRESENCE_ABSENT : meeting_presence_of(row_text(before, "state"));
    bool running = meeting_status_of(row_text(&attending->meeting, "status")) == MEETING_RUNNING;
    return running && is_here(presence) && !is_here(was) &&
                   meeting_minutes(started, attending->now) >= ON_TIME_MINUTES
               ? attending->now
               : 0;
}

static void fill(const struct attending *attending, struct row *row,
                 const struct meeting_attend *request, const struct row *before)
{
    int64_t arrived =
        request->arrived_at != 0 ? request->arrived_at : late(attending, before, request->presence);
    row_set(row, "state", value_text(meeting_presence_value(request->presence)));
    row_set(row, "replaced_by",
            request->presence == PRESENCE_REPLACED ? value_id(request->replaced_by) : value_none());
    if (request->clear_times || !is_here(request->presence)) {
        row_set(row, "arrived_at", value_none());
        row_set(row, "left_at", value_none());
    }
    if (arrived != 0)
        row_set(row, "arrived_at", meeting_moment_value(arrived));
    if (request->left_at != 0)
        row_set(row, "left_at", meeting_moment_value(request->left_at));
}

static bool check(const struct row *row, const struct meeting_attend *request, struct error *error)
{
    int64_t arrived = meeting_moment(row, "arrived_at"), left = meeting_moment(row, "left_at");
    if (arrived != 0 && left != 0 && left < arrived)
        return error_set(error, ERROR_INPUT, _("nobody leaves before coming in: check the times"));
    if (request->presence == PRESENCE_REPLACED && id_equal(request->replaced_by, request->person))
        return error_set(error, ERROR_INPUT, _("nobody sits in for himself or herself"));
    return row_check(row, error);
}

static bool set_one(struct attending *attending, const struct meeting_attend *request,
                    struct error *error)
{
    const struct row *before = find(attending, request->person);
    struct row row;
    if (before != NULL)
        row_copy(&row, before);
    else
        row_init(&row, ENTITY_ATTENDANCE);
    row_set(&row, "meeting", value_id(attending->meeting.id));
    row_set(&row, "person", value_id(request->person));
    fill(attending, &row, request, before);
    bool good = check(&row, request, error);
    if (good && before == NULL)
        draft_create(&attending->draft, &row);
    else if (good)
        draft_differences(&attending->draft, before, &row);
    row_release(&row);
    return good;
}

static bool begin(struct attending *attending, struct id meeting, const char *what,
                  struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    struct gather_of of = {ENTITY_ATTENDANCE, "meeting", meeting, NULL, false};
    attending->now = moment_now();
    if (!session_writable(attending->session, error) ||
        !meeting_get(attending->session, meeting, &attending->meeting, error))
        return false;
    meeting_label(attending->session, &attending->meeting, what, &label);
    draft_init(&attending->draft, label.bytes);
    buffer_release(&label);
    enum meeting_status status = meeting_status_of(row_text(&attending->meeting, "status"));
    return (status != MEETING_CLOSED || meeting_check_open(status, error)) &&
           gather_rows(attending->session, &of, &attending->rows, error);
}

static void end(struct attending *attending)
{
    if (attending->meeting.entity == NULL)
        return;
    draft_release(&attending->draft);
    gather_release(&attending->rows);
    row_release(&attending->meeting);
}

static void describe(struct session *session, const struct meeting_attend *request,
                     struct buffer *what)
{
    const struct entity *entity = &entities[ENTITY_ATTENDANCE];
    struct buffer name = BUFFER_EMPTY;
    rows_name(session, ENTITY_PERSON, request->person, &name);
    buffer_format(what, _("%s is %s"), name.bytes,
                  field_choice_label(&entity->fields[entity_field(entity, "state")],
                                     meeting_presence_value(request->presence)));
    buffer_release(&name);
}

bool meeting_attend(struct session *session, struct id meeting,
                    const struct meeting_attend *request, struct error *error)
{
    struct attending attending = {.session = session};
    struct buffer what = BUFFER_EMPTY;
    describe(session, request, &what);
    bool done = begin(&attending, meeting, what.bytes, error) &&
                set_one(&attending, request, error) &&
                meeting_commit(session, meeting, &attending.draft, error);
    end(&attending);
    buffer_release(&what);
    return done;
}

bool meeting_attend_all(struct session *session, struct id meeting, struct error *error)
{
    struct attending attending = {.session = session};
    bool done = begin(&attending, meeting, _("everybody is present"), error);
    for (size_t i = 0; done && i < attending.rows.list.count; i++) {
        const struct row *row = &attending.rows.list.items[i];
        if (meeting_presence_of(row_text(row, "state")) != PRESENCE_INVITED)
            continue;
        struct meeting_attend request = {.person = row_reference(row, "person"),
                                         .presence = PRESENCE_PRESENT};
        done = set_one(&attending, &request, error);
    }
    done = done && meeting_commit(session, meeting, &attending.draft, error);
    end(&attending);
    return done;
}
