/*
 * The past: what was changed, by whom and when, with the old value and the new.
 */
#ifndef WIJK_APP_PAST_H
#define WIJK_APP_PAST_H

#include "wijk/app/session.h"
#include "wijk/domain/entity.h"

struct past_line {
    int64_t act;           /* acts go up; lines of one act stand together */
    int64_t at;            /* milliseconds since 1970, UTC */
    char *person;          /* owned */
    char *site;            /* owned: its letter */
    char *label;           /* owned: what the act did, in words */
    enum entity_kind kind; /* ENTITY_NONE: a row of a newer version */
    struct id row;
    char *title;          /* owned: the row's code and name */
    char *field;          /* owned: the field's label; "" when the row was made */
    char *before, *after; /* owned: as people read them; "" is unknown */
    bool undone;          /* the act was undone since */
};

struct past {
    struct past_line *lines; /* owned, newest first */
    size_t count;
    int64_t older; /* pass as `before` for the next page; 0: there is no more */
};

struct past_request {
    enum entity_kind kind; /* of one row and what belongs to it; ENTITY_NONE: of everything */
    struct id row;
    int64_t before; /* acts below this number only; 0: from the newest */
    size_t limit;   /* acts */
    int64_t since;  /* of everything: acts above this number only; 0: from the first */
};

bool past_load(struct session *session, const struct past_request *request, struct past *past,
               struct error *error) MUST_USE;
void past_release(struct past *past);

/* "Since I last looked": the newest act that the session's person has seen of this file, kept in
 * the data folder by site and person. *seen is 0 for somebody who never looked. */
bool past_seen(struct session *session, int64_t *seen, struct error *error) MUST_USE;
/* From now on everything that is in the file has been seen. */
bool past_look(struct session *session, struct error *error) MUST_USE;

#endif
