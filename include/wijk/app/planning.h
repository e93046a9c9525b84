/*
 * The planning: efforts with their milestones, meetings and agreements of one or all
 * neighbourhoods, with the dates they have, the dates they had first, and partners who have too
 * much at once; and moving a date with the reason.
 */
#ifndef WIJK_APP_PLANNING_H
#define WIJK_APP_PLANNING_H

#include "wijk/app/session.h"
#include "wijk/base/date.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/light.h"
#include "wijk/domain/planning.h"

struct planning_line {
    enum entity_kind kind; /* effort, milestone (behind its effort), meeting, agreement */
    struct id id, programme;
    char *code, *title, *where, *who; /* owned: neighbourhood; lead or ministry; "" for none */
    date_t starts, ends; /* a milestone, meeting or agreement has the one day, in both */
    date_t first_ends;   /* what `ends` was before it was moved; DATE_NONE: never */
    int moved;           /* how often it went to a later day */
    bool done;           /* done, stopped, closed or kept */
    bool late;           /* past and not done */
    bool experiment;
    bool crowded;     /* its lead has too much at once while it runs */
    enum light light; /* of an effort; LIGHT_GREY otherwise */
};

struct planning_crowd {
    struct id partner;
    char *name; /* owned */
    struct planning_peak peak;
};

struct planning {
    VECTOR(struct planning_line)
    lines; /* efforts with their milestones by neighbourhood and code,
              then meetings and agreements by date */
    VECTOR(struct planning_crowd) crowds; /* the fullest first */
    int limit;                            /* more than so many at once is too much */
};

/* `from` and `to` (DATE_NONE: open): only what lies at least partly between. */
struct planning_request {
    date_t from, to;
};
bool planning_load(struct session *session, const struct planning_request *request,
                   struct planning *planning, struct error *error) MUST_USE;
void planning_release(struct planning *planning);

/* Moves the end of an effort (of one that is only planned its beginning by as much too), or the
 * date of a milestone or an agreement, and keeps the reason as a comment: one act. Refused without
 * a reason, for meetings, and for what is done. */
struct planning_moving {
    enum entity_kind kind;
    struct id id;
    date_t to;
    const char *reason;
};
bool planning_move(struct session *session, const struct planning_moving *moving,
                   struct error *error) MUST_USE;

#endif
