/* Which area a row is of: by the code of the scheme, else by exact name. */
#include <stdlib.h>
#include <string.h>

#include "figures_internal.h"
#include "wijk/base/language.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

#define CITY_BBGA "STAD"
#define CITY_CBS "GM0363"

const char *figures_scheme(const struct figures *figures)
{
    return figures->options->kind == FIGURES_CBS ? "cbs" : "bbga";
}

static bool visit_area(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct figures *figures = context;
    const char *name = row_text(row, "name"), *kind = row_text(row, "kind");
    *VECTOR_PUSH(&figures->areas) =
        (struct figures_area){.id = row->id, .city = kind != NULL && strcmp(kind, "city") == 0};
    if (name != NULL)
        names_add(&figures->names, name, figures->areas.count - 1);
    return true;
}

static bool visit_code(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct figures *figures = context;
    const char *code = row_text(row, "code");
    struct id area = row_reference(row, "area");
    for (size_t i = 0; code != NULL && i < figures->areas.count; i++)
        if (id_equal(figures->areas.items[i].id, area)) {
            figures->areas.items[i].coded = true;
            names_add(&figures->codes, code, i);
        }
    return true;
}

/* A file without the city's code still has the city, when there is one. */
static void know_city(struct figures *figures)
{
    const char *code = figures->options->kind == FIGURES_CBS ? CITY_CBS : CITY_BBGA;
    size_t at = 0, count = 0, known;
    for (size_t i = 0; i < figures->areas.count; i++)
        if (figures->areas.items[i].city) {
            at = i;
            count++;
        }
    if (count == 1 && !figures->areas.items[at].coded && !names_find(&figures->codes, code, &known))
        names_add(&figures->codes, code, at);
}

bool figures_areas_load(struct figures *figures, struct error *error)
{
    struct query areas, codes;
    query_init(&areas, ENTITY_AREA);
    query_init(&codes, ENTITY_AREA_CODE);
    bool done =
        query_add(&codes, "scheme", QUERY_EQUAL, value_text(figures_scheme(figures)), error) &&
        record_each(figures->session->db, &areas, visit_area, figures, error) &&
        record_each(figures->session->db, &codes, visit_code, figures, error);
    query_release(&areas);
    query_release(&codes);
    know_city(figures);
    return done;
}

void figures_areas_release(struct figures *figures)
{
    for (size_t i = 0; i < figures->new_names.count; i++)
        free(figures->new_names.items[i]);
    free(figures->new_names.items);
    free(figures->areas.items);
    names_release(&figures->codes);
    names_release(&figures->names);
    names_release(&figures->unknown);
}

/* ---- one row ---- */

/* What stands in a column, without the spaces it was padded with; "" for no column. */
static void cell(const struct figures *figures, int column, struct buffer *out)
{
    buffer_clear(out);
    if (column >= 0)
        figures_trim(csv_field(figures->csv, (size_t)column), out);
}

static void note_unknown(struct figures *figures, const char *name, const char *code)
{
    struct figures_report *report = figures->report;
    const char *shown = *name != '\0' ? name : code, *key = *code != '\0' ? code : name;
    size_t known;
    if (*key == '\0' || names_find(&figures->unknown, key, &known))
        return;
    names_add(&figures->unknown, key, 0);
    report->areas_unknown++;
    if (report->unknown_areas.count < FIGURES_NAMES)
        *VECTOR_PUSH(&report->unknown_areas) = memory_string(shown);
    if (figures->options->all_areas) {
        *VECTOR_PUSH(&figures->new_names) = memory_string(shown);
        *VECTOR_PUSH(&figures->new_names) = memory_string(code);
    }
}

/* "BU03630000", in a column for names too. */
static bool is_cbs_code(const char *text)
{
    static const char *const kinds[] = {"NL", "LD", "PV", "GM", "WK", "BU"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(text, kinds[i], 2) == 0)
            return strlen(text) >= 4 && text[2 + strspn(text + 2, "0123456789")] == '\0';
    return false;
}

static bool find_area(struct figures *figures, const char *name, const char *code, size_t *at)
{
    if (*code != '\0' && names_find(&figures->codes, code, at))
        return true;
    /* An area of this name that has another code is another area. */
    return names_find(&figures->names, name, at) &&
           (*code == '\0' || !figures->areas.items[*at].coded);
}

struct figures_area *figures_area_of(struct figures *figures)
{
    struct buffer *name = &figures->area_text, *code = &figures->code_text;
    struct figures_area *area = NULL;
    size_t at;
    cell(figures, figures->area_code, code);
    cell(figures, figures->area_name, name);
    if (code->length == 0 && figures->options->kind == FIGURES_CBS && is_cbs_code(name->bytes)) {
        buffer_add_text(code, name->bytes);
        buffer_clear(name);
    }
    if (find_area(figures, name->bytes, code->bytes, &at) ||
        (figures->options->kind == FIGURES_BBGA && names_find(&figures->names, code->bytes, &at)))
        area = &figures->areas.items[at];
    else
        note_unknown(figures, name->bytes, code->bytes);
    if (area != NULL && !area->met) {
        area->met = true;
        figures->report->areas++;
    }
    return area;
}

/* ---- areas that are missing ---- */

static const char *kind_of(const struct figures *figures, const char *code)
{
    if (figures->options->kind == FIGURES_BBGA)
        return strcmp(code, CITY_BBGA) == 0 ? "city"
               : strlen(code) == 1          ? "district"
                                            : "neighbourhood";
    if (strncmp(code, "GM", 2) == 0)
        return "city";
    return *code == '\0' || strncmp(code, "WK", 2) == 0 || strncmp(code, "BU", 2) == 0
               ? "neighbourhood"
               : "district";
}

static void add_area(struct figures *figures, struct draft *draft, const char *name,
                     const char *code)
{
    struct row area, coded;
    row_init(&area, ENTITY_AREA);
    row_set(&area, "name", value_text(name));
    row_set(&area, "kind", value_text(kind_of(figures, code)));
    draft_create(draft, &area);
    size_t at = figures->areas.count;
    *VECTOR_PUSH(&figures->areas) = (struct figures_area){.id = area.id, .coded = *code != '\0'};
    if (*code == '\0') {
        names_add(&figures->names, name, at);
    } else {
        row_init(&coded, ENTITY_AREA_CODE);
        row_set(&coded, "area", value_id(area.id));
        row_set(&coded, "scheme", value_text(figures_scheme(figures)));
        row_set(&coded, "code", value_text(code));
        draft_create(draft, &coded);
        row_release(&coded);
        names_add(&figures->codes, code, at);
    }
    row_release(&area);
}

static bool add_all(struct figures *figures, struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    struct draft draft;
    size_t count = figures->new_names.count / 2;
    buffer_format(&label, _("Areas of %s"), figures->file);
    draft_init(&draft, label.bytes);
    for (size_t i = 0; i < count; i++)
        add_area(figures, &draft, figures->new_names.items[2 * i],
                 figures->new_names.items[2 * i + 1]);
    bool done = count == 0 || session_commit(figures->session, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    return done;
}

bool figures_areas_add(struct figures *figures, struct error *error)
{
    struct figures_report *report = figures->report;
    while (figures_next(figures, error))
        figures_area_of(figures);
    if (error_is_set(error) || !add_all(figures, error))
        return false;
    report->areas_added = report->areas_unknown;
    /* The rows are read once more, and everything is counted then. */
    for (size_t i = 0; i < report->problems.count; i++) {
        free(report->problems.items[i].file);
        free(report->problems.items[i].message);
    }
    for (size_t i = 0; i < report->unknown_areas.count; i++)
        free(report->unknown_areas.items[i]);
    for (size_t i = 0; i < figures->areas.count; i++)
        figures->areas.items[i].met = false;
    report->problems.count = report->unknown_areas.count = 0;
    report->rows = report->errors = report->bad = report->areas = report->areas_unknown = 0;
    return csv_rewind(figures->csv, error) && csv_read(figures->csv, error) == CSV_ROW;
}
