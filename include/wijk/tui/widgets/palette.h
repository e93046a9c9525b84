/*
 * The palette: a picker over everything that can be done. Those that cannot be done now are dimmed
 * with their reason, behind those that fit as well and can.
 *
 *     palette_init(&palette, entries, count);
 *     palette_place, palette_draw, palette_event;   then look at palette.picker.outcome:
 *     PICKER_CHOSEN → palette_chosen(); PICKER_REFUSED → say palette_reason()
 */
#ifndef WIJK_TUI_WIDGETS_PALETTE_H
#define WIJK_TUI_WIDGETS_PALETTE_H

#include "wijk/tui/widgets/picker.h"

struct palette_entry {
    const char *name; /* translated */
    const char *help; /* a sentence, or NULL */
    const char *key;  /* "Ctrl-R", or NULL */
    bool enabled;
    const char *reason; /* why not, when it is not enabled */
};

struct palette {
    struct picker picker;
};

/* The entries are copied; the answers are indexes into them. */
void palette_init(struct palette *palette, const struct palette_entry *entries, int count);
void palette_release(struct palette *palette);
void palette_place(struct palette *palette, struct rect area);
void palette_draw(const struct palette *palette, struct canvas *canvas, struct rect area,
                  bool focused);
bool palette_event(struct palette *palette, const struct event *event);

int palette_chosen(const struct palette *palette);         /* -1: none */
const char *palette_reason(const struct palette *palette); /* of the selected one, or NULL */

#endif
