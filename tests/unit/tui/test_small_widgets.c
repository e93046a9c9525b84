#include "widget_test.h"

#include <math.h>

#include "wijk/tui/widgets/bar.h"
#include "wijk/tui/widgets/footer.h"
#include "wijk/tui/widgets/progress.h"
#include "wijk/tui/widgets/sparkline.h"
#include "wijk/tui/widgets/toast.h"

static void sparklines(void **state)
{
    static const struct {
        double values[8];
        int count, width;
        const char *line;
    } cases[] = {
        {{1, 2, 3, 4, 5, 6, 7, 8}, 8, 8, "▁▂▃▄▅▆▇█"},
        {{8, NAN, 1}, 3, 10, "█ ▁"},
        {{5, 5, 5}, 3, 10, "▄▄▄"},
        {{1, 1, 8, 8, 1, 1, 8, 8}, 8, 4, "▁█▁█"},
        {{NAN, NAN}, 2, 4, "  "},
        {{0}, 0, 4, ""},
        {{1, 2}, 2, 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = BUFFER_EMPTY;
        sparkline(&out, cases[i].values, cases[i].count, cases[i].width);
        assert_string_equal(out.bytes, cases[i].line);
        buffer_release(&out);
    }
}

static void bars(void **state)
{
    static const struct {
        long count, most;
        int width;
        const char *text;
    } cases[] = {
        {4, 5, 10, "████ 4"}, {0, 5, 10, ""},
        {1, 500, 10, "█ 1"},  {500, 500, 10, "██████ 500"},
        {3, 3, 2, "3"},       {9, 5, 12, "█████████ 9"},
        {2, 2, 0, "2"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = BUFFER_EMPTY;
        bar_text(&out, cases[i].width, cases[i].count, cases[i].most);
        assert_string_equal(out.bytes, cases[i].text);
        buffer_release(&out);
    }
    struct canvas canvas;
    canvas_init(&canvas, 40, 2);
    bar_draw(&canvas, (struct rect){2, 0, 10, 1}, 4, 5, STYLE_GREEN);
    bar_draw(&canvas, (struct rect){14, 0, 10, 1}, 1, 5, STYLE_RED);
    GRID(&canvas, "  ████ 4      █ 1\n");
    canvas_release(&canvas);
}

static void a_toast_goes_away(void **state)
{
    (void)state;
    struct toast toast;
    struct canvas canvas;
    toast_init(&toast);
    canvas_init(&canvas, 30, 1);
    assert_false(toast_expire(&toast, 5));
    toast_show(&toast, "Vastgelegd: één meting, nog veel langer dan past", STYLE_GOOD, 100);
    toast_show(&toast, toast.text, STYLE_GOOD, 100);
    toast_draw(&toast, &canvas, (struct rect){0, 0, 30, 1});
    GRID(&canvas, " Vastgelegd: één meting, nog…\n");
    assert_false(toast_expire(&toast, 99));
    assert_true(toast_expire(&toast, 100));
    assert_false(toast_is_shown(&toast));
    canvas_release(&canvas);
    toast_release(&toast);
}

static void progress_shows_figures(void **state)
{
    (void)state;
    struct canvas canvas;
    struct progress progress = {"Reading the reference figures", 25000, 100000};
    canvas_init(&canvas, 60, 15);
    progress_draw(&progress, &canvas, (struct rect){0, 0, 60, 15});
    GRID(&canvas, "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "     ┌────────────────────────────────────────────────┐\n"
                  "     │ Reading the reference figures                  │\n"
                  "     │ ████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │\n"
                  "     │ 25,000 of 100,000                    Esc stops │\n"
                  "     └────────────────────────────────────────────────┘\n");
    canvas_clear(&canvas);
    progress.total = 0;
    progress_draw(&progress, &canvas, (struct rect){0, 0, 30, 5});
    GRID(&canvas, "┌────────────────────────────┐\n"
                  "│ Reading the reference fig… │\n"
                  "│ ░░░░░░░░░░░░░░░░░░░░░░░░░░ │\n"
                  "│ 25,000           Esc stops │\n"
                  "└────────────────────────────┘\n");
    canvas_release(&canvas);
}

static const struct footer_item items[] = {
    {"Enter", "open", true, false},
    {"m", "measure", true, false},
    {"!", "problem", false, false},
    {"/", "search", true, false},
    {"Alt-↓", "één regel verder", true, false},
    {"?", "help", true, true},
};

static void footers_never_cut_an_item(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 132, 7);
    static const int widths[] = {132, 80, 60, 40, 20, 8, 3};
    for (int i = 0; i < 7; i++)
        footer_draw(&canvas, (struct rect){0, i, widths[i], 1}, items, 6, i < 5 ? "saved" : NULL);
    GRID(&canvas,
         " Enter open  m measure  ! problem  / search  Alt-↓ één regel verder  ? help              "
         "                                     saved\n"
         " Enter open  m measure  ! problem  / search  ? help                       saved\n"
         " Enter open  m measure  ! problem  / search  ? help   saved\n"
         " Enter open  m measure  ? help    saved\n"
         " ? help       saved\n"
         " ? help\n");
    struct rect rect = {0, 0, 40, 1};
    assert_int_equal(footer_at(rect, items, 6, "saved", 1), 0);
    assert_int_equal(footer_at(rect, items, 6, "saved", 11), -1);
    assert_int_equal(footer_at(rect, items, 6, "saved", 13), 1);
    assert_int_equal(footer_at(rect, items, 6, "saved", 25), 5);
    canvas_release(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sparklines),
        cmocka_unit_test(bars),
        cmocka_unit_test(a_toast_goes_away),
        cmocka_unit_test(progress_shows_figures),
        cmocka_unit_test(footers_never_cut_an_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
