/*
 * The toast: one message line that goes away by itself. The caller decides how long it stays, and
 * asks toast_expire at its own wake-ups.
 */
#ifndef WIJK_TUI_WIDGETS_TOAST_H
#define WIJK_TUI_WIDGETS_TOAST_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/tui/canvas.h"

struct toast {
    char *text; /* owned; NULL: nothing to say */
    enum style style;
    int64_t until; /* milliseconds on the caller's clock; INT64_MAX: until it is replaced */
};

void toast_init(struct toast *toast);
void toast_release(struct toast *toast);
void toast_show(struct toast *toast, const char *text, enum style style, int64_t until);
void toast_hide(struct toast *toast);
/* True: it went away now, draw again. */
bool toast_expire(struct toast *toast, int64_t now);
bool toast_is_shown(const struct toast *toast);
void toast_draw(const struct toast *toast, struct canvas *canvas, struct rect rect);

#endif
