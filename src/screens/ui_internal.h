/* What ui.c and ui_frame.c share. */
#ifndef WIJK_SCREENS_UI_INTERNAL_H
#define WIJK_SCREENS_UI_INTERNAL_H

#include "wijk/screens/ui.h"

/* Draws the whole: title, tabs, the screens of the stack, rule and footer. */
void ui_draw(struct ui *ui, struct canvas *canvas);

/* A click on a tab or on a key of the footer; false: it was elsewhere. */
bool ui_frame_click(struct ui *ui, const struct event *event);

/* Draws a progress line over what is shown, at once. */
void ui_show_progress(struct ui *ui, const char *title, long done, long total);

#endif
