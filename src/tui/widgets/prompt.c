#include "wijk/tui/widgets/prompt.h"

#include <string.h>

#include "wijk/base/text.h"

void prompt_init(struct prompt *prompt, const char *label, prompt_meaning *meaning, void *context)
{
    *prompt = (struct prompt){.label = label, .meaning = meaning, .context = context};
    prompt->echo = (struct prompt_echo){.lines = BUFFER_EMPTY, .style = STYLE_HINT};
    editor_init(&prompt->editor);
    prompt_refresh(prompt);
}

void prompt_release(struct prompt *prompt)
{
    editor_release(&prompt->editor);
    buffer_release(&prompt->echo.lines);
}

void prompt_set(struct prompt *prompt, const char *text)
{
    editor_set(&prompt->editor, text);
    prompt_refresh(prompt);
}

const char *prompt_text(const struct prompt *prompt)
{
    return editor_text(&prompt->editor);
}

void prompt_wrong(struct prompt_echo *echo, size_t from, size_t to)
{
    if (echo->wrong_count == PROMPT_RANGES || to <= from)
        return;
    echo->wrong[echo->wrong_count].from = from;
    echo->wrong[echo->wrong_count++].to = to;
}

void prompt_refresh(struct prompt *prompt)
{
    buffer_clear(&prompt->echo.lines);
    prompt->echo.wrong_count = 0;
    prompt->echo.style = STYLE_HINT;
    if (prompt->meaning != NULL)
        prompt->meaning(prompt->context, prompt_text(prompt), &prompt->echo);
}

void prompt_place(struct prompt *prompt, struct rect rect)
{
    prompt->rect = rect;
}

static struct rect field_of(const struct prompt *prompt, struct rect rect)
{
    int label = text_width(prompt->label) + 2;
    if (label > rect.width / 2)
        label = rect.width / 2;
    return (struct rect){rect.x + label, rect.y, rect.width - label - 1, 1};
}

static int wrapped(const char *text, int width)
{
    size_t length = strlen(text);
    int lines = 0;
    for (size_t at = 0, next = 0; at<length; at += next> 0 ? next : 1, lines++)
        text_wrap(text + at, length - at, width > 1 ? width : 1, &next);
    return lines;
}

/* Under the field; what would be broken there only because the label is long has the whole line. */
static struct rect echo_of(const struct prompt *prompt, struct rect rect)
{
    struct rect field = field_of(prompt, rect);
    struct rect whole = {rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 1};
    int label = field.x - rect.x;
    if (label > rect.width / 4 && wrapped(prompt->echo.lines.bytes, field.width) >
                                      wrapped(prompt->echo.lines.bytes, rect.width))
        return whole;
    return (struct rect){field.x, whole.y, field.width, whole.height};
}

int prompt_lines(const struct prompt *prompt, int width)
{
    struct rect echo = echo_of(prompt, (struct rect){0, 0, width, 1});
    int room = prompt->right != NULL ? text_width(prompt->right) + 2 : 0;
    return 1 + wrapped(prompt->echo.lines.bytes, echo.width - (room < echo.width ? room : 0));
}

static int column(const char *text, size_t length, size_t at)
{
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, text, at < length ? at : length, false);
    int width = text_width_of(clean.bytes, clean.length);
    buffer_release(&clean);
    return width;
}

static void underline(const struct prompt *prompt, struct canvas *canvas, struct rect field)
{
    const struct buffer *text = &prompt->editor.text;
    int scroll = editor_scroll(&prompt->editor, field.width);
    for (int i = 0; i < prompt->echo.wrong_count; i++) {
        int from = column(text->bytes, text->length, prompt->echo.wrong[i].from) - scroll;
        int to = column(text->bytes, text->length, prompt->echo.wrong[i].to) - scroll;
        from = from > 0 ? from : 0;
        to = to < field.width ? to : field.width;
        if (to > from)
            canvas_style(canvas, (struct rect){field.x + from, field.y, to - from, 1}, STYLE_ERROR);
    }
}

void prompt_draw(const struct prompt *prompt, struct canvas *canvas, struct rect rect, bool focused)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    struct rect field = field_of(prompt, rect);
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, field.x - rect.x - 1, 1}, 1,
                    prompt->label, focused ? STYLE_STRONG : STYLE_DIM);
    editor_draw(&prompt->editor, canvas, field, focused);
    underline(prompt, canvas, field);
    struct rect below = echo_of(prompt, rect);
    if (below.height > 0) {
        int right = prompt->right != NULL ? text_width(prompt->right) + 2 : 0;
        if (right > 0 && right < below.width)
            canvas_text_right(canvas, (struct rect){below.x, below.y, below.width, 1},
                              prompt->right, STYLE_HINT);
        else
            right = 0;
        below.width -= right;
        canvas_text_wrapped(canvas, below, 0, prompt->echo.lines.bytes, prompt->echo.style);
    }
    if (focused)
        editor_draw_offered(&prompt->editor, canvas, field);
}

bool prompt_event(struct prompt *prompt, const struct event *event)
{
    prompt->outcome = PROMPT_NOTHING;
    if (event->type == EVENT_MOUSE) {
        struct rect field = field_of(prompt, prompt->rect);
        bool inside = event->mouse == MOUSE_PRESS && event->y == field.y && event->x >= field.x &&
                      event->x < field.x + field.width;
        if (inside)
            editor_click(&prompt->editor, field, event->x);
        return inside;
    }
    if (editor_event(&prompt->editor, event)) {
        if (prompt->editor.changed) {
            prompt->editor.changed = false;
            prompt->outcome = PROMPT_CHANGED;
            prompt_refresh(prompt);
        }
        return true;
    }
    if (event->type != EVENT_KEY)
        return false;
    if (event->key == KEYS_ENTER)
        prompt->outcome = PROMPT_ENTER;
    else if (event->key == KEYS_ESCAPE)
        prompt->outcome = PROMPT_ESCAPE;
    return prompt->outcome != PROMPT_NOTHING;
}
