/* Escaping, and file names from what people typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/base/html.h"

static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *html;
    } examples[] = {
        {"", ""},
        {NULL, ""},
        {"plain", "plain"},
        {"<b> & \"a\" 'b'", "&lt;b&gt; &amp; &quot;a&quot; &#39;b&#39;"},
        {"&amp;", "&amp;amp;"},
        {"caf\u00E9 \U0001F3DA", "caf\u00E9 \U0001F3DA"},
        {"\u0645\u0632\u064A\u062F", "\u0645\u0632\u064A\u062F"},
        {"a\tb\nc", "a\tb\nc"},
        {"a\x01z\x1B[0m\x7F", "a\uFFFDz\uFFFD[0m\uFFFD"},
        {"a\xC2\x85z", "a\uFFFDz"},
        {"a\xEF\xBF\xBFz", "a\uFFFDz"},
        {"a\xFFz", "a\uFFFDz"},
        {"<", "&lt;"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct buffer out = BUFFER_EMPTY;
        html_text(&out, examples[i].text);
        assert_string_equal(out.bytes, examples[i].html);
        buffer_release(&out);
    }
}

static void test_format(void **state)
{
    (void)state;
    struct buffer out = BUFFER_EMPTY;
    html_add(&out, "<a href=\"%s\">%d %ld %zu %.1f%%</a>", "\"><script>", 1, -2L, (size_t)3, 4.25);
    assert_string_equal(out.bytes, "<a href=\"&quot;&gt;&lt;script&gt;\">1 -2 3 4.2%</a>");
    buffer_release(&out);
}

static void test_slug(void **state)
{
    (void)state;
    static const struct {
        const char *text, *slug;
    } examples[] = {
        {"WRK-2.1", "wrk-2-1"},
        {"Kolenkit", "kolenkit"},
        {"  \u00C9\u00E9n / twee & drie  ", "een-twee-drie"},
        {"../../etc/passwd", "etc-passwd"},
        {"\u0645\u0632\u064A\u062F", ""},
        {NULL, ""},
        {"---", ""},
        {"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
         "abcdefghijabcdefghijabcdefghijabcdefghijabcdefgh"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct buffer out = BUFFER_EMPTY;
        html_slug(&out, examples[i].text);
        assert_string_equal(out.bytes, examples[i].slug);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_slug),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
