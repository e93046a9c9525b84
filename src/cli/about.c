/* init, keys, config: around the programme file. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "table.h"
#include "wijk/app/starting.h"
#include "wijk/base/path.h"
#include "wijk/config/config.h"
#include "wijk/config/options.h"

/* ---- init ---- */

static void print_made(struct cli *cli, const char *path)
{
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, "file");
        json_text(&json, path);
        json_end(&json);
    } else {
        cli_line(cli, cli_given(cli, CLI_DRY) ? _("Would make: %s") : _("Made: %s"), path);
    }
}

static bool could_make(const char *path, struct error *error)
{
    char *folder = path_folder(path);
    bool fine = true;
    if (path_exists(path))
        fine = error_set(error, ERROR_REFUSED,
                         _("%s: there is a file of this name already; choose another name"), path);
    else if (!path_exists(folder))
        fine = error_set(error, ERROR_NOT_FOUND, _("%s: there is no folder %s"), path, folder);
    free(folder);
    return fine;
}

bool run_init(struct cli *cli, struct error *error)
{
    const char *path = cli->arguments[0];
    struct session_options options = {
        .path = path, .config = cli->config, .person = cli->given[CLI_PERSON]};
    struct starting starting = {.area = cli->given[CLI_AREA], .demo = cli_given(cli, CLI_DEMO)};
    bool done = cli_given(cli, CLI_DRY) ? could_make(path, error)
                                        : starting_make(&cli->session, &options, &starting, error);
    if (done)
        print_made(cli, path);
    return done;
}

/* ---- keys ---- */

bool run_keys(struct cli *cli, struct error *error)
{
    (void)error;
    cli->doors->keys(&cli->out);
    return true;
}

/* ---- config ---- */

static void print_keys(struct cli *cli, struct table *table)
{
    const char *action, *keys;
    struct buffer name = BUFFER_EMPTY;
    for (size_t i = 0; config_key_at(cli->config, i, &action, &keys, NULL); i++) {
        buffer_clear(&name);
        buffer_format(&name, "keys.%s", action);
        table_cell(table, name.bytes);
        table_cell(table, keys);
    }
    buffer_release(&name);
}

bool run_config(struct cli *cli, struct error *error)
{
    struct table table;
    struct buffer value = BUFFER_EMPTY;
    (void)error;
    if (cli_given(cli, CLI_DUMP)) {
        config_dump(&cli->out);
        return true;
    }
    const char *path = config_path(cli->config);
    if (path != NULL)
        cli_line(cli, _("From %s"), path);
    else
        cli_line(cli, _("There is no configuration file: these are the defaults"));
    table_init(&table, cli);
    table_column(&table, _("Option"), false);
    table_column(&table, _("Value"), false);
    for (size_t i = 0; i < option_count(); i++) {
        if (option_at(i)->type == OPTION_KEYS)
            continue;
        buffer_clear(&value);
        config_value(cli->config, option_at(i)->name, &value);
        table_cell(&table, option_at(i)->name);
        table_cell(&table, value.bytes);
    }
    print_keys(cli, &table);
    table_end(&table);
    buffer_release(&value);
    return true;
}
