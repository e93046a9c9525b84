/*
 * Money of budget lines: exact sums in cents, and how far the spending is against the time that has
 * gone. A sum never wraps around: what does not fit is said, not shown.
 */
#ifndef WIJK_DOMAIN_BUDGET_H
#define WIJK_DOMAIN_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/date.h"

struct budget {
    int64_t planned, committed, spent; /* cents */
    double elapsed;                    /* planned cents × elapsed share, for budget_elapsed */
    int lines;                         /* how many were added */
    bool overflow;                     /* it no longer fits in 64 bits: the amounts are wrong */
};

/* One line: amounts in cents (0 for unknown) and the period it is for. */
struct budget_part {
    int64_t planned, committed, spent;
    int year;            /* of the line */
    date_t starts, ends; /* of the effort; DATE_NONE: the year's own */
};

/* Adds a line. `today` decides how much of its time has gone: of the part of its year that lies
 * within the effort's dates (of the whole year when they do not meet). */
void budget_add(struct budget *sum, const struct budget_part *part, date_t today);
/* Adds a sum to a sum. */
void budget_join(struct budget *sum, const struct budget *other);

/* What is left of the plan: planned − spent; negative: overspent. */
int64_t budget_left(const struct budget *sum);
/* Shares from 0 in thousandths; -1 without a plan. The elapsed share is weighted by what was
 * planned. */
int budget_spent_share(const struct budget *sum);
int budget_elapsed_share(const struct budget *sum);

#endif
