/*
 * The inside of a journal, shared by its modules and by undo.
 */
#ifndef WIJK_SRC_STORE_JOURNAL_SITE_H
#define WIJK_SRC_STORE_JOURNAL_SITE_H

#include "body.h"
#include "internal.h"
#include "sitekey.h"
#include "wijk/store/journal.h"

struct journal {
    struct db *db;           /* borrowed */
    char *key_path, *person; /* owned; person may be NULL */
    struct id meeting;
    int64_t moment; /* of acts; 0: that of the clock */
    struct sitekey key;
    bool known;                   /* the key is that of a site this file may go on with */
    int64_t site;                 /* its number here; 0: not in the file yet */
    bool home;                    /* the first site of the file, or the one that will be it */
    struct sitekey fresh;         /* the key of the site that will be made; zeros: not made yet */
    char letter[JOURNAL_LETTERS]; /* of the site, or of the one that will be made */
    /* Inside a transaction: where the chain is. */
    int64_t seq, lamport;
    uint8_t hash[CRYPTO_HASH];
    int64_t made, last_act;          /* acts made by this journal; number of the last one */
    bool running;                    /* between run_begin and run_end */
    char *run_label;                 /* owned */
    int64_t run, run_made, run_last; /* seq of its first act; what made and last_act were before */
    struct body_writer writer;
};

/* At opening: finds the key of this file, if it may go on with it. */
bool journal_site_find(struct journal *journal, struct error *error) MUST_USE;
/* Inside a transaction, before the first act in it: makes a site where there is none, and reads its
 * chain. */
bool journal_site_ready(struct journal *journal, struct error *error) MUST_USE;
/* The letters of any site: they follow from its id. */
void journal_site_letters(struct id site, size_t count, char letters[JOURNAL_LETTERS]);
/* After an act was added. */
bool journal_site_advance(struct journal *journal, struct error *error) MUST_USE;
/* Seals what was made and remembers it in the key file. */
bool journal_site_seal(struct journal *journal, struct error *error) MUST_USE;
/* After acts came that contradict others: seals what was made, and when it is the own chain that
 * was continued by somebody else, the next act makes a new site. */
void journal_site_part(struct journal *journal);

/* Rolls back, and forgets what was made in the transaction; `made` and `last_act` are what they
 * were before. */
void journal_forget(struct journal *journal, int64_t made, int64_t last_act);

/* What the acts of a draft are besides their changes. */
struct journal_frame {
    const char *label;
    struct id undoes_site;
    int64_t undoes_seq;
    int64_t run; /* seq of the first act of the run they belong to; 0: none */
};

/* Inside a transaction: encodes and folds a draft. *acts counts those made. */
bool journal_write(struct journal *journal, const struct draft *draft,
                   const struct journal_frame *frame, int64_t *acts, struct error *error) MUST_USE;

/* The hash of an act. Checks the form of its body on the way. */
bool journal_hash(const struct act *act, const struct body *body, uint8_t hash[CRYPTO_HASH],
                  struct error *error) MUST_USE;

/* Tells of each row that the body shows a change of. */
void exchange_tell_rows(const struct body *body,
                        void (*row)(void *context, const char *entity, struct id id, bool created,
                                    bool deleted),
                        void *context);

/* Checks hash and form of an act that travels; ERROR_DAMAGED. */
bool journal_act_check(const struct act *act, struct error *error) MUST_USE;
/* As journal_apply, of an act that was checked. */
bool journal_apply_checked(struct journal *journal, const struct act *act,
                           enum act_outcome *outcome, struct error *error) MUST_USE;
/* Keeps an act that cannot be applied (yet); of one that is kept already, what it shows more. */
bool journal_park(struct db *db, const struct act *act, bool forked, struct error *error) MUST_USE;
/* Adds what was withheld from an act that is here. */
bool journal_fill(struct db *db, int64_t number, const struct act *act,
                  struct error *error) MUST_USE;

/* Writes the act itself; without a number (0) it gets the next one. */
struct journal_place {
    int64_t number, site; /* of the act and of its site, in this file */
    int64_t changes, withheld;
};
bool journal_add_act(struct db *db, const struct act *act, struct journal_place *place,
                     struct error *error) MUST_USE;

#endif
