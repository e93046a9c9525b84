#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/query.h"

static const char ymere[] = "01252b1a-5068-7102-8304-05060708090a";

static bool resolve(void *context, enum entity_kind kind, const char *typed, struct id *id)
{
    (*(int *)context)++;
    return kind == ENTITY_PARTNER && strcmp(typed, "Ymere") == 0 && id_parse(ymere, id);
}

/* The conditions as "column test value;", or the sentence. */
static void describe(const struct query *query, struct buffer *out)
{
    static const char *const tests[] = {"=", "!=", "<", "<=", ">", ">=", "~", "unknown", "known"};
    for (size_t i = 0; i < query->condition_count; i++) {
        const struct query_condition *condition = &query->conditions[i];
        const struct field *field =
            condition->field < 0 ? NULL : &query->entity->fields[condition->field];
        buffer_format(out, "%s %s ", field == NULL ? "*" : field->column, tests[condition->test]);
        if (field != NULL)
            field_write(out, field, &condition->value, NUMBER_ISO);
        else
            buffer_add_text(out, condition->value.text);
        buffer_add_text(out, ";");
    }
}

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *filter, *is;
    } examples[] = {
        {"", ""},
        {"   ", ""},
        {"ymere", "* ~ ymere;"},
        {"status=flagged severity>=3 ymere", "status = flagged;severity >= 3;* ~ ymere;"},
        {"status=\"in progress\"", "status = in progress;"},
        {"Status=in_progress", "status = in progress;"},
        {"\"raised on\"=2009-10-01", "raised_on = 2009-10-01;"},
        {"raised_on<vandaag", "raised_on < 2009-11-25;"},
        {"due<=+2w", "due <= 2009-12-09;"},
        {"due=", "due unknown ;"},
        {"due!=", "due known ;"},
        {"severity\u22653", "severity >= 3;"},
        {"severity>=high", "severity >= 3;"},
        {"severity!=2", "severity != 2;"},
        {"title~damp", "title ~ damp;"},
        {"title~\"damp in\"", "title ~ damp in;"},
        {"\"damp in\" stairs", "* ~ damp in;* ~ stairs;"},
        {"\"a=b\"", "* ~ a=b;"},
        {"title=\"say \"\"no\"\"\"", "title = say \"no\";"},
        {"title=a=b", "title = a=b;"},
        {"owner=Ymere", "owner = 01252b1a-5068-7102-8304-05060708090a;"},
        {"=3", "* ~ =3;"},
        {"owner=Nobody", "!Owner: there is no 'Nobody'"},
        {"colour=red", "!There is no field 'colour' in Problems"},
        {"severity=much", "!Severity: 'much' is not a whole number"},
        {"severity=9", "!Severity must be from 1 to 4"},
        {"severity~3", "!Severity is not a text; use = instead of ~"},
        {"title<b", "!Title has no more or less; use = or !="},
        {"severity>", "!The filter on Severity lacks a value"},
        {"\"open", "!The filter lacks a closing quote (\")"},
        {"a b c d e f g h i j k l m n o p q", "!A filter has at most 16 conditions"},
    };
    struct reading reading = {LANGUAGE_EN, date_of(2009, 11, 25), false};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct query query;
        struct error error = ERROR_NONE;
        struct buffer out = BUFFER_EMPTY;
        int asked = 0;
        struct query_names names = {resolve, &asked};
        query_init(&query, ENTITY_PROBLEM);
        if (query_read(&query, examples[i].filter, &reading, &names, &error))
            describe(&query, &out);
        else
            buffer_format(&out, "!%s", error.message);
        assert_string_equal(out.bytes, examples[i].is);
        buffer_release(&out);
        query_release(&query);
    }
}

static void test_add(void **state)
{
    (void)state;
    struct query query;
    struct error error = ERROR_NONE;
    query_init(&query, ENTITY_GOAL);
    assert_int_equal(query.order, -1);
    assert_true(query_add(&query, "statement", QUERY_CONTAINS, value_text("noise"), &error));
    assert_true(query_add(&query, NULL, QUERY_CONTAINS, value_text("x"), &error));
    assert_false(query_add(&query, "colour", QUERY_EQUAL, value_text("red"), &error));
    assert_int_equal(error.code, ERROR_BUG);
    assert_int_equal(query.condition_count, 2);
    query_release(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_add),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
