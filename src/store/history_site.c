/* The letters of sites, for history. */
#include "wijk/store/history.h"

#include "statements.h"

const struct statement_text history_site_statements[] = {
    {"history_site_letter", "SELECT letter FROM site WHERE id = :site", 0},
    {"history_maker",
     "SELECT s.number, s.letter FROM change AS c JOIN act AS a ON a.number = c.act"
     " JOIN site AS s ON s.number = a.site WHERE c.row = :row ORDER BY a.lamport, s.id LIMIT 1",
     0},
};
STATEMENT_COUNT(history_site);
enum { LETTER, MAKER };

bool history_site_letter(struct db *db, struct id site, struct buffer *out, struct error *error)
{
    struct statement *statement = statement_get(db, &history_site_statements[LETTER], error);
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

/* *number 0: nothing of the row is here. */
static bool find_maker(struct db *db, struct id row, int64_t *number, struct buffer *letter,
                       struct error *error)
{
    bool found;
    struct statement *read = statement_get(db, &history_site_statements[MAKER], error);
    *number = 0;
    if (read == NULL)
        return false;
    statement_bind_bytes(read, "row", row.bytes, sizeof row.bytes);
    if (!statement_first(read, &found, error) || !found)
        return !error_is_set(error);
    *number = statement_integer(read, "number");
    if (letter != NULL)
        buffer_add_text(letter, statement_text(read, "letter"));
    statement_reset(read);
    return true;
}

bool history_maker(struct db *db, struct id row, struct id home, struct buffer *out,
                   struct error *error)
{
    int64_t maker, at_home;
    struct buffer letter = BUFFER_EMPTY;
    bool fine =
        find_maker(db, row, &maker, &letter, error) && find_maker(db, home, &at_home, NULL, error);
    if (fine && maker != 0 && maker != at_home)
        buffer_add_text(out, letter.bytes);
    buffer_release(&letter);
    return fine;
}
