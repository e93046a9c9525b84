/*
 * Signals: suspicions that something is going wrong, derived from the rows and never stored. Each
 * rule is a pure function that says whether it speaks, how loudly, and why in words; the app layer
 * hands it the facts. A rule that speaks without need is a fault: the tests hold for each of them
 * when it must stay silent.
 *
 * Adding a signal is a kind, a line in the table of signal.c, a rule, and a call where its facts
 * are (src/app/signals*.c).
 */
#ifndef WIJK_DOMAIN_SIGNAL_H
#define WIJK_DOMAIN_SIGNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wijk/base/buffer.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/domain/light.h"
#include "wijk/domain/outlook.h"

enum signal_kind {
    SIGNAL_OFF_TRACK,   /* an indicator */
    SIGNAL_NO_FIGURE,   /* an indicator */
    SIGNAL_LATE,        /* a milestone */
    SIGNAL_OVERDUE,     /* an effort past its end */
    SIGNAL_MONEY,       /* an effort whose money and time are out of step */
    SIGNAL_SLIPPED,     /* a date that was moved twice or more */
    SIGNAL_UNOWNED,     /* nobody owns it */
    SIGNAL_SILENT,      /* a running effort nobody wrote about */
    SIGNAL_OPEN_LONG,   /* a problem open too long for its severity */
    SIGNAL_UNDECIDED,   /* an escalation past its date */
    SIGNAL_CARRIED,     /* an action carried over three times */
    SIGNAL_UNSUPPORTED, /* an agreement due without an effort */
    SIGNAL_UNEXPLAINED, /* amber or red without cause, consequence, correction */
    SIGNAL_ELSEWHERE,   /* the same problem in another neighbourhood */
    SIGNAL_COUNT
};

/* What a kind is called: stored and in JSON ("off track"), as people read it, and the glyph beside
 * it. */
struct signal_name {
    const char *value, *label, *glyph;
};
const struct signal_name *signal_name(enum signal_kind kind);
bool signal_of(const char *value, enum signal_kind *kind);

/* From when a rule speaks; the options of the configuration. */
struct signal_limits {
    int late_days;    /* a milestone so many days past its date */
    int silent_days;  /* a running effort without a change */
    int money_points; /* percentage points between the spent share and the elapsed share */
    int slips;        /* so many moves of one date */
    int carried;      /* so many times carried over */
    int open_days[5]; /* by severity 1 to 4: a problem open so long */
};
extern const struct signal_limits signal_limits_usual;

/* What a rule that speaks says. The reason is added to a buffer of the caller's, without a final
 * full stop. */
struct signal_finding {
    enum light light; /* amber or red, grey for a missing figure */
    int severity;     /* of the problem that would be made of it, 1 to 4 */
    double weight;    /* among signals of the same light: more is more urgent */
    date_t since;     /* since when it is so; DATE_NONE: not known */
};

struct signal_call {
    const struct signal_limits *limits; /* borrowed */
    date_t today;
    enum language language;
    struct buffer *reason; /* borrowed; NULL: only whether it speaks, without words */
};

/* An outlook that is off track, or has no recent figure (*kind says which). `words` is
 * outlook_reason; it may be NULL where no words are asked for. */
bool signal_outlook(const struct signal_call *call, const struct outlook *outlook,
                    const char *words, enum signal_kind *kind, struct signal_finding *finding);

/* A milestone that was not done. */
bool signal_late(const struct signal_call *call, const char *title, date_t due,
                 struct signal_finding *finding);

/* An effort that is planned or running past its end. */
bool signal_overdue(const struct signal_call *call, date_t ends, struct signal_finding *finding);

/* Money against time, both ways. Silent while less than a fifth of the time has gone, without a
 * plan, and outside the effort's own dates. */
struct signal_money {
    int64_t planned, spent; /* cents, of all years */
    date_t starts, ends;
};
bool signal_money(const struct signal_call *call, const struct signal_money *money,
                  struct signal_finding *finding);

/* A date that was moved later so many times. */
struct signal_slip {
    int times;
    date_t first, now;
};
bool signal_slipped(const struct signal_call *call, const struct signal_slip *slip,
                    struct signal_finding *finding);

/* Nobody owns it. `severity` of a problem; 0 for goals and efforts. */
bool signal_unowned(const struct signal_call *call, int severity, date_t since,
                    struct signal_finding *finding);

/* The day of the last change of a running effort or of what belongs to it. */
bool signal_silent(const struct signal_call *call, date_t changed, struct signal_finding *finding);

/* An open problem. `taken` is false while it is only flagged: then it speaks in half the time. */
struct signal_problem {
    int severity;
    date_t raised_on;
    bool taken;
};
bool signal_open_long(const struct signal_call *call, const struct signal_problem *problem,
                      struct signal_finding *finding);

/* An escalation without an outcome. */
bool signal_undecided(const struct signal_call *call, date_t decide_by, const char *level,
                      struct signal_finding *finding);

/* Carried over from meeting to meeting. */
bool signal_carried(const struct signal_call *call, int64_t times, struct signal_finding *finding);

/* An agreement that is due and that no effort serves. */
bool signal_unsupported(const struct signal_call *call, date_t due, int64_t efforts,
                        struct signal_finding *finding);

/* People set a light to amber or red and left out why. */
struct signal_explanation {
    enum light light;
    bool cause, consequence, correction; /* said */
    date_t since;
};
bool signal_unexplained(const struct signal_call *call,
                        const struct signal_explanation *explanation,
                        struct signal_finding *finding);

/* The same problem in another neighbourhood. `likeness` from 0 to 1. */
#define SIGNAL_ALIKE 0.6
bool signal_elsewhere(const struct signal_call *call, const char *where, double likeness,
                      struct signal_finding *finding);

/* How much two titles are alike: the share of their longer words (four letters or more, folded)
 * that both have. */
double signal_likeness(const char *one, const char *other);

/* The same in two steps, for many titles: the words of each once, then their likeness. A word is a
 * number; the words of a title are sorted and each stands there once. */
#define SIGNAL_WORDS 16
struct signal_words {
    uint32_t words[SIGNAL_WORDS];
    int count;
};
void signal_words(const char *title, struct signal_words *out);
/* Words that lie elsewhere, in the same order. */
struct signal_list {
    const uint32_t *words; /* borrowed */
    int count;
};
double signal_words_likeness(const struct signal_list *one, const struct signal_list *other);

#endif
