/* log and flag: the typed line from the shell. */
#include <string.h>

#include "command.h"
#include "wijk/app/measuring.h"
#include "wijk/app/problems.h"
#include "wijk/app/rows.h"
#include "wijk/domain/quickline.h"

static struct quickline_context context_of(const struct cli *cli, enum quickline_kind plain)
{
    return (struct quickline_context){
        .language = language_now(), .today = cli->session->today, .plain = plain};
}

/* A mistake in the line, or a line of another kind than the command is for. */
static bool check_line(const struct quickline *line, enum quickline_kind wanted,
                       struct error *error)
{
    if (line->mistakes > 0)
        return error_set(error, ERROR_INPUT, "%s", quickline_mistake(line));
    if (line->empty)
        return error_set(error, ERROR_INPUT, _("the line is empty: there is nothing to add"));
    return line->kind == wanted ||
           error_set(error, ERROR_INPUT, _("this line is a %s, not a %s"),
                     _(quickline_word(line->kind)), _(quickline_word(wanted)));
}

static bool print_made(struct cli *cli, enum entity_kind kind, struct id id, struct error *error)
{
    struct row row;
    if (!rows_get(cli->session, kind, id, &row, error))
        return false;
    bool done = cli_print_row(cli, _("Added: %s"), &row, error);
    row_release(&row);
    return done;
}

/* What was understood of the line, and was made or with --dry-run would be. */
static void print_echo(struct cli *cli, const struct quickline *line,
                       const struct quickline_context *context)
{
    struct buffer echo = BUFFER_EMPTY;
    quickline_echo(&echo, line, context);
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, "would_add");
        json_text(&json, echo.bytes);
        json_end(&json);
    } else {
        cli_line(cli, cli_given(cli, CLI_DRY) ? _("Would add: %s") : _("Added: %s"), echo.bytes);
    }
    buffer_release(&echo);
}

/* ---- log ---- */

static enum quickline_measure measure_of(const struct row *indicator)
{
    const char *kind = row_text(indicator, "kind");
    if (kind != NULL && strcmp(kind, "words") == 0)
        return QUICKLINE_WORDS;
    return kind != NULL && strcmp(kind, "yes/no") == 0 ? QUICKLINE_YES_NO : QUICKLINE_NUMBER;
}

static bool set_date(struct cli *cli, struct quickline *line, struct error *error)
{
    const char *on = cli->given[CLI_ON];
    if (on == NULL)
        return true;
    line->date_given = true;
    return date_read(on, cli->session->today, &line->date) ||
           error_set(error, ERROR_INPUT, _("--on: '%s' is not a date; type it like 2009-11-27"),
                     on);
}

static bool set_status(struct cli *cli, struct quickline *line, struct error *error)
{
    const char *typed = cli->given[CLI_STATUS];
    const struct entity *entity = &entities[ENTITY_MEASUREMENT];
    if (typed == NULL)
        return true;
    const char *status = field_choice(&entity->fields[entity_field(entity, "status")], typed);
    if (status == NULL)
        return error_set(error, ERROR_INPUT,
                         _("--status: '%s' is none of final, provisional, estimate, secret and "
                           "unavailable"),
                         typed);
    line->status = status;
    return true;
}

/* The options say what the line did not; they go before it. */
static bool set_options(struct cli *cli, struct quickline *line, struct error *error)
{
    if (!set_date(cli, line, error) || !set_status(cli, line, error))
        return false;
    if (cli_given(cli, CLI_SOURCE)) {
        buffer_clear(&line->source);
        buffer_add_text(&line->source, cli->given[CLI_SOURCE]);
    }
    if (cli_given(cli, CLI_NOTE)) {
        buffer_clear(&line->note);
        buffer_add_text(&line->note, cli->given[CLI_NOTE]);
    }
    return true;
}

static bool log_line(struct cli *cli, const struct row *indicator, struct quickline *line,
                     struct error *error)
{
    struct quickline_context context = context_of(cli, QUICKLINE_MEASUREMENT);
    struct buffer typed = BUFFER_EMPTY;
    struct id id;
    context.measure = measure_of(indicator);
    context.about = row_text(indicator, "name");
    if (*cli->arguments[1] != '=')
        buffer_add_byte(&typed, '=');
    cli_join(cli, 1, &typed);
    quickline_read(line, typed.bytes, &context);
    bool done =
        check_line(line, QUICKLINE_MEASUREMENT, error) &&
        (!line->value_known || !line->value.ambiguous ||
         cli_unambiguous(context.about, cli->arguments[1] + (*cli->arguments[1] == '='), error)) &&
        set_options(cli, line, error) &&
        measuring_log(cli->session, indicator->id, line, &id, error);
    if (done && (cli_given(cli, CLI_DRY) || !cli_given(cli, CLI_JSON)))
        print_echo(cli, line, &context);
    else if (done)
        done = print_made(cli, ENTITY_MEASUREMENT, id, error);
    buffer_release(&typed);
    return done;
}

bool run_log(struct cli *cli, struct error *error)
{
    enum entity_kind kind;
    struct id id;
    struct row indicator;
    if (!rows_find_code(cli->session, cli->arguments[0], &kind, &id, error))
        return false;
    if (kind != ENTITY_INDICATOR)
        return error_set(error, ERROR_INPUT,
                         _("%s is not an indicator; figures are logged on indicators, which 'wijk "
                           "list indicator' shows"),
                         cli->arguments[0]);
    if (!rows_get(cli->session, kind, id, &indicator, error))
        return false;
    struct quickline line;
    quickline_init(&line);
    bool done = log_line(cli, &indicator, &line, error);
    quickline_release(&line);
    row_release(&indicator);
    return done;
}

/* ---- flag ---- */

static bool flag_line(struct cli *cli, struct quickline *line, struct error *error)
{
    struct quickline_context context = context_of(cli, QUICKLINE_PROBLEM);
    struct buffer typed = BUFFER_EMPTY, unresolved = BUFFER_EMPTY;
    struct problem_request request = {.line = line, .kind = ENTITY_NONE};
    struct id id;
    const char *on = cli->given[CLI_ON];
    cli_join(cli, 0, &typed);
    context.about = on;
    quickline_read(line, typed.bytes, &context);
    bool done =
        check_line(line, QUICKLINE_PROBLEM, error) &&
        (on == NULL || rows_find_code(cli->session, on, &request.kind, &request.about, error)) &&
        problems_flag(cli->session, &request, &id, &unresolved, error);
    if (done && cli_given(cli, CLI_DRY))
        print_echo(cli, line, &context);
    else if (done)
        done = print_made(cli, ENTITY_PROBLEM, id, error);
    if (done && unresolved.length > 0 && !cli_given(cli, CLI_JSON))
        cli_line(cli, _("Nobody here is called '%s', so the problem has no owner yet"),
                 unresolved.bytes);
    buffer_release(&typed);
    buffer_release(&unresolved);
    return done;
}

bool run_flag(struct cli *cli, struct error *error)
{
    struct quickline line;
    quickline_init(&line);
    bool done = flag_line(cli, &line, error);
    quickline_release(&line);
    return done;
}
