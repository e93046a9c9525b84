#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "body.h"
#include "pack_block.h"
#include "pack_record.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

struct pack_reader {
    int file;   /* owned */
    char *path; /* owned */
    const struct pack_key *key;
    struct pack_sealing sealing;
    struct crypto_hash hash;
    struct pack_header header; /* the name is owned */
    struct pack_parsing parsing;
    struct buffer block, record; /* owned */
    size_t at;                   /* in the block */
    bool last;                   /* the block is the last one */
    bool ended;                  /* behind the end mark */
    uint8_t digest[CRYPTO_HASH];
};

static bool damaged(struct pack_reader *reader, const char *what, struct error *error)
{
    error_set(error, ERROR_DAMAGED,
              _("%s: this pack is damaged or was altered; nothing was taken, ask for it again"),
              reader->path);
    return error_detail(error, "pack: %s", what);
}

/* Exactly so many bytes; fewer: it is cut off. */
static bool read_exactly(struct pack_reader *reader, void *bytes, size_t length,
                         struct error *error)
{
    for (size_t have = 0; have < length;) {
        ssize_t got = read(reader->file, (char *)bytes + have, length - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return path_failed(reader->path, errno, error);
        if (got == 0)
            return damaged(reader, "cut off", error);
        have += (size_t)got;
    }
    return true;
}

static bool at_end(struct pack_reader *reader, struct error *error)
{
    char byte;
    ssize_t got = read(reader->file, &byte, 1);
    if (got < 0)
        return path_failed(reader->path, errno, error);
    return got == 0 || damaged(reader, "more behind the last block", error);
}

static bool next_block(struct pack_reader *reader, struct error *error)
{
    uint8_t head[PACK_BLOCK_HEAD], stored[PACK_STORED_LIMIT];
    struct pack_block block;
    if (reader->last)
        return damaged(reader, "no end mark", error);
    if (!read_exactly(reader, head, sizeof head, error))
        return false;
    if (!pack_block_head(&reader->sealing, head, &block))
        return damaged(reader, "head of a block", error);
    if (!read_exactly(reader, stored, block.stored, error))
        return false;
    if (!pack_block_get(&reader->sealing, head, stored, &reader->block))
        return damaged(reader, "block", error);
    reader->at = 0;
    reader->last = (block.kind & PACK_LAST) != 0;
    return !reader->last || at_end(reader, error);
}

/* Adds so many bytes of the stream; grows with what is there, not with what is said to be. */
static bool take(struct pack_reader *reader, size_t length, struct buffer *out, struct error *error)
{
    while (length > 0) {
        if (reader->at == reader->block.length && !next_block(reader, error))
            return false;
        size_t left = reader->block.length - reader->at;
        size_t part = length < left ? length : left;
        buffer_add(out, reader->block.bytes + reader->at, part);
        reader->at += part;
        length -= part;
    }
    return true;
}

static bool take_length(struct pack_reader *reader, struct buffer *head, size_t *length,
                        struct error *error)
{
    struct body_cursor cursor;
    uint64_t number;
    for (size_t begin = head->length;;) {
        if (!take(reader, 1, head, error))
            return false;
        if (((unsigned char)head->bytes[head->length - 1] & 0x80) == 0) {
            cursor = (struct body_cursor){(const uint8_t *)head->bytes, head->length, begin};
            break;
        }
        if (head->length - begin >= 5)
            return damaged(reader, "length", error);
    }
    if (!body_get_varint(&cursor, &number) || number > PACK_RECORD_LIMIT)
        return damaged(reader, "length", error);
    *length = (size_t)number;
    return true;
}

/* Fills reader->record. */
static bool take_record(struct pack_reader *reader, char *type, struct error *error)
{
    struct buffer head = BUFFER_EMPTY;
    size_t length = 0;
    buffer_clear(&reader->record);
    bool fine = take(reader, 1, &head, error) && take_length(reader, &head, &length, error) &&
                take(reader, length, &reader->record, error);
    if (fine) {
        *type = head.bytes[0];
        if (*type != 'E') {
            crypto_hash_add(&reader->hash, head.bytes, head.length);
            crypto_hash_add(&reader->hash, reader->record.bytes, reader->record.length);
        }
    }
    buffer_release(&head);
    return fine;
}

static bool open_sealing(struct pack_reader *reader, struct error *error)
{
    struct id recipient;
    uint8_t box[CRYPTO_BOX], head[CRYPTO_STREAM_HEAD], key[CRYPTO_KEY];
    const struct pack_key *own = reader->key;
    if (!read_exactly(reader, recipient.bytes, sizeof recipient.bytes, error) ||
        !read_exactly(reader, box, sizeof box, error) ||
        !read_exactly(reader, head, sizeof head, error))
        return false;
    if (own == NULL || own->secret_key == NULL || !id_equal(own->site, recipient)) {
        error_set(error, ERROR_REFUSED,
                  _("%s: this pack is sealed for another copy of the file; nothing was taken"),
                  reader->path);
        return error_detail(error, PACK_FOR_ANOTHER);
    }
    bool fine = crypto_open_box(key, box, own->public_key, own->secret_key) &&
                crypto_stream_open(&reader->sealing.stream, head, key);
    crypto_wipe(key, sizeof key);
    reader->sealing.on = true;
    return fine || damaged(reader, "seal", error);
}

static bool read_start(struct pack_reader *reader, struct error *error)
{
    uint8_t start[PACK_START] = {0};
    ssize_t got = read(reader->file, start, sizeof start);
    if (got < 0)
        return path_failed(reader->path, errno, error);
    if (got < (ssize_t)strlen(PACK_MAGIC) || memcmp(start, PACK_MAGIC, strlen(PACK_MAGIC)) != 0)
        return error_set(error, ERROR_INPUT, _("%s: this is no pack of wijk"), reader->path);
    if (got < (ssize_t)sizeof start)
        return damaged(reader, "cut off", error);
    if (start[8] != PACK_MAJOR)
        return error_set(error, ERROR_VERSION,
                         _("%s: this pack was made by another version of wijk (form %d, this one "
                           "reads %d); nothing was taken"),
                         reader->path, start[8], PACK_MAJOR);
    if (start[10] > PACK_SEALED || start[11] != 0)
        return damaged(reader, "form", error);
    crypto_hash_init(&reader->hash);
    crypto_hash_add(&reader->hash, start, sizeof start);
    return start[10] == PACK_OPEN || open_sealing(reader, error);
}

static bool begin(struct pack_reader *reader, struct error *error)
{
    char type;
    free(reader->header.name);
    reader->header = (struct pack_header){.name = NULL};
    reader->sealing = (struct pack_sealing){.on = false};
    pack_parsing_clear(&reader->parsing);
    buffer_clear(&reader->block);
    reader->at = 0;
    reader->last = reader->ended = false;
    if (!read_start(reader, error) || !take_record(reader, &type, error))
        return false;
    return (type == 'H' && pack_parse_header(&reader->record, &reader->header)) ||
           damaged(reader, "header", error);
}

static bool open_file(struct pack_reader *reader, struct error *error)
{
    struct stat status;
    reader->file = open(reader->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (reader->file < 0 || fstat(reader->file, &status) != 0)
        return path_failed(reader->path, errno, error);
    return S_ISREG(status.st_mode) ||
           error_set(error, ERROR_INPUT, _("%s: this is no pack of wijk"), reader->path);
}

bool pack_open(struct pack_reader **out, const char *path, const struct pack_key *key,
               struct error *error)
{
    *out = NULL;
    if (!crypto_start(error))
        return false;
    struct pack_reader *reader = memory_new(sizeof *reader);
    reader->path = memory_string(path);
    reader->key = key;
    reader->file = -1;
    reader->block = reader->record = BUFFER_EMPTY;
    pack_parsing_init(&reader->parsing);
    if (!open_file(reader, error) || !begin(reader, error)) {
        pack_close(reader);
        return false;
    }
    *out = reader;
    return true;
}

void pack_close(struct pack_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->file >= 0)
        close(reader->file);
    free(reader->path);
    free(reader->header.name);
    buffer_release(&reader->block);
    buffer_release(&reader->record);
    pack_parsing_release(&reader->parsing);
    free(reader);
}

const struct pack_header *pack_about(const struct pack_reader *reader)
{
    return &reader->header;
}

static bool check_end(struct pack_reader *reader, struct error *error)
{
    uint8_t text[11 + CRYPTO_HASH];
    const uint8_t *bytes = (const uint8_t *)reader->record.bytes;
    crypto_hash_end(&reader->hash, reader->digest);
    if (reader->record.length < CRYPTO_HASH + CRYPTO_SIGNATURE ||
        memcmp(bytes, reader->digest, CRYPTO_HASH) != 0)
        return damaged(reader, "hash", error);
    memcpy(text, "wijk pack 1", 11);
    memcpy(text + 11, reader->digest, CRYPTO_HASH);
    if (!crypto_verify(bytes + CRYPTO_HASH, text, sizeof text, reader->header.public_key))
        return damaged(reader, "signature", error);
    if (!reader->last || reader->at != reader->block.length)
        return damaged(reader, "more behind the end mark", error);
    reader->ended = true;
    return true;
}

bool pack_next(struct pack_reader *reader, struct pack_record *record, bool *more,
               struct error *error)
{
    char type;
    *more = !reader->ended;
    while (*more) {
        if (!take_record(reader, &type, error))
            return false;
        if (type == 'E') {
            *more = false;
            return check_end(reader, error);
        }
        switch (pack_parse(&reader->parsing, type, &reader->record, record)) {
        case PACK_PARSED:
            return true;
        case PACK_UNKNOWN:
            break;
        case PACK_MALFORMED:
            return damaged(reader, "record", error);
        }
    }
    return true;
}

bool pack_rewind(struct pack_reader *reader, struct error *error)
{
    if (lseek(reader->file, 0, SEEK_SET) != 0)
        return path_failed(reader->path, errno, error);
    return begin(reader, error);
}

const uint8_t *pack_hash(const struct pack_reader *reader)
{
    return reader->digest;
}
