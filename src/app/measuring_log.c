/* Logging a figure: the quick line's measurement becomes a row, as one act. */
#include <string.h>

#include "making.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

static bool has_no_value(const struct quickline *line)
{
    return strcmp(line->status, "secret") == 0 || strcmp(line->status, "unavailable") == 0;
}

static bool check_date(const struct session *session, const struct quickline *line,
                       struct error *error)
{
    if (!line->date_given || line->date <= session->today)
        return true;
    struct buffer day = BUFFER_EMPTY;
    date_format(&day, line->date, DATE_SHORT, language_now());
    error_set(error, ERROR_INPUT,
              _("%s is still to come: a measurement has the date on which it was found"),
              day.bytes);
    buffer_release(&day);
    return false;
}

/* Whether the value is of the kind the indicator takes. */
static bool check_value(const struct row *indicator, const struct quickline *line,
                        struct error *error)
{
    const char *name = row_text(indicator, "name");
    int kind = outlook_choice("indicator", "kind", row_text(indicator, "kind"), OUTLOOK_COUNT);
    if (has_no_value(line))
        return !line->value_known ||
               error_set(error, ERROR_INPUT,
                         _("%s: a figure that is secret or unavailable has no value; leave one of "
                           "the two out"),
                         name);
    if (kind == OUTLOOK_WORDS)
        return line->text.length > 0 || line->value_known ||
               error_set(error, ERROR_INPUT, _("%s is told in words: type what was found"), name);
    if (!line->value_known)
        return error_set(error, ERROR_INPUT, _("%s: type the value that was found, as in 14,2"),
                         name);
    if (kind == OUTLOOK_YES_NO)
        return line->value.value == 0 || line->value.value == 1 ||
               error_set(error, ERROR_INPUT, _("%s is answered with yes or no"), name);
    return !line->yes_no ||
           error_set(error, ERROR_INPUT, _("%s is a number: type the value that was found"), name);
}

static bool check_line(struct session *session, const struct row *indicator,
                       const struct quickline *line, struct error *error)
{
    if (line->mistakes > 0)
        return error_set(error, ERROR_INPUT, "%s", quickline_mistake(line));
    if (line->kind != QUICKLINE_MEASUREMENT || line->empty)
        return error_set(error, ERROR_INPUT,
                         _("This is no measurement: type a value, as in =14,2"));
    if (indicator->deleted)
        return error_set(error, ERROR_REFUSED, _("%s was deleted: undo that first"),
                         row_text(indicator, "name"));
    return check_date(session, line, error) && check_value(indicator, line, error);
}

static void add_number(struct buffer *out, double value)
{
    number_format(out, value, 9, number_style_of(language_now()));
}

static void fill(struct session *session, const struct row *indicator, const struct quickline *line,
                 struct row *row)
{
    char day[DATE_TEXT_SIZE];
    date_iso(line->date_given ? line->date : session->today, day);
    row_set(row, "indicator", value_id(indicator->id));
    row_set(row, "taken_on", value_text(day));
    row_set(row, "status", value_text(line->status));
    row_set(row, "source", value_text(line->source.bytes));
    row_set(row, "note", value_text(line->note.bytes));
    int kind = outlook_choice("indicator", "kind", row_text(indicator, "kind"), OUTLOOK_COUNT);
    if (kind != OUTLOOK_WORDS) {
        if (line->value_known)
            row_set(row, "value", value_real(line->value.value));
        return;
    }
    struct buffer words = BUFFER_EMPTY;
    buffer_add_text(&words, line->text.bytes);
    if (words.length == 0 && line->value_known)
        add_number(&words, line->value.value);
    row_set(row, "words", value_text(words.bytes));
    buffer_release(&words);
}

/* "Measurement 14.2 % for Youth unemployment". */
static void label_of(struct session *session, const struct row *indicator, const struct row *row,
                     struct buffer *out)
{
    struct buffer found = BUFFER_EMPTY;
    const struct value *value = row_value(row, "value");
    if (value->type == VALUE_REAL)
        measuring_value(session, indicator, value->real, &found);
    else if (row_text(row, "words") != NULL)
        text_cut(&found, row_text(row, "words"), 40);
    else {
        int status = entity_field(row->entity, "status");
        buffer_add_text(&found,
                        field_choice_label(&row->entity->fields[status], row_text(row, "status")));
    }
    buffer_format(out, _("Measurement %s for %s"), found.bytes, row_text(indicator, "name"));
    buffer_release(&found);
}

static bool log_row(struct session *session, const struct row *indicator, struct row *row,
                    struct error *error)
{
    struct buffer label = BUFFER_EMPTY;
    label_of(session, indicator, row, &label);
    struct draft draft;
    draft_init(&draft, label.bytes);
    draft_create(&draft, row);
    bool done = session_commit(session, &draft, error);
    draft_release(&draft);
    buffer_release(&label);
    return done;
}

static bool make(struct session *session, const struct row *indicator, const struct quickline *line,
                 struct row *row, struct error *error)
{
    if (!check_line(session, indicator, line, error))
        return false;
    fill(session, indicator, line, row);
    return rows_prepare(session, row, indicator->id, error) && row_check(row, error);
}

bool measuring_make(struct session *session, struct id indicator, const struct quickline *line,
                    struct row *row, struct error *error)
{
    struct row owner;
    if (!record_get(session->db, ENTITY_INDICATOR, indicator, &owner, error))
        return false;
    bool made = make(session, &owner, line, row, error);
    row_release(&owner);
    return made;
}

bool measuring_log(struct session *session, struct id indicator, const struct quickline *line,
                   struct id *id, struct error *error)
{
    struct row owner;
    if (!session_writable(session, error) ||
        !record_get(session->db, ENTITY_INDICATOR, indicator, &owner, error))
        return false;
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    bool done = make(session, &owner, line, &row, error) && log_row(session, &owner, &row, error);
    if (done && id != NULL)
        *id = row.id;
    row_release(&row);
    row_release(&owner);
    return done;
}
