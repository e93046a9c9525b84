/*
 * What a person does: keys, mouse, paste, and what the terminal does: resize, wake-up.
 */
#ifndef WIJK_TUI_EVENT_H
#define WIJK_TUI_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/buffer.h"

enum event_type {
    EVENT_NONE, /* the time-out passed */
    EVENT_KEY,
    EVENT_PASTE, /* bracketed paste: the whole text at once */
    EVENT_MOUSE,
    EVENT_RESIZE,
    EVENT_RESUME, /* back from suspension: draw all anew */
    EVENT_END     /* the terminal is gone, or SIGTERM / SIGHUP */
};

/* A key is a Unicode code point, or one of these, together with modifiers. Control-letter is the
 * lower-case letter with KEY_CTRL; Shift is only kept where it makes a difference (Shift-Tab,
 * Shift-arrows). */
enum {
    KEY_BASE = 0x110000,
    KEYS_ENTER = KEY_BASE,
    KEYS_ESCAPE,
    KEYS_TAB,
    KEYS_BACKSPACE,
    KEYS_DELETE,
    KEYS_INSERT,
    KEYS_UP,
    KEYS_DOWN,
    KEYS_LEFT,
    KEYS_RIGHT,
    KEYS_HOME,
    KEYS_END,
    KEYS_PAGE_UP,
    KEYS_PAGE_DOWN,
    KEYS_F1, /* …to F12 are consecutive */
    KEYS_F12 = KEYS_F1 + 11
};

enum { MOD_SHIFT = 1 << 28, MOD_ALT = 1 << 29, MOD_CTRL = 1 << 30 };

typedef uint32_t keycode; /* code point or KEYS_…, with MOD_… */

enum mouse_action { MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
    enum event_type type;
    keycode key;
    const char
        *paste; /* borrowed until the next event; UTF-8 as it came, not cleaned; line ends are \n */
    size_t paste_length;
    enum mouse_action mouse;
    int x, y; /* the mouse; with EVENT_RESIZE the new width and height */
};

/* Names as in the configuration, the footer and the help: "Enter", "Ctrl-R", "Alt-Down", "F5", "g",
 * "?". */
void key_name(keycode key, struct buffer *out);
bool key_parse(const char *name, keycode *key);

#endif
