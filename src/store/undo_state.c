/*
 * What rows were before an act came into this file, read from the journal: heads among the acts
 * that were here by then. Undone acts in between make no difference: nothing is computed back.
 */
#include <stdlib.h>
#include <string.h>

#include "project.h"
#include "statements.h"
#include "undo_values.h"

const struct statement_text undo_state_statements[] = {
    {"undo_replaced",
     "SELECT 1 FROM parent WHERE row = :row AND field = :field AND site = :site AND seq = :seq"
     " AND act < :before LIMIT 1",
     0},
    {"undo_chain",
     "SELECT u.undone, o.number FROM act AS u LEFT JOIN site AS s ON s.id = u.undoes_site"
     " LEFT JOIN act AS o ON o.site = s.number AND o.seq = u.undoes_seq WHERE u.number = :number",
     0},
};
STATEMENT_COUNT(undo_state);
enum { REPLACED, CHAIN };

struct restoring {
    struct db *db;
    const struct undo_moment *moment;
    struct draft *draft;
    struct loaded own, other; /* the act's body, and that of whichever act is looked at */
    const struct entity *entity;
    struct id row;
    struct load_places places; /* of that row, newest first */
};

static bool read_change(struct restoring *restoring, const struct load_place *place,
                        struct body_change *change, struct error *error)
{
    return load_body(restoring->db, place->act, &restoring->other, error) &&
           body_change_at(&restoring->other.body, place->place, change, error);
}

/* An act that is undone, or that undoes (or redoes) one that came after the moment: it counts for
 * nothing once those are taken back. */
static bool counts(struct restoring *restoring, int64_t number, bool *yes, struct error *error)
{
    const int64_t asked = number;
    *yes = true;
    while (*yes && number != 0) {
        struct statement *read = statement_get(restoring->db, &undo_state_statements[CHAIN], error);
        bool found;
        if (read == NULL)
            return false;
        statement_bind_integer(read, "number", number);
        if (!statement_first(read, &found, error))
            return false;
        bool undone = found && statement_integer(read, "undone") != 0;
        int64_t target = found ? statement_integer(read, "number") : 0;
        statement_reset(read);
        *yes = !(undone && number == asked) && target < restoring->moment->first;
        number = target < number ? target : 0;
    }
    return true;
}

/* Whether something after the moment's last act, that counts, says something of the field (NULL: of
 * any). */
static bool changed_later(struct restoring *restoring, const char *column, bool *later,
                          struct error *error)
{
    *later = false;
    for (size_t i = 0; !*later && i < restoring->places.list.count; i++) {
        const struct load_place *place = &restoring->places.list.items[i];
        struct load_said said = {.column = column, .value = value_none(), .said = column == NULL};
        if (place->act <= restoring->moment->last || place->act > restoring->moment->newest)
            continue;
        bool fine =
            column == NULL || load_said(restoring->db, &restoring->other, place, &said, error);
        value_release(&said.value);
        if (!fine || (said.said && !counts(restoring, place->act, later, error)))
            return false;
    }
    return true;
}

static bool is_replaced(struct restoring *restoring, const struct load_place *place,
                        const char *column, bool *replaced, struct error *error)
{
    struct statement *ask = statement_get(restoring->db, &undo_state_statements[REPLACED], error);
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "row", restoring->row);
    statement_bind_text(ask, "field", column);
    statement_bind_id(ask, "site", place->site);
    statement_bind_integer(ask, "seq", place->seq);
    statement_bind_integer(ask, "before", restoring->moment->first);
    if (!statement_first(ask, replaced, error))
        return false;
    statement_reset(ask);
    return true;
}

/* What was known of a field by then, by rank: the value shown; one that the field could not hold
 * yet (what it refers to had not come) and that waited to be shown; the one it was made with. */
enum known { NOTHING, MADE, WAITED, SHOWN };

/* What a set says counts when nothing had replaced it. */
static bool rank_set(struct restoring *restoring, const struct load_place *place,
                     const struct load_said *said, enum known *rank, struct error *error)
{
    bool replaced;
    int at = entity_field(restoring->entity, said->column);
    struct project_answer answer = {.allowed = true};
    if (!is_replaced(restoring, place, said->column, &replaced, error) ||
        (!replaced && at >= 0 &&
         !project_allows(restoring->db, &restoring->entity->fields[at], &said->value, &answer,
                         error)))
        return false;
    *rank = replaced ? NOTHING : answer.allowed ? SHOWN : WAITED;
    return true;
}

/* *there: the row had been made by then. */
static bool value_then(struct restoring *restoring, const char *column, struct value *value,
                       bool *there, struct error *error)
{
    enum known known = NOTHING;
    *there = false;
    *value = value_none();
    for (size_t i = 0; i < restoring->places.list.count; i++) {
        const struct load_place *place = &restoring->places.list.items[i];
        struct load_said said = {.column = column, .value = value_none()};
        struct body_change change;
        if (place->act >= restoring->moment->first)
            continue;
        bool fine = read_change(restoring, place, &change, error) &&
                    load_said(restoring->db, &restoring->other, place, &said, error);
        bool creation = fine && change.operation == BODY_CREATE;
        enum known rank = creation ? MADE : NOTHING;
        if (fine && !creation && said.said && known < SHOWN)
            fine = rank_set(restoring, place, &said, &rank, error);
        /* Newest first; but of several creations the oldest counts. */
        bool use = fine && (rank > known || (rank == MADE && known == MADE));
        *there = *there || creation;
        value_release(use ? value : &said.value);
        if (use) {
            *value = said.value;
            known = rank;
        }
        if (!fine)
            return false;
    }
    return true;
}

static bool restore_field(struct restoring *restoring, const char *column, struct error *error)
{
    bool later, there;
    struct value value;
    if (!changed_later(restoring, column, &later, error))
        return false;
    if (later)
        return true;
    bool fine = value_then(restoring, column, &value, &there, error);
    if (fine && there)
        undo_set(restoring->draft, restoring->entity->kind, restoring->row, column, value);
    else
        value_release(&value);
    return fine;
}

/* A row that had not been made by then is deleted, unless somebody went on with it; one that only
 * waits too, so that it does not come into sight later. */
static bool restore_made(struct restoring *restoring, bool *made, struct error *error)
{
    struct value ignored;
    bool there, later;
    *made = false;
    bool fine = value_then(restoring, BODY_DELETED, &ignored, &there, error);
    value_release(&ignored);
    if (!fine || there)
        return fine;
    *made = true;
    if (!changed_later(restoring, NULL, &later, error))
        return false;
    if (!later)
        undo_set(restoring->draft, restoring->entity->kind, restoring->row, BODY_DELETED,
                 value_integer(1));
    return true;
}

static bool is_kept(const struct entity *entity, const struct body_field *field)
{
    int at = entity_field(entity, field->column);
    if (at < 0)
        return strcmp(field->column, BODY_DELETED) != 0; /* of a newer version */
    return (entity->fields[at].flags & FIELD_FROZEN) != 0 && !field->erased;
}

static bool restore_change(struct restoring *restoring, struct body_change *change,
                           struct error *error)
{
    restoring->entity = change->operation == BODY_WITHHELD ? NULL : entity_by_table(change->entity);
    if (restoring->entity == NULL)
        return body_finish(&restoring->own.body, change, error);
    if (!id_equal(restoring->row, change->row)) {
        restoring->row = change->row;
        restoring->places.list.count = 0;
        if (!load_places(restoring->db, change->row, &restoring->places, error))
            return false;
    }
    bool made = false;
    if (change->operation == BODY_CREATE && !restore_made(restoring, &made, error))
        return false;
    while (!made && change->read < change->field_count) {
        struct body_field field;
        if (!body_next_field(&restoring->own.body, change, &field, error))
            return false;
        bool fine =
            is_kept(restoring->entity, &field) || restore_field(restoring, field.column, error);
        value_release(&field.value);
        if (!fine)
            return false;
    }
    return body_finish(&restoring->own.body, change, error);
}

bool undo_restore(struct db *db, int64_t act, const struct undo_moment *moment, struct draft *draft,
                  struct error *error)
{
    struct restoring restoring = {.db = db, .moment = moment, .draft = draft};
    restoring.own = restoring.other = LOADED_NONE;
    bool fine = load_body(db, act, &restoring.own, error);
    size_t place = restoring.own.body.first;
    for (size_t i = 0; fine && i < restoring.own.body.change_count; i++) {
        struct body_change change;
        fine = body_change_at(&restoring.own.body, place, &change, error) &&
               restore_change(&restoring, &change, error);
        place = change.at;
    }
    free(restoring.places.list.items);
    loaded_release(&restoring.own);
    loaded_release(&restoring.other);
    return fine;
}
