/*
 * The queries behind the charter: which efforts serve which agreement, what each agreement is
 * linked to, and which problems stand in its way. Each is one statement over all agreements, so
 * that a matrix of 150 agreements and 17 neighbourhoods is three queries and not thousands.
 *
 * An effort serves an agreement that is linked to it, or to a goal it contributes to. A problem
 * stands in the way of an agreement when it is open, of severity high or critical, and about the
 * agreement itself, a goal or an effort linked to it, or an effort that serves it.
 */
#ifndef WIJK_STORE_CHARTER_H
#define WIJK_STORE_CHARTER_H

#include <stdbool.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/entity.h"

struct db;

/* Texts are borrowed until the callback returns; false ends the walk. */
struct charter_effort {
    struct id agreement, effort, programme;
    const char *phase;     /* NULL: unknown */
    date_t starts, ends;   /* DATE_NONE: unknown */
    const char *lights[3]; /* that people set: time, money, quality; NULL: none */
};
typedef bool charter_effort_visit(void *context, const struct charter_effort *effort);

struct charter_link {
    struct id agreement, row;
    struct id programme;   /* of a goal or effort; else none */
    enum entity_kind kind; /* area, goal or effort; others of a newer version are left out */
};
typedef bool charter_link_visit(void *context, const struct charter_link *link);

struct charter_blocker {
    struct id agreement, problem, programme;
    int severity;
};
typedef bool charter_blocker_visit(void *context, const struct charter_blocker *blocker);

/* Each pair of an agreement and an effort that serves it once. `agreement` none: of all. */
bool charter_efforts(struct db *db, struct id agreement, charter_effort_visit *visit, void *context,
                     struct error *error) MUST_USE;
bool charter_links(struct db *db, struct id agreement, charter_link_visit *visit, void *context,
                   struct error *error) MUST_USE;
/* Each pair of an agreement and a problem once, the most severe problems first. */
bool charter_blockers(struct db *db, struct id agreement, charter_blocker_visit *visit,
                      void *context, struct error *error) MUST_USE;

#endif
