/*
 * Hashing, signing and randomness: all of libsodium that the program uses. BLAKE2b-256 and Ed25519.
 */
#ifndef WIJK_SRC_STORE_CRYPTO_H
#define WIJK_SRC_STORE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/error.h"

#define CRYPTO_HASH 32
#define CRYPTO_SALT 16
#define CRYPTO_PUBLIC 32
#define CRYPTO_SECRET 64
#define CRYPTO_SIGNATURE 64

struct crypto_hash {
    _Alignas(64) unsigned char state[384];
};

/* Before anything else; cheap when done already. */
bool crypto_start(struct error *error) MUST_USE;

void crypto_hash_init(struct crypto_hash *hash);
void crypto_hash_add(struct crypto_hash *hash, const void *bytes, size_t length);
void crypto_hash_number(struct crypto_hash *hash, int64_t number); /* 8 bytes, low one first */
void crypto_hash_end(struct crypto_hash *hash, uint8_t out[CRYPTO_HASH]);

void crypto_random(void *bytes, size_t length);
void crypto_make_pair(uint8_t public_key[CRYPTO_PUBLIC], uint8_t secret_key[CRYPTO_SECRET]);
void crypto_seal(uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                 const uint8_t secret_key[CRYPTO_SECRET]);
bool crypto_verify(const uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                   const uint8_t public_key[CRYPTO_PUBLIC]);
void crypto_wipe(void *bytes, size_t length);

#endif
