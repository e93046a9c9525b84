/*
 * What a terminal sends, from bytes to events: UTF-8, control keys, escape sequences of keys, mouse
 * and bracketed paste. It reads nothing itself and knows no terminal: bytes go in as they come, in
 * any pieces, and events come out. Whatever is not understood is dropped; no bytes can make it fail
 * or grow without bound.
 *
 *     input_add(&input, bytes, length);
 *     while (input_next(&input, false, &event)) …
 *
 * A lone Esc byte may be the key or the beginning of a sequence: input_unfinished() says that one
 * is waiting, and after a short time-out `flush` takes it for what it is.
 */
#ifndef WIJK_TUI_INPUT_H
#define WIJK_TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/tui/event.h"

#define INPUT_PASTE_MOST ((size_t)64 << 20) /* bytes; what is pasted behind that is left out */

/* A sequence of one particular terminal, from terminfo. */
struct input_sequence {
    char bytes[16];
    size_t length;
    keycode key;
};

struct input {
    struct buffer bytes; /* not yet decoded from `at` on */
    size_t at;
    bool pasting;
    bool paste_full;
    struct buffer paste;
    VECTOR(struct input_sequence) sequences;
};

void input_init(struct input *input);
void input_release(struct input *input);

/* Teaches one more sequence; anything that does not begin with Esc or is too long is left out. */
void input_define(struct input *input, const char *bytes, keycode key);

void input_add(struct input *input, const char *bytes, size_t length);

/* The next event: EVENT_KEY, EVENT_PASTE or EVENT_MOUSE (a press or the wheel). False when the
 * bytes so far make none. event->paste is borrowed until the next call of any function here. */
bool input_next(struct input *input, bool flush, struct event *event);

/* Whether bytes are waiting for the rest of a sequence, a character or a paste. */
bool input_unfinished(const struct input *input);

#endif
