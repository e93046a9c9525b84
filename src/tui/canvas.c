#include "wijk/tui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"

static const struct cell blank = {.bytes = " ", .length = 1, .width = 1, .style = STYLE_NORMAL};

/* What an `ascii` canvas shows for the signs the program draws with. Sorted by code point. Letters
 * with accents are text and stay. */
static const struct {
    uint16_t point;
    char ascii;
} ascii_signs[] = {
    {0x00B7, '.'}, {0x00D7, 'x'}, {0x2013, '-'}, {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''},
    {0x201C, '"'}, {0x201D, '"'}, {0x2022, '*'}, {0x2026, '~'}, {0x203C, '!'},  {0x2190, '<'},
    {0x2191, '^'}, {0x2192, '>'}, {0x2193, 'v'}, {0x21B5, '/'}, {0x2212, '-'},  {0x2264, '<'},
    {0x2265, '>'}, {0x2580, '"'}, {0x2581, '_'}, {0x2582, '.'}, {0x2583, ':'},  {0x2584, '-'},
    {0x2585, '='}, {0x2586, '+'}, {0x2587, '*'}, {0x2588, '#'}, {0x2589, '#'},  {0x258A, '#'},
    {0x258B, '#'}, {0x258C, '|'}, {0x258D, '|'}, {0x258E, '|'}, {0x258F, '|'},  {0x2590, '|'},
    {0x2591, '.'}, {0x2592, ':'}, {0x2593, '%'}, {0x25A0, '#'}, {0x25A1, 'o'},  {0x25AA, '*'},
    {0x25B2, '^'}, {0x25B4, '^'}, {0x25B6, '>'}, {0x25B8, '>'}, {0x25BA, '>'},  {0x25BC, 'v'},
    {0x25BE, 'v'}, {0x25C0, '<'}, {0x25C2, '<'}, {0x25C6, '+'}, {0x25C7, '+'},  {0x25CB, 'o'},
    {0x25CF, '*'}, {0x25D0, '%'}, {0x25F7, '@'}, {0x2605, '*'}, {0x2610, 'o'},  {0x2611, 'x'},
    {0x2691, '!'}, {0x26A0, '!'}, {0x2713, 'v'}, {0x2714, 'v'}, {0x2717, 'x'},  {0x2718, 'x'},
    {0x276F, '>'}, {0x2794, '>'},
};

/* Lines of boxes, U+2500 to U+257F: those that only go across, those that only go down, and all
 * others, which are corners and crossings. */
static char ascii_line(uint32_t point)
{
    static const uint16_t across[] = {0x2500, 0x2501, 0x2504, 0x2505, 0x2508,
                                      0x2509, 0x254C, 0x254D, 0x2550, 0x2574,
                                      0x2576, 0x2578, 0x257A, 0x257C, 0x257E};
    static const uint16_t down[] = {0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F,
                                    0x2551, 0x2575, 0x2577, 0x2579, 0x257B, 0x257D, 0x257F};
    for (size_t i = 0; i < sizeof across / sizeof *across; i++) {
        if (across[i] == point)
            return '-';
        if (down[i] == point)
            return '|';
    }
    return '+';
}

/* Braille carries a chart: the more dots, the denser the sign. */
static char ascii_braille(uint32_t point)
{
    int dots = 0;
    for (uint32_t bits = point & 0xFF; bits != 0; bits &= bits - 1)
        dots++;
    return " .:*#"[(dots + 1) / 2];
}

/* The sign for the three bytes of a code point below U+10000; 0 when it is text. */
static char ascii_of(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint32_t point;
    if (length == 2)
        point = (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    else if (length >= 3 && at[0] >= 0xE0 && at[0] < 0xF0)
        point = (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    else
        return 0;
    if (point >= 0x2500 && point < 0x2580)
        return ascii_line(point);
    if (point >= 0x2800 && point < 0x2900)
        return ascii_braille(point);
    size_t low = 0, high = sizeof ascii_signs / sizeof *ascii_signs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ascii_signs[middle].point == point)
            return ascii_signs[middle].ascii;
        if (ascii_signs[middle].point < point)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

void canvas_init(struct canvas *canvas, int width, int height)
{
    *canvas = (struct canvas){0};
    canvas_resize(canvas, width, height);
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cells);
    *canvas = (struct canvas){0};
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
    if (width < 1)
        width = 1;
    if (height < 1)
        height = 1;
    canvas->cells =
        memory_resize(canvas->cells, (size_t)width * (size_t)height, sizeof *canvas->cells);
    canvas->width = width;
    canvas->height = height;
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    canvas->cells[0] = blank;
    for (size_t done = 1; done < count;) {
        size_t more = done < count - done ? done : count - done;
        memcpy(canvas->cells + done, canvas->cells, more * sizeof blank);
        done += more;
    }
    canvas->cursor_shown = false;
    canvas->cursor_x = canvas->cursor_y = 0;
}

struct cell *canvas_at(struct canvas *canvas, int x, int y)
{
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return NULL;
    return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* Half of a wide cluster would be left: what remains of it becomes a space. */
static void split_wide(struct canvas *canvas, int x, int y)
{
    struct cell *cell = canvas_at(canvas, x, y);
    if (cell == NULL || cell->width != 0)
        return;
    uint8_t left = cell[-1].style, right = cell->style;
    cell[-1] = cell[0] = blank;
    cell[-1].style = left;
    cell->style = right;
}

static void set_cell(struct canvas *canvas, struct cell *cell, const struct text_cluster *cluster,
                     enum style style)
{
    size_t length = cluster->length;
    *cell = (struct cell){.width = (uint8_t)cluster->width, .style = (uint8_t)style};
    if (length == 1) {
        cell->bytes[0] = *cluster->bytes;
        cell->length = 1;
        return;
    }
    char sign = canvas->ascii ? ascii_of(cluster->bytes, length) : '\0';
    if (sign != '\0') {
        cell->bytes[0] = sign;
        cell->length = 1;
        return;
    }
    if (length > CANVAS_CLUSTER) {
        length = 1;
        while (length < 4 && ((unsigned char)cluster->bytes[length] & 0xC0) == 0x80)
            length++;
    }
    memcpy(cell->bytes, cluster->bytes, length);
    cell->length = (uint8_t)length;
}

/* Puts one cleaned cluster of width 1 or 2 that lies within the canvas. */
static void put(struct canvas *canvas, int x, int y, const struct text_cluster *cluster,
                enum style style)
{
    struct cell *cell = canvas_at(canvas, x, y);
    if (cell->width != 1)
        split_wide(canvas, cell->width == 0 ? x : x + 1, y);
    if (cluster->width == 2)
        split_wide(canvas, x + 2, y);
    set_cell(canvas, cell, cluster, style);
    if (cluster->width == 2)
        cell[1] = (struct cell){.style = (uint8_t)style};
}

/* The part of `rect` that lies on the canvas. */
static struct rect clip(const struct canvas *canvas, struct rect rect)
{
    int right = rect.x + rect.width, bottom = rect.y + rect.height;
    if (rect.x < 0)
        rect.x = 0;
    if (rect.y < 0)
        rect.y = 0;
    rect.width = (right < canvas->width ? right : canvas->width) - rect.x;
    rect.height = (bottom < canvas->height ? bottom : canvas->height) - rect.y;
    if (rect.width < 0)
        rect.width = 0;
    if (rect.height < 0)
        rect.height = 0;
    return rect;
}

/* Where on one line of the canvas may be drawn, and what. */
struct span {
    int left, right, y;
};

struct line {
    const char *text;
    size_t length;
    enum style style;
};

/* Draws cleaned text from column `x` of the canvas; answers the column behind what was drawn. */
static int draw(struct canvas *canvas, struct span span, int x, const struct line *line)
{
    const char *cursor = line->text, *end = line->text + line->length;
    struct text_cluster cluster;
    while (text_next(&cursor, end, &cluster)) {
        if (cluster.width == 0)
            continue; /* a mark with nothing to stand on */
        if (x + cluster.width > span.right)
            break;
        if (x >= span.left)
            put(canvas, x, span.y, &cluster, line->style);
        x += cluster.width;
    }
    return x;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20 || (unsigned char)text[i] >= 0x7F)
            return false;
    return true;
}

/* The text without what a terminal would obey; `room` is used only when there is something to
 * clean. */
static const char *cleaned(struct buffer *room, const char *text, size_t *length, bool lines)
{
    if (is_plain(text, *length))
        return text;
    text_clean(room, text, *length, lines);
    *length = room->length;
    return room->bytes;
}

/* Draws cleaned text; answers the column behind it. */
static int safe_line(struct canvas *canvas, struct rect rect, int x, const struct line *line)
{
    struct rect seen = clip(canvas, rect);
    struct span span = {.left = seen.x, .right = rect.x + rect.width, .y = rect.y};
    if (seen.width == 0 || seen.height == 0 || seen.y != rect.y)
        span.left = span.right; /* nothing is drawn, but the answer is the same */
    else if (seen.x + seen.width < span.right)
        span.right = seen.x + seen.width;
    return draw(canvas, span, rect.x + x, line) - rect.x;
}

int canvas_text(struct canvas *canvas, struct rect rect, int x, const char *text, enum style style)
{
    struct buffer room = BUFFER_EMPTY;
    struct line line = {.length = strlen(text), .style = style};
    line.text = cleaned(&room, text, &line.length, false);
    int behind = safe_line(canvas, rect, x, &line);
    buffer_release(&room);
    return behind;
}

/* Cleaned text, cut with a sign where it does not fit. */
static int safe_cut(struct canvas *canvas, struct rect rect, int x, const struct line *line)
{
    static const struct line sign = {.text = "…", .length = sizeof "…" - 1};
    if (text_width_of(line->text, line->length) <= rect.width - x)
        return safe_line(canvas, rect, x, line);
    if (x >= rect.width)
        return x;
    rect.width--;
    x = safe_line(canvas, rect, x, line);
    rect.width++;
    struct line end = sign;
    end.style = line->style;
    return safe_line(canvas, rect, x, &end);
}

int canvas_text_cut(struct canvas *canvas, struct rect rect, int x, const char *text,
                    enum style style)
{
    struct buffer room = BUFFER_EMPTY;
    struct line line = {.length = strlen(text), .style = style};
    line.text = cleaned(&room, text, &line.length, false);
    int behind = safe_cut(canvas, rect, x, &line);
    buffer_release(&room);
    return behind;
}

void canvas_text_right(struct canvas *canvas, struct rect rect, const char *text, enum style style)
{
    struct buffer room = BUFFER_EMPTY;
    struct line line = {.length = strlen(text), .style = style};
    line.text = cleaned(&room, text, &line.length, false);
    int width = text_width_of(line.text, line.length);
    safe_cut(canvas, rect, width < rect.width ? rect.width - width : 0, &line);
    buffer_release(&room);
}

int canvas_text_wrapped(struct canvas *canvas, struct rect rect, int skip, const char *text,
                        enum style style)
{
    struct buffer room = BUFFER_EMPTY;
    size_t length = strlen(text);
    text = cleaned(&room, text, &length, true);
    struct rect seen = clip(canvas, rect);
    int lines = 0;
    for (size_t at = 0, next = 0; rect.width > 0 && at < length; at += next, lines++) {
        struct line line = {.text = text + at, .style = style};
        line.length = text_wrap(line.text, length - at, rect.width, &next);
        int y = rect.y + lines - skip;
        if (lines >= skip && y >= seen.y && y < seen.y + seen.height)
            draw(canvas, (struct span){seen.x, seen.x + seen.width, y}, rect.x, &line);
        if (next == 0)
            next = text_after(text + at, length - at, 0); /* never stand still */
    }
    buffer_release(&room);
    return lines;
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style)
{
    rect = clip(canvas, rect);
    struct cell space = blank;
    space.style = (uint8_t)style;
    for (int y = rect.y; rect.width > 0 && y < rect.y + rect.height; y++) {
        split_wide(canvas, rect.x, y);
        split_wide(canvas, rect.x + rect.width, y);
        struct cell *cell = canvas_at(canvas, rect.x, y);
        for (int i = 0; i < rect.width; i++)
            cell[i] = space;
    }
}

void canvas_style(struct canvas *canvas, struct rect rect, enum style style)
{
    rect = clip(canvas, rect);
    for (int y = rect.y; rect.width > 0 && y < rect.y + rect.height; y++) {
        struct cell *cell = canvas_at(canvas, rect.x, y);
        for (int i = 0; i < rect.width; i++)
            cell[i].style = (uint8_t)style;
    }
}

static void put_sign(struct canvas *canvas, int x, int y, const char *sign, enum style style)
{
    struct text_cluster cluster = {.bytes = sign, .length = strlen(sign), .width = 1};
    if (canvas_at(canvas, x, y) != NULL)
        put(canvas, x, y, &cluster, style);
}

void canvas_line_across(struct canvas *canvas, struct rect rect, enum style style)
{
    int y = rect.y;
    rect = clip(canvas, rect);
    for (int x = rect.x; rect.height > 0 && x < rect.x + rect.width; x++)
        put_sign(canvas, x, y, "─", style);
}

void canvas_line_down(struct canvas *canvas, struct rect rect, enum style style)
{
    int x = rect.x;
    rect = clip(canvas, rect);
    for (int y = rect.y; rect.width > 0 && y < rect.y + rect.height; y++)
        put_sign(canvas, x, y, "│", style);
}

void canvas_frame(struct canvas *canvas, struct rect rect, const char *title, enum style style)
{
    if (rect.width < 2 || rect.height < 2)
        return;
    int right = rect.x + rect.width - 1, bottom = rect.y + rect.height - 1;
    canvas_line_across(canvas, (struct rect){rect.x, rect.y, rect.width, 1}, style);
    canvas_line_across(canvas, (struct rect){rect.x, bottom, rect.width, 1}, style);
    canvas_line_down(canvas, (struct rect){rect.x, rect.y, 1, rect.height}, style);
    canvas_line_down(canvas, (struct rect){right, rect.y, 1, rect.height}, style);
    put_sign(canvas, rect.x, rect.y, "┌", style);
    put_sign(canvas, right, rect.y, "┐", style);
    put_sign(canvas, rect.x, bottom, "└", style);
    put_sign(canvas, right, bottom, "┘", style);
    if (title == NULL || *title == '\0' || rect.width < 7)
        return;
    struct rect line = {rect.x + 2, rect.y, rect.width - 4, 1};
    int x = canvas_text(canvas, line, 0, " ", style);
    line.width--;
    x = canvas_text_cut(canvas, line, x, title, style);
    line.width++;
    canvas_text(canvas, line, x, " ", style);
}

void canvas_cursor(struct canvas *canvas, int x, int y)
{
    canvas->cursor_shown = canvas_at(canvas, x, y) != NULL;
    canvas->cursor_x = canvas->cursor_shown ? x : 0;
    canvas->cursor_y = canvas->cursor_shown ? y : 0;
}
