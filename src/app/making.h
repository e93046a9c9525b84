/*
 * Rows of typed lines, checked and complete, but not yet in the file: for acts that make more than
 * the row. For the app layer only.
 */
#ifndef WIJK_SRC_APP_MAKING_H
#define WIJK_SRC_APP_MAKING_H

#include "wijk/app/measuring.h"
#include "wijk/app/problems.h"

/* Finds the owner by initials or name: fills "owner" and "owner_person" of a problem, "partner" and
 * "person" of an action. Nobody known: adds the name to `unresolved`. */
bool problems_find_owner(struct session *session, const char *name, struct row *row,
                         struct buffer *unresolved, struct error *error) MUST_USE;

/* Fills a problem from a line (row_init was called): all but what rows_prepare and numbering give.
 * Mistakes of the line are the caller's. */
bool problems_make(struct session *session, const struct problem_request *request,
                   struct row *problem, struct buffer *unresolved, struct error *error) MUST_USE;

/* Fills a measurement of the indicator from a line (row_init was called), checked. */
bool measuring_make(struct session *session, struct id indicator, const struct quickline *line,
                    struct row *row, struct error *error) MUST_USE;

#endif
