#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/domain/entity.h"
#include "wijk/domain/outlook.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST 8

/* A case in few letters. Measurements: "b" before the date is the baseline, a value, or "secret",
 * "gone". Targets: date, sign, value. All separated by spaces and ';'. */
struct example {
    const char *name;
    enum outlook_kind kind;
    enum outlook_direction direction;
    enum outlook_frequency frequency;
    const char *measurements, *targets, *today;
    enum outlook_state state;
    const char *reason; /* in English */
};

static date_t iso(const char *text)
{
    date_t date;
    char copy[DATE_TEXT_SIZE] = "";
    memcpy(copy, text, 10);
    assert_true(date_parse_iso(copy, &date));
    return date;
}

static size_t read_measurements(const char *text, struct outlook_measurement *out)
{
    size_t count = 0;
    while (*text != '\0') {
        struct outlook_measurement one = {.known = true};
        if (*text == 'b') {
            one.is_baseline = true;
            text++;
        }
        one.date = iso(text);
        text += 11;
        if (strncmp(text, "secret", 6) == 0)
            one.status = OUTLOOK_IS_SECRET;
        else if (strncmp(text, "gone", 4) == 0)
            one.status = OUTLOOK_IS_UNAVAILABLE;
        else
            one.value = strtod(text, NULL);
        one.known = one.status == OUTLOOK_FINAL;
        assert_true(count < MOST);
        out[count++] = one;
        text += strcspn(text, ";");
        text += strspn(text, "; ");
    }
    return count;
}

static size_t read_targets(const char *text, struct outlook_target *out)
{
    size_t count = 0;
    while (*text != '\0') {
        struct outlook_target one = {0};
        if (*text == 's') {
            one.superseded = true;
            text++;
        }
        one.due = iso(text);
        text += 11;
        char *end;
        one.test = *text == '>'   ? OUTLOOK_AT_LEAST
                   : *text == '<' ? OUTLOOK_AT_MOST
                   : *text == '=' ? OUTLOOK_EQUAL
                                  : OUTLOOK_BETWEEN;
        one.value = strtod(text + 1, &end);
        if (*end == ':')
            one.value_to = strtod(end + 1, &end);
        assert_true(count < MOST);
        out[count++] = one;
        text = end + strspn(end, "; ");
    }
    return count;
}

struct loaded {
    struct outlook_measurement measurements[MOST];
    struct outlook_target targets[MOST];
    struct outlook_input input;
};

static void load(const struct example *example, struct loaded *loaded)
{
    *loaded = (struct loaded){.input = {.kind = example->kind,
                                        .direction = example->direction,
                                        .frequency = example->frequency,
                                        .today = iso(example->today)}};
    loaded->input.measurements = loaded->measurements;
    loaded->input.targets = loaded->targets;
    loaded->input.measurement_count =
        read_measurements(example->measurements, loaded->measurements);
    loaded->input.target_count = read_targets(example->targets, loaded->targets);
}

static void check_finite(const struct outlook *outlook)
{
    assert_true(isfinite(outlook->expected) && isfinite(outlook->pace) &&
                isfinite(outlook->forecast) && isfinite(outlook->gap) &&
                isfinite(outlook->shortfall) && isfinite(outlook->share));
}

#define PCT_DOWN OUTLOOK_PERCENT, OUTLOOK_LOWER, OUTLOOK_YEAR
#define PCT_UP OUTLOOK_PERCENT, OUTLOOK_HIGHER, OUTLOOK_YEAR
#define NUM_UP OUTLOOK_COUNT, OUTLOOK_HIGHER, OUTLOOK_YEAR
#define T11 "2011-01-01 <11"
#define NOW "2009-11-25"

static const struct example examples[] = {
    {"behind by pace from baseline", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 14.2", T11, NOW,
     OUTLOOK_BEHIND, ""},
    {"on track exactly on the line", PCT_DOWN, "b2008-01-01 17; 2009-07-01 14", "2011-01-01 <11",
     "2009-07-01", OUTLOOK_ON_TRACK, ""},
    {"at 90 per cent of the change", PCT_DOWN, "b2009-01-01 20; 2010-01-01 15.5", "2011-01-01 <10",
     "2010-01-01", OUTLOOK_ON_TRACK, ""},
    {"just below 90 per cent", PCT_DOWN, "b2009-01-01 20; 2010-01-01 15.6", "2011-01-01 <10",
     "2010-01-01", OUTLOOK_BEHIND, ""},
    {"at 60 per cent", PCT_DOWN, "b2009-01-01 20; 2010-01-01 17", "2011-01-01 <10", "2010-01-01",
     OUTLOOK_BEHIND, ""},
    {"below 60 per cent", PCT_DOWN, "b2009-01-01 20; 2010-01-01 17.1", "2011-01-01 <10",
     "2010-01-01", OUTLOOK_OFF_TRACK, ""},
    {"the wrong way", PCT_DOWN, "b2009-01-01 20; 2010-01-01 21", "2011-01-01 <10", "2010-01-01",
     OUTLOOK_OFF_TRACK, ""},
    {"stood still", PCT_DOWN, "b2009-01-01 20; 2010-01-01 20", "2011-01-01 <10", "2010-01-01",
     OUTLOOK_OFF_TRACK, ""},
    {"reached before time", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 10.9", T11, NOW,
     OUTLOOK_REACHED, ""},
    {"reached exactly", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 11", T11, NOW, OUTLOOK_REACHED, ""},
    {"reached but for rounding", PCT_UP, "b2008-01-01 0.1; 2009-10-01 0.29999999999999",
     "2011-01-01 >0.3", NOW, OUTLOOK_REACHED, ""},
    {"higher is better, behind", NUM_UP, "b2009-01-01 100; 2010-01-01 135", "2011-01-01 >200",
     "2010-01-01", OUTLOOK_BEHIND, ""},
    {"higher is better, on track", NUM_UP, "b2009-01-01 100; 2010-01-01 150", "2011-01-01 >200",
     "2010-01-01", OUTLOOK_ON_TRACK, ""},
    {"the forecast meets although late", NUM_UP,
     "b2005-01-01 100; 2007-01-01 100; 2008-01-01 140; 2009-01-01 190", "2010-01-01 >200",
     "2009-12-01", OUTLOOK_ON_TRACK, ""},
    {"recent pace is wrong though ahead", PCT_DOWN,
     "b2008-01-01 20; 2008-07-01 12; 2008-10-01 13; 2009-01-01 14", "2010-01-01 <10", "2009-01-01",
     OUTLOOK_ON_TRACK, ""},
    {"recent pace is wrong and behind", PCT_DOWN,
     "b2008-01-01 20; 2008-07-01 14; 2008-10-01 15; 2009-01-01 16.5", "2010-01-01 <10",
     "2009-01-01", OUTLOOK_OFF_TRACK, ""},
    {"no measurement at all", PCT_DOWN, "", T11, NOW, OUTLOOK_NO_FIGURE,
     "no figure yet, expected every year"},
    {"stale by a day", PCT_DOWN, "b2008-01-01 17.8; 2008-05-24 14.2", T11, NOW, OUTLOOK_NO_FIGURE,
     "no figure since 24 May 2008, expected every year"},
    {"not yet stale", PCT_DOWN, "b2008-01-01 17.8; 2008-05-25 11", T11, NOW, OUTLOOK_REACHED, ""},
    {"monthly, stale", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_MONTH, "b2008-01-01 50; 2009-10-09 20",
     T11, NOW, OUTLOOK_NO_FIGURE, "no figure since 9 Oct 2009, expected every month"},
    {"monthly, fresh", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_MONTH, "b2008-01-01 50; 2009-10-10 10",
     T11, NOW, OUTLOOK_REACHED, ""},
    {"quarterly, stale", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_QUARTER,
     "b2008-01-01 50; 2009-07-09 10", T11, NOW, OUTLOOK_NO_FIGURE, ""},
    {"half-yearly, stale", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_HALF_YEAR,
     "b2008-01-01 50; 2009-02-24 10", T11, NOW, OUTLOOK_NO_FIGURE, ""},
    {"two-yearly, fresh", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_TWO_YEARS,
     "b2005-01-01 50; 2006-11-25 10", T11, NOW, OUTLOOK_REACHED, ""},
    {"once never gets stale", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_ONCE,
     "b2000-01-01 50; 2001-01-01 10", T11, NOW, OUTLOOK_REACHED, ""},
    {"once and none", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_ONCE, "", T11, NOW, OUTLOOK_NO_FIGURE,
     "no figure yet, expected once"},
    {"no target", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 14.2", "", NOW, OUTLOOK_NO_TARGET,
     "14.2 % on 1 Oct 2009; no target"},
    {"only a superseded target", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 14.2", "s2011-01-01 <11",
     NOW, OUTLOOK_NO_TARGET, ""},
    {"no target and stale", PCT_DOWN, "b2006-01-01 17.8", "", NOW, OUTLOOK_NO_FIGURE, ""},
    {"secret", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 secret", T11, NOW, OUTLOOK_SECRET,
     "the figure of 1 Oct 2009 is secret"},
    {"unavailable", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 gone", T11, NOW, OUTLOOK_UNAVAILABLE,
     "the figure of 1 Oct 2009 is unavailable"},
    {"a figure after a secret one", PCT_DOWN, "b2008-01-01 17.8; 2009-07-01 secret; 2009-10-01 10",
     T11, NOW, OUTLOOK_REACHED, ""},
    {"secret and stale", PCT_DOWN, "2007-10-01 secret", T11, NOW, OUTLOOK_NO_FIGURE, ""},
    {"only the baseline", PCT_DOWN, "b2009-01-01 17.8", T11, NOW, OUTLOOK_NO_FIGURE,
     "17.8 % on 1 Jan 2009, and nothing measured since; expected every year"},
    {"the baseline meets the target", PCT_DOWN, "b2009-01-01 10", T11, NOW, OUTLOOK_REACHED,
     "10 % meets ≤ 11 %, due 1 Jan 2011"},
    {"no baseline", PCT_DOWN, "2008-01-01 17.8; 2009-10-01 14.2", "2010-01-01 <11", NOW,
     OUTLOOK_OFF_TRACK, ""},
    {"target past and missed", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 14.2", "2009-10-01 <11", NOW,
     OUTLOOK_OFF_TRACK, "14.2 %, needed ≤ 11.0 % on 1 Oct 2009; 3.2 % short"},
    {"target past and nearly reached", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 11.2",
     "2009-10-01 <11", NOW, OUTLOOK_BEHIND, "11.2 %, needed ≤ 11.0 % on 1 Oct 2009; 0.2 % short"},
    {"target past and reached", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 10", "2009-10-01 <11", NOW,
     OUTLOOK_REACHED, ""},
    {"target due today is not past", PCT_DOWN, "b2008-01-01 20; 2009-11-01 11.5", "2009-11-25 <11",
     NOW, OUTLOOK_ON_TRACK, ""},
    {"baseline after the target", PCT_DOWN, "b2009-06-01 17; 2009-10-01 14", "2009-01-01 <11", NOW,
     OUTLOOK_OFF_TRACK,
     "14 %, needed ≤ 11 % on 1 Jan 2009; 3 % short (the baseline is not before the target)"},
    {"baseline on the day of the target", PCT_DOWN, "b2009-11-25 17", "2009-11-25 <11", NOW,
     OUTLOOK_NO_FIGURE, ""},
    {"contradictory targets: strictest", PCT_DOWN, "b2008-01-01 20; 2009-10-01 12",
     "2011-01-01 <13; 2011-01-01 <5", NOW, OUTLOOK_BEHIND, ""},
    {"the same target twice", PCT_DOWN, "b2008-01-01 20; 2009-10-01 12",
     "2011-01-01 <13; 2011-01-01 <13", NOW, OUTLOOK_REACHED, "12 % meets ≤ 13 %, due 1 Jan 2011"},
    {"the first target ahead counts", PCT_DOWN, "b2008-01-01 20; 2009-10-01 12",
     "2012-01-01 <5; 2010-01-01 <13; 2009-01-01 <1", NOW, OUTLOOK_REACHED,
     "12 % meets ≤ 13 %, due 1 Jan 2010"},
    {"the last of past targets counts", PCT_DOWN, "b2007-01-01 20; 2009-10-01 12",
     "2008-01-01 <5; 2009-01-01 <13", NOW, OUTLOOK_REACHED, "12 % meets ≤ 13 %, due 1 Jan 2009"},
    {"inside the band", PCT_UP, "b2008-01-01 20; 2009-10-01 12", "2011-01-01 :10:14", NOW,
     OUTLOOK_REACHED, "12 % meets 10–14 %, due 1 Jan 2011"},
    {"on the edge of the band", PCT_UP, "b2008-01-01 20; 2009-10-01 14", "2011-01-01 :10:14", NOW,
     OUTLOOK_REACHED, ""},
    {"outside the band", PCT_UP, "b2008-01-01 20; 2009-10-01 15", "2011-01-01 :10:14", NOW,
     OUTLOOK_OFF_TRACK, "15 %, needs 10–14 % on 1 Jan 2011; outside it by 1 %"},
    {"below the band, past", PCT_UP, "b2008-01-01 20; 2009-10-01 8", "2009-11-01 :10:14", NOW,
     OUTLOOK_OFF_TRACK, "8 %, needed 10–14 % on 1 Nov 2009; outside it by 2 %"},
    {"a band upside down is no target", PCT_UP, "b2008-01-01 20; 2009-10-01 8", "2009-11-01 :14:10",
     NOW, OUTLOOK_NO_TARGET, ""},
    {"equal", NUM_UP, "b2008-01-01 1; 2009-10-01 3", "2011-01-01 =3", NOW, OUTLOOK_REACHED,
     "3 meets = 3, due 1 Jan 2011"},
    {"not equal", NUM_UP, "b2008-01-01 1; 2009-10-01 4", "2011-01-01 =3", NOW, OUTLOOK_OFF_TRACK,
     ""},
    {"yes", OUTLOOK_YES_NO, OUTLOOK_HIGHER, OUTLOOK_YEAR, "2009-10-01 1", "2011-01-01 >1", NOW,
     OUTLOOK_REACHED, "yes meets yes, due 1 Jan 2011 (no baseline, counted from the first figure)"},
    {"not yet", OUTLOOK_YES_NO, OUTLOOK_HIGHER, OUTLOOK_YEAR, "b2009-10-01 0", "2011-01-01 >1", NOW,
     OUTLOOK_ON_TRACK, "no, needs yes on 1 Jan 2011"},
    {"too late", OUTLOOK_YES_NO, OUTLOOK_HIGHER, OUTLOOK_YEAR, "b2009-10-01 0", "2009-11-01 >1",
     NOW, OUTLOOK_OFF_TRACK, "no, needed yes on 1 Nov 2009"},
    {"words", OUTLOOK_WORDS, OUTLOOK_NEUTRAL, OUTLOOK_YEAR, "2009-10-01 0", "2011-01-01 >1", NOW,
     OUTLOOK_NO_TARGET, "told in words; nothing to calculate"},
    {"all equal and met", NUM_UP, "b2006-01-01 5; 2007-01-01 5; 2008-01-01 5; 2009-01-01 5",
     "2011-01-01 >5", NOW, OUTLOOK_REACHED, ""},
    {"all equal and not met", NUM_UP, "b2006-01-01 5; 2007-01-01 5; 2008-01-01 5; 2009-01-01 5",
     "2011-01-01 >6", NOW, OUTLOOK_OFF_TRACK, "5, needs ≥ 6 on 1 Jan 2011; at this pace 5"},
    {"the baseline was past the target", PCT_DOWN, "b2008-01-01 10; 2009-10-01 12", T11, NOW,
     OUTLOOK_OFF_TRACK,
     "12 %, needs ≤ 11 % on 1 Jan 2011; moving the wrong way, at this pace 13 %"},
    {"a measurement of the future", PCT_DOWN, "b2008-01-01 20; 2009-10-01 19; 2010-05-01 5", T11,
     NOW, OUTLOOK_OFF_TRACK, ""},
    {"only a measurement of the future", PCT_DOWN, "b2010-01-01 20", T11, NOW, OUTLOOK_NO_FIGURE,
     "no figure yet, expected every year"},
    {"two on one date: the later counts", PCT_DOWN, "b2008-01-01 20; 2009-10-01 19; 2009-10-01 10",
     T11, NOW, OUTLOOK_REACHED, ""},
    {"unsorted input", PCT_DOWN, "2009-10-01 10; b2008-01-01 20; 2009-01-01 15", T11, NOW,
     OUTLOOK_REACHED, ""},
    {"against the direction", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_YEAR,
     "b2008-01-01 1; 2009-10-01 9", "2011-01-01 >5", NOW, OUTLOOK_REACHED,
     "9 meets ≥ 5, due 1 Jan 2011 (the target goes against the direction of the indicator)"},
    {"a huge value", NUM_UP, "b2008-01-01 -1e308; 2009-10-01 1e307", "2011-01-01 >1e308", NOW,
     OUTLOOK_OFF_TRACK, ""},
    {"a count is not forecast below zero", OUTLOOK_COUNT, OUTLOOK_LOWER, OUTLOOK_YEAR,
     "b2008-01-01 100; 2009-10-01 10", "2011-01-01 <5", NOW, OUTLOOK_ON_TRACK,
     "10, needs ≤ 5 on 1 Jan 2011; at this pace 0"},
};

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct loaded loaded;
        struct buffer reason = BUFFER_EMPTY;
        load(&examples[i], &loaded);
        struct outlook outlook = outlook_of(&loaded.input);
        check_finite(&outlook);
        outlook_reason(&reason, &loaded.input, &outlook, LANGUAGE_EN);
        if (outlook.state != examples[i].state ||
            (*examples[i].reason != '\0' && strcmp(reason.bytes, examples[i].reason) != 0))
            fail_msg("%s: %s: %s", examples[i].name, outlook_word(outlook.state), reason.bytes);
        assert_true(reason.length > 0);
        buffer_release(&reason);
    }
}

/* The sentence of the design, in both ways of writing numbers. */
static void test_figures(void **state)
{
    (void)state;
    struct example example = {
        "", PCT_DOWN, "b2008-01-01 17.8; 2009-10-01 14.2", T11, NOW, OUTLOOK_OFF_TRACK, ""};
    struct loaded loaded;
    load(&example, &loaded);
    struct outlook outlook = outlook_of(&loaded.input);
    assert_true(outlook.expected_known && outlook.pace_known && outlook.forecast_known);
    assert_true(fabs(outlook.expected - 13.494) < 0.01);
    assert_true(fabs(outlook.pace + 2.058) < 0.01);
    assert_true(fabs(outlook.forecast - 11.62) < 0.02);
    assert_true(fabs(outlook.shortfall - 0.62) < 0.02);
    assert_true(fabs(outlook.gap - 3.2) < 1e-9);
    assert_true(fabs(outlook.share - 0.836) < 0.01);
    assert_int_equal(outlook.pace_points, 0);
    assert_int_equal(outlook.state, OUTLOOK_BEHIND);
    assert_int_equal(outlook.decimals, 1);
    assert_true(outlook.reached_on > iso("2011-03-01") && outlook.reached_on < iso("2011-06-01"));
    struct buffer out = BUFFER_EMPTY;
    outlook_reason(&out, &loaded.input, &outlook, LANGUAGE_EN);
    assert_string_equal(out.bytes, "14.2 %, needs ≤ 11.0 % on 1 Jan 2011; at this pace 11.6 %");
    buffer_clear(&out);
    outlook_target_text(&out, &loaded.input, &outlook, LANGUAGE_NL);
    assert_string_equal(out.bytes, "≤ 11,0 %");
    buffer_clear(&out);
    loaded.input.unit = "pupils";
    outlook_value(&out, &loaded.input, &outlook, 12345, LANGUAGE_NL);
    assert_string_equal(out.bytes, "12.345,0 pupils");
    buffer_release(&out);
    double value;
    assert_true(outlook_expected_at(&outlook, iso("2011-01-01"), &value) && value == 11);
    assert_true(outlook_expected_at(&outlook, iso("2012-01-01"), &value) && value == 11);
    assert_false(outlook_expected_at(&outlook, iso("2007-01-01"), &value));
}

/* One wrong figure does not spoil the Theil–Sen pace; figures over five years old do not count. */
static void test_pace(void **state)
{
    (void)state;
    struct example example = {"",
                              NUM_UP,
                              "b1990-01-01 900; 2005-01-01 10; 2006-01-01 12; 2007-01-01 99; "
                              "2008-01-01 16; 2009-01-01 18",
                              "2011-01-01 >22",
                              NOW,
                              OUTLOOK_ON_TRACK,
                              ""};
    struct loaded loaded;
    load(&example, &loaded);
    struct outlook outlook = outlook_of(&loaded.input);
    assert_int_equal(outlook.pace_points, 5);
    assert_true(fabs(outlook.pace - 2) < 0.01);
    assert_true(outlook.previous_known && outlook.previous.value == 16);
    assert_true(outlook.baseline.value == 900);
}

static void test_reached_on(void **state)
{
    (void)state;
    struct example example = {
        "",  PCT_DOWN, "b2006-01-01 10; 2007-01-01 12; 2008-01-01 10.5; 2009-10-01 9",
        T11, NOW,      OUTLOOK_REACHED,
        ""};
    struct loaded loaded;
    load(&example, &loaded);
    struct outlook outlook = outlook_of(&loaded.input);
    assert_int_equal(outlook.reached_on, iso("2008-01-01"));
}

static void test_distance(void **state)
{
    (void)state;
    static const struct {
        enum outlook_direction direction;
        const char *own, *city, *reason;
        int better;
    } cases[] = {
        {OUTLOOK_LOWER, "2008-01-01 17.8; 2009-01-01 14.2", "2008-01-01 9.5; 2009-01-01 9.1",
         "5.1 above Amsterdam, closing", -1},
        {OUTLOOK_LOWER, "2008-01-01 14; 2009-01-01 15", "2008-01-01 9.5; 2009-01-01 9.1",
         "5.9 above Amsterdam, widening", -1},
        {OUTLOOK_HIGHER, "2008-01-01 14; 2009-01-01 15", "2008-01-01 20; 2009-01-01 21",
         "6 below Amsterdam, unchanged", -1},
        {OUTLOOK_HIGHER, "2009-01-01 15", "2009-01-01 10", "5 above Amsterdam", 1},
        {OUTLOOK_NEUTRAL, "2009-01-01 15", "2009-01-01 15", "equal to Amsterdam", 0},
        {OUTLOOK_HIGHER, "2009-01-01 15", "2008-01-01 10; 2010-01-02 20", "equal to Amsterdam", 0},
        {OUTLOOK_HIGHER, "2009-01-01 15", "2006-01-01 10", "cannot be compared with Amsterdam yet",
         0},
        {OUTLOOK_HIGHER, "2009-01-01 15", "", "cannot be compared with Amsterdam yet", 0},
        {OUTLOOK_HIGHER, "", "2006-01-01 10", "cannot be compared with Amsterdam yet", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct outlook_measurement own[MOST], city[MOST];
        struct outlook_input input = {.direction = cases[i].direction, .today = iso(NOW)};
        input.measurements = own;
        input.measurement_count = read_measurements(cases[i].own, own);
        struct outlook outlook = outlook_of(&input);
        struct outlook_distance distance =
            outlook_distance(&input, city, read_measurements(cases[i].city, city));
        struct buffer out = BUFFER_EMPTY;
        outlook_distance_reason(&out, &distance, &outlook, "Amsterdam", LANGUAGE_EN);
        assert_string_equal(out.bytes, cases[i].reason);
        assert_int_equal(distance.better, cases[i].better);
        buffer_release(&out);
    }
}

/* Whatever the figures, no answer is infinite or not a number, and there is always a reason. */
static void test_noise(void **state)
{
    (void)state;
    static const double values[] = {0, 1, -1, 1e308, -1e308, 5e-324, 0.1, 100, 99.99};
    uint32_t seed = 2009;
    for (int round = 0; round < 20000; round++) {
        struct outlook_measurement measurements[MOST] = {{0}};
        struct outlook_target targets[MOST] = {{0}};
        uint32_t draws[3 * 2 * MOST + 3];
        for (size_t i = 0; i < COUNT(draws); i++)
            draws[i] = (seed = seed * 1664525 + 1013904223) >> 12;
        for (size_t i = 0; i < MOST; i++) {
            measurements[i].date = (date_t)(14000 + draws[3 * i] % 900);
            measurements[i].value = values[draws[3 * i + 1] % COUNT(values)];
            measurements[i].status = (enum outlook_status)(draws[3 * i + 2] % 5);
            measurements[i].known = measurements[i].status < OUTLOOK_IS_SECRET;
            measurements[i].is_baseline = draws[3 * i + 2] % 7 == 0;
            const uint32_t *draw = &draws[3 * MOST + 3 * i];
            targets[i].due = (date_t)(14000 + draw[0] % 1500);
            targets[i].value = values[draw[1] % COUNT(values)];
            targets[i].value_to = values[draw[2] % COUNT(values)];
            targets[i].test = (enum outlook_operator)(draw[2] % 4);
        }
        const uint32_t *rest = &draws[6 * MOST];
        struct outlook_input input = {.kind = (enum outlook_kind)(rest[0] % 6),
                                      .direction = (enum outlook_direction)(rest[0] % 4),
                                      .frequency = (enum outlook_frequency)(rest[1] % 6),
                                      .targets = targets,
                                      .target_count = rest[1] % MOST,
                                      .measurements = measurements,
                                      .measurement_count = rest[2] % MOST,
                                      .today = 14500};
        struct outlook outlook = outlook_of(&input), quick = outlook_state_of(&input);
        struct buffer reason = BUFFER_EMPTY;
        check_finite(&outlook);
        assert_int_equal(quick.state, outlook.state);
        assert_int_equal(quick.share_known, outlook.share_known);
        assert_int_equal(quick.newest.date, outlook.newest.date);
        outlook_reason(&reason, &input, &outlook, LANGUAGE_EN);
        assert_true(reason.length > 0 && strstr(reason.bytes, "?") == NULL);
        buffer_release(&reason);
    }
}

/* Series of ordinary size, whose pace lies above, below and close to what is needed: the state
 * found by counting is the one found by the median. */
static void test_state_alone(void **state)
{
    (void)state;
    static struct outlook_measurement measurements[OUTLOOK_RECENT];
    uint32_t seed = 1127;
    int states[OUTLOOK_STATE_COUNT] = {0};
    for (int round = 0; round < 4000; round++) {
        size_t count = 2 + (size_t)round % (OUTLOOK_RECENT - 1);
        double level = 50, drift = (round % 9 - 4) / 10.0;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            level += drift + ((seed >> 16) % 5 - 2.0) / 10;
            measurements[i] = (struct outlook_measurement){
                .date = (date_t)(14500 - 30 * (int)(count - i)), .value = level, .known = true};
        }
        bool lower = round % 2 == 0;
        struct outlook_target target = {.due = 14500 + round % 800,
                                        .test = lower ? OUTLOOK_AT_MOST : OUTLOOK_AT_LEAST,
                                        .value = 50 + (round % 13 - 6) * (lower ? -1 : 1)};
        struct outlook_input input = {.kind = round % 3 == 0 ? OUTLOOK_PERCENT : OUTLOOK_INDEX,
                                      .direction = lower ? OUTLOOK_LOWER : OUTLOOK_HIGHER,
                                      .frequency = OUTLOOK_MONTH,
                                      .targets = &target,
                                      .target_count = 1,
                                      .measurements = measurements,
                                      .measurement_count = count,
                                      .today = 14500};
        enum outlook_state whole = outlook_of(&input).state;
        assert_int_equal(outlook_state_of(&input).state, whole);
        states[whole]++;
    }
    assert_in_range(states[OUTLOOK_REACHED], 100, 4000);
    assert_in_range(states[OUTLOOK_ON_TRACK], 100, 4000);
    assert_in_range(states[OUTLOOK_BEHIND], 30, 4000);
    assert_in_range(states[OUTLOOK_OFF_TRACK], 100, 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),    cmocka_unit_test(test_figures),
        cmocka_unit_test(test_pace),        cmocka_unit_test(test_reached_on),
        cmocka_unit_test(test_distance),    cmocka_unit_test(test_noise),
        cmocka_unit_test(test_state_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
