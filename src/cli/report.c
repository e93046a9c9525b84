/* report: the quarterly report of a neighbourhood or the city, as Markdown or HTML. */
#include "wijk/app/report.h"

#include <string.h>

#include "command.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"

static bool read_question(struct cli *cli, struct report_question *question, struct error *error)
{
    const char *to = cli->given[CLI_TO];
    struct buffer typed = BUFFER_EMPTY;
    *question = (struct report_question){
        .from = DATE_NONE,
        .to = DATE_NONE,
        .language = language_now(),
        .html = to != NULL && (text_ends_with(to, ".html") || text_ends_with(to, ".htm"))};
    cli_join(cli, 0, &typed);
    bool fine =
        typed.length == 0 || report_quarter(typed.bytes, &question->from, &question->to) ||
        cli_usage(cli, error, _("'%s' is not a quarter; type it like 2026-Q3"), typed.bytes);
    buffer_release(&typed);
    return fine && (to == NULL || question->html || text_ends_with(to, ".md") ||
                    cli_usage(cli, error, _("'%s' does not end in .md or .html"), to));
}

bool run_report(struct cli *cli, struct error *error)
{
    struct report_question question;
    struct buffer text = BUFFER_EMPTY;
    const char *to = cli->given[CLI_TO];
    bool done = read_question(cli, &question, error) &&
                report_write(cli->session, &question, &text, error) &&
                (to == NULL || cli_given(cli, CLI_DRY) || path_write(to, &text, 0600, error));
    if (done && to == NULL)
        buffer_add(&cli->out, text.bytes, text.length);
    else if (done)
        cli_line(cli, cli_given(cli, CLI_DRY) ? _("Would write %s") : _("Wrote %s"), to);
    buffer_release(&text);
    return done;
}
