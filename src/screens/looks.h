/* How judgements look on every screen: the style of a light, and list columns in the reader's
 * language. */
#ifndef WIJK_SCREENS_LOOKS_H
#define WIJK_SCREENS_LOOKS_H

#include "wijk/app/signals.h"
#include "wijk/domain/light.h"
#include "wijk/screens/ui.h"
#include "wijk/tui/style.h"
#include "wijk/tui/widgets/list.h"

enum style look_of_light(enum light light);

/* A line that tells a signal: glyph, code, title, reason. The texts are the signal's, told here; a
 * row can have several signals, so the line has an id of its own. False: it was shown why not. */
bool look_signal(struct ui *ui, struct signal *signal, struct list_row *out);

/* Copies the columns with their titles translated into `out`, which it answers. */
const struct list_column *look_columns(const struct list_column *columns, int count,
                                       struct list_column *out);

/* The last lines of a screen, as a popup at the bottom has them: a rule, and `lines` below it. The
 * lines are answered; look_bottom_draw empties them and draws the rule. */
struct rect look_bottom(struct rect rect, int lines);
struct rect look_bottom_draw(struct canvas *canvas, struct rect rect, int lines);

/* For popups in which letters are always text, and those in which one thing is chosen. */
bool look_types(const struct screen *screen);
void look_choose_status(const struct screen *screen, struct buffer *out);

/* What a list asks its source for, of rows that are all in memory: `fill` makes each. */
struct look_rows {
    void *context;
    long count;
    void (*fill)(void *context, long at, struct list_row *out);
};
int look_fetch(const struct look_rows *rows, long first, int count, struct list_row *out);

#endif
