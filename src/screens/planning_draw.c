/* Drawing the planning: labels at the left, the axis at the right, partners with too much at once
 * below. */
#include <string.h>

#include "filter_line.h"
#include "looks.h"
#include "planning.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

#define CROWDS_SHOWN 2

static bool has_filter(const struct planning_page *page)
{
    return page->filtering || !editor_is_empty(&page->filter);
}

static int crowd_lines(const struct planning_page *page, int height)
{
    int lines = (int)page->planning.crowds.count;
    lines = lines > CROWDS_SHOWN ? CROWDS_SHOWN : lines;
    return height < 8 ? 0 : lines;
}

void planning_place(struct screen *screen, struct rect rect)
{
    struct planning_page *page = (struct planning_page *)screen;
    int above = 1 + has_filter(page), width = rect.width * 2 / 5;
    page->label_width = width < 20 ? 20 : width > 44 ? 44 : width;
    int axis = rect.width - page->label_width - 1;
    page->axis.width = axis < 1 ? 1 : axis;
    page->lines_y = rect.y + above;
    page->rows = rect.height - above - crowd_lines(page, rect.height);
    page->rows = page->rows < 1 ? 1 : page->rows;
    if (page->row < page->top)
        page->top = page->row;
    if (page->row >= page->top + (size_t)page->rows)
        page->top = page->row - (size_t)page->rows + 1;
    if (page->top > 0 && page->top + (size_t)page->rows > page->count)
        page->top = page->count > (size_t)page->rows ? page->count - (size_t)page->rows : 0;
}

/* ---- the header ---- */

/* Whether a label at the first cell, which is only the rest of a month or year, leaves no room for
 * the next. */
static bool in_the_way(const struct planning_page *page, int cell, int width)
{
    for (int next = 1; cell == 0 && next <= width; next++) {
        struct buffer label = BUFFER_EMPTY;
        bool begins = planning_label(&page->axis, next, language_now(), &label);
        buffer_release(&label);
        if (begins)
            return true;
    }
    return false;
}

static void draw_header(const struct planning_page *page, struct canvas *canvas, struct rect line)
{
    date_t today = page->screen.ui->session->today;
    int at = planning_cell(&page->axis, today), free_from = 0;
    struct rect axis = {line.x + page->label_width + 1, line.y, page->axis.width, 1};
    canvas_fill(canvas, line, STYLE_HEADER);
    canvas_text_cut(canvas, (struct rect){line.x, line.y, page->label_width, 1}, 1,
                    _(planning_zoom_word(page->axis.zoom)), STYLE_HEADER);
    for (int cell = 0; cell < page->axis.width; cell++) {
        struct buffer label = BUFFER_EMPTY;
        bool begins = planning_label(&page->axis, cell, language_now(), &label);
        int width = text_width(label.bytes);
        if (begins && !in_the_way(page, cell, width) && cell >= free_from &&
            cell + width <= page->axis.width)
            free_from = canvas_text(canvas, axis, cell, label.bytes, STYLE_HEADER) + 1;
        buffer_release(&label);
    }
    if (at >= 0 && at < page->axis.width)
        canvas_style(canvas, (struct rect){axis.x + at, line.y, 1, 1}, STYLE_SELECTED);
}

/* ---- a row ---- */

static const char *sign_of(const struct planning_line *line)
{
    return line->kind == ENTITY_MILESTONE   ? "◆"
           : line->kind == ENTITY_MEETING   ? "●"
           : line->kind == ENTITY_AGREEMENT ? "★"
                                            : "█";
}

static enum style style_of(const struct planning_line *line)
{
    if (line->done)
        return STYLE_DIM;
    if (line->late)
        return STYLE_RED;
    return line->kind == ENTITY_EFFORT && line->light != LIGHT_GREY ? look_of_light(line->light)
                                                                    : STYLE_LINE;
}

/* Where it was at first, and the way from there. */
static void draw_slip(const struct planning_page *page, const struct planning_line *line,
                      date_t now, struct canvas *canvas, struct rect axis)
{
    if (line->first_ends == DATE_NONE || now == DATE_NONE || line->first_ends == now)
        return;
    bool later = now > line->first_ends;
    struct planning_bar bar =
        planning_bar(&page->axis, later ? line->first_ends : now, later ? now : line->first_ends);
    for (int cell = bar.from; cell <= bar.to; cell++)
        canvas_text(canvas, axis, cell, "┄", STYLE_AMBER);
    int first = planning_cell(&page->axis, line->first_ends);
    if (first >= 0 && first < page->axis.width)
        canvas_text(canvas, axis, first, "◇", STYLE_AMBER);
}

static void draw_bar(const struct planning_page *page, const struct planning_line *line,
                     date_t ends, struct canvas *canvas, struct rect axis)
{
    bool point = line->kind != ENTITY_EFFORT;
    struct planning_bar bar = planning_bar(&page->axis, point ? ends : line->starts, ends);
    const char *body = line->done ? "▒" : sign_of(line);
    for (int cell = bar.from; cell <= bar.to; cell++)
        canvas_text(canvas, axis, cell, point ? sign_of(line) : body, style_of(line));
    if (bar.to >= bar.from && !point && bar.before)
        canvas_text(canvas, axis, bar.from, "◀", style_of(line));
    if (bar.to >= bar.from && !point && bar.behind)
        canvas_text(canvas, axis, bar.to, "▶", style_of(line));
}

static void label_of(const struct planning_line *line, struct buffer *out)
{
    if (line->kind == ENTITY_MILESTONE)
        buffer_add_text(out, "  ");
    if (*line->code != '\0')
        buffer_format(out, "%s ", line->code);
    else
        buffer_format(out, "%s ", sign_of(line));
    buffer_add_text(out, line->title);
    if (*line->where != '\0' && line->kind != ENTITY_MILESTONE)
        buffer_format(out, " · %s", line->where);
}

/* The dates that moved, and the partner with too much at once, are told by signs beside the label.
 */
static void draw_label(const struct planning_page *page, const struct planning_line *line,
                       struct canvas *canvas, struct rect rect, bool on)
{
    struct buffer text = BUFFER_EMPTY, signs = BUFFER_EMPTY;
    label_of(line, &text);
    if (line->experiment)
        buffer_format(&signs, " %s", _("exp."));
    if (line->moved > 1)
        buffer_format(&signs, " %d×", line->moved);
    if (line->crowded)
        buffer_add_text(&signs, " ‼");
    int width = text_width(signs.bytes);
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, rect.width - width, 1}, 1, text.bytes,
                    line->done ? STYLE_DIM : STYLE_NORMAL);
    canvas_text_right(canvas, rect, signs.bytes, STYLE_AMBER);
    if (on)
        canvas_style(canvas, rect, STYLE_SELECTED);
    if (on && !page->filtering)
        canvas_cursor(canvas, rect.x, rect.y);
    buffer_release(&text);
    buffer_release(&signs);
}

static void draw_row(const struct planning_page *page, size_t at, struct canvas *canvas,
                     struct rect rect)
{
    const struct planning_line *line = &page->planning.lines.items[page->shown[at]];
    bool on = at == page->row;
    date_t ends = on && page->pending != DATE_NONE ? page->pending : line->ends;
    struct rect axis = {rect.x + page->label_width + 1, rect.y, page->axis.width, 1};
    int today = planning_cell(&page->axis, page->screen.ui->session->today);
    bool seen = today >= 0 && today < page->axis.width;
    if (seen)
        canvas_text(canvas, axis, today, "│", STYLE_BORDER);
    draw_slip(page, line, ends, canvas, axis);
    draw_bar(page, line, ends, canvas, axis);
    if (seen && line->kind == ENTITY_EFFORT) /* through the bars, but not over what is on a day */
        canvas_text(canvas, axis, today, "│", STYLE_BORDER);
    draw_label(page, line, canvas, (struct rect){rect.x, rect.y, page->label_width, 1}, on);
}

/* ---- below ---- */

static void draw_crowds(const struct planning_page *page, struct canvas *canvas, struct rect rect)
{
    for (int i = 0; i < rect.height; i++) {
        const struct planning_crowd *crowd = &page->planning.crowds.items[i];
        struct buffer text = BUFFER_EMPTY, day = BUFFER_EMPTY;
        date_format(&day, crowd->peak.from, DATE_SHORT, language_now());
        buffer_format(&text, _("‼ %s: %d efforts at once on %s"), crowd->name, crowd->peak.most,
                      day.bytes);
        if (i + 1 == rect.height && page->planning.crowds.count > (size_t)rect.height)
            buffer_format(&text, _(" · and %zu more"),
                          page->planning.crowds.count - (size_t)rect.height);
        canvas_text_cut(canvas, (struct rect){rect.x, rect.y + i, rect.width, 1}, 1, text.bytes,
                        STYLE_AMBER);
        buffer_release(&text);
        buffer_release(&day);
    }
}

void planning_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct planning_page *page = (const struct planning_page *)screen;
    struct rect below = rect_split_bottom(rect, crowd_lines(page, rect.height), &rect);
    if (has_filter(page))
        filter_line_draw(&page->filter, page->filtering, "", canvas,
                         rect_inset(rect_split_top(rect, 1, &rect), 1, 0));
    draw_header(page, canvas, rect_split_top(rect, 1, &rect));
    if (page->count == 0)
        canvas_text_wrapped(canvas, rect_inset(rect, 1, 0), 0,
                            has_filter(page)
                                ? _("Nothing fits the filter.")
                                : _("Nothing is planned yet: efforts, milestones, meetings and "
                                    "agreements come here with their dates. 2 goes to the "
                                    "programme."),
                            STYLE_HINT);
    for (int i = 0; i < rect.height && page->top + (size_t)i < page->count; i++)
        draw_row(page, page->top + (size_t)i, canvas,
                 (struct rect){rect.x, rect.y + i, rect.width, 1});
    draw_crowds(page, canvas, below);
}

static void add_day(struct buffer *out, const char *format, date_t day)
{
    struct buffer text = BUFFER_EMPTY;
    if (day != DATE_NONE) {
        date_format(&text, day, DATE_SHORT, language_now());
        buffer_format(out, format, text.bytes);
    }
    buffer_release(&text);
}

/* The dates of the selected row in words, and where they are going. */
void planning_status(const struct screen *screen, struct buffer *out)
{
    const struct planning_page *page = (const struct planning_page *)screen;
    if (page->row >= page->count)
        return;
    const struct planning_line *line = &page->planning.lines.items[page->shown[page->row]];
    if (page->pending != DATE_NONE) {
        add_day(out, "%s", line->ends);
        add_day(out, _(" → %s: Enter saves, Esc leaves it"), page->pending);
        return;
    }
    if (line->kind == ENTITY_EFFORT)
        add_day(out, "%s – ", line->starts);
    add_day(out, "%s", line->ends);
    add_day(out, _(" (at first %s)"), line->first_ends);
    if (*line->who != '\0' && line->kind != ENTITY_MILESTONE)
        buffer_format(out, " · %s", line->who);
    buffer_format(out, _(" · %zu of %zu"), page->row + 1, page->count);
}
