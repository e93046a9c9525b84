/* What is known of packs that were taken, and of acts that have not come. */
#include "journal_site.h"
#include "statements.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/store/exchange.h"

const struct statement_text exchange_taken_statements[] = {
    {"taken_pack", "SELECT 1 FROM pack_taken WHERE hash = :hash", 0},
    {"taken_missing",
     "SELECT p.site, coalesce(s.seq, 0) AS seq, min(p.seq) AS least FROM parked AS p"
     " LEFT JOIN site AS s ON s.id = p.site WHERE p.forked = 0 GROUP BY p.site",
     STATEMENT_SCANS},
    {"taken_unsealed",
     "SELECT s.id AS site, count(*) AS acts FROM site AS s CROSS JOIN act AS a ON a.site = s.number"
     " AND a.seq > coalesce((SELECT max(e.seq) FROM seal AS e WHERE e.site = s.number), 0)"
     " WHERE s.id <> :own AND a.number BETWEEN :first AND :last GROUP BY s.number",
     0},
    {"taken_before", "SELECT max(number) AS number FROM act WHERE at < :at", STATEMENT_SCANS},
};
STATEMENT_COUNT(exchange_taken);
enum { TAKEN, MISSING, UNSEALED, BEFORE };

bool exchange_taken(struct db *db, const uint8_t hash[JOURNAL_HASH], bool *taken,
                    struct error *error)
{
    struct statement *read = statement_get(db, &exchange_taken_statements[TAKEN], error);
    if (read == NULL)
        return false;
    statement_bind_bytes(read, "hash", hash, JOURNAL_HASH);
    if (!statement_first(read, taken, error))
        return false;
    statement_reset(read);
    return true;
}

bool exchange_before(struct db *db, int64_t moment, int64_t *number, struct error *error)
{
    bool found;
    struct statement *read = statement_get(db, &exchange_taken_statements[BEFORE], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "at", moment);
    if (!statement_first(read, &found, error))
        return false;
    *number = found ? statement_integer(read, "number") : 0;
    statement_reset(read);
    return true;
}

bool exchange_missing(struct db *db, struct exchange_missings *out, struct error *error)
{
    struct statement *read = statement_get(db, &exchange_taken_statements[MISSING], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&out->list) = (struct exchange_missing){statement_id(read, "site"),
                                                             statement_integer(read, "seq") + 1,
                                                             statement_integer(read, "least") - 1};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

bool exchange_unsealed(struct journal *journal, const struct exchange_in *in,
                       struct exchange_unsealeds *out, struct error *error)
{
    struct statement *read =
        statement_get(journal->db, &exchange_taken_statements[UNSEALED], error);
    if (read == NULL)
        return false;
    struct id none = {{0}};
    statement_bind_bytes(read, "own", journal->known ? journal->key.site.bytes : none.bytes,
                         sizeof none.bytes);
    statement_bind_integer(read, "first", in->first);
    statement_bind_integer(read, "last", in->first > 0 ? in->last : 0);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&out->list) =
            (struct exchange_unsealed){statement_id(read, "site"), statement_integer(read, "acts")};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static bool read_through(struct pack_reader *pack, struct exchange_peek *peek, struct error *error)
{
    for (bool more = true; more;) {
        struct pack_record record;
        if (!pack_next(pack, &record, &more, error))
            return false;
        peek->acts += more && record.type == PACK_ACT;
        if (peek->progress != NULL && peek->acts % 64 == 0 &&
            !peek->progress(peek->progress_context, (long)peek->acts, 0))
            return error_set(error, ERROR_CANCELLED, _("%s: stopped while it was read"),
                             peek->path);
    }
    return true;
}

bool exchange_peek(struct journal *journal, struct exchange_peek *peek, struct error *error)
{
    struct pack_reader *pack;
    struct pack_key key = {.public_key = NULL};
    if (journal->known)
        key =
            (struct pack_key){journal->key.site, journal->key.public_key, journal->key.secret_key};
    if (!pack_open(&pack, peek->path, &key, error))
        return false;
    peek->about = *pack_about(pack);
    peek->about.name = memory_string(peek->about.name);
    bool fine = read_through(pack, peek, error) &&
                exchange_taken(journal->db, pack_hash(pack), &peek->taken, error);
    pack_close(pack);
    return fine;
}
