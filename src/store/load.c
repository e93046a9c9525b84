#include "load.h"

#include <stdlib.h>
#include <string.h>

#include "statements.h"

const struct statement_text load_statements[] = {
    {"load_body", "SELECT body FROM act WHERE number = :act", 0},
    {"load_places",
     "SELECT c.act, c.n, c.place, a.seq, a.lamport, s.id AS site,"
     " a.undoes_seq IS NULL AND a.undone = 0 AS stands"
     " FROM change AS c JOIN act AS a ON a.number = c.act JOIN site AS s ON s.number = a.site"
     " WHERE c.row = :row ORDER BY a.lamport DESC, s.id DESC, c.n DESC",
     0},
};
STATEMENT_COUNT(load);
enum { BODY, PLACES };

void loaded_release(struct loaded *loaded)
{
    body_release(&loaded->body);
    buffer_release(&loaded->bytes);
    loaded->act = 0;
}

bool load_body(struct db *db, int64_t act, struct loaded *loaded, struct error *error)
{
    bool found;
    if (loaded->act == act)
        return true;
    loaded_release(loaded);
    struct statement *read = statement_get(db, &load_statements[BODY], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "act", act);
    if (!statement_first(read, &found, error))
        return false;
    if (found) {
        size_t length;
        const void *bytes = statement_bytes(read, "body", &length);
        buffer_add(&loaded->bytes, bytes, length);
        statement_reset(read);
    }
    if (!body_open(&loaded->body, loaded->bytes.bytes, loaded->bytes.length, error))
        return false;
    loaded->act = act;
    return true;
}

bool load_places(struct db *db, struct id row, struct load_places *places, struct error *error)
{
    struct statement *read = statement_get(db, &load_statements[PLACES], error);
    if (read == NULL)
        return false;
    statement_bind_id(read, "row", row);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&places->list) =
            (struct load_place){.act = statement_integer(read, "act"),
                                .n = statement_integer(read, "n"),
                                .place = (size_t)statement_integer(read, "place"),
                                .seq = statement_integer(read, "seq"),
                                .lamport = statement_integer(read, "lamport"),
                                .site = statement_id(read, "site"),
                                .stands = statement_integer(read, "stands") != 0};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

bool load_said(struct db *db, struct loaded *loaded, const struct load_place *place,
               struct load_said *said, struct error *error)
{
    struct body_change change;
    said->said = false;
    if (!load_body(db, place->act, loaded, error) ||
        !body_change_at(&loaded->body, place->place, &change, error))
        return false;
    bool created = change.operation == BODY_CREATE;
    while (change.read < change.field_count) {
        struct body_field field;
        if (!body_next_field(&loaded->body, &change, &field, error))
            return false;
        if (strcmp(field.column, said->column) != 0) {
            value_release(&field.value);
            continue;
        }
        value_release(&said->value);
        said->value = field.value;
        said->said = true;
    }
    if (created && !said->said) {
        value_release(&said->value);
        said->value = strcmp(said->column, BODY_DELETED) == 0 ? value_integer(0) : value_none();
        said->said = true;
    }
    return true;
}
