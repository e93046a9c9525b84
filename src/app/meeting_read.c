/* Reading a typed line in the context of an agenda item. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "making.h"
#include "meeting_reading.h"
#include "wijk/app/rows.h"

#define SIGNS "@^&%"
#define BETWEEN " \u00B7 "
#define LISTED 4 /* indicators named when one must be chosen */

/* ---- where it goes ---- */

static const struct row *other_business(const struct gathered *items)
{
    for (size_t i = items->list.count; i-- > 0;)
        if (meeting_subject_of(row_text(&items->list.items[i], "subject")) ==
            SUBJECT_OTHER_BUSINESS)
            return &items->list.items[i];
    return NULL;
}

static bool choose_item(struct line_reading *reading, struct id wanted, struct error *error)
{
    size_t now = meeting_now(&reading->items);
    reading->item =
        now == MEETING_NO_ITEM ? other_business(&reading->items) : &reading->items.list.items[now];
    if (id_is_none(wanted))
        return true;
    for (size_t i = 0; i < reading->items.list.count; i++) {
        if (id_equal(reading->items.list.items[i].id, wanted)) {
            reading->item = &reading->items.list.items[i];
            return true;
        }
    }
    return error_set(error, ERROR_NOT_FOUND, _("this agenda item is not of the meeting"));
}

/* ---- what it is about ---- */

/* From a part to what people talk about: a milestone to its effort, an escalation to its problem.
 * Minutes and meetings are nothing to be about. */
static bool climb(struct line_reading *reading, struct error *error)
{
    struct record_at *about = &reading->about;
    struct row row;
    const char *column = about->kind == ENTITY_MILESTONE    ? "effort"
                         : about->kind == ENTITY_ESCALATION ? "problem"
                                                            : NULL;
    if (about->kind == ENTITY_MEETING || about->kind == ENTITY_MINUTES)
        about->kind = ENTITY_NONE;
    if (column == NULL)
        return true;
    if (!record_get(reading->session->db, about->kind, about->id, &row, error))
        return false;
    about->kind = about->kind == ENTITY_MILESTONE ? ENTITY_EFFORT : ENTITY_PROBLEM;
    about->id = row_reference(&row, column);
    row_release(&row);
    return true;
}

static bool about_item(struct line_reading *reading, struct error *error)
{
    reading->about = (struct record_at){.kind = ENTITY_NONE};
    if (reading->item == NULL)
        return true;
    const char *table = row_text(reading->item, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    if (entity == NULL || id_is_none(row_reference(reading->item, "row")))
        return true;
    reading->about = (struct record_at){entity->kind, row_reference(reading->item, "row")};
    return climb(reading, error);
}

/* The code of the line, when there is just one row with it; else the token counts as not
 * understood, and the item is what it is about. */
static bool about_code(struct line_reading *reading, struct error *error)
{
    struct record_found found;
    struct quickline *line = reading->line;
    if (line->about.length == 0)
        return true;
    if (!record_find_code(reading->session->db, line->about.bytes,
                          row_reference(&reading->meeting, "programme"), &found, error))
        return false;
    if (found.matches == 1) {
        reading->about = (struct record_at){found.kind, found.id};
        return true;
    }
    for (size_t i = 0; i < line->spans.count; i++) {
        struct quickline_span *span = &line->spans.items[i];
        struct buffer why = BUFFER_EMPTY;
        if (span->sign != '&' || !span->understood)
            continue;
        buffer_format(&why, _("Nothing has the code %s"), line->about.bytes);
        span->understood = false;
        span->why = buffer_detach(&why);
        line->mistakes++;
    }
    buffer_clear(&line->about);
    return true;
}

/* ---- figures ---- */

static void choose_among(struct line_reading *reading, const struct gathered *indicators)
{
    struct buffer codes = BUFFER_EMPTY;
    for (size_t i = 0; i < indicators->list.count && i < LISTED; i++) {
        const char *code = row_text(&indicators->list.items[i], "code");
        buffer_format(&codes, "%s&%s", i == 0 ? "" : ", ", code == NULL ? "?" : code);
    }
    snprintf(reading->why, sizeof reading->why, _("Say which figure it is: %s"), codes.bytes);
    buffer_release(&codes);
}

/* The only indicator of the goal, or of the goals of an effort. */
static bool find_indicators(struct line_reading *reading, struct id goal,
                            struct gathered *indicators, struct error *error)
{
    struct gather_of of = {ENTITY_INDICATOR, "goal", goal, NULL, false};
    return gather_rows(reading->session, &of, indicators, error);
}

static bool find_of_effort(struct line_reading *reading, struct gathered *indicators,
                           struct error *error)
{
    struct gathered links = {.list = {0}};
    struct gather_of of = {ENTITY_CONTRIBUTION, "effort", reading->about.id, NULL, false};
    bool read = gather_rows(reading->session, &of, &links, error);
    for (size_t i = 0; read && i < links.list.count; i++)
        read = find_indicators(reading, row_reference(&links.list.items[i], "goal"), indicators,
                               error);
    gather_release(&links);
    return read;
}

static bool find_indicator(struct line_reading *reading, struct error *error)
{
    struct gathered indicators = {.list = {0}};
    bool read = true;
    if (reading->about.kind == ENTITY_INDICATOR) {
        reading->indicator = reading->about.id;
        return true;
    }
    if (reading->about.kind == ENTITY_GOAL)
        read = find_indicators(reading, reading->about.id, &indicators, error);
    else if (reading->about.kind == ENTITY_EFFORT)
        read = find_of_effort(reading, &indicators, error);
    if (indicators.list.count == 1)
        reading->indicator = indicators.list.items[0].id;
    else if (indicators.list.count > 1)
        choose_among(reading, &indicators);
    else
        snprintf(reading->why, sizeof reading->why, "%s",
                 _("Say of which indicator the figure is, as in &WON-1.1"));
    gather_release(&indicators);
    return read;
}

static bool measure_of(struct line_reading *reading, struct error *error)
{
    struct row indicator;
    if (!record_get(reading->session->db, ENTITY_INDICATOR, reading->indicator, &indicator, error))
        return false;
    const char *kind = row_text(&indicator, "kind");
    reading->context.measure = kind == NULL                  ? QUICKLINE_ANY
                               : strcmp(kind, "yes/no") == 0 ? QUICKLINE_YES_NO
                               : strcmp(kind, "words") == 0  ? QUICKLINE_WORDS
                                                             : QUICKLINE_NUMBER;
    reading->about = (struct record_at){ENTITY_INDICATOR, reading->indicator};
    row_release(&indicator);
    return true;
}

/* ---- the whole ---- */

static bool read_line(struct line_reading *reading, const struct meeting_line *request,
                      struct error *error)
{
    reading->context = (struct quickline_context){.language = language_now(),
                                                  .today = reading->session->today,
                                                  .plain = QUICKLINE_NOTE,
                                                  .measure = QUICKLINE_ANY,
                                                  .other_reading = request->other_reading};
    quickline_read(reading->line, request->typed, &reading->context);
    if (!about_item(reading, error) || !about_code(reading, error))
        return false;
    if (reading->line->kind == QUICKLINE_MEASUREMENT) {
        if (!find_indicator(reading, error))
            return false;
        if (!id_is_none(reading->indicator)) {
            if (!measure_of(reading, error))
                return false;
            quickline_read(reading->line, request->typed, &reading->context);
        }
    }
    if (reading->about.kind != ENTITY_NONE)
        rows_title(reading->session, reading->about.kind, reading->about.id, &reading->words);
    reading->context.about = reading->words.length > 0 ? reading->words.bytes : NULL;
    return true;
}

bool line_reading_read(struct line_reading *reading, const struct meeting_line *request,
                       struct error *error)
{
    if (!meeting_get(reading->session, request->meeting, &reading->meeting, error))
        return false;
    return meeting_items(reading->session, request->meeting, &reading->items, error) &&
           choose_item(reading, request->item, error) && read_line(reading, request, error);
}

void line_reading_release(struct line_reading *reading)
{
    if (reading->meeting.entity != NULL)
        row_release(&reading->meeting);
    gather_release(&reading->items);
    buffer_release(&reading->words);
}

const char *line_reading_stops(const struct line_reading *reading)
{
    const struct quickline *line = reading->line;
    bool figure = line->kind == QUICKLINE_MEASUREMENT;
    for (size_t i = 0; i < line->spans.count; i++) {
        const struct quickline_span *span = &line->spans.items[i];
        bool token = span->sign != 0 && strchr(SIGNS, span->sign) != NULL;
        if (!span->understood && (figure || !token))
            return span->why;
    }
    return figure && !line->empty && id_is_none(reading->indicator) ? reading->why : NULL;
}

/* ---- the echo ---- */

/* Full names for initials; and what will have to be completed. */
static bool resolve_owner(struct line_reading *reading, struct buffer *later, struct error *error)
{
    struct quickline *line = reading->line;
    struct row row;
    struct buffer unknown = BUFFER_EMPTY, name = BUFFER_EMPTY;
    if (line->owner.length == 0)
        return true;
    row_init(&row, line->kind == QUICKLINE_PROBLEM ? ENTITY_PROBLEM : ENTITY_ACTION);
    bool read = problems_find_owner(reading->session, line->owner.bytes, &row, &unknown, error);
    if (read && unknown.length > 0)
        buffer_format(later, _("%s is nobody known: completed later"), unknown.bytes);
    else if (read)
        meeting_owner(reading->session, &row, &name);
    if (name.length > 0) {
        buffer_clear(&line->owner);
        buffer_add_text(&line->owner, name.bytes);
    }
    buffer_release(&unknown);
    buffer_release(&name);
    row_release(&row);
    return read;
}

static bool echo_line(struct line_reading *reading, struct buffer *echo, struct error *error)
{
    struct buffer later = BUFFER_EMPTY;
    bool done = resolve_owner(reading, &later, error);
    if (done) {
        quickline_echo(echo, reading->line, &reading->context);
        if (later.length > 0)
            buffer_format(echo, "%s%s", BETWEEN, later.bytes);
        if (reading->line->kind == QUICKLINE_MEASUREMENT && !reading->line->empty &&
            id_is_none(reading->indicator))
            buffer_format(echo, "%s%s", BETWEEN, reading->why);
    }
    buffer_release(&later);
    return done;
}

bool meeting_echo(struct session *session, const struct meeting_line *request,
                  struct quickline *line, struct buffer *echo, struct error *error)
{
    struct line_reading reading = {.session = session, .line = line, .words = BUFFER_EMPTY};
    bool held = session_hold(session);
    bool done = line_reading_read(&reading, request, error) && echo_line(&reading, echo, error);
    session_let_go(session, held);
    line_reading_release(&reading);
    return done;
}
