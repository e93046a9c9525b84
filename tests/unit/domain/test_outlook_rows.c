#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/outlook.h"

static date_t iso(const char *text)
{
    date_t date;
    char copy[DATE_TEXT_SIZE] = "";
    memcpy(copy, text, 10);
    assert_true(date_parse_iso(copy, &date));
    return date;
}

/* The enums follow the order of the choices in the entities table. */
static void test_choices(void **state)
{
    (void)state;
    assert_int_equal(outlook_choice("indicator", "kind", "words", -1), OUTLOOK_WORDS);
    assert_int_equal(outlook_choice("indicator", "kind", "count", -1), OUTLOOK_COUNT);
    assert_int_equal(outlook_choice("indicator", "kind", "yes/no", -1), OUTLOOK_YES_NO);
    assert_int_equal(outlook_choice("indicator", "direction", "neutral", -1), OUTLOOK_NEUTRAL);
    assert_int_equal(outlook_choice("indicator", "direction", "lower", -1), OUTLOOK_LOWER);
    assert_int_equal(outlook_choice("indicator", "frequency", "month", -1), OUTLOOK_MONTH);
    assert_int_equal(outlook_choice("indicator", "frequency", "once", -1), OUTLOOK_ONCE);
    assert_int_equal(outlook_choice("target", "operator", "at most", -1), OUTLOOK_AT_MOST);
    assert_int_equal(outlook_choice("target", "operator", "between", -1), OUTLOOK_BETWEEN);
    assert_int_equal(outlook_choice("measurement", "status", "secret", -1), OUTLOOK_IS_SECRET);
    assert_int_equal(outlook_choice("measurement", "status", "unavailable", -1),
                     OUTLOOK_IS_UNAVAILABLE);
    assert_int_equal(outlook_choice("indicator", "kind", "smell", 7), 7);
    assert_int_equal(outlook_choice("indicator", "kind", NULL, 7), 7);
}

static void test_rows(void **state)
{
    (void)state;
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "taken_on", value_text("2009-10-01"));
    row_set(&row, "status", value_text("estimate"));
    struct outlook_measurement measurement = outlook_measurement_of(&row);
    assert_false(measurement.known);
    assert_int_equal(measurement.status, OUTLOOK_ESTIMATE);
    assert_int_equal(measurement.date, iso("2009-10-01"));
    row_set(&row, "numerator", value_real(3));
    row_set(&row, "denominator", value_real(20));
    measurement = outlook_measurement_of(&row);
    assert_true(measurement.known && measurement.value == 15);
    row_set(&row, "value", value_real(14.2));
    row_set(&row, "is_baseline", value_integer(1));
    measurement = outlook_measurement_of(&row);
    assert_true(measurement.known && measurement.value == 14.2 && measurement.is_baseline);
    row_set(&row, "status", value_text("secret"));
    assert_false(outlook_measurement_of(&row).known);
    row_release(&row);
    row_init(&row, ENTITY_TARGET);
    assert_int_equal(outlook_target_of(&row).due, DATE_NONE);
    row_set(&row, "due", value_text("2011-01-01"));
    row_set(&row, "operator", value_text("between"));
    row_set(&row, "value", value_real(10));
    row_set(&row, "value_to", value_real(12));
    struct outlook_target target = outlook_target_of(&row);
    assert_true(target.test == OUTLOOK_BETWEEN && target.value == 10 && target.value_to == 12);
    row_release(&row);
    row_init(&row, ENTITY_INDICATOR);
    row_set(&row, "kind", value_text("yes/no"));
    row_set(&row, "frequency", value_text("half-year"));
    struct outlook_input input = {.today = 1};
    outlook_describe(&input, &row);
    assert_int_equal(input.kind, OUTLOOK_YES_NO);
    assert_int_equal(input.frequency, OUTLOOK_HALF_YEAR);
    assert_int_equal(input.today, 1);
    assert_null(input.unit);
    row_release(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
