/*
 * A typed line in the context of an agenda item, read but not yet accepted; and making rows of it.
 * For the app layer only.
 */
#ifndef WIJK_SRC_APP_MEETING_READING_H
#define WIJK_SRC_APP_MEETING_READING_H

#include "meeting_internal.h"
#include "wijk/app/meeting_line.h"

struct line_reading {
    struct session *session;
    struct row meeting;     /* owned */
    struct gathered items;  /* owned */
    const struct row *item; /* where the line goes; NULL: any other business is to be made */
    struct quickline *line; /* borrowed */
    struct quickline_context context;
    struct record_at about; /* what it is about: of &CODE, else the item's; ENTITY_NONE: nothing */
    struct id indicator;    /* of a measurement; none: `why` says why */
    char why[512];
    struct buffer words; /* owned: what it is about, for the echo */
};

/* Reads the line of the request. The reading is released in any case. */
bool line_reading_read(struct line_reading *reading, const struct meeting_line *request,
                       struct error *error) MUST_USE;
void line_reading_release(struct line_reading *reading);

/* The first mistake that stops the line; NULL: it can be accepted. A name, date, code or level that
 * is not understood does not stop it, but a figure must be right. Borrowed. */
const char *line_reading_stops(const struct line_reading *reading);

/* What a line makes. */
struct line_made {
    struct row row;        /* owned; without entity: a note */
    struct buffer unknown; /* owned: the name that is nobody known */
    struct buffer text;    /* owned: of the entry */
};
void line_made_init(struct line_made *made);
void line_made_release(struct line_made *made);

/* Makes the row, with its code, checked; not yet in a draft. */
bool line_make(struct line_reading *reading, struct line_made *made, struct error *error) MUST_USE;

/* Sets in `row`, a copy of what the entry made, what the line says. */
bool line_remake(struct line_reading *reading, struct row *row, struct line_made *made,
                 struct error *error) MUST_USE;

/* Adds a comment for each thing in the line that was not understood and for the unknown name. */
bool line_keep_unknown(struct line_reading *reading, const char *typed, struct draft *draft,
                       const struct line_made *made, struct error *error) MUST_USE;

/* Fills the text of the entry. */
void line_text(const struct line_reading *reading, const char *typed, struct buffer *text);

/* "problem: K-9 Soil test delayed". */
void line_label(const struct line_reading *reading, const struct line_made *made,
                struct buffer *label);

#endif
