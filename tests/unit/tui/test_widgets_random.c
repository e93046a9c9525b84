#include "widget_test.h"

#include "wijk/tui/widgets/form.h"
#include "wijk/tui/widgets/help.h"
#include "wijk/tui/widgets/list.h"
#include "wijk/tui/widgets/palette.h"
#include "wijk/tui/widgets/prompt.h"

/* Any key, paste and click, at any size, even none: nothing breaks, and what is drawn stays within
 * its rectangle. Run with the sanitizers this is where mistakes with memory show. */

static unsigned seed;

static int roll(int sides)
{
    seed = seed * 1103515245u + 12345u;
    return (int)((seed >> 16) % (unsigned)sides);
}

static struct event any_event(void)
{
    static const keycode letters[] = {'a', 'y',  ' ',   'g',    'G',    'j',
                                      '/', 0xE9, 0x301, 0x65E5, 0x1F600};
    static const char *const pastes[] = {"een\ntwee\tdrie", "\xFF\xC3", "", "日本語日本語日本語",
                                         "\033[31m\x01 lang genoeg om te schuiven, en nog meer"};
    if (roll(12) == 0)
        return paste_of(pastes[roll(5)]);
    if (roll(6) == 0)
        return mouse_of((enum mouse_action)roll(4), roll(50) - 2, roll(20) - 2);
    if (roll(3) == 0)
        return key_event_of(letters[roll(11)]);
    if (roll(5) == 0)
        return key_event_of((keycode)('a' + roll(26)) | (roll(2) ? MOD_CTRL : MOD_ALT));
    keycode key = (keycode)(KEY_BASE + roll(KEYS_F12 - KEY_BASE + 1));
    static const keycode modifiers[] = {0, 0, 0, MOD_CTRL, MOD_ALT, MOD_SHIFT};
    return key_event_of(key | modifiers[roll(6)]);
}

static struct rect any_rect(void)
{
    return (struct rect){2, 1, roll(5) ? roll(44) : roll(4), roll(5) ? roll(14) : roll(3)};
}

/* The canvas is marked before; only cells of the rectangle may change. */
static void mark(struct canvas *canvas)
{
    canvas_clear(canvas);
    canvas_style(canvas, (struct rect){0, 0, canvas->width, canvas->height}, STYLE_AMBER);
}

static void assert_within(struct canvas *canvas, struct rect rect)
{
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++) {
            bool inside =
                x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
            if (!inside)
                assert_int_equal(canvas_at(canvas, x, y)->style, STYLE_AMBER);
        }
}

static long rows = 30;

static long count_rows(void *context, bool exact)
{
    (void)context;
    return exact || rows % 2 ? rows : LIST_MANY;
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    (void)context;
    int got = 0;
    for (; got < count && first + got < rows; got++) {
        out[got].id = (struct id){{(uint8_t)(first + got + 1)}};
        out[got].text[0] = "é 日本語";
        out[got].text[1] = "12";
    }
    return got;
}

static void lists(void **state)
{
    (void)state;
    static const struct list_column columns[] = {{"NAME", 4, 20, 1, 0, false, true},
                                                 {"COUNT", 4, 6, 0, 1, true, true}};
    struct list list;
    struct canvas canvas;
    canvas_init(&canvas, 48, 16);
    list_init(&list, columns, 2, (struct list_source){NULL, count_rows, fetch_rows, NULL});
    list.markable = true;
    list.empty = "Nothing";
    for (int i = 0; i < 20000; i++) {
        struct event event = any_event();
        list_event(&list, &event);
        if (roll(10) == 0) {
            rows = roll(3) ? roll(60) : roll(3);
            list_reload(&list);
        }
        if (list.count != LIST_MANY)
            assert_true(list.selected < list.count || list.count == 0);
        struct rect rect = any_rect();
        list.filter = roll(2) ? "x" : NULL;
        mark(&canvas);
        list_place(&list, rect);
        list_draw(&list, &canvas, rect, roll(2));
        assert_within(&canvas, rect);
    }
    canvas_release(&canvas);
    list_release(&list);
}

static void complete(void *context, int field, const char *typed, struct candidates *out)
{
    (void)context;
    (void)field;
    candidates_add(out, typed, "as typed", (struct id){{1}});
    candidates_add(out, "Ymere", NULL, (struct id){{2}});
}

static void check(void *context, int field, const char *typed, struct buffer *error,
                  struct buffer *hint)
{
    (void)context;
    if (strlen(typed) % 3 == 0)
        buffer_format(error, "%d is not good, for a long reason with 日本語 in it", field);
    else
        buffer_add_text(hint, "fine");
}

static void forms(void **state)
{
    (void)state;
    static const char *const choices[] = {"een", "twee", "één en twintig"};
    struct form form;
    struct canvas canvas;
    canvas_init(&canvas, 48, 16);
    form_init(&form, &(struct form_calls){check, complete}, NULL);
    for (int kind = FORM_TEXT; kind <= FORM_READ_ONLY; kind++)
        form_add(&form, &(struct form_spec){.label = "Label é",
                                            .kind = (enum form_kind)kind,
                                            .choices = choices,
                                            .choice_count = 3,
                                            .limit = 200,
                                            .required = kind % 2 == 0});
    for (int i = 0; i < 20000; i++) {
        struct event event = any_event();
        form_event(&form, &event);
        struct rect rect = any_rect();
        mark(&canvas);
        form_place(&form, rect);
        form_draw(&form, &canvas, rect, roll(2));
        assert_within(&canvas, rect);
    }
    canvas_release(&canvas);
    form_release(&form);
}

static void popups(void **state)
{
    (void)state;
    static const struct palette_entry entries[] = {{"één", "help", "a", true, NULL},
                                                   {"twee", NULL, NULL, false, "nee"},
                                                   {"gaan", "help", "Ctrl-A", true, NULL}};
    static const struct help_row keys[] = {{"A", "a", "een", "zin"}, {"B", "Ctrl-Y", "twee", NULL}};
    struct palette palette;
    struct help help;
    struct prompt prompt;
    struct canvas canvas;
    canvas_init(&canvas, 48, 16);
    palette_init(&palette, entries, 3);
    palette.picker.allow_new = true;
    help_init(&help, keys, 2);
    prompt_init(&prompt, "label", NULL, NULL);
    for (int i = 0; i < 10000; i++) {
        struct event event = any_event();
        struct rect rect = any_rect();
        palette_place(&palette, rect);
        palette_event(&palette, &event);
        mark(&canvas);
        palette_draw(&palette, &canvas, rect, roll(2));
        assert_within(&canvas, rect);
        help_place(&help, rect);
        help_event(&help, &event);
        mark(&canvas);
        help_draw(&help, &canvas, rect, roll(2));
        assert_within(&canvas, rect);
        rect.height = rect.height > 0 ? rect.height : 1;
        prompt_place(&prompt, rect);
        prompt_event(&prompt, &event);
        mark(&canvas);
        prompt_draw(&prompt, &canvas, rect, roll(2));
        assert_within(&canvas, rect);
    }
    canvas_release(&canvas);
    palette_release(&palette);
    help_release(&help);
    prompt_release(&prompt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists),
        cmocka_unit_test(forms),
        cmocka_unit_test(popups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
