#include "widget_test.h"

#include <math.h>
#include <stdlib.h>

#include "wijk/tui/widgets/chart.h"

static bool year_tick(void *context, int index, double *x, struct buffer *label)
{
    (void)context;
    *x = 2008 + index;
    buffer_format(label, "%d", 2008 + index);
    return index < 4;
}

static const struct chart_point measured[] = {{2008, 17.8},    {2008.25, 17.1}, {2008.5, NAN},
                                              {2008.75, 15.5}, {2009, 15},      {2009.75, 14.2}};
static const struct chart_point needed[] = {{2008, 17.8}, {2011, 11}};
static const struct chart_point forecast[] = {{2009.75, 14.2}, {2011, 13.6}};
static const struct chart_point target[] = {{2011, 11}};
static const struct chart_series series[] = {
    {"measured", measured, 6, STYLE_LINE, CHART_SOLID, "●"},
    {"needed pace", needed, 2, STYLE_LINE_NEEDED, CHART_DASHED, NULL},
    {"at this pace", forecast, 2, STYLE_LINE_FORECAST, CHART_DOTTED, NULL},
    {"target", target, 1, STYLE_LINE_NEEDED, CHART_POINTS, "◇"},
};
static const struct chart_level city = {"Amsterdam", 9.1, STYLE_LINE_BENCHMARK};
static const struct chart chart = {.series = series,
                                   .series_count = 4,
                                   .levels = &city,
                                   .level_count = 1,
                                   .x_tick = year_tick,
                                   .empty = "No figures yet. Press m to enter one."};

static void draw(const struct chart *shown, struct canvas *canvas, int width, int height)
{
    canvas_clear(canvas);
    chart_draw(shown, canvas, (struct rect){0, 0, width, height});
}

static void lines_levels_and_markers(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 132, 40);
    draw(&chart, &canvas, 80, 14);
    GRID(&canvas,
         "18 ┤●⠤⣀⣀⡀                                                        ●  measured\n"
         "   │   ⠈⠑●⠒⠂ ⢄⡀                                                  ┄┄ needed pace\n"
         "16 ┤            ⠉⠂ ⠤⡀                                            ·· at this pace\n"
         "   │              ●⠒⠤⠤⢍●⣀⡤⠄ ⡀                                    ◇  target\n"
         "   │                     ⠈⠉⠉⠉⠓⠒⠒⠖⠤⣤⠤⢄⣀●⢀ ⡀\n"
         "14 ┤                               ⠁ ⠒⠂ ⣀⡀⠈ ⠁⠈ ⠁⠈ ⠁⠐ ⠂⠐ ⠂⠐ ⠄⠠ ⠄\n"
         "   │                                       ⠑⠂ ⠤⡀\n"
         "12 ┤                                             ⠉⠂ ⠤⠄\n"
         "   │                                                   ⠉⠁ ⠢⠄ ⣀\n"
         "   │                                                          ◇\n"
         "10 ┤\n"
         "   │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ Amsterdam\n"
         " 8 ┤\n"
         "   └2008───────────────2009────────────────2010────────────────\n");
    draw(&chart, &canvas, 60, 12);
    GRID(&canvas, "20 ┤\n"
                  "   │●⢄⣀⣀⡀\n"
                  "   │   ⠈● ⠉⠁ ⠒⠂ ⠤⠄ ⣀⡀\n"
                  "15 ┤              ●⠉⠑⠒●⠓⠒⠓⠦⠤⠦⠤⠤⠤⡤⣀⣀⣀● ⡀⢀ ⡀\n"
                  "   │                                 ⠉⠁ ⠒⠂⠈⠤⠅⠈⣀⡁⠈ ⠁⠈ ⠁⠐ ⠂⠐ ⠂\n"
                  "   │                                             ⠉⠁ ⠒⠂ ⠤⠄ ⣀◇\n"
                  "10 ┤\n"
                  "   │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ Amsterdam\n"
                  "   │\n"
                  " 5 ┤\n"
                  "   └2008──────────────2009───────────────2010───────────────\n"
                  " ●  measured  ┄┄ needed pace  ·· at this pace  ◇  target\n");
    draw(&chart, &canvas, 132, 20);
    GRID(&canvas,
         "18 ┤●⠦⢄⣄⡀                                                                                "
         "                            ●  measured\n"
         "   │    ⠉⠑⠛⠥⢄●⠄ ⣀⡀                                                                       "
         "                            ┄┄ needed pace\n"
         "   │               ⠉⠁ ⠢⠄ ⣀⡀                                                              "
         "                            ·· at this pace\n"
         "16 ┤                        ⠉⠂ ⠢⠄ ⣀⡀                                                     "
         "                            ◇  target\n"
         "   │                           ●⣀⡀   ⠉⠂ ⠤⠄ ⣀⡀\n"
         "   │                             ⠈⠉⠉⠑⠒⠒⠢⠤●⠤⣀⣀⣀⣑⠂ ⠤⠄ ⣀\n"
         "   │                                           ⠉⠉⠉⠉⠒⠒⠓⠒⠶⠦⠤⠤⣄⣀⣀⣀\n"
         "14 ┤                                                         ⠈⠁⠉⠛⠋⠉⠶● ⡂⠐ ⠂⠠ ⠄⠠ ⠄⠠ ⠄⠠ ⠄⢀ "
         "⡀⢀ ⡀⢀ ⡀⢀ ⡀\n"
         "   │                                                                  ⠈⠁ ⠒⠂ ⠤⡀           "
         "         ⠈ ⠁⠈ ⠁⠈ ⠁⠈ ⠂⠐ ⠂⠐\n"
         "   │                                                                           ⠉⠁ ⠒⠂ ⢄⡀\n"
         "   │                                                                                    "
         "⠉⠁ ⠒⠄ ⣀⡀\n"
         "12 ┤                                                                                     "
         "        ⠉⠁ ⠢⠄ ⣀⡀\n"
         "   │                                                                                     "
         "                 ⠉⠂ ⠢⠄ ⣀⡀\n"
         "   │                                                                                     "
         "                         ◇\n"
         "   │\n"
         "10 ┤\n"
         "   "
         "│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌"
         "╌╌╌╌╌╌╌╌╌╌╌╌╌ Amsterdam\n"
         "   │\n"
         " 8 ┤\n"
         "   "
         "└2008─────────────────────────────────2009────────────────────────────────2010───────────"
         "───────────────────────\n");
    canvas.ascii = true;
    draw(&chart, &canvas, 60, 12);
    GRID(&canvas, "20 +\n"
                  "   |****-\n"
                  "   |   ** -- -- -- --\n"
                  "15 +              ******************* .. .\n"
                  "   |                                 -- --.--.--. .. .. .. .\n"
                  "   |                                             -- -- -- -+\n"
                  "10 +\n"
                  "   |---------------------------------------------- Amsterdam\n"
                  "   |\n"
                  " 5 +\n"
                  "   +2008--------------2009---------------2010---------------\n"
                  " *  measured  -- needed pace  .. at this pace  +  target\n");
    canvas_release(&canvas);
}

static void odd_figures_do_no_harm(void **state)
{
    (void)state;
    static const struct chart_point none[] = {{2009, NAN}, {NAN, 3}, {2010, INFINITY}, {1, 1e300}};
    static const struct chart_point one[] = {{2009, 5}};
    static const struct chart_point huge[] = {{0, -9e14}, {1, 9e14}, {2, 0}, {2, 1e-12}};
    const struct chart_series odd[] = {{NULL, none, 4, STYLE_LINE, CHART_SOLID, NULL},
                                       {"one", one, 1, STYLE_LINE, CHART_SOLID, "●"},
                                       {"huge", huge, 4, STYLE_LINE, CHART_SOLID, NULL}};
    struct chart shown = {.series = odd, .series_count = 1, .empty = "No figures yet."};
    struct canvas canvas;
    canvas_init(&canvas, 40, 8);
    draw(&shown, &canvas, 40, 8);
    GRID(&canvas, " No figures yet.\n");
    shown = (struct chart){.series = odd + 1, .series_count = 1};
    draw(&shown, &canvas, 40, 8);
    GRID(&canvas, "5.5 ┤\n"
                  "    │\n"
                  "  5 ┤                 ●\n"
                  "    │\n"
                  "    │\n"
                  "4.5 ┤\n"
                  "    └───────────────────────────────────\n"
                  " ●  one\n");
    shown = (struct chart){.series = odd + 2, .series_count = 1};
    for (int width = 0; width < 40; width++)
        for (int height = 0; height < 8; height++)
            draw(&shown, &canvas, width, height);
    shown.series_count = 0;
    draw(&shown, &canvas, 40, 8);
    GRID(&canvas, "\n");
    canvas_release(&canvas);
}

static void ticks_are_nice(void **state)
{
    static const struct {
        double least, most;
        int ticks;
        double from, to, step;
        int decimals;
    } cases[] = {
        {9.1, 17.8, 6, 8, 18, 2, 0},
        {0, 100, 6, 0, 100, 20, 0},
        {0.12, 0.18, 5, 0.12, 0.18, 0.02, 2},
        {5, 5, 5, 4.4, 5.6, 0.5, 1},
        {-30, 70, 6, -50, 100, 50, 0},
        {1234, 98765, 5, 0, 100000, 50000, 0},
        {0, 0, 4, -1, 1, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct chart_scale scale = chart_scale(cases[i].least, cases[i].most, cases[i].ticks);
        assert_true(scale.from <= cases[i].least + 1e-9 && scale.to >= cases[i].most - 1e-9);
        assert_true((scale.to - scale.from) / scale.step + 1 <= cases[i].ticks + 0.5);
        if (i != 3) {
            assert_true(fabs(scale.from - cases[i].from) < 1e-6);
            assert_true(fabs(scale.to - cases[i].to) < 1e-6);
            assert_true(fabs(scale.step - cases[i].step) < 1e-6);
        }
        assert_int_equal(scale.decimals, cases[i].decimals);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_levels_and_markers),
        cmocka_unit_test(odd_figures_do_no_harm),
        cmocka_unit_test(ticks_are_nice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
