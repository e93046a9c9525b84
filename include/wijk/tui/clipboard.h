/*
 * Copying to the clipboard of the person's terminal, also over ssh: OSC 52, which carries base64,
 * so that no byte of the text is obeyed.
 */
#ifndef WIJK_TUI_CLIPBOARD_H
#define WIJK_TUI_CLIPBOARD_H

#include "wijk/base/buffer.h"

#define CLIPBOARD_MOST ((size_t)74994) /* bytes; more is refused by xterm */

/* Adds what must be sent. A longer text is cut between two characters. */
void clipboard_sequence(struct buffer *out, const char *text);

#endif
