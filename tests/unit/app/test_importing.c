#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wijk/app/exporting.h"
#include "wijk/app/importing.h"
#include "wijk/app/rows.h"
#include "wijk/app/starting.h"
#include "wijk/base/path.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- a folder of one test, with files and programme files in it ---- */

static char folder[64];

static int remove_one(const char *path, const struct stat *status, int flag, struct FTW *place)
{
    (void)status;
    (void)flag;
    (void)place;
    return remove(path);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/wijk-test-XXXXXX");
    setenv("WIJK_TODAY", "2026-11-24", 1);
    return mkdtemp(folder) == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static char *in_folder(const char *name)
{
    struct buffer path = BUFFER_EMPTY;
    path_join(&path, folder, name);
    return buffer_detach(&path);
}

static struct session *make(const char *name, bool create)
{
    struct error error = ERROR_NONE;
    struct session *session = NULL;
    char *path = in_folder(name), *key = in_folder("site.key");
    struct session_options options = {
        .path = path, .key_path = key, .person = "Tester", .create = create};
    if (!session_open(&session, &options, &error))
        fail_msg("%s", error.message);
    free(path);
    free(key);
    return session;
}

static struct session *make_started(const char *name, const struct starting *starting)
{
    struct error error = ERROR_NONE;
    struct session *session = NULL;
    char *path = in_folder(name), *key = in_folder("site.key");
    struct session_options options = {.path = path, .key_path = key, .person = "Tester"};
    if (!starting_make(&session, &options, starting, &error))
        fail_msg("%s", error.message);
    free(path);
    free(key);
    return session;
}

static char *write_file(const char *name, const char *text)
{
    struct error error = ERROR_NONE;
    char *path = in_folder(name);
    struct buffer content = BUFFER_EMPTY;
    buffer_add_text(&content, text);
    assert_true(path_write(path, &content, 0600, &error));
    buffer_release(&content);
    return path;
}

/* The whole programme as JSON: ids, references and all. */
static char *dump(struct session *session)
{
    struct error error = ERROR_NONE;
    struct buffer content = BUFFER_EMPTY;
    char *path = in_folder("dump.json");
    struct export_options options = {.path = path, .format = EXPORT_JSON};
    if (!exporting_all(session, &options, NULL, &error) ||
        !path_read(path, 64 << 20, &content, &error))
        fail_msg("%s", error.message);
    free(path);
    return buffer_detach(&content);
}

static long count_rows(struct session *session, enum entity_kind kind)
{
    struct error error = ERROR_NONE;
    long count = 0;
    bool exact = false;
    struct query query;
    query_init(&query, kind);
    struct rows_list *list = rows_list_new(session, &query, &error);
    assert_non_null(list);
    assert_true(rows_list_count(list, &count, &exact, &error));
    assert_true(exact);
    rows_list_free(list);
    query_release(&query);
    return count;
}

/* Imports a text as a file; answers the counts and every error with its place as one text. */
struct trial {
    enum entity_kind kind;
    const char *text;
    bool dry_run, strict, unsaid;
    enum number_style numbers;
};

static char *import_text(struct session *session, const struct trial *trial)
{
    struct error error = ERROR_NONE;
    struct import_report report;
    struct buffer out = BUFFER_EMPTY;
    char *path = write_file("in.csv", trial->text);
    struct import_options options = {.path = path,
                                     .kind = trial->kind,
                                     .numbers = trial->numbers,
                                     .numbers_given = !trial->unsaid,
                                     .dry_run = trial->dry_run,
                                     .strict = trial->strict};
    bool done = importing_run(session, &options, &report, &error);
    buffer_format(&out, "%s%ld new %ld changed %ld same %ld bad", done ? "" : "refused ",
                  report.created, report.changed, report.same, report.bad);
    for (size_t i = 0; i < report.problems.count; i++)
        buffer_format(&out, " %ld:%d", report.problems.items[i].line,
                      report.problems.items[i].column);
    for (size_t i = 0; i < report.unknown.count; i++)
        buffer_format(&out, " ?%s", report.unknown.items[i]);
    assert_int_equal(done, error.message[0] == '\0');
    import_report_release(&report);
    free(path);
    return buffer_detach(&out);
}

static void check_import(struct session *session, enum entity_kind kind, const char *text,
                         const char *wanted)
{
    struct trial trial = {.kind = kind, .text = text, .numbers = NUMBER_NL};
    char *got = import_text(session, &trial);
    assert_string_equal(got, wanted);
    free(got);
}

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
    char *path = in_folder("folder/08-goal.csv");
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

/* ---- one file ---- */

static void test_matching(void **state)
{
    (void)state;
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    /* Columns in any order, a parent that only comes later. */
    check_import(session, ENTITY_GOAL,
                 "statement;code;parent;level;theme\n"
                 "Meer werk;WRK-1;;goal;WRK\n"
                 "Leerbanen;WRK-1.1;WRK-1;result;Werken\n"
                 "Stages;WRK-1.2;WRK-2;result;WRK\n"
                 "Bedrijven helpen;WRK-2;;goal;wrk\n",
                 "4 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_GOAL,
                 "code;statement\nWRK-1;Meer werk\nWRK-2;Bedrijven helpen mee\nWRK-3;Nieuw\n",
                 "1 new 1 changed 1 same 0 bad");
    check_import(session, ENTITY_INDICATOR, "goal,name,unit\nWRK-1,Banen,banen\nWRK-1,Uren,uur\n",
                 "2 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_INDICATOR, "goal\tname\tunit\nWRK-1\tBanen\tbaan\n",
                 "0 new 1 changed 0 same 0 bad");
    check_import(session, ENTITY_PARTNER, "name;kind\nYmere;housing corporation\nPolitie;police\n",
                 "2 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_PARTNER, "name;contact\nYmere;Jo\n",
                 "0 new 1 changed 0 same 0 bad");
    assert_int_equal(count_rows(session, ENTITY_GOAL), 5);
    session_close(session);
}

static void test_given_codes(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    check_import(session, ENTITY_PROBLEM, "title;code\nEerste;\nTweede;K-7\nDerde;\nVierde;\n",
                 "4 new 0 changed 0 same 0 bad");
    enum entity_kind kind;
    struct id id;
    assert_true(rows_find_code(session, "K-10", &kind, &id, &error));
    struct row row;
    assert_true(rows_get(session, ENTITY_PROBLEM, id, &row, &error));
    assert_string_equal(row_text(&row, "title"), "Vierde");
    assert_string_equal(row_text(&row, "raised_on"), "2026-11-24");
    row_release(&row);
    session_close(session);
}

static const char series[] = "goal;code;name\nWRK-1;WRK-1.1;Banen\n";

static struct session *with_indicator(void)
{
    struct session *session = make_started("p.wijk", &(struct starting){.area = "Proefbuurt"});
    check_import(session, ENTITY_GOAL, "statement;code\nMeer werk;WRK-1\n",
                 "1 new 0 changed 0 same 0 bad");
    check_import(session, ENTITY_INDICATOR, series, "1 new 0 changed 0 same 0 bad");
    return session;
}

struct statuses {
    struct buffer *out;
};

static bool add_status(void *context, const struct row *row)
{
    struct statuses *statuses = context;
    const struct value *value = row_value(row, "value");
    buffer_format(statuses->out, "%s ", row_text(row, "status"));
    if (!value_is_none(value))
        buffer_format(statuses->out, "%g ", value->real);
    return true;
}

static void test_missing_values(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct session *session = with_indicator();
    check_import(session, ENTITY_MEASUREMENT,
                 "indicator;taken_on;value;note\n"
                 "WRK-1.1;2009-01-01;14,2;-\n"
                 "WRK-1.1;1-2-2009;x;\n"
                 "WRK-1.1;2009-03-01;.;\n"
                 "WRK-1.1;2009-04-01;n.n.b.;\n"
                 "WRK-1.1;2009-05-01;;\n"
                 "WRK-1.1;2009-06-01;Geen gegevens;\n"
                 "WRK-1.1;2009-07-01;1.234,5;\n",
                 "7 new 0 changed 0 same 0 bad");
    struct buffer out = BUFFER_EMPTY;
    struct statuses statuses = {&out};
    struct query query;
    query_init(&query, ENTITY_MEASUREMENT);
    query.order = entity_field(query.entity, "taken_on");
    assert_true(rows_each(session, &query, add_status, &statuses, &error));
    assert_string_equal(out.bytes, "final 14.2 secret unavailable unavailable unavailable "
                                   "unavailable final 1234.5 ");
    /* The figure that comes after all. */
    check_import(session, ENTITY_MEASUREMENT, "indicator;taken_on;value\nWRK-1.1;2009-02-01;7\n",
                 "0 new 1 changed 0 same 0 bad");
    buffer_clear(&out);
    assert_true(rows_each(session, &query, add_status, &statuses, &error));
    assert_string_equal(out.bytes, "final 14.2 final 7 unavailable unavailable unavailable "
                                   "unavailable final 1234.5 ");
    buffer_release(&out);
    query_release(&query);
    session_close(session);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *text, *found;
    } examples[] = {
        {ENTITY_MEASUREMENT,
         "indicator;taken_on;value\n"
         "WRK-1.1;31-2-2009;1\n"      /* no such day */
         "WRK-9;2009-01-01;1\n"       /* no such indicator */
         "WRK-1.1;2009-01-01;1e400\n" /* no such number */
         "WRK-1.1;2009-01-02;3\n"
         "WRK-1.1;2009-01-02;4\n" /* the same again */
         "WRK-1.1;2009-01-03\n"   /* too few */
         "WRK-1.1;2009-01-04;5;;\n"
         "WRK-1.1;2009-01-05;5;6\n" /* too many */
         "WRK-1.1;13-13-13;zes\n",  /* two in one row */
         "2 new 0 changed 0 same 7 bad 2:2 3:1 4:3 6:0 7:0 9:0 10:2 10:3"},
        {ENTITY_PARTNER,
         "name;kind\n"
         "\"open;police\n"
         "B;bakery\n"
         ";police\n"
         "C;police\n"
         "C;school\n",
         "1 new 0 changed 0 same 4 bad 2:1 3:2 4:0 6:0"},
        {ENTITY_GOAL,
         "code;statement;parent\n"
         "W-1;One;\n"
         "W-1;One again;\n"
         "W-2;Wrong;NN-1\n"
         "W-3;Under wrong;W-2\n"
         "W-4;Under itself;W-4\n"
         "W-5;;\n"
         "W-6;Ring;W-7\n"
         "W-7;Ring;W-6\n",
         "1 new 0 changed 0 same 7 bad 3:0 4:3 5:3 6:0 7:0 8:3 9:3"},
        {ENTITY_GOAL, "id;code;statement\nnot-an-id;W-1;One\n", "0 new 0 changed 0 same 1 bad 2:1"},
        {ENTITY_GOAL, "colour;size\nred;5\n",
         "refused 0 new 0 changed 0 same 0 bad ?in.csv: colour ?in.csv: size"},
        {ENTITY_MEASUREMENT, "indicator;value\nWRK-1.1;5\n",
         "refused 0 new 0 changed 0 same 0 bad"},
        {ENTITY_GOAL, "code;code\nW-1;One\n", "refused 0 new 0 changed 0 same 0 bad"},
        {ENTITY_GOAL, "", "refused 0 new 0 changed 0 same 0 bad"},
    };
    struct session *session = with_indicator();
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct trial trial = {.kind = examples[i].kind,
                              .text = examples[i].text,
                              .numbers = NUMBER_NL,
                              .dry_run = true};
        char *before = dump(session), *found = import_text(session, &trial);
        assert_string_equal(found, examples[i].found);
        char *after = dump(session);
        assert_string_equal(before, after);
        free(before);
        free(after);
        free(found);
    }
    session_close(session);
}

static void test_good_beside_bad(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    static const char text[] = "indicator;taken_on;value\nWRK-1.1;2009-01-01;1\nWRK-1.1;x;2\n";
    struct trial trial = {
        .kind = ENTITY_MEASUREMENT, .text = text, .numbers = NUMBER_NL, .strict = true};
    char *got = import_text(session, &trial);
    assert_string_equal(got, "refused 1 new 0 changed 0 same 1 bad 3:0");
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 0);
    free(got);
    check_import(session, ENTITY_MEASUREMENT, text, "1 new 0 changed 0 same 1 bad 3:0");
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 1);
    session_close(session);
}

/* Points and commas are not guessed at. */
static void test_numbers(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    struct trial trial = {.kind = ENTITY_MEASUREMENT,
                          .text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4.715\n",
                          .unsaid = true};
    char *got = import_text(session, &trial);
    assert_string_equal(got, "refused 1 new 0 changed 0 same 0 bad");
    free(got);
    trial.text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4715\n";
    got = import_text(session, &trial);
    assert_string_equal(got, "1 new 0 changed 0 same 0 bad");
    free(got);
    trial.text = "indicator;taken_on;value\nWRK-1.1;2009-01-01;4.715\n";
    trial.unsaid = false;
    trial.numbers = NUMBER_NL;
    got = import_text(session, &trial);
    assert_string_equal(got, "0 new 0 changed 1 same 0 bad");
    free(got);
    session_close(session);
}

static void test_windows_1252(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct id id;
    struct session *session = make("p.wijk", true);
    check_import(session, ENTITY_PARTNER, "name;kind\r\nCaf\xE9 \x80;\r\n",
                 "1 new 0 changed 0 same 0 bad");
    assert_true(rows_find(session, ENTITY_PARTNER, "Caf\xC3\xA9 \xE2\x82\xAC", &id, &error));
    session_close(session);
}

static bool stop(void *context, long rows)
{
    (void)rows;
    *(int *)context += 1;
    return *(int *)context < 3;
}

static void test_many_and_stopping(void **state)
{
    (void)state;
    struct session *session = with_indicator();
    struct buffer text = BUFFER_EMPTY;
    buffer_add_text(&text, "indicator;taken_on;value\n");
    for (int i = 0; i < 5000; i++) {
        char date[DATE_TEXT_SIZE];
        date_iso(date_of(1990, 1, 1) + i, date);
        buffer_format(&text, "WRK-1.1;%s;%d\n", date, i);
    }
    struct error error = ERROR_NONE;
    struct import_report report;
    int calls = 0;
    char *path = write_file("many.csv", text.bytes), *before = dump(session);
    struct import_options options = {.path = path,
                                     .kind = ENTITY_MEASUREMENT,
                                     .numbers_given = true,
                                     .progress = stop,
                                     .context = &calls};
    assert_false(importing_run(session, &options, &report, &error));
    assert_int_equal(error.code, ERROR_CANCELLED);
    import_report_release(&report);
    char *after = dump(session);
    assert_string_equal(before, after);
    error_clear(&error);
    options.progress = NULL;
    assert_true(importing_run(session, &options, &report, &error));
    assert_int_equal(report.created, 5000);
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 5000);
    import_report_release(&report);
    assert_true(importing_run(session, &options, &report, &error));
    assert_int_equal(report.same, 5000);
    import_report_release(&report);
    struct buffer label = BUFFER_EMPTY;
    assert_true(rows_undo(session, &label, &error));
    assert_int_equal(count_rows(session, ENTITY_MEASUREMENT), 0);
    assert_non_null(strstr(label.bytes, "many.csv"));
    buffer_release(&label);
    buffer_release(&text);
    free(path);
    free(before);
    free(after);
    session_close(session);
}

static void test_bad_json(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{\"format\": \"other\", \"entities\": {}}",
        "{\"format\": \"wijk\", \"version\": 99, \"entities\": {}}",
        "{\"format\": \"wijk\", \"version\": 1}",
        "[[[[[[[[",
    };
    struct session *session = make("p.wijk", true);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct error error = ERROR_NONE;
        struct import_report report;
        char *path = write_file("in.json", texts[i]);
        struct import_options options = {.path = path, .kind = ENTITY_NONE};
        assert_false(importing_run(session, &options, &report, &error));
        assert_true(error.message[0] != '\0');
        import_report_release(&report);
        free(path);
    }
    session_close(session);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_folder_dutch),   TEST(test_folder_iso),     TEST(test_json),
        TEST(test_odd_texts),      TEST(test_matching),       TEST(test_given_codes),
        TEST(test_missing_values), TEST(test_errors),         TEST(test_good_beside_bad),
        TEST(test_numbers),        TEST(test_windows_1252),   TEST(test_many_and_stopping),
        TEST(test_bad_json),       TEST(test_same_beginning), TEST(test_start_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
