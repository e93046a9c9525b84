/*
 * The meeting: making it with its proposed agenda, keeping it, closing it. The typed line is
 * app/meeting_line.h, what happens between meetings app/actions.h, minutes app/minutes.h.
 *
 *     struct meeting_view view;
 *     if (!meeting_load(session, id, &view, &error))
 *         …
 *     meeting_view_release(&view);
 *
 * Everything here that changes something is one act and one undo step; acts made in a meeting carry
 * it in act.meeting. A list of meetings is a rows_list over ENTITY_MEETING (newest first).
 *
 * The same meeting kept on two laptops converges when they exchange: every line is a row of its own
 * and all are kept; of two items "now" the one begun last counts. Close it on one of them:
 * decisions that were numbered apart keep the numbers they got on each.
 */
#ifndef WIJK_APP_MEETING_H
#define WIJK_APP_MEETING_H

#include "wijk/app/completing.h"
#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/light.h"
#include "wijk/domain/meeting.h"
#include "wijk/domain/quickline.h"
#include "wijk/domain/row.h"

/* ---- one meeting, read ---- */

/* A line of the minutes. */
struct meeting_entry {
    struct id id;
    size_t item; /* its place in view.items */
    int64_t at;  /* milliseconds UTC */
    enum quickline_kind kind;
    enum entity_kind made_kind; /* of the row it made; ENTITY_NONE for a note */
    struct id made;
    char *code; /* owned: "K-9", "A-31", a numbered decision's "12", an indicator's code; or "" */
    char *text; /* owned: the note; the row's title, words or text as it is now; for a
                   measurement "14.2 % on 1 Oct 2009" */
    char *details;   /* owned: "high · Ymere · due 1 Mar 2010"; or "" */
    char *name;      /* owned: an owner's name that was typed and is nobody known; NULL: none */
    bool incomplete; /* it is on the list of what is to be completed */
};

struct meeting_item {
    struct row row; /* agenda_item: position, kind, title, minutes, spent, status … */
    enum meeting_subject subject;
    enum meeting_item_state state;
    enum entity_kind about_kind; /* ENTITY_NONE: about nothing in the file */
    struct id about;
    char *about_code;    /* owned: "I-12"; or "" */
    int64_t planned;     /* minutes; 0: none were planned */
    double spent;        /* minutes until it was last left; see meeting_item_spent */
    int64_t since;       /* when it became the item now; 0: it is not */
    size_t first, count; /* its entries: places in view.entries */
};

struct meeting_person {
    struct id id; /* of the attendance row */
    struct id person;
    char *name, *initials, *partner; /* owned; "" for none */
    char *role;                      /* owned: stored role of the membership ("chair"), or "" */
    enum meeting_presence presence;
    struct id replaced_by;
    char *replacement;           /* owned: the name, or "" */
    int64_t arrived_at, left_at; /* 0: not said: from the beginning, until the end */
    bool gone;                   /* the person was removed from the file; what was done stands */
};

#define MEETING_NO_ITEM SIZE_MAX

struct meeting_view {
    struct row meeting;
    enum meeting_status status;
    char *title;                /* owned: "Steering group Voorbeeldbuurt 14" */
    struct meeting_item *items; /* owned: by position */
    size_t item_count;
    struct meeting_entry *entries; /* owned: by item, then in the order in which they were typed */
    size_t entry_count;
    struct meeting_person *people; /* owned: chair, secretary, members, guests; by name in each */
    size_t person_count;
    size_t now;                                        /* the item now, or MEETING_NO_ITEM */
    int64_t planned;                                   /* minutes of all items */
    int present;                                       /* also replacements; who left is not */
    size_t problems, decisions, actions, measurements; /* entries of each kind */
    size_t to_complete;            /* rows made here that lack something: exactly is
                                      meeting_completing */
    int64_t started_at, closed_at; /* 0: not */
    unsigned long changes;         /* session->changes at the load: reload when it moved */
};

bool meeting_load(struct session *session, struct id meeting, struct meeting_view *view,
                  struct error *error) MUST_USE;
void meeting_view_release(struct meeting_view *view);

/* Minutes of an item up to a moment, the running time of the item now included. */
double meeting_item_spent(const struct meeting_item *item, int64_t now);
/* The whole meeting's, from start to close or now. */
double meeting_spent(const struct meeting_view *view, int64_t now);

/* Adds its number; nothing when it has none. Where two copies each made a meeting with the number,
 * the one that was not made where the programme was has the letters of its copy behind it. */
void meeting_number(struct session *session, const struct row *meeting, struct buffer *out);
/* Adds "Steering group Voorbeeldbuurt 14". */
void meeting_title(struct session *session, const struct row *meeting, struct buffer *out);

/* ---- which meeting ---- */

/* What a command without a number means. To keep: the running one, else one of today, else the one
 * made last that is not closed, else as to read. To read: the running one, else the one closed
 * last, else the one made last. Of the session's programme. ERROR_NOT_FOUND: there is none. */
enum meeting_purpose { MEETING_TO_KEEP, MEETING_TO_READ };
bool meeting_current(struct session *session, enum meeting_purpose purpose, struct id *meeting,
                     struct error *error) MUST_USE;
/* By number ("14"), date ("25-11-2009") or UUID. */
bool meeting_find(struct session *session, const char *typed, struct id *meeting,
                  struct error *error) MUST_USE;
/* The next one to be kept: running, else the first that is neither closed nor past; none id: there
 * is none. *starts may be NULL. For the heading "meeting Wed 25 Nov 14:00". */
bool meeting_next(struct session *session, struct id *meeting, int64_t *starts,
                  struct error *error) MUST_USE;
/* The one closed last before `meeting` (none: before now), of its programme and kind; none id:
 * there is none. */
bool meeting_last(struct session *session, struct id meeting, struct id *last,
                  struct error *error) MUST_USE;

/* ---- before ---- */

struct meeting_new {
    const char *kind;     /* "steering group" (also NULL) or "theme meeting" */
    struct id programme;  /* none: the session's */
    struct id theme;      /* of a theme meeting */
    int64_t starts, ends; /* milliseconds UTC; ends 0: two hours on */
    const char *place;    /* may be NULL */
    bool bare;            /* no proposed agenda: only opening and any other business */
};

/* Makes the meeting with its number, its invitations (every member of the programme, guests too)
 * and its proposed agenda, as one act. Chair and secretary by membership. */
bool meeting_new(struct session *session, const struct meeting_new *request, struct id *meeting,
                 struct error *error) MUST_USE;

/* The agenda was sent: draft becomes open. */
bool meeting_announce(struct session *session, struct id meeting, struct error *error) MUST_USE;

/* What could be on the agenda, in the order of an agenda. */
struct meeting_proposal {
    enum meeting_subject subject;
    const char *kind; /* stored: "discuss", "decide", "inform" */
    enum entity_kind about_kind;
    struct id about;
    struct id carried_from; /* the item of an earlier meeting, or none */
    int minutes;
    char *title, *reason; /* owned; the reason in words: "off track", "23 days late" */
    struct id item;       /* the item of this meeting that is about it already; none: not on it */
};
struct meeting_proposals {
    struct meeting_proposal *items; /* owned */
    size_t count;
};
bool meeting_propose(struct session *session, struct id meeting,
                     struct meeting_proposals *proposals, struct error *error) MUST_USE;
void meeting_proposals_release(struct meeting_proposals *proposals);

/* Puts an item on the agenda: a proposal, or one in own words. */
struct meeting_item_new {
    const struct meeting_proposal *proposal; /* NULL: an own item */
    const char *title;                       /* of an own item */
    const char *kind;                        /* NULL: "discuss" */
    enum entity_kind about_kind;             /* of an own item; ENTITY_NONE: nothing */
    struct id about;
    int64_t minutes;  /* -1: as proposed; an own item: ten */
    int64_t position; /* 0: before any other business */
};
bool meeting_item_add(struct session *session, struct id meeting,
                      const struct meeting_item_new *request, struct id *item,
                      struct error *error) MUST_USE;
/* Takes it off. Refused when something was typed under it. */
bool meeting_item_drop(struct session *session, struct id item, struct error *error) MUST_USE;
/* Moves it to a position from 1; what is between moves up or down. */
bool meeting_item_move(struct session *session, struct id item, int64_t position,
                       struct error *error) MUST_USE;
bool meeting_item_minutes(struct session *session, struct id item, int64_t minutes,
                          struct error *error) MUST_USE;
bool meeting_item_rename(struct session *session, struct id item, const char *title,
                         struct error *error) MUST_USE;

/* ---- during ---- */

/* Starts it: the first item is now, everybody invited stays "invited" until said otherwise. Refused
 * with a sentence when it runs already, was closed, or another meeting of the programme runs. */
bool meeting_start(struct session *session, struct id meeting, struct error *error) MUST_USE;

enum meeting_step { MEETING_STEP_NEXT, MEETING_STEP_PREVIOUS, MEETING_STEP_TO };
/* Makes another item the item now: the one after or before it, or (TO) that of a number from 1.
 * The time of the one left is kept. Behind the last item there is none now; *title (may be NULL)
 * gets the new item's title. Refused at the beginning, and when it does not run. */
bool meeting_item_go(struct session *session, struct id meeting, enum meeting_step step,
                     int64_t number, struct error *error) MUST_USE;

/* Carries an item over: it is on the proposal of the next meeting. A problem or action it is about
 * is counted as carried once more. When it is now, the next one becomes so. */
bool meeting_item_carry(struct session *session, struct id item, struct error *error) MUST_USE;

struct meeting_attend {
    struct id person;
    enum meeting_presence presence;
    struct id replaced_by; /* of PRESENCE_REPLACED; none: nobody known */
    int64_t arrived_at; /* 0: as it is; a running meeting notes who comes ten minutes late itself */
    int64_t left_at;    /* 0: as it is */
    bool clear_times;
};
/* Of somebody not invited a line of attendance is made. */
bool meeting_attend(struct session *session, struct id meeting,
                    const struct meeting_attend *request, struct error *error) MUST_USE;
/* Everybody who is still "invited" becomes present. */
bool meeting_attend_all(struct session *session, struct id meeting, struct error *error) MUST_USE;

/* ---- the item's context ---- */

enum meeting_context_kind {
    CONTEXT_FIGURE, /* an indicator: latest, baseline, target, with its trend */
    CONTEXT_FACT,   /* a sentence about the row: a reason, a cause, a light; at the item "minutes"
                       how those of last time stand */
    CONTEXT_MILESTONE,
    CONTEXT_PROBLEM,  /* open */
    CONTEXT_ACTION,   /* open; at the item "actions" all of them, overdue first */
    CONTEXT_DECISION, /* the last one; at the item "decisions" those of last time */
    CONTEXT_LAST_TIME /* what was written under it in the meeting before */
};
struct meeting_context_line {
    enum meeting_context_kind kind;
    enum entity_kind entity; /* ENTITY_NONE: no row */
    struct id row;
    enum light light; /* of a figure; of a problem, action or milestone red when overdue */
    char *code, *text, *details; /* owned; "" for none: "WRK-2.1", "Youth unemployment",
                                    "17.8 → 14.2 → ≤ 11.0 %" */
    double *series;              /* owned: of a figure, oldest first */
    size_t series_count;
    size_t order; /* among its kind */
};
struct meeting_context {
    struct meeting_context_line *lines; /* owned: figures, facts, milestones, problems, actions,
                                           decisions, last time */
    size_t count;
};
/* What helps to talk about the item. At most `limit` lines of each kind; 0: 12. */
bool meeting_context_load(struct session *session, struct id item, size_t limit,
                          struct meeting_context *context, struct error *error) MUST_USE;
void meeting_context_release(struct meeting_context *context);

/* ---- after ---- */

/* Closes it: numbers its decisions (running over the meetings of the programme), keeps the time of
 * the item now, carries over what was not reached (but standing items), counts open actions that
 * are due as carried, and ends it. `list` (may be NULL) gets what is to be completed; release it.
 * Refused when it does not run. */
bool meeting_close(struct session *session, struct id meeting, struct completing *list,
                   struct error *error) MUST_USE;

/* What is to be completed of a meeting: entries with names that are nobody known, problems and
 * actions without owner, actions without a date, problems without a cause, dates in doubt, lights
 * without a reason. */
bool meeting_completing(struct session *session, struct id meeting, struct completing *list,
                        struct error *error) MUST_USE;

#endif
