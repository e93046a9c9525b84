#include "wijk/app/signals.h"

#include <stdlib.h>
#include <string.h>

#include "signals_collect.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/config/config.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

#define SLICE 2000 /* problems collected at once */

void signals_limits(struct session *session, struct signal_limits *limits)
{
    *limits = signal_limits_usual;
    const struct config *config = session->config;
    if (config == NULL)
        return;
    limits->late_days = (int)config_integer(config, "signal_late_days");
    limits->silent_days = (int)config_integer(config, "signal_silent_days");
    limits->money_points = (int)config_integer(config, "signal_money_points");
    limits->slips = (int)config_integer(config, "signal_slips");
    limits->carried = (int)config_integer(config, "signal_carried");
    limits->open_days[SEVERITY_LOW] = (int)config_integer(config, "signal_open_days_low");
    limits->open_days[SEVERITY_NORMAL] = (int)config_integer(config, "signal_open_days_normal");
    limits->open_days[SEVERITY_HIGH] = (int)config_integer(config, "signal_open_days_high");
    limits->open_days[SEVERITY_CRITICAL] = (int)config_integer(config, "signal_open_days_critical");
}

/* ---- collecting ---- */

static char *owned(const struct row *row, const char *column)
{
    const char *text = column == NULL ? NULL : row_text(row, column);
    return memory_string(text == NULL ? "" : text);
}

void collecting_add(struct collecting *collecting, enum signal_kind kind, const struct row *about,
                    const struct row *named, struct id owner)
{
    *VECTOR_PUSH(&collecting->found) =
        (struct signal){.kind = kind,
                        .about_kind = about->entity->kind,
                        .about = about->id,
                        .finding = collecting->finding,
                        .code = owned(named, named->entity->code),
                        .title = owned(named, named->entity->title),
                        .reason = memory_string(collecting->words.bytes),
                        .owner = owner};
    buffer_clear(&collecting->words);
}

void collecting_note(struct collecting *collecting, enum signal_kind kind, struct record_at about,
                     struct id owner)
{
    *VECTOR_PUSH(&collecting->found) = (struct signal){.kind = kind,
                                                       .about_kind = about.kind,
                                                       .about = about.id,
                                                       .finding = collecting->finding,
                                                       .owner = owner};
}

static void collect_indicators(struct collecting *collecting)
{
    const struct standing *standing = collecting->standing;
    for (size_t i = 0; i < standing->indicators.count; i++) {
        const struct standing_indicator *indicator = &standing->indicators.items[i];
        enum signal_kind kind;
        if (indicator->goal == STANDING_NONE ||
            !signal_outlook(&collecting->quiet, &indicator->outlook, NULL, &kind,
                            &collecting->finding))
            continue;
        struct id owner = row_reference(&indicator->row, "owner");
        if (id_is_none(owner))
            owner = row_reference(&standing->goals.items[indicator->goal].row, "owner");
        collecting_note(collecting, kind, (struct record_at){ENTITY_INDICATOR, indicator->row.id},
                        owner);
    }
}

/* The light that people set, when it still stands, with what they said of it. */
static void collect_explanation(struct collecting *collecting, const struct standing_goal *goal)
{
    struct signal_explanation explanation = {
        .cause = row_text(&goal->row, "cause") != NULL,
        .consequence = row_text(&goal->row, "consequence") != NULL,
        .correction = row_text(&goal->row, "correction") != NULL,
        .since = row_date(&goal->row, "light_on")};
    if (light_of_value(row_text(&goal->row, "light"), &explanation.light) &&
        explanation.light == goal->light &&
        signal_unexplained(&collecting->call, &explanation, &collecting->finding))
        collecting_add(collecting, SIGNAL_UNEXPLAINED, &goal->row, &goal->row,
                       row_reference(&goal->row, "owner"));
}

static void collect_goals(struct collecting *collecting)
{
    const struct standing *standing = collecting->standing;
    for (size_t i = 0; i < standing->goals.count; i++) {
        const struct standing_goal *goal = &standing->goals.items[i];
        const char *level = row_text(&goal->row, "level");
        bool vision = level != NULL && strcmp(level, "vision") == 0;
        if (!vision && id_is_none(row_reference(&goal->row, "owner")) &&
            signal_unowned(&collecting->quiet, 0, DATE_NONE, &collecting->finding))
            collecting_note(collecting, SIGNAL_UNOWNED,
                            (struct record_at){ENTITY_GOAL, goal->row.id}, (struct id){{0}});
        collect_explanation(collecting, goal);
    }
}

static void collect_problem(void *context, const struct noticed_open *problem)
{
    struct collecting *collecting = context;
    struct signal_problem facts = {
        .severity = problem->severity, .raised_on = problem->raised_on, .taken = !problem->flagged};
    struct record_at about = {ENTITY_PROBLEM, problem->id};
    bool unowned = id_is_none(problem->owner) && id_is_none(problem->owner_person);
    if (signal_open_long(&collecting->quiet, &facts, &collecting->finding))
        collecting_note(collecting, SIGNAL_OPEN_LONG, about, problem->owner);
    else if (unowned && facts.taken &&
             signal_unowned(&collecting->quiet, facts.severity, facts.raised_on,
                            &collecting->finding))
        collecting_note(collecting, SIGNAL_UNOWNED, about, problem->owner);
}

static bool collect_escalation(void *context, const struct row *escalation, struct error *error)
{
    struct collecting *collecting = context;
    struct row problem;
    const struct field *level =
        &escalation->entity->fields[entity_field(escalation->entity, "to_level")];
    if (!signal_undecided(&collecting->call, row_date(escalation, "decide_by"),
                          field_choice_label(level, row_text(escalation, "to_level")),
                          &collecting->finding))
        return true;
    if (!record_get(collecting->session->db, ENTITY_PROBLEM, row_reference(escalation, "problem"),
                    &problem, error))
        return false;
    if (problem_is_open(row_text(&problem, "status")) && !problem.deleted)
        collecting_add(collecting, SIGNAL_UNDECIDED, escalation, &problem,
                       row_reference(&problem, "owner"));
    row_release(&problem);
    buffer_clear(&collecting->words);
    return true;
}

/* Those of as many programmes as make a slice. */
static bool collect_problems(struct collecting *collecting, bool *more, struct error *error)
{
    size_t before = collecting->found.count;
    struct id programme;
    while (collecting->found.count < before + SLICE &&
           (*more = collecting_programme(collecting, &programme))) {
        if (!noticed_open(collecting->session->db, programme, collect_problem, collecting, error))
            return false;
        collecting->next++;
    }
    return true;
}

static bool collect_escalations(struct collecting *collecting, bool *more, struct error *error)
{
    struct query query;
    (void)more;
    query_init(&query, ENTITY_ESCALATION);
    query.programme = collecting->session->programme;
    bool read = query_add(&query, "decided_on", QUERY_UNKNOWN, value_none(), error) &&
                record_each(collecting->session->db, &query, collect_escalation, collecting, error);
    query_release(&query);
    return read;
}

/* ---- what was put aside ---- */

struct asides {
    struct collecting *collecting;
    size_t hidden;
};

static void release_signal(struct signal *signal)
{
    free(signal->code);
    free(signal->title);
    free(signal->reason);
}

static bool hide(void *context, const struct row *aside, struct error *error)
{
    (void)error;
    struct asides *asides = context;
    enum signal_kind kind;
    if (!signal_of(row_text(aside, "signal"), &kind))
        return true;
    for (size_t i = 0; i < asides->collecting->found.count; i++) {
        struct signal *signal = &asides->collecting->found.items[i];
        if (signal->kind != kind || !id_equal(signal->about, row_reference(aside, "row")))
            continue;
        release_signal(signal);
        *signal = asides->collecting->found.items[--asides->collecting->found.count];
        asides->hidden++;
        break;
    }
    return true;
}

static bool hide_asides(struct collecting *collecting, bool *more, struct error *error)
{
    (void)more;
    struct asides asides = {collecting, 0};
    char today[DATE_TEXT_SIZE];
    date_iso(collecting->session->today, today);
    struct query query;
    query_init(&query, ENTITY_ASIDE);
    bool read = query_add(&query, "until", QUERY_MORE, value_text(today), error) &&
                record_each(collecting->session->db, &query, hide, &asides, error);
    query_release(&query);
    collecting->aside = asides.hidden;
    return read;
}

/* ---- the whole ---- */

/* Red before amber before grey; the kinds in their order; the heavier first. */
static int by_urgency(const void *one, const void *other)
{
    const struct signal *first = one, *second = other;
    if (first->finding.light != second->finding.light)
        return first->finding.light > second->finding.light ? -1 : 1;
    if (first->finding.severity != second->finding.severity)
        return first->finding.severity > second->finding.severity ? -1 : 1;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    if (first->finding.weight < second->finding.weight ||
        first->finding.weight > second->finding.weight)
        return first->finding.weight > second->finding.weight ? -1 : 1;
    return memcmp(first->about.bytes, second->about.bytes, sizeof first->about.bytes);
}

/* ---- step by step ---- */

bool collecting_programme(const struct collecting *collecting, struct id *programme)
{
    const struct standing *standing = collecting->standing;
    bool one = !id_is_none(collecting->session->programme);
    size_t count = one ? 1 : standing->programmes.count;
    if (collecting->next >= count)
        return false;
    *programme =
        one ? collecting->session->programme : standing->programmes.items[collecting->next].id;
    return true;
}

static bool collect_goals_and_indicators(struct collecting *collecting, bool *more,
                                         struct error *error)
{
    (void)more;
    (void)error;
    collect_indicators(collecting);
    collect_goals(collecting);
    return true;
}

static bool arrange(struct collecting *collecting, bool *more, struct error *error)
{
    (void)more;
    (void)error;
    if (collecting->found.count > 1)
        qsort(collecting->found.items, collecting->found.count, sizeof *collecting->found.items,
              by_urgency);
    return true;
}

static collecting_stage *const stages[] = {
    collect_goals_and_indicators, collect_problems,      collect_escalations, collecting_efforts,
    collecting_milestones,        collecting_money,      collecting_moves,    collecting_actions,
    collecting_elsewhere,         collecting_agreements, hide_asides,         arrange};

struct collecting *collecting_begin(struct session *session, const struct standing *standing)
{
    struct collecting *collecting = memory_new(sizeof *collecting);
    collecting->session = session;
    collecting->standing = standing;
    collecting->words = BUFFER_EMPTY;
    signals_limits(session, &collecting->limits);
    collecting->call = (struct signal_call){.limits = &collecting->limits,
                                            .today = session->today,
                                            .language = language_now(),
                                            .reason = &collecting->words};
    collecting->quiet = collecting->call;
    collecting->quiet.reason = NULL;
    return collecting;
}

bool collecting_some(struct collecting *collecting, bool *more, struct error *error)
{
    bool again = false;
    bool good = stages[collecting->stage](collecting, &again, error);
    if (good && !again) {
        collecting->stage++;
        collecting->next = 0;
    }
    *more = good && collecting->stage < sizeof stages / sizeof *stages;
    return good;
}

void collecting_end(struct collecting *collecting, struct signals *signals)
{
    *signals = (struct signals){.items = collecting->found.items,
                                .count = collecting->found.count,
                                .aside = collecting->aside};
    buffer_release(&collecting->words);
    collecting_elsewhere_free(collecting->elsewhere);
    free(collecting);
}

bool signals_collect(struct session *session, const struct standing *standing,
                     struct signals *signals, struct error *error)
{
    struct collecting *collecting = collecting_begin(session, standing);
    bool more = true, good = true;
    while (more)
        good = collecting_some(collecting, &more, error);
    collecting_end(collecting, signals);
    if (!good)
        signals_release(signals);
    return good;
}

bool signals_load(struct session *session, struct signals *signals, struct error *error)
{
    struct standing standing;
    bool held = db_hold(session->db);
    *signals = (struct signals){0};
    bool good = standing_read(session, STANDING_SIGNALS, &standing, error);
    if (good) {
        good = signals_collect(session, &standing, signals, error);
        standing_release(&standing);
    }
    db_let_go(session->db, held);
    return good;
}

void signals_release(struct signals *signals)
{
    for (size_t i = 0; i < signals->count; i++)
        release_signal(&signals->items[i]);
    free(signals->items);
    *signals = (struct signals){0};
}
