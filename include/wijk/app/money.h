/*
 * Money: the budget lines of the programme looked at (or of all), added up by funder, effort,
 * theme, year, area or purpose. Every line is in exactly one row of each division, so the rows add
 * up to the total. An effort that contributes to goals of several themes counts under the theme of
 * its heaviest contribution (of equal ones, the first by code).
 *
 *     struct money_question question = {.by = MONEY_FUNDER};
 *     struct money money;
 *     if (!money_load(session, &question, &money, &error)) …
 *     money_release(&money);
 */
#ifndef WIJK_APP_MONEY_H
#define WIJK_APP_MONEY_H

#include "wijk/app/session.h"
#include "wijk/domain/budget.h"
#include "wijk/domain/entity.h"

enum money_by {
    MONEY_FUNDER,
    MONEY_EFFORT,
    MONEY_THEME,
    MONEY_YEAR,
    MONEY_AREA,
    MONEY_PURPOSE,
    MONEY_BY_COUNT
};

/* The word of a division, an English message: "funder"; stored nowhere. */
const char *money_word(enum money_by by);
bool money_by_named(const char *typed, enum money_by *by); /* in Dutch or English */

struct money_question {
    enum money_by by;
    int year;      /* 0: all years */
    bool national; /* only lines of a funder that is a ministry, or with a purpose */
};

struct money_row {
    enum entity_kind kind; /* what `id` is of; ENTITY_NONE for years and purposes */
    struct id id;          /* or none: lines without one */
    int year;              /* MONEY_YEAR */
    char *name;            /* owned; in the language of the session */
    struct budget sum;
};

/* One line with where its money goes: for tracing it to efforts and goals. */
struct money_line {
    struct id line, effort;
    size_t row;                         /* in which row of the division it is */
    char *effort_name, *funder, *goals; /* owned; `goals` are codes: "WON-1, LER-2" */
    const char *purpose; /* stored choice, borrowed from the entities table, or NULL */
    int year;
    struct budget sum;
};

struct money {
    struct money_row *rows; /* owned, most planned first; years in their order */
    size_t count;
    struct money_line *lines; /* owned, in the order of the rows */
    size_t line_count;
    struct budget total;
};

bool money_load(struct session *session, const struct money_question *question, struct money *money,
                struct error *error) MUST_USE;
void money_release(struct money *money);

#endif
