/*
 * The pace of an indicator: the Theil–Sen slope of its measurements, the median slope of all pairs,
 * which one wrong figure cannot spoil. For outlook.c only.
 */
#ifndef WIJK_SRC_DOMAIN_OUTLOOK_PACE_H
#define WIJK_SRC_DOMAIN_OUTLOOK_PACE_H

#include "wijk/domain/outlook.h"

#define DAYS_PER_YEAR 365.25
#define PACE_POINTS_LEAST 3 /* fewer have no median worth the name */

struct pace_points {
    const struct outlook_measurement *const *items; /* borrowed; oldest first, one a date */
    size_t count;                                   /* at most OUTLOOK_RECENT */
};

/* The last of a series that the pace is found from. */
struct pace_points pace_points(const struct outlook_measurement *const *items, size_t count,
                               date_t today);

/* Per year. */
double pace_median(struct pace_points points);

/* On which side of a pace the median lies, in the direction `way` (1 or -1), found by counting and
 * without it: above it by the margin, or at it when there is no margin; or below by the margin. */
enum pace_side { PACE_BELOW, PACE_ABOVE, PACE_UNDECIDED };
enum pace_side pace_side(struct pace_points points, int way, double pace, double margin);

#endif
