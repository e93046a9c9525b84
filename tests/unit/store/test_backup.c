#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "unit/store/rows.h"
#include "wijk/base/path.h"
#include "wijk/store/backup.h"
#include "wijk/store/record.h"

struct place {
    struct rows rows;
    char path[FOLDER_PATH];
};

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    rows_open(&place->rows);
    folder_path(place->rows.folder, "file.db", place->path);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    rows_close(&place->rows);
    free(place);
    return 0;
}

static bool add_reason(void *context, const struct backup_found *found)
{
    struct stat status;
    assert_int_equal(stat(found->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_true(found->bytes == status.st_size && found->made > 0);
    buffer_format(context, "%s ", found->reason);
    return true;
}

static void assert_backups(struct place *place, const char *expected)
{
    struct buffer out = BUFFER_EMPTY;
    GOOD(backup_each(place->path, add_reason, &out, error));
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void assert_partners(const char *path, long expected)
{
    struct db *db;
    struct query query;
    struct record_cursor *cursor;
    long count;
    bool exact;
    GOOD(db_open(&db, path, &(struct db_options){.read_only = true}, error));
    query_init(&query, ENTITY_PARTNER);
    GOOD((cursor = record_cursor_new(db, &query, error)) != NULL);
    GOOD(record_cursor_count(cursor, &count, &exact, error));
    assert_int_equal(count, expected);
    record_cursor_free(cursor);
    db_close(db);
}

static void add_partner(struct place *place)
{
    GOOD(db_begin(place->rows.db, error));
    rows_add(&place->rows, ENTITY_PARTNER, "name", "Ymere", NULL);
    GOOD(db_commit(place->rows.db, error));
}

static void test_make(void **state)
{
    struct place *place = *state;
    struct buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    assert_backups(place, "");
    add_partner(place);
    GOOD(backup_make(place->rows.db, "asked", &first, error));
    add_partner(place);
    GOOD(backup_make(place->rows.db, "import", &second, error)); /* in the same second perhaps */
    assert_string_not_equal(first.bytes, second.bytes);
    assert_partners(first.bytes, 1);
    assert_partners(second.bytes, 2);
    assert_non_null(strstr(first.bytes, "/file.backups/file-2"));
    struct error failure = ERROR_NONE;
    assert_false(backup_copy(place->rows.db, first.bytes, &failure));
    assert_int_equal(failure.code, ERROR_REFUSED);
    char copy[FOLDER_PATH];
    GOOD(backup_copy(place->rows.db, folder_path(place->rows.folder, "copy.db", copy), error));
    assert_partners(copy, 2);
    buffer_release(&first);
    buffer_release(&second);
}

static bool same_bytes(const char *one, const char *other)
{
    FILE *first = fopen(one, "rb"), *second = fopen(other, "rb");
    assert_true(first != NULL && second != NULL);
    int a, b;
    do {
        a = getc(first);
        b = getc(second);
    } while (a == b && a != EOF);
    fclose(first);
    fclose(second);
    return a == b;
}

/* The file is copied as it lies, and nothing stays locked. */
static void test_bytes(void **state)
{
    struct place *place = *state;
    struct buffer made = BUFFER_EMPTY;
    struct db *other;
    char copy[FOLDER_PATH];
    add_partner(place);
    GOOD(backup_make(place->rows.db, "asked", &made, error));
    assert_true(same_bytes(place->path, made.bytes));
    GOOD(db_open(&other, place->path, &(struct db_options){0}, error));
    bool held = db_hold(other); /* a reader elsewhere is no hindrance */
    GOOD(backup_copy(place->rows.db, folder_path(place->rows.folder, "copy.db", copy), error));
    assert_true(held && same_bytes(place->path, copy));
    db_let_go(other, held);
    add_partner(place);
    GOOD(db_begin(other, error)); /* the lock of the copying is gone */
    GOOD(db_commit(other, error));
    db_close(other);
    buffer_release(&made);
}

static void test_daily_and_rotation(void **state)
{
    struct place *place = *state;
    date_t day = date_of(2009, 11, 20);
    GOOD(backup_daily(place->rows.db, day, 3, error));
    GOOD(backup_daily(place->rows.db, day, 3, error));
    assert_backups(place, "daily ");
    GOOD(backup_daily(place->rows.db, day + 1, 3, error));
    GOOD(backup_daily(place->rows.db, day + 2, 3, error));
    GOOD(backup_daily(place->rows.db, day + 3, 3, error));
    assert_backups(place, "daily daily daily ");
    GOOD(backup_make(place->rows.db, "migrate", NULL, error));
    GOOD(backup_make(place->rows.db, "take", NULL, error));
    GOOD(backup_make(place->rows.db, "take", NULL, error));
    GOOD(backup_rotate(place->path, 2, error));
    assert_backups(place, "take take migrate ");
    GOOD(backup_rotate(place->path, 0, error));
    assert_backups(place, "take migrate ");
}

static void put(const char *path, const char *text)
{
    struct buffer content = BUFFER_EMPTY;
    buffer_add_text(&content, text);
    GOOD(path_write(path, &content, 0600, error));
    buffer_release(&content);
}

static void test_restore(void **state)
{
    struct place *place = *state;
    struct buffer one = BUFFER_EMPTY;
    char other[FOLDER_PATH], text[FOLDER_PATH];
    add_partner(place);
    GOOD(backup_make(place->rows.db, "asked", &one, error));
    add_partner(place);
    struct error failure = ERROR_NONE;
    folder_path(place->rows.folder, "other.db", other);
    GOOD(backup_restore(other, one.bytes, error)); /* where there was none */
    assert_partners(other, 1);

    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
        statement_free(place->rows.insert[kind]);
        place->rows.insert[kind] = NULL;
    }
    db_close(place->rows.db);
    place->rows.db = NULL;
    GOOD(backup_restore(place->path, one.bytes, error));
    assert_partners(place->path, 1);
    assert_backups(place, "restore asked ");

    folder_path(place->rows.folder, "text.db", text);
    put(text, "this is no programme file, but a text that is long enough to be looked at");
    const struct {
        const char *from;
        enum error_code code;
    } refused[] = {{text, ERROR_DAMAGED},
                   {place->path, ERROR_INPUT},
                   {"/nonexistent/file.db", ERROR_NOT_FOUND}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        failure = ERROR_NONE;
        assert_false(backup_restore(place->path, refused[i].from, &failure));
        assert_int_equal(failure.code, refused[i].code);
        assert_partners(place->path, 1);
    }
    /* A file that is damaged is kept as it is, and replaced. */
    GOOD(backup_restore(text, one.bytes, error));
    assert_partners(text, 1);
    buffer_release(&one);
}

static void test_restore_open_elsewhere(void **state)
{
    struct place *place = *state;
    struct buffer one = BUFFER_EMPTY;
    struct error failure = ERROR_NONE;
    GOOD(backup_make(place->rows.db, "asked", &one, error));
    GOOD(db_begin(place->rows.db, error));
    rows_add(&place->rows, ENTITY_PARTNER, "name", "Ymere", NULL);
    assert_false(backup_restore(place->path, one.bytes, &failure));
    assert_int_equal(failure.code, ERROR_BUSY);
    GOOD(db_commit(place->rows.db, error));
    assert_partners(place->path, 1);
    buffer_release(&one);
}

static void test_unwritable(void **state)
{
    struct place *place = *state;
    struct error failure = ERROR_NONE;
    char folder[FOLDER_PATH];
    put(folder_path(place->rows.folder, "file.backups", folder),
        "a file where the folder should be");
    assert_false(backup_make(place->rows.db, "asked", NULL, &failure));
    assert_true(error_is_set(&failure));
    assert_true(strlen(failure.message) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_make, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_bytes, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_daily_and_rotation, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_restore, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_restore_open_elsewhere, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_unwritable, open_place, close_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
