/* Counting what comes or goes, row by row. */
#include <stdlib.h>
#include <string.h>

#include "exchange_internal.h"

#define SEEN_MOST (1u << 20) /* beyond it a row may be counted twice */

static bool put(struct exchange_tally *tally, uint64_t half)
{
    size_t slot = (size_t)(half * 0x9E3779B97F4A7C15ULL >> 20) & (tally->size - 1);
    for (; tally->seen[slot] != 0; slot = (slot + 1) & (tally->size - 1))
        if (tally->seen[slot] == half)
            return true;
    if (tally->used < SEEN_MOST) {
        tally->seen[slot] = half;
        tally->used++;
    }
    return false;
}

static bool seen_before(struct exchange_tally *tally, struct id row)
{
    uint64_t half;
    memcpy(&half, row.bytes + sizeof row.bytes - sizeof half, sizeof half);
    if (4 * (tally->used + 1) >= 3 * tally->size) {
        uint64_t *old = tally->seen;
        size_t size = tally->size;
        tally->size = size == 0 ? 256 : 2 * size;
        tally->seen = memory_array(tally->size, sizeof *old);
        tally->used = 0;
        for (size_t i = 0; i < size; i++)
            if (old[i] != 0)
                (void)put(tally, old[i]);
        free(old);
    }
    return put(tally, half == 0 ? 1 : half);
}

static struct exchange_count *count_of(struct exchange_tally *tally, enum entity_kind kind)
{
    for (size_t i = 0; i < tally->counts.count; i++)
        if (tally->counts.items[i].kind == kind)
            return &tally->counts.items[i];
    struct exchange_count *count = VECTOR_PUSH(&tally->counts);
    *count = (struct exchange_count){.kind = kind};
    return count;
}

void exchange_tally_row(void *context, const char *entity, struct id row, bool created,
                        bool deleted)
{
    struct exchange_tally *tally = context;
    const struct entity *found = entity_by_table(entity);
    struct exchange_count *count = count_of(tally, found == NULL ? ENTITY_NONE : found->kind);
    if (deleted)
        count->deleted++;
    if (seen_before(tally, row))
        return;
    if (created)
        count->created++;
    else if (!deleted)
        count->changed++;
    if (found != NULL && tally->rows.count < tally->most)
        *VECTOR_PUSH(&tally->rows) = (struct exchange_row){
            .kind = found->kind, .id = row, .created = created, .deleted = deleted};
}

void exchange_tally_release(struct exchange_tally *tally)
{
    free(tally->seen);
    free(tally->counts.items);
    free(tally->rows.items);
    *tally = (struct exchange_tally){.seen = NULL};
}
