/*
 * SHA-256 of a text, as people compare it: 64 hexadecimal digits, as sha256sum prints them.
 */
#ifndef WIJK_STORE_SHA256_H
#define WIJK_STORE_SHA256_H

#include <stddef.h>

#define SHA256_SIZE 65 /* with the NUL */

void sha256_text(const void *bytes, size_t length, char out[SHA256_SIZE]);

#endif
