/* Accepting a typed line: the entry and what it says, as one act. */
#include "wijk/app/meeting_line.h"

#include <stdio.h>
#include <stdlib.h>

#include "meeting_reading.h"

struct accepting {
    struct line_reading reading;
    struct line_made made;
    struct draft draft;
    struct row other_business, entry;
    const char *typed;
};

static bool check(struct accepting *accepting, struct error *error)
{
    const struct quickline *line = accepting->reading.line;
    enum meeting_status status = meeting_status_of(row_text(&accepting->reading.meeting, "status"));
    if (!meeting_check_open(status, error))
        return false;
    if (line->empty)
        return error_set(error, ERROR_INPUT, _("There is nothing to write down"));
    const char *stops = line_reading_stops(&accepting->reading);
    /* Which figure it is, is asked: the line itself is right. */
    enum error_code code = stops == accepting->reading.why ? ERROR_REFUSED : ERROR_INPUT;
    return stops == NULL || error_set(error, code, "%s", stops);
}

/* A line with no item to stand under makes the place for it. */
static bool add_other_business(struct accepting *accepting, struct error *error)
{
    const struct gathered *items = &accepting->reading.items;
    struct row *item = &accepting->other_business;
    int64_t position = 0;
    for (size_t i = 0; i < items->list.count; i++)
        position = row_integer(&items->list.items[i], "position", 0);
    row_init(item, ENTITY_AGENDA_ITEM);
    item->id = id_new();
    row_set(item, "meeting", value_id(accepting->reading.meeting.id));
    row_set(item, "position", value_integer(position + 1));
    row_set(item, "title", value_text(_("Any other business")));
    row_set(item, "subject", value_text(meeting_subject_value(SUBJECT_OTHER_BUSINESS)));
    accepting->reading.item = item;
    return meeting_create(accepting->reading.session, &accepting->draft, item, error);
}

static bool add_entry(struct accepting *accepting, struct error *error)
{
    struct line_reading *reading = &accepting->reading;
    struct row *entry = &accepting->entry;
    const struct row *row = &accepting->made.row;
    struct meeting_last last;
    if (!meeting_last_entry(reading->session, &reading->items, &last, error))
        return false;
    row_init(entry, ENTITY_ENTRY);
    entry->id = id_new();
    row_set(entry, "agenda_item", value_id(reading->item->id));
    row_set(entry, "at", meeting_moment_value(meeting_line_moment(&last, moment_now(), entry->id)));
    row_set(entry, "kind", value_text(quickline_word(reading->line->kind)));
    row_set(entry, "text", value_text(accepting->made.text.bytes));
    if (row->entity != NULL) {
        row_set(entry, "entity", value_text(row->entity->table));
        row_set(entry, "row", value_id(row->id));
    }
    if (!row_check(entry, error))
        return false;
    draft_create(&accepting->draft, entry);
    return true;
}

static bool make(struct accepting *accepting, struct error *error)
{
    struct line_reading *reading = &accepting->reading;
    struct buffer label = BUFFER_EMPTY;
    if (reading->item == NULL && !add_other_business(accepting, error))
        return false;
    line_text(reading, accepting->typed, &accepting->made.text);
    if (!line_make(reading, &accepting->made, error))
        return false;
    line_label(reading, &accepting->made, &label);
    free(accepting->draft.label);
    accepting->draft.label = buffer_detach(&label);
    if (accepting->made.row.entity != NULL)
        draft_create(&accepting->draft, &accepting->made.row);
    return line_keep_unknown(reading, accepting->typed, &accepting->draft, &accepting->made,
                             error) &&
           add_entry(accepting, error) &&
           meeting_commit(reading->session, reading->meeting.id, &accepting->draft, error);
}

static void tell(const struct accepting *accepting, struct meeting_made *made)
{
    const struct row *row = &accepting->made.row;
    *made =
        (struct meeting_made){.entry = accepting->entry.id,
                              .kind = accepting->reading.line->kind,
                              .made_kind = row->entity == NULL ? ENTITY_NONE : row->entity->kind,
                              .made = row->id};
    snprintf(made->name, sizeof made->name, "%s", accepting->made.unknown.bytes);
}

static void release(struct accepting *accepting)
{
    draft_release(&accepting->draft);
    line_made_release(&accepting->made);
    line_reading_release(&accepting->reading);
    if (accepting->entry.entity != NULL)
        row_release(&accepting->entry);
    if (accepting->other_business.entity != NULL)
        row_release(&accepting->other_business);
}

bool meeting_line(struct session *session, const struct meeting_line *request,
                  struct meeting_made *made, struct error *error)
{
    struct quickline line;
    struct id chosen = session->programme;
    struct accepting accepting = {.typed = request->typed};
    if (!session_writable(session, error))
        return false;
    quickline_init(&line);
    line_made_init(&accepting.made);
    draft_init(&accepting.draft, "");
    accepting.reading =
        (struct line_reading){.session = session, .line = &line, .words = BUFFER_EMPTY};
    bool done = line_reading_read(&accepting.reading, request, error) && check(&accepting, error);
    if (done) {
        session->programme = row_reference(&accepting.reading.meeting, "programme");
        done = make(&accepting, error);
        session->programme = chosen;
    }
    if (done && made != NULL)
        tell(&accepting, made);
    release(&accepting);
    quickline_release(&line);
    return done;
}
