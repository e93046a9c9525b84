#include "body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/store/erase.h"

#define NAME_LIMIT 256
#define NAMES_LIMIT 65536

static bool malformed(struct error *error, const char *what)
{
    error_set(error, ERROR_DAMAGED, _("An act is damaged: its content cannot be read"));
    return error_detail(error, "body: %s", what);
}

bool body_get_varint(struct body_cursor *cursor, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (cursor->at >= cursor->length)
            return false;
        uint8_t byte = cursor->bytes[cursor->at++];
        if (shift == 63 && byte > 1)
            return false;
        *number |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return true;
    }
    return false;
}

static bool get_bytes(struct body_cursor *cursor, uint64_t length, const uint8_t **bytes)
{
    if (length > cursor->length - cursor->at)
        return false;
    *bytes = cursor->bytes + cursor->at;
    cursor->at += (size_t)length;
    return true;
}

static bool get_text(struct body_cursor *cursor, struct value *value)
{
    uint64_t length;
    const uint8_t *bytes;
    if (!body_get_varint(cursor, &length) || !get_bytes(cursor, length, &bytes) || length == 0 ||
        memchr(bytes, 0, (size_t)length) != NULL)
        return false;
    if (value != NULL)
        *value = (struct value){.type = VALUE_TEXT, .text = memory_bytes(bytes, (size_t)length)};
    return true;
}

static bool get_real(struct body_cursor *cursor, struct value *value)
{
    const uint8_t *bytes;
    uint64_t bits = 0;
    double real;
    if (!get_bytes(cursor, 8, &bytes))
        return false;
    for (int i = 7; i >= 0; i--)
        bits = bits << 8 | bytes[i];
    memcpy(&real, &bits, sizeof real);
    if (real - real != 0.0) /* infinity and what is no number are no values */
        return false;
    *value = value_real(real);
    return true;
}

static bool get_date(struct body_cursor *cursor, struct value *value)
{
    uint64_t packed;
    if (!body_get_varint(cursor, &packed) || packed >= 10000ULL * 512)
        return false;
    char text[16];
    snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)(packed >> 9),
             (unsigned)(packed >> 5 & 15), (unsigned)(packed & 31));
    *value = value_text(text);
    return true;
}

static bool get_id(struct body_cursor *cursor, struct id *id)
{
    const uint8_t *bytes;
    if (!get_bytes(cursor, sizeof id->bytes, &bytes))
        return false;
    memcpy(id->bytes, bytes, sizeof id->bytes);
    return true;
}

bool body_get_value(struct body_cursor *cursor, char *const *names, size_t name_count,
                    struct value *value, bool *erased)
{
    uint64_t number;
    const uint8_t *bytes;
    struct id id;
    *value = value_none();
    *erased = false;
    if (!get_bytes(cursor, 1, &bytes))
        return false;
    switch (*bytes) {
    case BODY_NONE:
        return true;
    case BODY_INTEGER:
        if (!body_get_varint(cursor, &number))
            return false;
        *value = value_integer((int64_t)(number >> 1 ^ (~(number & 1) + 1)));
        return true;
    case BODY_REAL:
        return get_real(cursor, value);
    case BODY_PLAIN:
        return get_text(cursor, value);
    case BODY_ID:
        if (!get_id(cursor, &id))
            return false;
        *value = value_id(id);
        return true;
    case BODY_TEXT:
        return get_bytes(cursor, CRYPTO_SALT, &bytes) && get_text(cursor, value);
    case BODY_ERASED:
        *erased = true;
        return get_bytes(cursor, CRYPTO_HASH, &bytes);
    case BODY_DATE:
        return get_date(cursor, value);
    case BODY_NAME:
        if (!body_get_varint(cursor, &number) || number >= name_count)
            return false;
        *value = value_text(names[number]);
        return true;
    default:
        return false;
    }
}

bool body_skip_value(struct body_cursor *cursor)
{
    uint64_t number;
    const uint8_t *bytes;
    if (!get_bytes(cursor, 1, &bytes))
        return false;
    switch (*bytes) {
    case BODY_NONE:
        return true;
    case BODY_INTEGER:
    case BODY_DATE:
    case BODY_NAME:
        return body_get_varint(cursor, &number);
    case BODY_REAL:
        return get_bytes(cursor, 8, &bytes);
    case BODY_ID:
        return get_bytes(cursor, 16, &bytes);
    case BODY_TEXT:
        return get_bytes(cursor, CRYPTO_SALT, &bytes) && get_text(cursor, NULL);
    case BODY_PLAIN:
        return get_text(cursor, NULL);
    case BODY_ERASED:
        return get_bytes(cursor, CRYPTO_HASH, &bytes);
    default:
        return false;
    }
}

static struct body_cursor cursor_at(const struct body *body, size_t at)
{
    return (struct body_cursor){body->bytes, body->length, at};
}

static bool open_names(struct body *body, struct body_cursor *cursor)
{
    uint64_t count, length;
    const uint8_t *bytes;
    if (!body_get_varint(cursor, &count) || count > NAMES_LIMIT)
        return false;
    for (uint64_t i = 0; i < count; i++) {
        if (!body_get_varint(cursor, &length) || length == 0 || length > NAME_LIMIT ||
            !get_bytes(cursor, length, &bytes) || memchr(bytes, 0, (size_t)length) != NULL)
            return false;
        *VECTOR_PUSH(&body->names) = memory_bytes(bytes, (size_t)length);
    }
    return true;
}

/* What is before the names. */
static bool open_form(struct body *body, struct body_cursor *cursor)
{
    const uint8_t *skipped;
    if (body->length < 2)
        return false;
    uint8_t version = body->bytes[0], people = body->bytes[1] & BODY_PEOPLE;
    body->form = body->bytes[1];
    cursor->at = 2;
    if (version < 1 || version > BODY_VERSION || people == 0 || people == 3 ||
        (body->form & ~BODY_PEOPLE & (version == 1 ? 0xFF : ~(BODY_PART | BODY_NOTHING))) != 0 ||
        (body->form & BODY_PART && body->form & BODY_NOTHING) ||
        !get_bytes(cursor, people == 1 ? CRYPTO_SALT : CRYPTO_HASH, &skipped))
        return false;
    if (body->form & BODY_NOTHING)
        return get_bytes(cursor, CRYPTO_HASH, &body->root);
    return version == 1 || body->form & BODY_PART || get_bytes(cursor, CRYPTO_SALT, &body->salt);
}

bool body_open(struct body *body, const void *bytes, size_t length, struct error *error)
{
    *body = (struct body){.bytes = bytes, .length = length};
    struct body_cursor cursor = cursor_at(body, 0);
    uint64_t sites = 0, changes = 0;
    if (!open_form(body, &cursor))
        return malformed(error, "version");
    body->head = body->first = cursor.at;
    if (body->root != NULL)
        return true;
    if (!open_names(body, &cursor) || !body_get_varint(&cursor, &sites) || sites > length / 16 ||
        !get_bytes(&cursor, sites * 16, &body->sites) || !body_get_varint(&cursor, &changes) ||
        changes > length) {
        body_release(body);
        return malformed(error, "head");
    }
    body->site_count = (size_t)sites;
    body->change_count = (size_t)changes;
    body->first = cursor.at;
    return true;
}

void body_release(struct body *body)
{
    for (size_t i = 0; i < body->names.count; i++)
        free(body->names.items[i]);
    free(body->names.items);
    *body = (struct body){0};
}

static bool get_name(const struct body *body, struct body_cursor *cursor, const char **name)
{
    uint64_t number;
    if (!body_get_varint(cursor, &number) || number >= body->names.count)
        return false;
    *name = body->names.items[number];
    return true;
}

bool body_change_at(const struct body *body, size_t place, struct body_change *change,
                    struct error *error)
{
    struct body_cursor cursor = cursor_at(body, place < body->length ? place : body->length);
    const uint8_t *byte, *skipped;
    bool part = (body->form & BODY_PART) != 0;
    *change = (struct body_change){.operation = BODY_WITHHELD, .entity = "", .place = place};
    if (!get_bytes(&cursor, 1, &byte))
        return malformed(error, "operation");
    if (part && *byte == BODY_WITHHELD) {
        if (!get_bytes(&cursor, CRYPTO_HASH, &skipped))
            return malformed(error, "withheld");
        change->at = cursor.at;
        return true;
    }
    if (part && (*byte != BODY_SALTED || !get_bytes(&cursor, CRYPTO_SALT, &skipped) ||
                 !get_bytes(&cursor, 1, &byte)))
        return malformed(error, "salt");
    if (*byte < BODY_CREATE || *byte > BODY_SET_SEEN)
        return malformed(error, "operation");
    change->operation = (enum body_operation) * byte;
    if (!get_name(body, &cursor, &change->entity) || !get_id(&cursor, &change->row) ||
        !get_bytes(&cursor, 1, &byte))
        return malformed(error, "change");
    change->field_count = *byte;
    change->at = cursor.at;
    return true;
}

bool body_parent_at(const struct body *body, size_t *at, struct body_parent *parent,
                    struct error *error)
{
    struct body_cursor cursor = cursor_at(body, *at);
    uint64_t site, seq;
    if (!body_get_varint(&cursor, &site) || site >= body->site_count ||
        !body_get_varint(&cursor, &seq) || seq == 0 || seq > INT64_MAX)
        return malformed(error, "parent");
    memcpy(parent->site.bytes, body->sites + 16 * site, 16);
    parent->seq = (int64_t)seq;
    parent->column = NULL;
    *at = cursor.at;
    return true;
}

static bool skip_parents(const struct body *body, struct body_cursor *cursor,
                         struct body_field *field)
{
    uint64_t count;
    struct body_parent parent;
    struct error ignored = ERROR_NONE;
    if (!body_get_varint(cursor, &count) || count > body->length)
        return false;
    field->parent_count = (size_t)count;
    field->parents = cursor->at;
    for (uint64_t i = 0; i < count; i++)
        if (!body_parent_at(body, &cursor->at, &parent, &ignored))
            return false;
    return true;
}

/* A row cannot be without a required text: a word stands for what was erased. */
static void show_erased(const char *table, struct body_field *field)
{
    const struct entity *entity = entity_by_table(table);
    int at = entity == NULL ? -1 : entity_field(entity, field->column);
    if (at >= 0 && (entity->fields[at].flags & FIELD_REQUIRED) != 0)
        field->value = value_text(ERASE_SHOWN);
}

bool body_next_field(const struct body *body, struct body_change *change, struct body_field *field,
                     struct error *error)
{
    struct body_cursor cursor = cursor_at(body, change->at);
    *field = (struct body_field){0};
    if (change->read >= change->field_count || !get_name(body, &cursor, &field->column) ||
        (change->operation != BODY_CREATE && !skip_parents(body, &cursor, field)) ||
        !body_get_value(&cursor, body->names.items, body->names.count, &field->value,
                        &field->erased))
        return malformed(error, "field");
    if (field->erased)
        show_erased(change->entity, field);
    change->at = cursor.at;
    change->read++;
    return true;
}

bool body_each_seen(const struct body *body, struct body_change *change, body_seen *visit,
                    void *context, struct error *error)
{
    if (change->operation != BODY_SET_SEEN)
        return true;
    struct body_cursor cursor = cursor_at(body, change->at);
    uint64_t count;
    if (!body_get_varint(&cursor, &count) || count > body->length)
        return malformed(error, "seen");
    for (uint64_t i = 0; i < count; i++) {
        struct body_parent seen;
        const char *column;
        if (!get_name(body, &cursor, &column))
            return malformed(error, "seen");
        if (!body_parent_at(body, &cursor.at, &seen, error))
            return false;
        seen.column = column;
        if (visit != NULL && !visit(context, &seen))
            visit = NULL;
    }
    change->at = cursor.at;
    return true;
}

bool body_finish(const struct body *body, struct body_change *change, struct error *error)
{
    while (change->read < change->field_count) {
        struct body_field field;
        if (!body_next_field(body, change, &field, error))
            return false;
        value_release(&field.value);
    }
    return body_each_seen(body, change, NULL, NULL, error);
}
