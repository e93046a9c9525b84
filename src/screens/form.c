/*
 * The form screen: a row of any entity as a form, made from the entities table. Left with Esc while
 * something was typed, it is kept, and comes back when the same row is edited again.
 */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/domain/problem.h"
#include "wijk/screens/edit_text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/form.h"

struct form_page {
    struct screen screen;
    struct row row;      /* as it was when the form opened */
    struct target under; /* what a new row is added under */
    struct form form;
    VECTOR(int) fields;            /* of the entity, by place on the form */
    VECTOR(const char **) choices; /* lists handed to the form */
};

static bool is_new(const struct form_page *page)
{
    return id_is_none(page->row.id);
}

static const struct field *field_at(const struct form_page *page, int place)
{
    return &page->row.entity->fields[page->fields.items[place]];
}

/* ---- judging what is typed ---- */

static void judge_reference(const struct form_page *page, int place, const char *typed,
                            struct buffer *error, struct buffer *hint)
{
    const struct field *field = field_at(page, place);
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
    const struct field *field = field_at(page, place);
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
    else if (strcmp(field->column, "severity") == 0)
        buffer_add_text(hint, _(problem_severity_word(value.integer)));
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
    const struct field *field = field_at(page, place);
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
    } else { /* as it is typed: a severity as its number */
        field_show(out, field, value, language_now());
    }
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
        if (strcmp(field_at(page, i)->column, page->row.entity->title) == 0)
            place = is_new(page) && i + 1 < (int)page->fields.count ? i + 1 : i;
    if (place >= 0)
        form_go(&page->form, place);
}

static void build(struct form_page *page)
{
    static const struct form_calls calls = {judge, complete};
    form_init(&page->form, &calls, page);
    for (size_t i = 0; i < page->row.entity->field_count; i++)
        if (on_form(page, (int)i))
            add_field(page, (int)i);
    choose_first(page);
}

/* ---- saving ---- */

/* An unknown partner or person becomes a row of its own first. */
static bool add_named(struct form_page *page, enum entity_kind kind, const char *name,
                      struct id *id, struct error *error)
{
    struct row row;
    row_init(&row, kind);
    row_set(&row, "name", value_text(name));
    bool added = rows_add(page->screen.ui->session, &row, error);
    *id = row.id;
    row_release(&row);
    return added;
}

static bool take_reference(struct form_page *page, int place, struct row *row, struct error *error)
{
    const struct field *field = field_at(page, place);
    const char *typed = form_value(&page->form, place);
    struct id id = {{0}};
    struct error unknown = ERROR_NONE;
    if (*typed != '\0' && !form_reference(&page->form, place, &id) &&
        !rows_find(page->screen.ui->session, field->refers_to, typed, &id, &unknown) &&
        !add_named(page, field->refers_to, typed, &id, error))
        return false;
    row_set(row, field->column, value_id(id));
    return true;
}

static bool take(struct form_page *page, int place, struct row *row, struct error *error)
{
    const struct field *field = field_at(page, place);
    if (field->type == FIELD_REFERENCE)
        return take_reference(page, place, row, error);
    struct value value = value_none();
    int choice = form_choice(&page->form, place);
    if (field->type == FIELD_CHOICE) {
        value = choice < 0 ? value_none() : value_text(field->choices[choice].value);
    } else if (field->type == FIELD_FLAG) {
        value = value_integer(form_flag(&page->form, place));
    } else {
        struct reading reading = {.language = language_now(),
                                  .today = page->screen.ui->session->today};
        if (!field_read(field, form_value(&page->form, place), &reading, &value, error))
            return false;
    }
    row_set(row, field->column, value);
    return true;
}

static bool store(struct form_page *page, struct row *row, struct error *error)
{
    struct session *session = page->screen.ui->session;
    if (!is_new(page))
        return rows_change(session, &page->row, row, error);
    if (row->entity->kind == ENTITY_EFFORT && page->under.kind == ENTITY_GOAL)
        return rows_add_effort(session, row, page->under.id, error);
    return rows_add(session, row, error);
}

static void save(struct form_page *page)
{
    struct ui *ui = page->screen.ui;
    struct error error = ERROR_NONE;
    struct row row;
    row_copy(&row, &page->row);
    bool good = true;
    for (int i = 0; good && i < (int)page->fields.count; i++)
        if (form_field_changed(&page->form, i))
            good = take(page, i, &row, &error);
    if (good && store(page, &row, &error)) {
        struct buffer title = BUFFER_EMPTY;
        rows_title(ui->session, row.entity->kind, row.id, &title);
        ui_saved(ui, _("saved: %s"), title.bytes);
        buffer_release(&title);
        ui_pop(ui);
    } else {
        ui_fail(ui, &error);
    }
    row_release(&row);
}

static void edit_outside(struct form_page *page)
{
    struct buffer text = BUFFER_EMPTY;
    struct error error = ERROR_NONE;
    int place = page->form.current;
    if (edit_text(page->screen.ui, form_value(&page->form, place), &text, &error))
        form_set(&page->form, place, text.bytes);
    else
        ui_fail(page->screen.ui, &error);
    buffer_release(&text);
}

static void leave(struct form_page *page)
{
    struct ui *ui = page->screen.ui;
    if (!form_changed(&page->form)) {
        ui_pop(ui);
        return;
    }
    ui_say(ui, STYLE_HINT,
           _("not saved; what you typed is kept and comes back when you edit this again"));
    ui_pop_keep(ui);
}

/* ---- the screen ---- */

static bool event(struct screen *screen, const struct event *event)
{
    struct form_page *page = (struct form_page *)screen;
    bool used = form_event(&page->form, event);
    switch (page->form.outcome) {
    case FORM_SAVE:
        save(page);
        return true;
    case FORM_CANCEL:
        leave(page);
        return true;
    case FORM_EDIT_LONG:
        edit_outside(page);
        return true;
    case FORM_REFUSED:
        ui_say(screen->ui, STYLE_ERROR, _("not saved: %s"),
               form_field_error(&page->form, page->form.current));
        return true;
    case FORM_CHANGED:
    case FORM_NOTHING:
        break;
    }
    return used;
}

static void place(struct screen *screen, struct rect rect)
{
    struct form_page *page = (struct form_page *)screen;
    struct rect rest;
    rect_split_top(rect, 2, &rest);
    form_place(&page->form, rect_inset(rest, 1, 0));
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct form_page *page = (const struct form_page *)screen;
    struct rect rest, top = rect_split_top(rect, 2, &rest);
    struct buffer title = BUFFER_EMPTY;
    const char *label = _(page->row.entity->label);
    if (is_new(page))
        buffer_format(&title, _("New: %s"), label);
    else
        buffer_format(&title, "%s ", label);
    if (!is_new(page))
        rows_title(screen->ui->session, page->row.entity->kind, page->row.id, &title);
    canvas_text_cut(canvas, top, 1, title.bytes, STYLE_STRONG);
    buffer_release(&title);
    form_draw(&page->form, canvas, rect_inset(rest, 1, 0), true);
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct form_page *page = (const struct form_page *)screen;
    (void)page;
    buffer_add_text(out, _("Ctrl-S saves  Esc leaves  Ctrl-E own editor"));
}

static bool typing(const struct screen *screen)
{
    (void)screen;
    return true;
}

static void free_page(struct screen *screen)
{
    struct form_page *page = (struct form_page *)screen;
    form_release(&page->form);
    row_release(&page->row);
    for (size_t i = 0; i < page->choices.count; i++)
        free((void *)page->choices.items[i]);
    free(page->choices.items);
    free(page->fields.items);
    free(page);
}

static const struct screen_calls form_calls = {.name = "form",
                                               .title = N_("Form"),
                                               .place = place,
                                               .draw = draw,
                                               .event = event,
                                               .status = status,
                                               .typing = typing,
                                               .free = free_page};

/* The same row, or another new one of the same entity under the same row. */
struct form_key {
    const struct row *row;
    struct target under;
};

static bool same_form(const struct screen *screen, const void *key)
{
    const struct form_page *page = (const struct form_page *)screen;
    const struct form_key *wanted = key;
    return page->row.entity == wanted->row->entity && id_equal(page->row.id, wanted->row->id) &&
           page->under.kind == wanted->under.kind && id_equal(page->under.id, wanted->under.id);
}

struct screen *form_screen(struct ui *ui, const struct row *row, struct target under)
{
    struct form_key key = {row, under};
    struct screen *kept = ui_kept(ui, &form_calls, same_form, &key);
    if (kept != NULL) {
        ui_say(ui, STYLE_HINT, _("this is what you had typed"));
        return kept;
    }
    struct form_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&form_calls, ui};
    page->under = under;
    row_copy(&page->row, row);
    build(page);
    return &page->screen;
}
