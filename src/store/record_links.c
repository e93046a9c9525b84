/* How rows hang together: what refers to a row, the programme it is in, the numbers codes have. */
#include <stdlib.h>
#include <string.h>

#include "record_sql.h"
#include "wijk/base/memory.h"
#include "wijk/store/record.h"

static bool refers(const struct entity *entity, size_t field, enum entity_kind kind)
{
    return (entity->fields[field].type == FIELD_REFERENCE &&
            entity->fields[field].refers_to == kind) ||
           entity->fields[field].type == FIELD_ROW;
}

static bool count_children(struct db *db, struct record_at at, struct record_child *child,
                           struct error *error)
{
    const struct field *field = &child->entity->fields[child->field];
    struct record_sql sql = RECORD_SQL_EMPTY;
    record_sql_format(&sql, "SELECT count(*) FROM \"%s\" t WHERE t.\"%s\" = ", child->entity->table,
                      field->column);
    record_sql_bind(&sql, value_id(at.id));
    record_sql_add(&sql, " AND t.deleted = 0");
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    bool found = false;
    if (statement == NULL || !statement_first(statement, &found, error)) {
        statement_free(statement);
        return false;
    }
    struct value count = statement_value_at(statement, 0);
    child->count = (long)count.integer;
    statement_free(statement);
    return true;
}

bool record_children(struct db *db, struct record_at at, record_child_visit *visit, void *context,
                     struct error *error)
{
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        const struct entity *entity = &entities[kind];
        for (size_t field = 0; field < entity->field_count; field++) {
            if (!refers(entity, field, at.kind))
                continue;
            struct record_child child = {.entity = entity, .field = (int)field};
            child.part = entity->belongs != NULL &&
                         strcmp(entity->belongs, entity->fields[field].column) == 0;
            if (!count_children(db, at, &child, error))
                return false;
            struct error failure = ERROR_NONE;
            if (child.count == 0 || visit(context, &child, &failure))
                continue;
            if (error_is_set(&failure) && error != NULL && !error_is_set(error))
                *error = failure;
            return !error_is_set(&failure);
        }
    }
    return true;
}

/* Where one more step up leads; false: nowhere. */
static bool step_up(const struct row *row, struct record_at *at)
{
    const struct entity *entity = row->entity;
    int belongs = entity->belongs == NULL ? -1 : entity_field(entity, entity->belongs);
    if (belongs < 0 || row->values[belongs].type != VALUE_ID)
        return false;
    const struct field *field = &entity->fields[belongs];
    if (field->type == FIELD_ROW) {
        const struct value *named = &row->values[belongs - 1];
        const struct entity *about =
            named->type == VALUE_TEXT ? entity_by_table(named->text) : NULL;
        if (about == NULL)
            return false;
        at->kind = about->kind;
    } else {
        at->kind = field->refers_to;
    }
    at->id = row->values[belongs].id;
    return true;
}

bool record_programme(struct db *db, struct record_at at, struct id *programme, struct error *error)
{
    *programme = (struct id){{0}};
    for (int steps = 0; steps < ENTITY_COUNT; steps++) {
        if (at.kind == ENTITY_PROGRAMME) {
            *programme = at.id;
            return true;
        }
        bool exists, up;
        if (!record_exists(db, at, &exists, error))
            return false;
        if (!exists)
            return true;
        struct row row;
        if (!record_get(db, at.kind, at.id, &row, error))
            return false;
        up = step_up(&row, &at);
        row_release(&row);
        if (!up)
            return true;
    }
    return true;
}

/* The number behind the prefix: digits, then at most one letter; -1: another sort of code. */
static long number_of(const char *code, const char *prefix)
{
    size_t length = strlen(prefix);
    if (code == NULL || strncmp(code, prefix, length) != 0)
        return -1;
    const char *digits = code + length;
    size_t count = strspn(digits, "0123456789");
    const char *rest = digits + count;
    if (count == 0 || count > 9)
        return -1;
    if (*rest >= 'a' && *rest <= 'z')
        rest += strspn(rest, "abcdefghijklmnopqrstuvwxyz");
    return *rest == '\0' ? strtol(digits, NULL, 10) : -1;
}

bool record_highest_number(struct db *db, const struct record_numbering *numbering, long *highest,
                           struct error *error)
{
    const struct entity *entity = &entities[numbering->kind];
    *highest = 0;
    if (entity->code == NULL)
        error_bug("rows of %s have no codes", entity->table);
    struct record_sql sql = RECORD_SQL_EMPTY;
    struct buffer after = BUFFER_EMPTY;
    buffer_add_text(&after, numbering->prefix);
    buffer_add_byte(&after, ':'); /* the byte behind '9' */
    record_sql_format(&sql, "SELECT t.\"%s\" FROM \"%s\" t WHERE t.\"%s\" > ", entity->code,
                      entity->table, entity->code);
    record_sql_bind(&sql,
                    (struct value){.type = VALUE_TEXT, .text = memory_string(numbering->prefix)});
    record_sql_format(&sql, " AND t.\"%s\" < ", entity->code);
    record_sql_bind(&sql, (struct value){.type = VALUE_TEXT, .text = buffer_detach(&after)});
    struct record_sql chain = RECORD_SQL_EMPTY;
    if (!id_is_none(numbering->programme) &&
        record_sql_programme(&chain, entity, "t", numbering->programme)) {
        record_sql_add(&sql, " AND ");
        record_sql_programme(&sql, entity, "t", numbering->programme);
    }
    record_sql_release(&chain);
    struct statement *statement = record_sql_prepare(db, &sql, error);
    record_sql_release(&sql);
    enum statement_step step = STATEMENT_FAILED;
    while (statement != NULL && (step = statement_step(statement, error)) == STATEMENT_ROW) {
        struct value code = statement_value_at(statement, 0);
        long number = number_of(code.text, numbering->prefix);
        if (number > *highest)
            *highest = number;
        value_release(&code);
    }
    statement_free(statement);
    return step == STATEMENT_DONE;
}
