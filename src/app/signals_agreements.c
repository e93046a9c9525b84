/* Signals of the charter: an agreement that is due and that no effort serves. */
#include "signals_collect.h"
#include "wijk/app/charter.h"
#include "wijk/store/record.h"

static bool stop_at_first(void *context, const struct row *row, struct error *error)
{
    (void)error;
    *(bool *)context = charter_is_open(row_text(row, "status"));
    return !*(bool *)context;
}

/* Whether there is any at all that is due: most days there is none, and nothing else is read. */
static bool any_due(struct collecting *collecting, bool *any, struct error *error)
{
    char today[DATE_TEXT_SIZE];
    struct query query;
    *any = false;
    date_iso(collecting->session->today, today);
    query_init(&query, ENTITY_AGREEMENT);
    bool read = query_add(&query, "due", QUERY_AT_MOST, value_text(today), error) &&
                record_each(collecting->session->db, &query, stop_at_first, any, error);
    query_release(&query);
    return read;
}

/* Agreements are of the city. Who looks at one neighbourhood among several sees those that are
 * linked to it. */
static bool concerns(const struct collecting *collecting, const struct charter *charter, size_t at)
{
    struct id looked_at = collecting->session->programme;
    if (id_is_none(looked_at) || charter->places.count < 2)
        return true;
    for (size_t i = 0; i < charter->places.count; i++)
        if (id_equal(charter->places.items[i].programme, looked_at))
            return charter_cell(charter, at, i)->linked;
    return false;
}

bool collecting_agreements(struct collecting *collecting, bool *more, struct error *error)
{
    (void)more;
    struct charter charter;
    bool any;
    if (!any_due(collecting, &any, error))
        return false;
    if (!any)
        return true;
    /* Of all neighbourhoods, or of the only one, where it is linked does not matter, nor what is in
     * its way. */
    struct session *session = collecting->session;
    bool all = id_is_none(session->programme) || session_programmes(session) < 2;
    if (all ? !charter_load_efforts(session, &charter, error)
            : !charter_load(session, NULL, &charter, error))
        return false;
    for (size_t i = 0; i < charter.agreements.count; i++) {
        const struct charter_agreement *agreement = &charter.agreements.items[i];
        if (charter_is_open(row_text(&agreement->row, "status")) &&
            (all || concerns(collecting, &charter, i)) &&
            signal_unsupported(&collecting->call, row_date(&agreement->row, "due"),
                               agreement->efforts, &collecting->finding))
            collecting_add(collecting, SIGNAL_UNSUPPORTED, &agreement->row, &agreement->row,
                           (struct id){{0}});
    }
    charter_release(&charter);
    return true;
}
