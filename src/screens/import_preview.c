/* Running the import of the screen: dry for the preview, then in earnest. */
#include <stdlib.h>
#include <string.h>

#include "import_page.h"
#include "wijk/app/figures.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

/* ---- lines ---- */

static void add_line(struct import_page *page, enum style style, const char *where,
                     const char *what, const char *detail)
{
    *VECTOR_PUSH(&page->lines) = (struct import_line){
        {memory_string(where), memory_string(what), memory_string(detail)}, style};
}

void import_forget(struct import_page *page)
{
    for (size_t i = 0; i < page->lines.count; i++)
        for (int c = 0; c < IMPORT_COLUMNS; c++)
            free(page->lines.items[i].text[c]);
    for (size_t i = 0; i < page->headers.count; i++)
        free(page->headers.items[i]);
    page->lines.count = page->headers.count = 0;
    free(page->summary);
    page->summary = NULL;
}

static void add_problem(struct import_page *page, const struct import_problem *problem)
{
    struct buffer where = BUFFER_EMPTY;
    if (problem->column > 0)
        buffer_format(&where, _("line %ld, column %d"), problem->line, problem->column);
    else
        buffer_format(&where, _("line %ld"), problem->line);
    add_line(page, STYLE_RED, where.bytes, _("error"), problem->message);
    buffer_release(&where);
}

static void add_sample(struct import_page *page, const struct import_sample *sample)
{
    struct buffer where = BUFFER_EMPTY, detail = BUFFER_EMPTY;
    buffer_format(&where, _("line %ld"), sample->line);
    buffer_add_text(&detail, sample->title);
    for (size_t i = 0; !sample->fresh && i < sample->count; i++) {
        const struct import_difference *difference = &sample->differences[i];
        buffer_format(&detail, "%s %s: %s \u2192 %s", i == 0 ? "" : ";", _(difference->label),
                      *difference->old == '\0' ? "\u2013" : difference->old,
                      *difference->new == '\0' ? "\u2013" : difference->new);
    }
    add_line(page, sample->fresh ? STYLE_GREEN : STYLE_AMBER, where.bytes,
             sample->fresh ? _("new") : _("changes"), detail.bytes);
    buffer_release(&where);
    buffer_release(&detail);
}

static void keep_headers(struct import_page *page, char *const *headers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *VECTOR_PUSH(&page->headers) = memory_string(headers[i]);
}

/* ---- rows ---- */

static bool rows_progress(void *context, long rows)
{
    return ui_progress(context, rows, 0);
}

static void show_rows(struct import_page *page, const struct import_report *report)
{
    struct buffer summary = BUFFER_EMPTY;
    buffer_format(&summary, _("new: %ld, changed: %ld, the same: %ld, with errors: %ld"),
                  report->created, report->changed, report->same, report->bad);
    import_forget(page);
    page->summary = buffer_detach(&summary);
    page->changes = report->created + report->changed;
    page->errors = report->errors;
    page->separators = report->separators;
    keep_headers(page, report->headers.items, report->headers.count);
    for (size_t i = 0; i < report->unknown.count; i++)
        add_line(page, STYLE_AMBER, _("column"), _("not understood"), report->unknown.items[i]);
    for (size_t i = 0; i < report->problems.count; i++)
        add_problem(page, &report->problems.items[i]);
    for (size_t i = 0; i < report->samples.count; i++)
        add_sample(page, &report->samples.items[i]);
}

static bool run_rows(struct import_page *page, bool dry, struct error *error)
{
    struct ui_progress progress = {.ui = page->screen.ui, .title = _("Importing; Esc stops")};
    struct import_options options = {.path = page->path,
                                     .kind = page->guess.kind,
                                     .numbers = page->numbers,
                                     .numbers_given = page->numbers_given,
                                     .dry_run = dry,
                                     .mappings = page->mappings.items,
                                     .mapping_count = page->mappings.count,
                                     .progress = rows_progress,
                                     .context = &progress};
    struct import_report report;
    bool done = importing_run(page->screen.ui->session, &options, &report, error);
    if (done || report.headers.count > 0)
        show_rows(page, &report);
    import_report_release(&report);
    return done;
}

/* ---- figures ---- */

static void show_figures(struct import_page *page, const struct figures_report *report)
{
    struct buffer summary = BUFFER_EMPTY;
    buffer_format(&summary,
                  _("new: %ld, changed: %ld, the same: %ld, of other areas: %ld, with errors: %ld"),
                  report->created, report->changed, report->same, report->elsewhere, report->bad);
    import_forget(page);
    page->summary = buffer_detach(&summary);
    page->changes = report->created + report->changed;
    page->errors = report->errors;
    for (size_t i = 0; i < report->columns.count; i++) {
        const struct figures_column *column = &report->columns.items[i];
        add_line(page, column->role == FIGURES_IGNORED ? STYLE_DIM : STYLE_NORMAL, _("column"),
                 _(figures_role_word(column->role)), column->header);
        *VECTOR_PUSH(&page->headers) = memory_string(column->header);
    }
    for (size_t i = 0; i < report->problems.count; i++)
        add_problem(page, &report->problems.items[i]);
    for (size_t i = 0; i < report->unknown_areas.count; i++)
        add_line(page, STYLE_DIM, _("area"), _("not in the file"), report->unknown_areas.items[i]);
}

static bool run_figures(struct import_page *page, bool dry, struct error *error)
{
    struct ui_progress progress = {.ui = page->screen.ui, .title = _("Importing; Esc stops")};
    struct figures_options options = {.path = page->path,
                                      .kind = page->guess.format == IMPORT_CBS ? FIGURES_CBS
                                                                               : FIGURES_BBGA,
                                      .numbers = page->numbers_given ? page->numbers : NUMBER_ISO,
                                      .year = page->year,
                                      .region = page->region,
                                      .values = page->values,
                                      .dry_run = dry,
                                      .progress = ui_progress,
                                      .context = &progress};
    struct figures_report report;
    bool done = figures_import(page->screen.ui->session, &options, &report, error);
    if (done || report.columns.count > 0)
        show_figures(page, &report);
    figures_report_release(&report);
    return done;
}

/* ---- both ---- */

static bool run(struct import_page *page, bool dry)
{
    struct error error = ERROR_NONE;
    bool done = page->guess.format == IMPORT_ROWS ? run_rows(page, dry, &error)
                                                  : run_figures(page, dry, &error);
    if (!done)
        ui_fail(page->screen.ui, &error);
    list_reload(&page->list);
    return done;
}

bool import_preview(struct import_page *page)
{
    return run(page, true);
}

bool import_do(struct import_page *page)
{
    return run(page, false);
}
