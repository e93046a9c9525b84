/* Actions over all meetings: what was promised by whom, and what became of it. */
#include "wijk/app/actions.h"

#include <stdlib.h>
#include <string.h>

#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"
#include "wijk/store/db.h"

/* ---- reading ---- */

static char *name_of(struct session *session, enum entity_kind kind, struct id id)
{
    struct buffer name = BUFFER_EMPTY;
    if (!id_is_none(id))
        rows_name(session, kind, id, &name);
    return buffer_detach(&name);
}

static bool fill_partner(struct session *session, struct action_line *line, struct error *error)
{
    struct row person;
    struct id by = row_reference(&line->row, "person");
    line->partner = row_reference(&line->row, "partner");
    if (!id_is_none(line->partner) || id_is_none(by))
        return true;
    if (!record_get(session->db, ENTITY_PERSON, by, &person, error))
        return false;
    line->partner = row_reference(&person, "partner");
    row_release(&person);
    return true;
}

/* "Steering group Voorbeeldbuurt 14, 28 Oct 2026". */
static bool fill_meeting(struct session *session, struct action_line *line, struct error *error)
{
    struct row item, meeting;
    struct buffer title = BUFFER_EMPTY;
    struct id id = row_reference(&line->row, "agenda_item");
    if (!id_is_none(id)) {
        if (!record_get(session->db, ENTITY_AGENDA_ITEM, id, &item, error))
            return false;
        bool read = record_get(session->db, ENTITY_MEETING, row_reference(&item, "meeting"),
                               &meeting, error);
        row_release(&item);
        if (!read)
            return false;
        meeting_title(session, &meeting, &title);
        buffer_add_text(&title, ", ");
        date_format(&title, meeting_day(&meeting), DATE_SHORT, language_now());
        row_release(&meeting);
    }
    line->meeting = buffer_detach(&title);
    return true;
}

static bool fill(struct session *session, struct action_line *line, struct error *error)
{
    struct buffer owner = BUFFER_EMPTY;
    struct id person = row_reference(&line->row, "person");
    line->due = row_date(&line->row, "due");
    line->carried = row_integer(&line->row, "carried", 0);
    line->overdue = action_is_overdue(row_text(&line->row, "status"), line->due, session->today);
    if (!fill_partner(session, line, error))
        return false;
    line->partner_name = name_of(session, ENTITY_PARTNER, line->partner);
    if (id_is_none(person))
        buffer_add_text(&owner, line->partner_name);
    else
        rows_name(session, ENTITY_PERSON, person, &owner);
    if (!id_is_none(person) && *line->partner_name != '\0')
        buffer_format(&owner, " (%s)", line->partner_name);
    line->owner = buffer_detach(&owner);
    return fill_meeting(session, line, error);
}

/* ---- order ---- */

static bool is_open(const struct action_line *line)
{
    const char *status = row_text(&line->row, "status");
    return status == NULL || strcmp(status, "open") == 0;
}

static int by_date(const void *one, const void *other)
{
    const struct action_line *first = one, *second = other;
    if (is_open(first) != is_open(second))
        return is_open(first) ? -1 : 1;
    int order = action_order(first->due, row_text(&first->row, "code"), second->due,
                             row_text(&second->row, "code"));
    return order != 0
               ? order
               : memcmp(first->row.id.bytes, second->row.id.bytes, sizeof first->row.id.bytes);
}

static int by_partner(const void *one, const void *other)
{
    const struct action_line *first = one, *second = other;
    bool nobody = *first->partner_name == '\0', other_nobody = *second->partner_name == '\0';
    if (nobody != other_nobody)
        return nobody ? 1 : -1;
    int order = text_compare(first->partner_name, second->partner_name);
    return order != 0 ? order : by_date(one, other);
}

static bool ask(struct session *session, const struct actions_filter *filter, struct query *query,
                struct error *error)
{
    query_init(query, ENTITY_ACTION);
    query->programme = session->programme;
    if (filter->typed != NULL && *filter->typed != '\0')
        return rows_filter(session, query, filter->typed, error);
    return filter->all || query_add(query, "status", QUERY_EQUAL, value_text("open"), error);
}

static bool read_rows(struct session *session, const struct actions_filter *filter,
                      struct gathered *rows, struct error *error)
{
    struct query query;
    if (ask(session, filter, &query, error))
        return gather_query(session, &query, rows, error);
    query_release(&query);
    return false;
}

static void count(struct actions *actions, const struct action_line *line)
{
    actions->open += is_open(line);
    actions->overdue += line->overdue;
    actions->carried += line->carried > 0;
}

bool actions_load(struct session *session, const struct actions_filter *filter,
                  struct actions *actions, struct error *error)
{
    struct gathered rows = {.list = {0}};
    *actions = (struct actions){.items = NULL};
    bool held = db_hold(session->db);
    bool good = read_rows(session, filter, &rows, error);
    actions->items = memory_array(rows.list.count + 1, sizeof *actions->items);
    for (size_t i = 0; good && i < rows.list.count; i++) {
        struct action_line *line = &actions->items[actions->count++];
        row_copy(&line->row, &rows.list.items[i]);
        good = fill(session, line, error);
        count(actions, line);
    }
    db_let_go(session->db, held);
    gather_release(&rows);
    if (!good)
        actions_release(actions);
    else if (actions->count > 1)
        qsort(actions->items, actions->count, sizeof *actions->items,
              filter->by_partner ? by_partner : by_date);
    return good;
}

void actions_release(struct actions *actions)
{
    for (size_t i = 0; i < actions->count; i++) {
        row_release(&actions->items[i].row);
        free(actions->items[i].owner);
        free(actions->items[i].partner_name);
        free(actions->items[i].meeting);
    }
    free(actions->items);
    *actions = (struct actions){.items = NULL};
}

/* ---- changing ---- */

struct change {
    struct session *session;
    struct row row;
    struct draft draft;
};

static void set(struct change *change, const char *column, struct value value)
{
    draft_set(&change->draft, ENTITY_ACTION, change->row.id, column, value);
}

static bool begin(struct change *change, struct id action, const char *format, struct error *error)
{
    struct buffer title = BUFFER_EMPTY, label = BUFFER_EMPTY;
    if (!session_writable(change->session, error) ||
        !record_get(change->session->db, ENTITY_ACTION, action, &change->row, error))
        return false;
    rows_title(change->session, ENTITY_ACTION, action, &title);
    buffer_format(&label, format, title.bytes);
    draft_init(&change->draft, label.bytes);
    buffer_release(&title);
    buffer_release(&label);
    return true;
}

static void end(struct change *change)
{
    draft_release(&change->draft);
    row_release(&change->row);
}

static bool set_status(struct session *session, struct id action, const char *status,
                       const char *format, struct error *error)
{
    struct change change = {.session = session};
    if (!begin(&change, action, format, error))
        return false;
    bool done = strcmp(status, "done") == 0;
    set(&change, "status", value_text(status));
    set(&change, "done_on", done ? meeting_day_value(session->today) : value_none());
    bool good = session_commit(session, &change.draft, error);
    end(&change);
    return good;
}

bool action_done(struct session *session, struct id action, struct error *error)
{
    return set_status(session, action, "done", _("Done: %s"), error);
}

bool action_drop(struct session *session, struct id action, struct error *error)
{
    return set_status(session, action, "dropped", _("Dropped: %s"), error);
}

bool action_reopen(struct session *session, struct id action, struct error *error)
{
    return set_status(session, action, "open", _("Open again: %s"), error);
}

static bool check_carry(const struct row *action, date_t due, date_t today, struct error *error)
{
    const char *status = row_text(action, "status");
    if (status != NULL && strcmp(status, "open") != 0)
        return error_set(error, ERROR_REFUSED, _("this action is not open any more"));
    return due == DATE_NONE || due >= today ||
           error_set(error, ERROR_INPUT, _("an action is carried over to a date to come"));
}

bool action_carry(struct session *session, struct id action, date_t due, struct error *error)
{
    struct change change = {.session = session};
    if (!begin(&change, action, _("Carried over: %s"), error))
        return false;
    set(&change, "due", meeting_day_value(due));
    set(&change, "carried", value_integer(row_integer(&change.row, "carried", 0) + 1));
    bool good = check_carry(&change.row, due, session->today, error) &&
                session_commit(session, &change.draft, error);
    end(&change);
    return good;
}
