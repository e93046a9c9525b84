#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/tui/layout.h"

static void assert_rect(struct rect rect, int x, int y, int width, int height)
{
    assert_int_equal(rect.x, x);
    assert_int_equal(rect.y, y);
    assert_int_equal(rect.width, width);
    assert_int_equal(rect.height, height);
}

static void rectangles_are_split(void **state)
{
    (void)state;
    struct rect all = {2, 3, 10, 5}, rest;
    assert_rect(rect_split_left(all, 4, &rest), 2, 3, 4, 5);
    assert_rect(rest, 6, 3, 6, 5);
    assert_rect(rect_split_right(all, 4, &rest), 8, 3, 4, 5);
    assert_rect(rest, 2, 3, 6, 5);
    assert_rect(rect_split_top(all, 1, &rest), 2, 3, 10, 1);
    assert_rect(rest, 2, 4, 10, 4);
    assert_rect(rect_split_bottom(all, 1, &rest), 2, 7, 10, 1);
    assert_rect(rest, 2, 3, 10, 4);
    assert_rect(rect_split_right(all, 99, &rest), 2, 3, 10, 5);
    assert_rect(rest, 2, 3, 0, 5);
    assert_rect(rect_split_top(all, -1, NULL), 2, 3, 10, 0);
    rest = all;
    assert_rect(rect_split_bottom(rest, 2, &rest), 2, 6, 10, 2);
    assert_rect(rest, 2, 3, 10, 3);
    assert_rect(rect_inset(all, 1, 2), 3, 5, 8, 1);
    assert_rect(rect_inset(all, 9, 9), 7, 5, 0, 1);
    assert_rect(rect_common(all, (struct rect){0, 0, 5, 4}), 2, 3, 3, 1);
    assert_rect(rect_common(all, (struct rect){20, 20, 5, 4}), 20, 20, 0, 0);
    assert_true(rect_contains(all, 11, 7));
    assert_false(rect_contains(all, 12, 7));
}

static void sizes(void **state)
{
    static const struct {
        int width, height;
        enum layout_size size;
    } cases[] = {{39, 24, LAYOUT_NONE},   {80, 9, LAYOUT_NONE},        {40, 10, LAYOUT_SMALL},
                 {59, 24, LAYOUT_SMALL},  {80, 14, LAYOUT_SMALL},      {60, 15, LAYOUT_NORMAL},
                 {80, 24, LAYOUT_NORMAL}, {109, 50, LAYOUT_NORMAL},    {110, 24, LAYOUT_WIDE},
                 {159, 24, LAYOUT_WIDE},  {160, 24, LAYOUT_VERY_WIDE}, {0, 0, LAYOUT_NONE}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(layout_of(cases[i].width, cases[i].height), cases[i].size);
}

/* Name, title, owner, days. */
static const struct layout_column columns[] = {
    {4, 6, 0, 9}, {8, 20, 3, 8}, {6, 12, 1, 2}, {4, 4, 0, 5}};

static void columns_share_the_width(void **state)
{
    static const struct {
        int width, widths[4], used;
    } cases[] = {
        {80, {6, 46, 21, 4}, 80},                       /* 35 cells of room, shared 3 : 1 */
        {45, {6, 20, 12, 4}, 45},                       /* all as preferred */
        {30, {6, 11, 6, 4}, 30},                        /* less than preferred: by priority */
        {25, {4, 8, 6, 4}, 25},                         /* all at their least */
        {24, {6, 12, 0, 4}, 24},                        /* the owner is dropped */
        {17, {6, 10, 0, 0}, 17},  {7, {6, 0, 0, 0}, 6}, /* nothing grows without weight */
        {3, {3, 0, 0, 0}, 3},     {0, {0, 0, 0, 0}, 0}, {-4, {0, 0, 0, 0}, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int widths[4];
        int sum = layout_columns(columns, 4, cases[i].width, widths);
        for (size_t c = 0; c < 4; c++)
            if (widths[c] != cases[i].widths[c])
                fail_msg("width %d: column %zu is %d", cases[i].width, c, widths[c]);
        assert_int_equal(sum, cases[i].used);
    }
}

static void columns_never_overflow(void **state)
{
    (void)state;
    for (int width = 0; width < 200; width++) {
        int widths[4];
        assert_true(layout_columns(columns, 4, width, widths) <= width);
        for (size_t c = 0; c < 4; c++)
            assert_true(widths[c] >= 0);
    }
    assert_int_equal(layout_columns(columns, 0, 80, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectangles_are_split),
        cmocka_unit_test(sizes),
        cmocka_unit_test(columns_share_the_width),
        cmocka_unit_test(columns_never_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
