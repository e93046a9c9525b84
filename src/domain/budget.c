#include "wijk/domain/budget.h"

#include <limits.h>

static int64_t add(int64_t one, int64_t other, bool *overflow)
{
    int64_t sum;
    if (__builtin_add_overflow(one, other, &sum)) {
        *overflow = true;
        return one;
    }
    return sum;
}

/* From 0 to 1. */
static double share_gone(const struct budget_part *part, date_t today)
{
    date_t first = date_of(part->year, 1, 1), last = date_of(part->year, 12, 31);
    date_t from = part->starts != DATE_NONE && part->starts > first ? part->starts : first;
    date_t to = part->ends != DATE_NONE && part->ends < last ? part->ends : last;
    if (first == DATE_NONE)
        return 0;
    if (from > to) {
        from = first;
        to = last;
    }
    if (today < from)
        return 0;
    return today >= to ? 1 : (double)(today - from + 1) / (double)(to - from + 1);
}

void budget_add(struct budget *sum, const struct budget_part *part, date_t today)
{
    sum->planned = add(sum->planned, part->planned, &sum->overflow);
    sum->committed = add(sum->committed, part->committed, &sum->overflow);
    sum->spent = add(sum->spent, part->spent, &sum->overflow);
    sum->elapsed += (double)part->planned * share_gone(part, today);
    sum->lines++;
}

void budget_join(struct budget *sum, const struct budget *other)
{
    sum->planned = add(sum->planned, other->planned, &sum->overflow);
    sum->committed = add(sum->committed, other->committed, &sum->overflow);
    sum->spent = add(sum->spent, other->spent, &sum->overflow);
    sum->elapsed += other->elapsed;
    sum->lines += other->lines;
    sum->overflow = sum->overflow || other->overflow;
}

int64_t budget_left(const struct budget *sum)
{
    int64_t left;
    return __builtin_sub_overflow(sum->planned, sum->spent, &left) ? sum->planned : left;
}

static int thousandths(double part, int64_t whole)
{
    if (whole <= 0)
        return -1;
    double share = part / (double)whole * 1000.0;
    return share > (double)INT_MAX ? INT_MAX : (int)(share + 0.5);
}

int budget_spent_share(const struct budget *sum)
{
    return thousandths((double)sum->spent, sum->planned);
}

int budget_elapsed_share(const struct budget *sum)
{
    return thousandths(sum->elapsed, sum->planned);
}
