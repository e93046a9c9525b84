/*
 * What is still to be completed: rows that were accepted although something about them was not
 * known yet, because in a meeting "later" is an answer. A derived list: nothing is stored, and a
 * row leaves it when what it lacks is filled in.
 *
 *     struct completing list;
 *     if (completing_load(session, NULL, &list, &error))
 *         …
 *     completing_release(&list);
 *
 * A meeting asks for the rows it made: completing_load with a scope. Adding a reason is a kind, a
 * line in the table of completing.c and a judge that looks at one row.
 */
#ifndef WIJK_APP_COMPLETING_H
#define WIJK_APP_COMPLETING_H

#include "wijk/app/session.h"
#include "wijk/domain/entity.h"

enum completing_kind {
    COMPLETING_LIGHT,  /* a goal or effort is amber or red without cause, consequence, correction */
    COMPLETING_OWNER,  /* an open problem or action that nobody owns */
    COMPLETING_NAME,   /* the same, and a name was typed that is nobody known */
    COMPLETING_SOURCE, /* a measurement without a source, of an indicator without one */
    COMPLETING_DUE,    /* an open action without a date */
    COMPLETING_DATE,   /* a date that is hardly meant: past when it was typed, or years away */
    COMPLETING_CAUSE,  /* a problem of a meeting without a cause */
    COMPLETING_COUNT
};

#define COMPLETING_FIELDS 3

struct completing_item {
    enum completing_kind kind;
    enum entity_kind entity; /* the row that lacks something… */
    struct id row;
    const char *fields[COMPLETING_FIELDS]; /* …in these columns; the form begins in the first */
    int field_count;
    char *code,
        *title;   /* owned: of the row, or of the indicator a measurement is of; "" for none */
    char *reason; /* owned: "red without cause, correction", in the current language */
    char *name;   /* owned: COMPLETING_NAME: what was typed; else NULL */
};

struct completing {
    struct completing_item *items; /* owned: by kind, then in the order of their codes */
    size_t count;
};

/* Rows to look at, instead of all of the programme. Borrowed. */
struct completing_scope {
    const struct completing_row {
        enum entity_kind entity;
        struct id row;
    } * rows;
    size_t count;
};

/* `scope` NULL: all of the session's programme, or of all programmes. Of an indicator without a
 * source only the newest measurement is named. */
bool completing_load(struct session *session, const struct completing_scope *scope,
                     struct completing *list, struct error *error) MUST_USE;
void completing_release(struct completing *list);

/* Adds the words of what an item lacks: "cause, correction". The form (e) on the first of its
 * fields completes it. */
void completing_labels(const struct completing_item *item, struct buffer *out);

/* ---- lights ---- */

/* Sets a light of a goal ("light") or of an effort ("light_time", "light_money", "light_quality"),
 * with why, as one act. `light` NULL or "": what the program derives counts again. What is left
 * NULL or empty of why is left as it is: "later". */
struct completing_light {
    enum entity_kind entity;
    struct id row;
    const char *column, *light;
    const char *why[COMPLETING_FIELDS]; /* cause, consequence, correction */
};
bool completing_set_light(struct session *session, const struct completing_light *request,
                          struct error *error) MUST_USE;

#endif
