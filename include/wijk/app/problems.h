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

/* One or several problems, to which the same is done as one act: all of them, or none when one
 * refuses; the sentence then begins with its code. */
struct problems {
    const struct id *ids; /* borrowed */
    size_t count;
};

/* Sets the status by the rules of domain/problem.h. `words`: for "waiting" whom or what, for
 * "rejected" why (it becomes a comment), for "solved" how (it becomes the correction, or a comment
 * when there is a correction already); may be NULL. What is reopened is no double any more. One
 * act. */
bool problems_set_status(struct session *session, struct id problem, const char *status,
                         const char *words, struct error *error) MUST_USE;
bool problems_set_statuses(struct session *session, const struct problems *problems,
                           const char *status, const char *words, struct error *error) MUST_USE;

/* The owner: a person (who owns for the partner the person works for) or a partner; with `name` a
 * new partner of that name, made in the same act; with nothing, nobody. */
struct problems_owner {
    enum entity_kind kind; /* ENTITY_PERSON, ENTITY_PARTNER or ENTITY_NONE */
    struct id id;
    const char *name;
};
bool problems_assign(struct session *session, const struct problems *problems,
                     const struct problems_owner *owner, struct error *error) MUST_USE;

/* One step up (1) or down (-1); those that are at the end stay. Refused when all are. */
bool problems_change_severity(struct session *session, const struct problems *problems, int by,
                              struct error *error) MUST_USE;

/* DATE_NONE: no date. */
bool problems_set_due(struct session *session, const struct problems *problems, date_t due,
                      struct error *error) MUST_USE;

bool problems_comment(struct session *session, const struct problems *problems, const char *text,
                      struct error *error) MUST_USE;

#endif
