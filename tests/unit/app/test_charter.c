#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/charter.h"
#include "wijk/app/importing.h"
#include "wijk/app/signals.h"

static struct id agree(struct fixture *fixture, const char *number, const char *due)
{
    return fixture_add(fixture, ENTITY_AGREEMENT, "number", number, "text", "An agreement", "due",
                       due, "ministry", "Woonzorg", NULL);
}

static struct id effort(struct fixture *fixture, const char *title, const char *phase)
{
    return fixture_add(fixture, ENTITY_EFFORT, "title", title, "phase", phase, "light_time",
                       "amber", NULL);
}

static bool link_row(struct fixture *fixture, struct id agreement, enum entity_kind kind,
                     struct id row)
{
    error_clear(&fixture->error);
    return charter_link(fixture->session, &(struct charter_linking){agreement, kind, row},
                        &fixture->error);
}

static void load(struct fixture *fixture, const char *filter, struct charter *charter)
{
    error_clear(&fixture->error);
    fixture_must(fixture, charter_load(fixture->session, filter, charter, &fixture->error));
}

static void the_code_is_the_number(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id twelve = agree(&fixture, "12", "");
    assert_string_equal(fixture_code(&fixture, ENTITY_AGREEMENT, twelve), "C-12");
    struct id three = agree(&fixture, "3", "");
    assert_string_equal(fixture_code(&fixture, ENTITY_AGREEMENT, three), "C-3");
    struct row again;
    row_init(&again, ENTITY_AGREEMENT);
    row_set(&again, "number", value_integer(12));
    row_set(&again, "text", value_text("Another"));
    assert_false(rows_add(fixture.session, &again, &fixture.error));
    assert_non_null(strstr(fixture.error.message, "The code C-12 is taken"));
    row_release(&again);
    assert_false(fixture_set(&fixture, ENTITY_AGREEMENT, three, "number", "4"));
    assert_string_equal(fixture.error.message,
                        "Agreement 4 is called C-4 by its number, and not C-3");
    assert_true(fixture_set(&fixture, ENTITY_AGREEMENT, three, "text", "Other words"));
    fixture_end(&fixture);
}

static void an_effort_serves_directly_and_through_goals(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter charter;
    fixture_start(&fixture);
    struct id one = agree(&fixture, "1", ""), two = agree(&fixture, "2", "");
    struct id goal =
        fixture_add(&fixture, ENTITY_GOAL, "statement", "A goal", "theme", "WRK", NULL);
    struct id both = effort(&fixture, "Both ways", "running");
    struct id stopped = effort(&fixture, "Stopped", "stopped");
    fixture_add(&fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "WRK-1", "weight", "2",
                NULL);
    assert_true(link_row(&fixture, one, ENTITY_GOAL, goal));
    assert_true(link_row(&fixture, one, ENTITY_EFFORT, both));
    assert_true(link_row(&fixture, two, ENTITY_EFFORT, stopped));
    assert_false(link_row(&fixture, one, ENTITY_EFFORT, both));
    assert_string_equal(fixture.error.message, "C-1 is linked to I-1 Both ways already");
    assert_false(link_row(&fixture, one, ENTITY_AGREEMENT, two));
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.agreements.count, 2);
    assert_int_equal(charter.places.count, 1);
    assert_int_equal(charter.agreements.items[0].efforts, 1);
    assert_int_equal(charter.agreements.items[0].light, LIGHT_AMBER);
    assert_int_equal(charter_cell(&charter, 0, 0)->efforts, 1);
    assert_int_equal(charter.agreements.items[1].efforts, 0);
    assert_true(charter_cell(&charter, 1, 0)->linked);
    assert_int_equal(charter.agreements.items[1].gaps, CHARTER_NO_EFFORT);
    charter_release(&charter);
    assert_true(charter_unlink(fixture.session, &(struct charter_linking){one, ENTITY_EFFORT, both},
                               &fixture.error));
    load(&fixture, "number=1", &charter);
    assert_int_equal(charter.agreements.count, 1);
    assert_int_equal(charter.agreements.items[0].efforts, 1); /* through the goal still */
    charter_release(&charter);
    fixture_end(&fixture);
}

static void an_area_above_counts_for_those_below(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter charter;
    fixture_start(&fixture);
    struct id city = fixture_add(&fixture, ENTITY_AREA, "name", "City", "kind", "city", NULL);
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_AREA, fixture.area, "parent", "City"));
    struct id elsewhere = fixture_add(&fixture, ENTITY_AREA, "name", "Elsewhere", NULL);
    fixture_add(&fixture, ENTITY_PROGRAMME, "area", "Elsewhere", "title", "Other", "starts",
                "2024-01-01", "ends", "2025-01-01", NULL);
    struct id one = agree(&fixture, "1", ""), two = agree(&fixture, "2", "");
    assert_true(link_row(&fixture, one, ENTITY_AREA, city));
    assert_true(link_row(&fixture, two, ENTITY_AREA, elsewhere));
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.places.count, 2);
    assert_string_equal(charter.places.items[0].name, "Elsewhere");
    assert_false(charter_cell(&charter, 0, 0)->linked);
    assert_true(charter_cell(&charter, 0, 1)->linked);
    assert_true(charter_cell(&charter, 1, 0)->linked);
    assert_false(charter_cell(&charter, 1, 1)->linked);
    charter_release(&charter);
    fixture_end(&fixture);
}

static void grave_open_problems_are_in_the_way(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter charter;
    struct charter_obstacles obstacles;
    fixture_start(&fixture);
    struct id one = agree(&fixture, "1", "2030-01-01");
    struct id work = effort(&fixture, "Work", "running");
    assert_true(link_row(&fixture, one, ENTITY_EFFORT, work));
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Small", "severity", "2", "effort", "I-1", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Grave", "severity", "3", "effort", "I-1", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Itself", "severity", "4", "agreement", "C-1",
                NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Over", "severity", "4", "effort", "I-1",
                "status", "rejected", NULL);
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.agreements.items[0].blockers, 2);
    assert_int_equal(charter_cell(&charter, 0, 0)->blockers, 2);
    assert_int_equal(charter.agreements.items[0].gaps, CHARTER_BLOCKED);
    charter_release(&charter);
    fixture_must(&fixture, charter_obstacles_load(fixture.session, &obstacles, &fixture.error));
    assert_int_equal(obstacles.items.count, 2);
    assert_string_equal(obstacles.items.items[0].title, "Itself");
    assert_string_equal(obstacles.items.items[0].ministry, "Woonzorg");
    assert_string_equal(obstacles.items.items[1].title, "Grave");
    charter_obstacles_release(&obstacles);
    fixture_end(&fixture);
}

static size_t lines_of(const struct charter_sheet *sheet, enum charter_part part)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->lines.count; i++)
        count += sheet->lines.items[i].part == part;
    return count;
}

static void the_sheet_has_it_all(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter_sheet sheet;
    fixture_start(&fixture);
    struct id one = agree(&fixture, "7", "2026-01-01");
    struct id goal =
        fixture_add(&fixture, ENTITY_GOAL, "statement", "A goal", "theme", "WRK", NULL);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Below", "parent", "WRK-1", "level", "result",
                NULL);
    fixture_add(&fixture, ENTITY_INDICATOR, "goal", "WRK-1.1", "name", "A figure", NULL);
    effort(&fixture, "Work", "running");
    fixture_add(&fixture, ENTITY_CONTRIBUTION, "effort", "I-1", "goal", "WRK-1", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Grave", "severity", "3", "goal", "WRK-1", NULL);
    assert_true(link_row(&fixture, one, ENTITY_GOAL, goal));
    assert_true(link_row(&fixture, one, ENTITY_AREA, fixture.area));
    fixture_must(&fixture, fixture_set(&fixture, ENTITY_AGREEMENT, one, "status", "running"));
    fixture_must(&fixture, charter_sheet_load(fixture.session, one, &sheet, &fixture.error));
    assert_string_equal(sheet.title, "C-7 An agreement");
    assert_string_equal(sheet.state, "running · due 1 Jan 2026");
    assert_int_equal(lines_of(&sheet, CHARTER_PLACES), 1);
    assert_int_equal(lines_of(&sheet, CHARTER_GOALS), 1);
    assert_int_equal(lines_of(&sheet, CHARTER_EFFORTS), 1);
    assert_int_equal(lines_of(&sheet, CHARTER_FIGURES), 1);
    assert_int_equal(lines_of(&sheet, CHARTER_PROBLEMS), 1);
    assert_int_equal(lines_of(&sheet, CHARTER_HISTORY), 2);
    for (size_t i = 0; i < sheet.lines.count; i++)
        if (sheet.lines.items[i].part == CHARTER_HISTORY) {
            assert_string_equal(sheet.lines.items[i].title, "running"); /* the newest first */
            break;
        }
    assert_string_equal(sheet.question,
                        "What does Woonzorg do so that this is out of the way: K-1 Grave?");
    charter_sheet_release(&sheet);
    fixture_end(&fixture);
}

static const struct charter_line *line_of(const struct charter_sheet *sheet, struct id id)
{
    for (size_t i = 0; i < sheet->lines.count; i++)
        if (id_equal(sheet->lines.items[i].id, id))
            return &sheet->lines.items[i];
    return NULL;
}

/* Nobody set a light: what the plan says counts, in the matrix as on the sheet. What people set
 * later than that holds. */
static void lights_of_efforts_are_those_of_everywhere(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter charter;
    struct charter_sheet sheet;
    fixture_start(&fixture);
    struct id one = agree(&fixture, "1", ""), two = agree(&fixture, "2", "");
    struct id late =
        fixture_add(&fixture, ENTITY_EFFORT, "title", "Late", "phase", "running", NULL);
    struct id calm = fixture_add(&fixture, ENTITY_EFFORT, "title", "Calm", "phase", "running",
                                 "light_time", "green", "light_quality", "amber", NULL);
    fixture_add(&fixture, ENTITY_MILESTONE, "title", "Soil test", "effort", "I-1", "due",
                "2020-01-01", NULL);
    assert_true(link_row(&fixture, one, ENTITY_EFFORT, late));
    assert_true(link_row(&fixture, two, ENTITY_EFFORT, calm));
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.agreements.items[0].light, LIGHT_RED);
    assert_int_equal(charter_cell(&charter, 0, 0)->light, LIGHT_RED);
    assert_int_equal(charter.agreements.items[1].light, LIGHT_AMBER);
    charter_release(&charter);
    fixture_must(&fixture, charter_sheet_load(fixture.session, one, &sheet, &fixture.error));
    assert_int_equal(line_of(&sheet, late)->light, LIGHT_RED);
    charter_sheet_release(&sheet);
    /* Both have a light set now: each knows when its own was. */
    assert_true(fixture_set(&fixture, ENTITY_EFFORT, late, "light_time", "green"));
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.agreements.items[0].light, LIGHT_GREEN);
    assert_int_equal(charter.agreements.items[1].light, LIGHT_AMBER);
    charter_release(&charter);
    fixture_end(&fixture);
}

static void due_without_an_effort_is_a_signal(void **state)
{
    (void)state;
    struct fixture fixture;
    struct signals signals;
    fixture_start(&fixture);
    struct id late = agree(&fixture, "1", "2025-10-01"),
              served = agree(&fixture, "2", "2025-10-01");
    agree(&fixture, "3", "2026-10-01");
    fixture_add(&fixture, ENTITY_AGREEMENT, "number", "4", "text", "Kept", "due", "2025-01-01",
                "status", "kept", NULL);
    assert_true(link_row(&fixture, served, ENTITY_EFFORT, effort(&fixture, "Work", "running")));
    fixture_must(&fixture, signals_load(fixture.session, &signals, &fixture.error));
    size_t found = 0;
    for (size_t i = 0; i < signals.count; i++) {
        if (signals.items[i].kind != SIGNAL_UNSUPPORTED)
            continue;
        found++;
        assert_true(id_equal(signals.items[i].about, late));
        assert_string_equal(signals.items[i].reason,
                            "due since 1 Oct 2025, and no effort serves it");
        struct id problem;
        struct row row;
        fixture_must(&fixture,
                     signals_flag(fixture.session, &signals.items[i], &problem, &fixture.error));
        fixture_must(&fixture,
                     rows_get(fixture.session, ENTITY_PROBLEM, problem, &row, &fixture.error));
        assert_true(id_equal(row_reference(&row, "agreement"), late));
        row_release(&row);
    }
    assert_int_equal(found, 1);
    signals_release(&signals);
    fixture_end(&fixture);
}

/* A table as a bureau has it: numbers, no codes; and the links in a table of their own. */
static void write_table(struct fixture *fixture, const char *name, bool links, char *path)
{
    FILE *file = fopen(folder_path(fixture->folder, name, path), "w");
    fputs(links ? "agreement;entity;row\n" : "number;text;theme;ministry;due;status\n", file);
    for (int i = 1; i <= 150; i++) {
        if (!links)
            fprintf(file, "%d;Agreement number %d;WRK;Woonzorg;2027-01-%02d;running\n", i, i,
                    i % 28 + 1);
        else if (i % 3 == 0)
            fprintf(file, "C-%d;area;Voorbeeldbuurt\n", i);
        else if (i % 3 == 1)
            fprintf(file, "C-%d;effort;I-1\n", i);
    }
    fclose(file);
}

static void import(struct fixture *fixture, const char *path, enum entity_kind kind,
                   struct import_report *report)
{
    struct import_options options = {.path = path, .kind = kind};
    fixture_must(fixture, importing_run(fixture->session, &options, report, &fixture->error));
}

static void takes_150_agreements_and_their_links(void **state)
{
    (void)state;
    struct fixture fixture;
    struct charter charter;
    struct import_report report;
    char path[FOLDER_PATH];
    fixture_start(&fixture);
    effort(&fixture, "Work", "running");
    write_table(&fixture, "agreements.csv", false, path);
    import(&fixture, path, ENTITY_AGREEMENT, &report);
    assert_int_equal(report.created, 150);
    assert_int_equal(report.bad, 0);
    import_report_release(&report);
    import(&fixture, path, ENTITY_AGREEMENT, &report); /* the same file again is the same */
    assert_int_equal(report.same, 150);
    import_report_release(&report);
    write_table(&fixture, "links.csv", true, path);
    import(&fixture, path, ENTITY_AGREEMENT_LINK, &report);
    assert_int_equal(report.created, 100);
    assert_int_equal(report.bad, 0);
    import_report_release(&report);
    import(&fixture, path, ENTITY_AGREEMENT_LINK, &report);
    assert_int_equal(report.same, 100);
    import_report_release(&report);
    load(&fixture, NULL, &charter);
    assert_int_equal(charter.agreements.count, 150);
    assert_string_equal(row_text(&charter.agreements.items[149].row, "code"), "C-150");
    assert_int_equal(charter_cell(&charter, 0, 0)->efforts, 1);
    assert_int_equal(charter_cell(&charter, 1, 0)->linked, false);
    assert_int_equal(charter_cell(&charter, 2, 0)->linked, true);
    charter_release(&charter);
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_is_the_number),
        cmocka_unit_test(an_effort_serves_directly_and_through_goals),
        cmocka_unit_test(an_area_above_counts_for_those_below),
        cmocka_unit_test(grave_open_problems_are_in_the_way),
        cmocka_unit_test(the_sheet_has_it_all),
        cmocka_unit_test(lights_of_efforts_are_those_of_everywhere),
        cmocka_unit_test(due_without_an_effort_is_a_signal),
        cmocka_unit_test(takes_150_agreements_and_their_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
