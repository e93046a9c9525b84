/* help --man and --complete: the same tables, for man and for bash. */
#include <string.h>

#include "command.h"
#include "wijk/config/options.h"

/* ---- roff ---- */

/* Text as it stands: backslash and dash escaped, no request at the beginning of a line. */
static void add_roff(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool first = i == 0 || text[i - 1] == '\n';
        if (first && (text[i] == '.' || text[i] == '\''))
            buffer_add_text(out, "\\&");
        if (text[i] == '\\')
            buffer_add_text(out, "\\e");
        else if (text[i] == '-')
            buffer_add_text(out, "\\-");
        else
            buffer_add_byte(out, text[i]);
    }
}

static void add_text(struct buffer *out, const char *text)
{
    add_roff(out, text, strlen(text));
}

static void section(struct buffer *out, const char *title)
{
    buffer_format(out, ".SH %s\n", title);
}

static void paragraph(struct buffer *out, const char *text)
{
    buffer_add_text(out, ".PP\n");
    add_text(out, text);
    buffer_add_byte(out, '\n');
}

/* A term in bold, and what it means. */
static void term(struct buffer *out, const char *name, const char *meaning)
{
    buffer_add_text(out, ".TP\n\\fB");
    add_text(out, name);
    buffer_add_text(out, "\\fR\n");
    add_text(out, meaning);
    buffer_add_byte(out, '\n');
}

/* ---- sections ---- */

static void verbs(struct buffer *out, const struct command *command)
{
    const struct verb_line *verb;
    for (size_t i = 0; (verb = command_verb(command, i)) != NULL; i++) {
        struct buffer name = BUFFER_EMPTY;
        buffer_format(&name, "wijk %s %s %s", command->name, verb->name,
                      *verb->arguments == '\0' ? "" : _(verb->arguments));
        term(out, name.bytes, _(verb->help));
        buffer_release(&name);
    }
}

static void commands(struct buffer *out)
{
    section(out, _("COMMANDS"));
    for (size_t i = 0; i < command_count(); i++) {
        struct buffer synopsis = BUFFER_EMPTY;
        help_synopsis(command_at(i), &synopsis);
        term(out, synopsis.bytes, _(command_at(i)->help));
        verbs(out, command_at(i));
        buffer_release(&synopsis);
    }
}

static void options(struct buffer *out)
{
    section(out, _("OPTIONS"));
    for (int i = 0; i < CLI_OPTIONS; i++) {
        const struct option_line *line = &option_lines[i];
        struct buffer name = BUFFER_EMPTY;
        if (line->brief != NULL)
            buffer_format(&name, "%s, ", line->brief);
        buffer_format(&name, "%s %s", line->name, line->value == NULL ? "" : _(line->value));
        term(out, name.bytes, _(line->help));
        buffer_release(&name);
    }
}

static void configuration(struct buffer *out)
{
    section(out, _("CONFIGURATION"));
    paragraph(out, _("wijk.conf holds NAME = VALUE; lines; 'wijk config --dump' prints a commented "
                     "sample."));
    for (size_t i = 0; i < option_count(); i++)
        term(out, option_at(i)->name, _(option_at(i)->help));
}

/* The cell of a Markdown table that begins behind *at, without spaces around it; *at moves to the
 * next one. False: the line has no more. */
static bool next_cell(const char **at, const char *end, const char **cell, size_t *length)
{
    const char *start = *at;
    while (start < end && *start == ' ')
        start++;
    const char *stop = start;
    while (stop < end && (*stop != '|' || (stop > start && stop[-1] == '\\')))
        stop++;
    if (stop == end)
        return false;
    *at = stop + 1;
    while (stop > start && stop[-1] == ' ')
        stop--;
    *cell = start;
    *length = (size_t)(stop - start);
    return true;
}

/* A cell without Markdown's marks. */
static void add_cell(struct buffer *out, const char *cell, size_t length)
{
    struct buffer plain = BUFFER_EMPTY;
    for (size_t i = 0; i < length; i++)
        if (cell[i] != '`' && (cell[i] != '\\' || i + 1 == length || cell[i + 1] != '|'))
            buffer_add_byte(&plain, cell[i]);
    add_roff(out, plain.bytes, plain.length);
    buffer_release(&plain);
}

/* "| action | key | what |": the first cell is the term, the others follow. The line under a
 * table's header is left out. */
static void key_row(struct buffer *out, const char *line, const char *end)
{
    const char *at = line + 1, *cell;
    size_t length;
    for (int i = 0; next_cell(&at, end, &cell, &length); i++) {
        if (i == 0 && (length == 0 || cell[0] == '-' || cell[0] == ':') && length != 1)
            return;
        buffer_add_text(out, i == 0 ? ".TP\n\\fB" : i == 1 ? "" : "; ");
        add_cell(out, cell, length);
        if (i == 0)
            buffer_add_text(out, "\\fR\n");
    }
    buffer_add_byte(out, '\n');
}

static void keys(struct cli *cli, struct buffer *out)
{
    struct buffer table = BUFFER_EMPTY;
    cli->doors->keys(&table);
    section(out, _("KEYS"));
    for (const char *line = table.bytes; *line != '\0';) {
        const char *end = strchr(line, '\n');
        end = end == NULL ? line + strlen(line) : end;
        if (*line == '|') {
            key_row(out, line, end);
        } else if (end > line) {
            const char *text = line + strspn(line, "# ");
            buffer_add_text(out, *line == '#' ? ".SS " : ".PP\n");
            add_roff(out, text, (size_t)(end - text));
            buffer_add_byte(out, '\n');
        }
        line = *end == '\0' ? end : end + 1;
    }
    buffer_release(&table);
}

static void around(struct buffer *out)
{
    section(out, _("ENVIRONMENT"));
    term(out, "WIJK_FILE", _("The programme file to work on, unless -f names one."));
    term(out, "WIJK_CONFIG", _("The configuration to read, unless -c names one."));
    term(out, "WIJK_TODAY", _("The date that counts as today, like 2009-11-27, for tests."));
    section(out, _("FILES"));
    term(out, "$XDG_CONFIG_HOME/wijk/wijk.conf, /etc/wijk.conf",
         _("The configuration: the first of them that is there."));
    term(out, "$XDG_DATA_HOME/wijk/site.key", _("The keys with which changes are signed."));
    term(out, "NAME.backups/", _("Backups, in a folder beside the programme file."));
    section(out, _("EXIT STATUS"));
    term(out, "0", _("Done."));
    term(out, "1",
         _("Refused or failed; one line on standard error says what, where and what to "
           "do."));
    term(out, "2", _("Used wrongly."));
}

void help_manual(struct cli *cli)
{
    struct buffer *out = &cli->out;
    buffer_format(out, ".TH WIJK 1 \"\" \"wijk %s\"\n", WIJK_VERSION);
    section(out, _("NAME"));
    add_text(out, "wijk - ");
    add_text(out, _("the work of a neighbourhood programme, in one file"));
    buffer_add_byte(out, '\n');
    section(out, _("SYNOPSIS"));
    buffer_add_text(out, ".B wijk\n");
    add_text(out, _("[FILE]"));
    buffer_add_text(out, "\n.br\n.B wijk\n");
    add_text(out, _("COMMAND [ARGUMENT …] [OPTION …]"));
    buffer_add_byte(out, '\n');
    section(out, _("DESCRIPTION"));
    paragraph(out, _("Without a command wijk opens its screens on the programme file; without a "
                     "terminal it prints the overview. Everything the screens do can also be done "
                     "by the commands."));
    commands(out);
    options(out);
    keys(cli, out);
    configuration(out);
    around(out);
}

/* ---- completion ---- */

static void complete_command(struct buffer *out, const struct command *command)
{
    buffer_format(out, "%s\n", command->name);
    if (strstr(command->arguments, "ENTITY") != NULL)
        for (size_t i = 0; i < ENTITY_COUNT; i++)
            buffer_format(out, "%s %s\n", command->name, entities[i].table);
    if (strstr(command->arguments, "|all") != NULL)
        buffer_format(out, "%s all\n", command->name);
    for (size_t i = 0; command_verb(command, i) != NULL; i++)
        buffer_format(out, "%s %s\n", command->name, command_verb(command, i)->name);
    if (strcmp(command->name, "help") == 0)
        for (size_t i = 0; i < command_count(); i++)
            buffer_format(out, "%s %s\n", command->name, command_at(i)->name);
    if (strcmp(command->name, "add") != 0)
        return;
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        for (size_t at = 0; at < entities[i].field_count; at++)
            if ((entities[i].fields[at].flags & FIELD_GIVEN) == 0)
                buffer_format(out, "add %s %s=\n", entities[i].table,
                              entities[i].fields[at].column);
}

static void complete_options(struct buffer *out, const struct command *command)
{
    for (int i = 0; i < CLI_OPTIONS; i++)
        if ((command->takes & TAKES(i)) != 0 ||
            (i == CLI_JSON && (command->flags & COMMAND_JSON) != 0))
            buffer_format(out, "%s %s\n", command->name, option_lines[i].name);
}

void help_complete(struct cli *cli)
{
    for (size_t i = 0; i < command_count(); i++) {
        complete_command(&cli->out, command_at(i));
        complete_options(&cli->out, command_at(i));
    }
}
