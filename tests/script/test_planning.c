/* The planning: zoom, scroll, filter, and moving a date with the reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"

static void shows_the_axis(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "5");
    assert_shows(stage, "[5 Planning]");
    assert_shows(stage, "by quarter");
    assert_shows(stage, "Q1 2027");
    assert_shows(stage, "efforts at once on 1 Feb 2027");
    stage_type(stage, "+");
    assert_shows(stage, "by month");
    assert_shows(stage, "Dec 2026");
    stage_type(stage, "--");
    assert_shows(stage, "by year");
    assert_shows(stage, "2028");
    stage_type(stage, "-");
    assert_shows(stage, "years are the farthest");
    stage_type(stage, "<Right><Right><Right><Right>");
    assert_hides(stage, "2027  ");
    assert_shows(stage, "2032");
    stage_type(stage, "t");
    assert_shows(stage, "2027");
    stage_type(stage, "fAgreement<Enter>");
    assert_shows(stage, "★"); /* the agreements alone */
    assert_shows(stage, "C-12");
    assert_hides(stage, "Vochtteam");
    stage_close(stage);
}

static void moves_by_steps(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "5>>");
    assert_shows(stage, "30 Jun 2027 → 14 Jul 2027");
    stage_type(stage, "<Esc>");
    assert_shows(stage, "the date stays");
    stage_type(stage, ".<Enter>");
    assert_shows(stage, "Why to 7 Jul 2027?");
    stage_type(stage, "Te weinig vakmensen<Enter>");
    assert_rows(stage, ENTITY_EFFORT, "code=I-1 ends=2027-07-07", 1);
    assert_rows(stage, ENTITY_COMMENT, "vakmensen", 1);
    assert_shows(stage, "moved to");
    stage_type(stage, "<Down>");
    stage_type(stage, "<Up>");
    assert_shows(stage, "at first 30 Jun 2027");
    stage_type(stage, "u");
    assert_rows(stage, ENTITY_EFFORT, "code=I-1 ends=2027-06-30", 1);
    assert_rows(stage, ENTITY_COMMENT, "vakmensen", 0);
    stage_close(stage);
}

static void moves_to_a_typed_date(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    stage_type(stage, "5Msomeday<Enter>");
    assert_shows(stage, "is not a date");
    stage_type(stage, "<Ctrl-U>1 sep 2027<Enter>");
    assert_shows(stage, "Why to 1 Sep 2027?");
    stage_type(stage, "<Enter>"); /* a reason is asked for */
    assert_shows(stage, "Say why the date is moved");
    stage_type(stage, "Vorst<Enter>");
    assert_rows(stage, ENTITY_EFFORT, "code=I-1 ends=2027-09-01", 1);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_axis),
        cmocka_unit_test(moves_by_steps),
        cmocka_unit_test(moves_to_a_typed_date),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
