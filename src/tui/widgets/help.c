#include "wijk/tui/widgets/help.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

enum { HELP_GROUP = -1, HELP_SPACE = -2 };

#define WIDEST_KEY 18
#define WIDEST_NAME 24

void help_init(struct help *help, const struct help_row *rows, int count)
{
    *help = (struct help){.rows = rows, .count = count};
    editor_init(&help->search);
}

void help_release(struct help *help)
{
    editor_release(&help->search);
    free(help->lines);
    *help = (struct help){0};
}

static const char *text_of(const char *text)
{
    return text != NULL ? text : "";
}

static bool fits(const struct help *help, const struct help_row *row)
{
    const char *typed = editor_text(&help->search);
    return text_contains(text_of(row->name), typed) || text_contains(text_of(row->help), typed) ||
           text_contains(text_of(row->key), typed) || text_contains(text_of(row->group), typed);
}

struct columns {
    int key, name, help; /* where the names and the sentences begin; their width */
};

/* The same for every search, so that nothing jumps. */
static struct columns columns_of(const struct help *help, int width)
{
    int key = 0, name = 0;
    for (int i = 0; i < help->count; i++) {
        int wide = text_width(text_of(help->rows[i].key));
        key = wide > key ? wide : key;
        wide = text_width(text_of(help->rows[i].name));
        name = wide > name ? wide : name;
    }
    key = key < WIDEST_KEY ? key : WIDEST_KEY;
    name = name < WIDEST_NAME ? name : WIDEST_NAME;
    struct columns columns = {.key = 2 + key + 2, .name = 2 + key + 2 + name + 2};
    columns.help = width - columns.name - 2;
    return columns;
}

static void add_line(struct help *help, int row, int part)
{
    if (help->line_count == help->line_capacity) {
        help->line_capacity = help->line_capacity ? help->line_capacity * 2 : 64;
        help->lines = memory_resize(help->lines, (size_t)help->line_capacity, sizeof *help->lines);
    }
    help->lines[help->line_count++] = (struct help_line){row, part};
}

static int sentence_lines(const char *text, int width)
{
    int lines = 0;
    size_t length = strlen(text), next = 0;
    for (size_t at = 0; at < length; at += next, lines++)
        text_wrap(text + at, length - at, width > 8 ? width : 8, &next);
    return lines > 0 ? lines : 1;
}

static void lay_out(struct help *help)
{
    struct columns columns = columns_of(help, help->rect.width);
    help->line_count = 0;
    const char *group = NULL;
    for (int i = 0; i < help->count; i++) {
        const struct help_row *row = &help->rows[i];
        if (!fits(help, row))
            continue;
        if (group == NULL || strcmp(group, text_of(row->group)) != 0) {
            if (group != NULL)
                add_line(help, i, HELP_SPACE);
            add_line(help, i, HELP_GROUP);
            group = text_of(row->group);
        }
        int lines = columns.help > 8 ? sentence_lines(text_of(row->help), columns.help) : 1;
        for (int part = 0; part < lines; part++)
            add_line(help, i, part);
    }
}

static bool has_search(const struct help *help)
{
    return help->searching || !editor_is_empty(&help->search);
}

static int page(const struct help *help)
{
    int height = help->rect.height - has_search(help);
    return height > 0 ? height : 0;
}

static void go(struct help *help, int top)
{
    int last = help->line_count - page(help);
    if (top > last)
        top = last;
    help->top = top > 0 ? top : 0;
}

void help_place(struct help *help, struct rect rect)
{
    help->rect = rect;
    lay_out(help);
    go(help, help->top);
}

static void draw_line(const struct help *help, int at, struct columns columns,
                      struct canvas *canvas, struct rect rect)
{
    struct help_line line = help->lines[at];
    const struct help_row *row = &help->rows[line.row];
    if (line.part == HELP_SPACE)
        return;
    if (line.part == HELP_GROUP) {
        canvas_text_cut(canvas, rect, 1, text_of(row->group), STYLE_STRONG);
        return;
    }
    if (line.part == 0) {
        canvas_text_cut(canvas,
                        rect_common((struct rect){rect.x, rect.y, columns.key - 1, 1}, rect), 2,
                        text_of(row->key), STYLE_KEY);
        int room = columns.help > 8 ? columns.name - 1 : rect.width;
        canvas_text_cut(canvas, (struct rect){rect.x, rect.y, room, 1}, columns.key,
                        text_of(row->name), STYLE_NORMAL);
    }
    if (columns.help > 8)
        canvas_text_wrapped(canvas, (struct rect){rect.x + columns.name, rect.y, columns.help, 1},
                            line.part, text_of(row->help), STYLE_HINT);
}

static void draw_search(const struct help *help, struct canvas *canvas, struct rect line,
                        bool focused)
{
    int x = canvas_text(canvas, line, 1, _("search:"), STYLE_MATCH) + 1;
    editor_draw(&help->search, canvas, (struct rect){line.x + x, line.y, line.width - x - 1, 1},
                focused && help->searching);
}

void help_draw(const struct help *help, struct canvas *canvas, struct rect rect, bool focused)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    struct rect line = {rect.x, rect.y, rect.width, 1};
    if (has_search(help) && rect.height > 0) {
        draw_search(help, canvas, line, focused);
        line.y++;
    }
    int rows = rect.y + rect.height - line.y;
    struct columns columns = columns_of(help, rect.width);
    for (int i = 0; i < rows && help->top + i < help->line_count; i++, line.y++)
        draw_line(help, help->top + i, columns, canvas, line);
    if (help->line_count == 0 && rows > 0)
        canvas_text_cut(canvas, line, 2, _("No key fits what was typed."), STYLE_DIM);
    if (rows > 0 && help->top + rows < help->line_count)
        canvas_text_right(canvas, (struct rect){rect.x, line.y - 1, rect.width, 1}, "↓",
                          STYLE_HINT);
    if (rows > 0 && help->top > 0)
        canvas_text_right(canvas, (struct rect){rect.x, line.y - rows, rect.width, 1}, "↑",
                          STYLE_HINT);
}

static bool search_event(struct help *help, const struct event *event)
{
    if (event->type == EVENT_KEY && event->key == KEYS_ENTER) {
        help->searching = false;
        return true;
    }
    if (event->type == EVENT_KEY && event->key == KEYS_ESCAPE) {
        help->searching = false;
        editor_set(&help->search, "");
        help_place(help, help->rect);
        return true;
    }
    bool used = editor_event(&help->search, event);
    if (help->search.changed) {
        help->search.changed = false;
        help->top = 0;
        help_place(help, help->rect);
    }
    return used;
}

static bool scroll_key(struct help *help, keycode key)
{
    int by = page(help) > 1 ? page(help) - 1 : 1;
    switch (key) {
    case KEYS_UP:
    case 'k':
        go(help, help->top - 1);
        return true;
    case KEYS_DOWN:
    case 'j':
        go(help, help->top + 1);
        return true;
    case KEYS_PAGE_UP:
        go(help, help->top - by);
        return true;
    case KEYS_PAGE_DOWN:
    case ' ':
        go(help, help->top + by);
        return true;
    case KEYS_HOME:
    case 'g':
        go(help, 0);
        return true;
    case KEYS_END:
    case 'G':
        go(help, help->line_count);
        return true;
    case '/':
        help->searching = true;
        return true;
    default:
        return false;
    }
}

bool help_event(struct help *help, const struct event *event)
{
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_WHEEL_UP)
        go(help, help->top - 3);
    else if (event->type == EVENT_MOUSE && event->mouse == MOUSE_WHEEL_DOWN)
        go(help, help->top + 3);
    else if (help->searching && search_event(help, event))
        return true;
    else if (event->type == EVENT_KEY && event->key == KEYS_ESCAPE && has_search(help))
        return search_event(help, event);
    else
        return event->type == EVENT_KEY && scroll_key(help, event->key);
    return true;
}
