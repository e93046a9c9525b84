/*
 * Time, and what many times come to.
 */
#ifndef WIJK_BENCH_CLOCK_H
#define WIJK_BENCH_CLOCK_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* Of this process: beside other work on the machine steadier than the clock. */
static inline double clock_processor_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

struct times {
    double items[20000];
    size_t count;
};

static inline void times_add(struct times *times, double microseconds)
{
    if (times->count < sizeof times->items / sizeof *times->items)
        times->items[times->count++] = microseconds;
}

static inline int times_compare(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* One line for the table: name, number of times, median, 99th of a hundred, and the longest, in
 * microseconds. */
static inline void times_print(struct times *times, const char *name)
{
    if (times->count == 0)
        return;
    qsort(times->items, times->count, sizeof *times->items, times_compare);
    printf("%s count %zu median %.1f p99 %.1f max %.1f\n", name, times->count,
           times->items[times->count / 2], times->items[times->count * 99 / 100],
           times->items[times->count - 1]);
}

#endif
