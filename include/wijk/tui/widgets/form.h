/*
 * The form: fields below each other, checked while they are typed.
 *
 * A field has a kind, a label and a value as text. At every change `check` is asked: it fills the
 * reason why the text is not good, or an echo such as the date in full; both are shown beside the
 * field where there is room, else below it. References offer what `complete` fills in, in a list
 * under the field, and accept a text that is in none of it: form_reference() is then false and
 * form_value() the new name.
 *
 *     form_init(&form, &calls, context);
 *     form_add(&form, &(struct form_spec){.label = _("Title"), .kind = FORM_TEXT, …});
 *     form_place(&form, rect); form_draw(&form, canvas, rect, true);
 *     form_event(&form, &event);   then look at form.outcome
 *
 * Keys: Tab, Shift-Tab, Up, Down between fields; Left, Right, Space or first letters for a choice,
 * Enter for its list; Space for a flag; Ctrl-S or F2 saves, as does Enter on the last field; Esc
 * leaves; Ctrl-E in a long text asks for the external editor.
 */
#ifndef WIJK_TUI_WIDGETS_FORM_H
#define WIJK_TUI_WIDGETS_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/id.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/candidates.h"

enum form_kind {
    FORM_TEXT,
    FORM_LONG, /* several lines */
    FORM_NUMBER,
    FORM_DATE,
    FORM_CHOICE,    /* one of `choices` */
    FORM_REFERENCE, /* a row, found by completion */
    FORM_FLAG,      /* "1" or "" */
    FORM_READ_ONLY
};

/* What a field is; copied by form_add, but for `choices`, borrowed for the life of the form. */
struct form_spec {
    const char *label; /* translated */
    enum form_kind kind;
    const char *value;   /* at the start; NULL is empty. A choice: one of the choices or empty */
    struct id reference; /* of a FORM_REFERENCE whose value is known; or none */
    bool required;
    const char *help;           /* translated: shown while the field has the cursor; or NULL */
    const char *const *choices; /* translated */
    int choice_count;
    size_t limit; /* bytes; 0: the editor's own */
    int lines;    /* of a long text; 0: 4 */
};

struct form_calls {
    /* Judges a field's text: fills `error` (the reason, translated) when it is not good, and `hint`
     * (an echo). May be NULL. Required fields that are empty are refused by the form itself. */
    void (*check)(void *context, int field, const char *typed, struct buffer *error,
                  struct buffer *hint);
    /* Fills what a FORM_REFERENCE (or FORM_TEXT) field could mean. May be NULL. */
    void (*complete)(void *context, int field, const char *typed, struct candidates *out);
};

enum form_outcome {
    FORM_NOTHING,
    FORM_CHANGED,  /* the text of field `current` changed */
    FORM_SAVE,     /* every field is good */
    FORM_REFUSED,  /* saving was asked, but `current`, the first wrong field, has the reason */
    FORM_CANCEL,   /* Esc; what was typed is still here */
    FORM_EDIT_LONG /* the external editor is asked for field `current`; answer with form_set */
};

struct form_field; /* form.c */

struct form {
    struct form_calls calls;
    void *context;             /* borrowed */
    struct form_field *fields; /* owned */
    int count, capacity;
    int current;               /* the field with the cursor; -1: none can have it */
    int top;                   /* first line shown */
    enum form_outcome outcome; /* of the last event */
    struct rect rect;
    struct candidates offered; /* under the current field */
    int offered_at;            /* -1: none is chosen */
    bool offering;             /* the list is open */
};

void form_init(struct form *form, const struct form_calls *calls, void *context);
void form_release(struct form *form);

/* Adds a field; answers its index. */
int form_add(struct form *form, const struct form_spec *spec);

const char *form_value(const struct form *form, int field); /* borrowed until it changes */
int form_choice(const struct form *form, int field);        /* index, -1: none */
bool form_flag(const struct form *form, int field);
/* The row that a reference field means; false: empty, or a text that is not known yet. */
bool form_reference(const struct form *form, int field, struct id *id);

/* Replaces a value and checks it; it counts as a change of the person. */
void form_set(struct form *form, int field, const char *value);
/* Shows a reason that only saving could find out, until the field changes. */
void form_error(struct form *form, int field, const char *reason);
void form_go(struct form *form, int field); /* gives a field the cursor */

bool form_field_changed(const struct form *form, int field);
bool form_changed(const struct form *form);
/* Index of the first field that is not good; -1: all are. */
int form_first_error(const struct form *form);
const char *form_field_error(const struct form *form, int field); /* "" when it is good */

void form_place(struct form *form, struct rect rect);
void form_draw(const struct form *form, struct canvas *canvas, struct rect rect, bool focused);
bool form_event(struct form *form, const struct event *event);

#endif
