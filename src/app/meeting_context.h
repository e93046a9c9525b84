/* What the files of an item's context share. For the app layer only. */
#ifndef WIJK_SRC_APP_MEETING_CONTEXT_H
#define WIJK_SRC_APP_MEETING_CONTEXT_H

#include "meeting_internal.h"
#include "wijk/domain/signal.h"

#define CONTEXT_RELATED 16
#define CONTEXT_KINDS (CONTEXT_LAST_TIME + 1)

struct looking {
    struct session *session;
    struct row item, meeting; /* owned */
    struct record_at about;
    size_t limit, counts[CONTEXT_KINDS];
    struct id related[CONTEXT_RELATED]; /* the row and what belongs to it: what actions and
                                           decisions may be about */
    size_t related_count;
    VECTOR(struct meeting_context_line) lines;
};

/* NULL: enough of the kind. `row` may be NULL. */
struct meeting_context_line *context_add(struct looking *looking, enum meeting_context_kind kind,
                                         const struct row *row);
void context_text(struct meeting_context_line *line, const char *text);
void context_details(struct meeting_context_line *line, const char *text);
void context_problem(struct looking *looking, const struct row *problem);

/* The rows of a kind that refer to a row in a column. */
struct context_of {
    enum entity_kind kind;
    const char *column;
    struct id id;
};
bool context_rows(struct looking *looking, const struct context_of *of, struct gathered *rows,
                  struct error *error) MUST_USE;

/* Facts, figures, milestones and problems of the row; fills `related`. */
bool context_facts(struct looking *looking, struct error *error) MUST_USE;

/* The rows of all signals of a kind: figures that are due, late milestones. */
bool context_signals(struct looking *looking, enum signal_kind kind, struct error *error) MUST_USE;

#endif
