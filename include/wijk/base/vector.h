/*
 * Growing arrays: an array is three members of a struct, `items`, `count` and `capacity`, and
 * VECTOR_PUSH grows it.
 *
 *     struct { struct goal *items; size_t count, capacity; } goals = {0};
 *     *VECTOR_PUSH(&goals) = (struct goal){…};
 *     free(goals.items);
 */
#ifndef WIJK_BASE_VECTOR_H
#define WIJK_BASE_VECTOR_H

#include "wijk/base/memory.h"

/* Declares the three members. */
#define VECTOR(type)                                                                               \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/* Makes room for one more element and answers its address; the element is not initialised. */
#define VECTOR_PUSH(vector)                                                                        \
    ((vector)->count == (vector)->capacity                                                         \
         ? ((vector)->items =                                                                      \
                vector_grow((vector)->items, &(vector)->capacity, sizeof *(vector)->items),        \
            &(vector)->items[(vector)->count++])                                                   \
         : &(vector)->items[(vector)->count++])

/* Used by VECTOR_PUSH: doubles the capacity. */
void *vector_grow(void *items, size_t *capacity, size_t size);

#endif
