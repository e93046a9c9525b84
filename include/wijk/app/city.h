/*
 * The city: every programme of the file with its themes, for files that hold several.
 */
#ifndef WIJK_APP_CITY_H
#define WIJK_APP_CITY_H

#include "wijk/app/session.h"
#include "wijk/domain/light.h"

#define CITY_THEMES 12 /* columns at most; goals of further themes count in the last */

/* One theme of one neighbourhood. */
struct city_cell {
    struct light_counts counts; /* goals by their light */
    enum light light;           /* light_of_counts */
};

struct city_row {
    struct id programme;
    char *name; /* owned: the area's */
    struct city_cell cells[CITY_THEMES];
    int problems, critical; /* open ones */
};

struct city {
    char *themes[CITY_THEMES]; /* owned: names */
    int theme_count;
    struct city_row *rows; /* owned, by name */
    size_t count;
};

bool city_load(struct session *session, struct city *city, struct error *error) MUST_USE;
void city_release(struct city *city);

#endif
