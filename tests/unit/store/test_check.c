#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "programme.h"
#include "wijk/store/check.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, programme_set_up, programme_tear_down)

/* A file with a bit of everything: rows, changes, an undo, a redo, a delete, a run. */
static void fill(struct programme *p, struct id *theme, struct id *person)
{
    struct error why = ERROR_NONE;
    *theme = add_theme(p->journal, "WON");
    struct id partner = add_partner(p->journal, "Partner");
    *person = add_person(p->journal, "Someone", partner);
    journal_person(p->journal, "Tester");
    assert_true(set_field(p->journal, ENTITY_THEME, *theme, "name", value_text("Wonen"), &why));
    assert_true(set_field(p->journal, ENTITY_THEME, *theme, "name", value_text("Living"), &why));
    MUST(undo_step(p->journal, UNDO_BACK, NULL, &error));
    MUST(undo_step(p->journal, UNDO_AGAIN, NULL, &error));
    struct draft draft;
    draft_init(&draft, "Delete");
    draft_delete(&draft, ENTITY_PERSON, *person);
    MUST(journal_commit(p->journal, &draft, &error));
    draft_release(&draft);
}

static void tamper(struct programme *p, const char *sql)
{
    programme_close(p);
    sqlite3 *raw;
    char *why = NULL;
    assert_int_equal(sqlite3_open(p->path, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(raw);
    programme_open(p);
}

static void a_good_file_has_no_findings(void **state)
{
    struct programme *p = *state;
    struct check_report report;
    struct id theme, person;
    fill(p, &theme, &person);
    MUST(check_run(p->db, NULL, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    assert_int_equal(report.acts, 8);
    assert_int_equal(report.rows, 3);
    check_release(&report);
}

static void a_change_by_hand_is_found_and_mended(void **state)
{
    static const struct {
        const char *sql, *words;
    } hands[] = {{"UPDATE theme SET name = 'Other'", "Other"},
                 {"UPDATE person SET deleted = 0", "deleted"},
                 {"DELETE FROM person", "not in the table"},
                 {"INSERT INTO theme (id, code, name) VALUES (randomblob(16), 'X', 'Extra')",
                  "not in the journal"},
                 {"DELETE FROM head", "index"},
                 {"UPDATE act SET undone = 1 WHERE number = 1", "index"}};
    struct programme *p = *state;
    struct id theme, person;
    fill(p, &theme, &person);
    for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
        struct check_report report;
        tamper(p, hands[i].sql);
        MUST(check_run(p->db, &(struct check_options){.rebuild = true}, &report, &error));
        if (report.count != 1 || strstr(report.findings.items[0], hands[i].words) == NULL)
            fail_msg("%s: %lld: %s", hands[i].sql, (long long)report.count,
                     report.count > 0 ? report.findings.items[0] : "");
        assert_true(report.rebuilt);
        check_release(&report);
        MUST(check_run(p->db, NULL, &report, &error));
        if (report.count > 0)
            fail_msg("after %s: %s", hands[i].sql, report.findings.items[0]);
        check_release(&report);
    }
    assert_string_equal(ask(p->db, "SELECT name FROM theme WHERE id = ?", theme), "Living");
    assert_string_equal(ask(p->db, "SELECT deleted FROM person WHERE id = ?", person), "1");
}

/* Whatever is altered in the journal shows, and then nothing is rebuilt. */
static void an_altered_journal_is_found(void **state)
{
    static const char *const hands[] = {
        "UPDATE act SET label = 'Other' WHERE number = 2",
        "UPDATE act SET person = 'Somebody else' WHERE number = 5",
        "UPDATE act SET at = at + 1 WHERE number = 3",
        "UPDATE act SET lamport = lamport + 100 WHERE number = 8",
        "UPDATE act SET body = zeroblob(length(body)) WHERE number = 1",
        "UPDATE act SET body = CAST(body || 'x' AS BLOB) WHERE number = 2",
        "UPDATE act SET body = CAST(substr(body, 1, 40) || 'x' AS BLOB) WHERE number = 3",
        "UPDATE seal SET signature = zeroblob(64)",
        "DELETE FROM act WHERE number = 8",
        "DELETE FROM act WHERE number = 4",
    };
    struct programme *p = *state;
    struct id theme, person;
    char good[FOLDER_PATH], command[2 * FOLDER_PATH + 16];
    fill(p, &theme, &person);
    programme_close(p);
    snprintf(command, sizeof command, "cp '%s' '%s'", p->path,
             folder_path(p->folder, "good", good));
    assert_int_equal(system(command), 0);
    programme_open(p);
    for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
        struct check_report report;
        struct error why = ERROR_NONE;
        tamper(p, hands[i]);
        if (check_run(p->db, &(struct check_options){.rebuild = true}, &report, &why))
            fail_msg("not found: %s", hands[i]);
        assert_int_equal(why.code, ERROR_DAMAGED);
        assert_true(report.journal > 0);
        assert_false(report.rebuilt);
        check_release(&report);
        programme_close(p);
        snprintf(command, sizeof command, "cat '%s' > '%s'", good, p->path);
        assert_int_equal(system(command), 0);
        programme_open(p);
    }
}

static bool stop_at_once(void *context, int share)
{
    (void)context, (void)share;
    return false;
}

static void it_can_be_stopped(void **state)
{
    struct programme *p = *state;
    struct check_report report;
    struct error why = ERROR_NONE;
    for (int i = 0; i < 64; i++)
        add_theme(p->journal, "X");
    assert_false(
        check_run(p->db, &(struct check_options){.progress = stop_at_once}, &report, &why));
    assert_int_equal(why.code, ERROR_CANCELLED);
    check_release(&report);
    add_theme(p->journal, "Y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_good_file_has_no_findings),
        TEST(a_change_by_hand_is_found_and_mended),
        TEST(an_altered_journal_is_found),
        TEST(it_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
