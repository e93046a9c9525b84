#include "history_values.h"

#include <stdlib.h>
#include <string.h>

#include "load.h"

struct reading_values {
    struct db *db;
    struct loaded own, earlier;
    struct load_places places; /* of `row` */
    struct id row;
    struct history *out;
    size_t most;       /* changes in `out` at which to stop */
    const char *field; /* only this one, or NULL */
};

static void start(struct reading_values *values, struct db *db, struct history *out)
{
    *values = (struct reading_values){.db = db, .out = out, .most = SIZE_MAX};
    values->own = values->earlier = LOADED_NONE;
}

static void stop(struct reading_values *values)
{
    loaded_release(&values->own);
    loaded_release(&values->earlier);
    free(values->places.list.items);
}

static bool take_row(struct reading_values *values, struct id row, struct error *error)
{
    if (id_equal(values->row, row))
        return true;
    values->row = row;
    values->places.list.count = 0;
    return load_places(values->db, row, &values->places, error);
}

/* The value of the field before this place: the newest change under it that says something. */
static bool find_before(struct reading_values *values, const struct load_place *own,
                        const char *column, struct value *value, struct error *error)
{
    bool passed = false;
    struct load_said said = {.column = column, .value = value_none()};
    for (size_t i = 0; !said.said && i < values->places.list.count; i++) {
        const struct load_place *place = &values->places.list.items[i];
        if (passed && !load_said(values->db, &values->earlier, place, &said, error)) {
            value_release(&said.value);
            return false;
        }
        passed = passed || (place->act == own->act && place->n == own->n);
    }
    *value = said.value;
    return true;
}

static bool add_fields(struct reading_values *values, const struct load_place *place,
                       struct body_change *change, struct error *error)
{
    bool created = change->operation == BODY_CREATE;
    if (!created && !take_row(values, change->row, error))
        return false;
    while (change->read < change->field_count) {
        struct body_field field;
        if (!body_next_field(&values->own.body, change, &field, error))
            return false;
        if (values->out->changes.count >= values->most ||
            (values->field != NULL && strcmp(values->field, field.column) != 0)) {
            value_release(&field.value);
            continue;
        }
        struct value before = value_none();
        bool fine = created || find_before(values, place, field.column, &before, error);
        *VECTOR_PUSH(&values->out->changes) =
            (struct history_change){.act = place->act,
                                    .entity = entity_by_table(change->entity),
                                    .row = change->row,
                                    .column = memory_string(field.column),
                                    .before = before,
                                    .after = field.value,
                                    .created = created,
                                    .erased = field.erased};
        if (!fine)
            return false;
    }
    return body_finish(&values->own.body, change, error);
}

bool history_values_of_act(struct db *db, int64_t act, int64_t limit, struct history *out,
                           struct error *error)
{
    struct reading_values values;
    start(&values, db, out);
    if (limit > 0)
        values.most = out->changes.count + (size_t)limit;
    bool fine = load_body(db, act, &values.own, error);
    size_t at = values.own.body.first;
    for (size_t n = 0; fine && n < values.own.body.change_count && out->changes.count < values.most;
         n++) {
        struct body_change change;
        struct load_place place = {.act = act, .n = (int64_t)n, .place = at};
        fine = body_change_at(&values.own.body, at, &change, error) &&
               add_fields(&values, &place, &change, error);
        at = change.at;
    }
    stop(&values);
    return fine;
}

static bool add_place(struct reading_values *values, const struct load_place *place,
                      struct error *error)
{
    struct body_change change;
    return load_body(values->db, place->act, &values->own, error) &&
           body_change_at(&values->own.body, place->place, &change, error) &&
           add_fields(values, place, &change, error);
}

bool history_values_of_row(struct db *db, struct id row, size_t first, struct history *out,
                           struct error *error)
{
    struct reading_values values;
    start(&values, db, out);
    bool fine = take_row(&values, row, error);
    for (size_t i = first; fine && i < out->acts.count; i++)
        for (size_t j = values.places.list.count; fine && j-- > 0;)
            if (values.places.list.items[j].act == out->acts.items[i].number)
                fine = add_place(&values, &values.places.list.items[j], error);
    stop(&values);
    return fine;
}

bool history_value_of(struct db *db, const struct history_spot *spot, struct history *out,
                      struct error *error)
{
    struct reading_values values;
    start(&values, db, out);
    values.field = spot->field;
    bool fine = take_row(&values, spot->row, error);
    for (size_t j = 0; fine && j < values.places.list.count; j++)
        if (values.places.list.items[j].act == spot->act)
            fine = add_place(&values, &values.places.list.items[j], error);
    stop(&values);
    return fine;
}
