/*
 * What the line editor and the text area share: which key means what, where words begin, what a
 * paste becomes, and how much of a text fits.
 */
#ifndef WIJK_TUI_WIDGETS_EDIT_H
#define WIJK_TUI_WIDGETS_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

enum edit_command {
    EDIT_NOTHING,
    EDIT_TYPE, /* a printable character */
    EDIT_LEFT,
    EDIT_RIGHT,
    EDIT_WORD_LEFT,
    EDIT_WORD_RIGHT,
    EDIT_HOME,
    EDIT_END,
    EDIT_BACKSPACE,
    EDIT_DELETE,
    EDIT_CUT_END,
    EDIT_CUT_BEGIN,
    EDIT_CUT_WORD,
    EDIT_CUT_WORD_AFTER,
    EDIT_UP,
    EDIT_DOWN
};

enum edit_command edit_command(keycode key);

/* The UTF-8 of a printable key; 0 bytes when it is none. */
size_t edit_bytes(keycode key, char out[4]);

/* Byte offset of the beginning of the word before `at`, not before `from`, and of the end of the
 * word after it. A word is letters and digits; with `spaces`, all that is not white space. */
size_t edit_word_before(const char *text, size_t from, size_t at, bool spaces);
size_t edit_word_after(const char *text, size_t length, size_t at);

/* Adds pasted text as it may be stored: line ends become \n, or a space unless `lines`; a tab
 * becomes a space; other control characters are dropped, bytes that are not UTF-8 become U+FFFD. */
void edit_paste(struct buffer *out, const char *text, size_t length, bool lines);

/* How many bytes of the text fit into `room` bytes, whole clusters only. */
size_t edit_fit(const char *text, size_t length, size_t room);

/* Where the command goes to or cuts to, within text[from, length), from `at`; `at` itself when it
 * does not move. Not for EDIT_TYPE, EDIT_UP and EDIT_DOWN. */
size_t edit_target(const struct buffer *text, size_t from, size_t at, enum edit_command command);
bool edit_cuts(enum edit_command command);

#endif
