/* What the tests of published figures share: a fixture whose areas have codes, and looking at what
 * was imported. Include cmocka.h before. */
#ifndef WIJK_TESTS_APP_FIGURES_H
#define WIJK_TESTS_APP_FIGURES_H

#include "unit/app/fixture.h"
#include "wijk/app/figures.h"
#include "wijk/domain/reference.h"

#define DATA "tests/data/figures/"

/* A fixture whose area has the codes K12 (BBGA) and BU03630000 (CBS), and which knows the city. */
static inline void start(struct fixture *fixture)
{
    fixture_start(fixture);
    fixture_add(fixture, ENTITY_AREA, "name", "Amsterdam", "kind", "city", NULL);
    fixture_add(fixture, ENTITY_AREA_CODE, "area", "Voorbeeldbuurt", "scheme", "bbga", "code",
                "K12", NULL);
    fixture_add(fixture, ENTITY_AREA_CODE, "area", "Voorbeeldbuurt", "scheme", "cbs", "code",
                "BU03630000", NULL);
}

static inline struct figures_report import_with(struct fixture *fixture,
                                                const struct figures_options *options)
{
    struct figures_report report;
    error_clear(&fixture->error);
    fixture_must(fixture, figures_import(fixture->session, options, &report, &fixture->error));
    return report;
}

static inline struct figures_report import_file(struct fixture *fixture, const char *path,
                                                enum figures_kind kind)
{
    return import_with(fixture, &(struct figures_options){.path = path, .kind = kind});
}

/* A file of this content in the fixture's folder. */
static inline const char *written(struct fixture *fixture, const char *name, const char *content)
{
    static char path[FOLDER_PATH];
    folder_path(fixture->folder, name, path);
    FILE *file = fopen(path, "w");
    fputs(content, file);
    fclose(file);
    return path;
}

struct found {
    long count;
    double value;
    char text[256];
};

static inline bool note(void *context, const struct row *row)
{
    struct found *found = context;
    found->count++;
    if (row->entity == &reference_figures)
        found->value = row_value(row, "value")->real;
    const char *text = row_text(row, row->entity == &reference_figures ? "status" : "definition");
    snprintf(found->text, sizeof found->text, "%s", text == NULL ? "" : text);
    return true;
}

static inline struct found ask(struct fixture *fixture, const struct entity *entity,
                               const char *filter)
{
    struct found found = {0};
    struct query query = {.entity = entity, .order = -1};
    fixture_must(fixture,
                 rows_filter(fixture->session, &query, filter, &fixture->error) &&
                     figures_each(fixture->session, &query, note, &found, &fixture->error));
    query_release(&query);
    return found;
}

#define TEST(test) cmocka_unit_test(test)

#endif
