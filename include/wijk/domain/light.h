/*
 * Lights: grey, green, amber, red, always with a glyph and a word beside the colour. The light of
 * an indicator follows from its outlook; the light of a goal is what people set, if they set it
 * since the last measurement, else the worst of what is under it.
 */
#ifndef WIJK_DOMAIN_LIGHT_H
#define WIJK_DOMAIN_LIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/domain/outlook.h"

enum light { LIGHT_GREY, LIGHT_GREEN, LIGHT_AMBER, LIGHT_RED, LIGHT_COUNT };

const char *light_glyph(enum light light); /* ○ ● ▲ ▼ */
const char *light_word(enum light light);  /* an English message: "on track", "behind" … */
const char *light_value(enum light light); /* as stored: "green" */
bool light_of_value(const char *value, enum light *light); /* false: NULL or unknown */

/* Grey for no figure, no target, secret and unavailable. */
enum light light_of_outlook(enum outlook_state state);

/* The worse of two; grey says nothing and is never the worse. */
enum light light_worse(enum light one, enum light other);

/* What is under a goal: an indicator or a sub-goal. */
struct light_member {
    enum light light;
    const char *name; /* code, else name; borrowed */
};

struct light_goal {
    bool is_set; /* people set a light */
    enum light set;
    date_t set_on;           /* DATE_NONE: unknown, then it counts as set before any measurement */
    date_t last_measurement; /* the newest of all its indicators, DATE_NONE: none */
    const struct light_member *members;
    size_t member_count;
};

enum light_origin {
    LIGHT_SET,      /* by people, and still valid */
    LIGHT_DERIVED,  /* the worst of its members */
    LIGHT_OVERTAKEN /* derived; what people set is older than the last measurement */
};

struct light_answer {
    enum light light;
    enum light_origin origin;
    size_t worst;   /* the member that decided, when derived and not grey */
    size_t unknown; /* how many members are grey */
};

struct light_answer light_of_goal(const struct light_goal *goal);

/* Adds the reason in words, without a final full stop. */
void light_reason(struct buffer *out, const struct light_goal *goal,
                  const struct light_answer *answer, enum language language);

struct row;

/* The worst of the lights that people set on a goal or an effort; grey: none. */
enum light light_set_by_people(const struct row *row);

#define LIGHT_WHY 3
/* The columns of why: cause, consequence, correction. */
extern const char *const light_why[LIGHT_WHY];

/* Which of them the row lacks although a light that people set asks for them: amber and red do.
 * Fills their names in order, and answers how many. */
int light_lacks(const struct row *row, const char *columns[LIGHT_WHY]);

/* How many of each light, as in the overview's line of a theme. */
struct light_counts {
    int of[LIGHT_COUNT];
};
void light_count(struct light_counts *counts, enum light light);
enum light light_worst(const struct light_counts *counts);
/* The light of many goals together: red when a third or more of those with a light are off track,
 * amber when fewer than two thirds are on track, else green; grey when none has a light. */
enum light light_of_counts(const struct light_counts *counts);
int light_total(const struct light_counts *counts);

/*
 * The trend of goals: their lights now beside those at the end of the last quarter, as that day saw
 * them: with the measurements taken and the lights set by then, and the targets of now. A goal that
 * went from one light to another went better or worse; from or to grey says nothing. This is the
 * one trend there is, on the city's screen, in status, in the report and on the public site.
 */
/* The last day of the quarter before the one that today is in. */
date_t light_trend_since(date_t today);
/* 1: better, -1: worse, 0: the same, or one of them is grey. */
int light_change(enum light then, enum light now);

struct light_trend {
    struct light_counts before;
    int compared;      /* goals with a light then and now */
    int better, worse; /* of those */
};
void light_trend_count(struct light_trend *trend, enum light then, enum light now);

/* In one word: what most of the goals that changed did. */
enum light_course {
    LIGHT_COURSE_UNKNOWN, /* nothing to compare */
    LIGHT_COURSE_SAME,    /* none changed */
    LIGHT_COURSE_BETTER,
    LIGHT_COURSE_WORSE,
    LIGHT_COURSE_MIXED /* as many better as worse */
};
enum light_course light_course_of(const struct light_trend *trend);
/* For data: "better", "worse", "same", "mixed"; NULL: unknown. */
const char *light_course_value(enum light_course course);
/* Adds it with its day: "better since 30 Sep 2026"; nothing when it is unknown. */
void light_course_words(struct buffer *out, enum light_course course, date_t since,
                        enum language language);

/* Adds the counts in words: "4 on track, 1 behind, 1 off track, 2 no figure"; what is 0 is left
 * out. */
void light_counts_reason(struct buffer *out, const struct light_counts *counts,
                         enum language language);

#endif
