#include "wijk/app/figures.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "figures_internal.h"
#include "wijk/base/language.h"
#include "wijk/config/config.h"
#include "wijk/store/backup.h"
#include "wijk/store/db.h"

/* ---- one row ---- */

static void wrong_year(struct figures *figures, const char *text)
{
    struct buffer message = BUFFER_EMPTY;
    buffer_format(&message, _("'%s' is not a year"), text);
    figures_problem(figures, csv_line(figures->csv), figures->year + 1, message.bytes);
    buffer_release(&message);
}

static bool read_year(struct figures *figures, struct reference_figure *figure)
{
    bool provisional = false;
    figure->year = figures->fixed_year;
    figure->status = "final";
    if (figures->year < 0)
        return true;
    figures_trim(csv_field(figures->csv, (size_t)figures->year), &figures->text);
    bool good = figures_year(figures->text.bytes, &figure->year, &provisional);
    if (!good)
        wrong_year(figures, figures->text.bytes);
    if (provisional)
        figure->status = "provisional";
    return good;
}

/* The variable of a row and column: named in the row, else the column's, with what the dimensions
 * of the row say behind it. */
static void name_variable(struct figures *figures, const struct figures_column *column)
{
    const struct figures_report *report = figures->report;
    if (figures->variable >= 0) {
        figures_trim(csv_field(figures->csv, (size_t)figures->variable), &figures->name);
        return;
    }
    struct buffer part = BUFFER_EMPTY;
    buffer_clear(&figures->name);
    buffer_add_text(&figures->name, column->variable);
    for (size_t i = 0; i < report->columns.count; i++)
        if (report->columns.items[i].role == FIGURES_DIMENSION) {
            figures_trim(csv_field(figures->csv, i), &part);
            buffer_format(&figures->name, ", %s", part.bytes);
        }
    buffer_release(&part);
}

/* A variable that was not met before is in the catalogue from now on. */
static bool meet_variable(struct figures *figures, const struct figures_column *column,
                          int64_t *number, struct error *error)
{
    size_t known;
    enum reference_change ignored;
    if (names_find(&figures->variables, figures->name.bytes, &known)) {
        *number = (int64_t)known;
        return true;
    }
    bool cbs = figures->options->kind == FIGURES_CBS;
    struct reference_put put = {.texts = {[REFERENCE_VARIABLE] = figures->name.bytes,
                                          [REFERENCE_LABEL] = column->label,
                                          [REFERENCE_UNIT] = column->unit,
                                          [REFERENCE_TOPIC] = column->topic,
                                          [REFERENCE_SOURCE] = cbs ? "CBS" : NULL,
                                          [REFERENCE_DATASET] = cbs ? "CBS" : "BBGA"},
                                .only_new = true,
                                .compare = figures->options->dry_run};
    if (!reference_variable_put(figures->session->db, &put, &ignored, error))
        return false;
    *number = put.number;
    names_add(&figures->variables, figures->name.bytes, (size_t)put.number);
    figures_met(figures, figures->name.bytes);
    return true;
}

static void wrong_value(struct figures *figures, int column, const char *text)
{
    struct buffer message = BUFFER_EMPTY;
    double ignored;
    bool other = figures->options->numbers == NUMBER_ISO && number_parse(text, NUMBER_NL, &ignored);
    buffer_format(&message,
                  other ? _("'%s' is a number with a comma; --numbers nl reads those")
                        : _("'%s' is not a number"),
                  text);
    figures_problem(figures, csv_line(figures->csv), column + 1, message.bytes);
    buffer_release(&message);
}

static void count(struct figures *figures, enum reference_change change, int column)
{
    struct figures_report *report = figures->report;
    report->created += change == REFERENCE_NEW;
    report->changed += change == REFERENCE_CHANGED;
    report->same += change == REFERENCE_SAME;
    if (change == REFERENCE_TWICE)
        figures_problem(figures, csv_line(figures->csv), column + 1,
                        _("this figure stands in the file twice, with two values; the first one "
                          "was taken"));
}

static bool take_figure(struct figures *figures, int at, struct reference_figure *figure,
                        struct error *error)
{
    const struct figures_column *column = &figures->report->columns.items[at];
    struct figures_report *report = figures->report;
    struct db *db = figures->session->db;
    enum reference_change change;
    name_variable(figures, column);
    if (figures->name.length == 0) {
        figures_problem(figures, csv_line(figures->csv), figures->variable + 1,
                        _("the variable is missing"));
        return true;
    }
    if (!meet_variable(figures, column, &figure->variable, error))
        return false;
    figure->dataset = figures->dataset;
    if (!(figures->options->dry_run ? reference_figure_compare(db, figure, &change, error)
                                    : reference_figure_put(db, figure, &change, error)))
        return false;
    if (report->first_year == 0 || figure->year < report->first_year)
        report->first_year = figure->year;
    if (figure->year > report->last_year)
        report->last_year = figure->year;
    count(figures, change, at);
    return true;
}

static bool take_cell(struct figures *figures, int at, struct reference_figure figure,
                      struct error *error)
{
    bool done = true;
    figures_trim(csv_field(figures->csv, (size_t)at), &figures->text);
    switch (figures_number(figures->text.bytes, figures->options->numbers,
                           figures->options->kind == FIGURES_CBS, &figure.value)) {
    case FIGURES_WRONG:
        wrong_value(figures, at, figures->text.bytes);
        break;
    case FIGURES_MISSING:
        figures->report->missing++;
        break;
    case FIGURES_SECRET:
        figures->report->missing++;
        figure.status = "secret";
        done = take_figure(figures, at, &figure, error);
        break;
    case FIGURES_NUMBER:
        figure.known = true;
        done = take_figure(figures, at, &figure, error);
        break;
    }
    buffer_release(&figures->text);
    return done;
}

static bool take_row(struct figures *figures, struct error *error)
{
    struct reference_figure figure = {.known = false};
    struct figures_area *area = figures_area_of(figures);
    if (area == NULL) {
        figures->report->elsewhere++;
        return true;
    }
    if (area->number == 0 &&
        !reference_area_number(figures->session->db, area->id, !figures->options->dry_run,
                               &area->number, error))
        return false;
    figure.area = area->number;
    if (!read_year(figures, &figure))
        return true;
    for (size_t i = 0; i < figures->columns; i++)
        if (figures->report->columns.items[i].role == FIGURES_VALUE &&
            !take_cell(figures, (int)i, figure, error))
            return false;
    return true;
}

/* ---- the whole file ---- */

/* Size and hash of the content, by which the same file is known again. */
static void fingerprint(const char *path, int64_t *size, int64_t *hash)
{
    struct stat status;
    uint64_t sum = 14695981039346656037u, words[1024];
    *size = 0;
    *hash = moment_now();
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ssize_t got = 0;
    bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    while (regular && (got = read(file, words, sizeof words)) > 0) {
        memset((char *)words + got, 0, sizeof words - (size_t)got);
        for (size_t i = 0; i * sizeof *words < (size_t)got; i++)
            sum = ((sum ^ words[i]) * 1099511628211u) ^ (sum >> 29);
        *size += got;
    }
    close(file);
    if (regular && got == 0)
        *hash = (int64_t)(sum >> 1);
}

static bool note_dataset(struct figures *figures, struct error *error)
{
    char day[DATE_TEXT_SIZE];
    struct reference_dataset dataset = {
        .kind = figures_scheme(figures), .name = figures->file, .imported_on = day};
    date_iso(figures->session->today, day);
    fingerprint(figures->options->path, &dataset.size, &dataset.hash);
    return reference_dataset_put(figures->session->db, &dataset, &figures->dataset, error);
}

static bool take_all(struct figures *figures, struct error *error)
{
    if (figures->report->kind == FIGURES_CATALOGUE)
        return figures_catalogue(figures, error);
    if (!figures->options->dry_run && !note_dataset(figures, error))
        return false;
    while (figures_next(figures, error))
        if (!take_row(figures, error))
            return false;
    return !error_is_set(error);
}

static bool back_up(struct session *session, struct error *error)
{
    int keep = session->config == NULL ? 10 : (int)config_integer(session->config, "backups_keep");
    return backup_make(session->db, "import", NULL, error) &&
           backup_rotate(session->path, keep, error);
}

static bool write_all(struct figures *figures, struct error *error)
{
    struct session *session = figures->session;
    if (!back_up(session, error))
        return false;
    if (figures->options->all_areas && figures->report->kind != FIGURES_CATALOGUE &&
        !figures_areas_add(figures, error))
        return false;
    if (!db_begin(session->db, error))
        return false;
    if (take_all(figures, error) && db_commit(session->db, error)) {
        session->changes++;
        return true;
    }
    db_rollback(session->db);
    figures->report->created = figures->report->changed = 0;
    return false;
}

static bool run(struct figures *figures, struct error *error)
{
    if (!figures->options->dry_run && !session_writable(figures->session, error))
        return false;
    figures->csv = csv_open(figures->options->path, error);
    if (figures->csv == NULL)
        return false;
    figures->report->encoding = csv_encoding(figures->csv);
    figures->report->delimiter = csv_delimiter(figures->csv);
    enum csv_result result = csv_read(figures->csv, error);
    if (result == CSV_END)
        return error_set(error, ERROR_INPUT, _("%s: the file is empty"), figures->file);
    if (result != CSV_ROW || !figures_columns(figures, error) ||
        !figures_areas_load(figures, error))
        return false;
    if (!figures->options->dry_run)
        return write_all(figures, error);
    if (figures->options->all_areas && figures->report->kind != FIGURES_CATALOGUE &&
        !figures_areas_add(figures, error))
        return false;
    return take_all(figures, error);
}

bool figures_import(struct session *session, const struct figures_options *options,
                    struct figures_report *report, struct error *error)
{
    const char *slash = strrchr(options->path, '/');
    struct figures figures = {.session = session,
                              .options = options,
                              .report = report,
                              .file = slash == NULL ? options->path : slash + 1,
                              .name = BUFFER_EMPTY,
                              .area_text = BUFFER_EMPTY,
                              .code_text = BUFFER_EMPTY,
                              .text = BUFFER_EMPTY};
    *report = (struct figures_report){.kind = options->kind};
    bool done = run(&figures, error);
    csv_close(figures.csv);
    figures_areas_release(&figures);
    names_release(&figures.variables);
    buffer_release(&figures.name);
    buffer_release(&figures.area_text);
    buffer_release(&figures.code_text);
    buffer_release(&figures.text);
    return done;
}

/* ---- reading ---- */

struct each {
    figures_each_call *call;
    void *context;
};

static bool visit(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct each *each = context;
    return each->call(each->context, row);
}

bool figures_each(struct session *session, const struct query *query, figures_each_call *call,
                  void *context, struct error *error)
{
    struct each each = {call, context};
    return reference_each(session->db, query, visit, &each, error);
}
