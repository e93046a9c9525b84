/* How far an indicator is from the same figure elsewhere, and whether that grows. */
#include <math.h>

#include "wijk/domain/outlook.h"

#define LONGEST_REACH 731 /* days a figure of the benchmark may be carried on */
#define YEAR_APART 330    /* about a year, for figures that come some weeks early or late */
#define LEVEL 0.02        /* a gap that changed less than this part of itself is unchanged */

static bool usable(const struct outlook_measurement *measurement, date_t today)
{
    return measurement->known && isfinite(measurement->value) && measurement->date != DATE_NONE &&
           measurement->date <= today;
}

/* The benchmark's value on a date: on the line between the figures around it, or the last one
 * before it. */
static bool value_on(const struct outlook_measurement *items, size_t count, date_t date,
                     double *value)
{
    const struct outlook_measurement *before = NULL, *after = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!items[i].known || !isfinite(items[i].value) || items[i].date == DATE_NONE)
            continue;
        if (items[i].date <= date && (before == NULL || items[i].date >= before->date))
            before = &items[i];
        if (items[i].date >= date && (after == NULL || items[i].date <= after->date))
            after = &items[i];
    }
    if (before == NULL)
        return false;
    *value = before->value;
    if (after != NULL && after->date > before->date)
        *value += (after->value - before->value) * (double)(date - before->date) /
                  (double)(after->date - before->date);
    else if (date - before->date > LONGEST_REACH)
        return false;
    return isfinite(*value);
}

static enum outlook_trend trend_of(double before, double now)
{
    double old_gap = fabs(before), gap = fabs(now), change = gap - old_gap;
    if (fabs(change) <= LEVEL * fmax(old_gap, gap))
        return OUTLOOK_LEVEL;
    return change < 0 ? OUTLOOK_CLOSING : OUTLOOK_WIDENING;
}

/* Whether a date is a better one to compare with than `chosen`: the latest that lies about a year
 * back, else the earliest. */
static bool better_before(date_t candidate, date_t chosen, date_t latest)
{
    if (candidate >= latest)
        return false;
    if (chosen == DATE_NONE)
        return true;
    bool far = latest - candidate >= YEAR_APART, chosen_far = latest - chosen >= YEAR_APART;
    if (far)
        return !chosen_far || candidate > chosen;
    return !chosen_far && candidate < chosen;
}

struct outlook_distance outlook_distance(const struct outlook_input *input,
                                         const struct outlook_measurement *benchmark, size_t count)
{
    struct outlook_distance distance = {.date = DATE_NONE, .date_before = DATE_NONE};
    const struct outlook_measurement *items = input->measurements;
    double other;
    for (size_t i = 0; i < input->measurement_count; i++)
        if (usable(&items[i], input->today) && items[i].date >= distance.date &&
            value_on(benchmark, count, items[i].date, &other) && isfinite(items[i].value - other)) {
            distance.known = true;
            distance.date = items[i].date;
            distance.gap = items[i].value - other;
        }
    for (size_t i = 0; distance.known && i < input->measurement_count; i++)
        if (usable(&items[i], input->today) &&
            better_before(items[i].date, distance.date_before, distance.date) &&
            value_on(benchmark, count, items[i].date, &other) && isfinite(items[i].value - other)) {
            distance.date_before = items[i].date;
            distance.gap_before = items[i].value - other;
        }
    if (distance.date_before != DATE_NONE)
        distance.trend = trend_of(distance.gap_before, distance.gap);
    int sign = (distance.gap > 0) - (distance.gap < 0);
    if (input->direction == OUTLOOK_HIGHER)
        distance.better = sign;
    else if (input->direction == OUTLOOK_LOWER)
        distance.better = -sign;
    return distance;
}
