/*
 * Papers: documents made from a template (domain/template.h), the standard one of the language or
 * one's own, as Markdown or as a page that needs no other file. Minutes and reports are made here.
 *
 *     enum language before = paper_language_begin(session, language);
 *     … collect the record: all words and names are of the language of the paper …
 *     bool done = paper_fill_own(session, &filling, &markdown, error);
 *     paper_language_end(session, before);
 */
#ifndef WIJK_SRC_APP_PAPER_H
#define WIJK_SRC_APP_PAPER_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/base/language.h"
#include "wijk/domain/template.h"

/* Papers are made with the words of their language: what is between goes in it. Names that were
 * put together in the other language are forgotten. */
enum language paper_language_begin(struct session *session, enum language language);
void paper_language_end(struct session *session, enum language before);

/* Adds the standard template of that name and language. */
void paper_template(const char *name, enum language language, struct buffer *out);

/* Fills in a standard template: "minutes", "agenda", "report" … */
struct paper_filling {
    const char *name;
    enum language language;
    const struct template_shape *shape;
    const struct template_record *record; /* NULL: the template is only read */
    const char *option; /* of the configuration, that may name a template of one's own; or NULL */
    size_t limit;       /* bytes of the paper; 0: TEMPLATE_OUTPUT */
};
bool paper_fill(const struct paper_filling *filling, struct buffer *out,
                struct error *error) MUST_USE;
/* The same from the configuration's template when it names one. */
bool paper_fill_own(struct session *session, const struct paper_filling *filling,
                    struct buffer *out, struct error *error) MUST_USE;

/* Adds a page with the style of papers. */
struct paper_page {
    const char *title;
    enum language language;
    const char *footer; /* HTML; NULL: none */
};
void paper_html(const struct buffer *markdown, const struct paper_page *page, struct buffer *out);

#endif
