#define _DEFAULT_SOURCE /* madvise */
#include "wijk/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "wijk/base/vector.h"

/* The one piece of state of this module: what to do before dying. Set once by main. */
static void (*exhaustion_hook)(void);

void memory_on_exhaustion(void (*hook)(void))
{
    exhaustion_hook = hook;
}

static _Noreturn void exhausted(void)
{
    static const char sentence[] = "wijk: out of memory; everything that was accepted is saved\n";
    if (exhaustion_hook != NULL)
        exhaustion_hook();
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
        abort();
    abort();
}

static size_t product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        exhausted();
    return count * size == 0 ? 1 : count * size;
}

void *memory_array(size_t count, size_t size)
{
    void *memory = calloc(1, product(count, size));
    if (memory == NULL)
        exhausted();
    return memory;
}

void *memory_new(size_t size)
{
    return memory_array(1, size);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = realloc(old, product(count, size));
    if (memory == NULL)
        exhausted();
    return memory;
}

char *memory_bytes(const void *bytes, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *memory_string(const char *text)
{
    return text == NULL ? NULL : memory_bytes(text, strlen(text));
}

/* A block from the end of the heap whose pages are asked for at once, and which stays with the
 * program when it is freed. */
void memory_ready(size_t size)
{
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
    mallopt(M_MMAP_THRESHOLD, (int)(2 * size));
    mallopt(M_TRIM_THRESHOLD, (int)(2 * size));
    char *block = malloc(size);
    if (block == NULL)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t skip = page - (size_t)((uintptr_t)block % page);
    if (size > skip + page)
        madvise(block + skip, (size - skip) / page * page, MADV_POPULATE_WRITE);
    free(block);
#else
    (void)size;
#endif
}

void *vector_grow(void *items, size_t *capacity, size_t size)
{
    *capacity = *capacity == 0 ? 8 : *capacity * 2;
    return memory_resize(items, *capacity, size);
}
