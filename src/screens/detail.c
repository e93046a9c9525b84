#include "detail.h"

#include <stdlib.h>
#include <string.h>

#include "detail_lesson.h"
#include "detail_problem.h"
#include "wijk/app/disagreements.h"
#include "wijk/app/effort_lights.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

void detail_init(struct detail *detail)
{
    *detail = (struct detail){.target = {.kind = ENTITY_NONE}};
}

static void clear(struct detail *detail)
{
    for (size_t i = 0; i < detail->lines.count; i++) {
        free(detail->lines.items[i].label);
        free(detail->lines.items[i].text);
    }
    detail->lines.count = 0;
    free(detail->title);
    detail->title = NULL;
}

void detail_release(struct detail *detail)
{
    clear(detail);
    free(detail->lines.items);
    *detail = (struct detail){.target = {.kind = ENTITY_NONE}};
}

void detail_add(struct detail *detail, const char *label, const char *text)
{
    *VECTOR_PUSH(&detail->lines) = (struct detail_line){memory_string(label), memory_string(text)};
}

/* The lights of an effort, with why: what people set, or what its dates and its money say. */
static void add_effort_lights(struct detail *detail, struct session *session, const struct row *row)
{
    struct effort_lights lights;
    struct effort_judged judged;
    struct error ignored = ERROR_NONE;
    bool read = effort_lights_read(session, row->id, &lights, &ignored);
    if (read)
        effort_lights_judge(&lights, row, &judged);
    for (int i = 0; read && i < EFFORT_ASPECTS; i++) {
        struct buffer text = BUFFER_EMPTY, why = BUFFER_EMPTY;
        int place = entity_field(row->entity, effort_light_columns[i]);
        effort_lights_reason(&lights, &judged, (enum effort_aspect)i, &why);
        buffer_format(&text, "%s %s \u00B7 %s", light_glyph(judged.of[i].light),
                      _(light_value(judged.of[i].light)), why.bytes);
        if (why.length > 0)
            detail_add(detail, _(row->entity->fields[place].label), text.bytes);
        buffer_release(&text);
        buffer_release(&why);
    }
    effort_lights_release(&lights);
}

static bool is_effort_light(const struct row *row, const struct field *field)
{
    bool is = false;
    for (int i = 0; row->entity->kind == ENTITY_EFFORT && i < EFFORT_ASPECTS; i++)
        is = is || strcmp(field->column, effort_light_columns[i]) == 0;
    return is;
}

static void add_fields(struct detail *detail, struct session *session, const struct row *row)
{
    for (size_t i = 0; i < row->entity->field_count; i++) {
        const struct field *field = &row->entity->fields[i];
        struct buffer text = BUFFER_EMPTY;
        if (is_effort_light(row, field)) {
            if (strcmp(field->column, effort_light_columns[0]) == 0)
                add_effort_lights(detail, session, row);
            continue;
        }
        rows_show(session, row, field, &row->values[i], &text);
        bool title = strcmp(field->column, row->entity->title) == 0;
        if (text.length > 0 && !title && (field->flags & FIELD_HIDDEN) == 0)
            detail_add(detail, _(field->label), text.bytes);
        buffer_release(&text);
    }
}

static bool add_comment(void *context, const struct row *row)
{
    struct buffer *out = context;
    buffer_format(out, "%s%s", out->length > 0 ? "\n" : "", row_text(row, "text"));
    return true;
}

void detail_comments(struct detail *detail, struct session *session, struct id id)
{
    struct query query;
    struct error ignored = ERROR_NONE;
    struct buffer text = BUFFER_EMPTY;
    query_init(&query, ENTITY_COMMENT);
    if (query_add(&query, "row", QUERY_EQUAL, value_id(id), &ignored) &&
        rows_each(session, &query, add_comment, &text, &ignored) && text.length > 0)
        detail_add(detail, _("Comments"), text.bytes);
    query_release(&query);
    buffer_release(&text);
}

/* "≠ disagreement   Title: one ≠ other; = chooses" */
static void add_disagreements(struct detail *detail, struct session *session, struct id id)
{
    struct disagreements found;
    struct error ignored = ERROR_NONE;
    if (!disagreements_mark(session, id) || !disagreements_list(session, id, 0, &found, &ignored))
        return;
    for (size_t i = 0; i < found.list.count; i++) {
        const struct disagreement *one = &found.list.items[i];
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, "%s: ", one->label);
        for (size_t j = 0; j < one->values.count; j++)
            buffer_format(&text, "%s%s", j == 0 ? "" : " ≠ ",
                          *one->values.items[j].text == '\0' ? "–" : one->values.items[j].text);
        detail_add(detail, _("≠ disagreement"), text.bytes);
        buffer_release(&text);
    }
    disagreements_release(&found);
}

void detail_load(struct detail *detail, struct session *session, struct target target)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    bool other = detail->target.kind != target.kind || !id_equal(detail->target.id, target.id);
    clear(detail);
    detail->target = target;
    if (other)
        detail->top = 0;
    if (target.kind == ENTITY_NONE || !rows_get(session, target.kind, target.id, &row, &ignored))
        return;
    struct buffer title = BUFFER_EMPTY;
    rows_title(session, target.kind, target.id, &title);
    detail->title = buffer_detach(&title);
    if (row.deleted)
        detail_add(detail, _("deleted (u brings it back)"), NULL);
    add_disagreements(detail, session, target.id);
    if (target.kind == ENTITY_PROBLEM)
        detail_problem_score(detail, session, &row);
    add_fields(detail, session, &row);
    detail_comments(detail, session, target.id);
    if (target.kind == ENTITY_PROBLEM)
        detail_problem_links(detail, session, target.id);
    if (target.kind == ENTITY_LESSON)
        detail_lesson_links(detail, session, target.id);
    row_release(&row);
}

void detail_follow(struct detail *detail, struct session *session, struct target target, bool again)
{
    if (again || detail->target.kind != target.kind || !id_equal(detail->target.id, target.id))
        detail_load(detail, session, target);
}

/* Draws one line's label and text and answers the height it takes. */
static int draw_line(const struct detail_line *line, struct canvas *canvas, struct rect rect,
                     int label_width)
{
    if (line->text == NULL) {
        canvas_text_cut(canvas, (struct rect){rect.x, rect.y, rect.width, 1}, 0, line->label,
                        STYLE_STRONG);
        return 1;
    }
    struct rect before = {rect.x, rect.y, label_width, rect.height};
    int lines = canvas_text_wrapped(canvas, before, 0, line->label, STYLE_HINT);
    struct rect beside = {rect.x + label_width + 1, rect.y, rect.width - label_width - 1,
                          rect.height};
    int height = canvas_text_wrapped(canvas, beside, 0, line->text, STYLE_NORMAL);
    return height > lines ? height : lines;
}

static int label_width_of(const struct detail *detail, int width)
{
    int widest = 0;
    for (size_t i = 0; i < detail->lines.count; i++) {
        int label =
            detail->lines.items[i].text == NULL ? 0 : text_width(detail->lines.items[i].label);
        widest = label > widest ? label : widest;
    }
    int most = width * 2 / 5;
    return widest < most ? widest : most;
}

void detail_draw(const struct detail *detail, struct canvas *canvas, struct rect rect)
{
    if (detail->title == NULL)
        return;
    struct rect rest;
    int title = canvas_text_wrapped(canvas, (struct rect){rect.x, rect.y, rect.width, 3}, 0,
                                    detail->title, STYLE_STRONG);
    rect_split_top(rect, (title > 3 ? 3 : title) + 1, &rest);
    struct rect all = rest;
    int label_width = label_width_of(detail, rest.width);
    bool cut = false;
    for (size_t i = (size_t)detail->top; i < detail->lines.count && rest.height > 0; i++) {
        int height = draw_line(&detail->lines.items[i], canvas, rest, label_width);
        cut = height > rest.height || (height == rest.height && i + 1 < detail->lines.count);
        rect_split_top(rest, height, &rest);
    }
    if (cut) /* in the margin that every caller leaves */
        canvas_text(canvas, (struct rect){all.x + all.width, all.y + all.height - 1, 1, 1}, 0, "↓",
                    STYLE_HINT);
}

bool detail_event(struct detail *detail, const struct event *event)
{
    int last = detail->lines.count == 0 ? 0 : (int)detail->lines.count - 1, top = detail->top;
    if (event->type == EVENT_KEY && (event->key == KEYS_DOWN || event->key == 'j'))
        top++;
    else if (event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == 'k'))
        top--;
    else if (event->type == EVENT_KEY && event->key == KEYS_PAGE_DOWN)
        top += 10;
    else if (event->type == EVENT_KEY && event->key == KEYS_PAGE_UP)
        top -= 10;
    else if (event->type == EVENT_MOUSE && event->mouse == MOUSE_WHEEL_DOWN)
        top += 3;
    else if (event->type == EVENT_MOUSE && event->mouse == MOUSE_WHEEL_UP)
        top -= 3;
    else
        return false;
    detail->top = top < 0 ? 0 : top > last ? last : top;
    return true;
}
