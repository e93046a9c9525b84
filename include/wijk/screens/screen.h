/*
 * A screen: a query, a view model, a drawing of it, and its actions.
 *
 * Everything that can be on top of the terminal is a screen, popups too: the program keeps a stack
 * of them (ui.h). The way of the data: `load` asks the app layer and keeps plain structs; `place`
 * gives widgets their rectangles (the only moment at which lists fetch rows); `draw` computes
 * nothing, asks nothing and cannot fail. After each change of the file `load` is called again;
 * selections follow the record.
 */
#ifndef WIJK_SCREENS_SCREEN_H
#define WIJK_SCREENS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/entity.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

struct ui;
struct screen;

/* The row that the actions on rows are about. */
struct target {
    enum entity_kind kind; /* ENTITY_NONE: there is no row */
    struct id id;
    struct id under; /* in the tree: the row it hangs under; else none */
};

enum action_flags {
    ACTION_ROW = 1 << 0,    /* needs a selected row */
    ACTION_WRITES = 1 << 1, /* changes the file: not while it is read-only */
    ACTION_FILE = 1 << 2,   /* needs an open file */
    ACTION_ALWAYS = 1 << 3, /* also over a popup and while a field is typed in */
    ACTION_FOOTER = 1 << 4  /* named in the footer, in the order of the array */
};

/* One thing a person can do. The arrays of actions are the only list of keys there is: the
 * dispatcher, the footer, the help, the palette, the mouse on the footer, the `keys` of the
 * configuration and the README read them. */
struct action {
    const char *name;  /* as in the configuration: "measure" */
    const char *group; /* translated by the reader: heading in the help */
    const char *keys;  /* by default, names of event.h separated by spaces: "Enter l" */
    const char *label; /* its name for people: in the footer, the palette and the help */
    const char *help;  /* one sentence */
    unsigned flags;
    /* Whether it can be done now; fills the reason when not. NULL: whenever the flags allow. */
    bool (*enabled)(struct ui *ui, struct buffer *why);
    void (*run)(struct ui *ui);
};

struct screen_calls {
    const char *name;  /* in saved views and for tests */
    const char *title; /* translated by the reader; NULL for popups */
    const struct action *actions;
    size_t action_count;
    const struct action *also; /* an array that several screens share, or NULL */
    size_t also_count;
    bool popup;                                    /* drawn over the screen below */
    bool (*load)(struct screen *, struct error *); /* NULL: nothing to ask */
    void (*place)(struct screen *, struct rect);   /* before each drawing */
    void (*draw)(const struct screen *, struct canvas *, struct rect);
    bool (*event)(struct screen *, const struct event *); /* keys that are no action; true: used */
    void (*target)(const struct screen *, struct target *); /* NULL: never a row */
    void (*status)(const struct screen *,
                   struct buffer *); /* at the right of the rule: "14 of 61"; may be NULL */
    enum entity_kind (*lists)(
        const struct screen *); /* what `add` adds here; NULL or ENTITY_NONE: what fits the row */
    bool (*typing)(const struct screen *); /* true: keys go to `event` first; NULL: never */
    void (*settle)(struct screen *); /* nothing was typed for a moment, after ui_settle_later */
    bool (*work)(struct screen *);   /* a few milliseconds of what was left, after ui_work_later;
                                        false: nothing is left */
    void (*free)(struct screen *);
};

/* The first member of every screen's own struct. */
struct screen {
    const struct screen_calls *calls;
    struct ui *ui; /* borrowed */
};

#endif
