/* The records of a pack, from their bytes. Nothing is trusted; everything is bounded. */
#ifndef WIJK_SRC_STORE_PACK_RECORD_H
#define WIJK_SRC_STORE_PACK_RECORD_H

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/store/pack.h"

struct pack_parsed_site {
    struct id id;
    uint8_t public_key[PACK_KEY];
    int64_t seq; /* of the last act read */
    uint8_t hash[JOURNAL_HASH];
};

struct pack_parsing {
    VECTOR(struct pack_parsed_site) sites; /* owned */
    struct buffer text, other;             /* owned; of the present record */
};

void pack_parsing_init(struct pack_parsing *parsing);
void pack_parsing_clear(struct pack_parsing *parsing);
void pack_parsing_release(struct pack_parsing *parsing);

/* Whether the site is named by its key. */
bool pack_is_named(struct id site, const uint8_t public_key[PACK_KEY]);

/* The name is allocated. */
bool pack_parse_header(const struct buffer *bytes, struct pack_header *header) MUST_USE;

enum pack_outcome { PACK_PARSED, PACK_UNKNOWN, PACK_MALFORMED };
/* What the record holds is borrowed from `bytes` and `parsing` until the next one. */
enum pack_outcome pack_parse(struct pack_parsing *parsing, char type, const struct buffer *bytes,
                             struct pack_record *record) MUST_USE;

#endif
