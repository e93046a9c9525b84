#include "wijk/app/effort_lights.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/signals.h"
#include "wijk/base/memory.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

#define DAY_MILLISECONDS INT64_C(86400000)

/* ---- facts ---- */

static bool add_milestone(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct effort_lights *lights = context;
    *VECTOR_PUSH(&lights->facts) =
        (struct effort_lights_fact){.effort = row_reference(row, "effort"),
                                    .late = row_date(row, "due"),
                                    .title = memory_string(row_text(row, "title"))};
    return true;
}

static bool add_line(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct effort_lights *lights = context;
    *VECTOR_PUSH(&lights->facts) =
        (struct effort_lights_fact){.effort = row_reference(row, "effort"),
                                    .late = DATE_NONE,
                                    .planned = row_integer(row, "planned", 0),
                                    .spent = row_integer(row, "spent", 0)};
    return true;
}

static bool each_of(struct effort_lights *lights, enum entity_kind kind, struct id effort,
                    struct error *error)
{
    bool milestones = kind == ENTITY_MILESTONE, good = true;
    char today[DATE_TEXT_SIZE];
    struct query query;
    date_iso(lights->session->today, today);
    query_init(&query, kind);
    query.only = milestones ? "effort title due done_on" : "effort planned spent";
    query.unordered = true;
    if (id_is_none(effort))
        query.programme = lights->session->programme;
    else
        good = query_add(&query, "effort", QUERY_EQUAL, value_id(effort), error);
    if (good && milestones)
        good = query_add(&query, "done_on", QUERY_UNKNOWN, value_none(), error) &&
               query_add(&query, "due", QUERY_LESS, value_text(today), error);
    good = good && record_each(lights->session->db, &query, milestones ? add_milestone : add_line,
                               lights, error);
    query_release(&query);
    return good;
}

static int by_effort(const void *one, const void *other)
{
    return memcmp(((const struct effort_lights_fact *)one)->effort.bytes,
                  ((const struct effort_lights_fact *)other)->effort.bytes, sizeof(struct id));
}

bool effort_lights_read(struct session *session, struct id effort, struct effort_lights *out,
                        struct error *error)
{
    *out = (struct effort_lights){.session = session};
    signals_limits(session, &out->limits);
    if (!each_of(out, ENTITY_MILESTONE, effort, error) ||
        !each_of(out, ENTITY_BUDGET_LINE, effort, error))
        return false;
    if (out->facts.count > 1)
        qsort(out->facts.items, out->facts.count, sizeof *out->facts.items, by_effort);
    return true;
}

void effort_lights_release(struct effort_lights *lights)
{
    for (size_t i = 0; i < lights->facts.count; i++)
        free(lights->facts.items[i].title);
    free(lights->facts.items);
    *lights = (struct effort_lights){.session = NULL};
}

/* ---- one effort ---- */

/* The first fact of the effort, or the one behind it. */
static size_t first_of(const struct effort_lights *lights, struct id effort)
{
    size_t low = 0, high = lights->facts.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(lights->facts.items[middle].effort.bytes, effort.bytes, sizeof effort) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_facts(const struct effort_lights *lights, struct id effort,
                      struct effort_facts *facts)
{
    for (size_t i = first_of(lights, effort);
         i < lights->facts.count && id_equal(lights->facts.items[i].effort, effort); i++) {
        const struct effort_lights_fact *fact = &lights->facts.items[i];
        facts->money.planned += fact->planned;
        facts->money.spent += fact->spent;
        if (fact->late == DATE_NONE || (facts->late != DATE_NONE && facts->late <= fact->late))
            continue;
        facts->late = fact->late;
        facts->title = fact->title;
    }
}

static date_t day_of(int64_t moment)
{
    return moment == 0 ? DATE_NONE : (date_t)(moment / DAY_MILLISECONDS);
}

/* When people said it, and when the money was written, is only asked where people said something.
 */
static bool add_people(const struct effort_lights *lights, const struct row *effort,
                       struct effort_facts *facts, struct error *error)
{
    struct db *db = lights->session->db;
    int64_t at;
    for (int i = 0; i < EFFORT_ASPECTS; i++) {
        const char *column = effort_light_columns[i];
        facts->people[i].is_set = light_of_value(row_text(effort, column), &facts->people[i].light);
        if (!facts->people[i].is_set)
            continue;
        if (!noticed_field(db, effort->id, column, &at, error))
            return false;
        facts->people[i].on = day_of(at);
        if (i == EFFORT_MONEY && !noticed_money(db, effort->id, &at, error))
            return false;
        if (i == EFFORT_MONEY)
            facts->written = day_of(at);
    }
    return true;
}

bool effort_lights_judge(const struct effort_lights *lights, const struct row *effort,
                         struct effort_judged *out, struct error *error)
{
    const char *phase = row_text(effort, "phase");
    *out = (struct effort_judged){.worst = LIGHT_GREY};
    struct effort_facts *facts = &out->facts;
    facts->active = phase == NULL || strcmp(phase, "planned") == 0 || strcmp(phase, "running") == 0;
    facts->late = facts->written = DATE_NONE;
    facts->money.starts = row_date(effort, "starts");
    facts->money.ends = row_date(effort, "ends");
    add_facts(lights, effort->id, facts);
    if (!add_people(lights, effort, facts, error))
        return false;
    for (int i = 0; i < EFFORT_ASPECTS; i++) {
        out->of[i] =
            effort_light_of(facts, (enum effort_aspect)i, &lights->limits, lights->session->today);
        out->worst = light_worse(out->worst, out->of[i].light);
    }
    return true;
}

void effort_lights_reason(const struct effort_lights *lights, const struct effort_judged *judged,
                          enum effort_aspect aspect, struct buffer *out)
{
    struct signal_call call = {
        .limits = &lights->limits, .today = lights->session->today, .language = language_now()};
    effort_light_reason(out, &judged->facts, aspect, &call);
}
