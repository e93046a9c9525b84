/* One indicator: the chart, what it says in words, and its measurements. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indicator_figures.h"
#include "looks.h"
#include "wijk/app/disagreements.h"
#include "wijk/app/measuring.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/chart.h"
#include "wijk/tui/widgets/list.h"

enum { DATE, VALUE, STATUS, SOURCE, NOTE, MEASUREMENT_COLUMNS };
enum { MEASURED, NEEDED, FORECAST, TARGET, BENCHMARK, SERIES };

struct indicator_page {
    struct screen screen;
    struct id id;
    struct indicator_view view;
    bool loaded;
    struct chart_point *measured; /* owned */
    int measured_count;
    struct chart_point *benchmark; /* owned */
    struct chart_point needed[2], forecast[2], target[1];
    struct chart_series series[SERIES];
    struct chart chart;
    int first_year, year_step;
    struct list list;
    struct list_column columns[MEASUREMENT_COLUMNS];
    struct buffer *texts; /* owned: MEASUREMENT_COLUMNS a measurement, newest first */
    char *heading;        /* owned */
    struct rect chart_rect, words_rect, list_rect;
};

/* ---- the chart ---- */

static void collect_points(struct indicator_page *page)
{
    const struct indicator_view *view = &page->view;
    page->measured = memory_array(view->measurement_count + 1, sizeof *page->measured);
    page->measured_count = 0;
    for (size_t i = 0; i < view->measurement_count; i++) {
        const struct value *value = row_value(&view->measurements[i], "value");
        if (value->type == VALUE_REAL)
            page->measured[page->measured_count++] =
                (struct chart_point){row_date(&view->measurements[i], "taken_on"), value->real};
    }
}

/* As far as the figures of the indicator itself go, a year more at either end: a city's series may
 * begin long before. */
static int collect_benchmark(struct indicator_page *page)
{
    const struct indicator_view *view = &page->view;
    int count = 0;
    double first = page->measured_count > 0 ? page->measured[0].x - 366 : -INFINITY;
    page->benchmark = memory_array(view->benchmark_count + 1, sizeof *page->benchmark);
    for (size_t i = 0; i < view->benchmark_count; i++)
        if (view->benchmark[i].date >= first)
            page->benchmark[count++] =
                (struct chart_point){view->benchmark[i].date, view->benchmark[i].value};
    return count;
}

static void set_series(struct indicator_page *page, int which, const struct chart_series *series)
{
    page->series[which] = *series;
}

static void set_lines(struct indicator_page *page)
{
    const struct outlook *outlook = &page->view.outlook;
    bool target = outlook->target_known;
    bool needed = target && outlook->baseline_known;
    bool forecast = target && outlook->latest_known && outlook->forecast_known;
    if (needed) {
        page->needed[0] = (struct chart_point){outlook->baseline.date, outlook->baseline.value};
        page->needed[1] = (struct chart_point){outlook->target.due, outlook->target.value};
    }
    if (forecast) {
        page->forecast[0] = (struct chart_point){outlook->latest.date, outlook->latest.value};
        page->forecast[1] = (struct chart_point){outlook->target.due, outlook->forecast};
    }
    if (target)
        page->target[0] = (struct chart_point){outlook->target.due, outlook->target.value};
    set_series(page, MEASURED,
               &(struct chart_series){_("measured"), page->measured, page->measured_count,
                                      STYLE_LINE, CHART_SOLID, "●"});
    set_series(page, NEEDED,
               &(struct chart_series){needed ? _("needed pace") : NULL, page->needed,
                                      needed ? 2 : 0, STYLE_LINE_NEEDED, CHART_DASHED, NULL});
    set_series(page, FORECAST,
               &(struct chart_series){forecast ? _("at this pace") : NULL, page->forecast,
                                      forecast ? 2 : 0, STYLE_LINE_FORECAST, CHART_DOTTED, NULL});
    set_series(page, TARGET,
               &(struct chart_series){target ? _("target") : NULL, page->target, target ? 1 : 0,
                                      STYLE_GREEN, CHART_POINTS, "◇"});
    int benchmark = collect_benchmark(page);
    set_series(page, BENCHMARK,
               &(struct chart_series){benchmark > 0 ? page->view.benchmark_name : NULL,
                                      page->benchmark, benchmark, STYLE_LINE_BENCHMARK,
                                      CHART_DASHED, NULL});
}

static void find_years(struct indicator_page *page)
{
    double least = INFINITY, most = -INFINITY;
    for (int s = 0; s < SERIES; s++)
        for (int i = 0; i < page->series[s].count; i++) {
            least = fmin(least, page->series[s].points[i].x);
            most = fmax(most, page->series[s].points[i].x);
        }
    int month, day, last = 0;
    page->first_year = 0;
    page->year_step = 1;
    if (least > most)
        return;
    date_parts((date_t)least, &page->first_year, &month, &day);
    date_parts((date_t)most, &last, &month, &day);
    page->year_step = (last - page->first_year) / 12 + 1;
}

static bool year_tick(void *context, int index, double *x, struct buffer *label)
{
    const struct indicator_page *page = context;
    int year = page->first_year + index * page->year_step;
    if (page->first_year == 0 || index > 40)
        return false;
    *x = date_of(year, 1, 1);
    buffer_format(label, "%d", year);
    return true;
}

static void make_chart(struct indicator_page *page)
{
    free(page->measured);
    free(page->benchmark);
    collect_points(page);
    set_lines(page);
    find_years(page);
    page->chart = (struct chart){.series = page->series,
                                 .series_count = SERIES,
                                 .x_tick = year_tick,
                                 .context = page,
                                 .empty = _("No figures yet. m logs the first.")};
}

/* ---- the measurements ---- */

static const struct row *measurement_at(const struct indicator_page *page, long position)
{
    return &page->view.measurements[(long)page->view.measurement_count - 1 - position];
}

static bool is_yes_no(const struct indicator_page *page)
{
    const char *kind = row_text(&page->view.indicator, "kind");
    return kind != NULL && strcmp(kind, "yes/no") == 0;
}

static void write_measurement(struct indicator_page *page, long position)
{
    static const char *const columns[MEASUREMENT_COLUMNS] = {"taken_on", "value", "status",
                                                             "source", "note"};
    const struct row *row = measurement_at(page, position);
    struct buffer *texts = &page->texts[position * MEASUREMENT_COLUMNS];
    for (int c = 0; c < MEASUREMENT_COLUMNS; c++) {
        const struct field *field = &row->entity->fields[entity_field(row->entity, columns[c])];
        const struct value *value = row_value(row, columns[c]);
        if (c == VALUE && value->type == VALUE_REAL && is_yes_no(page))
            measuring_value(page->screen.ui->session, &page->view.indicator, value->real,
                            &texts[c]);
        else if (c == VALUE && value->type == VALUE_REAL) /* the unit stands in the heading */
            number_format(&texts[c], value->real, 4, number_style_of(language_now()));
        else if (c == VALUE && row_text(row, "words") != NULL)
            buffer_add_text(&texts[c], row_text(row, "words"));
        else
            rows_show(page->screen.ui->session, row, field, value, &texts[c]);
    }
    if (row_integer(row, "is_baseline", 0) != 0)
        buffer_format(&texts[STATUS], " · %s", _("baseline"));
}

static void release_texts(struct indicator_page *page)
{
    for (size_t i = 0;
         page->texts != NULL && i < page->view.measurement_count * MEASUREMENT_COLUMNS; i++)
        buffer_release(&page->texts[i]);
    free(page->texts);
    page->texts = NULL;
}

static void write_texts(struct indicator_page *page)
{
    size_t count = page->view.measurement_count;
    page->texts = memory_array(count * MEASUREMENT_COLUMNS + 1, sizeof *page->texts);
    for (size_t i = 0; i < count * MEASUREMENT_COLUMNS; i++)
        page->texts[i] = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++)
        write_measurement(page, (long)i);
}

static long count_measurements(void *context, bool exact)
{
    (void)exact;
    return (long)((struct indicator_page *)context)->view.measurement_count;
}

static int fetch_measurements(void *context, long first, int count, struct list_row *out)
{
    struct indicator_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->view.measurement_count; got++) {
        out[got] = (struct list_row){.id = measurement_at(page, first + got)->id};
        for (int c = 0; c < MEASUREMENT_COLUMNS; c++)
            out[got].text[c] = page->texts[(first + got) * MEASUREMENT_COLUMNS + c].bytes;
    }
    return got;
}

/* ---- the screen ---- */

static void write_heading(struct indicator_page *page)
{
    static const char *const columns[] = {"unit", "kind", "direction", "source", "frequency"};
    const struct row *row = &page->view.indicator;
    struct buffer heading = BUFFER_EMPTY;
    if (disagreements_mark(page->screen.ui->session, page->id))
        buffer_add_text(&heading, "≠ ");
    rows_title(page->screen.ui->session, ENTITY_INDICATOR, page->id, &heading);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const struct field *field = &row->entity->fields[entity_field(row->entity, columns[i])];
        struct buffer text = BUFFER_EMPTY;
        rows_show(page->screen.ui->session, row, field, row_value(row, columns[i]), &text);
        if (text.length > 0)
            buffer_format(&heading, " · %s", text.bytes);
        buffer_release(&text);
    }
    free(page->heading);
    page->heading = buffer_detach(&heading);
}

static bool load(struct screen *screen, struct error *error)
{
    struct indicator_page *page = (struct indicator_page *)screen;
    struct indicator_view fresh;
    if (!indicator_view_load(screen->ui->session, page->id, &fresh, error))
        return false;
    release_texts(page);
    if (page->loaded)
        indicator_view_release(&page->view);
    page->view = fresh;
    page->loaded = true;
    write_heading(page);
    write_texts(page);
    make_chart(page);
    list_reload(&page->list);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    struct indicator_page *page = (struct indicator_page *)screen;
    struct rect rest;
    rect_split_top(rect, 1, &rest);
    int chart = rest.height >= 14 ? rest.height * 5 / 9 : rest.height / 3;
    page->chart_rect = rect_inset(rect_split_top(rest, chart, &rest), 1, 0);
    int lines = text_width(page->view.summary) > rest.width - 2 ? 2 : 1;
    int state = text_width(_(outlook_word(page->view.outlook.state))) + 3;
    lines += text_width(page->view.reason) > rest.width - 2 - state ? 1 : 0;
    lines += page->view.distance != NULL ? 1 : 0;
    page->words_rect = rect_inset(rect_split_top(rest, lines + 2, &rest), 1, 0);
    page->list_rect = rest;
    list_place(&page->list, page->list_rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct indicator_page *page = (const struct indicator_page *)screen;
    canvas_text_cut(canvas, rect, 1, page->heading, STYLE_STRONG);
    chart_draw(&page->chart, canvas, page->chart_rect);
    struct rect words = page->words_rect;
    words.y +=
        canvas_text_wrapped(canvas, (struct rect){words.x, words.y, words.width, words.height - 2},
                            0, page->view.summary, STYLE_NORMAL);
    int x = canvas_text(canvas, words, 0, light_glyph(page->view.light),
                        look_of_light(page->view.light));
    x = canvas_text(canvas, words, x + 1, _(outlook_word(page->view.outlook.state)),
                    look_of_light(page->view.light));
    struct rect reason = {words.x + x + 1, words.y, words.width - x - 1, 2};
    int lines = canvas_text_wrapped(canvas, reason, 0, page->view.reason, STYLE_NORMAL);
    words.y += lines > 1 ? lines : 1;
    if (page->view.distance != NULL)
        canvas_text_cut(canvas, words, 0, page->view.distance, STYLE_NORMAL);
    list_draw(&page->list, canvas, page->list_rect, true);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct indicator_page *page = (struct indicator_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        action_run_named(screen->ui, "edit");
    return used;
}

/* Measurements are the rows; without any the indicator itself. */
static void target_of(const struct screen *screen, struct target *target)
{
    const struct indicator_page *page = (const struct indicator_page *)screen;
    struct id id;
    if (list_selected(&page->list, &id))
        *target = (struct target){.kind = ENTITY_MEASUREMENT, .id = id};
    else
        *target = (struct target){.kind = ENTITY_INDICATOR, .id = page->id};
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct indicator_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct indicator_page *page = (struct indicator_page *)screen;
    release_texts(page);
    if (page->loaded)
        indicator_view_release(&page->view);
    list_release(&page->list);
    free(page->measured);
    free(page->benchmark);
    free(page->heading);
    free(page);
}

static struct target indicator_of(struct ui *ui)
{
    const struct indicator_page *page = (const struct indicator_page *)ui_base(ui);
    return (struct target){.kind = ENTITY_INDICATOR, .id = page->id};
}

static void about_indicator(struct ui *ui)
{
    ui_push(ui, row_screen(ui, indicator_of(ui)));
}

static void edit_indicator(struct ui *ui)
{
    struct row row;
    struct error error = ERROR_NONE;
    if (!rows_get(ui->session, ENTITY_INDICATOR, indicator_of(ui).id, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    ui_push(ui, form_screen(ui, &row, (struct target){.kind = ENTITY_NONE}));
    row_release(&row);
}

static void flag_indicator(struct ui *ui)
{
    ui_push(ui, quick_screen(ui, '!', indicator_of(ui)));
}

static void add_here(struct ui *ui, enum entity_kind kind)
{
    struct row row;
    struct error error = ERROR_NONE;
    row_init(&row, kind);
    if (rows_prepare(ui->session, &row, indicator_of(ui).id, &error))
        ui_push(ui, form_screen(ui, &row, indicator_of(ui)));
    else
        ui_fail(ui, &error);
    row_release(&row);
}

static void add_measurement(struct ui *ui)
{
    add_here(ui, ENTITY_MEASUREMENT);
}

static void add_target(struct ui *ui)
{
    add_here(ui, ENTITY_TARGET);
}

static void take_figures(struct ui *ui)
{
    indicator_take_figures(ui, indicator_of(ui).id);
}

static void choose_variable(struct ui *ui)
{
    indicator_choose_variable(ui, indicator_of(ui).id);
}

#define GROUP N_("The indicator")

static void compare_indicator(struct ui *ui)
{
    ui_push(ui, compare_screen(ui, ((struct indicator_page *)ui_base(ui))->id));
}

const struct action indicator_actions[] = {
    {"flag-indicator", GROUP, "!", N_("problem"),
     N_("Flags a problem about this indicator in one line."), ACTION_FILE | ACTION_WRITES, NULL,
     flag_indicator},
    {"add-measurement", GROUP, "a", N_("add"),
     N_("Adds a measurement in a form; m does it in one line."), ACTION_FILE | ACTION_WRITES, NULL,
     add_measurement},
    {"add-target", GROUP, "t", N_("target"), N_("Adds a target."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, add_target},
    {"edit-indicator", GROUP, "i", N_("indicator"), N_("Changes the indicator itself in a form."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, edit_indicator},
    {"take-figures", GROUP, "T", N_("take figures"),
     N_("Takes the published figures of the area over as measurements."),
     ACTION_FILE | ACTION_WRITES, NULL, take_figures},
    {"catalogue", GROUP, "C", N_("catalogue"),
     N_("Chooses the published figure of this indicator from the catalogue, which fills its name, "
        "definition, unit and source."),
     ACTION_FILE | ACTION_WRITES, NULL, choose_variable},
    {"compare-indicator", GROUP, "=", N_("compare"),
     N_("Shows this indicator in all neighbourhoods that measure it."), ACTION_FILE, NULL,
     compare_indicator},
    {"about-indicator", GROUP, "D", N_("details"),
     N_("Shows all of the indicator: definition, targets, what is linked."), ACTION_FILE, NULL,
     about_indicator},
};
const size_t indicator_action_count = sizeof indicator_actions / sizeof *indicator_actions;

static const struct screen_calls indicator_calls = {.name = "indicator",
                                                    .title = N_("Indicator"),
                                                    .actions = indicator_actions,
                                                    .action_count = sizeof indicator_actions /
                                                                    sizeof *indicator_actions,
                                                    .load = load,
                                                    .place = place,
                                                    .draw = draw,
                                                    .event = event,
                                                    .target = target_of,
                                                    .status = status,
                                                    .free = free_page};

struct screen *indicator_screen(struct ui *ui, struct id indicator)
{
    static const struct list_column columns[MEASUREMENT_COLUMNS] = {
        {.title = N_("DATE"), .min = 11, .preferred = 12},
        {.title = N_("VALUE"), .min = 8, .preferred = 12, .right = true},
        {.title = N_("STATUS"), .min = 8, .preferred = 20, .priority = 2},
        {.title = N_("SOURCE"), .min = 6, .preferred = 14, .weight = 1, .priority = 1},
        {.title = N_("NOTE"), .min = 10, .preferred = 24, .weight = 2, .priority = 3}};
    struct indicator_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&indicator_calls, ui};
    page->id = indicator;
    struct list_source source = {page, count_measurements, fetch_measurements, NULL};
    list_init(&page->list, look_columns(columns, MEASUREMENT_COLUMNS, page->columns),
              MEASUREMENT_COLUMNS, source);
    page->list.empty = _("No figures yet. m logs the first in one line: 14,2 1okt O+S");
    return &page->screen;
}
