#include "widget_test.h"

#include "wijk/tui/widgets/palette.h"
#include "wijk/tui/widgets/picker.h"

static void start(struct picker *picker)
{
    static const char *const names[] = {"Ymere", "Eigen Haard", "Stadsdeel Bos en Lommer",
                                        "Één school, café 日本"};
    picker_init(picker, "Owner");
    for (uint8_t i = 0; i < 4; i++)
        candidates_add(&picker->all, names[i], i < 2 ? "housing corporation" : NULL,
                       (struct id){{(uint8_t)(i + 1)}});
    picker_offer(picker);
}

static void draw(struct picker *picker, struct canvas *canvas, int width, int height)
{
    struct rect rect = {0, 0, width, height};
    canvas_init(canvas, width, height);
    picker_place(picker, rect);
    picker_draw(picker, canvas, rect, true);
}

static void typing_filters(void **state)
{
    (void)state;
    struct picker picker;
    struct canvas canvas;
    start(&picker);
    draw(&picker, &canvas, 80, 24);
    GRID(&canvas, "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "          ┌─ Owner ──────────────────────────────────────────────────┐\n"
                  "          │ >                                                        │\n"
                  "          │ Ymere                                housing corporation │\n"
                  "          │ Eigen Haard                          housing corporation │\n"
                  "          │ Stadsdeel Bos en Lommer                                  │\n"
                  "          │ Één school, café 日本                                    │\n"
                  "          │                                                   1 of 4 │\n"
                  "          └──────────────────────────────────────────────────────────┘\n");
    canvas_release(&canvas);
    picker.allow_new = true;
    SEND(&picker, picker_event, "e n");
    draw(&picker, &canvas, 60, 15);
    GRID(&canvas, "\n"
                  "\n"
                  "┌─ Owner ──────────────────────────────────────────────────┐\n"
                  "│ > en                                                     │\n"
                  "│ Stadsdeel Bos en Lommer                                  │\n"
                  "│ Eigen Haard                          housing corporation │\n"
                  "│ Één school, café 日本                                    │\n"
                  "│ add 'en'?                                                │\n"
                  "│                                                          │\n"
                  "│                                                   1 of 4 │\n"
                  "└──────────────────────────────────────────────────────────┘\n");
    canvas_release(&canvas);
    SEND(&picker, picker_event, "z z");
    draw(&picker, &canvas, 40, 8);
    GRID(&canvas, "┌─ Owner ──────────────────────────────┐\n"
                  "│ > enzz                               │\n"
                  "│ add 'enzz'?                          │\n"
                  "│                                      │\n"
                  "│                                      │\n"
                  "│                                      │\n"
                  "│                               1 of 1 │\n"
                  "└──────────────────────────────────────┘\n");
    canvas_release(&canvas);
    picker_release(&picker);
}

static void keys_choose(void **state)
{
    static const struct {
        const char *keys;
        bool allow_new;
        enum picker_outcome outcome;
        int index;
    } cases[] = {
        {"Enter", false, PICKER_CHOSEN, 0},         {"Down Down Enter", false, PICKER_CHOSEN, 2},
        {"Up Enter", false, PICKER_CHOSEN, 3},      {"h a a r d Enter", false, PICKER_CHOSEN, 1},
        {"e e n s Enter", false, PICKER_CHOSEN, 3}, /* accents are not needed */
        {"q q Enter", false, PICKER_NOTHING, -1},   {"q q Enter", true, PICKER_NEW, -1},
        {"y Down Enter", true, PICKER_NEW, -1},     {"y Escape", true, PICKER_CANCELLED, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picker picker;
        start(&picker);
        picker_place(&picker, (struct rect){0, 0, 80, 24});
        picker.allow_new = cases[i].allow_new;
        SEND(&picker, picker_event, cases[i].keys);
        assert_int_equal(picker.outcome, cases[i].outcome);
        assert_int_equal(picker_index(&picker), cases[i].index);
        picker_release(&picker);
    }
}

static void ask_some(void *context, const char *typed, struct candidates *out)
{
    (*(int *)context)++;
    candidates_add(out, typed, "asked", (struct id){{0}});
}

static void a_large_table_is_asked_each_time(void **state)
{
    (void)state;
    int asked = 0;
    struct picker picker;
    picker_init(&picker, "Area");
    picker.ask = ask_some;
    picker.context = &asked;
    picker_offer(&picker);
    SEND(&picker, picker_event, "a b Down Up Left");
    assert_int_equal(asked, 3);
    assert_string_equal(picker_chosen(&picker)->text, "ab");
    picker_release(&picker);
}

static void the_mouse_chooses(void **state)
{
    (void)state;
    struct picker picker;
    start(&picker);
    picker_place(&picker, (struct rect){0, 0, 80, 24});
    struct event event = mouse_of(MOUSE_PRESS, picker.rect.x + 5, picker.rect.y + 2 + 1);
    picker_event(&picker, &event);
    assert_int_equal(picker.outcome, PICKER_CHOSEN);
    assert_int_equal(picker_index(&picker), 1);
    event = mouse_of(MOUSE_PRESS, 0, 23);
    picker_event(&picker, &event);
    assert_int_equal(picker.outcome, PICKER_CANCELLED);
    picker_release(&picker);
}

static const struct palette_entry entries[] = {
    {"accept", "Take the problem on", "a", true, NULL},
    {"redo", "Do again what was undone", "Ctrl-R", false, "nothing was undone"},
    {"report", "Write the report of this meeting", "F9", true, NULL},
    {"search", "Search everything", "/", true, NULL},
    {"since", "Lists what was changed since you last looked, from what to what, by whom, and why",
     "w", true, NULL},
};

static void the_palette_says_why_not(void **state)
{
    (void)state;
    struct palette palette;
    struct canvas canvas;
    struct rect rect = {0, 0, 80, 24};
    palette_init(&palette, entries, 5);
    palette_place(&palette, rect);
    SEND(&palette, palette_event, "r e");
    canvas_init(&canvas, 80, 24);
    palette_draw(&palette, &canvas, rect, true);
    GRID(&canvas,
         "\n"
         "\n"
         "\n"
         "\n"
         "\n"
         "  ┌─ Do ─────────────────────────────────────────────────────────────────────┐\n"
         "  │ > re                                                                     │\n"
         "  │ report  Write the report of this meeting                              F9 │\n"
         "  │ redo    nothing was undone                                        Ctrl-R │\n"
         "  │                                                                          │\n"
         "  │                                                                          │\n"
         "  │                                                                          │\n"
         "  │                                                                   1 of 2 │\n"
         "  └──────────────────────────────────────────────────────────────────────────┘\n");
    SEND(&palette, palette_event, "Ctrl-U s i n c e"); /* the key is never cut away */
    palette_draw(&palette, &canvas, rect, true);
    GRID(&canvas,
         "\n"
         "\n"
         "\n"
         "\n"
         "\n"
         "  ┌─ Do ─────────────────────────────────────────────────────────────────────┐\n"
         "  │ > since                                                                  │\n"
         "  │ since   Lists what was changed since you last looked, from what to w…  w │\n"
         "  │                                                                          │\n"
         "  │                                                                          │\n"
         "  │                                                                          │\n"
         "  │                                                                          │\n"
         "  │                                                                   1 of 1 │\n"
         "  └──────────────────────────────────────────────────────────────────────────┘\n");
    SEND(&palette, palette_event, "Ctrl-U r e d o Enter");
    assert_int_equal(palette.picker.outcome, PICKER_REFUSED);
    assert_string_equal(palette_reason(&palette), "nothing was undone");
    SEND(&palette, palette_event, "Ctrl-U e v e r y t h Enter"); /* a word of the help */
    assert_int_equal(palette.picker.outcome, PICKER_CHOSEN);
    assert_int_equal(palette_chosen(&palette), 3);
    canvas_release(&canvas);
    palette_release(&palette);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_filters),
        cmocka_unit_test(keys_choose),
        cmocka_unit_test(a_large_table_is_asked_each_time),
        cmocka_unit_test(the_mouse_chooses),
        cmocka_unit_test(the_palette_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
