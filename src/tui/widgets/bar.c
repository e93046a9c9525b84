#include "wijk/tui/widgets/bar.h"

#include <string.h>

#include "wijk/base/text.h"

static int digits(long count)
{
    int digit = 1;
    for (; count > 9; count /= 10)
        digit++;
    return digit;
}

static int blocks_of(int width, long count, long most)
{
    long room = width - digits(most > count ? most : count) - 1;
    if (room < 1 || count <= 0)
        return 0;
    if (most < count)
        most = count;
    if (most <= room)
        return (int)count;
    int blocks = (int)((double)count * (double)room / (double)most + 0.5);
    return blocks < 1 ? 1 : blocks;
}

void bar_text(struct buffer *out, int width, long count, long most)
{
    if (count <= 0)
        return;
    int blocks = blocks_of(width, count, most);
    for (int i = 0; i < blocks; i++)
        buffer_add_text(out, "█");
    buffer_format(out, blocks > 0 ? " %ld" : "%ld", count);
}

void bar_draw(struct canvas *canvas, struct rect rect, long count, long most, enum style style)
{
    if (count <= 0)
        return;
    int blocks = blocks_of(rect.width, count, most);
    for (int i = 0; i < blocks; i++)
        canvas_text(canvas, rect, i, "█", style);
    struct buffer figure = BUFFER_EMPTY;
    buffer_format(&figure, "%ld", count);
    canvas_text_cut(canvas, rect, blocks > 0 ? blocks + 1 : 0, figure.bytes, STYLE_NORMAL);
    buffer_release(&figure);
}
