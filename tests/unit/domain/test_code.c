#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/code.h"
#include "wijk/domain/row.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_next(void **state)
{
    (void)state;
    static const struct {
        const char *prefix;
        int64_t highest;
        const char *letter, *code;
    } cases[] = {
        {"I-", 0, NULL, "I-1"},           {"I-", 11, "", "I-12"},
        {"K-", 6, "b", "K-7b"},           {"WON-", 1, NULL, "WON-2"},
        {"WON-2.", 0, NULL, "WON-2.1"},   {"WON-2.1.", 3, "c", "WON-2.1.4c"},
        {"WON-2b.", 0, "c", "WON-2b.1c"}, {"D-", 2, NULL, "D-3"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer out = BUFFER_EMPTY;
        code_next(&out, cases[i].prefix, cases[i].highest, cases[i].letter);
        assert_string_equal(out.bytes, cases[i].code);
        assert_true(code_like(out.bytes));
        assert_int_equal(code_number(out.bytes, cases[i].prefix), cases[i].highest + 1);
        buffer_release(&out);
    }
}

static void test_number(void **state)
{
    (void)state;
    assert_int_equal(code_number("k-7B", "K-"), 7);
    assert_int_equal(code_number("WON-2.1", "WON-"), 0);
    assert_int_equal(code_number("WON-2", "WON-2."), 0);
    assert_int_equal(code_number("WONX-2", "WON-"), 0);
    assert_int_equal(code_number("K-", "K-"), 0);
    assert_int_equal(code_number("K-x", "K-"), 0);
    assert_int_equal(code_number("K-99999999999999999999", "K-"), 0);
    assert_int_equal(code_number("", "K-"), 0);
    assert_int_equal(code_number(NULL, "K-"), 0);
}

static void test_order(void **state)
{
    (void)state;
    static const char *const sorted[] = {"D-3",  "I-2",   "I-12",    "K-7",     "K-7b",
                                         "K-10", "WON-2", "WON-2.1", "WON-2.9", "WON-2.10"};
    for (size_t i = 0; i < COUNT(sorted); i++)
        for (size_t j = 0; j < COUNT(sorted); j++) {
            int order = code_compare(sorted[i], sorted[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    assert_true(code_compare(NULL, "K-7") > 0);
    assert_true(code_compare("K-7", NULL) < 0);
    assert_int_equal(code_compare(NULL, NULL), 0);
    assert_true(code_equal("k-7B", "K-7b"));
    assert_false(code_equal("K-7", "K-7b"));
    assert_false(code_equal(NULL, "K-7b"));
}

static void test_decision(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *letter, *code;
    } examples[] = {{0, NULL, ""}, {0, "b", ""}, {14, NULL, "14"}, {14, "b", "14b"}};
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct buffer out = BUFFER_EMPTY;
        struct row row;
        row_init(&row, ENTITY_DECISION);
        if (examples[i].number > 0)
            row_set(&row, "number", value_integer(examples[i].number));
        row_set(&row, "letter", value_text(examples[i].letter));
        code_decision(&out, &row);
        assert_string_equal(out.bytes, examples[i].code);
        row_release(&row);
        buffer_release(&out);
    }
}

static void test_like(void **state)
{
    (void)state;
    static const char *const good[] = {"I-12",       "k-7b",     "WON-2.1",     "D-3",
                                       "WON-2.1.4c", "WON-2b.1", "won-2B.10c.3"};
    static const char *const bad[] = {"",      "I",       "I-",   "12",         "-12",
                                      "I-12 ", "I-1.",    "I-.1", "I-0",        "I-1x2",
                                      "I-1b.", "I-1b2.3", "I 12", "Eigen-Haard"};
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(code_like(good[i]));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(code_like(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next),  cmocka_unit_test(test_number),
        cmocka_unit_test(test_order), cmocka_unit_test(test_decision),
        cmocka_unit_test(test_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
