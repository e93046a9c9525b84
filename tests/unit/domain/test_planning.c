#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "wijk/domain/planning.h"

static date_t day(const char *text)
{
    date_t date = DATE_NONE;
    if (!date_parse_iso(text, &date))
        fail_msg("'%s' is no date", text);
    return date;
}

static struct planning_axis axis_of(enum planning_zoom zoom, const char *first)
{
    return (struct planning_axis){zoom, day(first), 10};
}

static void days_have_their_cells(void **state)
{
    (void)state;
    static const struct {
        enum planning_zoom zoom;
        const char *first, *day;
        int cell;
    } table[] = {
        {PLANNING_MONTH, "2026-11-01", "2026-11-01", 0},
        {PLANNING_MONTH, "2026-11-01", "2026-11-09", 8},
        {PLANNING_MONTH, "2026-11-01", "2026-10-31", -1},
        {PLANNING_QUARTER, "2026-11-02", "2026-11-08", 0},
        {PLANNING_QUARTER, "2026-11-02", "2026-11-09", 1},
        {PLANNING_QUARTER, "2026-11-02", "2026-11-01", -1},
        {PLANNING_QUARTER, "2026-11-02", "2026-10-26", -1},
        {PLANNING_QUARTER, "2026-11-02", "2026-10-25", -2},
        {PLANNING_YEAR, "2026-11-01", "2026-11-30", 0},
        {PLANNING_YEAR, "2026-11-01", "2027-02-28", 3},
        {PLANNING_YEAR, "2026-11-01", "2025-11-15", -12},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct planning_axis axis = axis_of(table[i].zoom, table[i].first);
        int cell = planning_cell(&axis, day(table[i].day));
        if (cell != table[i].cell)
            fail_msg("line %zu: %d, not %d", i, cell, table[i].cell);
    }
}

static void cells_begin_where_they_should(void **state)
{
    (void)state;
    for (int zoom = 0; zoom < PLANNING_ZOOMS; zoom++) {
        struct planning_axis axis;
        planning_axis_around(&axis, (enum planning_zoom)zoom, day("2026-11-25"), 40);
        assert_int_equal(planning_cell(&axis, day("2026-11-25")), 10);
        for (int cell = -3; cell < 50; cell++)
            assert_int_equal(planning_cell(&axis, planning_cell_day(&axis, cell)), cell);
        planning_axis_scroll(&axis, 7);
        assert_int_equal(planning_cell(&axis, day("2026-11-25")), 3);
        planning_axis_scroll(&axis, -1000000); /* as far as dates go, and no further */
        assert_true(axis.first >= day("1800-12-01"));
    }
    struct planning_axis axis;
    planning_axis_around(&axis, PLANNING_QUARTER, day("2026-11-25"), 40);
    assert_int_equal(date_weekday(axis.first), 1);
}

static void bars_are_cut_at_the_edges(void **state)
{
    (void)state;
    static const struct {
        const char *starts, *ends; /* "": unknown */
        int from, to;
        bool before, behind;
    } table[] = {
        {"2026-11-03", "2026-11-05", 2, 4, false, false},
        {"2026-10-01", "2026-11-05", 0, 4, true, false},
        {"2026-11-05", "2027-01-01", 4, 9, false, true},
        {"2026-01-01", "2027-01-01", 0, 9, true, true},
        {"2026-11-04", "2026-11-04", 3, 3, false, false},
        {"", "2026-11-04", 3, 3, false, false},
        {"2026-11-04", "", 3, 3, false, false},
        {"", "", 0, -1, false, false},
        {"2026-01-01", "2026-02-01", 0, -1, false, false},
        {"2027-01-01", "2027-02-01", 0, -1, false, false},
        {"2026-11-05", "2026-11-03", 0, -1, false, false},
    };
    struct planning_axis axis = axis_of(PLANNING_MONTH, "2026-11-01");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        date_t starts = *table[i].starts == '\0' ? DATE_NONE : day(table[i].starts);
        date_t ends = *table[i].ends == '\0' ? DATE_NONE : day(table[i].ends);
        struct planning_bar bar = planning_bar(&axis, starts, ends);
        if (bar.to != table[i].to || (bar.to >= 0 && bar.from != table[i].from) ||
            bar.before != table[i].before || bar.behind != table[i].behind)
            fail_msg("line %zu: %d to %d", i, bar.from, bar.to);
    }
}

static void labels_stand_at_beginnings(void **state)
{
    (void)state;
    static const struct {
        enum planning_zoom zoom;
        const char *first;
        int cell;
        const char *en, *nl; /* NULL: none */
    } table[] = {
        {PLANNING_MONTH, "2026-11-25", 0, "Nov 2026", "nov 2026"},
        {PLANNING_MONTH, "2026-11-25", 6, "Dec 2026", "dec 2026"},
        {PLANNING_MONTH, "2026-11-25", 7, NULL, NULL},
        {PLANNING_QUARTER, "2026-11-23", 0, "Q4 2026", "4e kw 2026"},
        {PLANNING_QUARTER, "2026-11-23", 5, NULL, NULL},
        {PLANNING_QUARTER, "2026-11-23", 6, "Q1 2027", "1e kw 2027"},
        {PLANNING_YEAR, "2026-11-01", 0, "2026", "2026"},
        {PLANNING_YEAR, "2026-11-01", 2, "2027", "2027"},
        {PLANNING_YEAR, "2026-11-01", 3, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (int dutch = 0; dutch < 2; dutch++) {
            struct planning_axis axis = axis_of(table[i].zoom, table[i].first);
            struct buffer out = BUFFER_EMPTY;
            const char *wanted = dutch ? table[i].nl : table[i].en;
            bool label =
                planning_label(&axis, table[i].cell, dutch ? LANGUAGE_NL : LANGUAGE_EN, &out);
            if (label != (wanted != NULL) || (label && strcmp(out.bytes, wanted) != 0))
                fail_msg("line %zu: '%s', not '%s'", i, out.bytes, wanted == NULL ? "" : wanted);
            buffer_release(&out);
        }
}

static void steps_follow_the_zoom(void **state)
{
    (void)state;
    assert_int_equal(planning_step(PLANNING_MONTH, day("2026-11-30"), 1), day("2026-12-01"));
    assert_int_equal(planning_step(PLANNING_QUARTER, day("2026-11-30"), -1), day("2026-11-23"));
    assert_int_equal(planning_step(PLANNING_YEAR, day("2027-01-31"), 1), day("2027-02-28"));
}

static void finds_the_peak(void **state)
{
    (void)state;
    const struct planning_span spans[] = {
        {day("2026-01-01"), day("2026-12-31")}, {day("2026-03-01"), day("2026-06-30")},
        {day("2027-02-01"), DATE_NONE},         {DATE_NONE, day("2027-03-31")},
        {day("2027-03-01"), day("2027-08-31")},
    };
    struct planning_peak peak = planning_peak_of(spans, 5, day("2026-11-25"));
    assert_int_equal(peak.most, 3);
    assert_int_equal(peak.from, day("2027-03-01"));
    assert_int_equal(peak.until, day("2027-03-31"));
    peak = planning_peak_of(spans, 5, day("2026-04-01")); /* three on the day itself */
    assert_int_equal(peak.most, 3);
    assert_int_equal(peak.from, day("2026-04-01"));
    assert_int_equal(planning_peak_of(spans, 0, day("2026-04-01")).most, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_their_cells),
        cmocka_unit_test(cells_begin_where_they_should),
        cmocka_unit_test(bars_are_cut_at_the_edges),
        cmocka_unit_test(labels_stand_at_beginnings),
        cmocka_unit_test(steps_follow_the_zoom),
        cmocka_unit_test(finds_the_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
