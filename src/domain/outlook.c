#include "wijk/domain/outlook.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "outlook_pace.h"
#include "wijk/base/memory.h"

#define ON_TRACK_SHARE 0.9
#define BEHIND_SHARE 0.6
#define ROUNDING 1e-9 /* 0.1 + 0.2 is 0.3 for people */
#define MOST_DECIMALS 2

/* Known measurements up to today, oldest first; one a date. */
struct series {
    const struct outlook_measurement **items; /* owned; the measurements are borrowed */
    size_t count;
};

static int by_date(const void *one, const void *other)
{
    const struct outlook_measurement *a = *(const struct outlook_measurement *const *)one;
    const struct outlook_measurement *b = *(const struct outlook_measurement *const *)other;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    return a < b ? -1 : a > b; /* both in the input's array: its order */
}

static bool counts(const struct outlook_measurement *measurement, date_t today)
{
    return measurement->date != DATE_NONE && measurement->date <= today && measurement->known &&
           isfinite(measurement->value);
}

/* What comes from the file lies in order. */
static bool in_order(const struct series *series)
{
    for (size_t i = 1; i < series->count; i++)
        if (series->items[i - 1]->date > series->items[i]->date)
            return false;
    return true;
}

static struct series series_of(const struct outlook_measurement *measurements, size_t count,
                               date_t today)
{
    struct series series = {memory_array(count + 1, sizeof *series.items), 0};
    for (size_t i = 0; i < count; i++)
        if (counts(&measurements[i], today))
            series.items[series.count++] = &measurements[i];
    if (!in_order(&series))
        qsort(series.items, series.count, sizeof *series.items, by_date);
    size_t kept = 0;
    for (size_t i = 0; i < series.count; i++) {
        if (kept > 0 && series.items[kept - 1]->date == series.items[i]->date)
            kept--;
        series.items[kept++] = series.items[i];
    }
    series.count = kept;
    return series;
}

static double years_between(date_t from, date_t to)
{
    return (to - from) / DAYS_PER_YEAR;
}

static void find_pace(struct outlook *outlook, const struct series *series, date_t today)
{
    struct pace_points points = pace_points(series->items, series->count, today);
    double pace = NAN;
    if (points.count >= PACE_POINTS_LEAST) {
        pace = pace_median(points);
        outlook->pace_points = points.count;
    } else if (outlook->latest_known && outlook->baseline.date < outlook->latest.date) {
        pace = (outlook->latest.value - outlook->baseline.value) /
               years_between(outlook->baseline.date, outlook->latest.date);
    }
    outlook->pace_known = isfinite(pace);
    outlook->pace = outlook->pace_known ? pace : 0;
}

static void find_measurements(struct outlook *outlook, const struct outlook_input *input,
                              const struct series *series)
{
    outlook->newest.date = DATE_NONE;
    for (size_t i = 0; i < input->measurement_count; i++) {
        const struct outlook_measurement *measurement = &input->measurements[i];
        if (measurement->date != DATE_NONE && measurement->date <= input->today &&
            measurement->date >= outlook->newest.date)
            outlook->newest = *measurement;
    }
    if (series->count == 0)
        return;
    outlook->latest_known = outlook->baseline_known = true;
    outlook->latest = *series->items[series->count - 1];
    outlook->baseline = *series->items[0];
    bool marked = false;
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i]->is_baseline) {
            outlook->baseline = *series->items[i];
            marked = true;
        }
    if (!marked)
        outlook->notes |= OUTLOOK_BASELINE_ASSUMED;
    outlook->previous_known = series->count > 1;
    if (outlook->previous_known)
        outlook->previous = *series->items[series->count - 2];
}

static bool is_band(const struct outlook_target *target)
{
    return target->test == OUTLOOK_EQUAL || target->test == OUTLOOK_BETWEEN;
}

/* How far the value is from meeting the target: 0 when it does. */
static double distance_to(const struct outlook_target *target, double value)
{
    double low = target->value, high = target->value;
    if (target->test == OUTLOOK_AT_LEAST)
        high = HUGE_VAL;
    else if (target->test == OUTLOOK_AT_MOST)
        low = -HUGE_VAL;
    else if (target->test == OUTLOOK_BETWEEN)
        high = target->value_to;
    double distance = value < low ? low - value : value > high ? value - high : 0;
    return distance <= ROUNDING * fmax(1, fabs(value)) ? 0 : fmin(distance, DBL_MAX);
}

static bool usable(const struct outlook_target *target)
{
    return !target->superseded && target->due != DATE_NONE && isfinite(target->value) &&
           (target->test != OUTLOOK_BETWEEN ||
            (isfinite(target->value_to) && target->value_to >= target->value));
}

/* Whether the first of two targets on one date asks more. */
static bool stricter(const struct outlook_target *one, const struct outlook_target *other)
{
    if (one->test != other->test)
        return true; /* not comparable: the later in the input counts */
    if (one->test == OUTLOOK_AT_LEAST)
        return one->value >= other->value;
    if (one->test == OUTLOOK_AT_MOST)
        return one->value <= other->value;
    return true;
}

static bool same_target(const struct outlook_target *one, const struct outlook_target *other)
{
    return one->test == other->test && one->value == other->value &&
           (one->test != OUTLOOK_BETWEEN || one->value_to == other->value_to);
}

/* Whether a target on another date comes before the one chosen so far: the first that is still
 * ahead, else the last that is past. */
static bool comes_first(date_t candidate, date_t chosen, date_t today)
{
    if (candidate >= today)
        return chosen < today || candidate < chosen;
    return chosen < today && candidate > chosen;
}

static void find_target(struct outlook *outlook, const struct outlook_input *input)
{
    for (size_t i = 0; i < input->target_count; i++) {
        const struct outlook_target *target = &input->targets[i];
        if (!usable(target))
            continue;
        if (outlook->target_known && target->due == outlook->target.due) {
            if (!same_target(target, &outlook->target))
                outlook->notes |= OUTLOOK_TARGETS_COLLIDE;
            if (stricter(target, &outlook->target))
                outlook->target = *target;
        } else if (!outlook->target_known ||
                   comes_first(target->due, outlook->target.due, input->today)) {
            outlook->notes &= ~(unsigned)OUTLOOK_TARGETS_COLLIDE;
            outlook->target = *target;
            outlook->target_known = true;
        }
    }
    if (!outlook->target_known)
        return;
    outlook->past_due = outlook->target.due < input->today;
    if ((outlook->target.test == OUTLOOK_AT_LEAST && input->direction == OUTLOOK_LOWER) ||
        (outlook->target.test == OUTLOOK_AT_MOST && input->direction == OUTLOOK_HIGHER))
        outlook->notes |= OUTLOOK_AGAINST_DIRECTION;
}

/* The frequency and half as much again after the newest figure. */
static date_t too_old_from(date_t newest, enum outlook_frequency frequency)
{
    static const struct {
        int months, days;
    } ages[] = {
        [OUTLOOK_MONTH] = {1, 15}, [OUTLOOK_QUARTER] = {4, 15},   [OUTLOOK_HALF_YEAR] = {9, 0},
        [OUTLOOK_YEAR] = {18, 0},  [OUTLOOK_TWO_YEARS] = {36, 0},
    };
    if (newest == DATE_NONE || frequency == OUTLOOK_ONCE)
        return DATE_NONE;
    date_t from = date_add_months(newest, ages[frequency].months);
    return from == DATE_NONE ? DATE_NONE : from + ages[frequency].days;
}

bool outlook_expected_at(const struct outlook *outlook, date_t date, double *value)
{
    if (!outlook->target_known || !outlook->baseline_known || is_band(&outlook->target) ||
        outlook->baseline.date >= outlook->target.due || date < outlook->baseline.date)
        return false;
    double done = (double)(date - outlook->baseline.date) /
                  (double)(outlook->target.due - outlook->baseline.date);
    double expected =
        outlook->baseline.value + fmin(done, 1) * (outlook->target.value - outlook->baseline.value);
    if (!isfinite(expected))
        return false;
    *value = expected;
    return true;
}

/* A count is never negative, and a percentage that never passed 100 will not. */
static double within_kind(const struct outlook_input *input, const struct outlook *outlook,
                          double value)
{
    bool counted = input->kind == OUTLOOK_COUNT || input->kind == OUTLOOK_PERCENT;
    if (counted && value < 0 && outlook->latest.value >= 0 && outlook->baseline.value >= 0)
        return 0;
    if (input->kind == OUTLOOK_PERCENT && value > 100 && outlook->latest.value <= 100 &&
        outlook->baseline.value <= 100 && outlook->target.value <= 100)
        return 100;
    return value;
}

/* 1: up, -1: down, 0: a band. */
static int wanted_way(const struct outlook_target *target)
{
    return is_band(target) ? 0 : target->test == OUTLOOK_AT_LEAST ? 1 : -1;
}

static void find_forecast(struct outlook *outlook, const struct outlook_input *input)
{
    int way = wanted_way(&outlook->target);
    outlook->gap = distance_to(&outlook->target, outlook->latest.value);
    if (!outlook->pace_known)
        return;
    date_t until =
        outlook->target.due > outlook->latest.date ? outlook->target.due : outlook->latest.date;
    double forecast =
        outlook->latest.value + outlook->pace * years_between(outlook->latest.date, until);
    if (!isfinite(forecast))
        return;
    outlook->forecast_known = true;
    outlook->forecast = within_kind(input, outlook, forecast);
    outlook->shortfall = distance_to(&outlook->target, outlook->forecast);
    if (way != 0 && outlook->pace * way < 0)
        outlook->notes |= OUTLOOK_WRONG_WAY;
    if (way != 0 && outlook->pace * way > 0 && outlook->gap > 0) {
        double days = outlook->gap / fabs(outlook->pace) * DAYS_PER_YEAR;
        date_t last = date_of(2200, 12, 31);
        if (days < last - outlook->latest.date)
            outlook->reached_on = outlook->latest.date + (date_t)ceil(days);
    }
}

/* The measurement since which the target is met without a break. */
static void find_reached(struct outlook *outlook, const struct series *series)
{
    for (size_t i = series->count; i-- > 0;) {
        if (distance_to(&outlook->target, series->items[i]->value) > 0)
            break;
        outlook->reached_on = series->items[i]->date;
    }
}

static void find_share(struct outlook *outlook, date_t today)
{
    int way = wanted_way(&outlook->target);
    if (outlook->baseline.date >= outlook->target.due)
        outlook->notes |= OUTLOOK_BASELINE_AFTER_TARGET;
    outlook->expected_known = outlook_expected_at(outlook, today, &outlook->expected);
    if (!outlook->expected_known) {
        outlook->expected = 0;
        return;
    }
    double wanted = (outlook->expected - outlook->baseline.value) * way;
    double realised = (outlook->latest.value - outlook->baseline.value) * way;
    double share = wanted > 0 ? realised / wanted : NAN;
    outlook->share_known = isfinite(share);
    outlook->share = outlook->share_known ? share : 0;
}

static enum outlook_state judge_progress(const struct outlook *outlook)
{
    bool enough = outlook->share_known && outlook->share >= ON_TRACK_SHARE - ROUNDING;
    bool forecast_meets = outlook->forecast_known && outlook->shortfall == 0;
    bool some = outlook->share_known && outlook->share >= BEHIND_SHARE - ROUNDING;
    if (outlook->past_due)
        return some ? OUTLOOK_BEHIND : OUTLOOK_OFF_TRACK;
    if (enough || forecast_meets)
        return OUTLOOK_ON_TRACK;
    return some && (outlook->notes & OUTLOOK_WRONG_WAY) == 0 ? OUTLOOK_BEHIND : OUTLOOK_OFF_TRACK;
}

static enum outlook_state judge(struct outlook *outlook, const struct outlook_input *input)
{
    bool fresh = outlook->newest.date != DATE_NONE &&
                 (outlook->next_due == DATE_NONE || input->today <= outlook->next_due);
    if (!fresh)
        return OUTLOOK_NO_FIGURE;
    if (outlook->newest.status == OUTLOOK_IS_SECRET)
        return OUTLOOK_SECRET;
    if (outlook->newest.status == OUTLOOK_IS_UNAVAILABLE)
        return OUTLOOK_UNAVAILABLE;
    if (!outlook->target_known || input->kind == OUTLOOK_WORDS)
        return OUTLOOK_NO_TARGET;
    if (!outlook->latest_known)
        return OUTLOOK_NO_FIGURE;
    if (outlook->gap == 0)
        return OUTLOOK_REACHED;
    if (input->kind == OUTLOOK_YES_NO)
        return outlook->past_due ? OUTLOOK_OFF_TRACK : OUTLOOK_ON_TRACK;
    if (is_band(&outlook->target))
        return OUTLOOK_OFF_TRACK;
    if (!outlook->past_due && (outlook->notes & OUTLOOK_ONLY_BASELINE) != 0)
        return OUTLOOK_NO_FIGURE;
    return judge_progress(outlook);
}

static bool is_whole(double value)
{
    return fabs(value - round(value)) <= 1e-6;
}

/* The fewest decimals, up to two, that show every value of the indicator as it is. */
static int decimals_needed(const struct outlook_input *input)
{
    int decimals = 0;
    size_t count = input->measurement_count + input->target_count;
    for (size_t i = 0; i < count; i++) {
        bool measured = i < input->measurement_count;
        double value = measured ? input->measurements[i].value
                                : input->targets[i - input->measurement_count].value;
        if ((measured && !input->measurements[i].known) || !isfinite(value))
            continue;
        while (decimals < MOST_DECIMALS && !is_whole(value * pow(10, decimals)))
            decimals++;
    }
    return decimals;
}

static struct outlook find(const struct outlook_input *input, const struct series *series,
                           bool with_pace)
{
    struct outlook outlook = {.reached_on = DATE_NONE};
    find_measurements(&outlook, input, series);
    outlook.next_due = too_old_from(outlook.newest.date, input->frequency);
    if (with_pace)
        find_pace(&outlook, series, input->today);
    find_target(&outlook, input);
    if (outlook.latest_known && outlook.baseline.date == outlook.latest.date)
        outlook.notes |= OUTLOOK_ONLY_BASELINE;
    if (outlook.latest_known && outlook.target_known) {
        find_forecast(&outlook, input);
        find_share(&outlook, input->today);
    }
    outlook.state = judge(&outlook, input);
    return outlook;
}

/* ---- the state alone ---- */

static bool meets_at(const struct outlook_input *input, const struct outlook *outlook, double years,
                     double pace)
{
    double forecast = outlook->latest.value + pace * years;
    return isfinite(forecast) &&
           distance_to(&outlook->target, within_kind(input, outlook, forecast)) == 0;
}

/* Judges progress by counting paces on either side of what is needed, which is cheaper than finding
 * the median. False: they lie too close together to say. */
static bool judge_by_counting(struct outlook *outlook, const struct outlook_input *input,
                              const struct series *series)
{
    struct pace_points points = pace_points(series->items, series->count, input->today);
    double years = years_between(outlook->latest.date, outlook->target.due);
    if (points.count < PACE_POINTS_LEAST || years <= 0)
        return false;
    int way = wanted_way(&outlook->target);
    double needed = (outlook->target.value - outlook->latest.value) / years;
    double margin =
        1e-6 * fmax(1, fabs(needed)) + 4 * ROUNDING * fmax(1, fabs(outlook->target.value)) / years;
    if (!meets_at(input, outlook, years, needed + way * margin) ||
        meets_at(input, outlook, years, needed - way * margin))
        return false;
    bool some = outlook->share_known && outlook->share >= BEHIND_SHARE - ROUNDING;
    enum pace_side meets = pace_side(points, way, needed * way, margin), forward = PACE_BELOW;
    if (meets == PACE_BELOW && some)
        forward = pace_side(points, way, 0, 0);
    if (meets == PACE_UNDECIDED || forward == PACE_UNDECIDED)
        return false;
    outlook->state = meets == PACE_ABOVE     ? OUTLOOK_ON_TRACK
                     : forward == PACE_ABOVE ? OUTLOOK_BEHIND
                                             : OUTLOOK_OFF_TRACK;
    return true;
}

/* Off track is what judge_progress says for lack of a forecast, behind what a wrong way would undo;
 * anything else was decided before it asked for the pace. */
static bool asks_pace(const struct outlook_input *input, const struct outlook *outlook)
{
    return (outlook->state == OUTLOOK_BEHIND || outlook->state == OUTLOOK_OFF_TRACK) &&
           !outlook->past_due && !is_band(&outlook->target) && input->kind != OUTLOOK_YES_NO;
}

bool outlook_without_pace(const struct outlook_input *input, struct outlook *outlook)
{
    struct series series = series_of(input->measurements, input->measurement_count, input->today);
    *outlook = find(input, &series, false);
    free(series.items);
    return !asks_pace(input, outlook);
}

struct outlook outlook_state_of(const struct outlook_input *input)
{
    struct series series = series_of(input->measurements, input->measurement_count, input->today);
    struct outlook outlook = find(input, &series, false);
    if (asks_pace(input, &outlook) && !judge_by_counting(&outlook, input, &series))
        outlook = find(input, &series, true);
    free(series.items);
    return outlook;
}

struct outlook outlook_of(const struct outlook_input *input)
{
    struct series series = series_of(input->measurements, input->measurement_count, input->today);
    struct outlook outlook = find(input, &series, true);
    outlook.decimals = decimals_needed(input);
    if (outlook.state == OUTLOOK_REACHED)
        find_reached(&outlook, &series);
    free(series.items);
    return outlook;
}
