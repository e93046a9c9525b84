/*
 * The detail of one row: its fields below each other, long texts wrapped. Used beside lists on wide
 * terminals and by the row screen.
 */
#ifndef WIJK_SCREENS_DETAIL_H
#define WIJK_SCREENS_DETAIL_H

#include "wijk/app/rows.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screen.h"

struct detail_line {
    char *label, *text; /* owned; a label alone is a heading */
};

struct detail {
    struct target target; /* what is shown */
    char *title;          /* owned */
    VECTOR(struct detail_line) lines;
    int top; /* first line shown */
};

void detail_init(struct detail *detail);
void detail_release(struct detail *detail);

/* Reads the row anew; a row that is gone empties the detail. */
void detail_load(struct detail *detail, struct session *session, struct target target);
/* The same, only when the target is another one or `again` is true. */
void detail_follow(struct detail *detail, struct session *session, struct target target,
                   bool again);

/* Adds lines of its own behind the fields: a heading, or a label with a text. Copied. */
void detail_add(struct detail *detail, const char *label, const char *text);

/* Adds the comments on a row. */
void detail_comments(struct detail *detail, struct session *session, struct id id);

void detail_draw(const struct detail *detail, struct canvas *canvas, struct rect rect);
bool detail_event(struct detail *detail, const struct event *event); /* scrolls */

#endif
