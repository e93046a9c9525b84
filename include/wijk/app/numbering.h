/*
 * Codes: giving the next one to a new goal, indicator, effort or problem (domain/code.h has the
 * rules). A code is given once and never changes; the number of a deleted row is not given again.
 */
#ifndef WIJK_APP_NUMBERING_H
#define WIJK_APP_NUMBERING_H

#include "wijk/app/session.h"
#include "wijk/domain/row.h"

/* Gives the row its code when its entity has one that the program gives and it has none yet. A code
 * that was set (by an import) is kept, but refused when another row of the programme has it. */
bool numbering_give(struct session *session, struct row *row, struct error *error) MUST_USE;

/* Refuses to change a given code. */
bool numbering_check(struct session *session, const struct row *before, const struct row *after,
                     struct error *error) MUST_USE;

#endif
