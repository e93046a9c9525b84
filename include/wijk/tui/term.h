/*
 * A terminal: something with a size that shows a canvas and gives events. Two backends: term_curses
 * (ncursesw, the person's terminal) and term_script (a list of keys and a canvas kept in memory,
 * for tests and for `--script`). The event loop does not know which one it has.
 */
#ifndef WIJK_TUI_TERM_H
#define WIJK_TUI_TERM_H

#include <stdbool.h>

#include "wijk/base/error.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

struct term {
    const struct term_calls *calls;
    bool ascii; /* canvases made for this terminal are `ascii` */
};

struct term_calls {
    void (*size)(struct term *term, int *width, int *height);
    /* Shows the canvas: only what differs from what is shown. `all` redraws everything (Ctrl-L,
     * resume). */
    void (*show)(struct term *term, const struct canvas *canvas, bool all);
    /* Waits for an event at most `milliseconds` (-1: for ever). */
    struct event (*wait)(struct term *term, int milliseconds);
    /* True when a key is waiting: for work that can be stopped with Esc. */
    bool (*pending)(struct term *term);
    /* Hands the terminal over to another program (an editor), and takes it back. */
    void (*leave)(struct term *term);
    void (*enter)(struct term *term);
    /* Puts text on the clipboard of the person's terminal (OSC 52). */
    void (*copy)(struct term *term, const char *text);
    void (*suspend)(struct term *term); /* Ctrl-Z */
    void (*free)(struct term *term);    /* restores the terminal */
};

struct term_options {
    enum style_theme theme;
    bool colour; /* false: NO_COLOR, or the option */
    bool mouse;
    bool ascii;
};

/* The person's terminal. Fails with a sentence when there is none, or when TERM cannot address the
 * cursor. Installs the handlers that restore the terminal after a crash. */
struct term *term_curses_new(const struct term_options *options, struct error *error) MUST_USE;

/* Puts the person's terminal back as it was found, at once and without touching memory: for the
 * hook of memory_on_exhaustion. Does nothing when it is not in use. Safe in a signal handler. */
void term_curses_restore(void);

#endif
