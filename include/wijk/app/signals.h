/*
 * Signals of a programme (or of all): every suspicion that the rules of domain/signal.h raise now,
 * most urgent first, without those that were put aside. Derived anew each time, never stored.
 */
#ifndef WIJK_APP_SIGNALS_H
#define WIJK_APP_SIGNALS_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/signal.h"

struct signal {
    enum signal_kind kind;
    enum entity_kind about_kind; /* the row it is about */
    struct id about;
    struct signal_finding finding;
    char *code, *title; /* owned: of the row, or of the effort a milestone is of */
    char *reason;       /* owned; these three are NULL until signals_tell */
    struct id owner;    /* the partner who would own the problem; or none */
    struct id other;    /* SIGNAL_ELSEWHERE: the problem it looks like */
};

struct signals {
    struct signal *items; /* owned */
    size_t count;
    size_t aside; /* how many were put aside */
};

/* Thousands may be found and twenty shown: what people read of a signal is looked up when it is
 * shown, by signals_tell. */
bool signals_load(struct session *session, struct signals *signals, struct error *error) MUST_USE;
/* Fills in code, title ("" when there is none) and reason of one signal, where they are not there
 * yet. */
bool signals_tell(struct session *session, struct signal *signal, struct error *error) MUST_USE;
bool signals_tell_all(struct session *session, struct signals *signals,
                      struct error *error) MUST_USE;
void signals_release(struct signals *signals);

/* Makes a problem of it, filled in: title, what it is about, severity, owner, cause. One act. */
bool signals_flag(struct session *session, struct signal *signal, struct id *problem,
                  struct error *error) MUST_USE;

/* Puts it aside until a date, with the reason why it can wait. One act. */
struct signal_aside {
    enum signal_kind kind;
    enum entity_kind about_kind;
    struct id about;
    date_t until;
    const char *reason;
};
bool signals_put_aside(struct session *session, const struct signal_aside *aside,
                       struct error *error) MUST_USE;

/* The limits of the session's configuration. */
void signals_limits(struct session *session, struct signal_limits *limits);

#endif
