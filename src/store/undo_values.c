#include "undo_values.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"

struct values {
    struct db *db;
    int64_t act;
    enum undo_direction direction;
    struct draft *draft;
    struct loaded own, other; /* the act's body, and that of whichever act is looked at */
    struct id row;
    struct load_places places; /* of that row, newest first */
};

static bool act_label(struct db *db, int64_t act, struct buffer *label, struct error *error)
{
    struct statement *read = statement_new(db, "SELECT label FROM act WHERE number = ?", 0, error);
    if (read == NULL)
        return false;
    struct value number = value_integer(act);
    bool found;
    statement_bind_value_at(read, 1, &number);
    bool fine = statement_first(read, &found, error);
    if (fine && found)
        buffer_add_text(label, statement_text(read, "label"));
    statement_free(read);
    return fine;
}

static bool refuse_for(struct db *db, int64_t later, struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    if (act_label(db, later, &label, error))
        error_set(error, ERROR_REFUSED,
                  _("This cannot be taken back by itself: a later change is about the same: %s"),
                  label.bytes);
    buffer_release(&label);
    return false;
}

static bool is_creation(struct values *values, const struct load_place *place, bool *creation,
                        struct error *error)
{
    struct body_change change;
    if (!load_body(values->db, place->act, &values->other, error) ||
        !body_change_at(&values->other.body, place->place, &change, error))
        return false;
    *creation = change.operation == BODY_CREATE;
    return true;
}

/* Refuses when a standing act after the own one touched the field (NULL: any field), and gives the
 * value from before. */
static bool before(struct values *values, const char *column, struct value *value,
                   struct error *error)
{
    bool passed = false;
    *value = value_none();
    for (size_t i = 0; i < values->places.list.count; i++) {
        const struct load_place *place = &values->places.list.items[i];
        if (place->act == values->act) {
            passed = true;
            continue;
        }
        struct load_said said = {.column = column, .value = *value, .said = column == NULL};
        bool creation = false;
        if (!is_creation(values, place, &creation, error))
            return false;
        if (!place->stands && !creation)
            continue;
        if (passed && column == NULL)
            return true;
        bool read = column == NULL || load_said(values->db, &values->other, place, &said, error);
        *value = said.value;
        if (!read)
            return false;
        if (said.said && !passed && place->stands)
            return refuse_for(values->db, place->act, error);
        if (said.said && passed)
            return true;
    }
    return true;
}

static bool take_row(struct values *values, struct id row, struct error *error)
{
    if (id_equal(values->row, row))
        return true;
    values->row = row;
    values->places.list.count = 0;
    return load_places(values->db, row, &values->places, error);
}

void undo_set(struct draft *draft, enum entity_kind kind, struct id row, const char *column,
              struct value value)
{
    if (strcmp(column, BODY_DELETED) != 0)
        draft_set(draft, kind, row, column, value);
    else if (value.integer != 0)
        draft_delete(draft, kind, row);
    else
        draft_restore(draft, kind, row);
}

static bool unknown(struct error *error)
{
    return error_set(error, ERROR_REFUSED,
                     _("This was made by a newer version of wijk and cannot be taken back here"));
}

static bool undo_field(struct values *values, const struct entity *entity, struct body_field *field,
                       struct error *error)
{
    struct value earlier;
    if (strcmp(field->column, BODY_DELETED) != 0 && entity_field(entity, field->column) < 0)
        return unknown(error);
    if (!before(values, field->column, &earlier, error)) {
        value_release(&earlier);
        return false;
    }
    if (values->direction == UNDO_AGAIN) {
        value_release(&earlier);
        earlier = value_copy(&field->value);
    }
    undo_set(values->draft, entity->kind, values->row, field->column, earlier);
    return true;
}

static bool undo_change(struct values *values, struct body_change *change, struct error *error)
{
    const struct entity *entity = entity_by_table(change->entity);
    if (change->operation == BODY_WITHHELD)
        return true;
    if (entity == NULL)
        return unknown(error);
    if (!take_row(values, change->row, error))
        return false;
    if (change->operation == BODY_CREATE) {
        struct value ignored;
        bool back = values->direction == UNDO_BACK;
        if (values->places.list.count > 1 &&
            !before(values, back ? NULL : BODY_DELETED, &ignored, error))
            return false;
        undo_set(values->draft, entity->kind, values->row, BODY_DELETED, value_integer(back));
        return body_finish(&values->own.body, change, error);
    }
    /* A row this act made itself goes as a whole. */
    const struct load_place *oldest = &values->places.list.items[values->places.list.count - 1];
    if (values->direction == UNDO_BACK && oldest->act == values->act) {
        bool made;
        if (!is_creation(values, oldest, &made, error))
            return false;
        if (made)
            return body_finish(&values->own.body, change, error);
    }
    while (change->read < change->field_count) {
        struct body_field field;
        if (!body_next_field(&values->own.body, change, &field, error))
            return false;
        bool fine = undo_field(values, entity, &field, error);
        value_release(&field.value);
        if (!fine)
            return false;
    }
    return body_finish(&values->own.body, change, error);
}

bool undo_values(struct db *db, const struct undo_wish *wish, struct draft *draft,
                 struct error *error)
{
    struct values values = {
        .db = db, .act = wish->act, .direction = wish->direction, .draft = draft};
    values.own = values.other = LOADED_NONE;
    bool fine = load_body(db, wish->act, &values.own, error);
    size_t place = values.own.body.first;
    for (size_t i = 0; fine && i < values.own.body.change_count; i++) {
        struct body_change change;
        fine = body_change_at(&values.own.body, place, &change, error) &&
               undo_change(&values, &change, error);
        place = change.at;
    }
    free(values.places.list.items);
    loaded_release(&values.own);
    loaded_release(&values.other);
    return fine;
}

/* From a row to one that is not deleted and refers to it in this field; none: there is none. */
static bool referrer(struct db *db, const struct entity *entity, const struct field *field,
                     struct id *row, struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "SELECT id FROM %s WHERE %s = ? AND deleted = 0 LIMIT 1", entity->table,
                  field->column);
    struct statement *read = statement_new(db, sql.bytes, STATEMENT_SCANS, error);
    buffer_release(&sql);
    if (read == NULL)
        return false;
    struct value id = value_id(*row);
    bool found;
    statement_bind_value_at(read, 1, &id);
    bool fine = statement_first(read, &found, error);
    *row = fine && found ? statement_id(read, "id") : (struct id){{0}};
    statement_free(read);
    return fine;
}

static bool refuse_referrer(struct db *db, struct id row, struct error *error)
{
    struct load_places places = {0};
    if (load_places(db, row, &places, error)) {
        if (places.list.count > 0)
            refuse_for(db, places.list.items[places.list.count - 1].act, error);
        else
            error_set(error, ERROR_REFUSED, _("This is still referred to"));
    }
    free(places.list.items);
    return false;
}

static bool is_unused(struct db *db, enum entity_kind kind, struct id row, struct error *error)
{
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        for (size_t j = 0; j < entities[i].field_count; j++) {
            const struct field *field = &entities[i].fields[j];
            struct id found = row;
            if (field->type != FIELD_REFERENCE || field->refers_to != kind)
                continue;
            if (!referrer(db, &entities[i], field, &found, error))
                return false;
            if (!id_is_none(found))
                return refuse_referrer(db, found, error);
        }
    }
    return true;
}

#define LOOKED_AT                                                                                  \
    100 /* a larger act is an import: looking at each of its rows would take too long */

bool undo_unused(struct db *db, int64_t act, struct error *error)
{
    struct loaded loaded = LOADED_NONE;
    bool fine = load_body(db, act, &loaded, error);
    size_t place = loaded.body.first;
    if (fine && loaded.body.change_count <= LOOKED_AT) {
        for (size_t i = 0; fine && i < loaded.body.change_count; i++) {
            struct body_change change;
            fine = body_change_at(&loaded.body, place, &change, error);
            const struct entity *entity = fine ? entity_by_table(change.entity) : NULL;
            if (fine && entity != NULL && change.operation == BODY_CREATE)
                fine = is_unused(db, entity->kind, change.row, error);
            fine = fine && body_finish(&loaded.body, &change, error);
            place = change.at;
        }
    }
    loaded_release(&loaded);
    return fine;
}
