#include "overview_notices.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

/* From most urgent to least. */
enum urgency { URGENT_CRITICAL, URGENT_OFF_TRACK, URGENT_LATE, URGENT_BEHIND, URGENT_NO_FIGURE };

struct candidate {
    enum urgency urgency;
    double weight; /* more comes first */
    const struct row *row;
    size_t place; /* of the indicator, or of the milestone's effort */
    date_t since;
};

struct noticing {
    const struct standing *standing;
    VECTOR(struct candidate) candidates;
    VECTOR(struct row *) rows; /* owned: of problems and milestones */
    size_t left;               /* of a query that is in the order of urgency: more are not shown */
};

static void add_candidate(struct noticing *noticing, struct candidate candidate)
{
    *VECTOR_PUSH(&noticing->candidates) = candidate;
}

/* ---- what there is ---- */

/* Reached, on track, no target, secret and unavailable ask for nothing. */
static bool urgency_of(enum outlook_state state, enum urgency *urgency)
{
    switch (state) {
    case OUTLOOK_OFF_TRACK:
        *urgency = URGENT_OFF_TRACK;
        return true;
    case OUTLOOK_BEHIND:
        *urgency = URGENT_BEHIND;
        return true;
    case OUTLOOK_NO_FIGURE:
        *urgency = URGENT_NO_FIGURE;
        return true;
    default:
        return false;
    }
}

/* The less of the expected change was realised, the more urgent; a figure that is long overdue is
 * more urgent than one that never was. */
static double indicator_weight(const struct outlook *outlook, date_t today)
{
    if (outlook->state != OUTLOOK_NO_FIGURE)
        return outlook->share_known ? -outlook->share : 0;
    return outlook->newest.date == DATE_NONE ? 0 : (double)(today - outlook->newest.date);
}

static void notice_indicators(struct noticing *noticing)
{
    const struct standing *standing = noticing->standing;
    for (size_t i = 0; i < standing->indicators.count; i++) {
        const struct standing_indicator *indicator = &standing->indicators.items[i];
        struct candidate candidate = {.row = &indicator->row, .place = i};
        if (indicator->goal == STANDING_NONE ||
            !urgency_of(indicator->outlook.state, &candidate.urgency))
            continue;
        candidate.weight = indicator_weight(&indicator->outlook, standing->session->today);
        add_candidate(noticing, candidate);
    }
}

static const struct row *keep(struct noticing *noticing, const struct row *row)
{
    struct row *copy = memory_new(sizeof *copy);
    row_copy(copy, row);
    *VECTOR_PUSH(&noticing->rows) = copy;
    return copy;
}

static bool notice_problem(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct noticing *noticing = context;
    date_t since = row_date(row, "raised_on");
    double days = since == DATE_NONE ? 0 : (double)(noticing->standing->session->today - since);
    add_candidate(noticing, (struct candidate){.urgency = URGENT_CRITICAL,
                                               .weight = days,
                                               .row = keep(noticing, row),
                                               .since = since});
    return --noticing->left > 0;
}

/* Critical ones that nobody took; those of which the date is not known, or those of which it is. */
static bool notice_critical(struct noticing *noticing, enum query_test dated, struct error *error)
{
    struct session *session = noticing->standing->session;
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    query.programme = session->programme;
    query.order = entity_field(query.entity, "raised_on");
    query.descending = false;
    noticing->left = OVERVIEW_NOTICES;
    const char *flagged = problem_status_value(PROBLEM_FLAGGED);
    bool read =
        query_add(&query, "status", QUERY_EQUAL, value_text(flagged), error) &&
        query_add(&query, "severity", QUERY_EQUAL, value_integer(SEVERITY_CRITICAL), error) &&
        query_add(&query, "raised_on", dated, value_none(), error) &&
        record_each(session->db, &query, notice_problem, noticing, error);
    query_release(&query);
    return read;
}

static bool notice_problems(struct noticing *noticing, struct error *error)
{
    size_t critical = 0;
    for (size_t i = 0; i < noticing->standing->problems.count; i++)
        critical += noticing->standing->problems.items[i].severity == SEVERITY_CRITICAL;
    return critical == 0 || (notice_critical(noticing, QUERY_KNOWN, error) &&
                             notice_critical(noticing, QUERY_UNKNOWN, error));
}

/* A milestone of an effort that still goes on. */
static bool notice_milestone(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct noticing *noticing = context;
    const struct standing *standing = noticing->standing;
    size_t effort = standing_find(&standing->effort_places, row_reference(row, "effort"));
    if (effort == STANDING_NONE)
        return true;
    const char *phase = row_text(&standing->efforts.items[effort].row, "phase");
    if (phase != NULL && (strcmp(phase, "done") == 0 || strcmp(phase, "stopped") == 0))
        return true;
    date_t due = row_date(row, "due");
    add_candidate(noticing, (struct candidate){.urgency = URGENT_LATE,
                                               .weight = (double)(standing->session->today - due),
                                               .row = keep(noticing, row),
                                               .place = effort,
                                               .since = due});
    return --noticing->left > 0;
}

static bool notice_milestones(struct noticing *noticing, struct error *error)
{
    struct session *session = noticing->standing->session;
    char today[DATE_TEXT_SIZE];
    date_iso(session->today, today);
    struct query query;
    query_init(&query, ENTITY_MILESTONE);
    query.order = entity_field(query.entity, "due");
    noticing->left = OVERVIEW_NOTICES;
    query.programme = session->programme;
    bool read = query_add(&query, "done_on", QUERY_UNKNOWN, value_none(), error) &&
                query_add(&query, "due", QUERY_LESS, value_text(today), error) &&
                record_each(session->db, &query, notice_milestone, noticing, error);
    query_release(&query);
    return read;
}

/* ---- in words ---- */

static const char *text_of(const struct row *row, const char *column)
{
    const char *text = row_text(row, column);
    return text == NULL ? "" : text;
}

static void tell_problem(const struct candidate *candidate, date_t today, struct buffer *out)
{
    const char *title = text_of(candidate->row, "title");
    int days = candidate->since == DATE_NONE ? 0 : (int)(today - candidate->since);
    if (days > 0)
        buffer_format(out,
                      ngettext("%s: critical, nobody has taken it for %d day",
                               "%s: critical, nobody has taken it for %d days",
                               (unsigned long)days),
                      title, days);
    else
        buffer_format(out, _("%s: critical, nobody has taken it yet"), title);
}

static void tell_milestone(const struct candidate *candidate, const struct row *effort,
                           date_t today, struct buffer *out)
{
    int days = (int)(today - candidate->since);
    buffer_format(
        out, ngettext("%s: '%s' is %d day late", "%s: '%s' is %d days late", (unsigned long)days),
        text_of(effort, "title"), text_of(candidate->row, "title"), days);
}

static struct overview_notice notice_of(const struct standing *standing,
                                        const struct candidate *candidate)
{
    date_t today = standing->session->today;
    const struct row *coded = candidate->row;
    struct overview_notice notice = {
        .kind = candidate->row->entity->kind, .id = candidate->row->id, .light = LIGHT_RED};
    struct buffer text = BUFFER_EMPTY;
    if (notice.kind == ENTITY_INDICATOR) {
        const struct standing_indicator *indicator = &standing->indicators.items[candidate->place];
        notice.light = indicator->light;
        buffer_format(&text, _("%s: %s"), text_of(candidate->row, "name"), indicator->reason);
    } else if (notice.kind == ENTITY_MILESTONE) {
        notice.light = LIGHT_AMBER;
        coded = &standing->efforts.items[candidate->place].row;
        tell_milestone(candidate, coded, today, &text);
    } else {
        tell_problem(candidate, today, &text);
    }
    notice.code = memory_string(text_of(coded, "code"));
    notice.text = buffer_detach(&text);
    return notice;
}

static int order_candidates(const void *one, const void *other)
{
    const struct candidate *first = one, *second = other;
    if (first->urgency != second->urgency)
        return first->urgency < second->urgency ? -1 : 1;
    if (first->weight < second->weight || first->weight > second->weight)
        return first->weight > second->weight ? -1 : 1;
    return memcmp(first->row->id.bytes, second->row->id.bytes, sizeof first->row->id.bytes);
}

bool overview_notices(const struct standing *standing, struct overview *overview,
                      struct error *error)
{
    struct noticing noticing = {.standing = standing};
    notice_indicators(&noticing);
    bool read = notice_problems(&noticing, error) && notice_milestones(&noticing, error);
    size_t count = noticing.candidates.count;
    if (count > 1)
        qsort(noticing.candidates.items, count, sizeof *noticing.candidates.items,
              order_candidates);
    overview->notices = memory_array(OVERVIEW_NOTICES, sizeof *overview->notices);
    for (size_t i = 0; read && i < count && i < OVERVIEW_NOTICES; i++)
        overview->notices[overview->notice_count++] =
            notice_of(standing, &noticing.candidates.items[i]);
    for (size_t i = 0; i < noticing.rows.count; i++) {
        row_release(noticing.rows.items[i]);
        free(noticing.rows.items[i]);
    }
    free(noticing.rows.items);
    free(noticing.candidates.items);
    return read;
}
