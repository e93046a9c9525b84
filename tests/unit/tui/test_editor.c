#include "widget_test.h"

#include "wijk/tui/widgets/editor.h"

/* A "|" stands where the cursor is. */
static void keys_edit_by_cluster(void **state)
{
    static const struct {
        const char *before, *keys, *after;
    } cases[] = {
        {"", "w i j k", "wijk|"},
        {"Één", "Left Backspace", "É|n"},
        {"e\xCC\x81x", "Left Backspace", "|x"}, /* a letter with its combining accent at once */
        {"日本語", "Left Left Delete", "日|語"},
        {"een twee drie", "Ctrl-Left", "een twee |drie"},
        {"een twee drie", "Alt-b Alt-b", "een |twee drie"},
        {"een twee drie", "Home Ctrl-Right", "een| twee drie"},
        {"een twee drie", "Ctrl-A Alt-f Alt-f", "een twee| drie"},
        {"een twee", "Ctrl-A x Ctrl-E y",
         "xeen twee"
         "y|"},
        {"een twee", "Home Right Right Right Ctrl-K", "een|"},
        {"een twee", "Ctrl-Left Ctrl-U", "|twee"},
        {"een twee-drie", "Ctrl-W", "een |"},
        {"een twee", "Home Alt-d", "| twee"},
        {"", "Backspace Delete Left Right Ctrl-W Ctrl-K", "|"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct editor editor;
        editor_init(&editor);
        editor_set(&editor, cases[i].before);
        SEND(&editor, editor_event, cases[i].keys);
        editor_insert(&editor, "|", 1);
        assert_string_equal(editor_text(&editor), cases[i].after);
        editor_release(&editor);
    }
}

static void a_paste_is_one_line(void **state)
{
    (void)state;
    struct editor editor;
    editor_init(&editor);
    struct event paste = paste_of("a\r\nb\tc\033[31m\xFF\xC2\x85z");
    assert_true(editor_event(&editor, &paste));
    assert_string_equal(editor_text(&editor), "a b c[31m\xEF\xBF\xBDz");
    editor_release(&editor);
}

static void the_limit_refuses_whole_clusters(void **state)
{
    (void)state;
    struct editor editor;
    editor_init(&editor);
    editor.limit = 6;
    struct event paste = paste_of("ééé");
    editor_event(&editor, &paste);
    assert_false(editor.refused);
    SEND(&editor, editor_event, "x");
    assert_true(editor.refused);
    assert_string_equal(editor_text(&editor), "ééé");
    SEND(&editor, editor_event, "Backspace Backspace");
    paste = paste_of("aééé");
    editor_event(&editor, &paste);
    assert_true(editor.refused);
    assert_string_equal(editor_text(&editor), "éaé");
    editor_release(&editor);
}

static void up_and_down_walk_the_history(void **state)
{
    (void)state;
    static const char *const lines[] = {"first", "second"};
    struct editor editor;
    editor_init(&editor);
    struct event up = key_event_of(KEYS_UP);
    assert_false(editor_event(&editor, &up)); /* no history: for the screen */
    editor_history(&editor, lines, 2);
    SEND(&editor, editor_event, "n e w Up");
    assert_string_equal(editor_text(&editor), "second");
    SEND(&editor, editor_event, "Up Up Up");
    assert_string_equal(editor_text(&editor), "first");
    SEND(&editor, editor_event, "Down Down Down");
    assert_string_equal(editor_text(&editor), "new");
    editor_release(&editor);
}

static void offer_partners(void *context, const char *word, struct candidates *out)
{
    (void)context;
    static const char *const names[] = {"@ymere", "@yolanda", "@eigen_haard"};
    for (size_t i = 0; i < 3; i++)
        if (strncmp(names[i], word, strlen(word)) == 0)
            candidates_add(out, names[i], i == 2 ? NULL : "partner", (struct id){{0}});
}

static void tab_cycles_what_is_offered(void **state)
{
    (void)state;
    struct editor editor;
    editor_init(&editor);
    struct event tab = key_event_of(KEYS_TAB);
    assert_false(editor_event(&editor, &tab));
    editor.complete = offer_partners;
    editor_set(&editor, "*call @y");
    SEND(&editor, editor_event, "Tab");
    assert_string_equal(editor_text(&editor), "*call @ymere");
    SEND(&editor, editor_event, "Tab");
    assert_string_equal(editor_text(&editor), "*call @yolanda");
    struct canvas canvas;
    canvas_init(&canvas, 40, 8);
    editor_draw(&editor, &canvas, (struct rect){2, 5, 30, 1}, true);
    editor_draw_offered(&editor, &canvas, (struct rect){2, 5, 30, 1});
    GRID(&canvas, "\n"
                  "  ┌────────────────────────────┐\n"
                  "  │ @ymere  partner            │\n"
                  "  │ @yolanda  partner          │\n"
                  "  └────────────────────────────┘\n"
                  "  *call @yolanda\n");
    canvas_release(&canvas);
    SEND(&editor, editor_event, "Tab");
    assert_string_equal(editor_text(&editor), "*call @y");
    SEND(&editor, editor_event, "Tab Escape");
    assert_string_equal(editor_text(&editor), "*call @y");
    SEND(&editor, editor_event, "Backspace e Tab Space x");
    assert_string_equal(editor_text(&editor), "*call @eigen_haard x");
    editor_release(&editor);
}

static void long_text_scrolls_with_marks(void **state)
{
    (void)state;
    struct editor editor;
    struct canvas canvas;
    editor_init(&editor);
    canvas_init(&canvas, 24, 6);
    editor_set(&editor, "Vochtproblemen in de Akbarstraat, café 日本 and on");
    struct rect rect = {2, 0, 20, 1};
    editor_draw(&editor, &canvas, rect, true);
    assert_true(canvas.cursor_shown);
    SEND(&editor, editor_event, "Home");
    rect.y = 1;
    editor_draw(&editor, &canvas, rect, true);
    assert_int_equal(canvas.cursor_x, 2);
    SEND(&editor, editor_event, "Ctrl-Right Ctrl-Right Ctrl-Right");
    rect.y = 2;
    editor_draw(&editor, &canvas, rect, true);
    editor_set(&editor, "short e\xCC\x81");
    rect.y = 3;
    editor_draw(&editor, &canvas, rect, true);
    assert_int_equal(canvas.cursor_x, 2 + 7);
    editor_set(&editor, "exactly twenty wide!");
    rect.y = 4;
    editor_draw(&editor, &canvas, rect, true);
    GRID(&canvas, "  ‹本 and on\n"
                  "  Vochtproblemen in d›\n"
                  "  ‹men in de Akbarstr›\n"
                  "  short é\n"
                  "  ‹nty wide!\n");
    canvas_release(&canvas);
    editor_release(&editor);
}

/* Wherever the cursor is, it is drawn within the field, and a click on it finds it again. */
static void the_cursor_is_always_in_sight(void **state)
{
    (void)state;
    struct editor editor;
    struct canvas canvas;
    editor_init(&editor);
    canvas_init(&canvas, 40, 1);
    editor_set(&editor, "aé日本e\xCC\x81 lang woord 語語語語語語語語 einde van de regel");
    for (int width = 4; width < 40; width++) {
        SEND(&editor, editor_event, "Home");
        for (int i = 0; i < 60; i++) {
            struct rect rect = {1, 0, width, 1};
            editor_draw(&editor, &canvas, rect, true);
            assert_in_range(canvas.cursor_x, 1, width);
            size_t cursor = editor.cursor;
            editor_click(&editor, rect, canvas.cursor_x);
            assert_int_equal(editor.cursor, cursor);
            SEND(&editor, editor_event, "Right");
        }
    }
    canvas_release(&canvas);
    editor_release(&editor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_edit_by_cluster),
        cmocka_unit_test(a_paste_is_one_line),
        cmocka_unit_test(the_limit_refuses_whole_clusters),
        cmocka_unit_test(up_and_down_walk_the_history),
        cmocka_unit_test(tab_cycles_what_is_offered),
        cmocka_unit_test(long_text_scrolls_with_marks),
        cmocka_unit_test(the_cursor_is_always_in_sight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
