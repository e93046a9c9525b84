/*
 * What may leave the circle of those who work with a programme: the one place that says which rows
 * and which of their columns the public gets to see. All that publishes asks here.
 *
 * A row is public when its own visibility says so (empty counts as public for goals and efforts,
 * and for nothing else), when it is not in the bin, and when its kind is published at all. A
 * programme is public when it was adopted. What belongs to a row that is not public is not either:
 * whoever publishes reads rows from the top down (programme, goal, indicator, measurement) and
 * leaves out what hangs under nothing.
 *
 * Columns are allowed by name; a new column is not published until it is added to the table.
 * Never published: people, who raised or leads something as a person, contacts, comments, meetings
 * with all that was noted in them, actions, escalations, signals that were put aside, notes.
 */
#ifndef WIJK_DOMAIN_VISIBILITY_H
#define WIJK_DOMAIN_VISIBILITY_H

#include <stdbool.h>

#include "wijk/domain/row.h"

/* Whether rows of this kind are ever published. */
bool visibility_kind(enum entity_kind kind);

/* Whether the row, taken by itself, is public; see above for what it hangs under. */
bool visibility_row(const struct row *row);

/* Whether the column of a public row is public. */
bool visibility_column(enum entity_kind kind, const char *column);

#endif
