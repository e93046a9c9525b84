/* Counting what comes or goes, row by row. */
#include <stdlib.h>
#include <string.h>

#include "exchange_internal.h"

#define SEEN_MOST (1u << 20) /* beyond it a row may be counted twice */

static bool seen_before(struct exchange_tally *tally, struct id row)
{
    uint64_t mix;
    if (2 * tally->used >= tally->size && tally->size < 2 * SEEN_MOST) {
        struct id *old = tally->seen;
        size_t size = tally->size;
        tally->size = size == 0 ? 256 : 2 * size;
        tally->seen = memory_array(tally->size, sizeof *old);
        tally->used = 0;
        for (size_t i = 0; i < size; i++)
            if (!id_is_none(old[i]))
                (void)seen_before(tally, old[i]);
        free(old);
    }
    memcpy(&mix, row.bytes + 8, sizeof mix);
    mix *= 0x9E3779B97F4A7C15ULL;
    size_t slot = (size_t)(mix >> 20) & (tally->size - 1);
    for (; !id_is_none(tally->seen[slot]); slot = (slot + 1) & (tally->size - 1))
        if (id_equal(tally->seen[slot], row))
            return true;
    if (tally->used < SEEN_MOST) {
        tally->seen[slot] = row;
        tally->used++;
    }
    return false;
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
