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

/* Has `size` bytes of memory at hand before they are needed. To be called once, at the start of
 * what will take that much soon anyway: the system then gives the pages at once, which is a good
 * deal faster than one at a time as each is first touched. Where that is not known it does nothing.
 */
void memory_ready(size_t size);

/* Called once before the program ends for lack of memory; NULL for none. Must not allocate. */
void memory_on_exhaustion(void (*hook)(void));

#endif
