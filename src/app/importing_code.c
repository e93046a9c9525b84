#include <string.h>

#include "importing_internal.h"
#include "wijk/app/numbering.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"

static bool named_code(struct importing *import, enum entity_kind kind, struct id id,
                       struct buffer *code, size_t *at)
{
    if (!naming_find_id(import->naming, kind, id, at))
        return false;
    buffer_add_text(code, naming_at(import->naming, kind, *at)->code);
    return true;
}

static bool named_goal(void *context, struct id id, struct buffer *code, bool *vision,
                       struct error *error)
{
    struct importing *import = context;
    size_t at;
    (void)error;
    if (named_code(import, ENTITY_GOAL, id, code, &at))
        *vision = naming_at(import->naming, ENTITY_GOAL, at)->vision;
    return true;
}

static bool named_theme(void *context, struct id id, struct buffer *code, struct error *error)
{
    size_t at;
    (void)error;
    (void)named_code(context, ENTITY_THEME, id, code, &at);
    return true;
}

static int64_t highest_named(struct importing *import, enum entity_kind kind, const char *prefix,
                             struct id programme)
{
    int64_t highest = 0;
    for (size_t i = 0; i < naming_count(import->naming, kind); i++) {
        const struct naming_entry *entry = naming_at(import->naming, kind, i);
        if (entry->code == NULL || !id_equal(entry->programme, programme))
            continue;
        int64_t number = code_number(entry->code, prefix);
        highest = number > highest ? number : highest;
    }
    return highest;
}

/* The counter of a prefix, over what is in the file and what comes with the import. */
static struct import_code *counter(struct importing *import, const char *prefix,
                                   struct id programme, struct error *error)
{
    for (size_t i = 0; i < import->codes.count; i++)
        if (strcmp(import->codes.items[i].prefix, prefix) == 0 &&
            id_equal(import->codes.items[i].programme, programme))
            return &import->codes.items[i];
    int64_t highest;
    if (!numbering_highest(import->session, programme, prefix, &highest, error))
        return NULL;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        if (!numbering_has((enum entity_kind)kind))
            continue;
        if (!naming_load(import->naming, (enum entity_kind)kind, error))
            return NULL;
        int64_t named = highest_named(import, (enum entity_kind)kind, prefix, programme);
        highest = named > highest ? named : highest;
    }
    struct import_code *code = VECTOR_PUSH(&import->codes);
    *code = (struct import_code){
        .prefix = memory_string(prefix), .programme = programme, .highest = highest};
    return code;
}

bool import_give_code(struct importing *import, struct row *row, size_t entry, struct error *error)
{
    enum entity_kind kind = row->entity->kind;
    if (!numbering_has(kind) || !value_is_none(row_value(row, "code")))
        return true;
    if (numbering_fixed(row))
        return true;
    struct naming_entry *named = naming_at(import->naming, kind, entry);
    if (named->code == NULL) {
        struct numbering_rows rows = {named_goal, named_theme, import};
        struct buffer prefix = BUFFER_EMPTY, code = BUFFER_EMPTY;
        struct import_code *count = NULL;
        if (numbering_prefix(row, &rows, &prefix, error))
            count = counter(import, prefix.bytes, named->programme, error);
        struct numbering_code after = {named->programme, prefix.bytes,
                                       count == NULL ? 0 : count->highest++};
        bool given = count != NULL && numbering_next(import->session, &after, &code, error);
        if (given)
            naming_rename(import->naming, kind, entry, &(struct naming_entry){.code = code.bytes});
        buffer_release(&prefix);
        buffer_release(&code);
        if (!given)
            return false;
    }
    row_set(row, "code", value_text(naming_at(import->naming, kind, entry)->code));
    return true;
}
