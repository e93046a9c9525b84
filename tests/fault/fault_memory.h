/*
 * Memory that gives out: SQLite's allocator with an allocation that fails once, after
 * memory.left others. Call install_memory before anything else of SQLite.
 */
#ifndef WIJK_TESTS_FAULT_FAULT_MEMORY_H
#define WIJK_TESTS_FAULT_FAULT_MEMORY_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

static struct {
    sqlite3_mem_methods real;
    long left; /* allocations until one fails; negative: none does */
    bool happened;
} memory;

static bool memory_fails(void)
{
    if (memory.left < 0 || memory.left-- > 0)
        return false;
    return memory.happened = true;
}

static void *failing_malloc(int size)
{
    return memory_fails() ? NULL : memory.real.xMalloc(size);
}

static void *failing_realloc(void *old, int size)
{
    return memory_fails() ? NULL : memory.real.xRealloc(old, size);
}

static void install_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real);
    sqlite3_mem_methods failing = memory.real;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    memory.left = -1;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}

#endif
