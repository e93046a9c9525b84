/*
 * Waiting for what a person types on a descriptor, and for signals: poll() with the time-out, bytes
 * through input.h, lone Esc keys and double clicks by the clock. It sleeps while nothing happens.
 */
#ifndef WIJK_TUI_TERM_READER_H
#define WIJK_TUI_TERM_READER_H

#include "wijk/tui/input.h"

struct term_reader {
    int descriptor;
    struct input input;
    struct event ahead; /* found by term_reader_pending; EVENT_NONE for none */
    char *bytes;        /* owned; what is read at once */
    struct event press; /* the last press of the mouse, for double clicks */
    int64_t press_time; /* milliseconds */
    /* Answers what the signals that came mean; EVENT_NONE when they mean nothing. */
    struct event (*signalled)(void *ctx);
    void *ctx;
};

void term_reader_init(struct term_reader *reader, int descriptor);
void term_reader_release(struct term_reader *reader);

/* The next event, or EVENT_NONE after so many milliseconds (-1: never). EVENT_END when the
 * descriptor is closed. A paste is borrowed until the next call. */
struct event term_reader_wait(struct term_reader *reader, int milliseconds);

/* Whether term_reader_wait would answer at once. */
bool term_reader_pending(struct term_reader *reader);

#endif
