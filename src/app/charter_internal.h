/* What the files of the charter share. For the app layer only. */
#ifndef WIJK_SRC_APP_CHARTER_INTERNAL_H
#define WIJK_SRC_APP_CHARTER_INTERNAL_H

#include "wijk/app/charter.h"
#include "wijk/app/effort_lights.h"
#include "wijk/store/charter.h"

/* The worst of the three lights of an effort, as everywhere: what people set, or what its dates and
 * its money say. */
enum light charter_light(const struct effort_lights *lights, const struct charter_effort *effort);

/* The neighbourhood of a programme; nothing for none. */
void charter_where(struct session *session, struct id programme, struct buffer *out);

/* What a blocking problem waits for, in words: "critical · city board · since 3 Apr 2026". */
void charter_problem_words(const struct row *problem, struct buffer *out);

#endif
