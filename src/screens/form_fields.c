/* The fields of a form, made from the entities table, and the judging of what is typed in them. */
#include "form_page.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

bool form_page_is_new(const struct form_page *page)
{
    return id_is_none(page->row.id);
}

const struct field *form_page_field(const struct form_page *page, int place)
{
    return &page->row.entity->fields[page->fields.items[place]];
}

int form_page_place(const struct form_page *page, const char *column)
{
    for (int i = 0; i < (int)page->fields.count; i++)
        if (strcmp(form_page_field(page, i)->column, column) == 0)
            return i;
    return -1;
}

/* ---- judging what is typed ---- */

static void judge_reference(const struct form_page *page, int place, const char *typed,
                            struct buffer *error, struct buffer *hint)
{
    const struct field *field = form_page_field(page, place);
    struct id id;
    struct error ignored = ERROR_NONE;
    if (form_reference(&page->form, place, &id) ||
        rows_find(page->screen.ui->session, field->refers_to, typed, &id, &ignored))
        return;
    if (field->refers_to == ENTITY_PARTNER || field->refers_to == ENTITY_PERSON)
        buffer_format(hint, _("'%s' is new and will be added"), typed);
    else
        buffer_add_text(error, ignored.message);
}

static void judge(void *context, int place, const char *typed, struct buffer *error,
                  struct buffer *hint)
{
    struct form_page *page = context;
    const struct field *field = form_page_field(page, place);
    if (*typed == '\0' || field->type == FIELD_CHOICE || field->type == FIELD_FLAG)
        return;
    if (field->type == FIELD_REFERENCE) {
        judge_reference(page, place, typed, error, hint);
        return;
    }
    struct reading reading = {.language = language_now(), .today = page->screen.ui->session->today};
    struct value value = value_none();
    struct error wrong = ERROR_NONE;
    date_t date;
    if (!field_read(field, typed, &reading, &value, &wrong))
        buffer_add_text(error, wrong.message);
    else if (field->type == FIELD_DATE && date_parse_iso(value.text, &date))
        date_format(hint, date, DATE_LONG, language_now());
    else if (field->choices != NULL)
        field_show(hint, field, &value, language_now());
    value_release(&value);
}

static void add_candidate(void *context, struct id id, const char *code, const char *name)
{
    bool coded = *code != '\0';
    candidates_add(context, coded ? code : name, coded ? name : NULL, id);
}

static void complete(void *context, int place, const char *typed, struct candidates *out)
{
    struct form_page *page = context;
    const struct field *field = form_page_field(page, place);
    struct error ignored = ERROR_NONE;
    struct rows_completion request = {field->refers_to, typed, 50};
    if (field->type == FIELD_REFERENCE &&
        !rows_complete(page->screen.ui->session, &request, add_candidate, out, &ignored))
        candidates_clear(out);
}

/* ---- building the form ---- */

static enum form_kind kind_of(const struct field *field)
{
    if ((field->flags & FIELD_GIVEN) != 0)
        return FORM_READ_ONLY;
    switch (field->type) {
    case FIELD_LONG_TEXT:
        return FORM_LONG;
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return FORM_NUMBER;
    case FIELD_DATE:
        return FORM_DATE;
    case FIELD_MOMENT:
        return FORM_TEXT;
    case FIELD_CHOICE:
        return FORM_CHOICE;
    case FIELD_REFERENCE:
        return FORM_REFERENCE;
    case FIELD_FLAG:
        return FORM_FLAG;
    case FIELD_ENTITY:
    case FIELD_ROW:
        return FORM_READ_ONLY;
    case FIELD_TEXT:
        break;
    }
    return FORM_TEXT;
}

static int list_choices(struct form_page *page, const struct field *field, struct form_spec *spec)
{
    int count = 0;
    while (field->choices[count].value != NULL)
        count++;
    const char **labels = memory_array((size_t)count, sizeof *labels);
    for (int i = 0; i < count; i++)
        labels[i] = _(field->choices[i].label);
    *VECTOR_PUSH(&page->choices) = labels;
    spec->choices = labels;
    return count;
}

/* A reference is shown as it is found again: by code, else by name. */
static void show_value(struct form_page *page, const struct field *field, const struct value *value,
                       struct buffer *out)
{
    struct session *session = page->screen.ui->session;
    if (field->type == FIELD_REFERENCE && value->type == VALUE_ID) {
        rows_code(session, field->refers_to, value->id, out);
        if (out->length == 0)
            rows_name(session, field->refers_to, value->id, out);
    } else if (field->type == FIELD_FLAG) {
        buffer_add_text(out, value->integer != 0 ? "1" : "");
    } else if (field->type == FIELD_ROW) {
        rows_show(session, &page->row, field, value, out);
    } else if (field->type == FIELD_INTEGER) { /* as it is typed: a severity as its number */
        field_write(out, field, value, number_style_of(language_now()));
    } else {
        field_show(out, field, value, language_now());
    }
}

void form_page_show(struct form_page *page, int place, const struct value *value,
                    struct buffer *out)
{
    show_value(page, form_page_field(page, place), value, out);
}

static void add_field(struct form_page *page, int at)
{
    const struct field *field = &page->row.entity->fields[at];
    const struct value *value = &page->row.values[at];
    struct buffer text = BUFFER_EMPTY;
    show_value(page, field, value, &text);
    struct form_spec spec = {.label = _(field->label),
                             .kind = kind_of(field),
                             .value = text.bytes,
                             .reference = value->id,
                             .required = (field->flags & FIELD_REQUIRED) != 0,
                             .help = field->help == NULL ? NULL : _(field->help),
                             .lines = value_is_none(value) ? 2 : 4,
                             .limit = field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_LIMIT
                                                                     : FIELD_TEXT_LIMIT};
    if (spec.kind == FORM_CHOICE)
        spec.choice_count = list_choices(page, field, &spec);
    *VECTOR_PUSH(&page->fields) = at;
    form_add(&page->form, &spec);
    buffer_release(&text);
}

/* Left out: what belongs to the program, what it has not given yet, and the programme where it goes
 * without saying. */
static bool on_form(const struct form_page *page, int at)
{
    const struct field *field = &page->row.entity->fields[at];
    bool unknown = value_is_none(&page->row.values[at]);
    bool understood =
        field->type == FIELD_REFERENCE && field->refers_to == ENTITY_PROGRAMME && !unknown;
    return (field->flags & FIELD_HIDDEN) == 0 && !understood &&
           !((field->flags & FIELD_GIVEN) != 0 && unknown);
}

/* The cursor begins where typing most likely does: in the first required field that is empty, else
 * on the title of a row that exists, and behind that of a new one. */
static void choose_first(struct form_page *page)
{
    int place = form_first_error(&page->form);
    for (int i = 0; place < 0 && i < (int)page->fields.count; i++)
        if (strcmp(form_page_field(page, i)->column, page->row.entity->title) == 0)
            place = form_page_is_new(page) && i + 1 < (int)page->fields.count ? i + 1 : i;
    if (place >= 0)
        form_go(&page->form, place);
}

void form_page_build(struct form_page *page, const char *column)
{
    static const struct form_calls calls = {judge, complete};
    form_init(&page->form, &calls, page);
    for (size_t i = 0; i < page->row.entity->field_count; i++)
        if (on_form(page, (int)i))
            add_field(page, (int)i);
    int place = column == NULL ? -1 : form_page_place(page, column);
    if (place >= 0)
        form_go(&page->form, place);
    else
        choose_first(page);
}
