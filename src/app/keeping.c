#include "wijk/app/keeping.h"

#include <stdlib.h>

#include "wijk/store/backup.h"
#include "wijk/store/check.h"

bool keeping_check(struct session *session, bool rebuild, struct keeping_report *report,
                   struct error *error)
{
    struct check_options options = {.rebuild = rebuild && !session->dry_run};
    struct check_report found = {0};
    *report = (struct keeping_report){0};
    if (options.rebuild && !session_writable(session, error))
        return false;
    bool done = check_run(session->db, &options, &found, error);
    report->count = found.count;
    report->acts = found.acts;
    report->rows = found.rows;
    report->waiting = found.waiting;
    report->rebuilt = found.rebuilt;
    for (size_t i = 0; i < found.findings.count; i++)
        *VECTOR_PUSH(&report->findings) = memory_string(found.findings.items[i]);
    check_release(&found);
    return done;
}

void keeping_release(struct keeping_report *report)
{
    for (size_t i = 0; i < report->findings.count; i++)
        free(report->findings.items[i]);
    free(report->findings.items);
    *report = (struct keeping_report){0};
}

bool keeping_backup(struct session *session, const char *to, struct buffer *path,
                    struct error *error)
{
    if (to == NULL)
        return backup_make(session->db, "asked", path, error);
    buffer_add_text(path, to);
    return backup_copy(session->db, to, error);
}

bool keeping_restore(const char *path, const char *from, struct error *error)
{
    return backup_restore(path, from, error);
}
