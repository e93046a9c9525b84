/*
 * Codes: giving the next one to a new goal, indicator, effort or problem (domain/code.h has the
 * rules). A code is given once and never changes; the number of a deleted row is not given again.
 */
#ifndef WIJK_APP_NUMBERING_H
#define WIJK_APP_NUMBERING_H

#include "wijk/app/session.h"
#include "wijk/base/buffer.h"
#include "wijk/domain/row.h"

/* Gives the row its code when its entity has one that the program gives and it has none yet. A code
 * that was set (by an import) is kept, but refused when another row of the programme has it. */
bool numbering_give(struct session *session, struct row *row, struct error *error) MUST_USE;

/* Refuses to change a given code. */
bool numbering_check(struct session *session, const struct row *before, const struct row *after,
                     struct error *error) MUST_USE;

/* ---- the rules, for rows that are not in the file yet (importing) ---- */

/* Whether rows of the kind get a code from the program. All of them share the codes of their
 * programme. */
bool numbering_has(enum entity_kind kind);

/* How the rules ask about the rows that a new one refers to: each adds the code (none: nothing). */
struct numbering_rows {
    bool (*goal)(void *context, struct id id, struct buffer *code, bool *vision,
                 struct error *error);
    bool (*theme)(void *context, struct id id, struct buffer *code, struct error *error);
    void *context;
};

/* An agreement's code is not counted: it is the number in the charter. True for an agreement, which
 * then has its code when its number is known. */
bool numbering_fixed(struct row *row);

/* Adds what the next code of the row begins with: "WON-", "WON-2.", "I-". */
bool numbering_prefix(const struct row *row, const struct numbering_rows *rows,
                      struct buffer *prefix, struct error *error) MUST_USE;

/* The highest number that a row of the programme has behind the prefix; 0: none yet. */
bool numbering_highest(struct session *session, struct id programme, const char *prefix,
                       int64_t *highest, struct error *error) MUST_USE;

/* Adds the code after `highest`, with the letters of this site where the programme's home is
 * another one. */
struct numbering_code {
    struct id programme;
    const char *prefix;
    int64_t highest;
};
bool numbering_next(struct session *session, const struct numbering_code *after, struct buffer *out,
                    struct error *error) MUST_USE;

#endif
