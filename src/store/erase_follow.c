#include "erase_follow.h"

#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "project.h"
#include "statements.h"

const struct statement_text erase_follow_statements[] = {
    {"erase_noted", "SELECT 1 FROM meta WHERE name = 'erasures'", 0},
    {"erase_note", "INSERT OR IGNORE INTO meta (name, value) VALUES ('erasures', '1')", 0},
    {"erase_older",
     "WITH RECURSIVE older (number) AS ("
     " SELECT a.number FROM parent AS p JOIN site AS s ON s.id = p.site"
     "  JOIN act AS a ON a.site = s.number AND a.seq = p.seq"
     "  WHERE p.row = :row AND p.field = :field AND p.act = :act"
     " UNION SELECT a.number FROM older AS o JOIN parent AS p"
     "  ON p.row = :row AND p.field = :field AND p.act = o.number"
     "  JOIN site AS s ON s.id = p.site JOIN act AS a ON a.site = s.number AND a.seq = p.seq)"
     " SELECT number FROM older",
     STATEMENT_SCANS}, /* of what it found itself */
};
STATEMENT_COUNT(erase_follow);
enum { NOTED, NOTE, OLDER };

bool erase_note(struct db *db, struct error *error)
{
    struct statement *note = statement_get(db, &erase_follow_statements[NOTE], error);
    if (note == NULL)
        return false;
    projection_of(db)->erased = projection_of(db)->erased_asked = true;
    return statement_run(note, error);
}

static bool is_noted(struct db *db, bool *noted, struct error *error)
{
    struct projection *projection = projection_of(db);
    if (!projection->erased_asked) {
        struct statement *ask = statement_get(db, &erase_follow_statements[NOTED], error);
        bool found;
        if (ask == NULL || !statement_first(ask, &found, error))
            return false;
        projection->erased = found;
        projection->erased_asked = true;
        statement_reset(ask);
    }
    *noted = projection->erased;
    return true;
}

/* An erasure of one field of a row, and the acts in which the field is to be erased. */
struct following {
    struct db *db;
    enum entity_kind kind;
    struct id row;
    const struct load_places *places;
    struct loaded loaded;
    VECTOR(int64_t) acts;
    bool erased;
};

/* The creation is replaced by every change without parents, and so by all in the end. */
static bool add_creations(struct following *following, struct error *error)
{
    for (size_t i = 0; i < following->places->list.count; i++) {
        const struct load_place *place = &following->places->list.items[i];
        struct body_change change;
        if (!load_body(following->db, place->act, &following->loaded, error) ||
            !body_change_at(&following->loaded.body, place->place, &change, error))
            return false;
        if (change.operation == BODY_CREATE)
            *VECTOR_PUSH(&following->acts) = place->act;
    }
    return true;
}

static bool add_older(struct following *following, const char *column, int64_t act,
                      struct error *error)
{
    struct statement *read = statement_get(following->db, &erase_follow_statements[OLDER], error);
    enum statement_step step;
    if (read == NULL)
        return false;
    statement_bind_id(read, "row", following->row);
    statement_bind_text(read, "field", column);
    statement_bind_integer(read, "act", act);
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&following->acts) = statement_integer(read, "number");
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static bool erase_older(struct following *following, const char *column, int64_t act,
                        struct error *error)
{
    struct erase erase = {.kind = following->kind, .id = following->row, .column = column};
    struct erase_report report = {0};
    struct erasing erasing = {.db = following->db, .erase = &erase, .report = &report};
    following->acts.count = 0;
    bool fine = add_older(following, column, act, error) && add_creations(following, error);
    for (size_t i = 0; fine && i < following->acts.count; i++)
        fine = erase_act(&erasing, following->acts.items[i], false, error);
    if (fine && report.acts > 0) {
        projection_of(following->db)->followed = following->erased = true;
        fine = erase_labels(&erasing, error) && erase_clear_search(following->db, error);
    }
    erasing_release(&erasing);
    return fine;
}

/* The fields that this change erased. */
static bool follow_change(struct following *following, const struct load_place *place,
                          struct error *error)
{
    struct body_change change;
    struct loaded loaded = LOADED_NONE;
    bool fine = load_body(following->db, place->act, &loaded, error) &&
                body_change_at(&loaded.body, place->place, &change, error);
    while (fine && !following->erased && change.operation != BODY_CREATE &&
           change.read < change.field_count) {
        struct body_field field;
        fine = body_next_field(&loaded.body, &change, &field, error) &&
               (!field.erased || erase_older(following, field.column, place->act, error));
        value_release(&field.value);
    }
    loaded_release(&loaded);
    return fine;
}

/* Erasing moves what stands behind it in an act: the places are read again after each. */
static bool follow_row(struct db *db, const struct entity *entity, struct id row,
                       struct error *error)
{
    bool fine = true, again = true;
    while (fine && again) {
        struct load_places places = {0};
        struct following following = {
            .db = db, .kind = entity->kind, .row = row, .places = &places, .loaded = LOADED_NONE};
        fine = load_places(db, row, &places, error);
        size_t count = places.list.count;
        for (size_t i = 0; fine && !following.erased && count > 1 && i < count; i++)
            fine = follow_change(&following, &places.list.items[i], error);
        again = following.erased;
        free(places.list.items);
        free(following.acts.items);
        loaded_release(&following.loaded);
    }
    return fine;
}

bool erase_follow(struct db *db, const struct body *body, struct error *error)
{
    bool noted;
    size_t place = body->first;
    if (projection_of(db)->saw_erased && !erase_note(db, error))
        return false;
    projection_of(db)->saw_erased = false;
    if (!is_noted(db, &noted, error))
        return false;
    for (size_t n = 0; noted && body->root == NULL && n < body->change_count; n++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, error))
            return false;
        const struct entity *entity =
            change.operation == BODY_WITHHELD ? NULL : entity_by_table(change.entity);
        if ((entity != NULL && !follow_row(db, entity, change.row, error)) ||
            !body_finish(body, &change, error))
            return false;
        place = change.at;
    }
    return true;
}

bool erase_label(struct db *db, int64_t act, struct error *error)
{
    struct erase nothing = {.column = ""};
    struct erase_report report = {0};
    struct erasing erasing = {.db = db, .erase = &nothing, .report = &report, .any_label = true};
    projection_of(db)->followed = true;
    return erase_act(&erasing, act, true, error);
}

bool erase_followed(struct db *db)
{
    bool followed = projection_of(db)->followed;
    projection_of(db)->followed = false;
    return followed;
}
