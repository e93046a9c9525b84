/*
 * The picker: a framed list with a line to type in, that keeps what fits what was typed (letters in
 * order, best first). For references, choices and, as the palette, for actions.
 *
 * Its candidates are given once with picker_offer, or asked for at every change by `ask`, for
 * tables too large to hand over. A candidate with a reason is dimmed and cannot be chosen. With
 * `allow_new` a last row offers to add what was typed.
 *
 *     picker_init(&picker, _("Owner"));
 *     candidates_add(&picker.all, "Ymere", _("housing corporation"), id); …
 *     picker_offer(&picker);
 *     picker_place(&picker, screen); picker_draw(&picker, canvas, screen, true);
 *     picker_event(&picker, &event);   then look at picker.outcome
 */
#ifndef WIJK_TUI_WIDGETS_PICKER_H
#define WIJK_TUI_WIDGETS_PICKER_H

#include <stdbool.h>

#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/widgets/candidates.h"
#include "wijk/tui/widgets/editor.h"

enum picker_outcome {
    PICKER_NOTHING,
    PICKER_CHOSEN,  /* picker_chosen() and picker_index() say which */
    PICKER_NEW,     /* add what was typed: picker_typed() */
    PICKER_REFUSED, /* the selected one has a reason: picker_chosen()->reason */
    PICKER_CANCELLED
};

struct picker_hit {
    int index; /* into `all`; -1: the row that adds what was typed */
    int score;
};

struct picker {
    const char *title; /* borrowed for the life of the picker */
    const char *empty; /* borrowed: shown when nothing fits; NULL: a sentence of its own */
    bool allow_new;
    bool by_detail; /* what is typed is also looked for in the detail; details stand in a column */
    /* Fills `out` anew for what was typed, in the order to show; NULL: `all` is filtered here. */
    void (*ask)(void *context, const char *typed, struct candidates *out);
    void *context;     /* borrowed */
    int width, height; /* wanted, frame and all; 60 by 16 by default */

    struct candidates all; /* owned; fill it, then picker_offer */
    struct editor editor;
    struct picker_hit *hits; /* owned: what fits, best first */
    int hit_count, hit_capacity;
    int selected, top;
    int beside;                  /* where the column of details begins */
    enum picker_outcome outcome; /* of the last event */
    struct rect rect;            /* where the frame is, as placed */
};

void picker_init(struct picker *picker, const char *title);
void picker_release(struct picker *picker);

/* The candidates are there, or are others now: finds what fits, selects the best. */
void picker_offer(struct picker *picker);

/* `area` is what it may cover; the picker takes the middle of it, the upper third. */
void picker_place(struct picker *picker, struct rect area);
void picker_draw(const struct picker *picker, struct canvas *canvas, struct rect area,
                 bool focused);
bool picker_event(struct picker *picker, const struct event *event); /* uses every key */

/* The selected candidate, borrowed until the next event; NULL: none, or the row that adds. */
const struct candidate *picker_chosen(const struct picker *picker);
int picker_index(const struct picker *picker); /* its index in `all`; -1 */
const char *picker_typed(const struct picker *picker);

#endif
