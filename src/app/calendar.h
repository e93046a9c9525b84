/*
 * Calendar files (iCalendar, RFC 5545), by libical, which is loaded at the first call. Moments are
 * written in UTC, so that no time zone has to come along.
 *
 *     struct calendar *calendar = calendar_new("PUBLISH", &error);
 *     calendar_add(calendar, &(struct calendar_entry){…});
 *     calendar_write(calendar, &out);
 *     calendar_free(calendar);
 */
#ifndef WIJK_SRC_APP_CALENDAR_H
#define WIJK_SRC_APP_CALENDAR_H

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"

struct calendar;

struct calendar_person {
    const char *name, *mail;
};

struct calendar_entry {
    bool task;            /* else an event */
    struct id id;         /* of the row: the same row is the same entry in every calendar */
    int64_t sequence;     /* goes up with every change of the row */
    int64_t starts, ends; /* of an event; ends 0: not known */
    date_t due;           /* of a task; DATE_NONE: none */
    const char *summary, *description, *location; /* text from people; NULL: none */
    const char *status;                           /* "CONFIRMED", "NEEDS-ACTION" … */
    int priority;                                 /* 1 high to 9 low; 0: none */
    const struct calendar_person *organizer;      /* NULL: none */
    const struct calendar_person *attendees;
    size_t attendee_count;
};

/* NULL: libical is not there; the error says so. `method`: "PUBLISH" or "REQUEST". */
struct calendar *calendar_new(const char *method, struct error *error) MUST_USE;
void calendar_add(struct calendar *calendar, const struct calendar_entry *entry);
void calendar_write(const struct calendar *calendar, struct buffer *out);
void calendar_free(struct calendar *calendar); /* NULL is allowed */

#endif
