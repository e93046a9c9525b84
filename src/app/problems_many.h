/*
 * One act over one or several problems: each is read, a step adds what changes to the draft, and
 * all is committed at once, or nothing when one of them refuses.
 */
#ifndef WIJK_SRC_APP_PROBLEMS_MANY_H
#define WIJK_SRC_APP_PROBLEMS_MANY_H

#include "wijk/app/problems.h"
#include "wijk/domain/row.h"
#include "wijk/store/draft.h"

struct many {
    struct session *session;
    struct draft draft;
    void *context; /* of the step */
    bool (*step)(struct many *many, const struct row *problem, struct error *error);
};

/* `what` (translated) is what happens to them: the act is called "K-7 Damp: accepted" or "3
 * problems: accepted". */
bool problems_many(struct many *many, const struct problems *problems, const char *what,
                   struct error *error) MUST_USE;

/* Adds a comment on the problem, by the session's person where that is one of the file's people. */
void problems_add_comment(struct many *many, struct id problem, const char *text);

/* Sets a date column to a day, or to unknown. */
struct value problems_date(date_t date);

/* NULL and "" are no words. */
bool problems_given(const char *text);

#endif
