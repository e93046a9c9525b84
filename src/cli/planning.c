/* planning: what is planned when, who has too much at once, and moving a date. */
#include "wijk/app/planning.h"

#include <string.h>

#include "command.h"
#include "table.h"
#include "wijk/app/rows.h"

static void json_flag(struct json *json, const char *key, bool flag)
{
    json_key(json, key);
    json_boolean(json, flag);
}

static void json_line(struct json *json, const struct planning_line *line)
{
    char id[ID_TEXT_SIZE];
    id_format(line->id, id);
    json_open(json, '{');
    json_member_known(json, "kind", entities[line->kind].table);
    json_member_known(json, "code", line->code);
    json_member_known(json, "title", line->title);
    json_member_known(json, "area", line->where);
    json_member_known(json, "who", line->who);
    json_member_date(json, "starts", line->starts);
    json_member_date(json, "ends", line->ends);
    json_member_date(json, "first_ends", line->first_ends);
    json_key(json, "moved");
    json_integer(json, line->moved);
    json_flag(json, "done", line->done);
    json_flag(json, "late", line->late);
    json_flag(json, "experiment", line->experiment);
    json_flag(json, "crowded", line->crowded);
    json_member_known(json, "id", id);
    json_close(json);
}

static void print_json(struct cli *cli, const struct planning *planning)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "lines");
    json_open(&json, '[');
    for (size_t i = 0; i < planning->lines.count; i++)
        json_line(&json, &planning->lines.items[i]);
    json_close(&json);
    json_key(&json, "at_once");
    json_integer(&json, planning->limit);
    json_key(&json, "crowded");
    json_open(&json, '[');
    for (size_t i = 0; i < planning->crowds.count; i++) {
        const struct planning_crowd *crowd = &planning->crowds.items[i];
        json_open(&json, '{');
        json_member_known(&json, "partner", crowd->name);
        json_key(&json, "efforts");
        json_integer(&json, crowd->peak.most);
        json_member_date(&json, "from", crowd->peak.from);
        json_member_date(&json, "until", crowd->peak.until);
        json_close(&json);
    }
    json_end(&json);
}

static void date_cell(struct table *table, date_t date)
{
    struct buffer text = BUFFER_EMPTY;
    if (date != DATE_NONE)
        date_format(&text, date, DATE_SHORT, language_now());
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void print_crowds(struct cli *cli, const struct planning *planning)
{
    for (size_t i = 0; i < planning->crowds.count; i++) {
        const struct planning_crowd *crowd = &planning->crowds.items[i];
        struct buffer from = BUFFER_EMPTY;
        date_format(&from, crowd->peak.from, DATE_SHORT, language_now());
        cli_line(cli, _("Too much at once: %s, %d efforts on %s"), crowd->name, crowd->peak.most,
                 from.bytes);
        buffer_release(&from);
    }
}

static void print_table(struct cli *cli, const struct planning *planning)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Kind"), false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Starts"), false);
    table_column(&table, _("Ends"), false);
    table_column(&table, _("At first"), false);
    table_column(&table, _("State"), false);
    table_column(&table, _("Title"), false);
    table_column(&table, _("Who"), false);
    for (size_t i = 0; i < planning->lines.count; i++) {
        const struct planning_line *line = &planning->lines.items[i];
        table_cell(&table, _(entities[line->kind].label));
        table_cell(&table, line->code);
        date_cell(&table, line->kind == ENTITY_EFFORT ? line->starts : DATE_NONE);
        date_cell(&table, line->ends);
        date_cell(&table, line->first_ends);
        table_cell(&table, line->done ? _("done") : line->late ? _("late") : "");
        table_cell(&table, line->title);
        table_cell(&table, line->who);
    }
    table_end(&table);
    print_crowds(cli, planning);
}

static bool read_day(struct cli *cli, enum cli_option option, date_t *day, struct error *error)
{
    *day = DATE_NONE;
    return !cli_given(cli, option) || date_read(cli->given[option], cli->session->today, day) ||
           error_set(error, ERROR_INPUT, _("'%s' is not a date"), cli->given[option]);
}

static bool print_planning(struct cli *cli, struct error *error)
{
    struct planning_request request;
    struct planning planning;
    if (!read_day(cli, CLI_FROM, &request.from, error) ||
        !read_day(cli, CLI_TO, &request.to, error) ||
        !planning_load(cli->session, &request, &planning, error))
        return false;
    (cli_given(cli, CLI_JSON) ? print_json : print_table)(cli, &planning);
    planning_release(&planning);
    return true;
}

static bool move(struct cli *cli, struct error *error)
{
    struct planning_moving moving;
    struct buffer reason = BUFFER_EMPTY;
    struct row row;
    if (cli->count < 4)
        return cli_usage(cli, error, _("which row, to which date, and why?"));
    if (!rows_find_code(cli->session, cli->arguments[1], &moving.kind, &moving.id, error))
        return false;
    if (!date_read(cli->arguments[2], cli->session->today, &moving.to))
        return error_set(error, ERROR_INPUT, _("'%s' is not a date"), cli->arguments[2]);
    cli_join(cli, 3, &reason);
    moving.reason = reason.bytes;
    bool done = planning_move(cli->session, &moving, error) &&
                rows_get(cli->session, moving.kind, moving.id, &row, error);
    buffer_release(&reason);
    if (!done)
        return false;
    done = cli_print_row(cli, _("Moved: %s"), &row, error);
    row_release(&row);
    return done;
}

bool run_planning(struct cli *cli, struct error *error)
{
    if (cli->count == 0)
        return print_planning(cli, error);
    if (strcmp(cli->arguments[0], "move") == 0)
        return move(cli, error);
    return cli_usage(cli, error, _("'%s' is not move"), cli->arguments[0]);
}
