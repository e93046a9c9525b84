/* The lists over all meetings: decisions, and actions by partner. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "minutes_internal.h"
#include "wijk/app/actions.h"
#include "wijk/app/exporting.h"
#include "wijk/app/rows.h"
#include "wijk/domain/code.h"

static void set_day(struct template_record *record, const char *name, date_t day)
{
    struct buffer text = BUFFER_EMPTY;
    if (day != DATE_NONE)
        date_format(&text, day, DATE_SHORT, language_now());
    minutes_set(record, name, &text);
    buffer_release(&text);
}

static void fill_head(struct session *session, struct template_record *record)
{
    struct buffer text = BUFFER_EMPTY;
    session_heading(session, &text);
    minutes_set(record, "heading", &text);
    date_format(&text, session->today, DATE_LONG, language_now());
    minutes_set(record, "today", &text);
    buffer_release(&text);
}

/* Markdown or a page of a record. */
static bool put_out(const struct paper_filling *filling, const struct minutes_paper *paper,
                    struct buffer *out, struct error *error)
{
    struct buffer text = BUFFER_EMPTY, title = BUFFER_EMPTY;
    bool done = paper_fill(filling, &text, error);
    minutes_title(text.bytes, &title);
    if (done && paper->format == PAPER_HTML)
        paper_html(&text, &(struct paper_page){title.bytes, paper->language, NULL}, out);
    else if (done)
        buffer_add(out, text.bytes, text.length);
    buffer_release(&text);
    buffer_release(&title);
    return done;
}

static void begin_csv(struct csv_writer *writer, struct buffer *out, const char *const *columns)
{
    csv_begin(writer, out, ';', true);
    for (; *columns != NULL; columns++)
        csv_add(writer, *columns);
    csv_end_row(writer);
}

/* ---- decisions ---- */

static void fill_decisions(struct session *session, const struct decisions *decisions,
                           const struct minutes_paper *paper, struct template_record *record)
{
    for (size_t i = 0; i < decisions->count; i++) {
        const struct decision_line *line = &decisions->items[i];
        if (!id_is_none(paper->meeting) && !id_equal(line->meeting, paper->meeting))
            continue;
        struct template_record *decision = template_add(record, "decisions");
        struct buffer about = BUFFER_EMPTY;
        code_decision(&about, &line->row);
        minutes_set(decision, "number", &about);
        template_set(decision, "text", row_text(&line->row, "text"));
        minutes_about(session, &line->row, &about);
        minutes_set(decision, "about", &about);
        set_day(decision, "date", row_date(&line->row, "taken_on"));
        template_set(decision, "meeting", line->meeting_title);
        buffer_release(&about);
    }
}

static void decisions_csv(const struct decisions *decisions, const struct minutes_paper *paper,
                          struct buffer *out)
{
    static const char *const columns[] = {"number", "taken_on", "text", "about", "meeting", NULL};
    struct csv_writer writer;
    begin_csv(&writer, out, columns);
    for (size_t i = 0; i < decisions->count; i++) {
        const struct decision_line *line = &decisions->items[i];
        struct buffer number = BUFFER_EMPTY;
        if (!id_is_none(paper->meeting) && !id_equal(line->meeting, paper->meeting))
            continue;
        code_decision(&number, &line->row);
        csv_add(&writer, number.bytes);
        csv_add(&writer, row_text(&line->row, "taken_on"));
        csv_add(&writer, row_text(&line->row, "text"));
        csv_add(&writer, line->about);
        csv_add(&writer, line->meeting_title);
        csv_end_row(&writer);
        buffer_release(&number);
    }
}

static bool decisions_json(struct session *session, const struct decisions *decisions,
                           const struct minutes_paper *paper, struct buffer *out,
                           struct error *error)
{
    struct exporting *exporting = exporting_new(session, error);
    struct json json;
    if (exporting == NULL)
        return false;
    json_begin(&json, out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < decisions->count; i++)
        if (id_is_none(paper->meeting) || id_equal(decisions->items[i].meeting, paper->meeting))
            exporting_json_row(exporting, &json, &decisions->items[i].row);
    json_end(&json);
    exporting_free(exporting);
    return true;
}

static bool wrong_format(struct error *error)
{
    return error_set(error, ERROR_INPUT, _("Decisions are listed as md, html, csv or json."));
}

bool minutes_decisions(struct session *session, const struct minutes_paper *paper,
                       struct buffer *out, struct error *error)
{
    struct decisions decisions = {0};
    struct template_record record;
    struct paper_filling filling = {.name = "decisions",
                                    .language = paper->language,
                                    .shape = &minutes_decisions_shape,
                                    .record = &record};
    enum language before = paper_language_begin(session, paper->language);
    bool done = decisions_load(session, NULL, &decisions, error);
    template_record_init(&record, &minutes_decisions_shape);
    if (done && paper->format == PAPER_CALENDAR)
        done = wrong_format(error);
    else if (done && paper->format == PAPER_CSV)
        decisions_csv(&decisions, paper, out);
    else if (done && paper->format == PAPER_JSON)
        done = decisions_json(session, &decisions, paper, out, error);
    else if (done) {
        fill_head(session, &record);
        fill_decisions(session, &decisions, paper, &record);
        done = put_out(&filling, paper, out, error);
    }
    decisions_release(&decisions);
    template_record_release(&record);
    paper_language_end(session, before);
    return done;
}

/* ---- actions ---- */

/* The lines that are wanted. */
struct picked {
    VECTOR(const struct action_line *) lines; /* the array is owned */
    size_t open, overdue;
};

static bool is_of(const struct gathered *items, const struct action_line *line)
{
    for (size_t i = 0; i < items->list.count; i++)
        if (id_equal(items->list.items[i].id, row_reference(&line->row, "agenda_item")))
            return true;
    return false;
}

/* All, or those agreed in the meeting. */
static bool pick(struct session *session, struct id meeting, const struct actions *actions,
                 struct picked *picked, struct error *error)
{
    struct gathered items = {.list = {0}};
    if (!id_is_none(meeting) && !meeting_items(session, meeting, &items, error))
        return false;
    for (size_t i = 0; i < actions->count; i++) {
        const struct action_line *line = &actions->items[i];
        if (!id_is_none(meeting) && !is_of(&items, line))
            continue;
        *VECTOR_PUSH(&picked->lines) = line;
        picked->open += strcmp(row_text(&line->row, "status"), "open") == 0;
        picked->overdue += line->overdue;
    }
    gather_release(&items);
    return true;
}

static void fill_action(struct session *session, const struct action_line *line,
                        struct template_record *action)
{
    struct buffer about = BUFFER_EMPTY;
    template_set(action, "code", row_text(&line->row, "code"));
    template_set(action, "what", row_text(&line->row, "what"));
    template_set(action, "owner", line->owner);
    template_set(action, "partner", line->partner_name);
    set_day(action, "due", line->due);
    template_set(action, "meeting", line->meeting);
    template_flag(action, "late", line->overdue);
    minutes_about(session, &line->row, &about);
    minutes_set(action, "about", &about);
    buffer_release(&about);
}

static void fill_actions(struct session *session, const struct picked *picked,
                         struct template_record *record)
{
    struct template_record *partner = NULL;
    minutes_set_number(record, "overdue", (int64_t)picked->overdue);
    struct buffer open = BUFFER_EMPTY;
    buffer_format(&open, "%zu", picked->open);
    minutes_set(record, "open", &open);
    buffer_release(&open);
    for (size_t i = 0; i < picked->lines.count; i++) {
        const struct action_line *line = picked->lines.items[i];
        if (i == 0 || !id_equal(line->partner, picked->lines.items[i - 1]->partner)) {
            partner = template_add(record, "partners");
            template_set(partner, "name", line->partner_name);
        }
        fill_action(session, line, template_add(partner, "actions"));
    }
}

static void actions_csv(const struct picked *picked, struct buffer *out)
{
    static const char *const columns[] = {"code",   "what",    "owner",   "partner", "due",
                                          "status", "overdue", "carried", "meeting", NULL};
    struct csv_writer writer;
    begin_csv(&writer, out, columns);
    for (size_t i = 0; i < picked->lines.count; i++) {
        const struct action_line *line = picked->lines.items[i];
        struct buffer carried = BUFFER_EMPTY;
        buffer_format(&carried, "%lld", (long long)line->carried);
        csv_add(&writer, row_text(&line->row, "code"));
        csv_add(&writer, row_text(&line->row, "what"));
        csv_add(&writer, line->owner);
        csv_add(&writer, line->partner_name);
        csv_add(&writer, row_text(&line->row, "due"));
        csv_add(&writer, row_text(&line->row, "status"));
        csv_add(&writer, line->overdue ? "1" : "0");
        csv_add(&writer, carried.bytes);
        csv_add(&writer, line->meeting);
        csv_end_row(&writer);
        buffer_release(&carried);
    }
}

static bool actions_json(struct session *session, const struct picked *picked, struct buffer *out,
                         struct error *error)
{
    struct exporting *exporting = exporting_new(session, error);
    struct json json;
    if (exporting == NULL)
        return false;
    json_begin(&json, out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < picked->lines.count; i++)
        exporting_json_row(exporting, &json, &picked->lines.items[i]->row);
    json_end(&json);
    exporting_free(exporting);
    return true;
}

bool minutes_actions(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                     struct error *error)
{
    struct actions actions = {0};
    struct template_record record;
    struct paper_filling filling = {.name = "actions",
                                    .language = paper->language,
                                    .shape = &minutes_actions_shape,
                                    .record = &record};
    if (paper->format == PAPER_CALENDAR)
        return minutes_tasks(session, paper, out, error);
    enum language before = paper_language_begin(session, paper->language);
    struct actions_filter filter = {.by_partner = true};
    struct picked picked = {.open = 0};
    bool done = actions_load(session, &filter, &actions, error) &&
                pick(session, paper->meeting, &actions, &picked, error);
    template_record_init(&record, &minutes_actions_shape);
    if (done && paper->format == PAPER_CSV)
        actions_csv(&picked, out);
    else if (done && paper->format == PAPER_JSON)
        done = actions_json(session, &picked, out, error);
    else if (done) {
        fill_head(session, &record);
        fill_actions(session, &picked, &record);
        done = put_out(&filling, paper, out, error);
    }
    free(picked.lines.items);
    actions_release(&actions);
    template_record_release(&record);
    paper_language_end(session, before);
    return done;
}
