#include "wijk/base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2200

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Day numbers by eras of 400 years that begin on 1 March, so that the leap day comes last. */
static date_t day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

date_t date_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > month_days(year, month))
        return DATE_NONE;
    return day_number(year, month, day);
}

void date_parts(date_t date, int *year, int *month, int *day)
{
    int shifted = date + 719468;
    int era = shifted / 146097, of_era = shifted - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int shifted_month = (5 * of_year + 2) / 153;
    *day = of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    *year = y + era * 400 + (*month <= 2);
}

int date_weekday(date_t date)
{
    int since_thursday = (date % 7 + 7) % 7; /* day 0 was a Thursday */
    return (since_thursday + 3) % 7 + 1;
}

date_t date_add_months(date_t date, int months)
{
    if (date == DATE_NONE || abs(months) > 12 * (LAST_YEAR - FIRST_YEAR))
        return DATE_NONE;
    int year, month, day;
    date_parts(date, &year, &month, &day);
    int count = year * 12 + month - 1 + months;
    year = count / 12;
    month = count % 12 + 1;
    int last = year >= FIRST_YEAR && year <= LAST_YEAR ? month_days(year, month) : day;
    return date_of(year, month, day < last ? day : last);
}

/* The number in exactly `count` digits, or -1. */
static int fixed_digits(const char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_parse_iso(const char *text, date_t *date)
{
    if (strlen(text) != DATE_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-')
        return false;
    date_t read =
        date_of(fixed_digits(text, 4), fixed_digits(text + 5, 2), fixed_digits(text + 8, 2));
    if (read == DATE_NONE)
        return false;
    *date = read;
    return true;
}

void date_iso(date_t date, char text[DATE_TEXT_SIZE])
{
    *text = '\0';
    if (date == DATE_NONE)
        return;
    int year, month, day;
    date_parts(date, &year, &month, &day);
    char wide[40];
    snprintf(wide, sizeof wide, "%04d-%02d-%02d", year, month, day);
    memcpy(text, wide, DATE_TEXT_SIZE - 1);
    text[DATE_TEXT_SIZE - 1] = '\0';
}

/* Names as they are written in the middle of a sentence; they belong to the format, so they are
 * here and not among the messages. */
static const char *const months_short[2][12] = {
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}};
static const char *const months_long[2][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"}};
static const char *const days_short[2][7] = {{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
                                             {"ma", "di", "wo", "do", "vr", "za", "zo"}};
static const char *const days_long[2][7] = {
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}};

void date_format(struct buffer *out, date_t date, enum date_style style, enum language language)
{
    if (date == DATE_NONE)
        return;
    int year, month, day, column = language == LANGUAGE_NL;
    date_parts(date, &year, &month, &day);
    int weekday = date_weekday(date) - 1;
    if (style == DATE_LONG)
        buffer_format(out, "%s %d %s %d", days_long[column][weekday], day,
                      months_long[column][month - 1], year);
    else if (style == DATE_DAY)
        buffer_format(out, "%s %d %s %d", days_short[column][weekday], day,
                      months_short[column][month - 1], year);
    else if (style == DATE_BRIEF)
        buffer_format(out, "%d %s", day, months_short[column][month - 1]);
    else
        buffer_format(out, "%d %s %d", day, months_short[column][month - 1], year);
}

date_t date_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL)
        return (date_t)(now / 86400);
    return date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* Days and milliseconds of the day, also before 1970. */
static date_t split_moment(int64_t milliseconds, int64_t *of_day)
{
    int64_t day = milliseconds / 86400000, rest = milliseconds % 86400000;
    if (rest < 0) {
        rest += 86400000;
        day--;
    }
    *of_day = rest;
    int64_t first = day_number(FIRST_YEAR, 1, 1), last = day_number(LAST_YEAR, 12, 31);
    return (date_t)(day < first ? first : day > last ? last : day);
}

void moment_iso(int64_t milliseconds, char text[MOMENT_TEXT_SIZE])
{
    int64_t of_day;
    char day[DATE_TEXT_SIZE], wide[64];
    date_iso(split_moment(milliseconds, &of_day), day);
    int seconds = (int)(of_day / 1000);
    snprintf(wide, sizeof wide, "%sT%02d:%02d:%02dZ", day, seconds / 3600, seconds / 60 % 60,
             seconds % 60);
    memcpy(text, wide, MOMENT_TEXT_SIZE - 1);
    text[MOMENT_TEXT_SIZE - 1] = '\0';
}

bool moment_parse(const char *text, int64_t *milliseconds)
{
    if (strlen(text) != MOMENT_TEXT_SIZE - 1 || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || text[19] != 'Z')
        return false;
    char day[DATE_TEXT_SIZE];
    memcpy(day, text, DATE_TEXT_SIZE - 1);
    day[DATE_TEXT_SIZE - 1] = '\0';
    date_t date;
    int hour = fixed_digits(text + 11, 2), minute = fixed_digits(text + 14, 2),
        second = fixed_digits(text + 17, 2);
    if (!date_parse_iso(day, &date) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return false;
    *milliseconds = ((int64_t)date * 86400 + hour * 3600 + minute * 60 + second) * 1000;
    return true;
}

/* WIJK_TODAY moves the day, so that what is done in a test is done on the day of the test; the time
 * is the clock's. */
int64_t moment_now(void)
{
    static const int64_t day = 86400000;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t milliseconds = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    const char *given = getenv("WIJK_TODAY");
    date_t today;
    if (given != NULL && date_parse_iso(given, &today))
        return (int64_t)today * day + milliseconds % day;
    return milliseconds;
}

date_t moment_day(int64_t milliseconds, int *minute)
{
    int64_t seconds = milliseconds / 1000 - (milliseconds % 1000 < 0);
    time_t moment = (time_t)seconds;
    struct tm local;
    if (localtime_r(&moment, &local) == NULL)
        return DATE_NONE;
    *minute = local.tm_hour * 60 + local.tm_min;
    return date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

int64_t moment_at(date_t day, int minute)
{
    int year, month, of_month;
    date_parts(day, &year, &month, &of_month);
    struct tm local = {.tm_year = year - 1900,
                       .tm_mon = month - 1,
                       .tm_mday = of_month,
                       .tm_hour = minute / 60,
                       .tm_min = minute % 60,
                       .tm_isdst = -1};
    return (int64_t)mktime(&local) * 1000;
}

void moment_format(struct buffer *out, int64_t milliseconds, enum language language)
{
    int minute;
    date_t day = moment_day(milliseconds, &minute);
    if (day == DATE_NONE)
        return;
    date_format(out, day, DATE_SHORT, language);
    buffer_format(out, " %02d:%02d", minute / 60, minute % 60);
}
