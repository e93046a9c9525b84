#include "journal_site.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "statements.h"
#include "wijk/base/language.h"
#include "wijk/base/path.h"

const struct statement_text journal_site_statements[] = {
    {"site_by_id", "SELECT number, letter, seq, hash FROM site WHERE id = :id", 0},
    {"site_act", "SELECT hash FROM act WHERE site = :site AND seq = :seq", 0},
    {"site_letters",
     "SELECT letter, count(*) AS sites FROM (SELECT letter FROM site"
     " ORDER BY length(letter) DESC, letter DESC)",
     0},
    {"site_add",
     "INSERT INTO site (id, letter, public_key, trusted) VALUES (:id, :letter, :public_key, 1)", 0},
    {"site_lamport", "SELECT max(lamport) AS lamport FROM act", 0},
    {"site_advance", "UPDATE site SET seq = :seq, hash = :hash WHERE number = :number", 0},
    {"site_seal",
     "INSERT OR REPLACE INTO seal (site, seq, signature) VALUES (:site, :seq, :signature)", 0},
};
STATEMENT_COUNT(journal_site);
enum { BY_ID, ACT, LETTERS, ADD, LAMPORT, ADVANCE, SEAL };

/* a … z, aa, ab … */
static void next_letter(const char *letter, char next[8])
{
    size_t length = strlen(letter);
    snprintf(next, 8, "%s", length == 0 ? "a" : letter);
    if (length == 0 || length > 6)
        return;
    for (size_t i = length; i-- > 0;) {
        if (next[i] != 'z') {
            next[i]++;
            return;
        }
        next[i] = 'a';
    }
    memset(next, 'a', length + 1);
    next[length + 1] = '\0';
}

static bool find_letter(struct journal *journal, struct error *error)
{
    struct statement *ask = statement_get(journal->db, &journal_site_statements[LETTERS], error);
    bool found;
    if (ask == NULL || !statement_first(ask, &found, error))
        return false;
    const char *last = found ? statement_text(ask, "letter") : NULL;
    next_letter(last == NULL ? "" : last, journal->letter);
    statement_reset(ask);
    return true;
}

/* Whether the file still is what the key remembers: its last act is in the file, or there was none
 * yet. */
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
    if (found)
        snprintf(journal->letter, sizeof journal->letter, "%s", statement_text(ask, "letter"));
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
    return (journal->known && journal->site != 0) || find_letter(journal, error);
}

static bool add_site(struct journal *journal, struct error *error)
{
    struct statement *add = statement_get(journal->db, &journal_site_statements[ADD], error);
    if (add == NULL)
        return false;
    statement_bind_id(add, "id", journal->key.site);
    statement_bind_text(add, "letter", journal->letter);
    statement_bind_bytes(add, "public_key", journal->key.public_key, CRYPTO_PUBLIC);
    return statement_run(add, error) && read_site(journal, error);
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
        sitekey_make(&journal->key);
        journal->key.device = (uint64_t)status.st_dev;
        journal->key.inode = (uint64_t)status.st_ino;
        if (!sitekey_keep(journal->key_path, &journal->key, error))
            return false;
    }
    journal->known = true;
    return add_site(journal, error);
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
