#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wijk/domain/score.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NEVER INT32_MIN

/* Days from today; NEVER: not known. */
static const struct example {
    int severity;
    enum problem_level level;
    int raised, due;
    bool charter;
    const char *words;
} examples[] = {
    {1, LEVEL_GROUP, 0, NEVER, false, "severity 1 × age 1 (0 days) = 1.0"},
    {2, LEVEL_GROUP, -1, NEVER, false, "severity 2 × age 1.01 (1 day) = 2.0"},
    {3, LEVEL_BUREAU, -40, -20, false,
     "severity 3 × age 1.4 (40 days) × level bureau 1.5 × overdue 1.2 (20 days) = 7.6"},
    {4, LEVEL_NATIONAL, -40, 0, false, "severity 4 × age 1.4 (40 days) × level national 2 = 11.2"},
    {4, LEVEL_GROUP, -1000, NEVER, false, "severity 4 × age 3 (1000 days) = 12.0"},
    {4, LEVEL_GROUP, 0, -1000, false, "severity 4 × age 1 (0 days) × overdue 2 (1000 days) = 8.0"},
    {2, LEVEL_DISTRICT, -100, 30, true,
     "severity 2 × age 2 (100 days) × level district 1.25 × charter 1.5 = 7.5"},
    {2, LEVEL_CITY_BOARD, NEVER, NEVER, false,
     "severity 2 × age 1 (0 days) × level city board 1.75 = 3.5"},
    /* Raised tomorrow, by a clock that is wrong: no age. */
    {2, LEVEL_GROUP, 1, 1, false, "severity 2 × age 1 (0 days) = 2.0"},
};

static void says_its_sum(void **state)
{
    (void)state;
    date_t today = date_of(2026, 11, 24);
    for (size_t i = 0; i < COUNT(examples); i++) {
        const struct example *at = &examples[i];
        struct score_facts facts = {at->severity, at->level,
                                    at->raised == NEVER ? DATE_NONE : today + at->raised,
                                    at->due == NEVER ? DATE_NONE : today + at->due, at->charter};
        struct score score;
        struct buffer words = BUFFER_EMPTY;
        score_of(&facts, today, &score);
        score_words(&words, &score, LANGUAGE_EN);
        assert_string_equal(words.bytes, at->words);
        buffer_release(&words);
    }
}

/* More of anything never makes the score less. */
static void grows_with_everything(void **state)
{
    (void)state;
    date_t today = date_of(2026, 11, 24);
    struct score_facts facts = {1, LEVEL_GROUP, today, DATE_NONE, false};
    struct score score;
    double last = 0;
    for (int step = 0; step < 12; step++) {
        score_of(&facts, today, &score);
        assert_true(score.total > last);
        last = score.total;
        if (step % 4 == 0 && facts.severity < 4)
            facts.severity++;
        else if (step % 4 == 1)
            facts.raised_on -= 20;
        else if (step % 4 == 2 && facts.level < LEVEL_NATIONAL)
            facts.level++;
        else
            facts.due = (facts.due == DATE_NONE ? today : facts.due) - 10;
    }
}

static void reads_a_row(void **state)
{
    (void)state;
    struct row row;
    struct score_facts facts;
    row_init(&row, ENTITY_PROBLEM);
    score_facts_of(&row, &facts);
    assert_int_equal(facts.severity, SEVERITY_NORMAL);
    assert_int_equal(facts.level, LEVEL_GROUP);
    assert_int_equal(facts.due, DATE_NONE);
    row_set(&row, "severity", value_integer(4));
    row_set(&row, "level", value_text("city board"));
    row_set(&row, "due", value_text("2026-03-01"));
    score_facts_of(&row, &facts);
    assert_int_equal(facts.severity, 4);
    assert_int_equal(facts.level, LEVEL_CITY_BOARD);
    assert_int_equal(facts.due, date_of(2026, 3, 1));
    row_release(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_its_sum),
                                       cmocka_unit_test(grows_with_everything),
                                       cmocka_unit_test(reads_a_row)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
