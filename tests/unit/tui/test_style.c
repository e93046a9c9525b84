#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/tui/style.h"

/* A polynomial close to the curve of sRGB. */
static double linear(int32_t part)
{
    double value = part / 255.0;
    return value * (value * (value * 0.305306011 + 0.682171111) + 0.012522878);
}

static double luminance(int32_t colour)
{
    return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) +
           0.0722 * linear(colour & 0xFF);
}

/* Contrast as WCAG 2 defines it. */
static double ratio(int32_t one, int32_t other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

static void every_style_can_be_read(void **state)
{
    static const struct {
        enum style_theme theme;
        int32_t foreground, background; /* what the terminal is taken to have */
        double least;
    } themes[] = {{STYLE_THEME_DARK, 0xE5E5E5, 0x1E1E1E, 4.5},
                  {STYLE_THEME_LIGHT, 0x000000, 0xFFFFFF, 4.5},
                  {STYLE_THEME_CONTRAST, 0xFFFFFF, 0x000000, 7.0}};
    (void)state;
    for (size_t t = 0; t < 3; t++)
        for (int style = 0; style < STYLE_COUNT; style++)
            for (int depth = STYLE_256; depth <= STYLE_TRUE; depth++) {
                struct style_look look =
                    style_look(themes[t].theme, (enum style_depth)depth, (enum style)style);
                int32_t front = look.foreground < 0 ? themes[t].foreground : look.foreground;
                int32_t back = look.background < 0 ? themes[t].background : look.background;
                if (ratio(front, back) < themes[t].least)
                    fail_msg("theme %zu style %d depth %d: contrast %.2f", t, style, depth,
                             ratio(front, back));
            }
}

static void colours_are_in_the_palette(void **state)
{
    static const int32_t size[] = {0, 8, 16, 256, 0x1000000};
    (void)state;
    for (int theme = 0; theme < 3; theme++)
        for (int depth = 0; depth <= STYLE_TRUE; depth++)
            for (int style = 0; style < STYLE_COUNT; style++) {
                struct style_look look =
                    style_look((enum style_theme)theme, (enum style_depth)depth, (enum style)style);
                int32_t front = style_palette((enum style_depth)depth, look.foreground);
                int32_t back = style_palette((enum style_depth)depth, look.background);
                assert_true(front < size[depth] && back < size[depth]);
                assert_int_equal(front < 0, look.foreground < 0);
                assert_int_equal(back < 0, look.background < 0);
                if (front >= 0)
                    assert_true(front != back);
            }
}

/* Without colour, the selection, the current tab, errors and matches still differ from text. */
static void mono_tells_them_apart(void **state)
{
    static const enum style marked[] = {STYLE_SELECTED, STYLE_RESTING, STYLE_TAB_ON, STYLE_ERROR,
                                        STYLE_MATCH,    STYLE_KEY,     STYLE_FIELD,  STYLE_STRONG,
                                        STYLE_DIM,      STYLE_HEADER,  STYLE_TITLE,  STYLE_MARKED};
    (void)state;
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
        struct style_look look = style_look(STYLE_THEME_DARK, STYLE_MONO, marked[i]);
        assert_true(look.bold || look.dim || look.underline || look.reverse);
        assert_int_equal(look.foreground, -1);
        assert_int_equal(look.background, -1);
    }
}

static void palette(void **state)
{
    (void)state;
    assert_int_equal(style_palette(STYLE_256, 0x000000), 16);
    assert_int_equal(style_palette(STYLE_256, 0xFFFFFF), 231);
    assert_int_equal(style_palette(STYLE_256, 0x080808), 232);
    assert_int_equal(style_palette(STYLE_256, 0xFF0000), 196);
    assert_int_equal(style_palette(STYLE_TRUE, 0x123456), 0x123456);
    assert_int_equal(style_palette(STYLE_16, 0xFF0000), 9);
    assert_int_equal(style_palette(STYLE_8, 0xCD0000), 1);
    assert_int_equal(style_palette(STYLE_MONO, 0xCD0000), -1);
}

static void depths(void **state)
{
    static const struct {
        struct style_terminal terminal;
        enum style_depth depth;
    } cases[] = {
        {{NULL, NULL, "xterm-256color", 256}, STYLE_256},
        {{NULL, "truecolor", "xterm-256color", 256}, STYLE_TRUE},
        {{NULL, "24bit", "xterm", 8}, STYLE_TRUE},
        {{NULL, NULL, "xterm-direct", 0x1000000}, STYLE_TRUE},
        {{NULL, NULL, "linux", 8}, STYLE_8},
        {{NULL, NULL, "xterm-16color", 16}, STYLE_16},
        {{NULL, NULL, "xterm-88color", 88}, STYLE_16},
        {{NULL, NULL, "vt220", -1}, STYLE_MONO},
        {{NULL, "truecolor", "vt220", 0}, STYLE_MONO},
        {{"1", "truecolor", "xterm-256color", 256}, STYLE_MONO},
        {{"", NULL, "xterm-256color", 256}, STYLE_256}, /* set but empty: as if not set */
        {{NULL, NULL, NULL, -1}, STYLE_MONO},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(style_depth(&cases[i].terminal), cases[i].depth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_can_be_read),
        cmocka_unit_test(colours_are_in_the_palette),
        cmocka_unit_test(mono_tells_them_apart),
        cmocka_unit_test(palette),
        cmocka_unit_test(depths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
