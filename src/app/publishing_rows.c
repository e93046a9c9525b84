/* The public rows of a file, read from the top down, so that nothing is in memory that hangs under
 * something that is not public. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/visibility.h"
#include "wijk/store/record.h"

/* ---- places ---- */

static int by_id(const void *one, const void *other)
{
    const struct site_place *a = one, *b = other;
    return memcmp(a->id.bytes, b->id.bytes, sizeof a->id.bytes);
}

void site_index(struct site *site, enum entity_kind kind, struct id id, size_t place)
{
    *VECTOR_PUSH(&site->places) = (struct site_place){.id = id, .kind = kind, .place = place};
}

void site_sort_places(struct site *site)
{
    if (site->places.count > 1)
        qsort(site->places.items, site->places.count, sizeof *site->places.items, by_id);
}

size_t site_find(const struct site *site, enum entity_kind kind, struct id id)
{
    struct site_place wanted = {.id = id};
    const struct site_place *found =
        site->places.count == 0
            ? NULL
            : bsearch(&wanted, site->places.items, site->places.count, sizeof wanted, by_id);
    return found == NULL || found->kind != kind ? SITE_NONE : found->place;
}

/* ---- reading ---- */

struct taking {
    struct site *site;
    site_take *take;
};

static bool take_public(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct taking *taking = context;
    if (visibility_row(row))
        taking->take(taking->site, row);
    return true;
}

bool site_each(struct site *site, enum entity_kind kind, site_take *take, struct error *error)
{
    struct query query;
    struct taking taking = {.site = site, .take = take};
    query_init(&query, kind);
    int visibility = entity_field(&entities[kind], "visibility");
    bool read = true;
    if (visibility >= 0 && kind != ENTITY_GOAL && kind != ENTITY_EFFORT)
        read = query_add(&query, "visibility", QUERY_EQUAL, value_text("public"), error);
    read = read && record_each(site->session->db, &query, take_public, &taking, error);
    query_release(&query);
    return read;
}

static void take_theme(struct site *site, const struct row *row)
{
    row_copy(&VECTOR_PUSH(&site->themes)->row, row);
    site->themes.items[site->themes.count - 1].slug = NULL;
}

static void take_programme(struct site *site, const struct row *row)
{
    struct buffer name = BUFFER_EMPTY, code = BUFFER_EMPTY;
    rows_name(site->session, ENTITY_AREA, row_reference(row, "area"), &name);
    rows_code(site->session, ENTITY_AREA, row_reference(row, "area"), &code);
    if (code.length == 0)
        buffer_add_text(&code, name.bytes);
    struct site_programme *programme = VECTOR_PUSH(&site->programmes);
    *programme = (struct site_programme){.name = buffer_detach(&name),
                                         .code = buffer_detach(&code),
                                         .first_goal = SITE_NONE,
                                         .first_effort = SITE_NONE,
                                         .first_problem = SITE_NONE,
                                         .first_decision = SITE_NONE};
    row_copy(&programme->row, row);
}

static void take_goal(struct site *site, const struct row *row)
{
    size_t programme = site_find(site, ENTITY_PROGRAMME, row_reference(row, "programme"));
    if (programme == SITE_NONE)
        return;
    const char *level = row_text(row, "level");
    struct site_goal *goal = VECTOR_PUSH(&site->goals);
    *goal = (struct site_goal){.programme = programme,
                               .theme = site_find(site, ENTITY_THEME, row_reference(row, "theme")),
                               .parent = SITE_NONE,
                               .next = SITE_NONE,
                               .next_child = SITE_NONE,
                               .next_of_theme = SITE_NONE,
                               .first_child = SITE_NONE,
                               .first_indicator = SITE_NONE,
                               .first_effort = SITE_NONE,
                               .first_problem = SITE_NONE,
                               .vision = level != NULL && strcmp(level, "vision") == 0,
                               .last_measured = DATE_NONE};
    row_copy(&goal->row, row);
}

static int by_area(const void *one, const void *other)
{
    const struct site_programme *a = one, *b = other;
    int order = text_compare(a->name, b->name);
    return order != 0 ? order : memcmp(&a->row.id, &b->row.id, sizeof a->row.id);
}

static int by_code(const void *one, const void *other)
{
    const struct site_goal *a = one, *b = other;
    if (a->programme != b->programme)
        return a->programme < b->programme ? -1 : 1;
    if (a->vision != b->vision)
        return a->vision ? -1 : 1;
    const char *code = row_text(&a->row, "code"), *other_code = row_text(&b->row, "code");
    int order = text_compare(code == NULL ? "~" : code, other_code == NULL ? "~" : other_code);
    return order != 0 ? order : memcmp(&a->row.id, &b->row.id, sizeof a->row.id);
}

/* ---- goals under goals ---- */

static bool walk_hidden(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct site *site = context;
    if (!visibility_row(row))
        site_index(site, ENTITY_GOAL, row->id, SITE_NONE); /* known, and not public */
    return true;
}

/* Whether nothing above the goal is hidden. A parent in the bin is as none; a circle, which two
 * sites can make between them, is hidden. */
static bool stands_free(struct site *site, size_t place)
{
    for (int depth = 0; depth < 64; depth++) {
        struct id parent = row_reference(&site->goals.items[place].row, "parent");
        struct site_place wanted = {.id = parent};
        const struct site_place *found =
            bsearch(&wanted, site->places.items, site->places.count, sizeof wanted, by_id);
        if (id_is_none(parent) || found == NULL || found->kind != ENTITY_GOAL)
            return true;
        if (found->place == SITE_NONE)
            return false;
        place = found->place;
    }
    return false;
}

static void forget_goal_places(struct site *site)
{
    size_t kept = 0;
    for (size_t i = 0; i < site->places.count; i++)
        if (site->places.items[i].kind != ENTITY_GOAL)
            site->places.items[kept++] = site->places.items[i];
    site->places.count = kept;
}

static void index_goals(struct site *site)
{
    for (size_t i = 0; i < site->goals.count; i++)
        site_index(site, ENTITY_GOAL, site->goals.items[i].row.id, i);
    site_sort_places(site);
}

static bool drop_hidden(struct site *site, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_GOAL);
    bool read = record_each(site->session->db, &query, walk_hidden, site, error);
    query_release(&query);
    index_goals(site);
    bool *free_standing = memory_array(site->goals.count + 1, sizeof *free_standing);
    for (size_t i = 0; i < site->goals.count; i++)
        free_standing[i] = stands_free(site, i);
    size_t kept = 0;
    for (size_t i = 0; i < site->goals.count; i++)
        if (free_standing[i])
            site->goals.items[kept++] = site->goals.items[i];
        else
            row_release(&site->goals.items[i].row);
    site->goals.count = kept;
    free(free_standing);
    forget_goal_places(site);
    index_goals(site);
    return read;
}

/* From the last to the first, so that the chains are in order. */
static void chain_goals(struct site *site)
{
    for (size_t i = site->goals.count; i-- > 0;) {
        struct site_goal *goal = &site->goals.items[i];
        struct site_programme *programme = &site->programmes.items[goal->programme];
        goal->parent = site_find(site, ENTITY_GOAL, row_reference(&goal->row, "parent"));
        goal->next = programme->first_goal;
        programme->first_goal = i;
        if (goal->parent == SITE_NONE)
            continue;
        goal->next_child = site->goals.items[goal->parent].first_child;
        site->goals.items[goal->parent].first_child = i;
    }
}

static bool read_goals(struct site *site, struct error *error)
{
    if (!site_each(site, ENTITY_GOAL, take_goal, error))
        return false;
    if (site->goals.count > 1)
        qsort(site->goals.items, site->goals.count, sizeof *site->goals.items, by_code);
    if (!drop_hidden(site, error))
        return false;
    chain_goals(site);
    return true;
}

static bool read_programmes(struct site *site, struct error *error)
{
    if (!site_each(site, ENTITY_THEME, take_theme, error) ||
        !site_each(site, ENTITY_PROGRAMME, take_programme, error))
        return false;
    if (site->programmes.count > 1)
        qsort(site->programmes.items, site->programmes.count, sizeof *site->programmes.items,
              by_area);
    for (size_t i = 0; i < site->themes.count; i++)
        site_index(site, ENTITY_THEME, site->themes.items[i].row.id, i);
    for (size_t i = 0; i < site->programmes.count; i++)
        site_index(site, ENTITY_PROGRAMME, site->programmes.items[i].row.id, i);
    site_sort_places(site);
    return true;
}

/* The city, as the name of the site; a file without one is called after its only neighbourhood. */
static void take_city(struct site *site, const struct row *row)
{
    const char *kind = row_text(row, "kind"), *name = row_text(row, "name");
    if (site->title == NULL && kind != NULL && strcmp(kind, "city") == 0)
        site->title = memory_string(name);
}

bool site_read(struct site *site, struct error *error)
{
    bool read = site_each(site, ENTITY_AREA, take_city, error) && read_programmes(site, error) &&
                read_goals(site, error) && site_read_parts(site, error);
    if (read && site->title == NULL)
        site->title =
            memory_string(site->programmes.count == 1 ? site->programmes.items[0].name : "wijk");
    if (read)
        site_name(site);
    return read;
}

void site_release(struct site *site)
{
    for (size_t i = 0; i < site->programmes.count; i++) {
        row_release(&site->programmes.items[i].row);
        free(site->programmes.items[i].name);
        free(site->programmes.items[i].code);
        free(site->programmes.items[i].slug);
    }
    for (size_t i = 0; i < site->themes.count; i++) {
        row_release(&site->themes.items[i].row);
        free(site->themes.items[i].slug);
    }
    for (size_t i = 0; i < site->goals.count; i++) {
        row_release(&site->goals.items[i].row);
        free(site->goals.items[i].slug);
    }
    site_release_parts(site);
    free(site->programmes.items);
    free(site->themes.items);
    free(site->goals.items);
    free(site->places.items);
    free(site->title);
}

/* ---- values ---- */

static void must_be_public(const struct row *row, const char *column)
{
    if (!visibility_column(row->entity->kind, column))
        error_bug("publishing: %s.%s is not public", row->entity->table, column);
}

const char *site_text(const struct row *row, const char *column)
{
    must_be_public(row, column);
    return row_text(row, column);
}

date_t site_date(const struct row *row, const char *column)
{
    must_be_public(row, column);
    return row_date(row, column);
}

struct id site_reference(const struct row *row, const char *column)
{
    must_be_public(row, column);
    return row_reference(row, column);
}

void site_partner(struct site *site, const struct row *row, const char *column, struct buffer *out)
{
    struct id partner = site_reference(row, column);
    if (!id_is_none(partner))
        rows_name(site->session, ENTITY_PARTNER, partner, out);
}

const char *site_choice(const struct row *row, const char *column)
{
    const char *value = site_text(row, column);
    const struct field *field = &row->entity->fields[entity_field(row->entity, column)];
    return value == NULL ? "" : field_choice_label(field, value);
}
