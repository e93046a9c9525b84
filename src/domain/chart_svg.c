#include "wijk/domain/chart_svg.h"

#include <math.h>
#include <string.h>

#include "wijk/base/html.h"

/* In the units of the view box. */
#define WIDTH 560.0
#define HEIGHT 260.0
#define TOP 14.0
#define BOTTOM 34.0
#define RIGHT 18.0
#define LETTER 6.6 /* about the width of a digit of the labels */
#define MARKED 40  /* so many points get a mark of their own */
#define X_TICKS 7
#define Y_TICKS 5

struct frame {
    double x_from, x_to; /* day numbers */
    double y_from, y_to;
    double left;
    double y_step;
    int decimals;
};

/* ---- the range ---- */

static void widen(struct frame *frame, double x, double y)
{
    if (isfinite(x)) {
        frame->x_from = fmin(frame->x_from, x);
        frame->x_to = fmax(frame->x_to, x);
    }
    if (isfinite(y)) {
        frame->y_from = fmin(frame->y_from, y);
        frame->y_to = fmax(frame->y_to, y);
    }
}

static bool forecasts(const struct outlook *outlook)
{
    return outlook->forecast_known && outlook->target_known && outlook->latest_known &&
           outlook->target.due > outlook->latest.date;
}

static bool paces(const struct outlook *outlook)
{
    return outlook->baseline_known && outlook->target_known &&
           outlook->target.test != OUTLOOK_BETWEEN && outlook->target.due > outlook->baseline.date;
}

static void widen_all(struct frame *frame, const struct chart_svg *chart)
{
    const struct outlook *outlook = chart->outlook;
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].known)
            widen(frame, chart->points[i].date, chart->points[i].value);
    if (outlook->target_known) {
        widen(frame, outlook->target.due, outlook->target.value);
        if (outlook->target.test == OUTLOOK_BETWEEN)
            widen(frame, NAN, outlook->target.value_to);
    }
    if (forecasts(outlook))
        widen(frame, NAN, outlook->forecast);
    if (paces(outlook))
        widen(frame, outlook->baseline.date, outlook->baseline.value);
    /* What the benchmark was before the first figure and after the last does not stretch it. */
    for (size_t i = 0; i < chart->benchmark_count; i++)
        if (chart->benchmark[i].known && chart->benchmark[i].date >= frame->x_from &&
            chart->benchmark[i].date <= frame->x_to)
            widen(frame, NAN, chart->benchmark[i].value);
}

/* 1, 2 or 5 times a power of ten, so that at most `most` steps are in the range. */
static double step_of(double range, int most)
{
    double size = pow(10, floor(log10(range / most)));
    static const double times[] = {1, 2, 5, 10};
    for (size_t i = 0; i < 4; i++)
        if (range / (times[i] * size) <= most)
            return times[i] * size;
    return 10 * size;
}

static bool frame_of(struct frame *frame, const struct chart_svg *chart)
{
    *frame = (struct frame){INFINITY, -INFINITY, INFINITY, -INFINITY, 0, 0, 0};
    widen_all(frame, chart);
    if (!(frame->x_from <= frame->x_to) || !(frame->y_from <= frame->y_to))
        return false;
    if (frame->x_to - frame->x_from < 60) {
        frame->x_from -= 60;
        frame->x_to += 60;
    }
    double range = frame->y_to - frame->y_from;
    if (range < 1e-9 * (fabs(frame->y_to) + 1))
        range = fmax(fabs(frame->y_to) / 5, 1);
    frame->y_step = step_of(range, Y_TICKS);
    bool negative = frame->y_from < 0; /* without it there is nothing to see below zero */
    frame->y_from = floor((frame->y_from - range / 40) / frame->y_step) * frame->y_step;
    frame->y_to = ceil((frame->y_to + range / 40) / frame->y_step) * frame->y_step;
    if (!negative && frame->y_from < 0)
        frame->y_from = 0;
    if (!isfinite(frame->y_from) || !isfinite(frame->y_to) || !(frame->y_to > frame->y_from))
        return false;
    while (frame->decimals < 6 && frame->y_step * pow(10, frame->decimals) < 0.999)
        frame->decimals++;
    return true;
}

static double x_at(const struct frame *frame, double date)
{
    return frame->left +
           (date - frame->x_from) / (frame->x_to - frame->x_from) * (WIDTH - RIGHT - frame->left);
}

static double y_at(const struct frame *frame, double value)
{
    return HEIGHT - BOTTOM -
           (value - frame->y_from) / (frame->y_to - frame->y_from) * (HEIGHT - BOTTOM - TOP);
}

/* ---- axes ---- */

static void label_of(struct buffer *label, const struct frame *frame, double value,
                     enum language language)
{
    buffer_clear(label);
    number_format_fixed(label, fabs(value) < frame->y_step / 1000 ? 0 : value, frame->decimals,
                        number_style_of(language));
}

static int y_count(const struct frame *frame)
{
    return (int)fmin(round((frame->y_to - frame->y_from) / frame->y_step), 2 * Y_TICKS);
}

static void add_y_axis(struct buffer *out, struct frame *frame, enum language language)
{
    struct buffer label = BUFFER_EMPTY;
    size_t longest = 0;
    for (int i = 0; i <= y_count(frame); i++) {
        label_of(&label, frame, frame->y_from + i * frame->y_step, language);
        longest = label.length > longest ? label.length : longest;
    }
    frame->left = 10 + LETTER * (double)(longest < 24 ? longest : 24);
    for (int i = 0; i <= y_count(frame); i++) {
        double value = frame->y_from + i * frame->y_step, y = y_at(frame, value);
        label_of(&label, frame, value, language);
        html_add(out, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", frame->left, y,
                 WIDTH - RIGHT);
        html_add(out, "<text class=\"y\" x=\"%.1f\" y=\"%.1f\">%s</text>", frame->left - 6, y + 4,
                 label.bytes);
    }
    buffer_release(&label);
}

static void add_x_tick(struct buffer *out, const struct frame *frame, double date, const char *text)
{
    double x = x_at(frame, date), half = LETTER * (double)strlen(text) / 2;
    html_add(out, "<path class=\"tick\" d=\"M%.1f %.1fv5\"/>", x, HEIGHT - BOTTOM);
    x = fmin(fmax(x, frame->left + half - 10), WIDTH - half - 2);
    html_add(out, "<text class=\"x\" x=\"%.1f\" y=\"%.1f\">%s</text>", x, HEIGHT - BOTTOM + 19,
             text);
}

/* Years, or within two years the first days of quarters. */
static void add_x_axis(struct buffer *out, const struct frame *frame, enum language language)
{
    int first, last, month, day;
    struct buffer label = BUFFER_EMPTY;
    date_parts((date_t)frame->x_from, &first, &month, &day);
    date_parts((date_t)frame->x_to, &last, &month, &day);
    bool quarters = frame->x_to - frame->x_from < 700;
    int step = quarters ? 1 : (int)fmax(1, step_of(last - first + 1, X_TICKS));
    int months = frame->x_to - frame->x_from < 400 ? 3 : 6;
    for (int year = first - first % step; year <= last; year += step)
        for (int at = 1; at <= (quarters ? 12 : 1); at += months) {
            date_t date = date_of(year, at, 1);
            if (date == DATE_NONE || date < frame->x_from || date > frame->x_to)
                continue;
            buffer_clear(&label);
            if (quarters)
                date_format(&label, date, DATE_SHORT, language);
            else
                buffer_format(&label, "%d", year);
            add_x_tick(out, frame, date, label.bytes);
        }
    html_add(out, "<path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/>", frame->left, HEIGHT - BOTTOM,
             WIDTH - RIGHT);
    buffer_release(&label);
}

/* ---- what is drawn ---- */

static void add_line(struct buffer *out, const struct frame *frame, const char *class,
                     const struct outlook_measurement *points, size_t count)
{
    bool pen = false;
    size_t began = out->length, drawn = 0;
    html_add(out, "<path class=\"%s\" d=\"", class);
    for (size_t i = 0; i < count; i++) {
        bool inside = points[i].known && isfinite(points[i].value) &&
                      points[i].date >= frame->x_from && points[i].date <= frame->x_to;
        if (inside) {
            html_add(out, pen ? "L%.1f %.1f" : "M%.1f %.1f", x_at(frame, points[i].date),
                     y_at(frame, points[i].value));
            drawn++;
        }
        pen = inside;
    }
    buffer_add_text(out, "\"/>");
    if (drawn == 0)
        buffer_delete(out, began, out->length - began);
}

static void add_segment(struct buffer *out, const struct frame *frame, const char *class,
                        const double ends[4])
{
    if (isfinite(ends[1]) && isfinite(ends[3]))
        html_add(out, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>", class,
                 x_at(frame, ends[0]), y_at(frame, ends[1]), x_at(frame, ends[2]),
                 y_at(frame, ends[3]));
}

static void add_target(struct buffer *out, const struct frame *frame, const struct outlook *outlook)
{
    double x = x_at(frame, outlook->target.due), y = y_at(frame, outlook->target.value);
    if (outlook->target.test == OUTLOOK_BETWEEN && isfinite(outlook->target.value_to)) {
        double high = y_at(frame, outlook->target.value_to);
        html_add(out, "<rect class=\"band\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                 frame->left, fmin(y, high), WIDTH - RIGHT - frame->left, fabs(y - high));
        y = (y + high) / 2;
    }
    html_add(out, "<path class=\"target\" d=\"M%.1f %.1fl7 7l-7 7l-7-7z\"/>", x, y - 7);
}

static void add_marks(struct buffer *out, const struct frame *frame, const struct chart_svg *chart)
{
    size_t known = 0, last = 0;
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].known && isfinite(chart->points[i].value)) {
            known++;
            last = i;
        }
    for (size_t i = 0; i < chart->point_count; i++) {
        const struct outlook_measurement *point = &chart->points[i];
        if (point->known && isfinite(point->value) && (known <= MARKED || i == last))
            html_add(out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
                     point->status == OUTLOOK_FINAL ? "point" : "point open",
                     x_at(frame, point->date), y_at(frame, point->value), i == last ? 4.5 : 3.5);
    }
}

static void add_outlook(struct buffer *out, const struct frame *frame,
                        const struct outlook *outlook)
{
    const struct outlook_target *target = &outlook->target;
    if (paces(outlook))
        add_segment(out, frame, "needed",
                    (const double[]){outlook->baseline.date, outlook->baseline.value, target->due,
                                     target->value});
    if (forecasts(outlook))
        add_segment(out, frame, "forecast",
                    (const double[]){outlook->latest.date, outlook->latest.value, target->due,
                                     outlook->forecast});
}

bool chart_svg(struct buffer *out, const struct chart_svg *chart)
{
    struct frame frame;
    if (!frame_of(&frame, chart))
        return false;
    html_add(out,
             "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" id=\"%s\" "
             "aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title>"
             "<desc id=\"%s-d\">%s</desc>",
             (int)WIDTH, (int)HEIGHT, chart->id, chart->id, chart->id, chart->id, chart->title,
             chart->id, chart->description);
    add_y_axis(out, &frame, chart->language);
    add_x_axis(out, &frame, chart->language);
    add_line(out, &frame, "benchmark", chart->benchmark, chart->benchmark_count);
    add_outlook(out, &frame, chart->outlook);
    add_line(out, &frame, "measured", chart->points, chart->point_count);
    add_marks(out, &frame, chart);
    if (chart->outlook->target_known && isfinite(chart->outlook->target.value))
        add_target(out, &frame, chart->outlook);
    buffer_add_text(out, "</svg>\n");
    return true;
}

/* ---- legend, spark, thinning ---- */

static void add_key(struct buffer *out, const char *mark, const char *text)
{
    buffer_add_text(out, "<li><svg viewBox=\"0 0 30 12\" aria-hidden=\"true\">");
    buffer_add_text(out, mark);
    html_add(out, "</svg> %s</li>\n", text);
}

void chart_svg_legend(struct buffer *out, const struct chart_svg *chart)
{
    const struct outlook *outlook = chart->outlook;
    enum language language = chart->language;
    buffer_add_text(out, "<ul class=\"legend\">\n");
    add_key(out,
            "<path class=\"measured\" d=\"M1 6H29\"/><circle class=\"point\" cx=\"15\" cy=\"6\" "
            "r=\"3.5\"/>",
            language_text(language, N_("measured")));
    if (paces(outlook))
        add_key(out, "<path class=\"needed\" d=\"M1 6H29\"/>",
                language_text(language, N_("needed pace")));
    if (forecasts(outlook))
        add_key(out, "<path class=\"forecast\" d=\"M1 6H29\"/>",
                language_text(language, N_("at this pace")));
    if (outlook->target_known)
        add_key(out, "<path class=\"target\" d=\"M15 1l5 5l-5 5l-5-5z\"/>",
                language_text(language, N_("target")));
    if (chart->benchmark_count > 0 && chart->benchmark_name != NULL)
        add_key(out, "<path class=\"benchmark\" d=\"M1 6H29\"/>", chart->benchmark_name);
    buffer_add_text(out, "</ul>\n");
}

void chart_svg_spark(struct buffer *out, const double *values, size_t count)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    if (count < 2 || !isfinite(high - low))
        return;
    double range = high > low ? high - low : 1;
    buffer_add_text(out, "<svg class=\"spark\" viewBox=\"0 0 84 22\" aria-hidden=\"true\"><path "
                         "class=\"measured\" d=\"");
    double x = 0, y = 0;
    for (size_t i = 0; i < count; i++) {
        x = 3 + 78 * (double)i / (double)(count - 1);
        y = high > low ? 19 - 16 * (values[i] - low) / range : 11;
        html_add(out, i == 0 ? "M%.1f %.1f" : "L%.1f %.1f", x, y);
    }
    html_add(out, "\"/><circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/></svg>", x, y);
}

size_t chart_svg_thin(struct outlook_measurement *points, size_t count, size_t most)
{
    if (count <= most || most < 4)
        return count;
    size_t stretch = (count + most / 2 - 1) / (most / 2), kept = 0;
    for (size_t from = 0; from < count; from += stretch) {
        size_t low = from, high = from, end = from + stretch < count ? from + stretch : count;
        for (size_t i = from; i < end; i++) {
            if (points[i].known && (!points[low].known || points[i].value < points[low].value))
                low = i;
            if (points[i].known && (!points[high].known || points[i].value > points[high].value))
                high = i;
        }
        if (end == count) /* the last one says where it stands now */
            low = low < high ? low : high, high = end - 1;
        struct outlook_measurement first = points[low < high ? low : high];
        struct outlook_measurement second = points[low < high ? high : low];
        points[kept++] = first;
        if (low != high)
            points[kept++] = second;
    }
    return kept;
}
