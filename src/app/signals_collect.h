/* Collecting signals: what signals.c and signals_efforts.c share. For the app layer only. */
#ifndef WIJK_SRC_APP_SIGNALS_COLLECT_H
#define WIJK_SRC_APP_SIGNALS_COLLECT_H

#include "standing.h"
#include "wijk/app/signals.h"
#include "wijk/base/vector.h"

struct collecting {
    struct session *session;
    const struct standing *standing;
    struct signal_limits limits;
    struct signal_call call;  /* its reason is `words` */
    struct signal_call quiet; /* the same without words: for what collecting_note adds */
    struct buffer words;
    struct signal_finding finding; /* what the last rule found */
    VECTOR(struct signal) found;
};

/* Adds what the last rule found, about a row; the words are taken and emptied. */
void collecting_add(struct collecting *collecting, enum signal_kind kind, const struct row *about,
                    const struct row *named, struct id owner);

/* Adds what the last rule found without looking up code, title and reason: signals_tell does, and
 * it has to know the kind. For what may be found by the thousand. */
void collecting_note(struct collecting *collecting, enum signal_kind kind, const struct row *about,
                     struct id owner);

/* Efforts, their milestones and their money; dates that were moved. */
bool collecting_efforts(struct collecting *collecting, struct error *error) MUST_USE;

/* The same problem in another neighbourhood. */
bool collecting_elsewhere(struct collecting *collecting, struct error *error) MUST_USE;

/* Agreements of the charter. */
bool collecting_agreements(struct collecting *collecting, struct error *error) MUST_USE;

/* Actions that were carried over too often. */
bool collecting_actions(struct collecting *collecting, struct error *error) MUST_USE;

/* The signals of what is read already. */
bool signals_collect(struct session *session, const struct standing *standing,
                     struct signals *signals, struct error *error) MUST_USE;

#endif
