/*
 * Between meetings: actions and decisions over all meetings, and what happened since the last one.
 */
#ifndef WIJK_APP_ACTIONS_H
#define WIJK_APP_ACTIONS_H

#include "wijk/app/session.h"
#include "wijk/base/date.h"
#include "wijk/domain/light.h"
#include "wijk/domain/row.h"

/* ---- actions ---- */

struct action_line {
    struct row row;     /* owned */
    char *owner;        /* owned: "J. de Vries (Ymere)", or "" */
    struct id partner;  /* who owes it: its partner, else the person's; none: nobody */
    char *partner_name; /* owned; "" for none */
    char *meeting;      /* owned: in which it was agreed: "Steering group 14, 28 Oct 2026"; "" */
    date_t due;
    bool overdue;
    int64_t carried; /* times carried over */
};
struct actions {
    struct action_line *items; /* owned: open before closed; overdue first, then by date */
    size_t count;
    size_t open, overdue, carried; /* of all that passed the filter; carried: at least once */
};
struct actions_filter {
    const char *typed; /* domain/query.h on ENTITY_ACTION; NULL or "": the open ones */
    bool all;          /* without a typed filter: the closed ones too */
    bool by_partner;   /* in the order of partners' names, nobody last */
};
bool actions_load(struct session *session, const struct actions_filter *filter,
                  struct actions *actions, struct error *error) MUST_USE;
void actions_release(struct actions *actions);

/* One act each. */
bool action_done(struct session *session, struct id action, struct error *error) MUST_USE;
bool action_drop(struct session *session, struct id action, struct error *error) MUST_USE;
bool action_reopen(struct session *session, struct id action, struct error *error) MUST_USE;
/* To a later date; counts as carried once more. DATE_NONE: without a date. */
bool action_carry(struct session *session, struct id action, date_t due,
                  struct error *error) MUST_USE;

/* ---- decisions ---- */

struct decision_line {
    struct row row; /* owned */
    struct id meeting;
    char *meeting_title; /* owned; "" outside meetings */
    char *about;         /* owned: "I-12 Playground", or "" */
};
struct decisions {
    struct decision_line *items; /* owned: newest first */
    size_t count;
};
/* `typed`: a filter on ENTITY_DECISION, or NULL. */
bool decisions_load(struct session *session, const char *typed, struct decisions *decisions,
                    struct error *error) MUST_USE;
void decisions_release(struct decisions *decisions);

/* ---- since the last meeting ---- */

enum since_kind {
    SINCE_MEASUREMENT, /* came in */
    SINCE_PROBLEM,     /* was raised */
    SINCE_SOLVED,      /* a problem that was closed */
    SINCE_WORSE,       /* a goal changed to a worse colour */
    SINCE_BETTER,
    SINCE_DONE,   /* an action */
    SINCE_BROKEN, /* promised, and not done in time */
    SINCE_KINDS
};
struct since_line {
    enum since_kind kind;
    enum entity_kind entity;
    struct id row;
    enum light from, to;         /* of a goal */
    char *code, *text, *details; /* owned */
};
struct since {
    struct id meeting;        /* none: there was no meeting yet; all else is empty then */
    date_t day;               /* of it */
    struct since_line *lines; /* owned: by kind; at most 500 of each are listed */
    size_t count;
    long counts[SINCE_KINDS]; /* of each, however many are listed */
    long turned_red;          /* goals among SINCE_WORSE that are red now */
};
/* Of the session's programme; with several programmes and none chosen there is no meeting. */
bool since_load(struct session *session, struct since *since, struct error *error) MUST_USE;
void since_release(struct since *since);

/* Adds the overview's line: "12 measurements · 2 goals turned red · 5 actions done"; "nothing
 * changed" when so. */
void since_words(const struct since *since, struct buffer *out);

#endif
