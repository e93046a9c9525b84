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
#define CRYPTO_SHA256 32
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

/* One of many salts that follow from one. */
void crypto_salt(const uint8_t from[CRYPTO_SALT], uint64_t number, uint8_t salt[CRYPTO_SALT]);
/* For what people compare with other programs. */
void crypto_sha256(const void *bytes, size_t length, uint8_t out[CRYPTO_SHA256]);

void crypto_random(void *bytes, size_t length);
void crypto_make_pair(uint8_t public_key[CRYPTO_PUBLIC], uint8_t secret_key[CRYPTO_SECRET]);
void crypto_seal(uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                 const uint8_t secret_key[CRYPTO_SECRET]);
bool crypto_verify(const uint8_t signature[CRYPTO_SIGNATURE], const void *bytes, size_t length,
                   const uint8_t public_key[CRYPTO_PUBLIC]);
/* Sealing for the owner of a key pair for signatures: a key in a box that only they can open, and a
 * stream under that key. */
#define CRYPTO_KEY 32
#define CRYPTO_BOX (CRYPTO_KEY + 48)
#define CRYPTO_STREAM_HEAD 24
#define CRYPTO_STREAM_MORE 17 /* bytes that a sealed piece is longer */
struct crypto_stream {
    _Alignas(64) unsigned char state[128];
};
bool crypto_box_key(uint8_t box[CRYPTO_BOX], const uint8_t key[CRYPTO_KEY],
                    const uint8_t public_key[CRYPTO_PUBLIC]) MUST_USE;
bool crypto_open_box(uint8_t key[CRYPTO_KEY], const uint8_t box[CRYPTO_BOX],
                     const uint8_t public_key[CRYPTO_PUBLIC],
                     const uint8_t secret_key[CRYPTO_SECRET]) MUST_USE;
void crypto_stream_seal(struct crypto_stream *stream, uint8_t head[CRYPTO_STREAM_HEAD],
                        const uint8_t key[CRYPTO_KEY]);
bool crypto_stream_open(struct crypto_stream *stream, const uint8_t head[CRYPTO_STREAM_HEAD],
                        const uint8_t key[CRYPTO_KEY]) MUST_USE;
/* A piece, with `about` bytes before it that are covered and not sealed. `out` has room for
 * CRYPTO_STREAM_MORE bytes more, or as many fewer. */
struct crypto_piece {
    const uint8_t *bytes, *about;
    size_t length, about_length;
};
void crypto_stream_push(struct crypto_stream *stream, const struct crypto_piece *piece, bool last,
                        uint8_t *out);
bool crypto_stream_pull(struct crypto_stream *stream, const struct crypto_piece *piece, bool *last,
                        uint8_t *out) MUST_USE;

void crypto_wipe(void *bytes, size_t length);

#endif
