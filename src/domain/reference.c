#include "wijk/domain/reference.h"

#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"

#define L FIELD_LISTED
/* clang-format off */
#define TEXT(column, label, flags) {column, label, FIELD_TEXT, flags, NULL, ENTITY_NONE, 0, 0, NULL, NULL}
#define LONG(column, label) {column, label, FIELD_LONG_TEXT, 0, NULL, ENTITY_NONE, 0, 0, NULL, NULL}
#define CHOICE(column, label, flags, choices) {column, label, FIELD_CHOICE, flags, choices, ENTITY_NONE, 0, 0, NULL, NULL}
#define END {NULL, NULL}

static const struct choice statuses[] = {
    {"final", N_("final")}, {"provisional", N_("provisional")}, {"estimate", N_("estimate")},
    {"secret", N_("secret")}, {"unavailable", N_("unavailable")}, END};

static const struct choice directions[] = {
    {"higher", N_("higher is better")}, {"lower", N_("lower is better")}, {"band", N_("between two values")},
    {"neutral", N_("neither")}, END};

static const struct field figure_fields[] = {
    TEXT("area", N_("Area"), L),
    TEXT("area_code", N_("Area code"), L),
    TEXT("variable", N_("Variable"), L),
    {"year", N_("Year"), FIELD_INTEGER, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    {"value", N_("Value"), FIELD_DECIMAL, L, NULL, ENTITY_NONE, 0, 0, NULL, NULL},
    CHOICE("status", N_("Status"), L, statuses),
    TEXT("dataset", N_("Dataset"), 0),
};

static const struct field variable_fields[] = {
    TEXT("variable", N_("Variable"), L),
    TEXT("label", N_("Label"), L),
    TEXT("label_en", N_("Label in English"), 0),
    LONG("definition", N_("Definition")),
    LONG("definition_en", N_("Definition in English")),
    TEXT("unit", N_("Unit"), L),
    TEXT("source", N_("Source"), L),
    TEXT("reference_date", N_("Reference date"), 0),
    TEXT("frequency", N_("Frequency"), 0),
    CHOICE("direction", N_("Direction"), L, directions),
    TEXT("topic", N_("Topic"), L),
    TEXT("topic_en", N_("Topic in English"), 0),
    TEXT("dataset", N_("Dataset"), 0),
};

#define FIELDS(array) array, sizeof(array) / sizeof *(array)
const struct entity reference_figures = {
    ENTITY_NONE, "reference_figure", N_("Reference figure"), N_("Reference figures"), "variable", NULL, NULL,
    "variable", false, FIELDS(figure_fields)};
const struct entity reference_variables = {
    ENTITY_NONE, "reference_variable", N_("Reference variable"), N_("Reference variables"), "variable", NULL, NULL,
    "variable", false, FIELDS(variable_fields)};
/* clang-format on */

static bool is_called(const char *name, const char *message)
{
    return text_compare(name, language_text(LANGUAGE_NL, message)) == 0 ||
           text_compare(name, language_text(LANGUAGE_EN, message)) == 0;
}

const struct entity *reference_entity(const char *name)
{
    const struct entity *const known[] = {&reference_figures, &reference_variables};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i]->table) == 0 || is_called(name, known[i]->label) ||
            is_called(name, known[i]->plural))
            return known[i];
    return NULL;
}
