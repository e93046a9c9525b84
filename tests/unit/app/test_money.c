#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "wijk/app/money.h"

static void fill(struct fixture *fixture)
{
    fixture_add(fixture, ENTITY_PARTNER, "name", "Ministry", "kind", "ministry", NULL);
    fixture_add(fixture, ENTITY_GOAL, "statement", "Homes", "theme", "LIV", NULL);
    fixture_add(fixture, ENTITY_GOAL, "statement", "Jobs", "theme", "WRK", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "Both", NULL);
    fixture_add(fixture, ENTITY_EFFORT, "title", "Loose", NULL);
    fixture_add(fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "LIV-1", "weight", "1",
                NULL);
    fixture_add(fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "WRK-1", "weight", "3",
                NULL);
    fixture_add(fixture, ENTITY_BUDGET_LINE, "effort", "I-1", "year", "2024", "funder", "Ministry",
                "planned", "1000.10", "committed", "900", "spent", "400.05", NULL);
    fixture_add(fixture, ENTITY_BUDGET_LINE, "effort", "I-1", "year", "2025", "funder", "Woonzorg",
                "planned", "500.20", "spent", "600", "purpose", "green", NULL);
    fixture_add(fixture, ENTITY_BUDGET_LINE, "effort", "I-2", "year", "2025", "funder", "Woonzorg",
                "planned", "0.03", NULL);
}

/* However it is divided, the rows add up to the same total, to the cent. */
static void test_adds_up(void **state)
{
    struct fixture fixture;
    (void)state;
    fixture_start(&fixture);
    fill(&fixture);
    for (int by = 0; by < MONEY_BY_COUNT; by++) {
        struct money_question question = {.by = (enum money_by)by};
        struct money money;
        struct budget sum = {0};
        fixture_must(&fixture, money_load(fixture.session, &question, &money, &fixture.error));
        for (size_t i = 0; i < money.count; i++)
            budget_join(&sum, &money.rows[i].sum);
        assert_int_equal(sum.planned, 150033);
        assert_int_equal(sum.spent, 100005);
        assert_int_equal(money.total.planned, 150033);
        assert_int_equal(money.total.committed, 90000);
        assert_int_equal(budget_left(&money.total), 50028);
        assert_int_equal(money.line_count, 3);
        money_release(&money);
    }
    fixture_end(&fixture);
}

/* An effort for two themes counts once, under the one it contributes to most. */
static void test_theme(void **state)
{
    struct fixture fixture;
    struct money_question question = {.by = MONEY_THEME};
    struct money money;
    (void)state;
    fixture_start(&fixture);
    fill(&fixture);
    fixture_must(&fixture, money_load(fixture.session, &question, &money, &fixture.error));
    assert_int_equal(money.count, 2);
    assert_string_equal(money.rows[0].name, "Working");
    assert_int_equal(money.rows[0].sum.planned, 150030);
    assert_string_equal(money.rows[1].name, "(none)");
    assert_string_equal(money.lines[0].goals, "LIV-1, WRK-1");
    money_release(&money);
    fixture_end(&fixture);
}

/* National: a ministry pays, or the money has a purpose. */
static void test_national(void **state)
{
    struct fixture fixture;
    struct money_question question = {.by = MONEY_YEAR, .national = true};
    struct money money;
    (void)state;
    fixture_start(&fixture);
    fill(&fixture);
    fixture_must(&fixture, money_load(fixture.session, &question, &money, &fixture.error));
    assert_int_equal(money.line_count, 2);
    assert_int_equal(money.rows[0].year, 2024);
    assert_int_equal(money.rows[1].year, 2025);
    assert_string_equal(money.lines[1].purpose, "green");
    money_release(&money);
    question.year = 2024;
    fixture_must(&fixture, money_load(fixture.session, &question, &money, &fixture.error));
    assert_int_equal(money.line_count, 1);
    assert_string_equal(money.lines[0].funder, "Ministry");
    assert_string_equal(money.lines[0].effort_name, "I-1 Both");
    money_release(&money);
    fixture_end(&fixture);
}

static void test_too_much(void **state)
{
    struct fixture fixture;
    struct money_question question = {.by = MONEY_FUNDER};
    struct money money;
    (void)state;
    fixture_start(&fixture);
    fill(&fixture);
    struct id line = fixture_add(&fixture, ENTITY_BUDGET_LINE, "effort", "I-2", "year", "2025",
                                 "funder", "Woonzorg", NULL);
    struct row before, after;
    fixture_must(&fixture,
                 rows_get(fixture.session, ENTITY_BUDGET_LINE, line, &before, &fixture.error));
    row_copy(&after, &before);
    row_set(&after, "planned", value_integer(INT64_MAX)); /* as a file of another hand may hold */
    fixture_must(&fixture, rows_change(fixture.session, &before, &after, &fixture.error));
    row_release(&before);
    row_release(&after);
    fixture_must(&fixture, money_load(fixture.session, &question, &money, &fixture.error));
    assert_true(money.total.overflow);
    money_release(&money);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_up),
        cmocka_unit_test(test_theme),
        cmocka_unit_test(test_national),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
