/* Published figures beside an indicator: taken over, looked up in the catalogue, as benchmark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/figures.h"
#include "wijk/app/measuring.h"

static struct id indicator_of(struct fixture *fixture, const char *variable)
{
    struct id goal = fixture_add(fixture, ENTITY_GOAL, "statement", "A goal", "theme", "WRK", NULL);
    return fixture_add(fixture, ENTITY_INDICATOR, "goal", fixture_code(fixture, ENTITY_GOAL, goal),
                       "name", "Children", "kind", "percent", "direction", "lower", "frequency",
                       "year", "reference_variable", variable, "benchmark_area", "Amsterdam", NULL);
}

static void figures_become_measurements(void **state)
{
    (void)state;
    struct fixture fixture;
    struct figures_taken taken;
    start(&fixture);
    struct figures_report report = import_file(&fixture, DATA "bbga.csv", FIGURES_BBGA);
    figures_report_release(&report);
    report = import_file(&fixture, DATA "catalogue.csv", FIGURES_BBGA);
    figures_report_release(&report);
    struct id indicator = indicator_of(&fixture, "BEV0_17_P");
    fixture_must(&fixture, figures_take(fixture.session, indicator, 2019, &taken, &fixture.error));
    assert_int_equal(taken.taken, 1);
    fixture_must(&fixture, figures_take(fixture.session, indicator, 0, &taken, &fixture.error));
    assert_int_equal(taken.taken, 1);
    assert_int_equal(taken.existing, 1);
    struct indicator_view view;
    fixture_must(&fixture, indicator_view_load(fixture.session, indicator, &view, &fixture.error));
    assert_int_equal(view.measurement_count, 2);
    assert_string_equal(row_text(&view.measurements[0], "taken_on"), "2018-01-01");
    assert_string_equal(row_text(&view.measurements[0], "source"), "BBGA, OIS");
    assert_true(row_value(&view.measurements[0], "value")->real == 24.1);
    indicator_view_release(&view);
    struct buffer label = BUFFER_EMPTY;
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    assert_non_null(strstr(label.bytes, "BEV0_17_P"));
    buffer_release(&label);
    fixture_end(&fixture);
}

static void what_cannot_be_taken_is_said(void **state)
{
    (void)state;
    struct fixture fixture;
    struct figures_taken taken;
    start(&fixture);
    struct id indicator = indicator_of(&fixture, "NOTHING");
    assert_false(figures_take(fixture.session, indicator, 0, &taken, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "NOTHING"));
    fixture_set(&fixture, ENTITY_INDICATOR, indicator, "reference_variable", "");
    error_clear(&fixture.error);
    assert_false(figures_take(fixture.session, indicator, 0, &taken, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "catalogue"));
    fixture_end(&fixture);
}

static void note_found(void *context, const char *variable, const char *label, const char *detail)
{
    struct buffer *out = context;
    (void)detail;
    buffer_format(out, "%s=%s;", variable, label);
}

static void the_catalogue_fills_an_indicator(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer found = BUFFER_EMPTY;
    struct row row;
    bool confirmed;
    start(&fixture);
    struct figures_report report = import_file(&fixture, DATA "catalogue.csv", FIGURES_BBGA);
    figures_report_release(&report);
    fixture_must(&fixture,
                 figures_search(fixture.session, "aged", note_found, &found, &fixture.error));
    assert_true(strncmp(found.bytes, "BEV0_17_P=Aged 0-17 (%);", 24) == 0);
    buffer_clear(&found);
    fixture_must(&fixture,
                 figures_search(fixture.session, "children", note_found, &found, &fixture.error));
    assert_string_equal(found.bytes, "BEV0_17_P=Aged 0-17 (%);");
    buffer_release(&found);
    row_init(&row, ENTITY_INDICATOR);
    fixture_must(&fixture,
                 figures_describe(fixture.session, "BEV0_17_P", &row, &confirmed, &fixture.error));
    assert_false(confirmed);
    assert_string_equal(row_text(&row, "name"), "Aged 0-17 (%)");
    assert_string_equal(row_text(&row, "unit"), "%");
    assert_string_equal(row_text(&row, "kind"), "percent");
    assert_string_equal(row_text(&row, "source"), "OIS");
    assert_string_equal(row_text(&row, "frequency"), "year");
    assert_false(id_is_none(row_reference(&row, "benchmark_area")));
    fixture_must(&fixture,
                 figures_direction(fixture.session, "BEV0_17_P", "higher", &fixture.error));
    fixture_must(&fixture,
                 figures_describe(fixture.session, "BEV0_17_P", &row, &confirmed, &fixture.error));
    assert_true(confirmed);
    assert_string_equal(row_text(&row, "direction"), "higher");
    fixture_must(&fixture,
                 figures_describe(fixture.session, "WOZ", &row, &confirmed, &fixture.error));
    assert_string_equal(row_text(&row, "frequency"), "two years");
    assert_false(figures_describe(fixture.session, "NIX", &row, &confirmed, &fixture.error));
    row_release(&row);
    fixture_end(&fixture);
}

static void the_benchmark_is_the_citys_series(void **state)
{
    (void)state;
    struct fixture fixture;
    struct outlook_measurement *items;
    size_t count;
    struct row row;
    start(&fixture);
    struct figures_report report = import_file(&fixture, DATA "bbga.csv", FIGURES_BBGA);
    figures_report_release(&report);
    struct id indicator = indicator_of(&fixture, "BEV0_17_P");
    fixture_must(&fixture,
                 rows_get(fixture.session, ENTITY_INDICATOR, indicator, &row, &fixture.error));
    fixture_must(&fixture,
                 figures_benchmark(fixture.session, &row, &items, &count, &fixture.error));
    assert_int_equal(count, 2);
    assert_true(items[1].value == 17.3 && items[1].date == date_of(2019, 1, 1));
    free(items);
    row_release(&row);
    struct figures_taken taken;
    struct indicator_view view;
    fixture_must(&fixture, figures_take(fixture.session, indicator, 0, &taken, &fixture.error));
    fixture_must(&fixture, indicator_view_load(fixture.session, indicator, &view, &fixture.error));
    assert_int_equal(view.benchmark_count, 2);
    assert_string_equal(view.benchmark_name, "Amsterdam");
    assert_string_equal(view.distance, "6.6 above Amsterdam, unchanged");
    indicator_view_release(&view);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_become_measurements),
        TEST(what_cannot_be_taken_is_said),
        TEST(the_catalogue_fills_an_indicator),
        TEST(the_benchmark_is_the_citys_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
