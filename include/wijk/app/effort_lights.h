/*
 * The lights of efforts: what their milestones, ends and money say, and what people set
 * (domain/effort_light.h). The facts of many are read at once, with a question a kind, however many
 * they are:
 *
 *     struct effort_lights lights;
 *     if (!effort_lights_read(session, none, &lights, error))
 *         return false;
 *     effort_lights_judge(&lights, &effort, &judged);
 *     effort_lights_release(&lights);
 */
#ifndef WIJK_APP_EFFORT_LIGHTS_H
#define WIJK_APP_EFFORT_LIGHTS_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/effort_light.h"
#include "wijk/domain/row.h"

struct effort_lights_fact {
    struct id effort;
    date_t late; /* a milestone that was not done */
    char *title; /* owned, or NULL */
    int64_t planned, spent;
};

/* When people said what they said, and when the money was written. */
struct effort_lights_said {
    struct id effort;
    date_t on[EFFORT_ASPECTS], written; /* DATE_NONE: not known */
};

struct effort_lights {
    struct session *session; /* borrowed */
    struct signal_limits limits;
    VECTOR(struct effort_lights_fact) facts; /* by effort, several of one */
    VECTOR(struct effort_lights_said) said;  /* by effort, those of which a light is set */
};

struct effort_judged {
    struct effort_facts facts; /* its title is borrowed from the lights */
    struct effort_light of[EFFORT_ASPECTS];
    enum light worst;
};

/* Of one effort, or with none of all that are looked at. Release it either way. */
bool effort_lights_read(struct session *session, struct id effort, struct effort_lights *out,
                        struct error *error) MUST_USE;
/* Of all efforts of the file, whatever programme is looked at. */
bool effort_lights_read_all(struct session *session, struct effort_lights *out,
                            struct error *error) MUST_USE;
void effort_lights_release(struct effort_lights *lights);

/* What an effort says itself; texts as stored, borrowed, NULL where unknown. */
struct effort_stated {
    struct id effort;
    const char *phase;
    date_t starts, ends; /* DATE_NONE: unknown */
    const char *lights[EFFORT_ASPECTS];
};
void effort_lights_judge_stated(const struct effort_lights *lights,
                                const struct effort_stated *stated, struct effort_judged *out);
/* The same of a row, which needs its phase, begin, end and lights. */
void effort_lights_judge(const struct effort_lights *lights, const struct row *effort,
                         struct effort_judged *out);

/* Adds the reason of one in words; nothing where nothing can be said. */
void effort_lights_reason(const struct effort_lights *lights, const struct effort_judged *judged,
                          enum effort_aspect aspect, struct buffer *out);

#endif
