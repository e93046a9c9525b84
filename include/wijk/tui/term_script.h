/*
 * A terminal in memory: it plays a script of keys and keeps what was shown. For tests, and for
 * `--script`. The notation is what a person types, with names between angle brackets:
 *
 *     m14,2<Enter><Ctrl-R>a note<lt>b<Esc>
 *
 * <Name> is any name of key_parse (event.h), and <lt> is "<" itself. Besides:
 *
 *     <Paste:text>                 bracketed paste; in it \n is a line end, \> and \\ themselves
 *     <Resize:132x40>              the terminal gets another size
 *     <Click:x,y> <Double:x,y>     mouse, column and row from 0
 *     <WheelUp:x,y> <WheelDown:x,y>
 *     <Resume>                     back from suspension
 *     <Wait>                       a wait with a time-out passes (a wait without one skips it)
 *     <Soon>                       what follows is already waiting: term.pending says so, and the
 *                                  event loop handles it before it draws
 *     <Hangup>                     the terminal is gone (End is a key)
 *
 * Line ends in a script are ignored, so that a long one can be split. When nothing is left, every
 * wait answers EVENT_END.
 */
#ifndef WIJK_TUI_TERM_SCRIPT_H
#define WIJK_TUI_TERM_SCRIPT_H

#include "wijk/base/error.h"
#include "wijk/tui/term.h"

struct term *term_script_new(int width, int height); /* freed with term->calls->free */

/* Adds events. Fails with ERROR_INPUT when the notation is wrong, and then adds nothing. */
bool term_script_keys(struct term *term, const char *keys, struct error *error) MUST_USE;

/* The canvas last shown; borrowed until the next show. NULL before the first. */
struct canvas *term_script_canvas(struct term *term);

/* How often was shown, and how often all anew. */
size_t term_script_shows(const struct term *term);
size_t term_script_redraws(const struct term *term);

/* How often the terminal was handed over and taken back, and how often suspended. */
size_t term_script_leaves(const struct term *term);
size_t term_script_suspends(const struct term *term);

/* The text last copied, borrowed until the next copy; NULL when none was. */
const char *term_script_copied(const struct term *term);

/* `hook` is called after each show. */
void term_script_on_show(struct term *term, void (*hook)(void *ctx, struct canvas *canvas),
                         void *ctx);

#endif
