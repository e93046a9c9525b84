/* Proposed items about rows: goals off track, problems, late milestones, escalations, figures and
 * agreements due, and what was carried over. */
#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "signals_collect.h"
#include "standing.h"
#include "wijk/app/rows.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"

#define AGREEMENT_DAYS 56 /* due so soon is talked about */
#define OWN_ITEMS 3       /* late milestones with an item of their own */
#define LISTED 6          /* codes named in the reason of the figures */

static void about(struct meeting_proposal *proposal, enum entity_kind kind, struct id id)
{
    proposal->about_kind = kind;
    proposal->about = id;
}

static void title_of(const char *code, const char *text, struct buffer *title)
{
    if (code != NULL && *code != '\0')
        buffer_format(title, "%s %s", code, text == NULL ? "" : text);
    else
        buffer_add_text(title, text);
}

/* ---- goals ---- */

/* What is judged already. */
struct judged {
    const struct standing *standing;
    struct signals *signals;
};

/* The goal at which it goes wrong: not the one above it that is red only for that. */
static bool has_red_child(const struct standing *standing, const struct standing_goal *goal)
{
    for (size_t i = goal->first_child; i != STANDING_NONE; i = standing->goals.items[i].next)
        if (standing->goals.items[i].light == LIGHT_RED)
            return true;
    return false;
}

/* What the signal of its worst indicator says. */
static bool reason_of(struct proposing *proposing, struct judged *judged,
                      const struct standing_goal *goal, struct buffer *reason, struct error *error)
{
    for (size_t s = 0; s < judged->signals->count; s++) {
        struct signal *signal = &judged->signals->items[s];
        if (signal->kind != SIGNAL_OFF_TRACK)
            continue;
        size_t place = standing_find(&judged->standing->indicator_places, signal->about);
        if (place == STANDING_NONE ||
            judged->standing->indicators.items[place].goal == STANDING_NONE ||
            &judged->standing->goals.items[judged->standing->indicators.items[place].goal] != goal)
            continue;
        if (!signals_tell(proposing->session, signal, error))
            return false;
        buffer_add_text(reason, signal->reason);
        return true;
    }
    buffer_add_text(reason, _(light_word(LIGHT_RED)));
    return true;
}

static bool concerns(const struct proposing *proposing, struct id theme)
{
    struct id wanted = row_reference(proposing->meeting, "theme");
    return id_is_none(wanted) || id_equal(wanted, theme);
}

static bool add_goals(struct proposing *proposing, struct judged *judged, struct error *error)
{
    for (size_t i = 0; i < judged->standing->goals.count; i++) {
        const struct standing_goal *goal = &judged->standing->goals.items[i];
        const char *level = row_text(&goal->row, "level");
        if (goal->light != LIGHT_RED || has_red_child(judged->standing, goal) ||
            (level != NULL && strcmp(level, "vision") == 0) ||
            !concerns(proposing, row_reference(&goal->row, "theme")))
            continue;
        struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
        rows_title(proposing->session, ENTITY_GOAL, goal->row.id, &title);
        bool told = reason_of(proposing, judged, goal, &reason, error);
        about(proposing_add(proposing, SUBJECT_GOAL, &title, &reason), ENTITY_GOAL, goal->row.id);
        if (!told)
            return false;
    }
    return true;
}

/* ---- problems and escalations ---- */

static bool escalated(const struct gathered *escalations, struct id problem)
{
    for (size_t i = 0; i < escalations->list.count; i++)
        if (id_equal(row_reference(&escalations->list.items[i], "problem"), problem))
            return true;
    return false;
}

static int by_severity(const void *one, const void *other)
{
    const struct row *first = one, *second = other;
    int64_t order = row_integer(second, "severity", 0) - row_integer(first, "severity", 0);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return code_compare(row_text(first, "code"), row_text(second, "code"));
}

static void add_problem(struct proposing *proposing, const struct row *problem)
{
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    int64_t severity = row_integer(problem, "severity", 0);
    title_of(row_text(problem, "code"), row_text(problem, "title"), &title);
    const char *word = _(problem_severity_word(severity));
    if (action_is_overdue(NULL, row_date(problem, "due"), proposing->day))
        buffer_format(&reason, _("%s, past its date"), word);
    else
        buffer_add_text(&reason, word);
    struct meeting_proposal *proposal = proposing_add(proposing, SUBJECT_PROBLEM, &title, &reason);
    proposal->minutes = meeting_planned_minutes(SUBJECT_PROBLEM, severity);
    about(proposal, ENTITY_PROBLEM, problem->id);
}

static bool read_problems(struct proposing *proposing, struct gathered *problems,
                          struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    query.programme = proposing->programme;
    if (query_add(&query, "severity", QUERY_AT_LEAST, value_integer(SEVERITY_HIGH), error) &&
        query_add(&query, "status", QUERY_NOT_EQUAL, value_text("solved"), error) &&
        query_add(&query, "status", QUERY_NOT_EQUAL, value_text("rejected"), error))
        return gather_query(proposing->session, &query, problems, error);
    query_release(&query);
    return false;
}

static bool read_escalations(struct proposing *proposing, struct gathered *escalations,
                             struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_ESCALATION);
    query.programme = proposing->programme;
    if (query_add(&query, "decided_on", QUERY_UNKNOWN, value_none(), error))
        return gather_query(proposing->session, &query, escalations, error);
    query_release(&query);
    return false;
}

static bool add_escalation(struct proposing *proposing, const struct row *escalation,
                           struct error *error)
{
    struct row problem;
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY, day = BUFFER_EMPTY;
    if (!record_get(proposing->session->db, ENTITY_PROBLEM, row_reference(escalation, "problem"),
                    &problem, error))
        return false;
    date_t decide_by = row_date(escalation, "decide_by");
    const struct field *level =
        &escalation->entity->fields[entity_field(escalation->entity, "to_level")];
    const char *label = field_choice_label(level, row_text(escalation, "to_level"));
    if (!problem.deleted && problem_is_open(row_text(&problem, "status"))) {
        title_of(row_text(&problem, "code"), row_text(escalation, "question"), &title);
        date_format(&day, decide_by == DATE_NONE ? proposing->day : decide_by, DATE_SHORT,
                    language_now());
        if (decide_by == DATE_NONE)
            buffer_format(&reason, _("asked of: %s"), label);
        else
            buffer_format(&reason, _("asked of: %s, to be decided by %s"), label, day.bytes);
        struct meeting_proposal *proposal =
            proposing_add(proposing, SUBJECT_ESCALATION, &title, &reason);
        proposal->kind = "decide";
        about(proposal, ENTITY_ESCALATION, escalation->id);
    }
    buffer_release(&day);
    row_release(&problem);
    return true;
}

static void add_problems(struct proposing *proposing, struct gathered *problems,
                         const struct gathered *escalations)
{
    if (problems->list.count > 1)
        qsort(problems->list.items, problems->list.count, sizeof *problems->list.items,
              by_severity);
    for (size_t i = 0; i < problems->list.count; i++) {
        const struct row *problem = &problems->list.items[i];
        if (!escalated(escalations, problem->id) &&
            concerns(proposing, row_reference(problem, "theme")))
            add_problem(proposing, problem);
    }
}

/* ---- milestones and figures ---- */

/* The milestone's own title behind the code of its effort. */
static void add_late_one(struct proposing *proposing, const struct signal *signal)
{
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY, name = BUFFER_EMPTY;
    rows_name(proposing->session, ENTITY_MILESTONE, signal->about, &name);
    title_of(signal->code, name.bytes, &title);
    buffer_add_text(&reason, signal->reason);
    about(proposing_add(proposing, SUBJECT_MILESTONE, &title, &reason), ENTITY_MILESTONE,
          signal->about);
    buffer_release(&name);
}

/* The latest of them have an item each; the others share one. */
static bool add_late(struct proposing *proposing, struct signals *signals, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    size_t late = 0;
    for (size_t i = 0; i < signals->count; i++) {
        struct signal *signal = &signals->items[i];
        if (signal->kind != SIGNAL_LATE)
            continue;
        if (late < OWN_ITEMS + LISTED && !signals_tell(proposing->session, signal, error))
            return false;
        if (late < OWN_ITEMS)
            add_late_one(proposing, signal);
        else if (late < OWN_ITEMS + LISTED)
            buffer_format(&reason, "%s%s", late == OWN_ITEMS ? "" : ", ", signal->code);
        else if (late == OWN_ITEMS + LISTED)
            buffer_add_text(&reason, " \u2026");
        late++;
    }
    if (late <= OWN_ITEMS)
        return true;
    buffer_format(&title,
                  ngettext("%zu other late milestone", "%zu other late milestones",
                           (unsigned long)(late - OWN_ITEMS)),
                  late - OWN_ITEMS);
    proposing_add(proposing, SUBJECT_MILESTONE, &title, &reason)->minutes = 10;
    return true;
}

/* One item for all of them: they are asked for, not talked about. */
static bool add_figures(struct proposing *proposing, struct signals *signals, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    size_t due = 0;
    for (size_t i = 0; i < signals->count; i++) {
        struct signal *signal = &signals->items[i];
        if (signal->kind != SIGNAL_NO_FIGURE)
            continue;
        if (due < LISTED && !signals_tell(proposing->session, signal, error))
            return false;
        if (due < LISTED)
            buffer_format(&reason, "%s%s", due == 0 ? "" : ", ", signal->code);
        else if (due == LISTED)
            buffer_add_text(&reason, " \u2026");
        due++;
    }
    if (due == 0)
        return true;
    buffer_add_text(&title, _("Figures due"));
    proposing_add(proposing, SUBJECT_FIGURES, &title, &reason)->minutes =
        meeting_planned_minutes(SUBJECT_FIGURES, (int64_t)due);
    return true;
}

static bool add_judged(struct proposing *proposing, struct judged *judged, struct error *error)
{
    struct gathered problems = {.list = {0}}, escalations = {.list = {0}};
    bool good = read_problems(proposing, &problems, error) &&
                read_escalations(proposing, &escalations, error) &&
                add_goals(proposing, judged, error);
    add_problems(proposing, &problems, &escalations);
    good = good && add_late(proposing, judged->signals, error);
    for (size_t i = 0; good && i < escalations.list.count; i++)
        good = add_escalation(proposing, &escalations.list.items[i], error);
    good = good && add_figures(proposing, judged->signals, error);
    gather_release(&problems);
    gather_release(&escalations);
    return good;
}

bool proposing_judged(struct proposing *proposing, struct error *error)
{
    struct session *session = proposing->session;
    struct id chosen = session->programme;
    struct standing standing;
    struct signals signals;
    session->programme = proposing->programme;
    bool good = standing_read(session, STANDING_STATES, &standing, error);
    if (good) {
        good = signals_collect(session, &standing, &signals, error);
        if (good) {
            good = add_judged(proposing, &(struct judged){&standing, &signals}, error);
            signals_release(&signals);
        }
        standing_release(&standing);
    }
    session->programme = chosen;
    return good;
}

/* ---- agreements ---- */

struct linking {
    struct proposing *proposing;
    bool ours;
};

static bool is_ours(void *context, const struct row *link, struct error *error)
{
    struct linking *linking = context;
    struct proposing *proposing = linking->proposing;
    const char *table = row_text(link, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    struct id programme = {{0}};
    if (entity == NULL)
        return true;
    if (!record_programme(proposing->session->db,
                          (struct record_at){entity->kind, row_reference(link, "row")}, &programme,
                          error))
        return false;
    linking->ours = id_equal(programme, proposing->programme);
    return !linking->ours;
}

static bool add_agreement(void *context, const struct row *agreement, struct error *error)
{
    struct proposing *proposing = context;
    struct linking linking = {proposing, false};
    struct query query;
    query_init(&query, ENTITY_AGREEMENT_LINK);
    bool read = query_add(&query, "agreement", QUERY_EQUAL, value_id(agreement->id), error) &&
                record_each(proposing->session->db, &query, is_ours, &linking, error);
    query_release(&query);
    if (!read || !linking.ours || !concerns(proposing, row_reference(agreement, "theme")))
        return read;
    struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY, day = BUFFER_EMPTY;
    title_of(row_text(agreement, "code"), row_text(agreement, "text"), &title);
    date_format(&day, row_date(agreement, "due"), DATE_SHORT, language_now());
    buffer_format(&reason, _("due %s"), day.bytes);
    about(proposing_add(proposing, SUBJECT_AGREEMENT, &title, &reason), ENTITY_AGREEMENT,
          agreement->id);
    buffer_release(&day);
    return true;
}

bool proposing_agreements(struct proposing *proposing, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_AGREEMENT);
    bool read = query_add(&query, "due", QUERY_AT_MOST,
                          meeting_day_value(proposing->day + AGREEMENT_DAYS), error) &&
                query_add(&query, "status", QUERY_NOT_EQUAL, value_text("kept"), error) &&
                query_add(&query, "status", QUERY_NOT_EQUAL, value_text("lapsed"), error) &&
                record_each(proposing->session->db, &query, add_agreement, proposing, error);
    query_release(&query);
    return read;
}

/* ---- what was carried over ---- */

static struct meeting_proposal *proposed(struct proposing *proposing, const struct row *item)
{
    struct id row = row_reference(item, "row");
    for (size_t i = 0; !id_is_none(row) && i < proposing->list.count; i++)
        if (id_equal(proposing->list.items[i].about, row) &&
            proposing->list.items[i].subject == meeting_subject_of(row_text(item, "subject")))
            return &proposing->list.items[i];
    return NULL;
}

/* Carried further already, onto another agenda than this one's. */
static bool taken(struct proposing *proposing, struct id item, bool *is_taken, struct error *error)
{
    struct gathered later = {.list = {0}};
    struct gather_of of = {ENTITY_AGENDA_ITEM, "carried_from", item, NULL, false};
    bool read = gather_rows(proposing->session, &of, &later, error);
    *is_taken = false;
    for (size_t i = 0; i < later.list.count; i++)
        *is_taken = *is_taken || !id_equal(row_reference(&later.list.items[i], "meeting"),
                                           proposing->meeting->id);
    gather_release(&later);
    return read;
}

static bool add_carried(struct proposing *proposing, const struct row *item, struct error *error)
{
    bool elsewhere;
    if (meeting_item_of(row_text(item, "status")) != ITEM_CARRIED)
        return true;
    if (!taken(proposing, item->id, &elsewhere, error))
        return false;
    if (elsewhere)
        return true;
    struct meeting_proposal *proposal = proposed(proposing, item);
    if (proposal == NULL) {
        struct buffer title = BUFFER_EMPTY, reason = BUFFER_EMPTY;
        const char *table = row_text(item, "entity");
        const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
        buffer_add_text(&title, row_text(item, "title"));
        buffer_add_text(&reason, _("carried over"));
        proposal = proposing_add(proposing, meeting_subject_of(row_text(item, "subject")), &title,
                                 &reason);
        about(proposal, entity == NULL ? ENTITY_NONE : entity->kind, row_reference(item, "row"));
    }
    const struct choice *kind = item->entity->fields[entity_field(item->entity, "kind")].choices;
    for (; kind->value != NULL; kind++)
        if (strcmp(kind->value, row_text(item, "kind")) == 0)
            proposal->kind = kind->value;
    proposal->carried_from = item->id;
    proposal->minutes = (int)row_integer(item, "minutes", proposal->minutes);
    return true;
}

bool proposing_carried(struct proposing *proposing, struct error *error)
{
    struct gathered items = {.list = {0}};
    if (id_is_none(proposing->last))
        return true;
    bool good = meeting_items(proposing->session, proposing->last, &items, error);
    for (size_t i = 0; good && i < items.list.count; i++)
        good = add_carried(proposing, &items.list.items[i], error);
    gather_release(&items);
    return good;
}
