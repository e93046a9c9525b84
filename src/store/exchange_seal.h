/*
 * A seal that came in a pack: the act it is of may be the one just read, one that is here, or one
 * that waits for others.
 */
#ifndef WIJK_SRC_STORE_EXCHANGE_SEAL_H
#define WIJK_SRC_STORE_EXCHANGE_SEAL_H

#include "internal.h"
#include "wijk/base/id.h"

struct exchange_seal {
    struct id site;
    int64_t seq;
    const uint8_t *public_key, *signature; /* borrowed */
    const uint8_t *hash;                   /* of the act when it was just read; else NULL */
};

/* *fits false: there is such an act, and the signature is not over its hash. */
bool exchange_seal_check(struct db *db, const struct exchange_seal *seal, bool *fits,
                         struct error *error) MUST_USE;
/* Puts it beside its act, also where that waits; a seal of no act that is known is dropped. */
bool exchange_seal_keep(struct db *db, const struct exchange_seal *seal,
                        struct error *error) MUST_USE;

#endif
