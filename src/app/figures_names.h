/* A set of names with a number each, for looking up areas and variables while a file streams by. */
#ifndef WIJK_SRC_APP_FIGURES_NAMES_H
#define WIJK_SRC_APP_FIGURES_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names_slot {
    char *name; /* owned; NULL: free */
    size_t number;
};

struct names {
    struct names_slot *slots; /* owned; a power of two of them */
    size_t count, size;
};

void names_release(struct names *names); /* {0} is an empty set */
/* False: it is not there. */
bool names_find(const struct names *names, const char *name, size_t *number);
/* Adds a name that is not there yet. */
void names_add(struct names *names, const char *name, size_t number);

#endif
