/* The programme as a tree: walking it, adding to it, moving and deleting in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_walk_by_keys(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    assert_shows(stage, "[1 Overview]");
    stage_type(stage, "2");
    assert_shows(stage, "[2 Programme]");
    assert_selected(stage, "V-1");
    stage_type(stage, "jj");
    assert_selected(stage, "WON-1 ");
    stage_type(stage, "k");
    assert_selected(stage, "WON  Wonen");
    stage_type(stage, "h"); /* closes the theme */
    assert_hides(stage, "WON-1");
    stage_type(stage, "l");
    assert_shows(stage, "WON-1.1.1");
    stage_type(stage, "-"); /* closes all */
    assert_hides(stage, "WON-1");
    assert_shows(stage, "VEI  Veiligheid");
    stage_type(stage, "*");
    assert_shows(stage, "WON-1.1.1");
    stage_type(stage, "G");
    assert_hides(stage, "V-1");
    stage_type(stage, "g");
    assert_selected(stage, "V-1");
    stage_type(stage, "<PgDn><PgDn>");
    assert_hides(stage, "In 2033");
    stage_close(stage);
}

static void test_walk_by_mouse(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_mouse(stage, "Click", "2 Programme");
    assert_shows(stage, "[2 Programme]");
    stage_mouse(stage, "Click", "WON-1.2");
    assert_selected(stage, "WON-1.2");
    stage_mouse(stage, "WheelDown", "WON-1.2");
    assert_hides(stage, "In 2033");
    stage_mouse(stage, "WheelUp", "WON-2 ");
    assert_shows(stage, "In 2033");
    stage_mouse(stage, "Double", "WON-1.1.2");
    assert_shows(stage, "Baseline 24.1 %");
    stage_mouse(stage, "Click", "1 Overview");
    assert_shows(stage, "[1 Overview]");
    stage_close(stage);
}

static void test_filter(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2fleegstaande");
    assert_shows(stage, "WRK-2.1");
    assert_shows(stage, "WRK-2 "); /* what it hangs under stays */
    assert_hides(stage, "WON-1");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "leegstaande"); /* the filter is visible */
    stage_type(stage, "f<Esc>");
    assert_shows(stage, "WON-1");
    stage_close(stage);
}

static void test_enter_opens_and_esc_goes_back(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.2");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "lower is better");
    assert_shows(stage, "1 Oct 2026");
    stage_type(stage, "<Esc>");
    assert_selected(stage, "WON-1.1.2");
    stage_type(stage, "<Resize:132x40>");
    stage_select(stage, "I-2 ");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Vochtteam");
    assert_shows(stage, "Milestone");
    stage_type(stage, "<Esc><Esc>");
    assert_shows(stage, "[1 Overview]");
    stage_close(stage);
}

static void test_add_goal_indicator_and_effort(void **state)
{
    (void)state;
    struct stage *stage = stage_open();
    stage_type(stage, "2");
    stage_select(stage, "WRK");
    stage_type(stage, "a");
    assert_shows(stage, "New: Goal");
    assert_shows(stage, "WRK");
    stage_mouse(stage, "Click", "Statement");
    stage_type(stage, "Iedereen die wil heeft werk<Ctrl-S>");
    assert_shows(stage, "saved: WRK-1 Iedereen die wil heeft werk");
    assert_rows(stage, ENTITY_GOAL, "code=WRK-1 theme=WRK", 1);

    stage_select(stage, "WRK-1");
    stage_type(stage, "a");
    assert_shows(stage, "Add what?");
    stage_type(stage, "Indicator<Enter>");
    assert_shows(stage, "New: Indicator");
    stage_mouse(stage, "Click", "Name");
    stage_type(stage, "Jeugdwerkloosheid<Tab><Tab>%<Ctrl-S>");
    assert_rows(stage, ENTITY_INDICATOR, "code=WRK-1.1 goal=WRK-1 unit=%", 1);

    stage_select(stage, "WRK-1 ");
    stage_type(stage, "aEffort<Enter>");
    assert_shows(stage, "New: Effort");
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "Jobcoach<Ctrl-S>");
    assert_shows(stage, "saved: I-1 Jobcoach");
    assert_shows(stage, "I-1  Jobcoach"); /* it hangs under the goal */
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-1 goal=WRK-1 weight=2", 1);

    stage_select(stage, "I-1");
    stage_type(stage, "aMilestone<Enter>");
    stage_mouse(stage, "Click", "Title");
    stage_type(stage, "Eerste coach begint<Tab>1mrt2027<Ctrl-S>");
    assert_value(stage, ENTITY_MILESTONE, "effort=I-1", "due", "1 Mar 2027");
    assert_value(stage, ENTITY_MILESTONE, "effort=I-1", "original_due", "1 Mar 2027");
    stage_close(stage);
}

static void test_add_measurement_in_a_form(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "/WON-1.1.2<Enter>a");
    assert_shows(stage, "New: Measurement");
    stage_mouse(stage, "Click", "Date");
    stage_type(stage, "<End><Ctrl-U>24nov<Tab>18,2<Ctrl-S>");
    assert_shows(stage, "saved");
    assert_value(stage, ENTITY_MEASUREMENT, "indicator=WON-1.1.2 taken_on=2026-11-24", "value",
                 "18.2");
    stage_close(stage);
}

static void test_delete_with_what_belongs_and_undo(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    long measurements = stage_rows(stage, ENTITY_MEASUREMENT, "indicator=WON-1.1.1", NULL);
    assert_true(measurements > 5);
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.1");
    stage_type(stage, "d");
    assert_shows(stage, "deleted: WON-1.1.1");
    assert_shows(stage, "11 rows that belong to it");
    assert_rows(stage, ENTITY_INDICATOR, "code=WON-1.1.1", 0);
    long left = stage_rows(stage, ENTITY_MEASUREMENT, "", NULL);
    stage_type(stage, "u");
    assert_shows(stage, "Undone");
    assert_shows(stage, "WON-1.1.1");
    assert_rows(stage, ENTITY_MEASUREMENT, "indicator=WON-1.1.1", measurements);
    assert_rows(stage, ENTITY_MEASUREMENT, "", left + measurements);
    stage_type(stage, "<Ctrl-R>");
    assert_rows(stage, ENTITY_INDICATOR, "code=WON-1.1.1", 0);
    assert_rows(stage, ENTITY_MEASUREMENT, "", left);
    stage_close(stage);
}

/* What is shown on top of a row goes with it. */
static void test_delete_the_row_that_is_open(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2aGoal<Esc>"); /* nothing to keep: nothing was changed */
    stage_select(stage, "WON-1.1.1");
    stage_type(stage, "m12<Enter><Enter>");
    assert_shows(stage, "25 Nov 2026");
    stage_type(stage, "u"); /* the selected measurement is gone; the screen stays */
    assert_shows(stage, "WON-1.1.1 Opgeknapte woningen");
    assert_shows(stage, "Undone");
    stage_type(stage, "<Down>e");
    assert_shows(stage, "Measurement");
    stage_close(stage);
}

static void test_move_an_effort(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-24 goal=WON-1", 1);
    stage_type(stage, "2");
    stage_select(stage, "I-24 ");
    stage_type(stage, "M");
    assert_shows(stage, "Move to which goal?");
    stage_type(stage, "VEI-2.1<Enter>");
    assert_shows(stage, "moved to VEI-2.1");
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-24 goal=WON-1", 0);
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-24 goal=VEI-2.1", 1);
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-24 goal=WON-1", 1);
    assert_rows(stage, ENTITY_CONTRIBUTION, "effort=I-24 goal=VEI-2.1", 0);
    stage_close(stage);
}

static void test_move_a_goal_under_itself_is_refused(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1 ");
    stage_type(stage, "MWON-1.1<Enter>");
    assert_shows(stage, "WON-1.1");
    assert_hides(stage, "moved to");
    assert_rows(stage, ENTITY_GOAL, "code=WON-1 parent=V-1", 1);
    stage_close(stage);
}

/* Keys that arrive faster than the screen is drawn meet the new rows, not the old ones. */
static void test_burst(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "<Tab><End><Soon>u<Soon>u<Soon><Enter><Soon><Esc><Soon><Down><Soon>y");
    stage_type(stage, "2G<Soon>d<Soon>d<Soon>d<Soon>e");
    stage_type(stage, "<Esc>8<End><Soon>d<Soon>d<Soon><Enter><Soon><Esc><Soon>d");
    stage_type(stage, "<Esc><Esc>2");
    assert_shows(stage, "[2 Programme]");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk_by_keys),
        cmocka_unit_test(test_walk_by_mouse),
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_enter_opens_and_esc_goes_back),
        cmocka_unit_test(test_add_goal_indicator_and_effort),
        cmocka_unit_test(test_add_measurement_in_a_form),
        cmocka_unit_test(test_delete_with_what_belongs_and_undo),
        cmocka_unit_test(test_delete_the_row_that_is_open),
        cmocka_unit_test(test_move_an_effort),
        cmocka_unit_test(test_move_a_goal_under_itself_is_refused),
        cmocka_unit_test(test_burst),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
