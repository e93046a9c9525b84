#include "pack_block.h"

#include <string.h>
#include <zlib.h>

#include "wijk/base/memory.h"

#define LEVEL 1 /* packs are made often and carried by hand: quick is worth more than small */

static void put_size(uint8_t *out, size_t size)
{
    for (int i = 0; i < 4; i++)
        out[i] = (uint8_t)(size >> (8 * i));
}

static size_t get_size(const uint8_t *bytes)
{
    size_t size = 0;
    for (int i = 3; i >= 0; i--)
        size = size << 8 | bytes[i];
    return size;
}

void pack_block_put(struct pack_sealing *sealing, const struct buffer *bytes, bool last,
                    struct buffer *out)
{
    uint8_t head[PACK_BLOCK_HEAD], pressed[PACK_STORED_LIMIT], sealed[PACK_STORED_LIMIT];
    const uint8_t *stored = (const uint8_t *)bytes->bytes;
    size_t size = bytes->length;
    uLongf length = sizeof pressed - CRYPTO_STREAM_MORE;
    bool pays = size > 64 &&
                compress2(pressed, &length, (const Bytef *)bytes->bytes, size, LEVEL) == Z_OK &&
                length < size - size / 16;
    if (pays) {
        stored = pressed;
        size = length;
    }
    head[0] = (uint8_t)((pays ? PACK_COMPRESSED : 0) | (last ? PACK_LAST : 0));
    put_size(head + 1, bytes->length);
    put_size(head + 5, size + (sealing->on ? CRYPTO_STREAM_MORE : 0));
    buffer_add(out, head, sizeof head);
    if (!sealing->on) {
        buffer_add(out, stored, size);
        return;
    }
    struct crypto_piece piece = {stored, head, size, sizeof head};
    crypto_stream_push(&sealing->stream, &piece, last, sealed);
    buffer_add(out, sealed, size + CRYPTO_STREAM_MORE);
}

bool pack_block_head(const struct pack_sealing *sealing, const uint8_t head[PACK_BLOCK_HEAD],
                     struct pack_block *block)
{
    size_t more = sealing->on ? CRYPTO_STREAM_MORE : 0;
    block->kind = head[0];
    block->size = get_size(head + 1);
    block->stored = get_size(head + 5);
    if (block->kind > (PACK_COMPRESSED | PACK_LAST) || block->size > PACK_BLOCK ||
        block->stored < more || block->stored > block->size + more)
        return false;
    return (block->kind & PACK_COMPRESSED) != 0 || block->stored == block->size + more;
}

bool pack_block_get(struct pack_sealing *sealing, const uint8_t head[PACK_BLOCK_HEAD],
                    const uint8_t *stored, struct buffer *out)
{
    struct pack_block block;
    uint8_t opened[PACK_STORED_LIMIT], loose[PACK_BLOCK];
    if (!pack_block_head(sealing, head, &block))
        return false;
    buffer_clear(out);
    size_t size = block.stored;
    if (sealing->on) {
        bool last;
        struct crypto_piece piece = {stored, head, size, PACK_BLOCK_HEAD};
        if (!crypto_stream_pull(&sealing->stream, &piece, &last, opened) ||
            last != ((block.kind & PACK_LAST) != 0))
            return false;
        stored = opened;
        size -= CRYPTO_STREAM_MORE;
    }
    if ((block.kind & PACK_COMPRESSED) == 0) {
        buffer_add(out, stored, size);
        return true;
    }
    uLongf length = block.size;
    if (uncompress(loose, &length, stored, size) != Z_OK || length != block.size)
        return false;
    buffer_add(out, loose, length);
    return true;
}
