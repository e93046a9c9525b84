/*
 * What the tests of widgets share: a canvas compared with a literal grid, and events written as
 * keys. The lines of an expected grid have no spaces at their ends, as in canvas_dump.
 */
#ifndef WIJK_TESTS_WIDGET_TEST_H
#define WIJK_TESTS_WIDGET_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "wijk/tui/canvas.h"
#include "wijk/tui/event.h"

#define GRID(canvas, ...) grid_check(canvas, __FILE__, __LINE__, __VA_ARGS__)

/* Empty lines at the end of the grid are left out on both sides. */
static inline void grid_check(const struct canvas *canvas, const char *file, int line,
                              const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    canvas_dump(canvas, &out);
    while (out.length > 1 && strcmp(out.bytes + out.length - 2, "\n\n") == 0)
        buffer_delete(&out, out.length - 1, 1);
    if (strcmp(out.bytes, expected) != 0) {
        printf("GRID %s:%d\n%sGRID END\n", file, line, out.bytes);
        buffer_release(&out);
        fail_msg("%s:%d: the grid is not the expected one", file, line);
    }
    buffer_release(&out);
}

static inline struct event key_event_of(keycode key)
{
    return (struct event){.type = EVENT_KEY, .key = key};
}

static inline struct event paste_of(const char *text)
{
    return (struct event){.type = EVENT_PASTE, .paste = text, .paste_length = strlen(text)};
}

static inline struct event mouse_of(enum mouse_action action, int x, int y)
{
    return (struct event){.type = EVENT_MOUSE, .mouse = action, .x = x, .y = y};
}

/* Sends `keys`, names apart by spaces ("a b Ctrl-Left Enter"), to a widget's event function;
 * "Space" is the space bar. Stops the test at a name that is no key. */
#define SEND(widget, handler, keys)                                                                \
    do {                                                                                           \
        char send_copy[512];                                                                       \
        snprintf(send_copy, sizeof send_copy, "%s", keys);                                         \
        for (char *send_key = strtok(send_copy, " "); send_key; send_key = strtok(NULL, " ")) {    \
            keycode send_code = 0;                                                                 \
            assert_true(key_parse(send_key, &send_code));                                          \
            struct event send_event = key_event_of(send_code);                                     \
            handler(widget, &send_event);                                                          \
        }                                                                                          \
    } while (0)

#endif
