#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/form_parts.h"

#define WIDEST_FIELD 60 /* a text that does not fit in that has all the room */
#define SHORT_FIELD 16  /* a number, a date */
#define LEAST_BESIDE 12 /* cells a message beside a field needs at least */
#define MESSAGE_LINES 2 /* of a message below a field */

const char *form_message(const struct form_field *field, enum style *style)
{
    *style = STYLE_ERROR;
    if (field->error.length > 0 && field->touched)
        return field->error.bytes;
    *style = STYLE_HINT;
    if (field->editor.refused || field->area.refused)
        return _("that is longer than fits in here");
    return field->hint.length > 0 ? field->hint.bytes : NULL;
}

static int label_width(const struct form *form, int width)
{
    int widest = 0;
    for (int i = 0; i < form->count; i++) {
        int wide = text_width(form->fields[i].label) + (form->fields[i].required ? 2 : 0);
        widest = wide > widest ? wide : widest;
    }
    int most = width / 3;
    return widest > most ? most : widest;
}

static int choice_width(const struct form_field *field)
{
    int widest = 4;
    for (int i = 0; i < field->choice_count; i++) {
        int wide = text_width(field->choices[i]);
        widest = wide > widest ? wide : widest;
    }
    return widest + 4; /* the arrows at both sides */
}

static int field_width(const struct form_field *field, int room)
{
    int wanted = WIDEST_FIELD;
    if (field->kind == FORM_NUMBER || field->kind == FORM_DATE)
        wanted = SHORT_FIELD;
    else if (field->kind == FORM_CHOICE)
        wanted = choice_width(field);
    else if (field->kind == FORM_FLAG)
        wanted = 3;
    else if (field->kind == FORM_READ_ONLY)
        wanted = room;
    else if ((field->kind == FORM_TEXT || field->kind == FORM_REFERENCE) &&
             text_width(editor_text(&field->editor)) >= WIDEST_FIELD)
        wanted = room;
    return wanted < room ? wanted : room;
}

static bool is_beside(const struct form_field *field, const char *message, int width)
{
    int room = width - (field->box.x + field->box.width + 2) - 1;
    return room >= LEAST_BESIDE && text_width(message) <= room;
}

static int lines_of(const char *text, int width)
{
    int lines = 0;
    size_t length = strlen(text), next = 0;
    for (size_t at = 0; at < length && next < length; at += next, lines++)
        text_wrap(text + at, length - at, width > 0 ? width : 1, &next);
    return lines;
}

int form_layout(const struct form *form, int width)
{
    int label = label_width(form, width), y = 0;
    for (int i = 0; i < form->count; i++) {
        struct form_field *field = &form->fields[i];
        int room = width - label - 3;
        field->y = y;
        field->box = (struct rect){label + 2, y, field_width(field, room > 1 ? room : 1),
                                   field->kind == FORM_LONG ? field->lines : 1};
        field->height = field->box.height;
        enum style style;
        const char *message = form_message(field, &style);
        if (message != NULL && !is_beside(field, message, width)) {
            int lines = lines_of(message, room);
            field->height += lines < MESSAGE_LINES ? lines : MESSAGE_LINES;
        }
        y += field->height;
    }
    return y;
}

/* Lines for fields: the last one is the help of the current field. */
static int page(const struct form *form)
{
    return form->rect.height > 3 ? form->rect.height - 1 : form->rect.height;
}

void form_settle(struct form *form)
{
    int total = form_layout(form, form->rect.width), height = page(form);
    if (height < 1)
        return;
    for (int i = 0; i < form->count; i++)
        if (form->fields[i].kind == FORM_LONG)
            textarea_place(&form->fields[i].area, form->fields[i].box);
    if (form->current >= 0) {
        const struct form_field *field = &form->fields[form->current];
        if (field->y + field->height > form->top + height)
            form->top = field->y + field->height - height;
        if (field->y < form->top)
            form->top = field->y;
    }
    if (form->top + height > total)
        form->top = total > height ? total - height : 0;
}

void form_place(struct form *form, struct rect rect)
{
    form->rect = rect;
    form_settle(form);
}

struct candidates_place form_offered_place(const struct form *form)
{
    struct rect anchor = {0};
    if (form->current >= 0) {
        anchor = form->fields[form->current].box;
        anchor.x += form->rect.x;
        anchor.y += form->rect.y - form->top;
    }
    return (struct candidates_place){form->rect, anchor};
}

static void draw_choice(const struct form_field *field, struct canvas *canvas, struct rect box,
                        bool on)
{
    enum style style = on ? STYLE_FIELD_ON : STYLE_FIELD;
    canvas_fill(canvas, box, style);
    if (on) {
        canvas_text(canvas, box, 0, canvas->ascii ? "<" : "‹", style);
        canvas_text(canvas, box, box.width - 1, canvas->ascii ? ">" : "›", style);
        canvas_cursor(canvas, box.x + 2, box.y);
    }
    if (field->choice >= 0)
        canvas_text_cut(canvas, (struct rect){box.x, box.y, box.width - 1, 1}, 2,
                        field->choices[field->choice], style);
}

static void draw_flag(const struct form_field *field, struct canvas *canvas, struct rect box,
                      bool on)
{
    canvas_text(canvas, box, 0, field->flag ? "[x]" : "[ ]", on ? STYLE_FIELD_ON : STYLE_FIELD);
    if (on)
        canvas_cursor(canvas, box.x + 1, box.y);
}

static void draw_value(const struct form_field *field, struct canvas *canvas, struct rect box,
                       bool on)
{
    switch (field->kind) {
    case FORM_LONG:
        textarea_draw(&field->area, canvas, box, on);
        break;
    case FORM_CHOICE:
        draw_choice(field, canvas, box, on);
        break;
    case FORM_FLAG:
        draw_flag(field, canvas, box, on);
        break;
    case FORM_READ_ONLY:
        canvas_text_cut(canvas, box, 0, editor_text(&field->editor), STYLE_NORMAL);
        break;
    default:
        editor_draw(&field->editor, canvas, box, on);
        break;
    }
}

static void draw_message(const struct form_field *field, struct canvas *canvas, struct rect rect,
                         struct rect box)
{
    enum style style;
    const char *message = form_message(field, &style);
    if (message == NULL)
        return;
    int right = rect.x + rect.width - 1;
    if (is_beside(field, message, rect.width)) {
        int x = box.x + box.width + 2;
        canvas_text_cut(canvas, (struct rect){x, box.y, right - x, 1}, 0, message, style);
        return;
    }
    int lines = field->height - field->box.height;
    struct rect below = {box.x, box.y + box.height, right - box.x, lines};
    canvas_text_wrapped(canvas, rect_common(below, rect), 0, message, style);
}

/* What is left of a long text whose first lines are above the page. */
static void draw_rest(const struct form *form, const struct form_field *field,
                      struct canvas *canvas, struct rect rect)
{
    int hidden = form->top - field->y, lines = field->box.height - hidden;
    if (field->kind != FORM_LONG || lines < 1)
        return;
    struct textarea rest = field->area; /* borrows its text */
    rest.top += (size_t)hidden;
    struct rect box = {rect.x + field->box.x, rect.y, field->box.width, lines};
    textarea_draw(&rest, canvas, rect_common(box, rect), false);
}

/* A field whose lines partly fall outside the page is drawn on what there is of it. */
static void draw_field(const struct form *form, int index, struct canvas *canvas, struct rect rect,
                       bool focused)
{
    const struct form_field *field = &form->fields[index];
    int y = rect.y + field->y - form->top, end = rect.y + page(form);
    if (y < rect.y)
        draw_rest(form, field, canvas, rect);
    if (y < rect.y || y >= end)
        return;
    bool current = focused && index == form->current;
    struct rect label = rect_common((struct rect){rect.x + 1, y, field->box.x - 2, 1}, rect);
    int x = canvas_text_cut(canvas, label, 0, field->label, current ? STYLE_STRONG : STYLE_NORMAL);
    if (field->required)
        canvas_text(canvas, label, x + 1, "*", STYLE_HINT);
    struct rect box = field->box;
    box.x += rect.x;
    box.y = y;
    struct rect whole = {rect.x, rect.y, rect.width, end - rect.y};
    box = rect_common(box, whole);
    if (box.width < 1)
        return;
    draw_value(field, canvas, box, current);
    if (box.height == field->box.height)
        draw_message(field, canvas, whole, box);
}

static void draw_help(const struct form *form, struct canvas *canvas, struct rect rect)
{
    if (rect.height <= 3 || form->current < 0)
        return;
    struct rect line = {rect.x, rect.y + rect.height - 1, rect.width, 1};
    canvas_fill(canvas, line, STYLE_NORMAL);
    const char *help = form->fields[form->current].help;
    if (help != NULL)
        canvas_text_cut(canvas, line, 1, help, STYLE_HINT);
    int total = form->count > 0
                    ? form->fields[form->count - 1].y + form->fields[form->count - 1].height
                    : 0;
    if (form->top + page(form) < total)
        canvas_text_right(canvas, line, "↓", STYLE_HINT);
}

void form_draw(const struct form *form, struct canvas *canvas, struct rect rect, bool focused)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    for (int i = 0; i < form->count; i++)
        draw_field(form, i, canvas, rect, focused);
    draw_help(form, canvas, rect);
    if (form->offering)
        candidates_draw(&form->offered, form->offered_at, canvas, form_offered_place(form));
}
