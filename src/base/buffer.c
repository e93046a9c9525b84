#include "wijk/base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"

/* What an empty buffer shows; never written to, since its capacity is 0. */
char buffer_empty_bytes[1];

void buffer_release(struct buffer *buffer)
{
    if (buffer->capacity > 0)
        free(buffer->bytes);
    *buffer = BUFFER_EMPTY;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->capacity > 0)
        buffer->bytes[0] = '\0';
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity < 32 ? 64 : buffer->capacity * 2;
    if (capacity < needed)
        capacity = needed;
    bool fresh = buffer->capacity == 0;
    buffer->bytes = memory_resize(fresh ? NULL : buffer->bytes, capacity, 1);
    if (fresh)
        buffer->bytes[0] = '\0';
    buffer->capacity = capacity;
}

void buffer_insert(struct buffer *buffer, size_t at, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    buffer_reserve(buffer, length);
    memmove(buffer->bytes + at + length, buffer->bytes + at, buffer->length - at + 1);
    memcpy(buffer->bytes + at, bytes, length);
    buffer->length += length;
}

void buffer_delete(struct buffer *buffer, size_t at, size_t length)
{
    if (length == 0)
        return;
    memmove(buffer->bytes + at, buffer->bytes + at + length, buffer->length - at - length + 1);
    buffer->length -= length;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    buffer_reserve(buffer, length);
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    if (text != NULL)
        buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
    buffer->bytes[buffer->length] = '\0';
}

/* Writes where there is room already; only what does not fit is formatted twice. */
void buffer_format_list(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    size_t room = buffer->capacity > 0 ? buffer->capacity - buffer->length : 0;
    int needed = vsnprintf(room > 0 ? buffer->bytes + buffer->length : NULL, room, format, again);
    va_end(again);
    if (needed > 0 && (size_t)needed >= room) {
        buffer_reserve(buffer, (size_t)needed);
        vsnprintf(buffer->bytes + buffer->length, (size_t)needed + 1, format, arguments);
    }
    buffer->length += needed > 0 ? (size_t)needed : 0;
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_format_list(buffer, format, arguments);
    va_end(arguments);
}

char *buffer_detach(struct buffer *buffer)
{
    char *bytes = buffer->capacity > 0 ? buffer->bytes : memory_string("");
    *buffer = BUFFER_EMPTY;
    return bytes;
}
