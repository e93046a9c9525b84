/* What people do with a signal: make a problem of it, or put it aside. */
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/app/signals.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/store/record.h"

/* What an action is about, when that is a goal or an effort. */
static void fill_about_action(const struct row *action, struct row *problem)
{
    const char *table = row_text(action, "entity");
    if (table != NULL && (strcmp(table, "effort") == 0 || strcmp(table, "goal") == 0))
        row_set(problem, table, value_id(row_reference(action, "row")));
}

/* The goal or effort that the problem is about: the row itself, or what it is part of. */
static bool fill_about(struct session *session, const struct signal *signal, struct row *problem,
                       struct error *error)
{
    struct row row;
    if (!rows_get(session, signal->about_kind, signal->about, &row, error))
        return false;
    switch (signal->about_kind) {
    case ENTITY_EFFORT:
        row_set(problem, "effort", value_id(row.id));
        break;
    case ENTITY_MILESTONE:
        row_set(problem, "effort", value_id(row_reference(&row, "effort")));
        break;
    case ENTITY_GOAL:
        row_set(problem, "goal", value_id(row.id));
        row_set(problem, "theme", value_id(row_reference(&row, "theme")));
        break;
    case ENTITY_INDICATOR:
        row_set(problem, "goal", value_id(row_reference(&row, "goal")));
        break;
    case ENTITY_AGREEMENT:
        row_set(problem, "agreement", value_id(row.id));
        row_set(problem, "theme", value_id(row_reference(&row, "theme")));
        break;
    case ENTITY_ACTION:
        fill_about_action(&row, problem);
        break;
    default:
        break;
    }
    row_release(&row);
    return true;
}

bool signals_flag(struct session *session, struct signal *signal, struct id *id,
                  struct error *error)
{
    if (signal->about_kind == ENTITY_PROBLEM || signal->about_kind == ENTITY_ESCALATION)
        return error_set(error, ERROR_REFUSED,
                         _("this is a problem already; open it to do something about it"));
    struct row problem;
    struct buffer title = BUFFER_EMPTY;
    struct id programme;
    if (!signals_tell(session, signal, error))
        return false;
    row_init(&problem, ENTITY_PROBLEM);
    buffer_format(&title, _("%s: %s"), signal->title, _(signal_name(signal->kind)->label));
    row_set(&problem, "title", value_text(title.bytes));
    row_set(&problem, "cause", value_text(signal->reason));
    row_set(&problem, "severity", value_integer(signal->finding.severity));
    row_set(&problem, "owner", value_id(signal->owner));
    bool made = fill_about(session, signal, &problem, error) &&
                record_programme(session->db, (struct record_at){signal->about_kind, signal->about},
                                 &programme, error);
    if (made)
        row_set(&problem, "programme", value_id(programme));
    made = made && rows_add(session, &problem, error);
    *id = problem.id;
    buffer_release(&title);
    row_release(&problem);
    return made;
}

bool signals_put_aside(struct session *session, const struct signal_aside *aside,
                       struct error *error)
{
    if (aside->until == DATE_NONE || aside->until <= session->today)
        return error_set(error, ERROR_INPUT, _("put it aside until a day after today"));
    if (aside->reason == NULL || *aside->reason == '\0')
        return error_set(error, ERROR_INPUT,
                         _("say why it can wait, as in: +2w waiting for the lab"));
    char until[DATE_TEXT_SIZE];
    struct row row;
    date_iso(aside->until, until);
    row_init(&row, ENTITY_ASIDE);
    row_set(&row, "signal", value_text(signal_name(aside->kind)->value));
    row_set(&row, "entity", value_text(entities[aside->about_kind].table));
    row_set(&row, "row", value_id(aside->about));
    row_set(&row, "until", value_text(until));
    row_set(&row, "reason", value_text(aside->reason));
    row_set(&row, "person", value_text(session->person));
    bool added = rows_add(session, &row, error);
    row_release(&row);
    return added;
}
