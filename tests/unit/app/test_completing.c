/* What is still to be completed: each kind of row when it lacks something, and when it does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/completing.h"
#include "wijk/app/problems.h"

/* "WRK-1: red without cause …" of every item, a line each, in a static place. */
static const char *listed(struct fixture *fixture, const struct completing_scope *scope)
{
    static char text[2000];
    struct completing list;
    text[0] = '\0';
    fixture_must(fixture, completing_load(fixture->session, scope, &list, &fixture->error));
    for (size_t i = 0; i < list.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s [%s] %s",
                 i > 0 ? " | " : "", list.items[i].code, list.items[i].fields[0],
                 list.items[i].reason);
    completing_release(&list);
    return text;
}

static struct id make_goal(struct fixture *fixture)
{
    return fixture_add(fixture, ENTITY_GOAL, "statement", "Work for all", "theme", "WRK", NULL);
}

static void test_lights(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id goal = make_goal(&fixture);
    assert_string_equal(listed(&fixture, NULL), "");
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "light", "red"));
    assert_string_equal(listed(&fixture, NULL),
                        "WRK-1 [cause] red without cause, consequence, correction");
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "cause", "No money"));
    assert_string_equal(listed(&fixture, NULL),
                        "WRK-1 [consequence] red without consequence, correction");
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "consequence", "It stops"));
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "correction", "Ask"));
    assert_string_equal(listed(&fixture, NULL), "");
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "cause", ""));
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "light", "green"));
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_end(&fixture);
}

/* A figure that came after what people set makes it count no more. */
static void test_overtaken_light(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id goal = make_goal(&fixture);
    fixture_add(&fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Jobs", "source", "O+S", NULL);
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", "2025-11-01",
                "value", "5", NULL);
    assert_true(fixture_set(&fixture, ENTITY_GOAL, goal, "light", "amber"));
    assert_string_equal(listed(&fixture, NULL),
                        "WRK-1 [cause] amber without cause, consequence, correction");
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", "2025-11-25",
                "value", "6", NULL);
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_end(&fixture);
}

static void test_efforts(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_EFFORT, "title", "Without a light", NULL);
    struct id effort = fixture_add(&fixture, ENTITY_EFFORT, "title", "Job coach", "phase",
                                   "running", "light_time", "green", "light_money", "red", NULL);
    assert_string_equal(listed(&fixture, NULL),
                        "I-2 [cause] red without cause, consequence, correction");
    assert_true(fixture_set(&fixture, ENTITY_EFFORT, effort, "phase", "stopped"));
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_end(&fixture);
}

static void flag(struct fixture *fixture, const char *typed, struct id *id)
{
    struct quickline line;
    struct buffer unresolved = BUFFER_EMPTY;
    struct problem_request request = {.line = &line, .kind = ENTITY_NONE};
    fixture_line(fixture, typed, QUICKLINE_PROBLEM, QUICKLINE_ANY, &line);
    fixture_must(fixture,
                 problems_flag(fixture->session, &request, id, &unresolved, &fixture->error));
    buffer_release(&unresolved);
    quickline_release(&line);
}

static void test_problems(void **state)
{
    (void)state;
    struct fixture fixture;
    struct id owned, none, unknown;
    fixture_start(&fixture);
    flag(&fixture, "!Damp @Woonzorg", &owned);
    flag(&fixture, "!Noise", &none);
    flag(&fixture, "!Rats @Pietersen", &unknown);
    assert_string_equal(listed(&fixture, NULL), "K-2 [owner] no owner | K-3 [owner] no owner: "
                                                "'Pietersen' is nobody known yet");
    struct completing_row rows[] = {{ENTITY_PROBLEM, unknown}, {ENTITY_PROBLEM, owned}};
    assert_string_equal(listed(&fixture, &(struct completing_scope){rows, 2}),
                        "K-3 [owner] no owner: 'Pietersen' is nobody known yet");
    assert_true(fixture_set(&fixture, ENTITY_PROBLEM, unknown, "owner", "Buurtwerk"));
    assert_true(fixture_set(&fixture, ENTITY_PROBLEM, none, "status", "rejected"));
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_end(&fixture);
}

/* The name goes with its problem: one act, so one undo. */
static void test_name_is_one_act(void **state)
{
    (void)state;
    struct fixture fixture;
    struct id unknown;
    struct buffer label = BUFFER_EMPTY;
    struct query query;
    fixture_start(&fixture);
    flag(&fixture, "!Rats @Pietersen", &unknown);
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    assert_string_equal(listed(&fixture, NULL), "");
    query_init(&query, ENTITY_COMMENT);
    struct rows_list *comments = rows_list_new(fixture.session, &query, &fixture.error);
    long count = -1;
    fixture_must(&fixture, rows_list_count_all(comments, &count, &fixture.error));
    assert_int_equal(count, 0);
    rows_list_free(comments);
    query_release(&query);
    buffer_release(&label);
    fixture_end(&fixture);
}

static void test_sources(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    make_goal(&fixture);
    struct id jobs = fixture_add(&fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Jobs", NULL);
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", "2024-11-01",
                "value", "5", NULL);
    struct id newest = fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on",
                                   "2025-11-01", "value", "6", NULL);
    assert_string_equal(listed(&fixture, NULL),
                        "WRK-1.1 [source] no source for the figure of 1 Nov 2025");
    struct completing_row rows[] = {{ENTITY_MEASUREMENT, newest}};
    assert_string_equal(listed(&fixture, &(struct completing_scope){rows, 1}),
                        "WRK-1.1 [source] no source for the figure of 1 Nov 2025");
    assert_true(fixture_set(&fixture, ENTITY_INDICATOR, jobs, "source", "O+S"));
    assert_string_equal(listed(&fixture, NULL), "");
    fixture_end(&fixture);
}

/* Light and why in one act; "later" leaves it on the list. */
static void test_setting_a_light(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer label = BUFFER_EMPTY;
    fixture_start(&fixture);
    struct id goal = make_goal(&fixture);
    struct completing_light request = {
        .entity = ENTITY_GOAL, .row = goal, .column = "light", .light = "red", .why = {"No money"}};
    fixture_must(&fixture, completing_set_light(fixture.session, &request, &fixture.error));
    assert_string_equal(listed(&fixture, NULL),
                        "WRK-1 [consequence] red without consequence, correction");
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    struct row row;
    fixture_must(&fixture, rows_get(fixture.session, ENTITY_GOAL, goal, &row, &fixture.error));
    assert_null(row_text(&row, "light"));
    assert_null(row_text(&row, "cause"));
    row_release(&row);
    buffer_release(&label);
    fixture_end(&fixture);
}

/* A goal that is red from its first moment has a day on which that was said. */
static void test_light_of_a_new_goal(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id goal = fixture_add(&fixture, ENTITY_GOAL, "statement", "Safe", "theme", "LIV",
                                 "light", "red", NULL);
    struct row row;
    fixture_must(&fixture, rows_get(fixture.session, ENTITY_GOAL, goal, &row, &fixture.error));
    assert_string_equal(row_text(&row, "light_on"), "2025-11-24");
    row_release(&row);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lights),          cmocka_unit_test(test_overtaken_light),
        cmocka_unit_test(test_efforts),         cmocka_unit_test(test_problems),
        cmocka_unit_test(test_name_is_one_act), cmocka_unit_test(test_sources),
        cmocka_unit_test(test_setting_a_light), cmocka_unit_test(test_light_of_a_new_goal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
