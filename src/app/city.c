#include <stdlib.h>
#include <string.h>

#include "city_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/db.h"

static struct city_row *row_of(struct city *city, struct id programme)
{
    for (size_t i = 0; i < city->count; i++)
        if (id_equal(city->rows[i].programme, programme))
            return &city->rows[i];
    return NULL;
}

static int column_of(const struct standing *standing, const struct city *city, struct id theme)
{
    for (size_t i = 0; i < standing->themes.count; i++)
        if (id_equal(standing->themes.items[i].id, theme))
            return (int)i < city->theme_count ? (int)i : city->theme_count - 1;
    return -1;
}

static void name_rows(struct session *session, const struct standing *standing, struct city *city)
{
    city->rows = memory_array(standing->programmes.count + 1, sizeof *city->rows);
    for (size_t i = 0; i < standing->programmes.count; i++) {
        const struct row *programme = &standing->programmes.items[i];
        struct buffer name = BUFFER_EMPTY;
        rows_name(session, ENTITY_AREA, row_reference(programme, "area"), &name);
        city->rows[city->count++] =
            (struct city_row){.programme = programme->id, .name = buffer_detach(&name)};
    }
}

static void name_themes(const struct standing *standing, struct city *city)
{
    for (size_t i = 0; i < standing->themes.count && city->theme_count < CITY_THEMES; i++) {
        const char *name = row_text(&standing->themes.items[i], "name");
        city->themes[city->theme_count++] = memory_string(name == NULL ? "" : name);
    }
}

struct city_cell *city_cell_of(struct city *city, const struct standing *standing,
                               const struct row *goal)
{
    const char *level = row_text(goal, "level");
    struct city_row *row = row_of(city, row_reference(goal, "programme"));
    int column = column_of(standing, city, row_reference(goal, "theme"));
    bool counts = row != NULL && column >= 0 && (level == NULL || strcmp(level, "vision") != 0);
    return counts ? &row->cells[column] : NULL;
}

static void count_goals(const struct standing *standing, struct city *city)
{
    for (size_t i = 0; i < standing->goals.count; i++) {
        const struct standing_goal *goal = &standing->goals.items[i];
        struct city_cell *cell = city_cell_of(city, standing, &goal->row);
        if (cell != NULL)
            light_count(&cell->counts, goal->light);
    }
    for (size_t i = 0; i < city->count; i++)
        for (int c = 0; c < city->theme_count; c++)
            city->rows[i].cells[c].light = light_of_counts(&city->rows[i].cells[c].counts);
}

static void count_problems(const struct measured_counts *counts, struct city *city)
{
    for (size_t i = 0; i < counts->count; i++) {
        struct city_row *row = row_of(city, counts->items[i].programme);
        if (row == NULL)
            continue;
        row->problems = counts->items[i].open;
        row->critical = counts->items[i].critical;
    }
}

static int by_name(const void *one, const void *other)
{
    return text_compare(((const struct city_row *)one)->name,
                        ((const struct city_row *)other)->name);
}

static bool begin(struct session *session, struct city *city, struct error *error)
{
    struct standing standing;
    struct measured_counts counts = {0};
    struct id looked_at = session->programme;
    *city = (struct city){.theme_count = 0};
    session->programme = (struct id){{0}}; /* all of them, whatever is looked at */
    bool read = measured_problem_counts(session->db, &counts, error) &&
                standing_read(session, STANDING_LIGHTS, &standing, error);
    session->programme = looked_at;
    if (!read) {
        free(counts.items);
        return false;
    }
    name_themes(&standing, city);
    name_rows(session, &standing, city);
    count_goals(&standing, city);
    count_problems(&counts, city);
    free(counts.items);
    if (city->count > 1)
        qsort(city->rows, city->count, sizeof *city->rows, by_name);
    city->since = light_trend_since(session->today);
    city->work = city_work_new(&standing);
    return true;
}

bool city_begin(struct session *session, struct city *city, struct error *error)
{
    bool held = db_hold(session->db);
    bool read = begin(session, city, error);
    db_let_go(session->db, held);
    return read;
}

bool city_load(struct session *session, struct city *city, struct error *error)
{
    bool held = db_hold(session->db);
    bool good = begin(session, city, error);
    while (good && !city->complete)
        good = city_more(session, city, error);
    db_let_go(session->db, held);
    if (!good)
        city_release(city);
    return good;
}

void city_carry(struct city *fresh, struct city *before)
{
    fresh->signals = before->signals;
    before->signals = (struct signals){0};
    fresh->board = before->board;
    before->board = (struct city_board){0};
    for (size_t i = 0; fresh->theme_count == before->theme_count && i < fresh->count; i++) {
        const struct city_row *row = row_of(before, fresh->rows[i].programme);
        for (int c = 0; row != NULL && c < fresh->theme_count; c++) {
            struct city_cell *cell = &fresh->rows[i].cells[c], now = *cell;
            *cell = row->cells[c];
            cell->counts = now.counts;
            cell->light = now.light;
        }
    }
}

void city_release(struct city *city)
{
    for (int i = 0; i < city->theme_count; i++)
        free(city->themes[i]);
    for (size_t i = 0; i < city->count; i++)
        free(city->rows[i].name);
    free(city->rows);
    signals_release(&city->signals);
    city_board_release(&city->board);
    city_work_free(city->work);
    *city = (struct city){.theme_count = 0};
}
