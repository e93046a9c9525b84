/*
 * The running program: the terminal, the session, the stack of screens, and what they share.
 *
 * One turn of the event loop: an event arrives; the top screen gets it when it is being typed in,
 * else the action that has its key runs, else the top screen gets it; then, when the file changed,
 * every screen on the stack loads anew; then everything is placed and drawn once.
 */
#ifndef WIJK_SCREENS_UI_H
#define WIJK_SCREENS_UI_H

#include "wijk/app/session.h"
#include "wijk/screens/screen.h"
#include "wijk/tui/term.h"

struct keymap;

/* Of work that lasts: for ui_progress. */
struct ui_progress {
    struct ui *ui;
    const char *title;    /* translated */
    int64_t began, shown; /* milliseconds; zero at the start */
};

struct ui {
    struct term *term;       /* borrowed */
    struct session *session; /* NULL on the first start, until a file is chosen; owned */
    struct config *config;   /* borrowed */
    struct screen **stack;   /* owned screens; the last is on top */
    size_t count, capacity;
    struct screen **kept; /* owned: forms and lines left with Esc, to come back to */
    size_t kept_count, kept_capacity;
    struct keymap *keymap; /* owned */
    char toast[512];       /* what happened, shown in the footer until the next key */
    enum style toast_style;
    unsigned long seen; /* session->changes at the last load */
    bool quit, redraw;
    bool working;              /* a screen has work left for when no key waits */
    bool unsettled;            /* a screen wants to be told when nothing was typed for a moment */
    bool several;              /* the file holds several programmes: there is a city */
    char *heading;             /* owned: what the title line says of the file */
    int patience;              /* milliseconds before long work shows its progress */
    struct ui_progress backup; /* of the one before the first change of a day */
    struct rect body;          /* where the top screen is drawn */
};

/* Opens the screens on a session (taken over; may be NULL: the first start) and runs until the
 * person leaves. */
struct ui_options {
    struct term *term;
    struct session *session;
    struct config *config;
    int patience; /* milliseconds before long work shows its progress; 0: half a second */
};
bool ui_run(const struct ui_options *options, struct error *error) MUST_USE;

/* ---- for screens and actions ---- */

/* Puts a screen on top (taken over) and loads it; a failure to load shows its sentence and leaves
 * the stack as it was. */
void ui_push(struct ui *ui, struct screen *screen);
/* Leaves the top screen; the last one is not left. */
void ui_pop(struct ui *ui);
/* Ends a screen wherever it lies on the stack; nothing when it is not there any more. */
void ui_close(struct ui *ui, struct screen *screen);
/* Leaves the top screen but keeps it, so that ui_kept finds it again: nothing typed is lost. */
void ui_pop_keep(struct ui *ui);
/* A kept screen with this key and these calls, taken out of the kept ones; NULL: none. */
struct screen *ui_kept(struct ui *ui, const struct screen_calls *calls,
                       bool (*same)(const struct screen *, const void *key), const void *key);
/* Goes to one of the main screens (those with a number): the stack is emptied down to it. */
void ui_go(struct ui *ui, struct screen *screen);

/* Loads every screen anew, after something other than the file changed. */
void ui_load(struct ui *ui);

struct screen *ui_top(const struct ui *ui);
/* The topmost screen that is no popup: what a popup is about. */
struct screen *ui_base(const struct ui *ui);
/* The row that actions are about now. */
struct target ui_target(const struct ui *ui);

void ui_say(struct ui *ui, enum style style, const char *format, ...) PRINTF_LIKE(3, 4);
void ui_fail(struct ui *ui, const struct error *error); /* shows its sentence */

/* After an act of ours: says what was done, and loads everything anew at the end of this turn. */
void ui_saved(struct ui *ui, const char *format, ...) PRINTF_LIKE(2, 3);

/* Calls `settle` of every screen once, when no key was pressed for half a second: for what is kept
 * while somebody types. */
void ui_settle_later(struct ui *ui);

/* Calls `work` of every screen that has one again and again while no key waits, until none has
 * anything left: for what takes longer than a screen may wait to be shown. */
void ui_work_later(struct ui *ui);

/* For long work: shows the progress when it lasts longer than the patience; false: the person
 * pressed Esc. */
bool ui_progress(void *progress, long done, long total);

/* ---- the action table ---- */

/* Actions that are the same on every screen. */
extern const struct action global_actions[];
extern const size_t global_action_count;

/* Every array of actions there is, for the help, `wijk keys` and the check of the configuration's
 * keys. */
struct action_set {
    const char *screen; /* name, or NULL for the global ones */
    const char *title;
    const struct action *actions;
    size_t count;
};
bool action_set_at(size_t index, struct action_set *set); /* false: behind the last */

/* Adds all of them as Markdown tables: `wijk keys`, and the keys of the README. */
void action_table(struct buffer *out);

/* Whether an action can run now; fills the reason when not. */
bool action_enabled(struct ui *ui, const struct action *action, struct buffer *why);
/* Runs it, or shows why not. */
void action_run(struct ui *ui, const struct action *action);
/* The same for a global action by its name. */
void action_run_named(struct ui *ui, const char *name);
const struct action *action_named(const char *name);

/* Keys: from the configuration, else the default. keymap_find: the action for a key on a screen, or
 * NULL. */
struct keymap *keymap_new(const struct config *config, struct buffer *warnings);
void keymap_free(struct keymap *keymap);
const struct action *keymap_find(const struct keymap *keymap, const struct screen *screen,
                                 keycode key);
/* Adds the name of the first key of an action. */
void keymap_key(const struct keymap *keymap, const struct action *action, struct buffer *out);

/* Whether any key of the action runs it on this screen: a screen's own action may have taken its
 * keys. */
bool keymap_reaches(const struct keymap *keymap, const struct screen *screen,
                    const struct action *action);
/* Adds the names of all its keys, separated by spaces. */
void keymap_keys(const struct keymap *keymap, const struct action *action, struct buffer *out);

#endif
