#include "looks.h"

#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

enum style look_of_light(enum light light)
{
    static const enum style styles[LIGHT_COUNT] = {[LIGHT_GREY] = STYLE_GREY,
                                                   [LIGHT_GREEN] = STYLE_GREEN,
                                                   [LIGHT_AMBER] = STYLE_AMBER,
                                                   [LIGHT_RED] = STYLE_RED};
    return styles[light];
}

bool look_signal(struct ui *ui, struct signal *signal, struct list_row *out)
{
    struct error error = ERROR_NONE;
    if (!signals_tell(ui->session, signal, &error)) {
        ui_fail(ui, &error);
        return false;
    }
    struct id id = signal->about;
    id.bytes[0] ^= (uint8_t)(signal->kind + 1);
    *out = (struct list_row){
        .id = id,
        .text = {signal_name(signal->kind)->glyph, signal->code, signal->title, signal->reason},
        .style = {(uint8_t)look_of_light(signal->finding.light), STYLE_HINT, STYLE_DIM,
                  STYLE_NORMAL}};
    return true;
}

const struct list_column *look_columns(const struct list_column *columns, int count,
                                       struct list_column *out)
{
    for (int i = 0; i < count; i++) {
        out[i] = columns[i];
        const char *title = columns[i].title;
        bool named = title != NULL && *title != '\0'; /* "" would be the catalogue's own head */
        out[i].title = named ? _(title) : "";
        /* A short heading is read whole, also in a language where it is a bit longer. */
        int width = text_width(out[i].title);
        if (width <= 12 && width > out[i].min)
            out[i].min = width;
        if (out[i].preferred < out[i].min)
            out[i].preferred = out[i].min;
    }
    return out;
}

struct rect look_bottom(struct rect rect, int lines)
{
    struct rect rest, below;
    rect_split_top(rect_split_bottom(rect, lines + 1, &rest), 1, &below);
    return below;
}

struct rect look_bottom_draw(struct canvas *canvas, struct rect rect, int lines)
{
    struct rect rest, below, area = rect_split_bottom(rect, lines + 1, &rest);
    canvas_fill(canvas, area, STYLE_NORMAL);
    canvas_line_across(canvas, rect_split_top(area, 1, &below), STYLE_BORDER);
    return below;
}

int look_fetch(const struct look_rows *rows, long first, int count, struct list_row *out)
{
    int got = 0;
    for (; got < count && first + got < rows->count; got++) {
        out[got] = (struct list_row){.text = {NULL}};
        rows->fill(rows->context, first + got, &out[got]);
    }
    return got;
}

bool look_types(const struct screen *screen)
{
    (void)screen;
    return true;
}

void look_choose_status(const struct screen *screen, struct buffer *out)
{
    (void)screen;
    buffer_add_text(out, _("Enter chooses  Esc leaves"));
}
