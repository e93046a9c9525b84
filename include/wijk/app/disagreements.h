/*
 * Disagreements: a field that two people changed without knowing of each other, and a row that one
 * deleted while another changed it. The table shows one of the values until a person chooses; the
 * choice is an act that names all of them. And doubles: the same partner or person typed twice.
 */
#ifndef WIJK_APP_DISAGREEMENTS_H
#define WIJK_APP_DISAGREEMENTS_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/value.h"

struct disagreement_value {
    int64_t act;        /* its number here; pass it to choose it */
    struct id site;     /* whose copy */
    bool own;           /* this copy's */
    char *site_name;    /* owned */
    char *person;       /* owned; "" nobody named */
    int64_t at;         /* milliseconds UTC */
    struct value value; /* owned */
    char *text;         /* owned: as people read it; "" unknown */
    bool shown;         /* this one is in the table now */
};

struct disagreement {
    enum entity_kind kind;
    struct id row;
    char *title;  /* owned: code and name of the row */
    char *column; /* owned; "deleted": one deleted the row, another changed it or wants it back */
    char *label;  /* owned: of the field, translated */
    VECTOR(struct disagreement_value) values; /* two or more, the shown one first */
};

struct disagreements {
    VECTOR(struct disagreement) list;
    bool more; /* there are more than were asked for */
};

/* The first `limit` (0: 1000), or those of one row (none: of all). */
bool disagreements_list(struct session *session, struct id row, size_t limit,
                        struct disagreements *out, struct error *error) MUST_USE;
void disagreements_release(struct disagreements *out);
/* How many there are; cheap enough for every overview. */
bool disagreements_count(struct session *session, int64_t *count, struct error *error) MUST_USE;
/* Whether the row has any: the mark in lists. False as well when it could not be read. */
bool disagreements_mark(struct session *session, struct id row);

enum disagreement_side { DISAGREE_MINE, DISAGREE_THEIRS, DISAGREE_LATEST, DISAGREE_SITE };

struct disagreement_choice {
    enum entity_kind kind;
    struct id row;
    const char *column; /* borrowed; NULL: every disagreement of the row */
    const char *typed;  /* a third value as typed; NULL: choose */
    int64_t act;        /* choose the value of this act; 0: by `side` */
    enum disagreement_side side;
    struct id site; /* DISAGREE_SITE: the value of this site's copy */
};

/* Settles all of them as one act. ERROR_NOT_FOUND: there is no disagreement about a field. A side
 * that has no value in it (both are others') leaves that field; *settled is how many fields were.
 */
bool disagreements_settle(struct session *session, const struct disagreement_choice *choices,
                          size_t count, long *settled, struct error *error) MUST_USE;
/* All there are, by side. */
bool disagreements_settle_all(struct session *session, enum disagreement_side side, struct id site,
                              long *settled, struct error *error) MUST_USE;

/* ---- doubles ---- */

struct doubles_pair {
    enum entity_kind kind;        /* partner or person */
    struct id keep, row;          /* the one with more rows that refer to it, and the other */
    char *keep_title, *row_title; /* owned */
    double likeness;              /* 0 to 1; 1: the same but for case, accents and spaces */
};
struct doubles {
    VECTOR(struct doubles_pair) list; /* most alike first */
};
/* Partners and persons whose names are equal or nearly so. Merge with merging_rows
 * (app/merging.h). */
bool doubles_find(struct session *session, struct doubles *doubles, struct error *error) MUST_USE;
void doubles_release(struct doubles *doubles);
/* The pair is not the same: it is not told any more, on this copy of the file. doubles_forget: all
 * such pairs are told again. */
bool doubles_apart(struct session *session, const struct doubles_pair *pair,
                   struct error *error) MUST_USE;
bool doubles_forget(struct session *session, struct error *error) MUST_USE;

#endif
