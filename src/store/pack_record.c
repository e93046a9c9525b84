#include "pack_record.h"

#include <stdlib.h>
#include <string.h>

#include "body.h"

void pack_parsing_init(struct pack_parsing *parsing)
{
    *parsing = (struct pack_parsing){.text = BUFFER_EMPTY, .other = BUFFER_EMPTY};
}

void pack_parsing_clear(struct pack_parsing *parsing)
{
    parsing->sites.count = 0;
}

void pack_parsing_release(struct pack_parsing *parsing)
{
    free(parsing->sites.items);
    buffer_release(&parsing->text);
    buffer_release(&parsing->other);
}

bool pack_is_named(struct id site, const uint8_t public_key[PACK_KEY])
{
    uint8_t name[CRYPTO_HASH];
    struct crypto_hash hash;
    crypto_hash_init(&hash);
    crypto_hash_add(&hash, public_key, PACK_KEY);
    crypto_hash_end(&hash, name);
    return memcmp(name, site.bytes, sizeof site.bytes) == 0;
}

static bool get_number(struct body_cursor *cursor, int64_t *number)
{
    uint64_t value;
    if (!body_get_varint(cursor, &value) || value > INT64_MAX)
        return false;
    *number = (int64_t)value;
    return true;
}

static bool get_bytes(struct body_cursor *cursor, void *out, size_t length)
{
    if (length > cursor->length - cursor->at)
        return false;
    memcpy(out, cursor->bytes + cursor->at, length);
    cursor->at += length;
    return true;
}

static bool get_id(struct body_cursor *cursor, struct id *id)
{
    return get_bytes(cursor, id->bytes, sizeof id->bytes);
}

static bool get_text(struct body_cursor *cursor, struct buffer *out)
{
    uint64_t length;
    buffer_clear(out);
    if (!body_get_varint(cursor, &length) || length > PACK_TEXT_LIMIT ||
        length > cursor->length - cursor->at ||
        memchr(cursor->bytes + cursor->at, 0, (size_t)length) != NULL)
        return false;
    buffer_add(out, cursor->bytes + cursor->at, (size_t)length);
    cursor->at += (size_t)length;
    return true;
}

static struct body_cursor cursor_of(const struct buffer *bytes)
{
    return (struct body_cursor){(const uint8_t *)bytes->bytes, bytes->length, 0};
}

bool pack_parse_header(const struct buffer *bytes, struct pack_header *header)
{
    struct body_cursor cursor = cursor_of(bytes);
    struct buffer name = BUFFER_EMPTY;
    int64_t role;
    bool fine = get_id(&cursor, &header->site) &&
                get_bytes(&cursor, header->public_key, PACK_KEY) &&
                get_number(&cursor, &header->made_at) && get_number(&cursor, &header->number) &&
                get_number(&cursor, &role) && get_number(&cursor, &header->schema) &&
                get_text(&cursor, &name) && get_id(&cursor, &header->programme) &&
                get_id(&cursor, &header->recipient) && get_number(&cursor, &header->acts) &&
                pack_is_named(header->site, header->public_key);
    if (fine) {
        header->role = role <= PACK_ROLE_BUREAU ? (enum pack_role)role : PACK_ROLE_UNKNOWN;
        header->name = memory_string(name.bytes);
    }
    buffer_release(&name);
    return fine;
}

static bool parse_site(struct pack_parsing *parsing, struct body_cursor *cursor,
                       struct pack_record *record)
{
    struct pack_parsed_site site = {.seq = 0};
    uint8_t trusted;
    if (!get_id(cursor, &site.id) || !get_bytes(cursor, site.public_key, PACK_KEY) ||
        !get_text(cursor, &parsing->text) || !get_text(cursor, &parsing->other) ||
        !get_number(cursor, &record->about.seq) || !get_bytes(cursor, &trusted, 1) ||
        parsing->sites.count >= PACK_SITES_LIMIT || !pack_is_named(site.id, site.public_key))
        return false;
    record->site = parsing->sites.count;
    record->about.id = site.id;
    memcpy(record->about.public_key, site.public_key, PACK_KEY);
    record->about.letters = parsing->text.bytes;
    record->about.name = parsing->other.bytes;
    record->about.trusted = trusted == 1;
    *VECTOR_PUSH(&parsing->sites) = site;
    return true;
}

static bool get_site(const struct pack_parsing *parsing, struct body_cursor *cursor, size_t *site)
{
    uint64_t number;
    if (!body_get_varint(cursor, &number) || number >= parsing->sites.count)
        return false;
    *site = (size_t)number;
    return true;
}

enum { PERSON = 1, UNDOES = 2, RUN = 4, MEETING = 8, PREVIOUS = 16 };

/* The parts that an act may be without. */
static bool parse_act_parts(struct pack_parsing *parsing, struct body_cursor *cursor, uint8_t flags,
                            struct act *act)
{
    if ((flags & PERSON) != 0 && !get_text(cursor, &parsing->other))
        return false;
    act->person = (flags & PERSON) != 0 ? parsing->other.bytes : NULL;
    if (!get_text(cursor, &parsing->text))
        return false;
    act->label = parsing->text.bytes;
    if ((flags & UNDOES) != 0 && (!get_id(cursor, &act->undoes_site) ||
                                  !get_number(cursor, &act->undoes_seq) || act->undoes_seq == 0))
        return false;
    if ((flags & RUN) != 0 && !get_number(cursor, &act->run))
        return false;
    return (flags & MEETING) == 0 || get_id(cursor, &act->meeting);
}

static bool parse_act(struct pack_parsing *parsing, struct body_cursor *cursor,
                      struct pack_record *record)
{
    struct act *act = &record->act;
    uint8_t flags;
    uint64_t length;
    if (!get_site(parsing, cursor, &record->site) || !get_number(cursor, &act->seq) ||
        !get_number(cursor, &act->lamport) || !get_number(cursor, &act->at) ||
        !get_bytes(cursor, &flags, 1) || flags > 31 || act->seq == 0 ||
        !parse_act_parts(parsing, cursor, flags, act))
        return false;
    struct pack_parsed_site *site = &parsing->sites.items[record->site];
    if ((flags & PREVIOUS) != 0 ? !get_bytes(cursor, act->previous, JOURNAL_HASH)
                                : site->seq + 1 != act->seq || site->seq == 0)
        return false;
    if ((flags & PREVIOUS) == 0)
        memcpy(act->previous, site->hash, JOURNAL_HASH);
    if (!get_bytes(cursor, act->hash, JOURNAL_HASH) || !body_get_varint(cursor, &length) ||
        length > JOURNAL_BODY_LIMIT || length > cursor->length - cursor->at)
        return false;
    act->body = cursor->bytes + cursor->at;
    act->length = (size_t)length;
    act->site = site->id;
    act->public_key = site->public_key;
    site->seq = act->seq;
    memcpy(site->hash, act->hash, JOURNAL_HASH);
    return true;
}

static bool parse_seal(struct pack_parsing *parsing, struct body_cursor *cursor,
                       struct pack_record *record)
{
    return get_site(parsing, cursor, &record->site) && get_number(cursor, &record->seq) &&
           get_bytes(cursor, record->signature, PACK_SIGNATURE);
}

static bool parse_withheld(struct pack_parsing *parsing, struct body_cursor *cursor,
                           struct pack_record *record)
{
    return get_site(parsing, cursor, &record->site) && get_number(cursor, &record->seq) &&
           get_number(cursor, &record->count);
}

static bool parse_branch(struct pack_parsing *parsing, struct body_cursor *cursor,
                         struct pack_record *record)
{
    return get_site(parsing, cursor, &record->site) && get_number(cursor, &record->seq) &&
           get_bytes(cursor, record->hash, JOURNAL_HASH);
}

enum pack_outcome pack_parse(struct pack_parsing *parsing, char type, const struct buffer *bytes,
                             struct pack_record *record)
{
    struct body_cursor cursor = cursor_of(bytes);
    bool fine;
    *record = (struct pack_record){.type = (enum pack_type)type};
    switch (type) {
    case PACK_SITE:
        fine = parse_site(parsing, &cursor, record);
        break;
    case PACK_ACT:
        fine = parse_act(parsing, &cursor, record);
        break;
    case PACK_SEAL:
        fine = parse_seal(parsing, &cursor, record);
        break;
    case PACK_WITHHELD:
        fine = parse_withheld(parsing, &cursor, record);
        break;
    case PACK_BRANCH:
        fine = parse_branch(parsing, &cursor, record);
        break;
    case PACK_PROGRAMME:
        fine = get_id(&cursor, &record->programme);
        break;
    default:
        return type >= 'a' && type <= 'z' ? PACK_UNKNOWN : PACK_MALFORMED;
    }
    return fine ? PACK_PARSED : PACK_MALFORMED;
}
