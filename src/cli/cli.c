#include "wijk/cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/config/config.h"

enum { EXIT_DONE, EXIT_FAILED, EXIT_USAGE };

/* "wijk: …" on standard error, safe for a terminal. */
static void say(const char *sentence)
{
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, sentence, strlen(sentence), false);
    fprintf(stderr, "wijk: %s\n", clean.bytes);
    buffer_release(&clean);
}

/* ---- files ---- */

const char *cli_file(struct cli *cli, struct error *error)
{
    const char *given = cli->given[CLI_FILE], *environment = getenv("WIJK_FILE");
    if (given != NULL)
        return given;
    if (environment != NULL && *environment != '\0')
        return environment;
    const char *configured = config_text(cli->config, "file");
    if (*configured != '\0')
        return configured;
    error_set(error, ERROR_NOT_FOUND,
              _("no programme file is named; name one with -f FILE, with WIJK_FILE or with 'file' "
                "in the configuration, or make one with 'wijk init FILE'"));
    return NULL;
}

/* Once: of the file when it is opened, and of what a command did that did not go as it should. */
static void tell_warning(struct cli *cli)
{
    if (cli->session == NULL || cli->session->warning == NULL)
        return;
    say(cli->session->warning);
    free(cli->session->warning);
    cli->session->warning = NULL;
}

bool cli_open(struct cli *cli, const char *path, bool writes, struct error *error)
{
    const char *programme = cli->given[CLI_PROGRAMME];
    const char *configured = config_text(cli->config, "programme");
    bool tries = cli->command != NULL && (cli->command->flags & COMMAND_TRIES) != 0;
    struct session_options options = {
        .path = path,
        .config = cli->config,
        .person = cli->given[CLI_PERSON],
        .programme = programme != NULL     ? programme
                     : *configured != '\0' ? configured
                                           : NULL,
        .read_only = !writes,
        .dry_run = writes && cli_given(cli, CLI_DRY) && !tries,
        .create = cli->command != NULL && (cli->command->flags & COMMAND_MAKES) != 0 &&
                  !cli_given(cli, CLI_DRY) && !path_exists(path),
    };
    if (!session_open(&cli->session, &options, error))
        return false;
    cli->made = options.create;
    if (writes && !cli_given(cli, CLI_DRY))
        tell_warning(cli);
    return true;
}

/* ---- before a command ---- */

static bool check_today(struct error *error)
{
    date_t day;
    const char *given = getenv("WIJK_TODAY");
    return given == NULL || *given == '\0' || date_parse_iso(given, &day) ||
           error_set(error, ERROR_INPUT, _("WIJK_TODAY: '%s' is not a date like 2009-11-27"),
                     given);
}

/* Commands that need no configuration take its language when it can be read, and say nothing of
 * its faults. */
static bool configure(struct cli *cli, struct error *error)
{
    bool bare = cli_given(cli, CLI_HELP) || cli_given(cli, CLI_VERSION) ||
                (cli->command != NULL && (cli->command->flags & COMMAND_BARE) != 0) ||
                (cli->command != NULL && cli_given(cli, CLI_DUMP));
    struct error ignored = ERROR_NONE;
    const char *warning;
    cli->config = config_new();
    bool loaded = config_load(cli->config, cli->given[CLI_CONFIG], bare ? &ignored : error);
    if (loaded && strcmp(config_text(cli->config, "language"), "auto") != 0)
        language_start(config_text(cli->config, "language"));
    for (size_t i = 0; !bare && (warning = config_warning(cli->config, i)) != NULL; i++)
        say(warning);
    return bare || (loaded && check_today(error));
}

static bool start(struct cli *cli, struct error *error)
{
    const struct command *command = cli->command;
    bool writes = false;
    if (command == NULL)
        return run_screens(cli, error);
    if ((command->flags & COMMAND_FILE) != 0) {
        const char *path = cli_file(cli, error);
        writes = (command->flags & COMMAND_WRITES) != 0 || cli_given(cli, CLI_REBUILD) ||
                 (strcmp(command->name, "sites") == 0 && cli->count > 0);
        if (path == NULL || !cli_open(cli, path, writes, error))
            return false;
    }
    bool fine = command->run(cli, error);
    if (fine && writes && !cli_given(cli, CLI_DRY))
        tell_warning(cli);
    /* A file that was made for the command, and got nothing, is not left behind. */
    if (cli->made && cli->session->changes == 0) {
        session_abandon(cli->session);
        cli->session = NULL;
    }
    return fine;
}

static bool run(struct cli *cli, int argc, char **argv, struct error *error)
{
    if (!cli_arguments(cli, argc, argv, error) || !configure(cli, error))
        return false;
    if (cli_given(cli, CLI_VERSION)) {
        buffer_format(&cli->out, "wijk %s\n", WIJK_VERSION);
        return true;
    }
    if (cli_given(cli, CLI_HELP)) {
        cli->count = 0;
        if (cli->command != NULL)
            cli->arguments[cli->count++] = cli->command->name;
        return run_help(cli, error);
    }
    return start(cli, error);
}

/* ---- after it ---- */

static bool check_output(const struct cli *cli, struct error *error)
{
    switch (cli->output_failed) {
    case 0:
        return true;
    case EPIPE:
        return error_set(error, ERROR_IO,
                         _("standard output was closed before everything was printed"));
    case ENOSPC:
        return error_set(
            error, ERROR_FULL,
            _("standard output: the disk is full, so not everything was printed; make room"));
    default:
        return error_set(error, ERROR_IO, _("standard output: %s, so not everything was printed"),
                         strerror(cli->output_failed));
    }
}

static void release(struct cli *cli)
{
    session_close(cli->session);
    config_free(cli->config);
    free(cli->arguments);
    buffer_release(&cli->out);
}

int cli_main(int argc, char **argv, const struct cli_doors *doors)
{
    struct cli cli = {.doors = doors, .out = BUFFER_EMPTY};
    struct error error = ERROR_NONE;
    signal(SIGPIPE, SIG_IGN);
    bool done = run(&cli, argc, argv, &error);
    cli_flush_all(&cli);
    done = check_output(&cli, &error) && done;
    if (!done)
        say(error.message);
    int code = done ? cli.exit : cli.wrong_usage ? EXIT_USAGE : EXIT_FAILED;
    release(&cli);
    return code;
}

/* ---- without a command ---- */

#define FIRST_SCREEN_BYTES                                                                         \
    2400000 /* what the smallest file takes until its first screen stands                          \
             */

/* One argument is the file; a word that is no file is more likely a command misspelt. */
static bool screens_file(struct cli *cli, const char **path, struct error *error)
{
    *path = NULL;
    if (cli->count > 1)
        return cli_usage(cli, error, _("'%s' is not a command"), cli->arguments[0]);
    if (cli->count == 1) {
        *path = cli->arguments[0];
        if (strpbrk(*path, "/.") == NULL && !path_exists(*path))
            return cli_usage(cli, error, _("'%s' is neither a command nor a file"), *path);
    }
    return true;
}

bool run_screens(struct cli *cli, struct error *error)
{
    bool terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
    struct error none = ERROR_NONE;
    const char *path;
    if (!screens_file(cli, &path, error))
        return false;
    if (path == NULL)
        path = cli_file(cli, terminal ? &none : error);
    if (path == NULL && !terminal)
        return false;
    if (terminal)
        memory_ready(FIRST_SCREEN_BYTES);
    if (path != NULL && !cli_open(cli, path, terminal && !cli_given(cli, CLI_DRY), error))
        return false;
    if (!terminal)
        return run_overview(cli, error);
    struct session *session = cli->session;
    cli->session = NULL;
    signal(SIGPIPE, SIG_DFL);
    cli->exit = cli->doors->screens(session, cli->config);
    signal(SIGPIPE, SIG_IGN);
    return true;
}
