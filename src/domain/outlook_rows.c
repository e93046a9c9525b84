/* From rows of the file to the input of an outlook. */
#include <math.h>
#include <string.h>

#include "wijk/domain/outlook.h"

static int choice_in(const struct entity *entity, const char *column, const char *value,
                     int otherwise)
{
    int position = entity == NULL || value == NULL ? -1 : entity_field(entity, column);
    if (position < 0)
        return otherwise;
    const struct choice *choices = entity->fields[position].choices;
    for (int i = 0; choices != NULL && choices[i].value != NULL; i++)
        if (strcmp(choices[i].value, value) == 0)
            return i;
    return otherwise;
}

int outlook_choice(const char *entity, const char *column, const char *value, int otherwise)
{
    return choice_in(entity_by_table(entity), column, value, otherwise);
}

static int choice_of(const struct row *row, const char *column, int otherwise)
{
    return choice_in(row->entity, column, row_text(row, column), otherwise);
}

static bool real_of(const struct row *row, const char *column, double *real)
{
    const struct value *value = row_value(row, column);
    *real = value->type == VALUE_REAL ? value->real : 0;
    return value->type == VALUE_REAL && isfinite(value->real);
}

struct outlook_measurement outlook_measurement_of(const struct row *measurement)
{
    double part, whole;
    struct outlook_measurement out = {
        .date = row_date(measurement, "taken_on"),
        .status = (enum outlook_status)choice_of(measurement, "status", OUTLOOK_FINAL),
        .is_baseline = row_integer(measurement, "is_baseline", 0) != 0,
        .words = row_text(measurement, "words"),
    };
    out.known = real_of(measurement, "value", &out.value);
    bool parts = real_of(measurement, "numerator", &part);
    parts = real_of(measurement, "denominator", &whole) && parts && whole > 0;
    if (!out.known && parts) {
        out.value = 100 * part / whole;
        out.known = isfinite(out.value);
    }
    if (out.status == OUTLOOK_IS_SECRET || out.status == OUTLOOK_IS_UNAVAILABLE)
        out.known = false;
    return out;
}

struct outlook_target outlook_target_of(const struct row *target)
{
    struct outlook_target out = {
        .due = row_date(target, "due"),
        .test = (enum outlook_operator)choice_of(target, "operator", OUTLOOK_AT_LEAST),
        .superseded = row_integer(target, "superseded", 0) != 0,
    };
    if (!real_of(target, "value", &out.value))
        out.due = DATE_NONE; /* no target without a value */
    real_of(target, "value_to", &out.value_to);
    return out;
}

void outlook_describe(struct outlook_input *input, const struct row *indicator)
{
    input->kind = (enum outlook_kind)choice_of(indicator, "kind", OUTLOOK_PERCENT);
    input->direction = (enum outlook_direction)choice_of(indicator, "direction", OUTLOOK_HIGHER);
    input->frequency = (enum outlook_frequency)choice_of(indicator, "frequency", OUTLOOK_YEAR);
    input->unit = row_text(indicator, "unit");
}
