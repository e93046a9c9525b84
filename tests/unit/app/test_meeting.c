/* Planning and keeping meetings, in a small programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meet.h"

/* ---- planning ---- */

static void test_plan(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    struct meeting_view *view = load(&meet);
    assert_string_equal(view->title, "Steering group Voorbeeldbuurt 1");
    assert_int_equal(view->status, MEETING_DRAFT);
    assert_int_equal(view->person_count, 2);
    assert_string_equal(view->people[0].name, "Jan de Vries");
    assert_string_equal(view->people[0].role, "chair");
    assert_string_equal(view->people[1].partner, "Buurtwerk");
    assert_int_equal(view->items[0].subject, SUBJECT_OPENING);
    assert_int_equal(view->items[view->item_count - 1].subject, SUBJECT_OTHER_BUSINESS);
    assert_int_not_equal(item_of(&meet, SUBJECT_PROBLEM), 0);
    assert_int_not_equal(item_of(&meet, SUBJECT_MILESTONE), 0);
    assert_int_equal(item_of(&meet, SUBJECT_MINUTES), 0);
    end(&meet);
}

static void test_agenda(void **state)
{
    struct meet meet;
    struct id item;
    (void)state;
    start(&meet);
    struct session *session = meet.fixture.session;
    size_t count = load(&meet)->item_count;
    struct meeting_item_new request = {
        .title = "Visitors", .about_kind = ENTITY_NONE, .minutes = -1};
    fixture_must(&meet.fixture,
                 meeting_item_add(session, meet.meeting, &request, &item, &meet.fixture.error));
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->item_count, count + 1);
    assert_string_equal(row_text(&view->items[count - 1].row, "title"), "Visitors");
    fixture_must(&meet.fixture, meeting_item_move(session, item, 1, &meet.fixture.error));
    view = load(&meet);
    assert_string_equal(row_text(&view->items[0].row, "title"), "Visitors");
    for (size_t i = 0; i < view->item_count; i++)
        assert_int_equal(row_integer(&view->items[i].row, "position", 0), (int64_t)i + 1);
    fixture_must(&meet.fixture, meeting_item_minutes(session, item, 25, &meet.fixture.error));
    fixture_must(&meet.fixture, meeting_item_rename(session, item, "Guests", &meet.fixture.error));
    view = load(&meet);
    assert_int_equal(view->items[0].planned, 25);
    assert_string_equal(row_text(&view->items[0].row, "title"), "Guests");
    assert_false(meeting_item_minutes(session, item, 5000, &meet.fixture.error));
    error_clear(&meet.fixture.error);
    fixture_must(&meet.fixture, meeting_item_drop(session, item, &meet.fixture.error));
    view = load(&meet);
    assert_int_equal(view->item_count, count);
    assert_int_equal(row_integer(&view->items[0].row, "position", 0), 1);
    end(&meet);
}

static void test_proposals_know_the_agenda(void **state)
{
    struct meet meet;
    struct meeting_proposals proposals;
    (void)state;
    start(&meet);
    struct id dropped = meet.view.meeting.id;
    size_t place = item_of(&meet, SUBJECT_PROBLEM) - 1;
    dropped = meet.view.items[place].row.id;
    fixture_must(&meet.fixture,
                 meeting_item_drop(meet.fixture.session, dropped, &meet.fixture.error));
    fixture_must(&meet.fixture, meeting_propose(meet.fixture.session, meet.meeting, &proposals,
                                                &meet.fixture.error));
    for (size_t i = 0; i < proposals.count; i++)
        assert_int_equal(id_is_none(proposals.items[i].item),
                         proposals.items[i].subject == SUBJECT_PROBLEM);
    meeting_proposals_release(&proposals);
    end(&meet);
}

/* ---- keeping ---- */

static void test_start_and_go(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    struct session *session = meet.fixture.session;
    struct error *error = &meet.fixture.error;
    assert_false(type_at(&meet, "too early", (struct id){{0}}, NULL));
    assert_non_null(strstr(error->message, "start it first"));
    error_clear(error);
    begin(&meet);
    assert_false(meeting_start(session, meet.meeting, error));
    assert_non_null(strstr(error->message, "runs already"));
    error_clear(error);
    assert_int_equal(load(&meet)->now, 0);
    assert_false(meeting_item_go(session, meet.meeting, MEETING_STEP_PREVIOUS, 0, error));
    error_clear(error);
    fixture_must(&meet.fixture,
                 meeting_item_go(session, meet.meeting, MEETING_STEP_NEXT, 0, error));
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->now, 1);
    assert_int_equal(view->items[0].state, ITEM_DONE);
    assert_false(meeting_item_go(session, meet.meeting, MEETING_STEP_TO, 99, error));
    error_clear(error);
    struct meeting_new other = {.starts = moment_at(session->today, 900)};
    struct id second;
    fixture_must(&meet.fixture, meeting_new(session, &other, &second, error));
    assert_false(meeting_start(session, second, error));
    assert_non_null(strstr(error->message, "still running"));
    end(&meet);
}

static void test_behind_the_last_item(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    go(&meet, (int64_t)load(&meet)->item_count);
    fixture_must(&meet.fixture,
                 meeting_item_go(session, meet.meeting, MEETING_STEP_NEXT, 0, &meet.fixture.error));
    assert_true(load(&meet)->now == MEETING_NO_ITEM);
    type(&meet, "one more thing"); /* goes to any other business */
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->items[view->item_count - 1].count, 1);
    assert_false(meeting_item_go(session, meet.meeting, MEETING_STEP_NEXT, 0, &meet.fixture.error));
    end(&meet);
}

static void test_any_other_business_is_made(void **state)
{
    struct meet meet;
    (void)state;
    start(&meet);
    size_t count = load(&meet)->item_count;
    fixture_must(&meet.fixture,
                 meeting_item_drop(meet.fixture.session, meet.view.items[count - 1].row.id,
                                   &meet.fixture.error));
    begin(&meet);
    go(&meet, (int64_t)count - 1);
    fixture_must(&meet.fixture, meeting_item_go(meet.fixture.session, meet.meeting,
                                                MEETING_STEP_NEXT, 0, &meet.fixture.error));
    type(&meet, "out of the blue");
    struct meeting_view *view = load(&meet);
    assert_int_equal(view->item_count, count);
    assert_int_equal(view->items[count - 1].subject, SUBJECT_OTHER_BUSINESS);
    assert_int_equal(view->items[count - 1].count, 1);
    end(&meet);
}

/* ---- lines ---- */

static void test_lines(void **state)
{
    static const struct {
        const char *line;
        enum entity_kind made;
        const char *code, *text, *details;
        bool incomplete;
    } cases[] = {
        {"lab reports delay \\@home", ENTITY_NONE, "", "lab reports delay @home", "", false},
        {"see &I-1: frozen", ENTITY_NONE, "", "see I-1: frozen", "", false},
        {"!! Soil test late @JdV ^2026-03-01", ENTITY_PROBLEM, "K-2", "Soil test late",
         "high · Jan de Vries · due 1 Mar 2026", true},
        {"*Ask the lab @Buurtwerk ^fri", ENTITY_ACTION, "A-1", "Ask the lab",
         "Buurtwerk · due 28 Nov 2025", false},
        {"*Ask again @Nobody", ENTITY_ACTION, "A-2", "Ask again", "", true},
        {"*Soon ^someday @KS", ENTITY_ACTION, "A-3", "Soon", "Karin Smit", true},
        {"#We wait &WRK-1", ENTITY_DECISION, "", "We wait", "WRK-1", false},
        {"=14,2 1oct O+S: text &WRK-1", ENTITY_MEASUREMENT, "WRK-1.1", "14.2 % on 1 Oct 2025",
         "Youth unemployment · O+S · text", false},
    };
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct meeting_made made = type(&meet, cases[i].line);
        assert_int_equal(made.made_kind, cases[i].made);
        struct meeting_view *view = load(&meet);
        assert_int_equal(view->items[0].count, i + 1);
        const struct meeting_entry *entry = &view->entries[view->items[0].first + i];
        assert_true(id_equal(entry->id, made.entry));
        assert_string_equal(entry->code, cases[i].code);
        assert_string_equal(entry->text, cases[i].text);
        assert_string_equal(entry->details, cases[i].details);
        assert_int_equal(entry->incomplete, cases[i].incomplete);
    }
    assert_string_equal(meet.view.entries[4].name, "Nobody");
    end(&meet);
}

static void test_lines_that_are_refused(void **state)
{
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"", "nothing to write"},
        {"!", "Say what the problem is"},
        {"=14,2", "Say of which indicator"},
        {"=abc &WRK-1", "'abc'"},
        {"=14,2 &WRK-99", "Nothing has the code"},
    };
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(type_at(&meet, cases[i].line, (struct id){{0}}, NULL));
        if (strstr(meet.fixture.error.message, cases[i].says) == NULL)
            fail_msg("'%s': %s", cases[i].line, meet.fixture.error.message);
    }
    assert_int_equal(load(&meet)->entry_count, 0);
    end(&meet);
}

static void test_long_lines(void **state)
{
    struct meet meet;
    char line[10002] = "!";
    (void)state;
    start(&meet);
    begin(&meet);
    memset(line + 1, 'x', 10000);
    assert_false(type_at(&meet, line, (struct id){{0}}, NULL));
    assert_true(*meet.fixture.error.message != '\0');
    type(&meet, line + 1);
    assert_int_equal(strlen(load(&meet)->entries[0].text), 10000);
    end(&meet);
}

static void test_one_act_and_undo(void **state)
{
    struct meet meet;
    struct buffer label = BUFFER_EMPTY;
    (void)state;
    start(&meet);
    begin(&meet);
    struct meeting_made made = type(&meet, "*Ask @Nobody ^someday");
    fixture_must(&meet.fixture, rows_undo(meet.fixture.session, &label, &meet.fixture.error));
    assert_string_equal(label.bytes, "Undone: action: A-1 Ask");
    assert_int_equal(load(&meet)->entry_count, 0);
    struct row row;
    fixture_must(&meet.fixture, rows_get(meet.fixture.session, ENTITY_ACTION, made.made, &row,
                                         &meet.fixture.error));
    assert_true(row.deleted);
    row_release(&row);
    buffer_release(&label);
    end(&meet);
}

static void test_about_the_item(void **state)
{
    struct meet meet;
    struct row row;
    (void)state;
    start(&meet);
    begin(&meet);
    go(&meet, (int64_t)item_of(&meet, SUBJECT_PROBLEM));
    struct meeting_made made = type(&meet, "*Call the corporation @JdV ^fri");
    fixture_must(&meet.fixture, rows_get(meet.fixture.session, ENTITY_ACTION, made.made, &row,
                                         &meet.fixture.error));
    assert_string_equal(row_text(&row, "entity"), "problem");
    assert_true(id_equal(row_reference(&row, "row"), meet.problem));
    row_release(&row);
    go(&meet, (int64_t)item_of(&meet, SUBJECT_MILESTONE));
    made = type(&meet, "!Lab is late");
    fixture_must(&meet.fixture, rows_get(meet.fixture.session, ENTITY_PROBLEM, made.made, &row,
                                         &meet.fixture.error));
    assert_true(id_equal(row_reference(&row, "effort"), meet.effort));
    row_release(&row);
    end(&meet);
}

static void test_change_and_strike(void **state)
{
    static const struct {
        const char *first, *line, *then, *text, *details;
        enum entity_kind made;
    } cases[] = {
        {"a note", "a note", "another note", "another note", "", ENTITY_NONE},
        {"!!Late @JdV ^2026-03-01", "!! Late @\"Jan de Vries\" ^2026-03-01", "!Later", "Later",
         "normal · Jan de Vries · due 1 Mar 2026", ENTITY_PROBLEM},
        {"*Ask", "*Ask", "*Ask @KS", "Ask", "Karin Smit", ENTITY_ACTION},
        {"#We wait", "#We wait", "*We ask", "We ask", "", ENTITY_ACTION},
        {"=14,2 1oct &WRK-1", "=14.2 2025-10-01 &WRK-1.1", "=15 1oct &WRK-1", "15 % on 1 Oct 2025",
         "Youth unemployment", ENTITY_MEASUREMENT},
        {"=14,2 1oct schatting O+S: by phone &WRK-1",
         "=14.2 2025-10-01 estimate O+S: by phone &WRK-1.1",
         "=14.2 2025-10-01 provisional O+S: by phone &WRK-1.1", "14.2 % on 1 Oct 2025",
         "provisional · Youth unemployment · O+S · by phone", ENTITY_MEASUREMENT},
        {"=secret 1oct &WRK-1", "=secret 2025-10-01 &WRK-1.1", "=secret 2oct &WRK-1",
         "secret on 2 Oct 2025", "Youth unemployment", ENTITY_MEASUREMENT},
    };
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    struct session *session = meet.fixture.session;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct meeting_made made = type(&meet, cases[i].first);
        struct buffer line = BUFFER_EMPTY;
        fixture_must(&meet.fixture,
                     meeting_entry_line(session, made.entry, &line, &meet.fixture.error));
        assert_string_equal(line.bytes, cases[i].line);
        buffer_release(&line);
        fixture_must(&meet.fixture,
                     meeting_entry_change(session, made.entry, cases[i].then, &meet.fixture.error));
        struct meeting_view *view = load(&meet);
        assert_int_equal(view->entry_count, 1);
        assert_string_equal(view->entries[0].text, cases[i].text);
        assert_string_equal(view->entries[0].details, cases[i].details);
        assert_int_equal(view->entries[0].made_kind, cases[i].made);
        fixture_must(&meet.fixture, meeting_entry_strike(session, made.entry, &meet.fixture.error));
        assert_int_equal(load(&meet)->entry_count, 0);
    }
    end(&meet);
}

static void test_echo(void **state)
{
    static const struct {
        const char *line, *echo;
    } cases[] = {
        {"*Ask @JdV ^fri", "action · Ask · owner Jan de Vries · due Fri 28 Nov 2025"},
        {"*Ask @Nobody", "action · Ask · owner Nobody · Nobody is nobody known: completed later"},
        {"=14,2", "measurement · 14.2 · Mon 24 Nov 2025 · Say of which indicator the figure is, "
                  "as in &WON-1.1"},
        {"", ""},
    };
    struct meet meet;
    (void)state;
    start(&meet);
    begin(&meet);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct quickline line;
        struct buffer echo = BUFFER_EMPTY;
        quickline_init(&line);
        struct meeting_line request = {.meeting = meet.meeting, .typed = cases[i].line};
        fixture_must(&meet.fixture, meeting_echo(meet.fixture.session, &request, &line, &echo,
                                                 &meet.fixture.error));
        assert_string_equal(echo.bytes, cases[i].echo);
        quickline_release(&line);
        buffer_release(&echo);
    }
    end(&meet);
}

/* Where other rows name it, a meeting is a day and a time for people. */
static void test_name(void **state)
{
    struct meet meet;
    struct buffer name = BUFFER_EMPTY;
    (void)state;
    start(&meet);
    rows_name(meet.fixture.session, ENTITY_MEETING, meet.meeting, &name);
    assert_non_null(strstr(name.bytes, "2025 14:00"));
    buffer_release(&name);
    end(&meet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_name),
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_agenda),
        cmocka_unit_test(test_proposals_know_the_agenda),
        cmocka_unit_test(test_start_and_go),
        cmocka_unit_test(test_behind_the_last_item),
        cmocka_unit_test(test_any_other_business_is_made),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_lines_that_are_refused),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_one_act_and_undo),
        cmocka_unit_test(test_about_the_item),
        cmocka_unit_test(test_change_and_strike),
        cmocka_unit_test(test_echo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
