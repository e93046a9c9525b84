/* What the files of exporting share. For src/app/exporting*.c only. */
#ifndef WIJK_SRC_APP_EXPORTING_INTERNAL_H
#define WIJK_SRC_APP_EXPORTING_INTERNAL_H

#include "wijk/app/exporting.h"
#include "wijk/app/naming.h"

struct exporting {
    struct naming *naming; /* owned */
    bool uuids;            /* references as UUIDs */
};

/* Adds the text of the reference in a field; false: it refers to a row in the bin, which no file
 * holds. */
bool exporting_reference(struct exporting *exporting, const struct row *row, size_t field,
                         struct buffer *out);

/* Spreadsheets: one sheet an entity, and for all of them a sheet with tables and charts before. */
bool exporting_xlsx_query(struct session *session, const struct query *query, const char *path,
                          long *rows, struct error *error) MUST_USE;
bool exporting_xlsx_all(struct session *session, const char *path, long *rows,
                        struct error *error) MUST_USE;

#endif
