/* What hangs under public goals and efforts, and what stands across them: problems, decisions, the
 * agreements, the lessons, and their links. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

/* Adds an element for a row to a vector and copies the row into it. */
#define TAKE(vector, type, row_taken, ...)                                                         \
    do {                                                                                           \
        *VECTOR_PUSH(vector) = (struct type){__VA_ARGS__};                                         \
        row_copy(&(vector)->items[(vector)->count - 1].row, row_taken);                            \
    } while (0)

static void take_indicator(struct site *site, const struct row *row)
{
    size_t goal = site_find(site, ENTITY_GOAL, site_reference(row, "goal"));
    if (goal != SITE_NONE)
        TAKE(&site->indicators, site_indicator, row, .goal = goal, .next = SITE_NONE);
}

static void take_effort(struct site *site, const struct row *row)
{
    size_t programme = site_find(site, ENTITY_PROGRAMME, site_reference(row, "programme"));
    if (programme != SITE_NONE)
        TAKE(&site->efforts, site_effort, row, .programme = programme, .next = SITE_NONE,
             .first_milestone = SITE_NONE, .first_goal = SITE_NONE);
}

static void take_milestone(struct site *site, const struct row *row)
{
    size_t effort = site_find(site, ENTITY_EFFORT, site_reference(row, "effort"));
    if (effort != SITE_NONE)
        TAKE(&site->milestones, site_milestone, row, .effort = effort, .next = SITE_NONE);
}

static void take_contribution(struct site *site, const struct row *row)
{
    size_t effort = site_find(site, ENTITY_EFFORT, site_reference(row, "effort"));
    size_t goal = site_find(site, ENTITY_GOAL, site_reference(row, "goal"));
    if (effort != SITE_NONE && goal != SITE_NONE)
        *VECTOR_PUSH(&site->contributions) =
            (struct site_contribution){.goal = goal, .effort = effort};
}

static void take_problem(struct site *site, const struct row *row)
{
    size_t programme = site_find(site, ENTITY_PROGRAMME, site_reference(row, "programme"));
    if (programme != SITE_NONE)
        TAKE(&site->problems, site_problem, row, .programme = programme,
             .goal = site_find(site, ENTITY_GOAL, site_reference(row, "goal")),
             .effort = site_find(site, ENTITY_EFFORT, site_reference(row, "effort")),
             .theme = site_find(site, ENTITY_THEME, site_reference(row, "theme")),
             .next = SITE_NONE, .next_of_goal = SITE_NONE);
}

static void take_decision(struct site *site, const struct row *row)
{
    size_t programme = site_find(site, ENTITY_PROGRAMME, site_reference(row, "programme"));
    if (programme != SITE_NONE)
        TAKE(&site->decisions, site_decision, row, .programme = programme, .next = SITE_NONE);
}

static void take_agreement(struct site *site, const struct row *row)
{
    TAKE(&site->agreements, site_agreement, row,
         .theme = site_find(site, ENTITY_THEME, site_reference(row, "theme")));
}

static void take_lesson(struct site *site, const struct row *row)
{
    TAKE(&site->lessons, site_lesson, row,
         .theme = site_find(site, ENTITY_THEME, site_reference(row, "theme")));
}

/* A link to an area is one to each of its programmes. */
static void link_area(struct site *site, struct site_link link, struct id area)
{
    link.to_kind = ENTITY_PROGRAMME;
    for (link.to = 0; link.to < site->programmes.count; link.to++)
        if (id_equal(site_reference(&site->programmes.items[link.to].row, "area"), area))
            *VECTOR_PUSH(&site->links) = link;
}

static void take_link(struct site *site, const struct row *row, enum entity_kind from,
                      const char *column)
{
    const char *table = site_text(row, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    struct site_link link = {.from_kind = from,
                             .from = site_find(site, from, site_reference(row, column))};
    if (link.from == SITE_NONE || entity == NULL)
        return;
    if (entity->kind == ENTITY_AREA) {
        link_area(site, link, site_reference(row, "row"));
        return;
    }
    link.to_kind = entity->kind;
    link.to = site_find(site, entity->kind, site_reference(row, "row"));
    if (link.to != SITE_NONE)
        *VECTOR_PUSH(&site->links) = link;
}

static void take_agreement_link(struct site *site, const struct row *row)
{
    take_link(site, row, ENTITY_AGREEMENT, "agreement");
}

static void take_lesson_link(struct site *site, const struct row *row)
{
    take_link(site, row, ENTITY_LESSON, "lesson");
}

static void take_adoption(struct site *site, const struct row *row)
{
    size_t lesson = site_find(site, ENTITY_LESSON, site_reference(row, "lesson"));
    size_t programme = site_find(site, ENTITY_PROGRAMME, site_reference(row, "programme"));
    if (lesson != SITE_NONE && programme != SITE_NONE)
        TAKE(&site->adoptions, site_adoption, row, .lesson = lesson, .programme = programme);
}

/* ---- order ---- */

static int by_code_of(const struct row *one, const struct row *other, const char *column)
{
    const char *code = row_text(one, column), *other_code = row_text(other, column);
    int order = text_compare(code == NULL ? "~" : code, other_code == NULL ? "~" : other_code);
    return order != 0 ? order : memcmp(&one->id, &other->id, sizeof one->id);
}

static int indicators_by_code(const void *one, const void *other)
{
    return by_code_of(&((const struct site_indicator *)one)->row,
                      &((const struct site_indicator *)other)->row, "code");
}

static int efforts_by_code(const void *one, const void *other)
{
    return by_code_of(&((const struct site_effort *)one)->row,
                      &((const struct site_effort *)other)->row, "code");
}

static int problems_by_code(const void *one, const void *other)
{
    return by_code_of(&((const struct site_problem *)one)->row,
                      &((const struct site_problem *)other)->row, "code");
}

#define SORT(vector, order)                                                                        \
    do {                                                                                           \
        if ((vector)->count > 1)                                                                   \
            qsort((vector)->items, (vector)->count, sizeof *(vector)->items, order);               \
    } while (0)

#define INDEX(site, vector, kind)                                                                  \
    do {                                                                                           \
        for (size_t place = 0; place < (vector)->count; place++)                                   \
            site_index(site, kind, (vector)->items[place].row.id, place);                          \
        site_sort_places(site);                                                                    \
    } while (0)

/* Chains are made from the last to the first, so that they are in the order of the vector. */
static void chain_indicators(struct site *site)
{
    for (size_t i = site->indicators.count; i-- > 0;) {
        struct site_indicator *indicator = &site->indicators.items[i];
        indicator->next = site->goals.items[indicator->goal].first_indicator;
        site->goals.items[indicator->goal].first_indicator = i;
    }
}

static void chain_efforts(struct site *site)
{
    for (size_t i = site->efforts.count; i-- > 0;) {
        struct site_effort *effort = &site->efforts.items[i];
        effort->next = site->programmes.items[effort->programme].first_effort;
        site->programmes.items[effort->programme].first_effort = i;
    }
    for (size_t i = site->milestones.count; i-- > 0;) {
        struct site_milestone *milestone = &site->milestones.items[i];
        milestone->next = site->efforts.items[milestone->effort].first_milestone;
        site->efforts.items[milestone->effort].first_milestone = i;
    }
    for (size_t i = site->contributions.count; i-- > 0;) {
        struct site_contribution *link = &site->contributions.items[i];
        link->next_of_goal = site->goals.items[link->goal].first_effort;
        link->next_of_effort = site->efforts.items[link->effort].first_goal;
        site->goals.items[link->goal].first_effort = i;
        site->efforts.items[link->effort].first_goal = i;
    }
}

static void chain_rest(struct site *site)
{
    for (size_t i = site->problems.count; i-- > 0;) {
        struct site_problem *problem = &site->problems.items[i];
        problem->next = site->programmes.items[problem->programme].first_problem;
        site->programmes.items[problem->programme].first_problem = i;
        if (problem->goal == SITE_NONE)
            continue;
        problem->next_of_goal = site->goals.items[problem->goal].first_problem;
        site->goals.items[problem->goal].first_problem = i;
    }
    for (size_t i = site->decisions.count; i-- > 0;) {
        struct site_decision *decision = &site->decisions.items[i];
        decision->next = site->programmes.items[decision->programme].first_decision;
        site->programmes.items[decision->programme].first_decision = i;
    }
}

bool site_read_parts(struct site *site, struct error *error)
{
    if (!site_each(site, ENTITY_INDICATOR, take_indicator, error) ||
        !site_each(site, ENTITY_EFFORT, take_effort, error))
        return false;
    SORT(&site->indicators, indicators_by_code);
    SORT(&site->efforts, efforts_by_code);
    INDEX(site, &site->indicators, ENTITY_INDICATOR);
    INDEX(site, &site->efforts, ENTITY_EFFORT);
    if (!site_each(site, ENTITY_AGREEMENT, take_agreement, error) ||
        !site_each(site, ENTITY_LESSON, take_lesson, error) ||
        !site_each(site, ENTITY_PROBLEM, take_problem, error) ||
        !site_each(site, ENTITY_DECISION, take_decision, error) ||
        !site_each(site, ENTITY_MILESTONE, take_milestone, error) ||
        !site_each(site, ENTITY_CONTRIBUTION, take_contribution, error))
        return false;
    SORT(&site->problems, problems_by_code);
    INDEX(site, &site->agreements, ENTITY_AGREEMENT);
    INDEX(site, &site->lessons, ENTITY_LESSON);
    INDEX(site, &site->problems, ENTITY_PROBLEM);
    INDEX(site, &site->decisions, ENTITY_DECISION);
    chain_indicators(site);
    chain_efforts(site);
    chain_rest(site);
    return site_each(site, ENTITY_AGREEMENT_LINK, take_agreement_link, error) &&
           site_each(site, ENTITY_LESSON_LINK, take_lesson_link, error) &&
           site_each(site, ENTITY_ADOPTION, take_adoption, error);
}

static void release_indicator(struct site_indicator *indicator)
{
    row_release(&indicator->row);
    free(indicator->slug);
    free((void *)indicator->input.measurements);
    free((void *)indicator->input.targets);
    free(indicator->points);
    free(indicator->recent);
    for (size_t i = 0; indicator->words != NULL && i < indicator->recent_count; i++)
        free(indicator->words[i]);
    free(indicator->words);
    free(indicator->benchmark);
    free(indicator->benchmark_name);
}

#define RELEASE_ROWS(vector)                                                                       \
    do {                                                                                           \
        for (size_t place = 0; place < (vector)->count; place++)                                   \
            row_release(&(vector)->items[place].row);                                              \
        free((vector)->items);                                                                     \
    } while (0)

void site_release_parts(struct site *site)
{
    for (size_t i = 0; i < site->indicators.count; i++)
        release_indicator(&site->indicators.items[i]);
    free(site->indicators.items);
    for (size_t i = 0; i < site->efforts.count; i++)
        free(site->efforts.items[i].slug);
    for (size_t i = 0; i < site->agreements.count; i++)
        free(site->agreements.items[i].slug);
    for (size_t i = 0; i < site->lessons.count; i++)
        free(site->lessons.items[i].slug);
    RELEASE_ROWS(&site->efforts);
    RELEASE_ROWS(&site->milestones);
    RELEASE_ROWS(&site->problems);
    RELEASE_ROWS(&site->decisions);
    RELEASE_ROWS(&site->agreements);
    RELEASE_ROWS(&site->lessons);
    RELEASE_ROWS(&site->adoptions);
    free(site->contributions.items);
    free(site->changes.items);
    free(site->links.items);
}
