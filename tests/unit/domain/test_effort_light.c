#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wijk/domain/effort_light.h"

#define TODAY 20000
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NEVER 9999

/* Dates are days from today; NEVER: not known. */
static date_t day(int from_today)
{
    return from_today == NEVER ? DATE_NONE : TODAY + from_today;
}

static enum light light_of_letter(char letter)
{
    return (enum light)(strchr(".gar", letter) - ".gar");
}

struct example {
    int starts, ends, late;
    int64_t planned, spent;
    char set; /* a letter of ".gar", or 0: nobody set one */
    int on, written;
    enum light light;
    enum light_origin origin;
    const char *reason;
};

static void check(const struct example *example, enum effort_aspect aspect, bool active, size_t i)
{
    struct buffer reason = BUFFER_EMPTY;
    struct signal_call call = {
        .limits = &signal_limits_usual, .today = TODAY, .language = LANGUAGE_EN};
    struct effort_facts facts = {
        .active = active,
        .late = day(example->late),
        .title = "soil test",
        .money = {example->planned, example->spent, day(example->starts), day(example->ends)},
        .written = day(example->written)};
    if (example->set != 0) {
        facts.people[aspect].is_set = true;
        facts.people[aspect].light = light_of_letter(example->set);
        facts.people[aspect].on = day(example->on);
    }
    struct effort_light found = effort_light_of(&facts, aspect, &signal_limits_usual, TODAY);
    effort_light_reason(&reason, &facts, aspect, &call);
    if (found.light != example->light || found.origin != example->origin ||
        strcmp(reason.length > 0 ? reason.bytes : "", example->reason) != 0)
        fail_msg("example %zu: light %d, origin %d, '%s'", i, found.light, found.origin,
                 reason.length > 0 ? reason.bytes : "");
    buffer_release(&reason);
}

static void test_time(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {NEVER, NEVER, NEVER, 0, 0, 0, NEVER, NEVER, LIGHT_GREY, LIGHT_DERIVED, ""},
        {-10, 10, NEVER, 0, 0, 0, NEVER, NEVER, LIGHT_GREEN, LIGHT_DERIVED,
         "derived: nothing is late"},
        {-10, 0, NEVER, 0, 0, 0, NEVER, NEVER, LIGHT_GREEN, LIGHT_DERIVED,
         "derived: nothing is late"},
        {-10, 10, -23, 0, 0, 0, NEVER, NEVER, LIGHT_AMBER, LIGHT_DERIVED,
         "derived: 'soil test' is 23 days late"},
        {-10, NEVER, -91, 0, 0, 0, NEVER, NEVER, LIGHT_RED, LIGHT_DERIVED,
         "derived: 'soil test' is 91 days late"},
        {-10, -1, -23, 0, 0, 0, NEVER, NEVER, LIGHT_RED, LIGHT_DERIVED,
         "derived: should have ended 1 day ago"},
        /* what people set holds until something happens after it */
        {-10, 10, -23, 0, 0, 'g', -22, NEVER, LIGHT_GREEN, LIGHT_SET,
         "set by people on 12 Sep 2024"},
        {-10, 10, -23, 0, 0, 'g', -23, NEVER, LIGHT_AMBER, LIGHT_OVERTAKEN,
         "derived: 'soil test' is 23 days late (what people set before that is overtaken)"},
        {-10, -5, NEVER, 0, 0, 'g', -5, NEVER, LIGHT_RED, LIGHT_OVERTAKEN,
         "derived: should have ended 5 days ago (what people set before that is overtaken)"},
        {-10, -5, NEVER, 0, 0, 'a', -4, NEVER, LIGHT_AMBER, LIGHT_SET,
         "set by people on 30 Sep 2024"},
        {-10, 10, NEVER, 0, 0, 'r', -400, NEVER, LIGHT_RED, LIGHT_SET,
         "set by people on 31 Aug 2023"},
        {-10, -5, NEVER, 0, 0, 'g', NEVER, NEVER, LIGHT_RED, LIGHT_OVERTAKEN,
         "derived: should have ended 5 days ago (what people set before that is overtaken)"},
        {-10, 10, NEVER, 0, 0, 'g', NEVER, NEVER, LIGHT_GREEN, LIGHT_SET, "set by people"},
    };
    for (size_t i = 0; i < COUNT(examples); i++)
        check(&examples[i], EFFORT_TIME, true, i);
}

static void test_money(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {-50, 50, NEVER, 0, 0, 0, NEVER, NEVER, LIGHT_GREY, LIGHT_DERIVED, ""},
        {-50, 50, NEVER, 1000, 500, 0, NEVER, -3, LIGHT_GREEN, LIGHT_DERIVED,
         "derived: the money keeps pace with the time"},
        {-50, 50, NEVER, 1000, 900, 0, NEVER, -3, LIGHT_RED, LIGHT_DERIVED,
         "derived: 90 % of the money spent, 50 % of the time gone"},
        {-50, 50, NEVER, 1000, 100, 0, NEVER, -3, LIGHT_AMBER, LIGHT_DERIVED,
         "derived: 10 % of the money spent, 50 % of the time gone"},
        {-50, 50, NEVER, 1000, 1001, 0, NEVER, -3, LIGHT_RED, LIGHT_DERIVED,
         "derived: more was spent than was planned"},
        {NEVER, NEVER, NEVER, 1000, 2000, 0, NEVER, -3, LIGHT_RED, LIGHT_DERIVED,
         "derived: more was spent than was planned"},
        {-5, 95, NEVER, 1000, 0, 0, NEVER, -3, LIGHT_GREY, LIGHT_DERIVED, ""}, /* too early */
        {-50, 50, NEVER, 1000, 900, 'g', -3, -3, LIGHT_GREEN, LIGHT_SET,
         "set by people on 1 Oct 2024"},
        {-50, 50, NEVER, 1000, 900, 'g', -4, -3, LIGHT_RED, LIGHT_OVERTAKEN,
         "derived: 90 % of the money spent, 50 % of the time gone (what people set before that is "
         "overtaken)"},
        {-50, 50, NEVER, 1000, 500, 'r', -4, -3, LIGHT_GREEN, LIGHT_OVERTAKEN,
         "derived: the money keeps pace with the time (what people set before that is overtaken)"},
        {-50, 50, NEVER, 0, 0, 'a', -4, -3, LIGHT_AMBER, LIGHT_SET, "set by people on 30 Sep 2024"},
    };
    for (size_t i = 0; i < COUNT(examples); i++)
        check(&examples[i], EFFORT_MONEY, true, i);
}

static void test_what_is_not_derived(void **state)
{
    (void)state;
    static const struct example over = {-50,   -5,    -23,        1000,          2000, 0,
                                        NEVER, NEVER, LIGHT_GREY, LIGHT_DERIVED, ""};
    static const struct example said = {-50,
                                        -5,
                                        -23,
                                        1000,
                                        2000,
                                        'r',
                                        -60,
                                        NEVER,
                                        LIGHT_RED,
                                        LIGHT_SET,
                                        "set by people on 5 Aug 2024"};
    for (int aspect = 0; aspect < EFFORT_ASPECTS; aspect++) {
        check(&over, (enum effort_aspect)aspect, false, 0);
        check(&said, (enum effort_aspect)aspect, false, 1);
    }
    check(&over, EFFORT_QUALITY, true, 2);
    check(&said, EFFORT_QUALITY, true, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_what_is_not_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
