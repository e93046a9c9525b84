/* Meetings from planning to closing, in a small programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/actions.h"
#include "wijk/app/meeting.h"
#include "wijk/app/meeting_line.h"

struct meet {
    struct fixture fixture;
    struct id goal, effort, indicator, problem, meeting;
    struct meeting_view view;
};

static void plan(struct meet *meet, date_t day)
{
    struct meeting_new request = {.starts = moment_at(day, 14 * 60), .place = "Huis van de Wijk"};
    fixture_must(&meet->fixture, meeting_new(meet->fixture.session, &request, &meet->meeting,
                                             &meet->fixture.error));
}

static void start(struct meet *meet)
{
    struct fixture *fixture = &meet->fixture;
    fixture_start(fixture);
    meet->view = (struct meeting_view){.now = MEETING_NO_ITEM};
    fixture_add(fixture, ENTITY_PERSON, "name", "Karin Smit", "initials", "KS", "partner",
                "Buurtwerk", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "programme", "Programme", "person", "JdV", "role",
                "chair", NULL);
    fixture_add(fixture, ENTITY_MEMBERSHIP, "programme", "Programme", "person", "KS", "role",
                "guest", NULL);
    meet->goal = fixture_add(fixture, ENTITY_GOAL, "statement", "Fewer young people without work",
                             "theme", "WRK", "level", "goal", NULL);
    meet->indicator =
        fixture_add(fixture, ENTITY_INDICATOR, "goal", "WRK-1", "name", "Youth unemployment",
                    "kind", "percent", "direction", "lower", "unit", "%", NULL);
    meet->effort = fixture_add(fixture, ENTITY_EFFORT, "title", "Playground", NULL);
    fixture_add(fixture, ENTITY_MILESTONE, "effort", "I-1", "title", "soil test", "due",
                "2025-11-01", NULL);
    meet->problem = fixture_add(fixture, ENTITY_PROBLEM, "title", "Damp", "severity", "4", "effort",
                                "I-1", NULL);
    plan(meet, fixture->session->today);
}

static void end(struct meet *meet)
{
    meeting_view_release(&meet->view);
    fixture_end(&meet->fixture);
}

static struct meeting_view *load(struct meet *meet)
{
    meeting_view_release(&meet->view);
    fixture_must(&meet->fixture, meeting_load(meet->fixture.session, meet->meeting, &meet->view,
                                              &meet->fixture.error));
    return &meet->view;
}

static bool type_at(struct meet *meet, const char *line, struct id item, struct meeting_made *made)
{
    error_clear(&meet->fixture.error);
    return meeting_line(
        meet->fixture.session,
        &(struct meeting_line){.meeting = meet->meeting, .item = item, .typed = line}, made,
        &meet->fixture.error);
}

static struct meeting_made type(struct meet *meet, const char *line)
{
    struct meeting_made made;
    fixture_must(&meet->fixture, type_at(meet, line, (struct id){{0}}, &made));
    return made;
}

static void begin(struct meet *meet)
{
    fixture_must(&meet->fixture,
                 meeting_start(meet->fixture.session, meet->meeting, &meet->fixture.error));
}

static void go(struct meet *meet, int64_t number)
{
    fixture_must(&meet->fixture, meeting_item_go(meet->fixture.session, meet->meeting,
                                                 MEETING_STEP_TO, number, &meet->fixture.error));
}

/* The number of the item about a subject; 0: there is none. */
static size_t item_of(struct meet *meet, enum meeting_subject subject)
{
    struct meeting_view *view = load(meet);
    for (size_t i = 0; i < view->item_count; i++)
        if (view->items[i].subject == subject)
            return i + 1;
    return 0;
}

static void close_it(struct meet *meet)
{
    fixture_must(&meet->fixture,
                 meeting_close(meet->fixture.session, meet->meeting, NULL, &meet->fixture.error));
}

static int64_t number_of(struct meet *meet, enum entity_kind kind, struct id id, const char *column)
{
    struct row row;
    fixture_must(&meet->fixture,
                 rows_get(meet->fixture.session, kind, id, &row, &meet->fixture.error));
    int64_t number = row_integer(&row, column, 0);
    row_release(&row);
    return number;
}

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
        cmocka_unit_test(test_attendance),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_the_next_one),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_since),
        cmocka_unit_test(test_context),
        cmocka_unit_test(test_typing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
