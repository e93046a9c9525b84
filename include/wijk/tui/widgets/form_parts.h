/*
 * What the files of the form share: a field, its place, its checks. Screens do not need it.
 */
#ifndef WIJK_TUI_WIDGETS_FORM_PARTS_H
#define WIJK_TUI_WIDGETS_FORM_PARTS_H

#include "wijk/tui/widgets/editor.h"
#include "wijk/tui/widgets/form.h"
#include "wijk/tui/widgets/textarea.h"

struct form_field {
    enum form_kind kind;
    char *label, *help; /* owned; help may be NULL */
    bool required;
    const char *const *choices; /* borrowed */
    int choice_count, lines;
    struct editor editor; /* all kinds but those below */
    struct textarea area; /* FORM_LONG */
    int choice;           /* FORM_CHOICE; -1: none */
    bool flag;
    struct id reference, initial_reference;
    char *initial;             /* owned */
    struct buffer error, hint; /* owned: of check */
    bool posed;                /* the error came from form_error */
    bool touched;              /* its error may be shown */
    int y, height;             /* lines, from the first line of the form */
    struct rect box;           /* the field itself, from the first line of the form */
};

/* The message of a field that is to be shown now, and its style; NULL: none. */
const char *form_message(const struct form_field *field, enum style *style);

/* Computes where every field is in a form `width` wide; answers the lines needed. */
int form_layout(const struct form *form, int width);

/* After a change by the person: checks, completes, places. */
void form_touched(struct form *form, int field);
void form_check_field(struct form *form, int field);
void form_settle(struct form *form); /* lays out and keeps the current field in sight */

/* The place of the offered list: its field on the screen. */
struct candidates_place form_offered_place(const struct form *form);
bool form_can_focus(const struct form_field *field);

#endif
