#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/number.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *text;
    enum number_style style;
    bool fine;
    double value;
    bool ambiguous;
    double other;
} read_examples[] = {
    {"14,2", NUMBER_NL, true, 14.2, false, 0},
    {"14,2", NUMBER_ISO, true, 14.2, false, 0},
    {"14.2", NUMBER_NL, true, 14.2, false, 0},
    {"1.234,5", NUMBER_ISO, true, 1234.5, false, 0},
    {"1,234.5", NUMBER_NL, true, 1234.5, false, 0},
    {"4.715", NUMBER_NL, true, 4715, true, 4.715},
    {"4.715", NUMBER_ISO, true, 4.715, true, 4715},
    {"4,715", NUMBER_NL, true, 4.715, true, 4715},
    {"4,715", NUMBER_ISO, true, 4715, true, 4.715},
    {"-4.715", NUMBER_NL, true, -4715, true, -4.715},
    {"0,125", NUMBER_ISO, true, 0.125, false, 0},
    {"1234,567", NUMBER_ISO, true, 1234.567, false, 0},
    {"1.234.567", NUMBER_ISO, true, 1234567, false, 0},
    {"1.234.56", NUMBER_NL, false, 0, false, 0},
    {"1.234,567,8", NUMBER_NL, false, 0, false, 0},
    {"-3", NUMBER_NL, true, -3, false, 0},
    {"\u22123", NUMBER_NL, true, -3, false, 0},
    {"+5", NUMBER_NL, true, 5, false, 0},
    {"12 %", NUMBER_NL, true, 12, false, 0},
    {"12%", NUMBER_NL, true, 12, false, 0},
    {"1 234", NUMBER_NL, true, 1234, false, 0},
    {"1\u00A0234\u00A0567,5", NUMBER_NL, true, 1234567.5, false, 0},
    {"1 23", NUMBER_NL, false, 0, false, 0},
    {" 7 ", NUMBER_NL, true, 7, false, 0},
    {",5", NUMBER_NL, true, 0.5, false, 0},
    {"-0", NUMBER_NL, true, 0, false, 0},
    {"", NUMBER_NL, false, 0, false, 0},
    {" ", NUMBER_NL, false, 0, false, 0},
    {"%", NUMBER_NL, false, 0, false, 0},
    {".", NUMBER_NL, false, 0, false, 0},
    {"5,", NUMBER_NL, false, 0, false, 0},
    {"--3", NUMBER_NL, false, 0, false, 0},
    {"NaN", NUMBER_NL, false, 0, false, 0},
    {"inf", NUMBER_NL, false, 0, false, 0},
    {"-Infinity", NUMBER_NL, false, 0, false, 0},
    {"1e400", NUMBER_NL, false, 0, false, 0},
    {"1e3", NUMBER_NL, false, 0, false, 0},
    {"0x10", NUMBER_NL, false, 0, false, 0},
    {"3 apples", NUMBER_NL, false, 0, false, 0},
    {"1..5", NUMBER_NL, false, 0, false, 0},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(read_examples); i++) {
        struct number_reading reading;
        bool fine = number_read(read_examples[i].text, read_examples[i].style, &reading);
        if (fine != read_examples[i].fine ||
            (fine && (reading.value != read_examples[i].value ||
                      reading.ambiguous != read_examples[i].ambiguous ||
                      reading.other != read_examples[i].other)))
            fail_msg("'%s': %d %g %d %g", read_examples[i].text, fine, reading.value,
                     reading.ambiguous, reading.other);
        if (fine)
            assert_false(signbit(reading.value) && reading.value == 0);
    }
}

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum number_style style;
        bool fine;
        double value;
    } examples[] = {
        {"14.2", NUMBER_ISO, true, 14.2},  {"14,2", NUMBER_ISO, false, 0},
        {"14,2", NUMBER_NL, true, 14.2},   {"14.2", NUMBER_NL, false, 0},
        {"4.715", NUMBER_NL, true, 4715},  {"4.715", NUMBER_ISO, true, 4.715},
        {"1,234", NUMBER_ISO, false, 0},   {"1.234.567,25", NUMBER_NL, true, 1234567.25},
        {"1234.567", NUMBER_NL, false, 0}, {"1.2345", NUMBER_NL, false, 0},
        {" -12 ", NUMBER_ISO, true, -12},  {"1e-05", NUMBER_ISO, true, 1e-5},
        {"1,5E+3", NUMBER_NL, true, 1500}, {"1e400", NUMBER_ISO, false, 0},
        {"e5", NUMBER_ISO, false, 0},      {"5.", NUMBER_ISO, false, 0},
        {".5", NUMBER_ISO, false, 0},      {"", NUMBER_ISO, false, 0},
        {"-", NUMBER_ISO, false, 0},       {"nan", NUMBER_ISO, false, 0},
        {"inf", NUMBER_NL, false, 0},      {"1 234", NUMBER_NL, false, 0},
        {"12%", NUMBER_NL, false, 0},      {"0x1p3", NUMBER_ISO, false, 0},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        double value = 0;
        bool fine = number_parse(examples[i].text, examples[i].style, &value);
        if (fine != examples[i].fine || (fine && value != examples[i].value))
            fail_msg("'%s': %d %g", examples[i].text, fine, value);
    }
}

static void test_format(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        enum number_style style;
        const char *text;
    } examples[] = {
        {14.2, 1, NUMBER_NL, "14,2"},
        {14, 1, NUMBER_NL, "14"},
        {1234, 0, NUMBER_NL, "1234"},
        {12345, 0, NUMBER_NL, "12.345"},
        {12345.5, 2, NUMBER_ISO, "12,345.5"},
        {-1234567.25, 2, NUMBER_NL, "-1.234.567,25"},
        {2.675, 2, NUMBER_ISO, "2.68"},
        {0.125, 2, NUMBER_ISO, "0.13"},
        {-0.5, 0, NUMBER_ISO, "-1"},
        {-0.04, 1, NUMBER_ISO, "0"},
        {0, 2, NUMBER_NL, "0"},
        {99999.999, 2, NUMBER_NL, "100.000"},
        {100, 0, NUMBER_NL, "100"},
        {1e15, 0, NUMBER_ISO, "1,000,000,000,000,000"},
        {NAN, 1, NUMBER_NL, "?"},
        {HUGE_VAL, 1, NUMBER_NL, "?"},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct buffer out = BUFFER_EMPTY;
        number_format(&out, examples[i].value, examples[i].decimals, examples[i].style);
        assert_string_equal(out.bytes, examples[i].text);
        buffer_release(&out);
    }
}

static void test_exact(void **state)
{
    (void)state;
    static const double values[] = {0.1,  14.2, 1.0 / 3, 1e21,          5e-324, DBL_MAX,
                                    -2.5, 0,    1e-7,    123456789.125, 1e20,   9007199254740993.0,
                                    100};
    for (size_t i = 0; i < COUNT(values); i++)
        for (int style = 0; style < 2; style++) {
            struct buffer out = BUFFER_EMPTY;
            double back = 1;
            number_exact(&out, values[i], style ? NUMBER_NL : NUMBER_ISO);
            assert_true(number_parse(out.bytes, style ? NUMBER_NL : NUMBER_ISO, &back));
            assert_true(back == values[i]);
            buffer_release(&out);
        }
    struct buffer out = BUFFER_EMPTY;
    number_exact(&out, 14.2, NUMBER_NL);
    assert_string_equal(out.bytes, "14,2");
    buffer_clear(&out);
    number_exact(&out, 1234567, NUMBER_NL);
    assert_string_equal(out.bytes, "1234567");
    buffer_release(&out);
}

static void test_money_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum number_style style;
        bool fine;
        int64_t cents;
    } examples[] = {
        {"1.234,56", NUMBER_NL, true, 123456},
        {"1234", NUMBER_NL, true, 123400},
        {"\u20AC 12,5", NUMBER_NL, true, 1250},
        {"-3,00", NUMBER_NL, true, -300},
        {"\u20AC 5,-", NUMBER_NL, true, 500},
        {"12.50", NUMBER_NL, true, 1250},
        {"3.000", NUMBER_NL, true, 300000},
        {"3.000", NUMBER_ISO, false, 0},
        {"1,234.56", NUMBER_ISO, true, 123456},
        {"1,234.56", NUMBER_NL, false, 0},
        {"1,234", NUMBER_NL, false, 0},
        {"0,05", NUMBER_NL, true, 5},
        {"EUR 10", NUMBER_ISO, true, 1000},
        {"92233720368547758,07", NUMBER_NL, false, 0},
        {"1234567890123456,78", NUMBER_NL, true, 123456789012345678},
        {"", NUMBER_NL, false, 0},
        {"-", NUMBER_NL, false, 0},
        {"abc", NUMBER_NL, false, 0},
        {"1e3", NUMBER_NL, false, 0},
        {"5,", NUMBER_NL, false, 0},
        {"1.23.456", NUMBER_NL, false, 0},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        int64_t cents = 0;
        bool fine = money_parse(examples[i].text, examples[i].style, &cents);
        if (fine != examples[i].fine || (fine && cents != examples[i].cents))
            fail_msg("'%s': %d %lld", examples[i].text, fine, (long long)cents);
    }
}

static void test_money_format(void **state)
{
    (void)state;
    static const struct {
        int64_t cents;
        const char *nl, *iso, *exact;
    } examples[] = {
        {123456, "1.234,56", "1,234.56", "1234,56"},
        {0, "0,00", "0.00", "0,00"},
        {-5, "-0,05", "-0.05", "-0,05"},
        {100000000, "1.000.000,00", "1,000,000.00", "1000000,00"},
        {INT64_MIN, "-92.233.720.368.547.758,08", "-92,233,720,368,547,758.08",
         "-92233720368547758,08"},
    };
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct buffer out = BUFFER_EMPTY;
        money_format(&out, examples[i].cents, NUMBER_NL);
        assert_string_equal(out.bytes, examples[i].nl);
        buffer_clear(&out);
        money_format(&out, examples[i].cents, NUMBER_ISO);
        assert_string_equal(out.bytes, examples[i].iso);
        buffer_clear(&out);
        money_exact(&out, examples[i].cents, NUMBER_NL);
        assert_string_equal(out.bytes, examples[i].exact);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_format),      cmocka_unit_test(test_exact),
        cmocka_unit_test(test_money_parse), cmocka_unit_test(test_money_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
