/* Lights that ask why, and the list of what is still to be completed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

/* V on a goal: red, then three questions, one act. */
static void test_light_of_a_goal(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-2 ");
    stage_type(stage, "Vred<Enter>");
    assert_shows(stage, "Cause (empty: later)");
    stage_type(stage, "No money<Enter>");
    assert_shows(stage, "Consequence (empty: later)");
    stage_type(stage, "It stops<Enter>");
    assert_shows(stage, "Correction (empty: later)");
    stage_type(stage, "Ask the city<Enter>");
    assert_shows(stage, "light: red");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "red");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light_on", "25 Nov 2026");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "cause", "No money");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "consequence", "It stops");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "correction", "Ask the city");
    stage_type(stage, "u");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "cause", "");
    stage_type(stage, "Vgreen<Enter>");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "green");
    stage_type(stage, "Vderived<Enter>");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "");
    stage_close(stage);
}

/* "Later" puts it on the list, which walks through the rows. */
static void test_later(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "I-14 ");
    stage_type(stage, "Vmoney red<Enter><Enter>");
    assert_shows(stage, "why is on the list to complete (O)");
    assert_value(stage, ENTITY_EFFORT, "code=I-14", "light_money", "red");
    stage_type(stage, "1");
    assert_shows(stage, "4 to complete (O)");
    stage_type(stage, "O<Home>");
    assert_selected(stage, "I-10 "); /* amber without a correction: so it is in the example */
    stage_type(stage, "<Down>");
    assert_selected(stage, "I-14");
    assert_selected(stage, "red without cause, cons");
    stage_type(stage, "<Enter>Not paid<Ctrl-S>");
    assert_value(stage, ENTITY_EFFORT, "code=I-14", "cause", "Not paid");
    assert_shows(stage, "Problem K-7"); /* what lacks more is left for later once more */
    stage_type(stage, "Politie, wijkteam<Ctrl-S>");
    assert_value(stage, ENTITY_PROBLEM, "code=K-7", "owner", "Politie, wijkteam");
    assert_shows(stage, "Problem K-16");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "3 of 3");
    assert_hides(stage, "K-7");
    stage_type(stage, "<Home><Down><Enter>It stops<Tab>Ask<Ctrl-S><Esc>");
    assert_hides(stage, "I-14");
    stage_close(stage);
}

/* The form asks once; saving again is "later". */
static void test_form_asks(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-2 ");
    stage_type(stage, "e<Tab><Tab><Tab>r<Ctrl-S>");
    assert_shows(stage, "amber and red ask for cause");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "");
    stage_type(stage, "No money<Ctrl-S>");
    assert_shows(stage, "saved: WON-2");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "red");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "cause", "No money");
    stage_type(stage, "e<Tab><Tab><Tab>a<Ctrl-S>"); /* not all is said yet */
    assert_shows(stage, "amber and red ask for cause");
    stage_type(stage, "<Ctrl-S>");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "amber");
    stage_type(stage, "e<Tab><Tab><Tab>gg<Ctrl-S>");
    assert_value(stage, ENTITY_GOAL, "code=WON-2", "light", "green");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_light_of_a_goal),
        cmocka_unit_test(test_later),
        cmocka_unit_test(test_form_asks),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
