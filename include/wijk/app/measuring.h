/*
 * Measuring: logging a figure, and everything the indicator screen shows.
 */
#ifndef WIJK_APP_MEASURING_H
#define WIJK_APP_MEASURING_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/quickline.h"
#include "wijk/domain/row.h"

/* Logs the measurement of a parsed quick line on an indicator, as one act; *id is the new row. The
 * line's own date, source, note and status count; without a date it is today. An ambiguous number
 * takes the first reading: whoever calls has shown it. ERROR_INPUT when the line says no
 * measurement. */
bool measuring_log(struct session *session, struct id indicator, const struct quickline *line,
                   struct id *id, struct error *error) MUST_USE;

/* One indicator with its figures and what follows from them. */
struct indicator_view {
    struct row indicator;
    struct row goal;
    struct row *measurements; /* owned, by date, oldest first */
    size_t measurement_count;
    struct row *targets; /* owned, by date, superseded ones too */
    size_t target_count;
    struct outlook outlook;
    enum light light;
    char *reason; /* owned: the outlook in words */
    struct outlook_measurement
        *benchmark; /* owned: the same figure of the benchmark area, by year */
    size_t benchmark_count;
    char *benchmark_name; /* owned: the area; NULL without figures of it */
    char *distance;       /* owned: how far from it, in words; NULL: nothing to say */
    int compared;         /* 1: better than the benchmark, -1: worse, 0: equal, or not known */
    char *summary; /* owned: "Baseline 17.8 (1 Jan 2008) · latest 14.2 (1 Oct 2009) · target ≤ 11.0
                      (1 Jan 2011)" */
};

bool indicator_view_load(struct session *session, struct id indicator, struct indicator_view *view,
                         struct error *error) MUST_USE;
void indicator_view_release(struct indicator_view *view);

/* A value with its unit for people: "14.2 %", "412", "yes". */
void measuring_value(struct session *session, const struct row *indicator, double value,
                     struct buffer *out);

#endif
