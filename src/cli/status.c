/* status, and the overview as text: the programme with its lights, and why. */
#include <stdlib.h>
#include <string.h>

#include "city.h"
#include "command.h"
#include "table.h"
#include "wijk/app/measuring.h"
#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/app/trend.h"

/* ---- why a light is what it is ---- */

/* What the tree does not say of a node. */
struct reason {
    char *text;       /* owned; NULL: none */
    date_t newest;    /* measurement under it */
    struct id parent; /* of a goal: the wider goal, wherever that stands in the tree */
    struct light_goal set;
};

struct status {
    struct cli *cli;
    struct programme_tree tree;
    struct reason *reasons; /* owned; one a node */
    struct json json;
};

/* The first node behind those under this one. */
static size_t behind(const struct status *status, size_t node)
{
    const struct programme_node *nodes = status->tree.nodes;
    size_t at = node + 1;
    while (at < status->tree.count && nodes[at].depth > nodes[node].depth)
        at++;
    return at;
}

/* Whether the light of the one counts for the goal. */
static bool counts_for(const struct status *status, size_t node, size_t goal)
{
    const struct programme_node *nodes = status->tree.nodes;
    if (nodes[node].kind == ENTITY_GOAL)
        return id_equal(status->reasons[node].parent, nodes[goal].id);
    return nodes[node].kind == ENTITY_INDICATOR && id_equal(nodes[node].parent, nodes[goal].id);
}

static bool read_indicator(struct status *status, size_t node, struct error *error)
{
    struct indicator_view view;
    struct reason *reason = &status->reasons[node];
    if (!indicator_view_load(status->cli->session, status->tree.nodes[node].id, &view, error))
        return false;
    reason->text = memory_string(view.reason);
    if (view.measurement_count > 0)
        reason->newest = row_date(&view.measurements[view.measurement_count - 1], "taken_on");
    indicator_view_release(&view);
    return true;
}

static bool read_goal(struct status *status, size_t node, struct error *error)
{
    struct row row;
    struct reason *reason = &status->reasons[node];
    if (!rows_get(status->cli->session, ENTITY_GOAL, status->tree.nodes[node].id, &row, error))
        return false;
    reason->parent = row_reference(&row, "parent");
    reason->set.is_set = light_of_value(row_text(&row, "light"), &reason->set.set);
    reason->set.set_on = row_date(&row, "light_on");
    row_release(&row);
    return true;
}

/* Deeper than goals ever stand: a stop for a file in which they go round. */
#define DEEPEST 30

static date_t newest_under(const struct status *status, size_t node, int depth)
{
    date_t newest = status->reasons[node].newest;
    if (status->tree.nodes[node].kind != ENTITY_GOAL || depth == DEEPEST)
        return newest;
    for (size_t i = 0; i < status->tree.count; i++) {
        if (i == node || !counts_for(status, i, node))
            continue;
        date_t under = newest_under(status, i, depth + 1);
        newest = under > newest ? under : newest;
    }
    return newest;
}

static void explain_goal(struct status *status, size_t node)
{
    VECTOR(struct light_member) members = {0};
    for (size_t i = 0; i < status->tree.count; i++) {
        const struct programme_node *under = &status->tree.nodes[i];
        if (counts_for(status, i, node))
            *VECTOR_PUSH(&members) = (struct light_member){
                under->light, *under->code == '\0' ? under->title : under->code};
    }
    struct light_goal goal = status->reasons[node].set;
    goal.last_measurement = newest_under(status, node, 0);
    goal.members = members.items;
    goal.member_count = members.count;
    struct light_answer answer = light_of_goal(&goal);
    struct buffer text = BUFFER_EMPTY;
    light_reason(&text, &goal, &answer, language_now());
    status->reasons[node].text = buffer_detach(&text);
    free(members.items);
}

static bool find_reasons(struct status *status, struct error *error)
{
    status->reasons = memory_array(status->tree.count + 1, sizeof *status->reasons);
    for (size_t i = 0; i < status->tree.count; i++) {
        enum entity_kind kind = status->tree.nodes[i].kind;
        status->reasons[i].newest = DATE_NONE;
        if ((kind == ENTITY_INDICATOR && !read_indicator(status, i, error)) ||
            (kind == ENTITY_GOAL && !read_goal(status, i, error)))
            return false;
    }
    for (size_t i = 0; i < status->tree.count; i++)
        if (status->tree.nodes[i].kind == ENTITY_GOAL)
            explain_goal(status, i);
    return true;
}

/* ---- JSON ---- */

static const char *list_of(enum entity_kind kind)
{
    switch (kind) {
    case ENTITY_PROGRAMME:
        return "programmes";
    case ENTITY_THEME:
        return "themes";
    case ENTITY_GOAL:
        return "goals";
    case ENTITY_INDICATOR:
        return "indicators";
    case ENTITY_EFFORT:
        return "efforts";
    default:
        return "others";
    }
}

static void json_kind(struct status *status, size_t first, size_t end, enum entity_kind kind);

static bool any_kind(const struct status *status, size_t first, size_t end, enum entity_kind kind)
{
    int depth = first < end ? status->tree.nodes[first].depth : 0;
    for (size_t i = first; i < end; i++)
        if (status->tree.nodes[i].kind == kind && status->tree.nodes[i].depth == depth)
            return true;
    return false;
}

static void json_children(struct status *status, size_t first, size_t end)
{
    static const enum entity_kind kinds[] = {ENTITY_PROGRAMME, ENTITY_THEME, ENTITY_GOAL,
                                             ENTITY_INDICATOR, ENTITY_EFFORT};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (any_kind(status, first, end, kinds[i]))
            json_kind(status, first, end, kinds[i]);
}

static void json_node(struct status *status, size_t at)
{
    struct json *json = &status->json;
    const struct programme_node *node = &status->tree.nodes[at];
    char id[ID_TEXT_SIZE];
    id_format(node->id, id);
    json_open(json, '{');
    json_key(json, "id");
    json_text(json, id);
    json_key(json, "code");
    json_text(json, node->code == NULL || *node->code == '\0' ? NULL : node->code);
    json_key(json, entities[node->kind].title);
    json_text(json, node->title);
    json_key(json, "light");
    json_text(json, light_value(node->light));
    json_key(json, "reason");
    json_text(json, status->reasons[at].text != NULL ? status->reasons[at].text : node->state);
    json_key(json, "problems");
    json_integer(json, node->problems);
    if (node->kind == ENTITY_THEME && !any_kind(status, at + 1, behind(status, at), ENTITY_GOAL)) {
        json_key(json, "goals");
        json_open(json, '[');
        json_close(json);
    }
    json_children(status, at + 1, behind(status, at));
    json_close(json);
}

static void json_kind(struct status *status, size_t first, size_t end, enum entity_kind kind)
{
    int depth = status->tree.nodes[first].depth;
    json_key(&status->json, list_of(kind));
    json_open(&status->json, '[');
    for (size_t i = first; i < end; i++)
        if (status->tree.nodes[i].kind == kind && status->tree.nodes[i].depth == depth)
            json_node(status, i);
    json_close(&status->json);
}

/* Of one programme; a city's has a trend in each cell. */
static bool json_trend(struct status *status, struct error *error)
{
    struct json *json = &status->json;
    struct trend trend;
    if (!trend_load(status->cli->session, &trend, error))
        return false;
    json_key(json, "trend");
    json_open(json, '{');
    json_member_date(json, "since", trend.since);
    json_member_text(json, "trend", light_course_value(light_course_of(&trend.all)));
    json_member_integer(json, "compared", trend.all.compared);
    json_member_integer(json, "better", trend.all.better);
    json_member_integer(json, "worse", trend.all.worse);
    json_close(json);
    trend_release(&trend);
    return true;
}

static bool print_json(struct status *status, struct error *error)
{
    struct buffer heading = BUFFER_EMPTY;
    session_heading(status->cli->session, &heading);
    json_begin(&status->json, &status->cli->out, true);
    json_open(&status->json, '{');
    json_key(&status->json, "programme");
    json_text(&status->json, heading.bytes);
    if (!any_kind(status, 0, status->tree.count, ENTITY_PROGRAMME) &&
        !any_kind(status, 0, status->tree.count, ENTITY_THEME)) {
        json_key(&status->json, "themes");
        json_open(&status->json, '[');
        json_close(&status->json);
    }
    json_children(status, 0, status->tree.count);
    bool told = city_is_asked(status->cli) ? city_json(status->cli, &status->json, error)
                                           : json_trend(status, error);
    json_end(&status->json);
    buffer_release(&heading);
    return told;
}

/* ---- for people ---- */

static void table_node(struct status *status, struct table *table, size_t at)
{
    const struct programme_node *node = &status->tree.nodes[at];
    struct buffer name = BUFFER_EMPTY;
    for (int i = 0; i < node->depth; i++)
        buffer_add_text(&name, "  ");
    if (node->code != NULL && *node->code != '\0')
        buffer_format(&name, "%s ", node->code);
    buffer_add_text(&name, node->title);
    table_cell(table, light_glyph(node->light));
    table_cell(table, name.bytes);
    table_cell(table, node->figures == NULL ? "" : node->figures);
    table_cell(table, status->reasons[at].text != NULL ? status->reasons[at].text
                      : node->state == NULL            ? ""
                                                       : node->state);
    buffer_release(&name);
}

static bool print_trend(struct status *status, struct error *error)
{
    struct trend trend;
    struct buffer words = BUFFER_EMPTY;
    if (!trend_load(status->cli->session, &trend, error))
        return false;
    light_course_words(&words, light_course_of(&trend.all), trend.since, language_now());
    if (words.length > 0)
        cli_line(status->cli, _("\nTrend: %s (goals: %d better, %d worse, of %d)"), words.bytes,
                 trend.all.better, trend.all.worse, trend.all.compared);
    buffer_release(&words);
    trend_release(&trend);
    return true;
}

static bool print_table(struct status *status, struct error *error)
{
    struct table table;
    struct buffer heading = BUFFER_EMPTY;
    session_heading(status->cli->session, &heading);
    cli_line(status->cli, "%s\n", heading.bytes);
    table_init(&table, status->cli);
    table_column(&table, "", false);
    table_column(&table, _("Name"), false);
    table_column(&table, _("Figures"), false);
    table_column(&table, _("Why"), false);
    for (size_t i = 0; i < status->tree.count; i++)
        table_node(status, &table, i);
    table_end(&table);
    buffer_release(&heading);
    return city_is_asked(status->cli) ? city_print(status->cli, error) : print_trend(status, error);
}

bool run_status(struct cli *cli, struct error *error)
{
    struct status status = {.cli = cli};
    if (!programme_tree_load(cli->session, &status.tree, error))
        return false;
    bool done = find_reasons(&status, error);
    if (done && cli_given(cli, CLI_JSON))
        done = print_json(&status, error);
    else if (done)
        done = print_table(&status, error);
    for (size_t i = 0; i < status.tree.count; i++)
        free(status.reasons[i].text);
    free(status.reasons);
    programme_tree_release(&status.tree);
    return done;
}
