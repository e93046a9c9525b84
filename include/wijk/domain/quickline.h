/*
 * The quick line: one typed line becomes a note, a problem, an action, a decision or a measurement.
 * The composer of a meeting, `!` and `m` on any row and the command line all read it here.
 *
 *     start: (nothing) note · ! !! !!! problem: normal, high, critical · * action · # decision ·
 *            = measurement
 *     anywhere: @owner ^due &about %visibility-or-level, and \@ for the character itself
 *     measurement: =VALUE [DATE] [STATUS] [SOURCE:] [NOTE]   "=14,2 1okt O+S: text"
 *
 * Names with spaces are typed @"Jan de Vries" or @Jan_de_Vries; underscores are spaces in ^ and %
 * too. `group`, `bureau` and `public` behind % are visibilities; `district`, `city board` and
 * `national` are levels, and so is any level behind "to-" or "naar-" (%to-bureau). ^ on a
 * measurement is its date. Dates of measurements lie in the past: "1 mrt" is the last 1 March.
 * Without "SOURCE:" what is left is the note.
 *
 * Nothing is guessed silently: what was not understood is a span with its reason, and counts as a
 * mistake; a line with mistakes must not be accepted. quickline_echo tells what the line will
 * become.
 */
#ifndef WIJK_DOMAIN_QUICKLINE_H
#define WIJK_DOMAIN_QUICKLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/base/number.h"
#include "wijk/base/vector.h"

enum quickline_kind {
    QUICKLINE_NOTE,
    QUICKLINE_PROBLEM,
    QUICKLINE_ACTION,
    QUICKLINE_DECISION,
    QUICKLINE_MEASUREMENT,
    QUICKLINE_KIND_COUNT
};

/* What the indicator takes, when it is known. */
enum quickline_measure {
    QUICKLINE_ANY, /* not known: a number or yes/no */
    QUICKLINE_NUMBER,
    QUICKLINE_YES_NO,
    QUICKLINE_WORDS
};

struct quickline_context {
    enum language language; /* of numbers first, and of the sentences */
    date_t today;
    enum quickline_kind plain; /* what a line without a start sign is: note in a meeting, problem
                                  for `!`, measurement for `m` */
    enum quickline_measure measure;
    bool other_reading; /* an ambiguous number is meant the other way (Tab switches) */
    const char *about;  /* what the line is about when it does not say so, for the echo; may be
                           NULL; borrowed */
};

/* A part of the line, in bytes, that is not plain text. */
struct quickline_span {
    size_t start, end;
    char sign;       /* '@' '^' '&' '%', the start sign, or 0 for a part of a measurement */
    bool understood; /* else it is underlined… */
    char *why;       /* …and this sentence says why; owned; NULL when understood */
};

struct quickline {
    enum quickline_kind kind;
    bool empty;                  /* nothing typed: no mistake, nothing to add */
    int severity;                /* of a problem: 2 normal, 3 high, 4 critical */
    struct buffer text;          /* without tokens, single spaces; the words of a measurement */
    struct buffer owner, about;  /* as typed; empty: not said */
    date_t due;                  /* DATE_NONE: not said */
    const char *visibility;      /* stored choice of problem.visibility, or NULL */
    const char *level;           /* stored choice of problem.level, or NULL */
    bool value_known;            /* of a measurement */
    bool yes_no;                 /* the value is 1 or 0 and was typed as yes or no */
    struct number_reading value; /* `value` is the reading that counts */
    const char *status;          /* stored choice of measurement.status, never NULL */
    date_t date;                 /* of a measurement: today when not said */
    bool date_given;
    struct buffer source, note;
    VECTOR(struct quickline_span) spans; /* in the order of the line */
    size_t mistakes;                     /* how many spans were not understood */
};

void quickline_init(struct quickline *result);
void quickline_release(struct quickline *result);

/* Reads a line anew into an initialised result. */
void quickline_read(struct quickline *result, const char *line,
                    const struct quickline_context *context);

/* Adds what the line will become, in one line: "problem · Soil test delayed · high · owner Ymere ·
 * due Fri 27 Nov 2009 · on I-12". Nothing for an empty line. */
void quickline_echo(struct buffer *out, const struct quickline *result,
                    const struct quickline_context *context);

/* The first mistake's sentence, or NULL. Borrowed from the result. */
const char *quickline_mistake(const struct quickline *result);

/* The word for a kind, an English message: "problem". */
const char *quickline_word(enum quickline_kind kind);

/* The token the cursor is in or at the end of, for completion: what stands from `body` to the
 * cursor is the beginning that was typed; a choice replaces `start` to `end`. False: none. */
struct quickline_token {
    char sign;
    size_t start, body, end;
};
bool quickline_token_at(const char *line, size_t cursor, struct quickline_token *token);

/* Adds a token for a chosen name or code, with quotes when it needs them: @"Jan de Vries". */
void quickline_token_write(struct buffer *out, char sign, const char *name);

#endif
