#include "unit/app/files.h"

/* ---- there and back ---- */

static void round_trip(enum export_format format, enum number_style numbers, const char *name)
{
    struct error error = ERROR_NONE;
    struct import_report report;
    struct session *one = make_started("one.wijk", &(struct starting){.demo = true});
    char *before = dump(one), *path = in_folder(name);
    struct export_options to = {.path = path, .format = format, .numbers = numbers};
    long rows = 0;
    if (!exporting_all(one, &to, &rows, &error))
        fail_msg("%s", error.message);
    assert_true(rows > 300);

    struct session *other = make("other.wijk", true);
    struct import_options options = {.path = path, .kind = ENTITY_NONE};
    if (!importing_run(other, &options, &report, &error))
        fail_msg("%s", error.message);
    if (report.errors > 0) {
        struct buffer text = BUFFER_EMPTY;
        import_problem_text(&report.problems.items[0], &text);
        fail_msg("%s", text.bytes);
    }
    assert_int_equal(report.created, rows);
    import_report_release(&report);
    char *after = dump(other);
    assert_string_equal(before, after);

    /* Once more changes nothing, in either file. */
    assert_true(importing_run(one, &options, &report, &error));
    assert_int_equal(report.same, rows);
    assert_int_equal(report.errors + report.created + report.changed, 0);
    import_report_release(&report);

    /* One undo takes all of it back. */
    struct buffer label = BUFFER_EMPTY;
    if (!rows_undo(other, &label, &error))
        fail_msg("%s", error.message);
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        assert_int_equal(count_rows(other, (enum entity_kind)kind), 0);
    assert_true(rows_redo(other, &label, &error));
    char *again = dump(other);
    assert_string_equal(before, again);
    buffer_release(&label);
    free(before);
    free(after);
    free(again);
    free(path);
    session_close(one);
    session_close(other);
}

static void test_folder_dutch(void **state)
{
    (void)state;
    round_trip(EXPORT_CSV, NUMBER_NL, "folder");
    struct stat status;
    char *path = in_folder("folder/10-goal.csv");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    free(path);
}

static void test_folder_iso(void **state)
{
    (void)state;
    round_trip(EXPORT_CSV, NUMBER_ISO, "folder");
}

static void test_json(void **state)
{
    (void)state;
    round_trip(EXPORT_JSON, NUMBER_ISO, "all.json");
}

/* Texts that look like something else come back to the letter. */
static void test_odd_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "-",      "x",     "onbekend", " space ",   "=1+1", "'=1+1", "a;b\"c",        "-3,5",
        "'s-Hof", "\tTab", "1e400",    "\u202Eabc", "'",    "@me",   "D\u00E9j\u00E0"};
    struct error error = ERROR_NONE;
    struct session *one = make("one.wijk", true), *other = make("other.wijk", true);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct row row;
        row_init(&row, ENTITY_PERSON);
        row_set(&row, "name", value_text(texts[i]));
        row_set(&row, "role", value_text(texts[COUNT(texts) - 1 - i]));
        if (!rows_add(one, &row, &error))
            fail_msg("%s", error.message);
        row_release(&row);
    }
    char *before = dump(one), *path = in_folder("folder");
    struct export_options to = {.path = path, .format = EXPORT_CSV, .numbers = NUMBER_NL};
    assert_true(exporting_all(one, &to, NULL, &error));
    struct import_options options = {.path = path, .kind = ENTITY_NONE};
    struct import_report report;
    assert_true(importing_run(other, &options, &report, &error));
    assert_int_equal(report.errors, 0);
    import_report_release(&report);
    char *after = dump(other);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(path);
    session_close(one);
    session_close(other);
}

/* Two files made apart begin with the same areas and themes. */
static void test_same_beginning(void **state)
{
    (void)state;
    struct session *one = make_started("one.wijk", &(struct starting){0});
    struct session *other = make_started("other.wijk", &(struct starting){0});
    char *first = dump(one), *second = dump(other);
    assert_string_equal(first, second);
    assert_true(count_rows(one, ENTITY_AREA) > 17);
    assert_int_equal(count_rows(one, ENTITY_THEME), 5);
    assert_int_equal(count_rows(one, ENTITY_PROGRAMME), 0);
    free(first);
    free(second);
    session_close(one);
    session_close(other);
}

static void test_start_area(void **state)
{
    (void)state;
    struct session *one = make_started("one.wijk", &(struct starting){.area = "Kolenkit"});
    struct session *other = make_started("other.wijk", &(struct starting){.area = "Nieuwbuurt"});
    assert_int_equal(count_rows(one, ENTITY_PROGRAMME), 1);
    assert_int_equal(count_rows(other, ENTITY_AREA), count_rows(one, ENTITY_AREA) + 1);
    assert_false(id_is_none(one->programme));
    session_close(one);
    session_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_folder_dutch), TEST(test_folder_iso),     TEST(test_json),
        TEST(test_odd_texts),    TEST(test_same_beginning), TEST(test_start_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
