#include "wijk/app/report.h"

#include <stdlib.h>
#include <string.h>

#include "paper.h"
#include "report_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"

#define LIMIT ((size_t)32 << 20) /* bytes: of a city */

#define SHAPE(fields)                                                                              \
    {                                                                                              \
        fields, sizeof(fields) / sizeof *(fields)                                                  \
    }
#define FIELD(name)                                                                                \
    {                                                                                              \
        name, TEMPLATE_TEXT, NULL                                                                  \
    }

static const struct template_field theme_fields[] = {
    FIELD("name"),      FIELD("on_track"), FIELD("behind"), FIELD("off_track"),
    FIELD("no_figure"), FIELD("problems"), FIELD("trend")};
static const struct template_shape theme_shape = SHAPE(theme_fields);

static const struct template_field indicator_fields[] = {FIELD("code"), FIELD("name"),
                                                         FIELD("state"), FIELD("reason")};
static const struct template_shape indicator_shape = SHAPE(indicator_fields);

static const struct template_field goal_fields[] = {
    FIELD("code"),       FIELD("statement"),
    FIELD("state"),      FIELD("owner"),
    FIELD("cause"),      FIELD("consequence"),
    FIELD("correction"), {"indicators", TEMPLATE_LIST, &indicator_shape}};
static const struct template_shape goal_shape = SHAPE(goal_fields);

static const struct template_field problem_fields[] = {FIELD("code"),
                                                       FIELD("title"),
                                                       FIELD("severity"),
                                                       FIELD("status"),
                                                       FIELD("level"),
                                                       FIELD("owner"),
                                                       FIELD("due"),
                                                       FIELD("cause"),
                                                       FIELD("consequence"),
                                                       FIELD("correction"),
                                                       {"overdue", TEMPLATE_FLAG, NULL}};
static const struct template_shape problem_shape = SHAPE(problem_fields);

static const struct template_field question_fields[] = {FIELD("code"),
                                                        FIELD("title"),
                                                        FIELD("level"),
                                                        FIELD("question"),
                                                        FIELD("asked_on"),
                                                        FIELD("decide_by"),
                                                        {"overdue", TEMPLATE_FLAG, NULL}};
static const struct template_shape question_shape = SHAPE(question_fields);

static const struct template_field milestone_fields[] = {
    FIELD("effort"), FIELD("title"), FIELD("due"), FIELD("done_on"), {"late", TEMPLATE_FLAG, NULL}};
static const struct template_shape milestone_shape = SHAPE(milestone_fields);

static const struct template_field part_fields[] = {
    FIELD("name"),
    FIELD("title"),
    FIELD("measured"),
    FIELD("raised"),

    FIELD("planned"),
    FIELD("spent"),
    FIELD("left"),
    {"themes", TEMPLATE_LIST, &theme_shape},
    {"goals", TEMPLATE_LIST, &goal_shape},
    {"problems", TEMPLATE_LIST, &problem_shape},
    {"questions", TEMPLATE_LIST, &question_shape},
    {"milestones", TEMPLATE_LIST, &milestone_shape}};
static const struct template_shape part_shape = SHAPE(part_fields);

static const struct template_field together_fields[] = {FIELD("name"), FIELD("total")};
static const struct template_shape together_shape = SHAPE(together_fields);

static const struct template_field report_fields[] = {FIELD("heading"),
                                                      FIELD("quarter"),
                                                      FIELD("year"),
                                                      FIELD("from"),
                                                      FIELD("to"),
                                                      FIELD("today"),
                                                      {"city", TEMPLATE_FLAG, NULL},
                                                      {"together", TEMPLATE_LIST, &together_shape},
                                                      {"parts", TEMPLATE_LIST, &part_shape}};
const struct template_shape report_shape = SHAPE(report_fields);

/* ---- the quarter ---- */

static void quarter_at(int year, int quarter, date_t *from, date_t *to)
{
    *from = date_of(year, quarter * 3 - 2, 1);
    *to = date_add_months(*from, 3) - 1;
}

/* A year of four digits and a number from 1 to 4, in either order, with words of quarters between.
 */
bool report_quarter(const char *typed, date_t *from, date_t *to)
{
    int year = 0, quarter = 0;
    for (const char *at = typed; *at != '\0';) {
        if (*at < '0' || *at > '9') {
            if (strchr(" -/qQkKeE.", *at) == NULL && strncmp(at, "wartaal", 7) != 0 &&
                strncmp(at, "uarter", 6) != 0)
                return false;
            at += strncmp(at, "wartaal", 7) == 0 ? 7 : strncmp(at, "uarter", 6) == 0 ? 6 : 1;
            continue;
        }
        char *end;
        long number = strtol(at, &end, 10);
        if (end - at == 4 && year == 0)
            year = (int)number;
        else if (end - at == 1 && quarter == 0)
            quarter = (int)number;
        else
            return false;
        at = end;
    }
    if (year < 1900 || year > 2199 || quarter < 1 || quarter > 4)
        return false;
    quarter_at(year, quarter, from, to);
    return true;
}

static void last_quarter(date_t today, date_t *from, date_t *to)
{
    int year, month, day;
    date_parts(today, &year, &month, &day);
    int quarter = (month - 1) / 3; /* of the one before this */
    quarter_at(quarter == 0 ? year - 1 : year, quarter == 0 ? 4 : quarter, from, to);
}

/* ---- filling in ---- */

void report_date(struct template_record *record, const char *name, date_t date)
{
    struct buffer text = BUFFER_EMPTY;
    if (date == DATE_NONE)
        return;
    date_format(&text, date, DATE_SHORT, language_now());
    template_set(record, name, text.bytes);
    buffer_release(&text);
}

void report_number(struct template_record *record, const char *name, long number)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%ld", number);
    template_set(record, name, text.bytes);
    buffer_release(&text);
}

struct ids {
    struct id *items; /* owned */
    size_t count, capacity;
};

static bool keep_id(void *context, const struct row *row)
{
    *VECTOR_PUSH((struct ids *)context) = row->id;
    return true;
}

static bool fill_parts(struct report *report, struct template_record *record, struct error *error)
{
    struct session *session = report->session;
    struct id looked_at = session->programme;
    struct ids programmes = {0};
    struct query query;
    query_init(&query, ENTITY_PROGRAMME);
    query.programme = looked_at;
    bool good = rows_each(session, &query, keep_id, &programmes, error);
    query_release(&query);
    template_flag(record, "city", programmes.count > 1);
    good = good && (programmes.count < 2 || report_together(report, record, error));
    for (size_t i = 0; good && i < programmes.count; i++) {
        session->programme = programmes.items[i];
        good = report_part(report, template_add(record, "parts"), error);
    }
    session->programme = looked_at;
    free(programmes.items);
    return good;
}

static bool fill(struct report *report, struct template_record *record, struct error *error)
{
    struct buffer heading = BUFFER_EMPTY;
    int year, month, day;
    session_heading(report->session, &heading);
    template_set(record, "heading", heading.bytes);
    buffer_release(&heading);
    date_parts(report->from, &year, &month, &day);
    report_number(record, "quarter", (month + 2) / 3);
    report_number(record, "year", year);
    report_date(record, "from", report->from);
    report_date(record, "to", report->to);
    report_date(record, "today", report->session->today);
    return fill_parts(report, record, error);
}

/* ---- the template ---- */

void report_template(enum language language, struct buffer *out)
{
    paper_template("report", language, out);
}

static bool make(struct report *report, struct buffer *out, struct error *error)
{
    const struct report_question *question = report->question;
    struct template_record record;
    struct paper_filling filling = {.name = "report",
                                    .language = question->language,
                                    .shape = &report_shape,
                                    .record = &record,
                                    .option = "report_template",
                                    .limit = LIMIT};
    struct buffer text = BUFFER_EMPTY;
    template_record_init(&record, &report_shape);
    bool good =
        fill(report, &record, error) && paper_fill_own(report->session, &filling, &text, error);
    if (good && question->html)
        paper_html(
            &text,
            &(struct paper_page){.title = _("Quarterly report"), .language = question->language},
            out);
    else if (good)
        buffer_add(out, text.bytes, text.length);
    template_record_release(&record);
    buffer_release(&text);
    return good;
}

bool report_write(struct session *session, const struct report_question *question,
                  struct buffer *out, struct error *error)
{
    struct report report = {session, question, question->from, question->to};
    if (question->from == DATE_NONE || question->to == DATE_NONE)
        last_quarter(session->today, &report.from, &report.to);
    bool held = session_hold(session);
    enum language before = paper_language_begin(session, question->language);
    bool good = make(&report, out, error);
    paper_language_end(session, before);
    session_let_go(session, held);
    return good;
}
