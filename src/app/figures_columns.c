/* What the columns of a file are: by the names in its header and, where those are not enough, by
 * the first row. */
#include <stdlib.h>
#include <string.h>

#include "figures_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

/* ---- one header ---- */

/* Cuts a final "_12", which shifts from year to year. */
static void cut_number(char *text)
{
    char *line = strrchr(text, '_');
    if (line != NULL && line > text && line[1] != '\0' &&
        line[1 + strspn(line + 1, "0123456789")] == '\0')
        *line = '\0';
}

/* Cuts a final "(unit)" off and answers a copy of what stood between the brackets, or NULL. */
static char *cut_unit(char *text)
{
    size_t length = strlen(text);
    if (length < 3 || text[length - 1] != ')')
        return NULL;
    int depth = 0;
    for (size_t i = length; i-- > 0;) {
        depth += (text[i] == ')') - (text[i] == '(');
        if (depth > 0)
            continue;
        if (i == 0)
            return NULL;
        char *unit = memory_bytes(text + i + 1, length - i - 2);
        text[i] = '\0';
        while (i > 0 && text[i - 1] == ' ')
            text[--i] = '\0';
        return unit;
    }
    return NULL;
}

/* "Living/Distance to library (km)": the variable is all but the unit, so that it is the same every
 * year; its label is the last part, its topic what is before that. */
static void read_topic(struct figures_column *column)
{
    char *text = memory_string(column->header);
    cut_number(text);
    column->unit = cut_unit(text);
    cut_number(text);
    char *slash = strrchr(text, '/');
    column->variable = memory_string(text);
    column->label = memory_string(slash != NULL && slash[1] != '\0' ? slash + 1 : text);
    if (slash != NULL)
        column->topic = memory_bytes(text, (size_t)(slash - text));
    free(text);
}

/* ---- which column is what ---- */

static bool begins(const char *text, const char *const *beginnings)
{
    for (; *beginnings != NULL; beginnings++)
        if (strncmp(text, *beginnings, strlen(*beginnings)) == 0)
            return true;
    return false;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

static enum figures_role role_of(const char *header)
{
    static const char *const years[] = {"perioden", "periode", "periods", "jaar", "year", NULL};
    static const char *const codes[] = {"regiocode",  "regio-code", "codering",
                                        "gebiedcode", "gwb_code",   NULL};
    static const char *const names[] = {"wijken en buurten",
                                        "wijkenenbuurten",
                                        "regio's",
                                        "regios",
                                        "regio",
                                        "regionaam",
                                        "gebied",
                                        "gebieden",
                                        "wijken",
                                        "buurten",
                                        "buurt",
                                        "wijk",
                                        "gemeenten",
                                        "districts and neighbourhoods",
                                        "regions",
                                        "area",
                                        NULL};
    static const char *const others[] = {"id",         "gemeentenaam", "gm_naam", "soort regio",
                                         "soortregio", "recs",         "ind_wbz", NULL};
    static const char *const changes[] = {"indelingswijziging", NULL};
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, header);
    cut_number(folded.bytes);
    const char *text = folded.bytes;
    size_t length = strlen(text);
    enum figures_role role = FIGURES_VALUE;
    if (is_one_of(text, years))
        role = FIGURES_YEAR;
    else if (begins(text, codes) || (length > 6 && strcmp(text + length - 6, "(code)") == 0))
        role = FIGURES_AREA_CODE;
    else if (is_one_of(text, names))
        role = FIGURES_AREA_NAME;
    else if (is_one_of(text, others) || begins(text, changes))
        role = FIGURES_IGNORED;
    buffer_release(&folded);
    return role;
}

static int column_named(const struct figures *figures, const char *name)
{
    const struct figures_report *report = figures->report;
    size_t digits = strspn(name, "0123456789");
    long number = digits > 0 && digits < 4 && name[digits] == '\0' ? strtol(name, NULL, 10) : 0;
    for (size_t i = 0; i < report->columns.count; i++) {
        const struct figures_column *column = &report->columns.items[i];
        if (text_compare(column->header, name) == 0 ||
            (column->variable != NULL && text_compare(column->variable, name) == 0))
            return (int)i;
    }
    return number > 0 && (size_t)number <= report->columns.count ? (int)number - 1 : -1;
}

static bool no_column(const struct figures *figures, const char *name, struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     _("%s: there is no column '%s'; the first line names the columns"),
                     figures->file, name);
}

static int take_role(const struct figures *figures, enum figures_role role)
{
    for (size_t i = 0; i < figures->report->columns.count; i++)
        if (figures->report->columns.items[i].role == role)
            return (int)i;
    return -1;
}

/* ---- the BBGA ---- */

static int bbga_column(const struct figures *figures, const char *name)
{
    const struct figures_report *report = figures->report;
    for (size_t i = 0; i < report->columns.count; i++) {
        struct buffer folded = BUFFER_EMPTY;
        text_fold(&folded, report->columns.items[i].header);
        bool same = strncmp(folded.bytes, name, strlen(name)) == 0;
        buffer_release(&folded);
        if (same)
            return (int)i;
    }
    return -1;
}

bool figures_is_catalogue(const struct figures *figures)
{
    return bbga_column(figures, "variabele") >= 0 && bbga_column(figures, "definitie") >= 0 &&
           bbga_column(figures, "waarde") < 0;
}

static bool bbga_columns(struct figures *figures, struct error *error)
{
    static const struct {
        const char *name;
        enum figures_role role;
    } wanted[] = {{"jaar", FIGURES_YEAR},
                  {"gebiedcode", FIGURES_AREA_CODE},
                  {"variabele", FIGURES_VARIABLE},
                  {"waarde", FIGURES_VALUE}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int at = bbga_column(figures, wanted[i].name);
        if (at < 0)
            return error_set(error, ERROR_INPUT,
                             _("%s: the first line has no column '%s'; figures of the BBGA have "
                               "jaar;gebiedcode15;variabele;waarde"),
                             figures->file, wanted[i].name);
        figures->report->columns.items[at].role = wanted[i].role;
    }
    return true;
}

/* ---- StatLine ---- */

static bool choose_region(struct figures *figures, struct error *error)
{
    const char *wanted = figures->options->region;
    struct figures_report *report = figures->report;
    if (wanted == NULL)
        return true;
    int at = column_named(figures, wanted);
    if (at < 0)
        return no_column(figures, wanted, error);
    for (size_t i = 0; i < report->columns.count; i++)
        if (report->columns.items[i].role == FIGURES_AREA_CODE ||
            report->columns.items[i].role == FIGURES_AREA_NAME)
            report->columns.items[i].role = FIGURES_IGNORED;
    report->columns.items[at].role = FIGURES_AREA_NAME;
    return true;
}

static bool choose_values(struct figures *figures, struct error *error)
{
    struct figures_report *report = figures->report;
    const char *list = figures->options->values;
    if (list == NULL)
        return true;
    for (size_t i = 0; i < report->columns.count; i++)
        if (report->columns.items[i].role == FIGURES_VALUE)
            report->columns.items[i].role = FIGURES_DIMENSION; /* kept when it is text */
    while (*list != '\0') {
        size_t length = strcspn(list, ";");
        char *name = memory_bytes(list, length);
        int at = column_named(figures, text_trim(name));
        if (at < 0)
            no_column(figures, text_trim(name), error);
        else
            report->columns.items[at].role = FIGURES_VALUE;
        free(name);
        if (at < 0)
            return false;
        list += length + (list[length] == ';');
    }
    return true;
}

/* A column whose first cell is a text tells who the figures of the row are about: men, 15 to 25. */
static void look_at_cell(struct figures *figures, size_t at)
{
    struct figures_column *column = &figures->report->columns.items[at];
    bool chosen = figures->options->values != NULL;
    struct buffer text = BUFFER_EMPTY;
    double value;
    figures_trim(csv_field(figures->csv, at), &text);
    enum figures_cell cell = figures_number(text.bytes, figures->options->numbers, true, &value);
    bool topic = column->topic != NULL || column->unit != NULL;
    if (column->role == FIGURES_DIMENSION && (cell != FIGURES_WRONG || topic))
        column->role = FIGURES_IGNORED;
    else if (column->role == FIGURES_VALUE && cell == FIGURES_WRONG && !topic && !chosen)
        column->role = FIGURES_DIMENSION;
    buffer_release(&text);
}

static bool look_at_row(struct figures *figures, struct error *error)
{
    struct error why = ERROR_NONE;
    enum csv_result result = csv_read(figures->csv, &why);
    if (result == CSV_FAILED)
        return error_set(error, why.code, "%s", why.message);
    if (result == CSV_ROW && csv_count(figures->csv) == figures->columns)
        for (size_t i = 0; i < figures->columns; i++)
            look_at_cell(figures, i);
    if (!csv_rewind(figures->csv, error))
        return false;
    result = csv_read(figures->csv, error); /* the header again */
    return result == CSV_ROW;
}

/* Two columns may differ by their unit alone: "Jobs (number)" and "Jobs (%)". */
static void keep_apart(struct figures_report *report)
{
    for (size_t i = 0; i < report->columns.count; i++)
        for (size_t j = 0; j < i; j++) {
            struct figures_column *one = &report->columns.items[i];
            struct figures_column *other = &report->columns.items[j];
            if (one->variable == NULL || other->variable == NULL ||
                strcmp(one->variable, other->variable) != 0)
                continue;
            free(one->variable);
            one->variable = memory_string(one->header);
            cut_number(one->variable);
        }
}

static bool cbs_columns(struct figures *figures, struct error *error)
{
    struct figures_report *report = figures->report;
    for (size_t i = 0; i < report->columns.count; i++) {
        report->columns.items[i].role = role_of(report->columns.items[i].header);
        if (report->columns.items[i].role == FIGURES_VALUE)
            read_topic(&report->columns.items[i]);
    }
    keep_apart(report);
    return choose_region(figures, error) && choose_values(figures, error) &&
           look_at_row(figures, error);
}

/* ---- all ---- */

static bool check(struct figures *figures, struct error *error)
{
    if (figures->area_name < 0 && figures->area_code < 0)
        return error_set(error, ERROR_INPUT,
                         _("%s: no column seems to hold the areas; name it with --region"),
                         figures->file);
    if (take_role(figures, FIGURES_VALUE) < 0)
        return error_set(error, ERROR_INPUT,
                         _("%s: no column seems to hold figures; name them with --value"),
                         figures->file);
    figures->fixed_year = figures->year >= 0           ? 0
                          : figures->options->year > 0 ? figures->options->year
                                                       : figures_year_of(figures->file);
    return figures->year >= 0 || figures->fixed_year > 0 ||
           error_set(error, ERROR_INPUT,
                     _("%s: neither a column 'Perioden' nor the name of the file says which year "
                       "this is; say it with --year"),
                     figures->file);
}

bool figures_columns(struct figures *figures, struct error *error)
{
    struct buffer text = BUFFER_EMPTY;
    figures->columns = csv_count(figures->csv);
    for (size_t i = 0; i < figures->columns; i++) {
        figures_trim(csv_field(figures->csv, i), &text);
        *VECTOR_PUSH(&figures->report->columns) =
            (struct figures_column){.header = memory_string(text.bytes)};
    }
    buffer_release(&text);
    if (figures->options->kind == FIGURES_BBGA && figures_is_catalogue(figures)) {
        figures->report->kind = FIGURES_CATALOGUE;
        return true;
    }
    if (!(figures->options->kind == FIGURES_BBGA ? bbga_columns(figures, error)
                                                 : cbs_columns(figures, error)))
        return false;
    figures->area_name = take_role(figures, FIGURES_AREA_NAME);
    figures->area_code = take_role(figures, FIGURES_AREA_CODE);
    figures->year = take_role(figures, FIGURES_YEAR);
    figures->variable = take_role(figures, FIGURES_VARIABLE);
    return check(figures, error);
}
