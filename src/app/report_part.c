/* The part of one neighbourhood: its themes, goals, problems, questions to higher levels,
 * milestones and money. */
#include <stdlib.h>
#include <string.h>

#include "report_internal.h"
#include "wijk/app/measuring.h"
#include "wijk/app/money.h"
#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/app/trend.h"
#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/domain/problem.h"

struct part {
    struct report *report;
    struct template_record *record;
    struct error *error;
    bool good;
};

/* ---- values of a row ---- */

static void show(struct part *part, struct template_record *record, const char *name,
                 const struct row *row, const char *column)
{
    struct buffer text = BUFFER_EMPTY;
    int at = entity_field(row->entity, column);
    rows_show(part->report->session, row, &row->entity->fields[at], &row->values[at], &text);
    if (text.length > 0)
        template_set(record, name, text.bytes);
    buffer_release(&text);
}

static void show_reasons(struct part *part, struct template_record *record, const struct row *row)
{
    show(part, record, "cause", row, "cause");
    show(part, record, "consequence", row, "consequence");
    show(part, record, "correction", row, "correction");
}

static bool within(const struct report *report, date_t date)
{
    return date != DATE_NONE && date >= report->from && date <= report->to;
}

static bool each(struct part *part, const struct query *query, rows_each_call *call)
{
    return rows_each(part->report->session, query, call, part, part->error) && part->good;
}

/* ---- themes and goals ---- */

static void set_trend(struct template_record *record, const struct trend *trend, struct id theme)
{
    struct light_trend of = trend_of(trend, theme);
    struct buffer words = BUFFER_EMPTY;
    light_course_words(&words, light_course_of(&of), trend->since, language_now());
    template_set(record, "trend", words.bytes);
    buffer_release(&words);
}

static bool fill_themes(struct part *part)
{
    struct overview overview;
    struct trend trend;
    if (!overview_themes(part->report->session, &overview, part->error))
        return false;
    if (!trend_load(part->report->session, &trend, part->error)) {
        overview_release(&overview);
        return false;
    }
    for (size_t i = 0; i < overview.theme_count; i++) {
        const struct overview_theme *theme = &overview.themes[i];
        struct template_record *record = template_add(part->record, "themes");
        template_set(record, "name", theme->name);
        report_number(record, "on_track", theme->on_track);
        report_number(record, "behind", theme->behind);
        report_number(record, "off_track", theme->off_track);
        report_number(record, "no_figure", theme->no_figure);
        report_number(record, "problems", theme->problems);
        set_trend(record, &trend, theme->theme);
    }
    trend_release(&trend);
    overview_release(&overview);
    return true;
}

static bool fill_indicator(struct part *part, struct template_record *goal,
                           const struct programme_node *node)
{
    struct indicator_view view;
    if (!indicator_view_load(part->report->session, node->id, &view, part->error))
        return false;
    struct template_record *record = template_add(goal, "indicators");
    template_set(record, "code", node->code);
    template_set(record, "name", node->title);
    template_set(record, "state", _(outlook_word(view.outlook.state)));
    template_set(record, "reason", view.reason);
    indicator_view_release(&view);
    return true;
}

/* Only an amber or red goal is explained. */
static bool fill_goal(struct part *part, const struct programme_tree *tree, size_t at)
{
    const struct programme_node *node = &tree->nodes[at];
    struct row goal;
    if (!rows_get(part->report->session, ENTITY_GOAL, node->id, &goal, part->error))
        return false;
    struct template_record *record = template_add(part->record, "goals");
    template_set(record, "code", node->code);
    template_set(record, "statement", node->title);
    template_set(record, "state", _(light_word(node->light)));
    show(part, record, "owner", &goal, "owner");
    if (node->light == LIGHT_AMBER || node->light == LIGHT_RED)
        show_reasons(part, record, &goal);
    row_release(&goal);
    for (size_t i = at + 1; i < tree->count && tree->nodes[i].depth > node->depth; i++)
        if (tree->nodes[i].kind == ENTITY_INDICATOR && id_equal(tree->nodes[i].parent, node->id) &&
            !fill_indicator(part, record, &tree->nodes[i]))
            return false;
    return true;
}

static bool fill_goals(struct part *part)
{
    struct programme_tree tree;
    if (!programme_tree_load(part->report->session, &tree, part->error))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < tree.count; i++)
        if (tree.nodes[i].kind == ENTITY_GOAL)
            good = fill_goal(part, &tree, i);
    programme_tree_release(&tree);
    return good;
}

/* ---- problems and what is asked ---- */

static bool add_problem(void *context, const struct row *row)
{
    struct part *part = context;
    if (!problem_is_open(row_text(row, "status")))
        return true;
    struct template_record *record = template_add(part->record, "problems");
    date_t due = row_date(row, "due");
    show(part, record, "code", row, "code");
    show(part, record, "title", row, "title");
    template_set(record, "severity", _(problem_severity_word(row_integer(row, "severity", 2))));
    show(part, record, "status", row, "status");
    show(part, record, "level", row, "level");
    show(part, record, "owner", row, "owner");
    report_date(record, "due", due);
    template_flag(record, "overdue", due != DATE_NONE && due < part->report->session->today);
    show_reasons(part, record, row);
    return true;
}

static bool fill_problems(struct part *part)
{
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    query.programme = part->report->session->programme;
    query.order = entity_field(query.entity, "severity");
    query.descending = true;
    bool good = each(part, &query, add_problem);
    query_release(&query);
    return good;
}

static bool add_question(void *context, const struct row *row)
{
    struct part *part = context;
    struct row problem;
    if (!rows_get(part->report->session, ENTITY_PROBLEM, row_reference(row, "problem"), &problem,
                  part->error)) {
        part->good = false;
        return false;
    }
    struct template_record *record = template_add(part->record, "questions");
    date_t by = row_date(row, "decide_by");
    show(part, record, "code", &problem, "code");
    show(part, record, "title", &problem, "title");
    show(part, record, "level", row, "to_level");
    show(part, record, "question", row, "question");
    report_date(record, "asked_on", row_date(row, "asked_on"));
    report_date(record, "decide_by", by);
    template_flag(record, "overdue", by != DATE_NONE && by < part->report->session->today);
    row_release(&problem);
    return true;
}

static bool fill_questions(struct part *part)
{
    struct query query;
    query_init(&query, ENTITY_ESCALATION);
    query.programme = part->report->session->programme;
    bool good = query_add(&query, "decided_on", QUERY_UNKNOWN, value_none(), part->error) &&
                each(part, &query, add_question);
    query_release(&query);
    return good;
}

/* ---- milestones of the quarter, and late ones ---- */

static bool add_milestone(void *context, const struct row *row)
{
    struct part *part = context;
    date_t due = row_date(row, "due"), done = row_date(row, "done_on");
    bool late = done == DATE_NONE && due < part->report->session->today;
    if (!late && !within(part->report, done) && !within(part->report, due))
        return true;
    struct buffer effort = BUFFER_EMPTY;
    struct template_record *record = template_add(part->record, "milestones");
    rows_title(part->report->session, ENTITY_EFFORT, row_reference(row, "effort"), &effort);
    template_set(record, "effort", effort.bytes);
    show(part, record, "title", row, "title");
    report_date(record, "due", due);
    report_date(record, "done_on", done);
    template_flag(record, "late", late);
    buffer_release(&effort);
    return true;
}

static bool fill_milestones(struct part *part)
{
    struct query query;
    query_init(&query, ENTITY_MILESTONE);
    query.programme = part->report->session->programme;
    bool good = each(part, &query, add_milestone);
    query_release(&query);
    return good;
}

/* ---- figures of the quarter ---- */

struct counting {
    const struct report *report;
    const char *column;
    long count;
};

static bool count_within(void *context, const struct row *row)
{
    struct counting *counting = context;
    if (within(counting->report, row_date(row, counting->column)))
        counting->count++;
    return true;
}

static bool count(struct part *part, enum entity_kind kind, const char *column, const char *name)
{
    struct counting counting = {part->report, column, 0};
    struct query query;
    char from[DATE_TEXT_SIZE];
    date_iso(part->report->from, from);
    query_init(&query, kind);
    query.programme = part->report->session->programme;
    bool good = query_add(&query, column, QUERY_AT_LEAST, value_text(from), part->error) &&
                rows_each(part->report->session, &query, count_within, &counting, part->error);
    query_release(&query);
    report_number(part->record, name, counting.count);
    return good;
}

static void set_money(struct template_record *record, const char *name, int64_t cents)
{
    struct buffer text = BUFFER_EMPTY;
    money_format(&text, cents, number_style_of(language_now()));
    template_set(record, name, text.bytes);
    buffer_release(&text);
}

static bool fill_money(struct part *part)
{
    struct money_question question = {.by = MONEY_YEAR};
    struct money money;
    if (!money_load(part->report->session, &question, &money, part->error))
        return false;
    if (money.line_count > 0) {
        set_money(part->record, "planned", money.total.planned);
        set_money(part->record, "spent", money.total.spent);
        set_money(part->record, "left", budget_left(&money.total));
    }
    money_release(&money);
    return true;
}

bool report_part(struct report *report, struct template_record *record, struct error *error)
{
    struct part part = {report, record, error, true};
    struct row programme;
    struct buffer area = BUFFER_EMPTY;
    if (!rows_get(report->session, ENTITY_PROGRAMME, report->session->programme, &programme, error))
        return false;
    rows_name(report->session, ENTITY_AREA, row_reference(&programme, "area"), &area);
    template_set(record, "name", area.bytes);
    show(&part, record, "title", &programme, "title");
    buffer_release(&area);
    row_release(&programme);
    return fill_themes(&part) && fill_goals(&part) && fill_problems(&part) &&
           fill_questions(&part) && fill_milestones(&part) && fill_money(&part) &&
           count(&part, ENTITY_MEASUREMENT, "taken_on", "measured") &&
           count(&part, ENTITY_PROBLEM, "raised_on", "raised");
}
