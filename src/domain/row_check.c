/* The checking half of row.h: one value against its line of the table, and the rules between the
 * fields of a row. */
#include <math.h>
#include <string.h>

#include "wijk/base/text.h"
#include "wijk/domain/code.h"
#include "wijk/domain/row.h"

static bool check_text(const struct field *field, const struct value *value, struct error *error)
{
    if (value->type != VALUE_TEXT)
        return error_set(error, ERROR_INPUT, _("%s must be text"), _(field->label));
    size_t length = strlen(value->text);
    int64_t limit = field->maximum > 0               ? field->maximum
                    : field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_LIMIT
                                                     : FIELD_TEXT_LIMIT;
    if ((int64_t)length > limit)
        return error_set(error, ERROR_INPUT,
                         _("%s is too long: %zu bytes, and at most %lld can be kept"),
                         _(field->label), length, (long long)limit);
    if (!text_valid(value->text, length, NULL))
        return error_set(error, ERROR_INPUT, _("%s is not UTF-8 text"), _(field->label));
    if (field->type == FIELD_TEXT && strpbrk(value->text, "\r\n") != NULL)
        return error_set(error, ERROR_INPUT, _("%s must be one line"), _(field->label));
    return true;
}

static bool check_limits(const struct field *field, double number, struct error *error)
{
    if (field->minimum == 0 && field->maximum == 0)
        return true;
    if (number < (double)field->minimum || number > (double)field->maximum)
        return error_set(error, ERROR_INPUT, _("%s must be from %lld to %lld"), _(field->label),
                         (long long)field->minimum, (long long)field->maximum);
    return true;
}

static bool check_known(const struct field *field, const struct value *value, struct error *error)
{
    date_t date;
    int64_t moment;
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return check_text(field, value, error);
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_FLAG:
        return value->type == VALUE_INTEGER
                   ? check_limits(field, (double)value->integer, error)
                   : error_set(error, ERROR_INPUT, _("%s must be a whole number"), _(field->label));
    case FIELD_DECIMAL:
        return value->type == VALUE_REAL && isfinite(value->real)
                   ? check_limits(field, value->real, error)
                   : error_set(error, ERROR_INPUT, _("%s must be a number"), _(field->label));
    case FIELD_DATE:
        return (value->type == VALUE_TEXT && date_parse_iso(value->text, &date)) ||
               error_set(error, ERROR_INPUT, _("%s must be a date"), _(field->label));
    case FIELD_MOMENT:
        return (value->type == VALUE_TEXT && moment_parse(value->text, &moment)) ||
               error_set(error, ERROR_INPUT, _("%s must be a date with a time"), _(field->label));
    case FIELD_CHOICE:
        for (const struct choice *at = field->choices; at->value != NULL; at++)
            if (value->type == VALUE_TEXT && strcmp(at->value, value->text) == 0)
                return true;
        return error_set(error, ERROR_INPUT, _("%s must be one of its choices"), _(field->label));
    case FIELD_ENTITY:
        return (value->type == VALUE_TEXT && entity_by_table(value->text) != NULL) ||
               error_set(error, ERROR_INPUT, _("%s must be a kind of row"), _(field->label));
    case FIELD_REFERENCE:
    case FIELD_ROW:
        break;
    }
    return value->type == VALUE_ID ||
           error_set(error, ERROR_INPUT, _("%s must be a row"), _(field->label));
}

bool field_check(const struct field *field, const struct value *value, struct error *error)
{
    return value_is_none(value) || check_known(field, value, error);
}

static const char *label_of(const struct row *row, const char *column)
{
    return _(row->entity->fields[entity_field(row->entity, column)].label);
}

/* Dates of one row of which the second may not lie before the first. */
static const struct {
    enum entity_kind kind;
    const char *first, *second;
} date_order[] = {
    {ENTITY_PROGRAMME, "starts", "ends"},
    {ENTITY_EFFORT, "starts", "ends"},
    {ENTITY_EFFORT, "started_on", "ended_on"},
};

static bool check_date_order(const struct row *row, struct error *error)
{
    for (size_t i = 0; i < sizeof date_order / sizeof *date_order; i++) {
        if (date_order[i].kind != row->entity->kind)
            continue;
        date_t first = row_date(row, date_order[i].first);
        date_t second = row_date(row, date_order[i].second);
        if (first != DATE_NONE && second != DATE_NONE && second < first)
            return error_set(error, ERROR_INPUT, _("%s lies before %s"),
                             label_of(row, date_order[i].second),
                             label_of(row, date_order[i].first));
    }
    return true;
}

/* References with which a row could become its own ancestor; longer rings are the app's to see. */
static bool check_not_itself(const struct row *row, struct error *error)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (field->type == FIELD_REFERENCE && field->refers_to == row->entity->kind &&
            row->values[i].type == VALUE_ID && !id_is_none(row->id) &&
            id_equal(row->values[i].id, row->id))
            return error_set(error, ERROR_INPUT, _("%s cannot be the row itself"), _(field->label));
    }
    return true;
}

static bool check_target(const struct row *row, struct error *error)
{
    const char *test = row_text(row, "operator");
    const struct value *value = row_value(row, "value"), *to = row_value(row, "value_to");
    if (strcmp(test, "between") != 0)
        return value_is_none(to) ||
               error_set(error, ERROR_INPUT,
                         _("%s is only for a target between two values; leave it empty"),
                         label_of(row, "value_to"));
    if (value_is_none(to))
        return error_set(error, ERROR_INPUT, _("A target between two values needs %s"),
                         label_of(row, "value_to"));
    return to->real >= value->real || error_set(error, ERROR_INPUT, _("%s must be at least %s"),
                                                label_of(row, "value_to"), label_of(row, "value"));
}

static bool check_measurement(const struct row *row, struct error *error)
{
    const char *status = row_text(row, "status");
    const struct value *value = row_value(row, "value"), *words = row_value(row, "words");
    const struct value *part = row_value(row, "numerator"), *whole = row_value(row, "denominator");
    if (value_is_none(part) != value_is_none(whole))
        return error_set(error, ERROR_INPUT, _("%s and %s belong together: give both or neither"),
                         label_of(row, "numerator"), label_of(row, "denominator"));
    if (!value_is_none(whole) && !(whole->real > 0))
        return error_set(error, ERROR_INPUT, _("%s must be more than 0"),
                         label_of(row, "denominator"));
    bool none = value_is_none(value) && value_is_none(words) && value_is_none(whole);
    bool withheld = strcmp(status, "secret") == 0 || strcmp(status, "unavailable") == 0;
    if (none && !withheld)
        return error_set(error, ERROR_INPUT,
                         _("A measurement needs a value, or the status secret or unavailable"));
    if (withheld && !(value_is_none(value) && value_is_none(whole)))
        return error_set(error, ERROR_INPUT,
                         _("A measurement that is secret or unavailable has no value"));
    return true;
}

/* An agreement is called by its number in the charter, by everybody and on every site. */
static bool check_agreement(const struct row *row, struct error *error)
{
    const char *code = row_text(row, "code");
    struct buffer own = BUFFER_EMPTY;
    code_agreement(&own, row_integer(row, "number", 0));
    bool right =
        code == NULL || code_equal(code, own.bytes) ||
        error_set(error, ERROR_INPUT, _("Agreement %lld is called %s by its number, and not %s"),
                  (long long)row_integer(row, "number", 0), own.bytes, code);
    buffer_release(&own);
    return right;
}

bool row_check(const struct row *row, struct error *error)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if ((field->flags & FIELD_REQUIRED) != 0 && value_is_none(&row->values[i]))
            return error_set(error, ERROR_INPUT, _("%s is missing"), _(field->label));
        if (!field_check(field, &row->values[i], error))
            return false;
    }
    if (!check_date_order(row, error) || !check_not_itself(row, error))
        return false;
    if (row->entity->kind == ENTITY_TARGET)
        return check_target(row, error);
    if (row->entity->kind == ENTITY_AGREEMENT)
        return check_agreement(row, error);
    return row->entity->kind != ENTITY_MEASUREMENT || check_measurement(row, error);
}

bool row_check_frozen(const struct row *before, const struct row *after, struct error *error)
{
    for (size_t i = 0; i < after->entity->field_count; i++)
        if ((after->entity->fields[i].flags & FIELD_FROZEN) != 0 &&
            !value_equal(&before->values[i], &after->values[i]))
            return error_set(error, ERROR_REFUSED,
                             _("%s: '%s' can never change; make a correction instead"),
                             _(after->entity->label), _(after->entity->fields[i].label));
    return true;
}
