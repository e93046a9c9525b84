#include "standing_figures.h"

#include <stdlib.h>

#include "wijk/base/memory.h"

static bool read_all(const struct standing *standing, struct standing_figures *figures,
                     struct error *error)
{
    struct db *db = standing->session->db;
    struct id programme = standing->session->programme;
    size_t count = standing->indicators.count;
    figures->series = memory_array(count + 1, sizeof *figures->series);
    figures->first_target = memory_array(count + 1, sizeof *figures->first_target);
    for (size_t i = 0; i < count; i++)
        figures->first_target[i] = STANDING_NONE;
    if (!measured_baselines(db, programme, &figures->baselines, error) ||
        !measured_targets(db, (struct id){{0}}, programme, &figures->targets, error))
        return false;
    figures->alone = memory_array(figures->baselines.count + 1, sizeof *figures->alone);
    for (size_t i = figures->targets.count; i-- > 0;) {
        size_t place =
            standing_find(&standing->indicator_places, figures->targets.items[i].indicator);
        if (place != STANDING_NONE)
            figures->first_target[place] = i;
    }
    return true;
}

struct standing_figures *standing_figures_read(const struct standing *standing, struct error *error)
{
    struct standing_figures *figures = memory_new(sizeof *figures);
    if (read_all(standing, figures, error))
        return figures;
    standing_figures_free(figures);
    return NULL;
}

void standing_figures_free(struct standing_figures *figures)
{
    if (figures == NULL)
        return;
    free(figures->baselines.items);
    free(figures->targets.items);
    free(figures->first_target);
    free(figures->series);
    free(figures->kept.items);
    free(figures->alone);
    free(figures);
}

/* ---- the newest of one indicator ---- */

/* How many of the kept were taken by a day. They do not tell when they were recorded. */
static size_t kept_until(const struct standing *standing, size_t indicator)
{
    const struct standing_figures *figures = standing->figures;
    const struct measured_until *until = &standing->until;
    if (figures == NULL || !id_is_none(until->newest))
        return 0;
    const struct standing_kept_series *series = &figures->series[indicator];
    size_t count = series->count;
    while (until->day != DATE_NONE && count > 0 &&
           figures->kept.items[series->first + count - 1].date > until->day)
        count--;
    return count;
}

bool standing_newest_kept(const struct standing *standing, size_t indicator)
{
    return kept_until(standing, indicator) > 0;
}

static void find_first(struct standing_newest *newest, const struct standing_kept_series *series)
{
    if (newest->read.count > 0) {
        newest->first_date = newest->read.items[0].taken_on;
        newest->first = newest->read.items[0].id;
    } else if (newest->kept_count > 0) {
        newest->first_date = newest->kept[0].date;
        newest->first = series->oldest;
    }
}

bool standing_newest_read(const struct standing *standing, size_t indicator, int most,
                          struct standing_newest *newest, struct error *error)
{
    struct db *db = standing->session->db;
    const struct standing_figures *figures = standing->figures;
    const struct standing_kept_series *series =
        figures == NULL ? NULL : &figures->series[indicator];
    struct measured_which which = {standing->indicators.items[indicator].row.id, most,
                                   standing->until};
    bool read = true;
    newest->read.count = 0;
    newest->kept_count = most < OUTLOOK_RECENT ? 0 : kept_until(standing, indicator);
    if (newest->kept_count == 0) {
        read = measured_recent(db, &which, &newest->read, error);
    } else {
        newest->kept = figures->kept.items + series->first;
        which.until = (struct measured_until){newest->kept[0].date, series->oldest};
        which.most -= (int)newest->kept_count;
        if (!series->whole && which.most > 0)
            read = measured_before(db, &which, &newest->read, error);
    }
    find_first(newest, series);
    return read;
}

void standing_newest_add(const struct standing_newest *newest, struct judging *judging)
{
    for (size_t i = 0; i < newest->read.count; i++)
        judging_measured(judging, &newest->read.items[i]);
    for (size_t i = 0; i < newest->kept_count; i++) {
        const struct standing_kept *kept = &newest->kept[i];
        *VECTOR_PUSH(&judging->measurements) =
            (struct outlook_measurement){.date = kept->date,
                                         .value = kept->value,
                                         .known = kept->known,
                                         .status = (enum outlook_status)kept->status,
                                         .is_baseline = kept->baseline};
    }
}

void standing_newest_keep(const struct standing *standing, size_t indicator,
                          const struct standing_newest *newest, const struct judging *judging)
{
    struct standing_figures *figures = standing->figures;
    struct standing_kept_series *series = &figures->series[indicator];
    size_t count = newest->read.count;
    if (series->count > 0 || count == 0 || standing->until.day != DATE_NONE ||
        !id_is_none(standing->until.newest))
        return;
    *series = (struct standing_kept_series){.first = figures->kept.count,
                                            .count = count,
                                            .oldest = newest->first,
                                            .whole = count < OUTLOOK_RECENT};
    for (size_t i = judging->measurements.count - count; i < judging->measurements.count; i++) {
        const struct outlook_measurement *one = &judging->measurements.items[i];
        *VECTOR_PUSH(&figures->kept) = (struct standing_kept){.value = one->value,
                                                              .date = one->date,
                                                              .status = (unsigned char)one->status,
                                                              .known = one->known,
                                                              .baseline = one->is_baseline};
    }
}

bool standing_recent(struct standing *standing, size_t indicator, struct judging *judging,
                     struct error *error)
{
    struct standing_newest newest = {.kept = NULL};
    bool read = standing_newest_read(standing, indicator, OUTLOOK_RECENT, &newest, error);
    if (read)
        standing_newest_add(&newest, judging);
    free(newest.read.items);
    return read;
}
