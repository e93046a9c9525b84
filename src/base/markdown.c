#include "wijk/base/markdown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "wijk/base/html.h"
#include "wijk/base/text.h"

static bool is_word(char byte)
{
    return isalnum((unsigned char)byte) || ((unsigned char)byte & 0x80) != 0;
}

/* The text in one line: cleaned, without white space at the ends. */
static char *one_line(const char *text, struct buffer *clean)
{
    struct buffer plain = BUFFER_EMPTY;
    if (text != NULL)
        buffer_add_text(&plain, text);
    for (size_t i = 0; i < plain.length; i++)
        if ((unsigned char)plain.bytes[i] < ' ' || plain.bytes[i] == 0x7F)
            plain.bytes[i] = ' ';
    text_clean(clean, plain.bytes, plain.length, false);
    buffer_release(&plain);
    return text_trim(clean->bytes);
}

/* What would begin a list, a quotation or a heading where a line begins with it. */
static size_t beginning(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits > 0)
        return text[digits] == '.' || text[digits] == ')' ? digits : SIZE_MAX;
    return *text != '\0' && strchr("#+-=.):", *text) != NULL ? 0 : SIZE_MAX;
}

static bool special(const char *text, size_t at)
{
    char byte = text[at];
    if (byte == '_') /* within a word it is a letter as any other */
        return at == 0 || !is_word(text[at - 1]) || !is_word(text[at + 1]);
    if (byte == '&') /* may begin "&lt;" */
        return is_word(text[at + 1]) || text[at + 1] == '#';
    return strchr("\\`*[]<>|~", byte) != NULL;
}

void markdown_escape(struct buffer *out, const char *text)
{
    struct buffer clean = BUFFER_EMPTY;
    const char *line = one_line(text, &clean);
    size_t first = beginning(line);
    for (size_t i = 0; line[i] != '\0'; i++) {
        if (i == first || special(line, i))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, line[i]);
    }
    buffer_release(&clean);
}

void markdown_escape_html(struct buffer *out, const char *text)
{
    struct buffer clean = BUFFER_EMPTY;
    html_text(out, one_line(text, &clean));
    buffer_release(&clean);
}

void markdown_html(struct buffer *out, const char *markdown, size_t length)
{
    /* VALIDATE_UTF8 makes U+FFFD of what is not UTF-8; without UNSAFE, HTML is left out. */
    int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(options);
    cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
    if (tables != NULL)
        cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, markdown, length);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    buffer_add_text(out, html);
    free(html);
    cmark_node_free(document);
    cmark_parser_free(parser);
}

void markdown_page(struct buffer *out, const struct buffer *markdown,
                   const struct markdown_page *page)
{
    const char *language = page->language == LANGUAGE_NL ? "nl" : "en";
    buffer_format(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\" />\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
                  "<title>",
                  language);
    markdown_escape_html(out, page->title);
    buffer_add_text(out, "</title>\n");
    if (page->style != NULL)
        buffer_format(out, "<style>\n%s</style>\n", page->style);
    buffer_add_text(out, "</head>\n<body>\n<main>\n");
    buffer_add_text(out, page->before);
    markdown_html(out, markdown->bytes, markdown->length);
    buffer_add_text(out, page->after);
    buffer_add_text(out, "</main>\n</body>\n</html>\n");
}
