/* The tree: programmes (when there are several), themes, goals, and what hangs under each goal. */
#include <stdlib.h>
#include <string.h>

#include "standing.h"
#include "wijk/app/effort_lights.h"
#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/db.h"

#define BETWEEN " \u00B7 "

struct growing {
    struct standing *standing;
    VECTOR(struct programme_node) nodes;
    struct id programme; /* whose goals are being shown */
    struct id above;     /* the node that new ones hang under */
    int depth;
};

static struct id no_id(void)
{
    return (struct id){{0}};
}

static struct programme_node *add_node(struct growing *growing, enum entity_kind kind, struct id id)
{
    struct programme_node *node = VECTOR_PUSH(&growing->nodes);
    *node = (struct programme_node){
        .kind = kind, .id = id, .parent = growing->above, .depth = growing->depth};
    return node;
}

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static void name_node(struct programme_node *node, const struct row *row)
{
    const struct entity *entity = row->entity;
    node->code = owned(entity->code == NULL ? NULL : row_text(row, entity->code));
    node->title = owned(row_text(row, entity->title));
}

static void add_indicator(struct growing *growing, struct standing_indicator *indicator)
{
    struct programme_node *node = add_node(growing, ENTITY_INDICATOR, indicator->row.id);
    name_node(node, &indicator->row);
    node->figures = owned(indicator->figures);
    node->series = memory_array(STANDING_SERIES, sizeof *node->series);
    memcpy(node->series, indicator->series, sizeof indicator->series);
    node->series_count = indicator->series_count;
    node->light = indicator->light;
    node->state = owned(_(outlook_word(indicator->outlook.state)));
}

/* "CWI · running": who leads it, and its phase. */
static char *effort_figures(struct session *session, const struct row *effort)
{
    struct buffer words = BUFFER_EMPTY;
    rows_name(session, ENTITY_PARTNER, row_reference(effort, "lead"), &words);
    const char *phase = row_text(effort, "phase");
    if (phase != NULL) {
        if (words.length > 0)
            buffer_add_text(&words, BETWEEN);
        int at = entity_field(effort->entity, "phase");
        buffer_add_text(&words, field_choice_label(&effort->entity->fields[at], phase));
    }
    const char *kind = row_text(effort, "kind");
    if (kind != NULL && strcmp(kind, "experiment") == 0)
        buffer_format(&words, "%s%s", words.length > 0 ? BETWEEN : "", _("experiment"));
    return buffer_detach(&words);
}

static void add_effort(struct growing *growing, const struct standing_effort *effort)
{
    struct programme_node *node = add_node(growing, ENTITY_EFFORT, effort->row.id);
    name_node(node, &effort->row);
    node->figures = effort_figures(growing->standing->session, &effort->row);
    node->light = effort->light;
    node->problems = effort->problems;
    struct buffer done = BUFFER_EMPTY;
    int64_t percent = row_integer(&effort->row, "percent_done", -1);
    if (percent >= 0)
        buffer_format(&done, _("%d %%"), (int)percent);
    node->state = buffer_detach(&done);
}

/* ---- goals ---- */

static bool is_vision(const struct row *goal)
{
    const char *level = row_text(goal, "level");
    return level != NULL && strcmp(level, "vision") == 0;
}

/* A goal of a vision stands under its theme when that is not the theme of the vision. */
static bool hangs_under_parent(const struct standing *standing, const struct standing_goal *goal)
{
    if (goal->parent == STANDING_NONE)
        return false;
    const struct row *parent = &standing->goals.items[goal->parent].row;
    struct id theme = row_reference(&goal->row, "theme");
    return !is_vision(parent) || id_is_none(theme) ||
           id_equal(theme, row_reference(parent, "theme"));
}

static void add_goal(struct growing *growing, struct standing_goal *goal);

static void add_under_goal(struct growing *growing, struct standing_goal *goal)
{
    struct standing *standing = growing->standing;
    for (size_t i = goal->first_child; i != STANDING_NONE; i = standing->goals.items[i].next)
        if (hangs_under_parent(standing, &standing->goals.items[i]))
            add_goal(growing, &standing->goals.items[i]);
    for (size_t i = goal->first_indicator; i != STANDING_NONE;
         i = standing->indicators.items[i].next)
        add_indicator(growing, &standing->indicators.items[i]);
    for (size_t i = goal->first_contribution; i != STANDING_NONE;
         i = standing->contributions.items[i].next)
        add_effort(growing, &standing->efforts.items[standing->contributions.items[i].effort]);
}

/* Recursion ends at goals that are shown already: goals can lie in a ring after two sites moved
 * them. */
static void add_goal(struct growing *growing, struct standing_goal *goal)
{
    if (goal->shown)
        return;
    goal->shown = true;
    struct programme_node *node = add_node(growing, ENTITY_GOAL, goal->row.id);
    name_node(node, &goal->row);
    node->figures = owned("");
    node->light = goal->light;
    node->state = owned(_(light_word(goal->light)));
    node->problems = goal->problems;
    struct id above = growing->above;
    growing->above = goal->row.id;
    growing->depth++;
    add_under_goal(growing, goal);
    growing->depth--;
    growing->above = above;
}

static bool in_programme(const struct growing *growing, const struct row *row)
{
    return id_equal(row_reference(row, "programme"), growing->programme);
}

/* The goals that stand directly under the theme; with the none id those without one. */
static void add_goals_of(struct growing *growing, struct id theme, bool visions)
{
    struct standing *standing = growing->standing;
    for (size_t i = 0; i < standing->goals.count; i++) {
        struct standing_goal *goal = &standing->goals.items[i];
        if (in_programme(growing, &goal->row) && !hangs_under_parent(standing, goal) &&
            (visions || !is_vision(&goal->row)) &&
            id_equal(row_reference(&goal->row, "theme"), theme))
            add_goal(growing, goal);
    }
}

/* ---- themes ---- */

static int count_problems(const struct growing *growing, struct id theme, bool all)
{
    int count = 0;
    for (size_t i = 0; i < growing->standing->problems.count; i++) {
        const struct measured_problem *problem = &growing->standing->problems.items[i];
        count += id_equal(problem->programme, growing->programme) &&
                 (all || id_equal(problem->theme, theme));
    }
    return count;
}

/* The light of a node that only groups: the worst of the goals directly under it. */
static void light_group(struct growing *growing, size_t at)
{
    struct programme_node *node = &growing->nodes.items[at];
    enum light worst = LIGHT_GREY;
    for (size_t i = at + 1; i < growing->nodes.count; i++)
        if (growing->nodes.items[i].depth == node->depth + 1)
            worst = light_worse(worst, growing->nodes.items[i].light);
    node->light = worst;
    node->state = owned(worst == LIGHT_GREY ? "" : _(light_word(worst)));
}

static void add_theme(struct growing *growing, const struct row *theme)
{
    size_t at = growing->nodes.count;
    struct programme_node *node = add_node(growing, ENTITY_THEME, theme->id);
    name_node(node, theme);
    node->figures = owned("");
    node->problems = count_problems(growing, theme->id, false);
    struct id above = growing->above;
    growing->above = theme->id;
    growing->depth++;
    add_goals_of(growing, theme->id, true);
    growing->depth--;
    growing->above = above;
    light_group(growing, at);
}

/* What no theme holds: goals without one, goals that lie in a ring, efforts for no goal. */
static void add_rest(struct growing *growing)
{
    struct standing *standing = growing->standing;
    size_t at = growing->nodes.count;
    struct programme_node *node = add_node(growing, ENTITY_THEME, no_id());
    node->code = owned("");
    node->title = owned(_("Without theme"));
    node->figures = owned("");
    node->problems = count_problems(growing, no_id(), false);
    struct id above = growing->above;
    growing->above = no_id();
    growing->depth++;
    add_goals_of(growing, no_id(), false);
    for (size_t i = 0; i < standing->goals.count; i++)
        if (in_programme(growing, &standing->goals.items[i].row))
            add_goal(growing, &standing->goals.items[i]);
    for (size_t i = 0; i < standing->efforts.count; i++)
        if (!standing->efforts.items[i].contributes &&
            in_programme(growing, &standing->efforts.items[i].row))
            add_effort(growing, &standing->efforts.items[i]);
    growing->depth--;
    growing->above = above;
    if (growing->nodes.count > at + 1) {
        light_group(growing, at);
        return;
    }
    node = &growing->nodes.items[at];
    free(node->code);
    free(node->title);
    free(node->figures);
    growing->nodes.count = at;
}

/* Visions without a theme stand beside the themes, before them. */
static void add_visions(struct growing *growing)
{
    struct standing *standing = growing->standing;
    for (size_t i = 0; i < standing->goals.count; i++) {
        struct standing_goal *goal = &standing->goals.items[i];
        if (is_vision(&goal->row) && id_is_none(row_reference(&goal->row, "theme")) &&
            goal->parent == STANDING_NONE && in_programme(growing, &goal->row))
            add_goal(growing, goal);
    }
}

/* `root`: the programme is a node itself. */
static void add_programme(struct growing *growing, const struct row *programme, bool root)
{
    size_t at = growing->nodes.count;
    growing->programme = programme->id;
    growing->above = no_id();
    growing->depth = 0;
    if (root) {
        struct programme_node *node = add_node(growing, ENTITY_PROGRAMME, programme->id);
        name_node(node, programme);
        node->figures = owned("");
        node->problems = count_problems(growing, no_id(), true);
        growing->above = programme->id;
        growing->depth = 1;
    }
    add_visions(growing);
    for (size_t i = 0; i < growing->standing->themes.count; i++)
        add_theme(growing, &growing->standing->themes.items[i]);
    add_rest(growing);
    if (root)
        light_group(growing, at);
}

static bool judge_efforts(struct standing *standing, struct error *error)
{
    struct effort_lights lights;
    struct effort_judged judged;
    bool good = effort_lights_read(standing->session, no_id(), &lights, error);
    for (size_t i = 0; good && i < standing->efforts.count; i++) {
        effort_lights_judge(&lights, &standing->efforts.items[i].row, &judged);
        standing->efforts.items[i].light = judged.worst;
    }
    effort_lights_release(&lights);
    return good;
}

static bool load(struct session *session, struct programme_tree *tree, struct error *error)
{
    struct standing standing;
    if (!standing_read(session, STANDING_FIGURES, &standing, error))
        return false;
    if (!judge_efforts(&standing, error)) {
        standing_release(&standing);
        return false;
    }
    struct growing growing = {.standing = &standing};
    bool all = id_is_none(session->programme);
    for (size_t i = 0; i < standing.programmes.count; i++)
        if (all || id_equal(standing.programmes.items[i].id, session->programme))
            add_programme(&growing, &standing.programmes.items[i], all);
    for (size_t i = 0; i + 1 < growing.nodes.count; i++)
        growing.nodes.items[i].has_children =
            growing.nodes.items[i + 1].depth > growing.nodes.items[i].depth;
    standing_release(&standing);
    *tree = (struct programme_tree){growing.nodes.items, growing.nodes.count};
    return true;
}

bool programme_tree_load(struct session *session, struct programme_tree *tree, struct error *error)
{
    bool held = db_hold(session->db);
    bool good = load(session, tree, error);
    db_let_go(session->db, held);
    return good;
}

void programme_tree_release(struct programme_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct programme_node *node = &tree->nodes[i];
        free(node->code);
        free(node->title);
        free(node->figures);
        free(node->series);
        free(node->state);
    }
    free(tree->nodes);
    *tree = (struct programme_tree){NULL, 0};
}
