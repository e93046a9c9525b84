#include <limits.h>

#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/list_parts.h"

int list_top_lines(const struct list *list)
{
    return (list->filter != NULL) + !list->headless;
}

/* How many cells more than its width a column could use; below 0: it has so many to spare. */
static int wanted(const struct list *list, int column, int width)
{
    const char *title = list->headless ? NULL : list->columns[column].title;
    int need = title != NULL ? text_width(title) + (column == list->sort_column) : 0;
    return (list->seen[column] > need ? list->seen[column] : need) - width;
}

/* Where most is wanted (sign 1) or to spare (-1); -1: nowhere. */
static int extreme(const int *wants, int count, int sign)
{
    int best = -1, most = 0;
    for (int i = 0; i < count; i++)
        if (sign * wants[i] > most) {
            most = sign * wants[i];
            best = i;
        }
    return best;
}

/* Cells that no text of a column used so far go, one by one, to the column that cuts most. */
static void lend_spare(const struct list *list, int widths[LIST_COLUMNS])
{
    int wants[LIST_COLUMNS], count = list->column_count;
    for (int i = 0; i < count; i++)
        wants[i] = widths[i] > 0 ? wanted(list, i, widths[i]) : 0;
    for (;;) {
        int from = extreme(wants, count, -1), to = extreme(wants, count, 1);
        if (from < 0 || to < 0)
            return;
        widths[from]--;
        wants[from]++;
        widths[to]++;
        wants[to]--;
    }
}

/* The layout leaves one cell between columns: what more the gap has is asked as width. */
void list_widths(const struct list *list, int width, int widths[LIST_COLUMNS])
{
    struct layout_column columns[LIST_COLUMNS];
    for (int i = 0; i < list->column_count; i++) {
        const struct list_column *column = &list->columns[i];
        columns[i] =
            (struct layout_column){.least = (column->min > 0 ? column->min : 1) + LIST_GAP - 1,
                                   .preferred = column->preferred + LIST_GAP - 1,
                                   .weight = column->weight,
                                   .priority = column->priority == 0 ? INT_MAX : -column->priority};
    }
    int room = width - LIST_MARGIN - 1; /* the scroll mark's column */
    layout_columns(columns, (size_t)list->column_count, room + LIST_GAP - 1, widths);
    for (int i = 0; i < list->column_count; i++)
        widths[i] = widths[i] > LIST_GAP - 1 ? widths[i] - (LIST_GAP - 1) : 0;
    lend_spare(list, widths);
}

static void draw_cell(struct canvas *canvas, struct rect cell, const char *text, bool right,
                      enum style style)
{
    if (right && text_width(text) <= cell.width)
        canvas_text_right(canvas, cell, text, style);
    else
        canvas_text_cut(canvas, cell, 0, text, style);
}

static void draw_header(const struct list *list, struct canvas *canvas, struct rect line,
                        const int widths[LIST_COLUMNS])
{
    canvas_fill(canvas, line, STYLE_HEADER);
    int x = line.x + LIST_MARGIN;
    struct buffer title = BUFFER_EMPTY;
    for (int i = 0; i < list->column_count; i++) {
        if (widths[i] == 0)
            continue;
        buffer_clear(&title);
        if (i == list->sort_column)
            buffer_add_text(&title, list->sort_down ? "▼" : "▲");
        buffer_add_text(&title, list->columns[i].title);
        draw_cell(canvas, (struct rect){x, line.y, widths[i], 1}, title.bytes,
                  list->columns[i].right, STYLE_HEADER);
        x += widths[i] + LIST_GAP;
    }
    buffer_release(&title);
}

/* The cells that a text may take: those of its column, and of empty ones behind it. */
static int room_of(const struct list *list, const struct list_kept *row, int column,
                   const int widths[LIST_COLUMNS])
{
    int room = widths[column];
    if (!list->spill || list->columns[column].right)
        return room;
    for (int i = column + 1; i < list->column_count && row->bytes[row->offset[i]] == '\0'; i++)
        room += widths[i] > 0 ? widths[i] + LIST_GAP : 0;
    return room;
}

static void draw_row(const struct list *list, struct canvas *canvas, struct rect line,
                     const struct list_kept *row, const int widths[LIST_COLUMNS])
{
    bool marked = list_is_marked(list, row->id);
    if (marked)
        canvas_fill(canvas, line, STYLE_MARKED);
    int x = line.x + LIST_MARGIN;
    for (int i = 0; i < list->column_count; i++) {
        if (widths[i] == 0)
            continue;
        enum style style = row->style[i];
        if (marked && style == STYLE_NORMAL)
            style = STYLE_MARKED;
        draw_cell(canvas, (struct rect){x, line.y, room_of(list, row, i, widths), 1},
                  row->bytes + row->offset[i], list->columns[i].right, style);
        x += widths[i] + LIST_GAP;
    }
    if (marked)
        canvas_text(canvas, line, 0, "+", STYLE_MARKED);
}

/* A thumb at the right edge, when there is more than fits. */
static void draw_scroll(const struct list *list, struct canvas *canvas, struct rect rows)
{
    if (list->count == LIST_MANY || list->count <= rows.height || rows.height < 2)
        return;
    long hidden = list->count - rows.height;
    int size = (int)((long)rows.height * rows.height / list->count);
    size = size < 1 ? 1 : size;
    int travel = rows.height - size;
    int at = (int)((double)list->top / (double)hidden * travel + 0.5);
    if (list->top > 0 && at == 0 && travel > 1)
        at = 1; /* never at the edge unless the list is */
    if (list->top < hidden && at == travel && travel > 1)
        at = travel - 1;
    for (int i = 0; i < size; i++)
        canvas_text(canvas, (struct rect){rows.x, rows.y + at + i, rows.width, 1}, rows.width - 1,
                    "┃", STYLE_BORDER);
}

static void draw_filter(const struct list *list, struct canvas *canvas, struct rect line)
{
    struct buffer text = BUFFER_EMPTY;
    list_position(list, &text);
    int width = text_width(text.bytes);
    canvas_text_right(canvas, line, text.bytes, STYLE_HINT);
    buffer_clear(&text);
    buffer_format(&text, _("filter: %s"), list->filter);
    struct rect left = {line.x + LIST_MARGIN, line.y, line.width - width - 2 - LIST_MARGIN, 1};
    canvas_text_cut(canvas, left, 0, text.bytes, STYLE_MATCH);
    buffer_release(&text);
}

static void draw_rows(const struct list *list, struct canvas *canvas, struct rect rows,
                      const int widths[LIST_COLUMNS], bool focused)
{
    for (int i = 0; i < rows.height; i++) {
        long position = list->top + i;
        const struct list_kept *row = list_kept_row(list, position);
        if (row == NULL)
            break;
        struct rect line = {rows.x, rows.y + i, rows.width, 1};
        draw_row(list, canvas, line, row, widths);
        if (position != list->selected)
            continue;
        canvas_style(canvas, line, focused ? STYLE_SELECTED : STYLE_RESTING);
        if (focused)
            canvas_cursor(canvas, line.x, line.y);
    }
    draw_scroll(list, canvas, rows);
}

void list_draw(const struct list *list, struct canvas *canvas, struct rect rect, bool focused)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    int widths[LIST_COLUMNS];
    list_widths(list, rect.width, widths);
    struct rect line = {rect.x, rect.y, rect.width, 1};
    if (list->filter != NULL && rect.height > 0) {
        draw_filter(list, canvas, line);
        line.y++;
    }
    if (!list->headless && line.y < rect.y + rect.height) {
        draw_header(list, canvas, line, widths);
        line.y++;
    }
    struct rect rows = {rect.x, line.y, rect.width, rect.height - (line.y - rect.y)};
    if (rows.height < 1)
        return;
    if (list->count == 0 && list->empty != NULL)
        canvas_text_wrapped(canvas,
                            (struct rect){rows.x + LIST_MARGIN, rows.y + (rows.height > 2),
                                          rows.width - 2 * LIST_MARGIN, rows.height - 1},
                            0, list->empty, STYLE_DIM);
    draw_rows(list, canvas, rows, widths, focused);
}
