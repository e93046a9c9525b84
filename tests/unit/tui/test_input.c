#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/text.h"
#include "wijk/tui/input.h"

static void describe(struct input *input, bool flush, struct buffer *out)
{
    struct event event;
    while (input_next(input, flush, &event)) {
        if (out->length > 0)
            buffer_add_byte(out, ' ');
        if (event.type == EVENT_KEY)
            key_name(event.key, out);
        else if (event.type == EVENT_PASTE)
            buffer_format(out, "paste[%s]", event.paste);
        else
            buffer_format(out, "mouse%d:%d,%d", (int)event.mouse, event.x, event.y);
    }
}

static const struct {
    const char *bytes, *events;
} cases[] = {
    {"ab é日😀", "a b Space é 日 😀"},
    {"\r\n\t\x7F\b", "Enter Enter Tab Backspace Backspace"},
    {"\x01\x12\x1A\x1F\x1C", "Ctrl-A Ctrl-R Ctrl-Z Ctrl-_ Ctrl-\\"},
    {"\033", "Esc"},
    {"\033\033", "Esc Esc"},
    {"\033x\033G\033é\033\r", "Alt-x Alt-G Alt-é Alt-Enter"},
    {"\033[", "Alt-["},
    {"\033O", "Alt-O"},
    {"\033[A\033OB\033[1;3C\033[1;5D", "Up Down Alt-Right Ctrl-Left"},
    {"\033\033[B\033\033OA", "Alt-Down Alt-Up"},
    {"\033[H\033OF\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End"},
    {"\033[2~\033[3~\033[5~\033[6~\033[3;5~", "Insert Delete PageUp PageDown Ctrl-Delete"},
    {"\033OP\033[15~\033[17~\033[24~\033[[A\033[1;2P", "F1 F5 F6 F12 F1 Shift-F1"},
    {"\033[Z\033[1;2A", "Shift-Tab Shift-Up"},
    {"\033[27;5;105~\033[114;5u\033[13;2u\033[65;2u", "Ctrl-I Ctrl-R Shift-Enter A"},
    {"\033[<0;5;4M\033[<0;5;4m\033[<64;1;1M\033[<65;300;2M\033[<2;1;1M",
     "mouse0:4,3 mouse2:0,0 mouse3:299,1"},
    {"\033[M !!x", "mouse0:0,0 x"},
    {"\033[200~a\r\nb\rc\n\033[Ad\033[201~x", "paste[a\nb\nc\n\033[Ad] x"},
    {"\033[200~\033[201~", "paste[]"},
    {"\033[200~never ended", "paste[never ended]"},
    {"\033[201~x", "x"},                               /* an end without a beginning */
    {"\033[999x\033[?1;2c\033[24;80Rx\033Ozx", "x x"}, /* sequences that mean nothing */
    {"\xFF\xC3(\x80x\xED\xA0\x80y\xC2\x9Bz", "( x y z"},
    {"\xE6\x97", ""},
    {"\033[1;\033[A", "Up"}, /* broken off by another one */
    {"\033[1;99999999999999999999A", "Up"},
};

static void bytes_become_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int piecewise = 0; piecewise < 2; piecewise++) {
            struct input input;
            struct buffer out = BUFFER_EMPTY;
            size_t length = strlen(cases[i].bytes), step = piecewise ? 1 : length;
            input_init(&input);
            for (size_t at = 0; at < length; at += step) {
                input_add(&input, cases[i].bytes + at, step);
                describe(&input, false, &out);
            }
            describe(&input, true, &out);
            assert_false(input_unfinished(&input));
            assert_string_equal(out.bytes, cases[i].events);
            buffer_release(&out);
            input_release(&input);
        }
}

static void lone_escape_waits(void **state)
{
    (void)state;
    struct input input;
    struct event event;
    input_init(&input);
    input_add(&input, "\033", 1);
    assert_false(input_next(&input, false, &event));
    assert_true(input_unfinished(&input));
    input_add(&input, "[A", 2);
    assert_true(input_next(&input, false, &event));
    assert_int_equal(event.key, KEYS_UP);
    assert_false(input_unfinished(&input));
    input_release(&input);
}

static void terminals_own_sequences(void **state)
{
    (void)state;
    struct input input;
    struct buffer out = BUFFER_EMPTY;
    input_init(&input);
    input_define(&input, "\033[11~z", KEYS_F12);
    input_define(&input, "\033Q", KEYS_HOME);
    input_define(&input, "\b", KEYS_END);                        /* not a sequence */
    input_define(&input, "\033far-too-long-for-a-key", KEYS_UP); /* nor is this */
    input_add(&input, "\033[11~z\033Q\b\033R", 11);
    describe(&input, true, &out);
    assert_string_equal(out.bytes, "F12 Home Backspace Alt-R");
    buffer_release(&out);
    input_release(&input);
}

static void large_paste_is_cut_at_a_character(void **state)
{
    (void)state;
    struct input input;
    struct event event;
    const size_t block = 1 << 20;
    char *bytes = malloc(block);
    assert_non_null(bytes);
    for (size_t i = 0; i + 2 < block; i += 3)
        memcpy(bytes + i, "日", 3);
    input_init(&input);
    input_add(&input, "\033[200~", 6);
    for (size_t sent = 0; sent <= INPUT_PASTE_MOST; sent += block / 3 * 3) {
        input_add(&input, bytes, block / 3 * 3);
        assert_false(input_next(&input, false, &event));
        assert_true(input.bytes.length < 2 * block);
    }
    input_add(&input, "\033[201~q", 7);
    assert_true(input_next(&input, false, &event));
    assert_int_equal(event.type, EVENT_PASTE);
    assert_true(event.paste_length <= INPUT_PASTE_MOST);
    assert_true(event.paste_length > INPUT_PASTE_MOST - 4);
    assert_true(text_valid(event.paste, event.paste_length, NULL));
    assert_true(input_next(&input, false, &event));
    assert_int_equal(event.key, 'q');
    free(bytes);
    input_release(&input);
}

/* Any bytes in any pieces: it ends, it stays small, and it makes keys that have names. */
static void any_bytes(void **state)
{
    static const char likely[] = "\033\033\033[[O<;0123456789~ABMmu\r\x80\xC3\xE6\xF0\xFFx";
    (void)state;
    struct input input;
    struct buffer name = BUFFER_EMPTY;
    uint32_t random = 2009;
    input_init(&input);
    for (int i = 0; i < 200000; i++) {
        char bytes[8];
        random = random * 1664525u + 1013904223u;
        size_t length = 1 + (random >> 28) % sizeof bytes;
        for (size_t j = 0; j < length; j++) {
            random = random * 1664525u + 1013904223u;
            bytes[j] =
                random >> 31 ? (char)(random >> 16) : likely[(random >> 16) % (sizeof likely - 1)];
        }
        struct event event;
        input_add(&input, bytes, length);
        while (input_next(&input, i % 7 == 0, &event))
            if (event.type == EVENT_KEY) {
                buffer_clear(&name);
                key_name(event.key, &name);
                assert_true(name.length > 0);
                assert_true(text_valid(name.bytes, name.length, NULL));
            }
        assert_true(input.bytes.length < 4096);
    }
    buffer_release(&name);
    input_release(&input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_events),
        cmocka_unit_test(lone_escape_waits),
        cmocka_unit_test(terminals_own_sequences),
        cmocka_unit_test(large_paste_is_cut_at_a_character),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
