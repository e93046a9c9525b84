/* What actions lack, and what a meeting asks of problems besides their owner. */
#include <stdlib.h>
#include <string.h>

#include "completing_internal.h"
#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/meeting.h"
#include "wijk/domain/problem.h"

struct completing_item *completing_add(struct session *session, struct completing_found *found,
                                       const struct row *row, char *reason)
{
    struct buffer title = BUFFER_EMPTY;
    const char *code = row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    struct completing_item *item = VECTOR_PUSH(found);
    rows_name(session, row->entity->kind, row->id, &title);
    *item = (struct completing_item){.entity = row->entity->kind,
                                     .row = row->id,
                                     .field_count = 1,
                                     .code = memory_string(code == NULL ? "" : code),
                                     .title = buffer_detach(&title),
                                     .reason = reason};
    return item;
}

/* ---- owners ---- */

static bool add_unowned(struct session *session, const struct row *action,
                        struct completing_found *found, struct error *error)
{
    struct buffer name = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    if (!meeting_typed(session, action->id, '@', &name, error))
        return false;
    if (name.length > 0)
        buffer_format(&reason, _("no owner: '%s' is nobody known yet"), name.bytes);
    else
        buffer_add_text(&reason, _("no owner"));
    struct completing_item *item = completing_add(session, found, action, buffer_detach(&reason));
    item->kind = name.length > 0 ? COMPLETING_NAME : COMPLETING_OWNER;
    item->fields[0] = "person";
    if (name.length > 0)
        item->name = buffer_detach(&name);
    return true;
}

/* ---- dates ---- */

/* The day on which the date was said: of the meeting, or on which the problem was raised. */
static bool said_on(struct session *session, const struct row *row, date_t *day,
                    struct error *error)
{
    *day = DATE_NONE;
    if (row->entity->kind == ENTITY_PROBLEM) {
        *day = row_date(row, "raised_on");
        return true;
    }
    struct row item, meeting;
    struct id id = row_reference(row, "agenda_item");
    if (id_is_none(id))
        return true;
    if (!record_get(session->db, ENTITY_AGENDA_ITEM, id, &item, error))
        return false;
    bool read =
        record_get(session->db, ENTITY_MEETING, row_reference(&item, "meeting"), &meeting, error);
    row_release(&item);
    if (!read)
        return false;
    *day = meeting_day(&meeting);
    row_release(&meeting);
    return true;
}

static bool add_dateless(struct session *session, const struct row *action,
                         struct completing_found *found, struct error *error)
{
    struct buffer typed = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    if (!meeting_typed(session, action->id, '^', &typed, error))
        return false;
    if (typed.length > 0)
        buffer_format(&reason, _("no date: '%s' was not understood"), typed.bytes);
    else
        buffer_add_text(&reason, _("no date"));
    struct completing_item *item = completing_add(session, found, action, buffer_detach(&reason));
    item->kind = COMPLETING_DUE;
    item->fields[0] = "due";
    buffer_release(&typed);
    return true;
}

static bool add_doubtful(struct session *session, const struct row *row,
                         struct completing_found *found, struct error *error)
{
    struct buffer day = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    date_t said;
    if (!said_on(session, row, &said, error))
        return false;
    if (!meeting_date_doubtful(row_date(row, "due"), said))
        return true;
    date_format(&day, row_date(row, "due"), DATE_DAY, language_now());
    buffer_format(&reason, _("is the date right? %s"), day.bytes);
    struct completing_item *item = completing_add(session, found, row, buffer_detach(&reason));
    item->kind = COMPLETING_DATE;
    item->fields[0] = "due";
    buffer_release(&day);
    return true;
}

/* ---- the judges ---- */

bool completing_action(struct session *session, const struct row *action,
                       struct completing_found *found, struct error *error)
{
    const char *status = row_text(action, "status");
    if (status == NULL || strcmp(status, "open") != 0)
        return true;
    if (id_is_none(row_reference(action, "person")) &&
        id_is_none(row_reference(action, "partner")) && !add_unowned(session, action, found, error))
        return false;
    if (row_date(action, "due") == DATE_NONE)
        return add_dateless(session, action, found, error);
    return add_doubtful(session, action, found, error);
}

bool completing_problem_words(struct session *session, const struct row *problem,
                              struct completing_found *found, struct error *error)
{
    if (!problem_is_open(row_text(problem, "status")))
        return true;
    if (row_text(problem, "cause") == NULL) {
        struct completing_item *item =
            completing_add(session, found, problem, memory_string(_("no cause")));
        item->kind = COMPLETING_CAUSE;
        item->fields[0] = "cause";
    }
    return add_doubtful(session, problem, found, error);
}
