#include "wijk/store/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_fold.h"
#include "crypto.h"
#include "project.h"
#include "wijk/base/language.h"
#include "wijk/store/backup.h"
#include "wijk/store/erase.h"
#include "wijk/store/search.h"
#include "wijk/store/sha256.h"

#define FINDINGS 100

void check_release(struct check_report *report)
{
    for (size_t i = 0; i < report->findings.count; i++)
        free(report->findings.items[i]);
    free(report->findings.items);
    *report = (struct check_report){0};
}

void check_found(struct check *check, const char *format, ...)
{
    struct buffer sentence = BUFFER_EMPTY;
    va_list arguments;
    if (check->report->count++ >= FINDINGS)
        return;
    va_start(arguments, format);
    buffer_format_list(&sentence, format, arguments);
    va_end(arguments);
    *VECTOR_PUSH(&check->report->findings) = buffer_detach(&sentence);
}

bool check_goes_on(struct check *check, int64_t acts, struct error *error)
{
    const struct check_options *options = check->options;
    int share = check->acts == 0 ? 1000 : (int)(acts * 1000 / check->acts);
    if (options == NULL || options->progress == NULL || options->progress(options->context, share))
        return true;
    return error_set(error, ERROR_CANCELLED, _("Stopped; nothing was changed"));
}

/* SQLite's own answers, a finding each. */
static bool ask_sqlite(struct check *check, const char *sql, const char *format,
                       struct error *error)
{
    struct statement *read = statement_new(check->db, sql, STATEMENT_SCANS, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        struct value answer = statement_value_at(read, 0);
        if (answer.type == VALUE_TEXT && strcmp(answer.text, "ok") != 0)
            check_found(check, format, answer.text);
        value_release(&answer);
    }
    statement_free(read);
    return step == STATEMENT_DONE;
}

static bool count(struct db *db, const char *sql, int64_t *number, struct error *error)
{
    struct statement *read = statement_new(db, sql, STATEMENT_SCANS, error);
    bool found;
    if (read == NULL)
        return false;
    bool fine = statement_first(read, &found, error);
    if (fine && found)
        *number = statement_value_at(read, 0).integer;
    statement_free(read);
    return fine;
}

/* Minutes still are what they were when they were frozen. Erased by law, a text says so itself. */
static bool examine_minutes(struct check *check, struct error *error)
{
    struct statement *read = statement_new(check->db, "SELECT version, text, sha256 FROM minutes",
                                           STATEMENT_SCANS, error);
    if (read == NULL)
        return false;
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW) {
        const char *text = statement_text(read, "text"), *hash = statement_text(read, "sha256");
        char found[SHA256_SIZE];
        sha256_text(text, strlen(text), found);
        if (strcmp(text, ERASE_SHOWN) != 0 && strcmp(found, hash) != 0)
            check_found(check,
                        _("version %lld of minutes is not the text that was frozen: its SHA-256 is "
                          "%.16s… and was %.16s…"),
                        (long long)statement_integer(read, "version"), found, hash);
    }
    statement_free(read);
    return step == STATEMENT_DONE;
}

static bool examine(struct check *check, struct error *error)
{
    check->target = NULL;
    bool fine = db_open_scratch(&check->target, error) && db_begin(check->target, error) &&
                check_fold(check, error) && check_seals(check, error) &&
                check_compare(check, error);
    db_close(check->target);
    return fine;
}

/* All of one moment: another program does not write in between. */
static bool look(struct check *check, struct error *error)
{
    if (!db_run(check->db, "BEGIN", error))
        return false;
    bool fine =
        ask_sqlite(check, "PRAGMA integrity_check(20)", _("the file is damaged: %s"), error) &&
        ask_sqlite(check, "PRAGMA foreign_key_check", _("%s: refers to a row that is not there"),
                   error) &&
        count(check->db, "SELECT count(*) FROM act", &check->acts, error) &&
        count(check->db, "SELECT count(*) FROM waiting", &check->report->waiting, error) &&
        examine_minutes(check, error) && examine(check, error);
    db_rollback(check->db);
    return fine;
}

static bool empty_tables(struct db *db, struct error *error)
{
    bool fine = true;
    for (size_t i = 0; fine && i < ENTITY_COUNT; i++) {
        struct buffer sql = BUFFER_EMPTY;
        buffer_format(&sql, "DELETE FROM %s", entities[i].table);
        struct statement *clear = statement_new(db, sql.bytes, STATEMENT_PROJECTS, error);
        fine = clear != NULL && statement_run(clear, error);
        statement_free(clear);
        buffer_release(&sql);
    }
    return fine && db_run(db,
                          "DELETE FROM change; DELETE FROM head; DELETE FROM parent;"
                          "DELETE FROM waiting; UPDATE act SET undone = 0;",
                          error);
}

static bool refold(struct check *check, struct error *error)
{
    if (!db_begin(check->db, error))
        return false;
    struct check_report *report = check->report, again = {0};
    check->report = &again;
    bool fine = empty_tables(check->db, error) && check_fold(check, error) &&
                search_rebuild(check->db, error);
    check->report = report;
    check_release(&again);
    if (fine)
        return db_commit(check->db, error);
    db_rollback(check->db);
    return false;
}

static bool rebuild(struct check *check, int64_t journal_findings, struct error *error)
{
    struct error ignored = ERROR_NONE;
    if (journal_findings > 0)
        return error_set(error, ERROR_DAMAGED,
                         _("%s: the journal itself is damaged, so the tables were left as they "
                           "are; go back to a backup with 'wijk restore'"),
                         db_path(check->db));
    if (db_read_only(check->db))
        return error_set(error, ERROR_READ_ONLY,
                         _("%s: the file may only be read, so nothing was changed"),
                         db_path(check->db));
    if (!backup_make(check->db, "rebuild", NULL, error))
        return false;
    /* Emptying referenced tables one by one would look for referring rows at each row. */
    check->target = check->db;
    bool fine = db_run(check->db, "PRAGMA foreign_keys = OFF", error) && refold(check, error);
    fine = db_run(check->db, "PRAGMA foreign_keys = ON", fine ? error : &ignored) && fine;
    check->report->rebuilt = fine;
    return fine;
}

bool check_run(struct db *db, const struct check_options *options, struct check_report *report,
               struct error *error)
{
    struct check check = {.db = db, .options = options, .report = report};
    *report = (struct check_report){0};
    if (!crypto_start(error) || !look(&check, error))
        return false;
    if (options == NULL || !options->rebuild)
        return true;
    return rebuild(&check, report->journal, error);
}
