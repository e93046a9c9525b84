#include <string.h>

#include "wijk/base/text.h"
#include "wijk/tui/widgets/edit.h"
#include "wijk/tui/widgets/form_parts.h"

static void close_offered(struct form *form)
{
    candidates_clear(&form->offered);
    form->offered_at = -1;
    form->offering = false;
}

/* The next field that can have the cursor; false: there is none that way. */
static bool step(struct form *form, int by)
{
    for (int i = form->current + by; i >= 0 && i < form->count; i += by) {
        if (!form_can_focus(&form->fields[i]))
            continue;
        form_go(form, i);
        return true;
    }
    return false;
}

/* Tab goes round. */
static void step_round(struct form *form, int by)
{
    if (step(form, by))
        return;
    int kept = form->current;
    form->current = by > 0 ? -1 : form->count;
    if (!step(form, by))
        form->current = kept;
}

static void save(struct form *form)
{
    close_offered(form);
    for (int i = 0; i < form->count; i++) {
        form_check_field(form, i);
        form->fields[i].touched = true;
    }
    int wrong = form_first_error(form);
    if (wrong >= 0)
        form_go(form, wrong);
    form_settle(form);
    form->outcome = wrong >= 0 ? FORM_REFUSED : FORM_SAVE;
}

static void enter(struct form *form)
{
    if (!step(form, 1))
        save(form);
}

static void take_offered(struct form *form, int at)
{
    struct form_field *field = &form->fields[form->current];
    if (field->kind == FORM_CHOICE) {
        field->choice = at;
        form_touched(form, form->current);
        return;
    }
    struct candidate *candidate = &form->offered.items[at];
    editor_set(&field->editor, candidate->text);
    field->reference = candidate->id;
    field->touched = true;
    close_offered(form);
    form_check_field(form, form->current);
    form_settle(form);
    form->outcome = FORM_CHANGED;
}

static void open_offered(struct form *form)
{
    struct form_field *field = &form->fields[form->current];
    close_offered(form);
    if (field->kind == FORM_CHOICE) {
        for (int i = 0; i < field->choice_count; i++)
            candidates_add(&form->offered, field->choices[i], NULL, (struct id){{0}});
        form->offered_at = field->choice >= 0 ? field->choice : 0;
    } else if (form->calls.complete != NULL) {
        form->calls.complete(form->context, form->current, form_value(form, form->current),
                             &form->offered);
    }
    form->offering = form->offered.count > 0;
}

/* While the list is open: True: used. */
static bool offered_key(struct form *form, keycode key)
{
    int count = (int)form->offered.count;
    switch (key) {
    case KEYS_DOWN:
        form->offered_at = form->offered_at + 1 < count ? form->offered_at + 1 : 0;
        return true;
    case KEYS_UP:
        form->offered_at = form->offered_at > 0 ? form->offered_at - 1 : count - 1;
        return true;
    case KEYS_ESCAPE:
        close_offered(form);
        return true;
    case KEYS_TAB:
    case KEYS_ENTER:
        if (form->offered_at < 0)
            return false;
        take_offered(form, form->offered_at);
        if (key == KEYS_TAB)
            step_round(form, 1);
        return true;
    default:
        return false;
    }
}

/* The next choice, after the current one, that begins with the letter. */
static bool choose_letter(struct form_field *field, keycode key)
{
    char bytes[5] = {0};
    if (edit_bytes(key, bytes) == 0)
        return false;
    struct buffer wanted = BUFFER_EMPTY, choice = BUFFER_EMPTY;
    text_fold(&wanted, bytes);
    bool found = false;
    for (int i = 1; i <= field->choice_count && !found; i++) {
        int at = (field->choice + i + field->choice_count) % field->choice_count;
        buffer_clear(&choice);
        text_fold(&choice, field->choices[at]);
        found = wanted.length > 0 && strncmp(choice.bytes, wanted.bytes, wanted.length) == 0;
        if (found)
            field->choice = at;
    }
    buffer_release(&wanted);
    buffer_release(&choice);
    return found;
}

static bool choice_key(struct form *form, struct form_field *field, keycode key)
{
    int count = field->choice_count;
    if (key == KEYS_ENTER) {
        open_offered(form);
        return true;
    }
    if (count == 0)
        return false;
    if (key == KEYS_RIGHT || key == ' ')
        field->choice = (field->choice + 1) % count;
    else if (key == KEYS_LEFT)
        field->choice = field->choice > 0 ? field->choice - 1 : count - 1;
    else if (key == KEYS_BACKSPACE || key == KEYS_DELETE)
        field->choice = -1;
    else if (!choose_letter(field, key))
        return false;
    form_touched(form, form->current);
    return true;
}

static bool long_event(struct form *form, struct form_field *field, const struct event *event)
{
    if (event->type == EVENT_KEY && event->key == ('e' | MOD_CTRL)) {
        form->outcome = FORM_EDIT_LONG;
        return true;
    }
    bool used = textarea_event(&field->area, event);
    if (field->area.changed) {
        field->area.changed = false;
        form_touched(form, form->current);
    }
    return used;
}

static bool editor_field_event(struct form *form, struct form_field *field,
                               const struct event *event)
{
    bool used = editor_event(&field->editor, event);
    if (field->editor.changed) {
        field->editor.changed = false;
        form_touched(form, form->current);
    } else if (used) {
        form_settle(form);
    }
    return used;
}

static bool field_event(struct form *form, const struct event *event)
{
    struct form_field *field = &form->fields[form->current];
    if (field->kind == FORM_LONG)
        return long_event(form, field, event);
    if (field->kind == FORM_CHOICE)
        return event->type == EVENT_KEY && choice_key(form, field, event->key);
    if (field->kind == FORM_FLAG) {
        if (event->type != EVENT_KEY || event->key != ' ')
            return false;
        field->flag = !field->flag;
        form_touched(form, form->current);
        return true;
    }
    return editor_field_event(form, field, event);
}

static bool form_key(struct form *form, keycode key)
{
    switch (key) {
    case 's' | MOD_CTRL:
    case KEYS_F1 + 1:
        save(form);
        return true;
    case KEYS_ESCAPE:
        form->outcome = FORM_CANCEL;
        return true;
    case KEYS_TAB:
        step_round(form, 1);
        return true;
    case KEYS_TAB | MOD_SHIFT:
        step_round(form, -1);
        return true;
    case KEYS_DOWN | MOD_ALT:
        if (form->current >= 0)
            open_offered(form);
        return true;
    default:
        return false;
    }
}

/* Keys that a field did not want. */
static bool left_over_key(struct form *form, keycode key)
{
    if (key == KEYS_UP)
        step(form, -1);
    else if (key == KEYS_DOWN)
        step(form, 1);
    else if (key == KEYS_ENTER)
        enter(form);
    else
        return false;
    return true;
}

static bool press(struct form *form, const struct event *event)
{
    struct rect rect = form->rect;
    if (form->offering) {
        int at = candidates_at(&form->offered, form->offered_at, form_offered_place(form), event->x,
                               event->y);
        if (at >= 0) {
            take_offered(form, at);
            return true;
        }
    }
    int line = event->y - rect.y + form->top;
    if (event->x < rect.x || event->x >= rect.x + rect.width || event->y < rect.y ||
        event->y >= rect.y + rect.height)
        return false;
    for (int i = 0; i < form->count; i++) {
        struct form_field *field = &form->fields[i];
        if (line < field->y || line >= field->y + field->box.height || !form_can_focus(field))
            continue;
        struct rect box = field->box;
        box.x += rect.x;
        box.y += rect.y - form->top;
        if (i != form->current)
            field->editor.cursor = 0; /* it was drawn from its beginning */
        if (field->kind == FORM_LONG)
            textarea_click(&field->area, box, event->x, event->y);
        else
            editor_click(&field->editor, box, event->x);
        form_go(form, i);
    }
    return true;
}

bool form_event(struct form *form, const struct event *event)
{
    form->outcome = FORM_NOTHING;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS)
        return press(form, event);
    if (event->type != EVENT_KEY && event->type != EVENT_PASTE)
        return false;
    bool is_key = event->type == EVENT_KEY;
    if (is_key && form->offering && offered_key(form, event->key))
        return true;
    if (is_key && form_key(form, event->key))
        return true;
    if (form->current < 0)
        return false;
    return field_event(form, event) || (is_key && left_over_key(form, event->key));
}
