/* What is known of packs that were taken, and of acts that have not come. */
#include "statements.h"
#include "wijk/store/exchange.h"

const struct statement_text exchange_taken_statements[] = {
    {"taken_pack", "SELECT 1 FROM pack_taken WHERE hash = :hash", 0},
    {"taken_missing",
     "SELECT p.site, coalesce(s.seq, 0) AS seq, min(p.seq) AS least FROM parked AS p"
     " LEFT JOIN site AS s ON s.id = p.site WHERE p.forked = 0 GROUP BY p.site",
     STATEMENT_SCANS},
};
STATEMENT_COUNT(exchange_taken);
enum { TAKEN, MISSING };

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
