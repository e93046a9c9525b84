/*
 * The event loop: draw, wait, handle, and draw again when everything that was waiting has been
 * handled. It holds the canvas, fits it to the terminal and draws all anew after a suspension and
 * at Ctrl-L. While nothing happens it sleeps.
 */
#ifndef WIJK_TUI_LOOP_H
#define WIJK_TUI_LOOP_H

#include <stdbool.h>

#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"
#include "wijk/tui/term.h"

struct loop_calls {
    /* Draws everything; the canvas is empty and has the size of the terminal. */
    void (*draw)(void *ctx, struct canvas *canvas);
    /* Handles one event; false ends the loop. Gets EVENT_NONE when the time-out passed,
     * EVENT_RESIZE and EVENT_RESUME for information, and EVENT_END as the last. */
    bool (*event)(void *ctx, const struct event *event);
    /* How long to wait at most, in milliseconds; -1 for ever. NULL: always for ever. */
    int (*timeout)(void *ctx);
};

/* Runs until `event` answers false or the terminal ends. False when the terminal ended. */
bool loop_run(struct term *term, const struct loop_calls *calls, void *ctx);

#endif
