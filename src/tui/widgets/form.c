#include "wijk/tui/widgets/form.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/widgets/form_parts.h"

void form_init(struct form *form, const struct form_calls *calls, void *context)
{
    *form = (struct form){.calls = *calls, .context = context, .current = -1, .offered_at = -1};
}

void form_release(struct form *form)
{
    for (int i = 0; i < form->count; i++) {
        struct form_field *field = &form->fields[i];
        free(field->label);
        free(field->help);
        free(field->initial);
        editor_release(&field->editor);
        textarea_release(&field->area);
        buffer_release(&field->error);
        buffer_release(&field->hint);
    }
    free(form->fields);
    candidates_release(&form->offered);
    *form = (struct form){.current = -1};
}

static void put_value(struct form_field *field, const char *value)
{
    if (value == NULL)
        value = "";
    switch (field->kind) {
    case FORM_LONG:
        textarea_set(&field->area, value);
        break;
    case FORM_CHOICE:
        field->choice = -1;
        for (int i = 0; i < field->choice_count; i++)
            if (strcmp(field->choices[i], value) == 0)
                field->choice = i;
        break;
    case FORM_FLAG:
        field->flag = *value != '\0' && strcmp(value, "0") != 0;
        break;
    default:
        editor_set(&field->editor, value);
        break;
    }
}

static struct form_field *new_field(struct form *form)
{
    if (form->count == form->capacity) {
        form->capacity = form->capacity ? form->capacity * 2 : 8;
        form->fields = memory_resize(form->fields, (size_t)form->capacity, sizeof *form->fields);
    }
    return &form->fields[form->count++];
}

int form_add(struct form *form, const struct form_spec *spec)
{
    struct form_field *field = new_field(form);
    *field = (struct form_field){.kind = spec->kind,
                                 .label = memory_string(spec->label),
                                 .help = memory_string(spec->help),
                                 .required = spec->required,
                                 .choices = spec->choices,
                                 .choice_count = spec->choice_count,
                                 .lines = spec->lines > 0 ? spec->lines : 4,
                                 .choice = -1,
                                 .reference = spec->reference,
                                 .initial_reference = spec->reference,
                                 .error = BUFFER_EMPTY,
                                 .hint = BUFFER_EMPTY};
    editor_init(&field->editor);
    textarea_init(&field->area);
    if (spec->limit > 0)
        field->editor.limit = field->area.limit = spec->limit;
    put_value(field, spec->value);
    int index = form->count - 1;
    field->initial = memory_string(form_value(form, index));
    if (form->current < 0 && form_can_focus(field))
        form->current = index;
    form_check_field(form, index);
    return index;
}

bool form_can_focus(const struct form_field *field)
{
    return field->kind != FORM_READ_ONLY;
}

const char *form_value(const struct form *form, int index)
{
    const struct form_field *field = &form->fields[index];
    switch (field->kind) {
    case FORM_LONG:
        return textarea_text(&field->area);
    case FORM_CHOICE:
        return field->choice >= 0 ? field->choices[field->choice] : "";
    case FORM_FLAG:
        return field->flag ? "1" : "";
    default:
        return editor_text(&field->editor);
    }
}

int form_choice(const struct form *form, int field)
{
    return form->fields[field].choice;
}

bool form_flag(const struct form *form, int field)
{
    return form->fields[field].flag;
}

bool form_reference(const struct form *form, int field, struct id *id)
{
    if (id_is_none(form->fields[field].reference))
        return false;
    *id = form->fields[field].reference;
    return true;
}

static bool is_blank(const char *text)
{
    return strspn(text, " \t\n") == strlen(text);
}

void form_check_field(struct form *form, int index)
{
    struct form_field *field = &form->fields[index];
    buffer_clear(&field->error);
    buffer_clear(&field->hint);
    field->posed = false;
    const char *typed = form_value(form, index);
    if (field->required && field->kind != FORM_FLAG && is_blank(typed)) {
        buffer_format(&field->error, _("%s: this is needed"), field->label);
        return;
    }
    if (form->calls.check != NULL)
        form->calls.check(form->context, index, typed, &field->error, &field->hint);
    if (field->kind == FORM_REFERENCE && !is_blank(typed) && id_is_none(field->reference) &&
        field->error.length == 0 && field->hint.length == 0)
        buffer_format(&field->hint, _("new: '%s' is added"), typed);
}

/* An exact name, whatever its case and accents, means that row: nothing is guessed. */
static void resolve(struct form *form, struct form_field *field, const char *typed)
{
    struct buffer wanted = BUFFER_EMPTY, found = BUFFER_EMPTY;
    text_fold(&wanted, typed);
    int hits = 0;
    for (size_t i = 0; i < form->offered.count; i++) {
        buffer_clear(&found);
        text_fold(&found, form->offered.items[i].text);
        if (strcmp(found.bytes, wanted.bytes) != 0)
            continue;
        field->reference = form->offered.items[i].id;
        hits++;
    }
    if (hits > 1) /* two of one name: the person must choose */
        field->reference = (struct id){{0}};
    buffer_release(&wanted);
    buffer_release(&found);
}

void form_touched(struct form *form, int index)
{
    struct form_field *field = &form->fields[index];
    field->touched = true;
    form->outcome = FORM_CHANGED;
    candidates_clear(&form->offered);
    form->offered_at = -1;
    form->offering = false;
    const char *typed = form_value(form, index);
    if (field->kind == FORM_REFERENCE) {
        field->reference = (struct id){{0}};
        if (form->calls.complete != NULL && !is_blank(typed)) {
            form->calls.complete(form->context, index, typed, &form->offered);
            resolve(form, field, typed);
        }
        form->offering = form->offered.count > 0;
    }
    form_check_field(form, index);
    form_settle(form);
}

void form_set(struct form *form, int index, const char *value)
{
    put_value(&form->fields[index], value);
    form->fields[index].touched = true;
    form->fields[index].reference = (struct id){{0}};
    form_check_field(form, index);
    form_settle(form);
}

void form_error(struct form *form, int index, const char *reason)
{
    struct form_field *field = &form->fields[index];
    buffer_clear(&field->error);
    buffer_add_text(&field->error, reason);
    field->posed = field->touched = true;
    form_go(form, index);
}

void form_go(struct form *form, int index)
{
    form->offering = false;
    candidates_clear(&form->offered);
    form->offered_at = -1;
    if (index >= 0 && index < form->count)
        form->current = index;
    form_settle(form);
}

bool form_field_changed(const struct form *form, int index)
{
    const struct form_field *field = &form->fields[index];
    return strcmp(field->initial, form_value(form, index)) != 0 ||
           !id_equal(field->reference, field->initial_reference);
}

bool form_changed(const struct form *form)
{
    for (int i = 0; i < form->count; i++)
        if (form_field_changed(form, i))
            return true;
    return false;
}

/* What form_error posed does not stand in the way of trying again. */
int form_first_error(const struct form *form)
{
    for (int i = 0; i < form->count; i++)
        if (form->fields[i].error.length > 0 && !form->fields[i].posed)
            return i;
    return -1;
}

const char *form_field_error(const struct form *form, int field)
{
    return form->fields[field].error.bytes;
}
