/*
 * What people do at one copy of the file, at random: rows come, change, go and come back; acts are
 * undone and redone, doubles merged, texts erased.
 */
#ifndef WIJK_TESTS_EXCHANGE_ACTS_H
#define WIJK_TESTS_EXCHANGE_ACTS_H

#include "exchange/world.h"
#include "wijk/app/merging.h"
#include "wijk/store/erase.h"
#include "wijk/store/sha256.h"
#include "wijk/store/undo.h"

static inline bool commit(struct world *world, int site, struct draft *draft)
{
    struct error error = ERROR_NONE;
    bool done = journal_commit(world->sites[site]->journal, draft, &error);
    if (!done && error.code != ERROR_INPUT && error.code != ERROR_NOT_FOUND)
        world_must(world, done, &error);
    draft_release(draft);
    return done;
}

static inline void add(struct world *world, int site, enum entity_kind kind)
{
    struct row row;
    struct draft draft;
    struct error refused = ERROR_NONE;
    row_init(&row, kind);
    for (size_t i = 0; i < row.entity->field_count; i++) {
        const struct field *field = &row.entity->fields[i];
        if ((field->flags & FIELD_HIDDEN) == 0 &&
            ((field->flags & FIELD_REQUIRED) != 0 || world_pick(world, 3) != 0))
            row.values[i] = world_value(world, site, field);
    }
    world_about(world, site, &row);
    if (kind == ENTITY_MINUTES) {
        char hash[SHA256_SIZE];
        const char *text = row_text(&row, "text");
        sha256_text(text, strlen(text), hash);
        row_set(&row, "sha256", value_text(hash));
    }
    if (row_check(&row, &refused)) {
        row.id = id_from(1000000 + world->typed++, (uint8_t[10]){(uint8_t)world_pick(world, 256)});
        draft_init(&draft, "New row");
        draft_create(&draft, &row);
        if (commit(world, site, &draft))
            for (size_t i = 0; i < row.entity->field_count; i++)
                world_note(world, row.id, &row.entity->fields[i], &row.values[i]);
    }
    row_release(&row);
}

/* Some rows are changed more often than others, so that several copies change the same field. */
static inline bool favourite(struct world *world, int site, enum entity_kind *kind, struct id *id)
{
    static const enum entity_kind kinds[] = {ENTITY_THEME, ENTITY_PARTNER, ENTITY_PROGRAMME,
                                             ENTITY_PERSON};
    *kind = world_pick(world, 2) == 0 ? (enum entity_kind)world_pick(world, ENTITY_COUNT)
                                      : kinds[world_pick(world, 4)];
    return world_any_row(world, site, *kind, id);
}

static inline void change(struct world *world, int site)
{
    enum entity_kind kind;
    struct id id;
    struct draft draft;
    const struct field *changed[3];
    struct value values[3];
    size_t count = 1 + world_pick(world, 3);
    if (!favourite(world, site, &kind, &id))
        return;
    draft_init(&draft, "Change");
    for (size_t i = 0; i < count; i++) {
        const struct entity *entity = &entities[kind];
        const struct field *field =
            &entity->fields[world_pick(world, (unsigned)entity->field_count)];
        bool empty = (field->flags & FIELD_REQUIRED) == 0 && world_pick(world, 6) == 0;
        changed[i] = field;
        values[i] = empty ? value_none() : world_value(world, site, field);
        for (size_t j = 0; j < i; j++)
            if (changed[j] == field) /* the last one counts */
                value_release(&values[j]), values[j] = value_none();
        if ((field->flags & FIELD_HIDDEN) == 0)
            draft_set(&draft, kind, id, field->column, value_copy(&values[i]));
    }
    bool done = commit(world, site, &draft);
    for (size_t i = 0; i < count; i++) {
        if (done && (changed[i]->flags & (FIELD_HIDDEN | FIELD_FROZEN)) == 0)
            world_note(world, id, changed[i], &values[i]);
        value_release(&values[i]);
    }
}

static inline void delete_or_restore(struct world *world, int site)
{
    enum entity_kind kind;
    struct id id;
    struct draft draft;
    if (!favourite(world, site, &kind, &id) || kind == ENTITY_PROGRAMME)
        return;
    draft_init(&draft, "Delete");
    if (world_pick(world, 2) == 0)
        draft_delete(&draft, kind, id);
    else
        draft_restore(&draft, kind, id);
    (void)commit(world, site, &draft);
}

static inline void undo(struct world *world, int site, enum undo_direction direction)
{
    struct error refused = ERROR_NONE;
    struct journal *journal = world->sites[site]->journal;
    if (world_pick(world, 3) != 0) {
        (void)!undo_step(journal, direction, NULL, &refused);
        return;
    }
    long acts = world_number(world, site, "SELECT max(number) FROM act");
    (void)!undo_any(journal, 1 + (int64_t)world_pick(world, (unsigned)acts), NULL, &refused);
}

static inline void merge(struct world *world, int site)
{
    struct merging merging = {.kind = world_pick(world, 2) == 0 ? ENTITY_PARTNER : ENTITY_PERSON};
    struct error refused = ERROR_NONE;
    if (world_any_row(world, site, merging.kind, &merging.row) &&
        world_any_row(world, site, merging.kind, &merging.into) &&
        !id_equal(merging.row, merging.into))
        (void)!merging_rows(world->sites[site], &merging, NULL, &refused);
}

static inline void erase(struct world *world, int site)
{
    struct erase wish = {.label = "Erased on request"};
    struct erase_report report;
    struct error error = ERROR_NONE;
    if (!favourite(world, site, &wish.kind, &wish.id))
        return;
    const struct entity *entity = &entities[wish.kind];
    const struct field *field = &entity->fields[world_pick(world, (unsigned)entity->field_count)];
    if ((field->type != FIELD_TEXT && field->type != FIELD_LONG_TEXT) ||
        (field->flags & FIELD_HIDDEN) != 0 || wish.kind == ENTITY_MINUTES)
        return;
    wish.column = field->column;
    world_must(world, erase_field(world->sites[site]->journal, &wish, &report, &error), &error);
    world->erased = true;
    for (size_t i = 0; i < world->texts.count; i++) {
        struct world_text *text = &world->texts.items[i];
        if (id_equal(text->row, wish.id) && strcmp(text->column, wish.column) == 0)
            text->touched = true;
    }
}

static inline void act(struct world *world, int site)
{
    unsigned chance = world_pick(world, 100);
    enum entity_kind kind = (enum entity_kind)world_pick(world, ENTITY_COUNT);
    world->doing = "acting";
    if (chance < 40 && kind != ENTITY_PROGRAMME)
        add(world, site, kind);
    else if (chance < 72)
        change(world, site);
    else if (chance < 80)
        delete_or_restore(world, site);
    else if (chance < 88)
        undo(world, site, UNDO_BACK);
    else if (chance < 93)
        undo(world, site, UNDO_AGAIN);
    else if (chance < 97)
        merge(world, site);
    else if (chance >= 97)
        erase(world, site);
}

#endif
