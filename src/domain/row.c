#include "wijk/domain/row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"

void row_init(struct row *row, enum entity_kind kind)
{
    *row = (struct row){.entity = &entities[kind]};
    row->values = memory_array(row->entity->field_count, sizeof *row->values);
    for (size_t i = 0; i < row->entity->field_count; i++)
        row->values[i] = value_none();
}

void row_release(struct row *row)
{
    if (row->values != NULL)
        for (size_t i = 0; i < row->entity->field_count; i++)
            value_release(&row->values[i]);
    free(row->values);
    *row = (struct row){0};
}

bool row_same(const struct row *one, const struct row *other)
{
    for (size_t i = 0; i < one->entity->field_count; i++)
        if (!value_equal(&one->values[i], &other->values[i]))
            return false;
    return true;
}

void row_copy(struct row *out, const struct row *row)
{
    row_init(out, row->entity->kind);
    out->id = row->id;
    out->deleted = row->deleted;
    for (size_t i = 0; i < row->entity->field_count; i++)
        out->values[i] = value_copy(&row->values[i]);
}

struct value *row_value(const struct row *row, const char *column)
{
    int field = entity_field(row->entity, column);
    if (field < 0)
        error_bug("%s has no column %s", row->entity->table, column);
    return &row->values[field];
}

void row_set(struct row *row, const char *column, struct value value)
{
    struct value *place = row_value(row, column);
    value_release(place);
    *place = value;
}

const char *row_text(const struct row *row, const char *column)
{
    const struct value *value = row_value(row, column);
    return value->type == VALUE_TEXT ? value->text : NULL;
}

int64_t row_integer(const struct row *row, const char *column, int64_t otherwise)
{
    const struct value *value = row_value(row, column);
    return value->type == VALUE_INTEGER ? value->integer : otherwise;
}

struct id row_reference(const struct row *row, const char *column)
{
    const struct value *value = row_value(row, column);
    return value->type == VALUE_ID ? value->id : (struct id){{0}};
}

date_t row_date(const struct row *row, const char *column)
{
    const char *text = row_text(row, column);
    date_t date;
    return text != NULL && date_parse_iso(text, &date) ? date : DATE_NONE;
}

/* A FIELD_ROW stands behind the field with the name of its table. */
enum entity_kind row_refers_to(const struct row *row, const struct field *field)
{
    if (field->type == FIELD_REFERENCE)
        return field->refers_to;
    if (field->type != FIELD_ROW || row == NULL)
        return ENTITY_NONE;
    const char *table = row_text(row, field[-1].column);
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    return entity == NULL ? ENTITY_NONE : entity->kind;
}
