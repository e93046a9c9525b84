#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/domain/row.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct id some_id(void)
{
    return id_from(1259156465000, (const uint8_t[10]){1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
}

static const struct field *field_of(enum entity_kind kind, const char *column)
{
    return &entities[kind].fields[entity_field(&entities[kind], column)];
}

static void test_values(void **state)
{
    (void)state;
    struct value text = value_text("Ymere"), copy = value_copy(&text);
    assert_true(value_equal(&text, &copy));
    assert_ptr_not_equal(text.text, copy.text);
    value_release(&text);
    assert_true(value_is_none(&text));
    assert_false(value_equal(&text, &copy));
    value_release(&copy);
    struct value empty = value_text(""), null = value_text(NULL), none = value_id((struct id){{0}});
    assert_true(value_is_none(&empty) && value_is_none(&null) && value_is_none(&none));
    struct value three = value_integer(3), real = value_real(3), id = value_id(some_id());
    assert_false(value_equal(&three, &real));
    assert_true(value_equal(&id, &(struct value){.type = VALUE_ID, .id = some_id()}));
    assert_true(value_equal(&empty, &null));
}

static void test_rows(void **state)
{
    (void)state;
    struct row row, copy;
    row_init(&row, ENTITY_PROBLEM);
    assert_null(row_text(&row, "title"));
    assert_int_equal(row_integer(&row, "severity", -1), -1);
    assert_int_equal(row_date(&row, "due"), DATE_NONE);
    assert_true(id_is_none(row_reference(&row, "owner")));
    row_set(&row, "title", value_text("Damp"));
    row_set(&row, "title", value_text("Damp in the stairs"));
    row_set(&row, "severity", value_integer(4));
    row_set(&row, "due", value_text("2009-11-27"));
    row_set(&row, "owner", value_id(some_id()));
    row_copy(&copy, &row);
    row_release(&row);
    assert_string_equal(row_text(&copy, "title"), "Damp in the stairs");
    assert_int_equal(row_integer(&copy, "severity", -1), 4);
    assert_int_equal(row_date(&copy, "due"), date_of(2009, 11, 27));
    assert_true(id_equal(row_reference(&copy, "owner"), some_id()));
    row_release(&copy);
}

/* What was typed, and what it becomes as files hold it; NULL: refused. */
static const struct {
    enum entity_kind kind;
    const char *column, *typed, *written;
    bool exact;
} read_examples[] = {
    {ENTITY_GOAL, "statement", "  Less noise ", "Less noise", false},
    {ENTITY_GOAL, "statement", "two\nlines", NULL, false},
    {ENTITY_GOAL, "cause", "two\nlines", "two\nlines", false},
    {ENTITY_GOAL, "statement", "\xFF", NULL, false},
    {ENTITY_GOAL, "statement", " ", "", false},
    {ENTITY_PROBLEM, "severity", "4", "4", false},
    {ENTITY_PROBLEM, "severity", "critical", "4", false},
    {ENTITY_PROBLEM, "severity", "High", "3", false},
    {ENTITY_PROBLEM, "severity", "veel", NULL, false},
    {ENTITY_PROBLEM, "severity", "5", NULL, false},
    {ENTITY_PROBLEM, "severity", "0", NULL, false},
    {ENTITY_PROBLEM, "severity", "2,5", NULL, false},
    {ENTITY_BUDGET_LINE, "year", "2009", "2009", true},
    {ENTITY_BUDGET_LINE, "year", "1e400", NULL, true},
    {ENTITY_PROBLEM, "carried", "4,715", "4715", false},
    {ENTITY_MEASUREMENT, "value", "14,2", "14,2", false},
    {ENTITY_MEASUREMENT, "value", "14,2", "14,2", true},
    {ENTITY_MEASUREMENT, "value", "14.2", NULL, true},
    {ENTITY_MEASUREMENT, "value", "4.715", "4715", false},
    {ENTITY_MEASUREMENT, "value", "inf", NULL, false},
    {ENTITY_MEASUREMENT, "value", "NaN", NULL, true},
    {ENTITY_BUDGET_LINE, "spent", "€ 1.234,56", "1234,56", true},
    {ENTITY_BUDGET_LINE, "spent", "1,234", NULL, true},
    {ENTITY_MEASUREMENT, "taken_on", "1 okt", "2009-10-01", false},
    {ENTITY_MEASUREMENT, "taken_on", "1 okt", NULL, true},
    {ENTITY_MEASUREMENT, "taken_on", "1-10-2009", "2009-10-01", true},
    {ENTITY_MEASUREMENT, "taken_on", "2009-10-01", "2009-10-01", true},
    {ENTITY_MEASUREMENT, "taken_on", "1-10-09", NULL, true},
    {ENTITY_MEASUREMENT, "taken_on", "31-2-2009", NULL, true},
    {ENTITY_MEASUREMENT, "taken_on", "vr", NULL, true},
    {ENTITY_PROBLEM, "status", "In Progress", "in progress", true},
    {ENTITY_PROBLEM, "status", "in_progress", "in progress", false},
    {ENTITY_PROBLEM, "status", "waiting for", "waiting", false},
    {ENTITY_PROBLEM, "status", "bored", NULL, false},
    {ENTITY_INDICATOR, "additive", "ja", "1", false},
    {ENTITY_INDICATOR, "additive", "No", "0", true},
    {ENTITY_INDICATOR, "additive", "perhaps", NULL, false},
    {ENTITY_GOAL, "owner", "Ymere", NULL, false},
    {ENTITY_GOAL, "owner", "01252b1a-5068-7102-8304-05060708090a",
     "01252b1a-5068-7102-8304-05060708090a", true},
    {ENTITY_COMMENT, "entity", "Area codes", "area_code", false},
    {ENTITY_COMMENT, "entity", "horse", NULL, false},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(read_examples); i++) {
        const struct field *field = field_of(read_examples[i].kind, read_examples[i].column);
        struct reading reading = {LANGUAGE_NL, date_of(2009, 11, 25), read_examples[i].exact};
        struct value value;
        struct error error = ERROR_NONE;
        struct buffer out = BUFFER_EMPTY;
        bool fine = field_read(field, read_examples[i].typed, &reading, &value, &error);
        field_write(&out, field, &value, NUMBER_NL);
        if (fine != (read_examples[i].written != NULL) || fine == error_is_set(&error) ||
            (fine && strcmp(out.bytes, read_examples[i].written) != 0))
            fail_msg("%s '%s': %d '%s' %s", read_examples[i].column, read_examples[i].typed, fine,
                     out.bytes, error.message);
        buffer_release(&out);
        value_release(&value);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    char *text = calloc(1, 70000);
    memset(text, 'x', FIELD_TEXT_LIMIT);
    struct reading reading = {LANGUAGE_EN, 0, false};
    struct value value;
    struct error error = ERROR_NONE;
    assert_true(field_read(field_of(ENTITY_GOAL, "statement"), text, &reading, &value, &error));
    value_release(&value);
    text[FIELD_TEXT_LIMIT] = 'x';
    assert_false(field_read(field_of(ENTITY_GOAL, "statement"), text, &reading, &value, &error));
    assert_string_equal(error.message,
                        "Statement is too long: 1001 bytes, and at most 1000 can be kept");
    free(text);
}

static void test_show(void **state)
{
    (void)state;
    static const struct {
        enum entity_kind kind;
        const char *column, *stored, *nl, *en;
    } examples[] = {
        {ENTITY_MEASUREMENT, "value", "12345.5", "12.345,5", "12,345.5"},
        {ENTITY_MEASUREMENT, "taken_on", "2009-10-01", "1 okt 2009", "1 Oct 2009"},
        {ENTITY_BUDGET_LINE, "spent", "1234.56", "1.234,56", "1,234.56"},
        {ENTITY_PROBLEM, "status", "waiting", NULL, "waiting for"},
        {ENTITY_INDICATOR, "additive", "1", NULL, "yes"},
        {ENTITY_COMMENT, "entity", "goal", NULL, "Goal"},
        {ENTITY_GOAL, "statement", "", "", ""},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        const struct field *field = field_of(examples[i].kind, examples[i].column);
        struct reading reading = {LANGUAGE_EN, 0, true};
        struct value value;
        struct error error = ERROR_NONE;
        struct buffer out = BUFFER_EMPTY;
        assert_true(field_read(field, examples[i].stored, &reading, &value, &error));
        field_show(&out, field, &value, LANGUAGE_EN);
        assert_string_equal(out.bytes, examples[i].en);
        buffer_clear(&out);
        field_show(&out, field, &value, LANGUAGE_NL);
        if (examples[i].nl != NULL)
            assert_string_equal(out.bytes, examples[i].nl);
        buffer_release(&out);
        value_release(&value);
    }
}

/* A row as "column=value;column=value", and the sentence it is refused with (NULL: fine). */
static const struct {
    enum entity_kind kind;
    const char *row, *message;
} check_examples[] = {
    {ENTITY_THEME, "code=WON;name=Living", NULL},
    {ENTITY_THEME, "code=WON", "Name is missing"},
    {ENTITY_EFFORT, "programme=@;title=x;phase=planned;starts=2009-01-02;ends=2009-01-01",
     "Ends lies before Starts"},
    {ENTITY_EFFORT, "programme=@;title=x;phase=planned;starts=2009-01-02;ends=2009-01-02", NULL},
    {ENTITY_GOAL, "programme=@;level=goal;statement=x;parent=@", "Under cannot be the row itself"},
    {ENTITY_TARGET, "indicator=@;due=2011-01-01;operator=at most;value=11", NULL},
    {ENTITY_TARGET, "indicator=@;due=2011-01-01;operator=between;value=11",
     "A target between two values needs Up to"},
    {ENTITY_TARGET, "indicator=@;due=2011-01-01;operator=between;value=11;value_to=10",
     "Up to must be at least Value"},
    {ENTITY_TARGET, "indicator=@;due=2011-01-01;operator=between;value=11;value_to=11", NULL},
    {ENTITY_TARGET, "indicator=@;due=2011-01-01;operator=equal;value=11;value_to=12",
     "Up to is only for a target between two values; leave it empty"},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;value=0;status=final", NULL},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;words=better;status=final", NULL},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=final",
     "A measurement needs a value, or the status secret or unavailable"},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=secret", NULL},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=secret;value=3",
     "A measurement that is secret or unavailable has no value"},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=final;numerator=3",
     "Numerator and Denominator belong together: give both or neither"},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=final;numerator=3;denominator=0",
     "Denominator must be more than 0"},
    {ENTITY_MEASUREMENT, "indicator=@;taken_on=2009-01-01;status=final;numerator=3;denominator=20",
     NULL},
};

static void test_check(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(check_examples); i++) {
        struct row row;
        struct error error = ERROR_NONE;
        struct reading reading = {LANGUAGE_EN, 0, true};
        row_init(&row, check_examples[i].kind);
        row.id = some_id();
        char text[300], *next = text;
        strcpy(text, check_examples[i].row);
        while (next != NULL) {
            char *pair = next, *end = strchr(pair, ';');
            next = end == NULL ? NULL : end + 1;
            if (end != NULL)
                *end = '\0';
            char *value = strchr(pair, '=');
            *value++ = '\0';
            struct value read = value_none();
            if (strcmp(value, "@") == 0)
                read = value_id(some_id());
            else
                assert_true(field_read(field_of(check_examples[i].kind, pair), value, &reading,
                                       &read, &error));
            row_set(&row, pair, read);
        }
        bool fine = row_check(&row, &error);
        if (fine != (check_examples[i].message == NULL) ||
            (!fine && strcmp(error.message, check_examples[i].message) != 0))
            fail_msg("%s: %d %s", check_examples[i].row, fine, error.message);
        row_release(&row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),   cmocka_unit_test(test_rows), cmocka_unit_test(test_read),
        cmocka_unit_test(test_too_long), cmocka_unit_test(test_show), cmocka_unit_test(test_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
