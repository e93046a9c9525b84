/*
 * The journal: the one way to write. A draft becomes an act: one transaction, one undo step, one
 * line of history; the typed tables follow in the same transaction. Acts of other sites go through
 * the same journal_apply.
 *
 *     struct journal *journal;
 *     if (!journal_open(&journal, db, key_path, &error)) …
 *     journal_person(journal, "M. de Boer");
 *     if (!journal_commit(journal, &draft, &error)) …   // saved only when this returned true
 *     if (!journal_close(journal, &error)) …            // seals what was done, remembers the last
 * act in the key file
 *
 * The key file (one for all programme files of a user) holds a key pair a copy of a file. A file
 * that was copied or restored makes a new site at its next act.
 */
#ifndef WIJK_STORE_JOURNAL_H
#define WIJK_STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/store/db.h"
#include "wijk/store/draft.h"

#define JOURNAL_HASH 32
#define JOURNAL_BODY_LIMIT (16u << 20)

struct journal;

/* A file opened read-only has a journal that refuses every write. Borrows the db until
 * journal_close. */
bool journal_open(struct journal **out, struct db *db, const char *key_path,
                  struct error *error) MUST_USE;
/* Seals and frees, also when it fails; NULL is allowed. Call before db_close. */
bool journal_close(struct journal *journal, struct error *error) MUST_USE;

/* Who acts from now on; copied; NULL or "": nobody named. And the meeting in which (none id: no
 * meeting). */
void journal_person(struct journal *journal, const char *name);
void journal_meeting(struct journal *journal, struct id meeting);
/* Acts from now on are of an earlier day, at nine in the morning; DATE_NONE: of now, as they are
 * otherwise. For an example that has a past. */
void journal_day(struct journal *journal, date_t day);

/* The letters that codes made here get, so that two copies that do not know of each other never
 * give the same code: "" at home, else four of them, which follow from the site's key (one of
 * 279,841; a new site takes a key whose letters nobody in the file has). Should two sites meet that
 * have the same four all the same, the one with the higher id goes on with six. They are known
 * before the first act. journal_letter is for what belongs to no programme: home is the file's
 * first site. */
#define JOURNAL_LETTERS 8
const char *journal_letter(const struct journal *journal);
/* Of rows of a programme; home is the site that made it. */
bool journal_letters(struct journal *journal, struct id programme, char letters[JOURNAL_LETTERS],
                     struct error *error) MUST_USE;

/* Makes the act(s) of the draft: all or nothing. A change to the present value is dropped; without
 * any change left there is no act (true). A rule of a table that does not hold refuses the whole:
 * ERROR_INPUT. The draft stays as it was. */
bool journal_commit(struct journal *journal, struct draft *draft, struct error *error) MUST_USE;

/* The number of the last act of this journal's last commit that made one; 0: none yet. */
int64_t journal_last_act(const struct journal *journal);

/* A streamed import: many drafts in one transaction that undo together under one label. Between
 * begin and end only journal_run_add may write. A failed add leaves the run open: abort it. */
bool journal_run_begin(struct journal *journal, const char *label, struct error *error) MUST_USE;
bool journal_run_add(struct journal *journal, struct draft *draft, struct error *error) MUST_USE;
bool journal_run_end(struct journal *journal, struct error *error) MUST_USE;
void journal_run_abort(struct journal *journal);

/* An act as it travels. Everything is borrowed while it is applied. */
struct act {
    struct id site;
    const uint8_t *public_key;  /* 32 bytes, for a site not yet known; else NULL */
    int64_t seq, lamport, at;   /* at: milliseconds UTC */
    const char *person, *label; /* person may be NULL */
    struct id undoes_site;      /* none: undoes nothing */
    int64_t undoes_seq;
    int64_t run;       /* seq of the first act of its run, 0: single */
    struct id meeting; /* none: outside a meeting */
    uint8_t previous[JOURNAL_HASH], hash[JOURNAL_HASH];
    const uint8_t *body;
    size_t length;
};

/* Filled: it was here with something withheld, and now more of it is. */
enum act_outcome { ACT_APPLIED, ACT_KNOWN, ACT_PARKED, ACT_FORKED, ACT_FILLED };

/* Takes an act of another site, inside a transaction of the caller (db_begin). Checks its hash and
 * form (ERROR_DAMAGED); parks it when its predecessor is missing; applies it, then those that were
 * parked behind it. What cannot be shown yet (unknown field, missing row, a rule that does not
 * hold) waits and is tried again. */
bool journal_apply(struct journal *journal, const struct act *act, enum act_outcome *outcome,
                   struct error *error) MUST_USE;

/* Tries all waiting changes again: after an upgrade, and at the end of taking. Inside a
 * transaction. */
bool journal_retry(struct journal *journal, struct error *error) MUST_USE;

#endif
