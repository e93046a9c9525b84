#include "figures_names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->size; i++)
        free(names->slots[i].name);
    free(names->slots);
    *names = (struct names){0};
}

static size_t slot_of(const struct names *names, const char *name)
{
    uint64_t hash = 14695981039346656037u;
    for (const char *at = name; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    size_t slot = (size_t)hash & (names->size - 1);
    while (names->slots[slot].name != NULL && strcmp(names->slots[slot].name, name) != 0)
        slot = (slot + 1) & (names->size - 1);
    return slot;
}

bool names_find(const struct names *names, const char *name, size_t *number)
{
    if (names->size == 0)
        return false;
    const struct names_slot *slot = &names->slots[slot_of(names, name)];
    if (slot->name != NULL)
        *number = slot->number;
    return slot->name != NULL;
}

static void grow(struct names *names)
{
    struct names old = *names;
    names->size = old.size == 0 ? 64 : old.size * 2;
    names->slots = memory_array(names->size, sizeof *names->slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].name != NULL)
            names->slots[slot_of(names, old.slots[i].name)] = old.slots[i];
    free(old.slots);
}

void names_add(struct names *names, const char *name, size_t number)
{
    if (names->count * 2 >= names->size)
        grow(names);
    struct names_slot *slot = &names->slots[slot_of(names, name)];
    if (slot->name != NULL)
        return;
    *slot = (struct names_slot){memory_string(name), number};
    names->count++;
}
