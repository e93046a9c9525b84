/*
 * What the operating system tells the program while it holds the person's terminal, and the way
 * back to a whole terminal after a crash. Signals that ask for something (end, stop, continue,
 * resize) become bytes in a pipe that the terminal's wait reads, so nothing is done inside a
 * handler. A crash writes a string computed beforehand, sets the line's modes back and dies of the
 * same signal.
 *
 * This is one of the two places with state of the whole process, because a signal handler has no
 * other: at most one terminal can be open.
 */
#ifndef WIJK_TUI_TERM_SIGNALS_H
#define WIJK_TUI_TERM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/error.h"

#define SIGNALS_RESTORE_MOST 512

/* Remembers the modes of `tty` as they are now, and `restore`, what is to be written to it (cut at
 * SIGNALS_RESTORE_MOST bytes), and installs the handlers. */
bool signals_start(int tty, const char *restore, size_t length, struct error *error) MUST_USE;

/* Puts the handlers back as they were found. */
void signals_stop(void);

/* Whether the terminal is ours at this moment, so that it must be restored in a crash, and a stop
 * must be prepared. */
void signals_hold(bool held);

/* The descriptor that can be read when a signal came, for poll(); -1 before the start. */
int signals_descriptor(void);

/* The next signal that came; 0 when there is none. */
int signals_next(void);

/* Stops the process and its group as Ctrl-Z does; returns when it is continued. The terminal must
 * not be held. */
void signals_stop_here(void);

#endif
