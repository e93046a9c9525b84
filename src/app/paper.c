#include "paper.h"

#include <string.h>

#include "wijk/app/settings.h"
#include "wijk/base/markdown.h"
#include "wijk/base/path.h"
#include "wijk/store/embedded.h"
#include "wijk/store/record.h"

/* ---- language ---- */

enum language paper_language_begin(struct session *session, enum language language)
{
    enum language before = language_now();
    if (before != language) {
        language_use(language);
        record_names_forget(session->db);
    }
    return before;
}

void paper_language_end(struct session *session, enum language before)
{
    if (before != language_now()) {
        language_use(before);
        record_names_forget(session->db);
    }
}

/* ---- templates ---- */

void paper_template(const char *name, enum language language, struct buffer *out)
{
    struct buffer file = BUFFER_EMPTY;
    buffer_format(&file, "templates/%s.%s.md", name, language == LANGUAGE_NL ? "nl" : "en");
    if (!embedded_read(file.bytes, out))
        error_bug("papers: no template %s", file.bytes);
    buffer_release(&file);
}

static bool fill_from(const struct paper_filling *filling, const char *name,
                      const struct buffer *text, struct buffer *out, struct error *error)
{
    struct template_source source = {name, text->bytes, text->length};
    struct template *template = template_new(&source, filling->shape, error);
    if (template == NULL)
        return false;
    struct template_rendering rendering = {.escape = markdown_escape, .limit = filling->limit};
    bool done = filling->record == NULL ||
                template_render(template, filling->record, &rendering, out, error);
    template_free(template);
    return done;
}

bool paper_fill(const struct paper_filling *filling, struct buffer *out, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    paper_template(filling->name, filling->language, &text);
    bool done = fill_from(filling, filling->name, &text, out, error);
    buffer_release(&text);
    return done;
}

bool paper_fill_own(struct session *session, const struct paper_filling *filling,
                    struct buffer *out, struct error *error)
{
    const char *path = settings_text(session->config, filling->option);
    if (*path == '\0')
        return paper_fill(filling, out, error);
    struct buffer text = BUFFER_EMPTY;
    bool done = path_read(path, TEMPLATE_LIMIT + 1, &text, error) &&
                fill_from(filling, path, &text, out, error);
    buffer_release(&text);
    return done;
}

/* ---- pages ---- */

void paper_html(const struct buffer *markdown, const struct paper_page *page, struct buffer *out)
{
    struct buffer style = BUFFER_EMPTY;
    if (!embedded_read("templates/paper.css", &style))
        error_bug("papers: no style");
    markdown_page(out, markdown,
                  &(struct markdown_page){.title = page->title,
                                          .language = page->language,
                                          .style = style.bytes,
                                          .after = page->footer});
    buffer_release(&style);
}
