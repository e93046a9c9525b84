/* Reading on, and what is said of it. */
#include <stdlib.h>
#include <string.h>

#include "figures_internal.h"
#include "wijk/base/language.h"

#define EVERY 2048 /* rows between two looks at progress */

void figures_problem(struct figures *figures, long line, int column, const char *message)
{
    struct figures_report *report = figures->report;
    report->errors++;
    report->bad += figures->row_bad ? 0 : 1;
    figures->row_bad = true;
    if (report->problems.count < IMPORT_PROBLEMS)
        *VECTOR_PUSH(&report->problems) =
            (struct import_problem){.file = memory_string(figures->file),
                                    .line = line,
                                    .column = column,
                                    .message = memory_string(message)};
}

static bool go_on(struct figures *figures, struct error *error)
{
    const struct figures_options *options = figures->options;
    if (options->progress == NULL || figures->report->rows % EVERY != 0)
        return true;
    long long done, all;
    csv_progress(figures->csv, &done, &all);
    return options->progress(options->context, (long)done, (long)all) ||
           error_set(error, ERROR_CANCELLED, _("Stopped: nothing was taken from %s"),
                     figures->file);
}

/* A last line of another form, which tells the source. */
static bool is_credit(struct figures *figures)
{
    const char *text = csv_field(figures->csv, 0)->text;
    return csv_count(figures->csv) == 1 && figures->columns > 1 &&
           (strncmp(text, "Bron", 4) == 0 || strncmp(text, "Source", 6) == 0 ||
            strncmp(text, "\u00A9", 2) == 0);
}

static void wrong_count(struct figures *figures)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, _("this row has %zu columns, where the first line has %zu"),
                  csv_count(figures->csv), figures->columns);
    figures_problem(figures, csv_line(figures->csv), 0, text.bytes);
    buffer_release(&text);
}

bool figures_next(struct figures *figures, struct error *error)
{
    struct error *why = &figures->why;
    for (;;) {
        long line;
        int column;
        enum csv_result result = csv_read(figures->csv, why);
        figures->row_bad = false;
        if (result == CSV_END)
            return false;
        if (result == CSV_FAILED) {
            error_set(error, why->code, "%s", why->message);
            return false;
        }
        figures->report->rows++;
        if (!go_on(figures, error))
            return false;
        if (result == CSV_BAD) {
            csv_place(figures->csv, &line, &column);
            figures_problem(figures, line, column, why->message);
            error_clear(why);
        } else if (csv_count(figures->csv) == figures->columns) {
            return true;
        } else if (is_credit(figures)) {
            figures->report->rows--;
        } else {
            wrong_count(figures);
        }
    }
}

void figures_met(struct figures *figures, const char *variable)
{
    struct figures_report *report = figures->report;
    report->variables++;
    if (report->variable_names.count < FIGURES_NAMES)
        *VECTOR_PUSH(&report->variable_names) = memory_string(variable);
}

const char *figures_role_word(enum figures_role role)
{
    static const char *const words[] = {N_("not used"), N_("area name"), N_("area code"),
                                        N_("year"),     N_("variable"),  N_("part of the variable"),
                                        N_("value")};
    return words[role];
}

void figures_report_release(struct figures_report *report)
{
    for (size_t i = 0; i < report->columns.count; i++) {
        struct figures_column *column = &report->columns.items[i];
        free(column->header);
        free(column->variable);
        free(column->label);
        free(column->topic);
        free(column->unit);
    }
    for (size_t i = 0; i < report->problems.count; i++) {
        free(report->problems.items[i].file);
        free(report->problems.items[i].message);
    }
    for (size_t i = 0; i < report->variable_names.count; i++)
        free(report->variable_names.items[i]);
    for (size_t i = 0; i < report->unknown_areas.count; i++)
        free(report->unknown_areas.items[i]);
    free(report->columns.items);
    free(report->problems.items);
    free(report->variable_names.items);
    free(report->unknown_areas.items);
    *report = (struct figures_report){0};
}
