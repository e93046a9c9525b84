#include <math.h>
#include <stdlib.h>

#include "wijk/base/memory.h"
#include "wijk/tui/widgets/chart_parts.h"

bool chart_shows(double x, double y)
{
    return fabs(x) < 1e15 && fabs(y) < 1e15; /* false for NaN too */
}

/* A place among `size` dots; beyond the range it stays near, so that lines can be followed there.
 */
static int place(double value, double from, double to, int size)
{
    double part = to > from ? (value - from) / (to - from) : 0.5;
    if (part < -1)
        part = -1;
    if (part > 2)
        part = 2;
    double at = part * (size - 1);
    return at < 0 ? (int)(at - 0.5) : (int)(at + 0.5);
}

static int dot_x(const struct chart_plot *plot, double x)
{
    return place(x, plot->x_from, plot->x_to, plot->rect.width * 2);
}

static int dot_y(const struct chart_plot *plot, double y)
{
    int size = plot->rect.height * 4;
    return size - 1 - place(y, plot->y_from, plot->y_to, size);
}

int chart_column(const struct chart_plot *plot, double x)
{
    int dot = dot_x(plot, x);
    return dot < 0 ? -1 : dot / 2;
}

int chart_row(const struct chart_plot *plot, double y)
{
    int dot = dot_y(plot, y);
    return dot < 0 ? -1 : dot / 4;
}

static void set_dot(struct chart_plot *plot, int x, int y, const struct chart_series *series)
{
    /* The bits of U+2800, by row and column of the dot. */
    static const uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    if (x < 0 || y < 0 || x >= plot->rect.width * 2 || y >= plot->rect.height * 4)
        return;
    size_t cell = (size_t)(y / 4) * (size_t)plot->rect.width + (size_t)(x / 2);
    plot->dots[cell] |= bits[y % 4][x % 2];
    plot->style[cell] = (uint8_t)series->style;
    plot->dash[cell] = (uint8_t)series->dash;
}

static bool is_on(enum chart_dash dash, int phase)
{
    switch (dash) {
    case CHART_DASHED:
        return phase % 6 < 3;
    case CHART_DOTTED:
        return phase % 3 == 0;
    case CHART_POINTS:
        return false;
    default:
        return true;
    }
}

/* From one dot to another; the dashes go on where the line before stopped. */
static void draw_line(struct chart_plot *plot, const struct chart_series *series, const int ends[4],
                      int *phase)
{
    int dx = ends[2] - ends[0], dy = ends[3] - ends[1];
    int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
    for (int i = 0; i <= steps; i++) {
        double part = steps > 0 ? (double)i / steps : 0;
        double x = ends[0] + part * dx, y = ends[1] + part * dy;
        if (is_on(series->dash, *phase + i))
            set_dot(plot, (int)(x + (x < 0 ? -0.5 : 0.5)), (int)(y + (y < 0 ? -0.5 : 0.5)), series);
    }
    *phase += steps;
}

static void plot_series(struct chart_plot *plot, const struct chart_series *series)
{
    int phase = 0;
    bool has_last = false;
    int ends[4] = {0};
    for (int i = 0; i < series->count; i++) {
        struct chart_point point = series->points[i];
        if (!chart_shows(point.x, point.y)) {
            has_last = false;
            continue;
        }
        ends[2] = dot_x(plot, point.x);
        ends[3] = dot_y(plot, point.y);
        if (has_last)
            draw_line(plot, series, ends, &phase);
        else if (series->dash != CHART_POINTS)
            set_dot(plot, ends[2], ends[3], series);
        ends[0] = ends[2];
        ends[1] = ends[3];
        has_last = true;
    }
}

void chart_plot_lines(struct chart_plot *plot, const struct chart *chart)
{
    size_t cells = (size_t)plot->rect.width * (size_t)plot->rect.height;
    plot->dots = memory_array(cells, 1);
    plot->style = memory_array(cells, 1);
    plot->dash = memory_array(cells, 1);
    for (int i = chart->series_count - 1; i >= 0; i--) /* the first one is in front */
        plot_series(plot, &chart->series[i]);
}

void chart_plot_show(const struct chart_plot *plot, struct canvas *canvas)
{
    static const char *const plain[] = {"*", "-", "."};
    for (int y = 0; y < plot->rect.height; y++)
        for (int x = 0; x < plot->rect.width; x++) {
            size_t cell = (size_t)y * (size_t)plot->rect.width + (size_t)x;
            uint8_t dots = plot->dots[cell];
            if (dots == 0)
                continue;
            char braille[4] = {(char)0xE2, (char)(0xA0 | dots >> 6), (char)(0x80 | (dots & 0x3F)),
                               '\0'};
            struct rect line = {plot->rect.x, plot->rect.y + y, plot->rect.width, 1};
            canvas_text(canvas, line, x, canvas->ascii ? plain[plot->dash[cell]] : braille,
                        plot->style[cell]);
        }
}

void chart_plot_markers(const struct chart_plot *plot, const struct chart *chart,
                        struct canvas *canvas)
{
    for (int i = chart->series_count - 1; i >= 0; i--) {
        const struct chart_series *series = &chart->series[i];
        for (int at = 0; series->marker != NULL && at < series->count; at++) {
            struct chart_point point = series->points[at];
            if (!chart_shows(point.x, point.y))
                continue;
            int x = chart_column(plot, point.x), y = chart_row(plot, point.y);
            if (x < 0 || x >= plot->rect.width || y < 0 || y >= plot->rect.height)
                continue;
            canvas_text(canvas, (struct rect){plot->rect.x, plot->rect.y + y, plot->rect.width, 1},
                        x, series->marker, series->style);
        }
    }
}
