#include "exchange_rules.h"

#include <string.h>

#include "journal_site.h"
#include "project.h"
#include "record_sql.h"
#include "wijk/store/record.h"

#define STEPS 6 /* from a comment on a comment to a problem */

/* The rows this one is about or part of, which may be confidential. */
static bool is_about(const struct entity *entity, const struct field *field)
{
    return field->type == FIELD_ROW ||
           (field->type == FIELD_REFERENCE && field->refers_to == ENTITY_PROBLEM &&
            entity->kind != ENTITY_PROBLEM);
}

static bool one_programme(struct db *db, bool *one, struct error *error)
{
    struct statement *count = statement_new(db, "SELECT count(*) FROM programme", 0, error);
    bool found;
    bool fine = count != NULL && statement_first(count, &found, error);
    if (fine) {
        struct value value = statement_value_at(count, 0);
        *one = value.integer <= 1;
    }
    statement_free(count);
    return fine;
}

bool exchange_rules_init(struct exchange_rules *rules, struct db *db,
                         const struct exchange_out *out, struct error *error)
{
    bool one = false;
    *rules = (struct exchange_rules){
        .db = db, .goes = out->goes, .group = out->group, .limit = out->limit};
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        const struct entity *entity = &entities[kind];
        struct record_sql chain = RECORD_SQL_EMPTY;
        rules->concerns[kind] = kind == ENTITY_PROBLEM;
        for (size_t i = 0; i < entity->field_count; i++)
            if (is_about(entity, &entity->fields[i]))
                rules->concerns[kind] = true;
        rules->programmed[kind] = record_sql_programme(&chain, entity, "t", out->limit);
        record_sql_release(&chain);
    }
    if (!one_programme(db, &one, error))
        return false;
    rules->everything = one && id_is_none(out->limit) && out->goes == GOES_TO_GROUP;
    return true;
}

static bool goes_with(struct exchange_rules *rules, const struct row *problem)
{
    const char *visibility = row_text(problem, "visibility");
    if (visibility != NULL && strcmp(visibility, "public") == 0)
        return true;
    if (rules->goes == GOES_TO_GROUP && id_equal(rules->group, row_reference(problem, "programme")))
        return true;
    return rules->goes == GOES_TO_BUREAU && visibility != NULL && strcmp(visibility, "bureau") == 0;
}

static bool may_go(struct exchange_rules *rules, enum entity_kind kind, struct id id, int steps);

/* All rows this one is about may go. */
static bool about_goes(struct exchange_rules *rules, const struct row *row, int steps)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (!is_about(row->entity, field) || row->values[i].type != VALUE_ID)
            continue;
        enum entity_kind kind = field->refers_to;
        if (field->type == FIELD_ROW) {
            const struct value *name = i == 0 ? NULL : &row->values[i - 1];
            const struct entity *entity =
                name == NULL || name->type != VALUE_TEXT ? NULL : entity_by_table(name->text);
            if (entity == NULL)
                return rules->goes == GOES_TO_GROUP;
            kind = entity->kind;
        }
        if (!may_go(rules, kind, row->values[i].id, steps + 1))
            return false;
    }
    return true;
}

/* Whether a row that may be confidential goes. */
static bool may_go(struct exchange_rules *rules, enum entity_kind kind, struct id id, int steps)
{
    struct row row;
    bool found = false, goes = false;
    if (!rules->concerns[kind])
        return true;
    if (steps > STEPS)
        return false;
    row_init(&row, kind);
    row.id = id;
    if (!project_select(rules->db, &row, &found, &rules->error))
        rules->failed = true;
    else if (!found) /* nothing is known of it: only within the one group there is */
        goes = false;
    else
        goes = (kind != ENTITY_PROBLEM || goes_with(rules, &row)) && about_goes(rules, &row, steps);
    row_release(&row);
    return goes;
}

static bool within_limit(struct exchange_rules *rules, enum entity_kind kind, struct id id)
{
    struct id programme;
    if (id_is_none(rules->limit) || !rules->programmed[kind])
        return true;
    if (!record_programme(rules->db, (struct record_at){kind, id}, &programme, &rules->error)) {
        rules->failed = true;
        return false;
    }
    return id_equal(programme, rules->limit);
}

bool exchange_rules_keep(void *context, const struct body *body, const struct body_change *change)
{
    struct exchange_rules *rules = context;
    (void)body;
    if (rules->everything || rules->failed)
        return true;
    const struct entity *entity = entity_by_table(change->entity);
    if (entity == NULL)
        return false; /* of a newer version: nobody here knows whether it may go */
    if (!rules->concerns[entity->kind] &&
        (id_is_none(rules->limit) || !rules->programmed[entity->kind]))
        return true;
    if (!id_equal(rules->last, change->row)) {
        rules->last = change->row;
        rules->last_goes = within_limit(rules, entity->kind, change->row) &&
                           may_go(rules, entity->kind, change->row, 0);
    }
    return rules->last_goes;
}

void exchange_tell_rows(const struct body *body,
                        void (*row)(void *context, const char *entity, struct id id, bool created,
                                    bool deleted),
                        void *context)
{
    struct error ignored = ERROR_NONE;
    size_t place = body->first;
    for (size_t n = 0; row != NULL && n < body->change_count; n++) {
        struct body_change change;
        bool deleted = false;
        if (!body_change_at(body, place, &change, &ignored))
            return;
        while (change.read < change.field_count) {
            struct body_field field;
            if (!body_next_field(body, &change, &field, &ignored))
                return;
            deleted = deleted || (strcmp(field.column, BODY_DELETED) == 0 &&
                                  field.value.type == VALUE_INTEGER && field.value.integer != 0);
            value_release(&field.value);
        }
        if (!body_finish(body, &change, &ignored))
            return;
        if (change.operation != BODY_WITHHELD)
            row(context, change.entity, change.row, change.operation == BODY_CREATE, deleted);
        place = change.at;
    }
}
