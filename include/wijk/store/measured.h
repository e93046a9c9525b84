/*
 * The queries behind judgements: series of measurements, the latest of each indicator, targets, and
 * counts of problems. Fast for thousands of indicators among a million measurements, where a list
 * of rows through record.h would not be.
 */
#ifndef WIJK_STORE_MEASURED_H
#define WIJK_STORE_MEASURED_H

#include <stdbool.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct db;

enum measured_status {
    MEASURED_FINAL,
    MEASURED_PROVISIONAL,
    MEASURED_ESTIMATE,
    MEASURED_SECRET,
    MEASURED_UNAVAILABLE
};

struct measured {
    struct id id, indicator;
    date_t taken_on;
    bool known; /* there is a value */
    double value;
    bool parts; /* numerator and denominator are known */
    double numerator, denominator;
    enum measured_status status;
    bool baseline;
};

/* A growing list; start with {0}, release with free(items). */
struct measured_series {
    struct measured *items;
    size_t count, capacity;
};

/* The measurements of one indicator, oldest first; equal dates in the order they were made.
 * `since` DATE_NONE: all; baselines are always included. */
bool measured_series(struct db *db, struct id indicator, date_t since, struct measured_series *out,
                     struct error *error) MUST_USE;

/* What counts when the past is looked at: taken by a day (DATE_NONE: any), and recorded no later
 * than the row of an id (none: any), as ids grow in time. */
struct measured_until {
    date_t day;
    struct id newest;
};
#define MEASURED_ANY ((struct measured_until){.day = DATE_NONE})

/* The newest `most` measurements of one indicator, oldest first, with numerator and denominator
 * only where there is no value. Cheap, however many there are: for walking over all indicators of a
 * file. */
struct measured_which {
    struct id indicator;
    int most;
    struct measured_until until;
};
bool measured_recent(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error) MUST_USE;

/* The same of those before one that is known: `until` has its day and its id. */
bool measured_before(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error) MUST_USE;

/* Whether no other measurement of its indicator has its date. */
bool measured_alone(struct db *db, const struct measured *measured, bool *alone,
                    struct error *error) MUST_USE;

/* The latest measurement (of any status; with equal dates the one made last) of every indicator of
 * the programme (none: of all); indicators without one are not in it. In the order of the
 * indicators' ids. */
bool measured_latest(struct db *db, struct id programme, struct measured_series *out,
                     struct error *error) MUST_USE;

/* The measurements marked as baselines of every indicator of the programme (none: of all, in the
 * bin or not), by indicator, the one that counts (the newest) last. An indicator without one has
 * its oldest measurement with a value for a baseline. */
bool measured_baselines(struct db *db, struct id programme, struct measured_series *out,
                        struct error *error) MUST_USE;

/* The oldest measurement of the indicator that has a value, be it of a numerator and a denominator;
 * adds nothing when there is none. `most` does not matter. */
bool measured_oldest(struct db *db, const struct measured_which *which, struct measured_series *out,
                     struct error *error) MUST_USE;

enum measured_operator { TARGET_AT_LEAST, TARGET_AT_MOST, TARGET_EQUAL, TARGET_BETWEEN };

struct measured_target {
    struct id id, indicator;
    date_t due;
    enum measured_operator operator;
    double value, value_to; /* value_to: TARGET_BETWEEN */
};

struct measured_targets {
    struct measured_target *items;
    size_t count, capacity;
};

/* Targets that are not superseded and have a value, in the order of (indicator, due). One
 * indicator, or with the none id all of the programme (none: all, also of indicators in the bin).
 */
bool measured_targets(struct db *db, struct id indicator, struct id programme,
                      struct measured_targets *out, struct error *error) MUST_USE;

/* Counts of open problems (not solved, not rejected). */
struct measured_problems {
    struct id theme; /* none: without a theme */
    long open;
    long critical;  /* severity 4 */
    long high;      /* severity 3 */
    long escalated; /* handed to a level above the group */
};

struct measured_problem_list {
    struct measured_problems *items;
    size_t count, capacity;
};

/* By theme: the problem's own, else that of its goal. */
bool measured_problems(struct db *db, struct id programme, struct measured_problem_list *out,
                       struct error *error) MUST_USE;

/* What was done since a moment (milliseconds UTC). Counting stops at a few thousand. */
struct measured_lately {
    long measurements; /* made, of the programme (none: of all) */
    long acts;         /* in the file, that stand */
};

bool measured_lately(struct db *db, struct id programme, int64_t since, struct measured_lately *out,
                     struct error *error) MUST_USE;

/* What counting open problems needs of each of them; none ids where it says nothing. */
struct measured_problem {
    struct id programme, theme, goal, effort;
    int severity;
};

struct measured_open {
    struct measured_problem *items;
    size_t count, capacity;
};

/* The open problems of the programme (none: of all), in no order; from an index alone, so that
 * twenty thousand take milliseconds. */
bool measured_open_problems(struct db *db, struct id programme, struct measured_open *out,
                            struct error *error) MUST_USE;

struct measured_count {
    struct id programme;
    int open, critical;
};

struct measured_counts {
    struct measured_count *items;
    size_t count, capacity;
};

/* How many open problems each programme has that has any. */
bool measured_problem_counts(struct db *db, struct measured_counts *out,
                             struct error *error) MUST_USE;

#endif
