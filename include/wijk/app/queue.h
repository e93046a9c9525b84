/*
 * The coordinator's queue: the open problems of a programme, or of all programmes of the file, by
 * their score (domain/score.h). The whole order is kept in memory in a compact form; the rows
 * themselves are read as they are shown.
 */
#ifndef WIJK_APP_QUEUE_H
#define WIJK_APP_QUEUE_H

#include "wijk/app/session.h"
#include "wijk/domain/query.h"
#include "wijk/domain/score.h"

struct queue_item {
    struct id id;
    struct score_facts facts;
    double total;
};

struct queue {
    struct queue_item *items; /* owned; the highest score first, then the older problem */
    size_t count;
};

/* `query` (of problems; may be NULL: all) narrows it; closed problems are left out unless it
 * asks for a status, and its order is of no account. */
bool queue_load(struct session *session, const struct query *query, struct queue *queue,
                struct error *error) MUST_USE;
void queue_release(struct queue *queue);

/* Whether a query of problems says which status it wants. */
bool queue_asks_status(const struct query *query);

/* Where the problem stands, from 0; -1: it is not in the queue. */
long queue_position(const struct queue *queue, struct id id);

#endif
