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

/* The hash of the act the seal is of; *known: there is an act in its place. */
static bool find(struct db *db, const struct exchange_seal *seal, bool *known, bool *fits,
                 uint8_t hash[CRYPTO_HASH], struct error *error)
{
    *known = seal->hash != NULL;
    *fits = *known && is_over(seal, seal->hash);
    if (*known) {
        memcpy(hash, seal->hash, CRYPTO_HASH);
        return true;
    }
    struct statement *read = statement_get(db, &exchange_seal_statements[ACTS], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", seal->site);
    statement_bind_integer(read, "seq", seal->seq);
    enum statement_step step;
    while (!*fits && (step = statement_step(read, error)) == STATEMENT_ROW) {
        size_t length;
        const void *bytes = statement_bytes(read, "hash", &length);
        *known = true;
        *fits = length == CRYPTO_HASH && is_over(seal, bytes);
        if (*fits)
            memcpy(hash, bytes, CRYPTO_HASH);
    }
    statement_reset(read);
    return *fits || step == STATEMENT_DONE;
}

bool exchange_seal_check(struct db *db, const struct exchange_seal *seal, bool *fits,
                         struct error *error)
{
    uint8_t hash[CRYPTO_HASH];
    bool known;
    if (!find(db, seal, &known, fits, hash, error))
        return false;
    *fits = *fits || !known;
    return true;
}

bool exchange_seal_keep(struct db *db, const struct exchange_seal *seal, struct error *error)
{
    static const int both[] = {KEEP, PARK};
    uint8_t hash[CRYPTO_HASH];
    bool known, fits;
    if (!find(db, seal, &known, &fits, hash, error))
        return false;
    for (size_t i = 0; fits && i < 2; i++) {
        struct statement *keep = statement_get(db, &exchange_seal_statements[both[i]], error);
        if (keep == NULL)
            return false;
        statement_bind_id(keep, "site", seal->site);
        statement_bind_integer(keep, "seq", seal->seq);
        statement_bind_bytes(keep, "hash", hash, sizeof hash);
        statement_bind_bytes(keep, "signature", seal->signature, CRYPTO_SIGNATURE);
        if (!statement_run(keep, error))
            return false;
    }
    return true;
}
