/* help: from the tables of commands, options and entities. */
#include <string.h>

#include "command.h"
#include "table.h"

/* "--where FILTER" */
static void add_option(struct buffer *out, const struct option_line *line)
{
    buffer_format(out, "%s%s%s", line->name, line->value == NULL ? "" : " ",
                  line->value == NULL ? "" : _(line->value));
}

static bool takes(const struct command *command, int option)
{
    if (option == CLI_JSON)
        return (command->flags & COMMAND_JSON) != 0;
    return (command->takes & TAKES(option)) != 0;
}

void help_synopsis(const struct command *command, struct buffer *out)
{
    buffer_format(out, "wijk %s", command->name);
    if (*command->arguments != '\0')
        buffer_format(out, " %s", _(command->arguments));
    for (int i = 0; i < CLI_OPTIONS; i++) {
        if (!takes(command, i))
            continue;
        buffer_add_text(out, " [");
        add_option(out, &option_lines[i]);
        buffer_add_byte(out, ']');
    }
}

static void print_options(struct cli *cli, const struct command *command)
{
    struct table table;
    struct buffer name = BUFFER_EMPTY;
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Option"), false);
    table_column(&table, "", false);
    for (int i = 0; i < CLI_OPTIONS; i++) {
        const struct option_line *line = &option_lines[i];
        if (command == NULL ? !line->everywhere : !takes(command, i))
            continue;
        buffer_clear(&name);
        if (line->brief != NULL)
            buffer_format(&name, "%s, ", line->brief);
        add_option(&name, line);
        table_cell(&table, name.bytes);
        table_cell(&table, _(line->help));
    }
    table_end(&table);
    buffer_release(&name);
}

static void help_all(struct cli *cli)
{
    struct table table;
    cli_line(cli, "%s", _("wijk: the work of a neighbourhood programme, in one file"));
    cli_line(cli, "\n%s",
             _("wijk [FILE] opens the screens; without a terminal it prints the "
               "overview.\n"));
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Command"), false);
    table_column(&table, "", false);
    for (size_t i = 0; i < command_count(); i++) {
        struct buffer name = BUFFER_EMPTY;
        const char *arguments = command_at(i)->arguments;
        buffer_format(&name, "%s %s", command_at(i)->name, *arguments == '\0' ? "" : _(arguments));
        table_cell(&table, name.bytes);
        table_cell(&table, _(command_at(i)->help));
        buffer_release(&name);
    }
    table_end(&table);
    buffer_add_byte(&cli->out, '\n');
    print_options(cli, NULL);
    cli_line(cli, "\n%s",
             _("'wijk help COMMAND' tells more of a command, 'wijk help ENTITY' the fields of an "
               "entity:"));
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        buffer_format(&cli->out, "%s%s", i > 0 ? ", " : "  ", entities[i].table);
    buffer_add_byte(&cli->out, '\n');
}

static void print_verbs(struct cli *cli, const struct command *command)
{
    struct table table;
    const struct verb_line *verb;
    buffer_add_byte(&cli->out, '\n');
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Verb"), false);
    table_column(&table, "", false);
    for (size_t i = 0; (verb = command_verb(command, i)) != NULL; i++) {
        struct buffer name = BUFFER_EMPTY;
        buffer_format(&name, "%s %s", verb->name,
                      *verb->arguments == '\0' ? "" : _(verb->arguments));
        table_cell(&table, name.bytes);
        table_cell(&table, _(verb->help));
        buffer_release(&name);
    }
    table_end(&table);
}

static void help_command(struct cli *cli, const struct command *command)
{
    struct buffer synopsis = BUFFER_EMPTY;
    help_synopsis(command, &synopsis);
    cli_line(cli, "%s\n\n%s", synopsis.bytes, _(command->help));
    if (command_verb(command, 0) != NULL)
        print_verbs(cli, command);
    if (command->takes != 0 || (command->flags & COMMAND_JSON) != 0) {
        buffer_add_byte(&cli->out, '\n');
        print_options(cli, command);
    }
    buffer_release(&synopsis);
}

/* ---- entities ---- */

static const char *type_word(const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return _("text");
    case FIELD_INTEGER:
        return _("whole number");
    case FIELD_DECIMAL:
        return _("number");
    case FIELD_MONEY:
        return _("euros");
    case FIELD_DATE:
        return _("date");
    case FIELD_MOMENT:
        return _("date and time");
    case FIELD_CHOICE:
        return _("choice");
    case FIELD_FLAG:
        return _("yes or no");
    case FIELD_ENTITY:
        return _("entity");
    case FIELD_ROW:
        return _("row of that entity");
    case FIELD_REFERENCE:
        break;
    }
    return entities[field->refers_to].table;
}

/* What it may be and what it is for. */
static void add_meaning(struct buffer *out, const struct field *field)
{
    for (const struct choice *at = field->choices; at != NULL && at->value != NULL; at++) {
        buffer_format(out, "%s%s", at == field->choices ? "" : ", ", at->value);
        if (strcmp(at->value, _(at->label)) != 0)
            buffer_format(out, " (%s)", _(at->label));
    }
    if (field->help != NULL)
        buffer_format(out, "%s%s", out->length > 0 ? ". " : "", _(field->help));
}

static void help_entity(struct cli *cli, const struct entity *entity)
{
    struct table table;
    struct buffer meaning = BUFFER_EMPTY;
    cli_line(cli, "%s: %s", entity->table, _(entity->label));
    cli_line(cli, "%s", _("Fields; * must be given, = is given by the program"));
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Field"), false);
    table_column(&table, "", false);
    table_column(&table, _("Label"), false);
    table_column(&table, _("Type"), false);
    table_column(&table, _("Meaning"), false);
    for (size_t i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        bool given = (field->flags & FIELD_GIVEN) != 0;
        bool required = (field->flags & FIELD_REQUIRED) != 0 && field->initial == NULL;
        buffer_clear(&meaning);
        add_meaning(&meaning, field);
        table_cell(&table, field->column);
        table_cell(&table, given ? "=" : required ? "*" : "");
        table_cell(&table, _(field->label));
        table_cell(&table, type_word(field));
        table_cell(&table, meaning.bytes);
    }
    table_end(&table);
    buffer_release(&meaning);
}

bool run_help(struct cli *cli, struct error *error)
{
    if (cli_given(cli, CLI_MAN))
        help_manual(cli);
    else if (cli_given(cli, CLI_COMPLETE))
        help_complete(cli);
    else if (cli->count == 0)
        help_all(cli);
    else if (command_named(cli->arguments[0]) != NULL)
        help_command(cli, command_named(cli->arguments[0]));
    else if (entity_by_name(cli->arguments[0]) != NULL)
        help_entity(cli, entity_by_name(cli->arguments[0]));
    else
        return cli_usage(cli, error, _("'%s' is neither a command nor an entity"),
                         cli->arguments[0]);
    return true;
}
