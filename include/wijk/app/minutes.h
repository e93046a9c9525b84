/*
 * The papers of meetings: agenda, minutes, list of decisions, list of actions; as Markdown, as HTML
 * that needs no other file, and for calendars.
 *
 *     struct minutes_paper paper = {.meeting = id, .format = PAPER_HTML, .language = LANGUAGE_NL};
 *     struct buffer text = BUFFER_EMPTY;
 *     if (!minutes_write(session, &paper, &text, &error) ||
 *         !minutes_save(path, &text, &error))
 *         …
 *
 * Minutes are made from a template (domain/template.h): the one the configuration names in
 * minutes_template, else the standard one of the language. Before the meeting is closed they are a
 * draft and say so. Closing freezes them: a row of ENTITY_MINUTES whose text, hash and version
 * never change; what is wrong in them is corrected by a further version that says what it corrects.
 * As Markdown a frozen version is given out byte for byte, so that its SHA-256 can be compared.
 */
#ifndef WIJK_APP_MINUTES_H
#define WIJK_APP_MINUTES_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/base/language.h"

/* ---- papers ---- */

enum paper_format { PAPER_MARKDOWN, PAPER_HTML, PAPER_CALENDAR, PAPER_CSV, PAPER_JSON };

/* From "md", "html", "ics", "csv", "json", or (`path`) from the ending of a path. False: none of
 * them. */
bool minutes_format(const char *word, enum paper_format *format);
bool minutes_format_of(const char *path, enum paper_format *format);

struct minutes_paper {
    struct id meeting; /* minutes, agenda, invitation */
    enum paper_format format;
    enum language language;
    int64_t version; /* of the minutes; 0: the newest frozen one, else a draft */
    bool draft;      /* of the minutes: as they would be made now, whatever is frozen */
};

/* Adds the minutes: Markdown, HTML, JSON, or for calendars the next meeting with the actions agreed
 * in this one. A frozen version asked for in the other language is made anew from the rows in that
 * language, and says so. An error in the template is told with its file, line and column. */
bool minutes_write(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                   struct error *error) MUST_USE;

/* The language of the newest frozen version; without one the session's. What to ask for when nobody
 * said a language. */
enum language minutes_language(struct session *session, struct id meeting);

/* Adds the agenda: Markdown, HTML, JSON, or an invitation for calendars. */
bool minutes_agenda(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                    struct error *error) MUST_USE;

/* Adds the decisions of all meetings of the session's programme, newest first: Markdown, HTML, CSV,
 * JSON. `paper.meeting` may be none, else only those of that meeting. */
bool minutes_decisions(struct session *session, const struct minutes_paper *paper,
                       struct buffer *out, struct error *error) MUST_USE;

/* Adds the open actions of the session's programme by the partner who owes them, nobody last:
 * Markdown, HTML, CSV, JSON, or as tasks for calendars. `paper.meeting` as above. */
bool minutes_actions(struct session *session, const struct minutes_paper *paper, struct buffer *out,
                     struct error *error) MUST_USE;

/* Writes a paper to a file, mode 0600: whole or not at all. */
bool minutes_save(const char *path, const struct buffer *text, struct error *error) MUST_USE;

/* ---- freezing ---- */

struct draft;

/* What closing does that is not in the file yet: it is part of the same act. */
struct minutes_closing {
    struct id meeting;
    int64_t closed_at; /* milliseconds UTC */
    const struct minutes_number {
        struct id decision;
        int64_t number;
        const char *letter; /* borrowed: of the site; "": none */
    } * numbers;            /* borrowed: the decisions that get their number */
    size_t number_count;
    const struct id *carried; /* borrowed: the agenda items that are carried over */
    size_t carried_count;
    const struct minutes_spent { /* borrowed: what was the item now and is left; NULL: none */
        struct id item;
        double minutes;
    } * spent;
};

/* For meeting_close: adds the row of the minutes, version 1 or the next, to the draft that closes
 * the meeting, in the language of the session. An own template with an error does not stop a
 * meeting from being closed: the standard one is used, and *notice (may be NULL) gets the sentence;
 * the caller frees it. */
bool minutes_freeze(struct session *session, const struct minutes_closing *closing,
                    struct draft *draft, char **notice, struct error *error) MUST_USE;

/* The same as an act of its own, for a closed meeting without minutes (closed on another site by a
 * version that made none). Refused when it is not closed, or has minutes. */
bool minutes_make(struct session *session, struct id meeting, struct error *error) MUST_USE;

/* A further version, made anew from the rows as they are now, that says what it corrects; the
 * earlier one stays as it is. `version` (may be NULL) gets its number. */
bool minutes_correct(struct session *session, struct id meeting, const char *erratum,
                     int64_t *version, struct error *error) MUST_USE;

/* The newest version of the minutes of `meeting` is adopted in another meeting; none: the one that
 * runs, else the one held last after it. Refused, with a sentence, when it is adopted already. */
bool minutes_adopt(struct session *session, struct id meeting, struct id in,
                   struct error *error) MUST_USE;

/* ---- versions ---- */

struct minutes_version {
    struct id id;
    int64_t version, made_at; /* milliseconds UTC */
    enum language language;
    char *erratum;        /* owned; "" for none */
    char sha256[65];      /* as it was frozen */
    bool whole;           /* the text still has that hash */
    struct id adopted_in; /* none: not yet */
};
struct minutes_versions {
    struct minutes_version *items; /* owned: newest first */
    size_t count;
};
bool minutes_versions(struct session *session, struct id meeting, struct minutes_versions *versions,
                      struct error *error) MUST_USE;
void minutes_versions_release(struct minutes_versions *versions);

/* ---- the template ---- */

/* Adds the standard template of a language, to be copied and changed; its head says which fields
 * there are. */
void minutes_template(enum language language, struct buffer *out);

/* Whether the template of the configuration is right: true also when it names none. */
bool minutes_template_check(struct session *session, struct error *error) MUST_USE;

#endif
