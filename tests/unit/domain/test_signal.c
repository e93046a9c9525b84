/* Signals: for each of them when it speaks and what it says, and when it must stay silent. */
#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wijk/domain/problem.h"
#include "wijk/domain/signal.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNKNOWN INT32_MAX /* for days: the date is not known */

struct asked {
    struct signal_call call;
    struct buffer reason;
    struct signal_finding finding;
};

static void ask(struct asked *asked)
{
    asked->reason = BUFFER_EMPTY;
    asked->call = (struct signal_call){&signal_limits_usual, date_of(2026, 11, 24), LANGUAGE_EN,
                                       &asked->reason};
}

static date_t day(const struct asked *asked, int days)
{
    return days == UNKNOWN ? DATE_NONE : asked->call.today + days;
}

/* What was said is what was expected; NULL: silence, and then not a word. */
static void check(struct asked *asked, bool spoke, const char *words, size_t at)
{
    if (spoke != (words != NULL) || strcmp(asked->reason.bytes, words == NULL ? "" : words) != 0)
        fail_msg("example %zu: %s '%s'", at, spoke ? "said" : "silent", asked->reason.bytes);
    buffer_release(&asked->reason);
}

#define EACH(examples)                                                                             \
    struct asked asked;                                                                            \
    for (size_t i = 0; i < COUNT(examples) && (ask(&asked), true); i++)

static void names_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        enum signal_kind kind;
        assert_non_null(signal_name((enum signal_kind)i)->label);
        assert_true(signal_of(signal_name((enum signal_kind)i)->value, &kind) && (int)kind == i);
    }
    enum signal_kind kind;
    assert_false(signal_of("hunch", &kind));
}

static void outlooks(void **state)
{
    (void)state;
    static const struct {
        enum outlook_state state;
        const char *words;
        enum signal_kind kind;
    } examples[] = {
        {OUTLOOK_OFF_TRACK, "14.2 %", SIGNAL_OFF_TRACK},
        {OUTLOOK_NO_FIGURE, "no figure", SIGNAL_NO_FIGURE},
        {OUTLOOK_ON_TRACK, NULL, SIGNAL_COUNT},
        {OUTLOOK_BEHIND, NULL, SIGNAL_COUNT},
        {OUTLOOK_REACHED, NULL, SIGNAL_COUNT},
        {OUTLOOK_NO_TARGET, NULL, SIGNAL_COUNT},
    };
    EACH(examples)
    {
        struct outlook outlook = {.state = examples[i].state};
        enum signal_kind kind = SIGNAL_COUNT;
        bool spoke = signal_outlook(&asked.call, &outlook,
                                    examples[i].words == NULL ? "words" : examples[i].words, &kind,
                                    &asked.finding);
        assert_int_equal(kind, examples[i].kind);
        check(&asked, spoke, examples[i].words, i);
    }
}

static void late_milestones(void **state)
{
    (void)state;
    static const struct {
        int due;
        const char *words;
        enum light light;
    } examples[] = {{-1, "'soil test' is 1 day late", LIGHT_AMBER},
                    {-23, "'soil test' is 23 days late", LIGHT_AMBER},
                    {-91, "'soil test' is 91 days late", LIGHT_RED},
                    {0, NULL, LIGHT_GREY},
                    {5, NULL, LIGHT_GREY},
                    {UNKNOWN, NULL, LIGHT_GREY}};
    EACH(examples)
    {
        asked.finding.light = LIGHT_GREY;
        bool spoke =
            signal_late(&asked.call, "soil test", day(&asked, examples[i].due), &asked.finding);
        assert_int_equal(asked.finding.light, examples[i].light);
        check(&asked, spoke, examples[i].words, i);
    }
}

static void efforts_past_their_end(void **state)
{
    (void)state;
    static const struct {
        int ends;
        const char *words;
    } examples[] = {{-1, "should have ended 1 day ago"},
                    {-24, "should have ended 24 days ago"},
                    {0, NULL},
                    {1, NULL},
                    {UNKNOWN, NULL}};
    EACH(examples)
    check(&asked, signal_overdue(&asked.call, day(&asked, examples[i].ends), &asked.finding),
          examples[i].words, i);
}

static void money_out_of_step(void **state)
{
    (void)state;
    static const struct {
        int64_t planned, spent;
        int starts, ends;
        const char *words;
    } examples[] = {
        {1000, 800, -45, 55, "80 % of the money spent, 45 % of the time gone"},
        {1000, 100, -45, 55, "10 % of the money spent, 45 % of the time gone"},
        {1000, 0, -50, 50, "0 % of the money spent, 50 % of the time gone"},
        {1000, 600, -45, 55, NULL}, /* within 25 points */
        {1000, 900, -10, 90, NULL}, /* too early to say */
        {0, 900, -45, 55, NULL},    /* no plan */
        {1000, 900, 1, 55, NULL},   /* has not begun */
        {1000, 100, -45, -1, NULL}, /* is over */
        {1000, 900, UNKNOWN, 55, NULL},
        {1000, 900, -45, UNKNOWN, NULL},
        {1000, 900, -45, -45, NULL},
    };
    EACH(examples)
    {
        struct signal_money money = {examples[i].planned, examples[i].spent,
                                     day(&asked, examples[i].starts),
                                     day(&asked, examples[i].ends)};
        check(&asked, signal_money(&asked.call, &money, &asked.finding), examples[i].words, i);
    }
}

static void dates_that_slipped(void **state)
{
    (void)state;
    static const struct {
        int times, first, now;
        const char *words;
    } examples[] = {
        {2, -23, 7, "its date was moved 2 times, from 1 Nov 2026 to 1 Dec 2026"},
        {1, -23, 7, NULL},
        {3, 7, -23, NULL}, /* moved about, but earlier in the end */
        {3, UNKNOWN, 7, NULL},
        {3, -23, UNKNOWN, NULL},
    };
    EACH(examples)
    {
        struct signal_slip slip = {examples[i].times, day(&asked, examples[i].first),
                                   day(&asked, examples[i].now)};
        check(&asked, signal_slipped(&asked.call, &slip, &asked.finding), examples[i].words, i);
    }
}

static void silent_efforts(void **state)
{
    (void)state;
    static const struct {
        int changed;
        const char *words;
    } examples[] = {{-90, "running, but nothing was written about it for 90 days"},
                    {-89, NULL},
                    {0, NULL},
                    {UNKNOWN, NULL}};
    EACH(examples)
    check(&asked, signal_silent(&asked.call, day(&asked, examples[i].changed), &asked.finding),
          examples[i].words, i);
}

static void problems_open_too_long(void **state)
{
    (void)state;
    static const struct {
        int severity, raised;
        bool taken;
        const char *words;
    } examples[] = {
        {4, -14, true, "critical, open for 14 days"},
        {4, -13, true, NULL},
        {4, -7, false, "critical, nobody has taken it for 7 days"},
        {4, -6, false, NULL},
        {3, -30, true, "high, open for 30 days"},
        {2, -59, true, NULL},
        {2, -30, false, "normal, nobody has taken it for 30 days"},
        {1, -119, true, NULL},
        {1, -120, true, "low, open for 120 days"},
        {4, UNKNOWN, true, NULL},
        {0, -900, true, NULL},
        {5, -900, true, NULL},
    };
    EACH(examples)
    {
        struct signal_problem problem = {examples[i].severity, day(&asked, examples[i].raised),
                                         examples[i].taken};
        check(&asked, signal_open_long(&asked.call, &problem, &asked.finding), examples[i].words,
              i);
    }
}

static void questions_undecided(void **state)
{
    (void)state;
    static const struct {
        int by;
        const char *words;
    } examples[] = {{-1, "asked of bureau, to be decided by 23 Nov 2026"},
                    {0, NULL},
                    {1, NULL},
                    {UNKNOWN, NULL}};
    EACH(examples)
    check(&asked,
          signal_undecided(&asked.call, day(&asked, examples[i].by), "bureau", &asked.finding),
          examples[i].words, i);
}

static void carried_and_unsupported(void **state)
{
    (void)state;
    static const struct {
        int times, due, efforts;
        const char *carried, *unsupported;
    } examples[] = {
        {3, -1, 0, "carried over 3 times", "due since 23 Nov 2026, and no effort serves it"},
        {2, -1, 1, NULL, NULL},
        {0, 1, 0, NULL, NULL},
        {4, UNKNOWN, 0, "carried over 4 times", NULL},
    };
    EACH(examples)
    {
        check(&asked, signal_carried(&asked.call, examples[i].times, &asked.finding),
              examples[i].carried, i);
        ask(&asked);
        check(&asked,
              signal_unsupported(&asked.call, day(&asked, examples[i].due), examples[i].efforts,
                                 &asked.finding),
              examples[i].unsupported, i);
    }
}

static void lights_without_a_why(void **state)
{
    (void)state;
    static const struct {
        enum light light;
        bool cause, consequence, correction;
        const char *words;
    } examples[] = {
        {LIGHT_RED, false, false, false, "red without: cause, consequence, correction"},
        {LIGHT_AMBER, true, false, true, "amber without: consequence"},
        {LIGHT_RED, true, true, true, NULL},
        {LIGHT_GREEN, false, false, false, NULL},
        {LIGHT_GREY, false, false, false, NULL},
    };
    EACH(examples)
    {
        struct signal_explanation why = {examples[i].light, examples[i].cause,
                                         examples[i].consequence, examples[i].correction,
                                         DATE_NONE};
        check(&asked, signal_unexplained(&asked.call, &why, &asked.finding), examples[i].words, i);
    }
}

static void likeness_of_titles(void **state)
{
    (void)state;
    static const struct {
        const char *one, *other;
        double least, most;
    } examples[] = {
        {"Damp in the Akbarstraat houses", "damp in houses, Akbarstraat!", 1, 1},
        {"Damp in the houses", "Parking at the school", 0, 0},
        {"Damp", "Damp", 0, 0}, /* one word in common says nothing */
        {"", "", 0, 0},
        {"Soil test delayed again", "Soil test delayed", 0.8, 0.9},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        double likeness = signal_likeness(examples[i].one, examples[i].other);
        if (likeness < examples[i].least || likeness > examples[i].most)
            fail_msg("example %zu: %f", i, likeness);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read_back),  cmocka_unit_test(outlooks),
        cmocka_unit_test(late_milestones),      cmocka_unit_test(efforts_past_their_end),
        cmocka_unit_test(money_out_of_step),    cmocka_unit_test(dates_that_slipped),
        cmocka_unit_test(silent_efforts),       cmocka_unit_test(problems_open_too_long),
        cmocka_unit_test(questions_undecided),  cmocka_unit_test(carried_and_unsupported),
        cmocka_unit_test(lights_without_a_why), cmocka_unit_test(likeness_of_titles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
