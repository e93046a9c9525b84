/*
 * What happens to a programme file when the disk, the power, the memory or the process gives up in
 * the middle of the work: what was reported as saved is there, nothing is there by halves, and the
 * file opens and checks.
 *
 * FAULT_LONG=1 tries every moment; else as many as fit in the time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "fault/fault_memory.h"
#include "fault/fault_vfs.h"
#include "unit/store/folder.h"
#include "wijk/base/path.h"
#include "wijk/store/check.h"
#include "wijk/store/db.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"
#include "wijk/store/search.h"
#include "wijk/store/statement.h"
#include "wijk/store/undo.h"

#define MOMENTS 120  /* tried of each kind by default */
#define SECONDS 6    /* for each kind by default */
#define RUN_DRAFTS 3 /* of the run in the scenario */
#define KILLS 12

#define MUST(call)                                                                                 \
    do {                                                                                           \
        struct error failure_ = ERROR_NONE, *error = &failure_;                                    \
        if (!(call))                                                                               \
            fail_msg("%s: %s (%s)", #call, failure_.message, failure_.detail);                     \
    } while (0)

static struct {
    char *folder;
    char base[FOLDER_PATH], path[FOLDER_PATH], journal[FOLDER_PATH], key[FOLDER_PATH];
    char base_key[FOLDER_PATH];
    struct id goal; /* a row of the base file */
    long acts;      /* of the base file */
} place;

/* ---- the scenario ---- */

/* What the program was told about each thing it did. */
enum { ADDED, EDITED, DELETED, UNDONE, RAN, THINGS };

struct outcome {
    bool accepted[THINGS];
    struct id added, run[RUN_DRAFTS];
    struct error error; /* the first failure */
};

static void partner_row(struct row *row, const char *name)
{
    row_init(row, ENTITY_PARTNER);
    row_set(row, "name", value_text(name));
    row_set(row, "kind", value_text("school"));
}

static bool add_partner(struct journal *journal, const char *name, struct id *id,
                        struct error *error)
{
    struct row row;
    struct draft draft;
    partner_row(&row, name);
    draft_init(&draft, "New partner");
    draft_create(&draft, &row);
    *id = row.id;
    bool good = journal_commit(journal, &draft, error);
    draft_release(&draft);
    row_release(&row);
    return good;
}

static bool change(struct journal *journal, const char *statement, struct error *error)
{
    struct draft draft;
    draft_init(&draft, "Change");
    if (statement != NULL)
        draft_set(&draft, ENTITY_GOAL, place.goal, "statement", value_text(statement));
    else
        draft_delete(&draft, ENTITY_GOAL, place.goal);
    bool good = journal_commit(journal, &draft, error);
    draft_release(&draft);
    return good;
}

/* As an import does it: one run that undoes together. */
static bool run(struct journal *journal, struct id ids[RUN_DRAFTS], struct error *error)
{
    bool good = journal_run_begin(journal, "Import", error);
    if (!good)
        return false;
    for (int i = 0; good && i < RUN_DRAFTS; i++) {
        struct row row;
        struct draft draft;
        partner_row(&row, "One of an import, with a name that takes some room in the file");
        draft_init(&draft, "Import");
        draft_create(&draft, &row);
        ids[i] = row.id;
        good = journal_run_add(journal, &draft, error);
        draft_release(&draft);
        row_release(&row);
    }
    if (good)
        return journal_run_end(journal, error);
    journal_run_abort(journal);
    return false;
}

static void keep_error(struct outcome *outcome, bool good, struct error *error)
{
    if (!good && !error_is_set(&outcome->error))
        outcome->error = *error;
    error_clear(error);
}

/* Works on the file until the end, whatever fails, as a person would who tries the next thing. */
static void work(struct outcome *outcome)
{
    struct db *db = NULL;
    struct journal *journal = NULL;
    struct error error = ERROR_NONE;
    memset(outcome, 0, sizeof *outcome);
    bool good = db_open(&db, place.path, &(struct db_options){.busy_ms = 1}, &error) &&
                journal_open(&journal, db, place.key, &error);
    keep_error(outcome, good, &error);
    if (good) {
        outcome->accepted[ADDED] = add_partner(journal, "Ymere", &outcome->added, &error);
        keep_error(outcome, outcome->accepted[ADDED], &error);
        outcome->accepted[EDITED] = change(journal, "Everybody works", &error);
        keep_error(outcome, outcome->accepted[EDITED], &error);
        outcome->accepted[DELETED] = change(journal, NULL, &error);
        keep_error(outcome, outcome->accepted[DELETED], &error);
        if (outcome->accepted[DELETED]) {
            outcome->accepted[UNDONE] = undo_step(journal, UNDO_BACK, NULL, &error);
            keep_error(outcome, outcome->accepted[UNDONE], &error);
        }
        outcome->accepted[RAN] = run(journal, outcome->run, &error);
        keep_error(outcome, outcome->accepted[RAN], &error);
    }
    if (journal != NULL)
        keep_error(outcome, journal_close(journal, &error), &error);
    db_close(db);
}

/* ---- looking at what is left ---- */

static long count(struct db *db, const char *sql)
{
    struct statement *statement;
    bool found;
    MUST((statement = statement_new(db, sql, STATEMENT_SCANS, error)) != NULL);
    MUST(statement_first(statement, &found, error));
    struct value value = statement_value_at(statement, 0);
    long answer = value.type == VALUE_TEXT ? strcmp(value.text, "ok") : (long)value.integer;
    value_release(&value);
    statement_free(statement);
    return answer;
}

static void assert_healthy(struct db *db)
{
    assert_int_equal(count(db, "PRAGMA integrity_check"), 0);
    assert_int_equal(count(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    /* Each act has its changes, each site its acts in one row, each text its line in the search. */
    assert_int_equal(count(db, "SELECT count(*) FROM act a WHERE (SELECT count(*) FROM change c "
                               "WHERE c.act = a.number) <> a.changes"),
                     0);
    assert_int_equal(count(db, "SELECT count(*) FROM site s WHERE s.seq <> "
                               "(SELECT count(*) FROM act a WHERE a.site = s.number)"),
                     0);
    assert_int_equal(count(db, "SELECT (SELECT count(*) FROM search) - "
                               "(SELECT count(*) FROM search_row)"),
                     0);
    assert_int_equal(count(db, "SELECT (SELECT count(*) FROM partner WHERE deleted = 0) - "
                               "(SELECT count(*) FROM search WHERE entity = 'partner')"),
                     0);
}

static bool exists(struct db *db, enum entity_kind kind, struct id id)
{
    bool there;
    MUST(record_exists(db, (struct record_at){kind, id}, &there, error));
    return there;
}

/* What was not accepted was said in a sentence for a person. */
static void assert_told(const struct outcome *outcome)
{
    bool all = true;
    for (int i = 0; i < THINGS; i++)
        all = all && outcome->accepted[i];
    if (all && !error_is_set(&outcome->error))
        return;
    assert_int_not_equal(outcome->error.code, ERROR_CODE_NONE);
    assert_int_not_equal(outcome->error.code, ERROR_BUG);
    assert_true(strlen(outcome->error.message) > 20);
}

static void look(const struct outcome *outcome)
{
    struct db *db;
    struct row goal;
    MUST(db_open(&db, place.path, &(struct db_options){.busy_ms = 1}, error));
    assert_healthy(db);
    if (outcome->accepted[ADDED])
        assert_true(exists(db, ENTITY_PARTNER, outcome->added));
    MUST(record_get(db, ENTITY_GOAL, place.goal, &goal, error));
    if (outcome->accepted[EDITED])
        assert_string_equal(row_text(&goal, "statement"), "Everybody works");
    if (outcome->accepted[UNDONE])
        assert_false(goal.deleted);
    row_release(&goal);
    int of_run = 0;
    for (int i = 0; i < RUN_DRAFTS; i++)
        of_run += !id_is_none(outcome->run[i]) && exists(db, ENTITY_PARTNER, outcome->run[i]);
    assert_true(of_run == 0 || of_run == RUN_DRAFTS);
    if (outcome->accepted[RAN])
        assert_int_equal(of_run, RUN_DRAFTS);
    long least = place.acts, acts = count(db, "SELECT count(*) FROM act");
    for (int i = 0; i < THINGS; i++)
        least += outcome->accepted[i];
    assert_true(acts >= least);
    struct journal *journal;
    struct id id;
    MUST(journal_open(&journal, db, place.key, error)); /* and the work goes on */
    MUST(add_partner(journal, "After", &id, error));
    MUST(journal_close(journal, error));
    assert_healthy(db);
    struct check_report report = {.count = 0};
    MUST(check_run(db, &(struct check_options){.rebuild = false}, &report, error));
    if (report.count > 0)
        fail_msg("check: %s", report.findings.items[0]);
    check_release(&report);
    db_close(db);
}

/* ---- files ---- */

static void copy(const char *from, const char *to)
{
    struct buffer content = BUFFER_EMPTY;
    FILE *file;
    MUST(path_read(from, (size_t)1 << 30, &content, error));
    assert_non_null(file = fopen(to, "wb"));
    assert_int_equal(fwrite(content.bytes, 1, content.length, file), content.length);
    fclose(file);
    buffer_release(&content);
}

static void fresh_file(void)
{
    unlink(place.journal);
    copy(place.base, place.path);
    copy(place.base_key, place.key);
}

static void make_base(void)
{
    struct db *db;
    struct journal *journal;
    struct row row;
    struct draft draft;
    MUST(db_open(&db, place.base, &(struct db_options){.create = true}, error));
    MUST(journal_open(&journal, db, place.base_key, error));
    draft_init(&draft, "Programme");
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Kolenkit"));
    row_set(&row, "kind", value_text("neighbourhood"));
    draft_create(&draft, &row);
    struct id area = row.id;
    row_release(&row);
    row_init(&row, ENTITY_PROGRAMME);
    row_set(&row, "area", value_id(area));
    row_set(&row, "title", value_text("Kolenkit"));
    row_set(&row, "status", value_text("draft"));
    draft_create(&draft, &row);
    struct id programme = row.id;
    row_release(&row);
    row_init(&row, ENTITY_GOAL);
    row_set(&row, "programme", value_id(programme));
    row_set(&row, "level", value_text("goal"));
    row_set(&row, "statement", value_text("Fewer young people without work"));
    draft_create(&draft, &row);
    place.goal = row.id;
    row_release(&row);
    MUST(journal_commit(journal, &draft, error));
    draft_release(&draft);
    place.acts = count(db, "SELECT count(*) FROM act");
    MUST(journal_close(journal, error));
    db_close(db);
}

/* ---- the kinds of misfortune ---- */

/* The operations (or bytes) of a run of the scenario in which nothing goes wrong. */
static long length_of(enum fault_kind kind)
{
    struct outcome outcome;
    long plenty = 1L << 40;
    fresh_file();
    fault_arm(kind, plenty, 1);
    work(&outcome);
    for (int i = 0; i < THINGS; i++)
        assert_true(outcome.accepted[i]);
    assert_false(error_is_set(&outcome.error));
    long length = kind == FAULT_FULL ? plenty - fault.left : fault.operations;
    fault_arm(FAULT_NONE, 0, 0);
    look(&outcome);
    return length;
}

static bool is_long(void)
{
    return getenv("FAULT_LONG") != NULL;
}

static void try_moments(enum fault_kind kind)
{
    struct outcome outcome;
    long length = length_of(kind), step = is_long() ? 1 : length / MOMENTS + 1, tried = 0;
    time_t end = time(NULL) + SECONDS;
    if (kind == FAULT_FULL)
        step = is_long() ? FAULT_SECTOR : length / MOMENTS + 1;
    assert_true(length > 50);
    for (long moment = 0; moment < length && (is_long() || time(NULL) <= end); moment += step) {
        /* A different offset each round, so that the default run wanders over all moments. */
        long at = is_long() ? moment : moment + (moment * 7 + 3) % step;
        fresh_file();
        fault_arm(kind, at, (uint64_t)at * 2654435761u + 1);
        work(&outcome);
        if (kind == FAULT_CUT && fault.happened)
            fault_power_back();
        fault_arm(FAULT_NONE, 0, 0);
        assert_told(&outcome);
        look(&outcome);
        tried++;
    }
    assert_true(tried > 10);
    print_message("# %ld of %ld moments\n", tried, length);
}

static void test_failing_disk(void **state)
{
    (void)state;
    try_moments(FAULT_FAILS);
}

static void test_full_disk(void **state)
{
    (void)state;
    try_moments(FAULT_FULL);
}

static void test_power_cut(void **state)
{
    (void)state;
    try_moments(FAULT_CUT);
}

/* ---- killed ---- */

static _Noreturn void commit_for_ever(int accepted)
{
    struct db *db;
    struct journal *journal;
    struct error error = ERROR_NONE;
    if (!db_open(&db, place.path, &(struct db_options){.busy_ms = 1}, &error) ||
        !journal_open(&journal, db, place.key, &error))
        _exit(1);
    for (;;) {
        struct id id;
        if (!add_partner(journal, "Ymere", &id, &error))
            _exit(1);
        if (write(accepted, &id, sizeof id) != (ssize_t)sizeof id)
            _exit(0);
    }
}

static void test_killed(void **state)
{
    (void)state;
    fault.random = 4;
    for (int round = 0; round < (is_long() ? 20 * KILLS : KILLS); round++) {
        int accepted[2];
        struct id ids[400];
        size_t got = 0;
        fresh_file();
        assert_int_equal(pipe(accepted), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(accepted[0]);
            commit_for_ever(accepted[1]);
        }
        close(accepted[1]);
        size_t until = fault_random() % 40;
        while (got <= until && read(accepted[0], &ids[got], sizeof *ids) == (ssize_t)sizeof *ids)
            got++;
        for (volatile uint32_t spin = fault_random() % 2000000; spin > 0;)
            spin = spin - 1; /* somewhere in the next commit */
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (got < 400 && read(accepted[0], &ids[got], sizeof *ids) == (ssize_t)sizeof *ids)
            got++;
        close(accepted[0]);
        assert_true(got > until);
        struct db *db;
        MUST(db_open(&db, place.path, &(struct db_options){.busy_ms = 1}, error));
        assert_healthy(db);
        for (size_t i = 0; i < got; i++)
            assert_true(exists(db, ENTITY_PARTNER, ids[i]));
        db_close(db);
        struct outcome none = {.accepted = {false}};
        look(&none);
    }
}

/* ---- memory ---- */

static void test_memory(void **state)
{
    (void)state;
    struct outcome outcome;
    const long plenty = 1L << 40;
    fresh_file();
    memory.left = plenty;
    work(&outcome);
    long length = plenty - memory.left, tried = 0;
    long step = is_long() ? 1 : length / MOMENTS + 1;
    memory.left = -1;
    time_t end = time(NULL) + SECONDS;
    for (long moment = 0; moment < length && (is_long() || time(NULL) <= end); moment += step) {
        fresh_file();
        memory.happened = false;
        memory.left = is_long() ? moment : moment + (moment * 7 + 3) % step;
        work(&outcome);
        memory.left = -1;
        assert_told(&outcome);
        look(&outcome);
        tried++;
    }
    assert_true(tried > 10);
    print_message("# %ld of %ld allocations\n", tried, length);
}

static int set_up(void **state)
{
    (void)state;
    install_memory();
    fault_install();
    place.folder = folder_make();
    folder_path(place.folder, "base.db", place.base);
    folder_path(place.folder, "base.key", place.base_key);
    folder_path(place.folder, "file.db", place.path);
    folder_path(place.folder, "file.db-journal", place.journal);
    folder_path(place.folder, "file.key", place.key);
    fault_arm(FAULT_NONE, 0, 0);
    make_base();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fault_arm(FAULT_NONE, 0, 0);
    free(fault.disks.items);
    folder_remove(place.folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failing_disk), cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_power_cut),    cmocka_unit_test(test_killed),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
