#include "wijk/store/sha256.h"

#include <stdint.h>

#include "crypto.h"

void sha256_text(const void *bytes, size_t length, char out[SHA256_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t hash[CRYPTO_SHA256];
    crypto_sha256(bytes, length, hash);
    for (size_t i = 0; i < CRYPTO_SHA256; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[2 * CRYPTO_SHA256] = '\0';
}
