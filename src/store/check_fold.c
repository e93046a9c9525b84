#include "check_fold.h"

#include <stdlib.h>
#include <string.h>

#include "act_read.h"
#include "fold.h"
#include "journal_site.h"
#include "statements.h"
#include "wijk/base/language.h"

#define ACT_COLUMNS                                                                                \
    "number, site, seq, lamport, at, person, label, undoes_site, undoes_seq, run, meeting,"        \
    " previous, hash, changes"

const struct statement_text check_statements[] = {
    {"check_sites", "SELECT number, id, letter, public_key, seq, hash FROM site ORDER BY number",
     0},
    {"check_acts", "SELECT " ACT_COLUMNS ", body FROM act ORDER BY number", STATEMENT_SCANS},
    {"check_copy_site",
     "INSERT INTO site (number, id, letter, seq) VALUES (:number, :id, :letter, 0)", 0},
    {"check_seals",
     "SELECT s.number, s.public_key, e.seq, e.signature, a.hash FROM seal AS e"
     " JOIN site AS s ON s.number = e.site LEFT JOIN act AS a ON a.site = e.site AND a.seq = e.seq",
     0},
};
STATEMENT_COUNT(check);
enum { SITES, ACTS, COPY_SITE, SEALS };

struct chain {
    int64_t number, seq, last_seq;
    struct id id;
    uint8_t hash[JOURNAL_HASH], last_hash[JOURNAL_HASH];
};

struct chains {
    VECTOR(struct chain) list;
};

static bool copy_site(struct check *check, struct statement *read, struct error *error)
{
    if (check->target == check->db)
        return true;
    struct statement *copy = statement_get(check->target, &check_statements[COPY_SITE], error);
    if (copy == NULL)
        return false;
    statement_bind_integer(copy, "number", statement_integer(read, "number"));
    statement_bind_id(copy, "id", statement_id(read, "id"));
    statement_bind_text(copy, "letter", statement_text(read, "letter"));
    return statement_run(copy, error);
}

static bool read_sites(struct check *check, struct chains *chains, struct error *error)
{
    struct statement *read = statement_get(check->db, &check_statements[SITES], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct chain *chain = VECTOR_PUSH(&chains->list);
        *chain = (struct chain){.number = statement_integer(read, "number"),
                                .id = statement_id(read, "id"),
                                .last_seq = statement_integer(read, "seq")};
        act_read_bytes(read, "hash", chain->last_hash, JOURNAL_HASH);
        if (!copy_site(check, read, error))
            step = STATEMENT_FAILED;
        if (step == STATEMENT_FAILED)
            break;
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static void broken(struct check *check, int64_t number, const char *label)
{
    check->report->journal++;
    check_found(check, _("act %lld (%s) was altered, or its content is damaged"), (long long)number,
                label);
}

static bool take_act(struct check *check, struct chain *chain, const struct act *act,
                     int64_t number, struct error *error)
{
    struct error why = ERROR_NONE;
    struct body body;
    uint8_t hash[JOURNAL_HASH];
    if (!body_open(&body, act->body, act->length, &why)) {
        broken(check, number, act->label);
        return true;
    }
    bool whole = journal_hash(act, &body, hash, &why);
    if (!whole || memcmp(hash, act->hash, JOURNAL_HASH) != 0 || act->seq != chain->seq + 1 ||
        memcmp(act->previous, chain->hash, JOURNAL_HASH) != 0)
        broken(check, number, act->label);
    chain->seq = act->seq;
    memcpy(chain->hash, act->hash, JOURNAL_HASH);
    struct fold fold = {.db = check->target, .body = &body, .act = number};
    struct journal_place place = {number, chain->number, (int64_t)body.change_count, 0};
    fold.site = act->site;
    fold.seq = act->seq;
    bool fine = true;
    if (whole)
        fine = (check->target == check->db || journal_add_act(check->target, act, &place, error)) &&
               fold_act(&fold, error) && fold_undone(check->target, act->site, act->seq, error) &&
               (act->undoes_seq == 0 ||
                fold_undone(check->target, act->undoes_site, act->undoes_seq, error));
    body_release(&body);
    check->report->acts++;
    return fine;
}

static bool walk(struct check *check, struct chains *chains, struct statement *read,
                 struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        int64_t number = statement_integer(read, "number"), site = statement_integer(read, "site");
        struct chain *chain = NULL;
        for (size_t i = 0; i < chains->list.count && chain == NULL; i++)
            if (chains->list.items[i].number == site)
                chain = &chains->list.items[i];
        if (chain == NULL) {
            broken(check, number, statement_text(read, "label"));
            continue;
        }
        struct act act;
        act_read(read, chain->id, &act);
        if (!take_act(check, chain, &act, number, error) ||
            (check->report->acts % 64 == 0 && !check_goes_on(check, check->report->acts, error)))
            return false;
    }
    return step == STATEMENT_DONE;
}

bool check_fold(struct check *check, struct error *error)
{
    struct chains chains = {0};
    /* A statement of its own: the fold into the same file uses the cached ones. */
    struct statement *read =
        statement_new(check->db, check_statements[ACTS].sql, STATEMENT_SCANS, error);
    bool fine =
        read != NULL && read_sites(check, &chains, error) && walk(check, &chains, read, error);
    statement_free(read);
    for (size_t i = 0; fine && i < chains.list.count; i++) {
        const struct chain *chain = &chains.list.items[i];
        if (chain->seq == chain->last_seq &&
            memcmp(chain->hash, chain->last_hash, JOURNAL_HASH) == 0)
            continue;
        check->report->journal++;
        check_found(check, _("the last acts of site %lld are missing"), (long long)chain->number);
    }
    free(chains.list.items);
    return fine;
}

bool check_seals(struct check *check, struct error *error)
{
    struct statement *read = statement_get(check->db, &check_statements[SEALS], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        uint8_t public_key[CRYPTO_PUBLIC], signature[CRYPTO_SIGNATURE], hash[CRYPTO_HASH];
        act_read_bytes(read, "public_key", public_key, sizeof public_key);
        act_read_bytes(read, "signature", signature, sizeof signature);
        act_read_bytes(read, "hash", hash, sizeof hash);
        if (crypto_verify(signature, hash, sizeof hash, public_key))
            continue;
        check->report->journal++;
        check_found(check, _("the seal of site %lld on its act %lld is broken"),
                    (long long)statement_integer(read, "number"),
                    (long long)statement_integer(read, "seq"));
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}
