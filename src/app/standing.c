#include "standing.h"

#include <stdlib.h>
#include <string.h>

#include "standing_figures.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/store/record.h"

#define EFFORTS_AT_ONCE 200 /* read in a slice, and those of the programme that brings it there */

/* ---- reading ---- */

static bool take(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct standing *standing = context;
    switch (row->entity->kind) {
    case ENTITY_PROGRAMME:
        row_copy(VECTOR_PUSH(&standing->programmes), row);
        break;
    case ENTITY_THEME:
        row_copy(VECTOR_PUSH(&standing->themes), row);
        break;
    case ENTITY_GOAL: {
        struct standing_goal *goal = VECTOR_PUSH(&standing->goals);
        *goal = (struct standing_goal){.parent = STANDING_NONE, .last_measured = DATE_NONE};
        row_copy(&goal->row, row);
        break;
    }
    case ENTITY_INDICATOR: {
        struct standing_indicator *indicator = VECTOR_PUSH(&standing->indicators);
        *indicator = (struct standing_indicator){.goal = STANDING_NONE};
        row_copy(&indicator->row, row);
        break;
    }
    case ENTITY_EFFORT: {
        struct standing_effort *effort = VECTOR_PUSH(&standing->efforts);
        *effort = (struct standing_effort){.problems = 0};
        row_copy(&effort->row, row);
        break;
    }
    default:
        break;
    }
    return true;
}

static bool take_contribution(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct standing *standing = context;
    size_t goal = standing_find(&standing->goal_places, row_reference(row, "goal"));
    size_t effort = standing_find(&standing->effort_places, row_reference(row, "effort"));
    if (goal != STANDING_NONE && effort != STANDING_NONE)
        *VECTOR_PUSH(&standing->contributions) = (struct standing_contribution){
            goal, effort, STANDING_NONE, row_integer(row, "weight", 1)};
    return true;
}

/* The columns that lights and signals ask of the rows that come by the hundreds; long texts stay in
 * the file. NULL: all of them. */
static const char *columns_of(enum entity_kind kind, enum standing_words words)
{
    if (words == STANDING_FIGURES)
        return NULL;
    switch (kind) {
    case ENTITY_GOAL:
        return "programme parent level theme code statement owner light light_on cause "
               "consequence correction";
    case ENTITY_INDICATOR:
        return "goal code name unit kind direction frequency owner reference_variable "
               "benchmark_area";
    case ENTITY_EFFORT:
        return "programme code title lead phase starts ends light_time light_money light_quality "
               "cause consequence correction";
    default:
        return NULL;
    }
}

/* Signals are about efforts that are not over. */
static bool leave_out_over(struct query *query, struct error *error)
{
    return query_add(query, "phase", QUERY_NOT_EQUAL, value_text("done"), error) &&
           query_add(query, "phase", QUERY_NOT_EQUAL, value_text("stopped"), error);
}

/* Rows of one programme, or with the none id of all. */
static bool read_of(struct standing *standing, enum entity_kind kind, enum standing_words words,
                    struct id programme, struct error *error)
{
    struct query query;
    query_init(&query, kind);
    query.only = columns_of(kind, words);
    query.unordered = true;
    if (kind != ENTITY_THEME && kind != ENTITY_PROGRAMME)
        query.programme = programme;
    bool read =
        (kind != ENTITY_EFFORT || words != STANDING_SIGNALS || leave_out_over(&query, error)) &&
        record_each(standing->session->db, &query,
                    kind == ENTITY_CONTRIBUTION ? take_contribution : take, standing, error);
    query_release(&query);
    return read;
}

static bool read_all(struct standing *standing, enum entity_kind kind, enum standing_words words,
                     struct error *error)
{
    return read_of(standing, kind, words, standing->session->programme, error);
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
    const struct standing_goal *first = one, *second = other;
    bool vision = is_vision(&first->row);
    return vision != is_vision(&second->row) ? (vision ? -1 : 1)
                                             : by_code(&first->row, &second->row);
}

static int order_indicators(const void *one, const void *other)
{
    const struct standing_indicator *first = one, *second = other;
    return by_code(&first->row, &second->row);
}

static int order_efforts(const void *one, const void *other)
{
    const struct standing_effort *first = one, *second = other;
    return by_code(&first->row, &second->row);
}

/* Efforts lie in order already, so their places do for the code. */
static int order_contributions(const void *one, const void *other)
{
    const struct standing_contribution *first = one, *second = other;
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

size_t standing_find(const struct standing_places *places, struct id id)
{
    if (places->count == 0)
        return STANDING_NONE;
    const struct standing_place *found =
        bsearch(&id, places->items, places->count, sizeof *places->items, order_places);
    return found == NULL ? STANDING_NONE : found->place;
}

/* Each struct of the three begins with its row. */
static struct standing_places places_of(const void *items, size_t count, size_t size)
{
    struct standing_places places = {memory_array(count + 1, sizeof *places.items), count};
    for (size_t i = 0; i < count; i++) {
        const struct row *row = (const void *)((const char *)items + i * size);
        places.items[i] = (struct standing_place){row->id, i};
    }
    sort(places.items, count, sizeof *places.items, order_places);
    return places;
}

/* ---- links: lists are built from the back, so that they keep the order ---- */

static void link_goals(struct standing *standing)
{
    for (size_t i = 0; i < standing->goals.count; i++) {
        struct standing_goal *goal = &standing->goals.items[i];
        goal->first_child = goal->next = STANDING_NONE;
        goal->first_indicator = goal->first_contribution = STANDING_NONE;
    }
    for (size_t i = standing->goals.count; i-- > 0;) {
        struct standing_goal *goal = &standing->goals.items[i];
        goal->parent = standing_find(&standing->goal_places, row_reference(&goal->row, "parent"));
        if (goal->parent == STANDING_NONE)
            continue;
        goal->next = standing->goals.items[goal->parent].first_child;
        standing->goals.items[goal->parent].first_child = i;
    }
}

static void link_indicators(struct standing *standing)
{
    for (size_t i = standing->indicators.count; i-- > 0;) {
        struct standing_indicator *indicator = &standing->indicators.items[i];
        indicator->goal =
            standing_find(&standing->goal_places, row_reference(&indicator->row, "goal"));
        indicator->next = STANDING_NONE;
        if (indicator->goal == STANDING_NONE)
            continue;
        indicator->next = standing->goals.items[indicator->goal].first_indicator;
        standing->goals.items[indicator->goal].first_indicator = i;
    }
}

static void link_contributions(struct standing *standing)
{
    sort(standing->contributions.items, standing->contributions.count,
         sizeof *standing->contributions.items, order_contributions);
    for (size_t i = standing->contributions.count; i-- > 0;) {
        struct standing_contribution *link = &standing->contributions.items[i];
        struct standing_goal *goal = &standing->goals.items[link->goal];
        standing->efforts.items[link->effort].contributes = true;
        link->next = goal->first_contribution;
        goal->first_contribution = i;
    }
}

/* A problem without a theme has that of its goal. */
static void link_problems(struct standing *standing)
{
    for (size_t i = 0; i < standing->problems.count; i++) {
        struct measured_problem *problem = &standing->problems.items[i];
        size_t goal = standing_find(&standing->goal_places, problem->goal);
        size_t effort = standing_find(&standing->effort_places, problem->effort);
        if (goal != STANDING_NONE)
            standing->goals.items[goal].problems++;
        if (effort != STANDING_NONE)
            standing->efforts.items[effort].problems++;
        if (id_is_none(problem->theme) && goal != STANDING_NONE)
            problem->theme = row_reference(&standing->goals.items[goal].row, "theme");
    }
}

static void sort_by_code(struct standing *standing)
{
    sort(standing->goals.items, standing->goals.count, sizeof *standing->goals.items, order_goals);
    sort(standing->indicators.items, standing->indicators.count, sizeof *standing->indicators.items,
         order_indicators);
    sort(standing->efforts.items, standing->efforts.count, sizeof *standing->efforts.items,
         order_efforts);
}

static void place_efforts(struct standing *standing)
{
    free(standing->effort_places.items);
    standing->effort_places = places_of(standing->efforts.items, standing->efforts.count,
                                        sizeof *standing->efforts.items);
}

static void arrange(struct standing *standing, enum standing_words words)
{
    sort(standing->themes.items, standing->themes.count, sizeof *standing->themes.items,
         order_themes);
    if (words >= STANDING_STATES)
        sort_by_code(standing);
    standing->goal_places =
        places_of(standing->goals.items, standing->goals.count, sizeof *standing->goals.items);
    place_efforts(standing);
    standing->indicator_places = places_of(standing->indicators.items, standing->indicators.count,
                                           sizeof *standing->indicators.items);
    link_goals(standing);
    link_indicators(standing);
    link_problems(standing);
}

bool standing_read(struct session *session, enum standing_words words, struct standing *standing,
                   struct error *error)
{
    static const enum entity_kind kinds[] = {ENTITY_PROGRAMME, ENTITY_THEME, ENTITY_GOAL,
                                             ENTITY_INDICATOR, ENTITY_EFFORT};
    size_t last = sizeof kinds / sizeof *kinds - (words == STANDING_LIGHTS ? 1 : 0);
    *standing = (struct standing){.session = session, .day = session->today, .until = MEASURED_ANY};
    bool read = true;
    for (size_t i = 0; read && i < last; i++)
        read = read_all(standing, kinds[i], words, error);
    if (read && words >= STANDING_STATES)
        read = measured_open_problems(session->db, session->programme, &standing->problems, error);
    if (read) {
        arrange(standing, words);
        if (words >= STANDING_STATES)
            read = read_all(standing, ENTITY_CONTRIBUTION, words, error);
    }
    if (read) {
        link_contributions(standing);
        read = standing_judge(standing, words, error);
    }
    if (!read)
        standing_release(standing);
    return read;
}

bool standing_read_efforts(struct standing *standing, bool *more, struct error *error)
{
    bool all = id_is_none(standing->session->programme);
    size_t before = standing->efforts.count;
    bool read = true;
    do {
        struct id programme = standing->session->programme;
        if (all && standing->next_efforts < standing->programmes.count)
            programme = standing->programmes.items[standing->next_efforts].id;
        read = read_of(standing, ENTITY_EFFORT, STANDING_SIGNALS, programme, error);
        standing->next_efforts++;
        *more = all && standing->next_efforts < standing->programmes.count;
    } while (read && *more && standing->efforts.count < before + EFFORTS_AT_ONCE);
    place_efforts(standing);
    return read;
}

/* ---- the end ---- */

static void release_rows(void *items, size_t count, size_t size)
{
    for (size_t i = 0; i < count; i++)
        row_release((void *)((char *)items + i * size));
    free(items);
}

void standing_release(struct standing *standing)
{
    for (size_t i = 0; i < standing->indicators.count; i++)
        free(standing->indicators.items[i].figures);
    release_rows(standing->programmes.items, standing->programmes.count, sizeof(struct row));
    release_rows(standing->themes.items, standing->themes.count, sizeof(struct row));
    release_rows(standing->goals.items, standing->goals.count, sizeof *standing->goals.items);
    release_rows(standing->indicators.items, standing->indicators.count,
                 sizeof *standing->indicators.items);
    release_rows(standing->efforts.items, standing->efforts.count, sizeof *standing->efforts.items);
    standing_figures_free(standing->figures);
    free(standing->problems.items);
    free(standing->contributions.items);
    free(standing->goal_places.items);
    free(standing->effort_places.items);
    free(standing->indicator_places.items);
    *standing = (struct standing){.session = NULL};
}
