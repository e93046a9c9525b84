#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/domain/light.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_words(void **state)
{
    (void)state;
    static const char *const glyphs[] = {"○", "●", "▲", "▼"};
    for (int i = 0; i < LIGHT_COUNT; i++) {
        enum light back;
        assert_string_equal(light_glyph((enum light)i), glyphs[i]);
        assert_true(light_of_value(light_value((enum light)i), &back) && back == (enum light)i);
        assert_true(*light_word((enum light)i) != '\0');
    }
    enum light ignored;
    assert_false(light_of_value("blue", &ignored) || light_of_value(NULL, &ignored));
}

static void test_of_outlook(void **state)
{
    (void)state;
    static const enum light expected[OUTLOOK_STATE_COUNT] = {
        [OUTLOOK_REACHED] = LIGHT_GREEN,  [OUTLOOK_ON_TRACK] = LIGHT_GREEN,
        [OUTLOOK_BEHIND] = LIGHT_AMBER,   [OUTLOOK_OFF_TRACK] = LIGHT_RED,
        [OUTLOOK_NO_FIGURE] = LIGHT_GREY, [OUTLOOK_NO_TARGET] = LIGHT_GREY,
        [OUTLOOK_SECRET] = LIGHT_GREY,    [OUTLOOK_UNAVAILABLE] = LIGHT_GREY,
    };
    for (int i = 0; i < OUTLOOK_STATE_COUNT; i++)
        assert_int_equal(light_of_outlook((enum outlook_state)i), expected[i]);
    assert_int_equal(light_worse(LIGHT_GREY, LIGHT_GREEN), LIGHT_GREEN);
    assert_int_equal(light_worse(LIGHT_RED, LIGHT_AMBER), LIGHT_RED);
}

/* Members as letters: . grey, g green, a amber, r red. Dates are days; -1 is none. */
static void test_goal(void **state)
{
    (void)state;
    static const struct {
        const char *members;
        char set;
        int set_on, measured;
        enum light light;
        enum light_origin origin;
        size_t unknown;
        const char *reason;
    } cases[] = {
        {"", 0, -1, -1, LIGHT_GREY, LIGHT_DERIVED, 0, "it has no indicators yet"},
        {"..", 0, -1, -1, LIGHT_GREY, LIGHT_DERIVED, 2, "none of its indicators can be judged"},
        {"g.", 0, -1, 5, LIGHT_GREEN, LIGHT_DERIVED, 1, "all that can be judged is on track"},
        {"gag", 0, -1, 5, LIGHT_AMBER, LIGHT_DERIVED, 0, "the worst is X-2: behind"},
        {"garr", 0, -1, 5, LIGHT_RED, LIGHT_DERIVED, 0, "the worst is X-3: off track"},
        {"r", 'g', 6, 5, LIGHT_GREEN, LIGHT_SET, 0, "set by people on 7 Jan 1970"},
        {"r", 'g', 5, 5, LIGHT_GREEN, LIGHT_SET, 0, "set by people on 6 Jan 1970"},
        {"r", 'g', 4, 5, LIGHT_RED, LIGHT_OVERTAKEN, 0,
         "the worst is X-1: off track (what people set is older than the figure of 6 Jan 1970)"},
        {"", 'a', -1, -1, LIGHT_AMBER, LIGHT_SET, 0, "set by people"},
        {"g", 'r', -1, 5, LIGHT_GREEN, LIGHT_OVERTAKEN, 0,
         "all that can be judged is on track (what people set is older than the figure of 6 Jan "
         "1970)"},
        {"g", '.', 9, 5, LIGHT_GREY, LIGHT_SET, 0, "set by people on 10 Jan 1970"},
    };
    static const char *const names[] = {"X-1", "X-2", "X-3", "X-4"};
    static const char letters[] = ".gar";
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct light_member members[4];
        struct light_goal goal = {.members = members, .member_count = strlen(cases[i].members)};
        for (size_t j = 0; j < goal.member_count; j++)
            members[j] = (struct light_member){
                (enum light)(strchr(letters, cases[i].members[j]) - letters), names[j]};
        goal.is_set = cases[i].set != 0;
        if (goal.is_set)
            goal.set = (enum light)(strchr(letters, cases[i].set) - letters);
        goal.set_on = cases[i].set_on < 0 ? DATE_NONE : cases[i].set_on;
        goal.last_measurement = cases[i].measured < 0 ? DATE_NONE : cases[i].measured;
        struct light_answer answer = light_of_goal(&goal);
        struct buffer out = BUFFER_EMPTY;
        light_reason(&out, &goal, &answer, LANGUAGE_EN);
        assert_string_equal(out.bytes, cases[i].reason);
        assert_int_equal(answer.light, cases[i].light);
        assert_int_equal(answer.origin, cases[i].origin);
        assert_int_equal(answer.unknown, cases[i].unknown);
        buffer_release(&out);
    }
}

static void test_counts(void **state)
{
    (void)state;
    struct light_counts counts = {{0}};
    struct buffer out = BUFFER_EMPTY;
    assert_int_equal(light_worst(&counts), LIGHT_GREY);
    light_counts_reason(&out, &counts, LANGUAGE_EN);
    assert_string_equal(out.bytes, "");
    light_count(&counts, LIGHT_GREEN);
    light_count(&counts, LIGHT_GREEN);
    light_count(&counts, LIGHT_AMBER);
    light_count(&counts, LIGHT_GREY);
    assert_int_equal(light_worst(&counts), LIGHT_AMBER);
    assert_int_equal(light_total(&counts), 4);
    light_counts_reason(&out, &counts, LANGUAGE_EN);
    assert_string_equal(out.bytes, "2 on track, 1 behind, 1 no figure");
    buffer_release(&out);
}

/* One goal, then several together. */
static void test_trend(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        const char *then;
        const char *value, *words;
    } cases[] = {
        {"", "", NULL, ""},
        {"g", " ", NULL, ""}, /* from nothing is no change */
        {" ", "r", NULL, ""},
        {"g", "g", "same", "the same since 30 Sep 2009"},
        {"r", "r", "same", "the same since 30 Sep 2009"},
        {"g", "r", "better", "better since 30 Sep 2009"},
        {"a", "r", "better", "better since 30 Sep 2009"},
        {"r", "a", "worse", "worse since 30 Sep 2009"},
        {"gr", "rg", "mixed", "better and worse since 30 Sep 2009"},
        {"grr", "rgg", "worse", "worse since 30 Sep 2009"},
        {"gg a", "ga a", "better", "better since 30 Sep 2009"},
    };
    static const char letters[] = " gar"; /* in the order of the lights */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct light_trend trend = {.compared = 0};
        struct buffer out = BUFFER_EMPTY;
        for (size_t k = 0; cases[i].now[k] != '\0'; k++)
            light_trend_count(&trend, (enum light)(strchr(letters, cases[i].then[k]) - letters),
                              (enum light)(strchr(letters, cases[i].now[k]) - letters));
        enum light_course course = light_course_of(&trend);
        if (cases[i].value == NULL)
            assert_null(light_course_value(course));
        else
            assert_string_equal(light_course_value(course), cases[i].value);
        buffer_add_text(&out, "");
        light_course_words(&out, course, date_of(2009, 9, 30), LANGUAGE_EN);
        assert_string_equal(out.bytes, cases[i].words);
        buffer_release(&out);
    }
    assert_int_equal(light_trend_since(date_of(2009, 11, 27)), date_of(2009, 9, 30));
    assert_int_equal(light_trend_since(date_of(2010, 1, 1)), date_of(2009, 12, 31));
    assert_int_equal(light_trend_since(date_of(2010, 3, 31)), date_of(2009, 12, 31));
    assert_int_equal(light_trend_since(date_of(2010, 4, 1)), date_of(2010, 3, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words), cmocka_unit_test(test_of_outlook),
        cmocka_unit_test(test_goal),  cmocka_unit_test(test_counts),
        cmocka_unit_test(test_trend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
