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
            table_cell(&table, text.bytes);
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

static void json_cell(struct json *json, const char *theme, const struct city_cell *cell)
{
    json_open(json, '{');
    json_member_text(json, "theme", theme);
    json_member_text(json, "light", light_value(cell->light));
    json_member_integer(json, "goals", light_total(&cell->counts));
    json_member_integer(json, "on_track", cell->counts.of[LIGHT_GREEN]);
    json_member_integer(json, "behind", cell->counts.of[LIGHT_AMBER]);
    json_member_integer(json, "off_track", cell->counts.of[LIGHT_RED]);
    json_member_integer(json, "no_figure", cell->counts.of[LIGHT_GREY]);
    json_member_text(json, "light_before", light_value(cell->before));
    json_member_text(json, "trend", light_course_value(light_course_of(&cell->trend)));
    json_member_integer(json, "better", cell->trend.better);
    json_member_integer(json, "worse", cell->trend.worse);
    json_member_integer(json, "compared_with_city", cell->compared);
    json_member_integer(json, "ahead_of_city", cell->ahead);
    json_member_integer(json, "closing", cell->closing);
    json_member_integer(json, "widening", cell->widening);
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
        json_member_text(json, "id", id);
        json_member_text(json, "name", row->name);
        json_member_integer(json, "problems", row->problems);
        json_member_integer(json, "critical", row->critical);
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
        json_member_text(json, "code", question->code);
        json_member_text(json, "title", question->title);
        json_member_text(json, "neighbourhood", question->area);
        json_member_text(json, "question", question->question);
        json_member_date(json, "asked_on", question->asked_on);
        json_member_date(json, "decide_by", question->decide_by);
        json_key(json, "overdue");
        json_boolean(json, question->overdue);
        json_close(json);
    }
    json_close(json);
}

static bool json_signals(struct cli *cli, struct json *json, struct city *city, struct error *error)
{
    bool told = true;
    json_member_integer(json, "signal_count", (int)city->signals.count);
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
        json_member_text(json, "kind", signal_name(signal->kind)->value);
        json_member_text(json, "code", signal->code);
        json_member_text(json, "title", signal->title);
        json_member_text(json, "neighbourhood", area.length == 0 ? NULL : area.bytes);
        json_member_text(json, "reason", signal->reason);
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
    json_member_date(json, "since", city.since);
    json_rows(json, &city);
    json_board(json, &city);
    bool told = json_signals(cli, json, &city, error);
    json_close(json);
    city_release(&city);
    return told;
}
