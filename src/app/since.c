/* What happened since the last meeting: what came in, what changed colour, what was promised and
 * not done. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "since_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/db.h"

#define BETWEEN " \u00B7 "
#define LISTED 500

/* ---- lines ---- */

struct since_line *since_add(struct since_taking *taking, enum since_kind kind,
                             enum entity_kind entity, struct id row)
{
    struct buffer code = BUFFER_EMPTY, name = BUFFER_EMPTY;
    struct since *since = taking->since;
    if (++since->counts[kind] > LISTED || taking->only_count)
        return NULL;
    rows_code(taking->session, entity, row, &code);
    rows_name(taking->session, entity, row, &name);
    struct since_line *line = VECTOR_PUSH(&taking->lines);
    *line = (struct since_line){.kind = kind,
                                .entity = entity,
                                .row = row,
                                .code = buffer_detach(&code),
                                .text = buffer_detach(&name),
                                .details = memory_string("")};
    return line;
}

static void add_measurement(void *context, struct id row, struct id indicator)
{
    struct since_taking *taking = context;
    struct since_line *line = since_add(taking, SINCE_MEASUREMENT, ENTITY_MEASUREMENT, row);
    struct buffer code = BUFFER_EMPTY;
    if (line == NULL)
        return;
    rows_code(taking->session, ENTITY_INDICATOR, indicator, &code);
    free(line->code);
    line->code = buffer_detach(&code);
}

static void add_closed(void *context, struct id row, struct id same)
{
    (void)same;
    since_add(context, SINCE_SOLVED, ENTITY_PROBLEM, row);
}

static void add_day(struct since_line *line, const char *format, date_t day)
{
    struct buffer text = BUFFER_EMPTY, words = BUFFER_EMPTY;
    if (line == NULL || day == DATE_NONE)
        return;
    date_format(&text, day, DATE_SHORT, language_now());
    buffer_format(&words, format, text.bytes);
    free(line->details);
    line->details = buffer_detach(&words);
    buffer_release(&text);
}

/* ---- problems and actions ---- */

struct asking {
    enum entity_kind kind;
    const char *column;
    enum query_test test;
    date_t day;
    const char *status; /* NULL: any */
};

static bool read_rows(struct since_taking *taking, const struct asking *asking,
                      struct gathered *rows, struct error *error)
{
    struct query query;
    query_init(&query, asking->kind);
    query.programme = taking->asked.programme;
    if (query_add(&query, asking->column, asking->test, meeting_day_value(asking->day), error) &&
        (asking->status == NULL ||
         query_add(&query, "status", QUERY_EQUAL, value_text(asking->status), error)))
        return gather_query(taking->session, &query, rows, error);
    query_release(&query);
    return false;
}

static bool take_rows(struct since_taking *taking, enum since_kind kind,
                      const struct asking *asking, struct error *error)
{
    struct gathered rows = {.list = {0}};
    bool read = read_rows(taking, asking, &rows, error);
    for (size_t i = 0; read && i < rows.list.count; i++) {
        const struct row *row = &rows.list.items[i];
        struct since_line *line = since_add(taking, kind, asking->kind, row->id);
        add_day(line, kind == SINCE_BROKEN ? _("due %s") : "%s", row_date(row, asking->column));
    }
    gather_release(&rows);
    return read;
}

static bool take_work(struct since_taking *taking, struct error *error)
{
    date_t day = taking->asked.day, today = taking->session->today;
    struct asking raised = {ENTITY_PROBLEM, "raised_on", QUERY_MORE, day, NULL};
    struct asking done = {ENTITY_ACTION, "done_on", QUERY_MORE, day, "done"};
    struct asking broken = {ENTITY_ACTION, "due", QUERY_LESS, today, "open"};
    return take_rows(taking, SINCE_PROBLEM, &raised, error) &&
           since_closed_problems(taking->session->db, &taking->asked, add_closed, taking, error) &&
           since_take_lights(taking, error) && take_rows(taking, SINCE_DONE, &done, error) &&
           take_rows(taking, SINCE_BROKEN, &broken, error);
}

/* ---- since when ---- */

/* The last line of the meeting, when it was made later: so of a file that was imported, what came
 * with it does not count. */
static bool last_line(struct since_taking *taking, struct id meeting, struct id *since,
                      struct error *error)
{
    struct gathered items = {.list = {0}};
    struct meeting_last last = {.at = 0};
    bool read = meeting_items(taking->session, meeting, &items, error) &&
                meeting_last_entry(taking->session, &items, &last, error);
    if (read && last.at != 0 && memcmp(last.id.bytes, since->bytes, sizeof last.id.bytes) > 0)
        *since = last.id;
    gather_release(&items);
    return read;
}

/* What was made behind the minutes, or where there are none behind the meeting itself and its end:
 * rows are in the order of their ids, whatever the clock of the meeting said. */
static bool find_moment(struct since_taking *taking, const struct row *meeting, struct error *error)
{
    static const uint8_t lowest[10] = {0};
    struct gathered minutes = {.list = {0}};
    struct gather_of of = {ENTITY_MINUTES, "meeting", meeting->id, NULL, false};
    if (!gather_rows(taking->session, &of, &minutes, error))
        return false;
    struct id since = meeting->id;
    int64_t closed = meeting_moment(meeting, "closed_at");
    struct id end = id_from(closed < 0 ? 0 : closed, lowest);
    for (size_t i = 0; i < minutes.list.count; i++)
        if (i == 0 || memcmp(minutes.list.items[i].id.bytes, end.bytes, sizeof end.bytes) < 0)
            end = minutes.list.items[i].id;
    if (memcmp(end.bytes, since.bytes, sizeof end.bytes) > 0)
        since = end;
    if (!last_line(taking, meeting->id, &since, error)) {
        gather_release(&minutes);
        return false;
    }
    taking->asked = (struct since_asked){.programme = row_reference(meeting, "programme"),
                                         .since = since,
                                         .at = closed,
                                         .day = meeting_day(meeting)};
    gather_release(&minutes);
    return true;
}

static int by_kind(const void *one, const void *other)
{
    const struct since_line *first = one, *second = other;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    return memcmp(first->row.bytes, second->row.bytes, sizeof first->row.bytes);
}

static bool take(struct since_taking *taking, struct error *error)
{
    struct row meeting;
    struct since *since = taking->since;
    if (session_programmes(taking->session) > 1 && id_is_none(taking->session->programme))
        return true;
    if (!meeting_last(taking->session, (struct id){{0}}, &since->meeting, error))
        return false;
    if (id_is_none(since->meeting))
        return true;
    if (!meeting_get(taking->session, since->meeting, &meeting, error))
        return false;
    since->day = meeting_day(&meeting);
    bool good =
        find_moment(taking, &meeting, error) &&
        since_measurements(taking->session->db, &taking->asked, add_measurement, taking, error) &&
        take_work(taking, error);
    row_release(&meeting);
    return good;
}

static bool take_all(struct since_taking *taking, struct error *error)
{
    struct since *since = taking->since;
    struct db *db = taking->session->db;
    *since = (struct since){.day = DATE_NONE};
    bool held = db_hold(db);
    bool good = take(taking, error);
    db_let_go(db, held);
    since->lines = taking->lines.items;
    since->count = taking->lines.count;
    if (since->count > 1)
        qsort(since->lines, since->count, sizeof *since->lines, by_kind);
    if (!good)
        since_release(since);
    return good;
}

bool since_count(struct session *session, const struct standing *standing, struct since *since,
                 struct error *error)
{
    struct since_taking taking = {
        .session = session, .standing = standing, .since = since, .only_count = true};
    return take_all(&taking, error);
}

bool since_load(struct session *session, struct since *since, struct error *error)
{
    struct standing standing;
    *since = (struct since){.day = DATE_NONE};
    if (!standing_read(session, STANDING_STATES, &standing, error))
        return false;
    struct since_taking taking = {.session = session, .standing = &standing, .since = since};
    bool good = take_all(&taking, error);
    standing_release(&standing);
    return good;
}

void since_release(struct since *since)
{
    for (size_t i = 0; i < since->count; i++) {
        free(since->lines[i].code);
        free(since->lines[i].text);
        free(since->lines[i].details);
    }
    free(since->lines);
    *since = (struct since){.day = DATE_NONE};
}

/* ---- in words ---- */

static void add_count(struct buffer *out, long count, const char *words)
{
    if (count == 0)
        return;
    if (out->length > 0)
        buffer_add_text(out, BETWEEN);
    buffer_format(out, words, count);
}

void since_words(const struct since *since, struct buffer *out)
{
    struct buffer words = BUFFER_EMPTY;
    const long *counts = since->counts;
    add_count(
        &words, counts[SINCE_MEASUREMENT],
        ngettext("%ld measurement", "%ld measurements", (unsigned long)counts[SINCE_MEASUREMENT]));
    add_count(
        &words, since->turned_red,
        ngettext("%ld goal turned red", "%ld goals turned red", (unsigned long)since->turned_red));
    add_count(&words, counts[SINCE_BETTER],
              ngettext("%ld goal better", "%ld goals better", (unsigned long)counts[SINCE_BETTER]));
    add_count(
        &words, counts[SINCE_PROBLEM],
        ngettext("%ld new problem", "%ld new problems", (unsigned long)counts[SINCE_PROBLEM]));
    add_count(&words, counts[SINCE_DONE],
              ngettext("%ld action done", "%ld actions done", (unsigned long)counts[SINCE_DONE]));
    add_count(
        &words, counts[SINCE_BROKEN],
        ngettext("%ld action overdue", "%ld actions overdue", (unsigned long)counts[SINCE_BROKEN]));
    buffer_add_text(out, words.length > 0 ? words.bytes : _("nothing changed"));
    buffer_release(&words);
}
