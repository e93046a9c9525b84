/* The chart of an indicator: what is drawn, and that nothing strange comes out of strange figures.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wijk/domain/chart_svg.h"

static struct outlook_measurement at(int year, double value)
{
    return (struct outlook_measurement){.date = date_of(year, 1, 1), .value = value, .known = true};
}

static bool draw(struct buffer *out, const struct outlook_measurement *points, size_t count,
                 const struct outlook *outlook)
{
    struct chart_svg chart = {.outlook = outlook,
                              .points = points,
                              .point_count = count,
                              .id = "c",
                              .title = "Waste <1> & \"2\"",
                              .description = "Three figures"};
    bool drawn = chart_svg(out, &chart);
    chart_svg_legend(out, &chart);
    assert_null(strstr(out->bytes, "nan"));
    assert_null(strstr(out->bytes, "inf"));
    return drawn;
}

static void test_whole(void **state)
{
    (void)state;
    struct outlook_measurement points[] = {at(2008, 17.8), at(2009, 14.2)};
    struct outlook outlook = {
        .target_known = true,
        .target = {.due = date_of(2011, 1, 1), .test = OUTLOOK_AT_MOST, .value = 11},
        .latest_known = true,
        .latest = at(2009, 14.2),
        .baseline_known = true,
        .baseline = at(2008, 17.8),
        .forecast_known = true,
        .forecast = 13.6};
    struct buffer out = BUFFER_EMPTY;
    assert_true(draw(&out, points, 2, &outlook));
    static const char *const parts[] = {"role=\"img\"",          "aria-labelledby=\"c-t c-d\"",
                                        "Waste &lt;1&gt; &amp;", "class=\"measured\"",
                                        "class=\"needed\"",      "class=\"forecast\"",
                                        "class=\"target\"",      "needed pace",
                                        ">2010</text>",          "<desc id=\"c-d\">Three figures"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_non_null(strstr(out.bytes, parts[i]));
    buffer_release(&out);
}

static void test_strange_figures(void **state)
{
    (void)state;
    static const double values[][2] = {{0, 0},        {5, 5},       {1e300, -1e300},
                                       {1e-300, 0},   {NAN, 3},     {INFINITY, 3},
                                       {-1e15, 1e15}, {1e12, 1e12}, {0.0001, 0.0002}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct outlook_measurement points[] = {at(2008, values[i][0]), at(2009, values[i][1])};
        struct outlook outlook = {.target_known = false};
        struct buffer out = BUFFER_EMPTY;
        draw(&out, points, 2, &outlook);
        buffer_release(&out);
    }
}

/* Homes that were mended cannot be fewer than none; a balance can. */
static void test_zero(void **state)
{
    (void)state;
    struct outlook_measurement homes[] = {at(2008, 0), at(2009, 388)};
    struct outlook_measurement balance[] = {at(2008, -20), at(2009, 388)};
    struct outlook outlook = {.target_known = false};
    struct buffer out = BUFFER_EMPTY;
    assert_true(draw(&out, homes, 2, &outlook));
    assert_non_null(strstr(out.bytes, ">0</text>"));
    assert_null(strstr(out.bytes, ">-"));
    buffer_clear(&out);
    assert_true(draw(&out, balance, 2, &outlook));
    assert_non_null(strstr(out.bytes, ">-100</text>"));
    buffer_release(&out);
}

static void test_nothing(void **state)
{
    (void)state;
    struct outlook_measurement gap = {.date = date_of(2008, 1, 1)};
    struct outlook outlook = {.target_known = false};
    struct buffer out = BUFFER_EMPTY;
    assert_false(draw(&out, &gap, 1, &outlook));
    assert_null(strstr(out.bytes, "<svg class=\"chart\""));
    assert_false(draw(&out, NULL, 0, &outlook));
    buffer_release(&out);
}

static void test_thin(void **state)
{
    (void)state;
    struct outlook_measurement points[1000];
    for (size_t i = 0; i < 1000; i++)
        points[i] = at(1900, i == 500 ? 99 : i == 501 ? -99 : (double)(i % 7));
    points[999].value = 42;
    size_t kept = chart_svg_thin(points, 1000, 160);
    bool high = false, low = false;
    assert_true(kept <= 162 && kept > 80);
    for (size_t i = 0; i < kept; i++) {
        high = high || points[i].value == 99;
        low = low || points[i].value == -99;
    }
    assert_true(high && low);
    assert_true(points[kept - 1].value == 42); /* where it stands now */
    assert_int_equal(chart_svg_thin(points, 10, 160), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole), cmocka_unit_test(test_strange_figures),
        cmocka_unit_test(test_zero),  cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_thin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
