/* The money screen: dividing, opening the lines behind a row, going back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void test_divide(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "$");
    assert_shows(stage, "Money by funder");
    assert_shows(stage, "17,220,000.00");
    assert_shows(stage, "23,663,000.00"); /* the total */
    stage_type(stage, "bb");
    assert_shows(stage, "Money by theme");
    assert_shows(stage, "23,663,000.00");
    stage_type(stage, "n");
    assert_shows(stage, "national extra money only");
    assert_shows(stage, "2,869,000.00");
    assert_hides(stage, "23,663,000.00");
    stage_type(stage, "nJ");
    assert_shows(stage, "Money by theme · 2024");
    stage_close(stage);
}

static void test_trace(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true, .width = 132, .height = 40);
    stage_type(stage, "$");
    stage_select(stage, "Ministerie");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Money by funder · Ministerie");
    assert_shows(stage, "2024  I-8 Buurtbanen");
    assert_shows(stage, "WRK-1.2, VEI-1");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Buurtbanen");
    assert_hides(stage, "Money by funder");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "Money by funder · Ministerie");
    stage_type(stage, "<Esc>");
    assert_selected(stage, "Ministerie");
    assert_shows(stage, "Total");
    stage_close(stage);
}

/* What is not seen at once: a file without any money. */
static void test_empty(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.width = 60, .height = 15);
    stage_type(stage, "$<Enter>b<Down>");
    assert_shows(stage, "No budget lines yet");
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_divide),
        cmocka_unit_test(test_trace),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
