#include "wijk/app/effort_lights.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/signals.h"
#include "wijk/base/memory.h"
#include "wijk/store/noticed.h"

#define DAY_MILLISECONDS INT64_C(86400000)

/* ---- facts ---- */

static void add_milestone(void *context, const struct noticed_milestone *milestone)
{
    struct effort_lights *lights = context;
    *VECTOR_PUSH(&lights->facts) =
        (struct effort_lights_fact){.effort = milestone->effort,
                                    .late = milestone->due,
                                    .title = memory_string(milestone->title)};
}

static void add_line(void *context, const struct noticed_budget *line)
{
    struct effort_lights *lights = context;
    *VECTOR_PUSH(&lights->facts) = (struct effort_lights_fact){
        .effort = line->effort, .late = DATE_NONE, .planned = line->planned, .spent = line->spent};
}

static date_t day_of(int64_t moment)
{
    return moment == 0 ? DATE_NONE : (date_t)(moment / DAY_MILLISECONDS);
}

static void add_said(void *context, const struct noticed_lights *said)
{
    struct effort_lights *lights = context;
    *VECTOR_PUSH(&lights->said) =
        (struct effort_lights_said){.effort = said->effort,
                                    .on = {[EFFORT_TIME] = day_of(said->time),
                                           [EFFORT_MONEY] = day_of(said->money),
                                           [EFFORT_QUALITY] = day_of(said->quality)},
                                    .written = day_of(said->written)};
}

static int by_effort(const void *one, const void *other)
{
    return memcmp(((const struct effort_lights_fact *)one)->effort.bytes,
                  ((const struct effort_lights_fact *)other)->effort.bytes, sizeof(struct id));
}

static bool read_facts(struct session *session, const struct noticed_of *of,
                       struct effort_lights *out, struct error *error)
{
    *out = (struct effort_lights){.session = session};
    signals_limits(session, &out->limits);
    if (!noticed_milestones(session->db, of, add_milestone, out, error) ||
        !noticed_budgets(session->db, of, add_line, out, error) ||
        !noticed_lights(session->db, of, add_said, out, error))
        return false;
    if (out->facts.count > 1)
        qsort(out->facts.items, out->facts.count, sizeof *out->facts.items, by_effort);
    return true;
}

bool effort_lights_read(struct session *session, struct id effort, struct effort_lights *out,
                        struct error *error)
{
    const struct noticed_of of = {session->programme, effort, session->today};
    return read_facts(session, &of, out, error);
}

bool effort_lights_read_all(struct session *session, struct effort_lights *out, struct error *error)
{
    const struct noticed_of of = {.today = session->today};
    return read_facts(session, &of, out, error);
}

void effort_lights_release(struct effort_lights *lights)
{
    for (size_t i = 0; i < lights->facts.count; i++)
        free(lights->facts.items[i].title);
    free(lights->facts.items);
    free(lights->said.items);
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

static int order_said(const void *effort, const void *said)
{
    return memcmp(effort, ((const struct effort_lights_said *)said)->effort.bytes,
                  sizeof(struct id));
}

static void add_people(const struct effort_lights *lights, const struct effort_stated *stated,
                       struct effort_facts *facts)
{
    const struct effort_lights_said *said =
        lights->said.count == 0 ? NULL
                                : bsearch(&stated->effort, lights->said.items, lights->said.count,
                                          sizeof *lights->said.items, order_said);
    for (int i = 0; i < EFFORT_ASPECTS; i++) {
        facts->people[i].is_set = light_of_value(stated->lights[i], &facts->people[i].light);
        facts->people[i].on = said == NULL ? DATE_NONE : said->on[i];
    }
    if (said != NULL)
        facts->written = said->written;
}

void effort_lights_judge_stated(const struct effort_lights *lights,
                                const struct effort_stated *stated, struct effort_judged *out)
{
    const char *phase = stated->phase;
    *out = (struct effort_judged){.worst = LIGHT_GREY};
    struct effort_facts *facts = &out->facts;
    facts->active = phase == NULL || strcmp(phase, "planned") == 0 || strcmp(phase, "running") == 0;
    facts->late = facts->written = DATE_NONE;
    facts->money.starts = stated->starts;
    facts->money.ends = stated->ends;
    add_facts(lights, stated->effort, facts);
    add_people(lights, stated, facts);
    for (int i = 0; i < EFFORT_ASPECTS; i++) {
        out->of[i] =
            effort_light_of(facts, (enum effort_aspect)i, &lights->limits, lights->session->today);
        out->worst = light_worse(out->worst, out->of[i].light);
    }
}

void effort_lights_judge(const struct effort_lights *lights, const struct row *effort,
                         struct effort_judged *out)
{
    struct effort_stated stated = {.effort = effort->id,
                                   .phase = row_text(effort, "phase"),
                                   .starts = row_date(effort, "starts"),
                                   .ends = row_date(effort, "ends")};
    for (int i = 0; i < EFFORT_ASPECTS; i++)
        stated.lights[i] = row_text(effort, effort_light_columns[i]);
    effort_lights_judge_stated(lights, &stated, out);
}

void effort_lights_reason(const struct effort_lights *lights, const struct effort_judged *judged,
                          enum effort_aspect aspect, struct buffer *out)
{
    struct signal_call call = {
        .limits = &lights->limits, .today = lights->session->today, .language = language_now()};
    effort_light_reason(out, &judged->facts, aspect, &call);
}
