/* One figure of several areas together: summed, or said why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/together.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct area {
    bool there; /* false ends the list */
    const char *value, *numerator, *denominator, *status, *date;
};

static void set(struct row *row, const char *column, const char *number)
{
    if (number != NULL)
        row_set(row, column, value_real(strtod(number, NULL)));
}

static struct together_part part_of(const struct area *area)
{
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    set(&row, "value", area->value);
    set(&row, "numerator", area->numerator);
    set(&row, "denominator", area->denominator);
    row_set(&row, "status", value_text(area->status == NULL ? "final" : area->status));
    row_set(&row, "taken_on", value_text(area->date == NULL ? "2026-01-01" : area->date));
    struct together_part part = together_part_of(&row);
    row_release(&row);
    return part;
}

static void test_totals(void **state)
{
    (void)state;
    static const struct {
        enum together_how how;
        struct area areas[5];
        const char *unit, *words;
    } examples[] = {
        /* a small area counts as little as it is: the average would be 30 % */
        {TOGETHER_PERCENT,
         {{true, "10", "100", "1000", NULL, NULL}, {true, "50", "50", "100", NULL, NULL}},
         NULL,
         "together 13.6 %, of 2 areas"},
        /* the parts are summed, whatever was rounded in the values */
        {TOGETHER_PERCENT,
         {{true, "33", "1", "3", NULL, NULL}, {true, "67", "2", "3", NULL, NULL}},
         "%",
         "together 50.0 %, of 2 areas"},
        /* a part alone is a figure too */
        {TOGETHER_PERCENT,
         {{true, NULL, "1", "4", NULL, NULL}, {true, "25", "1", "4", NULL, NULL}},
         NULL,
         "together 25.0 %, of 2 areas"},
        {TOGETHER_PERCENT,
         {{true, "10", "100", "1000", NULL, NULL},
          {true, "50", NULL, NULL, NULL, NULL},
          {true, "20", "2", NULL, NULL, NULL}},
         NULL,
         "no total: 2 of 3 lack numerator and denominator"},
        /* of a denominator of zero there is no share */
        {TOGETHER_PERCENT,
         {{true, "10", "100", "1000", NULL, NULL}, {true, "0", "0", "0", NULL, NULL}},
         NULL,
         "no total: 1 of 2 lack numerator and denominator"},
        {TOGETHER_PERCENT,
         {{true, "10", "100", "1000", NULL, NULL},
          {true, "50", "50", "100", NULL, NULL},
          {true, "50", "50", "100", "secret", NULL},
          {true, NULL, NULL, NULL, "unavailable", NULL}},
         NULL,
         "together 13.6 %, of 2 of 4 areas"},
        {TOGETHER_PERCENT, {{true, "10", "100", "1000", NULL, NULL}}, NULL, ""},
        {TOGETHER_PERCENT, {{false, NULL, NULL, NULL, NULL, NULL}}, NULL, ""},
        {TOGETHER_COUNT,
         {{true, "1200", NULL, NULL, NULL, NULL},
          {true, "34.5", NULL, NULL, NULL, NULL},
          {true, "0", NULL, NULL, NULL, NULL}},
         "woningen",
         "together 1234.5 woningen, of 3 areas"},
        {TOGETHER_COUNT,
         {{true, "12", NULL, NULL, NULL, "2024-01-01"},
          {true, "3", NULL, NULL, NULL, "2025-01-01"},
          {true, NULL, NULL, NULL, NULL, NULL}},
         NULL,
         "together 15, of 2 of 3 areas (figures of 1 Jan 2024 to 1 Jan 2025)"},
        /* what was not asked to be added is not */
        {TOGETHER_NOT,
         {{true, "6.1", "1", "2", NULL, NULL}, {true, "7.2", "1", "2", NULL, NULL}},
         NULL,
         ""},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct together together;
        struct buffer words = BUFFER_EMPTY;
        together_begin(&together, examples[i].how);
        for (const struct area *area = examples[i].areas; area->there; area++) {
            struct together_part part = part_of(area);
            together_add(&together, &part);
        }
        struct together_total total = together_total(&together);
        buffer_add_text(&words, "");
        together_words(&words, &total, examples[i].unit, LANGUAGE_EN);
        assert_string_equal(words.bytes, examples[i].words);
        buffer_release(&words);
    }
}

/* No measurement at all: an area without a figure. */
static void test_none(void **state)
{
    (void)state;
    struct together_part part = together_part_of(NULL);
    assert_false(part.known || part.parts);
}

static void test_how(void **state)
{
    (void)state;
    static const struct {
        const char *kind;
        int additive;
        enum together_how how;
    } examples[] = {
        {"percent", 0, TOGETHER_PERCENT}, {"percent", 1, TOGETHER_PERCENT},
        {"count", 1, TOGETHER_COUNT},     {"count", 0, TOGETHER_NOT},
        {"mark", 1, TOGETHER_NOT},        {"index", 1, TOGETHER_NOT},
        {"yes/no", 1, TOGETHER_NOT},      {"words", 1, TOGETHER_NOT},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct row row;
        row_init(&row, ENTITY_INDICATOR);
        row_set(&row, "kind", value_text(examples[i].kind));
        row_set(&row, "additive", value_integer(examples[i].additive));
        assert_int_equal(together_how_of(&row), examples[i].how);
        row_release(&row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_totals), cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_how)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
