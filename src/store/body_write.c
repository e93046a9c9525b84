#include <stdlib.h>
#include <string.h>

#include "body.h"

void body_put_varint(struct buffer *out, uint64_t number)
{
    while (number >= 0x80) {
        buffer_add_byte(out, (char)(number | 0x80));
        number >>= 7;
    }
    buffer_add_byte(out, (char)number);
}

static void put_tag(struct buffer *out, enum body_tag tag)
{
    buffer_add_byte(out, (char)tag);
}

static void put_real(struct buffer *out, double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    put_tag(out, BODY_REAL);
    for (int i = 0; i < 8; i++)
        buffer_add_byte(out, (char)(bits >> (8 * i)));
}

/* YYYY-MM-DD in three bytes; false: the text is something else. */
static bool put_date(struct buffer *out, const char *text)
{
    unsigned parts[3] = {0};
    static const char form[] = "0000-11-22";
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++) {
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
        if (form[i] != '-')
            parts[form[i] - '0'] = parts[form[i] - '0'] * 10 + (unsigned)(text[i] - '0');
    }
    if (parts[1] > 15 || parts[2] > 31)
        return false;
    put_tag(out, BODY_DATE);
    body_put_varint(out, (parts[0] * 16 + parts[1]) * 32 + parts[2]);
    return true;
}

static void put_text(struct buffer *out, const char *text, bool salted)
{
    size_t length = strlen(text);
    put_tag(out, salted ? BODY_TEXT : BODY_PLAIN);
    if (salted) {
        uint8_t salt[CRYPTO_SALT];
        crypto_random(salt, sizeof salt);
        buffer_add(out, salt, sizeof salt);
    }
    body_put_varint(out, length);
    buffer_add(out, text, length);
}

void body_put_value(struct buffer *out, const struct value *value, const struct field *field,
                    size_t (*name)(void *context, const char *text), void *context)
{
    enum field_type type = field == NULL ? FIELD_INTEGER : field->type;
    switch (value->type) {
    case VALUE_NONE:
        put_tag(out, BODY_NONE);
        break;
    case VALUE_INTEGER:
        if (type == FIELD_DECIMAL) {
            put_real(out, (double)value->integer);
            break;
        }
        put_tag(out, BODY_INTEGER);
        body_put_varint(out, (uint64_t)value->integer << 1 ^ (value->integer < 0 ? UINT64_MAX : 0));
        break;
    case VALUE_REAL:
        put_real(out, value->real);
        break;
    case VALUE_TEXT:
        if (type == FIELD_DATE && put_date(out, value->text))
            break;
        if ((type == FIELD_CHOICE || type == FIELD_ENTITY) && strlen(value->text) <= 64) {
            put_tag(out, BODY_NAME);
            body_put_varint(out, name(context, value->text));
            break;
        }
        put_text(out, value->text, type == FIELD_TEXT || type == FIELD_LONG_TEXT);
        break;
    case VALUE_ID:
        put_tag(out, BODY_ID);
        buffer_add(out, value->id.bytes, sizeof value->id.bytes);
        break;
    }
}

void body_writer_release(struct body_writer *writer)
{
    buffer_release(&writer->changes);
    free(writer->names.items);
    free(writer->sites.items);
    *writer = (struct body_writer){.changes = BUFFER_EMPTY};
}

void body_writer_clear(struct body_writer *writer)
{
    buffer_clear(&writer->changes);
    writer->names.count = writer->sites.count = writer->change_count = 0;
}

size_t body_writer_name(struct body_writer *writer, const char *name)
{
    for (size_t i = 0; i < writer->names.count; i++)
        if (strcmp(writer->names.items[i], name) == 0)
            return i;
    *VECTOR_PUSH(&writer->names) = name;
    return writer->names.count - 1;
}

size_t body_writer_site(struct body_writer *writer, struct id site)
{
    for (size_t i = 0; i < writer->sites.count; i++)
        if (id_equal(writer->sites.items[i], site))
            return i;
    *VECTOR_PUSH(&writer->sites) = site;
    return writer->sites.count - 1;
}

void body_writer_end(struct body_writer *writer, struct buffer *out)
{
    uint8_t salt[CRYPTO_SALT];
    crypto_random(salt, sizeof salt);
    buffer_add_byte(out, BODY_VERSION);
    buffer_add_byte(out, 1);
    buffer_add(out, salt, sizeof salt);
    crypto_random(salt, sizeof salt);
    buffer_add(out, salt, sizeof salt);
    body_put_varint(out, writer->names.count);
    for (size_t i = 0; i < writer->names.count; i++) {
        size_t length = strlen(writer->names.items[i]);
        body_put_varint(out, length);
        buffer_add(out, writer->names.items[i], length);
    }
    body_put_varint(out, writer->sites.count);
    for (size_t i = 0; i < writer->sites.count; i++)
        buffer_add(out, writer->sites.items[i].bytes, 16);
    body_put_varint(out, writer->change_count);
    buffer_add(out, writer->changes.bytes, writer->changes.length);
}
