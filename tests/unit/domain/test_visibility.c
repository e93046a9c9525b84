/* Which rows and columns are public. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wijk/domain/visibility.h"

static bool with(enum entity_kind kind, const char *column, const char *value)
{
    struct row row;
    row_init(&row, kind);
    row_set(&row, column, value_text(value));
    bool public = visibility_row(&row);
    row.deleted = true;
    assert_false(visibility_row(&row)); /* what is in the bin never is */
    row_release(&row);
    return public;
}

static void test_rows(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *column, *value;
        bool public;
    } rows[] = {
        {ENTITY_GOAL, "visibility", NULL, true},
        {ENTITY_GOAL, "visibility", "public", true},
        {ENTITY_GOAL, "visibility", "bureau", false},
        {ENTITY_GOAL, "visibility", "group", false},
        {ENTITY_GOAL, "visibility", "of a newer version", false},
        {ENTITY_EFFORT, "visibility", NULL, true},
        {ENTITY_EFFORT, "visibility", "group", false},
        {ENTITY_PROBLEM, "visibility", NULL, false},
        {ENTITY_PROBLEM, "visibility", "public", true},
        {ENTITY_PROBLEM, "visibility", "group", false},
        {ENTITY_DECISION, "visibility", NULL, false},
        {ENTITY_DECISION, "visibility", "bureau", false},
        {ENTITY_DECISION, "visibility", "public", true},
        {ENTITY_AGREEMENT, "visibility", NULL, false},
        {ENTITY_AGREEMENT, "visibility", "public", true},
        {ENTITY_LESSON, "visibility", "bureau", false},
        {ENTITY_LESSON, "visibility", "public", true},
        {ENTITY_PROGRAMME, "status", "draft", false},
        {ENTITY_PROGRAMME, "status", "adopted", true},
        {ENTITY_PROGRAMME, "status", "closed", true},
        {ENTITY_PROGRAMME, "status", NULL, false},
        {ENTITY_INDICATOR, "name", "x", true}, /* as its goal is */
        {ENTITY_PERSON, "name", "x", false},
        {ENTITY_COMMENT, "text", "x", false},
        {ENTITY_ENTRY, "text", "x", false},
        {ENTITY_ACTION, "what", "x", false},
        {ENTITY_ESCALATION, "question", "x", false},
        {ENTITY_MINUTES, "text", "x", false},
        {ENTITY_MEETING, "place", "x", false},
        {ENTITY_ASIDE, "reason", "x", false},
        {ENTITY_VIEW, "name", "x", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (with(rows[i].kind, rows[i].column, rows[i].value) != rows[i].public)
            fail_msg("%s with %s=%s", entities[rows[i].kind].table, rows[i].column, rows[i].value);
}

static void test_columns(void **state)
{
    (void)state;
    assert_true(visibility_column(ENTITY_GOAL, "statement"));
    assert_true(visibility_column(ENTITY_PARTNER, "name"));
    assert_false(visibility_column(ENTITY_PARTNER, "contact"));
    assert_false(visibility_column(ENTITY_AGREEMENT, "note"));
    assert_false(visibility_column(ENTITY_AGREEMENT, "city_lead"));
    assert_false(visibility_column(ENTITY_EFFORT, "lead_person"));
    assert_true(visibility_column(ENTITY_EFFORT, "lead"));
    assert_false(visibility_column(ENTITY_MEASUREMENT, "note"));
    assert_false(visibility_column(ENTITY_GOAL, "state")); /* a part of a name is none */
    assert_false(visibility_column(ENTITY_PERSON, "name"));
}

/* The table names columns that there are, and never what is personal or who a person is. */
static void test_no_column_of_people(void **state)
{
    (void)state;
    for (size_t kind = 0; kind < ENTITY_COUNT; kind++)
        for (size_t i = 0; i < entities[kind].field_count; i++) {
            const struct field *field = &entities[kind].fields[i];
            if (!visibility_column((enum entity_kind)kind, field->column))
                continue;
            assert_false((field->flags & FIELD_PERSONAL) != 0);
            assert_false(field->type == FIELD_REFERENCE && field->refers_to == ENTITY_PERSON);
            assert_false(field->type == FIELD_REFERENCE && !visibility_kind(field->refers_to));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_no_column_of_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
