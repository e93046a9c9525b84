/* Published figures: import --as bbga|cbs, and figures take. */
#include "reference.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/figures.h"
#include "wijk/app/rows.h"

/* ---- the report ---- */

static void json_texts(struct json *json, const char *key, char *const *items, size_t count)
{
    json_key(json, key);
    json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        json_text(json, items[i]);
    json_close(json);
}

static void json_columns(struct json *json, const struct figures_report *report)
{
    json_key(json, "columns");
    json_open(json, '[');
    for (size_t i = 0; i < report->columns.count; i++) {
        const struct figures_column *column = &report->columns.items[i];
        json_open(json, '{');
        json_key(json, "header");
        json_text(json, column->header);
        json_key(json, "role");
        json_text(json, figures_role_word(column->role));
        json_key(json, "variable");
        json_text(json, column->role == FIGURES_VALUE ? column->variable : NULL);
        json_key(json, "unit");
        json_text(json, column->role == FIGURES_VALUE ? column->unit : NULL);
        json_close(json);
    }
    json_close(json);
}

static void json_problems(struct json *json, const struct figures_report *report)
{
    json_key(json, "errors");
    json_open(json, '[');
    for (size_t i = 0; i < report->problems.count; i++) {
        const struct import_problem *problem = &report->problems.items[i];
        json_open(json, '{');
        json_key(json, "file");
        json_text(json, problem->file);
        json_key(json, "line");
        json_integer(json, problem->line);
        json_key(json, "column");
        json_integer(json, problem->column);
        json_key(json, "message");
        json_text(json, problem->message);
        json_close(json);
    }
    json_close(json);
}

static const char *kind_word(enum figures_kind kind)
{
    static const char *const words[] = {N_("figures of the BBGA"), N_("table of CBS StatLine"),
                                        N_("catalogue of the BBGA")};
    return words[kind];
}

static void json_report(struct cli *cli, const struct figures_report *report)
{
    struct json json;
    const struct {
        const char *key;
        long number;
    } counts[] = {{"rows", report->rows},
                  {"created", report->created},
                  {"changed", report->changed},
                  {"same", report->same},
                  {"missing", report->missing},
                  {"elsewhere", report->elsewhere},
                  {"bad", report->bad},
                  {"areas", report->areas},
                  {"areas_added", report->areas_added},
                  {"areas_unknown", report->areas_unknown},
                  {"variables", report->variables},
                  {"first_year", report->first_year},
                  {"last_year", report->last_year}};
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "dry_run");
    json_boolean(&json, cli_given(cli, CLI_DRY));
    json_key(&json, "kind");
    json_text(&json, kind_word(report->kind));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        json_key(&json, counts[i].key);
        json_integer(&json, counts[i].number);
    }
    json_columns(&json, report);
    json_texts(&json, "variable_names", report->variable_names.items, report->variable_names.count);
    json_texts(&json, "unknown_areas", report->unknown_areas.items, report->unknown_areas.count);
    json_problems(&json, report);
    json_end(&json);
}

static void print_names(struct cli *cli, const char *format, char *const *names, size_t count,
                        long all)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++)
        buffer_format(&text, "%s%s", i == 0 ? "" : ", ", names[i]);
    if ((long)count < all)
        buffer_add_text(&text, ", …");
    if (all > 0)
        cli_line(cli, format, all, text.bytes);
    buffer_release(&text);
}

/* What each column was taken for: in the preview. */
static void print_columns(struct cli *cli, const struct figures_report *report)
{
    cli_line(cli, _("This is a %s."), _(kind_word(report->kind)));
    for (size_t i = 0; report->kind != FIGURES_CATALOGUE && i < report->columns.count; i++) {
        const struct figures_column *column = &report->columns.items[i];
        bool named = column->role == FIGURES_VALUE && column->variable != NULL;
        if (named && column->unit != NULL)
            cli_line(cli, _("column %zu, %s: %s %s, in %s"), i + 1, column->header,
                     _(figures_role_word(column->role)), column->variable, column->unit);
        else
            cli_line(cli, _("column %zu, %s: %s %s"), i + 1, column->header,
                     _(figures_role_word(column->role)), named ? column->variable : "");
    }
}

static void print_counts(struct cli *cli, const struct figures_report *report)
{
    if (report->kind != FIGURES_CATALOGUE) {
        cli_line(cli, _("rows: %ld, of areas here: %ld, of other areas: %ld"), report->rows,
                 report->rows - report->elsewhere - report->bad, report->elsewhere);
        cli_line(cli, _("areas: %ld, added: %ld; values not given: %ld"), report->areas,
                 report->areas_added, report->missing);
    }
    print_names(cli, _("variables: %ld: %s"), report->variable_names.items,
                report->variable_names.count, report->variables);
    print_names(cli, _("areas that are not here: %ld: %s"), report->unknown_areas.items,
                report->unknown_areas.count, report->areas_unknown);
    if (report->first_year != 0)
        cli_line(cli, _("years: %d to %d"), report->first_year, report->last_year);
    cli_line(cli,
             cli_given(cli, CLI_DRY)
                 ? _("would be new: %ld, would change: %ld, the same: %ld, with errors: %ld")
                 : _("new: %ld, changed: %ld, the same: %ld, with errors: %ld"),
             report->created, report->changed, report->same, report->bad);
}

static void print_report(struct cli *cli, const struct figures_report *report)
{
    struct buffer text = BUFFER_EMPTY;
    if (cli_given(cli, CLI_DRY))
        print_columns(cli, report);
    for (size_t i = 0; i < report->problems.count; i++) {
        buffer_clear(&text);
        import_problem_text(&report->problems.items[i], &text);
        cli_line(cli, "%s", text.bytes);
    }
    print_counts(cli, report);
    buffer_release(&text);
}

/* ---- import ---- */

bool reference_import_asked(const struct cli *cli)
{
    const char *as = cli->given[CLI_AS];
    return as != NULL && (strcmp(as, "bbga") == 0 || strcmp(as, "cbs") == 0);
}

static bool read_year(struct cli *cli, enum cli_option option, int *year, struct error *error)
{
    const char *typed = cli->given[option];
    *year = 0;
    if (typed == NULL)
        return true;
    if (strlen(typed) == 4 && strspn(typed, "0123456789") == 4)
        *year = (int)strtol(typed, NULL, 10);
    return (*year >= 1800 && *year <= 2200) ||
           cli_usage(cli, error, _("'%s' is not a year like 2021"), typed);
}

static bool read_options(struct cli *cli, struct figures_options *options, struct error *error)
{
    const char *areas = cli->given[CLI_AREAS];
    bool given;
    if (areas != NULL && strcmp(areas, "all") != 0 && strcmp(areas, "file") != 0)
        return cli_usage(cli, error, _("--areas is file or all, not '%s'"), areas);
    options->all_areas = areas != NULL && strcmp(areas, "all") == 0;
    if (!cli_numbers(cli, &options->numbers, &given, error))
        return false;
    if (!given)
        options->numbers = NUMBER_ISO;
    return read_year(cli, CLI_YEAR, &options->year, error);
}

bool reference_import(struct cli *cli, struct error *error)
{
    struct figures_options options = {.path = cli->arguments[0],
                                      .kind = strcmp(cli->given[CLI_AS], "cbs") == 0 ? FIGURES_CBS
                                                                                     : FIGURES_BBGA,
                                      .region = cli->given[CLI_REGION],
                                      .values = cli->given[CLI_VALUE],
                                      .dry_run = cli_given(cli, CLI_DRY)};
    struct figures_report report;
    if (cli_given(cli, CLI_STRICT))
        return cli_usage(cli, error, _("--strict does not go with published figures"));
    if (!read_options(cli, &options, error))
        return false;
    bool done = figures_import(cli->session, &options, &report, error);
    if (done && cli_given(cli, CLI_JSON))
        json_report(cli, &report);
    else if (done)
        print_report(cli, &report);
    figures_report_release(&report);
    return done;
}

/* ---- figures take ---- */

static void print_taken(struct cli *cli, const struct figures_taken *taken)
{
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, "dry_run");
        json_boolean(&json, cli_given(cli, CLI_DRY));
        json_key(&json, "taken");
        json_integer(&json, taken->taken);
        json_key(&json, "existing");
        json_integer(&json, taken->existing);
        json_key(&json, "later");
        json_integer(&json, taken->later);
        json_key(&json, "without");
        json_integer(&json, taken->without);
        json_end(&json);
        return;
    }
    cli_line(cli,
             cli_given(cli, CLI_DRY)
                 ? ngettext("would take %ld figure", "would take %ld figures",
                            (unsigned long)taken->taken)
                 : ngettext("took %ld figure", "took %ld figures", (unsigned long)taken->taken),
             taken->taken);
    if (taken->existing > 0)
        cli_line(cli, _("left alone, because there is a measurement of that date: %ld"),
                 taken->existing);
    if (taken->later > 0)
        cli_line(cli, _("left out, because that date is still to come: %ld"), taken->later);
}

bool run_figures(struct cli *cli, struct error *error)
{
    enum entity_kind kind;
    struct id id;
    struct figures_taken taken;
    int from;
    if (strcmp(cli->arguments[0], "take") != 0)
        return cli_usage(cli, error, _("figures knows 'take INDICATOR', not '%s'"),
                         cli->arguments[0]);
    if (!read_year(cli, CLI_FROM, &from, error) ||
        !rows_find_code(cli->session, cli->arguments[1], &kind, &id, error))
        return false;
    if (kind != ENTITY_INDICATOR)
        return error_set(error, ERROR_INPUT,
                         _("%s is not an indicator; figures are logged on indicators, which 'wijk "
                           "list indicator' shows"),
                         cli->arguments[1]);
    if (!figures_take(cli->session, id, from, &taken, error))
        return false;
    print_taken(cli, &taken);
    return true;
}
