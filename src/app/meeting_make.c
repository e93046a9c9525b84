/* Making rows of a typed line: the problem, action, decision or measurement it says. */
#include <stdlib.h>
#include <string.h>

#include "making.h"
#include "meeting_reading.h"
#include "wijk/app/numbering.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"

#define SIGNS "@^&%"
#define ESCAPED "@^&%!*#=\"\\"
#define LABEL_CELLS 60

void line_made_init(struct line_made *made)
{
    *made = (struct line_made){.unknown = BUFFER_EMPTY, .text = BUFFER_EMPTY};
}

void line_made_release(struct line_made *made)
{
    if (made->row.entity != NULL)
        row_release(&made->row);
    buffer_release(&made->unknown);
    buffer_release(&made->text);
}

/* ---- rows ---- */

static void set_about(const struct line_reading *reading, struct row *row)
{
    if (reading->about.kind == ENTITY_NONE)
        return;
    row_set(row, "entity", value_text(entities[reading->about.kind].table));
    row_set(row, "row", value_id(reading->about.id));
}

static void set_item(const struct line_reading *reading, struct row *row)
{
    row_set(row, "programme", value_id(row_reference(&reading->meeting, "programme")));
    if (reading->item != NULL)
        row_set(row, "agenda_item", value_id(reading->item->id));
}

static bool set_owner(struct line_reading *reading, struct row *row, struct line_made *made,
                      struct error *error)
{
    const struct quickline *line = reading->line;
    return line->owner.length == 0 ||
           problems_find_owner(reading->session, line->owner.bytes, row, &made->unknown, error);
}

static bool make_problem(struct line_reading *reading, struct line_made *made, struct error *error)
{
    struct problem_request request = {reading->line, reading->about.kind, reading->about.id};
    return problems_make(reading->session, &request, &made->row, &made->unknown, error);
}

static bool make_action(struct line_reading *reading, struct line_made *made, struct error *error)
{
    row_set(&made->row, "what", value_text(reading->line->text.bytes));
    row_set(&made->row, "due", meeting_day_value(reading->line->due));
    set_item(reading, &made->row);
    set_about(reading, &made->row);
    return set_owner(reading, &made->row, made, error);
}

static bool make_decision(struct line_reading *reading, struct line_made *made, struct error *error)
{
    (void)error;
    date_t day = meeting_day(&reading->meeting);
    row_set(&made->row, "text", value_text(reading->line->text.bytes));
    row_set(&made->row, "taken_on",
            meeting_day_value(day == DATE_NONE ? reading->session->today : day));
    set_item(reading, &made->row);
    set_about(reading, &made->row);
    return true;
}

static bool make_measurement(struct line_reading *reading, struct line_made *made,
                             struct error *error)
{
    row_set(&made->row, "meeting", value_id(reading->meeting.id));
    return measuring_make(reading->session, reading->indicator, reading->line, &made->row, error);
}

static const struct {
    enum entity_kind kind;
    bool (*make)(struct line_reading *reading, struct line_made *made, struct error *error);
} makers[QUICKLINE_KIND_COUNT] = {
    [QUICKLINE_NOTE] = {ENTITY_NONE, NULL},
    [QUICKLINE_PROBLEM] = {ENTITY_PROBLEM, make_problem},
    [QUICKLINE_ACTION] = {ENTITY_ACTION, make_action},
    [QUICKLINE_DECISION] = {ENTITY_DECISION, make_decision},
    [QUICKLINE_MEASUREMENT] = {ENTITY_MEASUREMENT, make_measurement},
};

bool line_make(struct line_reading *reading, struct line_made *made, struct error *error)
{
    enum quickline_kind kind = reading->line->kind;
    if (makers[kind].make == NULL)
        return true;
    row_init(&made->row, makers[kind].kind);
    made->row.id = id_new();
    return makers[kind].make(reading, made, error) &&
           rows_prepare(reading->session, &made->row, (struct id){{0}}, error) &&
           numbering_give(reading->session, &made->row, error) && row_check(&made->row, error);
}

/* ---- said again ---- */

static bool remake_measurement(struct line_reading *reading, struct row *row, struct error *error)
{
    static const char *const columns[] = {"indicator", "taken_on", "value", "words",
                                          "status",    "source",   "note"};
    struct row again;
    row_init(&again, ENTITY_MEASUREMENT);
    bool made = measuring_make(reading->session, reading->indicator, reading->line, &again, error);
    for (size_t i = 0; made && i < sizeof columns / sizeof *columns; i++)
        row_set(row, columns[i], value_copy(row_value(&again, columns[i])));
    row_release(&again);
    return made;
}

static void remake_problem(struct line_reading *reading, struct row *row)
{
    const struct quickline *line = reading->line;
    row_set(row, "title", value_text(line->text.bytes));
    row_set(row, "severity", value_integer(line->severity));
    if (line->visibility != NULL)
        row_set(row, "visibility", value_text(line->visibility));
    if (line->level != NULL)
        row_set(row, "level", value_text(line->level));
}

bool line_remake(struct line_reading *reading, struct row *row, struct line_made *made,
                 struct error *error)
{
    const struct quickline *line = reading->line;
    enum entity_kind kind = row->entity->kind;
    if (kind == ENTITY_MEASUREMENT)
        return remake_measurement(reading, row, error) && row_check(row, error);
    if (kind == ENTITY_PROBLEM)
        remake_problem(reading, row);
    else
        row_set(row, kind == ENTITY_ACTION ? "what" : "text", value_text(line->text.bytes));
    if (kind != ENTITY_PROBLEM && line->about.length > 0)
        set_about(reading, row);
    if (kind != ENTITY_DECISION && line->due != DATE_NONE)
        row_set(row, "due", meeting_day_value(line->due));
    if (kind != ENTITY_DECISION && !set_owner(reading, row, made, error))
        return false;
    return row_check(row, error);
}

/* ---- what was not understood ---- */

static bool add_comment(struct draft *draft, const struct row *row, const char *text,
                        struct error *error)
{
    struct row comment;
    row_init(&comment, ENTITY_COMMENT);
    row_set(&comment, "entity", value_text(row->entity->table));
    row_set(&comment, "row", value_id(row->id));
    row_set(&comment, "text", value_text(text));
    bool good = row_check(&comment, error);
    draft_create(draft, &comment);
    row_release(&comment);
    return good;
}

static bool keep_spans(struct line_reading *reading, const char *typed, struct draft *draft,
                       const struct row *row, struct error *error)
{
    bool good = true;
    for (size_t i = 0; good && i < reading->line->spans.count; i++) {
        const struct quickline_span *span = &reading->line->spans.items[i];
        if (span->understood || span->sign == 0 || strchr(SIGNS, span->sign) == NULL)
            continue;
        struct buffer text = BUFFER_EMPTY;
        buffer_add(&text, typed + span->start, span->end - span->start);
        good = add_comment(draft, row, text.bytes, error);
        buffer_release(&text);
    }
    return good;
}

bool line_keep_unknown(struct line_reading *reading, const char *typed, struct draft *draft,
                       const struct line_made *made, struct error *error)
{
    struct buffer name = BUFFER_EMPTY;
    if (made->row.entity == NULL)
        return true;
    buffer_format(&name, "@%s", made->unknown.bytes);
    bool good = keep_spans(reading, typed, draft, &made->row, error) &&
                (made->unknown.length == 0 || add_comment(draft, &made->row, name.bytes, error));
    buffer_release(&name);
    return good;
}

/* ---- words ---- */

/* The sign of a code that was understood, and its quotes, are left out of a note. */
static bool is_mark(const struct line_reading *reading, const char *typed, size_t at)
{
    for (size_t i = 0; i < reading->line->spans.count; i++) {
        const struct quickline_span *span = &reading->line->spans.items[i];
        if (span->sign == '&' && span->understood && at >= span->start && at < span->end)
            return at == span->start || typed[at] == '"';
    }
    return false;
}

static void note_text(const struct line_reading *reading, const char *typed, struct buffer *text)
{
    for (size_t i = 0; typed[i] != '\0'; i++) {
        char byte = typed[i];
        if (byte == '\\' && typed[i + 1] != '\0' && strchr(ESCAPED, typed[i + 1]) != NULL)
            byte = typed[++i];
        else if (is_mark(reading, typed, i))
            continue;
        bool space = byte == '\n' || byte == '\r' || byte == '\t';
        buffer_add_byte(text, space ? ' ' : byte);
    }
}

void line_text(const struct line_reading *reading, const char *typed, struct buffer *text)
{
    struct buffer words = BUFFER_EMPTY;
    if (reading->line->kind == QUICKLINE_NOTE)
        note_text(reading, typed, &words);
    else if (reading->line->kind == QUICKLINE_MEASUREMENT)
        buffer_add_text(&words, strchr(typed, '=') == NULL ? typed : strchr(typed, '=') + 1);
    else
        buffer_add_text(&words, reading->line->text.bytes);
    char *copy = buffer_detach(&words);
    buffer_add_text(text, text_trim(copy));
    free(copy);
}

void line_label(const struct line_reading *reading, const struct line_made *made,
                struct buffer *label)
{
    struct buffer words = BUFFER_EMPTY, cut = BUFFER_EMPTY;
    const struct row *row = &made->row;
    const char *code =
        row->entity == NULL || row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    if (code != NULL)
        buffer_format(&words, "%s ", code);
    buffer_add_text(&words, made->text.bytes);
    text_cut(&cut, words.bytes, LABEL_CELLS);
    buffer_format(label, _("%s: %s"), _(quickline_word(reading->line->kind)), cut.bytes);
    buffer_release(&words);
    buffer_release(&cut);
}
