#include "wijk/tui/widgets/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/base/text.h"
#include "wijk/tui/widgets/chart_parts.h"

#define LEGEND_BESIDE 72 /* width from which the legend stands at the right */
#define LEGEND_SIGN 3    /* cells of the line's sample and the space behind it */
#define WIDEST_LEGEND 24
#define SMALLEST_PLOT 8

/* Whole steps below a value, without the libraries of mathematics: the values are small, because
 * a step is a part of the range. */
static double floor_of(double value)
{
    double whole = (double)(long long)value;
    return whole > value ? whole - 1 : whole;
}

struct chart_scale chart_scale(double least, double most, int ticks)
{
    double size = fabs(least) > fabs(most) ? fabs(least) : fabs(most);
    if (!(most - least > 1e-9 * (size > 1 ? size : 1))) {
        double half = size > 1e-6 ? size * 0.1 : 1;
        least -= half;
        most += half;
    }
    if (ticks < 2)
        ticks = 2;
    static const double nice[] = {1, 2, 5};
    double power = 1;
    int decimals = 0;
    while (power * 10 < (most - least) / ticks)
        power *= 10;
    while (power > (most - least) / ticks) {
        power /= 10;
        decimals++;
    }
    for (int i = 0;; i++) {
        double step = power * nice[i % 3];
        if (i > 0 && i % 3 == 0) {
            power *= 10;
            step = power;
            decimals = decimals > 0 ? decimals - 1 : 0;
        }
        double from = floor_of(least / step + 1e-9) * step;
        double to = -floor_of(-most / step + 1e-9) * step;
        if ((to - from) / step < ticks - 0.5)
            return (struct chart_scale){from, to, step, decimals};
    }
}

static void stretch(double value, double *least, double *most)
{
    if (!chart_shows(0, value))
        return;
    *least = value < *least ? value : *least;
    *most = value > *most ? value : *most;
}

/* The range of all there is; false: there is no point at all. */
static bool range_of(const struct chart *chart, struct chart_plot *plot)
{
    plot->x_from = plot->y_from = INFINITY;
    plot->x_to = plot->y_to = -INFINITY;
    for (int i = 0; i < chart->series_count; i++)
        for (int at = 0; at < chart->series[i].count; at++) {
            struct chart_point point = chart->series[i].points[at];
            if (!chart_shows(point.x, point.y))
                continue;
            stretch(point.x, &plot->x_from, &plot->x_to);
            stretch(point.y, &plot->y_from, &plot->y_to);
        }
    if (plot->x_from > plot->x_to)
        return false;
    for (int i = 0; i < chart->level_count; i++)
        stretch(chart->levels[i].y, &plot->y_from, &plot->y_to);
    if (chart->y_to > chart->y_from) {
        stretch(chart->y_from, &plot->y_from, &plot->y_to);
        stretch(chart->y_to, &plot->y_from, &plot->y_to);
    }
    if (chart->from_zero)
        stretch(0, &plot->y_from, &plot->y_to);
    if (chart->x_to > chart->x_from) {
        plot->x_from = chart->x_from;
        plot->x_to = chart->x_to;
    }
    return true;
}

static void y_text(const struct chart *chart, const struct chart_scale *scale, double y,
                   struct buffer *out)
{
    buffer_clear(out);
    if (fabs(y) < scale->step / 1000)
        y = 0; /* never "-0" */
    if (chart->y_label != NULL)
        chart->y_label(chart->context, y, scale->decimals, out);
    else
        number_format(out, y, scale->decimals, number_style_of(language_now()));
}

static int tick_count(const struct chart_scale *scale)
{
    return (int)((scale->to - scale->from) / scale->step + 0.5) + 1;
}

static int axis_width(const struct chart *chart, const struct chart_scale *scale)
{
    struct buffer label = BUFFER_EMPTY;
    int widest = 0;
    for (int i = 0; i < tick_count(scale); i++) {
        y_text(chart, scale, scale->from + i * scale->step, &label);
        int wide = text_width(label.bytes);
        widest = wide > widest ? wide : widest;
    }
    buffer_release(&label);
    return widest + 2; /* a space and the axis itself */
}

static void draw_y_axis(const struct chart *chart, const struct chart_scale *scale,
                        const struct chart_plot *plot, struct canvas *canvas, int x)
{
    int axis = plot->rect.x - 1;
    canvas_line_down(canvas, (struct rect){axis, plot->rect.y, 1, plot->rect.height}, STYLE_BORDER);
    struct buffer label = BUFFER_EMPTY;
    for (int i = 0; i < tick_count(scale); i++) {
        double y = scale->from + i * scale->step;
        int row = plot->rect.y + chart_row(plot, y);
        y_text(chart, scale, y, &label);
        canvas_text_right(canvas, (struct rect){x, row, axis - 1 - x, 1}, label.bytes, STYLE_HINT);
        canvas_text(canvas, (struct rect){axis, row, 1, 1}, 0, "┤", STYLE_BORDER);
    }
    buffer_release(&label);
}

/* "└2008────────2009": the labels stand in the line, at their place. */
static void draw_x_axis(const struct chart *chart, const struct chart_plot *plot,
                        struct canvas *canvas)
{
    int y = plot->rect.y + plot->rect.height;
    struct rect line = {plot->rect.x, y, plot->rect.width, 1};
    canvas_line_across(canvas, line, STYLE_BORDER);
    canvas_text(canvas, (struct rect){plot->rect.x - 1, y, 1, 1}, 0, "└", STYLE_BORDER);
    struct buffer label = BUFFER_EMPTY;
    double x = 0;
    int free_from = 0;
    for (int i = 0; chart->x_tick != NULL && i < 1000; i++) {
        buffer_clear(&label);
        if (!chart->x_tick(chart->context, i, &x, &label))
            break;
        int column = chart_column(plot, x), width = text_width(label.bytes);
        if (x < plot->x_from || column < free_from || column + width > plot->rect.width)
            continue;
        canvas_text(canvas, line, column, label.bytes, STYLE_HINT);
        free_from = column + width + 1;
    }
    buffer_release(&label);
}

static void draw_levels(const struct chart *chart, const struct chart_plot *plot,
                        struct canvas *canvas)
{
    for (int i = 0; i < chart->level_count; i++) {
        const struct chart_level *level = &chart->levels[i];
        int row = chart_shows(0, level->y) ? chart_row(plot, level->y) : -1;
        if (row < 0 || row >= plot->rect.height)
            continue;
        struct rect line = {plot->rect.x, plot->rect.y + row, plot->rect.width, 1};
        for (int x = 0; x < line.width; x++)
            canvas_text(canvas, line, x, "╌", level->style);
    }
}

/* Over the lines, because they must be read. */
static void draw_level_labels(const struct chart *chart, const struct chart_plot *plot,
                              struct canvas *canvas)
{
    for (int i = 0; i < chart->level_count; i++) {
        const struct chart_level *level = &chart->levels[i];
        int row = chart_shows(0, level->y) ? chart_row(plot, level->y) : -1;
        if (row < 0 || row >= plot->rect.height || level->label == NULL)
            continue;
        int width = text_width(level->label) + 1, most = plot->rect.width / 2;
        width = width < most ? width : most;
        struct rect label = {plot->rect.x + plot->rect.width - width, plot->rect.y + row, width, 1};
        canvas_fill(canvas, label, level->style);
        canvas_text_cut(canvas, label, 1, level->label, level->style);
    }
}

static int legend_width(const struct chart *chart)
{
    int widest = 0;
    for (int i = 0; i < chart->series_count; i++) {
        int wide = chart->series[i].label != NULL ? text_width(chart->series[i].label) : 0;
        widest = wide > widest ? wide : widest;
    }
    widest = widest < WIDEST_LEGEND ? widest : WIDEST_LEGEND;
    return widest > 0 ? widest + LEGEND_SIGN : 0;
}

static const char *sample_of(const struct chart_series *series, bool ascii)
{
    static const char *const lines[] = {"⠤⠤", "┄┄", "··"}, *const plain[] = {"**", "--", ".."};
    if (series->marker != NULL)
        return series->marker;
    if (series->dash == CHART_POINTS)
        return "";
    return ascii ? plain[series->dash] : lines[series->dash];
}

static int draw_entry(const struct chart_series *series, struct canvas *canvas, struct rect line,
                      int x)
{
    canvas_text(canvas, line, x, sample_of(series, canvas->ascii), series->style);
    return canvas_text_cut(canvas, line, x + LEGEND_SIGN, series->label, STYLE_HINT);
}

/* One entry a line at the right; or all of them on lines under the chart. Answers the lines used;
 * draws only when there is a canvas. */
static int draw_legend_under(const struct chart *chart, struct canvas *canvas, struct rect rect)
{
    int x = 1, lines = 0;
    for (int i = 0; i < chart->series_count; i++) {
        if (chart->series[i].label == NULL)
            continue;
        int wide = LEGEND_SIGN + text_width(chart->series[i].label);
        if (lines == 0 || x + wide > rect.width) {
            lines++;
            x = 1;
        }
        if (canvas != NULL)
            draw_entry(&chart->series[i], canvas,
                       (struct rect){rect.x, rect.y + lines - 1, rect.width, 1}, x);
        x += wide + 2;
    }
    return lines;
}

static void draw_legend_beside(const struct chart *chart, struct canvas *canvas, struct rect rect)
{
    for (int i = 0; i < chart->series_count; i++) {
        if (chart->series[i].label == NULL || rect.height < 1)
            continue;
        draw_entry(&chart->series[i], canvas, (struct rect){rect.x, rect.y, rect.width, 1}, 0);
        rect.y++;
        rect.height--;
    }
}

static void draw_plot(const struct chart *chart, const struct chart_scale *scale,
                      struct chart_plot *plot, struct canvas *canvas, int x)
{
    chart_plot_lines(plot, chart);
    draw_y_axis(chart, scale, plot, canvas, x);
    draw_x_axis(chart, plot, canvas);
    draw_levels(chart, plot, canvas);
    chart_plot_show(plot, canvas);
    chart_plot_markers(plot, chart, canvas);
    draw_level_labels(chart, plot, canvas);
    free(plot->dots);
    free(plot->style);
    free(plot->dash);
}

void chart_draw(const struct chart *chart, struct canvas *canvas, struct rect rect)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    struct chart_plot plot = {0};
    if (!range_of(chart, &plot)) {
        if (chart->empty != NULL)
            canvas_text_wrapped(canvas,
                                (struct rect){rect.x + 1, rect.y, rect.width - 2, rect.height}, 0,
                                chart->empty, STYLE_DIM);
        return;
    }
    int legend = legend_width(chart), beside = 0, under = 0;
    if (rect.width >= LEGEND_BESIDE)
        beside = legend > 0 ? legend + 2 : 0;
    else
        under = draw_legend_under(chart, NULL, rect);
    if (rect.height - 1 - under < 3)
        under = 0;
    int height = rect.height - 1 - under;
    if (height < 2)
        return;
    struct chart_scale scale = chart_scale(plot.y_from, plot.y_to, height / 3 + 2);
    plot.y_from = scale.from;
    plot.y_to = scale.to;
    int axis = axis_width(chart, &scale);
    plot.rect = (struct rect){rect.x + axis, rect.y, rect.width - axis - beside, height};
    if (plot.rect.width < SMALLEST_PLOT)
        return;
    draw_plot(chart, &scale, &plot, canvas, rect.x);
    if (beside > 0)
        draw_legend_beside(chart, canvas,
                           (struct rect){rect.x + rect.width - legend, rect.y, legend, height});
    else if (under > 0)
        draw_legend_under(chart, canvas,
                          (struct rect){rect.x, rect.y + height + 1, rect.width, under});
}
