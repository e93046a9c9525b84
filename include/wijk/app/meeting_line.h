/*
 * The typed line of a meeting: reading it in the context of an agenda item, making of it an entry
 * and what it says, changing and striking entries, and keeping what is half typed.
 *
 * Names that are nobody known are accepted: the problem, action or decision is made without an
 * owner, and the name is kept as a comment "@name" on it, in the same act, as everywhere
 * (app/completing.h). Nothing that was typed is lost.
 */
#ifndef WIJK_APP_MEETING_LINE_H
#define WIJK_APP_MEETING_LINE_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/entity.h"
#include "wijk/domain/quickline.h"

struct meeting_line {
    struct id meeting;
    struct id item;     /* none: the item now, else any other business (made when there is none) */
    const char *typed;  /* borrowed */
    bool other_reading; /* an ambiguous number is meant the other way */
};

/* What the line will become, while it is typed: `line` (initialised by the caller) is read, `echo`
 * gets the words, with the owner's full name, what it is about, and what will be completed later.
 * Changes nothing; quick enough for every key. quickline_mistake(line) says what is wrong. */
bool meeting_echo(struct session *session, const struct meeting_line *request,
                  struct quickline *line, struct buffer *echo, struct error *error) MUST_USE;

struct meeting_made {
    struct id entry;
    enum quickline_kind kind;
    enum entity_kind made_kind; /* ENTITY_NONE: a note */
    struct id made;
    char name[128]; /* a typed name that is nobody known; "": none */
};

/* Accepts the line: the entry and what it says, as one act in the meeting. `made` may be NULL.
 * Refused: a meeting that does not run, a line with mistakes, a measurement of no single indicator
 * (say &CODE), a title that is too long. Line ends in the text become spaces. */
bool meeting_line(struct session *session, const struct meeting_line *request,
                  struct meeting_made *made, struct error *error) MUST_USE;

/* Adds the line an entry would be typed with: "!! Soil test delayed @Ymere ^2010-03-01". */
bool meeting_entry_line(struct session *session, struct id entry, struct buffer *line,
                        struct error *error) MUST_USE;

/* Reads the line again in the entry's place; what it made follows: what the line says is set, what
 * it does not say stays. A line of another kind strikes what was made and makes the other. Refused
 * in a closed meeting. */
bool meeting_entry_change(struct session *session, struct id entry, const char *typed,
                          struct error *error) MUST_USE;

/* Takes an entry and the row it made out of the minutes. */
bool meeting_entry_strike(struct session *session, struct id entry, struct error *error) MUST_USE;

/* ---- half typed ---- */

/*
 * What stands in the composer, kept outside the journal in a small file (mode 0600) beside the
 * programme file, so that it is there again after a crash. Call meeting_typing_keep at each key
 * (`durable` false: survives the end of the program, kill -9 too) and again, durable, when typing
 * stopped for a moment (survives a power cut). An empty line forgets it.
 */
struct meeting_typing {
    struct id meeting, item; /* item may be none */
    char *line;              /* owned by who reads it back; "" or NULL: nothing */
    size_t cursor;           /* in bytes */
};
bool meeting_typing_keep(struct session *session, const struct meeting_typing *typing, bool durable,
                         struct error *error) MUST_USE;
/* *found: there is one; the caller then frees typing->line. */
bool meeting_typing_restore(struct session *session, struct meeting_typing *typing, bool *found,
                            struct error *error) MUST_USE;
void meeting_typing_forget(struct session *session);

#endif
