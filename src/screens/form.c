/*
 * The form screen: a row of any entity as a form, made from the entities table. Left with Esc while
 * something was typed, it is kept, and comes back when the same row is edited again.
 */
#include "form_page.h"

#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/domain/light.h"
#include "wijk/screens/edit_text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

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
    const struct field *field = form_page_field(page, place);
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
    const struct field *field = form_page_field(page, place);
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
    if (!form_page_is_new(page))
        return rows_change(session, &page->row, row, error);
    if (row->entity->kind == ENTITY_EFFORT && page->under.kind == ENTITY_GOAL)
        return rows_add_effort(session, row, page->under.id, error);
    return rows_add(session, row, error);
}

/* A light that becomes amber or red asks why, once: saving again answers "later", and the row is on
 * the list of what is to be completed. */
static bool asks_why(struct form_page *page, const struct row *row)
{
    const char *lacks[LIGHT_WHY];
    static const char *const lights[] = {"light", "light_time", "light_money", "light_quality"};
    bool set = false;
    for (size_t i = 0; i < sizeof lights / sizeof *lights; i++) {
        int place = form_page_place(page, lights[i]);
        set = set || (place >= 0 && form_field_changed(&page->form, place));
    }
    if (!set || page->asked_why || light_lacks(row, lacks) == 0)
        return false;
    page->asked_why = true;
    form_go(&page->form, form_page_place(page, lacks[0]));
    ui_say(page->screen.ui, STYLE_AMBER,
           _("amber and red ask for cause, consequence and correction; Ctrl-S again: later"));
    return true;
}

static void tell_saved(struct form_page *page, const struct row *row)
{
    struct ui *ui = page->screen.ui;
    void (*saved)(struct ui *) = page->saved;
    struct buffer title = BUFFER_EMPTY;
    rows_title(ui->session, row->entity->kind, row->id, &title);
    ui_saved(ui, _("saved: %s"), title.bytes);
    buffer_release(&title);
    ui_pop(ui); /* ends the page */
    if (saved != NULL)
        saved(ui);
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
    if (good && asks_why(page, &row)) {
        row_release(&row);
        return;
    }
    if (good && form_catalogue_saved(page, &row, &error) && store(page, &row, &error)) {
        tell_saved(page, &row);
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
    if (event->type == EVENT_KEY && event->key == KEYS_F1 + 3 && form_catalogue_ask(page))
        return true;
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
    if (form_page_is_new(page))
        buffer_format(&title, _("New: %s"), label);
    else
        buffer_format(&title, "%s ", label);
    if (!form_page_is_new(page))
        rows_title(screen->ui->session, page->row.entity->kind, page->row.id, &title);
    canvas_text_cut(canvas, top, 1, title.bytes, STYLE_STRONG);
    buffer_release(&title);
    form_draw(&page->form, canvas, rect_inset(rest, 1, 0), true);
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct form_page *page = (const struct form_page *)screen;
    if (page->row.entity->kind == ENTITY_INDICATOR)
        buffer_format(out, "%s  ", _("F4 catalogue"));
    buffer_add_text(out, _("Ctrl-S saves  Esc leaves  Ctrl-E own editor"));
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
                                               .typing = look_types,
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

struct form_page *form_page_on_top(struct ui *ui)
{
    struct screen *screen = ui_base(ui);
    return screen != NULL && screen->calls == &form_calls ? (struct form_page *)screen : NULL;
}

struct screen *form_screen_for(struct ui *ui, const struct form_request *request)
{
    struct form_key key = {request->row, request->under};
    struct screen *kept = ui_kept(ui, &form_calls, same_form, &key);
    if (kept != NULL) {
        ((struct form_page *)kept)->saved = request->saved;
        ui_say(ui, STYLE_HINT, _("this is what you had typed"));
        return kept;
    }
    struct form_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&form_calls, ui};
    page->under = request->under;
    page->saved = request->saved;
    row_copy(&page->row, request->row);
    form_page_build(page, request->column);
    return &page->screen;
}

struct screen *form_screen(struct ui *ui, const struct row *row, struct target under)
{
    return form_screen_for(ui, &(struct form_request){.row = row, .under = under});
}
