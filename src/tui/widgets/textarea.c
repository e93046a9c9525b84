#include "wijk/tui/widgets/textarea.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/widgets/edit.h"

#define FALLBACK_WIDTH 80 /* until it is placed */

static void push_line(struct textarea *area, size_t start)
{
    if (area->line_count == area->line_capacity) {
        area->line_capacity = area->line_capacity ? area->line_capacity * 2 : 16;
        area->lines = memory_resize(area->lines, area->line_capacity, sizeof *area->lines);
    }
    area->lines[area->line_count++] = start;
}

/* Where the wrapped line that begins at `start` ends: the beginning of the next one, or SIZE_MAX
 * when it is the last. A text that ends in a line feed has an empty line behind it. */
static size_t next_line(const struct textarea *area, size_t start)
{
    size_t length = area->text.length, next;
    if (start >= length)
        return SIZE_MAX;
    int width = (area->width > 0 ? area->width : FALLBACK_WIDTH) - 1; /* room for the cursor */
    text_wrap(area->text.bytes + start, length - start, width > 0 ? width : 1, &next);
    next += start;
    if (next >= length && area->text.bytes[length - 1] != '\n')
        return SIZE_MAX;
    return next <= start ? start + 1 : next;
}

static void wrap_all(struct textarea *area)
{
    area->line_count = 0;
    for (size_t start = 0; start != SIZE_MAX; start = next_line(area, start))
        push_line(area, start);
}

/* The wrapped line that holds the byte. */
static size_t line_of(const struct textarea *area, size_t at)
{
    size_t low = 0, high = area->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (area->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* After [at, at + removed) became `added` bytes: wraps from the line before (a shortened word may
 * go back to it) until a line begins where it began before, moved by the difference. */
static void wrap_change(struct textarea *area, size_t at, size_t removed, size_t added)
{
    size_t first = line_of(area, at);
    if (first > 0)
        first--;
    size_t old_count = area->line_count, old_at = first + 1;
    size_t rest = old_count - old_at;
    size_t *old = rest > 0 ? memory_array(rest, sizeof *old) : NULL;
    if (rest > 0)
        memcpy(old, area->lines + old_at, rest * sizeof *old);
    area->line_count = first + 1;
    size_t same = 0; /* index into old */
    for (size_t start = next_line(area, area->lines[first]); start != SIZE_MAX;
         start = next_line(area, start)) {
        while (same < rest && (old[same] < at + removed || old[same] + added - removed < start))
            same++;
        if (start >= at + added && same < rest && old[same] + added - removed == start) {
            for (; same < rest; same++)
                push_line(area, old[same] + added - removed);
            break;
        }
        push_line(area, start);
    }
    free(old);
}

/* Keeps the cursor's line in sight. */
static void follow(struct textarea *area)
{
    size_t line = line_of(area, area->cursor), height = area->height > 0 ? (size_t)area->height : 1;
    if (line < area->top)
        area->top = line;
    if (line >= area->top + height)
        area->top = line - height + 1;
    if (area->top > 0 && area->top + height > area->line_count)
        area->top = area->line_count > height ? area->line_count - height : 0;
}

void textarea_init(struct textarea *area)
{
    *area = (struct textarea){.text = BUFFER_EMPTY, .limit = TEXTAREA_LIMIT, .goal = -1};
    wrap_all(area);
}

void textarea_release(struct textarea *area)
{
    buffer_release(&area->text);
    free(area->lines);
    *area = (struct textarea){.text = BUFFER_EMPTY};
}

void textarea_set(struct textarea *area, const char *text)
{
    buffer_clear(&area->text);
    buffer_add_text(&area->text, text);
    area->cursor = area->top = 0;
    area->goal = -1;
    area->changed = area->refused = false;
    wrap_all(area);
}

const char *textarea_text(const struct textarea *area)
{
    return area->text.bytes;
}

static void insert_clean(struct textarea *area, const char *text, size_t length)
{
    size_t room = area->limit > area->text.length ? area->limit - area->text.length : 0;
    size_t fits = edit_fit(text, length, room);
    area->refused = fits < length;
    if (fits == 0)
        return;
    buffer_insert(&area->text, area->cursor, text, fits);
    wrap_change(area, area->cursor, 0, fits);
    area->cursor += fits;
    area->changed = true;
    area->goal = -1;
    follow(area);
}

void textarea_insert(struct textarea *area, const char *text, size_t length)
{
    struct buffer clean = BUFFER_EMPTY;
    edit_paste(&clean, text, length, true);
    insert_clean(area, clean.bytes, clean.length);
    buffer_release(&clean);
}

static void cut(struct textarea *area, size_t to)
{
    size_t first = to < area->cursor ? to : area->cursor;
    size_t last = to < area->cursor ? area->cursor : to;
    if (first == last)
        return;
    buffer_delete(&area->text, first, last - first);
    wrap_change(area, first, last - first, 0);
    area->cursor = first;
    area->changed = true;
}

void textarea_place(struct textarea *area, struct rect rect)
{
    bool rewrap = rect.width != area->width;
    area->width = rect.width;
    area->height = rect.height;
    if (rewrap)
        wrap_all(area);
    follow(area);
}

/* Bytes of a wrapped line, without the line feed or the space that it ends in. */
static size_t line_length(const struct textarea *area, size_t line)
{
    size_t start = area->lines[line];
    size_t end = line + 1 < area->line_count ? area->lines[line + 1] : area->text.length;
    if (line + 1 < area->line_count && end > start && area->text.bytes[end - 1] == '\n')
        return end - start - 1;
    return end - start;
}

static int column_of(const struct textarea *area, size_t at)
{
    size_t start = area->lines[line_of(area, at)];
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, area->text.bytes + start, at - start, false);
    int column = text_width_of(clean.bytes, clean.length);
    buffer_release(&clean);
    return column;
}

void textarea_draw(const struct textarea *area, struct canvas *canvas, struct rect rect,
                   bool focused)
{
    enum style style = focused ? STYLE_FIELD_ON : STYLE_FIELD;
    canvas_fill(canvas, rect, style);
    struct buffer line = BUFFER_EMPTY;
    for (int i = 0; i < rect.height && area->top + (size_t)i < area->line_count; i++) {
        size_t at = area->top + (size_t)i;
        buffer_clear(&line);
        text_clean(&line, area->text.bytes + area->lines[at], line_length(area, at), false);
        canvas_text(canvas, (struct rect){rect.x, rect.y + i, rect.width, 1}, 0, line.bytes, style);
    }
    buffer_release(&line);
    if (!focused)
        return;
    size_t cursor = line_of(area, area->cursor);
    int column = column_of(area, area->cursor);
    if (cursor >= area->top && cursor < area->top + (size_t)rect.height)
        canvas_cursor(canvas, rect.x + (column < rect.width ? column : rect.width - 1),
                      rect.y + (int)(cursor - area->top));
}

/* The byte of a line nearest to a column. */
static size_t byte_at(const struct textarea *area, size_t line, int column)
{
    size_t start = area->lines[line], length = line_length(area, line);
    const char *at = area->text.bytes + start, *end = at + length;
    struct text_cluster cluster;
    int passed = 0;
    size_t last = start;
    while (text_next(&at, end, &cluster)) {
        last = (size_t)(cluster.bytes - area->text.bytes);
        passed += cluster.width;
        if (passed > column)
            return last;
    }
    /* Behind the last cluster of a line that wraps would be the next line. */
    bool wraps = line + 1 < area->line_count && area->lines[line + 1] == start + length;
    return wraps ? last : start + length;
}

static bool move_lines(struct textarea *area, long step)
{
    size_t line = line_of(area, area->cursor);
    size_t last = area->line_count - 1;
    if ((step < 0 && line == 0) || (step > 0 && line == last))
        return false;
    if (area->goal < 0)
        area->goal = column_of(area, area->cursor);
    size_t by = (size_t)(step < 0 ? -step : step);
    if (step < 0)
        line = by > line ? 0 : line - by;
    else
        line = by > last - line ? last : line + by;
    area->cursor = byte_at(area, line, area->goal);
    return true;
}

/* Home, End and their cuts stay within the wrapped line; a cut to the end at the end takes the
 * line feed. */
static size_t line_target(const struct textarea *area, enum edit_command command)
{
    size_t line = line_of(area, area->cursor), start = area->lines[line];
    if (command == EDIT_HOME || command == EDIT_CUT_BEGIN)
        return start;
    size_t end = byte_at(area, line, area->width > 0 ? area->width : FALLBACK_WIDTH);
    if (command == EDIT_CUT_END)
        end = start + line_length(area, line);
    if (command == EDIT_CUT_END && end == area->cursor && end < area->text.length)
        end++;
    return end;
}

static size_t target(const struct textarea *area, enum edit_command command)
{
    if (command == EDIT_HOME || command == EDIT_END || command == EDIT_CUT_BEGIN ||
        command == EDIT_CUT_END)
        return line_target(area, command);
    if (command == EDIT_WORD_LEFT || command == EDIT_CUT_WORD)
        return edit_target(&area->text, 0, area->cursor, command);
    /* Clusters are counted from the beginning of a near line, not of the text. */
    size_t line = line_of(area, area->cursor);
    if (area->cursor == area->lines[line] && line > 0)
        line--;
    return edit_target(&area->text, area->lines[line], area->cursor, command);
}

static bool whole_key(struct textarea *area, keycode key)
{
    size_t line = line_of(area, area->cursor);
    long page = area->height > 1 ? area->height - 1 : 1;
    switch (key) {
    case KEYS_HOME | MOD_CTRL:
        area->cursor = 0;
        break;
    case KEYS_END | MOD_CTRL:
        area->cursor = area->text.length;
        break;
    case KEYS_PAGE_UP:
        move_lines(area, -page);
        break;
    case KEYS_PAGE_DOWN:
        move_lines(area, page);
        break;
    case KEYS_ENTER:
        insert_clean(area, "\n", 1);
        break;
    default:
        return false;
    }
    if (line_of(area, area->cursor) == line)
        area->goal = -1;
    follow(area);
    return true;
}

static bool key_event(struct textarea *area, keycode key)
{
    if (whole_key(area, key))
        return true;
    enum edit_command command = edit_command(key);
    char bytes[4];
    if (command == EDIT_NOTHING)
        return false;
    if (command == EDIT_UP || command == EDIT_DOWN) {
        bool used = move_lines(area, command == EDIT_UP ? -1 : 1);
        follow(area);
        return used;
    }
    area->goal = -1;
    if (command == EDIT_TYPE)
        insert_clean(area, bytes, edit_bytes(key, bytes));
    else if (edit_cuts(command))
        cut(area, target(area, command));
    else
        area->cursor = target(area, command);
    follow(area);
    return true;
}

bool textarea_event(struct textarea *area, const struct event *event)
{
    area->refused = false;
    if (event->type == EVENT_PASTE) {
        textarea_insert(area, event->paste, event->paste_length);
        return true;
    }
    return event->type == EVENT_KEY && key_event(area, event->key);
}

void textarea_click(struct textarea *area, struct rect rect, int x, int y)
{
    size_t line = area->top + (size_t)(y > rect.y ? y - rect.y : 0);
    if (line >= area->line_count)
        line = area->line_count - 1;
    area->cursor = byte_at(area, line, x - rect.x);
    area->goal = -1;
}
