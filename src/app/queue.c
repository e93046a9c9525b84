#include "wijk/app/queue.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/vector.h"
#include "wijk/domain/problem.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

struct queueing {
    date_t today;
    bool any_status; /* the query says which */
    VECTOR(struct queue_item) items;
};

static void add(struct queueing *queueing, struct id id, const struct score_facts *facts)
{
    struct score score;
    score_of(facts, queueing->today, &score);
    *VECTOR_PUSH(&queueing->items) = (struct queue_item){id, *facts, score.total};
}

static void add_noticed(void *context, const struct noticed_open *problem)
{
    struct score_facts facts = {.severity = problem->severity,
                                .level = problem_level_of(problem->level),
                                .charter = !id_is_none(problem->agreement),
                                .raised_on = problem->raised_on,
                                .due = problem->due};
    add(context, problem->id, &facts);
}

static bool add_row(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct score_facts facts;
    const struct queueing *queueing = context;
    if (!queueing->any_status && !problem_is_open(row_text(row, "status")))
        return true;
    score_facts_of(row, &facts);
    add(context, row->id, &facts);
    return true;
}

static int by_score(const void *one, const void *other)
{
    const struct queue_item *first = one, *second = other;
    if (first->total < second->total || first->total > second->total)
        return first->total > second->total ? -1 : 1;
    if (first->facts.raised_on != second->facts.raised_on)
        return first->facts.raised_on < second->facts.raised_on ? -1 : 1;
    return memcmp(first->id.bytes, second->id.bytes, sizeof first->id.bytes);
}

bool queue_asks_status(const struct query *query)
{
    int status = entity_field(query->entity, "status");
    for (size_t i = 0; i < query->condition_count; i++)
        if (query->conditions[i].field == status)
            return true;
    return false;
}

/* The rows of the query, with what the score is made of. */
static bool each_asked(struct session *session, const struct query *query,
                       struct queueing *queueing, struct error *error)
{
    struct query asked = *query; /* its conditions are borrowed */
    asked.only = "status severity level agreement raised_on due";
    return record_each(session->db, &asked, add_row, queueing, error);
}

bool queue_load(struct session *session, const struct query *query, struct queue *queue,
                struct error *error)
{
    struct queueing queueing = {.today = session->today};
    bool all = query == NULL || query->condition_count == 0;
    queueing.any_status = !all && queue_asks_status(query);
    bool read = all ? noticed_open(session->db, session->programme, add_noticed, &queueing, error)
                    : each_asked(session, query, &queueing, error);
    if (queueing.items.count > 1)
        qsort(queueing.items.items, queueing.items.count, sizeof *queueing.items.items, by_score);
    *queue = (struct queue){queueing.items.items, queueing.items.count};
    if (!read)
        queue_release(queue);
    return read;
}

void queue_release(struct queue *queue)
{
    free(queue->items);
    *queue = (struct queue){NULL, 0};
}

long queue_position(const struct queue *queue, struct id id)
{
    for (size_t i = 0; i < queue->count; i++)
        if (id_equal(queue->items[i].id, id))
            return (long)i;
    return -1;
}
