/*
 * What came in and what was closed since a moment, in one programme.
 */
#ifndef WIJK_STORE_SINCE_H
#define WIJK_STORE_SINCE_H

#include <stdbool.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct db;

#define SINCE_COUNTED 5000 /* counting stops here */

struct since_asked {
    struct id programme;
    struct id since; /* ids behind it were made later: ids begin with the time */
    int64_t at;      /* the same as milliseconds UTC of acts */
    date_t day;      /* what was found after this day counts too, whenever it was made */
};

/* `of` is the indicator of a measurement, or the row itself. */
typedef void since_visit(void *context, struct id row, struct id of);

bool since_measurements(struct db *db, const struct since_asked *asked, since_visit *each,
                        void *context, struct error *error) MUST_USE;

/* Problems that were solved or rejected since. */
bool since_closed_problems(struct db *db, const struct since_asked *asked, since_visit *each,
                           void *context, struct error *error) MUST_USE;

#endif
