/* The rules of meetings, by tables of examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/domain/meeting.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void test_status(void **state)
{
    static const struct {
        enum meeting_status from, to;
        bool may;
        const char *says;
    } cases[] = {
        {MEETING_DRAFT, MEETING_OPEN, true, NULL},
        {MEETING_DRAFT, MEETING_RUNNING, true, NULL},
        {MEETING_OPEN, MEETING_RUNNING, true, NULL},
        {MEETING_RUNNING, MEETING_CLOSED, true, NULL},
        {MEETING_RUNNING, MEETING_RUNNING, false, "runs already"},
        {MEETING_CLOSED, MEETING_RUNNING, false, "erratum"},
        {MEETING_CLOSED, MEETING_CLOSED, false, "closed already"},
        {MEETING_DRAFT, MEETING_CLOSED, false, "start it first"},
        {MEETING_OPEN, MEETING_OPEN, false, "sent already"},
        {MEETING_CLOSED, MEETING_OPEN, false, "sent already"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct error error = ERROR_NONE;
        assert_int_equal(meeting_check_status(cases[i].from, cases[i].to, &error), cases[i].may);
        if (!cases[i].may)
            assert_non_null(strstr(error.message, cases[i].says));
    }
}

static void test_lines_only_while_it_runs(void **state)
{
    (void)state;
    for (int status = 0; status < MEETING_STATUS_COUNT; status++) {
        struct error error = ERROR_NONE;
        assert_int_equal(meeting_check_open((enum meeting_status)status, &error),
                         status == MEETING_RUNNING);
    }
}

static void test_values_there_and_back(void **state)
{
    (void)state;
    for (int i = 0; i < MEETING_STATUS_COUNT; i++)
        assert_int_equal(meeting_status_of(meeting_status_value((enum meeting_status)i)), i);
    for (int i = 0; i < SUBJECT_COUNT; i++)
        assert_int_equal(meeting_subject_of(meeting_subject_value((enum meeting_subject)i)), i);
    for (int i = 0; i < ITEM_STATE_COUNT; i++)
        assert_int_equal(meeting_item_of(meeting_item_value((enum meeting_item_state)i)), i);
    for (int i = 0; i < PRESENCE_COUNT; i++)
        assert_int_equal(meeting_presence_of(meeting_presence_value((enum meeting_presence)i)), i);
    assert_int_equal(meeting_subject_of("of a newer version"), SUBJECT_OWN);
    assert_int_equal(meeting_status_of(NULL), MEETING_OPEN);
}

/* What is stored is among the choices of the entities table. */
static void test_values_are_choices(void **state)
{
    static const struct {
        enum entity_kind kind;
        const char *column, *value;
    } cases[] = {{ENTITY_MEETING, "status", "running"},
                 {ENTITY_AGENDA_ITEM, "subject", "other business"},
                 {ENTITY_AGENDA_ITEM, "status", "carried"},
                 {ENTITY_ATTENDANCE, "state", "replaced"}};
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct entity *entity = &entities[cases[i].kind];
        const struct field *field = &entity->fields[entity_field(entity, cases[i].column)];
        assert_string_equal(field_choice(field, cases[i].value), cases[i].value);
    }
}

static void test_planned_minutes(void **state)
{
    static const struct {
        enum meeting_subject subject;
        int64_t weight;
        int minutes;
    } cases[] = {
        {SUBJECT_OPENING, 0, 5},    {SUBJECT_ACTIONS, 0, 5},  {SUBJECT_ACTIONS, 7, 8},
        {SUBJECT_ACTIONS, 90, 20},  {SUBJECT_PROBLEM, 3, 10}, {SUBJECT_PROBLEM, 4, 15},
        {SUBJECT_FIGURES, 100, 15}, {SUBJECT_OWN, 0, 10},     {SUBJECT_MILESTONE, 0, 5},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(meeting_planned_minutes(cases[i].subject, cases[i].weight),
                         cases[i].minutes);
}

static void test_standing(void **state)
{
    (void)state;
    assert_true(meeting_subject_standing(SUBJECT_OPENING));
    assert_true(meeting_subject_standing(SUBJECT_ACTIONS));
    assert_true(meeting_subject_standing(SUBJECT_OTHER_BUSINESS));
    assert_false(meeting_subject_standing(SUBJECT_GOAL));
    assert_false(meeting_subject_standing(SUBJECT_OWN));
}

static void test_time(void **state)
{
    static const struct {
        double spent;
        int64_t planned;
        enum meeting_time time;
    } cases[] = {
        {0, 10, TIME_WITHIN},  {8.9, 10, TIME_WITHIN}, {9, 10, TIME_NEARLY},
        {10, 10, TIME_NEARLY}, {10.1, 10, TIME_OVER},  {500, 0, TIME_WITHIN},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(meeting_time_of(cases[i].spent, cases[i].planned), cases[i].time);
    assert_float_equal(meeting_minutes(60000, 150000), 1.5, 1e-9);
    assert_float_equal(meeting_minutes(150000, 60000), 0, 1e-9);
    /* No more precise than anybody reads: three seconds are a tenth of a minute, or none. */
    assert_float_equal(meeting_minutes(0, 3114), 0.1, 1e-9);
    assert_float_equal(meeting_minutes(0, 2900), 0, 1e-9);
    /* Over midnight a moment is a moment. */
    assert_float_equal(meeting_minutes(86340000, 86460000), 2, 1e-9);
}

static struct id id_of(uint8_t first)
{
    return (struct id){{first}};
}

static void test_moments_keep_their_order(void **state)
{
    static const struct {
        int64_t last_at;
        uint8_t last_id;
        int64_t now;
        uint8_t id;
        int64_t at;
    } cases[] = {
        {0, 0, 5999, 1, 5000},     /* the first one: whole seconds */
        {5000, 1, 9000, 2, 9000},  /* later */
        {5000, 1, 5400, 2, 5000},  /* the same second: the id decides */
        {9000, 1, 5000, 2, 9000},  /* the clock went back */
        {9000, 5, 5000, 2, 10000}, /* and so did the ids */
        {9000, 5, 9000, 2, 10000},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct meeting_last last = {cases[i].last_at, id_of(cases[i].last_id)};
        int64_t at = meeting_line_moment(&last, cases[i].now, id_of(cases[i].id));
        assert_int_equal(at, cases[i].at);
        if (last.at != 0)
            assert_true(meeting_entry_order(last.at, last.id, at, id_of(cases[i].id)) < 0);
    }
}

static void test_actions(void **state)
{
    (void)state;
    assert_true(action_is_overdue("open", 99, 100));
    assert_false(action_is_overdue("open", 100, 100));
    assert_false(action_is_overdue("done", 99, 100));
    assert_false(action_is_overdue("open", DATE_NONE, 100));
    assert_true(action_is_carried(100, 100, false));
    assert_true(action_is_carried(DATE_NONE, 100, false));
    assert_false(action_is_carried(101, 100, false));
    assert_false(action_is_carried(90, 100, true));
    assert_true(action_order(5, "A-9", 6, "A-1") < 0);
    assert_true(action_order(5, "A-9", 5, "A-10") < 0);
    assert_true(action_order(DATE_NONE, "A-1", 5, "A-2") > 0);
}

static void test_dates_in_doubt(void **state)
{
    (void)state;
    assert_false(meeting_date_doubtful(100, 100));
    assert_true(meeting_date_doubtful(99, 100));
    assert_false(meeting_date_doubtful(100 + 3 * 365, 100));
    assert_true(meeting_date_doubtful(100 + 3 * 366 + 1, 100));
    assert_false(meeting_date_doubtful(DATE_NONE, 100));
    assert_false(meeting_date_doubtful(5, DATE_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_lines_only_while_it_runs),
        cmocka_unit_test(test_values_there_and_back),
        cmocka_unit_test(test_values_are_choices),
        cmocka_unit_test(test_planned_minutes),
        cmocka_unit_test(test_standing),
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_moments_keep_their_order),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_dates_in_doubt),
    };
    language_start("en");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
