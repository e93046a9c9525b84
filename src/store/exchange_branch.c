#include "exchange_branch.h"

#include <string.h>

#include "act_read.h"
#include "statements.h"

/* Each act beside a chain that goes on from it, or from one that does; depth first, so that in a
 * pack each one stands behind the one before it in its branch. */
#define BRANCH                                                                                     \
    "WITH RECURSIVE branch (seq, site, hash, row) AS ("                                            \
    "SELECT p.seq, p.site, p.hash, p.rowid FROM parked AS p JOIN site AS s ON s.id = p.site"       \
    " LEFT JOIN act AS a ON a.site = s.number AND a.seq = p.seq - 1"                               \
    " WHERE p.forked = 1 AND (p.seq = 1 OR a.hash = p.previous)"                                   \
    " UNION ALL SELECT p.seq, p.site, p.hash, p.rowid FROM branch AS b CROSS JOIN parked AS p"     \
    " ON p.site = b.site AND p.seq = b.seq + 1 AND p.previous = b.hash ORDER BY 1 DESC) "
#define IS_END                                                                                     \
    " NOT EXISTS (SELECT 1 FROM parked AS q WHERE q.site = b.site AND q.seq = b.seq + 1"           \
    " AND q.previous = b.hash) "
/* Beside the sites a copy has acts of, `peer_had` keeps the branches it has, by the first half of
 * the hash of their end. */
#define TOLD(peer)                                                                                 \
    " EXISTS (SELECT 1 FROM peer_had AS h WHERE h.peer = " peer                                    \
    " AND h.site = substr(b.hash, 1, 16)) "

const struct statement_text exchange_branch_statements[] = {
    {"branch_ends",
     BRANCH "SELECT s.number, s.id AS site, s.seq, s.hash FROM site AS s WHERE s.seq > 0"
            " UNION ALL SELECT s.number, b.site, b.seq, b.hash FROM branch AS b"
            " CROSS JOIN site AS s ON s.id = b.site WHERE" IS_END,
     STATEMENT_SCANS},
    {"branch_acts",
     BRANCH
     "SELECT 0 AS number, s.number AS site, s.id AS site_id, p.seq, p.lamport, p.at,"
     " p.person, p.label, p.undoes_site, p.undoes_seq, p.run, p.meeting, p.previous, p.hash,"
     " p.body, p.seal AS signature FROM branch AS d CROSS JOIN parked AS p ON p.rowid = d.row"
     " CROSS JOIN site AS s ON s.id = d.site WHERE :all OR d.site IN"
     " (SELECT b.site FROM branch AS b WHERE" IS_END "AND NOT CASE WHEN :peer > 0 THEN" TOLD(
         ":peer") "ELSE EXISTS (SELECT 1 FROM site AS t WHERE t.trusted = 1 AND t.id <> :own)"
                  " AND NOT EXISTS (SELECT 1 FROM site AS t WHERE t.trusted = 1"
                  " AND t.id <> :own AND NOT" TOLD("t.number") ") END)",
     STATEMENT_SCANS},
    {"branch_chain",
     "SELECT a.hash FROM site AS s JOIN act AS a ON a.site = s.number"
     " WHERE s.id = :site AND a.seq = :seq",
     0},
    {"branch_parked", "SELECT 1 FROM parked WHERE site = :site AND seq = :seq AND hash = :hash", 0},
    {"branch_told",
     "INSERT OR REPLACE INTO peer_had (peer, site, seq)"
     " SELECT number, substr(:hash, 1, 16), :seq FROM site WHERE id = :peer",
     0},
    {"branch_had",
     "INSERT INTO peer_had (peer, site, seq) SELECT number, :site, :seq FROM site WHERE id = :peer"
     " ON CONFLICT (peer, site) DO UPDATE SET seq = CASE WHEN :exactly THEN excluded.seq"
     " ELSE max(seq, excluded.seq) END",
     0},
    {"branch_settle",
     "UPDATE parked SET forked = 1 WHERE rowid IN (WITH RECURSIVE branch (seq, hash, row) AS ("
     "SELECT p.seq, p.hash, p.rowid FROM site AS s CROSS JOIN parked AS p"
     " ON p.site = s.id AND p.seq <= s.seq + 1"
     " WHERE s.id = :site AND s.seq > 0 AND (p.forked = 1 OR p.seq <= s.seq"
     "  OR p.previous <> s.hash)"
     " UNION ALL SELECT p.seq, p.hash, p.rowid FROM branch AS b CROSS JOIN parked AS p"
     " ON p.site = :site AND p.seq = b.seq + 1 AND p.previous = b.hash)"
     " SELECT row FROM branch) AND forked = 0",
     STATEMENT_SCANS}, /* only what it gathered; the rest by index */
};
STATEMENT_COUNT(exchange_branch);
enum { ENDS, BRANCH_ACTS, CHAIN, PARKED, BRANCH_TOLD, HAD, SETTLE };

static struct statement *get(struct db *db, int which, struct error *error)
{
    return statement_get(db, &exchange_branch_statements[which], error);
}

bool branch_each_end(struct db *db,
                     bool (*tell)(void *context, const struct branch_end *end, struct error *error),
                     void *context, struct error *error)
{
    struct statement *read = get(db, ENDS, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct branch_end end = {.number = statement_integer(read, "number"),
                                 .site = statement_id(read, "site"),
                                 .seq = statement_integer(read, "seq")};
        act_read_bytes(read, "hash", end.hash, sizeof end.hash);
        if (!tell(context, &end, error)) {
            step = STATEMENT_FAILED;
            break;
        }
    }
    statement_reset(read);
    return step == STATEMENT_DONE;
}

struct statement *branch_acts(struct db *db, const struct branch_for *to, struct error *error)
{
    struct statement *read = get(db, BRANCH_ACTS, error);
    if (read == NULL)
        return NULL;
    statement_bind_integer(read, "peer", to->peer);
    statement_bind_id(read, "own", to->own);
    statement_bind_integer(read, "all", to->all);
    return read;
}

/* ---- what another copy says ---- */

enum same { NOT_HERE, SAME, ANOTHER };

static bool in_chain(struct db *db, const struct branch_end *end, enum same *same,
                     struct error *error)
{
    bool found;
    struct statement *read = get(db, CHAIN, error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", end->site);
    statement_bind_integer(read, "seq", end->seq);
    if (!statement_first(read, &found, error))
        return false;
    *same = NOT_HERE;
    if (found) {
        uint8_t hash[JOURNAL_HASH];
        act_read_bytes(read, "hash", hash, sizeof hash);
        *same = memcmp(hash, end->hash, sizeof hash) == 0 ? SAME : ANOTHER;
        statement_reset(read);
    }
    return true;
}

static bool is_parked(struct db *db, const struct branch_end *end, bool *parked,
                      struct error *error)
{
    struct statement *read = get(db, PARKED, error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", end->site);
    statement_bind_integer(read, "seq", end->seq);
    statement_bind_bytes(read, "hash", end->hash, sizeof end->hash);
    if (!statement_first(read, parked, error))
        return false;
    statement_reset(read);
    return true;
}

static bool write_told(struct db *db, const struct branch_told *told, struct error *error)
{
    struct statement *write = get(db, BRANCH_TOLD, error);
    if (write == NULL)
        return false;
    statement_bind_id(write, "peer", told->peer);
    statement_bind_bytes(write, "hash", told->end->hash, sizeof told->end->hash);
    statement_bind_integer(write, "seq", told->end->seq);
    return statement_run(write, error);
}

static bool write_had(struct db *db, const struct branch_told *told, bool exactly, int64_t seq,
                      struct error *error)
{
    struct statement *write = get(db, HAD, error);
    if (write == NULL)
        return false;
    statement_bind_id(write, "peer", told->peer);
    statement_bind_id(write, "site", told->end->site);
    statement_bind_integer(write, "seq", seq);
    statement_bind_integer(write, "exactly", exactly);
    return statement_run(write, error);
}

bool branch_note(struct db *db, const struct branch_told *told, struct error *error)
{
    enum same same;
    bool parked;
    if (!in_chain(db, told->end, &same, error) || !is_parked(db, told->end, &parked, error) ||
        (parked && !write_told(db, told, error)))
        return false;
    if (same == SAME)
        return write_had(db, told, false, told->end->seq, error);
    /* It goes on with another branch: where the two part is not known, so it has nothing of ours
     * until it says so. */
    if (told->chain && (same == ANOTHER || parked))
        return write_had(db, told, true, 0, error);
    return true;
}

bool branch_settle(struct db *db, struct id site, int64_t *count, struct error *error)
{
    struct statement *write = get(db, SETTLE, error);
    if (write == NULL)
        return false;
    statement_bind_id(write, "site", site);
    if (!statement_run(write, error))
        return false;
    *count = sqlite3_changes(db->sql);
    return true;
}
