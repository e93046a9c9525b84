/*
 * The city: every programme of the file with its themes, for files that hold several: how the goals
 * of each theme stand, how that was at the end of the last quarter, whether its figures come closer
 * to those of the city, what needs attention, and what waits for the city board.
 *
 * The lights are there at once; the rest takes longer than a screen may wait and comes in slices:
 *
 *     struct city city;
 *     if (!city_begin(session, &city, &error)) …
 *     while (!city.complete && city_more(session, &city, &error)) …
 *     city_release(&city);
 */
#ifndef WIJK_APP_CITY_H
#define WIJK_APP_CITY_H

#include "wijk/app/session.h"
#include "wijk/app/signals.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/light.h"

#define CITY_THEMES 12 /* columns at most; goals of further themes count in the last */

/* One theme of one neighbourhood. */
struct city_cell {
    struct light_counts counts; /* goals by their light */
    enum light light;           /* light_of_counts */
    /* How it was on the day `since`, with the measurements taken by then: */
    struct light_trend trend;
    enum light before; /* light_of_counts */
    /* Of the indicators that have the same figure of the city to compare with: */
    int compared, ahead;   /* so many, of which so many are better than the city */
    int closing, widening; /* of those that are not ahead: the distance shrinks, grows */
};

struct city_row {
    struct id programme;
    char *name; /* owned: the area's */
    struct city_cell cells[CITY_THEMES];
    int problems, critical; /* open ones */
};

/* A question about a problem that waits for the city board. */
struct city_question {
    struct id escalation, problem;
    char *code, *title; /* owned: of the problem */
    char *area;         /* owned: the neighbourhood */
    char *question;     /* owned */
    date_t asked_on, decide_by;
    bool overdue;
};

struct city_board {
    struct city_question *items; /* owned: the soonest to decide first */
    size_t count;
};

struct city_work;

struct city {
    char *themes[CITY_THEMES]; /* owned: names */
    int theme_count;
    struct city_row *rows; /* owned, by name */
    size_t count;
    date_t since; /* light_trend_since */

    /* What comes in slices; before, it is empty or as city_carry left it. */
    bool complete;
    struct city_board board;
    struct signals signals;
    struct city_work *work; /* owned; NULL when complete */
};

/* The lights and the problems. */
bool city_begin(struct session *session, struct city *city, struct error *error) MUST_USE;
/* A slice of the rest: a few milliseconds. False: it failed, and what is there stays. */
bool city_more(struct session *session, struct city *city, struct error *error) MUST_USE;
/* All of it at once. */
bool city_load(struct session *session, struct city *city, struct error *error) MUST_USE;
void city_release(struct city *city);

/* Takes over from the one before what comes in slices, until that is known anew: so that a screen
 * does not go empty at each change. */
void city_carry(struct city *fresh, struct city *before);

/* The questions that wait for the board, of all programmes. */
bool city_board_load(struct session *session, struct city_board *board,
                     struct error *error) MUST_USE;
void city_board_release(struct city_board *board);

/* Adds the neighbourhood of a row, by its programme; nothing when it is of none, as an agreement.
 */
void city_area(struct session *session, enum entity_kind kind, struct id id, struct buffer *out);

/* What the cells can say. */
enum city_view { CITY_LIGHTS, CITY_TREND, CITY_GAPS, CITY_VIEWS };

/* Adds a cell as it is shown: "▲ 4/6", "●→▲ +1 −2", "↘2 ↗1 ✓3"; nothing where there is nothing. */
void city_cell_text(struct buffer *out, const struct city_cell *cell, enum city_view view);
/* Adds what the signs of a view mean. */
void city_legend(struct buffer *out, const struct city *city, enum city_view view);
/* How bad a cell is, more is worse: for sorting. */
double city_cell_weight(const struct city_cell *cell, enum city_view view);
/* The light a cell is coloured by. */
enum light city_cell_light(const struct city_cell *cell, enum city_view view);

#endif
