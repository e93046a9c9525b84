#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/tui/clipboard.h"

static void text_is_encoded(void **state)
{
    static const struct {
        const char *text, *sent;
    } cases[] = {
        {"", "\033]52;c;\a"},
        {"f", "\033]52;c;Zg==\a"},
        {"fo", "\033]52;c;Zm8=\a"},
        {"foo", "\033]52;c;Zm9v\a"},
        {"foob", "\033]52;c;Zm9vYg==\a"},
        {"één\033\a", "\033]52;c;w6nDqW4bBw==\a"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = BUFFER_EMPTY;
        clipboard_sequence(&out, cases[i].text);
        assert_string_equal(out.bytes, cases[i].sent);
        buffer_release(&out);
    }
}

static void long_text_is_cut_at_a_character(void **state)
{
    (void)state;
    struct buffer text = BUFFER_EMPTY, out = BUFFER_EMPTY;
    while (text.length <= CLIPBOARD_MOST)
        buffer_add_text(&text, "x日日日日");
    clipboard_sequence(&out, text.bytes);
    assert_true(out.length < CLIPBOARD_MOST / 3 * 4 + 16);
    assert_true(out.length > CLIPBOARD_MOST / 3 * 4);
    buffer_release(&text);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_encoded),
        cmocka_unit_test(long_text_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
