#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "wijk/tui/canvas.h"

static void assert_canvas(const struct canvas *canvas, const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    canvas_dump(canvas, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void assert_styles(const struct canvas *canvas, const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    canvas_dump_styles(canvas, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

/* Every cell holds what a terminal can show without harm, and every wide cluster has its half. */
static void assert_sound(struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++) {
            const struct cell *cell = canvas_at(canvas, x, y);
            assert_true(cell->width <= 2);
            assert_true(cell->length <= CANVAS_CLUSTER);
            assert_int_equal(cell->width == 0, cell->length == 0);
            if (cell->width == 2)
                assert_int_equal(canvas_at(canvas, x + 1, y)->width, 0);
            if (cell->width == 0)
                assert_int_equal(canvas_at(canvas, x - 1, y)->width, 2);
            for (int i = 0; i < cell->length; i++)
                assert_true((unsigned char)cell->bytes[i] >= 0x20 && cell->bytes[i] != 0x7F);
        }
}

static void text_lands_in_cells(void **state)
{
    static const struct {
        const char *text;
        int behind;
        const char *shown;
    } cases[] = {
        {"wijk", 4, "wijk\n"},
        {"Één façade", 10, "Één façade\n"},
        {"e\xCC\x81\x63", 2, "e\xCC\x81\x63\n"}, /* a combining accent is in its letter's cell */
        {"\xCC\x81x", 1, "x\n"},                 /* an accent with nothing to stand on */
        {"日本語", 6, "日本語\n"},
        {"123456789日", 9, "123456789\n"}, /* a wide character needs both its cells */
        {"1234567890123", 10, "1234567890\n"},
        {"a\tb\nc", 5, "a b c\n"},
        {"x\033[31mred", 9, "x\xEF\xBF\xBD[31mred\n"},
        {"a\xE2\x80\xAE"
         "b",
         3,
         "a\xEF\xBF\xBD"
         "b\n"}, /* right-to-left override */
        {"a\xFF\xC2"
         "b",
         4,
         "a\xEF\xBF\xBD\xEF\xBF\xBD"
         "b\n"},
        {"a\xC2\x9B"
         "b",
         3,
         "a\xEF\xBF\xBD"
         "b\n"}, /* C1: CSI in one code point */
        {"", 0, "\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas;
        canvas_init(&canvas, 10, 1);
        int behind =
            canvas_text(&canvas, (struct rect){0, 0, 10, 1}, 0, cases[i].text, STYLE_NORMAL);
        assert_int_equal(behind, cases[i].behind);
        assert_canvas(&canvas, cases[i].shown);
        assert_sound(&canvas);
        canvas_release(&canvas);
    }
}

static void long_cluster_shows_its_base(void **state)
{
    (void)state;
    struct canvas canvas;
    char text[2 + 2 * 40 + 2] = "e";
    for (int i = 0; i < 40; i++)
        memcpy(text + 1 + 2 * i, "\xCC\x81", 2);
    strcat(text, "x");
    canvas_init(&canvas, 4, 1);
    assert_int_equal(canvas_text(&canvas, (struct rect){0, 0, 4, 1}, 0, text, STYLE_NORMAL), 2);
    assert_canvas(&canvas, "ex\n");
    canvas_release(&canvas);
}

static void drawing_is_cut_at_every_edge(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 6, 2);
    canvas_text(&canvas, (struct rect){-2, 0, 20, 1}, 0, "abcdefghijkl", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){1, 1, 3, 1}, 1, "xyz", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){0, 2, 6, 1}, 0, "below", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){0, -1, 6, 2}, 0, "above", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){9, 0, 6, 2}, 0, "right", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){0, 1, 0, 1}, 0, "none", STYLE_NORMAL);
    canvas_text(&canvas, (struct rect){-2, 1, 2, 1}, 0, "none", STYLE_NORMAL);
    assert_canvas(&canvas, "cdefgh\n  xy\n");
    canvas_fill(&canvas, (struct rect){4, -5, 90, 90}, STYLE_ERROR);
    canvas_style(&canvas, (struct rect){-4, 1, 5, 9}, STYLE_DIM);
    canvas_line_across(&canvas, (struct rect){-1, 7, 50, 1}, STYLE_BORDER);
    canvas_line_down(&canvas, (struct rect){-1, -1, 50, 9}, STYLE_BORDER);
    assert_canvas(&canvas, "cdef\n  xy\n");
    assert_styles(&canvas, "....EE\nd...EE\n");
    assert_null(canvas_at(&canvas, 6, 0));
    assert_null(canvas_at(&canvas, 0, -1));
    canvas_release(&canvas);
}

static void half_of_a_wide_cluster_becomes_blank(void **state)
{
    static const struct {
        int x;
        const char *over, *shown;
    } cases[] = {
        {0, "a", "a 本\n"}, {1, "a", " a本\n"}, {1, "ab", " ab\n"},
        {1, "語", " 語\n"}, {2, "a", "日a\n"},  {0, "語", "語本\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas canvas;
        canvas_init(&canvas, 4, 1);
        struct rect all = {0, 0, 4, 1};
        canvas_text(&canvas, all, 0, "日本", STYLE_NORMAL);
        canvas_text(&canvas, all, cases[i].x, cases[i].over, STYLE_NORMAL);
        assert_canvas(&canvas, cases[i].shown);
        assert_sound(&canvas);
        canvas_fill(&canvas, (struct rect){1, 0, 2, 1}, STYLE_NORMAL);
        assert_sound(&canvas);
        canvas_release(&canvas);
    }
}

static void text_is_cut_with_a_sign(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 8, 3);
    canvas_text_cut(&canvas, (struct rect){0, 0, 5, 1}, 0, "Kolenkit", STYLE_NORMAL);
    canvas_text_cut(&canvas, (struct rect){0, 1, 8, 1}, 0, "Kolenkit", STYLE_NORMAL);
    canvas_text_right(&canvas, (struct rect){0, 2, 8, 1}, "日 é", STYLE_NORMAL);
    assert_canvas(&canvas, "Kole…\nKolenkit\n    日 é\n");
    canvas_clear(&canvas);
    canvas_text_right(&canvas, (struct rect){1, 0, 4, 1}, "Slotervaart", STYLE_NORMAL);
    canvas_text_cut(&canvas, (struct rect){0, 1, 5, 1}, 0, "日本語", STYLE_NORMAL);
    canvas_text_cut(&canvas, (struct rect){0, 2, 5, 1}, 5, "x", STYLE_NORMAL);
    assert_canvas(&canvas, " Slo…\n日本…\n\n");
    canvas_release(&canvas);
}

static void text_is_wrapped(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 8, 2);
    struct rect all = {0, 0, 8, 2};
    const char *text = "keep going, and\nkeep learning";
    assert_int_equal(canvas_text_wrapped(&canvas, all, 0, text, STYLE_NORMAL), 5);
    assert_canvas(&canvas, "keep\ngoing,\n");
    canvas_clear(&canvas);
    assert_int_equal(canvas_text_wrapped(&canvas, all, 2, text, STYLE_NORMAL), 5);
    assert_canvas(&canvas, "and\nkeep\n");
    canvas_release(&canvas);
}

static void wrapping_never_stands_still(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 3, 2);
    for (int width = 0; width < 4; width++)
        canvas_text_wrapped(&canvas, (struct rect){0, 0, width, 2}, 0, "日本 語  \n\n é",
                            STYLE_NORMAL);
    assert_sound(&canvas);
    canvas_release(&canvas);
}

static void frames_and_lines(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 12, 3);
    canvas_frame(&canvas, (struct rect){0, 0, 12, 3}, "Goal", STYLE_BORDER);
    assert_canvas(&canvas, "┌─ Goal ───┐\n│          │\n└──────────┘\n");
    canvas.ascii = true;
    canvas_frame(&canvas, (struct rect){0, 0, 12, 3}, "A long title", STYLE_BORDER);
    assert_canvas(&canvas, "+- A lon~ -+\n|          |\n+----------+\n");
    canvas_release(&canvas);
}

static void ascii_signs(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 30, 1);
    canvas.ascii = true;
    canvas_text(&canvas, (struct rect){0, 0, 30, 1}, 0, "▲▼●○◷‼◆◇▸▾│─┤└…✓█⠀⠁⠃⠇⠏⠟⠿⡿⣿é→",
                STYLE_NORMAL);
    assert_canvas(&canvas, "^v*o@!++>v|-++~v# ..::**##é>\n");
    canvas_release(&canvas);
}

static void cursor_and_size(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 0, -3);
    assert_int_equal(canvas.width, 1);
    canvas_resize(&canvas, 4, 2);
    canvas_cursor(&canvas, 3, 1);
    assert_true(canvas.cursor_shown);
    canvas_cursor(&canvas, 4, 1);
    assert_false(canvas.cursor_shown);
    canvas_cursor(&canvas, 1, 1);
    canvas_clear(&canvas);
    assert_false(canvas.cursor_shown);
    canvas_release(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_lands_in_cells),
        cmocka_unit_test(long_cluster_shows_its_base),
        cmocka_unit_test(drawing_is_cut_at_every_edge),
        cmocka_unit_test(half_of_a_wide_cluster_becomes_blank),
        cmocka_unit_test(text_is_cut_with_a_sign),
        cmocka_unit_test(text_is_wrapped),
        cmocka_unit_test(wrapping_never_stands_still),
        cmocka_unit_test(frames_and_lines),
        cmocka_unit_test(ascii_signs),
        cmocka_unit_test(cursor_and_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
