/* What the program says is said to the end, also where it does not fit on one line of 80 columns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_what_a_line_becomes_is_said_in_full(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.2 ");
    stage_type(stage, "!!! The survey of the soil is three weeks late @Nobody ^2026-12-04 %bureau");
    assert_shows(stage, "Fri 4 Dec 2026");
    assert_shows(stage, "bureau");
    stage_close(stage);
}

static void test_a_long_message_takes_two_lines(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.2 ");
    stage_type(stage, "!!! The survey of the soil is three weeks late @Nobody<Enter>");
    assert_shows(stage, "without an owner");
    assert_shows(stage, "nobody known yet");
    stage_type(stage, "<Down>");
    assert_hides(stage, "without an owner");
    stage_close(stage);
}

static void test_the_reason_of_an_indicator_is_said_in_full(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.1 ");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "at this pace 426");
    stage_close(stage);
}

static void test_a_row_nothing_refers_to_names_no_other_pane(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "3");
    stage_select(stage, "K-7 ");
    stage_type(stage, "D");
    assert_shows(stage, "Schimmel in de portieken");
    assert_hides(stage, "0 rows refer");
    stage_close(stage);
}

static void test_a_refused_form_says_which_field(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "2");
    stage_select(stage, "WON  ");
    stage_type(stage, "a<Ctrl-S>");
    assert_shows(stage, "not saved: Statement: this is needed");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_line_becomes_is_said_in_full),
        cmocka_unit_test(test_a_long_message_takes_two_lines),
        cmocka_unit_test(test_the_reason_of_an_indicator_is_said_in_full),
        cmocka_unit_test(test_a_row_nothing_refers_to_names_no_other_pane),
        cmocka_unit_test(test_a_refused_form_says_which_field),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
