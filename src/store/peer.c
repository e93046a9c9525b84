#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal_site.h"
#include "statements.h"
#include "wijk/base/language.h"
#include "wijk/store/exchange.h"

const struct statement_text peer_statements[] = {
    {"peer_all",
     "SELECT s.number, s.id, s.letter, s.name, s.public_key, s.trusted, s.seq, p.distrusted,"
     " p.role, p.programme, p.packed_at, p.pack, a.at, a.person,"
     " (SELECT max(h.seq) FROM peer_had AS h WHERE h.site = s.id) AS known,"
     /* A branch begins no further than the chain goes; all that waits is not looked at for it. */
     " CASE WHEN EXISTS (SELECT 1 FROM parked AS f WHERE f.site = s.id AND f.seq <= s.seq + 1"
     "  AND f.forked = 1) THEN (SELECT count(*) FROM parked AS f WHERE f.site = s.id"
     "  AND f.forked = 1) ELSE 0 END AS forks,"
     " s.seq - coalesce((SELECT max(e.seq) FROM seal AS e WHERE e.site = s.number), 0) AS unsealed,"
     " (SELECT sum(max(0, t.seq - coalesce((SELECT h.seq FROM peer_had AS h"
     "  WHERE h.peer = s.number AND h.site = t.id), 0))) FROM site AS t) AS lacks"
     " FROM site AS s LEFT JOIN peer AS p ON p.number = s.number"
     " LEFT JOIN act AS a ON a.site = s.number AND a.seq = s.seq ORDER BY s.number",
     0},
    {"peer_number", "SELECT number FROM site WHERE id = :id", 0},
    {"peer_make", "INSERT OR IGNORE INTO peer (number) VALUES (:number)", 0},
    {"peer_trusted", "UPDATE site SET trusted = :trusted WHERE number = :number", 0},
    {"peer_distrusted", "UPDATE peer SET distrusted = :distrusted WHERE number = :number", 0},
    {"peer_name", "UPDATE site SET name = :name WHERE number = :number", 0},
    {"peer_role", "UPDATE peer SET role = :role, programme = :programme WHERE number = :number", 0},
};
STATEMENT_COUNT(peer);
enum { ALL, NUMBER, MAKE, TRUSTED, DISTRUSTED, NAME, ROLE };

static enum pack_role role_of(const char *text)
{
    return text == NULL                  ? PACK_ROLE_UNKNOWN
           : strcmp(text, "bureau") == 0 ? PACK_ROLE_BUREAU
                                         : PACK_ROLE_GROUP;
}

static void read_peer(struct statement *read, struct id own, struct peer *peer)
{
    size_t length;
    const char *name = statement_text(read, "name"), *person = statement_text(read, "person");
    *peer = (struct peer){.number = statement_integer(read, "number"),
                          .id = statement_id(read, "id"),
                          .name = memory_string(name == NULL ? "" : name),
                          .trusted = statement_integer(read, "trusted") != 0,
                          .distrusted = statement_integer(read, "distrusted") != 0,
                          .role = role_of(statement_text(read, "role")),
                          .programme = statement_id(read, "programme"),
                          .seq = statement_integer(read, "seq"),
                          .last_at = statement_integer(read, "at"),
                          .last_person = memory_string(person == NULL ? "" : person),
                          .packed_at = statement_integer(read, "packed_at"),
                          .pack = statement_integer(read, "pack"),
                          .known = statement_integer(read, "known"),
                          .unsealed = statement_integer(read, "unsealed"),
                          .forks = statement_integer(read, "forks"),
                          .lacks = statement_integer(read, "lacks")};
    const void *key = statement_bytes(read, "public_key", &length);
    if (key != NULL && length == PACK_KEY)
        memcpy(peer->public_key, key, length);
    peer->own = id_equal(peer->id, own);
    if (peer->own)
        peer->unsealed = 0; /* it is signed when it goes */
    snprintf(peer->letters, sizeof peer->letters, "%s", statement_text(read, "letter"));
}

static bool make_own(struct journal *journal, struct error *error)
{
    if (journal->known && journal->site != 0)
        return true;
    if (!db_begin(journal->db, error))
        return false;
    if (journal_site_ready(journal, error) && db_commit(journal->db, error))
        return true;
    journal_forget(journal, journal->made, journal->last_act);
    return false;
}

bool peers_read(struct journal *journal, bool make, struct peers *peers, struct error *error)
{
    *peers = (struct peers){.list = {0}};
    if (make && !make_own(journal, error))
        return false;
    struct statement *read = statement_get(journal->db, &peer_statements[ALL], error);
    if (read == NULL)
        return false;
    struct id none = {{0}}, own = journal->known ? journal->key.site : none;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        read_peer(read, own, VECTOR_PUSH(&peers->list));
    statement_reset(read);
    if (step != STATEMENT_DONE)
        peers_release(peers);
    return step == STATEMENT_DONE;
}

void peers_release(struct peers *peers)
{
    for (size_t i = 0; i < peers->list.count; i++) {
        free(peers->list.items[i].name);
        free(peers->list.items[i].last_person);
    }
    free(peers->list.items);
    *peers = (struct peers){.list = {0}};
}

/* A statement about one site; its line in `peer` is there. */
static struct statement *begin(struct db *db, struct id site, int which, struct error *error)
{
    bool found;
    struct statement *find = statement_get(db, &peer_statements[NUMBER], error);
    struct statement *make = statement_get(db, &peer_statements[MAKE], error);
    if (find == NULL || make == NULL)
        return NULL;
    statement_bind_id(find, "id", site);
    if (!statement_first(find, &found, error))
        return NULL;
    int64_t number = found ? statement_integer(find, "number") : 0;
    statement_reset(find);
    if (!found) {
        error_set(error, ERROR_NOT_FOUND, _("this copy of the file is not known here"));
        return NULL;
    }
    statement_bind_integer(make, "number", number);
    if (!statement_run(make, error))
        return NULL;
    struct statement *statement = statement_get(db, &peer_statements[which], error);
    if (statement != NULL)
        statement_bind_integer(statement, "number", number);
    return statement;
}

static bool set_trust(struct db *db, struct id site, bool trusted, struct error *error)
{
    struct statement *statement = begin(db, site, TRUSTED, error);
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, "trusted", trusted);
    if (!statement_run(statement, error))
        return false;
    statement = begin(db, site, DISTRUSTED, error);
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, "distrusted", !trusted);
    return statement_run(statement, error);
}

static bool set_name(struct db *db, struct id site, const char *name, struct error *error)
{
    struct statement *statement = begin(db, site, NAME, error);
    if (statement == NULL)
        return false;
    statement_bind_text(statement, "name", name == NULL || *name == '\0' ? NULL : name);
    return statement_run(statement, error);
}

static bool end(struct db *db, bool nested, bool fine, struct error *error)
{
    if (nested)
        return fine;
    if (fine)
        return db_commit(db, error);
    db_rollback(db);
    return false;
}

bool peer_trust(struct db *db, struct id site, bool trusted, struct error *error)
{
    bool nested = db_in_transaction(db);
    if (!nested && !db_begin(db, error))
        return false;
    return end(db, nested, set_trust(db, site, trusted, error), error);
}

bool peer_name(struct db *db, struct id site, const char *name, struct error *error)
{
    bool nested = db_in_transaction(db);
    if (!nested && !db_begin(db, error))
        return false;
    return end(db, nested, set_name(db, site, name, error), error);
}

static bool set_role(struct db *db, struct id site, enum pack_role role, struct id programme,
                     struct error *error)
{
    struct statement *statement = begin(db, site, ROLE, error);
    if (statement == NULL)
        return false;
    statement_bind_text(statement, "role",
                        role == PACK_ROLE_BUREAU  ? "bureau"
                        : role == PACK_ROLE_GROUP ? "group"
                                                  : NULL);
    statement_bind_id(statement, "programme", programme);
    return statement_run(statement, error);
}

bool peer_role(struct db *db, struct id site, enum pack_role role, struct id programme,
               struct error *error)
{
    bool nested = db_in_transaction(db);
    if (!nested && !db_begin(db, error))
        return false;
    return end(db, nested, set_role(db, site, role, programme, error), error);
}
