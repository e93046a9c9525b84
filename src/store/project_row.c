#include <stdlib.h>
#include <string.h>

#include "project.h"
#include "statements.h"

const struct statement_text project_row_statements[] = {
    {"project_is_head", "SELECT 1 FROM head WHERE row = :row AND field = :field AND act = :act", 0},
    {"project_wait",
     "INSERT OR REPLACE INTO waiting (row, act, n, needs, reason)"
     " VALUES (:row, :act, :n, :needs, :reason)",
     0},
    {"project_no_wait", "DELETE FROM waiting WHERE row = :row", 0},
    {"project_waits", "SELECT EXISTS (SELECT 1 FROM waiting) AS waits", 0},
    {"project_waiting_for", "SELECT DISTINCT row FROM waiting WHERE needs = :row", 0},
    {"project_row_waits", "SELECT 1 FROM waiting WHERE row = :row LIMIT 1", 0},
    {"project_all_waiting", "SELECT DISTINCT row FROM waiting", 0},
};
STATEMENT_COUNT(project_row);
enum { IS_HEAD, WAIT, NO_WAIT, WAITS, WAITING_FOR, ROW_WAITS, ALL_WAITING };

/* A row in the making. */
struct making {
    struct db *db;
    struct row row; /* entity NULL: not known yet */
    /* A field each, and the mark of deletion: by which change. A change that says two values of one
     * field means the last. */
    const struct load_place **settled;
    bool created;
    struct project_wait creation; /* its place, for when the whole row waits */
    struct loaded loaded;
};

bool project_wait(struct db *db, const struct project_wait *wait, struct error *error)
{
    struct statement *add = statement_get(db, &project_row_statements[WAIT], error);
    if (add == NULL)
        return false;
    projection_of(db)->waits = projection_of(db)->asked = true;
    statement_bind_bytes(add, "row", wait->row.bytes, sizeof wait->row.bytes);
    statement_bind_integer(add, "act", wait->act);
    statement_bind_integer(add, "n", wait->n);
    statement_bind_id(add, "needs", wait->needs);
    statement_bind_text(add, "reason", wait->reason);
    return statement_run(add, error);
}

static bool stop_waiting(struct db *db, struct id row, struct error *error)
{
    struct statement *none = statement_get(db, &project_row_statements[NO_WAIT], error);
    if (none == NULL)
        return false;
    statement_bind_bytes(none, "row", row.bytes, sizeof row.bytes);
    return statement_run(none, error);
}

static bool is_head(struct making *making, const char *field, int64_t act, bool *head,
                    struct error *error)
{
    struct statement *ask = statement_get(making->db, &project_row_statements[IS_HEAD], error);
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "row", making->row.id);
    statement_bind_text(ask, "field", field);
    statement_bind_integer(ask, "act", act);
    if (!statement_first(ask, head, error))
        return false;
    statement_reset(ask);
    return true;
}

static bool is_settled(const struct making *making, size_t at, const struct load_place *place)
{
    return making->settled[at] != NULL && making->settled[at] != place;
}

/* Puts a value in the row when its field is still open and may hold it; else the change waits. */
static bool offer(struct making *making, const struct load_place *place, struct body_field *field,
                  struct error *error)
{
    const struct entity *entity = making->row.entity;
    struct project_wait wait = {making->row.id, place->act, place->n, {{0}}, "value not allowed"};
    struct project_answer answer;
    if (strcmp(field->column, BODY_DELETED) == 0) {
        if (is_settled(making, entity->field_count, place))
            return true;
        making->row.deleted = field->value.integer != 0;
        making->settled[entity->field_count] = place;
        return true;
    }
    int at = entity_field(entity, field->column);
    if (at < 0) {
        wait.reason = "unknown field";
        return project_wait(making->db, &wait, error);
    }
    if (is_settled(making, (size_t)at, place))
        return true;
    if (!project_allows(making->db, &entity->fields[at], &field->value, &answer, error))
        return false;
    if (!answer.allowed) {
        wait.needs = answer.needs;
        if (!id_is_none(wait.needs))
            wait.reason = "missing row";
        if (making->created)
            making->creation.needs = wait.needs;
        return project_wait(making->db, &wait, error);
    }
    value_release(&making->row.values[at]);
    making->row.values[at] = value_copy(&field->value);
    making->settled[at] = place;
    return true;
}

/* The fields of one change. Of sets only those count that nothing replaced. */
static bool use_change(struct making *making, const struct load_place *place, bool creation,
                       struct error *error)
{
    struct body_change change;
    const struct body *body = &making->loaded.body;
    if (!load_body(making->db, place->act, &making->loaded, error) ||
        !body_change_at(body, place->place, &change, error))
        return false;
    const struct entity *entity = entity_by_table(change.entity);
    if (making->row.entity == NULL && entity != NULL) {
        struct id id = making->row.id;
        row_init(&making->row, entity->kind);
        making->row.id = id;
        making->settled = memory_array(entity->field_count + 1, sizeof *making->settled);
    }
    if (making->row.entity == NULL || entity != making->row.entity)
        return project_wait(
            making->db,
            &(struct project_wait){making->row.id, place->act, place->n, {{0}}, "unknown entity"},
            error);
    if ((change.operation == BODY_CREATE) != creation)
        return true;
    bool fine = true;
    while (fine && change.read < change.field_count) {
        struct body_field field;
        bool head = true;
        fine = body_next_field(body, &change, &field, error) &&
               (creation || is_head(making, field.column, place->act, &head, error)) &&
               (!head || offer(making, place, &field, error));
        value_release(&field.value);
    }
    return fine;
}

static bool is_creation(struct making *making, const struct load_place *place, bool *creation,
                        struct error *error)
{
    struct body_change change;
    if (!load_body(making->db, place->act, &making->loaded, error) ||
        !body_change_at(&making->loaded.body, place->place, &change, error))
        return false;
    *creation = change.operation == BODY_CREATE;
    return true;
}

static bool write_row(struct making *making, struct error *error)
{
    bool broken, there;
    if (!project_exists(making->db, making->row.entity->kind, making->row.id, &there, error) ||
        !project_insert(making->db, &making->row, true, &broken, error))
        return false;
    if (broken) {
        making->creation.reason = "row not allowed";
        return project_wait(making->db, &making->creation, error);
    }
    return project_search(making->db, &making->row, error) &&
           (there || project_waiting_for(making->db, making->row.id, error));
}

static bool make(struct making *making, const struct load_places *places, struct error *error)
{
    const struct load_place *creation = NULL;
    for (size_t i = 0; i < places->list.count; i++) {
        const struct load_place *place = &places->list.items[i];
        bool is;
        if (!is_creation(making, place, &is, error))
            return false;
        if (is)
            creation = place; /* the oldest of several counts */
        else if (!use_change(making, place, false, error))
            return false;
    }
    if (creation == NULL) {
        const struct load_place *newest = &places->list.items[0];
        return project_wait(making->db,
                            &(struct project_wait){making->row.id, newest->act, newest->n,
                                                   making->row.id, "row not made yet"},
                            error);
    }
    making->created = true;
    making->creation = (struct project_wait){making->row.id, creation->act, creation->n, {{0}}, ""};
    return use_change(making, creation, true, error) &&
           (making->row.entity == NULL || write_row(making, error));
}

bool project_row(struct db *db, struct id row, struct error *error)
{
    struct making making = {.db = db, .loaded = LOADED_NONE};
    struct load_places places = {0};
    making.row.id = row;
    bool fine = stop_waiting(db, row, error) && load_places(db, row, &places, error) &&
                (places.list.count == 0 || make(&making, &places, error));
    free(places.list.items);
    free(making.settled);
    if (making.row.entity != NULL)
        row_release(&making.row);
    loaded_release(&making.loaded);
    return fine;
}

/* Projects each row a statement answers; they are gathered first, for projecting changes what
 * waits. */
static bool project_each(struct db *db, struct statement *rows, struct error *error)
{
    VECTOR(struct id) list = {0};
    enum statement_step step;
    while ((step = statement_step(rows, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&list) = statement_id(rows, "row");
    statement_reset(rows);
    bool fine = step == STATEMENT_DONE;
    for (size_t i = 0; fine && i < list.count; i++)
        fine = project_row(db, list.items[i], error);
    free(list.items);
    return fine;
}

bool project_waits(struct db *db, bool *waits, struct error *error)
{
    struct projection *projection = projection_of(db);
    if (!projection->asked) {
        struct statement *ask = statement_get(db, &project_row_statements[WAITS], error);
        bool found;
        if (ask == NULL || !statement_first(ask, &found, error))
            return false;
        projection->waits = found && statement_integer(ask, "waits") != 0;
        projection->asked = true;
        statement_reset(ask);
    }
    *waits = projection->waits;
    return true;
}

bool project_row_waits(struct db *db, struct id row, bool *waits, struct error *error)
{
    if (!project_waits(db, waits, error) || !*waits)
        return !error_is_set(error);
    struct statement *ask = statement_get(db, &project_row_statements[ROW_WAITS], error);
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "row", row);
    if (!statement_first(ask, waits, error))
        return false;
    statement_reset(ask);
    return true;
}

bool project_waiting_for(struct db *db, struct id row, struct error *error)
{
    bool waits;
    if (!project_waits(db, &waits, error))
        return false;
    if (!waits)
        return true;
    struct statement *rows = statement_get(db, &project_row_statements[WAITING_FOR], error);
    if (rows == NULL)
        return false;
    statement_bind_id(rows, "row", row);
    return project_each(db, rows, error);
}

bool project_all_waiting(struct db *db, struct error *error)
{
    struct statement *rows = statement_get(db, &project_row_statements[ALL_WAITING], error);
    return rows != NULL && project_each(db, rows, error);
}
