/*
 * A growing string of bytes. It is always NUL-terminated, so `bytes` can be handed to anything that
 * reads a string; an empty, never used buffer too. BUFFER_EMPTY starts one, buffer_release ends it,
 * buffer_clear reuses it.
 */
#ifndef WIJK_BASE_BUFFER_H
#define WIJK_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/error.h"

struct buffer {
    char *bytes; /* owned, or a shared empty string while capacity is 0 */
    size_t length, capacity;
};

extern char buffer_empty_bytes[1];
#define BUFFER_EMPTY ((struct buffer){.bytes = buffer_empty_bytes})

void buffer_release(struct buffer *buffer); /* frees; the buffer is empty and can be used again */
void buffer_clear(struct buffer *buffer);   /* empties, keeps the memory */
void buffer_reserve(struct buffer *buffer, size_t more);
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_add_text(struct buffer *buffer, const char *text); /* NULL adds nothing */
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_format_list(struct buffer *buffer, const char *format, va_list arguments);
void buffer_insert(struct buffer *buffer, size_t at, const void *bytes, size_t length);
void buffer_delete(struct buffer *buffer, size_t at, size_t length);

/* Hands the string to the caller, who frees it; the buffer is empty afterwards. */
char *buffer_detach(struct buffer *buffer);

#endif
