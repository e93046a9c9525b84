/*
 * Packs made by hand, byte by byte and act by act, for tests of what a reader refuses and of what a
 * newer program would write: the keys are real, so that hashes and signatures hold whatever else is
 * in the pack.
 *
 *     struct craft craft;
 *     craft_begin(&craft);                         a new site, its header and its site record
 *     craft_act(&craft, &act, &body);              the next of its chain
 *     craft_end(&craft, path);                     hash, signature, blocks, the file
 */
#ifndef WIJK_TESTS_STORE_CRAFT_H
#define WIJK_TESTS_STORE_CRAFT_H

#include "programme.h"

#include "../../../src/store/journal_site.h"
#include "../../../src/store/pack_block.h"

struct craft {
    struct sitekey key;
    uint8_t start[PACK_START];
    struct buffer stream;    /* owned: the records so far */
    int64_t made_at, number; /* of the pack */
    int64_t seq;             /* of the last act */
    uint8_t hash[JOURNAL_HASH];
};

static inline void craft_bytes(struct buffer *out, const void *bytes, size_t length)
{
    buffer_add(out, bytes, length);
}

static inline void craft_text(struct buffer *out, const char *text)
{
    body_put_varint(out, strlen(text));
    buffer_add_text(out, text);
}

static inline void craft_record(struct craft *craft, char type, const struct buffer *record)
{
    buffer_add_byte(&craft->stream, type);
    body_put_varint(&craft->stream, record->length);
    buffer_add(&craft->stream, record->bytes, record->length);
}

/* The header with a length of the name and a number of acts as they are said, true or not. */
static inline void craft_header(struct craft *craft, uint64_t name_length, uint64_t acts)
{
    struct buffer out = BUFFER_EMPTY;
    static const uint8_t none[16];
    buffer_clear(&craft->stream);
    buffer_add(&out, craft->key.site.bytes, 16);
    buffer_add(&out, craft->key.public_key, PACK_KEY);
    body_put_varint(&out, (uint64_t)craft->made_at);
    body_put_varint(&out, (uint64_t)craft->number);
    body_put_varint(&out, PACK_ROLE_GROUP);
    body_put_varint(&out, 9);
    body_put_varint(&out, name_length);
    buffer_add_text(&out, "Crafted");
    buffer_add(&out, none, 16);
    buffer_add(&out, none, 16);
    body_put_varint(&out, acts);
    craft_record(craft, 'H', &out);
    buffer_release(&out);
}

/* A site by its key, with lengths as they are said. */
static inline void craft_site(struct craft *craft, const struct sitekey *key,
                              uint64_t letters_length, uint64_t name_length)
{
    struct buffer out = BUFFER_EMPTY;
    buffer_add(&out, key->site.bytes, 16);
    buffer_add(&out, key->public_key, PACK_KEY);
    body_put_varint(&out, letters_length);
    buffer_add_text(&out, "abcd");
    body_put_varint(&out, name_length);
    buffer_add_text(&out, "Crafted");
    body_put_varint(&out, 1);
    buffer_add_byte(&out, 1);
    craft_record(craft, 'S', &out);
    buffer_release(&out);
}

/* Header and site are in it. */
static inline void craft_begin(struct craft *craft)
{
    struct error why = ERROR_NONE;
    *craft = (struct craft){.stream = BUFFER_EMPTY, .made_at = 1700000000000, .number = 1};
    assert_true(crypto_start(&why));
    sitekey_make(&craft->key);
    memcpy(craft->start, PACK_MAGIC, 8);
    craft->start[8] = PACK_MAJOR;
    craft->start[9] = PACK_MINOR;
    craft_header(craft, 7, 1);
    craft_site(craft, &craft->key, 4, 7);
}

static inline void craft_release(struct craft *craft)
{
    buffer_release(&craft->stream);
}

/* The record of an act, which need not be as it should. */
static inline void craft_act_record(struct craft *craft, const struct act *act, uint64_t site,
                                    uint64_t length)
{
    struct buffer out = BUFFER_EMPTY;
    body_put_varint(&out, site);
    body_put_varint(&out, (uint64_t)act->seq);
    body_put_varint(&out, (uint64_t)act->lamport);
    body_put_varint(&out, (uint64_t)act->at);
    buffer_add_byte(&out, act->person == NULL ? 16 : 17);
    if (act->person != NULL)
        craft_text(&out, act->person);
    craft_text(&out, act->label);
    buffer_add(&out, act->previous, JOURNAL_HASH);
    buffer_add(&out, act->hash, JOURNAL_HASH);
    body_put_varint(&out, length);
    buffer_add(&out, act->body, act->length);
    craft_record(craft, 'A', &out);
    buffer_release(&out);
}

/* Fills in all of the act but its person, label, lamport and moment. */
static inline void craft_fill(struct craft *craft, struct act *act, const struct buffer *bytes)
{
    struct body body;
    act->site = craft->key.site;
    act->public_key = craft->key.public_key;
    act->seq = craft->seq + 1;
    act->lamport = act->lamport == 0 ? act->seq : act->lamport;
    act->at = act->at == 0 ? 1700000000000 : act->at;
    act->label = act->label == NULL ? "Crafted" : act->label;
    memcpy(act->previous, craft->hash, JOURNAL_HASH);
    act->body = (const uint8_t *)bytes->bytes;
    act->length = bytes->length;
    struct error why = ERROR_NONE;
    if (body_open(&body, act->body, act->length, &why)) { /* else its hash does not matter */
        (void)!journal_hash(act, &body, act->hash, &why);
        body_release(&body);
    }
}

/* The next act of the chain. */
static inline void craft_act(struct craft *craft, struct act *act, const struct buffer *body)
{
    craft_fill(craft, act, body);
    craft_act_record(craft, act, 0, act->length);
    craft->seq = act->seq;
    memcpy(craft->hash, act->hash, JOURNAL_HASH);
}

/* A seal by any key, of any hash, on any act of a site. */
static inline void craft_seal(struct craft *craft, uint64_t site, int64_t seq,
                              const struct sitekey *key, const uint8_t hash[JOURNAL_HASH])
{
    struct buffer out = BUFFER_EMPTY;
    uint8_t signature[CRYPTO_SIGNATURE];
    crypto_seal(signature, hash, JOURNAL_HASH, key->secret_key);
    body_put_varint(&out, site);
    body_put_varint(&out, (uint64_t)seq);
    buffer_add(&out, signature, sizeof signature);
    craft_record(craft, 'L', &out);
    buffer_release(&out);
}

/* The hash of all records, and the signature that belongs to it. */
static inline void craft_sign(const struct craft *craft, const struct sitekey *key,
                              uint8_t hash[CRYPTO_HASH], uint8_t signature[CRYPTO_SIGNATURE])
{
    struct crypto_hash state;
    uint8_t text[11 + CRYPTO_HASH] = "wijk pack 1";
    crypto_hash_init(&state);
    crypto_hash_add(&state, craft->start, sizeof craft->start);
    crypto_hash_add(&state, craft->stream.bytes, craft->stream.length);
    crypto_hash_end(&state, hash);
    memcpy(text + 11, hash, CRYPTO_HASH);
    crypto_seal(signature, text, sizeof text, key->secret_key);
}

static inline void craft_write(const char *path, const struct buffer *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, file), bytes->length);
    assert_int_equal(fclose(file), 0);
}

/* Start, blocks of the stream, and the file. */
static inline void craft_file(struct craft *craft, const char *path)
{
    struct buffer out = BUFFER_EMPTY;
    struct pack_sealing open = {.on = false};
    buffer_add(&out, craft->start, sizeof craft->start);
    size_t at = 0;
    do {
        struct buffer block = BUFFER_EMPTY;
        size_t left = craft->stream.length - at, part = left < PACK_BLOCK ? left : PACK_BLOCK;
        buffer_add(&block, craft->stream.bytes + at, part);
        at += part;
        pack_block_put(&open, &block, at == craft->stream.length, &out);
        buffer_release(&block);
    } while (at < craft->stream.length);
    craft_write(path, &out);
    buffer_release(&out);
}

static inline void craft_end(struct craft *craft, const char *path)
{
    struct buffer end = BUFFER_EMPTY;
    uint8_t hash[CRYPTO_HASH], signature[CRYPTO_SIGNATURE];
    craft_sign(craft, &craft->key, hash, signature);
    buffer_add(&end, hash, sizeof hash);
    buffer_add(&end, signature, sizeof signature);
    craft_record(craft, 'E', &end);
    buffer_release(&end);
    craft_file(craft, path);
}

/* ---- bodies ---- */

static inline size_t craft_name(void *context, const char *text)
{
    return body_writer_name(context, text);
}

/* A change with one value a column: a creation, or a set whose parents are the creation. */
static inline void craft_change(struct body_writer *writer, enum body_operation operation,
                                const char *entity, struct id row, uint8_t fields)
{
    buffer_add_byte(&writer->changes, (char)operation);
    body_put_varint(&writer->changes, body_writer_name(writer, entity));
    buffer_add(&writer->changes, row.bytes, sizeof row.bytes);
    buffer_add_byte(&writer->changes, (char)fields);
    writer->change_count++;
}

static inline void craft_field(struct body_writer *writer, enum body_operation operation,
                               const char *column, struct value value)
{
    body_put_varint(&writer->changes, body_writer_name(writer, column));
    if (operation != BODY_CREATE)
        body_put_varint(&writer->changes, 0);
    body_put_value(&writer->changes, &value, NULL, craft_name, writer);
    value_release(&value);
}

#endif
