/* The journal as evidence: every chain, every hash, every seal. Nothing is folded or changed. */
#include <stdlib.h>
#include <string.h>

#include "act_read.h"
#include "journal_site.h"
#include "pack_record.h"
#include "statements.h"
#include "wijk/store/exchange.h"

const struct statement_text check_history_statements[] = {
    {"evidence_sites", "SELECT number, id, public_key, seq, hash FROM site ORDER BY number", 0},
    {"evidence_acts",
     "SELECT seq, lamport, at, person, label, undoes_site, undoes_seq, run, meeting, previous,"
     " hash, withheld, body FROM act WHERE site = :site ORDER BY seq",
     0},
    {"evidence_seals", "SELECT seq, signature FROM seal WHERE site = :site ORDER BY seq", 0},
    {"evidence_hash", "SELECT hash, at FROM act WHERE site = :site AND seq = :seq", 0},
    {"evidence_parked",
     "SELECT site, seq, at, person, label, forked FROM parked ORDER BY site, seq", 0},
};
STATEMENT_COUNT(check_history);
enum { SITES, ACTS, SEALS, HASH, PARKED };

struct chain {
    int64_t number, seq, sealed;
    struct id id;
    uint8_t public_key[PACK_KEY], hash[JOURNAL_HASH];
};

static struct history_finding *found(struct history_evidence *evidence, const struct chain *chain,
                                     enum history_wrong wrong)
{
    struct history_finding *finding = VECTOR_PUSH(&evidence->findings);
    *finding = (struct history_finding){.site = chain->id, .wrong = wrong};
    return finding;
}

static void found_act(struct history_evidence *evidence, const struct chain *chain,
                      const struct act *act, enum history_wrong wrong)
{
    struct history_finding *finding = found(evidence, chain, wrong);
    finding->seq = act->seq;
    finding->at = act->at;
    finding->person = memory_string(act->person);
    finding->label = memory_string(act->label);
}

static void check_act(struct history_evidence *evidence, const struct chain *chain,
                      const struct act *act, const uint8_t last[JOURNAL_HASH], int64_t last_seq)
{
    struct error ignored = ERROR_NONE;
    if (!journal_act_check(act, &ignored))
        found_act(evidence, chain, act, WRONG_HASH);
    else if (act->seq != last_seq + 1 || memcmp(act->previous, last, JOURNAL_HASH) != 0)
        found_act(evidence, chain, act, WRONG_CHAIN);
}

static bool check_acts(struct db *db, struct history_evidence *evidence, const struct chain *chain,
                       struct error *error)
{
    uint8_t last[JOURNAL_HASH] = {0};
    int64_t last_seq = 0;
    struct statement *read = statement_get(db, &check_history_statements[ACTS], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", chain->number);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct act act;
        act_read(read, chain->id, &act);
        check_act(evidence, chain, &act, last, last_seq);
        evidence->acts++;
        evidence->withheld += statement_integer(read, "withheld") > 0;
        last_seq = act.seq;
        memcpy(last, act.hash, sizeof last);
    }
    statement_reset(read);
    if (step == STATEMENT_DONE &&
        (last_seq != chain->seq || memcmp(last, chain->hash, sizeof last) != 0))
        found(evidence, chain, WRONG_END)->seq = last_seq;
    return step == STATEMENT_DONE;
}

static bool hash_at(struct db *db, const struct chain *chain, int64_t seq,
                    uint8_t hash[JOURNAL_HASH], struct error *error)
{
    bool there;
    struct statement *read = statement_get(db, &check_history_statements[HASH], error);
    memset(hash, 0, JOURNAL_HASH);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", chain->number);
    statement_bind_integer(read, "seq", seq);
    if (!statement_first(read, &there, error))
        return false;
    if (there)
        act_read_bytes(read, "hash", hash, JOURNAL_HASH);
    statement_reset(read);
    return true;
}

static bool check_seals(struct db *db, struct history_evidence *evidence, struct chain *chain,
                        struct error *error)
{
    struct statement *read = statement_get(db, &check_history_statements[SEALS], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", chain->number);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        uint8_t signature[CRYPTO_SIGNATURE], hash[JOURNAL_HASH];
        int64_t seq = statement_integer(read, "seq");
        act_read_bytes(read, "signature", signature, sizeof signature);
        if (!hash_at(db, chain, seq, hash, error)) {
            step = STATEMENT_FAILED;
            break;
        }
        evidence->seals++;
        if (crypto_verify(signature, hash, sizeof hash, chain->public_key))
            chain->sealed = seq;
        else
            found(evidence, chain, WRONG_SEAL)->seq = seq;
    }
    statement_reset(read);
    evidence->sealed += chain->sealed;
    return step == STATEMENT_DONE;
}

static bool check_parked(struct db *db, struct history_evidence *evidence, struct error *error)
{
    struct statement *read = statement_get(db, &check_history_statements[PARKED], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct chain chain = {.id = statement_id(read, "site")};
        struct act act = {.seq = statement_integer(read, "seq"),
                          .at = statement_integer(read, "at"),
                          .person = statement_text(read, "person"),
                          .label = statement_text(read, "label")};
        bool forked = statement_integer(read, "forked") != 0;
        evidence->parked += !forked;
        evidence->forked += forked;
        if (forked)
            found_act(evidence, &chain, &act, WRONG_FORK);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

struct chains {
    VECTOR(struct chain) list;
};

static bool read_chains(struct db *db, struct chains *chains, struct error *error)
{
    struct statement *read = statement_get(db, &check_history_statements[SITES], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct chain *chain = VECTOR_PUSH(&chains->list);
        *chain = (struct chain){.number = statement_integer(read, "number"),
                                .id = statement_id(read, "id"),
                                .seq = statement_integer(read, "seq")};
        act_read_bytes(read, "public_key", chain->public_key, PACK_KEY);
        act_read_bytes(read, "hash", chain->hash, JOURNAL_HASH);
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

bool history_verify(struct db *db, struct history_evidence *evidence, struct error *error)
{
    struct chains chains = {.list = {0}};
    *evidence = (struct history_evidence){.sites = 0};
    bool held = db_hold(db);
    bool fine = crypto_start(error) && read_chains(db, &chains, error);
    for (size_t i = 0; fine && i < chains.list.count; i++) {
        struct chain *chain = &chains.list.items[i];
        evidence->sites++;
        if (!pack_is_named(chain->id, chain->public_key))
            found(evidence, chain, WRONG_KEY);
        fine = check_acts(db, evidence, chain, error) && check_seals(db, evidence, chain, error);
    }
    fine = fine && check_parked(db, evidence, error);
    db_let_go(db, held);
    free(chains.list.items);
    if (!fine)
        history_evidence_release(evidence);
    return fine;
}

void history_evidence_release(struct history_evidence *evidence)
{
    for (size_t i = 0; i < evidence->findings.count; i++) {
        free(evidence->findings.items[i].person);
        free(evidence->findings.items[i].label);
    }
    free(evidence->findings.items);
    *evidence = (struct history_evidence){.sites = 0};
}
