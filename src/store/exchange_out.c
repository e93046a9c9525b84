#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_read.h"
#include "exchange_branch.h"
#include "exchange_rules.h"
#include "journal_site.h"
#include "statements.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/store/at_work.h"

#define ACT_COLUMNS                                                                                \
    "a.number, a.site, s.id AS site_id, a.seq, a.lamport, a.at, a.person, a.label, a.undoes_site," \
    " a.undoes_seq, a.run, a.meeting, a.previous, a.hash, a.withheld, a.body,"                     \
    " (SELECT e.signature FROM seal AS e WHERE e.site = a.site AND e.seq = a.seq) AS signature"
#define FROM_ACT " FROM act AS a JOIN site AS s ON s.number = a.site "

const struct statement_text exchange_out_statements[] = {
    {"out_sites",
     "SELECT s.number, s.id, s.letter, s.name, s.public_key, s.trusted, s.seq,"
     " CASE WHEN :all THEN 0 WHEN :peer > 0 THEN coalesce((SELECT h.seq FROM peer_had AS h"
     "  WHERE h.peer = :peer AND h.site = s.id), 0)"
     " ELSE coalesce((SELECT min(coalesce((SELECT h.seq FROM peer_had AS h"
     "  WHERE h.peer = t.number AND h.site = s.id), 0)) FROM site AS t"
     "  WHERE t.trusted = 1 AND t.id <> :own), 0) END AS had"
     " FROM site AS s ORDER BY s.number",
     0},
    {"out_first", "SELECT number FROM act WHERE site = :site AND seq = :seq", 0},
    {"out_acts", "SELECT " ACT_COLUMNS FROM_ACT "WHERE a.number >= :number ORDER BY a.number", 0},
    {"out_act", "SELECT " ACT_COLUMNS FROM_ACT "WHERE s.id = :site AND a.seq = :seq", 0},
    {"out_wanted",
     "SELECT site, seq, max(changes) AS changes FROM peer_wants AS w"
     " WHERE (w.peer = :peer OR :peer = 0) GROUP BY site, seq",
     STATEMENT_SCANS},
    {"out_withheld", "SELECT site, seq, withheld FROM act WHERE withheld > 0 ORDER BY site, seq",
     STATEMENT_SCANS}, /* an index that holds only those */
    {"out_peer",
     "SELECT s.id, s.public_key, p.role, p.programme FROM site AS s"
     " LEFT JOIN peer AS p ON p.number = s.number WHERE s.number = :number",
     0},
    {"out_packs", "SELECT value FROM meta WHERE name = 'packs'", 0},
    {"out_count", "INSERT OR REPLACE INTO meta (name, value) VALUES ('packs', :value)", 0},
};
STATEMENT_COUNT(exchange_out);
enum { SITES, FIRST, ACTS, ONE, WANTED, WITHHELD, PEER, PACKS, COUNT };

struct out_site {
    int64_t number, seq, had;
};

struct writing {
    struct journal *journal;
    struct db *db;
    struct exchange_out *out;
    struct exchange_rules rules;
    struct pack_writer *writer;    /* NULL: only look */
    VECTOR(struct out_site) sites; /* as their records come */
    struct buffer cut;
    uint8_t recipient_key[PACK_KEY];
    struct pack_header header;
};

static bool put(struct writing *writing, const struct pack_record *record, struct error *error)
{
    return writing->writer == NULL || pack_write(writing->writer, record, error);
}

/* ---- who it is from and for ---- */

static bool read_peer(struct writing *writing, int64_t number, struct error *error)
{
    struct statement *read = statement_get(writing->db, &exchange_out_statements[PEER], error);
    bool found;
    size_t length;
    if (read == NULL)
        return false;
    statement_bind_integer(read, "number", number);
    if (!statement_first(read, &found, error))
        return false;
    if (!found)
        return error_set(error, ERROR_NOT_FOUND, _("this copy of the file is not known here"));
    if (number == writing->journal->site) {
        const char *role = statement_text(read, "role");
        writing->header.role = role == NULL                  ? PACK_ROLE_UNKNOWN
                               : strcmp(role, "bureau") == 0 ? PACK_ROLE_BUREAU
                                                             : PACK_ROLE_GROUP;
    } else {
        const void *key = statement_bytes(read, "public_key", &length);
        writing->header.recipient = statement_id(read, "id");
        if (key != NULL && length == PACK_KEY)
            memcpy(writing->recipient_key, key, length);
        if (writing->out->sealed)
            writing->header.recipient_key = writing->recipient_key;
    }
    statement_reset(read);
    return true;
}

int64_t exchange_next_number(struct db *db)
{
    bool found;
    struct error ignored = ERROR_NONE;
    struct statement *read = statement_get(db, &exchange_out_statements[PACKS], &ignored);
    if (read == NULL || !statement_first(read, &found, &ignored))
        return 0;
    int64_t number = (found ? strtoll(statement_text(read, "value"), NULL, 10) : 0) + 1;
    statement_reset(read);
    return number;
}

static bool next_number(struct writing *writing, struct error *error)
{
    char text[24];
    struct statement *write = statement_get(writing->db, &exchange_out_statements[COUNT], error);
    writing->header.number = exchange_next_number(writing->db);
    if (write == NULL || writing->out->path == NULL)
        return write != NULL;
    snprintf(text, sizeof text, "%lld", (long long)writing->header.number);
    statement_bind_text(write, "value", text);
    return statement_run(write, error);
}

static bool own_name(struct writing *writing, struct buffer *name, struct error *error)
{
    struct peers peers;
    if (!peers_read(writing->journal, false, &peers, error))
        return false;
    for (size_t i = 0; i < peers.list.count; i++)
        if (peers.list.items[i].own)
            buffer_add_text(name, peers.list.items[i].name);
    peers_release(&peers);
    return true;
}

/* ---- the records ---- */

static bool write_sites(struct writing *writing, struct error *error)
{
    struct exchange_out *out = writing->out;
    struct statement *read = statement_get(writing->db, &exchange_out_statements[SITES], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "all", out->all || out->since > 0);
    statement_bind_integer(read, "peer", out->peer);
    statement_bind_id(read, "own", writing->header.site);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct pack_record record = {.type = PACK_SITE, .site = writing->sites.count};
        size_t length;
        const void *key = statement_bytes(read, "public_key", &length);
        *VECTOR_PUSH(&writing->sites) =
            (struct out_site){statement_integer(read, "number"), statement_integer(read, "seq"),
                              statement_integer(read, "had")};
        if (key != NULL && length == PACK_KEY)
            memcpy(record.about.public_key, key, length);
        record.about.id = statement_id(read, "id");
        record.about.letters = statement_text(read, "letter");
        record.about.name = statement_text(read, "name");
        record.about.seq = statement_integer(read, "seq");
        record.about.trusted = statement_integer(read, "trusted") != 0;
        if (!put(writing, &record, error)) {
            step = STATEMENT_FAILED;
            break;
        }
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static size_t site_at(const struct writing *writing, int64_t number)
{
    for (size_t i = 0; i < writing->sites.count; i++)
        if (writing->sites.items[i].number == number)
            return i;
    return writing->sites.count;
}

static bool write_programme(void *context, struct id programme, struct error *error)
{
    return put(context, &(struct pack_record){.type = PACK_PROGRAMME, .programme = programme},
               error);
}

static bool write_withheld(struct writing *writing, struct error *error)
{
    struct statement *read = statement_get(writing->db, &exchange_out_statements[WITHHELD], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct pack_record record = {.type = PACK_WITHHELD,
                                     .site = site_at(writing, statement_integer(read, "site")),
                                     .seq = statement_integer(read, "seq"),
                                     .count = statement_integer(read, "withheld")};
        if (!put(writing, &record, error)) {
            step = STATEMENT_FAILED;
            break;
        }
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* ---- acts ---- */

/* Takes out of the act what may not go. *withheld counts; the body is opened anew. */
static bool cut(struct writing *writing, struct act *act, struct body *body, int64_t *withheld,
                struct error *error)
{
    struct body_withholding cutting = {.person = act->person,
                                       .label = act->label,
                                       .keep = exchange_rules_keep,
                                       .context = &writing->rules};
    *withheld = 0;
    if (writing->rules.everything) {
        *withheld = body_withheld(body);
        return true;
    }
    buffer_clear(&writing->cut);
    if (!body_withhold(body, &cutting, &writing->cut, error))
        return false;
    if (writing->rules.failed) {
        *error = writing->rules.error;
        return false;
    }
    *withheld = cutting.withheld;
    if (writing->cut.length == 0)
        return true;
    act->body = (const uint8_t *)writing->cut.bytes;
    act->length = writing->cut.length;
    act->person = NULL;
    act->label = BODY_LABEL_WITHHELD;
    body_release(body);
    return body_open(body, act->body, act->length, error);
}

static bool go_on(const struct exchange_out *out, struct error *error)
{
    return out->progress == NULL || out->acts % 64 != 0 ||
           out->progress(out->progress_context, (long)out->acts, 0) ||
           error_set(error, ERROR_CANCELLED, _("stopped; no pack was written"));
}

/* `most`: only when less than so many changes are withheld. */
static bool write_act(struct writing *writing, struct statement *read, int64_t most,
                      struct error *error)
{
    struct pack_record record = {.type = PACK_ACT};
    struct body body;
    int64_t withheld;
    size_t length;
    act_read(read, statement_id(read, "site_id"), &record.act);
    record.site = site_at(writing, statement_integer(read, "site"));
    if (!body_open(&body, record.act.body, record.act.length, error))
        return false;
    bool fine = cut(writing, &record.act, &body, &withheld, error);
    if (fine && withheld < most) {
        writing->out->acts++;
        writing->out->withheld += withheld > 0;
        exchange_tell_rows(&body, writing->out->row, writing->out->context);
        fine = put(writing, &record, error);
        const void *signature = statement_bytes(read, "signature", &length);
        if (fine && signature != NULL && length == PACK_SIGNATURE) {
            struct pack_record seal = {
                .type = PACK_SEAL, .site = record.site, .seq = record.act.seq};
            memcpy(seal.signature, signature, length);
            fine = put(writing, &seal, error);
        }
    }
    body_release(&body);
    return fine && go_on(writing->out, error);
}

/* The act with the lowest number that the other side lacks; INT64_MAX: none. */
static bool first_act(struct writing *writing, int64_t *first, struct error *error)
{
    *first = INT64_MAX;
    for (size_t i = 0; i < writing->sites.count; i++) {
        const struct out_site *site = &writing->sites.items[i];
        bool found;
        if (site->had >= site->seq)
            continue;
        struct statement *read = statement_get(writing->db, &exchange_out_statements[FIRST], error);
        if (read == NULL)
            return false;
        statement_bind_integer(read, "site", site->number);
        statement_bind_integer(read, "seq", site->had + 1);
        if (!statement_first(read, &found, error))
            return false;
        if (found && statement_integer(read, "number") < *first)
            *first = statement_integer(read, "number");
        statement_reset(read);
    }
    if (writing->out->since > 0 && *first != INT64_MAX && *first <= writing->out->since)
        *first = writing->out->since + 1;
    return true;
}

static bool write_acts(struct writing *writing, struct error *error)
{
    int64_t first;
    if (!first_act(writing, &first, error))
        return false;
    struct statement *read = statement_get(writing->db, &exchange_out_statements[ACTS], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "number", first);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        size_t at = site_at(writing, statement_integer(read, "site"));
        if (at < writing->sites.count &&
            statement_integer(read, "seq") > writing->sites.items[at].had &&
            !write_act(writing, read, INT64_MAX, error)) {
            step = STATEMENT_FAILED;
            break;
        }
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* ---- what was withheld before ---- */

struct wanted {
    struct id site;
    int64_t seq, changes;
};

static bool write_wanted_act(struct writing *writing, const struct wanted *wanted,
                             struct error *error)
{
    bool found;
    struct statement *read = statement_get(writing->db, &exchange_out_statements[ONE], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", wanted->site);
    statement_bind_integer(read, "seq", wanted->seq);
    if (!statement_first(read, &found, error) || !found)
        return !error_is_set(error);
    size_t at = site_at(writing, statement_integer(read, "site"));
    bool had = at < writing->sites.count && wanted->seq <= writing->sites.items[at].had;
    bool fine = !had || write_act(writing, read, wanted->changes, error);
    statement_reset(read);
    return fine;
}

static bool write_wanted(struct writing *writing, struct error *error)
{
    VECTOR(struct wanted) list = {0};
    struct statement *read = statement_get(writing->db, &exchange_out_statements[WANTED], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "peer", writing->out->peer);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&list) =
            (struct wanted){statement_id(read, "site"), statement_integer(read, "seq"),
                            statement_integer(read, "changes")};
    statement_reset(read);
    bool fine = step == STATEMENT_DONE;
    for (size_t i = 0; fine && i < list.count; i++)
        fine = write_wanted_act(writing, &list.items[i], error);
    free(list.items);
    return fine;
}

/* ---- branches ---- */

/* What is kept beside the chains goes on to who lacks it. */
static bool write_branch_acts(struct writing *writing, struct error *error)
{
    struct branch_for to = {writing->out->peer, writing->header.site, writing->out->all};
    if (writing->out->since > 0)
        return true;
    struct statement *read = branch_acts(writing->db, &to, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        if (!write_act(writing, read, INT64_MAX, error)) {
            step = STATEMENT_FAILED;
            break;
        }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static bool write_branch_end(void *context, const struct branch_end *end, struct error *error)
{
    struct writing *writing = context;
    struct pack_record record = {
        .type = PACK_BRANCH, .site = site_at(writing, end->number), .seq = end->seq};
    memcpy(record.hash, end->hash, sizeof record.hash);
    return put(writing, &record, error);
}

/* ---- all together ---- */

static bool prepare(struct writing *writing, struct error *error)
{
    struct journal *journal = writing->journal;
    if (journal->known)
        writing->header.site = journal->key.site;
    memcpy(writing->header.public_key, journal->key.public_key, PACK_KEY);
    writing->header.secret_key = journal->key.secret_key;
    writing->header.made_at = moment_now();
    writing->header.schema = db_version(writing->db);
    writing->header.programme = writing->out->limit;
    if (!exchange_rules_init(&writing->rules, writing->db, writing->out, error) ||
        (journal->site != 0 && !read_peer(writing, journal->site, error)))
        return false;
    if (writing->header.role == PACK_ROLE_BUREAU)
        writing->rules.alone = false;
    return (writing->out->peer == 0 || read_peer(writing, writing->out->peer, error)) &&
           next_number(writing, error);
}

static bool write_all(struct writing *writing, struct error *error)
{
    struct buffer name = BUFFER_EMPTY;
    bool fine = prepare(writing, error) && own_name(writing, &name, error);
    writing->header.name = name.bytes;
    if (fine && writing->out->path != NULL)
        fine = pack_write_begin(&writing->writer, writing->out->path, &writing->header, error);
    fine = fine && write_sites(writing, error) &&
           at_work_each(writing->db, write_programme, writing, error) &&
           write_withheld(writing, error) && write_wanted(writing, error) &&
           write_acts(writing, error) && write_branch_acts(writing, error) &&
           branch_each_end(writing->db, write_branch_end, writing, error);
    buffer_release(&name);
    return fine;
}

/* The own chain is sealed, so that what goes can be held against us. */
static bool ready(struct journal *journal, struct error *error)
{
    if (journal->running)
        return error_set(error, ERROR_BUG, _("Another change is still being saved"));
    if (!db_begin(journal->db, error))
        return false;
    if (!journal_site_ready(journal, error) || !db_commit(journal->db, error)) {
        journal_forget(journal, journal->made, journal->last_act);
        return false;
    }
    return journal->seq == 0 || journal_site_seal(journal, error);
}

/* Nothing is written, not even a seal. */
static bool look(struct writing *writing, struct error *error)
{
    bool held = db_hold(writing->db);
    bool fine = write_all(writing, error);
    db_let_go(writing->db, held);
    return fine;
}

/* The pack is there before its number counts: a number may be given twice, an act is never lost. */
static bool make(struct writing *writing, struct error *error)
{
    if (!ready(writing->journal, error) || !db_begin(writing->db, error))
        return false;
    bool fine = write_all(writing, error);
    if (fine)
        fine = pack_write_end(writing->writer, &writing->out->bytes, error);
    else
        pack_write_abort(writing->writer);
    if (fine)
        return db_commit(writing->db, error);
    db_rollback(writing->db);
    return false;
}

bool exchange_write(struct journal *journal, struct exchange_out *out, struct error *error)
{
    struct writing writing = {
        .journal = journal, .db = journal->db, .out = out, .cut = BUFFER_EMPTY};
    out->acts = out->withheld = out->bytes = 0;
    bool fine = out->path == NULL ? look(&writing, error) : make(&writing, error);
    free(writing.sites.items);
    buffer_release(&writing.cut);
    return fine;
}
