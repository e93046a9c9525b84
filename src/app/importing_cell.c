#include <stdlib.h>
#include <string.h>

#include "importing_internal.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"

static bool refused(const struct import_cell *cell, const char *message)
{
    import_problem(cell->import, cell->source, cell->cells->line, cell->cells->column[cell->field],
                   message);
    return false;
}

static bool no_such(const struct import_cell *cell, const char *format, const char *text)
{
    struct buffer message = BUFFER_EMPTY;
    const struct field *field = &cell->source->entity->fields[cell->field];
    buffer_format(&message, format, _(field->label), text);
    refused(cell, message.bytes);
    buffer_release(&message);
    return false;
}

static bool read_reference(const struct import_cell *cell, enum entity_kind kind, const char *text,
                           struct value *value)
{
    size_t at = 0;
    struct naming *naming = cell->import->naming;
    struct naming_wanted wanted = {.kind = kind, .text = text, .programme = cell->programme};
    int count = naming_find(naming, &wanted, NAMING_ANY, &at);
    if (count == 0)
        return no_such(cell, _("%s: there is no '%s'"), text);
    if (count > 1)
        return no_such(cell, _("%s: '%s' is more than one row; give its code or id"), text);
    const struct naming_entry *entry = naming_at(naming, kind, at);
    bool self = !id_is_none(cell->self) && id_equal(entry->id, cell->self);
    if (entry->bad && (entry->fresh || entry->binned) && !self)
        return no_such(cell, _("%s: '%s' is in this import, but its own row has an error"), text);
    if (entry->binned && entry->line == 0)
        return no_such(cell, _("%s: '%s' was deleted"), text);
    *value = value_id(entry->id);
    return true;
}

/* A row of a kind without names can only be given by its id: it is in the file or came before. */
static bool read_by_id(const struct import_cell *cell, enum entity_kind kind, const char *text,
                       struct value *value, struct error *error)
{
    struct record_at at = {.kind = kind};
    bool exists = false;
    if (naming_has(kind))
        return read_reference(cell, kind, text, value);
    if (!id_parse(text, &at.id))
        return no_such(cell, _("%s: there is no '%s'"), text);
    if (!record_exists(cell->import->session->db, at, &exists, error))
        return false;
    if (!exists && !import_seen_id(cell->import, kind, at.id, false))
        return no_such(cell, _("%s: there is no '%s'"), text);
    *value = value_id(at.id);
    return true;
}

static bool read_row(const struct import_cell *cell, const struct row *row, const char *text,
                     struct value *value, struct error *error)
{
    const char *table = row_text(row, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    if (entity == NULL)
        return refused(cell, _("it is not said what kind of row this is about"));
    return read_by_id(cell, entity->kind, text, value, error);
}

/* A figure that is not there: why it is not is a status of its own. */
static void keep_meaning(const struct import_cell *cell, struct row *row, enum missing missing)
{
    const struct entity *entity = cell->source->entity;
    if (entity->kind != ENTITY_MEASUREMENT ||
        strcmp(entity->fields[cell->field].column, "value") != 0 ||
        import_cell_known(cell->cells, entity_field(entity, "status")) ||
        import_cell_known(cell->cells, entity_field(entity, "words")) ||
        import_cell_known(cell->cells, entity_field(entity, "numerator")))
        return;
    row_set(row, "status", value_text(missing == MISSING_SECRET ? "secret" : "unavailable"));
}

static bool read_plain(const struct import_cell *cell, const char *text, struct value *value)
{
    const struct field *field = &cell->source->entity->fields[cell->field];
    struct error cause = ERROR_NONE;
    struct reading reading = {.language =
                                  cell->source->numbers == NUMBER_NL ? LANGUAGE_NL : LANGUAGE_EN,
                              .today = cell->import->session->today,
                              .exact = true};
    bool number =
        field->type == FIELD_DECIMAL || field->type == FIELD_MONEY || field->type == FIELD_INTEGER;
    if (number && strpbrk(text, ".,") != NULL && !cell->source->numbers_known)
        cell->import->report->separators = true;
    if (cell->letter && (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT)) {
        *value = value_text(text);
        return field_check(field, value, &cause) || refused(cell, cause.message);
    }
    return field_read(field, text, &reading, value, &cause) || refused(cell, cause.message);
}

bool import_cell_read(const struct import_cell *cell, struct row *row, struct error *error)
{
    const struct field *field = &cell->source->entity->fields[cell->field];
    struct value *value = &row->values[cell->field];
    const char *text = cell->cells->text[cell->field];
    bool is_text = field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT;
    if (cell->letter && is_text)
        return read_plain(cell, text, value);
    enum missing missing = missing_read(text);
    if (missing == MISSING_EMPTY || (missing != MISSING_NOT && field->type != FIELD_FLAG)) {
        keep_meaning(cell, row, missing);
        return true;
    }
    if (field->type != FIELD_REFERENCE && field->type != FIELD_ROW)
        return read_plain(cell, text, value);
    char *copy = memory_string(text);
    const char *trimmed = text_trim(copy);
    bool read = field->type == FIELD_ROW
                    ? read_row(cell, row, trimmed, value, error)
                    : read_by_id(cell, field->refers_to, trimmed, value, error);
    free(copy);
    return read;
}
