/* What the files of the charter share. For the app layer only. */
#ifndef WIJK_SRC_APP_CHARTER_INTERNAL_H
#define WIJK_SRC_APP_CHARTER_INTERNAL_H

#include "wijk/app/charter.h"
#include "wijk/store/charter.h"

/* The worst of the three lights that people set on an effort. */
enum light charter_light(const struct charter_effort *effort);

/* The neighbourhood of a programme; nothing for none. */
void charter_where(struct session *session, struct id programme, struct buffer *out);

/* What a blocking problem waits for, in words: "critical · city board · since 3 Apr 2026". */
void charter_problem_words(const struct row *problem, struct buffer *out);

#endif
