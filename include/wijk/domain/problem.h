/*
 * The workflow of a problem: its severities, its statuses and which may follow which, and the
 * ladder of levels it can be handed up. The stored values are the choices of the entities table.
 */
#ifndef WIJK_DOMAIN_PROBLEM_H
#define WIJK_DOMAIN_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"

enum problem_severity { SEVERITY_LOW = 1, SEVERITY_NORMAL, SEVERITY_HIGH, SEVERITY_CRITICAL };

enum problem_status {
    PROBLEM_FLAGGED,
    PROBLEM_ACCEPTED,
    PROBLEM_IN_PROGRESS,
    PROBLEM_WAITING,
    PROBLEM_SOLVED,
    PROBLEM_REJECTED,
    PROBLEM_STATUS_COUNT
};

/* From low to high: who is asked to decide. */
enum problem_level {
    LEVEL_GROUP,
    LEVEL_DISTRICT,
    LEVEL_BUREAU,
    LEVEL_CITY_BOARD,
    LEVEL_NATIONAL,
    LEVEL_COUNT
};

/* The word for a severity, an English message ("high"); "?" outside 1 to 4. */
const char *problem_severity_word(int64_t severity);
/* A glyph of one cell beside the word: "‼" critical, "!" high, "·" normal, " " low. */
const char *problem_severity_glyph(int64_t severity);

/* The stored value and back; false: unknown. */
const char *problem_status_value(enum problem_status status);
bool problem_status_of(const char *value, enum problem_status *status);

/* Open: neither solved nor rejected. An unknown status of a newer version counts as open. */
bool problem_is_open(const char *status_value);

/* The stored value of a level and back (an unknown one is the group), and its label: an English
 * message. */
const char *problem_level_value(enum problem_level level);
enum problem_level problem_level_of(const char *value);
const char *problem_level_label(enum problem_level level);

/* What a change of status comes with. */
struct problem_change {
    enum problem_status from, to;
    bool has_owner;       /* a partner or a person owns it */
    bool has_waiting_for; /* somebody or something to wait for is named */
    bool has_reason;      /* a comment comes with the change */
    bool has_how;         /* it is said how it was solved: the correction, or in words with it */
};

/* Whether the status may change so. The sentence says why not and what to do. */
bool problem_check_change(const struct problem_change *change, struct error *error) MUST_USE;

/* Whether `to` may follow `from` at all: for menus. */
bool problem_may_become(enum problem_status from, enum problem_status to);

/* Handing a problem to a higher level. The sentence says why not. */
struct problem_escalation {
    enum problem_level from, to;
    bool open;            /* the problem is */
    const char *question; /* NULL or "": none was asked */
    date_t decide_by, today;
};
bool problem_check_escalation(const struct problem_escalation *escalation,
                              struct error *error) MUST_USE;

#endif
