#include "wijk/tui/widgets/footer.h"

#include <string.h>

#include "wijk/base/text.h"

#define MOST 64 /* items looked at */
#define GAP 2

static int item_width(const struct footer_item *item)
{
    return text_width(item->key) + 1 + text_width(item->label) + GAP;
}

/* Which items fit: first those that are to be kept, then the others in order. */
static void choose(struct rect rect, const struct footer_item *items, int count, const char *right,
                   bool shown[MOST])
{
    int room = rect.width - 1 + GAP; /* no gap behind the last */
    if (right != NULL && *right != '\0')
        room -= text_width(right) + 1 + GAP;
    for (int kept = 1; kept >= 0; kept--)
        for (int i = 0; i < count && i < MOST; i++) {
            if (items[i].keep != (kept == 1))
                continue;
            int width = item_width(&items[i]);
            shown[i] = width <= room;
            room -= shown[i] ? width : 0;
        }
}

void footer_draw(struct canvas *canvas, struct rect rect, const struct footer_item *items,
                 int count, const char *right)
{
    rect.height = 1;
    canvas_fill(canvas, rect, STYLE_NORMAL);
    bool shown[MOST] = {false};
    choose(rect, items, count, right, shown);
    int x = 1;
    for (int i = 0; i < count && i < MOST; i++) {
        if (!shown[i])
            continue;
        int behind =
            canvas_text(canvas, rect, x, items[i].key, items[i].enabled ? STYLE_KEY : STYLE_DIM);
        canvas_text(canvas, rect, behind + 1, items[i].label,
                    items[i].enabled ? STYLE_HINT : STYLE_DIM);
        x += item_width(&items[i]);
    }
    if (right != NULL)
        canvas_text_right(canvas, (struct rect){rect.x, rect.y, rect.width - 1, 1}, right,
                          STYLE_HINT);
}

int footer_at(struct rect rect, const struct footer_item *items, int count, const char *right,
              int x)
{
    bool shown[MOST] = {false};
    choose(rect, items, count, right, shown);
    int at = rect.x + 1;
    for (int i = 0; i < count && i < MOST; i++) {
        if (!shown[i])
            continue;
        int width = item_width(&items[i]);
        if (x >= at && x < at + width - GAP)
            return i;
        at += width;
    }
    return -1;
}
