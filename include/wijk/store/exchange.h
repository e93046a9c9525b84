/*
 * What exchange keeps in the programme file, and the two ways of acts: out into a pack, in from
 * one. The rules of what may go where are told in app/exchange.h, which is how screens and commands
 * ask for all this.
 */
#ifndef WIJK_STORE_EXCHANGE_H
#define WIJK_STORE_EXCHANGE_H

#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"
#include "wijk/store/journal.h"
#include "wijk/store/pack.h"

/* ---- sites ---- */

struct peer {
    int64_t number; /* of the site, in this file */
    struct id id;
    char letters[JOURNAL_LETTERS];
    char *name; /* owned; "" unnamed */
    uint8_t public_key[PACK_KEY];
    bool own, trusted, distrusted;
    enum pack_role role;
    struct id programme;
    int64_t seq, last_at; /* of its last act here */
    char *last_person;    /* owned; "" nobody */
    int64_t packed_at, pack;
    int64_t known;    /* the highest of its acts anybody said to have */
    int64_t forks;    /* acts of it that contradict ones that are here, and are kept beside them */
    int64_t unsealed; /* acts of another site that are here and that it has not signed */
    int64_t lacks;    /* acts here that it did not have when it made its last pack */
};
struct peers {
    VECTOR(struct peer) list; /* in the order they came into the file */
};

/* All sites. With `make`, the own one is made when it is not there yet. */
bool peers_read(struct journal *journal, bool make, struct peers *peers,
                struct error *error) MUST_USE;
void peers_release(struct peers *peers);
/* ERROR_NOT_FOUND. */
bool peer_trust(struct db *db, struct id site, bool trusted, struct error *error) MUST_USE;
bool peer_name(struct db *db, struct id site, const char *name, struct error *error) MUST_USE;
bool peer_role(struct db *db, struct id site, enum pack_role role, struct id programme,
               struct error *error) MUST_USE;

/* The fingerprint of a key in eight words. */
void fingerprint_words(const uint8_t public_key[PACK_KEY], struct buffer *out);

/* ---- out ---- */

/* Told now and then how far it is (`total` 0: not known); false stops: ERROR_CANCELLED, and nothing
 * was changed. */
typedef bool exchange_goes_on(void *context, long done, long total);

enum exchange_goes { GOES_TO_GROUP, GOES_TO_BUREAU, GOES_TO_ANYBODY };

struct exchange_out {
    const char *path; /* NULL: only look */
    int64_t peer;     /* its number: what it lacks; 0: what not every trusted site has */
    bool sealed;      /* for that peer's key */
    enum exchange_goes goes;
    struct id group; /* GOES_TO_GROUP: of this programme; none: of no one in particular */
    struct id limit; /* only rows of this programme and of none; none: all */
    bool all;
    int64_t since; /* only acts with a higher number; 0: no matter */
    /* Each row that goes, once a change; may be NULL. */
    void (*row)(void *context, const char *entity, struct id row, bool created, bool deleted);
    void *context;
    exchange_goes_on *progress; /* or NULL */
    void *progress_context;
    /* Filled in. */
    int64_t acts, withheld, bytes;
};

bool exchange_write(struct journal *journal, struct exchange_out *out,
                    struct error *error) MUST_USE;

/* ---- in ---- */

struct exchange_in {
    const char *path;
    bool preview;  /* everything is done, and rolled back */
    bool only_new; /* a pack that was taken before is not read again */
    /* After the whole pack was verified and before anything is changed; `known` may be NULL, the
     * pack's own number of acts is exact by now. False: the error says why not. */
    bool (*ready)(void *context, struct exchange_in *in, const struct peer *from,
                  struct error *error);
    /* Each change of each act that came; may be NULL. */
    void (*row)(void *context, const char *entity, struct id row, bool created, bool deleted);
    /* At the end, inside the transaction. */
    bool (*done)(void *context, const struct exchange_in *in, struct error *error);
    void *context;
    exchange_goes_on *progress; /* or NULL */
    void *progress_context;
    const char *label; /* for undo; borrowed */
    /* Filled in. */
    struct pack_header about; /* borrowed from the pack until the end */
    uint8_t hash[JOURNAL_HASH];
    bool again; /* this very pack was taken before */
    int64_t acts, applied, known, parked, forked, filled, withheld;
    int64_t first, last; /* numbers of the acts that came; first 0: none */
};

bool exchange_read(struct journal *journal, struct exchange_in *in, struct error *error) MUST_USE;

/* The number of the next pack; 0: it could not be read. */
int64_t exchange_next_number(struct db *db);

/* The number of the last act made before a moment; 0: none. Looks at all acts. */
bool exchange_before(struct db *db, int64_t moment, int64_t *number, struct error *error) MUST_USE;

/* Whether the pack with this hash was taken. */
bool exchange_taken(struct db *db, const uint8_t hash[JOURNAL_HASH], bool *taken,
                    struct error *error) MUST_USE;

/* Reads a pack to its end without taking anything: who made it, and whether it was taken before. */
struct exchange_peek {
    const char *path;           /* borrowed */
    exchange_goes_on *progress; /* or NULL */
    void *progress_context;
    /* Filled in, as far as it could be read. */
    struct pack_header about; /* its name is owned: free(about.name) */
    int64_t acts;             /* that are in it */
    bool taken;
};
bool exchange_peek(struct journal *journal, struct exchange_peek *peek,
                   struct error *error) MUST_USE;

/* Acts that wait because others before them are missing, by site: `from` to `to` are missing. */
struct exchange_missing {
    struct id site;
    int64_t from, to;
};
struct exchange_missings {
    VECTOR(struct exchange_missing) list; /* release with free(list.items) */
};
bool exchange_missing(struct db *db, struct exchange_missings *out, struct error *error) MUST_USE;

/* Acts that came (numbers `first` to `last`), in the name of sites that have not signed them. */
struct exchange_unsealed {
    struct id site;
    int64_t acts;
};
struct exchange_unsealeds {
    VECTOR(struct exchange_unsealed) list; /* release with free(list.items) */
};
bool exchange_unsealed(struct journal *journal, const struct exchange_in *in,
                       struct exchange_unsealeds *out, struct error *error) MUST_USE;

/* ---- evidence ---- */

struct history_finding {
    struct id site;
    int64_t seq, at;
    char *person, *label; /* owned; or NULL */
    enum history_wrong {
        WRONG_HASH,  /* the act is not what its hash says */
        WRONG_CHAIN, /* it does not follow the act before it */
        WRONG_SEAL,  /* a signature does not fit */
        WRONG_END,   /* the last acts are gone */
        WRONG_KEY,   /* the site is not named by its key */
        WRONG_FORK   /* two acts in one place: the chain was continued twice */
    } wrong;
};
struct history_evidence {
    int64_t sites, acts, sealed, seals, withheld, parked, forked;
    VECTOR(struct history_finding) findings;
};
bool history_verify(struct db *db, struct history_evidence *evidence, struct error *error) MUST_USE;
void history_evidence_release(struct history_evidence *evidence);

#endif
