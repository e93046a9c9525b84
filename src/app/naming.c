#include "wijk/app/naming.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/store/record.h"

#define NONE UINT32_MAX

/* One way to name one row. Nodes of a bucket hang together by `next`. */
struct node {
    uint64_t hash;
    uint32_t entry, next;
};

struct names {
    bool loaded;
    VECTOR(struct naming_entry) entries;
    VECTOR(struct node) nodes;
    uint32_t *buckets; /* owned; the first node of each, or NONE */
    size_t size;       /* a power of two, or 0 */
};

struct naming {
    struct db *db;
    struct names kinds[ENTITY_COUNT];
};

struct naming *naming_new(struct db *db)
{
    struct naming *naming = memory_new(sizeof *naming);
    naming->db = db;
    return naming;
}

void naming_free(struct naming *naming)
{
    if (naming == NULL)
        return;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        struct names *names = &naming->kinds[kind];
        for (size_t i = 0; i < names->entries.count; i++) {
            free(names->entries.items[i].code);
            free(names->entries.items[i].initials);
            free(names->entries.items[i].name);
        }
        free(names->entries.items);
        free(names->nodes.items);
        free(names->buckets);
    }
    free(naming);
}

bool naming_has(enum entity_kind kind)
{
    return kind == ENTITY_PARTNER || kind == ENTITY_PERSON || kind == ENTITY_PROGRAMME ||
           (kind < ENTITY_COUNT && entities[kind].code != NULL);
}

/* ---- the table of texts ---- */

static uint64_t hash_of(enum naming_by by, const void *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)by; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

static void grow(struct names *names)
{
    size_t size = names->size == 0 ? 64 : names->size * 2;
    free(names->buckets);
    names->buckets = memory_array(size, sizeof *names->buckets);
    memset(names->buckets, 0xFF, size * sizeof *names->buckets);
    names->size = size;
    for (size_t i = 0; i < names->nodes.count; i++) {
        uint32_t *bucket = &names->buckets[names->nodes.items[i].hash & (size - 1)];
        names->nodes.items[i].next = *bucket;
        *bucket = (uint32_t)i;
    }
}

static void put(struct names *names, uint64_t hash, size_t entry)
{
    if (names->nodes.count >= names->size)
        grow(names);
    uint32_t *bucket = &names->buckets[hash & (names->size - 1)];
    *VECTOR_PUSH(&names->nodes) =
        (struct node){.hash = hash, .entry = (uint32_t)entry, .next = *bucket};
    *bucket = (uint32_t)(names->nodes.count - 1);
}

/* All but the name are compared without regard to case and accents; the folded name counts as
 * NAMING_ANY. */
static void put_text(struct names *names, enum naming_by by, const char *text, size_t entry)
{
    if (text == NULL || *text == '\0')
        return;
    struct buffer key = BUFFER_EMPTY;
    if (by == NAMING_NAME)
        buffer_add_text(&key, text);
    else
        text_fold(&key, text);
    put(names, hash_of(by, key.bytes, key.length), entry);
    buffer_release(&key);
}

static const char *text_of(const struct naming_entry *entry, enum naming_by by)
{
    return by == NAMING_CODE ? entry->code : by == NAMING_INITIALS ? entry->initials : entry->name;
}

/* `key` is folded but for NAMING_NAME. */
static bool has_text(const struct naming_entry *entry, enum naming_by by, const char *key)
{
    const char *text = text_of(entry, by);
    if (text == NULL || by == NAMING_NAME)
        return text != NULL && strcmp(text, key) == 0;
    struct buffer folded = BUFFER_EMPTY;
    text_fold(&folded, text);
    bool same = strcmp(folded.bytes, key) == 0;
    buffer_release(&folded);
    return same;
}

static int look_up(struct names *names, const struct naming_wanted *wanted, enum naming_by by,
                   size_t *number)
{
    struct buffer key = BUFFER_EMPTY;
    if (by == NAMING_NAME)
        buffer_add_text(&key, wanted->text);
    else
        text_fold(&key, wanted->text);
    uint64_t hash = hash_of(by, key.bytes, key.length);
    int count = 0, near = 0;
    size_t nearest = 0;
    uint32_t at = names->size == 0 ? NONE : names->buckets[hash & (names->size - 1)];
    for (; at != NONE; at = names->nodes.items[at].next) {
        const struct node *node = &names->nodes.items[at];
        if (node->hash != hash)
            continue;
        const struct naming_entry *entry = &names->entries.items[node->entry];
        if (!has_text(entry, by, key.bytes))
            continue;
        *number = node->entry;
        count++;
        if (!id_is_none(wanted->programme) && id_equal(entry->programme, wanted->programme)) {
            nearest = node->entry;
            near++;
        }
    }
    buffer_release(&key);
    if (count <= 1 || near == 0)
        return count;
    *number = nearest;
    return near;
}

int naming_find(struct naming *naming, const struct naming_wanted *wanted, enum naming_by by,
                size_t *number)
{
    struct id id;
    struct names *names = &naming->kinds[wanted->kind];
    if ((by == NAMING_ANY || by == NAMING_ID) && id_parse(wanted->text, &id))
        return naming_find_id(naming, wanted->kind, id, number) ? 1 : 0;
    if (by != NAMING_ANY)
        return by == NAMING_ID ? 0 : look_up(names, wanted, by, number);
    for (int each = NAMING_CODE; each <= NAMING_ANY; each++) {
        int count = look_up(names, wanted, (enum naming_by)each, number);
        if (count > 0)
            return count;
    }
    return 0;
}

bool naming_find_id(struct naming *naming, enum entity_kind kind, struct id id, size_t *number)
{
    /* Ids have a table position of their own; 64 bits of hash over 128 random ones are enough. */
    struct names *names = &naming->kinds[kind];
    uint64_t hash = hash_of(NAMING_ID, id.bytes, sizeof id.bytes);
    uint32_t at = names->size == 0 ? NONE : names->buckets[hash & (names->size - 1)];
    for (; at != NONE; at = names->nodes.items[at].next)
        if (names->nodes.items[at].hash == hash) {
            *number = names->nodes.items[at].entry;
            return true;
        }
    return false;
}

/* ---- the rows ---- */

size_t naming_add(struct naming *naming, enum entity_kind kind, struct naming_entry entry)
{
    struct names *names = &naming->kinds[kind];
    size_t number = names->entries.count;
    *VECTOR_PUSH(&names->entries) = entry;
    naming_alias(naming, kind, entry.id, number);
    put_text(names, NAMING_CODE, entry.code, number);
    put_text(names, NAMING_INITIALS, entry.initials, number);
    put_text(names, NAMING_NAME, entry.name, number);
    put_text(names, NAMING_ANY, entry.name, number);
    return number;
}

void naming_alias(struct naming *naming, enum entity_kind kind, struct id id, size_t number)
{
    put(&naming->kinds[kind], hash_of(NAMING_ID, id.bytes, sizeof id.bytes), number);
}

static bool replace(char **old, const char *text)
{
    if (text == NULL || (*old != NULL && strcmp(*old, text) == 0))
        return false;
    free(*old);
    *old = memory_string(text);
    return true;
}

void naming_rename(struct naming *naming, enum entity_kind kind, size_t number,
                   const struct naming_entry *texts)
{
    struct names *names = &naming->kinds[kind];
    struct naming_entry *entry = &names->entries.items[number];
    if (replace(&entry->code, texts->code))
        put_text(names, NAMING_CODE, entry->code, number);
    if (replace(&entry->initials, texts->initials))
        put_text(names, NAMING_INITIALS, entry->initials, number);
    if (replace(&entry->name, texts->name)) {
        put_text(names, NAMING_NAME, entry->name, number);
        put_text(names, NAMING_ANY, entry->name, number);
    }
}

struct naming_entry *naming_at(struct naming *naming, enum entity_kind kind, size_t number)
{
    return &naming->kinds[kind].entries.items[number];
}

size_t naming_count(const struct naming *naming, enum entity_kind kind)
{
    return naming->kinds[kind].entries.count;
}

static struct id programme_of(struct naming *naming, const struct row *row)
{
    size_t goal;
    if (row->entity->kind == ENTITY_INDICATOR)
        return naming_find_id(naming, ENTITY_GOAL, row_reference(row, "goal"), &goal)
                   ? naming_at(naming, ENTITY_GOAL, goal)->programme
                   : (struct id){{0}};
    bool has = entity_field(row->entity, "programme") >= 0;
    return has ? row_reference(row, "programme") : (struct id){{0}};
}

bool naming_is_vision(const struct row *row)
{
    const char *level = row->entity->kind == ENTITY_GOAL ? row_text(row, "level") : NULL;
    return level != NULL && strcmp(level, "vision") == 0;
}

int naming_above(const struct entity *entity)
{
    for (size_t i = 0; i < entity->field_count; i++)
        if (entity->fields[i].type == FIELD_REFERENCE &&
            entity->fields[i].refers_to == entity->kind)
            return (int)i;
    return -1;
}

static bool load_row(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct naming *naming = context;
    const struct entity *entity = row->entity;
    struct naming_entry entry = {.id = row->id, .programme = programme_of(naming, row)};
    int above = naming_above(entity);
    if (above >= 0 && row->values[above].type == VALUE_ID)
        entry.above = row->values[above].id;
    if (entity->code != NULL)
        entry.code = memory_string(row_text(row, entity->code));
    if (entity->kind == ENTITY_PERSON)
        entry.initials = memory_string(row_text(row, "initials"));
    entry.name = memory_string(row_text(row, entity->title));
    entry.vision = naming_is_vision(row);
    naming_add(naming, entity->kind, entry);
    return true;
}

bool naming_load(struct naming *naming, enum entity_kind kind, struct error *error)
{
    if (!naming_has(kind) || naming->kinds[kind].loaded)
        return true;
    if (kind == ENTITY_INDICATOR && !naming_load(naming, ENTITY_GOAL, error))
        return false;
    struct query query;
    query_init(&query, kind);
    bool loaded = record_each(naming->db, &query, load_row, naming, error);
    naming->kinds[kind].loaded = loaded;
    query_release(&query);
    return loaded;
}

/* Whether a file that holds this text for the row reads back as the row. */
static bool reads_back(struct naming *naming, enum entity_kind kind, const char *text, size_t at)
{
    size_t found = 0, length = text == NULL ? 0 : strlen(text);
    struct id id;
    if (length == 0 || id_parse(text, &id) || missing_read(text) != MISSING_NOT ||
        !text_valid(text, length, NULL))
        return false;
    char *copy = memory_string(text);
    bool trimmed = strcmp(text_trim(copy), text) == 0;
    free(copy);
    struct naming_wanted wanted = {.kind = kind, .text = text};
    return trimmed && naming_find(naming, &wanted, NAMING_ANY, &found) == 1 && found == at;
}

bool naming_text(struct naming *naming, enum entity_kind kind, struct id id, struct buffer *out)
{
    size_t at;
    char uuid[ID_TEXT_SIZE];
    if (!naming_find_id(naming, kind, id, &at))
        return false;
    const struct naming_entry *entry = naming_at(naming, kind, at);
    id_format(id, uuid);
    buffer_add_text(out, reads_back(naming, kind, entry->code, at)   ? entry->code
                         : reads_back(naming, kind, entry->name, at) ? entry->name
                                                                     : uuid);
    return true;
}
