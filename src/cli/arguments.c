/* Options and arguments: the table of options, and reading argv by it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "wijk/base/memory.h"

/* clang-format off */
const struct option_line option_lines[CLI_OPTIONS] = {
    [CLI_FILE] = {"--file", "-f", N_("FILE"), N_("The programme file to work on."), true},
    [CLI_CONFIG] = {"--config", "-c", N_("FILE"), N_("The configuration to read."), true},
    [CLI_PROGRAMME] = {"--programme", NULL, N_("NAME"), N_("The programme, by title or area, of a file that holds several; '' is all of them."), true},
    [CLI_PERSON] = {"--person", NULL, N_("NAME"), N_("Who does it, in the history."), true},
    [CLI_DRY] = {"--dry-run", "-n", NULL, N_("Show what would be done, and change nothing."), true},
    [CLI_JSON] = {"--json", NULL, NULL, N_("Print one JSON document."), true},
    [CLI_HELP] = {"--help", "-h", NULL, N_("Tell how the command is used."), true},
    [CLI_VERSION] = {"--version", NULL, NULL, N_("Tell the version."), true},
    [CLI_CSV] = {"--csv", NULL, NULL, N_("Print CSV."), false},
    [CLI_WHERE] = {"--where", NULL, N_("FILTER"), N_("Only these rows: words, FIELD=VALUE, !=, <, <=, >, >=, ~ (contains), 'FIELD=' (unknown)."), false},
    [CLI_SORT] = {"--sort", NULL, N_("FIELD"), N_("Sort by this field; with a minus before it, from high to low."), false},
    [CLI_AREA] = {"--area", NULL, N_("NAME"), N_("The neighbourhood whose programme it will be."), false},
    [CLI_DEMO] = {"--demo", NULL, NULL, N_("Put the example programme in it."), false},
    [CLI_ON] = {"--on", NULL, N_("DATE|CODE"), N_("The date of a figure or a meeting, or the code of the row a problem or agenda item is about."), false},
    [CLI_SOURCE] = {"--source", NULL, N_("TEXT"), N_("Where the figure comes from."), false},
    [CLI_NOTE] = {"--note", NULL, N_("TEXT"), N_("A note with the figure."), false},
    [CLI_STATUS] = {"--status", NULL, N_("STATUS"), N_("Final, provisional, estimate, secret or unavailable."), false},
    [CLI_AS] = {"--as", NULL, N_("ENTITY|all|bbga|cbs"), N_("What the file holds; bbga and cbs are published figures."), false},
    [CLI_NUMBERS] = {"--numbers", NULL, "nl|iso", N_("How numbers are written in CSV: 1234,5 (nl) or 1234.5 (iso)."), false},
    [CLI_STRICT] = {"--strict", NULL, NULL, N_("Take nothing when any row has an error, and leave with 1; without it good rows are taken, bad ones are told, and it leaves with 0."), false},
    [CLI_AREAS] = {"--areas", NULL, "file|all", N_("Published figures: only of the areas in the file and the city, or of all areas, which are added."), false},
    [CLI_YEAR] = {"--year", NULL, N_("YEAR"), N_("Published figures: their year, where the file does not say it; money: that year only."), false},
    [CLI_REGION] = {"--region", NULL, N_("COLUMN"), N_("CBS: the column with the area, by name or number."), false},
    [CLI_VALUE] = {"--value", NULL, N_("COLUMN;…"), N_("CBS: the columns with the figures to take."), false},
    [CLI_FROM] = {"--from", NULL, N_("YEAR"), N_("From this year on; of the planning a day."), false},
    [CLI_TO] = {"--to", NULL, N_("FILE"), N_("Where to: a name that ends in .csv or .json; for all also a folder; for papers of meetings .md, .html or .ics; of the planning its last day."), false},
    [CLI_REBUILD] = {"--rebuild", NULL, NULL, N_("Make the tables anew from the journal, after a backup."), false},
    [CLI_WHY] = {"--why", NULL, N_("TEXT"), N_("Why a text is erased: it stays in the history."), false},
    [CLI_FOR] = {"--for", NULL, N_("SITE"), N_("For this copy of the file: what it lacks, sealed so that nobody else can read it."), false},
    [CLI_OPEN] = {"--open", NULL, NULL, N_("Do not seal it: anybody can read it."), false},
    [CLI_AUDIENCE] = {"--audience", NULL, "group|bureau|public", N_("Who will read it, where that is not known of the copy it is for."), false},
    [CLI_SINCE] = {"--since", NULL, N_("ACT|all"), N_("Only changes after this one of the history, or all there are."), false},
    [CLI_TRUST] = {"--trust", NULL, NULL, N_("Trust a sender that is not known here; compare the words first."), false},
    [CLI_TAKE] = {"--take", NULL, "mine|theirs|latest|SITE", N_("Choose the value of this side."), false},
    [CLI_ALL] = {"--all", NULL, "mine|theirs|latest|SITE", N_("Settle every disagreement by this side."), false},
    [CLI_HISTORY] = {"--history", NULL, NULL, N_("Only the history, as evidence: every chain and signature."), false},
    [CLI_DUMP] = {"--dump", NULL, NULL, N_("Print a commented sample with every option."), false},
    [CLI_QUEUE] = {"--queue", NULL, NULL, N_("In the order of the coordinator's queue, with the score."), false},
    [CLI_QUESTION] = {"--question", NULL, N_("TEXT"), N_("What is asked of the higher level."), false},
    [CLI_BY] = {"--by", NULL, N_("DATE"), N_("The day by which the level is asked to decide."), false},
    [CLI_OUTCOME] = {"--outcome", NULL, N_("TEXT"), N_("What was decided."), false},
    [CLI_REASON] = {"--reason", NULL, N_("TEXT"), N_("Why it is handed back."), false},
    [CLI_NATIONAL] = {"--national", NULL, NULL, N_("Only national extra money, with the efforts and goals it goes to."), false},
    [CLI_MEETING] = {"--meeting", NULL, N_("NUMBER"), N_("The meeting, by number or date; left out: the one that runs, else the latest."), false},
    [CLI_ITEM] = {"--item", NULL, N_("NUMBER"), N_("The agenda item: where a line goes, or where to go next."), false},
    [CLI_BACK] = {"--back", NULL, NULL, N_("To the item before."), false},
    [CLI_AT] = {"--at", NULL, N_("TIME"), N_("When somebody came or left: 14:10."), false},
    [CLI_PLACE] = {"--place", NULL, N_("TEXT"), N_("Where the meeting is."), false},
    [CLI_THEME] = {"--theme", NULL, N_("THEME"), N_("Plans a theme meeting about this theme."), false},
    [CLI_FORMAT] = {"--format", NULL, N_("FORMAT"), N_("The kind of paper: md, html, ics, csv or json; left out: as the name of the file ends."), false},
    [CLI_LANG] = {"--lang", NULL, N_("nl|en"), N_("The language of the paper."), false},
    [CLI_EDITION] = {"--edition", NULL, N_("NUMBER"), N_("An earlier version of the minutes."), false},
    [CLI_CORRECT] = {"--correct", NULL, N_("TEXT"), N_("Makes a further version of the minutes, which says that this was corrected."), false},
    [CLI_DRAFT] = {"--draft", NULL, NULL, N_("The minutes as they would be made now."), false},
    [CLI_MAN] = {"--man", NULL, NULL, N_("Print the manual page."), false},
    [CLI_COMPLETE] = {"--complete", NULL, NULL, N_("Print the words for completion in the shell."), false},
};
/* clang-format on */

bool cli_usage(struct cli *cli, struct error *error, const char *format, ...)
{
    struct buffer text = BUFFER_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(&text, format, arguments);
    va_end(arguments);
    cli->wrong_usage = true;
    const char *name = cli->command == NULL ? "" : cli->command->name;
    error_set(error, ERROR_INPUT, _("%s; see 'wijk help%s%s'"), text.bytes,
              *name == '\0' ? "" : " ", name);
    buffer_release(&text);
    return false;
}

/* "-3" is a number, "-" standard input. */
static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && !isdigit((unsigned char)word[1]) &&
           word[1] != ',' && word[1] != '.';
}

/* The option of a word "--name" or "--name=value"; CLI_OPTIONS: none. */
static enum cli_option find(const char *word, const char **value)
{
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t length = equals == NULL ? strlen(word) : (size_t)(equals - word);
    *value = equals == NULL ? NULL : equals + 1;
    for (int i = 0; i < CLI_OPTIONS; i++) {
        const struct option_line *line = &option_lines[i];
        if ((strlen(line->name) == length && strncmp(line->name, word, length) == 0) ||
            (equals == NULL && line->brief != NULL && strcmp(line->brief, word) == 0))
            return (enum cli_option)i;
    }
    return CLI_OPTIONS;
}

/* Reads the option at *at, which moves onto its value. */
static bool read_option(struct cli *cli, char **argv, int *at, struct error *error)
{
    const char *word = argv[*at], *value;
    enum cli_option option = find(word, &value);
    if (option == CLI_OPTIONS)
        return cli_usage(cli, error, _("there is no option '%s'"), word);
    const struct option_line *line = &option_lines[option];
    if (line->value == NULL && value != NULL)
        return cli_usage(cli, error, _("%s takes no value"), line->name);
    if (line->value != NULL && value == NULL)
        value = argv[*at + 1] == NULL ? NULL : argv[++*at];
    if (line->value != NULL && value == NULL)
        return cli_usage(cli, error, _("%s needs a value: %s"), line->name, _(line->value));
    if (cli->given[option] != NULL && line->value != NULL)
        return cli_usage(cli, error, _("%s was given twice"), line->name);
    cli->given[option] = value == NULL ? "" : value;
    return true;
}

static bool check_options(struct cli *cli, struct error *error)
{
    uint64_t takes = cli->command == NULL ? 0 : cli->command->takes;
    bool json = cli->command != NULL && (cli->command->flags & COMMAND_JSON) != 0;
    const char *name = cli->command == NULL ? "wijk" : cli->command->name;
    for (int i = 0; i < CLI_OPTIONS; i++) {
        bool taken = i == CLI_JSON ? json : option_lines[i].everywhere || (takes & TAKES(i)) != 0;
        if (cli->given[i] != NULL && !taken)
            return cli_usage(cli, error, _("%s takes no option %s"), name, option_lines[i].name);
    }
    return true;
}

static bool check_count(struct cli *cli, struct error *error)
{
    const struct command *command = cli->command;
    if (cli_given(cli, CLI_HELP) || command == NULL)
        return true;
    if (cli->count < command->least)
        return cli_usage(cli, error, _("%s needs: %s"), command->name, _(command->arguments));
    if (command->most >= 0 && cli->count > command->most)
        return cli_usage(cli, error, _("%s: '%s' is one argument too many"), command->name,
                         cli->arguments[command->most]);
    return true;
}

bool cli_arguments(struct cli *cli, int argc, char **argv, struct error *error)
{
    bool options = true;
    cli->arguments = memory_array((size_t)argc + 1, sizeof *cli->arguments);
    for (int i = 1; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0)
            options = false;
        else if (options && is_option(argv[i])) {
            if (!read_option(cli, argv, &i, error))
                return false;
        } else if (cli->command == NULL && cli->count == 0 && command_named(argv[i]) != NULL)
            cli->command = command_named(argv[i]);
        else
            cli->arguments[cli->count++] = argv[i];
    }
    return check_options(cli, error) && check_count(cli, error);
}

bool cli_numbers(struct cli *cli, enum number_style *style, bool *given, struct error *error)
{
    const char *asked = cli->given[CLI_NUMBERS];
    *given = asked != NULL;
    *style = asked != NULL && strcmp(asked, "iso") == 0 ? NUMBER_ISO : NUMBER_NL;
    if (asked == NULL || strcmp(asked, "iso") == 0 || strcmp(asked, "nl") == 0)
        return true;
    return cli_usage(cli, error, _("--numbers is nl or iso, not '%s'"), asked);
}

void cli_join(const struct cli *cli, int from, struct buffer *out)
{
    for (int i = from; i < cli->count; i++)
        buffer_format(out, "%s%s", i > from ? " " : "", cli->arguments[i]);
}
