#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "folder.h"
#include "wijk/store/db.h"
#include "wijk/store/migrate.h"
#include "wijk/store/statement.h"

struct place {
    char *folder;
    char path[FOLDER_PATH];
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = folder_make();
    folder_path(place->folder, "a.wijk", place->path);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    folder_remove(place->folder);
    free(place);
    return 0;
}

static struct db *open_new(const char *path)
{
    struct db *db;
    struct error error = ERROR_NONE;
    if (!db_open(&db, path, &(struct db_options){.create = true}, &error))
        fail_msg("%s (%s)", error.message, error.detail);
    return db;
}

static void refused(const char *path, struct db_options options, enum error_code code)
{
    struct db *db;
    struct error error = ERROR_NONE;
    assert_false(db_open(&db, path, &options, &error));
    assert_null(db);
    if (error.code != code)
        fail_msg("code %d, not %d: %s (%s)", error.code, code, error.message, error.detail);
    assert_non_null(strstr(error.message, path));
}

static int64_t pragma(struct db *db, const char *sql)
{
    struct error error = ERROR_NONE;
    struct statement *ask = statement_new(db, sql, 0, &error);
    assert_non_null(ask);
    assert_int_equal(statement_step(ask, &error), STATEMENT_ROW);
    struct value value = statement_value_at(ask, 0);
    int64_t number = value.type == VALUE_INTEGER ? value.integer : -1;
    if (value.type == VALUE_TEXT)
        number = strcmp(value.text, "truncate") == 0;
    value_release(&value);
    statement_free(ask);
    return number;
}

static void settings_are_in_force(void **state)
{
    struct place *place = *state;
    struct db *db = open_new(place->path);
    static const struct {
        const char *sql;
        int64_t expected;
    } settings[] = {{"PRAGMA journal_mode", 1},
                    {"PRAGMA synchronous", 3},
                    {"PRAGMA foreign_keys", 1},
                    {"PRAGMA trusted_schema", 0},
                    {"PRAGMA cell_size_check", 1},
                    {"PRAGMA mmap_size", 0},
                    {"PRAGMA temp_store", 2},
                    {"PRAGMA busy_timeout", 5000},
                    {"PRAGMA application_id", 0x77696A6B}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (pragma(db, settings[i].sql) != settings[i].expected)
            fail_msg("%s is %lld", settings[i].sql, (long long)pragma(db, settings[i].sql));
    struct error error = ERROR_NONE;
    assert_false(db_run(db, "ATTACH ':memory:' AS other", &error));
    error_clear(&error);
    assert_false(db_run(db, "SELECT \"no such column\"", &error));
    error_clear(&error);
    assert_false(db_run(db, "SELECT load_extension('x')", &error));
    struct stat status;
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(db_version(db), migrate_newest());
    db_close(db);
}

static void a_typed_table_cannot_be_written(void **state)
{
    struct place *place = *state;
    struct db *db = open_new(place->path);
    static const char *const writes[] = {
        "INSERT INTO theme (id, code, name) VALUES (zeroblob(16), 'WON', 'Wonen')",
        "UPDATE measurement SET value = 1", "DELETE FROM problem"};
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
        struct error error = ERROR_NONE;
        assert_false(db_run(db, writes[i], &error));
    }
    db_close(db);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void what_is_no_programme_file_is_refused(void **state)
{
    struct place *place = *state;
    char path[FOLDER_PATH], text[4096];
    memset(text, 'x', sizeof text);
    struct db_options plain = {0}, create = {.create = true};
    refused(place->path, plain, ERROR_NOT_FOUND);
    refused(place->folder, create, ERROR_INPUT);
    refused(folder_path(place->folder, "no/such/a.wijk", path), create, ERROR_NOT_FOUND);
    write_file(place->path, text, sizeof text);
    refused(place->path, plain, ERROR_INPUT);
    write_file(place->path, text, 10);
    refused(place->path, create, ERROR_INPUT);
    write_file(place->path, text, 0);
    refused(place->path, plain, ERROR_INPUT);
    sqlite3 *other;
    folder_path(place->folder, "other.db", path);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    sqlite3_exec(other, "CREATE TABLE t (a)", NULL, NULL, NULL);
    sqlite3_close(other);
    refused(path, create, ERROR_INPUT);
}

static void a_newer_file_is_refused(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    sqlite3 *raw;
    assert_int_equal(sqlite3_open(place->path, &raw), SQLITE_OK);
    sqlite3_exec(raw, "PRAGMA user_version = 9999", NULL, NULL, NULL);
    sqlite3_close(raw);
    refused(place->path, (struct db_options){0}, ERROR_VERSION);
}

static void a_cut_file_is_damaged(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    struct stat status;
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(truncate(place->path, status.st_size / 2), 0);
    refused(place->path, (struct db_options){0}, ERROR_DAMAGED);
}

static void fresh_refuses_a_file_that_is_there(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    refused(place->path, (struct db_options){.create = true, .fresh = true}, ERROR_REFUSED);
}

static void read_only_refuses_to_begin(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    struct db *db;
    struct error error = ERROR_NONE;
    assert_true(db_open(&db, place->path, &(struct db_options){.read_only = true}, &error));
    assert_true(db_read_only(db));
    assert_non_null(db_warning(db));
    assert_false(db_begin(db, &error));
    assert_int_equal(error.code, ERROR_READ_ONLY);
    db_close(db);
}

static void a_write_of_another_is_busy(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    int go[2];
    assert_int_equal(pipe(go), 0);
    pid_t child = fork();
    if (child == 0) {
        struct db *db;
        struct error error = ERROR_NONE;
        if (!db_open(&db, place->path, &(struct db_options){0}, &error) || !db_begin(db, &error))
            _exit(1);
        if (write(go[1], "x", 1) != 1)
            _exit(1);
        pause();
    }
    char byte;
    assert_int_equal(read(go[0], &byte, 1), 1);
    struct db *db;
    struct error error = ERROR_NONE;
    assert_true(db_open(&db, place->path, &(struct db_options){.busy_ms = 1}, &error));
    assert_false(db_begin(db, &error));
    assert_int_equal(error.code, ERROR_BUSY);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    error_clear(&error);
    assert_true(db_begin(db, &error));
    assert_true(db_commit(db, &error));
    db_close(db);
    close(go[0]);
    close(go[1]);
}

static void killed_once(const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        struct db *db;
        struct error error = ERROR_NONE;
        bool fine = db_open(&db, path, &(struct db_options){0}, &error) && db_begin(db, &error) &&
                    db_commit(db, &error);
        _exit(fine ? 0 : 1); /* without closing */
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static void an_unclean_end_is_noticed_once(void **state)
{
    struct place *place = *state;
    db_close(open_new(place->path));
    killed_once(place->path);
    struct db *db = open_new(place->path);
    struct error error = ERROR_NONE;
    assert_non_null(db_warning(db));
    assert_true(db_begin(db, &error));
    assert_true(db_commit(db, &error));
    db_close(db);
    db = open_new(place->path);
    assert_null(db_warning(db));
    db_close(db);
}

static void a_vanished_file_says_so(void **state)
{
    struct place *place = *state;
    struct db *db = open_new(place->path);
    struct error error = ERROR_NONE;
    unlink(place->path);
    assert_false(db_begin(db, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(settings_are_in_force, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_typed_table_cannot_be_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_programme_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_newer_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cut_file_is_damaged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(fresh_refuses_a_file_that_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_only_refuses_to_begin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_write_of_another_is_busy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unclean_end_is_noticed_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_vanished_file_says_so, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
