/* Published figures: the shapes of the files, what is wrong with files, and what is made of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/figures.h"

static void bbga_figures_of_the_areas_here(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct figures_options dry = {.path = DATA "bbga.csv", .dry_run = true};
    struct figures_report report = import_with(&fixture, &dry);
    assert_int_equal(report.created, 5);
    assert_int_equal(report.elsewhere, 1);
    assert_int_equal(report.missing, 1);
    assert_int_equal(report.areas, 2);
    assert_int_equal(report.areas_unknown, 1);
    assert_string_equal(report.unknown_areas.items[0], "K99");
    figures_report_release(&report);
    assert_int_equal(ask(&fixture, &reference_figures, "").count, 0);
    report = import_file(&fixture, DATA "bbga.csv", FIGURES_BBGA);
    assert_int_equal(report.created, 5);
    assert_int_equal(report.first_year, 2018);
    assert_int_equal(report.last_year, 2019);
    figures_report_release(&report);
    report = import_file(&fixture, DATA "bbga.csv", FIGURES_BBGA);
    assert_int_equal(report.created + report.changed, 0);
    assert_int_equal(report.same, 5);
    figures_report_release(&report);
    struct found found =
        ask(&fixture, &reference_figures, "area_code=K12 variable=bev0_17_p year=2018");
    assert_int_equal(found.count, 1);
    assert_true(found.value == 24.1);
    assert_int_equal(ask(&fixture, &reference_figures, "area=Amsterdam").count, 2);
    fixture_end(&fixture);
}

static void newer_values_replace(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    const char *path = written(&fixture, "one.csv",
                               "jaar;gebiedcode15;variabele;waarde\n2018;K12;A;1\n2019;K12;A;2\n");
    struct figures_report report = import_file(&fixture, path, FIGURES_BBGA);
    figures_report_release(&report);
    path =
        written(&fixture, "two.csv",
                "variabele,waarde,jaar,gebiedcode15\nA,1,2018,K12\nA,2.5,2019,K12\nA,3,2020,K12\n");
    report = import_file(&fixture, path, FIGURES_BBGA);
    assert_int_equal(report.created, 1);
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.same, 1);
    figures_report_release(&report);
    assert_true(ask(&fixture, &reference_figures, "year=2019").value == 2.5);
    fixture_end(&fixture);
}

static void all_areas_are_added_once(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    for (int round = 0; round < 2; round++) {
        struct figures_options options = {.path = DATA "bbga.csv", .all_areas = true};
        struct figures_report report = import_with(&fixture, &options);
        assert_int_equal(report.areas_added, round == 0);
        assert_int_equal(report.created, round == 0 ? 6 : 0);
        assert_int_equal(report.elsewhere, 0);
        figures_report_release(&report);
    }
    assert_int_equal(ask(&fixture, &reference_figures, "area_code=K99").count, 1);
    fixture_end(&fixture);
}

static void the_catalogue(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    for (int round = 0; round < 2; round++) {
        struct figures_report report = import_file(&fixture, DATA "catalogue.csv", FIGURES_BBGA);
        assert_int_equal(report.kind, FIGURES_CATALOGUE);
        assert_int_equal(report.created, round == 0 ? 3 : 0);
        assert_int_equal(report.same, round == 0 ? 0 : 3);
        assert_int_equal(report.bad, 0);
        figures_report_release(&report);
    }
    struct found found = ask(&fixture, &reference_variables, "variable=BEV0_17_P unit=%");
    assert_int_equal(found.count, 1);
    assert_string_equal(found.text, "Aandeel kinderen, van alle bewoners; \"kinderen\" zijn jonger "
                                    "dan 18.");
    assert_int_equal(ask(&fixture, &reference_variables, "label_en=").count, 1);
    fixture_end(&fixture);
}

static void statline_with_paths_and_padding(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct figures_report report = import_file(&fixture, DATA "statline.csv", FIGURES_CBS);
    assert_int_equal(report.created, 5);
    assert_int_equal(report.missing, 3);
    assert_int_equal(report.elsewhere, 1);
    assert_int_equal(report.bad, 0);
    assert_int_equal(report.variables, 2);
    assert_string_equal(report.columns.items[3].variable, "Opleidingsniveau/Laag/Waarde");
    assert_string_equal(report.columns.items[3].unit, "%");
    assert_string_equal(report.columns.items[3].topic, "Opleidingsniveau/Laag");
    assert_string_equal(report.columns.items[4].variable, "Aantal inwoners");
    figures_report_release(&report);
    assert_true(ask(&fixture, &reference_figures,
                    "area_code=BU03630000 variable=\"Aantal inwoners\" year=2023")
                    .value == 4200);
    assert_int_equal(ask(&fixture, &reference_figures, "year=2022").count, 0);
    fixture_end(&fixture);
}

static void statline_by_name_with_the_year_in_the_files_name(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct figures_report report =
        import_file(&fixture, DATA "Nabijheid_2021_10022023.csv", FIGURES_CBS);
    assert_int_equal(report.first_year, 2021);
    assert_int_equal(report.created, 1);
    assert_int_equal(report.elsewhere, 1);
    figures_report_release(&report);
    fixture_end(&fixture);
}

static void any_table_by_choosing_columns(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct figures_options options = {
        .path = DATA "other.csv", .kind = FIGURES_CBS, .region = "Plaats", .numbers = NUMBER_NL};
    struct figures_report report = import_with(&fixture, &options);
    assert_int_equal(report.created, 6);
    assert_int_equal(report.columns.items[1].role, FIGURES_DIMENSION);
    figures_report_release(&report);
    assert_true(ask(&fixture, &reference_figures, "variable=\"Werkloosheid, Vrouwen\"").value ==
                6.5);
    assert_true(ask(&fixture, &reference_figures, "variable=\"Banen (%), Mannen\"").value == 1);
    options.values = "Werkloosheid; 5";
    report = import_with(&fixture, &options);
    assert_int_equal(report.created + report.changed, 0);
    assert_int_equal(report.same, 4);
    figures_report_release(&report);
    options.values = "Colour";
    assert_false(figures_import(fixture.session, &options, &report, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "'Colour'"));
    figures_report_release(&report);
    fixture_end(&fixture);
}

#define HEAD "jaar;gebiedcode15;variabele;waarde\n"

static void bad_rows_do_not_stop_the_good(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        long line;
        int column;
        const char *message;
    } table[] = {
        {"2018;K12;A;1e400\n", 2, 4, "'1e400' is not a number"},
        {"2018;K12;A;NaN\n", 2, 4, "'NaN' is not a number"},
        {"2018;K12;A;inf\n", 2, 4, "'inf' is not a number"},
        {"2018;K12;A;2,5\n", 2, 4, "--numbers nl"},
        {"18;K12;A;1\n", 2, 1, "'18' is not a year"},
        {"99999;K12;A;1\n", 2, 1, "not a year"},
        {"2018;K12;;1\n", 2, 3, "variable is missing"},
        {"2018;K12;A\n", 2, 0, "3 columns"},
        {"2018;K12;\"A;1\n", 2, 3, "never closed"},
        {"2018;K12;A;1\n2018;K12;A;2\n", 3, 4, "twice"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fixture fixture;
        char content[256];
        start(&fixture);
        snprintf(content, sizeof content, HEAD "%s2019;K12;A;7\n", table[i].rows);
        struct figures_report report =
            import_file(&fixture, written(&fixture, "bad.csv", content), FIGURES_BBGA);
        if (report.bad != 1 || report.problems.count != 1)
            fail_msg("%s: %ld bad", table[i].rows, report.bad);
        assert_int_equal(report.problems.items[0].line, table[i].line);
        assert_int_equal(report.problems.items[0].column, table[i].column);
        if (strstr(report.problems.items[0].message, table[i].message) == NULL)
            fail_msg("%s: %s", table[i].rows, report.problems.items[0].message);
        figures_report_release(&report);
        assert_true(ask(&fixture, &reference_figures, "year=2019").value == 7);
        report = import_file(&fixture, written(&fixture, "bad.csv", content), FIGURES_BBGA);
        assert_int_equal(report.created + report.changed, 0);
        figures_report_release(&report);
        fixture_end(&fixture);
    }
}

static void files_that_are_something_else(void **state)
{
    (void)state;
    static const struct {
        const char *content;
        enum figures_kind kind;
        const char *message;
    } table[] = {
        {"", FIGURES_BBGA, "empty"},
        {"a;b\n1;2\n", FIGURES_BBGA, "no column 'jaar'"},
        {"jaar;gebiedcode15;variabele\n", FIGURES_BBGA, "no column 'waarde'"},
        {"a;b\n1;2\n", FIGURES_CBS, "--region"},
        {"Wijken en buurten;Perioden\nX;2020\n", FIGURES_CBS, "--value"},
        {"Wijken en buurten;Aantal\nX;1\n", FIGURES_CBS, "--year"},
    };
    struct fixture fixture;
    start(&fixture);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *path = written(&fixture, "file.csv", table[i].content);
        struct figures_options options = {.path = path, .kind = table[i].kind};
        struct figures_report report;
        error_clear(&fixture.error);
        assert_false(figures_import(fixture.session, &options, &report, &fixture.error));
        if (strstr(fixture.error.message, table[i].message) == NULL)
            fail_msg("%s: %s", table[i].content, fixture.error.message);
        figures_report_release(&report);
    }
    struct figures_options options = {.path = "nowhere.csv"};
    struct figures_report report;
    error_clear(&fixture.error);
    assert_false(figures_import(fixture.session, &options, &report, &fixture.error));
    figures_report_release(&report);
    assert_int_equal(ask(&fixture, &reference_figures, "").count, 0);
    fixture_end(&fixture);
}

static void windows_text_and_a_given_year(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    const char *path =
        written(&fixture, "old.csv", "Wijken en buurten;Priv\xe9 (\x80)\nAmsterdam;12.5\n");
    struct figures_options options = {.path = path, .kind = FIGURES_CBS, .year = 2017};
    struct figures_report report = import_with(&fixture, &options);
    assert_int_equal(report.encoding, CSV_WINDOWS_1252);
    assert_string_equal(report.columns.items[1].variable, "Priv\u00e9");
    assert_string_equal(report.columns.items[1].unit, "\u20ac");
    figures_report_release(&report);
    assert_true(ask(&fixture, &reference_figures, "year=2017").value == 12.5);
    fixture_end(&fixture);
}

static bool stop(void *context, long done, long total)
{
    ++*(int *)context;
    return done < total / 2;
}

static void stopping_leaves_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    char path[FOLDER_PATH];
    int asked = 0;
    start(&fixture);
    FILE *file = fopen(folder_path(fixture.folder, "long.csv", path), "w");
    fputs(HEAD, file);
    for (int i = 0; i < 20000; i++)
        fprintf(file, "%d;K12;V%d;%d\n", 2000 + i % 20, i / 20, i);
    fclose(file);
    struct figures_options options = {.path = path, .progress = stop, .context = &asked};
    struct figures_report report;
    assert_false(figures_import(fixture.session, &options, &report, &fixture.error));
    assert_int_equal(fixture.error.code, ERROR_CANCELLED);
    assert_true(asked > 1);
    figures_report_release(&report);
    assert_int_equal(ask(&fixture, &reference_figures, "").count, 0);
    fixture_end(&fixture);
}

/* ---- the real files, where they are ---- */

static const char *real(const char *name)
{
    static char path[FOLDER_PATH];
    snprintf(path, sizeof path, "../shared/data/%s", name);
    return access(path, R_OK) == 0 ? path : NULL;
}

static void real_files_whole(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum figures_kind kind;
        long rows, created;
    } table[] = {
        {"bbga_tableau.csv", FIGURES_BBGA, 64, 64},
        {"metadata_utf8.csv", FIGURES_BBGA, 792, 786}, /* six were met as figures */
        {"Nabijheid_voorzieningen__buurt_2021_10022023_162519.csv", FIGURES_CBS, 11, 11},
    };
    struct fixture fixture;
    if (real(table[0].name) == NULL)
        skip();
    start(&fixture);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (int round = 0; round < 2; round++) {
            struct figures_options options = {
                .path = real(table[i].name), .kind = table[i].kind, .all_areas = true};
            struct figures_report report = import_with(&fixture, &options);
            assert_int_equal(report.rows, table[i].rows);
            assert_int_equal(report.created, round == 0 ? table[i].created : 0);
            assert_int_equal(report.bad, 0);
            assert_int_equal(report.same, round == 0 ? 0 : table[i].rows);
            figures_report_release(&report);
        }
    assert_int_equal(ask(&fixture, &reference_figures, "year=2021").count, 11);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bbga_figures_of_the_areas_here),
        TEST(newer_values_replace),
        TEST(all_areas_are_added_once),
        TEST(the_catalogue),
        TEST(statline_with_paths_and_padding),
        TEST(statline_by_name_with_the_year_in_the_files_name),
        TEST(any_table_by_choosing_columns),
        TEST(bad_rows_do_not_stop_the_good),
        TEST(files_that_are_something_else),
        TEST(windows_text_and_a_given_year),
        TEST(stopping_leaves_nothing),
        TEST(real_files_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
