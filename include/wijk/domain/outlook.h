/*
 * The outlook of an indicator: is it going where it must go? A pure function of the indicator's
 * targets and measurements and of today; every answer carries its reason in words.
 *
 *     struct outlook outlook = outlook_of(&input);
 *     outlook_reason(&words, &input, &outlook, LANGUAGE_NL);
 *
 * The rules:
 * - Measurements after today do not count yet. Order of the input does not matter; of two on one
 *   date the later in the input counts. The baseline is the newest measurement marked as such;
 *   without one the first known measurement, which is noted.
 * - The target is the first not superseded one that is due today or later, else the last one. Of
 *   several on one date the strictest counts, which is noted.
 * - expected: the straight line from the baseline to the target, at today.
 * - pace: with three or more measurements in the last five years (the newest sixty of them) the
 * Theil–Sen slope (the median of the slopes of all pairs), else the slope from the baseline to the
 * latest.
 * - State, the first that holds:
 *     secret, unavailable  the newest measurement says so, and is recent enough
 *     no figure            none within its frequency and half as much again
 *     no target            none, or the indicator is told in words
 *     reached              the latest value meets the target
 *     off track            a band or equal target is not met; or the target's date is past and less
 *                          than 60 % of the change was realised
 *     behind               the date is past and 60 % or more was realised
 *     no figure            only the baseline is known: nothing can be said about its movement
 *     on track             90 % or more of the change expected by today, or the forecast meets the
 *                          target
 *     behind               60 % or more, and not moving the wrong way
 *     off track            the rest
 *   A yes/no indicator is reached, on track until the target's date, and off track after it.
 * - No answer is ever infinite or not a number; what cannot be known has a `_known` of false.
 */
#ifndef WIJK_DOMAIN_OUTLOOK_H
#define WIJK_DOMAIN_OUTLOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/domain/row.h"

/* These follow the choices of the entities table, in its order; outlook_choice reads the stored
 * values. */
enum outlook_kind {
    OUTLOOK_COUNT,
    OUTLOOK_PERCENT,
    OUTLOOK_INDEX,
    OUTLOOK_MARK,
    OUTLOOK_YES_NO,
    OUTLOOK_WORDS
};
enum outlook_direction { OUTLOOK_HIGHER, OUTLOOK_LOWER, OUTLOOK_BAND, OUTLOOK_NEUTRAL };
enum outlook_frequency {
    OUTLOOK_MONTH,
    OUTLOOK_QUARTER,
    OUTLOOK_HALF_YEAR,
    OUTLOOK_YEAR,
    OUTLOOK_TWO_YEARS,
    OUTLOOK_ONCE
};
enum outlook_operator { OUTLOOK_AT_LEAST, OUTLOOK_AT_MOST, OUTLOOK_EQUAL, OUTLOOK_BETWEEN };
enum outlook_status {
    OUTLOOK_FINAL,
    OUTLOOK_PROVISIONAL,
    OUTLOOK_ESTIMATE,
    OUTLOOK_IS_SECRET,
    OUTLOOK_IS_UNAVAILABLE
};

struct outlook_target {
    date_t due;
    enum outlook_operator test;
    double value, value_to; /* value_to: the upper bound of between */
    bool superseded;
};

struct outlook_measurement {
    date_t date;
    double value;
    bool known; /* has a value (or, for yes/no, 1 or 0); never with secret or unavailable */
    enum outlook_status status;
    bool is_baseline;
    const char *words; /* borrowed, may be NULL */
};

struct outlook_input {
    enum outlook_kind kind;
    enum outlook_direction direction;
    enum outlook_frequency frequency;
    const char *unit;                     /* borrowed; NULL: none, or "%" for a percentage */
    const struct outlook_target *targets; /* borrowed */
    size_t target_count;
    const struct outlook_measurement *measurements; /* borrowed */
    size_t measurement_count;
    date_t today;
};

/* So many of the newest measurements, five years of months, are enough to judge by. */
#define OUTLOOK_RECENT 60

enum outlook_state {
    OUTLOOK_REACHED,
    OUTLOOK_ON_TRACK,
    OUTLOOK_BEHIND,
    OUTLOOK_OFF_TRACK,
    OUTLOOK_NO_FIGURE,
    OUTLOOK_NO_TARGET,
    OUTLOOK_SECRET,
    OUTLOOK_UNAVAILABLE,
    OUTLOOK_STATE_COUNT
};

enum outlook_notes {
    OUTLOOK_BASELINE_ASSUMED = 1 << 0,      /* no baseline: the first measurement is taken for it */
    OUTLOOK_BASELINE_AFTER_TARGET = 1 << 1, /* there is no line from one to the other */
    OUTLOOK_TARGETS_COLLIDE = 1 << 2,       /* several targets on one date that differ */
    OUTLOOK_AGAINST_DIRECTION = 1 << 3,     /* "at least" while lower is better, or the reverse */
    OUTLOOK_WRONG_WAY = 1 << 4,             /* the pace leads away from the target */
    OUTLOOK_ONLY_BASELINE = 1 << 5          /* nothing was measured after the baseline */
};

struct outlook {
    enum outlook_state state;
    unsigned notes;
    bool target_known, latest_known, previous_known, baseline_known;
    struct outlook_target target;
    struct outlook_measurement latest, previous, baseline; /* with a value */
    struct outlook_measurement newest; /* also without one; date DATE_NONE: none at all */
    date_t next_due;                   /* when the figure becomes too old; DATE_NONE: never */
    bool past_due;                     /* the target's date lies before today */
    bool expected_known;
    double expected; /* at today */
    bool pace_known;
    double pace;        /* per year */
    size_t pace_points; /* measurements behind a Theil–Sen pace; 0: from baseline to latest */
    bool forecast_known;
    double forecast;   /* at the target's date, at this pace */
    date_t reached_on; /* the measurement since which it is met, or the date at which it will be at
                          this pace; DATE_NONE: unknown, never, or after 2200 */
    double gap;        /* how far the latest is from the target, 0 when met */
    double shortfall;  /* how far the forecast is, 0 when it meets the target */
    bool share_known;
    double share; /* of the change expected by today, how much was realised: 1 is all */
    int decimals; /* with which the values of this indicator are shown */
};

struct outlook outlook_of(const struct outlook_input *input);

/* The same state, target, baseline, newest and latest measurements and share, and whatever it takes
 * to know the state; pace, forecast, the date at which it is reached, notes on them, and decimals
 * may be missing. A fraction of the work, for many indicators of which only the state counts. */
struct outlook outlook_state_of(const struct outlook_input *input);

/* Whether the pace is not needed for that: then the outlook is the one of outlook_state_of already
 * when of the measurements only the newest, the newest with a value and the baseline are given. */
bool outlook_without_pace(const struct outlook_input *input, struct outlook *outlook);

/* The straight line from baseline to target at a date between them: the needed pace of the chart.
 * False: there is none. */
bool outlook_expected_at(const struct outlook *outlook, date_t date, double *value);

/* An English message for the state: "on track". */
const char *outlook_word(enum outlook_state state);

/* Adds the reason in words, numbers and dates in the language, without a final full stop: "14.2 %,
 * needs ≤ 11.0 % on 1 Jan 2011; at this pace 13.6 %". */
void outlook_reason(struct buffer *out, const struct outlook_input *input,
                    const struct outlook *outlook, enum language language);

/* Adds a value as this indicator's values are shown: "14.2 %", "412 pupils", "yes". */
void outlook_value(struct buffer *out, const struct outlook_input *input,
                   const struct outlook *outlook, double value, enum language language);

/* Adds a target: "≤ 11.0 %", "10–12 %". */
void outlook_target_text(struct buffer *out, const struct outlook_input *input,
                         const struct outlook *outlook, enum language language);

/* The parts of an input from rows of the file. A percentage without a value is its numerator over
 * its denominator. `words` and `unit` are borrowed from the row. */
struct outlook_measurement outlook_measurement_of(const struct row *measurement);
struct outlook_target outlook_target_of(const struct row *target);
/* Kind, direction, frequency and unit; the rest of the input is left as it is. */
void outlook_describe(struct outlook_input *input, const struct row *indicator);

/* The position of a stored choice ("two years") in the field's choices of the entities table, which
 * is the value of the enum; `otherwise` when it is NULL or unknown. */
int outlook_choice(const char *entity, const char *column, const char *value, int otherwise);

/* How far the indicator is from the same figure of another area, and whether that grows. The
 * benchmark's figures are taken on the straight line between two years, or at most two years
 * further than the last. */
enum outlook_trend { OUTLOOK_TREND_UNKNOWN, OUTLOOK_CLOSING, OUTLOOK_LEVEL, OUTLOOK_WIDENING };

struct outlook_distance {
    bool known;
    double gap;  /* the indicator's value less the benchmark's, on `date` */
    date_t date; /* of the latest measurement that could be compared */
    double gap_before;
    date_t date_before; /* about a year earlier; DATE_NONE when there is none */
    enum outlook_trend trend;
    int better; /* 1: better than the benchmark by the direction, -1: worse, 0: equal or neither */
};

struct outlook_distance outlook_distance(const struct outlook_input *input,
                                         const struct outlook_measurement *benchmark, size_t count);

/* Adds it in words: "5.1 above Amsterdam, closing". */
void outlook_distance_reason(struct buffer *out, const struct outlook_distance *distance,
                             const struct outlook *outlook, const char *name,
                             enum language language);

#endif
