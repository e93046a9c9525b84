/*
 * What the files of the meeting share. For the app layer only.
 */
#ifndef WIJK_SRC_APP_MEETING_INTERNAL_H
#define WIJK_SRC_APP_MEETING_INTERNAL_H

#include "gather.h"
#include "wijk/app/meeting.h"
#include "wijk/base/vector.h"
#include "wijk/domain/query.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

/* ---- rows ---- */

/* A meeting or agenda item that is not in the bin. */
bool meeting_get(struct session *session, struct id meeting, struct row *row,
                 struct error *error) MUST_USE;
bool meeting_item_get(struct session *session, struct id item, struct row *row,
                      struct error *error) MUST_USE;
/* Both of an item. */
bool meeting_item_both(struct session *session, struct id id, struct row *item, struct row *meeting,
                       struct error *error) MUST_USE;

/* 0 when the column holds no moment. */
int64_t meeting_moment(const struct row *row, const char *column);
struct value meeting_moment_value(int64_t moment); /* 0: none */
struct value meeting_day_value(date_t day);        /* DATE_NONE: none */
/* The local day on which it began, else is to begin. */
date_t meeting_day(const struct row *meeting);

/* ---- acts ---- */

/* Makes the act, as one of the meeting. */
bool meeting_commit(struct session *session, struct id meeting, struct draft *draft,
                    struct error *error) MUST_USE;

/* Checks a new row and adds it to the draft: what the program gives, its code, every rule. */
bool meeting_create(struct session *session, struct draft *draft, struct row *row,
                    struct error *error) MUST_USE;

/* "Steering group 14: started". `what` is translated. */
void meeting_label(struct session *session, const struct row *meeting, const char *what,
                   struct buffer *out);

/* ---- agenda ---- */

/* The items of a meeting by position. */
bool meeting_items(struct session *session, struct id meeting, struct gathered *items,
                   struct error *error) MUST_USE;
/* The item now among them: the one begun last; MEETING_NO_ITEM: none. */
size_t meeting_now(const struct gathered *items);

/* Sets in the draft that the item is left at the moment: its time, and how it stands then. */
void meeting_leave(struct draft *draft, const struct row *item, enum meeting_item_state state,
                   int64_t at);
void meeting_enter(struct draft *draft, const struct row *item, int64_t at);
/* Counts the problem or action an item is about as carried once more. */
bool meeting_count_carried(struct session *session, struct draft *draft, const struct row *item,
                           struct error *error) MUST_USE;

/* Adds an item of a proposal to the draft, at a position. */
struct meeting_place {
    const struct meeting_proposal *proposal;
    int64_t position;
};
bool meeting_add_proposal(struct session *session, struct draft *draft, struct id meeting,
                          const struct meeting_place *place, struct error *error) MUST_USE;
/* The proposals for a meeting that need not be in the file yet. */
bool meeting_propose_for(struct session *session, const struct row *meeting,
                         struct meeting_proposals *proposals, struct error *error) MUST_USE;
/* What a proposal is made from. */
struct proposing {
    struct session *session;
    const struct row *meeting;
    struct id programme, last; /* last: the meeting before, or none */
    date_t day;                /* of the meeting */
    VECTOR(struct meeting_proposal) list;
};
/* Takes title and reason over. */
struct meeting_proposal *proposing_add(struct proposing *proposing, enum meeting_subject subject,
                                       struct buffer *title, struct buffer *reason);
bool proposing_judged(struct proposing *proposing, struct error *error) MUST_USE;
bool proposing_agreements(struct proposing *proposing, struct error *error) MUST_USE;
bool proposing_carried(struct proposing *proposing, struct error *error) MUST_USE;

/* ---- entries ---- */

/* The last entry of a meeting (at and id), for meeting_line_moment. */
bool meeting_last_entry(struct session *session, const struct gathered *items,
                        struct meeting_last *last, struct error *error) MUST_USE;

/* The entries of all items into the view, with what they made. */
bool meeting_entries_load(struct session *session, struct meeting_view *view,
                          struct error *error) MUST_USE;
void meeting_entries_release(struct meeting_view *view);

/* ---- owners ---- */

/* Adds "J. de Vries" or "Ymere": the person, else the partner of a problem or an action. */
void meeting_owner(struct session *session, const struct row *row, struct buffer *out);

/* A name that was typed for the row and is nobody known: the newest comment that begins with the
 * sign. Nothing: none. */
bool meeting_typed(struct session *session, struct id row, char sign, struct buffer *name,
                   struct error *error) MUST_USE;

#endif
