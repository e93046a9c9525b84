/*
 * The quarterly report of a neighbourhood, or of the city when no programme is chosen: progress in
 * words and figures, problems with cause, consequence and correction, the decisions asked of higher
 * levels. Made from a template (domain/template.h), the standard one of the language or the one the
 * option report_template names.
 *
 *     struct report_question question = {.language = LANGUAGE_NL, .html = true};
 *     if (!report_write(session, &question, &out, &error)) …
 */
#ifndef WIJK_APP_REPORT_H
#define WIJK_APP_REPORT_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/base/language.h"

struct report_question {
    date_t from, to; /* the quarter, both days included; DATE_NONE: the last whole quarter */
    enum language language;
    bool html; /* else Markdown */
};

/* "2026-Q3", "Q3 2026", "2026 K3", "3e kwartaal 2026": the first and last day of the quarter.
 * False: not a quarter. */
bool report_quarter(const char *typed, date_t *from, date_t *to);

bool report_write(struct session *session, const struct report_question *question,
                  struct buffer *out, struct error *error) MUST_USE;

/* Adds the standard template of the language, to copy and change. */
void report_template(enum language language, struct buffer *out);

#endif
