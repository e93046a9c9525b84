/* What people read of a signal: its code, title and reason, looked up when it is shown. The reason
 * of the kinds that are found by the thousand is made here, from their rows; the others have
 * theirs. */
#include <stdlib.h>
#include <string.h>

#include "judging.h"
#include "wijk/app/rows.h"
#include "wijk/app/signals.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

struct telling {
    struct session *session;
    struct signal_limits limits;
    struct signal_call call;
    struct signal_finding finding;
    const struct signal *signal;
};

static bool tell_indicator(struct telling *telling, const struct row *row, struct error *error)
{
    struct judging judging;
    struct buffer words = BUFFER_EMPTY;
    enum signal_kind kind;
    bool read = judging_read(&judging, telling->session->db, row, telling->session->today, error);
    if (read) {
        struct outlook outlook = outlook_of(judging_ready(&judging));
        outlook_reason(&words, &judging.input, &outlook, telling->call.language);
        (void)signal_outlook(&telling->call, &outlook, words.bytes, &kind, &telling->finding);
    }
    buffer_release(&words);
    judging_release(&judging);
    return read;
}

static bool tell_problem(struct telling *telling, const struct row *row)
{
    enum problem_status status = PROBLEM_FLAGGED;
    problem_status_of(row_text(row, "status"), &status);
    struct signal_problem facts = {.severity = (int)row_integer(row, "severity", 0),
                                   .raised_on = row_date(row, "raised_on"),
                                   .taken = status != PROBLEM_FLAGGED};
    return signal_open_long(&telling->call, &facts, &telling->finding);
}

/* Where the other problem is, and what it is called. */
static bool tell_elsewhere(struct telling *telling, struct error *error)
{
    struct session *session = telling->session;
    struct row other, programme;
    if (!record_get(session->db, ENTITY_PROBLEM, telling->signal->other, &other, error))
        return false;
    bool read = record_get(session->db, ENTITY_PROGRAMME, row_reference(&other, "programme"),
                           &programme, error);
    if (read) {
        struct buffer where = BUFFER_EMPTY;
        const char *code = row_text(&other, "code"), *title = row_text(&other, "title");
        const char *status = row_text(&other, "status");
        rows_name(session, ENTITY_AREA, row_reference(&programme, "area"), &where);
        buffer_format(&where, " \u00B7 %s %s", code == NULL ? "" : code,
                      title == NULL ? "" : title);
        if (status != NULL && strcmp(status, "solved") == 0)
            buffer_add_text(&where, _(" (solved)"));
        (void)signal_elsewhere(&telling->call, where.bytes, telling->signal->finding.weight,
                               &telling->finding);
        buffer_release(&where);
        row_release(&programme);
    }
    row_release(&other);
    return read;
}

/* Adds the reason; a row that changed meanwhile may have none, until the list is read anew. */
static bool add_reason(struct telling *telling, const struct row *row, struct error *error)
{
    const char *title = row_text(row, row->entity->title);
    switch (telling->signal->kind) {
    case SIGNAL_OFF_TRACK:
    case SIGNAL_NO_FIGURE:
        return tell_indicator(telling, row, error);
    case SIGNAL_LATE:
        (void)signal_late(&telling->call, title == NULL ? "" : title, row_date(row, "due"),
                          &telling->finding);
        break;
    case SIGNAL_OVERDUE:
        (void)signal_overdue(&telling->call, row_date(row, "ends"), &telling->finding);
        break;
    case SIGNAL_SILENT:
        (void)signal_silent(&telling->call, telling->signal->finding.since, &telling->finding);
        break;
    case SIGNAL_UNOWNED:
        (void)signal_unowned(&telling->call, 0, DATE_NONE, &telling->finding);
        break;
    case SIGNAL_OPEN_LONG:
        (void)tell_problem(telling, row);
        break;
    case SIGNAL_ELSEWHERE:
        return tell_elsewhere(telling, error);
    default:
        break;
    }
    return true;
}

static char *owned(const struct row *row, const char *column)
{
    const char *text = column == NULL ? NULL : row_text(row, column);
    return memory_string(text == NULL ? "" : text);
}

/* A milestone goes by the name of its effort. */
static bool add_names(struct session *session, const struct row *row, struct signal *signal,
                      struct error *error)
{
    struct row effort;
    bool milestone = signal->about_kind == ENTITY_MILESTONE;
    if (milestone &&
        !record_get(session->db, ENTITY_EFFORT, row_reference(row, "effort"), &effort, error))
        return false;
    const struct row *named = milestone ? &effort : row;
    signal->code = owned(named, named->entity->code);
    signal->title = owned(named, named->entity->title);
    if (milestone)
        row_release(&effort);
    return true;
}

bool signals_tell(struct session *session, struct signal *signal, struct error *error)
{
    struct row row;
    struct buffer words = BUFFER_EMPTY;
    if (signal->reason != NULL)
        return true;
    if (!record_get(session->db, signal->about_kind, signal->about, &row, error))
        return false;
    struct telling telling = {.session = session, .signal = signal};
    signals_limits(session, &telling.limits);
    telling.call = (struct signal_call){.limits = &telling.limits,
                                        .today = session->today,
                                        .language = language_now(),
                                        .reason = &words};
    bool told = add_reason(&telling, &row, error) && add_names(session, &row, signal, error);
    if (told)
        signal->reason = buffer_detach(&words);
    buffer_release(&words);
    row_release(&row);
    return told;
}

bool signals_tell_all(struct session *session, struct signals *signals, struct error *error)
{
    bool held = db_hold(session->db), told = true;
    for (size_t i = 0; told && i < signals->count; i++)
        told = signals_tell(session, &signals->items[i], error);
    db_let_go(session->db, held);
    return told;
}
