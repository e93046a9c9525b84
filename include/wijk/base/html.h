/*
 * Writing HTML, SVG and XML into a buffer: markup is a format of ours, what people typed goes in
 * through it and is escaped on the way, so that forgetting to is not possible.
 *
 *     html_add(&out, "<a href=\"%s\">%s</a>", page, goal->statement);
 */
#ifndef WIJK_BASE_HTML_H
#define WIJK_BASE_HTML_H

#include "wijk/base/buffer.h"

/* Adds text for an element or for an attribute in quotes: & < > " ' are escaped, characters that no
 * document may hold and bytes that are not UTF-8 become U+FFFD. NULL adds nothing. */
void html_text(struct buffer *out, const char *text);

/* Adds markup. In the format %s is escaped; %d, %ld, %zu, %.1f and %% are as in printf; there are
 * no others. */
void html_add(struct buffer *out, const char *format, ...) PRINTF_LIKE(2, 3);

/* Adds text as a part of a file name or an id: lower case letters of ASCII, digits and single
 * hyphens; accents are dropped, all else is a hyphen. May add nothing. At most 48 bytes. */
void html_slug(struct buffer *out, const char *text);

#endif
