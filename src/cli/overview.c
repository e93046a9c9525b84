/* The overview as text: for pipes, screen readers and first looks. */
#include <string.h>

#include "city.h"
#include "command.h"
#include "table.h"
#include "wijk/app/programme.h"

static void count_cell(struct table *table, int count)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%d", count);
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void themes(struct cli *cli, const struct overview *overview)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Theme"), false);
    table_column(&table, _("Goals"), true);
    table_column(&table, _("on track"), true);
    table_column(&table, _("behind"), true);
    table_column(&table, _("off track"), true);
    table_column(&table, _("no figure"), true);
    table_column(&table, _("Problems"), true);
    table_column(&table, _("Critical"), true);
    for (size_t i = 0; i < overview->theme_count; i++) {
        const struct overview_theme *theme = &overview->themes[i];
        struct buffer name = BUFFER_EMPTY;
        if (theme->code != NULL && *theme->code != '\0')
            buffer_format(&name, "%s ", theme->code);
        buffer_add_text(&name, theme->name);
        table_cell(&table, name.bytes);
        count_cell(&table, theme->goals);
        count_cell(&table, theme->on_track);
        count_cell(&table, theme->behind);
        count_cell(&table, theme->off_track);
        count_cell(&table, theme->no_figure);
        count_cell(&table, theme->problems);
        count_cell(&table, theme->critical);
        buffer_release(&name);
    }
    table_end(&table);
}

static void notices(struct cli *cli, const struct overview *overview)
{
    struct table table;
    if (overview->signals.count == 0)
        return;
    cli_line(cli, "\n%s", _("Asks for attention"));
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, "", false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("What"), false);
    for (size_t i = 0; i < overview->signals.count; i++) {
        const struct signal *signal = &overview->signals.items[i];
        table_cell(&table, signal_name(signal->kind)->glyph);
        table_cell(&table, signal->code);
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, _("%s: %s"), signal->title, signal->reason);
        table_cell(&table, text.bytes);
        buffer_release(&text);
    }
    table_end(&table);
}

static void lately(struct cli *cli, const struct overview *overview)
{
    buffer_add_byte(&cli->out, '\n');
    if (overview->since != NULL) {
        struct buffer day = BUFFER_EMPTY;
        date_format(&day, overview->met_on, DATE_SHORT, language_now());
        cli_line(cli, _("Since the meeting of %s: %s"), day.bytes, overview->since);
        buffer_release(&day);
        return;
    }
    cli_line(cli, _("In the last 30 days: measurements %d, changes %d"),
             overview->measurements_lately, overview->changes_lately);
}

bool run_overview(struct cli *cli, struct error *error)
{
    struct overview overview;
    if (!overview_load(cli->session, &overview, error))
        return false;
    bool told = signals_tell_all(cli->session, &overview.signals, error);
    if (told) {
        struct buffer heading = BUFFER_EMPTY;
        session_heading(cli->session, &heading);
        cli_line(cli, "%s\n", heading.bytes);
        buffer_release(&heading);
        themes(cli, &overview);
        told = !city_is_asked(cli) || city_print(cli, error);
        notices(cli, &overview);
        lately(cli, &overview);
    }
    overview_release(&overview);
    return told;
}
