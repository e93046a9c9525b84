#include "journal_site.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "statements.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

const struct statement_text journal_site_statements[] = {
    {"site_by_id", "SELECT number, seq, hash FROM site WHERE id = :id", 0},
    {"site_act", "SELECT hash FROM act WHERE site = :site AND seq = :seq", 0},
    {"site_forked", "SELECT 1 FROM parked WHERE site = :site AND forked = 1 LIMIT 1", 0},
    {"site_leave", "UPDATE site SET trusted = 0 WHERE id = :id", 0},
    {"site_letters", "SELECT number FROM site WHERE letter = :letter AND id < :id", 0},
    {"site_add",
     "INSERT INTO site (id, letter, public_key, trusted) VALUES (:id, :letter, :public_key, 1)", 0},
    {"site_lamport", "SELECT max(lamport) AS lamport FROM act", 0},
    {"site_advance", "UPDATE site SET seq = :seq, hash = :hash WHERE number = :number", 0},
    {"site_seal",
     "INSERT OR REPLACE INTO seal (site, seq, signature) VALUES (:site, :seq, :signature)", 0},
    {"site_first", "SELECT min(number) AS number FROM site HAVING count(*) > 0", 0},
    {"site_home",
     "SELECT s.id FROM change AS c JOIN act AS a ON a.number = c.act JOIN site AS s"
     " ON s.number = a.site WHERE c.row = :row ORDER BY a.lamport LIMIT 1",
     0},
};
STATEMENT_COUNT(journal_site);
enum { BY_ID, ACT, FORKED, LEAVE, LETTERS, ADD, LAMPORT, ADVANCE, SEAL, FIRST, HOME };

/* Letters that look or sound alike are left out. */
void journal_site_letters(struct id site, size_t count, char letters[JOURNAL_LETTERS])
{
    static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz";
    for (size_t i = 0; i < count && i + 1 < JOURNAL_LETTERS; i++)
        letters[i] = alphabet[site.bytes[i] % (sizeof alphabet - 1)];
    letters[count] = '\0';
}

static bool letters_taken(struct journal *journal, struct id site, const char *letters, bool *taken,
                          struct error *error)
{
    struct statement *ask = statement_get(journal->db, &journal_site_statements[LETTERS], error);
    if (ask == NULL)
        return false;
    statement_bind_text(ask, "letter", letters);
    statement_bind_bytes(ask, "id", site.bytes, sizeof site.bytes);
    if (!statement_first(ask, taken, error))
        return false;
    statement_reset(ask);
    return true;
}

/* The letters of this site. Of two sites that met and have the same four, the one with the higher
 * id goes on with six. */
static bool own_letters(struct journal *journal, struct id site, struct error *error)
{
    bool taken = false;
    journal_site_letters(site, 4, journal->letter);
    if (!letters_taken(journal, site, journal->letter, &taken, error))
        return false;
    if (taken)
        journal_site_letters(site, 6, journal->letter);
    return true;
}

/* A copy that has made no act yet: the key it will have, with letters that nobody here has. */
static bool prepare(struct journal *journal, struct error *error)
{
    static const struct id highest = {
        {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}};
    bool taken = id_is_none(journal->fresh.site);
    for (int i = 0; i < 64 && taken; i++) {
        char letters[JOURNAL_LETTERS];
        sitekey_make(&journal->fresh);
        journal_site_letters(journal->fresh.site, 4, letters);
        if (!letters_taken(journal, highest, letters, &taken, error))
            return false;
    }
    return own_letters(journal, journal->fresh.site, error);
}

static bool find_letter(struct journal *journal, struct error *error)
{
    struct statement *ask = statement_get(journal->db, &journal_site_statements[FIRST], error);
    bool found;
    if (ask == NULL || !statement_first(ask, &found, error))
        return false;
    journal->home = !found || (journal->known && journal->site != 0 &&
                               statement_integer(ask, "number") == journal->site);
    statement_reset(ask);
    return journal->known && (journal->key.seq != 0 || journal->site != 0)
               ? own_letters(journal, journal->key.site, error)
               : prepare(journal, error);
}

/* Whether somebody else goes on with our chain, with our key: a disk that was cloned. */
static bool is_forked(struct journal *journal, bool *forked, struct error *error)
{
    struct statement *ask = statement_get(journal->db, &journal_site_statements[FORKED], error);
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "site", journal->key.site);
    if (!statement_first(ask, forked, error))
        return false;
    statement_reset(ask);
    return true;
}

/* Whether the file still is what the key remembers: its last act is in the file, or there was none
 * yet; and the chain is ours alone. */
static bool read_site(struct journal *journal, struct error *error)
{
    struct statement *ask = statement_get(journal->db, &journal_site_statements[BY_ID], error);
    bool found;
    if (ask == NULL)
        return false;
    statement_bind_id(ask, "id", journal->key.site);
    if (!statement_first(ask, &found, error))
        return false;
    journal->site = found ? statement_integer(ask, "number") : 0;
    statement_reset(ask);
    journal->known = journal->key.seq == 0;
    if (!found || journal->key.seq == 0)
        return true;
    ask = statement_get(journal->db, &journal_site_statements[ACT], error);
    if (ask == NULL)
        return false;
    statement_bind_integer(ask, "site", journal->site);
    statement_bind_integer(ask, "seq", journal->key.seq);
    if (!statement_first(ask, &found, error) || !found)
        return !error_is_set(error);
    size_t length;
    const void *hash = statement_bytes(ask, "hash", &length);
    journal->known = length == CRYPTO_HASH && memcmp(hash, journal->key.hash, CRYPTO_HASH) == 0;
    statement_reset(ask);
    bool forked = false;
    if (!is_forked(journal, &forked, error))
        return false;
    journal->known = journal->known && !forked;
    return true;
}

bool journal_site_find(struct journal *journal, struct error *error)
{
    struct stat status;
    bool found;
    if (stat(journal->db->file, &status) != 0)
        return path_failed(journal->db->path, errno, error);
    journal->known = false;
    journal->site = 0;
    journal->key.device = (uint64_t)status.st_dev;
    journal->key.inode = (uint64_t)status.st_ino;
    if (!sitekey_find(journal->key_path, &journal->key, &found, error))
        return false;
    if (found && !read_site(journal, error))
        return false;
    return find_letter(journal, error);
}

static bool add_site(struct journal *journal, struct error *error)
{
    struct statement *add = statement_get(journal->db, &journal_site_statements[ADD], error);
    if (add == NULL)
        return false;
    statement_bind_id(add, "id", journal->key.site);
    char letters[JOURNAL_LETTERS];
    journal_site_letters(journal->key.site, 4, letters);
    statement_bind_text(add, "letter", letters);
    statement_bind_bytes(add, "public_key", journal->key.public_key, CRYPTO_PUBLIC);
    return statement_run(add, error) && read_site(journal, error);
}

/* What this copy was until now sends no packs any more, and needs none. */
static bool leave(struct journal *journal, struct error *error)
{
    struct statement *set = statement_get(journal->db, &journal_site_statements[LEAVE], error);
    if (set == NULL)
        return false;
    statement_bind_id(set, "id", journal->key.site);
    return statement_run(set, error);
}

/* The key is kept before the act that needs it: after a crash in between it is used the next time.
 */
static bool make_site(struct journal *journal, struct error *error)
{
    if (!journal_site_find(journal, error)) /* another program may have been first */
        return false;
    if (journal->known && journal->site != 0)
        return true;
    if (!journal->known) {
        struct stat status;
        if (stat(journal->db->file, &status) != 0)
            return path_failed(journal->db->path, errno, error);
        if (journal->site != 0 && !leave(journal, error))
            return false;
        journal->key = journal->fresh;
        crypto_wipe(&journal->fresh, sizeof journal->fresh);
        journal->key.device = (uint64_t)status.st_dev;
        journal->key.inode = (uint64_t)status.st_ino;
        if (!sitekey_keep(journal->key_path, &journal->key, error))
            return false;
    }
    journal->known = true;
    return add_site(journal, error);
}

bool journal_letters(struct journal *journal, struct id programme, char letters[JOURNAL_LETTERS],
                     struct error *error)
{
    struct statement *read = statement_get(journal->db, &journal_site_statements[HOME], error);
    bool found, home = id_is_none(programme) ? journal->home : true;
    if (read == NULL)
        return false;
    statement_bind_bytes(read, "row", programme.bytes, sizeof programme.bytes);
    if (!statement_first(read, &found, error))
        return false;
    if (found)
        home = journal->known && id_equal(statement_id(read, "id"), journal->key.site);
    statement_reset(read);
    snprintf(letters, JOURNAL_LETTERS, "%s", home ? "" : journal->letter);
    return true;
}

bool journal_site_ready(struct journal *journal, struct error *error)
{
    bool found;
    if ((!journal->known || journal->site == 0) && !make_site(journal, error))
        return false;
    struct statement *read = statement_get(journal->db, &journal_site_statements[BY_ID], error);
    struct statement *last = statement_get(journal->db, &journal_site_statements[LAMPORT], error);
    if (read == NULL || last == NULL)
        return false;
    statement_bind_id(read, "id", journal->key.site);
    if (!statement_first(read, &found, error))
        return false;
    if (!found)
        return error_set(error, ERROR_BUG,
                         _("The journal lost its own place; open the file again"));
    size_t length;
    const void *hash = statement_bytes(read, "hash", &length);
    memset(journal->hash, 0, sizeof journal->hash);
    if (length == CRYPTO_HASH)
        memcpy(journal->hash, hash, CRYPTO_HASH);
    journal->seq = statement_integer(read, "seq");
    statement_reset(read);
    if (!statement_first(last, &found, error))
        return false;
    journal->lamport = found ? statement_integer(last, "lamport") : 0;
    statement_reset(last);
    return true;
}

bool journal_site_advance(struct journal *journal, struct error *error)
{
    struct statement *advance =
        statement_get(journal->db, &journal_site_statements[ADVANCE], error);
    if (advance == NULL)
        return false;
    statement_bind_integer(advance, "number", journal->site);
    statement_bind_integer(advance, "seq", journal->seq);
    statement_bind_bytes(advance, "hash", journal->hash, CRYPTO_HASH);
    return statement_run(advance, error);
}

static bool write_seal(struct journal *journal, struct error *error)
{
    uint8_t signature[CRYPTO_SIGNATURE];
    crypto_seal(signature, journal->hash, CRYPTO_HASH, journal->key.secret_key);
    struct statement *seal = statement_get(journal->db, &journal_site_statements[SEAL], error);
    if (seal == NULL)
        return false;
    statement_bind_integer(seal, "site", journal->site);
    statement_bind_integer(seal, "seq", journal->seq);
    statement_bind_bytes(seal, "signature", signature, CRYPTO_SIGNATURE);
    return statement_run(seal, error);
}

bool journal_site_seal(struct journal *journal, struct error *error)
{
    if (!db_begin(journal->db, error))
        return false;
    if (!journal_site_ready(journal, error) || !write_seal(journal, error)) {
        db_rollback(journal->db);
        return false;
    }
    if (!db_commit(journal->db, error))
        return false;
    struct stat status;
    if (stat(journal->db->file, &status) == 0)
        journal->key.device = (uint64_t)status.st_dev;
    journal->key.seq = journal->seq;
    memcpy(journal->key.hash, journal->hash, CRYPTO_HASH);
    return sitekey_keep(journal->key_path, &journal->key, error);
}

void journal_site_part(struct journal *journal)
{
    struct error ignored = ERROR_NONE;
    if (journal->made > 0 && journal_site_seal(journal, &ignored))
        journal->made = 0;
    if (journal->made == 0 && !journal_site_find(journal, &ignored))
        journal->known = false;
}
