/* Minutes and the other papers of a meeting: printed, or made into files. */
#include <stdlib.h>
#include <string.h>

#include "meeting.h"
#include "wijk/app/minutes.h"

/* ---- options ---- */

static bool read_format(struct cli *cli, enum paper_format *format, struct error *error)
{
    const char *word = cli->given[CLI_FORMAT], *path = cli->given[CLI_TO];
    *format = cli_given(cli, CLI_JSON) ? PAPER_JSON : PAPER_MARKDOWN;
    if (word != NULL && !minutes_format(word, format))
        return cli_usage(cli, error, _("--format is md, html, ics, csv or json, not '%s'"), word);
    if (word == NULL && path != NULL && !minutes_format_of(path, format))
        return cli_usage(cli, error, _("%s: say with --format what kind of file it is to be"),
                         path);
    return true;
}

/* What was said, else `otherwise`. */
static bool read_language(struct cli *cli, enum language otherwise, enum language *language,
                          struct error *error)
{
    const char *word = cli->given[CLI_LANG];
    *language = otherwise;
    if (word == NULL)
        return true;
    if (strcmp(word, "nl") != 0 && strcmp(word, "en") != 0)
        return cli_usage(cli, error, _("--lang is nl or en, not '%s'"), word);
    *language = strcmp(word, "nl") == 0 ? LANGUAGE_NL : LANGUAGE_EN;
    return true;
}

static bool read_version(struct cli *cli, int64_t *version, struct error *error)
{
    const char *word = cli->given[CLI_EDITION];
    *version = 0;
    if (word == NULL)
        return true;
    if (*word == '\0' || strlen(word) > 5 || word[strspn(word, "0123456789")] != '\0' ||
        (*version = strtol(word, NULL, 10)) == 0)
        return cli_usage(cli, error, _("--edition takes the number of a version, not '%s'"), word);
    return true;
}

/* ---- papers ---- */

bool meeting_wants_paper(const struct cli *cli)
{
    return cli_given(cli, CLI_FORMAT) || cli_given(cli, CLI_TO) || cli_given(cli, CLI_LANG);
}

/* To a file, or to standard output. */
static bool hand_out(struct cli *cli, struct buffer *text, struct error *error)
{
    const char *path = cli->given[CLI_TO];
    bool done = true;
    if (path == NULL)
        buffer_add(&cli->out, text->bytes, text->length);
    else if (cli_given(cli, CLI_DRY))
        cli_line(cli, _("%s would be written"), path);
    else {
        done = minutes_save(path, text, error);
        if (done)
            cli_line(cli, _("%s was written"), path);
    }
    buffer_release(text);
    return done;
}

bool meeting_put_paper(struct cli *cli, struct id meeting, meeting_paper *make, struct error *error)
{
    struct minutes_paper paper = {.meeting = meeting};
    struct buffer text = BUFFER_EMPTY;
    if (cli_given(cli, CLI_WHERE))
        return cli_usage(cli, error, _("--where does not go with --format, --to and --lang"));
    if (!read_format(cli, &paper.format, error) ||
        !read_language(cli, language_now(), &paper.language, error))
        return false;
    if (make(cli->session, &paper, &text, error))
        return hand_out(cli, &text, error);
    buffer_release(&text);
    return false;
}

static bool print_minutes(struct cli *cli, struct id meeting, struct error *error)
{
    struct minutes_paper paper = {.meeting = meeting, .draft = cli_given(cli, CLI_DRAFT)};
    struct buffer text = BUFFER_EMPTY;
    enum language otherwise =
        paper.draft ? language_now() : minutes_language(cli->session, meeting);
    if (!read_format(cli, &paper.format, error) || !read_version(cli, &paper.version, error) ||
        !read_language(cli, otherwise, &paper.language, error))
        return false;
    if (minutes_write(cli->session, &paper, &text, error))
        return hand_out(cli, &text, error);
    buffer_release(&text);
    return false;
}

bool meeting_run_minutes(struct cli *cli, struct id meeting, struct error *error)
{
    int64_t version;
    if (!cli_given(cli, CLI_CORRECT))
        return print_minutes(cli, meeting, error);
    if (!minutes_correct(cli->session, meeting, cli->given[CLI_CORRECT], &version, error))
        return false;
    cli_line(cli,
             cli_given(cli, CLI_DRY) ? _("Version %lld of the minutes could be made")
                                     : _("Version %lld of the minutes was made"),
             (long long)version);
    return true;
}

/* Without a number: those of the meeting before the one that runs, else before the latest. */
static bool adopted_one(struct cli *cli, struct id *meeting, struct error *error)
{
    struct id now;
    if (!id_is_none(*meeting))
        return true;
    if (!meeting_current(cli->session, MEETING_TO_READ, &now, error) ||
        !meeting_last(cli->session, now, meeting, error))
        return false;
    return !id_is_none(*meeting) ||
           error_set(error, ERROR_NOT_FOUND, _("there is no earlier meeting with minutes"));
}

bool meeting_run_adopt(struct cli *cli, struct id meeting, struct error *error)
{
    struct buffer title = BUFFER_EMPTY;
    struct meeting_view view;
    if (!adopted_one(cli, &meeting, error) ||
        !minutes_adopt(cli->session, meeting, (struct id){{0}}, error) ||
        !meeting_load(cli->session, meeting, &view, error))
        return false;
    buffer_add_text(&title, view.title);
    meeting_view_release(&view);
    cli_line(cli,
             cli_given(cli, CLI_DRY) ? _("The minutes of %s could be adopted")
                                     : _("The minutes of %s were adopted"),
             title.bytes);
    buffer_release(&title);
    return true;
}

bool meeting_run_template(struct cli *cli, struct id none, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    enum language language;
    (void)none;
    if (!read_language(cli, language_now(), &language, error))
        return false;
    minutes_template(language, &text);
    return hand_out(cli, &text, error);
}
