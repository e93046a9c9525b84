#include "wijk/domain/entity.h"

#include <string.h>

#include "wijk/base/buffer.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

/* Names compare folded, with underscores as spaces. */
static void fold_name(struct buffer *out, const char *name)
{
    buffer_clear(out);
    text_fold(out, name);
    for (char *at = out->bytes; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
}

static bool name_is(const char *folded, const char *name)
{
    struct buffer other = BUFFER_EMPTY;
    fold_name(&other, name);
    bool same = strcmp(folded, other.bytes) == 0;
    buffer_release(&other);
    return same;
}

/* Whether the folded name is the message in English or in Dutch. */
static bool message_is(const char *folded, const char *message)
{
    return name_is(folded, message) || name_is(folded, language_text(LANGUAGE_NL, message));
}

const struct entity *entity_by_table(const char *table)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        if (strcmp(entities[i].table, table) == 0)
            return &entities[i];
    return NULL;
}

const struct entity *entity_by_name(const char *name)
{
    const struct entity *found = entity_by_table(name);
    struct buffer folded = BUFFER_EMPTY;
    fold_name(&folded, name);
    for (size_t i = 0; i < ENTITY_COUNT && found == NULL; i++)
        if (name_is(folded.bytes, entities[i].table) ||
            message_is(folded.bytes, entities[i].label) ||
            message_is(folded.bytes, entities[i].plural))
            found = &entities[i];
    buffer_release(&folded);
    return found;
}

int entity_field(const struct entity *entity, const char *column)
{
    for (size_t i = 0; i < entity->field_count; i++)
        if (strcmp(entity->fields[i].column, column) == 0)
            return (int)i;
    return -1;
}

int entity_field_named(const struct entity *entity, const char *name)
{
    int found = entity_field(entity, name);
    struct buffer folded = BUFFER_EMPTY;
    fold_name(&folded, name);
    for (size_t i = 0; i < entity->field_count && found < 0; i++)
        if (name_is(folded.bytes, entity->fields[i].column))
            found = (int)i;
    for (size_t i = 0; i < entity->field_count && found < 0; i++)
        if (message_is(folded.bytes, entity->fields[i].label))
            found = (int)i;
    buffer_release(&folded);
    return found;
}

const char *field_choice(const struct field *field, const char *typed)
{
    const char *found = NULL;
    if (field->choices == NULL)
        return NULL;
    struct buffer folded = BUFFER_EMPTY;
    fold_name(&folded, typed);
    for (const struct choice *at = field->choices; at->value != NULL && found == NULL; at++)
        if (name_is(folded.bytes, at->value))
            found = at->value;
    for (const struct choice *at = field->choices; at->value != NULL && found == NULL; at++)
        if (message_is(folded.bytes, at->label))
            found = at->value;
    buffer_release(&folded);
    return found;
}

const char *field_choice_label(const struct field *field, const char *value)
{
    if (field->choices != NULL)
        for (const struct choice *at = field->choices; at->value != NULL; at++)
            if (strcmp(at->value, value) == 0)
                return _(at->label);
    return value;
}
