#include <stdlib.h>
#include <string.h>

#include "project.h"
#include "recover_parts.h"

#define SITE_COLUMNS 8
#define ACT_COLUMNS 17 /* or one fewer: of before `withheld` was added */

/* ---- the set of ids ---- */

static uint64_t mix(struct id id)
{
    uint64_t first, second;
    memcpy(&first, id.bytes, sizeof first);
    memcpy(&second, id.bytes + 8, sizeof second);
    uint64_t mixed =
        first * 0x9E3779B97F4A7C15ULL ^ (second + (first >> 29)) * 0xBF58476D1CE4E5B9ULL;
    mixed ^= mixed >> 31;
    return mixed == 0 ? 1 : mixed;
}

static uint64_t *slot_of(const struct recover_ids *ids, uint64_t mark)
{
    size_t at = (size_t)(mark * 0x94D049BB133111EBULL >> 20) & (ids->size - 1);
    while (ids->slots[at] != 0 && ids->slots[at] != mark)
        at = (at + 1) & (ids->size - 1);
    return &ids->slots[at];
}

bool recover_ids_has(const struct recover_ids *ids, struct id id)
{
    return ids->size > 0 && *slot_of(ids, mix(id)) != 0;
}

void recover_ids_add(struct recover_ids *ids, struct id id)
{
    if (3 * ids->count >= 2 * ids->size) {
        struct recover_ids old = *ids;
        ids->size = old.size == 0 ? 4096 : 2 * old.size;
        ids->slots = memory_array(ids->size, sizeof *ids->slots);
        for (size_t i = 0; i < old.size; i++)
            if (old.slots[i] != 0)
                *slot_of(ids, old.slots[i]) = old.slots[i];
        free(old.slots);
    }
    uint64_t mark = mix(id), *slot = slot_of(ids, mark);
    ids->count += *slot == 0;
    *slot = mark;
}

/* ---- records as rows ---- */

bool recover_fits(const struct field *field, struct value *value)
{
    if (value->type == VALUE_NONE)
        return true;
    switch (field->type) {
    case FIELD_DECIMAL:
        if (value->type == VALUE_INTEGER) /* as SQLite keeps a whole number */
            *value = value_real((double)value->integer);
        return value->type == VALUE_REAL && value->real - value->real == 0.0;
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_FLAG:
        return value->type == VALUE_INTEGER;
    case FIELD_REFERENCE:
    case FIELD_ROW:
        return value->type == VALUE_ID;
    default:
        return value->type == VALUE_TEXT;
    }
}

static bool take_cell(struct row *row, int column, const struct record_cell *cell)
{
    struct value value = record_value(cell);
    bool fine = value.type != VALUE_NONE || record_form(cell) == RECORD_NULL;
    if (column == COLUMN_ID) {
        row->id = value.id;
        fine = value.type == VALUE_ID && !id_is_none(value.id);
    } else if (column == COLUMN_DELETED) {
        row->deleted = value.integer != 0;
        fine = value.type == VALUE_INTEGER && (value.integer == 0 || value.integer == 1);
    } else {
        fine = fine && recover_fits(&row->entity->fields[column], &value);
        row->values[column] = value;
        return fine;
    }
    value_release(&value);
    return fine;
}

bool recover_row(const struct recover *recover, enum entity_kind kind, const struct record *record,
                 struct row *row)
{
    const struct recover_columns *columns = &recover->columns[kind];
    /* Fewer: of before a column was added. */
    if (record->count > columns->fields.count || record->count < 3 || !record->whole)
        return false;
    row_init(row, kind);
    bool fine = true;
    for (size_t i = 0; fine && i < record->count; i++)
        fine = take_cell(row, columns->fields.items[i], &record->cells[i]);
    if (!fine)
        row_release(row);
    return fine;
}

bool recover_add(struct recover *recover, const struct row *row, bool *added, struct error *error)
{
    bool broken = false;
    *added = false;
    if (!project_insert(recover->scratch, row, false, &broken, error))
        return false;
    if (broken)
        return true;
    *added = true;
    recover->report.rows[row->entity->kind]++;
    recover_ids_add(&recover->found, row->id);
    return true;
}

/* ---- what a page holds ---- */

static struct recover_purpose by_owner(const struct recover *recover,
                                       const struct page_owner *owner)
{
    struct recover_purpose purpose = {.use = USE_NOTHING};
    const struct entity *entity = entity_by_table(owner->name);
    if (entity != NULL)
        return (struct recover_purpose){.use = USE_ROWS, .kind = entity->kind};
    if (strcmp(owner->name, "site") == 0)
        purpose.use = USE_SITES;
    else if (strcmp(owner->name, "act") == 0)
        purpose.use = USE_ACTS;
    else if (strcmp(owner->name, "change") == 0)
        purpose.use = USE_CHANGES;
    for (size_t i = 0; i < recover->indexes.count; i++)
        if (strcmp(recover->indexes.items[i].name, owner->name) == 0)
            return (struct recover_purpose){.use = USE_INDEX, .index = &recover->indexes.items[i]};
    return purpose;
}

static bool is_change(const struct record *record)
{
    return record->count == 4 && record_form(&record->cells[0]) == RECORD_BLOB &&
           record->cells[0].length == 16 && record_form(&record->cells[1]) == RECORD_INTEGER &&
           record_form(&record->cells[2]) == RECORD_INTEGER &&
           record_form(&record->cells[3]) == RECORD_INTEGER;
}

static bool is_act(const struct record *record)
{
    return (record->count == ACT_COLUMNS || record->count == ACT_COLUMNS - 1) &&
           record_form(&record->cells[0]) == RECORD_NULL &&
           record_form(&record->cells[11]) == RECORD_BLOB && record->cells[11].length == 32 &&
           record_form(&record->cells[12]) == RECORD_BLOB && record->cells[12].length == 32;
}

static bool is_site(const struct record *record)
{
    return record->count == SITE_COLUMNS && record_form(&record->cells[0]) == RECORD_NULL &&
           record_form(&record->cells[1]) == RECORD_BLOB && record->cells[1].length == 16;
}

/* How well a record fits an entity: 0 not at all; the more choices and references, the better. */
static int fit(const struct recover *recover, enum entity_kind kind, const struct record *record)
{
    struct row row;
    int points = 1;
    if (record->count != recover->columns[kind].fields.count ||
        !recover_row(recover, kind, record, &row))
        return 0;
    for (size_t i = 0; points > 0 && i < row.entity->field_count; i++) {
        const struct field *field = &row.entity->fields[i];
        struct error why = ERROR_NONE;
        if (value_is_none(&row.values[i]))
            points = (field->flags & FIELD_REQUIRED) != 0 ? 0 : points;
        else if (!field_check(field, &row.values[i], &why))
            points = 0;
        else
            points += field->type == FIELD_CHOICE ? 3 : field->type == FIELD_REFERENCE ? 2 : 1;
    }
    row_release(&row);
    return points;
}

/* All records of a page are of one table: that which fits best. */
static struct recover_purpose by_form(struct recover *recover)
{
    struct pages *pages = &recover->pages;
    struct record record;
    int points[ENTITY_COUNT] = {0}, best = 0;
    struct recover_purpose purpose = {.use = USE_NOTHING};
    for (size_t i = 0; i < pages->cells && i < 16; i++) {
        if (!pages_record(pages, i, &record))
            continue;
        if (pages->kind == PAGE_TABLE_LEAF) {
            purpose.use = is_act(&record) ? USE_ACTS : is_site(&record) ? USE_SITES : USE_NOTHING;
            return purpose;
        }
        if (is_change(&record) && fit(recover, ENTITY_EFFORT_PARTNER, &record) == 0) {
            purpose.use = USE_CHANGES;
            return purpose;
        }
        for (int kind = 0; kind < ENTITY_COUNT; kind++)
            points[kind] += fit(recover, (enum entity_kind)kind, &record);
    }
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        if (points[kind] > best) {
            best = points[kind];
            purpose = (struct recover_purpose){.use = USE_ROWS, .kind = (enum entity_kind)kind};
        }
    return purpose;
}

struct recover_purpose recover_purpose(struct recover *recover, uint32_t page)
{
    const struct page_owner *owner = pages_owner(&recover->pages, page);
    return owner == NULL ? by_form(recover) : by_owner(recover, owner);
}

/* ---- walking ---- */

static void take_site(struct recover *recover, const struct record *record)
{
    struct value id = record_value(&record->cells[1]);
    if (is_site(record) && id.type == VALUE_ID)
        *VECTOR_PUSH(&recover->sites) =
            (struct recover_site){record->rowid, id.id, record_integer(&record->cells[6])};
    value_release(&id);
}

static bool take_row(struct recover *recover, enum entity_kind kind, const struct record *record,
                     struct error *error)
{
    struct row row;
    bool added;
    if (!recover_row(recover, kind, record, &row))
        return true;
    bool fine =
        recover_ids_has(&recover->found, row.id) || recover_add(recover, &row, &added, error);
    row_release(&row);
    return fine;
}

static bool take_page(struct recover *recover, uint32_t number, struct error *error)
{
    struct pages *pages = &recover->pages;
    struct recover_purpose purpose = recover_purpose(recover, number);
    bool table = pages->kind == PAGE_TABLE_LEAF, fine = true;
    if ((purpose.use != USE_ROWS || table) && (purpose.use != USE_SITES || !table))
        return true;
    for (size_t i = 0; fine && i < pages->cells; i++) {
        struct record record;
        if (!pages_record(pages, i, &record))
            continue;
        if (purpose.use == USE_SITES)
            take_site(recover, &record);
        else
            fine = take_row(recover, purpose.kind, &record, error);
    }
    return fine;
}

bool recover_rows(struct recover *recover, bool known, struct error *error)
{
    struct pages *pages = &recover->pages;
    for (uint32_t number = 1; number <= pages->count; number++) {
        if (number % 256 == 0 && !recover_goes_on(recover, number, pages->count))
            return false;
        if ((pages_owner(pages, number) != NULL) != known || !pages_load(pages, number))
            continue;
        if (!take_page(recover, number, error))
            return false;
    }
    return true;
}
