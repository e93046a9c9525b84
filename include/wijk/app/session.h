/*
 * A session: one programme file, open, with the person who works in it, the day it is and the
 * language. It is the first argument of every use case. Screens and commands hold a session and
 * never see the store below it.
 */
#ifndef WIJK_APP_SESSION_H
#define WIJK_APP_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/base/language.h"

struct config;
struct db;
struct journal;

struct session {
    struct db *db;           /* owned; for the app layer only */
    struct journal *journal; /* owned; for the app layer only; NULL when the file is read-only and
                                there is no key */
    const struct config *config; /* borrowed; may be NULL: defaults */
    char *path;                  /* owned */
    char *person;                /* owned; who acts are by; "" when nobody said */
    date_t today; /* WIJK_TODAY, else the local date when the session began or was refreshed */
    struct id programme; /* the programme looked at; none: all programmes of the file */
    bool read_only;
    bool dry_run;          /* changes are checked in full, and then not made */
    unsigned long changes; /* goes up with every change of the file, by us or by another program:
                              reload then */
    char *warning;         /* owned; a sentence to show once after opening, or NULL */
    int64_t data_version;  /* for session_refresh */
    date_t backed_up;      /* the day for which the daily backup is known to exist */
    date_t ahead;          /* the day for which nothing is left to copy ahead (backing.h) */
};

struct session_options {
    const char *path;
    const char *key_path;        /* NULL: site.key in the data folder */
    const struct config *config; /* borrowed for the session's life; may be NULL */
    const char *person;          /* NULL: the configuration's, else the login name */
    const char *programme;       /* title, area or UUID; NULL: the only one there is, else all */
    bool read_only;              /* never write, also when it could be written */
    bool dry_run;                /* show what changes would do, and make none */
    bool create;                 /* make the file; refused when it exists */
};

/* Opens the file; everything that can be wrong with it is a sentence. */
bool session_open(struct session **out, const struct session_options *options,
                  struct error *error) MUST_USE;

/* Seals the journal and closes. Failures to seal are not errors: the next session seals. NULL is
 * allowed. */
void session_close(struct session *session);
/* Closes, and removes the file when nothing was ever done in it: one that was made for something
 * that then failed. */
void session_abandon(struct session *session);

/* Notices changes by another program and a new day; raises `changes` when there were any. */
bool session_refresh(struct session *session, struct error *error) MUST_USE;

/* Chooses the programme to look at by title, area or UUID; "" for all. */
bool session_choose(struct session *session, const char *programme, struct error *error) MUST_USE;

/* Holds the file for the reads of one screen: they see the same, and not each of them locks it
 * (store/db.h). Nothing is changed in between. NULL is allowed; a hold inside a hold does nothing.
 */
bool session_hold(struct session *session);
void session_let_go(struct session *session, bool held);

/* How many programmes the file holds: 0, 1, or 2 for several. Those that are closed count only
 * when there is no other: they are kept to look things up in, and the work is in the others. */
int session_programmes(struct session *session);
/* The one that counts; none: there are several, or none. */
bool session_only_programme(struct session *session, struct id *programme,
                            struct error *error) MUST_USE;

/* Adds what stands above every screen: "Kolenkit · programme 2008–2018", or how many programmes
 * there are. */
void session_heading(struct session *session, struct buffer *out);

/* Changes who acts are by from now on. */
void session_set_person(struct session *session, const char *person);

struct draft;

/* For the app layer: makes the draft's act as one transaction, after the daily backup when it is
 * the first change of the day. What was typed stays in the draft when it fails. */
bool session_commit(struct session *session, struct draft *draft, struct error *error) MUST_USE;

/* Refuses, with a sentence, when the file is read-only. */
bool session_writable(struct session *session, struct error *error) MUST_USE;

/* The day for all rules: WIJK_TODAY (ISO) when it is set and right, else the local date. */
date_t session_day(void);

#endif
