#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/entity.h"
#include "wijk/domain/problem.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_severity(void **state)
{
    (void)state;
    assert_string_equal(problem_severity_word(4), "critical");
    assert_string_equal(problem_severity_word(0), "?");
    assert_string_equal(problem_severity_word(INT64_MAX), "?");
    assert_string_equal(problem_severity_glyph(4), "‼");
}

/* The statuses are the choices of the entities table. */
static void test_statuses(void **state)
{
    (void)state;
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const struct choice *choices = problem->fields[entity_field(problem, "status")].choices;
    for (int i = 0; i < PROBLEM_STATUS_COUNT; i++) {
        enum problem_status status;
        assert_string_equal(problem_status_value((enum problem_status)i), choices[i].value);
        assert_true(problem_status_of(choices[i].value, &status) && (int)status == i);
    }
    assert_null(choices[PROBLEM_STATUS_COUNT].value);
    assert_true(problem_is_open("flagged") && problem_is_open("waiting") && problem_is_open("new"));
    assert_false(problem_is_open("solved") || problem_is_open("rejected"));
}

static void test_changes(void **state)
{
    (void)state;
    enum { F = PROBLEM_FLAGGED, A, P, W, S, R };
    static const struct {
        int from, to;
        bool owner, waiting_for, reason, how;
        const char *message;
    } cases[] = {
        {F, A, 0, 0, 0, 0, NULL},
        {F, P, 1, 0, 0, 0, NULL},
        {F, P, 0, 0, 0, 0, "Nobody owns this problem; name an owner before it is taken up"},
        {F, W, 1, 1, 0, 0, "A flagged problem is first accepted or taken up, then 'waiting for'"},
        {F, S, 0, 0, 0, 1, NULL},
        {F, S, 0, 0, 0, 0, "Say how this problem was solved"},
        {F, R, 0, 0, 1, 0, NULL},
        {F, R, 0, 0, 0, 0, "Say in a comment why this problem is rejected"},
        {A, F, 0, 0, 0, 0, NULL},
        {A, W, 0, 1, 0, 0, NULL},
        {A, W, 0, 0, 0, 0, "Say for whom or what this problem is waiting"},
        {P, S, 0, 0, 0, 1, NULL},
        {P, F, 1, 0, 0, 0, "A problem cannot go from 'in progress' to 'flagged'"},
        {W, P, 1, 0, 0, 0, NULL},
        {W, S, 0, 0, 0, 1, NULL},
        {S, A, 0, 0, 0, 0, NULL},
        {S, W, 0, 1, 0, 0, "This problem is closed (solved); reopen it by accepting it"},
        {S, R, 0, 0, 1, 0, "This problem is closed (solved); reopen it by accepting it"},
        {R, F, 0, 0, 0, 0, NULL},
        {R, S, 0, 0, 0, 1, "This problem is closed (rejected); reopen it by accepting it"},
        {R, R, 0, 0, 0, 0, NULL},
        {W, W, 0, 0, 0, 0, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error error = ERROR_NONE;
        struct problem_change change = {(enum problem_status)cases[i].from,
                                        (enum problem_status)cases[i].to,
                                        cases[i].owner,
                                        cases[i].waiting_for,
                                        cases[i].reason,
                                        cases[i].how};
        bool fine = problem_check_change(&change, &error);
        if (fine != (cases[i].message == NULL) ||
            (!fine && strcmp(cases[i].message, error.message) != 0))
            fail_msg("%d to %d: %s", cases[i].from, cases[i].to, error.message);
    }
}

/* The levels are the choices of the entities table, in its order. */
static void test_levels(void **state)
{
    (void)state;
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const struct choice *choices = problem->fields[entity_field(problem, "level")].choices;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        assert_string_equal(problem_level_value((enum problem_level)i), choices[i].value);
        assert_string_equal(problem_level_label((enum problem_level)i), choices[i].label);
        assert_int_equal(problem_level_of(choices[i].value), i);
    }
    assert_null(choices[LEVEL_COUNT].value);
    assert_int_equal(problem_level_of("province"), LEVEL_GROUP);
    assert_int_equal(problem_level_of(NULL), LEVEL_GROUP);
}

static void test_escalations(void **state)
{
    (void)state;
    enum { G = LEVEL_GROUP, D, B, C, N };
    static const struct {
        int from, to;
        bool open;
        const char *question;
        int days; /* from today to the date to decide by */
        const char *message;
    } cases[] = {
        {G, D, 1, "Who pays?", 14, NULL},
        {G, N, 1, "Who pays?", 0, NULL},
        {D, B, 1, "Who pays?", 1, NULL},
        {B, D, 1, "Who pays?", 9,
         "This problem is at the level 'bureau' already; it can only go higher, or be handed back"},
        {B, B, 1, "Who pays?", 9,
         "This problem is at the level 'bureau' already; it can only go higher, or be handed back"},
        {N, N, 1, "Who pays?", 9, "This problem is at the highest level already"},
        {G, D, 0, "Who pays?", 9, "This problem is closed; reopen it before it is escalated"},
        {G, D, 1, "", 9, "Say what is asked of the higher level"},
        {G, D, 1, NULL, 9, "Say what is asked of the higher level"},
        {G, D, 1, "Who pays?", -1, "The date to decide by is past; give one from today on"},
    };
    date_t today = date_of(2026, 11, 24);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error error = ERROR_NONE;
        struct problem_escalation escalation = {(enum problem_level)cases[i].from,
                                                (enum problem_level)cases[i].to,
                                                cases[i].open,
                                                cases[i].question,
                                                today + cases[i].days,
                                                today};
        bool fine = problem_check_escalation(&escalation, &error);
        if (fine != (cases[i].message == NULL) ||
            (!fine && strcmp(cases[i].message, error.message) != 0))
            fail_msg("case %zu: %s", i, error.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_severity),    cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_changes),     cmocka_unit_test(test_levels),
        cmocka_unit_test(test_escalations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
