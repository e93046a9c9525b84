/* Who is there, closing, and what comes after, in a small programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meet.h"

/* ---- people ---- */

static void test_attendance(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    struct id jan = load(&meet)->people[0].person, karin = meet.view.people[1].person;
    fixture_must(&meet.fixture, meeting_attend_all(session, meet.meeting, error));
    assert_int_equal(load(&meet)->present, 2);
    struct meeting_attend left = {
        .person = karin, .presence = PRESENCE_PRESENT, .left_at = moment_now()};
    fixture_must(&meet.fixture, meeting_attend(session, meet.meeting, &left, error));
    assert_int_equal(load(&meet)->present, 1);
    struct meeting_attend replaced = {
        .person = jan, .presence = PRESENCE_REPLACED, .replaced_by = karin};
    fixture_must(&meet.fixture, meeting_attend(session, meet.meeting, &replaced, error));
    assert_string_equal(load(&meet)->people[0].replacement, "Karin Smit");
    replaced.replaced_by = jan;
    assert_false(meeting_attend(session, meet.meeting, &replaced, error));
    error_clear(error);
    /* Somebody who is removed while there stays in the minutes. */
    fixture_must(&meet.fixture, rows_delete(session, ENTITY_PERSON, karin, NULL, error));
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->person_count, 2);
    assert_true(view->people[1].gone);
    assert_string_equal(view->people[1].name, "Karin Smit");
    end(&meet);
}

/* ---- after ---- */

static void test_close(void **state)
{
    struct meet meet;
    struct completing list;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    struct id first = type(&meet, "#First").made, second = type(&meet, "#Second").made;
    type(&meet, "*Ask @Nobody");
    type(&meet, "!Late @JdV ^2020-01-01");
    fixture_must(&meet.fixture, meeting_close(session, meet.meeting, &list, error));
    assert_int_equal(number_of(&meet, ENTITY_DECISION, first, "number"), 1);
    assert_int_equal(number_of(&meet, ENTITY_DECISION, second, "number"), 2);
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->status, MEETING_CLOSED);
    assert_true(view->closed_at >= view->started_at && view->started_at > 0);
    assert_int_equal(view->items[0].state, ITEM_DONE);
    size_t place = item_of(&meet, SUBJECT_PROBLEM) - 1;
    assert_int_equal(meet.view.items[place].state, ITEM_CARRIED);
    assert_int_equal(number_of(&meet, ENTITY_PROBLEM, meet.problem, "carried"), 1);
    assert_int_equal(list.count, 4);
    assert_int_equal(list.items[0].kind, COMPLETING_NAME);
    assert_int_equal(list.items[1].kind, COMPLETING_DUE);
    assert_int_equal(list.items[2].kind, COMPLETING_DATE);
    assert_int_equal(list.items[3].kind, COMPLETING_CAUSE);
    completing_release(&list);
    assert_false(meeting_close(session, meet.meeting, NULL, error));
    error_clear(error);
    assert_false(meeting_start(session, meet.meeting, error));
    error_clear(error);
    assert_false(type_at(&meet, "too late", (struct id){{0}}, NULL));
    end(&meet);
}

/* The second meeting: minutes, actions and decisions of last time, what was carried over. */
static void test_the_next_one(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    struct id decision = type(&meet, "#First").made;
    struct id action = type(&meet, "*Ask @JdV ^tomorrow").made;
    go(&meet, (int64_t)item_of(&meet, SUBJECT_PROBLEM));
    size_t place = item_of(&meet, SUBJECT_PROBLEM) - 1;
    struct id item = meet.view.items[place].row.id;
    fixture_must(&meet.fixture, meeting_item_carry(session, item, &meet.fixture.error));
    close_it(&meet);
    assert_int_equal(number_of(&meet, ENTITY_ACTION, action, "carried"), 0);
    session->today += 14;
    plan(&meet, session->today);
    assert_string_equal(load(&meet)->title, "Steering group Voorbeeldbuurt 2");
    assert_int_equal(item_of(&meet, SUBJECT_MINUTES), 2);
    assert_int_equal(item_of(&meet, SUBJECT_ACTIONS), 3);
    assert_int_equal(item_of(&meet, SUBJECT_DECISIONS), 4);
    size_t carried = item_of(&meet, SUBJECT_PROBLEM);
    assert_int_not_equal(carried, 0);
    assert_false(id_is_none(row_reference(&meet.view.items[carried - 1].row, "carried_from")));
    struct id current;
    fixture_must(&meet.fixture,
                 meeting_current(session, MEETING_TO_KEEP, &current, &meet.fixture.error));
    assert_true(id_equal(current, meet.meeting));
    setenv("WIJK_TODAY", "2025-12-08", 1);
    begin(&meet);
    assert_int_equal(type(&meet, "#Second").kind, QUICKLINE_DECISION);
    close_it(&meet);
    assert_int_equal(number_of(&meet, ENTITY_ACTION, action, "carried"), 1);
    struct decisions decisions;
    fixture_must(&meet.fixture, decisions_load(session, NULL, &decisions, &meet.fixture.error));
    assert_int_equal(decisions.count, 2);
    assert_int_equal(row_integer(&decisions.items[0].row, "number", 0), 2);
    assert_true(id_equal(decisions.items[1].row.id, decision));
    assert_string_equal(decisions.items[1].meeting_title, "Steering group Voorbeeldbuurt 1");
    decisions_release(&decisions);
    end(&meet);
}

static void test_actions(void **state)
{
    struct meet meet;
    struct actions actions;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    struct id late = type(&meet, "*Late @KS ^yesterday").made;
    struct id soon = type(&meet, "*Soon @JdV ^fri").made;
    type(&meet, "*Some day");
    struct actions_filter filter = {.typed = NULL};
    fixture_must(&meet.fixture, actions_load(session, &filter, &actions, error));
    assert_int_equal(actions.count, 3);
    assert_int_equal(actions.overdue, 1);
    assert_true(id_equal(actions.items[0].row.id, late));
    assert_string_equal(actions.items[0].owner, "Karin Smit (Buurtwerk)");
    assert_string_equal(actions.items[0].partner_name, "Buurtwerk");
    assert_string_equal(actions.items[1].meeting, "Steering group Voorbeeldbuurt 1, 24 Nov 2025");
    actions_release(&actions);
    fixture_must(&meet.fixture, action_done(session, soon, error));
    fixture_must(&meet.fixture, action_carry(session, late, session->today + 7, error));
    assert_int_equal(number_of(&meet, ENTITY_ACTION, late, "carried"), 1);
    assert_false(action_carry(session, soon, session->today + 7, error));
    error_clear(error);
    filter.by_partner = true;
    fixture_must(&meet.fixture, actions_load(session, &filter, &actions, error));
    assert_int_equal(actions.count, 2);
    assert_string_equal(actions.items[1].partner_name, "");
    actions_release(&actions);
    end(&meet);
}

static void test_since(void **state)
{
    struct meet meet;
    struct since since;
    struct buffer words = BUFFER_EMPTY;
    (void)state;
    start(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    fixture_must(&meet.fixture, since_load(session, &since, error));
    assert_true(id_is_none(since.meeting));
    since_release(&since);
    begin(&meet);
    struct id action = type(&meet, "*Ask @JdV ^tomorrow").made;
    type(&meet, "*Forget @JdV ^tomorrow");
    close_it(&meet);
    setenv("WIJK_TODAY", "2025-12-08", 1);
    session->today += 14;
    fixture_must(&meet.fixture, action_done(session, action, error));
    fixture_add(&meet.fixture, ENTITY_MEASUREMENT, "indicator", "WRK-1.1", "value", "14", NULL);
    fixture_add(&meet.fixture, ENTITY_PROBLEM, "title", "New one", NULL);
    fixture_must(&meet.fixture, since_load(session, &since, error));
    assert_int_equal(since.counts[SINCE_MEASUREMENT], 1);
    assert_int_equal(since.counts[SINCE_PROBLEM], 1);
    assert_int_equal(since.counts[SINCE_DONE], 1);
    assert_int_equal(since.counts[SINCE_BROKEN], 1);
    since_words(&since, &words);
    assert_string_equal(words.bytes,
                        "1 measurement · 1 new problem · 1 action done · 1 action overdue");
    buffer_release(&words);
    since_release(&since);
    end(&meet);
}

static void test_context(void **state)
{
    struct meet meet;
    struct meeting_context context;
    (void)state;
    start(&meet);
    begin(&meet);
    size_t place = item_of(&meet, SUBJECT_MILESTONE) - 1;
    struct id item = meet.view.items[place].row.id;
    go(&meet, (int64_t)item_of(&meet, SUBJECT_MILESTONE));
    type(&meet, "*Ask the lab @JdV ^fri");
    fixture_must(&meet.fixture, meeting_context_load(meet.fixture.session, item, 0, &context,
                                                     &meet.fixture.error));
    size_t counts[CONTEXT_LAST_TIME + 1] = {0};
    for (size_t i = 0; i < context.count; i++)
        counts[context.lines[i].kind]++;
    assert_int_equal(counts[CONTEXT_MILESTONE], 1);
    assert_int_equal(counts[CONTEXT_PROBLEM], 1);
    assert_int_equal(counts[CONTEXT_ACTION], 1);
    meeting_context_release(&context);
    end(&meet);
}

/* ---- half typed ---- */

static void test_typing(void **state)
{
    static const char *const lines[] = {"*lab bel", "x", "two\nlines", "é@^&%\\"};
    struct meet meet;
    struct meeting_typing typing;
    bool found;
    (void)state;
    start(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    fixture_must(&meet.fixture, meeting_typing_restore(session, &typing, &found, error));
    assert_false(found);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct meeting_typing kept = {
            .meeting = meet.meeting, .line = (char *)lines[i], .cursor = 1};
        fixture_must(&meet.fixture, meeting_typing_keep(session, &kept, i % 2 == 0, error));
        fixture_must(&meet.fixture, meeting_typing_restore(session, &typing, &found, error));
        assert_true(found);
        assert_string_equal(typing.line, lines[i]);
        assert_true(id_equal(typing.meeting, meet.meeting));
        assert_true(id_is_none(typing.item));
        assert_int_equal(typing.cursor, 1);
        free(typing.line);
    }
    struct meeting_typing none = {.meeting = meet.meeting, .line = ""};
    fixture_must(&meet.fixture, meeting_typing_keep(session, &none, false, error));
    fixture_must(&meet.fixture, meeting_typing_restore(session, &typing, &found, error));
    assert_false(found);
    end(&meet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attendance),   cmocka_unit_test(test_close),
        cmocka_unit_test(test_the_next_one), cmocka_unit_test(test_actions),
        cmocka_unit_test(test_since),        cmocka_unit_test(test_context),
        cmocka_unit_test(test_typing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
