/*
 * The trend of the goals since the last quarter, by theme and together: the definition of
 * domain/light.h, for what is no city's screen.
 */
#ifndef WIJK_APP_TREND_H
#define WIJK_APP_TREND_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/light.h"

struct trend_theme {
    struct id theme;
    struct light_trend trend;
};

struct trend {
    date_t since;                      /* light_trend_since */
    struct light_trend all;            /* goals of no theme too */
    VECTOR(struct trend_theme) themes; /* by position */
};

/* Of the programme that is looked at, or of all. */
bool trend_load(struct session *session, struct trend *trend, struct error *error) MUST_USE;
void trend_release(struct trend *trend);

/* Of one theme: all of it unknown where it has no goals. */
struct light_trend trend_of(const struct trend *trend, struct id theme);

#endif
