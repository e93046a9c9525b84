#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/tui/loop.h"
#include "wijk/tui/term_script.h"

/* A program that shows what was typed. */
struct typed {
    struct buffer text, screens;
    int timeouts, milliseconds, width;
};

static void draw(void *ctx, struct canvas *canvas)
{
    struct typed *typed = ctx;
    typed->width = canvas->width;
    canvas_text(canvas, (struct rect){0, 0, canvas->width, 1}, 0, typed->text.bytes, STYLE_NORMAL);
}

static bool handle(void *ctx, const struct event *event)
{
    struct typed *typed = ctx;
    if (event->type == EVENT_NONE)
        typed->timeouts++;
    if (event->type == EVENT_KEY && event->key < KEY_BASE)
        key_name(event->key, &typed->text);
    return event->type != EVENT_KEY || event->key != 'q';
}

static int timeout(void *ctx)
{
    struct typed *typed = ctx;
    return typed->milliseconds;
}

static void seen(void *ctx, struct canvas *canvas)
{
    canvas_dump(canvas, ctx);
}

static bool run(struct typed *typed, struct term *term, const char *keys)
{
    static const struct loop_calls calls = {draw, handle, timeout};
    struct error error = ERROR_NONE;
    assert_true(term_script_keys(term, keys, &error));
    term_script_on_show(term, seen, &typed->screens);
    return loop_run(term, &calls, typed);
}

static void every_key_is_shown(void **state)
{
    static const struct {
        const char *keys, *screens;
        int milliseconds;
        size_t redraws;
        bool whole;
    } cases[] = {
        {"ab", "\na\nab\n", -1, 1, false},
        {"abq", "\na\nab\n", -1, 1, true},
        {"a<Soon>b<Soon>cd", "\nabc\nabcd\n", -1, 1, false}, /* a burst is drawn once */
        {"a<Ctrl-l>", "\na\na\n", -1, 2, false},
        {"a<Resume>", "\na\na\n", -1, 2, false},
        {"a<Wait>b<Wait>", "\na\na\nab\nab\n", 10, 1, false},
        {"a<Resize:2x2>bc", "\na\na\n\nab\n\nab\n\n", -1, 2, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typed typed = {BUFFER_EMPTY, BUFFER_EMPTY, 0, cases[i].milliseconds, 0};
        struct term *term = term_script_new(8, 1);
        assert_int_equal(run(&typed, term, cases[i].keys), cases[i].whole);
        assert_string_equal(typed.screens.bytes, cases[i].screens);
        assert_int_equal(term_script_redraws(term), cases[i].redraws);
        assert_int_equal(typed.timeouts, cases[i].milliseconds > 0 ? 2 : 0);
        buffer_release(&typed.text);
        buffer_release(&typed.screens);
        term->calls->free(term);
    }
}

static void terminal_decides_on_ascii(void **state)
{
    (void)state;
    struct typed typed = {BUFFER_EMPTY, BUFFER_EMPTY, 0, -1, 0};
    struct term *term = term_script_new(8, 1);
    term->ascii = true;
    buffer_add_text(&typed.text, "▼");
    assert_false(run(&typed, term, ""));
    assert_string_equal(typed.screens.bytes, "v\n");
    buffer_release(&typed.text);
    buffer_release(&typed.screens);
    term->calls->free(term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_shown),
        cmocka_unit_test(terminal_decides_on_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
