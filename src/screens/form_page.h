/* The form of a row, as its parts share it: form.c is the screen and the saving, form_fields.c
 * makes the fields of the entities table and judges what is typed. */
#ifndef WIJK_SCREENS_FORM_PAGE_H
#define WIJK_SCREENS_FORM_PAGE_H

#include "wijk/base/vector.h"
#include "wijk/domain/row.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/widgets/form.h"

struct form_page {
    struct screen screen;
    struct row row;      /* as it was when the form opened */
    struct target under; /* what a new row is added under */
    struct form form;
    VECTOR(int) fields;            /* of the entity, by place on the form */
    VECTOR(const char **) choices; /* lists handed to the form */
    void (*saved)(struct ui *ui);  /* what follows when it was saved and is gone; or NULL */
    bool asked_why;                /* why a light is amber or red was asked: again is "later" */
};

bool form_page_is_new(const struct form_page *page);
/* The field of the entity at a place of the form; the place of a column, or -1. */
const struct field *form_page_field(const struct form_page *page, int place);
int form_page_place(const struct form_page *page, const char *column);

/* Makes the fields; the cursor begins in `column`, or where typing most likely does (NULL). */
void form_page_build(struct form_page *page, const char *column);

/* Adds a value as its field on the form shows it. */
void form_page_show(struct form_page *page, int place, const struct value *value,
                    struct buffer *out);
/* The form that is on top, popups aside; NULL: another screen is. */
struct form_page *form_page_on_top(struct ui *ui);

/* form_catalogue.c: asks for a published figure and fills the form of an indicator from it; false:
 * it is no indicator. What was confirmed about the direction is remembered when it is saved. */
bool form_catalogue_ask(struct form_page *page);
bool form_catalogue_saved(struct form_page *page, const struct row *row,
                          struct error *error) MUST_USE;

#endif
