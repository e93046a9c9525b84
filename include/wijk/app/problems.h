/*
 * Problems: flagging one in a typed line, and its way through the workflow.
 */
#ifndef WIJK_APP_PROBLEMS_H
#define WIJK_APP_PROBLEMS_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/quickline.h"

struct problem_request {
    const struct quickline *line; /* borrowed; parsed */
    enum entity_kind kind; /* of the row it is about; ENTITY_NONE: nothing in particular. A line
                              that says &CODE goes before it */
    struct id about;
};

/* Makes a problem of a line; *id is the new row. The owner is resolved to a person or a partner;
 * when the name is unknown the problem gets no owner and `unresolved` (may be NULL) the name, so
 * that it can be completed later. One act. */
bool problems_flag(struct session *session, const struct problem_request *request, struct id *id,
                   struct buffer *unresolved, struct error *error) MUST_USE;

/* Sets the status by the rules of domain/problem.h. `waiting_for`: for "waiting" whom or what, for
 * "rejected" why (it becomes a comment); may be NULL. One act. */
bool problems_set_status(struct session *session, struct id problem, const char *status,
                         const char *waiting_for, struct error *error) MUST_USE;

#endif
