/*
 * What the files of the command line share: the table of commands, the options, and what a command
 * holds while it runs.
 *
 * A command answers true when it is done (exit 0). It answers false with the error filled when it
 * was refused or failed (exit 1), or through cli_usage when it was used wrongly (exit 2). What it
 * prints goes into `out`, and leaves the program by cli_flush.
 */
#ifndef WIJK_SRC_CLI_COMMAND_H
#define WIJK_SRC_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/json.h"
#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/cli/cli.h"
#include "wijk/domain/row.h"

/* ---- options ---- */

enum cli_option {
    CLI_FILE,
    CLI_CONFIG,
    CLI_PROGRAMME,
    CLI_PERSON,
    CLI_DRY,
    CLI_JSON,
    CLI_HELP,
    CLI_VERSION,
    CLI_CSV,
    CLI_WHERE,
    CLI_SORT,
    CLI_AREA,
    CLI_DEMO,
    CLI_ON,
    CLI_SOURCE,
    CLI_NOTE,
    CLI_STATUS,
    CLI_AS,
    CLI_NUMBERS,
    CLI_STRICT,
    CLI_AREAS,
    CLI_YEAR,
    CLI_REGION,
    CLI_VALUE,
    CLI_FROM,
    CLI_TO,
    CLI_REBUILD,
    CLI_WHY,
    CLI_FOR,
    CLI_OPEN,
    CLI_AUDIENCE,
    CLI_SINCE,
    CLI_TRUST,
    CLI_TAKE,
    CLI_ALL,
    CLI_HISTORY,
    CLI_DUMP,
    CLI_QUEUE,
    CLI_QUESTION,
    CLI_BY,
    CLI_OUTCOME,
    CLI_REASON,
    CLI_NATIONAL,
    CLI_MEETING,
    CLI_ITEM,
    CLI_BACK,
    CLI_AT,
    CLI_PLACE,
    CLI_THEME,
    CLI_FORMAT,
    CLI_LANG,
    CLI_EDITION,
    CLI_CORRECT,
    CLI_DRAFT,
    CLI_MAN,
    CLI_COMPLETE,
    CLI_OPTIONS
};

struct option_line {
    const char *name;  /* "--where" */
    const char *brief; /* "-n", or NULL */
    const char *value; /* what follows it, not yet translated; NULL: nothing does */
    const char *help;  /* not yet translated */
    bool everywhere;   /* goes with every command */
};

extern const struct option_line option_lines[CLI_OPTIONS];

/* ---- commands ---- */

struct cli;

enum command_flags {
    COMMAND_FILE = 1 << 0,   /* works on an open programme file */
    COMMAND_WRITES = 1 << 1, /* and changes it */
    COMMAND_JSON = 1 << 2,   /* takes --json */
    COMMAND_TRIES = 1 << 4,  /* with -n it does everything and takes it back */
    COMMAND_MAKES = 1 << 5,  /* and makes the file when there is none */
    COMMAND_BARE = 1 << 3    /* works without a configuration, even with one that is wrong */
};

_Static_assert(CLI_OPTIONS <= 64, "TAKES() has a bit for each option");
#define TAKES(option) (UINT64_C(1) << (option))

struct command {
    const char *name;
    const char *arguments; /* as in the help, not yet translated; "" for none */
    const char *help;      /* one sentence, not yet translated */
    unsigned flags;
    uint64_t takes;  /* TAKES() of its own options */
    int least, most; /* arguments; -1: any number */
    bool (*run)(struct cli *cli, struct error *error);
};

/* One of the words behind a command that does several things: its name, what follows it and what
 * it does, not yet translated. */
struct verb_line {
    const char *name, *arguments, *help;
};
/* The words behind a command, from 0; NULL: there are no more, or none at all. */
const struct verb_line *command_verb(const struct command *command, size_t index);
const struct verb_line *meeting_verb_at(size_t index);

size_t command_count(void);
const struct command *command_at(size_t index);
const struct command *command_named(const char *name); /* NULL: none */

/* ---- one run ---- */

struct cli {
    const struct cli_doors *doors;
    struct config *config;         /* owned */
    struct session *session;       /* owned; of commands with COMMAND_FILE */
    bool made;                     /* the file was not there before */
    const struct command *command; /* NULL: the screens */
    const char **arguments;        /* owned array; behind the command */
    int count;
    const char *given[CLI_OPTIONS]; /* its value, "" for one without; NULL: not given */
    struct buffer out;
    int output_failed; /* errno of writing to standard output */
    bool wrong_usage;
    int exit; /* of the screens */
};

static inline bool cli_given(const struct cli *cli, enum cli_option option)
{
    return cli->given[option] != NULL;
}

/* Reads argv into `cli`: options anywhere, `--` ends them. */
bool cli_arguments(struct cli *cli, int argc, char **argv, struct error *error) MUST_USE;

/* Fills the error, as wrong usage. Always false. */
bool cli_usage(struct cli *cli, struct error *error, const char *format, ...) PRINTF_LIKE(3, 4);

/* The programme file that is meant: -f, WIJK_FILE, the configuration. NULL: none (error filled). */
const char *cli_file(struct cli *cli, struct error *error) MUST_USE;

/* Opens it for reading, or for changing. */
bool cli_open(struct cli *cli, const char *path, bool writes, struct error *error) MUST_USE;

/* ---- output ---- */

/* Writes what is in `out` when there is much of it; false: it could not be, so stop. */
bool cli_flush(struct cli *cli);
/* Writes all of it. */
bool cli_flush_all(struct cli *cli);

/* Adds a line from a translated format and text from people. */
void cli_line(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);

/* Columns of the terminal, or 0 when standard output is none. */
int cli_width(void);

/* ---- rows on the command line ---- */

/* The entity that was meant; false with an error of usage. */
bool cli_entity(struct cli *cli, const char *name, const struct entity **entity,
                struct error *error) MUST_USE;

/* Reads one "FIELD=VALUE" into the row. */
bool cli_assign(struct cli *cli, struct row *row, const char *typed, struct error *error) MUST_USE;

/* Refuses a number that can be read in two ways, with both readings. */
bool cli_unambiguous(const char *label, const char *typed, struct error *error) MUST_USE;

/* --numbers: nl or iso. *given is whether it was said; NUMBER_NL when not. */
bool cli_numbers(struct cli *cli, enum number_style *style, bool *given,
                 struct error *error) MUST_USE;

/* All arguments from `from` on, with spaces between. */
void cli_join(const struct cli *cli, int from, struct buffer *out);

/* Why a light that becomes amber or red is so: asked where there is somebody at a terminal; what is
 * left for later is told. */
void cli_ask_why(struct cli *cli, const struct row *before, struct row *after);
void cli_tell_why(struct cli *cli, const struct row *before, const struct row *after);

/* Prints a row: as a JSON object with --json, else its title behind a translated format with one
 * %s. */
bool cli_print_row(struct cli *cli, const char *format, const struct row *row,
                   struct error *error) MUST_USE;
/* The fields that have a value, a line each. */
void cli_print_fields(struct cli *cli, const struct row *row);

/* ---- the runs of the table ---- */

bool run_init(struct cli *cli, struct error *error);
bool run_list(struct cli *cli, struct error *error);
bool run_show(struct cli *cli, struct error *error);
bool run_add(struct cli *cli, struct error *error);
bool run_set(struct cli *cli, struct error *error);
bool run_delete(struct cli *cli, struct error *error);
bool run_log(struct cli *cli, struct error *error);
bool run_flag(struct cli *cli, struct error *error);
bool run_status(struct cli *cli, struct error *error);
bool run_problems(struct cli *cli, struct error *error);
bool run_signals(struct cli *cli, struct error *error);
bool run_complete(struct cli *cli, struct error *error);
bool run_escalate(struct cli *cli, struct error *error);
bool run_decide(struct cli *cli, struct error *error);
bool run_handback(struct cli *cli, struct error *error);
bool run_merge(struct cli *cli, struct error *error);
bool run_money(struct cli *cli, struct error *error);
bool run_meeting(struct cli *cli, struct error *error);
bool run_report(struct cli *cli, struct error *error);
bool run_lessons(struct cli *cli, struct error *error);
bool run_planning(struct cli *cli, struct error *error);
bool run_search(struct cli *cli, struct error *error);
bool run_history(struct cli *cli, struct error *error);
bool run_undo(struct cli *cli, struct error *error);
bool run_redo(struct cli *cli, struct error *error);
bool run_import(struct cli *cli, struct error *error);
bool run_figures(struct cli *cli, struct error *error);
bool run_export(struct cli *cli, struct error *error);
bool run_charter(struct cli *cli, struct error *error);
bool run_publish(struct cli *cli, struct error *error);
bool run_pack(struct cli *cli, struct error *error);
bool run_take(struct cli *cli, struct error *error);
bool run_exchange(struct cli *cli, struct error *error);
bool run_sites(struct cli *cli, struct error *error);
bool run_conflicts(struct cli *cli, struct error *error);
bool run_resolve(struct cli *cli, struct error *error);
bool run_evidence(struct cli *cli, struct error *error);
bool run_check(struct cli *cli, struct error *error);
bool run_backup(struct cli *cli, struct error *error);
bool run_restore(struct cli *cli, struct error *error);
bool run_erase(struct cli *cli, struct error *error);
bool run_recover(struct cli *cli, struct error *error);
bool run_keys(struct cli *cli, struct error *error);
bool run_config(struct cli *cli, struct error *error);
bool run_help(struct cli *cli, struct error *error);

/* Without a command: the screens, or the overview as text. */
bool run_screens(struct cli *cli, struct error *error);
bool run_overview(struct cli *cli, struct error *error);
/* `wijk help --man` and `--complete`. */
void help_manual(struct cli *cli);
void help_complete(struct cli *cli);
/* "wijk list ENTITY [--where FILTER]", translated. */
void help_synopsis(const struct command *command, struct buffer *out);

#endif
