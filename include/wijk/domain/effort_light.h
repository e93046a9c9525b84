/*
 * The three lights of an effort. Time follows from its end and its milestones, money from what was
 * spent against what time has gone, both by the rules of the signals (domain/signal.h); quality is
 * what people say. A light that people set holds until something happened after it: a milestone or
 * the end passed, or the money was written again.
 */
#ifndef WIJK_DOMAIN_EFFORT_LIGHT_H
#define WIJK_DOMAIN_EFFORT_LIGHT_H

#include "wijk/domain/light.h"
#include "wijk/domain/signal.h"

enum effort_aspect { EFFORT_TIME, EFFORT_MONEY, EFFORT_QUALITY, EFFORT_ASPECTS };

/* The columns of the lights that people set. */
extern const char *const effort_light_columns[EFFORT_ASPECTS];

struct effort_facts {
    bool active; /* planned or running: of what is over nothing is derived */
    date_t late; /* the oldest date of a milestone that was not done; DATE_NONE: none passed */
    const char *title;         /* of that milestone; borrowed, or NULL */
    struct signal_money money; /* its begin and end are those of the effort */
    date_t written;            /* the day its money was last written; DATE_NONE: not known */
    struct {
        bool is_set;
        enum light light;
        date_t on; /* DATE_NONE: not known, then anything that happened is newer */
    } people[EFFORT_ASPECTS];
};

struct effort_light {
    enum light light;
    enum light_origin origin; /* LIGHT_DERIVED too where nothing can be said (grey) */
};

struct effort_light effort_light_of(const struct effort_facts *facts, enum effort_aspect aspect,
                                    const struct signal_limits *limits, date_t today);

/* Adds the reason in words without a final full stop: "derived: 'soil test' is 23 days late". Adds
 * nothing where nothing can be said. */
void effort_light_reason(struct buffer *out, const struct effort_facts *facts,
                         enum effort_aspect aspect, const struct signal_call *call);

#endif
