/*
 * Rules of the charter: which agreements have a gap, and the question to put about one.
 */
#ifndef WIJK_DOMAIN_CHARTER_H
#define WIJK_DOMAIN_CHARTER_H

#include <stdbool.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"

/* What is wrong with an agreement that is still to be kept; flags. */
enum charter_gap {
    CHARTER_NO_EFFORT = 1 << 0, /* no effort serves it */
    CHARTER_BLOCKED = 1 << 1,   /* a problem of severity high or critical stands in its way */
    CHARTER_DUE_SOON = 1 << 2,  /* due within so many days, or past, and no effort serves it */
    CHARTER_GAPS = CHARTER_NO_EFFORT | CHARTER_BLOCKED | CHARTER_DUE_SOON
};

struct charter_facts {
    const char *status; /* as stored; NULL: not started */
    date_t due;         /* DATE_NONE: unknown */
    int efforts;        /* that serve it and were not stopped */
    int blockers;
};

/* Kept, lapsed and reconsidered agreements ask for nothing any more. */
bool charter_is_open(const char *status);

unsigned charter_gaps(const struct charter_facts *facts, date_t today, int soon_days);

/* Adds the gaps in words: "no effort · due soon"; nothing for none. */
void charter_gap_words(struct buffer *out, unsigned gaps);
/* The sign of the gravest gap: "‼" blocked, "!" due soon, "○" no effort, " " none. */
const char *charter_gap_sign(unsigned gaps);

/* Adds the question to put about an agreement in a theme meeting. */
struct charter_asking {
    unsigned gaps;
    const char *asked;   /* what was asked of the national level about a problem in its way; NULL */
    const char *problem; /* the gravest problem in its way: code and title; NULL */
    const char *ministry; /* NULL */
    bool open, late;      /* still to be kept; past its date */
};
void charter_question(struct buffer *out, const struct charter_asking *asking);

#endif
