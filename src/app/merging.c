#include "wijk/app/merging.h"

#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

struct moving {
    struct session *session;
    const struct merging *merging;
    struct draft draft;
    int field; /* of the rows that are walked, which refers to the double */
    long moved;
};

bool merging_can(enum entity_kind kind)
{
    return kind == ENTITY_PARTNER || kind == ENTITY_PERSON;
}

/* ---- the rows that refer to the double ---- */

struct twin {
    const struct row *row;
    bool found;
};

static bool compare(void *context, const struct row *other, struct error *error)
{
    (void)error;
    struct twin *twin = context;
    twin->found = !id_equal(other->id, twin->row->id) && row_same(other, twin->row);
    return !twin->found;
}

/* A row that would say the same as another one, like two partners of one effort. */
static bool has_twin(struct moving *moving, const struct row *row, bool *has, struct error *error)
{
    struct row changed;
    struct query query;
    const char *column = row->entity->fields[moving->field].column;
    struct id into = moving->merging->into;
    row_copy(&changed, row);
    row_set(&changed, column, value_id(into));
    struct twin twin = {&changed, false};
    query_init(&query, row->entity->kind);
    bool read = query_add(&query, column, QUERY_EQUAL, value_id(into), error) &&
                record_each(moving->session->db, &query, compare, &twin, error);
    query_release(&query);
    row_release(&changed);
    *has = twin.found;
    return read;
}

static bool move_row(void *context, const struct row *row, struct error *error)
{
    struct moving *moving = context;
    bool twin = false;
    if (row->entity->code == NULL && !has_twin(moving, row, &twin, error))
        return false;
    if (twin)
        draft_delete(&moving->draft, row->entity->kind, row->id);
    else
        draft_set(&moving->draft, row->entity->kind, row->id,
                  row->entity->fields[moving->field].column, value_id(moving->merging->into));
    moving->moved++;
    return true;
}

static bool refers(const struct moving *moving, const struct field *field)
{
    return field->type == FIELD_ROW ||
           (field->type == FIELD_REFERENCE && field->refers_to == moving->merging->kind);
}

static bool move_all(struct moving *moving, struct error *error)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        const struct entity *entity = &entities[kind];
        for (size_t i = 0; i < entity->field_count; i++) {
            struct query query;
            if (!refers(moving, &entity->fields[i]))
                continue;
            moving->field = (int)i;
            query_init(&query, (enum entity_kind)kind);
            bool read = query_add(&query, entity->fields[i].column, QUERY_EQUAL,
                                  value_id(moving->merging->row), error) &&
                        record_each(moving->session->db, &query, move_row, moving, error);
            query_release(&query);
            if (!read)
                return false;
        }
    }
    return true;
}

/* ---- the two rows themselves ---- */

static void take_over(struct moving *moving, const struct row *from, const struct row *into)
{
    for (size_t i = 0; i < from->entity->field_count; i++)
        if (value_is_none(&into->values[i]) && !value_is_none(&from->values[i]))
            draft_set(&moving->draft, into->entity->kind, into->id, from->entity->fields[i].column,
                      value_copy(&from->values[i]));
}

static bool merge(struct moving *moving, const struct row *from, const struct row *into,
                  struct error *error)
{
    struct buffer from_name = BUFFER_EMPTY, into_name = BUFFER_EMPTY, label = BUFFER_EMPTY;
    rows_title(moving->session, from->entity->kind, from->id, &from_name);
    rows_title(moving->session, into->entity->kind, into->id, &into_name);
    buffer_format(&label, _("Merged: %s with %s"), from_name.bytes, into_name.bytes);
    draft_init(&moving->draft, label.bytes);
    take_over(moving, from, into);
    bool done = move_all(moving, error);
    draft_delete(&moving->draft, from->entity->kind, from->id);
    done = done && session_commit(moving->session, &moving->draft, error);
    draft_release(&moving->draft);
    buffer_release(&label);
    buffer_release(&from_name);
    buffer_release(&into_name);
    return done;
}

bool merging_rows(struct session *session, const struct merging *merging, long *moved,
                  struct error *error)
{
    struct moving moving = {.session = session, .merging = merging};
    struct row from, into;
    if (!session_writable(session, error))
        return false;
    if (!merging_can(merging->kind))
        return error_set(error, ERROR_REFUSED,
                         _("only problems, partners and persons can be merged"));
    if (id_equal(merging->row, merging->into))
        return error_set(error, ERROR_INPUT, _("a row is not merged with itself"));
    if (!record_get(session->db, merging->kind, merging->row, &from, error))
        return false;
    if (!record_get(session->db, merging->kind, merging->into, &into, error)) {
        row_release(&from);
        return false;
    }
    bool done = (!from.deleted && !into.deleted) ||
                error_set(error, ERROR_REFUSED, _("a deleted row is not merged"));
    done = done && merge(&moving, &from, &into, error);
    if (moved != NULL)
        *moved = moving.moved;
    row_release(&from);
    row_release(&into);
    return done;
}
