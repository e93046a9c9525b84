#include "exchange_seal.h"

#include <string.h>

#include "crypto.h"
#include "statements.h"

const struct statement_text exchange_seal_statements[] = {
    {"seal_acts",
     "SELECT a.hash FROM site AS s JOIN act AS a ON a.site = s.number"
     " WHERE s.id = :site AND a.seq = :seq"
     " UNION ALL SELECT p.hash FROM parked AS p WHERE p.site = :site AND p.seq = :seq",
     0},
    {"seal_keep",
     "INSERT OR REPLACE INTO seal (site, seq, signature)"
     " SELECT s.number, a.seq, :signature FROM site AS s JOIN act AS a ON a.site = s.number"
     " WHERE s.id = :site AND a.seq = :seq AND a.hash = :hash",
     0},
    {"seal_park",
     "UPDATE parked SET seal = :signature WHERE site = :site AND seq = :seq AND hash = :hash", 0},
};
STATEMENT_COUNT(exchange_seal);
enum { ACTS, KEEP, PARK };

static bool is_over(const struct exchange_seal *seal, const uint8_t *hash)
{
    return crypto_verify(seal->signature, hash, CRYPTO_HASH, seal->public_key);
}

/* The act a seal is of. */
struct sealed {
    bool known; /* there is an act in its place */
    bool fits;  /* and the signature is over its hash */
    uint8_t hash[CRYPTO_HASH];
};

static void compare(const struct exchange_seal *seal, const uint8_t *hash, struct sealed *out)
{
    out->known = true;
    out->fits = is_over(seal, hash);
    if (out->fits)
        memcpy(out->hash, hash, CRYPTO_HASH);
}

static bool find(struct db *db, const struct exchange_seal *seal, struct sealed *out,
                 struct error *error)
{
    *out = (struct sealed){.known = false};
    if (seal->hash != NULL) {
        compare(seal, seal->hash, out);
        return true;
    }
    struct statement *read = statement_get(db, &exchange_seal_statements[ACTS], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", seal->site);
    statement_bind_integer(read, "seq", seal->seq);
    enum statement_step step = STATEMENT_DONE;
    while (!out->fits && (step = statement_step(read, error)) == STATEMENT_ROW) {
        size_t length;
        const void *bytes = statement_bytes(read, "hash", &length);
        out->known = true;
        if (length == CRYPTO_HASH)
            compare(seal, bytes, out);
    }
    statement_reset(read);
    return out->fits || step == STATEMENT_DONE;
}

bool exchange_seal_check(struct db *db, const struct exchange_seal *seal, bool *fits,
                         struct error *error)
{
    struct sealed act;
    if (!find(db, seal, &act, error))
        return false;
    *fits = act.fits || !act.known;
    return true;
}

bool exchange_seal_keep(struct db *db, const struct exchange_seal *seal, struct error *error)
{
    static const int both[] = {KEEP, PARK};
    struct sealed act;
    if (!find(db, seal, &act, error))
        return false;
    for (size_t i = 0; act.fits && i < 2; i++) {
        struct statement *keep = statement_get(db, &exchange_seal_statements[both[i]], error);
        if (keep == NULL)
            return false;
        statement_bind_id(keep, "site", seal->site);
        statement_bind_integer(keep, "seq", seal->seq);
        statement_bind_bytes(keep, "hash", act.hash, sizeof act.hash);
        statement_bind_bytes(keep, "signature", seal->signature, CRYPTO_SIGNATURE);
        if (!statement_run(keep, error))
            return false;
    }
    return true;
}
