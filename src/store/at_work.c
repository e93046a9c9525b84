#include "wijk/store/at_work.h"

#include "statements.h"

const struct statement_text at_work_statements[] = {
    {"at_work",
     "SELECT id FROM programme AS p WHERE deleted = 0 AND (status <> 'closed' OR NOT EXISTS"
     " (SELECT 1 FROM programme AS q WHERE q.deleted = 0 AND q.status <> 'closed')) ORDER BY id",
     STATEMENT_SCANS},
};
STATEMENT_COUNT(at_work);
enum { EACH };

bool at_work_each(struct db *db, at_work_visit *visit, void *context, struct error *error)
{
    struct statement *read = statement_get(db, &at_work_statements[EACH], error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        if (!visit(context, statement_id(read, "id"), error))
            break;
    statement_reset(read);
    return step != STATEMENT_FAILED && !error_is_set(error);
}

static bool count(void *context, struct id programme, struct error *error)
{
    struct at_work *at_work = context;
    (void)error;
    at_work->only = programme;
    return ++at_work->count < 2;
}

bool at_work_count(struct db *db, struct at_work *at_work, struct error *error)
{
    *at_work = (struct at_work){.count = 0};
    if (!at_work_each(db, count, at_work, error))
        return false;
    if (at_work->count > 1)
        at_work->only = (struct id){{0}};
    return true;
}
