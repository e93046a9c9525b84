/* Over all meetings: the meetings themselves, decisions, actions, and since the last one. */
#include <stdlib.h>

#include "list.h"
#include "meeting.h"
#include "table.h"
#include "wijk/app/actions.h"
#include "wijk/app/exporting.h"
#include "wijk/app/minutes.h"
#include "wijk/app/rows.h"
#include "wijk/domain/code.h"

/* ---- meetings ---- */

bool meeting_run_list(struct cli *cli, struct id none, struct error *error)
{
    struct query query;
    (void)none;
    query_init(&query, ENTITY_MEETING);
    bool done = list_query(cli, &query, error) && list_print(cli, &query, error);
    query_release(&query);
    return done;
}

/* ---- decisions ---- */

static bool json_decisions(struct cli *cli, const struct decisions *decisions, struct error *error)
{
    struct json json;
    struct exporting *exporting = exporting_new(cli->session, error);
    if (exporting == NULL)
        return false;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < decisions->count && cli_flush(cli); i++) {
        json_open(&json, '{');
        exporting_json_fields(exporting, &json, &decisions->items[i].row);
        json_member_known(&json, "meeting", decisions->items[i].meeting_title);
        json_member_known(&json, "about", decisions->items[i].about);
        json_close(&json);
    }
    json_end(&json);
    exporting_free(exporting);
    return true;
}

static void cell_date(struct table *table, date_t date)
{
    struct buffer text = BUFFER_EMPTY;
    if (date != DATE_NONE)
        date_format(&text, date, DATE_SHORT, language_now());
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void cell_number(struct table *table, int64_t number)
{
    struct buffer text = BUFFER_EMPTY;
    if (number > 0)
        buffer_format(&text, "%lld", (long long)number);
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void cell_code(struct table *table, const struct row *decision)
{
    struct buffer text = BUFFER_EMPTY;
    code_decision(&text, decision);
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void table_decisions(struct cli *cli, const struct decisions *decisions)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Number"), true);
    table_column(&table, _("Taken on"), false);
    table_column(&table, _("Decision"), false);
    table_column(&table, _("About"), false);
    for (size_t i = 0; i < decisions->count && cli_flush(cli); i++) {
        const struct decision_line *line = &decisions->items[i];
        cell_code(&table, &line->row);
        cell_date(&table, row_date(&line->row, "taken_on"));
        table_cell(&table, row_text(&line->row, "text"));
        table_cell(&table, line->about);
    }
    table_end(&table);
}

bool meeting_run_decisions(struct cli *cli, struct id none, struct error *error)
{
    struct decisions decisions;
    if (meeting_wants_paper(cli))
        return meeting_put_paper(cli, none, minutes_decisions, error);
    if (!decisions_load(cli->session, cli->given[CLI_WHERE], &decisions, error))
        return false;
    bool done = true;
    if (cli_given(cli, CLI_JSON))
        done = json_decisions(cli, &decisions, error);
    else
        table_decisions(cli, &decisions);
    decisions_release(&decisions);
    return done;
}

/* ---- actions ---- */

static bool json_actions(struct cli *cli, const struct actions *actions, struct error *error)
{
    struct json json;
    struct exporting *exporting = exporting_new(cli->session, error);
    if (exporting == NULL)
        return false;
    json_begin(&json, &cli->out, true);
    json_open(&json, '[');
    for (size_t i = 0; i < actions->count && cli_flush(cli); i++) {
        const struct action_line *line = &actions->items[i];
        json_open(&json, '{');
        exporting_json_fields(exporting, &json, &line->row);
        json_member_known(&json, "owner", line->owner);
        json_member_known(&json, "owed_by", line->partner_name);
        json_member_known(&json, "meeting", line->meeting);
        json_key(&json, "overdue");
        json_boolean(&json, line->overdue);
        json_close(&json);
    }
    json_end(&json);
    exporting_free(exporting);
    return true;
}

static void table_actions(struct cli *cli, const struct actions *actions)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _("Code"), false);
    table_column(&table, _("Due"), false);
    table_column(&table, "", false);
    table_column(&table, _("What"), false);
    table_column(&table, _("Owner"), false);
    table_column(&table, _("Carried"), true);
    for (size_t i = 0; i < actions->count && cli_flush(cli); i++) {
        const struct action_line *line = &actions->items[i];
        table_cell(&table, row_text(&line->row, "code"));
        cell_date(&table, line->due);
        table_cell(&table, line->overdue ? "!" : "");
        table_cell(&table, row_text(&line->row, "what"));
        table_cell(&table, line->owner);
        cell_number(&table, line->carried);
    }
    table_end(&table);
    cli_line(cli, _("%zu open, %zu overdue, %zu carried over before"), actions->open,
             actions->overdue, actions->carried);
}

bool meeting_run_actions(struct cli *cli, struct id none, struct error *error)
{
    struct actions actions;
    struct actions_filter filter = {.typed = cli->given[CLI_WHERE]};
    if (meeting_wants_paper(cli))
        return meeting_put_paper(cli, none, minutes_actions, error);
    if (!actions_load(cli->session, &filter, &actions, error))
        return false;
    bool done = true;
    if (cli_given(cli, CLI_JSON))
        done = json_actions(cli, &actions, error);
    else
        table_actions(cli, &actions);
    actions_release(&actions);
    return done;
}

static bool find_action(struct cli *cli, struct id *action, struct error *error)
{
    enum entity_kind kind;
    const char *code = meeting_argument(cli, 0);
    if (!rows_find_code(cli->session, code, &kind, action, error))
        return false;
    return kind == ENTITY_ACTION ||
           error_set(error, ERROR_INPUT,
                     _("%s is not an action; 'wijk meeting actions' shows them"), code);
}

static bool print_action(struct cli *cli, struct id action, const char *format, struct error *error)
{
    struct row row;
    if (!rows_get(cli->session, ENTITY_ACTION, action, &row, error))
        return false;
    bool done =
        cli_print_row(cli, cli_given(cli, CLI_DRY) ? _("Could be done: %s") : format, &row, error);
    row_release(&row);
    return done;
}

bool meeting_run_done(struct cli *cli, struct id none, struct error *error)
{
    struct id action;
    (void)none;
    return find_action(cli, &action, error) && action_done(cli->session, action, error) &&
           print_action(cli, action, _("Done: %s"), error);
}

bool meeting_run_drop(struct cli *cli, struct id none, struct error *error)
{
    struct id action;
    (void)none;
    return find_action(cli, &action, error) && action_drop(cli->session, action, error) &&
           print_action(cli, action, _("Dropped: %s"), error);
}

/* ---- since the last meeting ---- */

static const struct {
    const char *value, *label;
} since_kinds[SINCE_KINDS] = {
    [SINCE_MEASUREMENT] = {"measurement", N_("came in")},
    [SINCE_PROBLEM] = {"problem", N_("was raised")},
    [SINCE_SOLVED] = {"solved", N_("was closed")},
    [SINCE_WORSE] = {"worse", N_("turned worse")},
    [SINCE_BETTER] = {"better", N_("turned better")},
    [SINCE_DONE] = {"done", N_("was done")},
    [SINCE_BROKEN] = {"not done", N_("was promised, not done")},
};

static void json_since(struct cli *cli, const struct since *since)
{
    struct json json;
    char id[ID_TEXT_SIZE], day[DATE_TEXT_SIZE];
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "meeting");
    id_format(since->meeting, id);
    json_text(&json, id_is_none(since->meeting) ? NULL : id);
    if (since->day != DATE_NONE)
        date_iso(since->day, day);
    json_member_known(&json, "day", since->day == DATE_NONE ? NULL : day);
    json_key(&json, "changes");
    json_open(&json, '[');
    for (size_t i = 0; i < since->count; i++) {
        const struct since_line *line = &since->lines[i];
        json_open(&json, '{');
        json_member_known(&json, "kind", since_kinds[line->kind].value);
        json_member_known(&json, "entity", entities[line->entity].table);
        id_format(line->row, id);
        json_member_known(&json, "id", id);
        json_member_known(&json, "code", line->code);
        json_member_known(&json, "text", line->text);
        json_member_known(&json, "details", line->details);
        json_close(&json);
    }
    json_end(&json);
}

static void table_since(struct cli *cli, const struct since *since)
{
    struct table table;
    struct buffer words = BUFFER_EMPTY, day = BUFFER_EMPTY;
    if (id_is_none(since->meeting)) {
        cli_line(cli, "%s", _("There was no meeting yet"));
        return;
    }
    date_format(&day, since->day, DATE_SHORT, language_now());
    since_words(since, &words);
    cli_line(cli, _("Since the meeting of %s: %s"), day.bytes, words.bytes);
    buffer_release(&words);
    buffer_release(&day);
    if (since->count == 0)
        return;
    table_init(&table, cli);
    table_column(&table, "", false);
    table_column(&table, _("Code"), false);
    table_column(&table, _("What"), false);
    table_column(&table, "", false);
    for (size_t i = 0; i < since->count && cli_flush(cli); i++) {
        table_cell(&table, _(since_kinds[since->lines[i].kind].label));
        table_cell(&table, since->lines[i].code);
        table_cell(&table, since->lines[i].text);
        table_cell(&table, since->lines[i].details);
    }
    table_end(&table);
}

bool meeting_run_since(struct cli *cli, struct id none, struct error *error)
{
    struct since since;
    (void)none;
    if (!since_load(cli->session, &since, error))
        return false;
    if (cli_given(cli, CLI_JSON))
        json_since(cli, &since);
    else
        table_since(cli, &since);
    since_release(&since);
    return true;
}
