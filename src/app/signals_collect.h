/* Collecting signals: what signals.c and signals_efforts.c share. For the app layer only. */
#ifndef WIJK_SRC_APP_SIGNALS_COLLECT_H
#define WIJK_SRC_APP_SIGNALS_COLLECT_H

#include "standing.h"
#include "wijk/app/signals.h"
#include "wijk/base/vector.h"
#include "wijk/store/record.h"

struct elsewhere;

struct collecting {
    struct session *session;
    const struct standing *standing;
    struct signal_limits limits;
    struct signal_call call;  /* its reason is `words` */
    struct signal_call quiet; /* the same without words: for what collecting_note adds */
    struct buffer words;
    struct signal_finding finding; /* what the last rule found */
    VECTOR(struct signal) found;
    size_t aside;                /* how many were hidden */
    size_t stage, next;          /* of collecting_some, and how far that stage is */
    struct elsewhere *elsewhere; /* owned; while that stage is on */
};

/* Adds what the last rule found, about a row; the words are taken and emptied. */
void collecting_add(struct collecting *collecting, enum signal_kind kind, const struct row *about,
                    const struct row *named, struct id owner);

/* Adds what the last rule found without looking up code, title and reason: signals_tell does, and
 * it has to know the kind. For what may be found by the thousand. */
void collecting_note(struct collecting *collecting, enum signal_kind kind, struct record_at about,
                     struct id owner);

/* The programme at `next` of those that are looked at; false: there is none. */
bool collecting_programme(const struct collecting *collecting, struct id *programme);

/* A slice of a stage: `more` is false on the way in, and true when it is to be called again. */
typedef bool collecting_stage(struct collecting *collecting, bool *more, struct error *error);

collecting_stage collecting_efforts;    /* the efforts themselves */
collecting_stage collecting_milestones; /* late ones */
collecting_stage collecting_money;      /* out of step with time */
collecting_stage collecting_moves;      /* dates that were moved */
collecting_stage collecting_actions;    /* carried over too often */
collecting_stage collecting_elsewhere;  /* the same problem in another neighbourhood */
collecting_stage collecting_agreements; /* of the charter */
void collecting_elsewhere_free(struct elsewhere *elsewhere);

/* The signals of what is read already, of STANDING_SIGNALS or more. */
bool signals_collect(struct session *session, const struct standing *standing,
                     struct signals *signals, struct error *error) MUST_USE;

/* The same a kind or two at a time, for what may not hold up a key. */
struct collecting *collecting_begin(struct session *session, const struct standing *standing);
bool collecting_some(struct collecting *collecting, bool *more, struct error *error) MUST_USE;
/* What was found, most urgent first; ends the collecting. */
void collecting_end(struct collecting *collecting, struct signals *signals);

#endif
