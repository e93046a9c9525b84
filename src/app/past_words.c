#include "past_words.h"

#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/number.h"

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static char *title_of(struct session *session, const struct history_change *change)
{
    struct buffer out = BUFFER_EMPTY;
    if (change->entity == NULL)
        buffer_add_text(&out, _("a row of a newer version"));
    else
        rows_title(session, change->entity->kind, change->row, &out);
    return buffer_detach(&out);
}

/* A value of a field that this version does not know. */
static void add_raw(const struct value *value, struct buffer *out)
{
    char id[ID_TEXT_SIZE];
    switch (value->type) {
    case VALUE_INTEGER:
        buffer_format(out, "%lld", (long long)value->integer);
        break;
    case VALUE_REAL:
        number_format(out, value->real, 9, number_style_of(language_now()));
        break;
    case VALUE_TEXT:
        buffer_add_text(out, value->text);
        break;
    case VALUE_ID:
        id_format(value->id, id);
        buffer_add_text(out, id);
        break;
    case VALUE_NONE:
        break;
    }
}

static char *value_of(struct session *session, const struct field *field, const struct value *value)
{
    struct buffer out = BUFFER_EMPTY;
    if (value_is_none(value))
        return buffer_detach(&out);
    if (field == NULL)
        add_raw(value, &out);
    else
        rows_show(session, NULL, field, value, &out);
    return buffer_detach(&out);
}

static void tell_deletion(const struct history_change *change, struct past_line *line)
{
    bool deleted = change->after.type == VALUE_INTEGER && change->after.integer != 0;
    line->field = owned(deleted ? _("Deleted") : _("Brought back"));
    line->before = owned("");
    line->after = owned("");
}

/* What the act was called says why: of the act that erased it that is the reason. */
static char *erased_by(const char *label)
{
    struct buffer out = BUFFER_EMPTY;
    if (strcmp(label, "(erased)") == 0) /* the label went as well */
        buffer_add_text(&out, _("(erased)"));
    else
        buffer_format(&out, _("(erased) – %s"), label);
    return buffer_detach(&out);
}

static void tell_field(struct session *session, const struct history_change *change,
                       struct past_line *line)
{
    int at = change->entity == NULL ? -1 : entity_field(change->entity, change->column);
    const struct field *field = at < 0 ? NULL : &change->entity->fields[at];
    line->field = owned(field == NULL ? change->column : _(field->label));
    line->before = value_of(session, field, &change->before);
    line->after =
        change->erased ? erased_by(line->label) : value_of(session, field, &change->after);
}

void past_tell(struct session *session, const struct history_act *act,
               const struct history_change *change, struct past_line *line)
{
    *line = (struct past_line){
        .act = act->number,
        .at = act->at,
        .person = owned(act->person),
        .label = owned(act->label),
        .kind = change->entity == NULL ? ENTITY_NONE : change->entity->kind,
        .row = change->row,
        .title = title_of(session, change),
        .undone = act->undone,
    };
    if (change->created) {
        line->field = owned("");
        line->before = owned("");
        line->after = memory_string(line->title);
    } else if (strcmp(change->column, "deleted") == 0) {
        tell_deletion(change, line);
    } else {
        tell_field(session, change, line);
    }
}

bool past_tell_site(struct session *session, const struct history_act *act, struct past_line *line,
                    struct error *error)
{
    struct buffer letter = BUFFER_EMPTY;
    bool read = history_site_letter(session->db, act->site, &letter, error);
    line->site = buffer_detach(&letter);
    return read;
}
