/* All questions that wait for the city board, the soonest to decide first. Enter opens the problem.
 */
#include <stdlib.h>

#include "looks.h"
#include "wijk/app/city.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/list.h"

#define COLUMNS 6

struct board_page {
    struct screen screen;
    struct city_board board;
    struct buffer *days; /* owned: decide by, of each */
    struct list_column columns[COLUMNS];
    struct list list;
};

static void release(struct board_page *page)
{
    for (size_t i = 0; i < page->board.count; i++)
        buffer_release(&page->days[i]);
    free(page->days);
    city_board_release(&page->board);
}

static long count_rows(void *context, bool exact)
{
    (void)exact;
    return (long)((struct board_page *)context)->board.count;
}

static void fill_row(void *context, long at, struct list_row *out)
{
    const struct board_page *page = context;
    const struct city_question *question = &page->board.items[at];
    *out = (struct list_row){.id = question->escalation,
                             .text = {page->days[at].bytes, question->overdue ? "!" : "",
                                      question->code, question->area, question->title,
                                      question->question},
                             .style = {question->overdue ? STYLE_RED : STYLE_NORMAL, STYLE_RED,
                                       STYLE_HINT, STYLE_DIM, STYLE_NORMAL, STYLE_NORMAL}};
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_rows(context, true), fill_row};
    return look_fetch(&rows, first, count, out);
}

static bool load(struct screen *screen, struct error *error)
{
    struct board_page *page = (struct board_page *)screen;
    struct city_board fresh;
    if (!city_board_load(screen->ui->session, &fresh, error))
        return false;
    release(page);
    page->board = fresh;
    page->days = memory_array(fresh.count + 1, sizeof *page->days);
    for (size_t i = 0; i < fresh.count; i++) {
        page->days[i] = BUFFER_EMPTY;
        if (fresh.items[i].decide_by != DATE_NONE)
            date_format(&page->days[i], fresh.items[i].decide_by, DATE_SHORT, language_now());
    }
    list_reload(&page->list);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    list_place(&((struct board_page *)screen)->list, rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    list_draw(&((const struct board_page *)screen)->list, canvas, rect, true);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct board_page *page = (const struct board_page *)screen;
    long at = page->list.selected;
    if (at >= 0 && at < (long)page->board.count)
        *target = (struct target){.kind = ENTITY_PROBLEM, .id = page->board.items[at].problem};
}

static void status(const struct screen *screen, struct buffer *out)
{
    buffer_format(out, "%s ", _("Waiting for the board"));
    list_position(&((const struct board_page *)screen)->list, out);
}

static void open_problem(struct ui *ui)
{
    open_target(ui, ui_target(ui));
}

static bool event(struct screen *screen, const struct event *event)
{
    struct board_page *page = (struct board_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_problem(screen->ui);
    return used;
}

static void free_page(struct screen *screen)
{
    struct board_page *page = (struct board_page *)screen;
    list_release(&page->list);
    release(page);
    free(page);
}

const struct action city_board_actions[] = {
    {"open-question", N_("City"), "Enter", N_("open"), N_("Opens the problem that is asked about."),
     ACTION_ROW | ACTION_FOOTER, NULL, open_problem},
};
const size_t city_board_action_count = sizeof city_board_actions / sizeof *city_board_actions;

static const struct screen_calls city_board_calls = {.name = "city-board",
                                                     .title = N_("Waiting for the board"),
                                                     .actions = city_board_actions,
                                                     .action_count = sizeof city_board_actions /
                                                                     sizeof *city_board_actions,
                                                     .load = load,
                                                     .place = place,
                                                     .draw = draw,
                                                     .event = event,
                                                     .target = target_of,
                                                     .status = status,
                                                     .free = free_page};

struct screen *city_board_screen(struct ui *ui)
{
    static const struct list_column columns[COLUMNS] = {
        {.title = N_("DECIDE BY"), .min = 11, .preferred = 12},
        {.title = "", .min = 1, .preferred = 1},
        {.title = N_("CODE"), .min = 4, .preferred = 7},
        {.title = N_("NEIGHBOURHOOD"), .min = 12, .preferred = 16, .priority = 2},
        {.title = N_("PROBLEM"), .min = 12, .preferred = 24, .weight = 1, .priority = 1},
        {.title = N_("QUESTION"), .min = 18, .preferred = 30, .weight = 2}};
    struct board_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&city_board_calls, ui};
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS,
              (struct list_source){page, count_rows, fetch_rows, NULL});
    page->list.empty = _("No question waits for the board.");
    return &page->screen;
}
