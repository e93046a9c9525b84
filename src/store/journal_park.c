/* Acts that wait for others before them, or that contradict one that is here. */
#include "journal_site.h"
#include "statements.h"

const struct statement_text journal_park_statements[] = {
    {"park_add",
     "INSERT OR IGNORE INTO parked (site, seq, hash, forked, public_key, lamport, at, person, "
     "label,"
     " undoes_site, undoes_seq, run, meeting, previous, body) VALUES (:site, :seq, :hash, :forked,"
     " :public_key, :lamport, :at, :person, :label, :undoes_site, :undoes_seq, :run, :meeting,"
     " :previous, :body)",
     0},
    {"park_body", "SELECT body FROM parked WHERE site = :site AND seq = :seq AND hash = :hash", 0},
    {"park_fill",
     "UPDATE parked SET body = :body WHERE site = :site AND seq = :seq AND hash = :hash", 0},
    {"park_people",
     "UPDATE parked SET person = :person, label = :label"
     " WHERE site = :site AND seq = :seq AND hash = :hash",
     0},
};
STATEMENT_COUNT(journal_park);
enum { ADD, BODY, FILL, PEOPLE };

/* A statement about this very act. */
static struct statement *get(struct db *db, const struct act *act, int which, struct error *error)
{
    struct statement *statement = statement_get(db, &journal_park_statements[which], error);
    if (statement == NULL)
        return NULL;
    statement_bind_id(statement, "site", act->site);
    statement_bind_integer(statement, "seq", act->seq);
    statement_bind_bytes(statement, "hash", act->hash, JOURNAL_HASH);
    return statement;
}

static bool add(struct db *db, const struct act *act, bool forked, bool *added, struct error *error)
{
    struct statement *add = get(db, act, ADD, error);
    if (add == NULL)
        return false;
    statement_bind_integer(add, "forked", forked);
    if (act->public_key != NULL)
        statement_bind_bytes(add, "public_key", act->public_key, CRYPTO_PUBLIC);
    statement_bind_integer(add, "lamport", act->lamport);
    statement_bind_integer(add, "at", act->at);
    statement_bind_text(add, "person", act->person);
    statement_bind_text(add, "label", act->label);
    statement_bind_id(add, "undoes_site", act->undoes_site);
    statement_bind_integer(add, "undoes_seq", act->undoes_seq);
    statement_bind_integer(add, "run", act->run);
    statement_bind_id(add, "meeting", act->meeting);
    statement_bind_bytes(add, "previous", act->previous, JOURNAL_HASH);
    statement_bind_bytes(add, "body", act->body, act->length);
    if (!statement_run(add, error))
        return false;
    *added = sqlite3_changes(db->sql) > 0;
    return true;
}

static bool read_body(struct db *db, const struct act *act, struct buffer *out, struct error *error)
{
    bool found;
    struct statement *read = get(db, act, BODY, error);
    if (read == NULL || !statement_first(read, &found, error))
        return false;
    if (found) {
        size_t length;
        const void *bytes = statement_bytes(read, "body", &length);
        buffer_add(out, bytes, length);
        statement_reset(read);
    }
    return true;
}

static bool write_people(struct db *db, const struct act *act, struct error *error)
{
    struct statement *write = get(db, act, PEOPLE, error);
    if (write == NULL)
        return false;
    statement_bind_text(write, "person", act->person);
    statement_bind_text(write, "label", act->label);
    return statement_run(write, error);
}

/* What either of the two shows, when that is more than what is here. */
static bool join(struct db *db, const struct act *act, const struct body *here,
                 const struct body *more, struct error *error)
{
    struct buffer bytes = BUFFER_EMPTY;
    struct body both = {.names = {0}};
    bool people = (here->form & BODY_PEOPLE) != 1 && (more->form & BODY_PEOPLE) == 1;
    bool fine =
        body_join(here, more, &bytes, error) && body_open(&both, bytes.bytes, bytes.length, error);
    if (fine && body_withheld(&both) < body_withheld(here)) {
        struct statement *fill = get(db, act, FILL, error);
        fine = fill != NULL;
        if (fine) {
            statement_bind_bytes(fill, "body", bytes.bytes, bytes.length);
            fine = statement_run(fill, error) && (!people || write_people(db, act, error));
        }
    }
    body_release(&both);
    buffer_release(&bytes);
    return fine;
}

static bool fill(struct db *db, const struct act *act, struct error *error)
{
    struct buffer bytes = BUFFER_EMPTY;
    struct body here = {.names = {0}}, more = {.names = {0}};
    bool fine = read_body(db, act, &bytes, error) &&
                body_open(&here, bytes.bytes, bytes.length, error) &&
                body_open(&more, act->body, act->length, error) &&
                (body_withheld(&here) == 0 || join(db, act, &here, &more, error));
    body_release(&here);
    body_release(&more);
    buffer_release(&bytes);
    return fine;
}

bool journal_park(struct db *db, const struct act *act, bool forked, struct error *error)
{
    bool added;
    return add(db, act, forked, &added, error) && (added || fill(db, act, error));
}
