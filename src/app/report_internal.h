/* What the files of the report share. For src/app/report*.c only. */
#ifndef WIJK_SRC_APP_REPORT_INTERNAL_H
#define WIJK_SRC_APP_REPORT_INTERNAL_H

#include "wijk/app/report.h"
#include "wijk/domain/template.h"

extern const struct template_shape report_shape;

struct report {
    struct session *session;
    const struct report_question *question;
    date_t from, to;
};

/* Adds one neighbourhood's part: the session looks at its programme. */
bool report_part(struct report *report, struct template_record *part, struct error *error) MUST_USE;

/* Adds what is measured in several neighbourhoods, together, to the report of a city. */
bool report_together(struct report *report, struct template_record *record,
                     struct error *error) MUST_USE;

/* Sets a field to a date for people, or leaves it empty. */
void report_date(struct template_record *record, const char *name, date_t date);
void report_number(struct template_record *record, const char *name, long number);

#endif
