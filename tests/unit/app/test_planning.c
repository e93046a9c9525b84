#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/planning.h"
#include "wijk/app/programme.h"

static void load(struct fixture *fixture, struct planning *planning)
{
    struct planning_request all = {DATE_NONE, DATE_NONE};
    error_clear(&fixture->error);
    fixture_must(fixture, planning_load(fixture->session, &all, planning, &fixture->error));
}

static const struct planning_line *line_of(const struct planning *planning, struct id id)
{
    for (size_t i = 0; i < planning->lines.count; i++)
        if (id_equal(planning->lines.items[i].id, id))
            return &planning->lines.items[i];
    fail_msg("the row has no line");
    return NULL;
}

static date_t day(const char *text)
{
    date_t date = DATE_NONE;
    assert_true(date_parse_iso(text, &date));
    return date;
}

static bool move(struct fixture *fixture, enum entity_kind kind, struct id id, const char *to,
                 const char *reason)
{
    struct planning_moving moving = {kind, id, day(to), reason};
    error_clear(&fixture->error);
    return planning_move(fixture->session, &moving, &fixture->error);
}

static long comments(struct fixture *fixture)
{
    struct query query;
    long count = 0;
    bool exact = false;
    query_init(&query, ENTITY_COMMENT);
    struct rows_list *list = rows_list_new(fixture->session, &query, &fixture->error);
    fixture_must(fixture, list != NULL && rows_list_count(list, &count, &exact, &fixture->error));
    rows_list_free(list);
    query_release(&query);
    return count;
}

static void has_everything_with_a_date(void **state)
{
    (void)state;
    struct fixture fixture;
    struct planning planning;
    fixture_start(&fixture);
    struct id effort = fixture_add(&fixture, ENTITY_EFFORT, "title", "Work", "phase", "running",
                                   "starts", "2025-01-01", "ends", "2025-12-31", "kind",
                                   "experiment", "lead", "Woonzorg", NULL);
    struct id milestone = fixture_add(&fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "First",
                                      "due", "2025-11-01", NULL);
    struct id agreement = fixture_add(&fixture, ENTITY_AGREEMENT, "number", "3", "text", "Agreed",
                                      "due", "2026-06-01", NULL);
    struct id meeting = fixture_add(&fixture, ENTITY_MEETING, "starts", "2025-12-03 14:00", NULL);
    load(&fixture, &planning);
    assert_int_equal(planning.lines.count, 4);
    assert_true(id_equal(planning.lines.items[0].id, effort));
    assert_true(id_equal(planning.lines.items[1].id, milestone));
    assert_true(id_equal(planning.lines.items[2].id, meeting));
    assert_true(id_equal(planning.lines.items[3].id, agreement));
    assert_true(line_of(&planning, effort)->experiment);
    assert_true(line_of(&planning, milestone)->late);
    assert_false(line_of(&planning, effort)->late);
    assert_int_equal(line_of(&planning, meeting)->ends, day("2025-12-03"));
    planning_release(&planning);
    struct planning_request next_year = {day("2026-01-01"), day("2026-12-31")};
    fixture_must(&fixture, planning_load(fixture.session, &next_year, &planning, &fixture.error));
    assert_int_equal(planning.lines.count, 1);
    planning_release(&planning);
    fixture_end(&fixture);
}

static void moves_with_the_reason_in_one_act(void **state)
{
    (void)state;
    struct fixture fixture;
    struct planning planning;
    struct buffer label = BUFFER_EMPTY;
    fixture_start(&fixture);
    struct id effort = fixture_add(&fixture, ENTITY_EFFORT, "title", "Work", "phase", "running",
                                   "starts", "2025-01-01", "ends", "2025-12-31", NULL);
    struct id planned = fixture_add(&fixture, ENTITY_EFFORT, "title", "Later", "phase", "planned",
                                    "starts", "2026-01-01", "ends", "2026-01-31", NULL);
    assert_false(move(&fixture, ENTITY_EFFORT, effort, "2026-03-31", ""));
    assert_string_equal(fixture.error.message, "Say why the date is moved");
    assert_false(move(&fixture, ENTITY_EFFORT, effort, "2024-03-31", "Sooner"));
    assert_string_equal(fixture.error.message, "It would end before it starts");
    assert_true(move(&fixture, ENTITY_EFFORT, effort, "2026-03-31", "The lab is late"));
    assert_true(move(&fixture, ENTITY_EFFORT, effort, "2026-06-30", "And again"));
    assert_true(move(&fixture, ENTITY_EFFORT, planned, "2026-03-02", "After the other"));
    load(&fixture, &planning);
    assert_int_equal(line_of(&planning, effort)->ends, day("2026-06-30"));
    assert_int_equal(line_of(&planning, effort)->first_ends, day("2025-12-31"));
    assert_int_equal(line_of(&planning, effort)->moved, 2);
    assert_int_equal(line_of(&planning, planned)->starts,
                     day("2026-01-31")); /* as long as it was */
    planning_release(&planning);
    assert_int_equal(comments(&fixture), 3);
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    assert_int_equal(comments(&fixture), 2); /* the date and the reason go together */
    load(&fixture, &planning);
    assert_int_equal(line_of(&planning, planned)->ends, day("2026-01-31"));
    planning_release(&planning);
    buffer_release(&label);
    fixture_end(&fixture);
}

static void does_not_move_what_is_done(void **state)
{
    (void)state;
    struct fixture fixture;
    struct planning planning;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_EFFORT, "title", "Work", NULL);
    struct id done = fixture_add(&fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "Done",
                                 "due", "2025-10-01", "done_on", "2025-10-02", NULL);
    struct id open = fixture_add(&fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "Open",
                                 "due", "2025-12-01", NULL);
    struct id meeting = fixture_add(&fixture, ENTITY_MEETING, "starts", "2025-12-03 14:00", NULL);
    assert_false(move(&fixture, ENTITY_MILESTONE, done, "2026-01-01", "Why"));
    assert_false(move(&fixture, ENTITY_MEETING, meeting, "2026-01-01", "Why"));
    assert_true(move(&fixture, ENTITY_MILESTONE, open, "2026-01-01", "Frost"));
    load(&fixture, &planning);
    assert_int_equal(line_of(&planning, open)->first_ends, day("2025-12-01"));
    planning_release(&planning);
    fixture_end(&fixture);
}

static void sees_too_much_at_once(void **state)
{
    (void)state;
    struct fixture fixture;
    struct planning planning;
    fixture_start(&fixture);
    for (int i = 0; i < 5; i++)
        fixture_add(&fixture, ENTITY_EFFORT, "title", "Work", "phase", "running", "lead",
                    "Woonzorg", "starts", "2025-01-01", "ends", "2026-12-31", NULL);
    fixture_add(&fixture, ENTITY_EFFORT, "title", "Stopped", "phase", "stopped", "lead", "Woonzorg",
                "starts", "2025-01-01", "ends", "2026-12-31", NULL);
    struct id sixth =
        fixture_add(&fixture, ENTITY_EFFORT, "title", "Sixth", "phase", "planned", "lead",
                    "Buurtwerk", "starts", "2026-02-01", "ends", "2026-12-31", NULL);
    load(&fixture, &planning);
    assert_int_equal(planning.crowds.count, 0); /* five are not too many */
    planning_release(&planning);
    fixture_add(&fixture, ENTITY_EFFORT_PARTNER, "effort", "I-7", "partner", "Woonzorg", NULL);
    load(&fixture, &planning);
    assert_int_equal(planning.crowds.count, 1);
    assert_string_equal(planning.crowds.items[0].name, "Woonzorg");
    assert_int_equal(planning.crowds.items[0].peak.most, 6);
    assert_int_equal(planning.crowds.items[0].peak.from, day("2026-02-01"));
    assert_true(line_of(&planning, sixth)->crowded);
    planning_release(&planning);
    fixture_end(&fixture);
}

static enum light light_in_planning(struct fixture *fixture, struct id effort)
{
    struct planning planning;
    load(fixture, &planning);
    enum light light = line_of(&planning, effort)->light;
    planning_release(&planning);
    return light;
}

static enum light light_in_tree(struct fixture *fixture, struct id effort)
{
    struct programme_tree tree;
    fixture_must(fixture, programme_tree_load(fixture->session, &tree, &fixture->error));
    enum light light = LIGHT_COUNT;
    for (size_t i = 0; i < tree.count; i++)
        if (id_equal(tree.nodes[i].id, effort))
            light = tree.nodes[i].light;
    programme_tree_release(&tree);
    return light;
}

/* Today is 24 November 2025; whatever is written, is written today. */
static void efforts_have_the_light_of_their_dates_and_money(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id effort = fixture_add(&fixture, ENTITY_EFFORT, "title", "Work", "phase", "running",
                                   "starts", "2025-01-01", "ends", "2025-12-31", NULL);
    assert_int_equal(light_in_planning(&fixture, effort), LIGHT_GREEN);
    struct id milestone = fixture_add(&fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "First",
                                      "due", "2025-11-20", NULL);
    assert_int_equal(light_in_planning(&fixture, effort), LIGHT_AMBER);
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_AMBER);
    fixture_set(&fixture, ENTITY_MILESTONE, milestone, "done_on", "2025-11-20");
    assert_int_equal(light_in_planning(&fixture, effort), LIGHT_GREEN);
    fixture_add(&fixture, ENTITY_BUDGET_LINE, "effort", "I-1", "year", "2025", "funder", "Woonzorg",
                "planned", "1000", "spent", "1200", NULL);
    assert_int_equal(light_in_planning(&fixture, effort), LIGHT_RED);
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_RED);
    /* what people say, says it as long as nothing happens after it */
    fixture_set(&fixture, ENTITY_EFFORT, effort, "light_money", "green");
    assert_int_equal(light_in_planning(&fixture, effort), LIGHT_GREEN);
    fixture_set(&fixture, ENTITY_EFFORT, effort, "ends", "2025-11-01");
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_RED);
    fixture_set(&fixture, ENTITY_EFFORT, effort, "light_time", "amber");
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_AMBER);
    fixture_set(&fixture, ENTITY_EFFORT, effort, "phase", "done");
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_AMBER);
    fixture_set(&fixture, ENTITY_EFFORT, effort, "light_time", "");
    assert_int_equal(light_in_tree(&fixture, effort), LIGHT_GREEN);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_everything_with_a_date),
        cmocka_unit_test(efforts_have_the_light_of_their_dates_and_money),
        cmocka_unit_test(moves_with_the_reason_in_one_act),
        cmocka_unit_test(does_not_move_what_is_done),
        cmocka_unit_test(sees_too_much_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
