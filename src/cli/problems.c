/* problems, escalate, decide, handback and merge: the coordinator's work from the shell. */
#include <string.h>

#include "command.h"
#include "list.h"
#include "table.h"
#include "wijk/app/escalations.h"
#include "wijk/app/exporting.h"
#include "wijk/app/merging.h"
#include "wijk/app/queue.h"
#include "wijk/app/rows.h"

/* ---- the queue ---- */

/* To four decimals: 7.56, not 7.5600000000000005. No factor is below 0. */
static void factor(struct json *json, const char *name, double value)
{
    json_key(json, name);
    json_real(json, (double)(int64_t)(value * 10000 + 0.5) / 10000);
}

static void print_score(struct json *json, const struct score *score)
{
    struct buffer words = BUFFER_EMPTY;
    score_words(&words, score, language_now());
    factor(json, "score", score->total);
    json_key(json, "score_words");
    json_text(json, words.bytes);
    json_key(json, "score_parts");
    json_open(json, '{');
    factor(json, "severity", score->severity);
    factor(json, "age", score->age);
    factor(json, "age_days", score->age_days);
    factor(json, "level", score->escalation);
    factor(json, "overdue", score->overdue);
    factor(json, "overdue_days", score->overdue_days);
    factor(json, "charter", score->charter);
    json_close(json);
    buffer_release(&words);
}

struct printing {
    struct cli *cli;
    struct exporting *exporting; /* NULL: a table */
    struct json json;
    struct table table;
};

static void print_item(struct printing *printing, const struct row *row, const struct score *score)
{
    struct buffer text = BUFFER_EMPTY;
    if (printing->exporting != NULL) {
        json_open(&printing->json, '{');
        exporting_json_fields(printing->exporting, &printing->json, row);
        print_score(&printing->json, score);
        json_close(&printing->json);
        return;
    }
    score_total(&text, score, language_now());
    table_cell(&printing->table, text.bytes);
    list_row(printing->cli, &printing->table, row);
    buffer_release(&text);
}

static bool print_items(struct printing *printing, const struct queue *queue, struct error *error)
{
    struct session *session = printing->cli->session;
    for (size_t i = 0; i < queue->count && printing->cli->output_failed == 0; i++) {
        struct row row;
        struct score score;
        if (!rows_get(session, ENTITY_PROBLEM, queue->items[i].id, &row, error))
            return false;
        score_of(&queue->items[i].facts, session->today, &score);
        print_item(printing, &row, &score);
        row_release(&row);
        if (printing->exporting != NULL)
            cli_flush(printing->cli);
    }
    return true;
}

static bool print_queue(struct cli *cli, const struct queue *queue, struct error *error)
{
    struct printing printing = {.cli = cli};
    bool done;
    if (cli_given(cli, CLI_JSON)) {
        printing.exporting = exporting_new(cli->session, error);
        if (printing.exporting == NULL)
            return false;
        json_begin(&printing.json, &cli->out, true);
        json_open(&printing.json, '[');
        done = print_items(&printing, queue, error);
        json_end(&printing.json);
        exporting_free(printing.exporting);
    } else {
        table_init(&printing.table, cli);
        table_column(&printing.table, _("Score"), true);
        list_columns(&printing.table, &entities[ENTITY_PROBLEM]);
        done = print_items(&printing, queue, error);
        table_end(&printing.table);
    }
    return done;
}

static bool list_queue(struct cli *cli, const struct query *query, struct error *error)
{
    struct queue queue;
    if (cli_given(cli, CLI_SORT))
        return cli_usage(cli, error, _("--queue and --sort do not go together"));
    if (!queue_load(cli->session, query, &queue, error))
        return false;
    bool done = print_queue(cli, &queue, error);
    queue_release(&queue);
    return done;
}

bool run_problems(struct cli *cli, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    bool done = list_query(cli, &query, error);
    if (done && cli_given(cli, CLI_QUEUE))
        done = list_queue(cli, &query, error);
    else
        done = done && query_add(&query, "status", QUERY_NOT_EQUAL, value_text("solved"), error) &&
               query_add(&query, "status", QUERY_NOT_EQUAL, value_text("rejected"), error) &&
               list_print(cli, &query, error);
    query_release(&query);
    return done;
}

/* ---- the ladder ---- */

/* The problem that the first argument names. */
static bool find_problem(struct cli *cli, struct id *id, struct error *error)
{
    enum entity_kind kind;
    if (!rows_find_code(cli->session, cli->arguments[0], &kind, id, error))
        return false;
    return kind == ENTITY_PROBLEM ||
           error_set(error, ERROR_INPUT, _("%s is not a problem; 'wijk problems' shows them"),
                     cli->arguments[0]);
}

/* What became of it; with --dry-run, that it could be done. */
static bool print_problem(struct cli *cli, const char *format, struct id id, struct error *error)
{
    struct row row;
    if (!rows_get(cli->session, ENTITY_PROBLEM, id, &row, error))
        return false;
    bool done =
        cli_print_row(cli, cli_given(cli, CLI_DRY) ? _("Could be done: %s") : format, &row, error);
    row_release(&row);
    return done;
}

static bool read_by(struct cli *cli, date_t *by, struct error *error)
{
    const char *typed = cli->given[CLI_BY];
    *by = DATE_NONE;
    return typed == NULL || date_read(typed, cli->session->today, by) ||
           error_set(error, ERROR_INPUT, _("--by: '%s' is not a date; type it like 2009-11-27"),
                     typed);
}

bool run_escalate(struct cli *cli, struct error *error)
{
    struct escalation_request request = {.question = cli->given[CLI_QUESTION]};
    struct buffer level = BUFFER_EMPTY;
    struct id id;
    cli_join(cli, 1, &level);
    request.to = escalations_level(level.bytes);
    buffer_release(&level);
    if (request.to == LEVEL_COUNT)
        return cli_usage(cli, error,
                         _("the level is one of district, bureau, city board and national"));
    if (!cli_given(cli, CLI_QUESTION))
        return cli_usage(cli, error, _("say with --question what is asked of the higher level"));
    return find_problem(cli, &id, error) && read_by(cli, &request.decide_by, error) &&
           escalations_ask(cli->session, &(struct problems){&id, 1}, &request, error) &&
           print_problem(cli, _("Escalated: %s"), id, error);
}

bool run_decide(struct cli *cli, struct error *error)
{
    struct id id;
    if (!cli_given(cli, CLI_OUTCOME))
        return cli_usage(cli, error, _("say with --outcome what was decided"));
    return find_problem(cli, &id, error) &&
           escalations_decide(cli->session, &(struct problems){&id, 1}, cli->given[CLI_OUTCOME],
                              error) &&
           print_problem(cli, _("Decided: %s"), id, error);
}

bool run_handback(struct cli *cli, struct error *error)
{
    struct id id;
    if (!cli_given(cli, CLI_REASON))
        return cli_usage(cli, error, _("say with --reason why it is handed back"));
    return find_problem(cli, &id, error) &&
           escalations_hand_back(cli->session, &(struct problems){&id, 1}, cli->given[CLI_REASON],
                                 error) &&
           print_problem(cli, _("Handed back: %s"), id, error);
}

/* ---- doubles ---- */

bool run_merge(struct cli *cli, struct error *error)
{
    struct merging merging;
    enum entity_kind kind;
    struct row row;
    if (!rows_find_code(cli->session, cli->arguments[0], &merging.kind, &merging.row, error) ||
        !rows_find_code(cli->session, cli->arguments[1], &kind, &merging.into, error))
        return false;
    if (kind != merging.kind)
        return error_set(error, ERROR_INPUT, _("%s and %s are not of one kind"), cli->arguments[0],
                         cli->arguments[1]);
    bool done = kind == ENTITY_PROBLEM
                    ? merging_problems(cli->session, &(struct problems){&merging.row, 1},
                                       merging.into, error)
                    : merging_rows(cli->session, &merging, NULL, error);
    if (!done || !rows_get(cli->session, kind, merging.into, &row, error))
        return false;
    done = cli_print_row(
        cli, cli_given(cli, CLI_DRY) ? _("Could be merged into: %s") : _("Merged into: %s"), &row,
        error);
    row_release(&row);
    return done;
}
