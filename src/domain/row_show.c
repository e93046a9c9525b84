/* The writing half of row.h: values for people and for files. */
#include <stdlib.h>
#include <string.h>

#include "wijk/domain/row.h"

#define SHOWN_DECIMALS 6

static void add_id(struct buffer *out, struct id id)
{
    char text[ID_TEXT_SIZE];
    id_format(id, text);
    buffer_add_text(out, text);
}

/* A value of another type than its field's (a newer file) is written by its own. */
static void write_plain(struct buffer *out, const struct value *value, enum number_style style)
{
    switch (value->type) {
    case VALUE_INTEGER:
        buffer_format(out, "%lld", (long long)value->integer);
        break;
    case VALUE_REAL:
        number_exact(out, value->real, style);
        break;
    case VALUE_TEXT:
        buffer_add_text(out, value->text);
        break;
    case VALUE_ID:
        add_id(out, value->id);
        break;
    case VALUE_NONE:
        break;
    }
}

static void show_text(struct buffer *out, const struct field *field, const char *text,
                      enum language language)
{
    date_t date;
    if (field->type == FIELD_DATE && date_parse_iso(text, &date)) {
        date_format(out, date, DATE_SHORT, language);
        return;
    }
    int64_t moment;
    if (field->type == FIELD_MOMENT && moment_parse(text, &moment)) {
        moment_format(out, moment, language);
        return;
    }
    if (field->type == FIELD_ENTITY && entity_by_table(text) != NULL)
        text = language_text(language, entity_by_table(text)->label);
    if (field->type == FIELD_CHOICE)
        for (const struct choice *at = field->choices; at->value != NULL; at++)
            if (strcmp(at->value, text) == 0)
                text = language_text(language, at->label);
    buffer_add_text(out, text);
}

/* The word for a number that has one. */
static bool show_worded(struct buffer *out, const struct field *field, int64_t number,
                        enum language language)
{
    if (field->type != FIELD_INTEGER || field->choices == NULL)
        return false;
    for (const struct choice *at = field->choices; at->value != NULL; at++)
        if (strtoll(at->value, NULL, 10) == number) {
            buffer_add_text(out, language_text(language, at->label));
            return true;
        }
    return false;
}

void field_show(struct buffer *out, const struct field *field, const struct value *value,
                enum language language)
{
    enum number_style style = number_style_of(language);
    if (value->type == VALUE_TEXT)
        show_text(out, field, value->text, language);
    else if (value->type == VALUE_REAL)
        number_format(out, value->real, SHOWN_DECIMALS, style);
    else if (value->type == VALUE_INTEGER && field->type == FIELD_MONEY)
        money_format(out, value->integer, style);
    else if (value->type == VALUE_INTEGER && field->type == FIELD_FLAG)
        buffer_add_text(out, language_text(language, value->integer ? N_("yes") : N_("no")));
    else if (value->type != VALUE_INTEGER || !show_worded(out, field, value->integer, language))
        write_plain(out, value, style);
}

void field_write(struct buffer *out, const struct field *field, const struct value *value,
                 enum number_style style)
{
    if (value->type == VALUE_INTEGER && field->type == FIELD_MONEY)
        money_exact(out, value->integer, style);
    else
        write_plain(out, value, style);
}
