#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "wijk/app/report.h"

static void test_quarter(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *from, *to; /* NULL: refused */
    } examples[] = {
        {"2026-Q3", "2026-07-01", "2026-09-30"},
        {"Q1 2024", "2024-01-01", "2024-03-31"},
        {"2024 K1", "2024-01-01", "2024-03-31"},
        {"4e kwartaal 2025", "2025-10-01", "2025-12-31"},
        {"quarter 2 2025", "2025-04-01", "2025-06-30"},
        {"2026", NULL, NULL},
        {"3", NULL, NULL},
        {"2026-Q5", NULL, NULL},
        {"2026-Q0", NULL, NULL},
        {"2026-Q33", NULL, NULL},
        {"soon", NULL, NULL},
        {"2026-Q3-Q4", NULL, NULL},
        {"", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        date_t from, to, first, last;
        bool read = report_quarter(examples[i].typed, &from, &to);
        if (read != (examples[i].from != NULL))
            fail_msg("'%s' %s", examples[i].typed, read ? "was read" : "was refused");
        if (!read)
            continue;
        assert_true(date_parse_iso(examples[i].from, &first));
        assert_true(date_parse_iso(examples[i].to, &last));
        assert_int_equal(from, first);
        assert_int_equal(to, last);
    }
}

/* What is in it, and that text from people stays text. */
static void test_content(void **state)
{
    struct fixture fixture;
    struct buffer text = BUFFER_EMPTY;
    (void)state;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "More *homes* | <b>", "theme", "LIV", "light",
                "red", "cause", "No ground", "consequence", "Waiting", "correction", "Build up",
                NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Late permit", "severity", "high", "due",
                "2025-01-02", NULL);
    fixture_add(&fixture, ENTITY_PROBLEM, "title", "Old pain", "status", "solved", NULL);
    fixture_add(&fixture, ENTITY_ESCALATION, "problem", "K-1", "question", "Who decides?",
                "asked_on", "2025-10-01", "decide_by", "2025-11-01", "to_level", "bureau", NULL);
    struct report_question question = {
        .from = DATE_NONE, .to = DATE_NONE, .language = LANGUAGE_EN, .html = true};
    fixture_must(&fixture, report_write(fixture.session, &question, &text, &fixture.error));
    static const char *const there[] = {"quarter 3 of 2025", "More *homes* | &lt;b&gt;",
                                        "No ground",         "Build up",
                                        "Late permit",       "overdue",
                                        "Who decides?",      "1 Nov 2025 (past)"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        if (strstr(text.bytes, there[i]) == NULL)
            fail_msg("'%s' is not in %s", there[i], text.bytes);
    assert_null(strstr(text.bytes, "Old pain"));
    buffer_clear(&text);
    question.language = LANGUAGE_NL;
    question.html = false;
    fixture_must(&fixture, report_write(fixture.session, &question, &text, &fixture.error));
    assert_non_null(strstr(text.bytes, "rapportage over het 3e kwartaal van 2025"));
    assert_int_equal(language_now(), LANGUAGE_EN);
    buffer_release(&text);
    fixture_end(&fixture);
}

/* Of a city, what several neighbourhoods measure, together: never an average, and what lacks its
 * parts says so. */
static void test_together(void **state)
{
    static const struct {
        const char *numerator, *denominator, *line;
    } steps[] = {{NULL, NULL, ": no total: 1 of 2 lack numerator and denominator"},
                 {"50", "100", ": together 13.6 %, of 2 areas"}};
    struct fixture fixture;
    char text[ID_TEXT_SIZE];
    (void)state;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_GOAL, "statement", "Homes", "theme", "LIV", NULL);
    fixture_add(&fixture, ENTITY_INDICATOR, "goal", "LIV-1", "name", "Damp", "kind", "percent",
                NULL);
    fixture_add(&fixture, ENTITY_INDICATOR, "goal", "LIV-1", "name", "A mark", "kind", "mark",
                NULL);
    fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", "LIV-1.1", "taken_on", "2020-01-01",
                "value", "10", "numerator", "100", "denominator", "1000", NULL);
    fixture_add(&fixture, ENTITY_AREA, "name", "Another", NULL);
    struct id other = fixture_add(&fixture, ENTITY_PROGRAMME, "area", "Another", "title",
                                  "Another programme", NULL);
    fixture.session->programme = other;
    struct id goal = fixture_add(&fixture, ENTITY_GOAL, "statement", "Homes", "theme", "LIV", NULL);
    id_format(goal, text);
    struct id damp = fixture_add(&fixture, ENTITY_INDICATOR, "goal", text, "name", "DAMP", "kind",
                                 "percent", NULL);
    fixture_add(&fixture, ENTITY_INDICATOR, "goal", text, "name", "A mark", "kind", "mark", NULL);
    fixture.session->programme = (struct id){{0}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct report_question question = {.from = DATE_NONE, .to = DATE_NONE};
        struct buffer report = BUFFER_EMPTY;
        id_format(damp, text);
        fixture_add(&fixture, ENTITY_MEASUREMENT, "indicator", text, "taken_on",
                    i == 0 ? "2020-01-01" : "2025-01-01", "value", "50",
                    steps[i].numerator == NULL ? NULL : "numerator", steps[i].numerator,
                    "denominator", steps[i].denominator, NULL);
        fixture_must(&fixture, report_write(fixture.session, &question, &report, &fixture.error));
        if (strstr(report.bytes, steps[i].line) == NULL)
            fail_msg("'%s' is not in: %s", steps[i].line, report.bytes);
        assert_null(strstr(report.bytes, "- A mark: "));
        buffer_release(&report);
    }
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quarter),
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
