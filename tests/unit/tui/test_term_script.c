#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/tui/term_script.h"

/* The events of a script in words. */
static void describe(struct term *term, int milliseconds, struct buffer *out)
{
    for (;;) {
        struct event event = term->calls->wait(term, milliseconds);
        if (out->length > 0)
            buffer_add_byte(out, ' ');
        if (event.type == EVENT_KEY)
            key_name(event.key, out);
        else if (event.type == EVENT_PASTE)
            buffer_format(out, "paste[%s]%zu", event.paste, event.paste_length);
        else if (event.type == EVENT_MOUSE)
            buffer_format(out, "mouse%d:%d,%d", (int)event.mouse, event.x, event.y);
        else if (event.type == EVENT_RESIZE)
            buffer_format(out, "resize");
        else
            buffer_format(out, "%s",
                          event.type == EVENT_END      ? "end"
                          : event.type == EVENT_RESUME ? "resume"
                                                       : "none");
        if (event.type == EVENT_END)
            return;
    }
}

static void notation(void **state)
{
    static const struct {
        const char *keys;
        int milliseconds;
        const char *events;
    } cases[] = {
        {"m14,2<Enter>", -1, "m 1 4 , 2 Enter end"},
        {"<Ctrl-r>é日<lt>>", -1, "Ctrl-R é 日 < > end"},
        {"a b\nc", -1, "a Space b c end"},
        {"<Ctrl->>x", -1, "Ctrl-> x end"},
        {"<Paste:one\\ntwo \\> \\\\>x", -1, "paste[one\ntwo > \\]11 x end"},
        {"<Click:3,4><Double:0,0><WheelUp:1,2><WheelDown:1,2>", -1,
         "mouse0:3,4 mouse1:0,0 mouse2:1,2 mouse3:1,2 end"},
        {"<Resize:132x40>a<Resume>", -1, "resize a resume end"},
        {"a<Wait>b", 50, "a none b end"},
        {"a<Wait>b", -1, "a b end"},
        {"a<Hangup>", -1, "a end"},
        {"", -1, "end"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct term *term = term_script_new(80, 24);
        struct buffer out = BUFFER_EMPTY;
        struct error error = ERROR_NONE;
        assert_true(term_script_keys(term, cases[i].keys, &error));
        describe(term, cases[i].milliseconds, &out);
        assert_string_equal(out.bytes, cases[i].events);
        buffer_release(&out);
        term->calls->free(term);
    }
}

static void wrong_notation(void **state)
{
    static const char *const cases[] = {"a<",           "a<Nothing>", "<Paste:abc", "<Click:1>",
                                        "<Resize:0x9>", "<>",         "\xC3",       "\x01",
                                        "<Click:1,2x>", "\xE6\x97"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct term *term = term_script_new(80, 24);
        struct error error = ERROR_NONE;
        assert_false(term_script_keys(term, cases[i], &error));
        assert_int_equal(error.code, ERROR_INPUT);
        assert_int_equal(term->calls->wait(term, -1).type, EVENT_END);
        term->calls->free(term);
    }
}

static void seen(void *ctx, struct canvas *canvas)
{
    struct buffer *out = ctx;
    canvas_dump(canvas, out);
}

static void what_was_shown_is_kept(void **state)
{
    (void)state;
    struct term *term = term_script_new(10, 1);
    struct buffer out = BUFFER_EMPTY;
    struct canvas canvas;
    assert_null(term_script_canvas(term));
    assert_null(term_script_copied(term));
    term_script_on_show(term, seen, &out);
    canvas_init(&canvas, 10, 1);
    canvas_text(&canvas, (struct rect){0, 0, 10, 1}, 0, "één", STYLE_ERROR);
    canvas_cursor(&canvas, 3, 0);
    term->calls->show(term, &canvas, true);
    canvas_clear(&canvas);
    assert_string_equal(out.bytes, "één\n");
    assert_int_equal(canvas_at(term_script_canvas(term), 0, 0)->style, STYLE_ERROR);
    assert_int_equal(term_script_canvas(term)->cursor_x, 3);
    term->calls->show(term, &canvas, false);
    assert_int_equal(term_script_shows(term), 2);
    assert_int_equal(term_script_redraws(term), 1);
    term->calls->copy(term, "one");
    term->calls->copy(term, "two");
    assert_string_equal(term_script_copied(term), "two");
    term->calls->leave(term);
    term->calls->enter(term);
    term->calls->suspend(term);
    assert_int_equal(term_script_leaves(term), 1);
    assert_int_equal(term_script_suspends(term), 1);
    canvas_release(&canvas);
    buffer_release(&out);
    term->calls->free(term);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notation),
        cmocka_unit_test(wrong_notation),
        cmocka_unit_test(what_was_shown_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
