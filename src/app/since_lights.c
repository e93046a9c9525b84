/* Which goals changed colour since the last meeting: their lights are derived once more from the
 * figures that were known on its day, as that day saw them. */
#include <stdlib.h>
#include <string.h>

#include "judging.h"
#include "since_internal.h"
#include "wijk/base/memory.h"

struct then {
    struct since_taking *taking;
    struct standing_goal *goals; /* owned; rows are borrowed from the standing */
    enum light *lights;          /* owned: of the indicators, then */
    struct judging judging;
    struct measured_series series; /* owned items */
    struct measured_targets targets;
};

/* ---- indicators ---- */

static bool was_known(const struct then *then, const struct measured *measured)
{
    const struct since_asked *asked = &then->taking->asked;
    return measured->taken_on <= asked->day &&
           memcmp(measured->id.bytes, asked->since.bytes, sizeof measured->id.bytes) <= 0;
}

static bool judge_indicator(struct then *then, size_t place, date_t *last, struct error *error)
{
    const struct standing *standing = then->taking->standing;
    const struct row *row = &standing->indicators.items[place].row;
    struct db *db = then->taking->session->db;
    then->series.count = then->targets.count = 0;
    if (!measured_series(db, row->id, DATE_NONE, &then->series, error) ||
        !measured_targets(db, row->id, (struct id){{0}}, &then->targets, error))
        return false;
    judging_clear(&then->judging, row, then->taking->asked.day);
    for (size_t i = 0; i < then->series.count; i++)
        if (was_known(then, &then->series.items[i]))
            judging_measured(&then->judging, &then->series.items[i]);
    for (size_t i = 0; i < then->targets.count; i++)
        judging_target(&then->judging, &then->targets.items[i]);
    struct outlook outlook = outlook_of(judging_ready(&then->judging));
    then->lights[place] = light_of_outlook(outlook.state);
    *last = outlook.newest.date;
    return true;
}

static bool judge_indicators(struct then *then, struct error *error)
{
    const struct standing *standing = then->taking->standing;
    for (size_t i = 0; i < standing->indicators.count; i++) {
        size_t goal = standing->indicators.items[i].goal;
        date_t last = DATE_NONE;
        if (!judge_indicator(then, i, &last, error))
            return false;
        if (goal != STANDING_NONE && last > then->goals[goal].last_measured)
            then->goals[goal].last_measured = last;
    }
    return true;
}

/* ---- goals ---- */

struct members {
    VECTOR(struct light_member) list;
};

static void judge_goal(struct then *then, size_t place, int depth);

static void gather(struct then *then, size_t place, int depth, struct members *members)
{
    const struct standing *standing = then->taking->standing;
    struct standing_goal *goal = &then->goals[place];
    for (size_t i = goal->first_indicator; i != STANDING_NONE;
         i = standing->indicators.items[i].next)
        *VECTOR_PUSH(&members->list) = (struct light_member){then->lights[i], NULL};
    for (size_t i = goal->first_child; i != STANDING_NONE; i = standing->goals.items[i].next) {
        judge_goal(then, i, depth + 1);
        if (then->goals[i].last_measured > goal->last_measured)
            goal->last_measured = then->goals[i].last_measured;
        *VECTOR_PUSH(&members->list) = (struct light_member){then->goals[i].light, NULL};
    }
}

/* A light that people set later was not there yet. */
static void judge_goal(struct then *then, size_t place, int depth)
{
    struct standing_goal *goal = &then->goals[place];
    if (goal->judged || depth > 64)
        return;
    goal->judged = true;
    struct light_goal input = {.set_on = row_date(&goal->row, "light_on")};
    input.is_set = input.set_on <= then->taking->asked.day &&
                   light_of_value(row_text(&goal->row, "light"), &input.set);
    struct members members = {{0}};
    gather(then, place, depth, &members);
    input.members = members.list.items;
    input.member_count = members.list.count;
    input.last_measurement = goal->last_measured;
    goal->light = light_of_goal(&input).light;
    free(members.list.items);
}

/* ---- comparing ---- */

static void compare(struct then *then, size_t place)
{
    const struct standing_goal *now = &then->taking->standing->goals.items[place];
    enum light before = then->goals[place].light;
    const char *level = row_text(&now->row, "level");
    if (before == now->light || before == LIGHT_GREY || now->light == LIGHT_GREY ||
        (level != NULL && strcmp(level, "vision") == 0))
        return;
    bool worse = light_worse(before, now->light) == now->light;
    then->taking->since->turned_red += worse && now->light == LIGHT_RED;
    struct since_line *line =
        since_add(then->taking, worse ? SINCE_WORSE : SINCE_BETTER, ENTITY_GOAL, now->row.id);
    if (line == NULL)
        return;
    struct buffer words = BUFFER_EMPTY;
    line->from = before;
    line->to = now->light;
    buffer_format(&words, "%s \u2192 %s", _(light_word(before)), _(light_word(now->light)));
    free(line->details);
    line->details = buffer_detach(&words);
}

static void copy_goals(struct then *then)
{
    const struct standing *standing = then->taking->standing;
    then->goals = memory_array(standing->goals.count + 1, sizeof *then->goals);
    then->lights = memory_array(standing->indicators.count + 1, sizeof *then->lights);
    for (size_t i = 0; i < standing->goals.count; i++) {
        then->goals[i] = standing->goals.items[i];
        then->goals[i].judged = false;
        then->goals[i].last_measured = DATE_NONE;
    }
}

bool since_take_lights(struct since_taking *taking, struct error *error)
{
    struct then then = {.taking = taking};
    copy_goals(&then);
    bool good = judge_indicators(&then, error);
    for (size_t i = 0; good && i < taking->standing->goals.count; i++)
        judge_goal(&then, i, 0);
    for (size_t i = 0; good && i < taking->standing->goals.count; i++)
        compare(&then, i);
    judging_release(&then.judging);
    free(then.series.items);
    free(then.targets.items);
    free(then.goals);
    free(then.lights);
    return good;
}
