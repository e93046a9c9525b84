/* recover. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "wijk/app/keeping.h"

/* Says how far it is, on a terminal; Ctrl-C stops, and leaves no half a file. */
static bool show_progress(void *context, int share)
{
    int *shown = context;
    sigset_t pending;
    if (isatty(STDERR_FILENO) != 0 && share / 10 != *shown) {
        *shown = share / 10;
        fprintf(stderr, "\r%3d %%", *shown);
        fflush(stderr);
    }
    return sigpending(&pending) != 0 || sigismember(&pending, SIGINT) != 1;
}

static void json_recovered(struct cli *cli, const struct keeping_recovered *recovered)
{
    const struct {
        const char *key;
        int64_t number;
    } numbers[] = {
        {"rows", recovered->rows},           {"from_journal", recovered->remade},
        {"lost", recovered->lost},           {"references_left_out", recovered->left_out},
        {"stand_ins", recovered->stand_ins}, {"acts", recovered->acts},
        {"acts_lost", recovered->acts_lost},
    };
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        json_key(&json, numbers[i].key);
        json_integer(&json, numbers[i].number);
    }
    json_key(&json, "report");
    json_open(&json, '[');
    for (size_t i = 0; i < recovered->lines.count; i++)
        json_text(&json, recovered->lines.items[i]);
    json_end(&json);
}

static void print_recovered(struct cli *cli, const char *from, const char *to,
                            const struct keeping_recovered *recovered)
{
    for (size_t i = 0; i < recovered->lines.count; i++)
        cli_line(cli, "%s", recovered->lines.items[i]);
    if (cli_given(cli, CLI_DRY))
        cli_line(cli, _("Would recover %lld rows of %s into %s"), (long long)recovered->rows, from,
                 to);
    else
        cli_line(cli, _("Recovered %lld rows of %s into %s; the old file is as it was"),
                 (long long)recovered->rows, from, to);
}

bool run_recover(struct cli *cli, struct error *error)
{
    const char *from = cli->arguments[0], *to = cli->arguments[1];
    int shown = -1;
    struct session_options options = {.path = to,
                                      .config = cli->config,
                                      .person = cli->given[CLI_PERSON],
                                      .dry_run = cli_given(cli, CLI_DRY)};
    struct keeping_recovered recovered;
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &before);
    bool done = keeping_recover(from, &options, &(struct keeping_recovering){show_progress, &shown},
                                &recovered, error);
    if (shown >= 0)
        fprintf(stderr, "\r     \r");
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (done && cli_given(cli, CLI_JSON))
        json_recovered(cli, &recovered);
    else if (done)
        print_recovered(cli, from, to, &recovered);
    keeping_recovered_release(&recovered);
    return done;
}
