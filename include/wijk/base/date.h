/*
 * Calendar dates (proleptic Gregorian), as day numbers: days since 1 January 1970. In files and
 * tables they are ISO text, YYYY-MM-DD, so that they sort as text. Years 1800 to 2200.
 */
#ifndef WIJK_BASE_DATE_H
#define WIJK_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/language.h"

#define DATE_NONE INT32_MIN
#define DATE_TEXT_SIZE 11 /* YYYY-MM-DD and the NUL */

typedef int32_t date_t; /* a day number, or DATE_NONE */

date_t date_of(int year, int month, int day); /* DATE_NONE when there is no such day */
void date_parts(date_t date, int *year, int *month, int *day);
int date_weekday(date_t date);                   /* 1 Monday … 7 Sunday */
date_t date_add_months(date_t date, int months); /* 31 January + 1 month = 28 or 29 February */

/* ISO text and nothing else. */
bool date_parse_iso(const char *text, date_t *date);
void date_iso(date_t date, char text[DATE_TEXT_SIZE]);

/* A date somebody typed: ISO, "12-3-2009", "12/3/2009", "12 mrt", "12 maart 2009", "1okt", "1 Oct
 * 2009", a weekday
 * ("vr", "vrijdag", "fri": the next one, never today), vandaag/morgen/gisteren,
 * today/tomorrow/yesterday, "volgende week vrijdag", "next week friday", "friday next week" (weeks
 * begin on Monday), "+3d",
 * "+2w", "+1m", "-3d", a year alone ("2009": 1 January). A date without a year is the nearest one
 * to today: at most six months back, else ahead. Dutch and English names are both understood, in
 * any case. False: not a date. */
bool date_read(const char *text, date_t today, date_t *date);

/* Dates for people. */
enum date_style {
    DATE_SHORT, /* 27 nov 2009 */
    DATE_LONG,  /* vrijdag 27 november 2009 */
    DATE_DAY,   /* vr 27 nov 2009 */
    DATE_BRIEF  /* 27 nov */
};
void date_format(struct buffer *out, date_t date, enum date_style style, enum language language);

/* Today in local time. */
date_t date_today(void);

/* A moment in UTC, "YYYY-MM-DDTHH:MM:SSZ", from milliseconds since 1970, and back. */
#define MOMENT_TEXT_SIZE 21
void moment_iso(int64_t milliseconds, char text[MOMENT_TEXT_SIZE]);
bool moment_parse(const char *text, int64_t *milliseconds);
/* A local date and time somebody typed: a date as date_read takes it, a space or "T", and a time
 * ("14:30", "14.30", "14u30", "14h", "9:05"); a time alone is that of today, a date alone its
 * midnight. False: not a moment. */
bool moment_read(const char *text, date_t today, int64_t *milliseconds);
/* The local day and minute of the day of a moment, and back. */
date_t moment_day(int64_t milliseconds, int *minute);
int64_t moment_at(date_t day, int minute);
/* WIJK_TODAY gives the day here too; the time of day is the clock's. */
int64_t moment_now(void);

/* The local date and time of a moment, for people: "27 nov 2009 14:32". */
void moment_format(struct buffer *out, int64_t milliseconds, enum language language);

#endif
