/* Changing and striking what was written down. */
#include <stdlib.h>
#include <string.h>

#include "meeting_reading.h"
#include "wijk/app/rows.h"
#include "wijk/base/number.h"
#include "wijk/base/text.h"

#define LABEL_CELLS 60
#define DECIMALS 9

struct editing {
    struct session *session;
    struct row entry, item, meeting;
    struct row made; /* without entity: a note, or what was made is gone */
    struct draft draft;
};

static void set(struct editing *editing, const struct row *row, const char *column,
                struct value value)
{
    draft_set(&editing->draft, row->entity->kind, row->id, column, value);
}

static void release(struct editing *editing)
{
    struct row *rows[] = {&editing->entry, &editing->item, &editing->meeting, &editing->made};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i]->entity != NULL)
            row_release(rows[i]);
    draft_release(&editing->draft);
}

static bool read_made(struct editing *editing, struct error *error)
{
    const char *table = row_text(&editing->entry, "entity");
    const struct entity *entity = table == NULL ? NULL : entity_by_table(table);
    struct id id = row_reference(&editing->entry, "row");
    if (entity == NULL || id_is_none(id))
        return true;
    if (!record_get(editing->session->db, entity->kind, id, &editing->made, error))
        return false;
    if (editing->made.deleted) {
        row_release(&editing->made);
        editing->made = (struct row){.entity = NULL};
    }
    return true;
}

/* Reads all; release in any case. */
static bool begin(struct editing *editing, struct id entry, const char *format, struct error *error)
{
    struct session *session = editing->session;
    struct buffer label = BUFFER_EMPTY, text = BUFFER_EMPTY;
    draft_init(&editing->draft, "");
    if (!record_get(session->db, ENTITY_ENTRY, entry, &editing->entry, error))
        return false;
    if (editing->entry.deleted)
        return error_set(error, ERROR_NOT_FOUND, _("this line was struck: undo that first"));
    if (!meeting_item_both(session, row_reference(&editing->entry, "agenda_item"), &editing->item,
                           &editing->meeting, error) ||
        !read_made(editing, error))
        return false;
    text_cut(&text, row_text(&editing->entry, "text"), LABEL_CELLS);
    buffer_format(&label, format, text.bytes);
    free(editing->draft.label);
    editing->draft.label = buffer_detach(&label);
    buffer_release(&text);
    return true;
}

static bool check_open(struct editing *editing, struct error *error)
{
    return session_writable(editing->session, error) &&
           meeting_check_open(meeting_status_of(row_text(&editing->meeting, "status")), error);
}

bool meeting_entry_strike(struct session *session, struct id entry, struct error *error)
{
    struct editing editing = {.session = session};
    bool done = begin(&editing, entry, _("Struck: %s"), error) && check_open(&editing, error);
    if (done) {
        draft_delete(&editing.draft, ENTITY_ENTRY, entry);
        if (editing.made.entity != NULL)
            draft_delete(&editing.draft, editing.made.entity->kind, editing.made.id);
        done = meeting_commit(session, editing.meeting.id, &editing.draft, error);
    }
    release(&editing);
    return done;
}

/* ---- changing ---- */

/* The row stays and says what the line says now. */
static bool change_made(struct editing *editing, struct line_reading *reading,
                        struct line_made *made, struct error *error)
{
    row_copy(&made->row, &editing->made);
    if (!line_remake(reading, &made->row, made, error))
        return false;
    draft_differences(&editing->draft, &editing->made, &made->row);
    return true;
}

/* A line of another kind: what was made goes, and the other comes in its place. */
static bool replace_made(struct editing *editing, struct line_reading *reading,
                         struct line_made *made, struct error *error)
{
    if (!line_make(reading, made, error))
        return false;
    if (editing->made.entity != NULL)
        draft_delete(&editing->draft, editing->made.entity->kind, editing->made.id);
    if (made->row.entity != NULL)
        draft_create(&editing->draft, &made->row);
    bool note = made->row.entity == NULL;
    set(editing, &editing->entry, "kind", value_text(quickline_word(reading->line->kind)));
    set(editing, &editing->entry, "entity",
        note ? value_none() : value_text(made->row.entity->table));
    set(editing, &editing->entry, "row", note ? value_none() : value_id(made->row.id));
    return true;
}

static bool is_same_kind(const struct editing *editing, const struct quickline *line)
{
    const char *kind = row_text(&editing->entry, "kind");
    return kind != NULL && strcmp(kind, quickline_word(line->kind)) == 0 &&
           (editing->made.entity != NULL || line->kind == QUICKLINE_NOTE);
}

static bool change(struct editing *editing, struct line_reading *reading, const char *typed,
                   struct error *error)
{
    struct line_made made;
    line_made_init(&made);
    line_text(reading, typed, &made.text);
    bool good = true;
    if (!is_same_kind(editing, reading->line))
        good = replace_made(editing, reading, &made, error);
    else if (editing->made.entity != NULL)
        good = change_made(editing, reading, &made, error);
    const struct field *text =
        &editing->entry.entity->fields[entity_field(editing->entry.entity, "text")];
    struct value value = value_text(made.text.bytes);
    good = good && field_check(text, &value, error);
    set(editing, &editing->entry, "text", value);
    good = good && line_keep_unknown(reading, typed, &editing->draft, &made, error) &&
           meeting_commit(editing->session, editing->meeting.id, &editing->draft, error);
    line_made_release(&made);
    return good;
}

static bool check_line(const struct line_reading *reading, struct error *error)
{
    if (reading->line->empty)
        return error_set(error, ERROR_INPUT, _("There is nothing to write down"));
    const char *stops = line_reading_stops(reading);
    return stops == NULL || error_set(error, ERROR_INPUT, "%s", stops);
}

static bool read_and_change(struct editing *editing, const char *typed, struct error *error)
{
    struct session *session = editing->session;
    struct quickline line;
    struct id chosen = session->programme;
    struct line_reading reading = {.session = session, .line = &line, .words = BUFFER_EMPTY};
    struct meeting_line request = {
        .meeting = editing->meeting.id, .item = editing->item.id, .typed = typed};
    quickline_init(&line);
    bool done = line_reading_read(&reading, &request, error) && check_line(&reading, error);
    if (done) {
        session->programme = row_reference(&editing->meeting, "programme");
        done = change(editing, &reading, typed, error);
        session->programme = chosen;
    }
    line_reading_release(&reading);
    quickline_release(&line);
    return done;
}

bool meeting_entry_change(struct session *session, struct id entry, const char *typed,
                          struct error *error)
{
    struct editing editing = {.session = session};
    bool done = begin(&editing, entry, _("Changed: %s"), error) && check_open(&editing, error) &&
                read_and_change(&editing, typed, error);
    release(&editing);
    return done;
}

/* ---- as it would be typed ---- */

/* Signs that would begin something are escaped. */
static void add_text(struct buffer *line, const char *text)
{
    bool begins = true;
    for (const char *at = text == NULL ? "" : text; *at != '\0'; at++) {
        if (begins && strchr("@^&%", *at) != NULL)
            buffer_add_byte(line, '\\');
        buffer_add_byte(line, *at);
        begins = *at == ' ';
    }
}

static void add_start(struct buffer *line, const char *text)
{
    if (text != NULL && *text != '\0' && strchr("!*#=", *text) != NULL)
        buffer_add_byte(line, '\\');
    add_text(line, text);
}

static void add_owner_and_due(struct editing *editing, struct buffer *line)
{
    struct buffer owner = BUFFER_EMPTY;
    meeting_owner(editing->session, &editing->made, &owner);
    if (owner.length > 0) {
        buffer_add_byte(line, ' ');
        quickline_token_write(line, '@', owner.bytes);
    }
    if (row_text(&editing->made, "due") != NULL)
        buffer_format(line, " ^%s", row_text(&editing->made, "due"));
    buffer_release(&owner);
}

static void add_problem(struct editing *editing, struct buffer *line)
{
    int64_t severity = row_integer(&editing->made, "severity", 2);
    buffer_add_text(line, severity >= 4 ? "!!! " : severity == 3 ? "!! " : "! ");
    add_text(line, row_text(&editing->made, "title"));
    add_owner_and_due(editing, line);
}

static void add_measurement(struct editing *editing, struct buffer *line)
{
    const struct row *made = &editing->made;
    struct buffer code = BUFFER_EMPTY;
    const struct value *value = row_value(made, "value");
    buffer_add_byte(line, '=');
    if (value->type == VALUE_REAL)
        number_format(line, value->real, DECIMALS, number_style_of(language_now()));
    else
        add_text(line, row_text(made, "words") != NULL ? row_text(made, "words")
                                                       : row_text(made, "status"));
    buffer_format(line, " %s", row_text(made, "taken_on"));
    const char *status = row_text(made, "status");
    if (status != NULL && strcmp(status, "final") != 0 &&
        (value->type == VALUE_REAL || row_text(made, "words") != NULL))
        buffer_format(line, " %s", status);
    if (row_text(made, "source") != NULL)
        buffer_format(line, " %s:", row_text(made, "source"));
    if (row_text(made, "note") != NULL)
        buffer_format(line, " %s", row_text(made, "note"));
    rows_code(editing->session, ENTITY_INDICATOR, row_reference(made, "indicator"), &code);
    if (code.length > 0)
        buffer_format(line, " &%s", code.bytes);
    buffer_release(&code);
}

static void write_line(struct editing *editing, struct buffer *line)
{
    const struct row *made = &editing->made;
    if (made->entity == NULL) {
        add_start(line, row_text(&editing->entry, "text"));
    } else if (made->entity->kind == ENTITY_PROBLEM) {
        add_problem(editing, line);
    } else if (made->entity->kind == ENTITY_ACTION) {
        buffer_add_byte(line, '*');
        add_text(line, row_text(made, "what"));
        add_owner_and_due(editing, line);
    } else if (made->entity->kind == ENTITY_DECISION) {
        buffer_add_byte(line, '#');
        add_text(line, row_text(made, "text"));
    } else if (made->entity->kind == ENTITY_MEASUREMENT) {
        add_measurement(editing, line);
    }
}

bool meeting_entry_line(struct session *session, struct id entry, struct buffer *line,
                        struct error *error)
{
    struct editing editing = {.session = session};
    bool read = begin(&editing, entry, "%s", error);
    if (read)
        write_line(&editing, line);
    release(&editing);
    return read;
}
