#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "statements.h"

#define MARK_SIZE 96

const struct statement_text db_mark_statements[] = {
    {"db_set_mark", "INSERT OR REPLACE INTO meta (name, value) VALUES ('open_by:' || :mark, :mark)",
     0},
    {"db_clear_mark", "DELETE FROM meta WHERE name = 'open_by:' || :mark", 0},
    {"db_all_marks", "SELECT value FROM meta WHERE name >= 'open_by:' AND name < 'open_by;'", 0},
};
STATEMENT_COUNT(db_mark);
enum { SET_MARK, CLEAR_MARK, ALL_MARKS };

/* Process number and boot: after a restart of the computer the number means another process. */
static void own_mark(long process, char mark[MARK_SIZE])
{
    char boot[48] = "?";
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");
    if (file != NULL) {
        if (fgets(boot, sizeof boot, file) == NULL)
            snprintf(boot, sizeof boot, "?");
        fclose(file);
        boot[strcspn(boot, "\n")] = '\0';
    }
    snprintf(mark, MARK_SIZE, "%ld %s", process, boot);
}

static bool is_alive(const char *mark)
{
    long process = 0;
    char expected[MARK_SIZE];
    if (sscanf(mark, "%ld", &process) != 1 || process <= 0 || process == (long)getpid())
        return process == (long)getpid();
    own_mark(process, expected);
    return strcmp(expected, mark) == 0 && (kill((pid_t)process, 0) == 0 || errno == EPERM);
}

bool db_left_open(struct db *db, bool *left, struct error *error)
{
    struct statement *marks = statement_get(db, &db_mark_statements[ALL_MARKS], error);
    if (marks == NULL)
        return false;
    *left = false;
    enum statement_step step;
    while ((step = statement_step(marks, error)) == STATEMENT_ROW)
        if (!is_alive(statement_text(marks, "value")))
            *left = true;
    statement_reset(marks);
    return step == STATEMENT_DONE;
}

/* Marks of sessions that are gone are taken over by this one: the file was checked when it was
 * opened. */
static bool forget_gone(struct db *db, struct error *error)
{
    struct statement *marks = statement_get(db, &db_mark_statements[ALL_MARKS], error);
    if (marks == NULL)
        return false;
    char gone[MARK_SIZE] = "";
    enum statement_step step;
    while ((step = statement_step(marks, error)) == STATEMENT_ROW)
        if (!is_alive(statement_text(marks, "value")))
            snprintf(gone, sizeof gone, "%s", statement_text(marks, "value"));
    statement_reset(marks);
    if (step == STATEMENT_FAILED)
        return false;
    if (gone[0] == '\0')
        return true;
    struct statement *clear = statement_get(db, &db_mark_statements[CLEAR_MARK], error);
    if (clear == NULL)
        return false;
    statement_bind_text(clear, "mark", gone);
    return statement_run(clear, error);
}

bool db_mark(struct db *db, struct error *error)
{
    char mark[MARK_SIZE];
    own_mark((long)getpid(), mark);
    struct statement *set = statement_get(db, &db_mark_statements[SET_MARK], error);
    if (set == NULL || !forget_gone(db, error))
        return false;
    statement_bind_text(set, "mark", mark);
    return statement_run(set, error);
}

void db_unmark(struct db *db)
{
    char mark[MARK_SIZE];
    own_mark((long)getpid(), mark);
    struct error ignored = ERROR_NONE;
    struct statement *clear = statement_get(db, &db_mark_statements[CLEAR_MARK], &ignored);
    if (clear == NULL)
        return;
    statement_bind_text(clear, "mark", mark);
    /* When this fails the next start checks the file: no harm. */
    if (!statement_run(clear, &ignored))
        db_rollback(db);
}
