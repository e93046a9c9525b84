#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <sys/stat.h>

#include "programme.h"
#include "wijk/store/check.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, programme_set_up, programme_tear_down)

static void every_statement_prepares(void **state)
{
    struct programme *p = *state;
    size_t all = 0;
    for (const struct statement_module *module = statement_modules; module->name != NULL; module++)
        for (size_t i = 0; i < *module->count; i++, all++) {
            struct error why = ERROR_NONE;
            if (statement_get(p->db, &module->texts[i], &why) == NULL)
                fail_msg("%s: %s", module->texts[i].name, why.detail);
        }
    assert_true(all > 40);
}

/* Tables that stay small, by their names and by the aliases statements give them. */
static bool is_small(const char *table)
{
    static const char *const small[] = {"CONSTANT", "site", "s", "t", "meta",
                                        "waiting",  "seal", "e", "c", "parked"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strcmp(table, small[i]) == 0)
            return true;
    return table[0] == '(';
}

static void explain(struct db *db, const struct statement_text *text)
{
    struct error why = ERROR_NONE;
    char sql[4096], table[64];
    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", text->sql);
    struct statement *plan = statement_new(db, sql, text->flags, &why);
    if (plan == NULL)
        fail_msg("%s: %s", text->name, why.detail);
    while (statement_step(plan, &why) == STATEMENT_ROW) {
        const char *detail = statement_text(plan, "detail");
        bool scans = sscanf(detail, "SCAN %63s", table) == 1 && !is_small(table) &&
                     strstr(detail, "VIRTUAL TABLE") == NULL; /* that has its own index */
        if (scans && (text->flags & STATEMENT_SCANS) == 0)
            fail_msg("%s reads a whole table: %s", text->name, detail);
    }
    statement_free(plan);
}

static void no_statement_reads_a_whole_large_table(void **state)
{
    struct programme *p = *state;
    for (const struct statement_module *module = statement_modules; module->name != NULL; module++)
        for (size_t i = 0; i < *module->count; i++)
            explain(p->db, &module->texts[i]);
}

static void values_come_back_as_they_went_in(void **state)
{
    struct programme *p = *state;
    struct error why = ERROR_NONE;
    struct statement *echo = statement_new(p->db, "SELECT :v AS v, :w AS w", 0, &why);
    struct value values[] = {value_none(),     value_integer(INT64_MIN), value_integer(0),
                             value_real(-0.1), value_text("é\"';--"),    value_id(id_new())};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        statement_bind_value(echo, "v", &values[i]);
        statement_bind_none(echo, "w");
        assert_int_equal(statement_step(echo, &why), STATEMENT_ROW);
        struct value back = statement_value_at(echo, 0);
        assert_true(value_equal(&back, &values[i]));
        assert_true(statement_is_null(echo, "w"));
        value_release(&back);
        value_release(&values[i]);
        statement_reset(echo);
    }
    statement_free(echo);
}

static void what_is_wrong_does_not_prepare(void **state)
{
    struct programme *p = *state;
    static const char *const wrong[] = {"SELECT", "SELECT nothing FROM act", "", "DROP TABLE x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error why = ERROR_NONE;
        assert_null(statement_new(p->db, wrong[i], 0, &why));
    }
}

/* The journal of an earlier file says what its tables hold now. */
static void check_folds(struct db *db)
{
    struct check_options options = {0};
    struct check_report report;
    MUST(check_run(db, &options, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    check_release(&report);
}

/* Published figures lie outside the journal, so a fold says nothing of them. */
static void check_figures(struct db *db, int version)
{
    if (version >= 9)
        assert_string_equal(
            ask(db,
                "SELECT group_concat(v.variable || ' ' || a.name || ' ' || f.year || ' ' || "
                "f.value, ', ') FROM reference_figure f "
                "JOIN reference_variable v ON v.number = f.variable "
                "JOIN reference_area r ON r.number = f.area JOIN area a ON a.id = r.area",
                (struct id){{0}}),
            "BEV0_17_P Slotervaart 2008 25.5, BEV0_17_P Amsterdam 2007 18.1, "
            "BEV0_17_P Amsterdam 2008 18.3, BEVTOTAAL Slotervaart 2008 44000.0");
}

/* A file of every released schema opens, and is brought up to date. */
static void files_of_earlier_schemas_open(void **state)
{
    struct programme *p = *state;
    char path[FOLDER_PATH], command[1024];
    int found = 0;
    for (int version = 1; version < 1000; version++) {
        snprintf(path, sizeof path, "tests/data/schema/%03d.sql", version);
        if (access(path, R_OK) != 0)
            continue;
        found++;
        struct db *db;
        char file[FOLDER_PATH];
        folder_path(p->folder, "old.wijk", file);
        unlink(file);
        snprintf(command, sizeof command, "sqlite3 '%s' < '%s'", file, path);
        assert_int_equal(system(command), 0);
        MUST(db_open(&db, file, &(struct db_options){0}, &error));
        assert_string_equal(ask(db, "SELECT name FROM theme WHERE code = 'WON'", (struct id){{0}}),
                            "Wonen");
        if (version > 1) /* the first is from before the journal */
            check_folds(db);
        check_figures(db, version);
        db_close(db);
        snprintf(command, sizeof command, "ls '%s/old.wijk.backups' | grep -q migrate", p->folder);
        assert_int_equal(system(command), 0);
    }
    assert_true(found > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_statement_prepares),         TEST(no_statement_reads_a_whole_large_table),
        TEST(values_come_back_as_they_went_in), TEST(what_is_wrong_does_not_prepare),
        TEST(files_of_earlier_schemas_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
