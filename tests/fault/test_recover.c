/*
 * Recovering a damaged file: random pages overwritten by noise and by zeros, the end cut off, the
 * first page gone. Every row that comes back is what it was, and nearly all come back.
 *
 * FAULT_LONG=1 also does it with a million measurements and 60 pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "unit/store/folder.h"
#include "wijk/base/path.h"
#include "wijk/domain/row.h"
#include "wijk/store/check.h"
#include "wijk/store/journal.h"
#include "wijk/store/recover.h"
#include "wijk/store/statement.h"

#define PAGE 4096
#define ROWS 50000

#define MUST(call)                                                                                 \
    do {                                                                                           \
        struct error failure_ = ERROR_NONE, *error = &failure_;                                    \
        if (!(call))                                                                               \
            fail_msg("%s: %s (%s)", #call, failure_.message, failure_.detail);                     \
    } while (0)

static struct {
    char *folder;
    char base[FOLDER_PATH], damaged[FOLDER_PATH], new[FOLDER_PATH], key[FOLDER_PATH];
} place;

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* ---- the file ---- */

struct making {
    struct journal *journal;
    struct draft draft;
    struct id indicators[200];
    struct id goals[20];
};

static struct id put(struct making *making, struct row *row)
{
    draft_create(&making->draft, row);
    struct id id = row->id;
    row_release(row);
    return id;
}

static void make_frame(struct making *making)
{
    struct row row;
    char text[64];
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Kolenkit"));
    row_set(&row, "kind", value_text("neighbourhood"));
    struct id area = put(making, &row);
    row_init(&row, ENTITY_PROGRAMME);
    row_set(&row, "area", value_id(area));
    row_set(&row, "title", value_text("Programme"));
    row_set(&row, "status", value_text("adopted"));
    struct id programme = put(making, &row);
    for (int i = 0; i < 20; i++) {
        row_init(&row, ENTITY_GOAL);
        row_set(&row, "programme", value_id(programme));
        row_set(&row, "level", value_text(i == 0 ? "vision" : "goal"));
        if (i > 0)
            row_set(&row, "parent", value_id(making->goals[0]));
        snprintf(text, sizeof text, "Goal number %d", i);
        row_set(&row, "statement", value_text(text));
        making->goals[i] = put(making, &row);
    }
    for (int i = 0; i < 200; i++) {
        row_init(&row, ENTITY_INDICATOR);
        row_set(&row, "goal", value_id(making->goals[i % 20]));
        snprintf(text, sizeof text, "Indicator number %d", i);
        row_set(&row, "name", value_text(text));
        row_set(&row, "kind", value_text("percent"));
        row_set(&row, "direction", value_text("lower"));
        row_set(&row, "frequency", value_text("year"));
        making->indicators[i] = put(making, &row);
    }
}

static void put_measurement(struct making *making, int i)
{
    struct row row;
    char text[32];
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "indicator", value_id(making->indicators[i % 200]));
    snprintf(text, sizeof text, "%d-%02d-%02d", 1990 + i % 30, 1 + i % 12, 1 + i % 28);
    row_set(&row, "taken_on", value_text(text));
    row_set(&row, "value", value_real(i % 7 == 0 ? i : i / 7.0));
    row_set(&row, "status", value_text("final"));
    row_set(&row, "source", value_text("O+S"));
    if (i % 50 == 0)
        row_set(&row, "note", value_text("A note about this figure, such as people write them"));
    put(making, &row);
}

/* Acts of one change, as people make them: new, changed, deleted. */
static void make_small_acts(struct making *making, int count)
{
    for (int i = 0; i < count; i++) {
        struct row row;
        char text[64];
        draft_clear(&making->draft);
        row_init(&row, ENTITY_PARTNER);
        snprintf(text, sizeof text, "Partner %d", i);
        row_set(&row, "name", value_text(text));
        row_set(&row, "kind", value_text("school"));
        struct id id = put(making, &row);
        MUST(journal_run_add(making->journal, &making->draft, error));
        draft_clear(&making->draft);
        snprintf(text, sizeof text, "Partner %d, as it is called now", i);
        if (i % 3 == 0)
            draft_set(&making->draft, ENTITY_PARTNER, id, "name", value_text(text));
        if (i % 10 == 0)
            draft_delete(&making->draft, ENTITY_PARTNER, id);
        MUST(journal_run_add(making->journal, &making->draft, error));
    }
}

static void make_file(const char *path, int measurements)
{
    struct db *db;
    struct making making = {0};
    MUST(db_open(&db, path, &(struct db_options){.create = true, .fresh = true}, error));
    MUST(journal_open(&making.journal, db, place.key, error));
    draft_init(&making.draft, "All there is");
    MUST(journal_run_begin(making.journal, "All there is", error));
    make_frame(&making);
    for (int i = 0; i < measurements; i++) {
        put_measurement(&making, i);
        if (i % 4000 == 3999) {
            MUST(journal_run_add(making.journal, &making.draft, error));
            draft_clear(&making.draft);
        }
    }
    MUST(journal_run_add(making.journal, &making.draft, error));
    make_small_acts(&making, 500);
    MUST(journal_run_end(making.journal, error));
    MUST(journal_close(making.journal, error));
    draft_release(&making.draft);
    db_close(db);
}

static void copy(const char *from, const char *to)
{
    char buffer[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, in)) > 0;)
        assert_int_equal(fwrite(buffer, 1, got, out), got);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* ---- the damage ---- */

enum damage { NOISE, ZEROS };

static void overwrite(const char *path, uint32_t page, enum damage damage, uint64_t *seed)
{
    uint8_t bytes[PAGE] = {0};
    for (size_t i = 0; damage == NOISE && i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(next(seed) >> 24);
    int file = open(path, O_WRONLY);
    assert_int_equal(pwrite(file, bytes, sizeof bytes, (off_t)page * PAGE), PAGE);
    close(file);
}

static void overwrite_some(const char *path, int pages, enum damage damage, uint64_t seed)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    seed = seed * 0x9E3779B97F4A7C15ULL + 1;
    for (int i = 0; i < pages; i++)
        overwrite(path, (uint32_t)(next(&seed) % (uint64_t)(status.st_size / PAGE)), damage, &seed);
}

/* ---- recovering, and what came back ---- */

static bool recover(const char *from, struct recover_report *report, struct error *error)
{
    struct recover *recover = NULL;
    struct db *db = NULL;
    struct journal *journal = NULL;
    unlink(place.new);
    bool done =
        recover_read(&recover, from, NULL, error) &&
        db_open(&db, place.new, &(struct db_options){.create = true, .fresh = true}, error) &&
        journal_open(&journal, db, place.key, error) &&
        recover_write(recover, journal, "Recovered", error);
    if (done)
        *report = *recover_report(recover);
    struct error ignored = ERROR_NONE;
    (void)!journal_close(journal, done ? error : &ignored);
    db_close(db);
    recover_free(recover);
    return done;
}

struct tally {
    long all, back;
};

static void compare_table(struct db *was, struct db *is, const struct entity *entity,
                          struct tally *tally)
{
    char sql[1024] = "SELECT id, deleted", *end = sql + strlen(sql);
    for (size_t i = 0; i < entity->field_count; i++)
        end += sprintf(end, ", %s", entity->fields[i].column);
    sprintf(end, " FROM %s ORDER BY id", entity->table);
    struct error error = ERROR_NONE;
    struct statement *one = statement_new(was, sql, STATEMENT_SCANS, &error);
    struct statement *other = statement_new(is, sql, STATEMENT_SCANS, &error);
    enum statement_step here = statement_step(one, &error), there = statement_step(other, &error);
    for (; here == STATEMENT_ROW; here = statement_step(one, &error)) {
        struct id id = statement_id(one, "id");
        tally->all++;
        while (there == STATEMENT_ROW &&
               memcmp(statement_id(other, "id").bytes, id.bytes, sizeof id.bytes) < 0)
            there = statement_step(other, &error);
        if (there != STATEMENT_ROW || !id_equal(statement_id(other, "id"), id))
            continue;
        tally->back++;
        for (int at = 1; at < statement_columns(one); at++) {
            struct value value = statement_value_at(one, at), now = statement_value_at(other, at);
            if (!value_equal(&value, &now))
                fail_msg("a %s came back with another column %d", entity->table, at);
            value_release(&value);
            value_release(&now);
        }
    }
    assert_false(error_is_set(&error));
    statement_free(one);
    statement_free(other);
}

static struct tally compare(const char *was)
{
    struct db *old, *new;
    struct tally tally = {0, 0};
    MUST(db_open(&old, was, &(struct db_options){.read_only = true}, error));
    MUST(db_open(&new, place.new, &(struct db_options){.read_only = true}, error));
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        compare_table(old, new, &entities[kind], &tally);
    db_close(old);
    db_close(new);
    return tally;
}

static void assert_sound(void)
{
    struct db *db;
    struct check_report report;
    MUST(db_open(&db, place.new, &(struct db_options){.read_only = true}, error));
    MUST(check_run(db, NULL, &report, error));
    if (report.count > 0)
        fail_msg("the new file: %s", report.findings.items[0]);
    check_release(&report);
    db_close(db);
}

static void say(const char *what, struct tally tally, const struct recover_report *report)
{
    long long remade = 0, lost = 0;
    for (int i = 0; i <= ENTITY_COUNT; i++)
        lost += report->lost[i];
    for (int i = 0; i < ENTITY_COUNT; i++)
        remade += report->remade[i];
    print_message("# %s: %ld of %ld rows back (%.3f %%), %lld from acts; said to be lost: %lld;"
                  " acts %lld, lost %lld\n",
                  what, tally.back, tally.all, 100.0 * (double)tally.back / (double)tally.all,
                  remade, lost, (long long)report->acts, (long long)report->acts_lost);
}

static void try_damage(int pages, enum damage damage, uint64_t seed, double share)
{
    struct recover_report report;
    char what[64];
    copy(place.base, place.damaged);
    overwrite_some(place.damaged, pages, damage, seed);
    MUST(recover(place.damaged, &report, error));
    struct tally tally = compare(place.base);
    snprintf(what, sizeof what, "%d pages, %s, seed %d", pages, damage == NOISE ? "noise" : "zeros",
             (int)seed);
    say(what, tally, &report);
    assert_true((double)tally.back >= share * (double)tally.all);
}

/* ---- the tests ---- */

static void test_random_pages(void **state)
{
    (void)state;
    /* Of this file a share as 60 pages are of a file of a million measurements; and many more. */
    for (uint64_t seed = 1; seed <= 3; seed++) {
        try_damage(4, NOISE, seed, 0.998);
        try_damage(4, ZEROS, seed, 0.998);
    }
    try_damage(60, NOISE, 11, 0.98);
    try_damage(60, ZEROS, 12, 0.98);
    assert_sound();
}

static void test_nothing_damaged(void **state)
{
    (void)state;
    struct recover_report report;
    struct stat before, after;
    assert_int_equal(stat(place.base, &before), 0);
    MUST(recover(place.base, &report, error));
    struct tally tally = compare(place.base);
    assert_int_equal(tally.back, tally.all);
    assert_int_equal(report.acts_lost, 0);
    assert_int_equal(report.lost[ENTITY_COUNT], 0);
    assert_int_equal(report.bad_pages, 0);
    assert_sound();
    assert_int_equal(stat(place.base, &after), 0);
    assert_true(before.st_mtime == after.st_mtime && before.st_size == after.st_size);
}

static void test_first_page(void **state)
{
    (void)state;
    struct recover_report report;
    uint64_t seed = 7;
    for (int pages = 1; pages <= 8; pages *= 8) { /* the schema goes on over a few */
        copy(place.base, place.damaged);
        for (int page = 0; page < pages; page++)
            overwrite(place.damaged, (uint32_t)page, page % 2 == 0 ? NOISE : ZEROS, &seed);
        MUST(recover(place.damaged, &report, error));
        struct tally tally = compare(place.base);
        say("first pages gone", tally, &report);
        assert_true((double)tally.back >= 0.995 * (double)tally.all);
    }
}

static void test_cut_off(void **state)
{
    (void)state;
    struct recover_report report;
    struct stat status;
    copy(place.base, place.damaged);
    assert_int_equal(stat(place.damaged, &status), 0);
    assert_int_equal(truncate(place.damaged, status.st_size * 9 / 10 + 77), 0);
    MUST(recover(place.damaged, &report, error));
    struct tally tally = compare(place.base);
    say("a tenth cut off", tally, &report);
    assert_true((double)tally.back >= 0.85 * (double)tally.all);
    assert_int_equal(report.cut_off, 1);
}

static void test_strangers(void **state)
{
    (void)state;
    struct recover_report report;
    struct buffer content = BUFFER_EMPTY;
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&content, "no rows, only words\n");
    MUST(path_write(place.damaged, &content, 0600, error));
    struct error why = ERROR_NONE;
    assert_false(recover(place.damaged, &report, &why));
    assert_int_equal(why.code, ERROR_INPUT);
    error_clear(&why);
    assert_false(recover("/nowhere/a.wijk", &report, &why));
    assert_int_equal(why.code, ERROR_NOT_FOUND);
    buffer_clear(&content);
    error_clear(&why);
    MUST(path_write(place.damaged, &content, 0600, error));
    assert_false(recover(place.damaged, &report, &why));
    assert_int_equal(why.code, ERROR_INPUT);
    buffer_release(&content);
}

static bool stop_at(void *context, int share)
{
    return share < *(int *)context;
}

static void test_stopping(void **state)
{
    (void)state;
    int most = 100;
    struct recover *recover;
    struct error error = ERROR_NONE;
    assert_false(recover_read(&recover, place.base,
                              &(struct recover_options){.progress = stop_at, .context = &most},
                              &error));
    assert_int_equal(error.code, ERROR_CANCELLED);
}

static void test_million(void **state)
{
    (void)state;
    if (getenv("FAULT_LONG") == NULL)
        return;
    unlink(place.base);
    make_file(place.base, 1000000);
    for (uint64_t seed = 1; seed <= 2; seed++)
        try_damage(60, seed == 1 ? NOISE : ZEROS, seed, 0.998);
    assert_sound();
}

static int set_up(void **state)
{
    (void)state;
    place.folder = folder_make();
    folder_path(place.folder, "a.wijk", place.base);
    folder_path(place.folder, "damaged.wijk", place.damaged);
    folder_path(place.folder, "new.wijk", place.new);
    folder_path(place.folder, "site.key", place.key);
    make_file(place.base, ROWS);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(place.folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_damaged), cmocka_unit_test(test_random_pages),
        cmocka_unit_test(test_first_page),      cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_strangers),       cmocka_unit_test(test_stopping),
        cmocka_unit_test(test_million),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
