/* The facts beside an agenda item: figures of a goal, milestones of an effort, why of a problem. */
#include <stdlib.h>
#include <string.h>

#include "meeting_context.h"
#include "wijk/app/measuring.h"
#include "wijk/app/rows.h"
#include "wijk/app/signals.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"

#define SERIES 8

static void relate(struct looking *looking, struct id id)
{
    for (size_t i = 0; i < looking->related_count; i++)
        if (id_equal(looking->related[i], id))
            return;
    if (looking->related_count < CONTEXT_RELATED)
        looking->related[looking->related_count++] = id;
}

static void add_fact(struct looking *looking, const char *format, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    struct meeting_context_line *line = context_add(looking, CONTEXT_FACT, NULL);
    struct buffer words = BUFFER_EMPTY;
    if (line == NULL)
        return;
    buffer_format(&words, format, text);
    context_text(line, words.bytes);
    buffer_release(&words);
}

static void add_why(struct looking *looking, const struct row *row)
{
    add_fact(looking, _("cause: %s"), row_text(row, "cause"));
    add_fact(looking, _("consequence: %s"), row_text(row, "consequence"));
    add_fact(looking, _("correction: %s"), row_text(row, "correction"));
}

/* ---- figures ---- */

static void keep_series(struct meeting_context_line *line, const struct indicator_view *view)
{
    size_t first = view->measurement_count > SERIES ? view->measurement_count - SERIES : 0;
    line->series = memory_array(SERIES, sizeof *line->series);
    for (size_t i = first; i < view->measurement_count; i++) {
        const struct value *value = row_value(&view->measurements[i], "value");
        if (value->type == VALUE_REAL)
            line->series[line->series_count++] = value->real;
    }
}

static bool add_figure(struct looking *looking, struct id indicator, struct error *error)
{
    struct indicator_view view;
    if (!indicator_view_load(looking->session, indicator, &view, error))
        return false;
    struct meeting_context_line *line = context_add(looking, CONTEXT_FIGURE, &view.indicator);
    if (line != NULL) {
        struct buffer details = BUFFER_EMPTY;
        line->light = view.light;
        context_text(line, row_text(&view.indicator, "name"));
        buffer_add_text(&details, view.summary);
        if (*view.reason != '\0')
            buffer_format(&details, "%s%s", details.length > 0 ? " \u00B7 " : "", view.reason);
        context_details(line, details.bytes);
        keep_series(line, &view);
        buffer_release(&details);
    }
    indicator_view_release(&view);
    relate(looking, indicator);
    return true;
}

static bool figures_of(struct looking *looking, struct id goal, struct error *error)
{
    struct gathered rows = {.list = {0}};
    bool good =
        context_rows(looking, &(struct context_of){ENTITY_INDICATOR, "goal", goal}, &rows, error);
    for (size_t i = 0; good && i < rows.list.count; i++)
        if (looking->counts[CONTEXT_FIGURE] < looking->limit)
            good = add_figure(looking, rows.list.items[i].id, error);
    gather_release(&rows);
    return good;
}

/* ---- rows about a row ---- */

static bool problems_of(struct looking *looking, const char *column, struct id id,
                        struct error *error)
{
    struct gathered rows = {.list = {0}};
    bool read =
        context_rows(looking, &(struct context_of){ENTITY_PROBLEM, column, id}, &rows, error);
    for (size_t i = 0; read && i < rows.list.count; i++)
        context_problem(looking, &rows.list.items[i]);
    gather_release(&rows);
    return read;
}

static void add_milestone(struct looking *looking, const struct row *milestone)
{
    struct buffer day = BUFFER_EMPTY, words = BUFFER_EMPTY;
    date_t due = row_date(milestone, "due");
    if (row_date(milestone, "done_on") != DATE_NONE)
        return;
    struct meeting_context_line *line = context_add(looking, CONTEXT_MILESTONE, milestone);
    if (line == NULL)
        return;
    context_text(line, row_text(milestone, "title"));
    date_format(&day, due, DATE_SHORT, language_now());
    int late = looking->session->today > due ? (int)(looking->session->today - due) : 0;
    if (late > 0)
        buffer_format(&words,
                      ngettext("due %s, %d day late", "due %s, %d days late", (unsigned long)late),
                      day.bytes, late);
    else
        buffer_format(&words, _("due %s"), day.bytes);
    line->light = late > 0 ? LIGHT_RED : LIGHT_GREY;
    context_details(line, words.bytes);
    buffer_release(&day);
    buffer_release(&words);
}

static bool milestones_of(struct looking *looking, struct id effort, struct error *error)
{
    struct gathered rows = {.list = {0}};
    struct gather_of of = {ENTITY_MILESTONE, "effort", effort, "due", false};
    bool read = gather_rows(looking->session, &of, &rows, error);
    for (size_t i = 0; read && i < rows.list.count; i++)
        add_milestone(looking, &rows.list.items[i]);
    gather_release(&rows);
    return read;
}

/* ---- each kind of row ---- */

static bool facts_of_goal(struct looking *looking, const struct row *goal, struct error *error)
{
    relate(looking, goal->id);
    add_why(looking, goal);
    return figures_of(looking, goal->id, error) && problems_of(looking, "goal", goal->id, error);
}

static bool facts_of_effort(struct looking *looking, const struct row *effort, struct error *error)
{
    const struct field *phase = &effort->entity->fields[entity_field(effort->entity, "phase")];
    struct buffer lead = BUFFER_EMPTY;
    relate(looking, effort->id);
    if (!id_is_none(row_reference(effort, "lead")))
        rows_name(looking->session, ENTITY_PARTNER, row_reference(effort, "lead"), &lead);
    add_fact(looking, "%s", field_choice_label(phase, row_text(effort, "phase")));
    add_fact(looking, _("lead: %s"), lead.bytes);
    add_why(looking, effort);
    buffer_release(&lead);
    return milestones_of(looking, effort->id, error) &&
           problems_of(looking, "effort", effort->id, error);
}

static bool facts_of(struct looking *looking, enum entity_kind kind, struct id id,
                     struct error *error);

static bool facts_of_problem(struct looking *looking, const struct row *problem,
                             struct error *error)
{
    struct id goal = row_reference(problem, "goal"), effort = row_reference(problem, "effort");
    relate(looking, problem->id);
    add_why(looking, problem);
    add_fact(looking, _("waiting for: %s"), row_text(problem, "waiting_for"));
    context_problem(looking, problem);
    if (!id_is_none(goal))
        relate(looking, goal);
    if (!id_is_none(effort))
        relate(looking, effort);
    return (id_is_none(goal) || figures_of(looking, goal, error)) &&
           (id_is_none(effort) || milestones_of(looking, effort, error));
}

static bool facts_of_escalation(struct looking *looking, const struct row *escalation,
                                struct error *error)
{
    add_fact(looking, _("question: %s"), row_text(escalation, "question"));
    return facts_of(looking, ENTITY_PROBLEM, row_reference(escalation, "problem"), error);
}

static bool facts_of_row(struct looking *looking, const struct row *row, struct error *error)
{
    switch (row->entity->kind) {
    case ENTITY_GOAL:
        return facts_of_goal(looking, row, error);
    case ENTITY_INDICATOR:
        return add_figure(looking, row->id, error) &&
               problems_of(looking, "goal", row_reference(row, "goal"), error);
    case ENTITY_EFFORT:
        return facts_of_effort(looking, row, error);
    case ENTITY_MILESTONE:
        return facts_of(looking, ENTITY_EFFORT, row_reference(row, "effort"), error);
    case ENTITY_PROBLEM:
        return facts_of_problem(looking, row, error);
    case ENTITY_ESCALATION:
        return facts_of_escalation(looking, row, error);
    case ENTITY_AGREEMENT:
        relate(looking, row->id);
        add_fact(looking, "%s", row_text(row, "text"));
        return problems_of(looking, "agreement", row->id, error);
    default:
        relate(looking, row->id);
        return true;
    }
}

static bool facts_of(struct looking *looking, enum entity_kind kind, struct id id,
                     struct error *error)
{
    struct row row;
    if (!record_get(looking->session->db, kind, id, &row, error))
        return false;
    bool good = facts_of_row(looking, &row, error);
    row_release(&row);
    return good;
}

bool context_facts(struct looking *looking, struct error *error)
{
    return facts_of(looking, looking->about.kind, looking->about.id, error);
}

/* ---- signals ---- */

static bool add_signal(struct looking *looking, const struct signal *signal, struct error *error)
{
    struct row row;
    if (signal->kind == SIGNAL_NO_FIGURE)
        return looking->counts[CONTEXT_FIGURE] >= looking->limit ||
               add_figure(looking, signal->about, error);
    if (!record_get(looking->session->db, signal->about_kind, signal->about, &row, error))
        return false;
    add_milestone(looking, &row);
    row_release(&row);
    return true;
}

bool context_signals(struct looking *looking, enum signal_kind kind, struct error *error)
{
    struct signals signals;
    struct id chosen = looking->session->programme;
    looking->session->programme = row_reference(&looking->meeting, "programme");
    bool good = signals_load(looking->session, &signals, error);
    looking->session->programme = chosen;
    if (!good)
        return false;
    for (size_t i = 0; good && i < signals.count; i++)
        if (signals.items[i].kind == kind)
            good = add_signal(looking, &signals.items[i], error);
    signals_release(&signals);
    return good;
}
