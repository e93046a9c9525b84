#include "wijk/domain/value.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"

struct value value_none(void)
{
    return (struct value){.type = VALUE_NONE};
}

struct value value_integer(int64_t integer)
{
    return (struct value){.type = VALUE_INTEGER, .integer = integer};
}

struct value value_real(double real)
{
    return (struct value){.type = VALUE_REAL, .real = real};
}

struct value value_text(const char *text)
{
    if (text == NULL || *text == '\0')
        return value_none();
    return (struct value){.type = VALUE_TEXT, .text = memory_string(text)};
}

struct value value_id(struct id id)
{
    if (id_is_none(id))
        return value_none();
    return (struct value){.type = VALUE_ID, .id = id};
}

struct value value_copy(const struct value *value)
{
    struct value copy = *value;
    if (value->type == VALUE_TEXT)
        copy.text = memory_string(value->text);
    return copy;
}

void value_release(struct value *value)
{
    if (value->type == VALUE_TEXT)
        free(value->text);
    *value = value_none();
}

bool value_equal(const struct value *one, const struct value *other)
{
    if (one->type != other->type)
        return false;
    switch (one->type) {
    case VALUE_INTEGER:
        return one->integer == other->integer;
    case VALUE_REAL:
        return one->real == other->real;
    case VALUE_TEXT:
        return strcmp(one->text, other->text) == 0;
    case VALUE_ID:
        return id_equal(one->id, other->id);
    case VALUE_NONE:
        break;
    }
    return true;
}
