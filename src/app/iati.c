#include "wijk/app/iati.h"

#include <stdlib.h>
#include <string.h>

#include "gather.h"
#include "wijk/app/rows.h"
#include "wijk/app/settings.h"
#include "wijk/base/html.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/number.h"
#include "wijk/base/outfile.h"
#include "wijk/domain/visibility.h"
#include "wijk/store/db.h"

#define MODE 0644 /* it is made to be published */

struct iati {
    struct session *session;
    const char *organisation; /* its identifier in the register */
    const char *name;
    struct outfile file;
    long results;
    struct error *error;
};

/* ---- reading ---- */

/* The rows of a kind that belong to a row, by `order`. */
static bool read_children(struct iati *iati, enum entity_kind kind, struct id parent,
                          const char *order, struct gathered *rows)
{
    struct gather_of of = {kind, entities[kind].belongs, parent, order, false};
    return gather_rows(iati->session, &of, rows, iati->error);
}

static bool read_of_programme(struct iati *iati, enum entity_kind kind, struct id programme,
                              struct gathered *rows)
{
    struct query query;
    query_init(&query, kind);
    query.programme = programme;
    return gather_query(iati->session, &query, rows, iati->error);
}

/* ---- words ---- */

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static void narrative(struct iati *iati, const char *element, const char *text)
{
    struct buffer *out = &iati->file.content;
    buffer_format(out, "<%s>", element);
    html_add(out, "<narrative>%s</narrative>", or_empty(text));
    buffer_format(out, "</%s>\n", element);
}

static void add_date(struct buffer *out, date_t date)
{
    char iso[DATE_TEXT_SIZE];
    date_iso(date, iso);
    buffer_add_text(out, iso);
}

/* One value of a table of codes. */
struct code {
    const char *value, *code;
};

static const char *code_of(const struct code *codes, const char *value, const char *otherwise)
{
    for (; value != NULL && codes->value != NULL; codes++)
        if (strcmp(codes->value, value) == 0)
            return codes->code;
    return otherwise;
}

/* ---- indicators ---- */

static const struct code measures[] = {{"count", "1"}, {"percent", "2"}, {"index", "1"},
                                       {"mark", "1"},  {"yes/no", "3"},  {"words", "5"},
                                       {NULL, NULL}};

/* A value of an attribute; qualitative indicators have none. */
static void add_value(struct buffer *out, const struct row *row)
{
    const struct value *value = row_value(row, "value");
    if (value->type != VALUE_REAL)
        return;
    buffer_add_text(out, " value=\"");
    number_exact(out, value->real, NUMBER_ISO);
    buffer_add_byte(out, '"');
}

static const struct row *baseline_of(const struct gathered *measurements)
{
    for (size_t i = 0; i < measurements->list.count; i++)
        if (row_integer(&measurements->list.items[i], "is_baseline", 0) != 0)
            return &measurements->list.items[i];
    return NULL;
}

static void write_baseline(struct iati *iati, const struct row *baseline)
{
    struct buffer *out = &iati->file.content;
    int year, month, day;
    date_parts(row_date(baseline, "taken_on"), &year, &month, &day);
    buffer_format(out, "<baseline year=\"%d\" iso-date=\"", year);
    add_date(out, row_date(baseline, "taken_on"));
    buffer_add_byte(out, '"');
    add_value(out, baseline);
    if (row_text(baseline, "words") == NULL) {
        buffer_add_text(out, "/>\n");
        return;
    }
    html_add(out, "><comment><narrative>%s</narrative></comment></baseline>\n",
             row_text(baseline, "words"));
}

static const struct row *last_in(const struct gathered *measurements, date_t from, date_t to)
{
    const struct row *last = NULL;
    for (size_t i = 0; i < measurements->list.count; i++) {
        date_t date = row_date(&measurements->list.items[i], "taken_on");
        if (date > from && date <= to &&
            row_integer(&measurements->list.items[i], "is_baseline", 0) == 0)
            last = &measurements->list.items[i];
    }
    return last;
}

static void write_actual(struct iati *iati, const struct row *actual)
{
    struct buffer *out = &iati->file.content;
    const char *words = row_text(actual, "words");
    const struct field *status = &actual->entity->fields[entity_field(actual->entity, "status")];
    if (words == NULL && row_value(actual, "value")->type != VALUE_REAL)
        words = field_choice_label(status, or_empty(row_text(actual, "status")));
    buffer_add_text(out, "<actual");
    add_value(out, actual);
    if (words == NULL)
        buffer_add_text(out, "/>\n");
    else
        html_add(out, "><comment><narrative>%s</narrative></comment></actual>\n", words);
}

static void write_period(struct iati *iati, const struct row *target, date_t from,
                         const struct gathered *measurements)
{
    struct buffer *out = &iati->file.content;
    date_t due = row_date(target, "due");
    const struct row *actual = last_in(measurements, from, due);
    buffer_add_text(out, "<period><period-start iso-date=\"");
    add_date(out, from);
    buffer_add_text(out, "\"/><period-end iso-date=\"");
    add_date(out, due);
    buffer_add_text(out, "\"/>\n<target");
    add_value(out, target);
    buffer_add_text(out, "/>\n");
    if (actual != NULL)
        write_actual(iati, actual);
    buffer_add_text(out, "</period>\n");
}

/* Targets that were superseded are history; a period needs a beginning before its end. */
static void write_periods(struct iati *iati, const struct gathered *targets,
                          const struct gathered *measurements)
{
    const struct row *baseline = baseline_of(measurements);
    date_t from = baseline != NULL ? row_date(baseline, "taken_on")
                  : measurements->list.count > 0
                      ? row_date(&measurements->list.items[0], "taken_on") - 1
                      : DATE_NONE;
    for (size_t i = 0; i < targets->list.count; i++) {
        const struct row *target = &targets->list.items[i];
        date_t due = row_date(target, "due");
        if (row_integer(target, "superseded", 0) != 0)
            continue;
        if (from == DATE_NONE || from >= due)
            from = date_add_months(due, -12);
        write_period(iati, target, from, measurements);
        from = due;
    }
}

static bool write_indicator(struct iati *iati, const struct row *indicator)
{
    struct buffer *out = &iati->file.content;
    struct gathered targets = {.list = {0}}, measurements = {.list = {0}};
    bool read = read_children(iati, ENTITY_TARGET, indicator->id, "due", &targets) &&
                read_children(iati, ENTITY_MEASUREMENT, indicator->id, "taken_on", &measurements);
    if (read) {
        const char *direction = row_text(indicator, "direction");
        const struct row *baseline = baseline_of(&measurements);
        buffer_format(out,
                      "<indicator measure=\"%s\" ascending=\"%d\" aggregation-status=\"%d\">\n",
                      code_of(measures, row_text(indicator, "kind"), "1"),
                      direction == NULL || strcmp(direction, "lower") != 0,
                      row_integer(indicator, "additive", 0) != 0);
        narrative(iati, "title", row_text(indicator, "name"));
        if (row_text(indicator, "definition") != NULL)
            narrative(iati, "description", row_text(indicator, "definition"));
        if (baseline != NULL)
            write_baseline(iati, baseline);
        write_periods(iati, &targets, &measurements);
        buffer_add_text(out, "</indicator>\n");
    }
    gather_release(&targets);
    gather_release(&measurements);
    return read && outfile_flush(&iati->file, iati->error);
}

/* ---- results ---- */

static const struct row *find(const struct gathered *pile, struct id id)
{
    for (size_t i = 0; i < pile->list.count; i++)
        if (id_equal(pile->list.items[i].id, id))
            return &pile->list.items[i];
    return NULL;
}

/* A goal is public when all above it are. */
static bool is_public(const struct gathered *goals, const struct row *goal)
{
    for (int depth = 0; goal != NULL && depth < 64; depth++) {
        if (!visibility_row(goal))
            return false;
        goal = find(goals, row_reference(goal, "parent"));
    }
    return true;
}

static const struct code result_types[] = {
    {"result", "1"}, {"goal", "2"}, {"vision", "3"}, {NULL, NULL}};

/* A result needs at least one indicator. */
static bool write_result(struct iati *iati, const struct row *goal)
{
    struct buffer *out = &iati->file.content;
    struct gathered indicators = {.list = {0}};
    bool good = read_children(iati, ENTITY_INDICATOR, goal->id, "code", &indicators);
    if (good && indicators.list.count > 0) {
        iati->results++;
        buffer_format(out, "<result type=\"%s\" aggregation-status=\"0\">\n",
                      code_of(result_types, row_text(goal, "level"), "2"));
        narrative(iati, "title", row_text(goal, "statement"));
        for (size_t i = 0; good && i < indicators.list.count; i++)
            good = write_indicator(iati, &indicators.list.items[i]);
        if (good)
            buffer_add_text(out, "</result>\n");
    }
    gather_release(&indicators);
    return good;
}

static bool write_results(struct iati *iati, const struct row *programme)
{
    struct gathered goals = {.list = {0}};
    bool good = read_of_programme(iati, ENTITY_GOAL, programme->id, &goals);
    for (size_t i = 0; good && i < goals.list.count; i++)
        if (is_public(&goals, &goals.list.items[i]))
            good = write_result(iati, &goals.list.items[i]);
    gather_release(&goals);
    return good;
}

/* ---- the activity ---- */

static const struct code statuses[] = {
    {"draft", "1"}, {"adopted", "2"}, {"closed", "4"}, {NULL, NULL}};

static void write_activity_date(struct buffer *out, const char *type, date_t date)
{
    if (date == DATE_NONE)
        return;
    buffer_format(out, "<activity-date type=\"%s\" iso-date=\"", type);
    add_date(out, date);
    buffer_add_text(out, "\"/>\n");
}

/* Planned sums by year: what lines of the same year have planned, together. */
static bool write_budgets(struct iati *iati, const struct row *programme)
{
    struct buffer *out = &iati->file.content;
    struct gathered lines = {.list = {0}};
    bool read = read_of_programme(iati, ENTITY_BUDGET_LINE, programme->id, &lines);
    for (int year = 1900; read && year <= 2200; year++) {
        int64_t cents = 0;
        for (size_t i = 0; i < lines.list.count; i++)
            if (row_integer(&lines.list.items[i], "year", 0) == year &&
                __builtin_add_overflow(cents, row_integer(&lines.list.items[i], "planned", 0),
                                       &cents))
                read = error_set(iati->error, ERROR_INPUT,
                                 _("The budget of %d adds up to more than can be counted"), year);
        if (read && cents != 0) {
            buffer_format(out,
                          "<budget type=\"1\" status=\"1\"><period-start iso-date=\"%d-01-01\"/>"
                          "<period-end iso-date=\"%d-12-31\"/><value currency=\"EUR\" "
                          "value-date=\"%d-01-01\">",
                          year, year, year);
            money_exact(out, cents, NUMBER_ISO);
            buffer_add_text(out, "</value></budget>\n");
        }
    }
    gather_release(&lines);
    return read;
}

static bool write_activity(struct iati *iati, const struct row *programme)
{
    struct buffer *out = &iati->file.content;
    const char *status = row_text(programme, "status");
    date_t starts = row_date(programme, "starts"), ends = row_date(programme, "ends");
    char id[ID_TEXT_SIZE];
    struct buffer area = BUFFER_EMPTY;
    id_format(programme->id, id);
    rows_name(iati->session, ENTITY_AREA, row_reference(programme, "area"), &area);
    html_add(out, "<iati-activity default-currency=\"EUR\" xml:lang=\"%s\">\n",
             language_now() == LANGUAGE_NL ? "nl" : "en");
    html_add(out, "<iati-identifier>%s-%s</iati-identifier>\n", iati->organisation, id);
    html_add(out,
             "<reporting-org ref=\"%s\" type=\"10\"><narrative>%s</narrative></reporting-org>\n",
             iati->organisation, iati->name);
    narrative(iati, "title", row_text(programme, "title"));
    narrative(iati, "description", area.bytes);
    html_add(out,
             "<participating-org ref=\"%s\" role=\"2\"><narrative>%s</narrative>"
             "</participating-org>\n",
             iati->organisation, iati->name);
    buffer_format(out, "<activity-status code=\"%s\"/>\n", code_of(statuses, status, "2"));
    write_activity_date(out, "1", starts);
    if (starts != DATE_NONE && starts <= iati->session->today)
        write_activity_date(out, "2", starts);
    write_activity_date(out, "3", ends);
    buffer_add_text(out, "<recipient-country code=\"NL\" percentage=\"100\"/>\n"
                         "<sector vocabulary=\"1\" code=\"43030\" percentage=\"100\"/>\n");
    buffer_release(&area);
    if (!write_budgets(iati, programme) || !write_results(iati, programme))
        return false;
    buffer_add_text(out, "</iati-activity>\n");
    return outfile_flush(&iati->file, iati->error);
}

static bool write_programmes(struct iati *iati)
{
    struct gathered programmes = {.list = {0}};
    bool good = read_of_programme(iati, ENTITY_PROGRAMME, iati->session->programme, &programmes);
    for (size_t i = 0; good && i < programmes.list.count; i++)
        if (visibility_row(&programmes.list.items[i]))
            good = write_activity(iati, &programmes.list.items[i]);
    gather_release(&programmes);
    return good;
}

bool iati_write(struct session *session, const char *path, long *results, struct error *error)
{
    struct iati iati = {.session = session, .error = error};
    iati.organisation = settings_text(session->config, "iati_organisation");
    iati.name = settings_text(session->config, "iati_name");
    if (*iati.organisation == '\0')
        return error_set(error, ERROR_INPUT,
                         _("IATI needs the identifier of the reporting organisation; set "
                           "iati_organisation in the settings"));
    if (!outfile_begin(&iati.file, path, MODE, error))
        return false;
    char now[MOMENT_TEXT_SIZE];
    moment_iso(moment_now(), now);
    html_add(&iati.file.content,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\" "
             "generated-datetime=\"%s\">\n",
             now);
    bool held = db_hold(session->db);
    bool good = write_programmes(&iati);
    db_let_go(session->db, held);
    if (!good) {
        outfile_abort(&iati.file);
        return false;
    }
    if (results != NULL)
        *results = iati.results;
    buffer_add_text(&iati.file.content, "</iati-activities>\n");
    return outfile_commit(&iati.file, error);
}
