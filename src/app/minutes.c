/* Making papers: templates filled in, pages, files. */
#include "wijk/app/minutes.h"

#include <stdlib.h>
#include <string.h>

#include "minutes_internal.h"
#include "wijk/app/rows.h"
#include "wijk/app/settings.h"
#include "wijk/base/json.h"
#include "wijk/base/markdown.h"
#include "wijk/base/outfile.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/store/embedded.h"
#include "wijk/store/record.h"

/* ---- formats ---- */

bool minutes_format(const char *word, enum paper_format *format)
{
    static const char *const words[] = {"md", "html", "ics", "csv", "json"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_compare(words[i], word) == 0) {
            *format = (enum paper_format)i;
            return true;
        }
    return false;
}

bool minutes_format_of(const char *path, enum paper_format *format)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && minutes_format(dot + 1, format);
}

/* ---- templates ---- */

void minutes_template(enum language language, struct buffer *out)
{
    paper_template("minutes", language, out);
}

bool minutes_template_check(struct session *session, struct error *error)
{
    struct buffer nothing = BUFFER_EMPTY;
    struct paper_filling filling = {.name = "minutes",
                                    .language = language_now(),
                                    .shape = &minutes_meeting_shape,
                                    .option = "minutes_template"};
    bool good = paper_fill_own(session, &filling, &nothing, error);
    buffer_release(&nothing);
    return good;
}

bool minutes_text(const struct minutes_collecting *collecting, enum language language,
                  struct buffer *out, struct error *error)
{
    struct template_record record;
    enum language before = paper_language_begin(collecting->session, language);
    struct paper_filling filling = {.name = collecting->agenda ? "agenda" : "minutes",
                                    .language = language,
                                    .shape = &minutes_meeting_shape,
                                    .record = &record,
                                    .option = "minutes_template"};
    bool done = minutes_collect(collecting, &record, error) &&
                (collecting->agenda ? paper_fill(&filling, out, error)
                                    : paper_fill_own(collecting->session, &filling, out, error));
    template_record_release(&record);
    paper_language_end(collecting->session, before);
    return done;
}

/* ---- pages ---- */

void minutes_title(const char *markdown, struct buffer *out)
{
    const char *at = strncmp(markdown, "# ", 2) == 0 ? markdown : strstr(markdown, "\n# ");
    if (at == NULL)
        return;
    for (at += *at == '\n' ? 3 : 2; *at != '\0' && *at != '\n'; at++)
        if (*at != '\\' || at[1] == '\\')
            buffer_add_byte(out, *at);
}

/* ---- the minutes ---- */

/* When and where they were adopted, in the language at hand. */
static bool add_adopted(struct session *session, const struct row *minutes, struct buffer *out,
                        struct error *error)
{
    struct id in = row_reference(minutes, "adopted_in");
    struct row meeting;
    int64_t starts = 0;
    if (id_is_none(in)) {
        buffer_add_text(out, _("Not adopted yet."));
        return true;
    }
    if (!rows_get(session, ENTITY_MEETING, in, &meeting, error))
        return false;
    struct buffer day = BUFFER_EMPTY;
    moment_parse(row_text(&meeting, "starts"), &starts);
    minutes_date_text(starts, DATE_LONG, &day);
    if (row_integer(&meeting, "number", 0) > 0)
        buffer_format(out, _("Adopted on %s, in meeting %lld."), day.bytes,
                      (long long)row_integer(&meeting, "number", 0));
    else
        buffer_format(out, _("Adopted on %s."), day.bytes);
    buffer_release(&day);
    row_release(&meeting);
    return true;
}

static bool add_footer(struct session *session, const struct row *minutes, struct buffer *out,
                       struct error *error)
{
    struct buffer adopted = BUFFER_EMPTY, day = BUFFER_EMPTY, line = BUFFER_EMPTY;
    int64_t made = 0;
    bool good = add_adopted(session, minutes, &adopted, error);
    moment_parse(row_text(minutes, "made_at"), &made);
    minutes_date_text(made, DATE_LONG, &day);
    buffer_add_text(out, "<footer>\n<p class=\"adopted\">");
    markdown_escape_html(out, adopted.bytes);
    buffer_format(&line, _("Version %lld, made on %s."),
                  (long long)row_integer(minutes, "version", 1), day.bytes);
    buffer_add_text(out, "</p>\n<p>");
    markdown_escape_html(out, line.bytes);
    buffer_add_text(out, " SHA-256: <span class=\"hash\">");
    markdown_escape_html(out, row_text(minutes, "sha256"));
    buffer_add_text(out, "</span></p>\n</footer>\n");
    buffer_release(&adopted);
    buffer_release(&day);
    buffer_release(&line);
    return good;
}

static void add_json(const struct minutes_paper *paper, const struct row *frozen, const char *text,
                     struct buffer *out)
{
    struct json json;
    char id[ID_TEXT_SIZE];
    json_begin(&json, out, true);
    json_open(&json, '{');
    json_key(&json, "meeting");
    id_format(paper->meeting, id);
    json_text(&json, id);
    json_key(&json, "language");
    json_text(&json, paper->language == LANGUAGE_NL ? "nl" : "en");
    json_key(&json, "draft");
    json_boolean(&json, frozen == NULL);
    json_key(&json, "version");
    if (frozen == NULL)
        json_null(&json);
    else
        json_integer(&json, row_integer(frozen, "version", 0));
    json_key(&json, "made_at");
    json_text(&json, frozen == NULL ? NULL : row_text(frozen, "made_at"));
    json_key(&json, "sha256");
    json_text(&json, frozen == NULL ? NULL : row_text(frozen, "sha256"));
    json_key(&json, "adopted_in");
    if (frozen == NULL || id_is_none(row_reference(frozen, "adopted_in")))
        json_null(&json);
    else {
        id_format(row_reference(frozen, "adopted_in"), id);
        json_text(&json, id);
    }
    json_key(&json, "text");
    json_text(&json, text);
    json_end(&json);
}

/* The text of a paper, and what it is a version of. */
struct paper_text {
    const struct row *frozen; /* NULL: a draft */
    struct buffer text;
};

static bool put_out_page(struct session *session, const struct minutes_paper *paper,
                         const struct paper_text *made, struct buffer *out, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, footer = BUFFER_EMPTY;
    enum language before = paper_language_begin(session, paper->language);
    bool good = made->frozen == NULL || add_footer(session, made->frozen, &footer, error);
    minutes_title(made->text.bytes, &title);
    if (good)
        paper_html(&made->text, &(struct paper_page){title.bytes, paper->language, footer.bytes},
                   out);
    paper_language_end(session, before);
    buffer_release(&title);
    buffer_release(&footer);
    return good;
}

static bool put_out_format(struct session *session, const struct minutes_paper *paper,
                           const struct paper_text *made, struct buffer *out, struct error *error)
{
    switch (paper->format) {
    case PAPER_MARKDOWN:
        buffer_add(out, made->text.bytes, made->text.length);
        return true;
    case PAPER_HTML:
        return put_out_page(session, paper, made, out, error);
    case PAPER_JSON:
        add_json(paper, made->frozen, made->text.bytes, out);
        return true;
    default:
        return error_set(error, ERROR_INPUT,
                         _("This paper is made as md, html or ics, not as a table."));
    }
}

/* A frozen version in the other language: made anew, saying of what. */
static bool translate(struct session *session, const struct minutes_paper *paper,
                      const struct row *frozen, struct buffer *text, struct error *error)
{
    struct buffer of = BUFFER_EMPTY;
    enum language before = paper_language_begin(session, paper->language);
    int language = entity_field(frozen->entity, "language");
    buffer_format(
        &of, _("version %lld (%s)"), (long long)row_integer(frozen, "version", 1),
        field_choice_label(&frozen->entity->fields[language], row_text(frozen, "language")));
    paper_language_end(session, before);
    struct minutes_collecting collecting = {.session = session,
                                            .meeting = paper->meeting,
                                            .version = row_integer(frozen, "version", 1),
                                            .erratum = row_text(frozen, "erratum"),
                                            .translation = of.bytes};
    if (collecting.erratum != NULL)
        collecting.corrects = collecting.version - 1;
    bool done = minutes_text(&collecting, paper->language, text, error);
    buffer_release(&of);
    return done;
}

static enum language language_of(const struct row *frozen)
{
    const char *language = row_text(frozen, "language");
    return language != NULL && strcmp(language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_NL;
}

enum language minutes_language(struct session *session, struct id meeting)
{
    struct minutes_found frozen;
    struct error ignored = ERROR_NONE;
    enum language language = language_now();
    if (!minutes_frozen(session, meeting, 0, &frozen, &ignored) || !frozen.found)
        return language;
    language = language_of(&frozen.row);
    row_release(&frozen.row);
    return language;
}

static bool make_text(struct session *session, const struct minutes_paper *paper,
                      struct paper_text *made, struct error *error)
{
    if (made->frozen == NULL) {
        struct minutes_collecting draft = {
            .session = session, .meeting = paper->meeting, .draft = true};
        return minutes_text(&draft, paper->language, &made->text, error);
    }
    if (language_of(made->frozen) != paper->language)
        return translate(session, paper, made->frozen, &made->text, error);
    buffer_add_text(&made->text, row_text(made->frozen, "text"));
    return true;
}

bool minutes_write(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                   struct error *error)
{
    struct minutes_found frozen = {.found = false};
    if (paper->format == PAPER_CALENDAR)
        return minutes_calendar(session, paper, out, error);
    if (!paper->draft && !minutes_frozen(session, paper->meeting, paper->version, &frozen, error))
        return false;
    if (!frozen.found && paper->version > 0 && !paper->draft)
        return error_set(error, ERROR_NOT_FOUND,
                         _("The minutes of this meeting have no version %lld."),
                         (long long)paper->version);
    struct paper_text made = {.frozen = frozen.found ? &frozen.row : NULL, .text = BUFFER_EMPTY};
    bool done = make_text(session, paper, &made, error) &&
                put_out_format(session, paper, &made, out, error);
    buffer_release(&made.text);
    if (frozen.found)
        row_release(&frozen.row);
    return done;
}

/* ---- the agenda ---- */

bool minutes_agenda(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                    struct error *error)
{
    if (paper->format == PAPER_CALENDAR)
        return minutes_invitation(session, paper, out, error);
    struct minutes_collecting agenda = {
        .session = session, .meeting = paper->meeting, .agenda = true};
    struct paper_text made = {.text = BUFFER_EMPTY};
    bool done = minutes_text(&agenda, paper->language, &made.text, error) &&
                put_out_format(session, paper, &made, out, error);
    buffer_release(&made.text);
    return done;
}

/* ---- files ---- */

bool minutes_save(const char *path, const struct buffer *text, struct error *error)
{
    struct outfile file;
    if (!outfile_begin(&file, path, 0600, error))
        return false;
    buffer_add(&file.content, text->bytes, text->length);
    return outfile_commit(&file, error);
}
