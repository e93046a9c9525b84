/*
 * One change of the journal in words. For the app layer only.
 */
#ifndef WIJK_SRC_APP_PAST_WORDS_H
#define WIJK_SRC_APP_PAST_WORDS_H

#include "wijk/app/past.h"
#include "wijk/store/history.h"

/* Fills all of the line but its site. */
void past_tell(struct session *session, const struct history_act *act,
               const struct history_change *change, struct past_line *line);

/* Fills the site's letter. */
bool past_tell_site(struct session *session, const struct history_act *act, struct past_line *line,
                    struct error *error) MUST_USE;

#endif
