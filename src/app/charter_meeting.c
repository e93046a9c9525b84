/* An agreement on the agenda of a theme meeting. */
#include <string.h>

#include "wijk/app/charter.h"
#include "wijk/app/meeting.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/store/record.h"

struct looking {
    struct session *session;
    struct id theme;   /* of the agreement */
    struct id meeting; /* the best so far; none: there is none */
    bool same;         /* it is of the theme */
    int64_t starts;
};

/* What is closed, or past without being kept, is over. */
static bool is_over(const struct looking *looking, const struct row *row, int64_t starts)
{
    const char *status = row_text(row, "status");
    int minute;
    bool running = status != NULL && strcmp(status, "running") == 0;
    return (status != NULL && strcmp(status, "closed") == 0) ||
           (!running && moment_day(starts, &minute) < looking->session->today);
}

static bool look(void *context, const struct row *row, struct error *error)
{
    struct looking *looking = context;
    struct id theme = row_reference(row, "theme");
    int64_t starts;
    (void)error;
    bool same = !id_is_none(theme) && id_equal(theme, looking->theme);
    if (row_text(row, "starts") == NULL || !moment_parse(row_text(row, "starts"), &starts) ||
        is_over(looking, row, starts) || (!same && !id_is_none(theme)))
        return true;
    bool better = id_is_none(looking->meeting) || (same && !looking->same) ||
                  (same == looking->same && starts < looking->starts);
    if (better) {
        looking->meeting = row->id;
        looking->same = same;
        looking->starts = starts;
    }
    return true;
}

static bool find_meeting(struct looking *looking, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_MEETING);
    query.programme = looking->session->programme;
    bool read = query_add(&query, "kind", QUERY_EQUAL, value_text("theme meeting"), error) &&
                record_each(looking->session->db, &query, look, looking, error);
    query_release(&query);
    if (read && id_is_none(looking->meeting))
        return error_set(error, ERROR_NOT_FOUND,
                         _("No theme meeting is planned that this agreement could be on"));
    return read;
}

static bool note_item(void *context, const struct row *row, struct error *error)
{
    (void)row, (void)error;
    *(bool *)context = true;
    return false;
}

static bool is_on(struct looking *looking, struct id agreement, bool *on, struct error *error)
{
    struct query query;
    *on = false;
    query_init(&query, ENTITY_AGENDA_ITEM);
    bool read = query_add(&query, "meeting", QUERY_EQUAL, value_id(looking->meeting), error) &&
                query_add(&query, "row", QUERY_EQUAL, value_id(agreement), error) &&
                record_each(looking->session->db, &query, note_item, on, error);
    query_release(&query);
    return read;
}

static bool put(struct looking *looking, struct id agreement, struct error *error)
{
    struct buffer title = BUFFER_EMPTY;
    struct id item;
    bool on;
    if (!is_on(looking, agreement, &on, error))
        return false;
    if (on)
        return error_set(error, ERROR_REFUSED,
                         _("The agreement is on the agenda of the next theme meeting already"));
    rows_title(looking->session, ENTITY_AGREEMENT, agreement, &title);
    struct meeting_item_new request = {
        .title = title.bytes, .about_kind = ENTITY_AGREEMENT, .about = agreement, .minutes = -1};
    bool added = meeting_item_add(looking->session, looking->meeting, &request, &item, error);
    buffer_release(&title);
    return added;
}

bool charter_to_agenda(struct session *session, struct id agreement, struct buffer *where,
                       struct error *error)
{
    struct looking looking = {.session = session};
    struct row row;
    if (!record_get(session->db, ENTITY_AGREEMENT, agreement, &row, error))
        return false;
    looking.theme = row_reference(&row, "theme");
    row_release(&row);
    if (!find_meeting(&looking, error) || !put(&looking, agreement, error))
        return false;
    if (where != NULL) {
        if (!record_get(session->db, ENTITY_MEETING, looking.meeting, &row, error))
            return false;
        meeting_title(session, &row, where);
        row_release(&row);
    }
    return true;
}
