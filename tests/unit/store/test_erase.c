#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/store/programme.h"
#include "wijk/base/buffer.h"
#include "wijk/base/path.h"
#include "wijk/store/check.h"
#include "wijk/store/erase.h"
#include "wijk/store/history.h"
#include "wijk/store/record.h"
#include "wijk/store/search.h"

#define SECRET "Rumpelstiltskin"
#define OTHER "06-12345678-secret"

static bool holds(const char *path, const char *text)
{
    struct buffer bytes = BUFFER_EMPTY;
    MUST(path_read(path, 64 << 20, &bytes, &error));
    bool found = false;
    for (size_t i = 0; !found && i + strlen(text) <= bytes.length; i++)
        found = memcmp(bytes.bytes + i, text, strlen(text)) == 0;
    buffer_release(&bytes);
    return found;
}

static void change(struct programme *programme, struct id person, const char *column,
                   const char *text, const char *label)
{
    struct draft draft;
    draft_init(&draft, label);
    draft_set(&draft, ENTITY_PERSON, person, column, value_text(text));
    MUST(journal_commit(programme->journal, &draft, &error));
    draft_release(&draft);
}

/* A person among others, in one act and in more. */
static struct id make_person(struct programme *programme)
{
    struct draft draft;
    struct row row;
    struct id id = {{0}};
    draft_init(&draft, "New people, of whom one is " SECRET " and more words");
    for (int i = 0; i < 50; i++) {
        row_init(&row, ENTITY_PERSON);
        row_set(&row, "name", value_text(i == 25 ? SECRET " and more words" : "Somebody"));
        row_set(&row, "phone", value_text(i == 25 ? OTHER : "020-1"));
        draft_create(&draft, &row);
        if (i == 25)
            id = row.id;
        row_release(&row);
    }
    MUST(journal_commit(programme->journal, &draft, &error));
    draft_release(&draft);
    change(programme, id, "name", SECRET " the second", "Another name");
    change(programme, id, "phone", NULL, "No phone");
    /* A label of an act on another row may name her as well. */
    change(programme, add_person(programme->journal, "Boss", (struct id){{0}}), "role", "chief",
           "Chief of " SECRET " the second");
    return id;
}

static void erase(struct programme *programme, struct id id, const char *column, int64_t acts)
{
    struct erase_report report;
    MUST(erase_field(programme->journal,
                     &(struct erase){ENTITY_PERSON, id, column, "Erased: asked by herself"},
                     &report, &error));
    assert_int_equal(report.acts, acts);
    assert_true(report.rewritten);
}

static void assert_in_order(struct programme *programme)
{
    struct check_report report;
    MUST(check_run(programme->db, NULL, &report, &error));
    if (report.count > 0)
        fail_msg("%s", report.findings.items[0]);
    check_release(&report);
}

static bool count_found(void *context, const struct search_found *found, struct error *error)
{
    (void)found, (void)error;
    ++*(int *)context;
    return true;
}

static void assert_text(struct programme *programme, struct id id, const char *column,
                        const char *text)
{
    struct row row;
    MUST(record_get(programme->db, ENTITY_PERSON, id, &row, &error));
    if (text == NULL)
        assert_null(row_text(&row, column));
    else
        assert_string_equal(row_text(&row, column), text);
    row_release(&row);
}

static void test_gone(void **state)
{
    struct programme *programme = *state;
    struct id id = make_person(programme);
    assert_true(holds(programme->path, SECRET));
    assert_true(holds(programme->path, OTHER));
    erase(programme, id, "name", 2);
    assert_text(programme, id, "name", ERASE_SHOWN);
    assert_in_order(programme);
    erase(programme, id, "phone", 1);
    assert_text(programme, id, "phone", NULL);
    assert_in_order(programme);
    int found = 0;
    MUST(search_find(programme->db, &(struct search_question){.words = SECRET, .limit = 9},
                     count_found, &found, &error));
    assert_int_equal(found, 0);
    programme_close(programme);
    assert_false(holds(programme->path, SECRET));
    assert_false(holds(programme->path, "rumpelstiltskin"));
    assert_false(holds(programme->path, OTHER));
    char journal[FOLDER_PATH + 16];
    snprintf(journal, sizeof journal, "%s-journal", programme->path);
    assert_true(!path_exists(journal) || !holds(journal, OTHER));
    programme_open(programme);
    assert_in_order(programme);
}

static void test_history_and_undo(void **state)
{
    struct programme *programme = *state;
    struct id id = make_person(programme);
    erase(programme, id, "name", 2);
    struct history history = {.acts = {0}};
    MUST(history_of_row(programme->db, id, NULL, &history, &error));
    assert_string_equal(history.acts.items[0].label, "Erased: asked by herself");
    assert_string_equal(history.acts.items[history.acts.count - 1].label, ERASE_SHOWN);
    size_t names = 0;
    for (size_t i = 0; i < history.changes.count; i++) {
        const struct history_change *one = &history.changes.items[i];
        if (strcmp(one->column, "name") != 0)
            continue;
        names++;
        assert_true(one->erased);
        assert_string_equal(one->after.text, ERASE_SHOWN);
    }
    assert_int_equal(names, 3);
    history_release(&history);
    /* Everything is undone, and done again: the text does not come back. */
    for (int i = 0; i < 6; i++) {
        struct error error = ERROR_NONE;
        bool undone = undo_step(programme->journal, i < 3 ? UNDO_BACK : UNDO_AGAIN, NULL, &error);
        (void)undone;
        assert_text(programme, id, "name", ERASE_SHOWN);
    }
    assert_in_order(programme);
    assert_false(holds(programme->path, SECRET));
}

static void test_rebuild(void **state)
{
    struct programme *programme = *state;
    struct id partner = add_partner(programme->journal, "Ymere");
    struct id id = add_person(programme->journal, SECRET, partner);
    erase(programme, id, "name", 1);
    struct check_report report;
    MUST(check_run(programme->db, &(struct check_options){.rebuild = true}, &report, &error));
    assert_true(report.rebuilt);
    check_release(&report);
    assert_text(programme, id, "name", ERASE_SHOWN);
    change(programme, id, "name", "Somebody else", "A new name");
    assert_text(programme, id, "name", "Somebody else");
    assert_in_order(programme);
}

static void test_refused(void **state)
{
    struct programme *programme = *state;
    struct id id = make_person(programme);
    struct erase_report report;
    struct error error = ERROR_NONE;
    assert_false(erase_field(programme->journal,
                             &(struct erase){ENTITY_PERSON, id, "partner", "Erased"}, &report,
                             &error));
    assert_int_equal(error.code, ERROR_INPUT);
    error_clear(&error);
    assert_false(erase_field(programme->journal,
                             &(struct erase){ENTITY_PERSON, id_new(), "name", "Erased"}, &report,
                             &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_in_order(programme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_gone, programme_set_up, programme_tear_down),
        cmocka_unit_test_setup_teardown(test_history_and_undo, programme_set_up,
                                        programme_tear_down),
        cmocka_unit_test_setup_teardown(test_rebuild, programme_set_up, programme_tear_down),
        cmocka_unit_test_setup_teardown(test_refused, programme_set_up, programme_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
