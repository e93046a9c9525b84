/* The city: neighbourhoods × themes, for files with several programmes. Enter looks at one of them;
 * t changes what the cells say. The lights are shown at once, the rest as it is found.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "city_page.h"
#include "looks.h"
#include "row_actions.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

static int problems_column(const struct city_page *page)
{
    return page->city.theme_count + 1;
}

/* ---- order ---- */

static double weight_of(const struct city_page *page, const struct city_row *row)
{
    if (page->sort == problems_column(page))
        return row->problems + 1000.0 * row->critical;
    return city_cell_weight(&row->cells[page->sort - 1], page->view);
}

/* The most wrong first, or by name; what is equal by name. */
static int order_of(const struct city_page *page, const struct city_row *one,
                    const struct city_row *other)
{
    int order = text_compare(one->name, other->name);
    if (page->sort == 0)
        return page->down ? -order : order;
    double first = weight_of(page, one), second = weight_of(page, other);
    if (first > second)
        return page->down ? 1 : -1;
    return first < second ? (page->down ? -1 : 1) : order;
}

/* A handful of rows, so the simplest sort. */
static void sort_rows(struct city_page *page)
{
    struct city_row *rows = page->city.rows;
    for (size_t i = 1; i < page->city.count; i++)
        for (size_t j = i; j > 0 && order_of(page, &rows[j - 1], &rows[j]) > 0; j--) {
            struct city_row row = rows[j];
            rows[j] = rows[j - 1];
            rows[j - 1] = row;
        }
}

/* ---- the cells ---- */

static void write_row(struct city_page *page, size_t at)
{
    const struct city_row *row = &page->city.rows[at];
    char(*texts)[64] = page->texts[at];
    snprintf(texts[0], sizeof texts[0], "%s", row->name);
    for (int c = 0; c < page->city.theme_count; c++) {
        struct buffer text = BUFFER_EMPTY;
        city_cell_text(&text, &row->cells[c], page->view);
        snprintf(texts[c + 1], sizeof texts[c + 1], "%s", text.bytes);
        buffer_release(&text);
    }
    char *problems = texts[problems_column(page)];
    if (row->critical > 0)
        snprintf(problems, 64, "%d  %d ‼", row->problems, row->critical);
    else
        snprintf(problems, 64, "%d", row->problems);
}

static long count_rows(void *context, bool exact)
{
    (void)exact;
    return (long)((struct city_page *)context)->city.count;
}

static void fill_row(void *context, long at, struct list_row *out)
{
    struct city_page *page = context;
    const struct city_row *row = &page->city.rows[at];
    out->id = row->programme;
    for (int c = 0; c <= problems_column(page); c++)
        out->text[c] = page->texts[at][c];
    for (int c = 0; c < page->city.theme_count; c++)
        out->style[c + 1] = (uint8_t)look_of_light(city_cell_light(&row->cells[c], page->view));
    if (row->critical > 0)
        out->style[problems_column(page)] = STYLE_RED;
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_rows(context, true), fill_row};
    return look_fetch(&rows, first, count, out);
}

static long find_row(void *context, struct id id)
{
    const struct city_page *page = context;
    for (size_t i = 0; i < page->city.count; i++)
        if (id_equal(page->city.rows[i].programme, id))
            return (long)i;
    return -1;
}

static void name_columns(struct city_page *page)
{
    page->columns[0] = (struct list_column){
        .title = _("NEIGHBOURHOOD"), .min = 10, .preferred = 22, .weight = 1, .sortable = true};
    for (int c = 0; c < page->city.theme_count; c++)
        page->columns[c + 1] = (struct list_column){.title = page->city.themes[c],
                                                    .min = page->view == CITY_LIGHTS ? 5 : 7,
                                                    .preferred = 11,
                                                    .priority = c + 1,
                                                    .sortable = true};
    page->columns[problems_column(page)] =
        (struct list_column){.title = _("PROBLEMS"), .min = 6, .preferred = 13, .sortable = true};
    page->list.column_count = page->city.theme_count + 2;
}

/* ---- the screen ---- */

static void show_rows(struct city_page *page)
{
    sort_rows(page);
    for (size_t i = 0; i < page->city.count; i++)
        write_row(page, i);
    page->list.sort_column = page->sort;
    page->list.sort_down = page->down;
    list_reload(&page->list);
}

static bool load(struct screen *screen, struct error *error)
{
    struct city_page *page = (struct city_page *)screen;
    struct city fresh;
    if (!city_begin(screen->ui->session, &fresh, error))
        return false;
    city_carry(&fresh, &page->city);
    city_release(&page->city);
    free(page->texts);
    page->city = fresh;
    page->texts = memory_array(fresh.count + 1, sizeof *page->texts);
    name_columns(page);
    show_rows(page);
    page->band.empty = "";
    list_reload(&page->band);
    ui_work_later(screen->ui);
    return true;
}

/* A slice of what the lights did not wait for. */
static bool work(struct screen *screen)
{
    struct city_page *page = (struct city_page *)screen;
    struct error error = ERROR_NONE;
    size_t lines = page->city.signals.count, questions = page->city.board.count;
    if (page->city.complete)
        return false;
    if (!city_more(screen->ui->session, &page->city, &error))
        ui_fail(screen->ui, &error);
    if (lines != page->city.signals.count || questions != page->city.board.count)
        list_reload(&page->band);
    if (!page->city.complete)
        return true;
    page->band.empty = _("Nothing needs attention.");
    page->on_band = page->on_band && page->band.count > 0;
    show_rows(page);
    list_reload(&page->band);
    return false;
}

/* The table first; the band has three lines at least, and what the table leaves. */
static void place(struct screen *screen, struct rect rect)
{
    struct city_page *page = (struct city_page *)screen;
    struct rect rest = rect;
    int table = (int)page->city.count + 1, least = rect.height < 14 ? 4 : 6;
    if (table > rect.height - least)
        table = rect.height - least;
    page->list_rect = rect_split_top(rest, table < 3 ? 3 : table, &rest);
    if (rest.height > least)
        rect_split_top(rest, 1, &rest);
    page->words_rect = rect_inset(rect_split_top(rest, 2, &rest), 1, 0);
    page->band_rect = rest;
    list_place(&page->list, page->list_rect);
    list_place(&page->band, page->band_rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct city_page *page = (const struct city_page *)screen;
    (void)rect;
    list_draw(&page->list, canvas, page->list_rect, !page->on_band);
    city_band_words(page, canvas);
    list_draw(&page->band, canvas, page->band_rect, page->on_band);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct city_page *page = (const struct city_page *)screen;
    struct id id;
    if (page->on_band)
        (void)city_band_target(page, target);
    else if (list_selected(&page->list, &id))
        *target = (struct target){.kind = ENTITY_PROGRAMME, .id = id};
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct city_page *page = (const struct city_page *)screen;
    list_position(page->on_band ? &page->band : &page->list, out);
}

/* From here on everything is about this programme, until the city is shown again. A line of the
 * band is opened. */
static void look_at(struct ui *ui)
{
    char text[ID_TEXT_SIZE];
    struct error error = ERROR_NONE;
    if (((struct city_page *)ui_base(ui))->on_band) {
        open_target(ui, ui_target(ui));
        return;
    }
    id_format(ui_target(ui).id, text);
    if (session_choose(ui->session, text, &error))
        ui_go(ui, overview_screen(ui));
    else
        ui_fail(ui, &error);
}

static void sort_by(struct city_page *page, int column)
{
    page->down = page->sort == column && !page->down;
    page->sort = column;
    show_rows(page);
}

static void sort_next(struct ui *ui)
{
    struct city_page *page = (struct city_page *)ui_base(ui);
    page->down = false;
    sort_by(page, (page->sort + 1) % (page->city.theme_count + 2));
}

static void next_view(struct ui *ui)
{
    struct city_page *page = (struct city_page *)ui_base(ui);
    page->view = (enum city_view)((page->view + 1) % CITY_VIEWS);
    name_columns(page);
    show_rows(page);
}

static void show_board(struct ui *ui)
{
    ui_push(ui, city_board_screen(ui));
}

static void other_pane(struct ui *ui)
{
    struct city_page *page = (struct city_page *)ui_base(ui);
    page->on_band = !page->on_band && page->band.count > 0;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct city_page *page = (struct city_page *)screen;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS)
        page->on_band = rect_contains(page->band_rect, event->x, event->y);
    struct list *list = page->on_band ? &page->band : &page->list;
    bool down = event->type == EVENT_KEY && (event->key == KEYS_DOWN || event->key == 'j');
    bool up = event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == 'k');
    /* The two lists read as one: down from the last neighbourhood is the first line of the band. */
    if ((down && !page->on_band && list->selected == list->count - 1 && page->band.count > 0) ||
        (up && page->on_band && list->selected <= 0)) {
        page->on_band = !page->on_band;
        return true;
    }
    bool used = list_event(list, event);
    if (list->outcome == LIST_OPEN)
        look_at(screen->ui);
    else if (!page->on_band && list->outcome == LIST_SORT)
        sort_by(page, page->list.sort_asked);
    return used;
}

static void free_page(struct screen *screen)
{
    struct city_page *page = (struct city_page *)screen;
    list_release(&page->list);
    list_release(&page->band);
    for (size_t i = 0; i < CITY_BAND; i++)
        buffer_release(&page->areas[i]);
    city_release(&page->city);
    free(page->texts);
    free(page);
}

const struct action city_actions[] = {
    {"look-at", N_("City"), "Enter", N_("look at"),
     N_("Looks at this neighbourhood: all screens are about its programme from then on. On a line "
        "below the table: opens it."),
     ACTION_ROW | ACTION_FOOTER, NULL, look_at},
    {"city-view", N_("City"), "t", N_("lights, trend, gap"),
     N_("Changes what the cells say. Lights: goals on track of all goals. Trend: the light at the "
        "end of the last quarter and now, with the goals that went better (+) and worse (−), by "
        "the measurements taken by then. Gap: of the indicators with a figure of the city, how "
        "many "
        "are ahead of it (✓), come closer (↘) and fall further behind (↗)."),
     ACTION_FILE | ACTION_FOOTER, NULL, next_view},
    {"board", N_("City"), "b", N_("board"),
     N_("All questions that wait for the city board, the soonest to decide first."),
     ACTION_FILE | ACTION_FOOTER, NULL, show_board},
    {"other-band", N_("Going about"), "Tab Shift-Tab", N_("other list"),
     N_("Goes from the neighbourhoods to what is below them, and back."), 0, NULL, other_pane},
    {"publish-city", N_("City"), "p", N_("publish"),
     N_("Writes what is public as a site in Dutch and English, into a folder that is asked."),
     ACTION_FILE | ACTION_FOOTER, NULL, action_publish},
    {"sort-city", N_("City"), "s", N_("sort"),
     N_("Sorts by the next column, what goes wrong most first."), ACTION_FILE | ACTION_FOOTER, NULL,
     sort_next},
};
const size_t city_action_count = sizeof city_actions / sizeof *city_actions;

static const struct screen_calls city_calls = {.name = "city",
                                               .title = N_("City"),
                                               .actions = city_actions,
                                               .action_count =
                                                   sizeof city_actions / sizeof *city_actions,
                                               .load = load,
                                               .place = place,
                                               .draw = draw,
                                               .event = event,
                                               .target = target_of,
                                               .status = status,
                                               .work = work,
                                               .free = free_page};

struct screen *city_screen(struct ui *ui)
{
    struct city_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&city_calls, ui};
    list_init(&page->list, page->columns, CITY_COLUMNS,
              (struct list_source){page, count_rows, fetch_rows, find_row});
    city_band_init(page);
    for (size_t i = 0; i < CITY_BAND; i++)
        page->areas[i] = BUFFER_EMPTY;
    page->list.empty = _("No programmes yet. 2 goes to the programme.");
    return &page->screen;
}
