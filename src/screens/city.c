/* The city: neighbourhoods × themes, for files with several programmes. Enter looks at one of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "row_actions.h"
#include "wijk/app/city.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/list.h"

#define COLUMNS (CITY_THEMES + 2) /* the name before the themes, the problems behind them */

struct city_page {
    struct screen screen;
    struct city city;
    struct list list;
    struct list_column columns[COLUMNS];
    char (*texts)[COLUMNS][64]; /* owned: the cells, a row a neighbourhood */
    int sort;                   /* column; 0: by name */
    bool down;
};

static int problems_column(const struct city_page *page)
{
    return page->city.theme_count + 1;
}

/* ---- order ---- */

/* Themes by how much goes wrong: the light, then the share that is on track. */
static double weight_of(const struct city_row *row, int column, int problems)
{
    if (column == problems)
        return row->problems + 1000.0 * row->critical;
    const struct city_cell *cell = &row->cells[column - 1];
    int total = light_total(&cell->counts);
    double share = total == 0 ? 1 : (double)cell->counts.of[LIGHT_GREEN] / total;
    return 10 * (double)cell->light - share;
}

/* The most wrong first; a handful of rows, so the simplest sort that keeps equals in order of name.
 */
static void sort_rows(struct city_page *page)
{
    struct city_row *rows = page->city.rows;
    for (size_t i = 1; page->sort > 0 && i < page->city.count; i++)
        for (size_t j = i; j > 0; j--) {
            double before = weight_of(&rows[j - 1], page->sort, problems_column(page));
            double after = weight_of(&rows[j], page->sort, problems_column(page));
            if (page->down ? before <= after : before >= after)
                break;
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
        const struct city_cell *cell = &row->cells[c];
        int total = light_total(&cell->counts);
        if (total > 0)
            snprintf(texts[c + 1], sizeof texts[c + 1], "%s %d/%d", light_glyph(cell->light),
                     cell->counts.of[LIGHT_GREEN], total);
        else
            texts[c + 1][0] = '\0';
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
        out->style[c + 1] = (uint8_t)look_of_light(row->cells[c].light);
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
        .title = _("NEIGHBOURHOOD"), .min = 14, .preferred = 22, .weight = 1, .sortable = true};
    for (int c = 0; c < page->city.theme_count; c++)
        page->columns[c + 1] = (struct list_column){.title = page->city.themes[c],
                                                    .min = 7,
                                                    .preferred = 11,
                                                    .priority = c + 1,
                                                    .sortable = true};
    page->columns[problems_column(page)] =
        (struct list_column){.title = _("PROBLEMS"), .min = 12, .preferred = 13, .sortable = true};
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
    if (!city_load(screen->ui->session, &fresh, error))
        return false;
    city_release(&page->city);
    free(page->texts);
    page->city = fresh;
    page->texts = memory_array(fresh.count + 1, sizeof *page->texts);
    name_columns(page);
    show_rows(page);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    list_place(&((struct city_page *)screen)->list, rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    list_draw(&((const struct city_page *)screen)->list, canvas, rect, true);
}

static void target_of(const struct screen *screen, struct target *target)
{
    struct id id;
    if (list_selected(&((const struct city_page *)screen)->list, &id))
        *target = (struct target){.kind = ENTITY_PROGRAMME, .id = id};
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct city_page *)screen)->list, out);
}

/* From here on everything is about this programme, until the city is shown again. */
static void look_at(struct ui *ui)
{
    char text[ID_TEXT_SIZE];
    struct error error = ERROR_NONE;
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
    struct error error = ERROR_NONE;
    if (!load(&page->screen, &error))
        ui_fail(page->screen.ui, &error);
}

static void sort_next(struct ui *ui)
{
    struct city_page *page = (struct city_page *)ui_base(ui);
    page->down = false;
    sort_by(page, (page->sort + 1) % (page->city.theme_count + 2));
}

static bool event(struct screen *screen, const struct event *event)
{
    struct city_page *page = (struct city_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        look_at(screen->ui);
    else if (page->list.outcome == LIST_SORT)
        sort_by(page, page->list.sort_asked);
    return used;
}

static void free_page(struct screen *screen)
{
    struct city_page *page = (struct city_page *)screen;
    list_release(&page->list);
    city_release(&page->city);
    free(page->texts);
    free(page);
}

const struct action city_actions[] = {
    {"look-at", N_("City"), "Enter", N_("look at"),
     N_("Looks at this neighbourhood: all screens are about its programme from then on."),
     ACTION_ROW | ACTION_FOOTER, NULL, look_at},
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
                                               .free = free_page};

struct screen *city_screen(struct ui *ui)
{
    struct city_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&city_calls, ui};
    list_init(&page->list, page->columns, COLUMNS,
              (struct list_source){page, count_rows, fetch_rows, find_row});
    page->list.empty = _("No programmes yet. 2 goes to the programme.");
    return &page->screen;
}
