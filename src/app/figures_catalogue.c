/* The BBGA's own catalogue: what each variable is, in Dutch and English. */
#include <string.h>

#include "figures_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

/* Columns by their folded names; the second is used where the first says nothing. */
static const struct {
    enum reference_text text;
    const char *column;
} wanted[] = {
    {REFERENCE_VARIABLE, "variabele"},
    {REFERENCE_LABEL, "label"},
    {REFERENCE_LABEL_EN, "label_1"},
    {REFERENCE_DEFINITION, "definitie"},
    {REFERENCE_DEFINITION_EN, "definition"},
    {REFERENCE_UNIT, "symbool"},
    {REFERENCE_SOURCE, "bron"},
    {REFERENCE_DATE, "peildatum"},
    {REFERENCE_FREQUENCY, "verschijningsfrequentie"},
    {REFERENCE_TOPIC, "thema"},
    {REFERENCE_TOPIC_EN, "topic area"},
};

#define WANTED (sizeof wanted / sizeof *wanted)

static int column_of(const struct figures *figures, const char *name)
{
    const struct figures_report *report = figures->report;
    for (size_t i = 0; i < report->columns.count; i++) {
        struct buffer folded = BUFFER_EMPTY;
        text_fold(&folded, report->columns.items[i].header);
        bool same = strcmp(folded.bytes, name) == 0;
        buffer_release(&folded);
        if (same)
            return (int)i;
    }
    return -1;
}

/* Line ends and runs of spaces become one space: these texts are shown wrapped. */
static void squeeze(const char *text, struct buffer *out)
{
    for (bool space = true; *text != '\0'; text++) {
        bool blank = *text == ' ' || *text == '\n' || *text == '\r' || *text == '\t';
        if (!blank)
            buffer_add_byte(out, *text);
        else if (!space)
            buffer_add_byte(out, ' ');
        space = blank;
    }
    if (out->length > 0 && out->bytes[out->length - 1] == ' ')
        buffer_delete(out, out->length - 1, 1);
}

static bool take_variable(struct figures *figures, const int *columns, struct error *error)
{
    struct reference_put put = {.compare = figures->options->dry_run};
    struct buffer texts[WANTED];
    enum reference_change change;
    for (size_t i = 0; i < WANTED; i++) {
        texts[i] = BUFFER_EMPTY;
        if (columns[i] >= 0)
            squeeze(csv_field(figures->csv, (size_t)columns[i])->text, &texts[i]);
        if (texts[i].length > 0 && strcmp(texts[i].bytes, ".") != 0)
            put.texts[wanted[i].text] = texts[i].bytes;
    }
    put.texts[REFERENCE_DATASET] = "BBGA";
    struct figures_report *report = figures->report;
    const char *variable = put.texts[REFERENCE_VARIABLE];
    size_t line;
    bool done = true;
    if (variable == NULL) {
        figures_problem(figures, csv_line(figures->csv), columns[0] + 1,
                        _("a variable without a name"));
    } else if (names_find(&figures->variables, variable, &line)) {
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, _("%s stands on line %zu too"), variable, line);
        figures_problem(figures, csv_line(figures->csv), columns[0] + 1, text.bytes);
        buffer_release(&text);
    } else if ((done = reference_variable_put(figures->session->db, &put, &change, error))) {
        names_add(&figures->variables, variable, (size_t)csv_line(figures->csv));
        figures_met(figures, variable);
        report->created += change == REFERENCE_NEW;
        report->changed += change == REFERENCE_CHANGED;
        report->same += change == REFERENCE_SAME;
    }
    for (size_t i = 0; i < WANTED; i++)
        buffer_release(&texts[i]);
    return done;
}

bool figures_catalogue(struct figures *figures, struct error *error)
{
    int columns[WANTED];
    for (size_t i = 0; i < WANTED; i++)
        columns[i] = column_of(figures, wanted[i].column);
    while (figures_next(figures, error))
        if (!take_variable(figures, columns, error))
            return false;
    return !error_is_set(error);
}
