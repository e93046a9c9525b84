#include "wijk/tui/widgets/progress.h"

#include "wijk/base/language.h"
#include "wijk/base/number.h"

#define WIDTH 50
#define HEIGHT 5

static void draw_figures(const struct progress *progress, struct canvas *canvas, struct rect line)
{
    struct buffer done = BUFFER_EMPTY, total = BUFFER_EMPTY, text = BUFFER_EMPTY;
    enum number_style style = number_style_of(language_now());
    number_format(&done, (double)progress->done, 0, style);
    number_format(&total, (double)progress->total, 0, style);
    if (progress->total > 0)
        buffer_format(&text, _("%s of %s"), done.bytes, total.bytes);
    else
        buffer_add_text(&text, done.bytes);
    canvas_text_cut(canvas, line, 0, text.bytes, STYLE_NORMAL);
    canvas_text_right(canvas, line, _("Esc stops"), STYLE_HINT);
    buffer_release(&done);
    buffer_release(&total);
    buffer_release(&text);
}

void progress_draw(const struct progress *progress, struct canvas *canvas, struct rect area)
{
    int width = area.width < WIDTH ? area.width : WIDTH;
    struct rect rect = {area.x + (area.width - width) / 2, area.y + (area.height - HEIGHT) / 2,
                        width, HEIGHT};
    if (rect.y < area.y)
        rect.y = area.y;
    canvas_fill(canvas, rect, STYLE_NORMAL);
    canvas_frame(canvas, rect, NULL, STYLE_BORDER);
    struct rect line = {rect.x + 2, rect.y + 1, width - 4, 1};
    canvas_text_cut(canvas, line, 0, progress->title, STYLE_STRONG);
    line.y++;
    double part = progress->total > 0 ? (double)progress->done / (double)progress->total : 0;
    int filled = (int)(part * line.width + 0.5);
    filled = filled > line.width ? line.width : filled;
    for (int i = 0; i < line.width; i++)
        canvas_text(canvas, line, i, i < filled ? "█" : "░", i < filled ? STYLE_GOOD : STYLE_DIM);
    line.y++;
    draw_figures(progress, canvas, line);
}
