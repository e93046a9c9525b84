/* Actions that were carried over from meeting to meeting. */
#include "meeting_internal.h"
#include "signals_collect.h"

static bool collect_action(void *context, const struct row *action, struct error *error)
{
    (void)error;
    struct collecting *collecting = context;
    if (signal_carried(&collecting->call, row_integer(action, "carried", 0), &collecting->finding))
        collecting_add(collecting, SIGNAL_CARRIED, action, action,
                       row_reference(action, "partner"));
    return true;
}

/* A programme's open actions are found by an index, those of all by reading every action. */
bool collecting_actions(struct collecting *collecting, bool *more, struct error *error)
{
    struct query query;
    (void)more;
    query_init(&query, ENTITY_ACTION);
    query.only = "code what partner status carried";
    query.unordered = true;
    bool read = query_add(&query, "status", QUERY_EQUAL, value_text("open"), error) &&
                query_add(&query, "carried", QUERY_AT_LEAST,
                          value_integer(collecting->limits.carried), error);
    for (; read && collecting_programme(collecting, &query.programme); collecting->next++)
        read = record_each(collecting->session->db, &query, collect_action, collecting, error);
    query_release(&query);
    return read;
}
