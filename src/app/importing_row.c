/* One row of an import: read, found, completed, checked, compared and written. */
#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/store/record.h"

/* The row in the making. */
struct making {
    struct importing *import;
    struct import_source *source;
    const struct import_cells *cells;
    struct naming_entry *entry; /* of a kind with names; moves when naming grows */
    size_t number;
    struct row typed;            /* what the cells say */
    bool present[IMPORT_FIELDS]; /* by a cell, or by what a cell means */
    bool had;                    /* there is a row already: */
    struct row before, after;
    bool letter;
};

/* Says what is wrong with the row; always false. */
static bool wrong(const struct making *making, int column, const char *message)
{
    import_problem(making->import, making->source, making->cells->line, column, message);
    return false;
}

static bool get_before(struct making *making, struct id id, struct error *error)
{
    struct error cause = ERROR_NONE;
    making->had = record_get(making->import->session->db, making->source->entity->kind, id,
                             &making->before, &cause);
    if (!making->had && cause.code != ERROR_NOT_FOUND)
        *error = cause;
    return !error_is_set(error);
}

/* Which row this is, as the scan found out; false: the row is wrong, or it failed. */
static bool identify_named(struct making *making, struct id *id, struct error *error)
{
    struct import_source *source = making->source;
    uint32_t number = source->entries.items[source->ordinal++];
    struct buffer message = BUFFER_EMPTY;
    if (number == ENTRY_NONE)
        return wrong(making, making->cells->id_column, _("this is not an id (UUID)"));
    making->number = number & ~ENTRY_AGAIN;
    making->entry = naming_at(making->import->naming, source->entity->kind, making->number);
    *id = making->entry->id;
    if ((number & ENTRY_AGAIN) != 0) {
        buffer_format(&message, _("line %ld is about the same row already"), making->entry->line);
        making->entry = NULL; /* the other row is not to blame */
        wrong(making, 0, message.bytes);
        buffer_release(&message);
        return false;
    }
    return making->entry->fresh || get_before(making, *id, error);
}

static bool identify_by_id(struct making *making, struct id *id, struct error *error)
{
    if (!id_parse(making->cells->id, id) || id_is_none(*id))
        return wrong(making, making->cells->id_column, _("this is not an id (UUID)"));
    if (import_seen_id(making->import, making->source->entity->kind, *id, true))
        return wrong(making, making->cells->id_column,
                     _("an earlier row of this import has the same id"));
    return get_before(making, *id, error);
}

static bool read_cells(struct making *making, struct id self, struct error *error)
{
    const struct entity *entity = making->source->entity;
    bool fine = true;
    struct import_cell cell = {.import = making->import,
                               .source = making->source,
                               .cells = making->cells,
                               .letter = making->letter,
                               .self = self,
                               .programme =
                                   import_programme(making->import, entity, making->cells)};
    int status = entity->kind == ENTITY_MEASUREMENT ? entity_field(entity, "status") : -1;
    for (size_t i = 0; i < entity->field_count; i++) {
        if (making->cells->text[i] == NULL)
            continue;
        cell.field = (int)i;
        /* A status that a missing figure gave is not taken back by an empty cell. */
        fine = import_cell_read(&cell, &making->typed, error) && fine;
        making->present[i] = true;
        if (error_is_set(error))
            return false;
    }
    if (status >= 0 && !value_is_none(&making->typed.values[status]))
        making->present[status] = true;
    return fine;
}

/* What a new row would get, where the file does not say it: rows are compared by that. */
static bool complete_key(struct making *making, struct error *error)
{
    struct row *typed = &making->typed;
    struct reading reading = {.language = LANGUAGE_EN, .exact = true};
    int programme = entity_field(typed->entity, "programme");
    if (programme >= 0 && value_is_none(&typed->values[programme]))
        typed->values[programme] =
            value_id(import_programme(making->import, typed->entity, making->cells));
    for (size_t i = 0; i < typed->entity->field_count; i++) {
        const struct field *field = &typed->entity->fields[i];
        if (field->initial != NULL && value_is_none(&typed->values[i]) &&
            !field_read(field, field->initial, &reading, &typed->values[i], error))
            return false;
    }
    return true;
}

/* A row without id of a kind without names: by what makes it that row. */
static bool identify_by_key(struct making *making, struct id *id, struct error *error)
{
    int count;
    if (!complete_key(making, error))
        return false;
    if (import_seen(making->import, &making->typed))
        return wrong(making, 0, _("an earlier row of this import is about the same"));
    if (!import_match(making->import, &making->typed, id, &count, error))
        return false;
    if (count > 1)
        return wrong(making, 0,
                     _("more than one row in the programme is about the same; give the id"));
    if (count == 1)
        return get_before(making, *id, error);
    *id = id_new();
    return true;
}

/* Puts what the cells say over what there is. */
static void overlay(struct making *making, struct id id)
{
    const struct entity *entity = making->source->entity;
    if (making->had)
        row_copy(&making->after, &making->before);
    else
        row_init(&making->after, entity->kind);
    making->after.id = id;
    making->after.deleted = false;
    for (size_t i = 0; i < entity->field_count; i++) {
        bool empty = value_is_none(&making->typed.values[i]);
        bool kept = (entity->fields[i].flags & (FIELD_GIVEN | FIELD_REQUIRED)) != 0;
        if (!making->present[i] || (empty && making->had && !making->letter && kept))
            continue;
        value_release(&making->after.values[i]);
        making->after.values[i] = value_copy(&making->typed.values[i]);
    }
}

static bool fillable(const struct making *making, const char *column)
{
    int field = entity_field(making->after.entity, column);
    return field >= 0 && value_is_none(&making->after.values[field]) &&
           !(making->letter && making->present[field]);
}

static void fill_text(struct making *making, const char *column, const char *text)
{
    if (fillable(making, column))
        row_set(&making->after, column, value_text(text));
}

/* What a new row gets that the file does not say, as on a form. */
static bool fill_new(struct making *making, struct error *error)
{
    struct row *row = &making->after;
    struct reading reading = {.language = LANGUAGE_EN, .exact = true};
    char today[DATE_TEXT_SIZE];
    date_iso(making->import->session->today, today);
    if (fillable(making, "programme"))
        row_set(row, "programme",
                value_id(import_programme(making->import, row->entity, making->cells)));
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (field->initial != NULL && fillable(making, field->column) &&
            !field_read(field, field->initial, &reading, &row->values[i], error))
            return false;
    }
    if (row->entity->kind == ENTITY_PROBLEM)
        fill_text(making, "raised_on", today);
    if (row->entity->kind == ENTITY_MILESTONE)
        fill_text(making, "original_due", row_text(row, "due"));
    return !fillable(making, "code") || making->entry == NULL ||
           import_give_code(making->import, row, making->number, error);
}

/* A figure that comes after all is no longer secret or unavailable. */
static void lift_status(struct making *making)
{
    struct row *row = &making->after;
    if (row->entity->kind != ENTITY_MEASUREMENT || !making->had ||
        making->present[entity_field(row->entity, "status")] ||
        value_is_none(row_value(row, "value")) || row_text(row, "status") == NULL)
        return;
    const char *status = row_text(row, "status");
    if (strcmp(status, "secret") == 0 || strcmp(status, "unavailable") == 0)
        row_set(row, "status", value_text("final"));
}

/* A goal under a goal that is, in the end, under the first would be in no tree. */
static bool check_ring(struct making *making)
{
    const struct entity *entity = making->after.entity;
    int field = naming_above(entity);
    if (field < 0 || making->entry == NULL)
        return true;
    struct naming *naming = making->import->naming;
    struct id old = making->entry->above, above = {{0}};
    if (making->after.values[field].type == VALUE_ID)
        above = making->after.values[field].id;
    making->entry->above = above;
    size_t at;
    for (size_t steps = 0; !id_is_none(above) && steps <= naming_count(naming, entity->kind);
         steps++) {
        if (id_equal(above, making->after.id)) {
            making->entry->above = making->had ? old : (struct id){{0}};
            return wrong(making, making->cells->column[field],
                         _("the rows above this one lead back to itself"));
        }
        above = naming_find_id(naming, entity->kind, above, &at)
                    ? naming_at(naming, entity->kind, at)->above
                    : (struct id){{0}};
    }
    return true;
}

static void write_changes(struct making *making)
{
    struct draft *draft = &making->import->draft;
    struct row *after = &making->after;
    enum entity_kind kind = after->entity->kind;
    making->import->drafted++;
    if (!making->had) {
        draft_create(draft, after);
        return;
    }
    if (making->before.deleted)
        draft_restore(draft, kind, after->id);
    draft_differences(draft, &making->before, after);
}

static void count(struct making *making)
{
    struct import_report *report = making->import->report;
    if (making->had && !making->before.deleted && row_same(&making->before, &making->after)) {
        report->same++;
        return;
    }
    *(making->had ? &report->changed : &report->created) += 1;
    import_sample(making->import, making->source, making->cells->line,
                  making->had ? &making->before : NULL, &making->after);
    if (making->import->writing)
        write_changes(making);
}

static bool make(struct making *making, struct error *error)
{
    struct error cause = ERROR_NONE;
    struct id id = {{0}};
    bool named = naming_has(making->source->entity->kind);
    bool fine = named            ? identify_named(making, &id, error)
                : making->letter ? identify_by_id(making, &id, error)
                                 : true;
    /* Also after a wrong id, so that every error of the row is told. */
    fine = !error_is_set(error) && read_cells(making, id, error) && fine;
    if (!fine || (!named && !making->letter && !identify_by_key(making, &id, error)))
        return false;
    if (!named && !making->had && making->import->fixed_ids && !making->letter) {
        struct buffer key = BUFFER_EMPTY;
        for (size_t i = 0; i < making->source->entity->field_count; i++)
            buffer_format(&key, "%s;",
                          making->cells->text[i] == NULL ? "" : making->cells->text[i]);
        id = import_fixed_id(making->source->entity, key.bytes, NULL);
        buffer_release(&key);
    }
    overlay(making, id);
    if (!making->had && !fill_new(making, error))
        return false;
    if (making->entry != NULL)
        naming_at(making->import->naming, making->source->entity->kind, making->number)->vision =
            naming_is_vision(&making->after);
    lift_status(making);
    if (!row_check(&making->after, &cause))
        return wrong(making, 0, cause.message);
    if (!check_ring(making))
        return false;
    count(making);
    return true;
}

bool import_check_row(struct importing *import, struct import_source *source,
                      const struct import_cells *cells, struct error *error)
{
    struct making making = {
        .import = import, .source = source, .cells = cells, .letter = cells->id != NULL};
    row_init(&making.typed, source->entity->kind);
    if (!make(&making, error) && !error_is_set(error)) {
        import->report->bad++;
        if (making.entry != NULL)
            naming_at(import->naming, source->entity->kind, making.number)->bad = true;
    }
    row_release(&making.typed);
    row_release(&making.before);
    row_release(&making.after);
    return !error_is_set(error);
}
