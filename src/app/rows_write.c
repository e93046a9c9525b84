/* The changing half of rows.h: every function here that writes makes one act. */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/numbering.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/store/draft.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"
#include "wijk/store/undo.h"

/* ---- what the program fills in ---- */

static bool unknown(const struct row *row, const char *column)
{
    return entity_field(row->entity, column) >= 0 && value_is_none(row_value(row, column));
}

static bool fill_initial(struct row *row, struct error *error)
{
    struct reading reading = {.language = LANGUAGE_EN, .exact = true};
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        if (field->initial == NULL || !value_is_none(&row->values[i]))
            continue;
        if (!field_read(field, field->initial, &reading, &row->values[i], error))
            return false;
    }
    return true;
}

static void fill_dates(struct session *session, struct row *row)
{
    char today[DATE_TEXT_SIZE];
    date_iso(session->today, today);
    if (row->entity->kind == ENTITY_PROBLEM && unknown(row, "raised_on"))
        row_set(row, "raised_on", value_text(today));
    if (row->entity->kind == ENTITY_MEASUREMENT && unknown(row, "taken_on"))
        row_set(row, "taken_on", value_text(today));
}

static void fill_reference(struct row *row, const char *column, struct id id)
{
    if (!id_is_none(id) && unknown(row, column))
        row_set(row, column, value_id(id));
}

/* What the row it is added under tells about the new row besides the reference itself. */
static bool fill_from_owner(struct session *session, struct row *row, struct id belongs,
                            struct error *error)
{
    fill_reference(row, "programme", session->programme);
    if (row->entity->belongs == NULL || id_is_none(belongs))
        return true;
    fill_reference(row, row->entity->belongs, belongs);
    if (row->entity->kind != ENTITY_GOAL || unknown(row, "parent"))
        return true;
    struct row parent;
    if (!record_get(session->db, ENTITY_GOAL, row_reference(row, "parent"), &parent, error))
        return false;
    fill_reference(row, "programme", row_reference(&parent, "programme"));
    fill_reference(row, "theme", row_reference(&parent, "theme"));
    row_release(&parent);
    return true;
}

bool rows_prepare(struct session *session, struct row *row, struct id belongs, struct error *error)
{
    if (!fill_from_owner(session, row, belongs, error) || !fill_initial(row, error))
        return false;
    fill_dates(session, row);
    return true;
}

/* ---- labels ---- */

/* "Damp in the Akbarstraat" or "K-7 Damp …", short enough for one line of history. */
static void add_title(struct session *session, const struct row *row, struct buffer *out)
{
    const char *code = row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    if (code != NULL)
        buffer_format(out, "%s ", code);
    int title = entity_field(row->entity, row->entity->title);
    struct buffer name = BUFFER_EMPTY;
    rows_show(session, row, &row->entity->fields[title], &row->values[title], &name);
    text_cut(out, name.bytes, 60);
    buffer_release(&name);
}

static void act_label(struct session *session, const char *format, const struct row *row,
                      struct buffer *label)
{
    struct buffer title = BUFFER_EMPTY;
    add_title(session, row, &title);
    buffer_format(label, format, _(row->entity->label), title.bytes);
    buffer_release(&title);
}

/* ---- adding and changing ---- */

static void fill_original_due(struct row *row)
{
    if (row->entity->kind == ENTITY_MILESTONE && unknown(row, "original_due") &&
        row_text(row, "due") != NULL)
        row_set(row, "original_due", value_text(row_text(row, "due")));
}

static void fill_light_date(struct session *session, struct row *row)
{
    if (row->entity->kind != ENTITY_GOAL || row_text(row, "light") == NULL ||
        !unknown(row, "light_on"))
        return;
    char today[DATE_TEXT_SIZE];
    date_iso(session->today, today);
    row_set(row, "light_on", value_text(today));
}

static bool complete(struct session *session, struct row *row, struct error *error)
{
    if (!session_writable(session, error) || !rows_prepare(session, row, (struct id){{0}}, error))
        return false;
    fill_original_due(row);
    fill_light_date(session, row);
    return numbering_give(session, row, error) && row_check(row, error);
}

/* Adds the row, and another one that refers to it when `other` is not NULL: one act. */
static bool add(struct session *session, struct row *row, const struct rows_with *other,
                struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    act_label(session, _("Added: %s %s"), row, &label);
    struct draft draft;
    draft_init(&draft, label.bytes);
    draft_create(&draft, row);
    bool good = true;
    if (other != NULL) {
        row_set(other->row, other->column, value_id(row->id));
        good = row_check(other->row, error);
        draft_create(&draft, other->row);
    }
    bool added = good && session_commit(session, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    return added;
}

bool rows_add(struct session *session, struct row *row, struct error *error)
{
    return complete(session, row, error) && add(session, row, NULL, error);
}

bool rows_add_effort(struct session *session, struct row *effort, struct id goal,
                     struct error *error)
{
    struct row link;
    row_init(&link, ENTITY_CONTRIBUTION);
    row_set(&link, "goal", value_id(goal));
    bool added = rows_add_with(session, effort, &(struct rows_with){&link, "effort"}, error);
    row_release(&link);
    return added;
}

bool rows_add_with(struct session *session, struct row *row, const struct rows_with *other,
                   struct error *error)
{
    return complete(session, row, error) && fill_initial(other->row, error) &&
           add(session, row, other, error);
}

static void set_light_date(struct session *session, const struct row *before, struct row *after)
{
    if (after->entity->kind != ENTITY_GOAL ||
        value_equal(row_value(before, "light"), row_value(after, "light")))
        return;
    char today[DATE_TEXT_SIZE];
    date_iso(session->today, today);
    bool set = row_text(after, "light") != NULL;
    row_set(after, "light_on", set ? value_text(today) : value_none());
}

bool rows_change(struct session *session, const struct row *before, const struct row *after,
                 struct error *error)
{
    struct row changed;
    row_copy(&changed, after);
    set_light_date(session, before, &changed);
    bool done = session_writable(session, error) && row_check_frozen(before, &changed, error) &&
                row_check(&changed, error) && numbering_check(session, before, &changed, error);
    if (done) {
        struct buffer label = BUFFER_EMPTY;
        act_label(session, _("Changed: %s %s"), &changed, &label);
        struct draft draft;
        draft_init(&draft, label.bytes);
        if (draft_differences(&draft, before, &changed) > 0)
            done = session_commit(session, &draft, error);
        draft_release(&draft);
        buffer_release(&label);
    }
    row_release(&changed);
    return done;
}

bool rows_assign(struct session *session, struct row *row, const char *column, const char *typed,
                 struct error *error)
{
    int at = entity_field_named(row->entity, column);
    if (at < 0)
        return error_set(error, ERROR_INPUT, _("%s has no field '%s'; 'wijk help %s' lists them"),
                         _(row->entity->label), column, row->entity->table);
    const struct field *field = &row->entity->fields[at];
    enum entity_kind kind = row_refers_to(row, field);
    struct value value = value_none();
    struct id id;
    if (kind != ENTITY_NONE && *typed != '\0') {
        if (!rows_find(session, kind, typed, &id, error))
            return false;
        value = value_id(id);
    } else {
        struct reading reading = {.language = language_now(), .today = session->today};
        if (!field_read(field, typed, &reading, &value, error))
            return false;
    }
    row_set(row, field->column, value);
    return true;
}

/* ---- deleting ---- */

struct deleting {
    struct session *session;
    struct draft draft;
    struct id about; /* whose parts are being looked for */
    long count;
};

static bool delete_with_parts(struct deleting *deleting, enum entity_kind kind, struct id id,
                              struct error *error);

static bool delete_part(void *context, const struct row *row, struct error *error)
{
    return delete_with_parts(context, row->entity->kind, row->id, error);
}

/* Rows that are part of this one go along; those that only refer to it keep their reference, so
 * that undo has nothing to mend. Sub-goals are part of their goal too. */
static bool delete_child(void *context, const struct record_child *child, struct error *error)
{
    struct deleting *deleting = context;
    bool sub_goal = child->entity->kind == ENTITY_GOAL &&
                    strcmp(child->entity->fields[child->field].column, "parent") == 0;
    bool contribution = child->entity->kind == ENTITY_CONTRIBUTION;
    if (!child->part && !sub_goal && !contribution)
        return true;
    struct query query;
    query_init(&query, child->entity->kind);
    bool done = query_add(&query, child->entity->fields[child->field].column, QUERY_EQUAL,
                          value_id(deleting->about), error) &&
                record_each(deleting->session->db, &query, delete_part, deleting, error);
    query_release(&query);
    return done;
}

static bool delete_with_parts(struct deleting *deleting, enum entity_kind kind, struct id id,
                              struct error *error)
{
    struct id outer = deleting->about;
    deleting->about = id;
    draft_delete(&deleting->draft, kind, id);
    deleting->count++;
    bool done = record_children(deleting->session->db, (struct record_at){kind, id}, delete_child,
                                deleting, error);
    deleting->about = outer;
    return done;
}

bool rows_delete(struct session *session, enum entity_kind kind, struct id id, long *also,
                 struct error *error)
{
    struct row row;
    if (kind == ENTITY_MINUTES) /* they go with their meeting only */
        return error_set(error, ERROR_REFUSED, _("Minutes are kept; make a correction instead"));
    if (!session_writable(session, error) || !record_get(session->db, kind, id, &row, error))
        return false;
    struct buffer label = BUFFER_EMPTY;
    act_label(session, _("Deleted: %s %s"), &row, &label);
    struct deleting deleting = {.session = session};
    draft_init(&deleting.draft, label.bytes);
    bool done = delete_with_parts(&deleting, kind, id, error) &&
                session_commit(session, &deleting.draft, error);
    if (also != NULL)
        *also = deleting.count - 1;
    draft_release(&deleting.draft);
    buffer_release(&label);
    row_release(&row);
    return done;
}

/* ---- undo and redo ---- */

static bool step(struct session *session, enum undo_direction direction, const char *format,
                 struct buffer *label, struct error *error)
{
    struct undo_step taken;
    if (!session_writable(session, error))
        return false;
    if (session->dry_run && !undo_peek(session->journal, direction, &taken, error))
        return false;
    if (session->dry_run && taken.act == 0)
        return error_set(error, ERROR_NOT_FOUND, _("there is nothing to take back or make again"));
    if (!session->dry_run && !undo_step(session->journal, direction, &taken, error))
        return false;
    buffer_format(label, format, taken.label);
    session->changes++;
    return true;
}

bool rows_undo(struct session *session, struct buffer *label, struct error *error)
{
    return step(session, UNDO_BACK, _("Undone: %s"), label, error);
}

bool rows_redo(struct session *session, struct buffer *label, struct error *error)
{
    return step(session, UNDO_AGAIN, _("Redone: %s"), label, error);
}
