#include "widget_test.h"

#include <stdlib.h>
#include <time.h>

#include "wijk/tui/widgets/textarea.h"

static void text_wraps_and_scrolls(void **state)
{
    (void)state;
    struct textarea area;
    struct canvas canvas;
    textarea_init(&area);
    canvas_init(&canvas, 30, 8);
    struct rect rect = {1, 1, 20, 4};
    textarea_place(&area, rect);
    textarea_set(&area, "De speelplaats aan het Schaffelaarplantsoen\n\nis nog niet open: "
                        "日本語 e\xCC\x81n");
    textarea_draw(&area, &canvas, rect, true);
    assert_int_equal(canvas.cursor_y, 1);
    GRID(&canvas, "\n"
                  " De speelplaats aan\n"
                  " het\n"
                  " Schaffelaarplantsoe\n"
                  " n\n");
    SEND(&area, textarea_event, "Down Down Down Down Down Down End");
    canvas_clear(&canvas);
    textarea_draw(&area, &canvas, rect, true);
    GRID(&canvas, "\n"
                  " n\n"
                  "\n"
                  " is nog niet open:\n"
                  " 日本語 én\n");
    assert_int_equal(canvas.cursor_y, 4);
    struct event down = key_event_of(KEYS_DOWN);
    assert_false(textarea_event(&area, &down)); /* the form goes on */
    canvas_release(&canvas);
    textarea_release(&area);
}

static void keys_edit(void **state)
{
    static const struct {
        const char *before, *keys, *after;
    } cases[] = {
        {"", "a Enter b", "a\nb|"},
        {"een\ntwee", "Down Backspace", "een|twee"},
        {"een\ntwee", "End Delete", "een|twee"},
        {"een\ntwee", "End Ctrl-K", "een|twee"},
        {"een twee", "Right Ctrl-K", "e|"},
        {"lang\nx\nlang", "End Down Down x",
         "lang\nx\nlang"
         "x|"},
        {"een\ntwee", "Ctrl-End Ctrl-U", "een\n|"},
        {"een\ntwee drie", "Ctrl-End Ctrl-W Ctrl-W", "een\n|"},
        {"een\n", "Down x", "een\nx|"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct textarea area;
        textarea_init(&area);
        textarea_place(&area, (struct rect){0, 0, 40, 5});
        textarea_set(&area, cases[i].before);
        SEND(&area, textarea_event, cases[i].keys);
        textarea_insert(&area, "|", 1);
        assert_string_equal(textarea_text(&area), cases[i].after);
        textarea_release(&area);
    }
}

static void assert_wrapped_as_anew(struct textarea *area)
{
    struct textarea fresh;
    textarea_init(&fresh);
    textarea_place(&fresh, (struct rect){0, 0, area->width, 5});
    textarea_set(&fresh, textarea_text(area));
    assert_int_equal(area->line_count, fresh.line_count);
    assert_memory_equal(area->lines, fresh.lines, fresh.line_count * sizeof *fresh.lines);
    textarea_release(&fresh);
}

/* Wrapping only what changed gives what wrapping everything gives. */
static void changes_wrap_as_anew(void **state)
{
    (void)state;
    static const keycode keys[] = {'a',
                                   ' ',
                                   ' ',
                                   'b',
                                   KEYS_ENTER,
                                   KEYS_LEFT,
                                   KEYS_RIGHT,
                                   KEYS_UP,
                                   KEYS_DOWN,
                                   KEYS_BACKSPACE,
                                   KEYS_DELETE,
                                   0x65E5,
                                   0x301,
                                   'w' | MOD_CTRL,
                                   'k' | MOD_CTRL,
                                   KEYS_HOME,
                                   KEYS_END,
                                   'x',
                                   'y',
                                   'z'};
    struct textarea area;
    textarea_init(&area);
    textarea_place(&area, (struct rect){0, 0, 9, 5});
    unsigned seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1103515245u + 12345u;
        struct event event = key_event_of(keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
        textarea_event(&area, &event);
        if (i % 500 == 0) {
            event = paste_of("een twee drievierentwintig\nx\n\n vijf");
            textarea_event(&area, &event);
        }
        assert_wrapped_as_anew(&area);
    }
    textarea_release(&area);
}

static void a_megabyte_stays_fast(void **state)
{
    (void)state;
    size_t size = (size_t)4 << 20;
    char *text = malloc(size + 1);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = i % 7 == 6 ? ' ' : 'a';
    text[size] = '\0';
    struct textarea area;
    textarea_init(&area);
    textarea_place(&area, (struct rect){0, 0, 60, 10});
    struct event paste = paste_of(text);
    clock_t start = clock();
    assert_true(textarea_event(&area, &paste));
    assert_int_equal(strlen(textarea_text(&area)), size);
    for (int i = 0; i < 20; i++)
        SEND(&area, textarea_event, "Up a Backspace Left b Home Enter");
    SEND(&area, textarea_event, "Ctrl-Home x");
    /* Wrapping all of it at every key would take more than ten times as long. */
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 8.0);
    area.limit = strlen(textarea_text(&area)) + 3;
    paste = paste_of("éé");
    textarea_event(&area, &paste);
    assert_true(area.refused);
    textarea_release(&area);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_wraps_and_scrolls),
        cmocka_unit_test(keys_edit),
        cmocka_unit_test(changes_wrap_as_anew),
        cmocka_unit_test(a_megabyte_stays_fast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
