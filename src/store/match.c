#include "wijk/store/match.h"

#include <stdlib.h>

#include "wijk/base/buffer.h"
#include "wijk/base/memory.h"
#include "wijk/store/statement.h"

struct match {
    struct statement *find; /* owned */
    int fields[MATCH_FIELDS];
    int count;
};

struct match *match_new(struct db *db, const struct entity *entity, const char *const *columns,
                        struct error *error)
{
    struct match *match = memory_new(sizeof *match);
    struct buffer sql = BUFFER_EMPTY;
    buffer_format(&sql, "SELECT id FROM \"%s\" WHERE deleted = 0", entity->table);
    for (; columns[match->count] != NULL && match->count < MATCH_FIELDS; match->count++) {
        match->fields[match->count] = entity_field(entity, columns[match->count]);
        buffer_format(&sql, " AND \"%s\" IS ?%d", columns[match->count], match->count + 1);
    }
    buffer_add_text(&sql, " LIMIT 2");
    match->find = statement_new(db, sql.bytes, STATEMENT_SCANS, error);
    buffer_release(&sql);
    if (match->find != NULL)
        return match;
    free(match);
    return NULL;
}

void match_free(struct match *match)
{
    if (match == NULL)
        return;
    statement_free(match->find);
    free(match);
}

bool match_find(struct match *match, const struct row *row, struct id *id, int *count,
                struct error *error)
{
    enum statement_step step;
    *count = 0;
    statement_reset(match->find);
    for (int i = 0; i < match->count; i++)
        statement_bind_value_at(match->find, i + 1, &row->values[match->fields[i]]);
    while ((step = statement_step(match->find, error)) == STATEMENT_ROW)
        if ((*count)++ == 0)
            *id = statement_id(match->find, "id");
    statement_reset(match->find);
    return step == STATEMENT_DONE;
}
