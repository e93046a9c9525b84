/*
 * A draft: the changes that will become one act. Nothing is written until journal_commit.
 *
 *     struct draft draft;
 *     draft_init(&draft, _("New goal"));
 *     draft_create(&draft, &goal);
 *     draft_set(&draft, ENTITY_EFFORT, effort, "phase", value_text("running"));
 *     bool done = journal_commit(journal, &draft, error);
 *     draft_release(&draft);
 *
 * A draft of a million creates is cheap: changes are held encoded. A large draft becomes a run of
 * acts, which undo together.
 */
#ifndef WIJK_STORE_DRAFT_H
#define WIJK_STORE_DRAFT_H

#include "wijk/base/buffer.h"
#include "wijk/base/vector.h"
#include "wijk/domain/row.h"

struct draft_change {
    size_t begin, length; /* in `bytes` */
    bool create;
};

struct draft {
    char *label;         /* owned; what history and undo show */
    struct buffer bytes; /* owned; the fields of the changes, one behind the other */
    VECTOR(struct draft_change) changes; /* owned */
    VECTOR(char *) names;                /* owned; entity and column names and choices, by number */
    size_t map[ENTITY_COUNT];            /* entity → number of its name + 1 */
    struct id last_row;                  /* of the last set, to which the next set may be added */
};

void draft_init(struct draft *draft, const char *label); /* copies */
void draft_release(struct draft *draft);
void draft_clear(struct draft *draft); /* no changes, same label: for runs */
bool draft_is_empty(const struct draft *draft);

/* A new row with all its values; a row without an id is given one, so that later lines may refer to
 * it. */
void draft_create(struct draft *draft, struct row *row);
/* One field of one row; takes the value over. What is already so is dropped at the commit. */
void draft_set(struct draft *draft, enum entity_kind kind, struct id id, const char *column,
               struct value value);
/* The fields in which `after` is another than `before`, which is the same row; how many. */
size_t draft_differences(struct draft *draft, const struct row *before, const struct row *after);
/* A field whose text is erased by law: only this hash of it (32 bytes) is kept. Always a change. */
void draft_erase(struct draft *draft, enum entity_kind kind, struct id id, const char *column,
                 const uint8_t hash[32]);
void draft_delete(struct draft *draft, enum entity_kind kind, struct id id);
void draft_restore(struct draft *draft, enum entity_kind kind, struct id id);

#endif
