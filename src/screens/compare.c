/* One indicator in several neighbourhoods: a small chart each, all to the same scale, with the
 * city's line; what goes worst first. Arrows choose one, Enter opens it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/compare.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/chart.h"

#define PANEL_WIDTH 26
#define PANEL_LOW 7
#define PANEL_HIGH 12
enum { MEASURED, BENCHMARK, TARGET, SERIES };

/* What one small chart draws, made when loaded. */
struct panel {
    struct chart_series series[SERIES];
    struct chart chart;
    struct chart_point *points; /* owned: measured, then the benchmark's, then the target */
    char *latest;               /* owned: "14.2 %" */
};

struct compare_page {
    struct screen screen;
    struct id indicator;
    struct compare compare;
    struct panel *panels; /* owned, one of each of compare */
    size_t selected, top; /* top: the first row of panels shown */
    struct rect rect;     /* where the panels are */
};

/* ---- the small charts ---- */

static int add_measured(struct chart_point *points, const struct indicator_view *view)
{
    int count = 0;
    for (size_t i = 0; i < view->measurement_count; i++) {
        const struct value *value = row_value(&view->measurements[i], "value");
        if (value->type == VALUE_REAL)
            points[count++] =
                (struct chart_point){row_date(&view->measurements[i], "taken_on"), value->real};
    }
    return count;
}

static int add_benchmark(struct chart_point *points, const struct compare *compare,
                         const struct indicator_view *view)
{
    int count = 0;
    for (size_t i = 0; i < view->benchmark_count; i++)
        if (view->benchmark[i].known && view->benchmark[i].date >= compare->first &&
            view->benchmark[i].date <= compare->last)
            points[count++] =
                (struct chart_point){view->benchmark[i].date, view->benchmark[i].value};
    return count;
}

static void make_panel(struct session *session, const struct compare *compare, size_t at,
                       struct panel *panel)
{
    const struct indicator_view *view = &compare->items[at].view;
    const struct outlook *outlook = &view->outlook;
    panel->points =
        memory_array(view->measurement_count + view->benchmark_count + 2, sizeof *panel->points);
    int measured = add_measured(panel->points, view);
    int benchmark = add_benchmark(panel->points + measured, compare, view);
    struct chart_point *target = panel->points + measured + benchmark;
    *target = (struct chart_point){compare->last, outlook->target.value};
    panel->series[MEASURED] = (struct chart_series){
        NULL, panel->points, measured, STYLE_LINE, CHART_SOLID, measured == 1 ? "●" : NULL};
    panel->series[BENCHMARK] = (struct chart_series){
        NULL, panel->points + measured, benchmark, STYLE_LINE_BENCHMARK, CHART_DASHED, NULL};
    panel->series[TARGET] = (struct chart_series){
        NULL, target, outlook->target_known ? 1 : 0, STYLE_LINE_NEEDED, CHART_POINTS, "◇"};
    panel->chart = (struct chart){.series = panel->series,
                                  .series_count = SERIES,
                                  .x_from = compare->first,
                                  .x_to = compare->last,
                                  .y_from = compare->least,
                                  .y_to = compare->most,
                                  .empty = _("No figures.")};
    struct buffer latest = BUFFER_EMPTY;
    if (outlook->latest_known)
        measuring_value(session, &view->indicator, outlook->latest.value, &latest);
    panel->latest = latest.length > 0 ? buffer_detach(&latest) : memory_string("–");
}

static void release_panels(struct compare_page *page)
{
    for (size_t i = 0; page->panels != NULL && i < page->compare.count; i++) {
        free(page->panels[i].points);
        free(page->panels[i].latest);
    }
    free(page->panels);
    page->panels = NULL;
}

static bool load(struct screen *screen, struct error *error)
{
    struct compare_page *page = (struct compare_page *)screen;
    struct compare fresh;
    if (!compare_load(screen->ui->session, page->indicator, &fresh, error))
        return false;
    bool first = page->panels == NULL;
    struct id chosen = first || page->compare.count == 0
                           ? page->indicator
                           : page->compare.items[page->selected].indicator;
    release_panels(page);
    compare_release(&page->compare);
    page->compare = fresh;
    page->selected = 0;
    page->panels = memory_array(fresh.count + 1, sizeof *page->panels);
    for (size_t i = 0; i < fresh.count; i++) {
        make_panel(screen->ui->session, &page->compare, i, &page->panels[i]);
        if (id_equal(fresh.items[i].indicator, chosen))
            page->selected = i;
    }
    return true;
}

/* ---- drawing ---- */

static size_t panels_across(const struct compare_page *page)
{
    size_t across = page->rect.width < PANEL_WIDTH ? 1 : (size_t)(page->rect.width / PANEL_WIDTH);
    size_t count = page->compare.count > 0 ? page->compare.count : 1;
    return across < count ? across : count; /* few have the room of many */
}

/* As high as there is room for when all are seen at once, within reason. */
static int panel_height(const struct compare_page *page)
{
    size_t across = panels_across(page), rows = (page->compare.count + across - 1) / across;
    int height = rows == 0 ? PANEL_LOW : page->rect.height / (int)rows;
    return height < PANEL_LOW ? PANEL_LOW : height > PANEL_HIGH ? PANEL_HIGH : height;
}

static size_t rows_shown(const struct compare_page *page)
{
    int rows = page->rect.height / panel_height(page);
    return rows < 1 ? 1 : (size_t)rows;
}

static void place(struct screen *screen, struct rect rect)
{
    struct compare_page *page = (struct compare_page *)screen;
    (void)rect_split_top(rect, 2, &page->rect);
    size_t row = page->selected / panels_across(page);
    if (row < page->top)
        page->top = row;
    if (row >= page->top + rows_shown(page))
        page->top = row - rows_shown(page) + 1;
}

static void draw_panel(const struct compare_page *page, size_t at, struct canvas *canvas,
                       struct rect rect)
{
    const struct compare_one *one = &page->compare.items[at];
    struct rect rest, head = rect_split_top(rect, 1, &rest);
    struct buffer right = BUFFER_EMPTY;
    bool chosen = at == page->selected;
    buffer_format(&right, "%s %s", page->panels[at].latest, light_glyph(one->view.light));
    if (chosen)
        canvas_fill(canvas, head, STYLE_SELECTED);
    int room = head.width - text_width(right.bytes) - 1;
    canvas_text_cut(canvas, (struct rect){head.x, head.y, room > 0 ? room : 0, 1}, 0, one->area,
                    chosen ? STYLE_SELECTED : STYLE_STRONG);
    canvas_text_right(canvas, head, right.bytes,
                      chosen ? STYLE_SELECTED : look_of_light(one->view.light));
    chart_draw(&page->panels[at].chart, canvas, rest);
    buffer_release(&right);
}

static void draw_head(const struct compare_page *page, struct canvas *canvas, struct rect rect)
{
    struct rect rest, line = rect_split_top(rect, 1, &rest);
    struct buffer text = BUFFER_EMPTY;
    canvas_text_cut(canvas, line, 1, page->compare.name, STYLE_STRONG);
    buffer_format(
        &text,
        ngettext("%zu neighbourhood", "%zu neighbourhoods", (unsigned long)page->compare.count),
        page->compare.count);
    if (page->compare.better + page->compare.worse + page->compare.even > 0)
        buffer_format(&text, _(" · against the city (dashed): %zu better, %zu worse"),
                      page->compare.better, page->compare.worse);
    if (page->compare.together != NULL && page->compare.together[0] != '\0')
        buffer_format(&text, " \u00B7 %s", page->compare.together);
    canvas_text_cut(canvas, rest, 1, text.bytes, STYLE_HINT);
    buffer_release(&text);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct compare_page *page = (const struct compare_page *)screen;
    draw_head(page, canvas, (struct rect){rect.x, rect.y, rect.width, 2});
    size_t across = panels_across(page);
    for (size_t i = page->top * across; i < page->compare.count; i++) {
        size_t row = i / across - page->top, column = i % across;
        int width = page->rect.width / (int)across;
        struct rect at = {page->rect.x + (int)column * width + 1,
                          page->rect.y + (int)row * panel_height(page), width - 2,
                          panel_height(page) - 1};
        if (row >= rows_shown(page))
            break;
        if (at.height > page->rect.height)
            at.height = page->rect.height;
        draw_panel(page, i, canvas, at);
    }
}

/* ---- events ---- */

static void target_of(const struct screen *screen, struct target *target)
{
    const struct compare_page *page = (const struct compare_page *)screen;
    if (page->selected < page->compare.count)
        *target = (struct target){.kind = ENTITY_INDICATOR,
                                  .id = page->compare.items[page->selected].indicator};
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct compare_page *page = (const struct compare_page *)screen;
    if (page->compare.count > 0)
        buffer_format(out, _("%zu of %zu"), page->selected + 1, page->compare.count);
}

static bool move(struct compare_page *page, long by)
{
    long to = (long)page->selected + by;
    if (to >= 0 && to < (long)page->compare.count)
        page->selected = (size_t)to;
    return true;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct compare_page *page = (struct compare_page *)screen;
    long across = (long)panels_across(page), all = (long)page->compare.count;
    if (event->type != EVENT_KEY)
        return false;
    switch (event->key) {
    case KEYS_LEFT:
    case 'h':
        return move(page, -1);
    case KEYS_RIGHT:
    case 'l':
        return move(page, 1);
    case KEYS_UP:
    case 'k':
        return move(page, -across);
    case KEYS_DOWN:
    case 'j':
        return move(page, across);
    case KEYS_HOME:
    case 'g':
        return move(page, -(long)page->selected);
    case KEYS_END:
    case 'G':
        return move(page, all - 1 - (long)page->selected);
    default:
        return false;
    }
}

static void open_one(struct ui *ui)
{
    ui_push(ui, indicator_screen(ui, ui_target(ui).id));
}

static void free_page(struct screen *screen)
{
    struct compare_page *page = (struct compare_page *)screen;
    release_panels(page);
    compare_release(&page->compare);
    free(page);
}

const struct action compare_actions[] = {
    {"open-compared", N_("Compare"), "Enter", N_("open"),
     N_("Opens the indicator of this neighbourhood."), ACTION_ROW | ACTION_FOOTER, NULL, open_one},
};
const size_t compare_action_count = sizeof compare_actions / sizeof *compare_actions;

static const struct screen_calls compare_calls = {.name = "compare",
                                                  .title = N_("Compare"),
                                                  .actions = compare_actions,
                                                  .action_count = sizeof compare_actions /
                                                                  sizeof *compare_actions,
                                                  .load = load,
                                                  .place = place,
                                                  .draw = draw,
                                                  .event = event,
                                                  .target = target_of,
                                                  .status = status,
                                                  .free = free_page};

struct screen *compare_screen(struct ui *ui, struct id indicator)
{
    struct compare_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&compare_calls, ui};
    page->indicator = indicator;
    return &page->screen;
}
