/*
 * The parts of erasing, and erasing because another copy did: an erasure that arrives takes the
 * text out of every older act here that it replaces, and an act that arrives after the erasure of
 * what it says loses it at once.
 */
#ifndef WIJK_SRC_STORE_ERASE_FOLLOW_H
#define WIJK_SRC_STORE_ERASE_FOLLOW_H

#include "body.h"
#include "internal.h"
#include "wijk/store/erase.h"

struct erasing {
    struct journal *journal; /* NULL when following */
    struct db *db;
    const struct erase *erase;
    struct erase_report *report;
    VECTOR(char *) texts; /* owned: what was erased */
    uint8_t last[CRYPTO_HASH];
    bool any_label; /* the label goes, whatever it says */
};
void erasing_release(struct erasing *erasing);

/* Takes the values of the field out of one act; its label too, where it says one. Not `always`:
 * an act without such a value stays as it is. */
bool erase_act(struct erasing *erasing, int64_t act, bool always, struct error *error) MUST_USE;
/* Where the erased texts are what the row is called by: out of the labels of other acts. */
bool erase_labels(struct erasing *erasing, struct error *error) MUST_USE;
bool erase_clear_search(struct db *db, struct error *error) MUST_USE;
/* Writes the file anew, outside a transaction; false: something else has it open. */
bool erase_rewrite(struct db *db);

/* Notes that something was erased in this file: from now on acts that arrive are looked at. */
bool erase_note(struct db *db, struct error *error) MUST_USE;
/* After an act of another copy was folded, inside the transaction. */
bool erase_follow(struct db *db, const struct body *body, struct error *error) MUST_USE;
/* Takes the label of an act away, which came from another copy without it. */
bool erase_label(struct db *db, int64_t act, struct error *error) MUST_USE;
/* Whether one of these two has erased something since this was asked last. */
bool erase_followed(struct db *db);

#endif
