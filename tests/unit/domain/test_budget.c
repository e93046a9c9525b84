#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include "wijk/domain/budget.h"

static date_t on(const char *iso)
{
    date_t date;
    return date_parse_iso(iso, &date) ? date : DATE_NONE;
}

static void test_shares(void **state)
{
    (void)state;
    static const struct {
        const char *today, *starts, *ends; /* "": the year's own */
        int64_t planned, spent;
        int elapsed, share; /* thousandths */
    } examples[] = {
        {"2009-12-31", "", "", 10000, 5000, 1000, 500},
        {"2009-01-01", "", "", 365, 0, 3, 0},
        {"2008-12-31", "", "", 10000, 0, 0, 0},
        {"2012-05-01", "", "", 10000, 12000, 1000, 1200},
        /* only July to December is of the effort */
        {"2009-09-30", "2009-07-01", "2010-06-30", 10000, 0, 500, 0},
        {"2009-03-31", "2009-07-01", "", 10000, 0, 0, 0},
        /* dates that miss the year: the year counts */
        {"2009-12-31", "2010-01-01", "2010-12-31", 10000, 0, 1000, 0},
        {"2009-12-31", "", "", 0, 5000, -1, -1},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct budget sum = {0};
        struct budget_part part = {.planned = examples[i].planned,
                                   .spent = examples[i].spent,
                                   .year = 2009,
                                   .starts = on(examples[i].starts),
                                   .ends = on(examples[i].ends)};
        budget_add(&sum, &part, on(examples[i].today));
        if (budget_elapsed_share(&sum) != examples[i].elapsed ||
            budget_spent_share(&sum) != examples[i].share)
            fail_msg("example %zu: %d %d", i, budget_elapsed_share(&sum), budget_spent_share(&sum));
    }
}

/* The share of the time counts by the money that was planned for it. */
static void test_weights(void **state)
{
    (void)state;
    struct budget sum = {0}, other = {0};
    date_t today = on("2009-12-31");
    budget_add(&sum,
               &(struct budget_part){
                   .planned = 30000, .year = 2009, .starts = DATE_NONE, .ends = DATE_NONE},
               today);
    budget_add(&other,
               &(struct budget_part){
                   .planned = 10000, .year = 2010, .starts = DATE_NONE, .ends = DATE_NONE},
               today);
    budget_join(&sum, &other);
    assert_int_equal(budget_elapsed_share(&sum), 750);
    assert_int_equal(sum.planned, 40000);
    assert_int_equal(sum.lines, 2);
}

static void test_overflow(void **state)
{
    (void)state;
    struct budget sum = {0};
    struct budget_part part = {.planned = INT64_MAX - 1,
                               .spent = -10,
                               .year = 2009,
                               .starts = DATE_NONE,
                               .ends = DATE_NONE};
    budget_add(&sum, &part, on("2009-12-31"));
    assert_false(sum.overflow);
    part.planned = 2;
    budget_add(&sum, &part, on("2009-12-31"));
    assert_true(sum.overflow);
    assert_int_equal(budget_left(&sum), INT64_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
