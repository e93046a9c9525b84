#include "crypto.h"

#include <sodium.h>
#include <string.h>

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

/* Parts of the key stream of a cipher: four salts a block, and none tells of another. */
void crypto_salt(const uint8_t from[CRYPTO_SALT], uint64_t number, uint8_t salt[CRYPTO_SALT])
{
    static const uint8_t zeros[64], nonce[crypto_stream_chacha20_NONCEBYTES];
    uint8_t block[64], key[crypto_stream_chacha20_KEYBYTES] = "wijk change salt";
    memcpy(key + 16, from, CRYPTO_SALT);
    crypto_stream_chacha20_xor_ic(block, zeros, sizeof block, nonce, number / 4, key);
    memcpy(salt, block + 16 * (number % 4), CRYPTO_SALT);
}

void crypto_sha256(const void *bytes, size_t length, uint8_t out[CRYPTO_SHA256])
{
    crypto_hash_sha256(out, bytes, length);
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

_Static_assert(CRYPTO_BOX == CRYPTO_KEY + crypto_box_SEALBYTES, "size of a box");
_Static_assert(CRYPTO_STREAM_HEAD == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "head");
_Static_assert(CRYPTO_STREAM_MORE == crypto_secretstream_xchacha20poly1305_ABYTES, "tag");
_Static_assert(sizeof(struct crypto_stream) >= sizeof(crypto_secretstream_xchacha20poly1305_state),
               "state of a stream");

bool crypto_box_key(uint8_t box[CRYPTO_BOX], const uint8_t key[CRYPTO_KEY],
                    const uint8_t public_key[CRYPTO_PUBLIC])
{
    uint8_t theirs[crypto_box_PUBLICKEYBYTES];
    return crypto_sign_ed25519_pk_to_curve25519(theirs, public_key) == 0 &&
           crypto_box_seal(box, key, CRYPTO_KEY, theirs) == 0;
}

bool crypto_open_box(uint8_t key[CRYPTO_KEY], const uint8_t box[CRYPTO_BOX],
                     const uint8_t public_key[CRYPTO_PUBLIC],
                     const uint8_t secret_key[CRYPTO_SECRET])
{
    uint8_t ours[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
    bool fine = crypto_sign_ed25519_pk_to_curve25519(ours, public_key) == 0 &&
                crypto_sign_ed25519_sk_to_curve25519(secret, secret_key) == 0 &&
                crypto_box_seal_open(key, box, CRYPTO_BOX, ours, secret) == 0;
    sodium_memzero(secret, sizeof secret);
    return fine;
}

static crypto_secretstream_xchacha20poly1305_state *stream_of(struct crypto_stream *stream)
{
    return (crypto_secretstream_xchacha20poly1305_state *)(void *)stream->state;
}

void crypto_stream_seal(struct crypto_stream *stream, uint8_t head[CRYPTO_STREAM_HEAD],
                        const uint8_t key[CRYPTO_KEY])
{
    crypto_secretstream_xchacha20poly1305_init_push(stream_of(stream), head, key);
}

bool crypto_stream_open(struct crypto_stream *stream, const uint8_t head[CRYPTO_STREAM_HEAD],
                        const uint8_t key[CRYPTO_KEY])
{
    return crypto_secretstream_xchacha20poly1305_init_pull(stream_of(stream), head, key) == 0;
}

void crypto_stream_push(struct crypto_stream *stream, const struct crypto_piece *piece, bool last,
                        uint8_t *out)
{
    crypto_secretstream_xchacha20poly1305_push(
        stream_of(stream), out, NULL, piece->bytes, piece->length, piece->about,
        piece->about_length, last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
}

bool crypto_stream_pull(struct crypto_stream *stream, const struct crypto_piece *piece, bool *last,
                        uint8_t *out)
{
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(stream_of(stream), out, NULL, &tag, piece->bytes,
                                                   piece->length, piece->about,
                                                   piece->about_length) != 0)
        return false;
    *last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return true;
}

void crypto_wipe(void *bytes, size_t length)
{
    sodium_memzero(bytes, length);
}
