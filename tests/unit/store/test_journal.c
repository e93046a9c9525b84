#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>

#include "programme.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, programme_set_up, programme_tear_down)
static const struct id none;

static void a_row_is_made_and_changed(void **state)
{
    struct programme *p = *state;
    struct error why = ERROR_NONE;
    struct id theme = add_theme(p->journal, "WON");
    assert_string_equal(ask(p->db, "SELECT code FROM theme WHERE id = ?", theme), "WON");
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "position", value_integer(3), &why));
    assert_string_equal(ask(p->db, "SELECT position FROM theme WHERE id = ?", theme), "3");
    assert_int_equal(count(p->db, "SELECT count(*) FROM act"), 2);
    assert_int_equal(count(p->db, "SELECT count(*) FROM head"), 1);
    assert_int_equal(journal_last_act(p->journal), 2);
}

static void the_present_value_makes_no_act(void **state)
{
    struct programme *p = *state;
    struct error why = ERROR_NONE;
    struct id theme = add_theme(p->journal, "WON");
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "code", value_text("WON"), &why));
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "position", value_none(), &why));
    struct draft draft;
    draft_init(&draft, "nothing");
    assert_true(journal_commit(p->journal, &draft, &why));
    draft_restore(&draft, ENTITY_THEME, theme);
    assert_true(journal_commit(p->journal, &draft, &why));
    draft_release(&draft);
    assert_int_equal(count(p->db, "SELECT count(*) FROM act"), 1);
}

static void what_a_table_does_not_allow_is_refused_whole(void **state)
{
    struct programme *p = *state;
    struct row row;
    struct draft draft;
    struct error why = ERROR_NONE;
    draft_init(&draft, "Two");
    row_init(&row, ENTITY_PARTNER);
    row_set(&row, "name", value_text("Good"));
    row_set(&row, "kind", value_text("school"));
    draft_create(&draft, &row);
    row.id = none;
    row_set(&row, "kind", value_text("no such kind"));
    draft_create(&draft, &row);
    assert_false(journal_commit(p->journal, &draft, &why));
    assert_int_equal(why.code, ERROR_INPUT);
    draft_clear(&draft);
    error_clear(&why);
    row_release(&row);
    row_init(&row, ENTITY_PERSON); /* refers to a row that is not there */
    row_set(&row, "name", value_text("Someone"));
    row_set(&row, "partner", value_id(id_new()));
    draft_create(&draft, &row);
    assert_false(journal_commit(p->journal, &draft, &why));
    assert_int_equal(why.code, ERROR_INPUT);
    error_clear(&why);
    assert_false(set_field(p->journal, ENTITY_THEME, id_new(), "code", value_text("X"), &why));
    assert_int_equal(why.code, ERROR_NOT_FOUND);
    assert_int_equal(count(p->db, "SELECT count(*) FROM act"), 0);
    assert_int_equal(count(p->db, "SELECT count(*) FROM partner"), 0);
    row_release(&row);
    draft_release(&draft);
    add_theme(p->journal, "WON"); /* and the journal goes on */
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 1);
}

static void one_act_may_make_and_change_a_row(void **state)
{
    struct programme *p = *state;
    struct row row;
    struct draft draft;
    draft_init(&draft, "All at once");
    row_init(&row, ENTITY_THEME);
    row_set(&row, "code", value_text("A"));
    row_set(&row, "name", value_text("A"));
    draft_create(&draft, &row);
    draft_set(&draft, ENTITY_THEME, row.id, "name", value_text("B"));
    draft_set(&draft, ENTITY_THEME, row.id, "position", value_integer(1));
    draft_set(&draft, ENTITY_THEME, row.id, "name", value_text("C"));
    MUST(journal_commit(p->journal, &draft, &error));
    assert_string_equal(ask(p->db, "SELECT name FROM theme WHERE id = ?", row.id), "C");
    draft_clear(&draft);
    draft_delete(&draft, ENTITY_THEME, row.id);
    MUST(journal_commit(p->journal, &draft, &error));
    assert_string_equal(ask(p->db, "SELECT deleted FROM theme WHERE id = ?", row.id), "1");
    row_release(&row);
    draft_release(&draft);
    MUST(undo_step(p->journal, UNDO_BACK, NULL, &error));
    assert_string_equal(ask(p->db, "SELECT deleted FROM theme WHERE id = ?", none), "-");
    MUST(undo_step(p->journal, UNDO_BACK, NULL, &error));
    assert_int_equal(count(p->db, "SELECT deleted FROM theme"), 1);
    MUST(undo_step(p->journal, UNDO_AGAIN, NULL, &error));
    assert_int_equal(count(p->db, "SELECT deleted FROM theme"), 0);
}

static void undo_and_redo_are_acts(void **state)
{
    struct programme *p = *state;
    struct undo_step step;
    struct error why = ERROR_NONE;
    struct id theme = add_theme(p->journal, "WON");
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "code", value_text("WER"), &why));
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "code", value_text("LER"), &why));
    MUST(undo_peek(p->journal, UNDO_BACK, &step, &error));
    assert_int_equal(step.act, 3);
    programme_close(p);
    programme_open(p);
    static const struct {
        enum undo_direction direction;
        const char *code;
    } steps[] = {{UNDO_BACK, "WER"},  {UNDO_AGAIN, "LER"}, {UNDO_BACK, "WER"}, {UNDO_BACK, "WON"},
                 {UNDO_AGAIN, "WER"}, {UNDO_AGAIN, "LER"}, {UNDO_BACK, "WER"}, {UNDO_BACK, "WON"}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        MUST(undo_step(p->journal, steps[i].direction, &step, &error));
        assert_string_equal(ask(p->db, "SELECT code FROM theme WHERE id = ?", theme),
                            steps[i].code);
    }
    MUST(undo_step(p->journal, UNDO_BACK, &step, &error));
    assert_string_equal(ask(p->db, "SELECT deleted FROM theme WHERE id = ?", theme), "1");
    assert_false(undo_step(p->journal, UNDO_BACK, &step, &why));
    assert_int_equal(why.code, ERROR_NOT_FOUND);
    assert_int_equal(count(p->db, "SELECT count(*) FROM act WHERE label LIKE 'Undone: %'"), 6);
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 1);
}

static void undo_refuses_where_a_later_act_stands(void **state)
{
    struct programme *p = *state;
    struct error why = ERROR_NONE;
    struct id theme = add_theme(p->journal, "WON");
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "code", value_text("A"), &why));
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "name", value_text("N"), &why));
    assert_true(set_field(p->journal, ENTITY_THEME, theme, "code", value_text("B"), &why));
    assert_false(undo_any(p->journal, 2, NULL, &why));
    assert_int_equal(why.code, ERROR_REFUSED);
    assert_non_null(strstr(why.message, "code"));
    error_clear(&why);
    assert_false(undo_any(p->journal, 1, NULL, &why));
    assert_int_equal(why.code, ERROR_REFUSED);
    MUST(undo_any(p->journal, 3, NULL, &error));
    assert_string_equal(ask(p->db, "SELECT name FROM theme WHERE id = ?", theme), "Name");
    MUST(undo_any(p->journal, 3, NULL, &error));
    assert_string_equal(ask(p->db, "SELECT name FROM theme WHERE id = ?", theme), "N");
    error_clear(&why);
    struct id partner = add_partner(p->journal, "P");
    int64_t made = journal_last_act(p->journal);
    add_person(p->journal, "Someone", partner);
    assert_false(undo_any(p->journal, made, NULL, &why));
    assert_int_equal(why.code, ERROR_REFUSED);
    assert_string_equal(ask(p->db, "SELECT deleted FROM partner WHERE id = ?", partner), "0");
}

/* Any sequence of sets, undos and redos leaves what a plain model says. */
static void random_undo_follows_a_model(void **state)
{
    struct programme *p = *state;
    struct error why = ERROR_NONE;
    struct id theme = add_theme(p->journal, "WON");
    enum { MOST = 200 };
    int position[MOST] = {0}, done = 0, undone = 0; /* values set; how many stand; how many redo */
    unsigned random = 12345;
    for (int step = 0; step < 300; step++) {
        random = random * 1103515245u + 12345u;
        unsigned pick = random >> 16 & 7;
        if (pick < 3 && done < MOST - 1) {
            done++;
            undone = 0;
            position[done] = step + 1;
            assert_true(set_field(p->journal, ENTITY_THEME, theme, "position",
                                  value_integer(step + 1), &why));
        } else if (pick < 6 && done > 0) {
            MUST(undo_step(p->journal, UNDO_BACK, NULL, &error));
            done--;
            undone++;
        } else if (undone > 0) {
            MUST(undo_step(p->journal, UNDO_AGAIN, NULL, &error));
            done++;
            undone--;
        }
        assert_int_equal(atoi(ask(p->db, "SELECT position FROM theme WHERE id = ?", theme)),
                         position[done]);
    }
}

static void an_import_undoes_as_one(void **state)
{
    struct programme *p = *state;
    struct undo_step step;
    MUST(journal_run_begin(p->journal, "Import", &error));
    struct draft draft;
    draft_init(&draft, "part");
    for (int part = 0; part < 3; part++) {
        for (int i = 0; i < 100; i++) {
            struct row row;
            row_init(&row, ENTITY_PARTNER);
            row_set(&row, "name", value_text("P"));
            row_set(&row, "kind", value_text("other"));
            draft_create(&draft, &row);
            row_release(&row);
        }
        MUST(journal_run_add(p->journal, &draft, &error));
        draft_clear(&draft);
    }
    MUST(journal_run_end(p->journal, &error));
    draft_release(&draft);
    assert_int_equal(count(p->db, "SELECT count(*) FROM partner WHERE deleted = 0"), 300);
    MUST(undo_step(p->journal, UNDO_BACK, &step, &error));
    assert_int_equal(step.acts, 3);
    assert_string_equal(step.label, "Import");
    assert_int_equal(count(p->db, "SELECT count(*) FROM partner WHERE deleted = 0"), 0);
    MUST(undo_step(p->journal, UNDO_AGAIN, &step, &error));
    assert_int_equal(step.acts, 3);
    assert_int_equal(count(p->db, "SELECT count(*) FROM partner WHERE deleted = 0"), 300);
    MUST(journal_run_begin(p->journal, "Aborted", &error));
    journal_run_abort(p->journal);
    add_theme(p->journal, "WON");
}

static void copy_file(const char *from, const char *to)
{
    char command[2 * FOLDER_PATH + 16];
    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
}

static void a_copied_file_makes_a_new_site(void **state)
{
    struct programme *p = *state;
    char copy[FOLDER_PATH], home[FOLDER_PATH], letters[JOURNAL_LETTERS];
    strcpy(home, p->path);
    add_theme(p->journal, "WON");
    assert_string_equal(journal_letter(p->journal), "");
    programme_close(p);
    copy_file(p->path, folder_path(p->folder, "copy.wijk", copy));
    strcpy(p->path, copy);
    programme_open(p);
    strcpy(letters, journal_letter(p->journal));
    assert_int_equal(strlen(letters), 4);
    add_theme(p->journal, "WER");
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 2);
    programme_close(p);
    strcpy(p->path, home); /* the first goes on as it was */
    programme_open(p);
    add_theme(p->journal, "LER");
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 1);
    programme_close(p);
    strcpy(p->path, copy); /* and the copy as what it became */
    programme_open(p);
    assert_string_equal(journal_letter(p->journal), letters);
    add_theme(p->journal, "INT");
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 2);
}

static void a_file_put_back_makes_a_new_site(void **state)
{
    struct programme *p = *state;
    char copy[FOLDER_PATH], command[2 * FOLDER_PATH + 16];
    add_theme(p->journal, "WON");
    programme_close(p);
    copy_file(p->path, folder_path(p->folder, "copy.wijk", copy));
    programme_open(p);
    add_theme(p->journal, "WER");
    programme_close(p);
    snprintf(command, sizeof command, "cat '%s' > '%s'", copy, p->path); /* the same inode */
    assert_int_equal(system(command), 0);
    programme_open(p);
    assert_int_equal(strlen(journal_letter(p->journal)), 4);
    add_theme(p->journal, "LER");
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 2);
}

static void a_crash_before_closing_keeps_the_site(void **state)
{
    struct programme *p = *state;
    add_theme(p->journal, "WON");
    programme_close(p);
    programme_open(p);
    add_theme(p->journal, "WER");
    char kept[FOLDER_PATH];
    copy_file(p->key, folder_path(p->folder, "kept", kept));
    programme_close(p);
    copy_file(kept, p->key); /* as if the close had never come to the key */
    programme_open(p);
    assert_string_equal(journal_letter(p->journal), "");
    add_theme(p->journal, "LER");
    assert_int_equal(count(p->db, "SELECT count(*) FROM site"), 1);
    struct stat status;
    assert_int_equal(stat(p->key, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void closing_seals_what_was_made(void **state)
{
    struct programme *p = *state;
    add_theme(p->journal, "WON");
    add_theme(p->journal, "WER");
    programme_close(p);
    programme_open(p);
    assert_int_equal(count(p->db, "SELECT seq FROM seal"), 2);
    programme_close(p);
    programme_open(p);
    assert_int_equal(count(p->db, "SELECT count(*) FROM seal"), 1);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Fast enough for a million measurements; prints its figures. */
static void a_bulk_of_measurements(void **state)
{
    struct programme *p = *state;
    const char *many = getenv("WIJK_BULK");
    int rows = many == NULL ? 5000 : atoi(many);
    struct row row;
    row_init(&row, ENTITY_AREA);
    row_set(&row, "name", value_text("Area"));
    row_set(&row, "kind", value_text("city"));
    struct id area = add_row(p->journal, &row);
    row_init(&row, ENTITY_PROGRAMME);
    row_set(&row, "area", value_id(area));
    row_set(&row, "title", value_text("T"));
    row_set(&row, "status", value_text("draft"));
    struct id programme = add_row(p->journal, &row);
    row_init(&row, ENTITY_GOAL);
    row_set(&row, "programme", value_id(programme));
    row_set(&row, "level", value_text("goal"));
    row_set(&row, "statement", value_text("S"));
    struct id goal = add_row(p->journal, &row);
    struct id indicators[1000];
    for (int i = 0; i < 1000; i++) {
        row_init(&row, ENTITY_INDICATOR);
        row_set(&row, "goal", value_id(goal));
        row_set(&row, "name", value_text("I"));
        row_set(&row, "kind", value_text("count"));
        row_set(&row, "direction", value_text("higher"));
        row_set(&row, "frequency", value_text("year"));
        struct draft draft;
        draft_init(&draft, "I");
        draft_create(&draft, &row);
        indicators[i] = row.id;
        if (i == 0)
            MUST(journal_run_begin(p->journal, "Indicators", &error));
        MUST(journal_run_add(p->journal, &draft, &error));
        draft_release(&draft);
        row_release(&row);
    }
    MUST(journal_run_end(p->journal, &error));
    double begin = seconds();
    MUST(journal_run_begin(p->journal, "Bulk", &error));
    struct draft draft;
    draft_init(&draft, "Bulk");
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "status", value_text("final"));
    for (int i = 0; i < rows; i++) {
        char date[16];
        row.id = none;
        snprintf(date, sizeof date, "%04d-%02d-01", 2000 + i / 7 % 20, 1 + i % 12);
        row_set(&row, "indicator", value_id(indicators[i * 7 % 1000]));
        row_set(&row, "taken_on", value_text(date));
        row_set(&row, "value", value_real(i / 10.0));
        draft_create(&draft, &row);
        if (i % 10000 == 9999 || i == rows - 1) {
            MUST(journal_run_add(p->journal, &draft, &error));
            draft_clear(&draft);
        }
    }
    MUST(journal_run_end(p->journal, &error));
    row_release(&row);
    draft_release(&draft);
    double took = seconds() - begin;
    struct stat status;
    assert_int_equal(stat(p->path, &status), 0);
    print_message("%d rows in %.2f s: %.0f rows/s, %.0f bytes a row\n", rows, took, rows / took,
                  (double)status.st_size / rows);
    assert_int_equal(count(p->db, "SELECT count(*) FROM measurement"), rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_made_and_changed),
        TEST(the_present_value_makes_no_act),
        TEST(what_a_table_does_not_allow_is_refused_whole),
        TEST(one_act_may_make_and_change_a_row),
        TEST(undo_and_redo_are_acts),
        TEST(undo_refuses_where_a_later_act_stands),
        TEST(random_undo_follows_a_model),
        TEST(an_import_undoes_as_one),
        TEST(a_copied_file_makes_a_new_site),
        TEST(a_file_put_back_makes_a_new_site),
        TEST(a_crash_before_closing_keeps_the_site),
        TEST(closing_seals_what_was_made),
        TEST(a_bulk_of_measurements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
