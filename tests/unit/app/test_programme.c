#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/programme.h"

static struct id goal(struct fixture *fixture, const char *statement, const char *theme,
                      const char *parent)
{
    return fixture_add(fixture, ENTITY_GOAL, "statement", statement, "theme", theme, "parent",
                       parent, NULL);
}

/* V-1 above WRK-1 (with a sub-goal, an indicator, efforts), LIV-1, D-1, and an effort for no goal.
 */
static void fill(struct fixture *fixture)
{
    fixture_add(fixture, ENTITY_GOAL, "statement", "A good place", "level", "vision", NULL);
    goal(fixture, "More work", "WRK", "V-1");
    goal(fixture, "Dry houses", "LIV", "");
    goal(fixture, "Loose", "", "");
    fixture_add(fixture, ENTITY_GOAL, "statement", "More jobs", "level", "result", "theme", "WRK",
                "parent", "WRK-1", NULL);
    fixture_add(fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Youth unemployment", "kind",
                "percent", "direction", "lower", "frequency", "year", NULL);
    fixture_add(fixture, ENTITY_TARGET, "indicator", "WRK-1.2", "due", "2026-01-01", "operator",
                "at most", "value", "11", NULL);
    fixture_add(fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.2", "taken_on", "2024-01-01",
                "value", "17.8", "is_baseline", "1", NULL);
    fixture_add(fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.2", "taken_on", "2025-10-01",
                "value", "17.2", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "Job coach", "lead", "Buurtwerk", "phase",
                "running", "percent_done", "60", "light_time", "amber", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "Training", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "For nothing", NULL);
    fixture_add(fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "WRK-1", "weight", "1",
                NULL);
    fixture_add(fixture, ENTITY_CONTRIBUTION, "effort", "I-2", "goal", "WRK-1", "weight", "3",
                NULL);
    fixture_add(fixture, ENTITY_PROBLEM, "title", "No coach", "effort", "I-1", "goal", "WRK-1",
                "severity", "4", "raised_on", "2025-11-12", NULL);
    fixture_add(fixture, ENTITY_PROBLEM, "title", "Over", "goal", "WRK-1", "status", "solved",
                NULL);
    fixture_add(fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "soil test", "due",
                "2025-11-01", NULL);
    fixture_add(fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "done one", "due",
                "2025-11-01", "done_on", "2025-11-02", NULL);
}

static void load(struct fixture *fixture, struct programme_tree *tree)
{
    error_clear(&fixture->error);
    fixture_must(fixture, programme_tree_load(fixture->session, tree, &fixture->error));
}

static const struct programme_node *node_of(const struct programme_tree *tree, const char *code)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->nodes[i].code, code) == 0)
            return &tree->nodes[i];
    fail_msg("no node %s", code);
    return NULL;
}

/* "depth code" of every node, or its title where it has no code. */
static void outline(const struct programme_tree *tree, struct buffer *out)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct programme_node *node = &tree->nodes[i];
        buffer_format(out, "%d %s%s\n", node->depth, *node->code ? node->code : node->title,
                      node->has_children ? " +" : "");
    }
}

static void check_outline(struct fixture *fixture, const char *wanted)
{
    struct programme_tree tree;
    struct buffer out = BUFFER_EMPTY;
    load(fixture, &tree);
    outline(&tree, &out);
    assert_string_equal(out.bytes, wanted);
    buffer_release(&out);
    programme_tree_release(&tree);
}

static void shows_the_tree_in_order(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    check_outline(&fixture, "0 V-1\n"
                            "0 LIV +\n1 LIV-1\n"
                            "0 WRK +\n1 WRK-1 +\n2 WRK-1.1\n2 WRK-1.2\n2 I-2\n2 I-1\n"
                            "0 Without theme +\n1 D-1\n1 I-3\n");
    fixture_end(&fixture);
}

static void shows_what_a_node_says(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    struct programme_tree tree;
    load(&fixture, &tree);
    const struct programme_node *node = node_of(&tree, "WRK-1.2");
    assert_string_equal(node->title, "Youth unemployment");
    assert_string_equal(node->figures, "17.8 \u2192 17.2 \u2192 \u2264 11.0 %");
    assert_string_equal(node->state, "off track");
    assert_int_equal(node->light, LIGHT_RED);
    assert_int_equal(node->series_count, 2);
    assert_true(node->series[0] == 17.8 && node->series[1] == 17.2);
    node = node_of(&tree, "WRK-1");
    assert_int_equal(node->light, LIGHT_RED);
    assert_int_equal(node->problems, 1);
    node = node_of(&tree, "I-1");
    assert_string_equal(node->figures, "Buurtwerk \u00B7 running");
    assert_string_equal(node->state, "60 %");
    assert_int_equal(node->light, LIGHT_AMBER);
    assert_int_equal(node->problems, 1);
    assert_int_equal(node_of(&tree, "WRK")->light, LIGHT_RED);
    programme_tree_release(&tree);
    language_use(LANGUAGE_NL);
    load(&fixture, &tree);
    assert_string_equal(node_of(&tree, "WRK-1.2")->figures,
                        "17,8 \u2192 17,2 \u2192 \u2264 11,0 %");
    programme_tree_release(&tree);
    language_use(LANGUAGE_EN);
    fixture_end(&fixture);
}

static void shows_every_programme_as_a_root(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    goal(&fixture, "Dry houses", "LIV", "");
    fixture.session->programme =
        fixture_add(&fixture, ENTITY_PROGRAMME, "area", "Voorbeeldbuurt", "title", "Second", NULL);
    goal(&fixture, "Other houses", "LIV", "");
    fixture.session->programme = (struct id){{0}};
    check_outline(&fixture, "0 Programme +\n1 LIV +\n2 LIV-1\n1 WRK\n"
                            "0 Second +\n1 LIV +\n2 LIV-1\n1 WRK\n");
    fixture_end(&fixture);
}

/* ---- moving ---- */

static struct id find(struct fixture *fixture, enum entity_kind kind, const char *code)
{
    struct id id = {{0}};
    if (*code != '\0')
        fixture_must(fixture, rows_find(fixture->session, kind, code, &id, &fixture->error));
    return id;
}

struct way {
    enum entity_kind kind;
    const char *code, *from;
    enum entity_kind to_kind;
    const char *to;
};

static bool move(struct fixture *fixture, const struct way *way)
{
    struct programme_move move = {.kind = way->kind,
                                  .id = find(fixture, way->kind, way->code),
                                  .from = find(fixture, ENTITY_GOAL, way->from),
                                  .to_kind = way->to_kind,
                                  .to = find(fixture, way->to_kind, way->to)};
    error_clear(&fixture->error);
    return programme_move(fixture->session, &move, &fixture->error);
}

static void moves_rows(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    assert_true(move(&fixture, &(struct way){ENTITY_EFFORT, "I-1", "WRK-1", ENTITY_GOAL, "LIV-1"}));
    assert_true(move(&fixture, &(struct way){ENTITY_EFFORT, "I-3", "", ENTITY_GOAL, "D-1"}));
    assert_true(
        move(&fixture, &(struct way){ENTITY_INDICATOR, "WRK-1.2", "", ENTITY_GOAL, "LIV-1"}));
    assert_true(move(&fixture, &(struct way){ENTITY_GOAL, "D-1", "", ENTITY_GOAL, "LIV-1"}));
    check_outline(&fixture, "0 V-1\n"
                            "0 LIV +\n1 LIV-1 +\n2 D-1 +\n3 I-3\n2 WRK-1.2\n2 I-1\n"
                            "0 WRK +\n1 WRK-1 +\n2 WRK-1.1\n2 I-2\n");
    assert_true(move(&fixture, &(struct way){ENTITY_GOAL, "WRK-1", "", ENTITY_THEME, "LIV"}));
    check_outline(&fixture, "0 V-1\n"
                            "0 LIV +\n1 LIV-1 +\n2 D-1 +\n3 I-3\n2 WRK-1.2\n2 I-1\n"
                            "1 WRK-1 +\n2 WRK-1.1\n2 I-2\n"
                            "0 WRK\n");
    struct buffer label = BUFFER_EMPTY;
    for (int i = 0; i < 5; i++)
        fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    buffer_release(&label);
    check_outline(&fixture, "0 V-1\n"
                            "0 LIV +\n1 LIV-1\n"
                            "0 WRK +\n1 WRK-1 +\n2 WRK-1.1\n2 WRK-1.2\n2 I-2\n2 I-1\n"
                            "0 Without theme +\n1 D-1\n1 I-3\n");
    fixture_end(&fixture);
}

static void refuses_moves(void **state)
{
    (void)state;
    static const struct way examples[] = {
        {ENTITY_GOAL, "WRK-1", "", ENTITY_GOAL, "WRK-1"},
        {ENTITY_GOAL, "WRK-1", "", ENTITY_GOAL, "WRK-1.1"},
        {ENTITY_GOAL, "V-1", "", ENTITY_GOAL, "WRK-1"},
        {ENTITY_INDICATOR, "WRK-1.2", "", ENTITY_THEME, "LIV"},
        {ENTITY_EFFORT, "I-1", "WRK-1", ENTITY_THEME, "LIV"},
        {ENTITY_EFFORT, "I-1", "", ENTITY_GOAL, "WRK-1"},
        {ENTITY_GOAL, "WRK-1", "", ENTITY_EFFORT, "I-1"},
        {ENTITY_PARTNER, "Buurtwerk", "", ENTITY_GOAL, "WRK-1"},
    };
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (move(&fixture, &examples[i]))
            fail_msg("%s went to %s", examples[i].code, examples[i].to);
        assert_int_equal(fixture.error.code, ERROR_REFUSED);
    }
    fixture_end(&fixture);
}

/* ---- overview ---- */

static void counts_by_theme(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    struct overview overview;
    fixture_must(&fixture, overview_load(fixture.session, &overview, &fixture.error));
    struct buffer heading = BUFFER_EMPTY;
    session_heading(fixture.session, &heading);
    assert_string_equal(heading.bytes, "Voorbeeldbuurt \u00B7 programme 2024\u20132033");
    buffer_release(&heading);
    assert_int_equal(overview.theme_count, 3);
    const struct overview_theme *work = &overview.themes[1];
    assert_string_equal(overview.themes[0].code, "LIV");
    assert_string_equal(work->name, "Working");
    assert_int_equal(work->goals, 2);
    assert_int_equal(work->off_track, 1);
    assert_int_equal(work->no_figure, 1);
    assert_int_equal(work->problems, 1);
    assert_int_equal(work->critical, 1);
    assert_true(id_is_none(overview.themes[2].theme));
    assert_int_equal(overview.themes[2].goals, 1);
    assert_int_equal(overview.measurements_lately, 2);
    assert_true(overview.changes_lately > 10);
    overview_release(&overview);
    fixture_end(&fixture);
}

static const struct signal *signal_of_kind(const struct overview *overview, enum signal_kind kind)
{
    for (size_t i = 0; i < overview->signals.count; i++)
        if (overview->signals.items[i].kind == kind)
            return &overview->signals.items[i];
    fail_msg("no signal of kind %d", kind);
    return NULL;
}

static void notices_what_asks_for_attention(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fill(&fixture);
    struct overview overview;
    fixture_must(&fixture, overview_load(fixture.session, &overview, &fixture.error));
    fixture_must(&fixture, signals_tell_all(fixture.session, &overview.signals, &fixture.error));
    const struct signal *problem = signal_of_kind(&overview, SIGNAL_OPEN_LONG);
    assert_string_equal(problem->code, "K-1");
    assert_string_equal(problem->title, "No coach");
    assert_string_equal(problem->reason, "critical, nobody has taken it for 12 days");
    const struct signal *indicator = signal_of_kind(&overview, SIGNAL_OFF_TRACK);
    assert_string_equal(indicator->code, "WRK-1.2");
    assert_string_equal(indicator->title, "Youth unemployment");
    assert_int_equal(indicator->finding.light, LIGHT_RED);
    const struct signal *milestone = signal_of_kind(&overview, SIGNAL_LATE);
    assert_int_equal(milestone->about_kind, ENTITY_MILESTONE);
    assert_string_equal(milestone->title, "Job coach");
    assert_string_equal(milestone->reason, "'soil test' is 23 days late");
    assert_true(problem < indicator && indicator < milestone); /* the most urgent first */
    overview_release(&overview);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_tree_in_order),
        cmocka_unit_test(shows_what_a_node_says),
        cmocka_unit_test(shows_every_programme_as_a_root),
        cmocka_unit_test(moves_rows),
        cmocka_unit_test(refuses_moves),
        cmocka_unit_test(counts_by_theme),
        cmocka_unit_test(notices_what_asks_for_attention),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
