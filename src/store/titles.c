#include "wijk/store/titles.h"

#include <string.h>

#include "statements.h"

const struct statement_text titles_statements[] = {
    {"titles",
     "SELECT id, programme, owner, title, status FROM problem INDEXED BY problem_title"
     " WHERE deleted = 0 AND status <> 'rejected' AND duplicate_of IS NULL AND id > :after"
     " ORDER BY id LIMIT :most",
     0},
};
STATEMENT_COUNT(titles);

bool titles_some(struct db *db, struct titles_page *page, titles_visit *visit, void *context,
                 struct error *error)
{
    struct statement *read = statement_get(db, &titles_statements[0], error);
    if (read == NULL)
        return false;
    statement_bind_bytes(read, "after", page->after.bytes, sizeof page->after.bytes);
    statement_bind_integer(read, "most", page->most);
    enum statement_step step;
    int count = 0;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct titled problem = {.id = statement_id(read, "id"),
                                 .programme = statement_id(read, "programme"),
                                 .owner = statement_id(read, "owner"),
                                 .title = statement_text(read, "title"),
                                 .open = strcmp(statement_text(read, "status"), "solved") != 0};
        visit(context, &problem);
        page->after = problem.id;
        count++;
    }
    page->more = step == STATEMENT_DONE && count == page->most;
    statement_reset(read);
    return step == STATEMENT_DONE;
}
