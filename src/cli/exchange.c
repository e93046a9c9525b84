/* import and export. */
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "reference.h"
#include "wijk/app/exporting.h"
#include "wijk/app/iati.h"
#include "wijk/app/importing.h"
#include "wijk/app/rows.h"
#include "wijk/base/path.h"

/* ---- import ---- */

static void json_report(struct cli *cli, const struct import_report *report)
{
    struct json json;
    json_begin(&json, &cli->out, true);
    json_open(&json, '{');
    json_key(&json, "dry_run");
    json_boolean(&json, cli_given(cli, CLI_DRY));
    json_key(&json, "created");
    json_integer(&json, report->created);
    json_key(&json, "changed");
    json_integer(&json, report->changed);
    json_key(&json, "same");
    json_integer(&json, report->same);
    json_key(&json, "bad");
    json_integer(&json, report->bad);
    json_key(&json, "errors");
    json_open(&json, '[');
    for (size_t i = 0; i < report->problems.count; i++) {
        const struct import_problem *problem = &report->problems.items[i];
        json_open(&json, '{');
        json_key(&json, "file");
        json_text(&json, problem->file);
        json_key(&json, "line");
        json_integer(&json, problem->line);
        json_key(&json, "column");
        json_integer(&json, problem->column);
        json_key(&json, "message");
        json_text(&json, problem->message);
        json_close(&json);
    }
    json_close(&json);
    json_key(&json, "unknown_columns");
    json_open(&json, '[');
    for (size_t i = 0; i < report->unknown.count; i++)
        json_text(&json, report->unknown.items[i]);
    json_end(&json);
}

static void print_sample(struct cli *cli, const struct import_sample *sample)
{
    cli_line(cli, sample->fresh ? _("new: %s %s") : _("changes: %s %s"),
             _(entities[sample->kind].label), sample->title);
    for (size_t i = 0; !sample->fresh && i < sample->count; i++) {
        const struct import_difference *difference = &sample->differences[i];
        cli_line(cli, "  %s: %s → %s", _(difference->label),
                 *difference->old == '\0' ? "–" : difference->old,
                 *difference->new == '\0' ? "–" : difference->new);
    }
}

static void print_report(struct cli *cli, const struct import_report *report)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; cli_given(cli, CLI_DRY) && i < report->samples.count; i++)
        print_sample(cli, &report->samples.items[i]);
    for (size_t i = 0; i < report->unknown.count; i++)
        cli_line(cli, _("not understood: column %s"), report->unknown.items[i]);
    for (size_t i = 0; i < report->problems.count; i++) {
        buffer_clear(&text);
        import_problem_text(&report->problems.items[i], &text);
        cli_line(cli, "%s", text.bytes);
    }
    cli_line(cli,
             cli_given(cli, CLI_DRY)
                 ? _("would be new: %ld, would change: %ld, the same: %ld, with errors: %ld")
                 : _("new: %ld, changed: %ld, the same: %ld, with errors: %ld"),
             report->created, report->changed, report->same, report->bad);
    buffer_release(&text);
}

static bool import_kind(struct cli *cli, enum entity_kind *kind, struct error *error)
{
    const char *as = cli->given[CLI_AS];
    const struct entity *entity;
    *kind = ENTITY_NONE;
    if (as == NULL)
        return cli_usage(cli, error,
                         _("import needs --as ENTITY, --as all, --as bbga or --as cbs"));
    if (strcmp(as, "all") == 0)
        return true;
    if (!cli_entity(cli, as, &entity, error))
        return false;
    *kind = entity->kind;
    return true;
}

bool run_import(struct cli *cli, struct error *error)
{
    if (reference_import_asked(cli))
        return reference_import(cli, error);
    struct import_options options = {.path = cli->arguments[0],
                                     .dry_run = cli_given(cli, CLI_DRY),
                                     .strict = cli_given(cli, CLI_STRICT)};
    struct import_report report;
    if (!import_kind(cli, &options.kind, error) ||
        !cli_numbers(cli, &options.numbers, &options.numbers_given, error))
        return false;
    bool done = importing_run(cli->session, &options, &report, error);
    if (cli_given(cli, CLI_JSON))
        json_report(cli, &report);
    else if (done || report.errors > 0)
        print_report(cli, &report);
    import_report_release(&report);
    return done;
}

/* ---- export ---- */

static bool count_row(void *context, const struct row *row)
{
    (void)row;
    ++*(long *)context;
    return true;
}

static bool count_all(struct cli *cli, long *rows, struct error *error)
{
    bool done = true;
    for (size_t kind = 0; done && kind < ENTITY_COUNT; kind++) {
        struct query query;
        query_init(&query, (enum entity_kind)kind);
        done = rows_each(cli->session, &query, count_row, rows, error);
        query_release(&query);
    }
    return done;
}

static bool export_all(struct cli *cli, struct export_options *options, long *rows,
                       struct error *error)
{
    if (cli_given(cli, CLI_WHERE) || cli_given(cli, CLI_SORT))
        return cli_usage(cli, error, _("--where and --sort go with one entity, not with all"));
    if (!exporting_format(options->path, &options->format))
        options->format = EXPORT_CSV; /* a folder */
    else if (options->format == EXPORT_CSV)
        return cli_usage(cli, error,
                         _("all goes to a folder, or to a name that ends in .json or .xlsx"));
    return cli_given(cli, CLI_DRY) ? count_all(cli, rows, error)
                                   : exporting_all(cli->session, options, rows, error);
}

static bool export_entity(struct cli *cli, struct export_options *options, long *rows,
                          struct error *error)
{
    const struct entity *entity;
    struct query query;
    if (!cli_entity(cli, cli->arguments[0], &entity, error))
        return false;
    if (!exporting_format(options->path, &options->format))
        return cli_usage(cli, error, _("'%s' does not end in .csv, .json or .xlsx"), options->path);
    query_init(&query, entity->kind);
    bool done =
        list_query(cli, &query, error) &&
        (cli_given(cli, CLI_DRY) ? rows_each(cli->session, &query, count_row, rows, error)
                                 : exporting_query(cli->session, &query, options, rows, error));
    query_release(&query);
    return done;
}

/* Results for the international register. */
static bool export_iati(struct cli *cli, const char *path, long *rows, struct error *error)
{
    if (cli_given(cli, CLI_WHERE) || cli_given(cli, CLI_SORT) || cli_given(cli, CLI_DRY))
        return cli_usage(cli, error, _("iati goes with none of --where, --sort and --dry-run"));
    return iati_write(cli->session, path, rows, error);
}

static void print_export(struct cli *cli, const char *path, long rows)
{
    if (cli_given(cli, CLI_JSON)) {
        struct json json;
        json_begin(&json, &cli->out, true);
        json_open(&json, '{');
        json_key(&json, "rows");
        json_integer(&json, rows);
        json_key(&json, "file");
        json_text(&json, path);
        json_end(&json);
        return;
    }
    const char *format =
        cli_given(cli, CLI_DRY)
            ? ngettext("Would write %ld row to %s", "Would write %ld rows to %s",
                       (unsigned long)rows)
            : ngettext("Wrote %ld row to %s", "Wrote %ld rows to %s", (unsigned long)rows);
    cli_line(cli, format, rows, path);
}

bool run_export(struct cli *cli, struct error *error)
{
    struct export_options options = {.path = cli->given[CLI_TO]};
    bool given;
    long rows = 0;
    if (options.path == NULL)
        return cli_usage(cli, error, _("export needs --to and a name"));
    if (!cli_numbers(cli, &options.numbers, &given, error))
        return false;
    const char *what = cli->arguments[0];
    bool done = strcmp(what, "all") == 0    ? export_all(cli, &options, &rows, error)
                : strcmp(what, "iati") == 0 ? export_iati(cli, options.path, &rows, error)
                                            : export_entity(cli, &options, &rows, error);
    if (done)
        print_export(cli, options.path, rows);
    return done;
}
