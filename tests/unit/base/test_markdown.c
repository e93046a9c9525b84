#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/base/markdown.h"

/* What people type stays text, wherever it stands: in a paragraph, a list, a heading, a cell. */
static void hostile_text_stays_text(void **state)
{
    static const struct {
        const char *typed, *shown; /* as HTML */
    } examples[] = {
        {"plain", "plain"},
        {"# heading", "# heading"},
        {"- list", "- list"},
        {"1. list", "1. list"},
        {"2009) list", "2009) list"},
        {"> quoted", "&gt; quoted"},
        {"=====", "====="},
        {"-----", "-----"},
        {"***", "***"},
        {"___", "___"},
        {"*a* _b_ **c** __d__ ~~e~~", "*a* _b_ **c** __d__ ~~e~~"},
        {"snake_case_word", "snake_case_word"},
        {"a | b || c \\| d \\", "a | b || c \\| d \\"},
        {"`code` ``x", "`code` ``x"},
        {"```", "```"},
        {"[a](javascript:alert(1)) ![b](c)", "[a](javascript:alert(1)) ![b](c)"},
        {"<script>alert('x')</script>", "&lt;script&gt;alert('x')&lt;/script&gt;"},
        {"<!-- x -->", "&lt;!-- x --&gt;"},
        {"&lt; &#60; & R&D", "&amp;lt; &amp;#60; &amp; R&amp;D"},
        {"two\nlines\r\n\nmore", "two lines   more"},
        {"  \t around \n", "around"},
        {"\x1b[31mred", "[31mred"},
        {"right\xe2\x80\xaeleft", "right\xef\xbf\xbdleft"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
        {"Één € 5", "Één € 5"},
        {"https://example.org/a_b_c?d=e&f=g", "https://example.org/a_b_c?d=e&amp;f=g"},
        {"{{title}}", "{{title}}"},
        {"|---|", "|---|"},
        {":--", ":--"},
    };
    static const struct {
        const char *before, *after, *html_before, *html_after;
    } places[] = {
        {"", "\n", "<p>", "</p>\n"},
        {"- ", "\n", "<ul>\n<li>", "</li>\n</ul>\n"},
        {"## ", "\n", "<h2>", "</h2>\n"},
        {"| h |\n|---|\n| ", " |\n",
         "<table>\n<thead>\n<tr>\n<th>h</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>",
         "</td>\n</tr>\n</tbody>\n</table>\n"},
        {"**", ":** x\n", "<p><strong>", ":</strong> x</p>\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
            struct buffer text = BUFFER_EMPTY, html = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
            if (j == 4 && strpbrk(examples[i].typed, "*_~ ") != NULL)
                continue; /* CommonMark does not open emphasis before such */
            buffer_add_text(&text, places[j].before);
            markdown_escape(&text, examples[i].typed);
            buffer_add_text(&text, places[j].after);
            markdown_html(&html, text.bytes, text.length);
            buffer_format(&wanted, "%s%s%s", places[j].html_before, examples[i].shown,
                          places[j].html_after);
            for (char *c; (c = strstr(html.bytes, "&quot;")) != NULL;)
                buffer_delete(&html, (size_t)(c - html.bytes) + 1, 5);
            if (j != 4 || strcmp(html.bytes, wanted.bytes) != 0)
                assert_string_equal(html.bytes, wanted.bytes);
            buffer_release(&text);
            buffer_release(&html);
            buffer_release(&wanted);
        }
}

static void html_in_markdown_is_left_out(void **state)
{
    (void)state;
    const char *text = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=x>y</b>\n";
    struct buffer html = BUFFER_EMPTY;
    markdown_html(&html, text, strlen(text));
    assert_null(strstr(html.bytes, "script>"));
    assert_null(strstr(html.bytes, "javascript"));
    assert_null(strstr(html.bytes, "onclick"));
    buffer_release(&html);
}

static void a_page_is_whole(void **state)
{
    (void)state;
    struct buffer text = BUFFER_EMPTY, out = BUFFER_EMPTY;
    buffer_add_text(&text, "# Title\n");
    markdown_page(&out, &text,
                  &(struct markdown_page){.title = "</title><script>\"'&",
                                          .language = LANGUAGE_NL,
                                          .style = "p { margin: 0; }\n",
                                          .after = "<footer>x</footer>\n"});
    assert_non_null(strstr(out.bytes, "<html lang=\"nl\">"));
    assert_non_null(
        strstr(out.bytes, "<title>&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;</title>"));
    assert_non_null(strstr(out.bytes, "<h1>Title</h1>\n<footer>x</footer>\n</main>"));
    buffer_release(&text);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(html_in_markdown_is_left_out),
        cmocka_unit_test(a_page_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
