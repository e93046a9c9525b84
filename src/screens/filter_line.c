#include "filter_line.h"

#include "wijk/base/language.h"
#include "wijk/base/text.h"

enum filter_outcome filter_line_event(struct editor *filter, const struct event *event)
{
    if (event->type == EVENT_KEY && (event->key == KEYS_ENTER || event->key == KEYS_DOWN))
        return FILTER_DONE;
    if (event->type == EVENT_KEY && event->key == KEYS_ESCAPE) {
        editor_set(filter, "");
        return FILTER_CLEARED;
    }
    bool used = editor_event(filter, event), changed = filter->changed;
    filter->changed = false;
    return changed ? FILTER_CHANGED : used ? FILTER_USED : FILTER_UNUSED;
}

void filter_line_draw(const struct editor *filter, bool typing, const char *problem,
                      struct canvas *canvas, struct rect line)
{
    const char *label = _("filter: ");
    int width = text_width(label), room = line.width - width;
    if (*problem != '\0')
        room /= 2;
    canvas_fill(canvas, line, STYLE_NORMAL);
    canvas_text(canvas, line, 0, label, typing ? STYLE_HINT : STYLE_MATCH);
    if (typing)
        editor_draw(filter, canvas, (struct rect){line.x + width, line.y, room, 1}, true);
    else
        canvas_text_cut(canvas, line, width, editor_text(filter), STYLE_MATCH);
    canvas_text_cut(canvas, line, width + room + 1, problem, STYLE_ERROR);
}
