/* money: budget lines added up, against the time that has gone. */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "table.h"
#include "wijk/app/money.h"

/* Share in thousandths as people read it: "45 %"; nothing without a plan. */
static void add_share(struct buffer *out, int share)
{
    if (share >= 0)
        buffer_format(out, "%d %%", (share + 5) / 10);
}

static void cell_money(struct table *table, int64_t cents)
{
    struct buffer text = BUFFER_EMPTY;
    money_format(&text, cents, number_style_of(language_now()));
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void cell_share(struct table *table, int share)
{
    struct buffer text = BUFFER_EMPTY;
    add_share(&text, share);
    table_cell(table, text.bytes);
    buffer_release(&text);
}

static void cells_of(struct table *table, const struct budget *sum)
{
    cell_money(table, sum->planned);
    cell_money(table, sum->committed);
    cell_money(table, sum->spent);
    cell_money(table, budget_left(sum));
    cell_share(table, budget_spent_share(sum));
    cell_share(table, budget_elapsed_share(sum));
}

static void name_columns(struct table *table)
{
    table_column(table, _("Planned"), true);
    table_column(table, _("Committed"), true);
    table_column(table, _("Spent"), true);
    table_column(table, _("Left"), true);
    table_column(table, _("Spent %"), true);
    table_column(table, _("Time gone"), true);
}

/* Where national money goes: each line with its effort and goals. */
static void print_lines(struct cli *cli, const struct money *money)
{
    struct table table;
    cli_line(cli, "%s", "");
    table_init(&table, cli);
    table_column(&table, _("Effort"), false);
    table_column(&table, _("Goals"), false);
    table_column(&table, _("Funder"), false);
    table_column(&table, _("Year"), true);
    table_column(&table, _("Planned"), true);
    table_column(&table, _("Spent"), true);
    for (size_t i = 0; i < money->line_count; i++) {
        const struct money_line *line = &money->lines[i];
        char year[16];
        snprintf(year, sizeof year, "%d", line->year);
        table_cell(&table, line->effort_name);
        table_cell(&table, line->goals);
        table_cell(&table, line->funder);
        table_cell(&table, year);
        cell_money(&table, line->sum.planned);
        cell_money(&table, line->sum.spent);
    }
    table_end(&table);
}

static void print_table(struct cli *cli, const struct money *money, enum money_by by)
{
    struct table table;
    table_init(&table, cli);
    table_column(&table, _(money_word(by)), false);
    name_columns(&table);
    for (size_t i = 0; i < money->count; i++) {
        table_cell(&table, money->rows[i].name);
        cells_of(&table, &money->rows[i].sum);
    }
    table_cell(&table, _("Total"));
    cells_of(&table, &money->total);
    table_end(&table);
    if (cli_given(cli, CLI_NATIONAL))
        print_lines(cli, money);
}

/* ---- JSON ---- */

static void json_sum(struct json *json, const struct budget *sum)
{
    json_key(json, "planned");
    json_money(json, sum->planned);
    json_key(json, "committed");
    json_money(json, sum->committed);
    json_key(json, "spent");
    json_money(json, sum->spent);
    json_key(json, "left");
    json_money(json, budget_left(sum));
    json_key(json, "spent_share");
    budget_spent_share(sum) < 0 ? json_null(json)
                                : json_real(json, budget_spent_share(sum) / 1000.0);
    json_key(json, "elapsed_share");
    budget_elapsed_share(sum) < 0 ? json_null(json)
                                  : json_real(json, budget_elapsed_share(sum) / 1000.0);
}

static void json_line(struct json *json, const struct money_line *line)
{
    char id[ID_TEXT_SIZE];
    id_format(line->line, id);
    json_open(json, '{');
    json_key(json, "id");
    json_text(json, id);
    json_key(json, "effort");
    json_text(json, line->effort_name);
    json_key(json, "goals");
    json_text(json, line->goals);
    json_key(json, "funder");
    json_text(json, line->funder);
    json_key(json, "year");
    json_integer(json, line->year);
    json_key(json, "purpose");
    json_text(json, line->purpose);
    json_sum(json, &line->sum);
    json_close(json);
}

static void print_json(struct cli *cli, const struct money *money)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "rows");
    json_open(&json, '[');
    for (size_t i = 0; i < money->count; i++) {
        json_open(&json, '{');
        json_key(&json, "name");
        json_text(&json, money->rows[i].name);
        json_sum(&json, &money->rows[i].sum);
        json_close(&json);
    }
    json_close(&json);
    json_key(&json, "total");
    json_open(&json, '{');
    json_sum(&json, &money->total);
    json_close(&json);
    json_key(&json, "lines");
    json_open(&json, '[');
    for (size_t i = 0; i < money->line_count; i++)
        json_line(&json, &money->lines[i]);
    json_close(&json);
    json_end(&json);
}

static bool read_question(struct cli *cli, struct money_question *question, struct error *error)
{
    *question =
        (struct money_question){.by = MONEY_FUNDER, .national = cli_given(cli, CLI_NATIONAL)};
    if (cli->count > 0 && !money_by_named(cli->arguments[0], &question->by))
        return cli_usage(cli, error,
                         _("money can be divided by funder, effort, theme, year, area or purpose, "
                           "not by '%s'"),
                         cli->arguments[0]);
    if (!cli_given(cli, CLI_YEAR))
        return true;
    char *end;
    long year = strtol(cli->given[CLI_YEAR], &end, 10);
    if (*end != '\0' || year < 1900 || year > 2200)
        return cli_usage(cli, error, _("--year is a year from 1900 to 2200, not '%s'"),
                         cli->given[CLI_YEAR]);
    question->year = (int)year;
    return true;
}

bool run_money(struct cli *cli, struct error *error)
{
    struct money_question question;
    struct money money;
    if (!read_question(cli, &question, error) ||
        !money_load(cli->session, &question, &money, error))
        return false;
    bool fits = !money.total.overflow;
    if (!fits)
        error_set(error, ERROR_INPUT,
                  _("The budget lines add up to more than can be counted; look for a line with "
                    "too many zeros in: list budget_line --sort planned"));
    else if (cli_given(cli, CLI_JSON))
        print_json(cli, &money);
    else
        print_table(cli, &money, question.by);
    money_release(&money);
    return fits;
}
