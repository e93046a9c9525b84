#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "wijk/app/compare.h"

static struct id indicator(struct fixture *fixture, const char *goal, const char *name,
                           const char *variable)
{
    return fixture_add(fixture, ENTITY_INDICATOR, "goal", goal, "name", name, "reference_variable",
                       variable, NULL);
}

/* The same variable is the same figure, whatever it is called; without one the name decides. */
static void test_same(void **state)
{
    struct fixture fixture;
    struct compare compare;
    (void)state;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Homes", "theme", "LIV", NULL);
    struct id one = indicator(&fixture, "LIV-1", "Damp", "WDAMP_P");
    struct id other = indicator(&fixture, "LIV-1", "Damp homes", "WDAMP_P");
    struct id named = indicator(&fixture, "LIV-1", "Noise", "");
    indicator(&fixture, "LIV-1", "noise", "");
    indicator(&fixture, "LIV-1", "Damp", "");
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "LIV-1.1", "taken_on", "2024-01-01",
                "value", "12", NULL);
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "LIV-1.2", "taken_on", "2025-01-01",
                "value", "30", NULL);
    fixture_must(&fixture, compare_load(fixture.session, one, &compare, &fixture.error));
    assert_int_equal(compare.count, 2);
    assert_true(id_equal(compare.items[0].indicator, other) ||
                id_equal(compare.items[1].indicator, other));
    assert_true(compare.any);
    assert_true(compare.least == 12 && compare.most == 30);
    assert_int_equal(compare.last - compare.first, 366);
    compare_release(&compare);
    fixture_must(&fixture, compare_load(fixture.session, named, &compare, &fixture.error));
    assert_int_equal(compare.count, 2); /* without regard to case */
    assert_false(compare.any);
    compare_release(&compare);
    fixture_end(&fixture);
}

/* What it is of all together: the newest of each by its parts, and never an average. */
static void test_together(void **state)
{
    static const struct {
        const char *code, *date, *value, *numerator, *denominator, *together;
    } steps[] = {
        {"LIV-1.1", "2024-01-01", "10", "100", "1000", ""}, /* one alone is no total */
        {"LIV-1.2", "2024-01-01", "40", NULL, NULL,
         "no total: 1 of 2 lack numerator and denominator"},
        {"LIV-1.2", "2025-01-01", "50", "50", "100",
         "together 13.6 %, of 2 areas (figures of 1 Jan 2024 to 1 Jan 2025)"},
        {"LIV-1.1", "2025-01-01", "20", "200", "1000", "together 22.7 %, of 2 areas"},
        {"LIV-1.1", "2125-01-01", "90", "900", "1000", "together 22.7 %, of 2 areas"},
    };
    struct fixture fixture;
    struct compare compare;
    (void)state;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Homes", "theme", "LIV", NULL);
    struct id one = indicator(&fixture, "LIV-1", "Damp", "WDAMP_P");
    indicator(&fixture, "LIV-1", "Damp homes", "WDAMP_P");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].numerator == NULL)
            fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", steps[i].code, "taken_on",
                        steps[i].date, "value", steps[i].value, NULL);
        else
            fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", steps[i].code, "taken_on",
                        steps[i].date, "value", steps[i].value, "numerator", steps[i].numerator,
                        "denominator", steps[i].denominator, NULL);
        fixture_must(&fixture, compare_load(fixture.session, one, &compare, &fixture.error));
        assert_string_equal(compare.together, steps[i].together);
        compare_release(&compare);
    }
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
