/*
 * Memory that is always there: these never return NULL. Out of memory ends the program in one
 * place, after the terminal was restored by the hook that main installs. Every accepted line is in
 * the file by then.
 */
#ifndef WIJK_BASE_MEMORY_H
#define WIJK_BASE_MEMORY_H

#include <stddef.h>

/* `size` zeroed bytes; the caller owns them and frees them with free(). */
void *memory_new(size_t size);

/* An array of `count` zeroed elements of `size` bytes. An overflow counts as out of memory. */
void *memory_array(size_t count, size_t size);

/* Grows or shrinks an array to `count` elements; new elements are not zeroed. */
void *memory_resize(void *old, size_t count, size_t size);

/* Owned copies. memory_string(NULL) is NULL. memory_bytes adds a NUL behind the copy. */
char *memory_string(const char *text);
char *memory_bytes(const void *bytes, size_t length);

/* Called once before the program ends for lack of memory; NULL for none. Must not allocate. */
void memory_on_exhaustion(void (*hook)(void));

#endif
