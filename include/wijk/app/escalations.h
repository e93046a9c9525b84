/*
 * The ladder group → district → bureau → city board → national: a problem is handed to a higher
 * level with a question and a date, gets an outcome there, or is handed back with the reason. The
 * problem's level follows. Each of these is one act, over one problem or several.
 */
#ifndef WIJK_APP_ESCALATIONS_H
#define WIJK_APP_ESCALATIONS_H

#include "wijk/app/problems.h"
#include "wijk/domain/problem.h"

/* The day by which a level decides when no date is given: today and the days of the options
 * escalation_days_*. DATE_NONE for the group. */
date_t escalations_clock(struct session *session, enum problem_level level);

struct escalation_request {
    enum problem_level to;
    const char *question;
    date_t decide_by; /* DATE_NONE: by the clock */
};

/* Hands them up. What a lower level had not decided yet gets as outcome that it was handed on. */
bool escalations_ask(struct session *session, const struct problems *problems,
                     const struct escalation_request *request, struct error *error) MUST_USE;

/* Writes the outcome of the question that is open; the problem stays at the level. */
bool escalations_decide(struct session *session, const struct problems *problems,
                        const char *outcome, struct error *error) MUST_USE;

/* Hands them back to the level they came from; the reason is the outcome of the question, or a
 * comment when none was open. */
bool escalations_hand_back(struct session *session, const struct problems *problems,
                           const char *reason, struct error *error) MUST_USE;

/* "bureau +4w Who pays for the floors?": the level in English or Dutch, a date where one is given,
 * and the question, which is borrowed from `typed`. */
bool escalations_read(struct session *session, const char *typed,
                      struct escalation_request *request, struct error *error) MUST_USE;

/* The level of a word in English or Dutch; LEVEL_COUNT: none. */
enum problem_level escalations_level(const char *typed);

#endif
