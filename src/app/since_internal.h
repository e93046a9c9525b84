/* What the files of "since the last meeting" share. For the app layer only. */
#ifndef WIJK_SRC_APP_SINCE_INTERNAL_H
#define WIJK_SRC_APP_SINCE_INTERNAL_H

#include "standing.h"
#include "wijk/app/actions.h"
#include "wijk/base/vector.h"
#include "wijk/store/since.h"

struct since_taking {
    struct session *session;
    const struct standing *standing; /* as it is now; borrowed */
    struct since *since;
    struct since_asked asked;
    bool only_count;
    VECTOR(struct since_line) lines;
};

/* A line with the row's code and name; NULL when it is only counted, as where enough are listed. */
struct since_line *since_add(struct since_taking *taking, enum since_kind kind,
                             enum entity_kind entity, struct id row);

/* Goals whose light is another one than on the day of the meeting. */
bool since_take_lights(struct since_taking *taking, struct error *error) MUST_USE;

/* The counts of since_load, without its lines, of what is read already. */
bool since_count(struct session *session, const struct standing *standing, struct since *since,
                 struct error *error) MUST_USE;

#endif
