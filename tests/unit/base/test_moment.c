#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>

#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "wijk/base/date.h"

/* Local time is that of Amsterdam, summer and winter. */
static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *iso; /* NULL: refused */
    } examples[] = {
        {"25-11-2009 14:00", "2009-11-25T13:00:00Z"},
        {"2009-11-25 14.30", "2009-11-25T13:30:00Z"},
        {"2009-11-25T14:30", "2009-11-25T13:30:00Z"},
        {"25 nov 2009 9u", "2009-11-25T08:00:00Z"},
        {"25 nov 2009 9u05", "2009-11-25T08:05:00Z"},
        {"1 jul 2009 14:00", "2009-07-01T12:00:00Z"},
        {"14:00", "2009-11-25T13:00:00Z"},
        {"morgen 0:00", "2009-11-25T23:00:00Z"},
        {"26-11-2009", "2009-11-25T23:00:00Z"},
        {"25-11-2009 24:00", NULL},
        {"25-11-2009 14:60", NULL},
        {"25-11-2009 14:5", NULL},
        {"31-2-2009 14:00", NULL},
        {"14", NULL},
        {":30", NULL},
        {"soon 14:00", NULL},
        {"", NULL},
    };
    date_t today = date_of(2009, 11, 25);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        int64_t moment;
        char iso[MOMENT_TEXT_SIZE];
        bool read = moment_read(examples[i].typed, today, &moment);
        if (read != (examples[i].iso != NULL))
            fail_msg("'%s' %s", examples[i].typed, read ? "was read" : "was refused");
        if (!read)
            continue;
        moment_iso(moment, iso);
        assert_string_equal(iso, examples[i].iso);
    }
}

static void test_day(void **state)
{
    (void)state;
    int minute;
    int64_t moment = moment_at(date_of(2009, 7, 1), 14 * 60 + 5);
    assert_int_equal(moment_day(moment, &minute), date_of(2009, 7, 1));
    assert_int_equal(minute, 14 * 60 + 5);
    assert_int_equal(moment_day(moment_at(date_of(2009, 11, 25), 0), &minute),
                     date_of(2009, 11, 25));
    assert_int_equal(minute, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_day),
    };
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
