#include <string.h>

#include "recover_pages.h"

#define PAYLOAD_LIMIT ((uint64_t)64 << 20)

/* SQLite's varint: high bits first, at most nine bytes. 0: it goes beyond the end. */
static size_t varint(const uint8_t *bytes, size_t length, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < 9 && i < length; i++) {
        if (i == 8) {
            *number = *number << 8 | bytes[i];
            return 9;
        }
        *number = *number << 7 | (bytes[i] & 0x7F);
        if ((bytes[i] & 0x80) == 0)
            return i + 1;
    }
    return 0;
}

/* How much of a payload lies in the page itself. */
static size_t local_part(const struct pages *pages, uint64_t length)
{
    size_t most =
        pages->kind == PAGE_TABLE_LEAF ? pages->size - 35 : (pages->size - 12) * 64 / 255 - 23;
    size_t least = (pages->size - 12) * 32 / 255 - 23;
    if (length <= most)
        return (size_t)length;
    size_t part = least + (size_t)((length - least) % (pages->size - 4));
    return part <= most ? part : least;
}

static bool is_zero(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

static uint32_t number_of(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Follows the rest of a payload over its pages. A page that names no next one where one must be,
 * or one where none can be, was overwritten: what it holds is not used. Answers how many bytes are
 * sound. */
static size_t follow(struct pages *pages, uint32_t next, uint64_t length)
{
    uint32_t home = pages->loaded;
    size_t sound = pages->payload.length;
    while (pages->payload.length < length) {
        size_t left = (size_t)length - pages->payload.length;
        size_t part = left < pages->size - 4 ? left : pages->size - 4;
        if (next < 2 || next > pages->count || pages->kinds[next] != PAGE_OTHER ||
            !pages_fetch(pages, next))
            break;
        uint32_t after = number_of(pages->bytes);
        bool last = part == left;
        if (last ? after != 0 : after < 2 || after > pages->count)
            break;
        if (is_zero(pages->bytes + 4, part) && (last || part > 512))
            break;
        buffer_add(&pages->payload, pages->bytes + 4, part);
        sound = pages->payload.length;
        next = after;
    }
    static const uint8_t zeros[256] = {0};
    while (pages->payload.length < length) {
        size_t left = (size_t)length - pages->payload.length;
        buffer_add(&pages->payload, zeros, left < sizeof zeros ? left : sizeof zeros);
    }
    return pages_fetch(pages, home) ? sound : 0;
}

static size_t type_length(uint64_t type)
{
    static const uint8_t fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < sizeof fixed)
        return fixed[type];
    return type < 12 ? SIZE_MAX / 4 : (size_t)((type - 12) / 2);
}

/* Only the last value that takes bytes may be sound in part. */
static bool decode(const struct buffer *payload, size_t sound, struct record *record)
{
    const uint8_t *bytes = (const uint8_t *)payload->bytes;
    uint64_t head, type;
    size_t at = varint(bytes, payload->length, &head);
    if (at == 0 || head > sound || head < at)
        return false;
    size_t value = (size_t)head;
    record->count = record->last = record->sound = 0;
    record->whole = sound >= payload->length;
    while (at < head) {
        size_t taken = varint(bytes + at, (size_t)head - at, &type);
        size_t length = type_length(type);
        if (taken == 0 || record->count == RECORD_COLUMNS || length > payload->length - value ||
            (value > sound && length > 0))
            return false;
        record->cells[record->count++] = (struct record_cell){type, bytes + value, length};
        value += length;
        at += taken;
        if (length > 0) {
            record->last = record->count - 1;
            record->sound = sound >= value ? length : sound - (value - length);
        }
    }
    return value == payload->length && record->count > 0;
}

bool pages_record(struct pages *pages, size_t cell, struct record *record)
{
    uint64_t length, rowid = 0;
    size_t at = pages_cell_at(pages, cell);
    if (pages->kind == PAGE_TABLE_INNER)
        return false;
    if (pages->kind == PAGE_INDEX_INNER)
        at += 4;
    size_t taken = varint(pages->bytes + at, pages->size - at, &length);
    at += taken;
    if (taken == 0 || length == 0 || length > PAYLOAD_LIMIT ||
        length / pages->size > pages->count || at > pages->size)
        return false;
    if (pages->kind == PAGE_TABLE_LEAF) {
        taken = varint(pages->bytes + at, pages->size - at, &rowid);
        at += taken;
        if (taken == 0)
            return false;
    }
    size_t local = local_part(pages, length);
    bool more = local < length;
    if (local > pages->size - at || (more && local + 4 > pages->size - at))
        return false;
    buffer_clear(&pages->payload);
    buffer_add(&pages->payload, pages->bytes + at, local);
    size_t sound =
        more ? follow(pages, number_of(pages->bytes + at + local), length) : (size_t)length;
    *record = (struct record){.rowid = (int64_t)rowid};
    return decode(&pages->payload, sound, record);
}

enum record_form record_form(const struct record_cell *cell)
{
    if (cell->type == 0)
        return RECORD_NULL;
    if (cell->type == 7)
        return RECORD_REAL;
    if (cell->type < 12)
        return RECORD_INTEGER;
    return cell->type % 2 == 0 ? RECORD_BLOB : RECORD_TEXT;
}

int64_t record_integer(const struct record_cell *cell)
{
    if (cell->type == 8 || cell->type == 9)
        return (int64_t)cell->type - 8;
    uint64_t number = cell->length > 0 && (cell->bytes[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < cell->length && i < 8; i++)
        number = number << 8 | cell->bytes[i];
    return (int64_t)number;
}

struct value record_value(const struct record_cell *cell)
{
    struct value value = value_none();
    uint64_t bits;
    double real;
    switch (record_form(cell)) {
    case RECORD_INTEGER:
        return value_integer(record_integer(cell));
    case RECORD_REAL:
        bits = (uint64_t)record_integer(cell);
        memcpy(&real, &bits, sizeof real);
        return value_real(real);
    case RECORD_TEXT:
        if (cell->length > 0 && memchr(cell->bytes, 0, cell->length) == NULL)
            value =
                (struct value){.type = VALUE_TEXT, .text = memory_bytes(cell->bytes, cell->length)};
        return value;
    case RECORD_BLOB:
        if (cell->length == sizeof value.id.bytes) {
            memcpy(value.id.bytes, cell->bytes, sizeof value.id.bytes);
            value.type = VALUE_ID;
        }
        return value;
    case RECORD_NULL:
        break;
    }
    return value;
}
