#include "wijk/tui/widgets/editor.h"

#include <string.h>

#include "wijk/base/text.h"
#include "wijk/tui/widgets/edit.h"

static void replace(struct editor *editor, const char *text)
{
    buffer_clear(&editor->text);
    buffer_add_text(&editor->text, text);
    editor->cursor = editor->text.length;
}

static void forget_offered(struct editor *editor)
{
    candidates_clear(&editor->offered);
    editor->offered_at = 0;
}

void editor_init(struct editor *editor)
{
    *editor = (struct editor){.text = BUFFER_EMPTY,
                              .kept = BUFFER_EMPTY,
                              .word = BUFFER_EMPTY,
                              .limit = EDITOR_LIMIT,
                              .field = STYLE_FIELD};
}

void editor_release(struct editor *editor)
{
    buffer_release(&editor->text);
    buffer_release(&editor->kept);
    buffer_release(&editor->word);
    candidates_release(&editor->offered);
}

void editor_set(struct editor *editor, const char *text)
{
    replace(editor, text);
    editor->changed = editor->refused = false;
    editor->history_at = editor->history_count;
    forget_offered(editor);
}

const char *editor_text(const struct editor *editor)
{
    return editor->text.bytes;
}

bool editor_is_empty(const struct editor *editor)
{
    return editor->text.length == 0;
}

void editor_history(struct editor *editor, const char *const *lines, size_t count)
{
    editor->history = lines;
    editor->history_count = editor->history_at = count;
}

static void insert_clean(struct editor *editor, const char *text, size_t length)
{
    size_t room = editor->limit > editor->text.length ? editor->limit - editor->text.length : 0;
    size_t fits = edit_fit(text, length, room);
    editor->refused = fits < length;
    if (fits == 0)
        return;
    buffer_insert(&editor->text, editor->cursor, text, fits);
    editor->cursor += fits;
    editor->changed = true;
}

void editor_insert(struct editor *editor, const char *text, size_t length)
{
    struct buffer clean = BUFFER_EMPTY;
    edit_paste(&clean, text, length, false);
    insert_clean(editor, clean.bytes, clean.length);
    buffer_release(&clean);
}

static void cut(struct editor *editor, size_t to)
{
    size_t first = to < editor->cursor ? to : editor->cursor;
    size_t last = to < editor->cursor ? editor->cursor : to;
    if (first == last)
        return;
    buffer_delete(&editor->text, first, last - first);
    editor->cursor = first;
    editor->changed = true;
}

static bool walk_history(struct editor *editor, int step)
{
    if (editor->history_count == 0)
        return false;
    size_t at = editor->history_at;
    if (step < 0 && at == 0)
        return true;
    if (step > 0 && at == editor->history_count)
        return true;
    if (at == editor->history_count) {
        buffer_clear(&editor->kept);
        buffer_add_text(&editor->kept, editor->text.bytes);
    }
    editor->history_at = step < 0 ? at - 1 : at + 1;
    replace(editor, editor->history_at == editor->history_count
                        ? editor->kept.bytes
                        : editor->history[editor->history_at]);
    editor->changed = true;
    return true;
}

/* Puts the candidate (or, one beyond the last, the word as typed) where the word is. */
static void show_offered(struct editor *editor)
{
    const char *text = editor->offered_at < editor->offered.count
                           ? editor->offered.items[editor->offered_at].text
                           : editor->word.bytes;
    cut(editor, editor->word_start);
    insert_clean(editor, text, strlen(text));
    editor->changed = true;
}

static bool complete(struct editor *editor, int step)
{
    if (editor->complete == NULL)
        return false;
    if (editor->offered.count > 0) {
        size_t places = editor->offered.count + 1;
        editor->offered_at = (editor->offered_at + (step < 0 ? places - 1 : 1)) % places;
        show_offered(editor);
        return true;
    }
    size_t start = editor->cursor;
    while (start > 0 && editor->text.bytes[start - 1] != ' ')
        start--;
    editor->word_start = start;
    buffer_clear(&editor->word);
    buffer_add(&editor->word, editor->text.bytes + start, editor->cursor - start);
    editor->complete(editor->complete_context, editor->word.bytes, &editor->offered);
    if (editor->offered.count == 0)
        return true;
    editor->offered_at = step < 0 ? editor->offered.count - 1 : 0;
    show_offered(editor);
    if (editor->offered.count == 1)
        forget_offered(editor);
    return true;
}

static bool type(struct editor *editor, keycode key)
{
    char bytes[4];
    size_t length = edit_bytes(key, bytes);
    insert_clean(editor, bytes, length);
    return true;
}

static bool offered_escape(struct editor *editor)
{
    if (editor->offered.count == 0)
        return false;
    editor->offered_at = editor->offered.count;
    show_offered(editor);
    forget_offered(editor);
    return true;
}

static bool key_event(struct editor *editor, keycode key)
{
    if (key == KEYS_TAB)
        return complete(editor, 1);
    if (key == (KEYS_TAB | MOD_SHIFT))
        return complete(editor, -1);
    if (key == KEYS_ESCAPE)
        return offered_escape(editor);
    forget_offered(editor);
    enum edit_command command = edit_command(key);
    if (command == EDIT_NOTHING)
        return false;
    if (command == EDIT_TYPE)
        return type(editor, key);
    if (command == EDIT_UP || command == EDIT_DOWN)
        return walk_history(editor, command == EDIT_UP ? -1 : 1);
    size_t to = edit_target(&editor->text, 0, editor->cursor, command);
    if (edit_cuts(command))
        cut(editor, to);
    else
        editor->cursor = to;
    return true;
}

bool editor_event(struct editor *editor, const struct event *event)
{
    if (event->type == EVENT_PASTE) {
        forget_offered(editor);
        editor_insert(editor, event->paste, event->paste_length);
        return true;
    }
    if (event->type != EVENT_KEY)
        return false;
    editor->refused = false;
    return key_event(editor, event->key);
}

/* The cleaned text up to the cursor is as wide as it is drawn: a control character is one cell. */
static int column_of(const struct editor *editor, size_t at)
{
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, editor->text.bytes, at, false);
    int column = text_width_of(clean.bytes, clean.length);
    buffer_release(&clean);
    return column;
}

/* Moves by half the width at a time, so that the same text and cursor are always drawn alike. */
int editor_scroll(const struct editor *editor, int width)
{
    if (width < 4)
        width = 4;
    if (column_of(editor, editor->text.length) < width)
        return 0;
    int column = column_of(editor, editor->cursor);
    if (column < width - 1)
        return 0;
    int step = width / 2;
    return ((column - (width - 1)) / step + 1) * step;
}

void editor_draw(const struct editor *editor, struct canvas *canvas, struct rect rect, bool focused)
{
    rect.height = 1;
    enum style style = focused ? STYLE_FIELD_ON : editor->field;
    canvas_fill(canvas, rect, style);
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, editor->text.bytes, editor->text.length, false);
    int scroll =
        focused ? editor_scroll(editor, rect.width) : 0; /* else its beginning tells most */
    canvas_text(canvas, rect, -scroll, clean.bytes, style);
    if (scroll > 0)
        canvas_text(canvas, rect, 0, canvas->ascii ? "<" : "‹", style);
    if (text_width_of(clean.bytes, clean.length) - scroll > rect.width)
        canvas_text(canvas, rect, rect.width - 1, canvas->ascii ? ">" : "›", style);
    buffer_release(&clean);
    if (focused)
        canvas_cursor(canvas, rect.x + column_of(editor, editor->cursor) - scroll, rect.y);
}

void editor_click(struct editor *editor, struct rect rect, int x)
{
    int wanted = x - rect.x + editor_scroll(editor, rect.width), column = 0;
    const char *at = editor->text.bytes, *end = at + editor->text.length;
    struct text_cluster cluster;
    size_t cursor = editor->text.length;
    while (text_next(&at, end, &cluster)) {
        column += cluster.width;
        if (column <= wanted)
            continue;
        cursor = (size_t)(cluster.bytes - editor->text.bytes);
        break;
    }
    editor->cursor = cursor;
    forget_offered(editor);
}

void editor_draw_offered(const struct editor *editor, struct canvas *canvas, struct rect rect)
{
    struct rect bounds = {0, 0, canvas->width, canvas->height};
    candidates_draw(&editor->offered, (int)editor->offered_at, canvas,
                    (struct candidates_place){bounds, rect});
}
