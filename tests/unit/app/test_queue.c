/* The coordinator's queue: its order, the ladder, merging, and one act over several problems. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/app/fixture.h"
#include "wijk/app/escalations.h"
#include "wijk/app/merging.h"
#include "wijk/app/problems.h"
#include "wijk/app/queue.h"

static struct id add_problem(struct fixture *fixture, const char *title, const char *severity,
                             const char *raised_on, const char *due)
{
    return fixture_add(fixture, ENTITY_PROBLEM, "title", title, "severity", severity, "raised_on",
                       raised_on, "due", due, NULL);
}

/* The value of a field as people read it, in a static place. */
static const char *shown(struct fixture *fixture, enum entity_kind kind, struct id id,
                         const char *column)
{
    static char text[512];
    struct row row;
    struct buffer out = BUFFER_EMPTY;
    fixture_must(fixture, rows_get(fixture->session, kind, id, &row, &fixture->error));
    rows_show(fixture->session, &row, &row.entity->fields[entity_field(row.entity, column)],
              row_value(&row, column), &out);
    snprintf(text, sizeof text, "%s", out.bytes);
    buffer_release(&out);
    row_release(&row);
    return text;
}

#define assert_problem(fixture, id, column, wanted)                                                \
    assert_string_equal(shown(fixture, ENTITY_PROBLEM, id, column), wanted)

struct last {
    struct row row;
    long count;
};

static bool keep(void *context, const struct row *row)
{
    struct last *last = context;
    if (last->count++ > 0)
        row_release(&last->row);
    row_copy(&last->row, row);
    return true;
}

/* How many rows fit; the last of them, which the caller releases when there is one. */
static long rows_of(struct fixture *fixture, enum entity_kind kind, const char *filter,
                    struct row *out)
{
    struct last last = {.count = 0};
    struct query query;
    query_init(&query, kind);
    fixture_must(fixture, rows_filter(fixture->session, &query, filter, &fixture->error) &&
                              rows_each(fixture->session, &query, keep, &last, &fixture->error));
    query_release(&query);
    if (last.count > 0 && out != NULL)
        *out = last.row;
    else if (last.count > 0)
        row_release(&last.row);
    return last.count;
}

static void undo(struct fixture *fixture, const char *wanted)
{
    struct buffer label = BUFFER_EMPTY;
    fixture_must(fixture, rows_undo(fixture->session, &label, &fixture->error));
    assert_string_equal(label.bytes, wanted);
    buffer_release(&label);
}

#define assert_refused(fixture, call, wanted)                                                      \
    do {                                                                                           \
        error_clear(&(fixture)->error);                                                            \
        assert_false(call);                                                                        \
        assert_string_equal((fixture)->error.message, wanted);                                     \
    } while (0)

#define MANY(...)                                                                                  \
    &(struct problems)                                                                             \
    {                                                                                              \
        (const struct id[]){__VA_ARGS__}, sizeof((struct id[]){__VA_ARGS__}) / sizeof(struct id)   \
    }

/* ---- the order ---- */

static void orders_by_score(void **state)
{
    (void)state;
    struct fixture fixture;
    struct queue queue;
    fixture_start(&fixture);
    struct id low = add_problem(&fixture, "Low", "1", "2025-11-24", "");
    struct id old = add_problem(&fixture, "Old", "2", "2025-05-01", "");
    struct id late = add_problem(&fixture, "Late", "3", "2025-11-24", "2025-11-20");
    struct id critical = add_problem(&fixture, "Critical", "4", "2025-11-24", "");
    struct id closed = add_problem(&fixture, "Closed", "4", "2020-01-01", "");
    fixture_must(&fixture, problems_set_status(fixture.session, closed, "rejected", "not ours",
                                               &fixture.error));
    const struct id wanted[] = {old, critical, late, low};
    fixture_must(&fixture, queue_load(fixture.session, NULL, &queue, &fixture.error));
    assert_int_equal(queue.count, 4);
    for (int i = 0; i < 4; i++) {
        assert_true(id_equal(queue.items[i].id, wanted[i]));
        assert_int_equal(queue_position(&queue, wanted[i]), i);
    }
    assert_int_equal(queue_position(&queue, closed), -1);
    queue_release(&queue);
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    fixture_must(&fixture, rows_filter(fixture.session, &query, "severity>=3", &fixture.error) &&
                               queue_load(fixture.session, &query, &queue, &fixture.error));
    assert_int_equal(queue.count, 2);
    assert_true(id_equal(queue.items[0].id, critical));
    query_release(&query);
    queue_release(&queue);
    fixture_end(&fixture);
}

/* All programmes of the file when none is chosen, and one otherwise. */
static void takes_all_programmes(void **state)
{
    (void)state;
    struct fixture fixture;
    struct queue queue;
    fixture_start(&fixture);
    add_problem(&fixture, "Here", "2", "2025-11-24", "");
    fixture_add(&fixture, ENTITY_AREA, "name", "Elders", NULL);
    fixture.session->programme =
        fixture_add(&fixture, ENTITY_PROGRAMME, "area", "Elders", "title", "Other", "starts",
                    "2024-01-01", "ends", "2033-12-31", NULL);
    add_problem(&fixture, "There", "2", "2025-11-24", "");
    fixture_must(&fixture, queue_load(fixture.session, NULL, &queue, &fixture.error));
    assert_int_equal(queue.count, 1);
    queue_release(&queue);
    fixture.session->programme = (struct id){{0}};
    fixture_must(&fixture, queue_load(fixture.session, NULL, &queue, &fixture.error));
    assert_int_equal(queue.count, 2);
    queue_release(&queue);
    fixture_end(&fixture);
}

/* ---- several at once ---- */

static void does_to_all_or_none(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id one = add_problem(&fixture, "One", "4", "2025-11-24", "");
    struct id two = add_problem(&fixture, "Two", "2", "2025-11-24", "");
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    fixture_must(&fixture, problems_set_statuses(session, MANY(one, two), "accepted", NULL, error));
    assert_problem(&fixture, one, "status", "accepted");
    assert_problem(&fixture, two, "status", "accepted");
    undo(&fixture, "Undone: 2 problems: accepted");
    assert_problem(&fixture, one, "status", "flagged");
    assert_problem(&fixture, two, "status", "flagged");
    /* The one of which nobody says how it was solved keeps the other from being solved. */
    assert_true(fixture_set(&fixture, ENTITY_PROBLEM, one, "correction", "Painted"));
    assert_refused(&fixture, problems_set_statuses(session, MANY(one, two), "solved", NULL, error),
                   "K-2: Say how this problem was solved");
    assert_problem(&fixture, one, "status", "flagged");
    error_clear(error);
    fixture_must(&fixture,
                 problems_set_statuses(session, MANY(one, two), "solved", "By hand", error));
    assert_problem(&fixture, one, "correction", "Painted");
    assert_problem(&fixture, two, "correction", "By hand");
    assert_int_equal(rows_of(&fixture, ENTITY_COMMENT, "", NULL), 1);
    assert_refused(&fixture, problems_set_statuses(session, MANY(one, two), "x", NULL, error),
                   "'x' is no status of a problem");
    assert_refused(
        &fixture,
        problems_set_statuses(session, &(struct problems){NULL, 0}, "accepted", NULL, error),
        "no problem is selected");
    fixture_end(&fixture);
}

static void changes_severity_due_and_comments(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id one = add_problem(&fixture, "One", "4", "2025-11-24", "");
    struct id two = add_problem(&fixture, "Two", "2", "2025-11-24", "");
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    fixture_must(&fixture, problems_change_severity(session, MANY(one, two), 1, error));
    assert_problem(&fixture, one, "severity", "critical");
    assert_problem(&fixture, two, "severity", "high");
    assert_refused(&fixture, problems_change_severity(session, MANY(one), 1, error),
                   "the severity goes from low to critical");
    error_clear(error);
    fixture_must(&fixture, problems_set_due(session, MANY(one, two), date_of(2026, 3, 1), error));
    assert_problem(&fixture, two, "due", "1 Mar 2026");
    fixture_must(&fixture, problems_set_due(session, MANY(two), DATE_NONE, error));
    assert_problem(&fixture, two, "due", "");
    fixture_must(&fixture, problems_comment(session, MANY(one, two), "Seen", error));
    assert_int_equal(rows_of(&fixture, ENTITY_COMMENT, "person=JdV", NULL), 2);
    assert_refused(&fixture, problems_comment(session, MANY(one), "", error),
                   "the comment is empty");
    fixture_end(&fixture);
}

static void assigns_an_owner(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id one = add_problem(&fixture, "One", "4", "2025-11-24", "");
    struct id two = add_problem(&fixture, "Two", "2", "2025-11-24", "");
    struct session *session = fixture.session;
    struct problems_owner owner = {.kind = ENTITY_PERSON};
    struct error *error = &fixture.error;
    fixture_must(&fixture, rows_find(session, ENTITY_PERSON, "JdV", &owner.id, error) &&
                               problems_assign(session, MANY(one, two), &owner, error));
    assert_problem(&fixture, two, "owner", "Woonzorg");
    owner = (struct problems_owner){.kind = ENTITY_NONE, .name = "Bewoners & co"};
    fixture_must(&fixture, problems_assign(session, MANY(one, two), &owner, error));
    assert_problem(&fixture, one, "owner", "Bewoners & co");
    assert_problem(&fixture, two, "owner", "Bewoners & co");
    assert_problem(&fixture, two, "owner_person", "");
    assert_int_equal(rows_of(&fixture, ENTITY_PARTNER, "", NULL), 3);
    undo(&fixture, "Undone: 2 problems: owner Bewoners & co");
    assert_problem(&fixture, one, "owner", "Woonzorg");
    assert_int_equal(rows_of(&fixture, ENTITY_PARTNER, "", NULL), 2);
    fixture_end(&fixture);
}

/* ---- the ladder ---- */

static void goes_up_the_ladder(void **state)
{
    (void)state;
    struct fixture fixture;
    struct row row;
    fixture_start(&fixture);
    struct id id = add_problem(&fixture, "Floors", "3", "2025-11-24", "");
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    struct escalation_request request = {LEVEL_BUREAU, "Who pays?", DATE_NONE};
    assert_refused(&fixture, escalations_decide(session, MANY(id), "We do", error),
                   "No question about this problem is open; escalate it first");
    error_clear(error);
    fixture_must(&fixture, escalations_ask(session, MANY(id), &request, error));
    assert_problem(&fixture, id, "level", "bureau");
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "", &row), 1);
    assert_string_equal(row_text(&row, "from_level"), "group");
    assert_string_equal(row_text(&row, "question"), "Who pays?");
    assert_int_equal(row_date(&row, "decide_by"), session->today + 28);
    row_release(&row);
    assert_refused(&fixture, escalations_ask(session, MANY(id), &request, error),
                   "This problem is at the level 'bureau' already; it can only go higher, or be "
                   "handed back");
    error_clear(error);
    /* Going on: the question to the bureau is not open any more. */
    request = (struct escalation_request){LEVEL_CITY_BOARD, "Really, who?", date_of(2026, 1, 5)};
    fixture_must(&fixture, escalations_ask(session, MANY(id), &request, error));
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "decided_on=", &row), 1);
    assert_string_equal(row_text(&row, "to_level"), "city board");
    row_release(&row);
    assert_refused(&fixture, escalations_decide(session, MANY(id), "", error),
                   "Say what was decided");
    error_clear(error);
    fixture_must(&fixture, escalations_decide(session, MANY(id), "The city pays", error));
    assert_problem(&fixture, id, "level", "city board");
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "decided_on=", NULL), 0);
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "outcome=\"The city pays\"", NULL), 1);
    undo(&fixture, "Undone: K-1 Floors: decided");
    undo(&fixture, "Undone: K-1 Floors: escalated to city board");
    assert_problem(&fixture, id, "level", "bureau");
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "decided_on=", NULL), 1);
    fixture_end(&fixture);
}

static void comes_down_the_ladder(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    struct id id = add_problem(&fixture, "Floors", "3", "2025-11-24", "");
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    struct escalation_request request = {LEVEL_DISTRICT, "May we?", DATE_NONE};
    assert_refused(&fixture, escalations_hand_back(session, MANY(id), "no", error),
                   "This problem is with the group already; it cannot go lower");
    error_clear(error);
    fixture_must(&fixture, escalations_ask(session, MANY(id), &request, error));
    request = (struct escalation_request){LEVEL_NATIONAL, "May we?", DATE_NONE};
    fixture_must(&fixture, escalations_ask(session, MANY(id), &request, error));
    assert_refused(&fixture, escalations_hand_back(session, MANY(id), NULL, error),
                   "Say why it is handed back");
    error_clear(error);
    fixture_must(&fixture, escalations_hand_back(session, MANY(id), "Ask the district", error));
    assert_problem(&fixture, id, "level", "district"); /* where it came from */
    assert_int_equal(rows_of(&fixture, ENTITY_ESCALATION, "outcome=\"Ask the district\"", NULL), 1);
    assert_int_equal(rows_of(&fixture, ENTITY_COMMENT, "", NULL), 0);
    /* The question to the district was closed when it went on: the reason is a comment. */
    fixture_must(&fixture, escalations_hand_back(session, MANY(id), "You may", error));
    assert_problem(&fixture, id, "level", "group");
    assert_int_equal(rows_of(&fixture, ENTITY_COMMENT, "", NULL), 1);
    /* Asked again on the same day: the outcome is of the question that is open. */
    request = (struct escalation_request){LEVEL_DISTRICT, "Once more?", DATE_NONE};
    fixture_must(&fixture, escalations_ask(session, MANY(id), &request, error) &&
                               escalations_decide(session, MANY(id), "Yes", error));
    assert_int_equal(
        rows_of(&fixture, ENTITY_ESCALATION, "outcome=Yes question~\"Once more\"", NULL), 1);
    fixture_must(&fixture, problems_set_status(session, id, "solved", "done", error));
    assert_refused(&fixture, escalations_ask(session, MANY(id), &request, error),
                   "This problem is closed; reopen it before it is escalated");
    fixture_end(&fixture);
}

static void reads_an_escalation(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int level, days; /* 0: no date */
        const char *question;
    } cases[] = {
        {"bureau +4w Who pays?", LEVEL_BUREAU, 28, "Who pays?"},
        {"city board Who pays?", LEVEL_CITY_BOARD, 0, "Who pays?"},
        {"District ^+2d  Who pays?", LEVEL_DISTRICT, 2, "Who pays?"},
        {"  national", LEVEL_NATIONAL, 0, ""},
        {"mayor Who?", LEVEL_COUNT, 0, NULL},
        {"", LEVEL_COUNT, 0, NULL},
    };
    struct fixture fixture;
    fixture_start(&fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct escalation_request request;
        error_clear(&fixture.error);
        bool read = escalations_read(fixture.session, cases[i].typed, &request, &fixture.error);
        assert_int_equal(request.to, cases[i].level);
        assert_int_equal(read, cases[i].question != NULL);
        if (!read)
            continue;
        assert_string_equal(request.question, cases[i].question);
        assert_int_equal(request.decide_by,
                         cases[i].days == 0 ? DATE_NONE : fixture.session->today + cases[i].days);
    }
    fixture_end(&fixture);
}

/* ---- merging ---- */

static void merges_problems(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_start(&fixture);
    fixture_add(&fixture, ENTITY_EFFORT, "title", "Job coach", NULL);
    struct id first = add_problem(&fixture, "Damp", "3", "2025-11-24", "");
    struct id second = fixture_add(&fixture, ENTITY_PROBLEM, "title", "Mould", "effort", "I-1",
                                   "owner", "Woonzorg", NULL);
    struct id third = add_problem(&fixture, "Damp again", "3", "2025-11-24", "");
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    assert_refused(&fixture, merging_problems(session, MANY(first), first, error),
                   "A problem is not merged with itself");
    error_clear(error);
    fixture_must(&fixture, merging_problems(session, MANY(third), second, error));
    fixture_must(&fixture, merging_problems(session, MANY(second), first, error));
    assert_problem(&fixture, second, "status", "rejected");
    assert_problem(&fixture, second, "duplicate_of", "K-1 Damp");
    assert_problem(&fixture, third, "duplicate_of", "K-1 Damp"); /* not K-2, which is closed now */
    assert_problem(&fixture, first, "effort", "I-1 Job coach");
    assert_problem(&fixture, first, "owner", "Woonzorg");
    assert_int_equal(rows_of(&fixture, ENTITY_COMMENT, "", NULL), 2);
    assert_refused(&fixture, merging_problems(session, MANY(first), second, error),
                   "That problem is closed; reopen it, or merge with an open one");
    error_clear(error);
    undo(&fixture, "Undone: K-2 Mould: merged with K-1");
    assert_problem(&fixture, second, "status", "flagged");
    assert_problem(&fixture, second, "duplicate_of", "");
    assert_problem(&fixture, third, "duplicate_of", "K-2 Mould");
    assert_problem(&fixture, first, "owner", "");
    /* Reopened, it is no double. */
    fixture_must(&fixture, problems_set_status(session, third, "accepted", NULL, error));
    assert_problem(&fixture, third, "duplicate_of", "");
    fixture_end(&fixture);
}

static void merges_partners(void **state)
{
    (void)state;
    struct fixture fixture;
    struct row row;
    long moved;
    fixture_start(&fixture);
    struct session *session = fixture.session;
    struct error *error = &fixture.error;
    struct merging merging = {.kind = ENTITY_PARTNER};
    merging.row =
        fixture_add(&fixture, ENTITY_PARTNER, "name", "Woonzorg NL", "contact", "desk 3", NULL);
    fixture_must(&fixture, rows_find(session, ENTITY_PARTNER, "Woonzorg", &merging.into, error));
    fixture_add(&fixture, ENTITY_EFFORT, "title", "Job coach", "lead", "Woonzorg NL", NULL);
    fixture_add(&fixture, ENTITY_EFFORT_PARTNER, "effort", "I-1", "partner", "Woonzorg NL", NULL);
    fixture_add(&fixture, ENTITY_EFFORT_PARTNER, "effort", "I-1", "partner", "Woonzorg", NULL);
    struct id problem =
        fixture_add(&fixture, ENTITY_PROBLEM, "title", "Damp", "owner", "Woonzorg NL", NULL);
    fixture_must(&fixture, merging_rows(session, &merging, &moved, error));
    assert_int_equal(moved, 3);
    assert_problem(&fixture, problem, "owner", "Woonzorg");
    assert_int_equal(rows_of(&fixture, ENTITY_PARTNER, "", NULL), 2);
    assert_int_equal(rows_of(&fixture, ENTITY_EFFORT_PARTNER, "", NULL), 1);
    assert_int_equal(rows_of(&fixture, ENTITY_EFFORT, "lead=Woonzorg", NULL), 1);
    assert_int_equal(rows_of(&fixture, ENTITY_PARTNER, "contact=\"desk 3\"", &row), 1);
    assert_true(id_equal(row.id, merging.into));
    row_release(&row);
    assert_refused(&fixture, merging_rows(session, &merging, NULL, error),
                   "a deleted row is not merged");
    error_clear(error);
    undo(&fixture, "Undone: Merged: Woonzorg NL with Woonzorg");
    assert_problem(&fixture, problem, "owner", "Woonzorg NL");
    assert_int_equal(rows_of(&fixture, ENTITY_EFFORT_PARTNER, "", NULL), 2);
    merging.kind = ENTITY_GOAL;
    assert_refused(&fixture, merging_rows(session, &merging, NULL, error),
                   "only problems, partners and persons can be merged");
    fixture_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(orders_by_score),
                                       cmocka_unit_test(takes_all_programmes),
                                       cmocka_unit_test(does_to_all_or_none),
                                       cmocka_unit_test(changes_severity_due_and_comments),
                                       cmocka_unit_test(assigns_an_owner),
                                       cmocka_unit_test(goes_up_the_ladder),
                                       cmocka_unit_test(comes_down_the_ladder),
                                       cmocka_unit_test(reads_an_escalation),
                                       cmocka_unit_test(merges_problems),
                                       cmocka_unit_test(merges_partners)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
