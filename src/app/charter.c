#include "wijk/app/charter.h"

#include <stdlib.h>
#include <string.h>

#include "charter_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/config/config.h"
#include "wijk/store/charter.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

#define ABOVE_MOST 8 /* areas above an area */

int charter_soon_days(const struct session *session)
{
    return session->config == NULL ? 90 : (int)config_integer(session->config, "charter_soon_days");
}

/* ---- places by id ---- */

struct place_of {
    struct id id;
    size_t at;
};

struct places {
    VECTOR(struct place_of) items;
};

static int by_id(const void *one, const void *other)
{
    return memcmp(((const struct place_of *)one)->id.bytes,
                  ((const struct place_of *)other)->id.bytes, sizeof(struct id));
}

static void sort_places(struct places *places)
{
    if (places->items.count > 1)
        qsort(places->items.items, places->items.count, sizeof *places->items.items, by_id);
}

static bool find_place(const struct places *places, struct id id, size_t *at)
{
    struct place_of key = {.id = id};
    const struct place_of *found = places->items.count == 0
                                       ? NULL
                                       : bsearch(&key, places->items.items, places->items.count,
                                                 sizeof *places->items.items, by_id);
    if (found != NULL)
        *at = found->at;
    return found != NULL;
}

/* ---- rows and columns ---- */

/* The area of a neighbourhood and those it lies in. */
struct column {
    struct id areas[ABOVE_MOST];
    int count;
};

struct loading {
    struct session *session;
    struct charter *charter;
    bool efforts_alone;
    struct effort_lights lights;
    struct places rows, columns; /* agreements; programmes */
    struct column *above;        /* owned: of each neighbourhood */
};

static bool add_agreement(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loading *loading = context;
    struct charter_agreement *agreement = VECTOR_PUSH(&loading->charter->agreements);
    struct buffer ministry = BUFFER_EMPTY;
    *agreement = (struct charter_agreement){.light = LIGHT_GREY};
    row_copy(&agreement->row, row);
    if (!id_is_none(row_reference(row, "ministry")))
        rows_name(loading->session, ENTITY_PARTNER, row_reference(row, "ministry"), &ministry);
    agreement->ministry = buffer_detach(&ministry);
    *VECTOR_PUSH(&loading->rows.items) =
        (struct place_of){row->id, loading->charter->agreements.count - 1};
    return true;
}

static bool read_agreements(struct loading *loading, const char *filter, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_AGREEMENT);
    bool read = (filter == NULL || rows_filter(loading->session, &query, filter, error)) &&
                record_each(loading->session->db, &query, add_agreement, loading, error);
    query_release(&query);
    sort_places(&loading->rows);
    return read;
}

static bool add_column(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct loading *loading = context;
    struct buffer name = BUFFER_EMPTY;
    struct id area = row_reference(row, "area");
    rows_name(loading->session, ENTITY_AREA, area, &name);
    *VECTOR_PUSH(&loading->charter->places) =
        (struct charter_place){.programme = row->id, .area = area, .name = buffer_detach(&name)};
    return true;
}

static int by_name(const void *one, const void *other)
{
    return text_compare(((const struct charter_place *)one)->name,
                        ((const struct charter_place *)other)->name);
}

static void read_above(struct session *session, struct id area, struct column *column)
{
    while (!id_is_none(area) && column->count < ABOVE_MOST) {
        struct row row;
        struct error ignored = ERROR_NONE; /* an area that is not there lies nowhere */
        column->areas[column->count++] = area;
        if (!record_get(session->db, ENTITY_AREA, area, &row, &ignored))
            return;
        area = row_reference(&row, "parent");
        row_release(&row);
    }
}

static bool read_columns(struct loading *loading, struct error *error)
{
    struct charter *charter = loading->charter;
    struct query query;
    query_init(&query, ENTITY_PROGRAMME);
    bool read = record_each(loading->session->db, &query, add_column, loading, error);
    query_release(&query);
    if (charter->places.count > 1)
        qsort(charter->places.items, charter->places.count, sizeof *charter->places.items, by_name);
    loading->above = memory_array(charter->places.count + 1, sizeof *loading->above);
    for (size_t i = 0; i < charter->places.count; i++) {
        *VECTOR_PUSH(&loading->columns.items) =
            (struct place_of){charter->places.items[i].programme, i};
        read_above(loading->session, charter->places.items[i].area, &loading->above[i]);
    }
    sort_places(&loading->columns);
    return read;
}

/* ---- cells ---- */

static struct charter_cell *cell_of(struct loading *loading, size_t row, struct id programme)
{
    size_t column;
    struct charter *charter = loading->charter;
    return find_place(&loading->columns, programme, &column)
               ? &charter->cells[row * charter->places.count + column]
               : NULL;
}

static bool count_effort(void *context, const struct charter_effort *effort)
{
    struct loading *loading = context;
    size_t row;
    if (!find_place(&loading->rows, effort->agreement, &row))
        return true;
    struct charter_agreement *agreement = &loading->charter->agreements.items[row];
    struct charter_cell *cell = cell_of(loading, row, effort->programme);
    if (cell != NULL)
        cell->linked = true;
    if (effort->phase != NULL && strcmp(effort->phase, "stopped") == 0)
        return true;
    enum light light =
        loading->efforts_alone ? LIGHT_GREY : charter_light(&loading->lights, effort);
    agreement->efforts++;
    agreement->light = light_worse(agreement->light, light);
    if (cell != NULL) {
        cell->efforts++;
        cell->light = light_worse(cell->light, light);
    }
    return true;
}

static bool count_blocker(void *context, const struct charter_blocker *blocker)
{
    struct loading *loading = context;
    size_t row;
    if (!find_place(&loading->rows, blocker->agreement, &row))
        return true;
    loading->charter->agreements.items[row].blockers++;
    struct charter_cell *cell = cell_of(loading, row, blocker->programme);
    if (cell != NULL) {
        cell->blockers++;
        cell->linked = true;
    }
    return true;
}

static bool lies_in(const struct column *column, struct id area)
{
    for (int i = 0; i < column->count; i++)
        if (id_equal(column->areas[i], area))
            return true;
    return false;
}

/* An area above neighbourhoods is all of them; a goal is a link before any effort contributes. */
static bool count_link(void *context, const struct charter_link *link)
{
    struct loading *loading = context;
    struct charter *charter = loading->charter;
    size_t row;
    if (!find_place(&loading->rows, link->agreement, &row))
        return true;
    struct charter_cell *cell = cell_of(loading, row, link->programme);
    if (cell != NULL)
        cell->linked = true;
    for (size_t i = 0; link->kind == ENTITY_AREA && i < charter->places.count; i++)
        if (lies_in(&loading->above[i], link->row))
            charter->cells[row * charter->places.count + i].linked = true;
    return true;
}

static void judge(struct loading *loading)
{
    struct charter *charter = loading->charter;
    int soon = charter_soon_days(loading->session);
    for (size_t i = 0; i < charter->agreements.count; i++) {
        struct charter_agreement *agreement = &charter->agreements.items[i];
        struct charter_facts facts = {.status = row_text(&agreement->row, "status"),
                                      .due = row_date(&agreement->row, "due"),
                                      .efforts = agreement->efforts,
                                      .blockers = agreement->blockers};
        agreement->gaps = charter_gaps(&facts, loading->session->today, soon);
    }
}

static bool fill(struct loading *loading, const char *filter, struct error *error)
{
    const struct id all = {{0}};
    struct db *db = loading->session->db;
    struct charter *charter = loading->charter;
    if (!read_agreements(loading, filter, error) || !read_columns(loading, error))
        return false;
    charter->cells =
        memory_array(charter->agreements.count * charter->places.count + 1, sizeof *charter->cells);
    if ((!loading->efforts_alone &&
         !effort_lights_read_all(loading->session, &loading->lights, error)) ||
        !charter_efforts(db, all, count_effort, loading, error) ||
        (!loading->efforts_alone && !charter_blockers(db, all, count_blocker, loading, error)) ||
        !charter_links(db, all, count_link, loading, error))
        return false;
    judge(loading);
    return true;
}

static bool load(struct loading *loading, const char *filter, struct error *error)
{
    *loading->charter = (struct charter){.cells = NULL};
    bool held = db_hold(loading->session->db);
    bool done = fill(loading, filter, error);
    db_let_go(loading->session->db, held);
    free(loading->rows.items.items);
    free(loading->columns.items.items);
    free(loading->above);
    effort_lights_release(&loading->lights);
    if (!done)
        charter_release(loading->charter);
    return done;
}

bool charter_load(struct session *session, const char *filter, struct charter *charter,
                  struct error *error)
{
    struct loading loading = {.session = session, .charter = charter};
    return load(&loading, filter, error);
}

bool charter_load_efforts(struct session *session, struct charter *charter, struct error *error)
{
    struct loading loading = {.session = session, .charter = charter, .efforts_alone = true};
    return load(&loading, NULL, error);
}

void charter_release(struct charter *charter)
{
    for (size_t i = 0; i < charter->agreements.count; i++) {
        row_release(&charter->agreements.items[i].row);
        free(charter->agreements.items[i].ministry);
    }
    for (size_t i = 0; i < charter->places.count; i++)
        free(charter->places.items[i].name);
    free(charter->agreements.items);
    free(charter->places.items);
    free(charter->cells);
    *charter = (struct charter){.cells = NULL};
}

const struct charter_cell *charter_cell(const struct charter *charter, size_t agreement,
                                        size_t place)
{
    return &charter->cells[agreement * charter->places.count + place];
}

enum light charter_light(const struct effort_lights *lights, const struct charter_effort *effort)
{
    struct effort_judged judged;
    struct effort_stated stated = {
        effort->effort, effort->phase, effort->starts, effort->ends, {NULL}};
    for (int i = 0; i < EFFORT_ASPECTS; i++)
        stated.lights[i] = effort->lights[i];
    effort_lights_judge_stated(lights, &stated, &judged);
    return judged.worst;
}
