#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/entity.h"

/* The table is well formed: what it refers to by name exists, and what must be unique is. */
static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        const struct entity *entity = &entities[i];
        assert_int_equal(entity->kind, i);
        assert_ptr_equal(entity_by_table(entity->table), entity);
        assert_true(entity_field(entity, entity->title) >= 0);
        assert_true(entity_field(entity, entity->order) >= 0);
        assert_true(entity->code == NULL || entity_field(entity, entity->code) >= 0);
        assert_true(entity->belongs == NULL || entity_field(entity, entity->belongs) >= 0);
        for (size_t j = 0; j < entity->field_count; j++) {
            const struct field *field = &entity->fields[j];
            assert_int_equal(entity_field(entity, field->column), j);
            assert_int_equal(entity_field_named(entity, field->column), j);
            assert_int_equal(entity_field_named(entity, field->label), j);
            bool worded = field->type == FIELD_INTEGER && field->choices != NULL;
            assert_int_equal(field->choices != NULL, field->type == FIELD_CHOICE || worded);
            assert_int_equal(field->refers_to != ENTITY_NONE, field->type == FIELD_REFERENCE);
            if (field->type == FIELD_ROW)
                assert_int_equal(field[-1].type, FIELD_ENTITY);
            if (field->initial != NULL && field->type == FIELD_CHOICE)
                assert_string_equal(field_choice(field, field->initial), field->initial);
            for (const struct choice *at = field->choices; at != NULL && at->value != NULL; at++) {
                assert_string_equal(field_choice(field, at->value), at->value);
                assert_string_equal(field_choice(field, at->label), at->value);
            }
        }
    }
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum entity_kind kind;
    } examples[] = {
        {"goal", ENTITY_GOAL},
        {"Goals", ENTITY_GOAL},
        {"GOAL", ENTITY_GOAL},
        {"area_code", ENTITY_AREA_CODE},
        {"area codes", ENTITY_AREA_CODE},
        {"horse", ENTITY_NONE},
        {"", ENTITY_NONE},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct entity *found = entity_by_name(examples[i].name);
        assert_int_equal(found == NULL ? ENTITY_NONE : found->kind, examples[i].kind);
    }
    assert_null(entity_by_table("Goal"));
    assert_true(entity_field_named(&entities[ENTITY_PROBLEM], "RAISED ON") >= 0);
    assert_int_equal(entity_field_named(&entities[ENTITY_PROBLEM], "colour"), -1);
    assert_int_equal(entity_field(&entities[ENTITY_PROBLEM], "Raised on"), -1);
}

static void test_choices(void **state)
{
    (void)state;
    const struct entity *problem = &entities[ENTITY_PROBLEM];
    const struct field *status = &problem->fields[entity_field(problem, "status")];
    assert_string_equal(field_choice(status, "Waiting for"), "waiting");
    assert_null(field_choice(status, "asleep"));
    assert_null(field_choice(&problem->fields[entity_field(problem, "title")], "x"));
    assert_string_equal(field_choice_label(status, "waiting"), "waiting for");
    assert_string_equal(field_choice_label(status, "from the future"), "from the future");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
