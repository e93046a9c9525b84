/*
 * The score of a problem, by which the coordinator's queue is ordered: severity × age × level ×
 * overdue × charter. Every factor is said, so that the order explains itself.
 *
 *     severity 3 × age 1.4 (40 days) × level bureau 1.5 × overdue 1.2 (20 days) = 7.6
 */
#ifndef WIJK_DOMAIN_SCORE_H
#define WIJK_DOMAIN_SCORE_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/domain/problem.h"
#include "wijk/domain/row.h"

struct score_facts {
    int severity; /* 1 to 4 */
    enum problem_level level;
    date_t raised_on, due; /* DATE_NONE: not known */
    bool charter;          /* an agreement of the charter depends on it */
};

struct score {
    int severity;
    int age_days, overdue_days; /* never below 0 */
    enum problem_level level;
    /* Factors, from 1: one more for each hundred days of age, up to 3, and of delay, up to 2; a
     * quarter for each level; a half for the charter. */
    double age, escalation, overdue, charter;
    double total;
};

void score_of(const struct score_facts *facts, date_t today, struct score *score);

/* The facts of a problem's row. */
void score_facts_of(const struct row *problem, struct score_facts *facts);

/* Adds the sum as it was made; factors of 1 are left out, but for the age. */
void score_words(struct buffer *out, const struct score *score, enum language language);

/* Adds the total with one decimal. */
void score_total(struct buffer *out, const struct score *score, enum language language);

#endif
