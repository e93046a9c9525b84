/* Published figures on the indicator screen: the catalogue, taking over, the benchmark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script/stage.h"
#include "wijk/app/figures.h"

static void import(struct stage *stage, const char *path)
{
    struct error error = ERROR_NONE;
    struct figures_report report;
    struct figures_options options = {.path = path};
    stage_must(figures_import(stage->session, &options, &report, &error), &error);
    assert_int_equal(report.bad, 0);
    figures_report_release(&report);
}

static void import_figures(struct stage *stage)
{
    char path[256];
    snprintf(path, sizeof path, "%s/figures.csv", stage->folder);
    FILE *file = fopen(path, "w");
    fputs("jaar;gebiedcode15;variabele;waarde\n", file);
    for (int year = 2019; year <= 2025; year++)
        fprintf(file, "%d;STAD;BEV0_17_P;%d.5\n%d;Voorbeeldbuurt;BEV0_17_P;%d\n", year, year - 2002,
                year, year - 1999);
    fclose(file);
    import(stage, path);
}

static void open_indicator(struct stage *stage)
{
    stage_type(stage, "2");
    stage_select(stage, "WON-1.1.2");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "[2 Programme]");
}

static void test_without_a_catalogue(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    open_indicator(stage);
    stage_type(stage, "C");
    assert_shows(stage, "the catalogue is empty");
    stage_type(stage, "T");
    assert_shows(stage, "no reference variable");
    stage_close(stage);
}

static void test_choose_and_take(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    import(stage, "tests/data/figures/catalogue.csv");
    import_figures(stage);
    open_indicator(stage);
    long before = stage_rows(stage, ENTITY_MEASUREMENT, "note=BEV0_17_P", NULL);
    assert_int_equal(before, 0);
    stage_type(stage, "C");
    assert_shows(stage, "Published figure");
    stage_type(stage, "aged");
    assert_shows(stage, "BEV0_17_P");
    stage_type(stage, "<Enter>");
    assert_shows(stage, "Which way is better?");
    stage_type(stage, "<Down><Enter>");
    assert_shows(stage, "lower is better");
    assert_int_equal(
        stage_rows(stage, ENTITY_INDICATOR,
                   "reference_variable=BEV0_17_P direction=lower kind=percent source=OIS", NULL),
        1);
    stage_type(stage, "T");
    assert_shows(stage, "took 7 figures");
    assert_shows(stage, "Amsterdam");
    assert_shows(stage, "4.5 below Amsterdam, widening");
    stage_type(stage, "T");
    assert_shows(stage, "every published figure is here already");
    assert_int_equal(stage_rows(stage, ENTITY_MEASUREMENT, "note=BEV0_17_P", NULL), 7);
    stage_type(stage, "u");
    assert_int_equal(stage_rows(stage, ENTITY_MEASUREMENT, "note=BEV0_17_P", NULL), 0);
    stage_close(stage);
}

/* F4 in the form of a new indicator: filled in from the catalogue, the direction to be confirmed.
 */
static void test_form_from_the_catalogue(void **state)
{
    (void)state;
    struct stage *stage = stage_open(.demo = true);
    import(stage, "tests/data/figures/catalogue.csv");
    stage_type(stage, "2");
    stage_select(stage, "WON-2.1 ");
    stage_type(stage, "aindic<Enter>");
    assert_shows(stage, "F4 catalogue");
    stage_type(stage, "<F4>aged<Enter>");
    assert_shows(stage, "which way is better?");
    stage_type(stage, "l<Ctrl-S>");
    assert_int_equal(
        stage_rows(stage, ENTITY_INDICATOR,
                   "reference_variable=BEV0_17_P direction=lower kind=percent source=OIS", NULL),
        1);
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_catalogue),
        cmocka_unit_test(test_choose_and_take),
        cmocka_unit_test(test_form_from_the_catalogue),
    };
    return stage_end(cmocka_run_group_tests(tests, NULL, NULL));
}
