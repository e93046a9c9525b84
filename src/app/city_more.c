/* What takes longer than the city's lights: how it was at the end of the last quarter, the distance
 * to the city, the signals and the questions for the board. A slice at a time. */
#include <stdlib.h>
#include <string.h>

#include "city_internal.h"
#include "judging.h"
#include "signals_collect.h"
#include "wijk/app/figures.h"
#include "wijk/base/memory.h"
#include "wijk/store/db.h"

#define SLICE 60 /* indicators judged at once */

/* The figures of the city that several indicators are compared with. */
struct benchmark {
    const char *variable; /* borrowed from an indicator */
    struct id area;
    struct outlook_measurement *items; /* owned */
    size_t count;
};

struct city_work {
    struct standing standing, earlier;
    struct standing_judging *judging; /* of the earlier one */
    struct collecting *collecting;
    struct judging compared;
    VECTOR(struct benchmark) benchmarks;
    size_t next; /* the indicator to compare next */
    size_t step;
};

/* ---- the last quarter ---- */

static bool judge_earlier(struct session *session, struct city *city, bool *more,
                          struct error *error)
{
    struct city_work *work = city->work;
    (void)session;
    if (work->judging == NULL) {
        struct measured_until until = {.day = city->since};
        standing_earlier(&work->standing, &until, &work->earlier);
        work->judging = standing_judging_begin(&work->earlier, STANDING_LIGHTS);
    }
    return standing_judging_some(work->judging, SLICE, more, error);
}

static void forget_trend(struct city *city)
{
    for (size_t r = 0; r < city->count; r++)
        for (int c = 0; c < city->theme_count; c++)
            city->rows[r].cells[c].trend = (struct light_trend){.compared = 0};
}

static bool compare_earlier(struct session *session, struct city *city, bool *more,
                            struct error *error)
{
    const struct standing *now = &city->work->standing, *then = &city->work->earlier;
    (void)session;
    (void)error;
    *more = false;
    forget_trend(city);
    for (size_t i = 0; i < now->goals.count; i++) {
        struct city_cell *cell = city_cell_of(city, now, &now->goals.items[i].row);
        if (cell != NULL)
            light_trend_count(&cell->trend, then->goals.items[i].light, now->goals.items[i].light);
    }
    for (size_t r = 0; r < city->count; r++)
        for (int c = 0; c < city->theme_count; c++) {
            struct city_cell *cell = &city->rows[r].cells[c];
            cell->before = light_of_counts(&cell->trend.before);
        }
    return true;
}

/* ---- the distance to the city ---- */

static bool find_benchmark(struct session *session, struct city_work *work, const struct row *row,
                           const struct benchmark **found, struct error *error)
{
    const char *variable = row_text(row, "reference_variable");
    struct id area = row_reference(row, "benchmark_area");
    *found = NULL;
    if (variable == NULL || id_is_none(area))
        return true;
    for (size_t i = 0; *found == NULL && i < work->benchmarks.count; i++)
        if (id_equal(work->benchmarks.items[i].area, area) &&
            strcmp(work->benchmarks.items[i].variable, variable) == 0)
            *found = &work->benchmarks.items[i];
    if (*found != NULL)
        return true;
    struct benchmark fresh = {.variable = variable, .area = area};
    bool read = figures_benchmark(session, row, &fresh.items, &fresh.count, error);
    *VECTOR_PUSH(&work->benchmarks) = fresh;
    *found = &work->benchmarks.items[work->benchmarks.count - 1];
    return read;
}

static bool compare_one(struct session *session, struct city *city,
                        const struct standing_indicator *indicator, struct error *error)
{
    struct city_work *work = city->work;
    const struct benchmark *benchmark;
    struct city_cell *cell =
        indicator->goal == STANDING_NONE
            ? NULL
            : city_cell_of(city, &work->standing, &work->standing.goals.items[indicator->goal].row);
    if (cell == NULL)
        return true;
    if (!find_benchmark(session, work, &indicator->row, &benchmark, error))
        return false;
    if (benchmark == NULL || benchmark->count == 0)
        return true;
    size_t place = (size_t)(indicator - work->standing.indicators.items);
    judging_clear(&work->compared, &indicator->row, session->today);
    if (!standing_recent(&work->standing, place, &work->compared, error))
        return false;
    struct outlook_distance distance =
        outlook_distance(judging_ready(&work->compared), benchmark->items, benchmark->count);
    cell->compared += distance.known;
    cell->ahead += distance.known && distance.better > 0;
    cell->closing += distance.known && distance.better <= 0 && distance.trend == OUTLOOK_CLOSING;
    cell->widening += distance.known && distance.better <= 0 && distance.trend == OUTLOOK_WIDENING;
    return true;
}

static void forget_gaps(struct city *city)
{
    for (size_t r = 0; r < city->count; r++)
        for (int c = 0; c < city->theme_count; c++) {
            struct city_cell *cell = &city->rows[r].cells[c];
            cell->compared = cell->ahead = cell->closing = cell->widening = 0;
        }
}

static bool compare_city(struct session *session, struct city *city, bool *more,
                         struct error *error)
{
    struct city_work *work = city->work;
    const struct standing *standing = &work->standing;
    bool good = true;
    if (work->next == 0)
        forget_gaps(city);
    for (size_t i = 0; good && i < SLICE && work->next < standing->indicators.count; i++)
        good = compare_one(session, city, &standing->indicators.items[work->next++], error);
    *more = work->next < standing->indicators.count;
    return good;
}

/* ---- signals and questions ---- */

static bool read_efforts(struct session *session, struct city *city, bool *more,
                         struct error *error)
{
    (void)session;
    return standing_read_efforts(&city->work->standing, more, error);
}

static bool collect(struct session *session, struct city *city, bool *more, struct error *error)
{
    struct city_work *work = city->work;
    if (work->collecting == NULL)
        work->collecting = collecting_begin(session, &work->standing);
    if (!collecting_some(work->collecting, more, error))
        return false;
    if (!*more) {
        signals_release(&city->signals);
        collecting_end(work->collecting, &city->signals);
        work->collecting = NULL;
    }
    return true;
}

static bool ask_board(struct session *session, struct city *city, bool *more, struct error *error)
{
    struct city_board board;
    *more = false;
    if (!city_board_load(session, &board, error))
        return false;
    city_board_release(&city->board);
    city->board = board;
    return true;
}

/* ---- a slice ---- */

typedef bool city_step(struct session *session, struct city *city, bool *more, struct error *error);

/* What is at the bottom of the screen first: people look there, and the cells begin as lights. */
static city_step *const steps[] = {ask_board,     read_efforts,    collect,
                                   judge_earlier, compare_earlier, compare_city};

struct city_work *city_work_new(const struct standing *standing)
{
    struct city_work *work = memory_new(sizeof *work);
    work->standing = *standing;
    return work;
}

void city_work_free(struct city_work *work)
{
    struct signals none;
    if (work == NULL)
        return;
    if (work->collecting != NULL) {
        collecting_end(work->collecting, &none);
        signals_release(&none);
    }
    standing_judging_end(work->judging);
    standing_earlier_release(&work->earlier);
    for (size_t i = 0; i < work->benchmarks.count; i++)
        free(work->benchmarks.items[i].items);
    free(work->benchmarks.items);
    judging_release(&work->compared);
    standing_release(&work->standing);
    free(work);
}

bool city_more(struct session *session, struct city *city, struct error *error)
{
    struct id looked_at = session->programme;
    bool more = false;
    if (city->work == NULL)
        return true;
    bool held = db_hold(session->db);
    session->programme = (struct id){{0}};
    bool good = steps[city->work->step](session, city, &more, error);
    session->programme = looked_at;
    db_let_go(session->db, held);
    if (good && !more)
        city->work->step++;
    if (!good || city->work->step == sizeof steps / sizeof *steps) {
        city_work_free(city->work);
        city->work = NULL;
        city->complete = true;
    }
    return good;
}
