/*
 * The programme as a whole: the overview of themes, and the tree theme → goal → indicators and
 * efforts.
 */
#ifndef WIJK_APP_PROGRAMME_H
#define WIJK_APP_PROGRAMME_H

#include "wijk/app/session.h"
#include "wijk/app/signals.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"

/* A theme's line of the overview. Goals are counted by their light. */
struct overview_theme {
    struct id theme;   /* none: goals without a theme */
    char *code, *name; /* owned */
    int goals, on_track, behind, off_track, no_figure;
    int problems, critical; /* open ones */
};

struct overview {
    struct overview_theme *themes; /* owned */
    size_t theme_count;
    struct signals signals;                  /* owned: what asks for attention, most urgent first */
    size_t to_complete;                      /* rows of app/completing.h */
    int measurements_lately, changes_lately; /* in the last 30 days */
    date_t met_on; /* the day of the last meeting; DATE_NONE: there was none, or there are several
                      programmes */
    char *since; /* owned: what happened since, in words (app/actions.h); NULL without a meeting */
};

/* The themes only, for papers: without signals and what else takes time; the rest is empty. */
bool overview_themes(struct session *session, struct overview *overview,
                     struct error *error) MUST_USE;
bool overview_load(struct session *session, struct overview *overview,
                   struct error *error) MUST_USE;
void overview_release(struct overview *overview);

/* A node of the tree: a theme, goal, indicator or effort, in the order in which it is shown, with
 * its depth. */
struct programme_node {
    enum entity_kind kind;
    struct id id;
    struct id parent; /* the node it hangs under; an effort can hang under several goals */
    int depth;
    bool has_children;
    char *code, *title; /* owned */
    char *figures;  /* owned: "17.8 → 14.2 → ≤ 11.0 %", an effort's lead and phase, or "" */
    double *series; /* owned: the last values, oldest first, for a sparkline */
    size_t series_count;
    enum light light;
    char *state;  /* owned: "off track", "60 %" */
    int problems; /* open ones about it */
};

struct programme_tree {
    struct programme_node *nodes; /* owned; parents before children */
    size_t count;
};

/* The whole tree of the session's programme (or of all, each programme then being a root). */
bool programme_tree_load(struct session *session, struct programme_tree *tree,
                         struct error *error) MUST_USE;
void programme_tree_release(struct programme_tree *tree);

/* Moves a row under another: an indicator or goal to another goal or theme, an effort from one goal
 * to another (its contribution is changed; `from` is the goal it hangs under now, or none). One
 * act. ERROR_REFUSED with a sentence when it cannot hang there, or would hang under itself. */
struct programme_move {
    enum entity_kind kind;
    struct id id, from;
    enum entity_kind to_kind;
    struct id to;
};
bool programme_move(struct session *session, const struct programme_move *move,
                    struct error *error) MUST_USE;

#endif
