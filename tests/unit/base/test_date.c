#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wijk/base/date.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_calendar(void **state)
{
    (void)state;
    assert_int_equal(date_of(1970, 1, 1), 0);
    assert_int_equal(date_of(2000, 3, 1), 11017);
    assert_int_equal(date_of(2009, 2, 29), DATE_NONE);
    assert_int_equal(date_of(1900, 2, 29), DATE_NONE);
    assert_int_not_equal(date_of(2000, 2, 29), DATE_NONE);
    assert_int_equal(date_of(1799, 12, 31), DATE_NONE);
    assert_int_equal(date_of(2201, 1, 1), DATE_NONE);
    assert_int_equal(date_of(2009, 13, 1), DATE_NONE);
    assert_int_equal(date_of(2009, 0, 1), DATE_NONE);
    assert_int_equal(date_weekday(date_of(2009, 11, 25)), 3);
    assert_int_equal(date_weekday(date_of(1800, 1, 1)), 3);
    date_t before = date_of(1800, 1, 1) - 1;
    for (date_t date = date_of(1800, 1, 1); date <= date_of(2200, 12, 31); date++) {
        int year, month, day;
        date_parts(date, &year, &month, &day);
        assert_int_equal(date_of(year, month, day), date);
        assert_int_equal(date, before + 1);
        before = date;
    }
}

static void test_add_months(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(date_of(2009, 1, 31), 1), date_of(2009, 2, 28));
    assert_int_equal(date_add_months(date_of(2008, 1, 31), 1), date_of(2008, 2, 29));
    assert_int_equal(date_add_months(date_of(2009, 1, 15), -1), date_of(2008, 12, 15));
    assert_int_equal(date_add_months(date_of(2009, 12, 31), 2), date_of(2010, 2, 28));
    assert_int_equal(date_add_months(date_of(2200, 12, 1), 1), DATE_NONE);
    assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
    assert_int_equal(date_add_months(0, INT32_MAX), DATE_NONE);
}

static void test_iso(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2009-2-1",    "2009-02-30", "20090201",
                                      "2009/02/01", "2009-02-01 ", "x009-02-01", "+009-02-01"};
    date_t date;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(date_parse_iso(bad[i], &date));
    assert_true(date_parse_iso("2009-11-27", &date));
    char text[DATE_TEXT_SIZE];
    date_iso(date, text);
    assert_string_equal(text, "2009-11-27");
    date_iso(DATE_NONE, text);
    assert_string_equal(text, "");
}

/* Today is Wednesday 25 November 2009; an empty answer: not a date. */
static const struct {
    const char *typed, *iso;
} read_examples[] = {
    {"2009-11-27", "2009-11-27"},
    {"12-3-2009", "2009-03-12"},
    {"12/3/2009", "2009-03-12"},
    {"12.3.2009", "2009-03-12"},
    {"2009-3-1", "2009-03-01"},
    {"12 mrt", "2010-03-12"},
    {"12 maart 2009", "2009-03-12"},
    {"1okt", "2009-10-01"},
    {"1 okt", "2009-10-01"},
    {"1 Oct 2009", "2009-10-01"},
    {"Oct 1, 2009", "2009-10-01"},
    {"1 MEI", "2010-05-01"},
    {"24 mei", "2010-05-24"},
    {"25 mei", "2009-05-25"},
    {"26 may", "2009-05-26"},
    {"1 jan", "2010-01-01"},
    {"29 feb", "2012-02-29"},
    {"12-3", "2010-03-12"},
    {"1st oct", "2009-10-01"},
    {"12-3-98", "1998-03-12"},
    {"12-3-10", "2010-03-12"},
    {"2009", "2009-01-01"},
    {"okt 2008", "2008-10-01"},
    {"vr", "2009-11-27"},
    {"vrijdag", "2009-11-27"},
    {"fri", "2009-11-27"},
    {"wo", "2009-12-02"},
    {"Wednesday", "2009-12-02"},
    {"do", "2009-11-26"},
    {"ma", "2009-11-30"},
    {"vandaag", "2009-11-25"},
    {"Morgen", "2009-11-26"},
    {"gisteren", "2009-11-24"},
    {"today", "2009-11-25"},
    {"tomorrow", "2009-11-26"},
    {"yesterday", "2009-11-24"},
    {"+3d", "2009-11-28"},
    {"+2w", "2009-12-09"},
    {"+1m", "2009-12-25"},
    {"-3d", "2009-11-22"},
    {"+1j", "2010-11-25"},
    {"vr 27 nov 2009", "2009-11-27"},
    {"vrijdag 27 november 2009", "2009-11-27"},
    {"Friday 27 November", "2009-11-27"},
    {" 12 mrt. ", "2010-03-12"},
    {"volgende week vrijdag", "2009-12-04"},
    {"Volgende week ma", "2009-11-30"},
    {"vrijdag volgende week", "2009-12-04"},
    {"next week Friday", "2009-12-04"},
    {"sun next week", "2009-12-06"},
    {"volgende week", ""},
    {"volgende maand vrijdag", ""},
    {"next week soon", ""},
    {"12 next week", ""},
    {"vr 26 nov 2009", ""},
    {"31-2-2009", ""},
    {"29-2-2009", ""},
    {"0-1-2009", ""},
    {"1-13-2009", ""},
    {"31 april", ""},
    {"", ""},
    {"okt", ""},
    {"12", ""},
    {"--3", ""},
    {"12--3-2009", ""},
    {"1-2-", ""},
    {"1799", ""},
    {"2201", ""},
    {"1 okt 2009 x", ""},
    {"14,2", ""},
    {"soon", ""},
    {"+3", ""},
    {"+99999d", ""},
    {"+5000w", "2105-09-23"},
    {"-5000m", ""},
    {"12 foo 2009", ""},
    {"1 ma", ""},
};

static void test_read(void **state)
{
    (void)state;
    date_t today = date_of(2009, 11, 25);
    for (size_t i = 0; i < COUNT(read_examples); i++) {
        date_t date = DATE_NONE;
        char text[DATE_TEXT_SIZE] = "";
        if (date_read(read_examples[i].typed, today, &date))
            date_iso(date, text);
        if (strcmp(text, read_examples[i].iso) != 0)
            fail_msg("'%s': '%s' instead of '%s'", read_examples[i].typed, text,
                     read_examples[i].iso);
    }
}

static void test_format(void **state)
{
    (void)state;
    static const struct {
        enum date_style style;
        const char *nl, *en;
    } examples[] = {
        {DATE_SHORT, "27 nov 2009", "27 Nov 2009"},
        {DATE_LONG, "vrijdag 27 november 2009", "Friday 27 November 2009"},
        {DATE_DAY, "vr 27 nov 2009", "Fri 27 Nov 2009"},
        {DATE_BRIEF, "27 nov", "27 Nov"},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct buffer out = BUFFER_EMPTY;
        date_format(&out, date_of(2009, 11, 27), examples[i].style, LANGUAGE_NL);
        assert_string_equal(out.bytes, examples[i].nl);
        buffer_clear(&out);
        date_format(&out, date_of(2009, 11, 27), examples[i].style, LANGUAGE_EN);
        assert_string_equal(out.bytes, examples[i].en);
        buffer_release(&out);
    }
}

/* What is shown can be typed back, for every month and weekday. */
static void test_shown_reads_back(void **state)
{
    (void)state;
    date_t today = date_of(2009, 11, 25);
    for (date_t date = date_of(2009, 1, 1); date <= date_of(2009, 12, 31); date++)
        for (int style = DATE_SHORT; style <= DATE_DAY; style++)
            for (int language = LANGUAGE_EN; language <= LANGUAGE_NL; language++) {
                struct buffer out = BUFFER_EMPTY;
                date_t back = DATE_NONE;
                date_format(&out, date, (enum date_style)style, (enum language)language);
                if (!date_read(out.bytes, today, &back) || back != date)
                    fail_msg("'%s' does not read back", out.bytes);
                buffer_release(&out);
            }
}

static void test_moments(void **state)
{
    (void)state;
    static const struct {
        int64_t milliseconds;
        const char *iso;
    } examples[] = {
        {0, "1970-01-01T00:00:00Z"},
        {1259156465999, "2009-11-25T13:41:05Z"},
        {-1000, "1969-12-31T23:59:59Z"},
        {-1, "1969-12-31T23:59:59Z"},
    };
    char text[MOMENT_TEXT_SIZE];
    for (size_t i = 0; i < COUNT(examples); i++) {
        moment_iso(examples[i].milliseconds, text);
        assert_string_equal(text, examples[i].iso);
        int64_t back;
        assert_true(moment_parse(text, &back));
        char again[MOMENT_TEXT_SIZE];
        moment_iso(back, again);
        assert_string_equal(again, text);
    }
    moment_iso(INT64_MAX, text); /* kept inside the calendar */
    assert_int_equal(strlen(text), MOMENT_TEXT_SIZE - 1);
    int64_t ignored;
    assert_false(moment_parse("2009-11-25 13:41:05Z", &ignored));
    assert_false(moment_parse("2009-11-25T25:41:05Z", &ignored));
    assert_false(moment_parse("2009-02-30T05:41:05Z", &ignored));
    struct buffer out = BUFFER_EMPTY;
    setenv("TZ", "UTC0", 1);
    moment_format(&out, 1259156465999, LANGUAGE_NL);
    assert_string_equal(out.bytes, "25 nov 2009 13:41");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar), cmocka_unit_test(test_add_months),
        cmocka_unit_test(test_iso),      cmocka_unit_test(test_read),
        cmocka_unit_test(test_format),   cmocka_unit_test(test_shown_reads_back),
        cmocka_unit_test(test_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
