/* The reading half of row.h: from what somebody typed, or a file holds, to a value. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/row.h"

/* The number that can only be a whole one: of "4.715" the reading with grouping. */
static bool whole_number(const char *text, const struct reading *reading, double *number)
{
    struct number_reading read;
    enum number_style style = number_style_of(reading->language);
    if (reading->exact) {
        if (!number_parse(text, style, number))
            return false;
    } else if (!number_read(text, style, &read)) {
        return false;
    } else {
        *number = read.ambiguous && read.value != floor(read.value) ? read.other : read.value;
    }
    return *number == floor(*number) && fabs(*number) <= 9007199254740991.0;
}

/* A number with a word for it, as a severity: "3" and "high" are both typed. */
static bool read_worded(const struct field *field, const char *text, struct value *value)
{
    const char *choice = field_choice(field, text);
    if (choice == NULL)
        return false;
    *value = value_integer(strtoll(choice, NULL, 10));
    return true;
}

static bool read_integer(const struct field *field, const char *text, const struct reading *reading,
                         struct value *value, struct error *error)
{
    if (read_worded(field, text, value))
        return true;
    double number;
    if (!whole_number(text, reading, &number))
        return error_set(error, ERROR_INPUT, _("%s: '%s' is not a whole number"), _(field->label),
                         text);
    *value = value_integer((int64_t)number);
    return true;
}

static bool read_decimal(const struct field *field, const char *text, const struct reading *reading,
                         struct value *value, struct error *error)
{
    struct number_reading read;
    enum number_style style = number_style_of(reading->language);
    bool fine =
        reading->exact ? number_parse(text, style, &read.value) : number_read(text, style, &read);
    if (!fine && style == NUMBER_NL)
        return error_set(error, ERROR_INPUT, _("%s: '%s' is not a number; type it like 1234,5"),
                         _(field->label), text);
    if (!fine)
        return error_set(error, ERROR_INPUT, _("%s: '%s' is not a number; type it like 1234.5"),
                         _(field->label), text);
    *value = value_real(read.value);
    return true;
}

static bool read_money(const struct field *field, const char *text, const struct reading *reading,
                       struct value *value, struct error *error)
{
    int64_t cents;
    if (!money_parse(text, number_style_of(reading->language), &cents))
        return error_set(error, ERROR_INPUT,
                         _("%s: '%s' is not an amount in euros with at most two decimals"),
                         _(field->label), text);
    *value = value_integer(cents);
    return true;
}

/* Files give the whole date in digits; the day of "1 okt" would depend on when it is read. */
static bool whole_date(const char *text)
{
    size_t digits = strspn(text, "0123456789"), length = strlen(text);
    return strspn(text, "0123456789-/.") == length && length >= 8 &&
           (digits == 4 || (digits <= 2 && strspn(text + length - 4, "0123456789") == 4));
}

static bool read_date(const struct field *field, const char *text, const struct reading *reading,
                      struct value *value, struct error *error)
{
    date_t date;
    char iso[DATE_TEXT_SIZE];
    if ((reading->exact && !whole_date(text)) || !date_read(text, reading->today, &date))
        return error_set(error, ERROR_INPUT, _("%s: '%s' is not a date; type it like 2009-11-27"),
                         _(field->label), text);
    date_iso(date, iso);
    *value = value_text(iso);
    return true;
}

static bool read_moment(const struct field *field, const char *text, const struct reading *reading,
                        struct value *value, struct error *error)
{
    int64_t moment;
    char iso[MOMENT_TEXT_SIZE];
    if (!moment_parse(text, &moment) && !moment_read(text, reading->today, &moment))
        return error_set(error, ERROR_INPUT,
                         _("%s: '%s' is not a date with a time; type it like 2009-11-27 14:30"),
                         _(field->label), text);
    moment_iso(moment, iso);
    *value = value_text(iso);
    return true;
}

static bool read_choice(const struct field *field, const char *text, struct value *value,
                        struct error *error)
{
    const char *choice = field_choice(field, text);
    if (choice != NULL) {
        *value = value_text(choice);
        return true;
    }
    struct buffer list = BUFFER_EMPTY;
    for (const struct choice *at = field->choices; at->value != NULL; at++)
        buffer_format(&list, "%s%s", at == field->choices ? "" : ", ", _(at->label));
    error_set(error, ERROR_INPUT, _("%s: '%s' is not one of: %s"), _(field->label), text,
              list.bytes);
    buffer_release(&list);
    return false;
}

static bool read_flag(const struct field *field, const char *text, struct value *value,
                      struct error *error)
{
    static const char *const yes[] = {"1", "yes", "y", "ja", "j", "true", "waar", "x"};
    static const char *const no[] = {"0", "no", "n", "nee", "false", "onwaar", "-"};
    struct buffer folded = BUFFER_EMPTY;
    int answer = -1;
    text_fold(&folded, text);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(folded.bytes, yes[i]) == 0)
            answer = 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(folded.bytes, no[i]) == 0)
            answer = 0;
    buffer_release(&folded);
    if (answer < 0)
        return error_set(error, ERROR_INPUT, _("%s: answer yes or no, not '%s'"), _(field->label),
                         text);
    *value = value_integer(answer);
    return true;
}

static bool read_reference(const struct field *field, const char *text, struct value *value,
                           struct error *error)
{
    struct id id;
    if (!id_parse(text, &id))
        return error_set(error, ERROR_NOT_FOUND, _("%s: there is no '%s'"), _(field->label), text);
    *value = value_id(id);
    return true;
}

static bool read_by_type(const struct field *field, const char *text, const struct reading *reading,
                         struct value *value, struct error *error)
{
    const struct entity *entity;
    switch (field->type) {
    case FIELD_INTEGER:
        return read_integer(field, text, reading, value, error);
    case FIELD_DECIMAL:
        return read_decimal(field, text, reading, value, error);
    case FIELD_MONEY:
        return read_money(field, text, reading, value, error);
    case FIELD_DATE:
        return read_date(field, text, reading, value, error);
    case FIELD_MOMENT:
        return read_moment(field, text, reading, value, error);
    case FIELD_CHOICE:
        return read_choice(field, text, value, error);
    case FIELD_FLAG:
        return read_flag(field, text, value, error);
    case FIELD_REFERENCE:
    case FIELD_ROW:
        return read_reference(field, text, value, error);
    case FIELD_ENTITY:
        entity = entity_by_name(text);
        if (entity == NULL)
            return error_set(error, ERROR_NOT_FOUND, _("%s: there is no kind of row called '%s'"),
                             _(field->label), text);
        *value = value_text(entity->table);
        return true;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        break;
    }
    *value = value_text(text);
    return true;
}

bool field_read(const struct field *field, const char *typed, const struct reading *reading,
                struct value *value, struct error *error)
{
    *value = value_none();
    char *copy = memory_string(typed);
    const char *text = text_trim(copy);
    bool fine = *text == '\0' || (read_by_type(field, text, reading, value, error) &&
                                  field_check(field, value, error));
    free(copy);
    if (!fine)
        value_release(value);
    return fine;
}
