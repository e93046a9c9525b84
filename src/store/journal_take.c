#include <stdlib.h>
#include <string.h>

#include "erase_follow.h"
#include "fold.h"
#include "journal_site.h"
#include "project.h"
#include "statements.h"
#include "wijk/base/language.h"

const struct statement_text journal_take_statements[] = {
    {"take_site", "SELECT number, seq, hash FROM site WHERE id = :id", 0},
    {"take_add_site",
     "INSERT INTO site (id, letter, public_key) VALUES (:id, :letter, :public_key)", 0},
    {"take_known",
     "SELECT a.number, a.hash, a.withheld, a.label FROM site AS s JOIN act AS a ON a.site = "
     "s.number"
     " WHERE s.id = :id AND a.seq = :seq",
     0},
    {"take_advance", "UPDATE site SET seq = :seq, hash = :hash WHERE number = :number", 0},
    {"take_parked",
     "SELECT hash, public_key, lamport, at, person, label, undoes_site, undoes_seq, run, meeting,"
     " previous, seal, body FROM parked WHERE site = :site AND seq = :seq AND forked = 0"
     " AND previous = :previous LIMIT 1",
     0},
    {"take_seal",
     "INSERT OR REPLACE INTO seal (site, seq, signature) VALUES (:site, :seq, :signature)", 0},
    {"take_unpark", "DELETE FROM parked WHERE site = :site AND seq = :seq AND hash = :hash", 0},
};
STATEMENT_COUNT(journal_take);
enum { SITE, ADD_SITE, KNOWN, ADVANCE, PARKED, SEAL, UNPARK };

#define LAMPORT_LIMIT ((int64_t)1 << 60)

struct chain {
    int64_t number, seq;
    uint8_t hash[JOURNAL_HASH];
};

static bool damaged(struct error *error, const char *what)
{
    error_set(error, ERROR_DAMAGED, _("An act is damaged or was altered; nothing of it was taken"));
    return error_detail(error, "act: %s", what);
}

static bool read_chain(struct db *db, struct id site, struct chain *chain, struct error *error)
{
    struct statement *read = statement_get(db, &journal_take_statements[SITE], error);
    bool found;
    *chain = (struct chain){0};
    if (read == NULL)
        return false;
    statement_bind_id(read, "id", site);
    if (!statement_first(read, &found, error) || !found)
        return !error_is_set(error);
    size_t length;
    const void *hash = statement_bytes(read, "hash", &length);
    if (length == JOURNAL_HASH)
        memcpy(chain->hash, hash, JOURNAL_HASH);
    chain->number = statement_integer(read, "number");
    chain->seq = statement_integer(read, "seq");
    statement_reset(read);
    return true;
}

static bool add_site(struct db *db, const struct act *act, struct error *error)
{
    uint8_t name[CRYPTO_HASH];
    struct crypto_hash hash;
    if (act->public_key == NULL)
        return damaged(error, "no public key of an unknown site");
    crypto_hash_init(&hash);
    crypto_hash_add(&hash, act->public_key, CRYPTO_PUBLIC);
    crypto_hash_end(&hash, name);
    if (memcmp(name, act->site.bytes, sizeof act->site.bytes) != 0)
        return damaged(error, "site is not named by its key");
    struct statement *add = statement_get(db, &journal_take_statements[ADD_SITE], error);
    if (add == NULL)
        return false;
    statement_bind_id(add, "id", act->site);
    char letters[JOURNAL_LETTERS];
    journal_site_letters(act->site, 4, letters);
    statement_bind_text(add, "letter", letters);
    statement_bind_bytes(add, "public_key", act->public_key, CRYPTO_PUBLIC);
    return statement_run(add, error);
}

/* The act follows the last of its site here. */
static bool apply(struct db *db, const struct act *act, const struct body *body,
                  struct chain *chain, struct error *error)
{
    struct fold fold = {.db = db, .body = body, .site = act->site, .seq = act->seq};
    struct journal_place place = {.changes = (int64_t)body->change_count};
    place.withheld = body_withheld(body);
    if (chain->number == 0 &&
        (!add_site(db, act, error) || !read_chain(db, act->site, chain, error)))
        return false;
    place.site = chain->number;
    if (!journal_add_act(db, act, &place, error))
        return false;
    fold.act = place.number;
    struct statement *advance = statement_get(db, &journal_take_statements[ADVANCE], error);
    if (advance == NULL)
        return false;
    statement_bind_integer(advance, "number", chain->number);
    statement_bind_integer(advance, "seq", act->seq);
    statement_bind_bytes(advance, "hash", act->hash, JOURNAL_HASH);
    chain->seq = act->seq;
    memcpy(chain->hash, act->hash, JOURNAL_HASH);
    return statement_run(advance, error) && fold_act(&fold, error) &&
           fold_undone(db, act->site, act->seq, error) &&
           (act->undoes_seq == 0 || fold_undone(db, act->undoes_site, act->undoes_seq, error)) &&
           erase_follow(db, body, error);
}

/* A parked act in memory of its own. */
struct parked {
    struct act act;
    uint8_t public_key[CRYPTO_PUBLIC];
    uint8_t seal[CRYPTO_SIGNATURE];
    bool sealed;
    char *person, *label;
    struct buffer body;
};

static void read_parked(struct statement *read, struct parked *parked)
{
    struct act *act = &parked->act;
    size_t length;
    const void *bytes = statement_bytes(read, "public_key", &length);
    if (length == CRYPTO_PUBLIC) {
        memcpy(parked->public_key, bytes, length);
        act->public_key = parked->public_key;
    }
    bytes = statement_bytes(read, "seal", &length);
    parked->sealed = length == sizeof parked->seal;
    if (parked->sealed)
        memcpy(parked->seal, bytes, length);
    act->lamport = statement_integer(read, "lamport");
    act->at = statement_integer(read, "at");
    act->person = parked->person = memory_string(statement_text(read, "person"));
    act->label = parked->label = memory_string(statement_text(read, "label"));
    act->undoes_site = statement_id(read, "undoes_site");
    act->undoes_seq = statement_integer(read, "undoes_seq");
    act->run = statement_integer(read, "run");
    act->meeting = statement_id(read, "meeting");
    bytes = statement_bytes(read, "previous", &length);
    memcpy(act->previous, bytes, length < JOURNAL_HASH ? length : JOURNAL_HASH);
    bytes = statement_bytes(read, "hash", &length);
    memcpy(act->hash, bytes, length < JOURNAL_HASH ? length : JOURNAL_HASH);
    bytes = statement_bytes(read, "body", &length);
    buffer_add(&parked->body, bytes, length);
    act->body = (const uint8_t *)parked->body.bytes;
    act->length = parked->body.length;
}

/* The seal that came with it was checked then. */
static bool put_seal(struct db *db, const struct parked *parked, const struct chain *chain,
                     struct error *error)
{
    struct statement *add = statement_get(db, &journal_take_statements[SEAL], error);
    if (add == NULL)
        return false;
    statement_bind_integer(add, "site", chain->number);
    statement_bind_integer(add, "seq", parked->act.seq);
    statement_bind_bytes(add, "signature", parked->seal, sizeof parked->seal);
    return statement_run(add, error);
}

static bool apply_parked(struct db *db, struct parked *parked, struct chain *chain,
                         struct error *error)
{
    struct body body;
    struct statement *remove = statement_get(db, &journal_take_statements[UNPARK], error);
    if (remove == NULL)
        return false;
    statement_bind_id(remove, "site", parked->act.site);
    statement_bind_integer(remove, "seq", parked->act.seq);
    statement_bind_bytes(remove, "hash", parked->act.hash, JOURNAL_HASH);
    if (!statement_run(remove, error) ||
        !body_open(&body, parked->act.body, parked->act.length, error))
        return false;
    bool fine = apply(db, &parked->act, &body, chain, error) &&
                (!parked->sealed || put_seal(db, parked, chain, error));
    body_release(&body);
    return fine;
}

/* Those that waited for what the chain now ends with, one after the other. */
static bool follow(struct db *db, struct id site, struct chain *chain, struct error *error)
{
    for (bool found = true; found;) {
        struct parked parked = {.act = {.site = site, .seq = chain->seq + 1}, .body = BUFFER_EMPTY};
        struct statement *read = statement_get(db, &journal_take_statements[PARKED], error);
        if (read == NULL)
            return false;
        statement_bind_id(read, "site", site);
        statement_bind_integer(read, "seq", chain->seq + 1);
        statement_bind_bytes(read, "previous", chain->hash, JOURNAL_HASH);
        if (!statement_first(read, &found, error))
            return false;
        if (!found)
            return true;
        read_parked(read, &parked);
        statement_reset(read);
        bool fine = apply_parked(db, &parked, chain, error);
        free(parked.person);
        free(parked.label);
        buffer_release(&parked.body);
        if (!fine)
            return false;
    }
    return true;
}

static bool check_form(const struct act *act, const struct body *body, struct error *error)
{
    uint8_t hash[JOURNAL_HASH];
    if (act->seq <= 0 || act->lamport <= 0 || act->lamport > LAMPORT_LIMIT || act->undoes_seq < 0 ||
        act->run < 0 || act->run > act->seq || act->label == NULL || id_is_none(act->site))
        return damaged(error, "a number is out of range");
    /* A label that cannot be checked says nothing of its own. */
    if ((body->form & BODY_PEOPLE) != 1 && strcmp(act->label, ERASE_SHOWN) != 0 &&
        (strcmp(act->label, BODY_LABEL_WITHHELD) != 0 || act->person != NULL))
        return damaged(error, "label");
    if (!journal_hash(act, body, hash, error))
        return false;
    if (memcmp(hash, act->hash, JOURNAL_HASH) != 0)
        return damaged(error, "hash");
    return true;
}

/* What is known of an act that is here already. */
struct present {
    bool there, same, labelled;
    int64_t number, withheld;
};

static bool read_present(struct db *db, const struct act *act, struct present *present,
                         struct error *error)
{
    *present = (struct present){.there = false};
    struct statement *read = statement_get(db, &journal_take_statements[KNOWN], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "id", act->site);
    statement_bind_integer(read, "seq", act->seq);
    if (!statement_first(read, &present->there, error))
        return false;
    if (!present->there)
        return true;
    size_t length;
    const void *hash = statement_bytes(read, "hash", &length);
    present->same = length == JOURNAL_HASH && memcmp(hash, act->hash, length) == 0;
    const char *label = statement_text(read, "label");
    present->labelled = label != NULL && strcmp(label, ERASE_SHOWN) != 0;
    present->number = statement_integer(read, "number");
    present->withheld = statement_integer(read, "withheld");
    statement_reset(read);
    return true;
}

static bool place(struct db *db, const struct act *act, const struct body *body,
                  enum act_outcome *outcome, struct error *error)
{
    struct chain chain;
    struct present present;
    if (!read_present(db, act, &present, error))
        return false;
    *outcome = present.same ? ACT_KNOWN : ACT_FORKED;
    if (present.there && present.withheld > 0 && present.same &&
        body_withheld(body) < present.withheld) {
        *outcome = ACT_FILLED;
        return journal_fill(db, present.number, act, error);
    }
    if (present.same && present.labelled && strcmp(act->label, ERASE_SHOWN) == 0)
        return erase_label(db, present.number, error);
    if (present.there)
        return present.same || journal_park(db, act, true, error);
    if (!read_chain(db, act->site, &chain, error))
        return false;
    *outcome = ACT_PARKED;
    if (act->seq != chain.seq + 1)
        return journal_park(db, act, false, error);
    *outcome = ACT_FORKED;
    if (memcmp(act->previous, chain.hash, JOURNAL_HASH) != 0)
        return journal_park(db, act, true, error);
    *outcome = ACT_APPLIED;
    return apply(db, act, body, &chain, error) && follow(db, act->site, &chain, error);
}

bool journal_act_check(const struct act *act, struct error *error)
{
    struct body body;
    if (act->length > JOURNAL_BODY_LIMIT)
        return damaged(error, "body too large");
    if (!body_open(&body, act->body, act->length, error))
        return false;
    bool fine = check_form(act, &body, error);
    body_release(&body);
    return fine;
}

bool journal_apply_checked(struct journal *journal, const struct act *act,
                           enum act_outcome *outcome, struct error *error)
{
    struct body body;
    if (!body_open(&body, act->body, act->length, error))
        return false;
    bool fine = place(journal->db, act, &body, outcome, error);
    body_release(&body);
    return fine;
}

bool journal_apply(struct journal *journal, const struct act *act, enum act_outcome *outcome,
                   struct error *error)
{
    return journal_act_check(act, error) && journal_apply_checked(journal, act, outcome, error);
}

bool journal_retry(struct journal *journal, struct error *error)
{
    return project_all_waiting(journal->db, error);
}
