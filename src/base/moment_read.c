/* The typing half of moments (date.h): a local date with a time, as people write it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wijk/base/date.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

/* "14:30", "14.30", "14u30", "14h", "9:05": the minute of the day, or -1. */
static int read_minute(const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return -1;
    long hour = strtol(text, &end, 10), minute = 0;
    if (end - text > 2 || *end == '\0' || strchr(":.uh", *end) == NULL)
        return -1;
    bool bare = *end == 'u' || *end == 'h';
    text = end + 1;
    if (*text >= '0' && *text <= '9') {
        minute = strtol(text, &end, 10);
        if (end - text != 2 || *end != '\0')
            return -1;
    } else if (*text != '\0' || !bare) {
        return -1;
    }
    return hour < 24 && minute < 60 ? (int)(hour * 60 + minute) : -1;
}

bool moment_read(const char *text, date_t today, int64_t *milliseconds)
{
    char *copy = memory_string(text), *plain = text_trim(copy);
    char *time = strrchr(plain, ' ');
    date_t day = today;
    if (time == NULL && strlen(plain) >= 16 && plain[10] == 'T')
        time = plain + 10;
    int minute = read_minute(time == NULL ? plain : time + 1);
    bool fine = minute >= 0;
    if (fine && time != NULL) {
        *time = '\0';
        fine = date_read(plain, today, &day);
    } else if (!fine) {
        minute = 0;
        fine = date_read(plain, today, &day);
    }
    free(copy);
    if (fine)
        *milliseconds = moment_at(day, minute);
    return fine;
}
