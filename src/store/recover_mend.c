#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "recover_parts.h"
#include "wijk/base/language.h"

/* ---- rows made again from pieces ---- */

/* The row in the making; entity NULL: none. */
struct remaking {
    struct recover *recover;
    struct row row;
    struct id id;
};

static bool finish(struct remaking *remaking, struct error *error)
{
    bool added = false, fine = true;
    if (remaking->row.entity == NULL)
        return true;
    fine = recover_add(remaking->recover, &remaking->row, &added, error);
    if (added)
        remaking->recover->report.remade[remaking->row.entity->kind]++;
    row_release(&remaking->row);
    remaking->row.entity = NULL;
    return fine;
}

/* Pieces come in an order in which the last one of a field counts, as the journal has it: the
 * creation, then by (lamport, site). */
static void apply(struct remaking *remaking, struct statement *read)
{
    const char *name = statement_text(read, "name");
    struct value value = statement_value_at(read, 3);
    struct row *row = &remaking->row;
    int at = name == NULL ? -1 : entity_field(row->entity, name);
    if (statement_integer(read, "erased") != 0 && at >= 0 &&
        (row->entity->fields[at].flags & FIELD_REQUIRED) != 0) {
        value_release(&value);
        value = value_text(_("(erased)"));
    }
    if (name != NULL && strcmp(name, BODY_DELETED) == 0)
        row->deleted = value.integer != 0;
    if (at >= 0 && recover_fits(&row->entity->fields[at], &value)) {
        value_release(&row->values[at]);
        row->values[at] = value;
    } else {
        value_release(&value);
    }
}

bool recover_remake(struct recover *recover, struct error *error)
{
    struct remaking remaking = {.recover = recover};
    struct statement *read =
        statement_new(recover->scratch,
                      "SELECT row, entity, name, value, erased FROM piece ORDER BY row, made DESC,"
                      " CASE made WHEN 1 THEN -lamport ELSE lamport END, site, n",
                      STATEMENT_SCANS, error);
    enum statement_step step = STATEMENT_FAILED;
    bool fine = read != NULL;
    while (fine && (step = statement_step(read, error)) == STATEMENT_ROW) {
        struct id id = statement_id(read, "row");
        if (!id_equal(id, remaking.id)) {
            const struct entity *entity = entity_by_table(statement_text(read, "entity"));
            fine = finish(&remaking, error);
            remaking.id = id;
            if (entity != NULL) {
                row_init(&remaking.row, entity->kind);
                remaking.row.id = id;
            }
        }
        if (remaking.row.entity != NULL)
            apply(&remaking, read);
    }
    if (fine && step == STATEMENT_DONE)
        fine = finish(&remaking, error);
    else if (remaking.row.entity != NULL)
        row_release(&remaking.row);
    statement_free(read);
    return fine && step == STATEMENT_DONE;
}

bool recover_count_lost(struct recover *recover, struct error *error)
{
    struct statement *read =
        statement_new(recover->scratch, "SELECT row, entity FROM wanted", STATEMENT_SCANS, error);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW) {
        const char *table = statement_text(read, "entity");
        const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
        if (!recover_ids_has(&recover->found, statement_id(read, "row")))
            recover->report.lost[entity == NULL ? ENTITY_COUNT : entity->kind]++;
    }
    statement_free(read);
    return step == STATEMENT_DONE;
}

/* ---- references ---- */

static void missing(struct buffer *sql, const struct entity *entity, const struct field *field)
{
    buffer_format(sql,
                  " WHERE %s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s AS o WHERE o.id = %s.%s)",
                  field->column, entities[field->refers_to].table, entity->table, field->column);
}

static bool leave_out(struct recover *recover, const struct entity *entity,
                      const struct field *field, struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "UPDATE %s SET %s = NULL", entity->table, field->column);
    missing(&sql, entity, field);
    struct statement *change =
        statement_new(recover->scratch, sql.bytes, STATEMENT_PROJECTS, error);
    bool fine = change != NULL && statement_run(change, error);
    statement_free(change);
    buffer_release(&sql);
    if (fine)
        recover->report.left_out[entity->kind] += sqlite3_changes(recover->scratch->sql);
    return fine;
}

/* Any row of an entity; none: there is none yet, and one will be made. */
static bool any_row(struct recover *recover, enum entity_kind kind, struct id *id,
                    struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    bool found;
    buffer_format(&sql, "SELECT id FROM %s ORDER BY deleted, id LIMIT 1", entities[kind].table);
    struct statement *read = statement_new(recover->scratch, sql.bytes, STATEMENT_SCANS, error);
    buffer_release(&sql);
    bool fine = read != NULL && statement_first(read, &found, error);
    if (fine)
        *id = found ? statement_id(read, "id") : id_new();
    statement_free(read);
    return fine;
}

static bool fill(struct recover *recover, struct row *row, size_t at, struct error *error)
{
    const struct field *field = &row->entity->fields[at];
    struct id id;
    switch (field->type) {
    case FIELD_REFERENCE:
    case FIELD_ROW:
        if (!any_row(recover, field->type == FIELD_ROW ? ENTITY_PROGRAMME : field->refers_to, &id,
                     error))
            return false;
        row->values[at] = value_id(id);
        return true;
    case FIELD_CHOICE:
        row->values[at] = value_text(field->choices[0].value);
        return true;
    case FIELD_DATE:
        row->values[at] = value_text("1900-01-01");
        return true;
    case FIELD_MOMENT:
        row->values[at] = value_text("1900-01-01T00:00:00Z");
        return true;
    case FIELD_ENTITY:
        row->values[at] = value_text(entities[ENTITY_PROGRAMME].table);
        return true;
    case FIELD_DECIMAL:
        row->values[at] = value_real((double)field->minimum);
        return true;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        row->values[at] = value_text(_("(lost)"));
        return true;
    default:
        row->values[at] = value_integer(field->minimum);
        return true;
    }
}

/* A row that only has what it must have. */
static bool stand_in(struct recover *recover, enum entity_kind kind, struct id id,
                     struct error *error)
{
    struct row row;
    bool fine = true, added = false;
    row_init(&row, kind);
    row.id = id;
    for (size_t i = 0; fine && i < row.entity->field_count; i++)
        if ((row.entity->fields[i].flags & FIELD_REQUIRED) != 0)
            fine = fill(recover, &row, i, error);
    fine = fine && recover_add(recover, &row, &added, error);
    recover->report.stand_ins[kind] += added;
    row_release(&row);
    return fine;
}

static bool stand_for(struct recover *recover, const struct entity *entity,
                      const struct field *field, struct error *error)
{
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "SELECT DISTINCT %s AS id FROM %s", field->column, entity->table);
    missing(&sql, entity, field);
    VECTOR(struct id) list = {0};
    struct statement *read = statement_new(recover->scratch, sql.bytes, STATEMENT_SCANS, error);
    buffer_release(&sql);
    enum statement_step step = STATEMENT_FAILED;
    while (read != NULL && (step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&list) = statement_id(read, "id");
    statement_free(read);
    bool fine = step == STATEMENT_DONE;
    for (size_t i = 0; fine && i < list.count; i++)
        fine = stand_in(recover, field->refers_to, list.items[i], error);
    free(list.items);
    return fine;
}

bool recover_mend(struct recover *recover, struct error *error)
{
    bool fine = true;
    /* From the leaves to the root: a row that stands in may itself need one. */
    for (int pass = 0; fine && pass < 3; pass++) {
        for (int kind = ENTITY_COUNT; fine && kind-- > 0;) {
            const struct entity *entity = &entities[kind];
            for (size_t i = 0; fine && i < entity->field_count; i++) {
                const struct field *field = &entity->fields[i];
                if (field->type != FIELD_REFERENCE)
                    continue;
                bool required = (field->flags & FIELD_REQUIRED) != 0;
                if (required && pass < 2)
                    fine = stand_for(recover, entity, field, error);
                else if (!required && pass == 2)
                    fine = leave_out(recover, entity, field, error);
            }
        }
    }
    return fine;
}
