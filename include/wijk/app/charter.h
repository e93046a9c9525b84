/*
 * The charter: the agreements between city and national government, which efforts serve them in
 * which neighbourhood, what stands in their way, and what is missing.
 *
 *     struct charter charter;
 *     if (!charter_load(session, "theme=WON", &charter, error)) …
 *     const struct charter_cell *cell = charter_cell(&charter, agreement, place);
 *     charter_release(&charter);
 */
#ifndef WIJK_APP_CHARTER_H
#define WIJK_APP_CHARTER_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/domain/charter.h"
#include "wijk/domain/light.h"
#include "wijk/domain/row.h"

/* ---- all agreements × neighbourhoods ---- */

struct charter_agreement {
    struct row row;   /* owned */
    char *ministry;   /* owned: its name, or "" */
    int efforts;      /* that serve it and were not stopped, in all neighbourhoods */
    int blockers;     /* open problems of severity high or critical in its way */
    enum light light; /* the worst of its efforts */
    unsigned gaps;    /* enum charter_gap */
};

struct charter_place {
    struct id programme, area;
    char *name; /* owned: the neighbourhood */
};

struct charter_cell {
    int efforts, blockers;
    enum light light;
    bool linked; /* the agreement is linked to the neighbourhood, to an area it lies in, or to a
                    goal or effort there */
};

struct charter {
    VECTOR(struct charter_agreement) agreements; /* by number */
    VECTOR(struct charter_place) places;         /* by name; every programme of the file */
    struct charter_cell *cells;                  /* owned: a row an agreement */
};

/* `filter` is typed (rows.h), NULL for all agreements. A fixed number of queries. */
bool charter_load(struct session *session, const char *filter, struct charter *charter,
                  struct error *error) MUST_USE;
/* All of them with their efforts and links alone: blockers stay 0, lights grey, and gaps that
 * follow from them are not there. */
bool charter_load_efforts(struct session *session, struct charter *charter,
                          struct error *error) MUST_USE;
void charter_release(struct charter *charter);

const struct charter_cell *charter_cell(const struct charter *charter, size_t agreement,
                                        size_t place);

/* ---- what stands in the way, by ministry ---- */

struct charter_obstacle {
    struct id agreement, problem;
    char *ministry, *code, *text; /* owned: of the agreement; "" without a ministry */
    char *problem_code, *title;   /* owned */
    char *where, *level;          /* owned: neighbourhood; whose turn it is, in words */
    int severity;
};

struct charter_obstacles {
    VECTOR(struct charter_obstacle) items; /* by ministry, then the gravest, then by number */
};

bool charter_obstacles_load(struct session *session, struct charter_obstacles *obstacles,
                            struct error *error) MUST_USE;
void charter_obstacles_release(struct charter_obstacles *obstacles);

/* ---- one agreement ---- */

enum charter_part {
    CHARTER_PLACES,   /* areas it is linked to */
    CHARTER_GOALS,    /* linked goals */
    CHARTER_EFFORTS,  /* the evidence: efforts that serve it */
    CHARTER_FIGURES,  /* indicators of its goals, with their outlook */
    CHARTER_PROBLEMS, /* in its way */
    CHARTER_HISTORY,  /* of its status */
    CHARTER_MEETINGS, /* where it was or will be discussed */
    CHARTER_PARTS
};

struct charter_line {
    enum charter_part part;
    enum entity_kind kind;
    struct id id, programme;    /* programme: none where it is of none */
    char *code, *title, *words; /* owned; words: phase and percentage, the outlook, … */
    char *where;                /* owned: neighbourhood, or "" */
    enum light light;           /* LIGHT_COUNT: none */
};

/* The sheet for a theme meeting. */
struct charter_sheet {
    struct row agreement;                  /* owned */
    char *title;                           /* owned: "C-12 text" */
    char *theme, *ministry, *lead, *state; /* owned: names, or ""; status with date, in words */
    unsigned gaps;
    char *question;                    /* owned: to put in the meeting */
    VECTOR(struct charter_line) lines; /* by part */
};

bool charter_sheet_load(struct session *session, struct id agreement, struct charter_sheet *sheet,
                        struct error *error) MUST_USE;
void charter_sheet_release(struct charter_sheet *sheet);
/* An English message: the heading of a part. */
const char *charter_part_title(enum charter_part part);
/* An English message: what stands there when it has no lines. */
const char *charter_part_empty(enum charter_part part);

/* ---- changing ---- */

/* Links the agreement to an area, goal or effort; one act. ERROR_REFUSED when it is already. */
struct charter_linking {
    struct id agreement;
    enum entity_kind kind;
    struct id row;
};
bool charter_link(struct session *session, const struct charter_linking *linking,
                  struct error *error) MUST_USE;
/* Takes the link away; one act. ERROR_NOT_FOUND with a sentence when there is none. */
bool charter_unlink(struct session *session, const struct charter_linking *linking,
                    struct error *error) MUST_USE;

/* Puts the agreement on the agenda of the next theme meeting that is not over: one of its theme,
 * else one of no theme. One act; `where` (may be NULL) gets the meeting's title. ERROR_NOT_FOUND
 * when none is planned, ERROR_REFUSED when it is on that agenda already; both with a sentence. */
bool charter_to_agenda(struct session *session, struct id agreement, struct buffer *where,
                       struct error *error) MUST_USE;

/* How many days before its date an agreement without an effort is due soon. */
int charter_soon_days(const struct session *session);

#endif
