#include <stdlib.h>
#include <string.h>

#include "erase_follow.h"
#include "exchange_branch.h"
#include "exchange_seal.h"
#include "journal_site.h"
#include "load.h"
#include "statements.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/store/exchange.h"

const struct statement_text exchange_in_statements[] = {
    {"in_take_pack",
     "INSERT OR REPLACE INTO pack_taken (hash, site, number, at) VALUES (:hash, :site, :number,"
     " :at)",
     0},
    {"in_site",
     "INSERT OR IGNORE INTO site (id, letter, public_key) VALUES (:id, :letter, :public_key)", 0},
    {"in_name", "UPDATE site SET name = :name WHERE id = :id AND (name IS NULL OR :sender)", 0},
    {"in_peer", "INSERT OR IGNORE INTO peer (number) SELECT number FROM site WHERE id = :id", 0},
    {"in_peer_pack",
     "UPDATE peer SET packed_at = :at, pack = :pack, role = coalesce(role, :role),"
     " programme = coalesce(programme, :programme)"
     " WHERE number = (SELECT number FROM site WHERE id = :id) AND pack <= :pack",
     0},
    {"in_had",
     "INSERT INTO peer_had (peer, site, seq) SELECT number, :site, :seq FROM site WHERE id = :peer"
     " ON CONFLICT (peer, site) DO UPDATE SET seq = max(seq, excluded.seq)",
     0},
    {"in_unwanted",
     "DELETE FROM peer_wants WHERE peer = (SELECT number FROM site WHERE id = :peer)", 0},
    {"in_wants",
     "INSERT OR REPLACE INTO peer_wants (peer, site, seq, changes)"
     " SELECT number, :site, :seq, :changes FROM site WHERE id = :peer",
     0},
    {"in_newest", "SELECT max(number) AS number FROM act", 0},
    {"in_take",
     "INSERT INTO take (at, label, first, last, seq) VALUES (:at, :label, :first, :last, :seq)", 0},
    {"in_peer_last",
     "SELECT p.pack FROM site AS s JOIN peer AS p ON p.number = s.number WHERE s.id = :id", 0},
};
STATEMENT_COUNT(exchange_in);
enum { TAKE_PACK, SITE, NAME, PEER, PEER_PACK, HAD, UNWANTED, WANTS, NEWEST, TAKE, PEER_LAST };

struct intake {
    struct journal *journal;
    struct db *db;
    struct exchange_in *in;
    struct pack_reader *pack;
    struct pack_key key;
    VECTOR(struct pack_record) sites; /* the texts in it are not kept */
    struct id last;                   /* site, seq and hash of the act read last */
    int64_t last_seq;
    uint8_t last_hash[JOURNAL_HASH];
    struct id programme; /* the one the sender's group works on; none: several or none */
    size_t programmes;
    bool newer;    /* this pack of the sender is not before one that was taken */
    int64_t tried; /* acts of the second round */
};

static struct statement *get(struct intake *reading, int which, struct error *error)
{
    return statement_get(reading->db, &exchange_in_statements[which], error);
}

static bool damaged(const struct intake *reading, const char *what, struct error *error)
{
    error_set(error, ERROR_DAMAGED,
              _("%s: this pack is damaged or was altered; nothing was taken, ask for it again"),
              reading->in->path);
    return error_detail(error, "pack: %s", what);
}

/* ---- first all of it is verified ---- */

static void keep_last(struct intake *reading, const struct act *act)
{
    reading->last = act->site;
    reading->last_seq = act->seq;
    memcpy(reading->last_hash, act->hash, JOURNAL_HASH);
}

static struct exchange_seal seal_of(const struct intake *reading, const struct pack_record *record)
{
    const struct pack_record *site = &reading->sites.items[record->site];
    bool last = id_equal(site->about.id, reading->last) && record->seq == reading->last_seq;
    return (struct exchange_seal){.site = site->about.id,
                                  .seq = record->seq,
                                  .public_key = site->about.public_key,
                                  .signature = record->signature,
                                  .hash = last ? reading->last_hash : NULL};
}

static bool check_seal(struct intake *reading, const struct pack_record *record,
                       struct error *error)
{
    struct exchange_seal seal = seal_of(reading, record);
    bool fits;
    return exchange_seal_check(reading->db, &seal, &fits, error) &&
           (fits || damaged(reading, "seal", error));
}

/* An act that goes on from the one before it in the pack names its hash. */
static bool check_chain(struct intake *reading, const struct act *act, struct error *error)
{
    return !id_equal(act->site, reading->last) || act->seq != reading->last_seq + 1 ||
           memcmp(act->previous, reading->last_hash, JOURNAL_HASH) == 0 ||
           damaged(reading, "chain", error);
}

/* Only the second round knows how many there are. */
static bool go_on(struct intake *reading, int64_t acts, int64_t total, struct error *error)
{
    struct exchange_in *in = reading->in;
    return in->progress == NULL || acts % 64 != 0 ||
           in->progress(in->progress_context, (long)acts, (long)total) ||
           error_set(error, ERROR_CANCELLED, _("%s: stopped; nothing was taken"), in->path);
}

static bool verify_record(struct intake *reading, const struct pack_record *record,
                          struct error *error)
{
    struct error why = ERROR_NONE;
    switch (record->type) {
    case PACK_SITE:
        *VECTOR_PUSH(&reading->sites) = *record;
        return true;
    case PACK_ACT:
        reading->in->acts++;
        if (!journal_act_check(&record->act, &why))
            return damaged(reading, why.detail, error);
        if (!check_chain(reading, &record->act, error))
            return false;
        keep_last(reading, &record->act);
        return go_on(reading, reading->in->acts, 0, error);
    case PACK_SEAL:
        return check_seal(reading, record, error);
    case PACK_PROGRAMME:
        reading->programme = record->programme;
        reading->programmes++;
        return true;
    case PACK_WITHHELD:
    case PACK_BRANCH:
        return true;
    }
    return true;
}

static bool verify(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    bool more = true;
    while (more) {
        struct pack_record record;
        if (!pack_next(reading->pack, &record, &more, error) ||
            (more && !verify_record(reading, &record, error)))
            return false;
    }
    memcpy(in->hash, pack_hash(reading->pack), sizeof in->hash);
    return exchange_taken(reading->db, in->hash, &in->again, error);
}

/* ---- who it is from ---- */

static bool ask_ready(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    struct peers peers;
    const struct peer *from = NULL;
    if (!peers_read(reading->journal, false, &peers, error))
        return false;
    for (size_t i = 0; i < peers.list.count; i++)
        if (id_equal(peers.list.items[i].id, in->about.site))
            from = &peers.list.items[i];
    bool fine = in->ready == NULL || in->ready(in->context, in, from, error);
    peers_release(&peers);
    return fine;
}

/* ---- then it is taken ---- */

static bool add_site(struct intake *reading, struct id id, const uint8_t public_key[PACK_KEY],
                     struct error *error)
{
    char letters[JOURNAL_LETTERS];
    struct statement *add = get(reading, SITE, error);
    if (add == NULL)
        return false;
    journal_site_letters(id, 4, letters);
    statement_bind_id(add, "id", id);
    statement_bind_text(add, "letter", letters);
    statement_bind_bytes(add, "public_key", public_key, PACK_KEY);
    return statement_run(add, error);
}

static bool name_site(struct intake *reading, struct id id, const char *name, bool sender,
                      struct error *error)
{
    if (name == NULL || *name == '\0' || id_equal(id, reading->journal->key.site))
        return true;
    struct statement *set = get(reading, NAME, error);
    if (set == NULL)
        return false;
    statement_bind_text(set, "name", name);
    statement_bind_id(set, "id", id);
    statement_bind_integer(set, "sender", sender);
    return statement_run(set, error);
}

/* By number: clocks may be years apart. */
static bool is_newer(struct intake *reading, struct error *error)
{
    struct statement *read = get(reading, PEER_LAST, error);
    bool found;
    if (read == NULL)
        return false;
    statement_bind_id(read, "id", reading->in->about.site);
    if (!statement_first(read, &found, error))
        return false;
    reading->newer = !found || statement_integer(read, "pack") <= reading->in->about.number;
    statement_reset(read);
    return true;
}

/* What a sender says of itself counts until a person here says otherwise. */
static bool note_sender(struct intake *reading, struct error *error)
{
    const struct pack_header *about = &reading->in->about;
    bool own = id_equal(about->site, reading->journal->key.site);
    if (own)
        return true;
    if (!add_site(reading, about->site, about->public_key, error) ||
        !name_site(reading, about->site, about->name, true, error) || !is_newer(reading, error))
        return false;
    struct statement *peer = get(reading, PEER, error);
    if (peer == NULL)
        return false;
    statement_bind_id(peer, "id", about->site);
    if (!statement_run(peer, error))
        return false;
    struct statement *pack = get(reading, PEER_PACK, error),
                     *forget = get(reading, UNWANTED, error);
    if (pack == NULL || forget == NULL)
        return false;
    bool bureau = about->role == PACK_ROLE_BUREAU ||
                  (about->role == PACK_ROLE_UNKNOWN && reading->programmes > 1);
    bool group = !bureau && (about->role == PACK_ROLE_GROUP || reading->programmes == 1);
    statement_bind_id(pack, "id", about->site);
    statement_bind_integer(pack, "at", about->made_at);
    statement_bind_integer(pack, "pack", about->number);
    statement_bind_text(pack, "role", bureau ? "bureau" : group ? "group" : NULL);
    if (group && reading->programmes == 1)
        statement_bind_id(pack, "programme", reading->programme);
    if (!statement_run(pack, error))
        return false;
    statement_bind_id(forget, "peer", about->site);
    return !reading->newer || statement_run(forget, error);
}

static bool note_had(struct intake *reading, const struct pack_record *record, struct error *error)
{
    struct statement *had = get(reading, HAD, error);
    if (had == NULL)
        return false;
    statement_bind_id(had, "peer", reading->in->about.site);
    statement_bind_id(had, "site", record->about.id);
    statement_bind_integer(had, "seq", record->about.seq);
    return statement_run(had, error);
}

static bool note_wish(struct intake *reading, const struct pack_record *record, struct error *error)
{
    struct statement *wish = get(reading, WANTS, error);
    if (wish == NULL)
        return false;
    statement_bind_id(wish, "peer", reading->in->about.site);
    statement_bind_id(wish, "site", reading->sites.items[record->site].about.id);
    statement_bind_integer(wish, "seq", record->seq);
    statement_bind_integer(wish, "changes", record->count);
    return !reading->newer || statement_run(wish, error);
}

/* They come after all acts. */
static bool note_branch(struct intake *reading, const struct pack_record *record,
                        struct error *error)
{
    struct pack_record *site = &reading->sites.items[record->site];
    struct branch_end end = {.site = site->about.id, .seq = record->seq};
    memcpy(end.hash, record->hash, sizeof end.hash);
    /* The first of a site is that of its chain. */
    struct branch_told told = {reading->in->about.site, &end, site->count++ == 0};
    return branch_note(reading->db, &told, error);
}

/* What waited in the place of what came, or behind that, waits no longer. */
static bool settle_branches(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    for (size_t i = 0; i < reading->sites.count; i++) {
        int64_t moved;
        if (!branch_settle(reading->db, reading->sites.items[i].about.id, &moved, error))
            return false;
        in->forked += moved;
        in->parked -= moved < in->parked ? moved : in->parked;
    }
    return true;
}

static bool newest(struct db *db, int64_t *number, struct error *error)
{
    bool found;
    struct statement *read = statement_get(db, &exchange_in_statements[NEWEST], error);
    if (read == NULL || !statement_first(read, &found, error))
        return false;
    *number = found ? statement_integer(read, "number") : 0;
    statement_reset(read);
    return true;
}

static bool take_act(struct intake *reading, const struct act *act, struct error *error)
{
    struct exchange_in *in = reading->in;
    enum act_outcome outcome;
    /* It was checked when all was verified, and at the end the pack must be the same. */
    if (!journal_apply_checked(reading->journal, act, &outcome, error))
        return false;
    in->applied += outcome == ACT_APPLIED;
    in->known += outcome == ACT_KNOWN;
    in->parked += outcome == ACT_PARKED;
    in->forked += outcome == ACT_FORKED;
    in->filled += outcome == ACT_FILLED;
    in->withheld += strcmp(act->label, BODY_LABEL_WITHHELD) == 0 && outcome != ACT_KNOWN;
    keep_last(reading, act);
    return go_on(reading, ++reading->tried, in->acts, error);
}

static bool take_seal(struct intake *reading, const struct pack_record *record, struct error *error)
{
    struct exchange_seal seal = seal_of(reading, record);
    return exchange_seal_keep(reading->db, &seal, error);
}

static bool take_record(struct intake *reading, const struct pack_record *record,
                        struct error *error)
{
    switch (record->type) {
    case PACK_SITE:
        return note_had(reading, record, error) &&
               name_site(reading, record->about.id, record->about.name, false, error);
    case PACK_ACT:
        return take_act(reading, &record->act, error);
    case PACK_SEAL:
        return take_seal(reading, record, error);
    case PACK_WITHHELD:
        return note_wish(reading, record, error);
    case PACK_BRANCH:
        return note_branch(reading, record, error);
    case PACK_PROGRAMME:
        return true;
    }
    return true;
}

static bool take_records(struct intake *reading, struct error *error)
{
    bool more = true;
    if (!pack_rewind(reading->pack, error))
        return false;
    while (more) {
        struct pack_record record;
        if (!pack_next(reading->pack, &record, &more, error) ||
            (more && !take_record(reading, &record, error)))
            return false;
    }
    /* It is the pack that was verified, and not another one in its place. */
    return memcmp(pack_hash(reading->pack), reading->in->hash, JOURNAL_HASH) == 0 ||
           damaged(reading, "changed while it was read", error);
}

static bool note_pack(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    struct statement *pack = get(reading, TAKE_PACK, error), *take = get(reading, TAKE, error);
    if (pack == NULL || take == NULL)
        return false;
    statement_bind_bytes(pack, "hash", in->hash, sizeof in->hash);
    statement_bind_id(pack, "site", in->about.site);
    statement_bind_integer(pack, "number", in->about.number);
    statement_bind_integer(pack, "at", moment_now());
    if (!statement_run(pack, error) || in->first == 0)
        return !error_is_set(error);
    statement_bind_integer(take, "at", moment_now());
    statement_bind_text(take, "label", in->label == NULL ? in->path : in->label);
    statement_bind_integer(take, "first", in->first);
    statement_bind_integer(take, "last", in->last);
    statement_bind_integer(take, "seq", reading->journal->seq);
    return statement_run(take, error);
}

/* Every change of every act that came, those that had been parked too. */
static bool tell_acts(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    struct loaded loaded = LOADED_NONE;
    bool fine = true;
    for (int64_t number = in->first; fine && in->row != NULL && in->first > 0 && number <= in->last;
         number++) {
        fine = load_body(reading->db, number, &loaded, error);
        if (fine)
            exchange_tell_rows(&loaded.body, in->row, in->context);
    }
    loaded_release(&loaded);
    return fine;
}

static bool take_all(struct intake *reading, struct error *error)
{
    struct exchange_in *in = reading->in;
    int64_t before, after;
    if (reading->journal->known && reading->journal->site != 0 &&
        !journal_site_ready(reading->journal, error))
        return false;
    if (!newest(reading->db, &before, error) || !note_sender(reading, error) ||
        !take_records(reading, error) || !settle_branches(reading, error) ||
        !journal_retry(reading->journal, error) || !newest(reading->db, &after, error))
        return false;
    in->first = after > before ? before + 1 : 0;
    in->last = after;
    return tell_acts(reading, error) && note_pack(reading, error) &&
           (in->done == NULL || in->done(in->context, in, error));
}

static bool take(struct intake *reading, struct error *error)
{
    struct journal *journal = reading->journal;
    int64_t made = journal->made, last = journal->last_act;
    if (!db_run(reading->db, "PRAGMA secure_delete = ON", error) || !db_begin(reading->db, error))
        return false;
    db_bulk(reading->db, true);
    bool fine = take_all(reading, error);
    if (fine && !reading->in->preview)
        fine = db_commit(reading->db, error);
    if (!fine || reading->in->preview)
        journal_forget(journal, made, last);
    else if (reading->in->forked > 0)
        journal_site_part(journal);
    db_bulk(reading->db, false);
    /* What another copy erased is gone from this file too, down to its bytes. */
    if (erase_followed(reading->db) && fine && !reading->in->preview)
        (void)erase_rewrite(reading->db);
    return fine;
}

bool exchange_read(struct journal *journal, struct exchange_in *in, struct error *error)
{
    struct intake reading = {.journal = journal, .db = journal->db, .in = in};
    if (journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    if (journal->known)
        reading.key =
            (struct pack_key){journal->key.site, journal->key.public_key, journal->key.secret_key};
    bool fine = pack_open(&reading.pack, in->path, &reading.key, error);
    if (fine) {
        in->about = *pack_about(reading.pack);
        in->about.name = memory_string(in->about.name);
        fine = verify(&reading, error) && ask_ready(&reading, error) &&
               ((in->only_new && in->again) || take(&reading, error));
        free(in->about.name);
        in->about.name = NULL;
    }
    pack_close(reading.pack);
    free(reading.sites.items);
    return fine;
}
