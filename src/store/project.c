#include "project.h"

#include <stdlib.h>

#include "wijk/base/buffer.h"
#include "wijk/store/search.h"

struct projection *projection_of(struct db *db)
{
    if (db->projection == NULL)
        db->projection = memory_new(sizeof *db->projection);
    return db->projection;
}

void projection_begin(struct db *db)
{
    if (db->projection != NULL)
        db->projection->asked = db->projection->erased_asked = false;
}

void projection_free(struct db *db)
{
    struct projection *projection = db->projection;
    if (projection == NULL)
        return;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        statement_free(projection->insert[kind]);
        statement_free(projection->replace[kind]);
        statement_free(projection->select[kind]);
        statement_free(projection->exists[kind]);
        for (size_t i = 0; projection->update[kind] != NULL && i <= entities[kind].field_count; i++)
            statement_free(projection->update[kind][i]);
        free(projection->update[kind]);
    }
    free(projection);
    db->projection = NULL;
}

static struct statement *make(struct db *db, struct statement **place, struct buffer *sql,
                              struct error *error)
{
    *place = statement_new(db, sql->bytes, STATEMENT_PROJECTS, error);
    buffer_release(sql);
    return *place;
}

static struct statement *insert_of(struct db *db, const struct entity *entity, bool replace,
                                   struct error *error)
{
    struct projection *projection = projection_of(db);
    struct statement **place =
        replace ? &projection->replace[entity->kind] : &projection->insert[entity->kind];
    if (*place != NULL)
        return *place;
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "INSERT%s INTO %s (id, deleted", replace ? " OR REPLACE" : "",
                  entity->table);
    for (size_t i = 0; i < entity->field_count; i++)
        buffer_format(&sql, ", %s", entity->fields[i].column);
    buffer_add_text(&sql, ") VALUES (?, ?");
    for (size_t i = 0; i < entity->field_count; i++)
        buffer_add_text(&sql, ", ?");
    buffer_add_text(&sql, ")");
    return make(db, place, &sql, error);
}

/* A rule of a table that does not hold is not a failure of the file. */
static bool run(struct statement *statement, bool *broken, struct error *error)
{
    struct error why = ERROR_NONE;
    *broken = false;
    if (statement_run(statement, &why))
        return true;
    if (why.code == ERROR_INPUT) {
        *broken = true;
        return true;
    }
    if (!error_is_set(error))
        *error = why;
    return false;
}

bool project_insert(struct db *db, const struct row *row, bool replace, bool *broken,
                    struct error *error)
{
    struct statement *insert = insert_of(db, row->entity, replace, error);
    if (insert == NULL)
        return false;
    struct value id = value_id(row->id), deleted = value_integer(row->deleted);
    statement_bind_value_at(insert, 1, &id);
    statement_bind_value_at(insert, 2, &deleted);
    for (size_t i = 0; i < row->entity->field_count; i++)
        statement_bind_value_at(insert, (int)i + 3, &row->values[i]);
    return run(insert, broken, error);
}

static struct statement *update_of(struct db *db, const struct entity *entity, size_t field,
                                   struct error *error)
{
    struct statement ***updates = &projection_of(db)->update[entity->kind];
    if (*updates == NULL)
        *updates = memory_array(entity->field_count + 1, sizeof **updates);
    if ((*updates)[field] != NULL)
        return (*updates)[field];
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "UPDATE %s SET %s = ? WHERE id = ?", entity->table,
                  field < entity->field_count ? entity->fields[field].column : BODY_DELETED);
    return make(db, &(*updates)[field], &sql, error);
}

bool project_update(struct db *db, const struct project_place *place, const struct value *value,
                    enum project_outcome *outcome, struct error *error)
{
    bool broken;
    struct statement *update = update_of(db, place->entity, place->field, error);
    if (update == NULL)
        return false;
    struct value id = value_id(place->id);
    statement_bind_value_at(update, 1, value);
    statement_bind_value_at(update, 2, &id);
    if (!run(update, &broken, error))
        return false;
    *outcome = broken                          ? PROJECT_BROKEN
               : sqlite3_changes(db->sql) == 0 ? PROJECT_MISSING
                                               : PROJECT_DONE;
    return true;
}

static struct statement *select_of(struct db *db, const struct entity *entity, struct error *error)
{
    struct statement **place = &projection_of(db)->select[entity->kind];
    if (*place != NULL)
        return *place;
    struct buffer sql = BUFFER_EMPTY;
    buffer_add_text(&sql, "SELECT deleted");
    for (size_t i = 0; i < entity->field_count; i++)
        buffer_format(&sql, ", %s", entity->fields[i].column);
    buffer_format(&sql, " FROM %s WHERE id = ?", entity->table);
    return make(db, place, &sql, error);
}

bool project_select(struct db *db, struct row *row, bool *found, struct error *error)
{
    struct statement *select = select_of(db, row->entity, error);
    if (select == NULL)
        return false;
    struct value id = value_id(row->id);
    statement_bind_value_at(select, 1, &id);
    if (!statement_first(select, found, error) || !*found)
        return !error_is_set(error);
    struct value deleted = statement_value_at(select, 0);
    row->deleted = deleted.integer != 0;
    for (size_t i = 0; i < row->entity->field_count; i++) {
        value_release(&row->values[i]);
        row->values[i] = statement_value_at(select, (int)i + 1);
    }
    statement_reset(select);
    return true;
}

bool project_exists(struct db *db, enum entity_kind kind, struct id id, bool *exists,
                    struct error *error)
{
    struct statement **place = &projection_of(db)->exists[kind];
    if (*place == NULL) {
        struct buffer sql = BUFFER_EMPTY;
        buffer_format(&sql, "SELECT 1 FROM %s WHERE id = ?", entities[kind].table);
        if (make(db, place, &sql, error) == NULL)
            return false;
    }
    struct value value = value_id(id);
    statement_bind_value_at(*place, 1, &value);
    if (!statement_first(*place, exists, error))
        return false;
    statement_reset(*place);
    return true;
}

bool project_allows(struct db *db, const struct field *field, const struct value *value,
                    struct project_answer *answer, struct error *error)
{
    struct error why = ERROR_NONE;
    *answer = (struct project_answer){.allowed = true};
    if (value_is_none(value))
        return true; /* a required one shows when the row is written */
    if (field->type == FIELD_REFERENCE && value->type == VALUE_ID) {
        if (!project_exists(db, field->refers_to, value->id, &answer->allowed, error))
            return false;
        if (!answer->allowed)
            answer->needs = value->id;
        return true;
    }
    answer->allowed = field_check(field, value, &why);
    return true;
}

bool project_search(struct db *db, const struct row *row, struct error *error)
{
    return db->checking || search_row_changed(db, row, error);
}

bool project_search_new(struct db *db, const struct row *row, struct error *error)
{
    return db->checking || search_row_added(db, row, error);
}
