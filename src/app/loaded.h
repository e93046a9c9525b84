/*
 * What the overview and the tree are made of: the goals of a programme (or of all) as a tree, with
 * their indicators judged, their efforts and the problems about them. Read with a fixed number of
 * queries, plus one short one an indicator.
 *
 * For the app layer only.
 */
#ifndef WIJK_SRC_APP_LOADED_H
#define WIJK_SRC_APP_LOADED_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"
#include "wijk/domain/row.h"

#define LOADED_NONE SIZE_MAX
#define LOADED_SERIES 8

struct loaded_indicator {
    struct row row; /* owned */
    struct outlook outlook;
    enum light light;
    char *figures, *reason; /* owned; one of them, by what was asked for */
    double series[LOADED_SERIES];
    size_t series_count;
    size_t goal, next; /* places; `next` indicator of the same goal */
};

struct loaded_goal {
    struct row row;                   /* owned */
    size_t parent, first_child, next; /* places of goals */
    size_t first_indicator, first_contribution;
    enum light light;
    date_t last_measured; /* of all indicators under it; DATE_NONE: never */
    int problems;
    bool judged, shown;
};

struct loaded_effort {
    struct row row; /* owned */
    bool contributes;
    int problems;
};

struct loaded_contribution {
    size_t goal, effort, next;
    int64_t weight;
};

struct loaded_problem {
    struct row row; /* owned; open ones only */
    struct id theme;
};

struct loaded_place {
    struct id id;
    size_t place;
};

struct loaded_places { /* by id */
    struct loaded_place *items;
    size_t count;
};

struct loaded {
    struct session *session;
    VECTOR(struct row) programmes;                    /* owned, as all below */
    VECTOR(struct row) themes;                        /* by position */
    VECTOR(struct loaded_goal) goals;                 /* visions first, then by code */
    VECTOR(struct loaded_indicator) indicators;       /* by code */
    VECTOR(struct loaded_effort) efforts;             /* by code */
    VECTOR(struct loaded_contribution) contributions; /* heaviest first, then by code of effort */
    VECTOR(struct loaded_problem) problems;
    struct loaded_places goal_places, effort_places, indicator_places;
};

enum loaded_words { LOADED_FIGURES, LOADED_REASONS };

bool loaded_read(struct session *session, enum loaded_words words, struct loaded *loaded,
                 struct error *error) MUST_USE;
void loaded_release(struct loaded *loaded);

/* LOADED_NONE: not here. */
size_t loaded_find(const struct loaded_places *places, struct id id);

/* Judges the indicators and derives the lights of the goals: the second half of loaded_read. */
bool loaded_judge(struct loaded *loaded, enum loaded_words words, struct error *error) MUST_USE;

#endif
