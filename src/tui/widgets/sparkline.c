#include "wijk/tui/widgets/sparkline.h"

#include <math.h>

/* The mean of the run of values that cell `at` of `cells` stands for; NaN: only gaps. */
static double mean_of(const double *values, int count, int at, int cells)
{
    int first = (int)((long long)at * count / cells);
    int last = (int)((long long)(at + 1) * count / cells);
    double sum = 0;
    int known = 0;
    for (int i = first; i < last; i++)
        if (isfinite(values[i])) {
            sum += values[i];
            known++;
        }
    return known > 0 ? sum / known : NAN;
}

void sparkline(struct buffer *out, const double *values, int count, int width)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int cells = count < width ? count : width;
    double least = INFINITY, most = -INFINITY;
    for (int i = 0; i < cells; i++) {
        double value = mean_of(values, count, i, cells);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    for (int i = 0; i < cells; i++) {
        double value = mean_of(values, count, i, cells);
        if (isnan(value)) {
            buffer_add_byte(out, ' ');
            continue;
        }
        double part = most > least ? (value - least) / (most - least) : 0.43;
        buffer_add_text(out, bars[(int)(part * 7 + 0.5)]);
    }
}
