/* The city as text and as JSON: neighbourhoods by themes, with what the screen of the city says. */
#include "city.h"

#include "table.h"
#include "wijk/app/city.h"

#define SHOWN 20 /* signals; `wijk signals` gives all */

bool city_is_asked(const struct cli *cli)
{
    return id_is_none(cli->session->programme) && session_programmes(cli->session) > 1;
}

/* ---- for people ---- */

static void cells(struct cli *cli, const struct city *city, enum city_view view)
{
    struct table table;
    struct buffer text = BUFFER_EMPTY;
    city_legend(&text, city, view);
    cli_line(cli, "\n%s", text.bytes);
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Neighbourhood"), false);
    for (int c = 0; c < city->theme_count; c++)
        table_column(&table, city->themes[c], false);
    if (view == CITY_LIGHTS) {
        table_column(&table, _("Problems"), true);
        table_column(&table, _("Critical"), true);
    }
    for (size_t i = 0; i < city->count; i++) {
        const struct city_row *row = &city->rows[i];
        table_cell(&table, row->name);
        for (int c = 0; c < city->theme_count; c++) {
            buffer_clear(&text);
            city_cell_text(&text, &row->cells[c], view);
            table_cell(&table, text.length == 0 ? "" : text.bytes);
        }
        int counts[] = {row->problems, row->critical};
        for (int c = 0; view == CITY_LIGHTS && c < 2; c++) {
            buffer_clear(&text);
            buffer_format(&text, "%d", counts[c]);
            table_cell(&table, text.bytes);
        }
    }
    table_end(&table);
    buffer_release(&text);
}

static void board(struct cli *cli, const struct city *city)
{
    struct table table;
    if (city->board.count == 0)
        return;
    cli_line(cli, "\n%s", _("Waiting for the board"));
    table_init(&table, cli);
    table.indent = 2;
    table_column(&table, _("Decide by"), false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Neighbourhood"), false);
    table_column(&table, _("Question"), false);
    for (size_t i = 0; i < city->board.count; i++) {
        const struct city_question *question = &city->board.items[i];
        struct buffer day = BUFFER_EMPTY;
        if (question->decide_by != DATE_NONE)
            date_format(&day, question->decide_by, DATE_SHORT, language_now());
        buffer_add_text(&day, question->overdue ? " !" : "");
        table_cell(&table, day.bytes);
        table_cell(&table, question->code);
        table_cell(&table, question->area);
        table_cell(&table, question->question);
        buffer_release(&day);
    }
    table_end(&table);
}

bool city_print(struct cli *cli, struct error *error)
{
    struct city city;
    if (!city_load(cli->session, &city, error))
        return false;
    for (int view = 0; view < CITY_VIEWS; view++)
        cells(cli, &city, (enum city_view)view);
    board(cli, &city);
    city_release(&city);
    return true;
}

/* ---- JSON ---- */

static void number(struct json *json, const char *key, int value)
{
    json_key(json, key);
    json_integer(json, value);
}

static void words(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

static void day(struct json *json, const char *key, date_t date)
{
    char iso[DATE_TEXT_SIZE];
    if (date != DATE_NONE)
        date_iso(date, iso);
    words(json, key, date == DATE_NONE ? NULL : iso);
}

static void json_cell(struct json *json, const char *theme, const struct city_cell *cell)
{
    json_open(json, '{');
    words(json, "theme", theme);
    words(json, "light", light_value(cell->light));
    number(json, "goals", light_total(&cell->counts));
    number(json, "on_track", cell->counts.of[LIGHT_GREEN]);
    number(json, "behind", cell->counts.of[LIGHT_AMBER]);
    number(json, "off_track", cell->counts.of[LIGHT_RED]);
    number(json, "no_figure", cell->counts.of[LIGHT_GREY]);
    words(json, "light_before", light_value(cell->before));
    number(json, "better", cell->better);
    number(json, "worse", cell->worse);
    number(json, "compared_with_city", cell->compared);
    number(json, "ahead_of_city", cell->ahead);
    number(json, "closing", cell->closing);
    number(json, "widening", cell->widening);
    json_close(json);
}

static void json_rows(struct json *json, const struct city *city)
{
    json_key(json, "neighbourhoods");
    json_open(json, '[');
    for (size_t i = 0; i < city->count; i++) {
        const struct city_row *row = &city->rows[i];
        char id[ID_TEXT_SIZE];
        id_format(row->programme, id);
        json_open(json, '{');
        words(json, "id", id);
        words(json, "name", row->name);
        number(json, "problems", row->problems);
        number(json, "critical", row->critical);
        json_key(json, "themes");
        json_open(json, '[');
        for (int c = 0; c < city->theme_count; c++)
            json_cell(json, city->themes[c], &row->cells[c]);
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

static void json_board(struct json *json, const struct city *city)
{
    json_key(json, "board");
    json_open(json, '[');
    for (size_t i = 0; i < city->board.count; i++) {
        const struct city_question *question = &city->board.items[i];
        json_open(json, '{');
        words(json, "code", question->code);
        words(json, "title", question->title);
        words(json, "neighbourhood", question->area);
        words(json, "question", question->question);
        day(json, "asked_on", question->asked_on);
        day(json, "decide_by", question->decide_by);
        json_key(json, "overdue");
        json_boolean(json, question->overdue);
        json_close(json);
    }
    json_close(json);
}

static bool json_signals(struct cli *cli, struct json *json, struct city *city, struct error *error)
{
    bool told = true;
    number(json, "signal_count", (int)city->signals.count);
    json_key(json, "signals");
    json_open(json, '[');
    for (size_t i = 0; told && i < SHOWN && i < city->signals.count; i++) {
        struct signal *signal = &city->signals.items[i];
        struct buffer area = BUFFER_EMPTY;
        told = signals_tell(cli->session, signal, error);
        if (!told)
            break;
        city_area(cli->session, signal->about_kind, signal->about, &area);
        json_open(json, '{');
        words(json, "kind", signal_name(signal->kind)->value);
        words(json, "code", signal->code);
        words(json, "title", signal->title);
        words(json, "neighbourhood", area.length == 0 ? NULL : area.bytes);
        words(json, "reason", signal->reason);
        json_close(json);
        buffer_release(&area);
    }
    json_close(json);
    return told;
}

bool city_json(struct cli *cli, struct json *json, struct error *error)
{
    struct city city;
    if (!city_load(cli->session, &city, error))
        return false;
    json_key(json, "city");
    json_open(json, '{');
    day(json, "since", city.since);
    json_rows(json, &city);
    json_board(json, &city);
    bool told = json_signals(cli, json, &city, error);
    json_close(json);
    city_release(&city);
    return told;
}
