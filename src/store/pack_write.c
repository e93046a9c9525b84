#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "body.h"
#include "pack_block.h"
#include "wijk/base/language.h"
#include "wijk/base/outfile.h"
#include "wijk/base/vector.h"

/* The last act of a site that was written. */
struct last {
    int64_t seq;
    uint8_t hash[JOURNAL_HASH];
};

struct pack_writer {
    struct outfile file;
    struct pack_sealing sealing;
    struct crypto_hash hash;
    struct buffer block;  /* owned; not yet written */
    struct buffer record; /* owned; the one being made */
    VECTOR(struct last) lasts;
    const uint8_t *secret_key; /* borrowed */
    int64_t bytes;             /* written so far */
};

static void put_text(struct buffer *out, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    if (length > PACK_TEXT_LIMIT)
        length = PACK_TEXT_LIMIT;
    body_put_varint(out, length);
    buffer_add(out, text == NULL ? "" : text, length);
}

static void put_number(struct buffer *out, int64_t number)
{
    body_put_varint(out, (uint64_t)number);
}

static bool write_block(struct pack_writer *writer, bool last, struct error *error)
{
    size_t before = writer->file.content.length;
    pack_block_put(&writer->sealing, &writer->block, last, &writer->file.content);
    writer->bytes += (int64_t)(writer->file.content.length - before);
    buffer_clear(&writer->block);
    return last || outfile_flush(&writer->file, error);
}

static bool feed(struct pack_writer *writer, const void *bytes, size_t length, struct error *error)
{
    const char *from = bytes;
    while (length > 0) {
        size_t room = PACK_BLOCK - writer->block.length;
        size_t part = length < room ? length : room;
        buffer_add(&writer->block, from, part);
        from += part;
        length -= part;
        if (writer->block.length == PACK_BLOCK && !write_block(writer, false, error))
            return false;
    }
    return true;
}

/* The record that was made goes into the stream. */
static bool finish_record(struct pack_writer *writer, char type, bool hashed, struct error *error)
{
    struct buffer head = BUFFER_EMPTY;
    buffer_add_byte(&head, type);
    body_put_varint(&head, writer->record.length);
    if (hashed) {
        crypto_hash_add(&writer->hash, head.bytes, head.length);
        crypto_hash_add(&writer->hash, writer->record.bytes, writer->record.length);
    }
    bool fine = feed(writer, head.bytes, head.length, error) &&
                feed(writer, writer->record.bytes, writer->record.length, error);
    buffer_release(&head);
    buffer_clear(&writer->record);
    return fine;
}

/* The key of the stream goes in a box that only the recipient opens. */
static bool begin_sealing(struct pack_writer *writer, const struct pack_header *header,
                          struct error *error)
{
    uint8_t key[CRYPTO_KEY], box[CRYPTO_BOX], head[CRYPTO_STREAM_HEAD];
    if (header->recipient_key == NULL)
        return true;
    crypto_random(key, sizeof key);
    bool fine = crypto_box_key(box, key, header->recipient_key);
    if (fine) {
        crypto_stream_seal(&writer->sealing.stream, head, key);
        buffer_add(&writer->file.content, header->recipient.bytes, sizeof header->recipient.bytes);
        buffer_add(&writer->file.content, box, sizeof box);
        buffer_add(&writer->file.content, head, sizeof head);
        writer->sealing.on = true;
    }
    crypto_wipe(key, sizeof key);
    return fine ||
           error_set(error, ERROR_INPUT, _("The key of that site is no key; nothing was packed"));
}

static void put_header(struct buffer *out, const struct pack_header *header)
{
    buffer_add(out, header->site.bytes, sizeof header->site.bytes);
    buffer_add(out, header->public_key, sizeof header->public_key);
    put_number(out, header->made_at);
    put_number(out, header->number);
    put_number(out, header->role);
    put_number(out, header->schema);
    put_text(out, header->name);
    buffer_add(out, header->programme.bytes, sizeof header->programme.bytes);
    buffer_add(out, header->recipient.bytes, sizeof header->recipient.bytes);
    put_number(out, header->acts);
}

static void release(struct pack_writer *writer)
{
    buffer_release(&writer->block);
    buffer_release(&writer->record);
    free(writer->lasts.items);
    free(writer);
}

bool pack_write_begin(struct pack_writer **out, const char *path, const struct pack_header *header,
                      struct error *error)
{
    *out = NULL;
    if (!crypto_start(error))
        return false;
    struct pack_writer *writer = memory_new(sizeof *writer);
    writer->block = writer->record = BUFFER_EMPTY;
    writer->secret_key = header->secret_key;
    if (!outfile_begin(&writer->file, path, 0600, error)) {
        release(writer);
        return false;
    }
    const uint8_t start[4] = {PACK_MAJOR, PACK_MINOR,
                              header->recipient_key == NULL ? PACK_OPEN : PACK_SEALED, 0};
    buffer_add_text(&writer->file.content, PACK_MAGIC);
    buffer_add(&writer->file.content, start, sizeof start);
    crypto_hash_init(&writer->hash);
    crypto_hash_add(&writer->hash, writer->file.content.bytes, PACK_START);
    put_header(&writer->record, header);
    bool fine = begin_sealing(writer, header, error);
    writer->bytes = (int64_t)writer->file.content.length;
    if (fine && finish_record(writer, 'H', true, error)) {
        *out = writer;
        return true;
    }
    pack_write_abort(writer);
    return false;
}

static void put_site(struct pack_writer *writer, const struct pack_record *record)
{
    struct buffer *out = &writer->record;
    buffer_add(out, record->about.id.bytes, sizeof record->about.id.bytes);
    buffer_add(out, record->about.public_key, PACK_KEY);
    put_text(out, record->about.letters);
    put_text(out, record->about.name);
    put_number(out, record->about.seq);
    buffer_add_byte(out, record->about.trusted);
    *VECTOR_PUSH(&writer->lasts) = (struct last){0};
}

enum { PERSON = 1, UNDOES = 2, RUN = 4, MEETING = 8, PREVIOUS = 16 };

static void put_act(struct pack_writer *writer, const struct pack_record *record)
{
    struct buffer *out = &writer->record;
    const struct act *act = &record->act;
    struct last *last = &writer->lasts.items[record->site];
    bool follows = last->seq + 1 == act->seq && last->seq > 0 &&
                   memcmp(last->hash, act->previous, JOURNAL_HASH) == 0;
    put_number(out, (int64_t)record->site);
    put_number(out, act->seq);
    put_number(out, act->lamport);
    put_number(out, act->at);
    buffer_add_byte(out,
                    (char)((act->person != NULL ? PERSON : 0) |
                           (act->undoes_seq != 0 ? UNDOES : 0) | (act->run != 0 ? RUN : 0) |
                           (id_is_none(act->meeting) ? 0 : MEETING) | (follows ? 0 : PREVIOUS)));
    if (act->person != NULL)
        put_text(out, act->person);
    put_text(out, act->label);
    if (act->undoes_seq != 0) {
        buffer_add(out, act->undoes_site.bytes, sizeof act->undoes_site.bytes);
        put_number(out, act->undoes_seq);
    }
    if (act->run != 0)
        put_number(out, act->run);
    if (!id_is_none(act->meeting))
        buffer_add(out, act->meeting.bytes, sizeof act->meeting.bytes);
    if (!follows)
        buffer_add(out, act->previous, JOURNAL_HASH);
    buffer_add(out, act->hash, JOURNAL_HASH);
    body_put_varint(out, act->length);
    buffer_add(out, act->body, act->length);
    last->seq = act->seq;
    memcpy(last->hash, act->hash, JOURNAL_HASH);
}

bool pack_write(struct pack_writer *writer, const struct pack_record *record, struct error *error)
{
    switch (record->type) {
    case PACK_SITE:
        put_site(writer, record);
        break;
    case PACK_ACT:
        put_act(writer, record);
        break;
    case PACK_SEAL:
        put_number(&writer->record, (int64_t)record->site);
        put_number(&writer->record, record->seq);
        buffer_add(&writer->record, record->signature, PACK_SIGNATURE);
        break;
    case PACK_WITHHELD:
        put_number(&writer->record, (int64_t)record->site);
        put_number(&writer->record, record->seq);
        put_number(&writer->record, record->count);
        break;
    case PACK_BRANCH:
        put_number(&writer->record, (int64_t)record->site);
        put_number(&writer->record, record->seq);
        buffer_add(&writer->record, record->hash, sizeof record->hash);
        break;
    case PACK_PROGRAMME:
        buffer_add(&writer->record, record->programme.bytes, sizeof record->programme.bytes);
        break;
    }
    return finish_record(writer, (char)record->type, true, error);
}

bool pack_write_end(struct pack_writer *writer, int64_t *bytes, struct error *error)
{
    uint8_t hash[CRYPTO_HASH], signature[CRYPTO_SIGNATURE], text[11 + CRYPTO_HASH];
    crypto_hash_end(&writer->hash, hash);
    memcpy(text, "wijk pack 1", 11);
    memcpy(text + 11, hash, sizeof hash);
    crypto_seal(signature, text, sizeof text, writer->secret_key);
    buffer_add(&writer->record, hash, sizeof hash);
    buffer_add(&writer->record, signature, sizeof signature);
    if (!finish_record(writer, 'E', false, error) || !write_block(writer, true, error)) {
        pack_write_abort(writer);
        return false;
    }
    if (bytes != NULL)
        *bytes = writer->bytes;
    bool fine = outfile_commit(&writer->file, error);
    release(writer);
    return fine;
}

void pack_write_abort(struct pack_writer *writer)
{
    if (writer == NULL)
        return;
    outfile_abort(&writer->file);
    release(writer);
}
