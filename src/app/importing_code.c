#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/memory.h"
#include "wijk/domain/code.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

/* The prefix of the next code of the row, and what stands before the number. */
static char find_prefix(struct importing *import, const struct row *row, struct buffer *prefix)
{
    size_t at;
    const char *code = NULL;
    enum entity_kind kind = row->entity->kind;
    if (kind == ENTITY_EFFORT || kind == ENTITY_PROBLEM) {
        buffer_add_text(prefix, kind == ENTITY_EFFORT ? CODE_EFFORT : CODE_PROBLEM);
        return CODE_OWN;
    }
    struct id above = row_reference(row, kind == ENTITY_GOAL ? "parent" : "goal");
    if (naming_find_id(import->naming, ENTITY_GOAL, above, &at))
        code = naming_at(import->naming, ENTITY_GOAL, at)->code;
    if (code != NULL) {
        buffer_add_text(prefix, code);
        return CODE_UNDER;
    }
    if (kind == ENTITY_GOAL &&
        naming_find_id(import->naming, ENTITY_THEME, row_reference(row, "theme"), &at))
        code = naming_at(import->naming, ENTITY_THEME, at)->code;
    buffer_add_text(prefix, code != NULL ? code : CODE_GOAL);
    return CODE_OWN;
}

static int64_t highest_named(struct importing *import, enum entity_kind kind, const char *prefix,
                             struct id programme)
{
    int64_t highest = 0;
    size_t length = strlen(prefix) - 1;
    char *stem = memory_bytes(prefix, length);
    for (size_t i = 0; i < naming_count(import->naming, kind); i++) {
        const struct naming_entry *entry = naming_at(import->naming, kind, i);
        if (entry->code == NULL || !id_equal(entry->programme, programme))
            continue;
        int64_t number = code_number(entry->code, stem, prefix[length]);
        highest = number > highest ? number : highest;
    }
    free(stem);
    return highest;
}

/* The counter of a prefix; `prefix` ends with its separator. Goals and indicators share one
 * numbering, so both are looked through. */
static struct import_code *counter(struct importing *import, enum entity_kind kind,
                                   const char *prefix, struct id programme, struct error *error)
{
    static const enum entity_kind shared[] = {ENTITY_GOAL, ENTITY_INDICATOR};
    for (size_t i = 0; i < import->codes.count; i++)
        if (strcmp(import->codes.items[i].prefix, prefix) == 0 &&
            id_equal(import->codes.items[i].programme, programme))
            return &import->codes.items[i];
    bool both = kind == ENTITY_GOAL || kind == ENTITY_INDICATOR;
    int64_t highest = 0;
    for (size_t i = 0; i < (both ? 2 : 1); i++) {
        enum entity_kind each = both ? shared[i] : kind;
        struct record_numbering numbering = {
            .kind = each, .programme = programme, .prefix = prefix};
        long stored;
        if (!naming_load(import->naming, each, error) ||
            !record_highest_number(import->session->db, &numbering, &stored, error))
            return NULL;
        int64_t named = highest_named(import, each, prefix, programme);
        highest = stored > highest ? stored : highest;
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
    if (kind != ENTITY_GOAL && kind != ENTITY_INDICATOR && kind != ENTITY_EFFORT &&
        kind != ENTITY_PROBLEM)
        return true;
    struct naming_entry *named = naming_at(import->naming, kind, entry);
    if (!value_is_none(row_value(row, "code")))
        return true;
    if (named->code == NULL) {
        struct buffer prefix = BUFFER_EMPTY, code = BUFFER_EMPTY;
        char separator = find_prefix(import, row, &prefix);
        buffer_add_byte(&prefix, separator);
        struct import_code *count = counter(import, kind, prefix.bytes, named->programme, error);
        if (count != NULL) {
            const struct journal *journal = import->session->journal;
            buffer_delete(&prefix, prefix.length - 1, 1);
            code_next(&code, prefix.bytes, separator, count->highest++,
                      journal == NULL ? "" : journal_letter(journal));
            naming_rename(import->naming, kind, entry, &(struct naming_entry){.code = code.bytes});
        }
        buffer_release(&prefix);
        buffer_release(&code);
        if (count == NULL)
            return false;
    }
    row_set(row, "code", value_text(naming_at(import->naming, kind, entry)->code));
    return true;
}
