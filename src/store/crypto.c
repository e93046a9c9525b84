#include "crypto.h"

#include <sodium.h>

#include "wijk/base/language.h"

_Static_assert(sizeof(struct crypto_hash) >= sizeof(crypto_generichash_state), "state of a hash");

bool crypto_start(struct error *error)
{
    if (sodium_init() < 0)
        return error_set(error, ERROR_IO, _("This computer gives no random numbers"));
    return true;
}

static crypto_generichash_state *state_of(struct crypto_hash *hash)
{
    return (crypto_generichash_state *)(void *)hash->state;
}

void crypto_hash_init(struct crypto_hash *hash)
{
    crypto_generichash_init(state_of(hash), NULL, 0, CRYPTO_HASH);
}

void crypto_hash_add(struct crypto_hash *hash, const void *bytes, size_t length)
{
    if (length > 0)
        crypto_generichash_update(state_of(hash), bytes, length);
}

void crypto_hash_number(struct crypto_hash *hash, int64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)number >> (8 * i));
    crypto_hash_add(hash, bytes, sizeof bytes);
}

void crypto_hash_end(struct crypto_hash *hash, uint8_t out[CRYPTO_HASH])
{
    crypto_generichash_final(state_of(hash), out, CRYPTO_HASH);
}

void crypto_random(void *bytes, size_t length)
{
    randombytes_buf(bytes, length);
}

void crypto_make_pair(uint8_t public_key[CRYPTO_PUBLIC], uint8_t secret_key[CRYPTO_SECRET])
{
    crypto_sign_keypair(public_key, secret_key);
}

void crypto_seal(uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                 const uint8_t secret_key[CRYPTO_SECRET])
{
    crypto_sign_detached(signature, NULL, bytes, length, secret_key);
}

bool crypto_verify(const uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                   const uint8_t public_key[CRYPTO_PUBLIC])
{
    return crypto_sign_verify_detached(signature, bytes, length, public_key) == 0;
}

void crypto_wipe(void *bytes, size_t length)
{
    sodium_memzero(bytes, length);
}
