#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/numbering.h"

static struct id goal(struct fixture *fixture, const char *level, const char *theme,
                      const char *parent)
{
    return fixture_add(fixture, ENTITY_GOAL, "statement", "A goal", "level", level, "theme", theme,
                       "parent", parent, NULL);
}

static void check_code(struct fixture *fixture, enum entity_kind kind, struct id id,
                       const char *wanted)
{
    assert_string_equal(fixture_code(fixture, kind, id), wanted);
}

static void gives_the_next_code(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "vision", "", ""), "V-1");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "goal", "WRK", "V-1"), "WRK-1");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "goal", "WRK", ""), "WRK-2");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "goal", "LIV", ""), "LIV-1");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "goal", "", ""), "D-1");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "result", "WRK", "WRK-2"), "WRK-2.1");
    struct id indicator =
        fixture_add(&fixture, ENTITY_INDICATOR, "goal", "WRK-2", "name", "One", NULL);
    check_code(&fixture, ENTITY_INDICATOR, indicator, "WRK-2.2");
    check_code(&fixture, ENTITY_GOAL, goal(&fixture, "result", "WRK", "WRK-2"), "WRK-2.3");
    struct id effort = fixture_add(&fixture, ENTITY_EFFORT, "title", "Job coach", NULL);
    check_code(&fixture, ENTITY_EFFORT, effort, "I-1");
    struct id problem = fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp", NULL);
    check_code(&fixture, ENTITY_PROBLEM, problem, "K-1");
    fixture_end(&fixture);
}

static void never_gives_the_code_of_a_deleted_row_again(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id first = fixture_add(&fixture, ENTITY_EFFORT, "title", "One", NULL);
    fixture_must(&fixture,
                 rows_delete(fixture.session, ENTITY_EFFORT, first, NULL, &fixture.error));
    struct id second = fixture_add(&fixture, ENTITY_EFFORT, "title", "Two", NULL);
    check_code(&fixture, ENTITY_EFFORT, second, "I-2");
    fixture_end(&fixture);
}

static void counts_codes_with_letters(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Elsewhere", "code", "K-7b", NULL);
    struct id next = fixture_add(&fixture, ENTITY_PROBLEM, "title", "Here", NULL);
    check_code(&fixture, ENTITY_PROBLEM, next, "K-8");
    fixture_end(&fixture);
}

static void counts_by_programme(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_EFFORT, "title", "One", NULL);
    fixture.session->programme =
        fixture_add(&fixture, ENTITY_PROGRAMME, "area", "Voorbeeldbuurt", "title", "Another", NULL);
    struct id other = fixture_add(&fixture, ENTITY_EFFORT, "title", "One there", NULL);
    check_code(&fixture, ENTITY_EFFORT, other, "I-1");
    fixture_end(&fixture);
}

static void refuses_a_code_that_is_taken_or_changed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id first = fixture_add(&fixture, ENTITY_EFFORT, "title", "Job coach", NULL);
    struct row row;
    row_init(&row, ENTITY_EFFORT);
    row_set(&row, "title", value_text("Two"));
    row_set(&row, "code", value_text("I-1"));
    assert_false(rows_add(fixture.session, &row, &fixture.error));
    assert_int_equal(fixture.error.code, ERROR_INPUT);
    assert_non_null(strstr(fixture.error.message, "Job coach"));
    row_release(&row);
    assert_false(fixture_set(&fixture, ENTITY_EFFORT, first, "code", "I-9"));
    assert_int_equal(fixture.error.code, ERROR_REFUSED);
    check_code(&fixture, ENTITY_EFFORT, first, "I-1");
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_next_code),
        cmocka_unit_test(never_gives_the_code_of_a_deleted_row_again),
        cmocka_unit_test(counts_codes_with_letters),
        cmocka_unit_test(counts_by_programme),
        cmocka_unit_test(refuses_a_code_that_is_taken_or_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
