/* The city: neighbourhoods × themes over every programme of the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dutch.h"
#include "fixture.h"
#include "wijk/app/city.h"
#include "wijk/app/figures.h"
#include "wijk/app/measuring.h"
#include "wijk/app/publishing.h"
#include "wijk/app/report.h"
#include "wijk/app/trend.h"
#include "wijk/base/path.h"
#include "wijk/store/draft.h"

static void a_row_a_programme(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Dry homes", "theme", "LIV", "light", "green",
                NULL);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Clean streets", "theme", "LIV", "light", "red",
                NULL);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "What we want", "level", "vision", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp", "severity", "4", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Noise", "status", "solved", NULL);
    struct id other = fixture_add(&fixture, ENTITY_AREA, "name", "Another", NULL);
    char text[ID_TEXT_SIZE];
    id_format(other, text);
    fixture_add(&fixture, ENTITY_PROGRAMME, "area", text, "title", "Another programme", NULL);
    assert_int_equal(session_programmes(fixture.session), 2);

    struct city city;
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    assert_int_equal(city.count, 2);
    assert_int_equal(city.theme_count, 2);
    assert_string_equal(city.rows[0].name, "Another");
    assert_int_equal(city.rows[0].problems, 0);
    assert_int_equal(city.rows[0].cells[0].light, LIGHT_GREY);
    const struct city_row *row = &city.rows[1];
    assert_true(id_equal(row->programme, fixture.programme));
    assert_int_equal(light_total(&row->cells[0].counts), 2);
    assert_int_equal(row->cells[0].counts.of[LIGHT_GREEN], 1);
    assert_int_equal(row->cells[0].light, LIGHT_RED); /* one of two is off track */
    assert_int_equal(row->problems, 1);
    assert_int_equal(row->critical, 1);
    city_release(&city);
    assert_true(
        id_equal(fixture.session->programme, fixture.programme)); /* what is looked at stays */
    fixture_end(&fixture);
}

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 12) % below;
}

/* Dates repeat and lie ahead, values are missing or shares, baselines are marked or not. */
static void draw_measurement(struct draft *draft, struct id indicator, uint32_t *seed)
{
    static const char *const statuses[] = {"final",       "final",  "final",
                                           "provisional", "secret", "unavailable"};
    char iso[DATE_TEXT_SIZE];
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "indicator", value_id(indicator));
    date_iso(date_of(2015, 1, 1) + (date_t)drawn(seed, 200) * 20, iso);
    row_set(&row, "taken_on", value_text(iso));
    const char *status = statuses[drawn(seed, 6)];
    row_set(&row, "status", value_text(status));
    if (strcmp(status, "secret") != 0 && strcmp(status, "unavailable") != 0) {
        if (drawn(seed, 4) == 0) {
            row_set(&row, "numerator", value_real(drawn(seed, 100)));
            row_set(&row, "denominator", value_real(drawn(seed, 100)));
        } else {
            row_set(&row, "value", value_real(drawn(seed, 100)));
        }
    }
    row_set(&row, "is_baseline", value_integer(drawn(seed, 30) == 0));
    draft_create(draft, &row);
    row_release(&row);
}

static struct id draw_indicator(struct fixture *fixture, struct draft *draft, uint32_t *seed)
{
    static const char *const frequencies[] = {"month", "year", "two years", "once"};
    static const char *const operators[] = {"at least", "at most", "at least", "between"};
    char value[16], to[16], code[ID_TEXT_SIZE];
    struct id goal = fixture_add(fixture, ENTITY_GOAL, "statement", "Goal", "theme", "LIV", NULL);
    id_format(goal, code);
    struct id id = fixture_add(fixture, ENTITY_INDICATOR, "goal", code, "name", "Figure", "kind",
                               "percent", "frequency", frequencies[drawn(seed, 4)], NULL);
    id_format(id, code);
    snprintf(value, sizeof value, "%u", drawn(seed, 60));
    snprintf(to, sizeof to, "%u", 60 + drawn(seed, 40));
    for (uint32_t i = drawn(seed, 3); i-- > 0;) {
        const char *operator= operators[drawn(seed, 4)];
        bool between = strcmp(operator, "between") == 0;
        fixture_add(fixture, ENTITY_TARGET, "indicator", code, "due",
                    drawn(seed, 3) == 0 ? "2025-01-01" : "2027-01-01", "operator", operator,
                    "value", value, between ? "value_to" : NULL, to, NULL);
    }
    for (uint32_t i = drawn(seed, 3) == 0 ? drawn(seed, 5) : drawn(seed, 140); i-- > 0;)
        draw_measurement(draft, id, seed);
    return id;
}

/* The city reads only what decides; the screen of an indicator reads all rows. */
static void the_same_lights_as_from_all_rows(void **state)
{
    (void)state;
    enum { MANY = 120 };
    struct fixture fixture;
    struct id ids[MANY];
    struct draft draft;
    uint32_t seed = 2025;
    fixture_start(&fixture);
    draft_init(&draft, "Figures");
    for (size_t i = 0; i < MANY; i++)
        ids[i] = draw_indicator(&fixture, &draft, &seed);
    fixture_must(&fixture, session_commit(fixture.session, &draft, &fixture.error));
    draft_release(&draft);
    struct light_counts wanted = {{0}};
    for (size_t i = 0; i < MANY; i++) {
        struct indicator_view view;
        fixture_must(&fixture, indicator_view_load(fixture.session, ids[i], &view, &fixture.error));
        light_count(&wanted, view.light);
        indicator_view_release(&view);
    }
    struct city city;
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    for (int light = 0; light < LIGHT_COUNT; light++) {
        assert_true(wanted.of[light] > 0); /* the draw has them all */
        assert_int_equal(city.rows[0].cells[0].counts.of[light], wanted.of[light]);
    }
    city_release(&city);
    fixture_end(&fixture);
}

/* A city figure of each year, as it is imported. */
static void import_city_figures(struct fixture *fixture)
{
    struct figures_report report;
    char path[FOLDER_PATH];
    folder_path(fixture->folder, "bbga.csv", path);
    FILE *file = fopen(path, "w");
    fputs("jaar;gebiedcode15;variabele;waarde\n2023;STAD;X_P;40\n2024;STAD;X_P;40\n"
          "2025;STAD;X_P;40\n",
          file);
    fclose(file);
    struct figures_options options = {.path = path, .kind = FIGURES_BBGA};
    fixture_must(fixture, figures_import(fixture->session, &options, &report, &fixture->error));
    figures_report_release(&report);
}

/* The goal's indicator, with a measurement before and one after the end of the quarter. */
static void add_measured(struct fixture *fixture, const char *goal, const char *before,
                         const char *after)
{
    char indicator[32];
    fixture_add(fixture, ENTITY_GOAL, "statement", goal, "theme", "LIV", "code", goal, NULL);
    fixture_add(fixture, ENTITY_INDICATOR, "goal", goal, "name", goal, "kind", "percent",
                "direction", "lower", "frequency", "year", "reference_variable", "X_P",
                "benchmark_area", "STAD", NULL);
    snprintf(indicator, sizeof indicator, "%s.1", goal);
    fixture_add(fixture, ENTITY_TARGET, "indicator", indicator, "due", "2026-01-01", "operator",
                "at most", "value", "30", NULL);
    fixture_add(fixture, ENTITY_MEASUREMENT, "indicator", indicator, "taken_on", "2024-01-01",
                "value", "60", "is_baseline", "yes", NULL);
    fixture_add(fixture, ENTITY_MEASUREMENT, "indicator", indicator, "taken_on", "2025-06-01",
                "value", before, NULL);
    fixture_add(fixture, ENTITY_MEASUREMENT, "indicator", indicator, "taken_on", "2025-11-01",
                "value", after, NULL);
}

static const struct city_row *here(const struct fixture *fixture, const struct city *city)
{
    for (size_t i = 0; i < city->count; i++)
        if (id_equal(city->rows[i].programme, fixture->programme))
            return &city->rows[i];
    fail();
    return NULL;
}

/* Judged with what was measured by the end of the last quarter, and with lights set by then. */
static void how_it_was_last_quarter(void **state)
{
    (void)state;
    struct fixture fixture;
    struct city city;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_AREA, "name", "Amsterdam", "kind", "city", "code", "STAD", NULL);
    import_city_figures(&fixture);
    add_measured(&fixture, "LIV-1", "62", "33"); /* off track, then on track */
    add_measured(&fixture, "LIV-2", "38", "59"); /* on track, then off track */
    add_measured(&fixture, "LIV-3", "38", "34"); /* on track, both times */
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Set later", "theme", "WRK", "light", "red",
                "light_on", "2025-11-20", NULL);
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    assert_true(city.complete && city.since == date_of(2025, 9, 30));
    const struct city_cell *cell = &here(&fixture, &city)->cells[0];
    assert_int_equal(cell->trend.better, 1);
    assert_int_equal(cell->trend.worse, 1);
    assert_int_equal(cell->counts.of[LIGHT_GREEN], 2);
    assert_int_equal(cell->before, LIGHT_RED); /* a third of it was off track */
    assert_int_equal(cell[1].light, LIGHT_RED);
    assert_int_equal(cell[1].before, LIGHT_GREY);
    assert_int_equal(cell[1].trend.worse, 0); /* from nothing is no change */
    assert_int_equal(cell->compared, 3);
    assert_int_equal(cell->ahead, 2); /* 33 and 34 against 40 */
    assert_int_equal(cell->closing + cell->widening, 1);
    assert_true(city.signals.count > 0);
    city_release(&city);
    fixture_end(&fixture);
}

/* All that says a trend says the same: the board compares them. */
static void one_trend_for_all(void **state)
{
    (void)state;
    struct fixture fixture;
    struct trend trend;
    struct buffer page = BUFFER_EMPTY, report = BUFFER_EMPTY;
    struct publish_result result;
    char folder[FOLDER_PATH], file[FOLDER_PATH];
    fixture_start(&fixture);
    fixture_must(&fixture,
                 fixture_set(&fixture, ENTITY_PROGRAMME, fixture.programme, "status", "adopted"));
    fixture_add(&fixture, ENTITY_AREA, "name", "Amsterdam", "kind", "city", "code", "STAD", NULL);
    add_measured(&fixture, "LIV-1", "62", "33"); /* better */
    add_measured(&fixture, "LIV-2", "62", "34"); /* better, though not in its newest figure: */
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "LIV-2.1", "taken_on", "2025-10-15",
                "value", "32", NULL);
    add_measured(&fixture, "LIV-3", "38", "59"); /* worse */
    fixture_must(&fixture, trend_load(fixture.session, &trend, &fixture.error));
    assert_true(trend.since == date_of(2025, 9, 30));
    assert_int_equal(trend.all.better, 2);
    assert_int_equal(trend.all.worse, 1);
    assert_int_equal(trend.themes.items[0].trend.better, 2);
    assert_int_equal(trend_of(&trend, (struct id){{0}}).compared, 0);
    trend_release(&trend);
    struct publish_options options = {.folder = folder_path(fixture.folder, "site", folder)};
    fixture_must(&fixture, publishing_run(fixture.session, &options, &result, &fixture.error));
    assert_true(path_read(folder_path(fixture.folder, "site/en/index.html", file), 1 << 20, &page,
                          &fixture.error));
    assert_non_null(strstr(page.bytes, "better since 30 Sep"));
    struct report_question question = {.from = DATE_NONE, .to = DATE_NONE, .language = LANGUAGE_EN};
    fixture_must(&fixture, report_write(fixture.session, &question, &report, &fixture.error));
    assert_non_null(strstr(report.bytes, "better since 30 Sep"));
    buffer_release(&page);
    buffer_release(&report);
    fixture_end(&fixture);
}

/* The same slice by slice, with what is known from before in the meantime. */
static void slices_come_to_the_same(void **state)
{
    (void)state;
    struct fixture fixture;
    struct city city, sliced, again;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_AREA, "name", "Amsterdam", "kind", "city", "code", "STAD", NULL);
    add_measured(&fixture, "LIV-1", "62", "33");
    fixture_must(&fixture, city_load(fixture.session, &city, &fixture.error));
    fixture_must(&fixture, city_begin(fixture.session, &sliced, &fixture.error));
    assert_false(sliced.complete);
    assert_int_equal(sliced.rows[0].cells[0].counts.of[LIGHT_GREEN],
                     city.rows[0].cells[0].counts.of[LIGHT_GREEN]);
    while (!sliced.complete)
        fixture_must(&fixture, city_more(fixture.session, &sliced, &fixture.error));
    assert_int_equal(sliced.rows[0].cells[0].trend.better, 1);
    assert_int_equal(sliced.signals.count, city.signals.count);
    fixture_must(&fixture, city_begin(fixture.session, &again, &fixture.error));
    city_carry(&again, &sliced);
    assert_int_equal(again.rows[0].cells[0].trend.better, 1);
    assert_int_equal(again.signals.count, city.signals.count);
    city_release(&again); /* in the middle */
    city_release(&sliced);
    city_release(&city);
    assert_true(id_equal(fixture.session->programme, fixture.programme));
    fixture_end(&fixture);
}

/* Undecided, at the board, of a problem that is open; the soonest first. */
static void what_waits_for_the_board(void **state)
{
    (void)state;
    struct fixture fixture;
    struct city_board board;
    static const struct {
        const char *title, *status, *level, *decide_by, *decided_on;
    } rows[] = {{"Later", "accepted", "city board", "2025-12-20", NULL},
                {"Overdue", "accepted", "city board", "2025-11-20", NULL},
                {"Decided", "accepted", "city board", "2025-11-20", "2025-11-21"},
                {"Bureau", "accepted", "bureau", "2025-11-20", NULL},
                {"Solved", "solved", "city board", "2025-11-20", NULL}};
    fixture_start(&fixture);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct id problem = fixture_add(&fixture, ENTITY_PROBLEM, "title", rows[i].title, "status",
                                        rows[i].status, "level", rows[i].level, NULL);
        char id[ID_TEXT_SIZE];
        id_format(problem, id);
        fixture_add(&fixture, ENTITY_ESCALATION, "problem", id, "to_level", rows[i].level,
                    "asked_on", "2025-11-01", "question", "Who pays?", "decide_by",
                    rows[i].decide_by, rows[i].decided_on == NULL ? NULL : "decided_on",
                    rows[i].decided_on, NULL);
    }
    fixture_must(&fixture, city_board_load(fixture.session, &board, &fixture.error));
    assert_int_equal(board.count, 2);
    assert_string_equal(board.items[0].title, "Overdue");
    assert_true(board.items[0].overdue);
    assert_string_equal(board.items[0].area, "Voorbeeldbuurt");
    assert_string_equal(board.items[0].question, "Who pays?");
    assert_string_equal(board.items[1].title, "Later");
    assert_false(board.items[1].overdue);
    city_board_release(&board);
    fixture_end(&fixture);
}

static void what_a_cell_says(void **state)
{
    (void)state;
    static const struct {
        struct city_cell cell;
        const char *texts[CITY_VIEWS];
    } examples[] = {
        {{.light = LIGHT_GREY}, {"", "", ""}},
        {{.counts = {{0, 4, 1, 1}}, .light = LIGHT_AMBER, .before = LIGHT_AMBER},
         {"\u25B2 4/6", "\u25B2 =", ""}},
        {{.counts = {{0, 4, 1, 1}},
          .light = LIGHT_AMBER,
          .before = LIGHT_GREEN,
          .trend = {.better = 1, .worse = 2},
          .compared = 7,
          .ahead = 3,
          .closing = 2,
          .widening = 1},
         {"\u25B2 4/6", "\u25CF\u203A\u25B2 +1 \u22122", "\u27133 \u21982 \u21971"}},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (int view = 0; view < CITY_VIEWS; view++) {
            struct buffer text = BUFFER_EMPTY;
            city_cell_text(&text, &examples[i].cell, (enum city_view)view);
            assert_string_equal(text.length == 0 ? "" : text.bytes, examples[i].texts[view]);
            buffer_release(&text);
        }
}

static void the_light_of_many(void **state)
{
    (void)state;
    static const struct {
        int green, amber, red, grey;
        enum light light;
    } examples[] = {{0, 0, 0, 0, LIGHT_GREY},  {0, 0, 0, 5, LIGHT_GREY},  {5, 0, 0, 2, LIGHT_GREEN},
                    {4, 2, 0, 0, LIGHT_GREEN}, {5, 0, 2, 0, LIGHT_GREEN}, {3, 2, 0, 0, LIGHT_AMBER},
                    {2, 1, 1, 0, LIGHT_AMBER}, {2, 0, 1, 0, LIGHT_RED},   {0, 0, 1, 9, LIGHT_RED},
                    {0, 1, 0, 0, LIGHT_AMBER}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct light_counts counts = {{0}};
        counts.of[LIGHT_GREEN] = examples[i].green;
        counts.of[LIGHT_AMBER] = examples[i].amber;
        counts.of[LIGHT_RED] = examples[i].red;
        counts.of[LIGHT_GREY] = examples[i].grey;
        assert_int_equal(light_of_counts(&counts), examples[i].light);
    }
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_a_programme),
        cmocka_unit_test(the_same_lights_as_from_all_rows),
        cmocka_unit_test(the_light_of_many),
        cmocka_unit_test(how_it_was_last_quarter),
        cmocka_unit_test(one_trend_for_all),
        cmocka_unit_test(slices_come_to_the_same),
        cmocka_unit_test(what_waits_for_the_board),
        cmocka_unit_test(what_a_cell_says),
    };
    if (count > 0)
        find_dutch(arguments[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
