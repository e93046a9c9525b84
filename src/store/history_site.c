/* The letters of sites, for history. */
#include "wijk/store/history.h"

#include "statements.h"

const struct statement_text history_site_statements[] = {
    {"history_site_letter", "SELECT letter FROM site WHERE id = :site", 0},
};
STATEMENT_COUNT(history_site);

bool history_site_letter(struct db *db, struct id site, struct buffer *out, struct error *error)
{
    struct statement *statement = statement_get(db, &history_site_statements[0], error);
    if (statement == NULL)
        return false;
    bool found = false;
    statement_bind_id(statement, "site", site);
    bool read = statement_first(statement, &found, error);
    if (read && found)
        buffer_add_text(out, statement_text(statement, "letter"));
    statement_reset(statement);
    return read;
}
