#include "wijk/store/draft.h"

#include <stdlib.h>
#include <string.h>

#include "body.h"

/* A change of a draft: entity (name), row, number of fields (one byte), each: column (name), value.
 */

void draft_init(struct draft *draft, const char *label)
{
    *draft = (struct draft){.label = memory_string(label), .bytes = BUFFER_EMPTY};
}

void draft_clear(struct draft *draft)
{
    buffer_clear(&draft->bytes);
    draft->changes.count = 0;
    draft->last_row = (struct id){{0}};
}

void draft_release(struct draft *draft)
{
    for (size_t i = 0; i < draft->names.count; i++)
        free(draft->names.items[i]);
    free(draft->names.items);
    free(draft->changes.items);
    buffer_release(&draft->bytes);
    free(draft->label);
    *draft = (struct draft){.bytes = BUFFER_EMPTY};
}

bool draft_is_empty(const struct draft *draft)
{
    return draft->changes.count == 0;
}

static size_t add_name(struct draft *draft, const char *name)
{
    *VECTOR_PUSH(&draft->names) = memory_string(name);
    return draft->names.count - 1;
}

static size_t name_of(void *context, const char *name)
{
    struct draft *draft = context;
    for (size_t i = draft->names.count; i-- > 0;)
        if (strcmp(draft->names.items[i], name) == 0)
            return i;
    return add_name(draft, name);
}

/* The number of the entity's name; its columns follow, and then the mark of deletion. */
static size_t entity_name(struct draft *draft, const struct entity *entity)
{
    if (draft->map[entity->kind] == 0) {
        draft->map[entity->kind] = add_name(draft, entity->table) + 1;
        for (size_t i = 0; i < entity->field_count; i++)
            add_name(draft, entity->fields[i].column);
        add_name(draft, BODY_DELETED);
    }
    return draft->map[entity->kind] - 1;
}

static void begin(struct draft *draft, const struct entity *entity, struct id row, bool create)
{
    size_t name = entity_name(draft, entity);
    *VECTOR_PUSH(&draft->changes) =
        (struct draft_change){.begin = draft->bytes.length, .create = create};
    body_put_varint(&draft->bytes, name);
    buffer_add(&draft->bytes, row.bytes, sizeof row.bytes);
    buffer_add_byte(&draft->bytes, 0);
}

static struct draft_change *last(struct draft *draft)
{
    return &draft->changes.items[draft->changes.count - 1];
}

void draft_create(struct draft *draft, struct row *row)
{
    if (id_is_none(row->id))
        row->id = id_new();
    begin(draft, row->entity, row->id, true);
    size_t counter = draft->bytes.length - 1, first = entity_name(draft, row->entity) + 1;
    uint8_t count = 0;
    for (size_t i = 0; i < row->entity->field_count; i++) {
        if (value_is_none(&row->values[i]))
            continue;
        body_put_varint(&draft->bytes, first + i);
        body_put_value(&draft->bytes, &row->values[i], &row->entity->fields[i], name_of, draft);
        count++;
    }
    draft->bytes.bytes[counter] = (char)count;
    last(draft)->length = draft->bytes.length - last(draft)->begin;
    draft->last_row = (struct id){{0}};
}

/* Begins a field of a set; its value follows. `field` is the entity's field count for the mark of
 * deletion. */
static void begin_field(struct draft *draft, const struct entity *entity, struct id id,
                        size_t field)
{
    size_t first = entity_name(draft, entity) + 1;
    if (!id_equal(draft->last_row, id))
        begin(draft, entity, id, false);
    draft->last_row = id;
    struct body_cursor cursor = {(const uint8_t *)draft->bytes.bytes, draft->bytes.length,
                                 last(draft)->begin};
    uint64_t skipped;
    if (body_get_varint(&cursor, &skipped)) {
        char *counter = &draft->bytes.bytes[cursor.at + 16];
        *counter = (char)(*counter + 1);
        if ((unsigned char)*counter >= 100) /* the next goes into a change of its own */
            draft->last_row = (struct id){{0}};
    }
    body_put_varint(&draft->bytes, first + field);
}

static void set(struct draft *draft, const struct entity *entity, struct id id, size_t field,
                struct value *value)
{
    begin_field(draft, entity, id, field);
    body_put_value(&draft->bytes, value,
                   field < entity->field_count ? &entity->fields[field] : NULL, name_of, draft);
    last(draft)->length = draft->bytes.length - last(draft)->begin;
}

void draft_set(struct draft *draft, enum entity_kind kind, struct id id, const char *column,
               struct value value)
{
    const struct entity *entity = &entities[kind];
    int field = entity_field(entity, column);
    if (field < 0)
        error_bug("%s has no column %s", entity->table, column);
    set(draft, entity, id, (size_t)field, &value);
    value_release(&value);
}

size_t draft_differences(struct draft *draft, const struct row *before, const struct row *after)
{
    size_t count = 0;
    for (size_t i = 0; i < after->entity->field_count; i++)
        if (!value_equal(&before->values[i], &after->values[i])) {
            set(draft, after->entity, after->id, i, &after->values[i]);
            count++;
        }
    return count;
}

void draft_erase(struct draft *draft, enum entity_kind kind, struct id id, const char *column,
                 const uint8_t hash[CRYPTO_HASH])
{
    int field = entity_field(&entities[kind], column);
    if (field < 0)
        error_bug("%s has no column %s", entities[kind].table, column);
    begin_field(draft, &entities[kind], id, (size_t)field);
    buffer_add_byte(&draft->bytes, BODY_ERASED);
    buffer_add(&draft->bytes, hash, CRYPTO_HASH);
    last(draft)->length = draft->bytes.length - last(draft)->begin;
}

void draft_delete(struct draft *draft, enum entity_kind kind, struct id id)
{
    struct value value = value_integer(1);
    draft->last_row = (struct id){{0}}; /* a change of its own: it says what it had seen */
    set(draft, &entities[kind], id, entities[kind].field_count, &value);
    draft->last_row = (struct id){{0}};
}

void draft_restore(struct draft *draft, enum entity_kind kind, struct id id)
{
    struct value value = value_integer(0);
    set(draft, &entities[kind], id, entities[kind].field_count, &value);
}
