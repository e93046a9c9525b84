#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/memory.h"

/* What makes a row of a kind without names the row that it is. */
static const char *const natural_keys[ENTITY_COUNT][MATCH_FIELDS + 1] = {
    [ENTITY_AREA_CODE] = {"area", "scheme", "code"},
    [ENTITY_MEMBERSHIP] = {"programme", "person", "role"},
    [ENTITY_TARGET] = {"indicator", "due", "superseded"},
    [ENTITY_MEASUREMENT] = {"indicator", "taken_on"},
    [ENTITY_CONTRIBUTION] = {"effort", "goal"},
    [ENTITY_EFFORT_PARTNER] = {"effort", "partner"},
    [ENTITY_BUDGET_LINE] = {"effort", "year", "funder"},
    [ENTITY_MILESTONE] = {"effort", "title"},
    [ENTITY_COMMENT] = {"row", "text"},
    [ENTITY_VIEW] = {"name"},
    [ENTITY_ESCALATION] = {"problem", "asked_on", "question"},
    [ENTITY_MEETING] = {"programme", "number", "starts"},
    [ENTITY_ATTENDANCE] = {"meeting", "person"},
    [ENTITY_AGENDA_ITEM] = {"meeting", "position", "title"},
    [ENTITY_ENTRY] = {"agenda_item", "at", "text"},
    [ENTITY_DECISION] = {"programme", "number", "text"},
    [ENTITY_MINUTES] = {"meeting", "version"},
    [ENTITY_AGREEMENT_LINK] = {"agreement", "row"},
    [ENTITY_LESSON_LINK] = {"lesson", "row"},
    [ENTITY_ADOPTION] = {"lesson", "programme", "adopted_on"},
    [ENTITY_ASIDE] = {"signal", "row", "until"},
};

/* Superseded targets may be many of one date: the value tells them apart. */
static const char *const superseded_key[] = {"indicator", "due", "superseded", "value", NULL};

static bool is_superseded(const struct row *row)
{
    return row->entity->kind == ENTITY_TARGET && row_integer(row, "superseded", 0) != 0;
}

bool import_match(struct importing *import, const struct row *row, struct id *id, int *count,
                  struct error *error)
{
    enum entity_kind kind = row->entity->kind;
    bool superseded = is_superseded(row);
    /* The place of a kind that has names and so no key of its own is free for it. */
    struct match **match = &import->matches[superseded ? ENTITY_AREA : kind];
    if (*match == NULL)
        *match = match_new(import->session->db, row->entity,
                           superseded ? superseded_key : natural_keys[kind], error);
    return *match != NULL && match_find(*match, row, id, count, error);
}

/* ---- what was seen ---- */

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

static uint64_t finish(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    return hash == 0 ? 1 : hash;
}

static uint64_t hash_row(const struct row *row)
{
    const char *const *columns =
        is_superseded(row) ? superseded_key : natural_keys[row->entity->kind];
    uint64_t hash = hash_bytes(14695981039346656037u, &row->entity->kind, sizeof(int));
    for (; *columns != NULL; columns++) {
        const struct value *value = row_value(row, *columns);
        hash = hash_bytes(hash, &value->type, sizeof value->type);
        if (value->type == VALUE_TEXT)
            hash = hash_bytes(hash, value->text, strlen(value->text) + 1);
        else if (value->type == VALUE_ID)
            hash = hash_bytes(hash, value->id.bytes, sizeof value->id.bytes);
        else if (value->type == VALUE_REAL)
            hash = hash_bytes(hash, &value->real, sizeof value->real);
        else
            hash = hash_bytes(hash, &value->integer, sizeof value->integer);
    }
    return finish(hash);
}

static uint64_t *slot_of(uint64_t *slots, size_t size, uint64_t hash)
{
    size_t at = (size_t)hash & (size - 1);
    while (slots[at] != 0 && slots[at] != hash)
        at = (at + 1) & (size - 1);
    return &slots[at];
}

static bool seen(struct importing *import, uint64_t hash, bool remember)
{
    if (import->seen.size == 0 && !remember)
        return false;
    if (import->seen.count * 2 >= import->seen.size) {
        size_t size = import->seen.size == 0 ? 256 : import->seen.size * 2;
        uint64_t *slots = memory_array(size, sizeof *slots);
        for (size_t i = 0; i < import->seen.size; i++)
            if (import->seen.slots[i] != 0)
                *slot_of(slots, size, import->seen.slots[i]) = import->seen.slots[i];
        free(import->seen.slots);
        import->seen.slots = slots;
        import->seen.size = size;
    }
    uint64_t *slot = slot_of(import->seen.slots, import->seen.size, hash);
    if (*slot != 0)
        return true;
    if (remember) {
        *slot = hash;
        import->seen.count++;
    }
    return false;
}

bool import_seen(struct importing *import, const struct row *row)
{
    return seen(import, hash_row(row), true);
}

bool import_seen_id(struct importing *import, enum entity_kind kind, struct id id, bool remember)
{
    uint64_t hash = hash_bytes(1469598103934665603u, &kind, sizeof kind);
    return seen(import, finish(hash_bytes(hash, id.bytes, sizeof id.bytes)), remember);
}

void import_seen_clear(struct importing *import)
{
    free(import->seen.slots);
    import->seen.slots = NULL;
    import->seen.count = import->seen.size = 0;
}
