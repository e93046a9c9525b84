#include "wijk/tui/canvas.h"

static void end_line(struct buffer *out, size_t from, char empty)
{
    while (out->length > from && out->bytes[out->length - 1] == empty)
        buffer_delete(out, out->length - 1, 1);
    buffer_add_byte(out, '\n');
}

void canvas_dump(const struct canvas *canvas, struct buffer *out)
{
    const struct cell *cell = canvas->cells;
    for (int y = 0; y < canvas->height; y++) {
        size_t from = out->length;
        for (int x = 0; x < canvas->width; x++, cell++)
            buffer_add(out, cell->bytes, cell->length);
        end_line(out, from, ' ');
    }
}

void canvas_dump_styles(const struct canvas *canvas, struct buffer *out)
{
    static const char letters[STYLE_COUNT] = {
        [STYLE_NORMAL] = '.',        [STYLE_DIM] = 'd',           [STYLE_STRONG] = 's',
        [STYLE_TITLE] = 't',         [STYLE_TAB] = 'b',           [STYLE_TAB_ON] = 'B',
        [STYLE_HEADER] = 'h',        [STYLE_SELECTED] = 'S',      [STYLE_RESTING] = 'r',
        [STYLE_MARKED] = 'm',        [STYLE_BORDER] = '-',        [STYLE_FIELD] = 'f',
        [STYLE_FIELD_ON] = 'F',      [STYLE_HINT] = 'i',          [STYLE_KEY] = 'k',
        [STYLE_MATCH] = '/',         [STYLE_GREY] = 'y',          [STYLE_GREEN] = 'G',
        [STYLE_AMBER] = 'A',         [STYLE_RED] = 'R',           [STYLE_ERROR] = 'E',
        [STYLE_GOOD] = 'O',          [STYLE_LINE] = 'l',          [STYLE_LINE_NEEDED] = 'n',
        [STYLE_LINE_FORECAST] = 'c', [STYLE_LINE_BENCHMARK] = 'w'};
    const struct cell *cell = canvas->cells;
    for (int y = 0; y < canvas->height; y++) {
        size_t from = out->length;
        for (int x = 0; x < canvas->width; x++, cell++)
            buffer_add_byte(out, cell->style < STYLE_COUNT ? letters[cell->style] : '?');
        end_line(out, from, '.');
    }
}
