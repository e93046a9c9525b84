/* An act that is here with something withheld, of which more came. */
#include <string.h>

#include "erase_follow.h"
#include "fold.h"
#include "journal_site.h"
#include "load.h"
#include "statements.h"

const struct statement_text journal_fill_statements[] = {
    {"fill_write",
     "UPDATE act SET body = :body, withheld = :withheld, changes = :changes WHERE number = :number",
     0},
    {"fill_people", "UPDATE act SET person = :person, label = :label WHERE number = :number", 0},
    {"fill_forget", "DELETE FROM change WHERE row = :row AND act = :act AND n = :n", 0},
};
STATEMENT_COUNT(journal_fill);
enum { WRITE, PEOPLE, FORGET };

/* The index of what was shown before: its places change. */
static bool forget_places(struct db *db, int64_t number, const struct body *body,
                          struct error *error)
{
    size_t place = body->first;
    for (size_t n = 0; n < body->change_count; n++) {
        struct body_change change;
        if (!body_change_at(body, place, &change, error) || !body_finish(body, &change, error))
            return false;
        place = change.at;
        if (change.operation == BODY_WITHHELD)
            continue;
        struct statement *forget = statement_get(db, &journal_fill_statements[FORGET], error);
        if (forget == NULL)
            return false;
        statement_bind_bytes(forget, "row", change.row.bytes, sizeof change.row.bytes);
        statement_bind_integer(forget, "act", number);
        statement_bind_integer(forget, "n", (int64_t)n);
        if (!statement_run(forget, error))
            return false;
    }
    return true;
}

static bool write_body(struct db *db, int64_t number, const struct body *body, struct error *error)
{
    struct statement *write = statement_get(db, &journal_fill_statements[WRITE], error);
    if (write == NULL)
        return false;
    statement_bind_integer(write, "number", number);
    statement_bind_bytes(write, "body", body->bytes, body->length);
    statement_bind_integer(write, "withheld", body_withheld(body));
    statement_bind_integer(write, "changes", (int64_t)body->change_count);
    return statement_run(write, error);
}

static bool write_people(struct db *db, int64_t number, const struct act *act, struct error *error)
{
    struct statement *write = statement_get(db, &journal_fill_statements[PEOPLE], error);
    if (write == NULL)
        return false;
    statement_bind_integer(write, "number", number);
    statement_bind_text(write, "person", act->person);
    statement_bind_text(write, "label", act->label);
    return statement_run(write, error);
}

static bool put_in_place(struct db *db, int64_t number, const struct act *act,
                         const struct buffer *bytes, struct error *error)
{
    struct body body;
    if (!body_open(&body, bytes->bytes, bytes->length, error))
        return false;
    struct fold fold = {.db = db, .body = &body, .act = number, .site = act->site, .seq = act->seq};
    bool fine = write_body(db, number, &body, error) &&
                ((body.form & BODY_PEOPLE) != 1 || (act->body[1] & BODY_PEOPLE) != 1 ||
                 write_people(db, number, act, error)) &&
                fold_act(&fold, error) && fold_undone(db, act->site, act->seq, error) &&
                erase_follow(db, &body, error);
    body_release(&body);
    return fine;
}

bool journal_fill(struct db *db, int64_t number, const struct act *act, struct error *error)
{
    struct loaded stored = LOADED_NONE;
    struct body more;
    struct buffer bytes = BUFFER_EMPTY;
    if (!body_open(&more, act->body, act->length, error))
        return false;
    bool fine = load_body(db, number, &stored, error) &&
                body_join(&stored.body, &more, &bytes, error) &&
                forget_places(db, number, &stored.body, error) &&
                put_in_place(db, number, act, &bytes, error);
    buffer_release(&bytes);
    loaded_release(&stored);
    body_release(&more);
    return fine;
}
