/* The blocks of a pack: a stream of bytes in pieces, compressed where that pays, and sealed. */
#ifndef WIJK_SRC_STORE_PACK_BLOCK_H
#define WIJK_SRC_STORE_PACK_BLOCK_H

#include "crypto.h"
#include "wijk/base/buffer.h"
#include "wijk/store/pack.h"

#define PACK_MAGIC "WIJKPACK"
#define PACK_START 12     /* bytes before the sealing or the first block */
#define PACK_BLOCK_HEAD 9 /* bytes before what a block holds */
#define PACK_STORED_LIMIT (PACK_BLOCK + 1024u)

enum pack_block_kind { PACK_COMPRESSED = 1, PACK_LAST = 2 };
enum pack_form { PACK_OPEN, PACK_SEALED };

struct pack_sealing {
    bool on;
    struct crypto_stream stream;
};

/* Adds the block that holds these bytes to `out`. */
void pack_block_put(struct pack_sealing *sealing, const struct buffer *bytes, bool last,
                    struct buffer *out);

/* What a block says of itself. */
struct pack_block {
    unsigned kind;
    size_t size, stored;
};
/* False: it cannot be so. */
bool pack_block_head(const struct pack_sealing *sealing, const uint8_t head[PACK_BLOCK_HEAD],
                     struct pack_block *block) MUST_USE;
/* Puts what the block holds into `out`, which is emptied first. False: damaged. */
bool pack_block_get(struct pack_sealing *sealing, const uint8_t head[PACK_BLOCK_HEAD],
                    const uint8_t *stored, struct buffer *out) MUST_USE;

#endif
