/*
 * The rules of a meeting: its states, what an agenda item can be about, how long items take and
 * took, how moments are kept in order although a clock goes back, and what an action owes. Pure
 * functions: the moment (milliseconds UTC) or the day is an argument.
 */
#ifndef WIJK_DOMAIN_MEETING_H
#define WIJK_DOMAIN_MEETING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/domain/row.h"

enum meeting_status {
    MEETING_DRAFT, /* the agenda is being made */
    MEETING_OPEN,  /* the agenda was sent */
    MEETING_RUNNING,
    MEETING_CLOSED,
    MEETING_STATUS_COUNT
};

/* What an agenda item is about, in the order of a proposed agenda; carried items come before any
 * other business with the subject they had. */
enum meeting_subject {
    SUBJECT_OPENING,
    SUBJECT_MINUTES,   /* of last time */
    SUBJECT_ACTIONS,   /* overdue first */
    SUBJECT_DECISIONS, /* of last time */
    SUBJECT_GOAL,      /* off track */
    SUBJECT_PROBLEM,   /* high or critical */
    SUBJECT_MILESTONE, /* late */
    SUBJECT_ESCALATION,
    SUBJECT_FIGURES,   /* due */
    SUBJECT_AGREEMENT, /* due */
    SUBJECT_OWN,       /* somebody's own words */
    SUBJECT_OTHER_BUSINESS,
    SUBJECT_COUNT
};

enum meeting_item_state { ITEM_PLANNED, ITEM_NOW, ITEM_DONE, ITEM_CARRIED, ITEM_STATE_COUNT };

enum meeting_presence {
    PRESENCE_INVITED,
    PRESENCE_PRESENT,
    PRESENCE_ABSENT,
    PRESENCE_EXCUSED,
    PRESENCE_REPLACED,
    PRESENCE_COUNT
};

/* As stored, and back; what a newer version wrote reads as MEETING_OPEN, SUBJECT_OWN, ITEM_PLANNED
 * and PRESENCE_INVITED. */
const char *meeting_status_value(enum meeting_status status);
enum meeting_status meeting_status_of(const char *value);
const char *meeting_subject_value(enum meeting_subject subject);
enum meeting_subject meeting_subject_of(const char *value);
const char *meeting_item_value(enum meeting_item_state state);
enum meeting_item_state meeting_item_of(const char *value);
const char *meeting_presence_value(enum meeting_presence presence);
enum meeting_presence meeting_presence_of(const char *value);

/* ---- states ---- */

/* Whether a meeting may become so. The sentence says why not and what to do: starting what runs
 * (perhaps on another laptop) or is closed, closing what never began or was closed. */
bool meeting_check_status(enum meeting_status from, enum meeting_status to,
                          struct error *error) MUST_USE;
/* Whether lines can be typed into it now. */
bool meeting_check_open(enum meeting_status status, struct error *error) MUST_USE;

/* ---- the agenda ---- */

/* Subjects that stand on every agenda: what was not reached of them is not carried over. */
bool meeting_subject_standing(enum meeting_subject subject);

/* Minutes to plan for an item. `weight`: open actions, figures due, severity of a problem. */
int meeting_planned_minutes(enum meeting_subject subject, int64_t weight);

/* ---- time ---- */

/* Minutes between two moments, in tenths, as they are kept and shown; 0 when the clock went back.
 */
double meeting_minutes(int64_t from, int64_t to);

/* How an item stands with its time. */
enum meeting_time { TIME_WITHIN, TIME_NEARLY, TIME_OVER };
/* Nearly from nine tenths on; an item without planned minutes is always within. */
enum meeting_time meeting_time_of(double spent, int64_t planned);

/* The moment for a line behind the last one: entries are read in the order of (at, id), so a
 * moment before the last one becomes the last one's, and when the id would sort before the last
 * entry's it becomes a second later. Whole seconds. */
struct meeting_last {
    int64_t at; /* of the last entry; 0: there is none */
    struct id id;
};
int64_t meeting_line_moment(const struct meeting_last *last, int64_t now, struct id id);

/* The order of entries. */
int meeting_entry_order(int64_t at, struct id id, int64_t other_at, struct id other_id);

/* ---- actions ---- */

/* Open, and its date is past. */
bool action_is_overdue(const char *status, date_t due, date_t today);

/* Whether an open action is carried over when a meeting of that day closes: it was made before the
 * meeting, and its date has come or it has none. */
bool action_is_carried(date_t due, date_t meeting_day, bool made_here);

/* Overdue before due before undated; the older date first; NULL codes last. */
int action_order(date_t due, const char *code, date_t other_due, const char *other_code);

/* ---- dates in doubt ---- */

/* A due date that was surely not meant: before the day it was said, or more than three years
 * behind it. */
bool meeting_date_doubtful(date_t due, date_t said_on);

#endif
