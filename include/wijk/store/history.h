/*
 * History: what was changed, when, by whom, from what to what; newest first and in windows, so that
 * it is quick in a large file too. Reading only.
 *
 *     struct history history = {0};
 *     if (!history_of_row(db, id, &(struct history_window){.limit = 50}, &history, error)) …
 *     history_release(&history);
 */
#ifndef WIJK_STORE_HISTORY_H
#define WIJK_STORE_HISTORY_H

#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/value.h"
#include "wijk/store/db.h"

struct history_act {
    int64_t number;
    int64_t at;           /* milliseconds UTC */
    char *person, *label; /* owned; person may be NULL */
    int64_t undoes;       /* number of the act it undoes, 0: none (or not known here) */
    int64_t run;          /* number of the first act of its run, 0: single */
    struct id site;
    bool undone;
    int64_t changes; /* how many rows it touched */
};

struct history_change {
    int64_t act;
    const struct entity *entity; /* NULL: unknown to this version */
    struct id row;
    char *column;               /* owned; "deleted" for delete and restore */
    struct value before, after; /* owned; for a creation before is none */
    bool created;               /* a first value of a new row */
    bool erased;                /* the value was erased by law */
};

struct history {
    VECTOR(struct history_act) acts;       /* newest first */
    VECTOR(struct history_change) changes; /* in the order of acts; empty for history_acts */
};

void history_release(struct history *history);
void history_clear(struct history *history);

struct history_window {
    int64_t before; /* only acts with a lower number; 0: from the newest */
    int64_t limit;  /* most acts; 0: 100 */
};

/* Which acts; all that is set must hold. */
struct history_filter {
    int64_t since_act;  /* only acts with a higher number */
    int64_t since;      /* only at or after this moment, milliseconds UTC */
    const char *person; /* exact name */
    struct id meeting;
};

/* Acts without their changes. `filter` may be NULL. */
bool history_acts(struct db *db, const struct history_filter *filter,
                  const struct history_window *window, struct history *out,
                  struct error *error) MUST_USE;
/* One act with its changes, at most `limit` fields of them (0: all). */
bool history_of_act(struct db *db, int64_t act, int64_t limit, struct history *out,
                    struct error *error) MUST_USE;
/* The acts that touched a row, with what they changed in that row. */
bool history_of_row(struct db *db, struct id row, const struct history_window *window,
                    struct history *out, struct error *error) MUST_USE;
/* How often a row was changed, its making included. */
bool history_count(struct db *db, struct id row, int64_t *count, struct error *error) MUST_USE;
/* Number of the newest act; 0: none. */
bool history_newest(struct db *db, int64_t *act, struct error *error) MUST_USE;

/* Adds the letters of the copy that made the row; nothing when the same copy made `home`, or when
 * it is not known. */
bool history_maker(struct db *db, struct id row, struct id home, struct buffer *out,
                   struct error *error) MUST_USE;
/* Adds the letter of a site; nothing for the home site and for one that is not known. */
bool history_site_letter(struct db *db, struct id site, struct buffer *out,
                         struct error *error) MUST_USE;

/* Fields two people changed without knowing of each other, and rows that one deleted while another
 * changed them, of one row (none: of all): a change for each value, those of one field behind each
 * other, and its act. A delete is the field "deleted" with 1, what stands against it is 0, by the
 * act that changed something. `limit` (0: 100) is of fields. */
bool history_disagreements(struct db *db, struct id row, int64_t limit, struct history *out,
                           struct error *error) MUST_USE;
/* How many such fields and rows there are. */
bool history_disagreements_count(struct db *db, int64_t *count, struct error *error) MUST_USE;
/* Whether what deleted the row had not seen a change that is here. */
bool history_delete_unseen(struct db *db, struct id row, bool *unseen,
                           struct error *error) MUST_USE;

#endif
