#include "outlook_pace.h"

#include <math.h>
#include <stdlib.h>

#include "wijk/base/memory.h"

#define PACE_MONTHS 60
#define LARGEST 1e100 /* beyond it, differences and slopes may not be finite */

struct pace_points pace_points(const struct outlook_measurement *const *items, size_t count,
                               date_t today)
{
    date_t from = date_add_months(today, -PACE_MONTHS);
    size_t first = count > OUTLOOK_RECENT ? count - OUTLOOK_RECENT : 0;
    while (first < count && items[first]->date < from)
        first++;
    return (struct pace_points){items + first, count - first};
}

/* The k-th smallest, by Hoare's selection: the array is reordered. */
static double select_smallest(double *items, size_t count, size_t k)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        double pivot = items[low + (high - low) / 2];
        size_t i = low, j = high;
        while (i <= j) {
            while (items[i] < pivot)
                i++;
            while (items[j] > pivot)
                j--;
            if (i <= j) {
                double swap = items[i];
                items[i++] = items[j];
                items[j] = swap;
                if (j == 0)
                    break;
                j--;
            }
        }
        if (k <= j)
            high = j;
        else if (k >= i)
            low = i;
        else
            break;
    }
    return items[k];
}

static double median(double *items, size_t count)
{
    double upper = select_smallest(items, count, count / 2);
    if (count % 2 == 1)
        return upper;
    return (upper + select_smallest(items, count, count / 2 - 1)) / 2;
}

double pace_median(struct pace_points points)
{
    double *slopes = memory_array(points.count * (points.count - 1) / 2, sizeof *slopes);
    size_t pairs = 0;
    for (size_t i = 0; i < points.count; i++)
        for (size_t j = i + 1; j < points.count; j++) {
            double years = (points.items[j]->date - points.items[i]->date) / DAYS_PER_YEAR;
            slopes[pairs++] = (points.items[j]->value - points.items[i]->value) / years;
        }
    double slope = median(slopes, pairs);
    free(slopes);
    return slope;
}

/* The median of so many numbers is the middle one, or lies between the middle two: it is on a side
 * when those are. That is known as soon as enough are counted. */
enum pace_side pace_side(struct pace_points points, int way, double pace, double margin)
{
    double values[OUTLOOK_RECENT], days[OUTLOOK_RECENT];
    double most = (pace + margin) / DAYS_PER_YEAR, least = (pace - margin) / DAYS_PER_YEAR;
    size_t pairs = points.count * (points.count - 1) / 2, above = 0, below = 0;
    size_t upper = pairs / 2, lower = (pairs - 1) / 2;
    for (size_t i = 0; i < points.count; i++) {
        values[i] = points.items[i]->value * way;
        days[i] = points.items[i]->date;
        if (fabs(values[i]) > LARGEST)
            return PACE_UNDECIDED;
    }
    for (size_t i = 0; i < points.count; i++) {
        for (size_t j = i + 1; j < points.count; j++) {
            double change = values[j] - values[i], time = days[j] - days[i];
            above += change >= most * time;
            below += change < least * time;
        }
        if (above >= pairs - lower)
            return PACE_ABOVE;
        if (below > upper)
            return PACE_BELOW;
    }
    return PACE_UNDECIDED;
}
