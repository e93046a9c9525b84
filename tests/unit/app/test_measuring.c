#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/measuring.h"
#include "wijk/app/programme.h"
#include "wijk/base/date.h"

static struct id indicator_of(struct fixture *fixture, const char *kind)
{
    struct id goal = fixture_add(fixture, ENTITY_GOAL, "statement", "A goal", "theme", "WRK", NULL);
    return fixture_add(fixture, ENTITY_INDICATOR, "goal", fixture_code(fixture, ENTITY_GOAL, goal),
                       "name", "Youth unemployment", "kind", kind, "direction", "lower",
                       "frequency", "year", NULL);
}

static bool log_line(struct fixture *fixture, struct id indicator, const char *typed,
                     enum quickline_measure measure)
{
    struct quickline line;
    struct id id;
    error_clear(&fixture->error);
    fixture_line(fixture, typed, QUICKLINE_MEASUREMENT, measure, &line);
    bool done = measuring_log(fixture->session, indicator, &line, &id, &fixture->error);
    quickline_release(&line);
    return done;
}

static size_t count_measurements(struct fixture *fixture, struct id indicator)
{
    struct indicator_view view;
    fixture_must(fixture, indicator_view_load(fixture->session, indicator, &view, &fixture->error));
    size_t count = view.measurement_count;
    indicator_view_release(&view);
    return count;
}

static void logs_and_takes_back(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id indicator = indicator_of(&fixture, "percent");
    fixture_must(&fixture,
                 log_line(&fixture, indicator, "14.2 1oct O+S: by letter", QUICKLINE_NUMBER));
    struct indicator_view view;
    fixture_must(&fixture, indicator_view_load(fixture.session, indicator, &view, &fixture.error));
    assert_int_equal(view.measurement_count, 1);
    const struct row *row = &view.measurements[0];
    assert_string_equal(row_text(row, "taken_on"), "2025-10-01");
    assert_string_equal(row_text(row, "source"), "O+S");
    assert_string_equal(row_text(row, "note"), "by letter");
    assert_true(row_value(row, "value")->real == 14.2);
    indicator_view_release(&view);
    struct buffer label = BUFFER_EMPTY;
    fixture_must(&fixture, rows_undo(fixture.session, &label, &fixture.error));
    assert_non_null(strstr(label.bytes, "14.2"));
    assert_non_null(strstr(label.bytes, "Youth unemployment"));
    assert_int_equal(count_measurements(&fixture, indicator), 0);
    buffer_clear(&label);
    fixture_must(&fixture, rows_redo(fixture.session, &label, &fixture.error));
    assert_int_equal(count_measurements(&fixture, indicator), 1);
    buffer_release(&label);
    fixture_end(&fixture);
}

static void checks_what_is_logged(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *typed;
        enum quickline_measure measure;
        bool good;
    } examples[] = {
        {"percent", "14.2", QUICKLINE_NUMBER, true},
        {"percent", "14.2 2025-11-24", QUICKLINE_NUMBER, true},
        {"percent", "14.2 2025-11-25", QUICKLINE_NUMBER, false},
        {"percent", "yes", QUICKLINE_ANY, false},
        {"percent", "secret", QUICKLINE_NUMBER, true},
        {"percent", "", QUICKLINE_NUMBER, false},
        {"percent", "!damp", QUICKLINE_NUMBER, false},
        {"count", "412", QUICKLINE_NUMBER, true},
        {"yes/no", "yes", QUICKLINE_YES_NO, true},
        {"yes/no", "12", QUICKLINE_ANY, false},
        {"words", "going well", QUICKLINE_WORDS, true},
    };
    struct fixture fixture;
    fixture_start(&fixture);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct id indicator = indicator_of(&fixture, examples[i].kind);
        bool done = log_line(&fixture, indicator, examples[i].typed, examples[i].measure);
        if (done != examples[i].good)
            fail_msg("%s '%s': %s", examples[i].kind, examples[i].typed, fixture.error.message);
        assert_true(done || fixture.error.message[0] != '\0');
        assert_int_equal(count_measurements(&fixture, indicator), examples[i].good ? 1 : 0);
    }
    fixture_end(&fixture);
}

static void judges_an_indicator(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id indicator = indicator_of(&fixture, "percent");
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", "2025-10-01",
                "value", "14.2", NULL);
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", "2024-01-01",
                "value", "17.8", "is_baseline", "1", NULL);
    fixture_add(&fixture, ENTITY_TARGET, "indicator", "WRK-1.1", "due", "2027-01-01", "operator",
                "at most", "value", "11", NULL);
    struct indicator_view view;
    fixture_must(&fixture, indicator_view_load(fixture.session, indicator, &view, &fixture.error));
    assert_int_equal(view.outlook.state, OUTLOOK_BEHIND);
    assert_int_equal(view.light, LIGHT_AMBER);
    assert_string_equal(row_text(&view.measurements[0], "taken_on"), "2024-01-01");
    assert_string_equal(view.summary, "Baseline 17.8 % (1 Jan 2024) \u00B7 latest 14.2 % (1 Oct "
                                      "2025) \u00B7 target \u2264 11.0 % (1 Jan 2027)");
    assert_true(strlen(view.reason) > 0);
    assert_string_equal(row_text(&view.goal, "code"), "WRK-1");
    indicator_view_release(&view);
    struct id none = {{0}};
    assert_false(indicator_view_load(fixture.session, none, &view, &fixture.error));
    fixture_end(&fixture);
}

/* The tree reads the newest figures only, the indicator's own screen all of them. */
static void judges_alike_everywhere(void **state)
{
    (void)state;
    static const struct {
        int old, recent;         /* how many figures, two a month */
        double per_old, per_new; /* how they move */
        bool marked;             /* the first is the baseline */
        enum light light;
    } examples[] = {
        {1, 11, 0, -2, true, LIGHT_AMBER},     {60, 60, 0.5, -2, true, LIGHT_GREEN},
        {60, 60, -1, 0.1, true, LIGHT_RED},    {60, 60, -1, 0.1, false, LIGHT_RED},
        {60, 60, -1, -0.1, true, LIGHT_AMBER},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct fixture fixture;
        fixture_start(&fixture);
        struct id indicator = indicator_of(&fixture, "count");
        int count = examples[i].old + examples[i].recent;
        double value = 200;
        for (int j = 0; j < count; j++) {
            char day[DATE_TEXT_SIZE], text[32];
            date_iso(fixture.session->today - 15 * (count - 1 - j), day);
            value += j == 0 ? 0 : j < examples[i].old ? examples[i].per_old : examples[i].per_new;
            snprintf(text, sizeof text, "%.2f", value);
            fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "taken_on", day,
                        "value", text, "is_baseline", j == 0 && examples[i].marked ? "1" : "0",
                        NULL);
        }
        fixture_add(&fixture, ENTITY_TARGET, "indicator", "WRK-1.1", "due", "2027-01-01",
                    "operator", "at most", "value", "100", NULL);
        struct indicator_view view;
        struct programme_tree tree;
        fixture_must(&fixture,
                     indicator_view_load(fixture.session, indicator, &view, &fixture.error));
        fixture_must(&fixture, programme_tree_load(fixture.session, &tree, &fixture.error));
        const struct programme_node *node = &tree.nodes[tree.count - 1];
        assert_string_equal(node->code, "WRK-1.1");
        if (view.light != examples[i].light)
            fail_msg("%zu: %s", i, view.reason);
        assert_int_equal(view.light, node->light);
        programme_tree_release(&tree);
        indicator_view_release(&view);
        fixture_end(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logs_and_takes_back),
        cmocka_unit_test(checks_what_is_logged),
        cmocka_unit_test(judges_an_indicator),
        cmocka_unit_test(judges_alike_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
