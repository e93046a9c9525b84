/*
 * What the overview and the tree are made of: the goals of a programme (or of all) as a tree, with
 * their indicators judged, their efforts and the problems about them. Read with a fixed number of
 * queries, plus one short one an indicator.
 *
 * For the app layer only.
 */
#ifndef WIJK_SRC_APP_STANDING_H
#define WIJK_SRC_APP_STANDING_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/row.h"
#include "wijk/store/measured.h"

#define STANDING_NONE SIZE_MAX
#define STANDING_SERIES 8

struct standing_indicator {
    struct row row; /* owned */
    struct outlook outlook;
    enum light light;
    char *figures; /* owned; with STANDING_FIGURES */
    double series[STANDING_SERIES];
    size_t series_count;
    size_t goal, next; /* places; `next` indicator of the same goal */
};

struct standing_goal {
    struct row row;                   /* owned */
    size_t parent, first_child, next; /* places of goals */
    size_t first_indicator, first_contribution;
    enum light light;
    date_t last_measured; /* of all indicators under it; DATE_NONE: never */
    int problems;
    bool judged, shown;
};

struct standing_effort {
    struct row row; /* owned */
    bool contributes;
    int problems;
    enum light light; /* the tree judges it */
};

struct standing_contribution {
    size_t goal, effort, next;
    int64_t weight;
};

struct standing_place {
    struct id id;
    size_t place;
};

struct standing_places { /* by id */
    struct standing_place *items;
    size_t count;
};

struct standing_figures;

struct standing {
    struct session *session;
    date_t day;                                         /* on which it is judged */
    struct measured_until until;                        /* which measurements count */
    VECTOR(struct row) programmes;                      /* owned, as all below */
    VECTOR(struct row) themes;                          /* by position */
    VECTOR(struct standing_goal) goals;                 /* visions first, then by code */
    VECTOR(struct standing_indicator) indicators;       /* by code */
    VECTOR(struct standing_effort) efforts;             /* by code */
    VECTOR(struct standing_contribution) contributions; /* heaviest first, then by code of effort */
    struct measured_open problems; /* a theme is that of the goal without one */
    struct standing_places goal_places, effort_places, indicator_places;
    struct standing_figures *figures; /* owned: what judging read, for judging once more */
    size_t next_efforts;              /* the programme whose efforts are to be read */
};

/* How much is read. STANDING_LIGHTS: goals and indicators with their lights, in no order; no
 * efforts, contributions and problems. STANDING_SIGNALS: the efforts that are not over too.
 * STANDING_STATES: all, in order. STANDING_FIGURES: all, with figures, series and whole outlooks;
 * the others have those of outlook_state_of, and of the rows what signals and counts ask. */
enum standing_words { STANDING_LIGHTS, STANDING_SIGNALS, STANDING_STATES, STANDING_FIGURES };

bool standing_read(struct session *session, enum standing_words words, struct standing *standing,
                   struct error *error) MUST_USE;
void standing_release(struct standing *standing);

/* Reads the efforts of what was read with STANDING_LIGHTS, which is enough for signals then; in
 * slices of some programmes, while there are more. */
bool standing_read_efforts(struct standing *standing, bool *more, struct error *error) MUST_USE;

/* STANDING_NONE: not here. */
size_t standing_find(const struct standing_places *places, struct id id);

/* Judges the indicators and derives the lights of the goals: the second half of standing_read. */
bool standing_judge(struct standing *standing, enum standing_words words,
                    struct error *error) MUST_USE;

/* The same in slices, for what may not hold up a key:
 *
 *     struct standing_judging *judging = standing_judging_begin(&standing, words);
 *     while (more && standing_judging_some(judging, 50, &more, &error)) …
 *     standing_judging_end(judging);
 */
struct standing_judging *standing_judging_begin(struct standing *standing,
                                                enum standing_words words);
bool standing_judging_some(struct standing_judging *judging, size_t count, bool *more,
                           struct error *error) MUST_USE;
void standing_judging_end(struct standing_judging *judging);

/* Fills in the measurements of an indicator for another judgement than its state: the newest
 * OUTLOOK_RECENT, from what judging read where it read as many. `judging` begins empty. */
struct judging;
bool standing_recent(struct standing *standing, size_t indicator, struct judging *judging,
                     struct error *error) MUST_USE;

/* The same goals and indicators in the same places, not judged yet, as they were seen on an earlier
 * day: with the measurements of `until`, the lights that people had set by then, and the targets of
 * now. Borrows all but these two lists from `now`, with the figures that were read already; judge
 * it with STANDING_LIGHTS. */
void standing_earlier(const struct standing *now, const struct measured_until *until,
                      struct standing *earlier);
void standing_earlier_release(struct standing *earlier);

#endif
