#include "wijk/domain/planning.h"

#define WEEK 7

const char *planning_zoom_word(enum planning_zoom zoom)
{
    static const char *const words[PLANNING_ZOOMS] = {N_("by month"), N_("by quarter"),
                                                      N_("by year")};
    return words[zoom];
}

/* ---- the axis ---- */

/* The first day of the cell that a day lies in. */
static date_t cell_begin(enum planning_zoom zoom, date_t day)
{
    int year, month, of_month;
    date_parts(day, &year, &month, &of_month);
    return zoom == PLANNING_MONTH     ? day
           : zoom == PLANNING_QUARTER ? day - (date_weekday(day) - 1)
                                      : day - (of_month - 1);
}

date_t planning_step(enum planning_zoom zoom, date_t day, int steps)
{
    return zoom == PLANNING_MONTH     ? day + steps
           : zoom == PLANNING_QUARTER ? day + WEEK * steps
                                      : date_add_months(day, steps);
}

void planning_axis_around(struct planning_axis *axis, enum planning_zoom zoom, date_t day,
                          int width)
{
    *axis = (struct planning_axis){zoom, cell_begin(zoom, day), width < 1 ? 1 : width};
    planning_axis_scroll(axis, -axis->width / 4);
}

void planning_axis_scroll(struct planning_axis *axis, int cells)
{
    static const int year_least = 1801, year_most = 2190; /* as far as dates go */
    date_t first = planning_step(axis->zoom, axis->first, cells);
    date_t least = date_of(year_least, 1, 1), most = date_of(year_most, 1, 1);
    axis->first = cell_begin(axis->zoom, first < least ? least : first > most ? most : first);
}

date_t planning_cell_day(const struct planning_axis *axis, int cell)
{
    return planning_step(axis->zoom, axis->first, cell);
}

int planning_cell(const struct planning_axis *axis, date_t day)
{
    int days = day - axis->first;
    if (axis->zoom == PLANNING_MONTH)
        return days;
    if (axis->zoom == PLANNING_QUARTER)
        return days >= 0 ? days / WEEK : -((WEEK - 1 - days) / WEEK);
    int year, month, of_month, first_year, first_month;
    date_parts(day, &year, &month, &of_month);
    date_parts(axis->first, &first_year, &first_month, &of_month);
    return (year - first_year) * 12 + month - first_month;
}

struct planning_bar planning_bar(const struct planning_axis *axis, date_t starts, date_t ends)
{
    struct planning_bar bar = {.from = 0, .to = -1};
    if (starts == DATE_NONE)
        starts = ends;
    if (ends == DATE_NONE)
        ends = starts;
    if (starts == DATE_NONE || ends < starts)
        return bar;
    int from = planning_cell(axis, starts), to = planning_cell(axis, ends);
    if (to < 0 || from >= axis->width)
        return bar;
    bar.before = from < 0;
    bar.behind = to >= axis->width;
    bar.from = bar.before ? 0 : from;
    bar.to = bar.behind ? axis->width - 1 : to;
    return bar;
}

bool planning_label(const struct planning_axis *axis, int cell, enum language language,
                    struct buffer *out)
{
    int year, month, day, year_before, month_before;
    date_parts(planning_cell_day(axis, cell), &year, &month, &day);
    date_parts(planning_cell_day(axis, cell - 1), &year_before, &month_before, &day);
    if (axis->zoom == PLANNING_YEAR && (cell == 0 || year != year_before)) {
        buffer_format(out, "%d", year);
        return true;
    }
    int quarter = (month - 1) / 3 + 1;
    if (axis->zoom == PLANNING_QUARTER &&
        (cell == 0 || quarter != (month_before - 1) / 3 + 1 || year != year_before)) {
        buffer_format(out, language == LANGUAGE_NL ? "%de kw %d" : "Q%d %d", quarter, year);
        return true;
    }
    if (axis->zoom == PLANNING_MONTH && (cell == 0 || month != month_before)) {
        struct buffer text = BUFFER_EMPTY; /* "1 nov 2026" without its day */
        date_format(&text, date_of(year, month, 1), DATE_SHORT, language);
        buffer_add_text(out, text.bytes + 2);
        buffer_release(&text);
        return true;
    }
    return false;
}

/* ---- too much at once ---- */

static bool runs_on(const struct planning_span *span, date_t day)
{
    return (span->starts == DATE_NONE || span->starts <= day) &&
           (span->ends == DATE_NONE || span->ends >= day);
}

static int count_on(const struct planning_span *spans, size_t count, date_t day)
{
    int running = 0;
    for (size_t i = 0; i < count; i++)
        running += runs_on(&spans[i], day);
    return running;
}

/* It can only become more on a day on which something begins. */
struct planning_peak planning_peak_of(const struct planning_span *spans, size_t count, date_t since)
{
    struct planning_peak peak = {count_on(spans, count, since), since, DATE_NONE};
    for (size_t i = 0; i < count; i++) {
        date_t day = spans[i].starts;
        if (day == DATE_NONE || day <= since)
            continue;
        int running = count_on(spans, count, day);
        if (running > peak.most || (running == peak.most && day < peak.from)) {
            peak.most = running;
            peak.from = day;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (runs_on(&spans[i], peak.from) && spans[i].ends != DATE_NONE &&
            (peak.until == DATE_NONE || spans[i].ends < peak.until))
            peak.until = spans[i].ends;
    return peak;
}
