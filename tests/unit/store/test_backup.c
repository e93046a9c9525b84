#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
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

struct counting {
    int most, calls;
    long first;
};

static bool count(void *context, long done, long total)
{
    struct counting *counting = context;
    assert_true(done < total);
    if (counting->calls++ == 0)
        counting->first = done;
    return counting->calls <= counting->most;
}

static int files_in(const char *folder)
{
    int count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    if (open != NULL)
        closedir(open);
    return count;
}

/* So many partners with long names that the file takes several pieces. */
static void fill(struct place *place, int count)
{
    char name[2000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    GOOD(db_begin(place->rows.db, error));
    for (int i = 0; i < count; i++)
        rows_add(&place->rows, ENTITY_PARTNER, "name", name, NULL);
    GOOD(db_commit(place->rows.db, error));
}

static bool find_first(void *context, const struct backup_found *found)
{
    buffer_clear(context);
    buffer_add_text(context, found->path);
    return false;
}

static void assert_daily(struct place *place, long partners)
{
    struct buffer path = BUFFER_EMPTY;
    assert_backups(place, "daily ");
    GOOD(backup_each(place->path, find_first, &path, error));
    assert_partners(path.bytes, partners);
    buffer_release(&path);
}

/* What was copied ahead is the file before the first change, and nothing before it is called for.
 */
static void test_ahead(void **state)
{
    struct place *place = *state;
    date_t day = date_of(2009, 11, 20);
    int pieces = 1;
    fill(place, 1500);
    while (backup_ahead(place->rows.db, 1))
        pieces++;
    assert_true(pieces > 2);
    assert_backups(place, "");
    GOOD(backup_daily(place->rows.db, day, 3, error));
    assert_daily(place, 1500);
    GOOD(backup_daily(place->rows.db, day, 3, error));
    assert_daily(place, 1500);
}

/* The rest is copied at the change. */
static void test_ahead_half(void **state)
{
    struct place *place = *state;
    struct counting counting = {.most = 1000};
    fill(place, 1500);
    assert_true(backup_ahead(place->rows.db, 1));
    assert_true(backup_ahead(place->rows.db, 1));
    backup_on_progress(place->rows.db, &(struct backup_progress){count, &counting});
    GOOD(backup_daily(place->rows.db, date_of(2009, 11, 20), 3, error));
    assert_daily(place, 1500);
    assert_true(counting.calls > 0 && counting.first == 2 << 20);
}

/* Another program writes between two pieces, or after the last. */
static void test_ahead_overtaken(void **state)
{
    struct place *place = *state;
    struct rows other = place->rows;
    fill(place, 1500);
    GOOD(db_open(&other.db, place->path, &(struct db_options){0}, error));
    assert_true(backup_ahead(place->rows.db, 1));
    for (int round = 0; round < 2; round++) {
        GOOD(db_begin(other.db, error));
        rows_add(&other, ENTITY_PARTNER, "name", "Ymere", NULL);
        GOOD(db_commit(other.db, error));
        while (round == 0 && backup_ahead(place->rows.db, 1))
            ;
    }
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        if (other.insert[kind] != place->rows.insert[kind])
            statement_free(other.insert[kind]);
    db_close(other.db);
    GOOD(backup_daily(place->rows.db, date_of(2009, 11, 20), 3, error));
    assert_daily(place, 1502);
}

static void test_ahead_for_nothing(void **state)
{
    struct place *place = *state;
    char folder[FOLDER_PATH];
    fill(place, 1500);
    assert_false(backup_ahead(place->rows.db, INT64_C(1) << 40)); /* a small file is not worth it */
    GOOD(backup_daily(place->rows.db, date_of(2009, 11, 20), 3, error));
    assert_daily(place, 1500);
    assert_int_equal(files_in(folder_path(place->rows.folder, "file.backups", folder)), 1);
}

/* Stopped: there is none, and nothing is left of it. */
static void test_stopped(void **state)
{
    struct place *place = *state;
    struct counting counting = {.most = 1};
    struct error failure = ERROR_NONE;
    char folder[FOLDER_PATH];
    fill(place, 1500);
    backup_on_progress(place->rows.db, &(struct backup_progress){count, &counting});
    assert_false(backup_daily(place->rows.db, date_of(2009, 11, 20), 3, &failure));
    assert_int_equal(failure.code, ERROR_CANCELLED);
    assert_int_equal(counting.calls, 2);
    assert_int_equal(files_in(folder_path(place->rows.folder, "file.backups", folder)), 0);
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
        cmocka_unit_test_setup_teardown(test_ahead, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_ahead_half, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_ahead_overtaken, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_ahead_for_nothing, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_stopped, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_restore, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_restore_open_elsewhere, open_place, close_place),
        cmocka_unit_test_setup_teardown(test_unwritable, open_place, close_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
