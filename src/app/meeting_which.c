/* Which meeting: what it is called, the one now, the next, the last, and the one somebody means. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/store/history.h"

/* ---- names ---- */

static bool is_theme_meeting(const struct row *meeting)
{
    const char *kind = row_text(meeting, "kind");
    return kind != NULL && strcmp(kind, "theme meeting") == 0;
}

static void add_place(struct session *session, const struct row *meeting, struct buffer *out)
{
    struct row programme;
    struct error ignored = ERROR_NONE;
    if (is_theme_meeting(meeting) && !id_is_none(row_reference(meeting, "theme"))) {
        rows_name(session, ENTITY_THEME, row_reference(meeting, "theme"), out);
        return;
    }
    if (!record_get(session->db, ENTITY_PROGRAMME, row_reference(meeting, "programme"), &programme,
                    &ignored))
        return;
    if (!id_is_none(row_reference(&programme, "area")))
        rows_name(session, ENTITY_AREA, row_reference(&programme, "area"), out);
    else
        buffer_add_text(out, row_text(&programme, "title"));
    row_release(&programme);
}

/* Whether another meeting of the programme has the number. */
static bool is_double(struct session *session, const struct row *meeting)
{
    struct query query;
    struct gathered rows = {.list = {0}};
    struct error ignored = ERROR_NONE;
    query_init(&query, ENTITY_MEETING);
    query.programme = row_reference(meeting, "programme");
    bool two = false;
    if (query_add(&query, "number", QUERY_EQUAL, value_integer(row_integer(meeting, "number", 0)),
                  &ignored))
        two = gather_query(session, &query, &rows, &ignored) && rows.list.count > 1;
    else
        query_release(&query);
    gather_release(&rows);
    return two;
}

static void add_letters(struct session *session, const struct row *meeting, struct buffer *out)
{
    struct error ignored = ERROR_NONE;
    if (is_double(session, meeting))
        (void)!history_maker(session->db, meeting->id, row_reference(meeting, "programme"), out,
                             &ignored);
}

void meeting_number(struct session *session, const struct row *meeting, struct buffer *out)
{
    int64_t number = row_integer(meeting, "number", 0);
    if (number == 0)
        return;
    buffer_format(out, "%lld", (long long)number);
    add_letters(session, meeting, out);
}

void meeting_title(struct session *session, const struct row *meeting, struct buffer *out)
{
    struct buffer place = BUFFER_EMPTY, letters = BUFFER_EMPTY;
    long number = (long)row_integer(meeting, "number", 0);
    add_place(session, meeting, &place);
    if (number != 0)
        add_letters(session, meeting, &letters);
    if (number == 0)
        buffer_format(out,
                      is_theme_meeting(meeting) ? _("Theme meeting %s") : _("Steering group %s"),
                      place.bytes);
    else if (letters.length > 0)
        buffer_format(out,
                      is_theme_meeting(meeting) ? _("Theme meeting %s %ld%s")
                                                : _("Steering group %s %ld%s"),
                      place.bytes, number, letters.bytes);
    else
        buffer_format(
            out, is_theme_meeting(meeting) ? _("Theme meeting %s %ld") : _("Steering group %s %ld"),
            place.bytes, number);
    buffer_release(&letters);
    buffer_release(&place);
}

/* ---- looking ---- */

static bool with_status(struct query *query, enum meeting_status status, enum query_test test,
                        struct error *error)
{
    return query_add(query, "status", test, value_text(meeting_status_value(status)), error);
}

static void begin(struct session *session, struct query *query, const char *order, bool descending)
{
    query_init(query, ENTITY_MEETING);
    query->programme = session->programme;
    query->order = entity_field(&entities[ENTITY_MEETING], order);
    query->descending = descending;
}

/* The first of a query; none id: there is none. */
static bool take_first(struct session *session, struct query *query, struct id *meeting,
                       int64_t *starts, struct error *error)
{
    struct row row;
    bool found;
    *meeting = (struct id){{0}};
    if (!gather_first(session, query, &row, &found, error))
        return false;
    if (!found)
        return true;
    *meeting = row.id;
    if (starts != NULL)
        *starts = meeting_moment(&row, "starts");
    row_release(&row);
    return true;
}

static bool find_running(struct session *session, struct id *meeting, int64_t *starts,
                         struct error *error)
{
    struct query query;
    begin(session, &query, "starts", true);
    if (with_status(&query, MEETING_RUNNING, QUERY_EQUAL, error))
        return take_first(session, &query, meeting, starts, error);
    query_release(&query);
    return false;
}

struct span {
    int64_t from, to; /* to 0: without an end */
};

static struct span span_of(date_t day)
{
    return (struct span){moment_at(day, 0), moment_at(day + 1, 0)};
}

static bool between(struct query *query, const struct span *span, struct error *error)
{
    return query_add(query, "starts", QUERY_AT_LEAST, meeting_moment_value(span->from), error) &&
           (span->to == 0 ||
            query_add(query, "starts", QUERY_LESS, meeting_moment_value(span->to), error));
}

static bool find_closed(struct session *session, struct id *meeting, struct error *error)
{
    struct query query;
    begin(session, &query, "closed_at", true);
    if (with_status(&query, MEETING_CLOSED, QUERY_EQUAL, error))
        return take_first(session, &query, meeting, NULL, error);
    query_release(&query);
    return false;
}

struct newest {
    struct id id;
};

static bool keep_newest(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct newest *newest = context;
    if (memcmp(row->id.bytes, newest->id.bytes, sizeof row->id.bytes) > 0)
        newest->id = row->id;
    return true;
}

/* Ids are given in the order in which rows are made. */
static bool find_made_last(struct session *session, struct id *meeting, struct error *error)
{
    struct query query;
    struct newest newest = {{{0}}};
    begin(session, &query, "starts", true);
    bool read = with_status(&query, MEETING_CLOSED, QUERY_NOT_EQUAL, error) &&
                record_each(session->db, &query, keep_newest, &newest, error);
    query_release(&query);
    *meeting = newest.id;
    return read;
}

/* The first that is not closed and begins in the time; `to` 0: without an end. */
static bool find_planned(struct session *session, const struct span *span, struct id *meeting,
                         int64_t *starts, struct error *error)
{
    struct query query;
    begin(session, &query, "starts", false);
    if (between(&query, span, error) && with_status(&query, MEETING_CLOSED, QUERY_NOT_EQUAL, error))
        return take_first(session, &query, meeting, starts, error);
    query_release(&query);
    return false;
}

static bool find_to_keep(struct session *session, struct id *meeting, struct error *error)
{
    struct span today = span_of(session->today);
    if (!find_planned(session, &today, meeting, NULL, error))
        return false;
    return !id_is_none(*meeting) || find_made_last(session, meeting, error);
}

bool meeting_current(struct session *session, enum meeting_purpose purpose, struct id *meeting,
                     struct error *error)
{
    if (!find_running(session, meeting, NULL, error))
        return false;
    if (id_is_none(*meeting) && purpose == MEETING_TO_KEEP &&
        !find_to_keep(session, meeting, error))
        return false;
    if (id_is_none(*meeting) && !find_closed(session, meeting, error))
        return false;
    if (id_is_none(*meeting) && !find_made_last(session, meeting, error))
        return false;
    return !id_is_none(*meeting) ||
           error_set(error, ERROR_NOT_FOUND,
                     _("there is no meeting yet: 'wijk meeting new' makes one"));
}

bool meeting_next(struct session *session, struct id *meeting, int64_t *starts, struct error *error)
{
    if (!find_running(session, meeting, starts, error))
        return false;
    struct span ahead = {moment_at(session->today, 0), 0};
    return !id_is_none(*meeting) || find_planned(session, &ahead, meeting, starts, error);
}

/* ---- the one before ---- */

static bool same_kind(struct query *query, const struct row *meeting, struct error *error)
{
    struct id theme = row_reference(meeting, "theme");
    return query_add(query, "kind", QUERY_EQUAL, value_text(row_text(meeting, "kind")), error) &&
           query_add(query, "starts", QUERY_LESS, value_text(row_text(meeting, "starts")), error) &&
           (id_is_none(theme) || query_add(query, "theme", QUERY_EQUAL, value_id(theme), error));
}

static bool last_before(struct session *session, const struct row *meeting, struct id *last,
                        struct error *error)
{
    struct query query;
    begin(session, &query, "starts", true);
    query.programme = row_reference(meeting, "programme");
    if (with_status(&query, MEETING_CLOSED, QUERY_EQUAL, error) &&
        same_kind(&query, meeting, error))
        return take_first(session, &query, last, NULL, error);
    query_release(&query);
    return false;
}

bool meeting_last(struct session *session, struct id meeting, struct id *last, struct error *error)
{
    *last = (struct id){{0}};
    if (id_is_none(meeting)) {
        struct query query;
        begin(session, &query, "starts", true);
        if (with_status(&query, MEETING_CLOSED, QUERY_EQUAL, error))
            return take_first(session, &query, last, NULL, error);
        query_release(&query);
        return false;
    }
    struct row row;
    if (!meeting_get(session, meeting, &row, error))
        return false;
    bool read = last_before(session, &row, last, error);
    row_release(&row);
    return read;
}

/* ---- what somebody typed ---- */

/* Two copies may have made a meeting each, and neither where the programme was. */
static bool refuse_several(struct session *session, const struct gathered *rows, const char *typed,
                           struct error *error)
{
    struct buffer names = BUFFER_EMPTY;
    for (size_t i = 0; i < rows->list.count; i++) {
        if (i > 0)
            buffer_add_text(&names, ", ");
        meeting_number(session, &rows->list.items[i], &names);
    }
    error_set(error, ERROR_INPUT, _("there are several meetings %s: %s"), typed, names.bytes);
    buffer_release(&names);
    return false;
}

/* "13", or "13bcdf" where two copies made one each. */
static bool by_number(struct session *session, const char *typed, struct id *meeting,
                      struct error *error)
{
    struct query query;
    struct gathered rows = {.list = {0}};
    begin(session, &query, "starts", true);
    if (!query_add(&query, "number", QUERY_EQUAL, value_integer(strtol(typed, NULL, 10)), error)) {
        query_release(&query);
        return false;
    }
    bool good = gather_query(session, &query, &rows, error);
    for (size_t i = 0; good && i < rows.list.count && id_is_none(*meeting); i++) {
        struct buffer number = BUFFER_EMPTY;
        meeting_number(session, &rows.list.items[i], &number);
        if (strcmp(number.bytes, typed) == 0)
            *meeting = rows.list.items[i].id;
        buffer_release(&number);
    }
    bool bare = typed[strspn(typed, "0123456789")] == '\0'; /* "12mrt" is a day */
    if (good && bare && id_is_none(*meeting) && rows.list.count > 0)
        good = refuse_several(session, &rows, typed, error);
    gather_release(&rows);
    return good;
}

static bool by_day(struct session *session, date_t day, struct id *meeting, struct error *error)
{
    struct query query;
    begin(session, &query, "starts", true);
    struct span span = span_of(day);
    if (between(&query, &span, error))
        return take_first(session, &query, meeting, NULL, error);
    query_release(&query);
    return false;
}

static bool is_number(const char *typed)
{
    size_t digits = strspn(typed, "0123456789");
    size_t letters = strspn(typed + digits, "abcdefghijklmnopqrstuvwxyz");
    return digits > 0 && digits < 7 && typed[digits + letters] == '\0';
}

bool meeting_find(struct session *session, const char *typed, struct id *meeting,
                  struct error *error)
{
    date_t day;
    struct row row;
    *meeting = (struct id){{0}};
    if (id_parse(typed, meeting)) {
        if (!meeting_get(session, *meeting, &row, error))
            return false;
        row_release(&row);
        return true;
    }
    bool read = true;
    if (is_number(typed))
        read = by_number(session, typed, meeting, error);
    if (read && id_is_none(*meeting) && date_read(typed, session->today, &day))
        read = by_day(session, day, meeting, error);
    if (!read || !id_is_none(*meeting))
        return read;
    return error_set(error, ERROR_NOT_FOUND,
                     _("there is no meeting '%s': give its number or its date"), typed);
}
