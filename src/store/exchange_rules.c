#include "exchange_rules.h"

#include <stdlib.h>
#include <string.h>

#include "journal_site.h"
#include "project.h"
#include "record_sql.h"
#include "statements.h"
#include "wijk/store/at_work.h"
#include "wijk/store/record.h"

#define STEPS 8 /* from a comment on a comment to a goal */

const struct statement_text exchange_rules_statements[] = {
    {"rules_items", "SELECT id FROM agenda_item WHERE meeting = :meeting", 0},
    {"rules_entries",
     "SELECT e.id FROM agenda_item AS i JOIN entry AS e ON e.agenda_item = i.id"
     " WHERE i.meeting = :meeting",
     0},
    {"rules_programmes", "SELECT id, area FROM programme", STATEMENT_SCANS},
};
STATEMENT_COUNT(exchange_rules);
enum { ITEMS, ENTRIES, PROGRAMMES };

static bool is_visible(const struct entity *entity)
{
    return entity_field(entity, "visibility") >= 0;
}

/* What is said and done inside a group: for itself and the bureau. */
static bool is_inside(enum entity_kind kind)
{
    return kind == ENTITY_AGENDA_ITEM || kind == ENTITY_ENTRY || kind == ENTITY_MINUTES ||
           kind == ENTITY_ACTION || kind == ENTITY_COMMENT || kind == ENTITY_ASIDE;
}

/* The rows this one is about or part of, which may be confidential. */
static bool is_about(const struct entity *entity, const struct field *field)
{
    if (field->type == FIELD_ROW)
        return true;
    if (field->type != FIELD_REFERENCE || is_visible(entity))
        return false;
    return is_visible(&entities[field->refers_to]) ||
           (field->refers_to == ENTITY_AGENDA_ITEM && entity->kind != ENTITY_AGENDA_ITEM) ||
           (entity->belongs != NULL && strcmp(entity->belongs, field->column) == 0);
}

static bool find_concerns(bool concerns[ENTITY_COUNT], const struct entity *entity)
{
    bool found = is_visible(entity) || is_inside(entity->kind);
    for (size_t i = 0; i < entity->field_count && !found; i++) {
        const struct field *field = &entity->fields[i];
        found = is_about(entity, field) && (field->type == FIELD_ROW || concerns[field->refers_to]);
    }
    bool is_new = found && !concerns[entity->kind];
    concerns[entity->kind] = found;
    return is_new;
}

/* Which programmes there are, and whether the file is of the one group alone. */
static bool find_group(struct exchange_rules *rules, int64_t *programmes, struct error *error)
{
    struct at_work at_work;
    *programmes = 0;
    if (!at_work_count(rules->db, &at_work, error))
        return false;
    struct statement *read =
        statement_get(rules->db, &exchange_rules_statements[PROGRAMMES], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        if (id_equal(statement_id(read, "id"), rules->group))
            rules->area = statement_id(read, "area");
        ++*programmes;
    }
    statement_reset(read);
    rules->alone = at_work.count == 1 && id_equal(at_work.only, rules->group);
    return step == STATEMENT_DONE;
}

bool exchange_rules_init(struct exchange_rules *rules, struct db *db,
                         const struct exchange_out *out, struct error *error)
{
    int64_t programmes;
    *rules = (struct exchange_rules){
        .db = db, .goes = out->goes, .group = out->group, .limit = out->limit};
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++) {
        struct record_sql chain = RECORD_SQL_EMPTY;
        rules->programmed[kind] = record_sql_programme(&chain, &entities[kind], "t", out->limit);
        record_sql_release(&chain);
    }
    for (bool more = true; more;) {
        more = false;
        for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
            more = find_concerns(rules->concerns, &entities[kind]) || more;
    }
    if (!find_group(rules, &programmes, error))
        return false;
    rules->everything = programmes <= 1 && (rules->alone || id_is_none(out->group)) &&
                        id_is_none(out->limit) && out->goes == GOES_TO_GROUP;
    return true;
}

/* Who may see the row, taken by itself; NULL: everybody. */
static const char *level_of(const struct row *row)
{
    enum entity_kind kind = row->entity->kind;
    if (is_inside(kind))
        return "bureau";
    if (!is_visible(row->entity))
        return NULL;
    const char *level = row_text(row, "visibility");
    if (level == NULL && kind != ENTITY_GOAL && kind != ENTITY_EFFORT)
        return "group";
    return level == NULL || strcmp(level, "public") == 0 ? NULL : level;
}

/* A neighbourhood has one group, whichever of its programmes it is. */
static bool is_of_group(struct exchange_rules *rules, struct id programme)
{
    struct row row;
    bool found = false, same = id_equal(rules->group, programme);
    if (same || id_is_none(rules->area))
        return same;
    row_init(&row, ENTITY_PROGRAMME);
    row.id = programme;
    if (!project_select(rules->db, &row, &found, &rules->error))
        rules->failed = true;
    same = found && id_equal(row_reference(&row, "area"), rules->area);
    row_release(&row);
    return same;
}

static bool goes_by_itself(struct exchange_rules *rules, const struct row *row)
{
    const char *level = level_of(row);
    struct id programme;
    if (level == NULL || (rules->goes == GOES_TO_BUREAU && strcmp(level, "bureau") == 0))
        return true;
    if (!record_programme(rules->db, (struct record_at){row->entity->kind, row->id}, &programme,
                          &rules->error)) {
        rules->failed = true;
        return false;
    }
    if (id_is_none(programme)) /* a comment on a partner is inside no group */
        return is_inside(row->entity->kind) || (rules->goes == GOES_TO_GROUP && rules->alone);
    return rules->goes == GOES_TO_GROUP && is_of_group(rules, programme);
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

/* Minutes repeat what was said under every item of the meeting. */
static bool said_goes(struct exchange_rules *rules, const struct row *minutes, int steps)
{
    static const enum entity_kind kinds[] = {ENTITY_AGENDA_ITEM, ENTITY_ENTRY};
    bool goes = true;
    for (size_t i = 0; goes && i < sizeof kinds / sizeof *kinds; i++) {
        VECTOR(struct id) list = {0};
        struct statement *read =
            statement_get(rules->db, &exchange_rules_statements[i], &rules->error);
        enum statement_step step = STATEMENT_FAILED;
        if (read != NULL) {
            statement_bind_id(read, "meeting", row_reference(minutes, "meeting"));
            while ((step = statement_step(read, &rules->error)) == STATEMENT_ROW)
                *VECTOR_PUSH(&list) = statement_id(read, "id");
            statement_reset(read);
        }
        rules->failed = rules->failed || step != STATEMENT_DONE;
        for (size_t j = 0; goes && j < list.count; j++)
            goes = may_go(rules, kinds[i], list.items[j], steps + 1);
        free(list.items);
    }
    return goes;
}

static bool find_answer(struct exchange_rules *rules, enum entity_kind kind, struct id id,
                        int steps)
{
    struct row row;
    bool found = false, goes = false;
    row_init(&row, kind);
    row.id = id;
    if (!project_select(rules->db, &row, &found, &rules->error))
        rules->failed = true;
    else if (found) /* of one that is not here nothing is known */
        goes = goes_by_itself(rules, &row) && about_goes(rules, &row, steps) &&
               (kind != ENTITY_MINUTES || said_goes(rules, &row, steps));
    row_release(&row);
    return goes;
}

/* Whether a row that may be confidential goes. */
static bool may_go(struct exchange_rules *rules, enum entity_kind kind, struct id id, int steps)
{
    if (!rules->concerns[kind])
        return true;
    if (steps > STEPS)
        return false;
    struct exchange_answer *known = &rules->answers[id.bytes[sizeof id.bytes - 1]];
    if (steps == 0)
        return find_answer(rules, kind, id, steps);
    if (!id_equal(known->row, id))
        *known = (struct exchange_answer){id, find_answer(rules, kind, id, steps)};
    return known->goes;
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
