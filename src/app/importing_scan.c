/* The scan: which row of the programme file each row of the import is about. Rows that others refer
 * to by name are registered here, so that references work whatever the order of the rows. */
#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/app/numbering.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/code.h"
#include "wijk/store/record.h"

bool import_cell_known(const struct import_cells *cells, int field)
{
    return field >= 0 && cells->text[field] != NULL &&
           missing_read(cells->text[field]) == MISSING_NOT;
}

/* An owned copy of the cell without space around it; NULL when it says nothing. */
static char *cell_text(const struct import_cells *cells, int field)
{
    if (!import_cell_known(cells, field))
        return NULL;
    char *copy = memory_string(cells->text[field]);
    char *trimmed = memory_string(text_trim(copy));
    free(copy);
    return trimmed;
}

static struct id only_programme(struct importing *import)
{
    if (!id_is_none(import->session->programme) ||
        naming_count(import->naming, ENTITY_PROGRAMME) != 1)
        return import->session->programme;
    return naming_at(import->naming, ENTITY_PROGRAMME, 0)->id;
}

struct id import_programme(struct importing *import, const struct entity *entity,
                           const struct import_cells *cells)
{
    bool by_goal = entity->kind == ENTITY_INDICATOR;
    int field = entity_field(entity, by_goal ? "goal" : "programme");
    char *text = cell_text(cells, field);
    struct id programme = only_programme(import);
    size_t at = 0;
    struct naming_wanted wanted = {
        .kind = by_goal ? ENTITY_GOAL : ENTITY_PROGRAMME, .text = text, .programme = programme};
    if (text != NULL && naming_find(import->naming, &wanted, NAMING_ANY, &at) == 1) {
        const struct naming_entry *entry = naming_at(import->naming, wanted.kind, at);
        programme = by_goal ? entry->programme : entry->id;
    }
    free(text);
    return programme;
}

struct id import_fixed_id(const struct entity *entity, const char *one, const char *other)
{
    const char *const texts[] = {entity->table, one, other};
    uint64_t hash[2] = {14695981039346656037u, 1099511628211u};
    uint8_t bytes[16];
    for (size_t i = 0; i < 3; i++)
        for (const char *at = texts[i] == NULL ? "" : texts[i];; at++) {
            hash[0] = (hash[0] ^ (unsigned char)*at) * 1099511628211u;
            hash[1] = (hash[1] + (unsigned char)*at) * 0x9E3779B97F4A7C15u;
            hash[1] ^= hash[1] >> 31;
            if (*at == '\0')
                break;
        }
    for (size_t i = 0; i < 16; i++)
        bytes[i] = (uint8_t)(hash[i / 8] >> 8 * (i % 8));
    const int64_t year_2010 = 1262304000000;
    return id_from(year_2010 + entity->kind, bytes);
}

/* The code that the cells give the row; an agreement's is its number, also where only that is said.
 */
static char *cell_code(const struct entity *entity, const struct import_cells *cells)
{
    char *code = cell_text(cells, entity_field(entity, entity->code));
    if (code != NULL || entity->kind != ENTITY_AGREEMENT)
        return code;
    char *number = cell_text(cells, entity_field(entity, "number"));
    long long value = number == NULL ? 0 : strtoll(number, NULL, 10);
    if (value > 0) {
        struct buffer out = BUFFER_EMPTY;
        code_agreement(&out, value);
        code = buffer_detach(&out);
    }
    free(number);
    return code;
}

/* What the scan knows of a row. */
struct about {
    struct importing *import;
    enum entity_kind kind;
    struct naming_entry texts; /* owned texts, programme, line */
    struct id id;              /* none: not in the file */
};

static bool by_text(const struct about *about, enum naming_by by, size_t *number)
{
    const char *text = by == NAMING_CODE ? about->texts.code : about->texts.name;
    struct naming_wanted wanted = {
        .kind = about->kind, .text = text, .programme = about->texts.programme};
    if (text == NULL || naming_find(about->import->naming, &wanted, by, number) != 1)
        return false;
    const struct naming_entry *entry = naming_at(about->import->naming, about->kind, *number);
    if (numbering_has(about->kind) && !id_equal(entry->programme, about->texts.programme))
        return false;
    /* A row with an id, and one with nothing but a sentence, are the same only as one that is there
     * already; a code in the file is not given up for a name. */
    bool free_row = !entry->fresh && entry->line == 0;
    if (by == NAMING_CODE)
        return id_is_none(about->id) || free_row;
    if (about->texts.code != NULL && entry->code != NULL)
        return false;
    return free_row || (id_is_none(about->id) && !numbering_has(about->kind));
}

static bool in_bin(const struct about *about, size_t *number, bool *found, struct error *error)
{
    struct record_at at = {.kind = about->kind, .id = about->id};
    if (!record_exists(about->import->session->db, at, found, error))
        return false;
    if (*found) {
        struct naming_entry entry = {.id = about->id,
                                     .programme = about->texts.programme,
                                     .code = memory_string(about->texts.code),
                                     .initials = memory_string(about->texts.initials),
                                     .name = memory_string(about->texts.name),
                                     .binned = true};
        *number = naming_add(about->import->naming, about->kind, entry);
    }
    return true;
}

static bool find(const struct about *about, size_t *number, bool *found, struct error *error)
{
    struct naming *naming = about->import->naming;
    *found = false;
    if (!id_is_none(about->id)) {
        *found = naming_find_id(naming, about->kind, about->id, number);
        if (!*found && !in_bin(about, number, found, error))
            return false;
        if (*found)
            return true;
    }
    *found = by_text(about, NAMING_CODE, number) || by_text(about, NAMING_NAME, number);
    if (*found && !id_is_none(about->id))
        naming_alias(naming, about->kind, about->id, *number);
    return true;
}

static size_t add_fresh(struct about *about)
{
    struct naming_entry entry = about->texts;
    const struct entity *entity = &entities[about->kind];
    entry.fresh = true;
    entry.id = !id_is_none(about->id)     ? about->id
               : about->import->fixed_ids ? import_fixed_id(entity, entry.code, entry.name)
                                          : id_new();
    about->texts = (struct naming_entry){0};
    return naming_add(about->import->naming, about->kind, entry);
}

bool import_scan_row(struct importing *import, struct import_source *source,
                     const struct import_cells *cells, struct error *error)
{
    const struct entity *entity = source->entity;
    struct about about = {.import = import, .kind = entity->kind};
    size_t number = 0;
    bool found = false;
    if (cells->id != NULL && (!id_parse(cells->id, &about.id) || id_is_none(about.id))) {
        *VECTOR_PUSH(&source->entries) = ENTRY_NONE;
        return true;
    }
    about.texts.line = cells->line;
    /* Agreements and lessons are of no programme. */
    if (entity->kind == ENTITY_INDICATOR ||
        (numbering_has(entity->kind) && entity_field(entity, "programme") >= 0))
        about.texts.programme = import_programme(import, entity, cells);
    if (entity->code != NULL)
        about.texts.code = cell_code(entity, cells);
    about.texts.initials = cell_text(cells, entity_field(entity, "initials"));
    about.texts.name = cell_text(cells, entity_field(entity, entity->title));
    bool done = find(&about, &number, &found, error);
    uint32_t again = 0;
    if (done && found) {
        struct naming_entry *entry = naming_at(import->naming, entity->kind, number);
        again = entry->line != 0 ? ENTRY_AGAIN : 0;
        if (entry->line == 0)
            entry->line = cells->line;
        if (again == 0)
            naming_rename(import->naming, entity->kind, number, &about.texts);
    } else if (done) {
        number = add_fresh(&about);
    }
    *VECTOR_PUSH(&source->entries) = (uint32_t)number | again;
    free(about.texts.code);
    free(about.texts.initials);
    free(about.texts.name);
    return done;
}
