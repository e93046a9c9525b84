/*
 * Row identities: UUID version 7 (RFC 9562), 16 bytes: 48 bits of milliseconds, then random bits.
 * Ids made by one process ascend, so rows made after each other lie beside each other in the file.
 */
#ifndef WIJK_BASE_ID_H
#define WIJK_BASE_ID_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ID_TEXT_SIZE 37 /* 8-4-4-4-12 and the NUL */

struct id {
    uint8_t bytes[16];
};

struct id id_new(void);
/* The same from given time and randomness: for builders with a fixed seed. */
struct id id_from(int64_t milliseconds, const uint8_t random[10]);
void id_format(struct id id, char text[ID_TEXT_SIZE]);
bool id_parse(const char *text, struct id *id); /* false: not a UUID text */

static inline bool id_equal(struct id one, struct id other)
{
    return memcmp(one.bytes, other.bytes, sizeof one.bytes) == 0;
}

static inline bool id_is_none(struct id id)
{
    return id_equal(id, (struct id){{0}});
}

#endif
