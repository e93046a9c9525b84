/*
 * Markdown: escaping text from people so that it stays text, and turning Markdown (CommonMark with
 * tables) into HTML. HTML inside Markdown is left out and dangerous links are emptied, so what
 * comes out can be opened by anybody.
 *
 *     buffer_add_text(&text, "## ");
 *     markdown_escape(&text, title);
 *     markdown_page(&out, text.bytes, &(struct markdown_page){.title = title, …});
 */
#ifndef WIJK_BASE_MARKDOWN_H
#define WIJK_BASE_MARKDOWN_H

#include "wijk/base/buffer.h"
#include "wijk/base/language.h"

/* Adds text as Markdown that shows exactly it, in one line: usable in a heading, a list, a cell of
 * a table. Line ends and control characters become spaces, white space at both ends goes. */
void markdown_escape(struct buffer *out, const char *text);

/* Adds text as text of HTML or a value between double quotes; control characters become spaces. */
void markdown_escape_html(struct buffer *out, const char *text);

/* Adds the HTML of the Markdown, well-formed as XML: blocks, without a page around them. */
void markdown_html(struct buffer *out, const char *markdown, size_t length);

struct markdown_page {
    const char *title; /* plain text */
    enum language language;
    const char *style;          /* CSS, as it is; NULL: none */
    const char *before, *after; /* HTML, as it is, around the content; NULL: none */
};

/* The same as a whole page that needs no other file. */
void markdown_page(struct buffer *out, const struct buffer *markdown,
                   const struct markdown_page *page);

#endif
