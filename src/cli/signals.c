/* signals: what seems to go wrong, with the reason. */
#include "wijk/app/signals.h"
#include "command.h"
#include "table.h"
#include "wijk/app/rows.h"

static void json_code(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, *text == '\0' ? NULL : text);
}

/* `about` is the code where there is one, else the name, as other commands take it. */
static void print_signal(struct cli *cli, struct json *json, const struct signal *signal)
{
    struct buffer about = BUFFER_EMPTY;
    char id[ID_TEXT_SIZE], since[DATE_TEXT_SIZE] = "";
    id_format(signal->about, id);
    rows_code(cli->session, signal->about_kind, signal->about, &about);
    if (about.length == 0)
        buffer_add_text(&about, *signal->code != '\0' ? signal->code : signal->title);
    if (signal->finding.since != DATE_NONE)
        date_iso(signal->finding.since, since);
    json_open(json, '{');
    json_code(json, "kind", signal_name(signal->kind)->value);
    json_code(json, "reason", signal->reason);
    json_code(json, "about", about.bytes);
    json_code(json, "since", since);
    json_code(json, "title", signal->title);
    json_code(json, "entity", entities[signal->about_kind].table);
    json_code(json, "id", id);
    json_code(json, "light", light_value(signal->finding.light));
    json_key(json, "severity");
    json_integer(json, signal->finding.severity);
    json_close(json);
    buffer_release(&about);
}

static void print_json(struct cli *cli, const struct signals *signals)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < signals->count; i++)
        print_signal(cli, &json, &signals->items[i]);
    json_end(&json);
}

static void print_table(struct cli *cli, const struct signals *signals)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, "", false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Title"), false);
    table_column(&table, _("Why"), false);
    for (size_t i = 0; i < signals->count; i++) {
        const struct signal *signal = &signals->items[i];
        table_cell(&table, signal_name(signal->kind)->glyph);
        table_cell(&table, signal->code);
        table_cell(&table, signal->title);
        table_cell(&table, signal->reason);
    }
    table_end(&table);
    if (signals->aside > 0)
        cli_line(cli,
                 ngettext("%zu signal was put aside", "%zu signals were put aside",
                          (unsigned long)signals->aside),
                 signals->aside);
}

bool run_signals(struct cli *cli, struct error *error)
{
    struct signals signals;
    if (!signals_load(cli->session, &signals, error))
        return false;
    bool told = signals_tell_all(cli->session, &signals, error);
    if (told && cli_given(cli, CLI_JSON))
        print_json(cli, &signals);
    else if (told)
        print_table(cli, &signals);
    signals_release(&signals);
    return told;
}
