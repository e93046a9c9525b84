/*
 * Erasing a text that the law wants gone: everywhere it ever was a value of one field of one row.
 * It cannot be undone. Who did it and why stays in the history.
 */
#ifndef WIJK_APP_ERASING_H
#define WIJK_APP_ERASING_H

#include "wijk/app/session.h"
#include "wijk/base/vector.h"
#include "wijk/domain/entity.h"

struct erasing {
    enum entity_kind kind;
    struct id id;
    const char *column;
    const char *why; /* must not be empty, and must not hold the text itself */
};

struct erased {
    int64_t acts;         /* that held a value of the field */
    int64_t backups;      /* beside the file, which still hold it */
    VECTOR(char *) lines; /* owned sentences: what was done, and which copies still hold the text */
};

/* Whether people can erase this field. */
bool erasing_fits(const struct field *field);

/* ERROR_INPUT (no text, no reason), ERROR_NOT_FOUND, ERROR_READ_ONLY. With dry_run nothing is
 * erased. The caller releases `out` in any case. */
bool erasing_field(struct session *session, const struct erasing *erasing, struct erased *out,
                   struct error *error) MUST_USE;
void erased_release(struct erased *erased);

#endif
