/*
 * One indicator in several neighbourhoods side by side: the indicators of all programmes that
 * measure the same, by their reference variable, or by their name where they have none.
 *
 *     struct compare compare;
 *     if (!compare_load(session, indicator, &compare, &error)) …
 *     compare_release(&compare);
 */
#ifndef WIJK_APP_COMPARE_H
#define WIJK_APP_COMPARE_H

#include "wijk/app/measuring.h"
#include "wijk/app/session.h"

struct compare_one {
    struct id indicator;
    char *area; /* owned: the neighbourhood */
    struct indicator_view view;
};

struct compare {
    char *name;                /* owned: what is compared, with its unit */
    char *together;            /* owned: what it is of all of them together, or why there is no
                                  total; "" when there is nothing to say */
    struct compare_one *items; /* owned: what goes worst first */
    size_t count;
    bool any;                   /* there is a value at all, so that the ranges are known */
    double least, most;         /* of all values, targets and figures of the city */
    date_t first, last;         /* of all measurements */
    size_t better, worse, even; /* against the benchmark area, of those that can be compared */
};

bool compare_load(struct session *session, struct id indicator, struct compare *compare,
                  struct error *error) MUST_USE;
void compare_release(struct compare *compare);

#endif
