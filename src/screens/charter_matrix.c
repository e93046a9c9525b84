/* Agreements × neighbourhoods: a table that scrolls both ways under a header that stays, beside
 * columns that stay. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charter.h"
#include "filter_line.h"
#include "looks.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/editor.h"

#define CODE_WIDTH 6
#define SIGN_WIDTH 2
#define CELL_LEAST 8
#define CELL_MOST 22

struct matrix {
    struct screen screen;
    struct charter charter;
    struct editor filter;
    bool filtering;
    char problem[256]; /* why the typed filter is not applied */
    int row, column;   /* selected */
    int top, left;     /* first shown */
    struct id agreement;
    struct rect cells; /* as placed, without header and frozen columns */
    int text_width, cell_width;
    bool filter_line;
};

static int row_count(const struct matrix *matrix)
{
    return (int)matrix->charter.agreements.count;
}

static int column_count(const struct matrix *matrix)
{
    return (int)matrix->charter.places.count;
}

static int within(int at, int count)
{
    return at < 0 || count == 0 ? 0 : at >= count ? count - 1 : at;
}

/* ---- reading ---- */

/* The selection stays on its agreement; when that is gone, at its place. */
static void follow(struct matrix *matrix)
{
    for (int i = 0; i < row_count(matrix); i++)
        if (id_equal(matrix->charter.agreements.items[i].row.id, matrix->agreement))
            matrix->row = i;
    matrix->row = within(matrix->row, row_count(matrix));
    matrix->column = within(matrix->column, column_count(matrix));
}

static bool load(struct screen *screen, struct error *error)
{
    struct matrix *matrix = (struct matrix *)screen;
    struct charter fresh;
    struct error wrong = ERROR_NONE;
    bool filtered = !editor_is_empty(&matrix->filter);
    matrix->problem[0] = '\0';
    if (filtered &&
        !charter_load(screen->ui->session, editor_text(&matrix->filter), &fresh, &wrong)) {
        snprintf(matrix->problem, sizeof matrix->problem, "%.255s", wrong.message);
        filtered = false;
    } else if (!filtered && !charter_load(screen->ui->session, NULL, &fresh, error)) {
        return false;
    }
    if (matrix->problem[0] != '\0')
        return true; /* half a word: the rows stay as they are, and the line says why */
    charter_release(&matrix->charter);
    matrix->charter = fresh;
    follow(matrix);
    return true;
}

/* ---- placing ---- */

static void scroll_to(int selected, int shown, int count, int *first)
{
    if (selected < *first)
        *first = selected;
    if (selected >= *first + shown)
        *first = selected - shown + 1;
    if (*first > count - shown)
        *first = count - shown;
    if (*first < 0)
        *first = 0;
}

static int columns_shown(const struct matrix *matrix)
{
    int shown = matrix->cells.width / matrix->cell_width;
    return shown < 1 ? 1 : shown;
}

static void place(struct screen *screen, struct rect rect)
{
    struct matrix *matrix = (struct matrix *)screen;
    matrix->filter_line = matrix->filtering || !editor_is_empty(&matrix->filter);
    rect_split_top(rect, matrix->filter_line ? 2 : 1, &rect);
    matrix->text_width = rect.width / 3 < 14 ? 14 : rect.width / 3 > 48 ? 48 : rect.width / 3;
    rect_split_left(rect, 1 + CODE_WIDTH + SIGN_WIDTH + matrix->text_width + 1, &matrix->cells);
    int fair = column_count(matrix) == 0 ? CELL_MOST : matrix->cells.width / column_count(matrix);
    matrix->cell_width = fair < CELL_LEAST ? CELL_LEAST : fair > CELL_MOST ? CELL_MOST : fair;
    scroll_to(matrix->row, matrix->cells.height, row_count(matrix), &matrix->top);
    scroll_to(matrix->column, columns_shown(matrix), column_count(matrix), &matrix->left);
}

/* ---- drawing ---- */

static void draw_header(const struct matrix *matrix, struct canvas *canvas, struct rect line)
{
    canvas_fill(canvas, line, STYLE_HEADER);
    struct rect frozen = {line.x, line.y, matrix->cells.x - line.x - 1, 1};
    canvas_text_cut(canvas, frozen, 1, _("AGREEMENT"), STYLE_HEADER);
    for (int i = 0; i < columns_shown(matrix); i++) {
        int at = matrix->left + i;
        if (at >= column_count(matrix))
            break;
        struct rect cell = {matrix->cells.x + i * matrix->cell_width, line.y,
                            matrix->cell_width - 1, 1};
        canvas_text_cut(canvas, rect_common(cell, line), 0, matrix->charter.places.items[at].name,
                        STYLE_HEADER);
    }
    if (matrix->left > 0)
        canvas_text(canvas, line, matrix->cells.x - line.x - 1, canvas->ascii ? "<" : "‹",
                    STYLE_HEADER);
    if (matrix->left + columns_shown(matrix) < column_count(matrix))
        canvas_text(canvas, line, line.width - 1, canvas->ascii ? ">" : "›", STYLE_HEADER);
}

static enum style gap_style(unsigned gaps)
{
    return (gaps & CHARTER_BLOCKED) != 0    ? STYLE_RED
           : (gaps & CHARTER_DUE_SOON) != 0 ? STYLE_AMBER
                                            : STYLE_GREY;
}

/* "▲ 3 ‼", or "○" where the agreement is meant for the place and nobody works on it. */
static void draw_cell(const struct charter_cell *cell, struct canvas *canvas, struct rect rect)
{
    char number[16];
    int x = 0;
    if (cell->efforts > 0) {
        snprintf(number, sizeof number, "%d", cell->efforts);
        x = canvas_text(canvas, rect, x, light_glyph(cell->light), look_of_light(cell->light));
        x = canvas_text(canvas, rect, x + 1, number, STYLE_NORMAL);
    } else if (cell->linked) {
        x = canvas_text_cut(canvas, rect, x, _("none"), STYLE_AMBER);
    } else {
        canvas_text(canvas, rect, x, "·", STYLE_DIM);
    }
    if (cell->blockers > 0)
        canvas_text(canvas, rect, x + 1, "‼", STYLE_RED);
}

static void draw_row(const struct matrix *matrix, struct canvas *canvas, int at, struct rect line)
{
    const struct charter_agreement *agreement = &matrix->charter.agreements.items[at];
    const char *code = row_text(&agreement->row, "code");
    struct rect text = {line.x + 1 + CODE_WIDTH + SIGN_WIDTH, line.y, matrix->text_width, 1};
    canvas_text_cut(canvas, (struct rect){line.x + 1, line.y, CODE_WIDTH, 1}, 0,
                    code == NULL ? "" : code, STYLE_HINT);
    canvas_text(canvas, line, 1 + CODE_WIDTH, charter_gap_sign(agreement->gaps),
                gap_style(agreement->gaps));
    canvas_text_cut(canvas, text, 0, row_text(&agreement->row, "text"), STYLE_NORMAL);
    if (at == matrix->row)
        canvas_style(canvas, (struct rect){line.x, line.y, matrix->cells.x - line.x, 1},
                     STYLE_RESTING);
    for (int i = 0; i < columns_shown(matrix) && matrix->left + i < column_count(matrix); i++) {
        int column = matrix->left + i;
        struct rect cell = {matrix->cells.x + i * matrix->cell_width, line.y,
                            matrix->cell_width - 1, 1};
        cell = rect_common(cell, line);
        draw_cell(charter_cell(&matrix->charter, (size_t)at, (size_t)column), canvas, cell);
        if (at == matrix->row && column == matrix->column) {
            canvas_style(canvas, cell, STYLE_SELECTED);
            if (!matrix->filtering)
                canvas_cursor(canvas, cell.x, cell.y);
        }
    }
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct matrix *matrix = (const struct matrix *)screen;
    if (matrix->filter_line)
        filter_line_draw(&matrix->filter, matrix->filtering, matrix->problem, canvas,
                         rect_inset(rect_split_top(rect, 1, &rect), 1, 0));
    draw_header(matrix, canvas, rect_split_top(rect, 1, &rect));
    if (row_count(matrix) == 0)
        canvas_text_wrapped(canvas, rect_inset(rect, 1, 0), 0,
                            matrix->filter_line ? _("No agreement fits the filter.")
                                                : _("No agreements yet. a adds one."),
                            STYLE_HINT);
    for (int i = 0; i < rect.height && matrix->top + i < row_count(matrix); i++)
        draw_row(matrix, canvas, matrix->top + i, (struct rect){rect.x, rect.y + i, rect.width, 1});
}

/* ---- moving ---- */

static void move(struct matrix *matrix, int rows, int columns)
{
    matrix->row = within(matrix->row + rows, row_count(matrix));
    matrix->column = within(matrix->column + columns, column_count(matrix));
    if (row_count(matrix) > 0)
        matrix->agreement = matrix->charter.agreements.items[matrix->row].row.id;
}

static bool move_key(struct matrix *matrix, keycode key)
{
    int page = matrix->cells.height > 1 ? matrix->cells.height - 1 : 1;
    const struct {
        keycode key, letter;
        int rows, columns;
    } moves[] = {{KEYS_UP, 'k', -1, 0},
                 {KEYS_DOWN, 'j', 1, 0},
                 {KEYS_LEFT, 'h', 0, -1},
                 {KEYS_RIGHT, 'l', 0, 1},
                 {KEYS_PAGE_UP, KEYS_PAGE_UP, -page, 0},
                 {KEYS_PAGE_DOWN, KEYS_PAGE_DOWN, page, 0},
                 {KEYS_HOME, KEYS_HOME, 0, -column_count(matrix)},
                 {KEYS_END, KEYS_END, 0, column_count(matrix)},
                 {'g', 'g', -row_count(matrix), 0},
                 {'G', 'G', row_count(matrix), 0}};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        if (moves[i].key == key || moves[i].letter == key) {
            move(matrix, moves[i].rows, moves[i].columns);
            return true;
        }
    return false;
}

static void reload(struct matrix *matrix)
{
    struct error error = ERROR_NONE;
    if (!load(&matrix->screen, &error))
        ui_fail(matrix->screen.ui, &error);
}

static bool filter_event(struct matrix *matrix, const struct event *event)
{
    enum filter_outcome outcome = filter_line_event(&matrix->filter, event);
    if (outcome == FILTER_DONE || outcome == FILTER_CLEARED)
        matrix->filtering = false;
    if (outcome >= FILTER_CHANGED)
        reload(matrix);
    return outcome != FILTER_UNUSED;
}

static void open_cell(struct ui *ui)
{
    const struct matrix *matrix = (const struct matrix *)ui_base(ui);
    const struct charter_cell *cell =
        charter_cell(&matrix->charter, (size_t)matrix->row, (size_t)matrix->column);
    if (column_count(matrix) > 0 && (cell->linked || cell->efforts > 0))
        ui_push(ui, charter_sheet_screen(ui, matrix->agreement,
                                         matrix->charter.places.items[matrix->column].programme));
    else
        ui_push(ui, charter_sheet_screen(ui, matrix->agreement, (struct id){{0}}));
}

static bool mouse(struct matrix *matrix, const struct event *event)
{
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        move(matrix, event->mouse == MOUSE_WHEEL_UP ? -3 : 3, 0);
        return true;
    }
    int row = matrix->top + event->y - matrix->cells.y;
    if (event->y < matrix->cells.y || row >= row_count(matrix))
        return false;
    int column = matrix->column;
    if (event->x >= matrix->cells.x)
        column = matrix->left + (event->x - matrix->cells.x) / matrix->cell_width;
    move(matrix, row - matrix->row, column - matrix->column);
    if (event->mouse == MOUSE_DOUBLE)
        open_cell(matrix->screen.ui);
    return true;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct matrix *matrix = (struct matrix *)screen;
    if (event->type == EVENT_MOUSE)
        return mouse(matrix, event);
    if (matrix->filtering)
        return filter_event(matrix, event);
    return event->type == EVENT_KEY && move_key(matrix, event->key);
}

/* ---- the screen ---- */

static void target_of(const struct screen *screen, struct target *target)
{
    const struct matrix *matrix = (const struct matrix *)screen;
    if (row_count(matrix) > 0)
        *target = (struct target){
            .kind = ENTITY_AGREEMENT,
            .id = matrix->charter.agreements.items[within(matrix->row, row_count(matrix))].row.id};
}

/* What the selected cell holds, in words. */
static void status(const struct screen *screen, struct buffer *out)
{
    const struct matrix *matrix = (const struct matrix *)screen;
    if (row_count(matrix) == 0 || column_count(matrix) == 0)
        return;
    const struct charter_cell *cell =
        charter_cell(&matrix->charter, (size_t)matrix->row, (size_t)matrix->column);
    buffer_format(out, "%s: ", matrix->charter.places.items[matrix->column].name);
    if (cell->efforts == 0 && !cell->linked)
        buffer_add_text(out, _("not meant for here"));
    else
        buffer_format(out, ngettext("%d effort", "%d efforts", (unsigned long)cell->efforts),
                      cell->efforts);
    if (cell->efforts > 0 && cell->light != LIGHT_GREY)
        buffer_format(out, ", %s", _(light_word(cell->light)));
    if (cell->blockers > 0) {
        buffer_add_text(out, ", ");
        buffer_format(out,
                      ngettext("%d problem in the way", "%d problems in the way",
                               (unsigned long)cell->blockers),
                      cell->blockers);
    }
    buffer_format(out, _(" · %d of %d"), matrix->row + 1, row_count(matrix));
}

static enum entity_kind lists(const struct screen *screen)
{
    (void)screen;
    return ENTITY_AGREEMENT;
}

static bool typing(const struct screen *screen)
{
    return ((const struct matrix *)screen)->filtering;
}

static void free_page(struct screen *screen)
{
    struct matrix *matrix = (struct matrix *)screen;
    charter_release(&matrix->charter);
    editor_release(&matrix->filter);
    free(matrix);
}

static void filter(struct ui *ui)
{
    ((struct matrix *)ui_base(ui))->filtering = true;
}

const struct action charter_matrix_actions[] = {
    {"open-cell", N_("Charter"), "Enter", N_("open"),
     N_("Opens what the agreement has in this neighbourhood."), ACTION_ROW | ACTION_FOOTER, NULL,
     open_cell},
    {"filter-matrix", N_("Charter"), "f", N_("filter"),
     N_("Filters the agreements as you type: words, or FIELD=VALUE."), ACTION_FILE | ACTION_FOOTER,
     NULL, filter},
};
const size_t charter_matrix_action_count =
    sizeof charter_matrix_actions / sizeof *charter_matrix_actions;

static const struct screen_calls matrix_calls = {.name = "charter-matrix",
                                                 .title = N_("Charter"),
                                                 .actions = charter_matrix_actions,
                                                 .action_count = sizeof charter_matrix_actions /
                                                                 sizeof *charter_matrix_actions,
                                                 .also = charter_actions,
                                                 .also_count = CHARTER_ACTIONS,
                                                 .load = load,
                                                 .place = place,
                                                 .draw = draw,
                                                 .event = event,
                                                 .target = target_of,
                                                 .status = status,
                                                 .lists = lists,
                                                 .typing = typing,
                                                 .free = free_page};

struct screen *charter_matrix_screen(struct ui *ui)
{
    struct matrix *matrix = memory_new(sizeof *matrix);
    matrix->screen = (struct screen){&matrix_calls, ui};
    matrix->cell_width = CELL_LEAST;
    editor_init(&matrix->filter);
    return &matrix->screen;
}
