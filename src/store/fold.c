#include "fold.h"

#include <stdlib.h>
#include <string.h>

#include "project.h"
#include "statements.h"
#include "wijk/base/language.h"

const struct statement_text fold_statements[] = {
    {"fold_change", "INSERT INTO change (row, act, n, place) VALUES (:row, :act, :n, :place)", 0},
    {"fold_others", "SELECT 1 FROM change WHERE row = :row AND (act <> :act OR n <> :n) LIMIT 1",
     0},
    {"fold_parent",
     "INSERT OR IGNORE INTO parent (row, field, site, seq, act)"
     " VALUES (:row, :field, :site, :seq, :act)",
     0},
    {"fold_replace",
     "DELETE FROM head WHERE row = :row AND field = :field AND act = (SELECT a.number"
     " FROM site AS s JOIN act AS a ON a.site = s.number WHERE s.id = :site AND a.seq = :seq)",
     0},
    {"fold_head",
     "INSERT OR IGNORE INTO head (row, field, act) SELECT :row, :field, :act WHERE NOT EXISTS"
     " (SELECT 1 FROM parent WHERE row = :row AND field = :field AND site = :site AND seq = :seq)",
     0},
    {"fold_heads",
     "SELECT count(*) AS heads, max(act) AS newest FROM head WHERE row = :row AND field = :field",
     0},
    {"fold_undone_read",
     "SELECT a.number, a.undone, a.lamport, a.undoes_site, a.undoes_seq,"
     " EXISTS (SELECT 1 FROM act AS u WHERE u.undoes_site = :site AND u.undoes_seq = :seq"
     " AND u.undone = 0 AND u.lamport > a.lamport) AS now"
     " FROM site AS s JOIN act AS a ON a.site = s.number WHERE s.id = :site AND a.seq = :seq",
     0},
    {"fold_undone_write", "UPDATE act SET undone = :undone WHERE number = :number", 0},
};
STATEMENT_COUNT(fold);
enum { CHANGE, OTHERS, PARENT, REPLACE, HEAD, HEADS, UNDONE_READ, UNDONE_WRITE };

static struct statement *get(const struct fold *fold, int which, struct error *error)
{
    return statement_get(fold->db, &fold_statements[which], error);
}

static bool add_change(const struct fold *fold, const struct body_change *change, int64_t n,
                       struct error *error)
{
    struct statement *add = get(fold, CHANGE, error);
    if (add == NULL)
        return false;
    statement_bind_bytes(add, "row", change->row.bytes, sizeof change->row.bytes);
    statement_bind_integer(add, "act", fold->act);
    statement_bind_integer(add, "n", n);
    statement_bind_integer(add, "place", (int64_t)change->place);
    return statement_run(add, error);
}

/* Reads the values of a creation. *complete: all columns are known, all references are there. */
static bool read_row(const struct fold *fold, struct body_change *change, struct row *row,
                     bool *complete, struct error *error)
{
    size_t guess = 0; /* columns come in the order of the entity */
    while (change->read < change->field_count) {
        struct body_field field;
        if (!body_next_field(fold->body, change, &field, error))
            return false;
        const struct entity *entity = row->entity;
        while (guess < entity->field_count &&
               strcmp(entity->fields[guess].column, field.column) != 0)
            guess++;
        int at = guess < entity->field_count ? (int)guess : entity_field(entity, field.column);
        if (at < 0) {
            value_release(&field.value);
            *complete = false;
            continue;
        }
        value_release(&row->values[at]);
        row->values[at] = field.value;
        if (!fold->strict && entity->fields[at].type == FIELD_REFERENCE &&
            field.value.type == VALUE_ID) {
            bool there;
            if (!project_exists(fold->db, entity->fields[at].refers_to, field.value.id, &there,
                                error))
                return false;
            *complete = *complete && there;
        }
    }
    return true;
}

/* Where nothing waits, what has other changes is in its table, and cannot be put there again. */
static bool has_others(const struct fold *fold, struct id row, int64_t n, bool *others,
                       struct error *error)
{
    if (!project_waits(fold->db, others, error) || !*others)
        return !error_is_set(error);
    struct statement *ask = get(fold, OTHERS, error);
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "row", row);
    statement_bind_integer(ask, "act", fold->act);
    statement_bind_integer(ask, "n", n);
    if (!statement_first(ask, others, error))
        return false;
    statement_reset(ask);
    return true;
}

static bool refuse(const struct row *row, struct error *error)
{
    if (!row_check(row, error))
        return false;
    return error_set(error, ERROR_INPUT, _("%s: a value is not allowed here, nothing was saved"),
                     _(row->entity->label));
}

static bool fold_create(const struct fold *fold, struct body_change *change, int64_t n,
                        const struct entity *entity, struct error *error)
{
    struct row row;
    row_init(&row, entity->kind);
    row.id = change->row;
    bool complete = true, broken = false, others = false;
    bool fine = read_row(fold, change, &row, &complete, error) &&
                (fold->strict || has_others(fold, row.id, n, &others, error));
    if (fine && complete && !others)
        fine = project_insert(fold->db, &row, false, &broken, error);
    if (fine && broken && fold->strict)
        fine = refuse(&row, error);
    else if (fine && (broken || others || !complete))
        fine = project_row(fold->db, row.id, error);
    else if (fine)
        fine = project_search_new(fold->db, &row, error) &&
               project_waiting_for(fold->db, row.id, error);
    row_release(&row);
    return fine;
}

static bool replace_parents(const struct fold *fold, struct id row, const struct body_field *field,
                            struct error *error)
{
    static const int both[] = {PARENT, REPLACE};
    size_t at = field->parents;
    for (size_t i = 0; i < field->parent_count; i++) {
        struct body_parent parent;
        if (!body_parent_at(fold->body, &at, &parent, error))
            return false;
        for (size_t j = 0; j < 2; j++) {
            struct statement *run = get(fold, both[j], error);
            if (run == NULL)
                return false;
            statement_bind_id(run, "row", row);
            statement_bind_text(run, "field", field->column);
            statement_bind_id(run, "site", parent.site);
            statement_bind_integer(run, "seq", parent.seq);
            if (both[j] == PARENT)
                statement_bind_integer(run, "act", fold->act);
            if (!statement_run(run, error))
                return false;
        }
    }
    return true;
}

/* The change is a head unless one that came before it names it. *alone: it is the only one. */
static bool add_head(const struct fold *fold, struct id row, const char *field, bool *alone,
                     struct error *error)
{
    struct statement *add = get(fold, HEAD, error), *count = get(fold, HEADS, error);
    if (add == NULL || count == NULL)
        return false;
    statement_bind_id(add, "row", row);
    statement_bind_text(add, "field", field);
    statement_bind_integer(add, "act", fold->act);
    statement_bind_id(add, "site", fold->site);
    statement_bind_integer(add, "seq", fold->seq);
    if (!statement_run(add, error))
        return false;
    bool found;
    statement_bind_id(count, "row", row);
    statement_bind_text(count, "field", field);
    if (!statement_first(count, &found, error))
        return false;
    *alone =
        statement_integer(count, "heads") == 1 && statement_integer(count, "newest") == fold->act;
    statement_reset(count);
    return true;
}

/* Shows the value at once when nothing is in the way; *anew: the row has to be made anew. */
static bool show_field(const struct fold *fold, const struct project_place *place,
                       const struct body_field *field, bool *anew, struct error *error)
{
    const struct field *line =
        place->field < place->entity->field_count ? &place->entity->fields[place->field] : NULL;
    struct project_answer answer = {.allowed = true};
    enum project_outcome outcome = PROJECT_BROKEN;
    if (!fold->strict && line != NULL &&
        !project_allows(fold->db, line, &field->value, &answer, error))
        return false;
    if (answer.allowed && !project_update(fold->db, place, &field->value, &outcome, error))
        return false;
    *anew = outcome != PROJECT_DONE;
    if (!fold->strict || !*anew)
        return true;
    if (outcome == PROJECT_MISSING)
        return error_set(error, ERROR_NOT_FOUND, _("%s: this row is not there (any more)"),
                         _(place->entity->label));
    if (line != NULL && !field_check(line, &field->value, error))
        return false;
    return error_set(error, ERROR_INPUT, _("%s: this value is not allowed, nothing was saved"),
                     line == NULL ? _(place->entity->label) : _(line->label));
}

static bool fold_field(const struct fold *fold, const struct project_place *place,
                       const struct body_field *field, bool *anew, struct error *error)
{
    bool alone, again = false;
    if (!replace_parents(fold, place->id, field, error) ||
        !add_head(fold, place->id, field->column, &alone, error))
        return false;
    if (place->field == SIZE_MAX || (!alone && !fold->strict)) {
        *anew = true;
        return true;
    }
    if (!show_field(fold, place, field, &again, error))
        return false;
    *anew = *anew || again;
    return true;
}

static bool search_again(struct db *db, const struct entity *entity, struct id id,
                         struct error *error)
{
    struct row row;
    row_init(&row, entity->kind);
    row.id = id;
    bool found = false;
    bool fine =
        project_select(db, &row, &found, error) && (!found || project_search(db, &row, error));
    row_release(&row);
    return fine;
}

static bool fold_set(const struct fold *fold, struct body_change *change,
                     const struct entity *entity, struct error *error)
{
    bool fine = true, anew = entity == NULL;
    while (fine && change->read < change->field_count) {
        struct body_field field;
        fine = body_next_field(fold->body, change, &field, error);
        if (!fine)
            break;
        struct project_place place = {entity, change->row, SIZE_MAX};
        int at = entity == NULL ? -1 : entity_field(entity, field.column);
        if (at >= 0)
            place.field = (size_t)at;
        else if (entity != NULL && strcmp(field.column, BODY_DELETED) == 0)
            place.field = entity->field_count;
        projection_of(fold->db)->saw_erased |= field.erased;
        /* The journal keeps what somebody tried; the row keeps what it was. */
        if (at < 0 || (entity->fields[at].flags & FIELD_FROZEN) == 0 || field.erased)
            fine = fold_field(fold, &place, &field, &anew, error);
        value_release(&field.value);
    }
    fine = fine && body_finish(fold->body, change, error);
    if (!fine)
        return false;
    return anew ? project_row(fold->db, change->row, error)
                : search_again(fold->db, entity, change->row, error);
}

bool fold_act(const struct fold *fold, struct error *error)
{
    size_t place = fold->body->first;
    for (size_t n = 0; n < fold->body->change_count; n++) {
        struct body_change change;
        if (!body_change_at(fold->body, place, &change, error))
            return false;
        place = change.at;
        if (change.operation == BODY_WITHHELD)
            continue;
        if (!add_change(fold, &change, (int64_t)n, error))
            return false;
        const struct entity *entity = entity_by_table(change.entity);
        bool fine = change.operation == BODY_CREATE && entity != NULL
                        ? fold_create(fold, &change, (int64_t)n, entity, error)
                    : change.operation == BODY_CREATE ? body_finish(fold->body, &change, error) &&
                                                            project_row(fold->db, change.row, error)
                                                      : fold_set(fold, &change, entity, error);
        if (!fine)
            return false;
        place = change.at;
    }
    return true;
}

bool fold_undone(struct db *db, struct id site, int64_t seq, struct error *error)
{
    for (bool found = true; seq > 0 && found;) {
        struct statement *read = statement_get(db, &fold_statements[UNDONE_READ], error);
        if (read == NULL)
            return false;
        statement_bind_id(read, "site", site);
        statement_bind_integer(read, "seq", seq);
        if (!statement_first(read, &found, error) || !found)
            return !error_is_set(error);
        int64_t number = statement_integer(read, "number"), now = statement_integer(read, "now");
        bool changed = statement_integer(read, "undone") != now;
        site = statement_id(read, "undoes_site");
        seq = statement_integer(read, "undoes_seq");
        statement_reset(read);
        if (!changed)
            return true;
        struct statement *write = statement_get(db, &fold_statements[UNDONE_WRITE], error);
        if (write == NULL)
            return false;
        statement_bind_integer(write, "undone", now);
        statement_bind_integer(write, "number", number);
        if (!statement_run(write, error))
            return false;
    }
    return true;
}
