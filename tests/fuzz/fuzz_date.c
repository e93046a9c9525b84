/* Dates: what is read is a day of 1800 to 2200, and its ISO text reads back as the same day. */
#include <stdint.h>
#include <stdlib.h>

#include "wijk/base/date.h"
#include "wijk/base/memory.h"

static void demand(bool right)
{
    if (!right)
        abort();
}

static void check(date_t date, struct buffer *out)
{
    char iso[DATE_TEXT_SIZE];
    date_t back;
    int year, month, day;
    date_parts(date, &year, &month, &day);
    demand(year >= 1800 && year <= 2200 && date_of(year, month, day) == date);
    date_iso(date, iso);
    demand(date_parse_iso(iso, &back) && back == date);
    for (int style = DATE_SHORT; style <= DATE_BRIEF; style++)
        date_format(out, date, (enum date_style)style, LANGUAGE_NL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_bytes(data, size);
    struct buffer out = BUFFER_EMPTY;
    date_t date;
    int64_t moment;
    if (date_parse_iso(text, &date))
        check(date, &out);
    if (date_read(text, date_of(2009, 11, 27), &date))
        check(date, &out);
    if (moment_parse(text, &moment)) {
        char iso[MOMENT_TEXT_SIZE];
        int64_t back;
        moment_iso(moment, iso);
        demand(moment_parse(iso, &back) && back == moment);
    }
    buffer_release(&out);
    free(text);
    return 0;
}
