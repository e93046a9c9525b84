#include "problems_many.h"

#include "wijk/app/rows.h"
#include "wijk/store/record.h"

bool problems_given(const char *text)
{
    return text != NULL && *text != '\0';
}

struct value problems_date(date_t date)
{
    char text[DATE_TEXT_SIZE];
    if (date == DATE_NONE)
        return value_none();
    date_iso(date, text);
    return value_text(text);
}

void problems_add_comment(struct many *many, struct id problem, const char *text)
{
    struct row comment;
    struct id person;
    struct error unknown = ERROR_NONE;
    row_init(&comment, ENTITY_COMMENT);
    row_set(&comment, "entity", value_text(entities[ENTITY_PROBLEM].table));
    row_set(&comment, "row", value_id(problem));
    row_set(&comment, "text", value_text(text));
    if (problems_given(many->session->person) &&
        rows_find(many->session, ENTITY_PERSON, many->session->person, &person, &unknown))
        row_set(&comment, "person", value_id(person));
    draft_create(&many->draft, &comment);
    row_release(&comment);
}

static void add_label(const struct many *many, const struct problems *problems, const char *what,
                      struct buffer *label)
{
    struct buffer title = BUFFER_EMPTY;
    if (problems->count == 1)
        rows_title(many->session, ENTITY_PROBLEM, problems->ids[0], &title);
    else
        buffer_format(&title,
                      ngettext("%zu problem", "%zu problems", (unsigned long)problems->count),
                      problems->count);
    buffer_format(label, _("%s: %s"), title.bytes, what);
    buffer_release(&title);
}

/* Of several the sentence says which one refuses. */
static bool step_one(struct many *many, const struct problems *problems, struct id id,
                     struct error *error)
{
    struct row row;
    struct error refused = ERROR_NONE;
    if (!record_get(many->session->db, ENTITY_PROBLEM, id, &row, error))
        return false;
    bool done = many->step(many, &row, &refused);
    const char *code = row_text(&row, "code");
    if (!done && problems->count > 1 && code != NULL)
        error_set(error, refused.code, _("%s: %s"), code, refused.message);
    else if (!done)
        *error = refused;
    row_release(&row);
    return done;
}

bool problems_many(struct many *many, const struct problems *problems, const char *what,
                   struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    if (!session_writable(many->session, error))
        return false;
    if (problems->count == 0)
        return error_set(error, ERROR_INPUT, _("no problem is selected"));
    add_label(many, problems, what, &label);
    draft_init(&many->draft, label.bytes);
    bool done = true;
    for (size_t i = 0; done && i < problems->count; i++)
        done = step_one(many, problems, problems->ids[i], error);
    if (done && !draft_is_empty(&many->draft))
        done = session_commit(many->session, &many->draft, error);
    draft_release(&many->draft);
    buffer_release(&label);
    return done;
}
