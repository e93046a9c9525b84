#include "loaded.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

/* ---- reading ---- */

static bool take(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loaded *loaded = context;
    switch (row->entity->kind) {
    case ENTITY_PROGRAMME:
        row_copy(VECTOR_PUSH(&loaded->programmes), row);
        break;
    case ENTITY_THEME:
        row_copy(VECTOR_PUSH(&loaded->themes), row);
        break;
    case ENTITY_GOAL: {
        struct loaded_goal *goal = VECTOR_PUSH(&loaded->goals);
        *goal = (struct loaded_goal){.parent = LOADED_NONE, .last_measured = DATE_NONE};
        row_copy(&goal->row, row);
        break;
    }
    case ENTITY_INDICATOR: {
        struct loaded_indicator *indicator = VECTOR_PUSH(&loaded->indicators);
        *indicator = (struct loaded_indicator){.goal = LOADED_NONE};
        row_copy(&indicator->row, row);
        break;
    }
    case ENTITY_EFFORT: {
        struct loaded_effort *effort = VECTOR_PUSH(&loaded->efforts);
        *effort = (struct loaded_effort){.problems = 0};
        row_copy(&effort->row, row);
        break;
    }
    case ENTITY_PROBLEM: {
        struct loaded_problem *problem = VECTOR_PUSH(&loaded->problems);
        row_copy(&problem->row, row);
        problem->theme = row_reference(row, "theme");
        break;
    }
    default:
        break;
    }
    return true;
}

static bool read_all(struct loaded *loaded, enum entity_kind kind, record_visit *visit,
                     struct error *error)
{
    struct query query;
    query_init(&query, kind);
    if (kind != ENTITY_THEME && kind != ENTITY_PROGRAMME)
        query.programme = loaded->session->programme;
    bool read = true;
    if (kind == ENTITY_PROBLEM)
        read = query_add(&query, "status", QUERY_NOT_EQUAL, value_text("solved"), error) &&
               query_add(&query, "status", QUERY_NOT_EQUAL, value_text("rejected"), error);
    read = read && record_each(loaded->session->db, &query, visit, loaded, error);
    query_release(&query);
    return read;
}

/* ---- order ---- */

static int by_code(const struct row *one, const struct row *other)
{
    int order = code_compare(row_text(one, "code"), row_text(other, "code"));
    return order != 0 ? order : memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
}

static bool is_vision(const struct row *goal)
{
    const char *level = row_text(goal, "level");
    return level != NULL && strcmp(level, "vision") == 0;
}

static int order_goals(const void *one, const void *other)
{
    const struct loaded_goal *first = one, *second = other;
    bool vision = is_vision(&first->row);
    return vision != is_vision(&second->row) ? (vision ? -1 : 1)
                                             : by_code(&first->row, &second->row);
}

static int order_indicators(const void *one, const void *other)
{
    const struct loaded_indicator *first = one, *second = other;
    return by_code(&first->row, &second->row);
}

static int order_efforts(const void *one, const void *other)
{
    const struct loaded_effort *first = one, *second = other;
    return by_code(&first->row, &second->row);
}

/* Efforts lie in order already, so their places do for the code. */
static int order_contributions(const void *one, const void *other)
{
    const struct loaded_contribution *first = one, *second = other;
    if (first->weight != second->weight)
        return first->weight > second->weight ? -1 : 1;
    return first->effort < second->effort ? -1 : first->effort > second->effort;
}

static int order_themes(const void *one, const void *other)
{
    const struct row *first = one, *second = other;
    int64_t a = row_integer(first, "position", INT64_MAX),
            b = row_integer(second, "position", INT64_MAX);
    return a != b ? (a < b ? -1 : 1) : by_code(first, second);
}

static void sort(void *items, size_t count, size_t size, int (*order)(const void *, const void *))
{
    if (count > 1)
        qsort(items, count, size, order);
}

/* ---- places by id ---- */

static int order_places(const void *one, const void *other)
{
    return memcmp(one, other, sizeof(struct id));
}

size_t loaded_find(const struct loaded_places *places, struct id id)
{
    if (places->count == 0)
        return LOADED_NONE;
    const struct loaded_place *found =
        bsearch(&id, places->items, places->count, sizeof *places->items, order_places);
    return found == NULL ? LOADED_NONE : found->place;
}

/* Each loaded struct begins with its row. */
static struct loaded_places places_of(const void *items, size_t count, size_t size)
{
    struct loaded_places places = {memory_array(count + 1, sizeof *places.items), count};
    for (size_t i = 0; i < count; i++) {
        const struct row *row = (const void *)((const char *)items + i * size);
        places.items[i] = (struct loaded_place){row->id, i};
    }
    sort(places.items, count, sizeof *places.items, order_places);
    return places;
}

/* ---- links: lists are built from the back, so that they keep the order ---- */

static void link_goals(struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->goals.count; i++) {
        struct loaded_goal *goal = &loaded->goals.items[i];
        goal->first_child = goal->next = LOADED_NONE;
        goal->first_indicator = goal->first_contribution = LOADED_NONE;
    }
    for (size_t i = loaded->goals.count; i-- > 0;) {
        struct loaded_goal *goal = &loaded->goals.items[i];
        goal->parent = loaded_find(&loaded->goal_places, row_reference(&goal->row, "parent"));
        if (goal->parent == LOADED_NONE)
            continue;
        goal->next = loaded->goals.items[goal->parent].first_child;
        loaded->goals.items[goal->parent].first_child = i;
    }
}

static void link_indicators(struct loaded *loaded)
{
    for (size_t i = loaded->indicators.count; i-- > 0;) {
        struct loaded_indicator *indicator = &loaded->indicators.items[i];
        indicator->goal = loaded_find(&loaded->goal_places, row_reference(&indicator->row, "goal"));
        indicator->next = LOADED_NONE;
        if (indicator->goal == LOADED_NONE)
            continue;
        indicator->next = loaded->goals.items[indicator->goal].first_indicator;
        loaded->goals.items[indicator->goal].first_indicator = i;
    }
}

static bool take_contribution(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loaded *loaded = context;
    size_t goal = loaded_find(&loaded->goal_places, row_reference(row, "goal"));
    size_t effort = loaded_find(&loaded->effort_places, row_reference(row, "effort"));
    if (goal != LOADED_NONE && effort != LOADED_NONE)
        *VECTOR_PUSH(&loaded->contributions) =
            (struct loaded_contribution){goal, effort, LOADED_NONE, row_integer(row, "weight", 1)};
    return true;
}

static void link_contributions(struct loaded *loaded)
{
    sort(loaded->contributions.items, loaded->contributions.count,
         sizeof *loaded->contributions.items, order_contributions);
    for (size_t i = loaded->contributions.count; i-- > 0;) {
        struct loaded_contribution *link = &loaded->contributions.items[i];
        struct loaded_goal *goal = &loaded->goals.items[link->goal];
        loaded->efforts.items[link->effort].contributes = true;
        link->next = goal->first_contribution;
        goal->first_contribution = i;
    }
}

/* A problem without a theme has that of its goal. */
static void link_problems(struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->problems.count; i++) {
        struct loaded_problem *problem = &loaded->problems.items[i];
        size_t goal = loaded_find(&loaded->goal_places, row_reference(&problem->row, "goal"));
        size_t effort = loaded_find(&loaded->effort_places, row_reference(&problem->row, "effort"));
        if (goal != LOADED_NONE)
            loaded->goals.items[goal].problems++;
        if (effort != LOADED_NONE)
            loaded->efforts.items[effort].problems++;
        if (id_is_none(problem->theme) && goal != LOADED_NONE)
            problem->theme = row_reference(&loaded->goals.items[goal].row, "theme");
    }
}

static void arrange(struct loaded *loaded)
{
    sort(loaded->themes.items, loaded->themes.count, sizeof *loaded->themes.items, order_themes);
    sort(loaded->goals.items, loaded->goals.count, sizeof *loaded->goals.items, order_goals);
    sort(loaded->indicators.items, loaded->indicators.count, sizeof *loaded->indicators.items,
         order_indicators);
    sort(loaded->efforts.items, loaded->efforts.count, sizeof *loaded->efforts.items,
         order_efforts);
    loaded->goal_places =
        places_of(loaded->goals.items, loaded->goals.count, sizeof *loaded->goals.items);
    loaded->effort_places =
        places_of(loaded->efforts.items, loaded->efforts.count, sizeof *loaded->efforts.items);
    loaded->indicator_places = places_of(loaded->indicators.items, loaded->indicators.count,
                                         sizeof *loaded->indicators.items);
    link_goals(loaded);
    link_indicators(loaded);
    link_problems(loaded);
}

bool loaded_read(struct session *session, enum loaded_words words, struct loaded *loaded,
                 struct error *error)
{
    static const enum entity_kind kinds[] = {ENTITY_PROGRAMME, ENTITY_THEME,  ENTITY_GOAL,
                                             ENTITY_INDICATOR, ENTITY_EFFORT, ENTITY_PROBLEM};
    *loaded = (struct loaded){.session = session};
    bool read = true;
    for (size_t i = 0; read && i < sizeof kinds / sizeof *kinds; i++)
        read = read_all(loaded, kinds[i], take, error);
    if (read) {
        arrange(loaded);
        read = read_all(loaded, ENTITY_CONTRIBUTION, take_contribution, error);
    }
    if (read) {
        link_contributions(loaded);
        read = loaded_judge(loaded, words, error);
    }
    if (!read)
        loaded_release(loaded);
    return read;
}

/* ---- the end ---- */

static void release_rows(void *items, size_t count, size_t size)
{
    for (size_t i = 0; i < count; i++)
        row_release((void *)((char *)items + i * size));
    free(items);
}

void loaded_release(struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->indicators.count; i++) {
        free(loaded->indicators.items[i].figures);
        free(loaded->indicators.items[i].reason);
    }
    release_rows(loaded->programmes.items, loaded->programmes.count, sizeof(struct row));
    release_rows(loaded->themes.items, loaded->themes.count, sizeof(struct row));
    release_rows(loaded->goals.items, loaded->goals.count, sizeof *loaded->goals.items);
    release_rows(loaded->indicators.items, loaded->indicators.count,
                 sizeof *loaded->indicators.items);
    release_rows(loaded->efforts.items, loaded->efforts.count, sizeof *loaded->efforts.items);
    release_rows(loaded->problems.items, loaded->problems.count, sizeof *loaded->problems.items);
    free(loaded->contributions.items);
    free(loaded->goal_places.items);
    free(loaded->effort_places.items);
    free(loaded->indicator_places.items);
    *loaded = (struct loaded){.session = NULL};
}
