#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "programme.h"
#include "wijk/store/history.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, programme_set_up, programme_tear_down)

static void fill(struct programme *p, struct id *theme)
{
    struct error why = ERROR_NONE;
    journal_person(p->journal, "First");
    *theme = add_theme(p->journal, "WON");
    journal_person(p->journal, "Second");
    assert_true(set_field(p->journal, ENTITY_THEME, *theme, "name", value_text("Wonen"), &why));
    add_theme(p->journal, "WER");
    assert_true(set_field(p->journal, ENTITY_THEME, *theme, "name", value_text("Living"), &why));
    MUST(undo_step(p->journal, UNDO_BACK, NULL, &error));
}

static void a_row_tells_old_and_new(void **state)
{
    static const struct {
        int64_t act;
        const char *before, *after;
    } expected[] = {{5, "Living", "Wonen"}, {4, "Wonen", "Living"}, {2, "Name", "Wonen"}};
    struct programme *p = *state;
    struct id theme;
    struct history history = {0};
    fill(p, &theme);
    MUST(history_of_row(p->db, theme, NULL, &history, &error));
    assert_int_equal(history.acts.count, 4);
    assert_int_equal(history.acts.items[0].undoes, 4);
    assert_true(history.acts.items[1].undone);
    assert_string_equal(history.acts.items[2].person, "Second");
    for (size_t i = 0; i < 3; i++) {
        const struct history_change *change = &history.changes.items[i];
        assert_int_equal(change->act, expected[i].act);
        assert_string_equal(change->column, "name");
        assert_string_equal(change->before.text, expected[i].before);
        assert_string_equal(change->after.text, expected[i].after);
        assert_ptr_equal(change->entity, &entities[ENTITY_THEME]);
    }
    assert_int_equal(history.changes.count, 5);
    assert_true(history.changes.items[3].created);
    assert_string_equal(history.changes.items[3].after.text, "WON");
    history_release(&history);
}

static void windows_follow_each_other(void **state)
{
    struct programme *p = *state;
    struct id theme;
    struct history history = {0};
    fill(p, &theme);
    for (int64_t act = 5, before = 0; act >= 1; act--) {
        struct history_window window = {.before = before, .limit = 1};
        MUST(history_acts(p->db, NULL, &window, &history, &error));
        assert_int_equal(history.acts.count, 1);
        assert_int_equal(history.acts.items[0].number, act);
        before = act;
        history_clear(&history);
    }
    struct history_filter since = {.since_act = 3};
    MUST(history_acts(p->db, &since, NULL, &history, &error));
    assert_int_equal(history.acts.count, 2);
    history_clear(&history);
    struct history_filter person = {.person = "First"};
    MUST(history_acts(p->db, &person, NULL, &history, &error));
    assert_int_equal(history.acts.count, 1);
    history_clear(&history);
    struct history_filter later = {.since = INT64_MAX};
    MUST(history_acts(p->db, &later, NULL, &history, &error));
    assert_int_equal(history.acts.count, 0);
    history_release(&history);
}

static void an_act_tells_its_changes(void **state)
{
    struct programme *p = *state;
    struct id theme;
    struct history history = {0};
    int64_t newest;
    fill(p, &theme);
    MUST(history_newest(p->db, &newest, &error));
    assert_int_equal(newest, 5);
    MUST(history_of_act(p->db, 3, 0, &history, &error));
    assert_int_equal(history.changes.count, 2);
    history_clear(&history);
    MUST(history_of_act(p->db, 3, 1, &history, &error));
    assert_int_equal(history.changes.count, 1);
    history_clear(&history);
    MUST(history_of_act(p->db, 99, 0, &history, &error));
    assert_int_equal(history.acts.count, 0);
    history_release(&history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_tells_old_and_new),
        TEST(windows_follow_each_other),
        TEST(an_act_tells_its_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
