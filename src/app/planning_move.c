/* Moving a date of the planning, with the reason: one act. */
#include <string.h>

#include "wijk/app/planning.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

static void set_date(struct draft *draft, const struct row *row, const char *column, date_t date)
{
    char text[DATE_TEXT_SIZE];
    date_iso(date, text);
    draft_set(draft, row->entity->kind, row->id, column, value_text(text));
}

/* What is only planned begins later too; what runs has begun. */
static void move_effort(struct draft *draft, const struct row *row, date_t to)
{
    const char *phase = row_text(row, "phase");
    date_t starts = row_date(row, "starts"), ends = row_date(row, "ends");
    bool planned = phase == NULL || strcmp(phase, "planned") == 0;
    if (planned && starts != DATE_NONE && ends != DATE_NONE)
        set_date(draft, row, "starts", starts + (to - ends));
    set_date(draft, row, "ends", to);
}

static void move_row(struct draft *draft, const struct row *row, date_t to)
{
    if (row->entity->kind == ENTITY_EFFORT) {
        move_effort(draft, row, to);
        return;
    }
    date_t due = row_date(row, "due");
    if (row->entity->kind == ENTITY_MILESTONE && row_date(row, "original_due") == DATE_NONE &&
        due != DATE_NONE)
        set_date(draft, row, "original_due", due);
    set_date(draft, row, "due", to);
}

static void comment(struct session *session, struct draft *draft, const struct row *row,
                    const char *reason)
{
    struct row words;
    struct id person;
    struct error ignored = ERROR_NONE; /* somebody who is not among the people has no reference */
    row_init(&words, ENTITY_COMMENT);
    row_set(&words, "entity", value_text(row->entity->table));
    row_set(&words, "row", value_id(row->id));
    row_set(&words, "text", value_text(reason));
    if (rows_find(session, ENTITY_PERSON, session->person, &person, &ignored))
        row_set(&words, "person", value_id(person));
    draft_create(draft, &words);
    row_release(&words);
}

static bool check(const struct planning_moving *moving, const struct row *row, struct error *error)
{
    const char *phase = moving->kind == ENTITY_EFFORT ? row_text(row, "phase") : NULL;
    bool over = (phase != NULL && (strcmp(phase, "done") == 0 || strcmp(phase, "stopped") == 0)) ||
                (moving->kind == ENTITY_MILESTONE && row_date(row, "done_on") != DATE_NONE);
    if (over)
        return error_set(error, ERROR_REFUSED, _("It is done: its date is not moved any more"));
    date_t starts = moving->kind == ENTITY_EFFORT && phase != NULL && strcmp(phase, "running") == 0
                        ? row_date(row, "starts")
                        : DATE_NONE;
    if (starts != DATE_NONE && moving->to < starts)
        return error_set(error, ERROR_INPUT, _("It would end before it starts"));
    return true;
}

static bool commit(struct session *session, const struct planning_moving *moving,
                   const struct row *row, struct error *error)
{
    struct buffer label = BUFFER_EMPTY, title = BUFFER_EMPTY, date = BUFFER_EMPTY;
    struct draft draft;
    rows_title(session, moving->kind, moving->id, &title);
    date_format(&date, moving->to, DATE_SHORT, language_now());
    buffer_format(&label, _("Moved to %s: %s"), date.bytes, title.bytes);
    draft_init(&draft, label.bytes);
    move_row(&draft, row, moving->to);
    comment(session, &draft, row, moving->reason);
    bool done = session_commit(session, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    buffer_release(&title);
    buffer_release(&date);
    return done;
}

bool planning_move(struct session *session, const struct planning_moving *moving,
                   struct error *error)
{
    struct row row;
    if (moving->kind != ENTITY_EFFORT && moving->kind != ENTITY_MILESTONE &&
        moving->kind != ENTITY_AGREEMENT)
        return error_set(error, ERROR_REFUSED,
                         _("Only efforts, milestones and agreements are moved here; a meeting is "
                           "moved in its form (e)"));
    if (moving->reason == NULL || *moving->reason == '\0')
        return error_set(error, ERROR_INPUT, _("Say why the date is moved"));
    if (moving->to == DATE_NONE)
        return error_set(error, ERROR_INPUT, _("Say to which date"));
    if (!session_writable(session, error) ||
        !record_get(session->db, moving->kind, moving->id, &row, error))
        return false;
    bool done = check(moving, &row, error) && commit(session, moving, &row, error);
    row_release(&row);
    return done;
}
