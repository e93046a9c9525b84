/*
 * The projection: the only statements that write the typed tables.
 */
#ifndef WIJK_SRC_STORE_PROJECT_H
#define WIJK_SRC_STORE_PROJECT_H

#include "internal.h"
#include "load.h"
#include "wijk/domain/row.h"

struct projection {
    struct statement *insert[ENTITY_COUNT], *replace[ENTITY_COUNT], *select[ENTITY_COUNT];
    struct statement *exists[ENTITY_COUNT];
    struct statement **update[ENTITY_COUNT]; /* a field each, and one for the mark of deletion */
    bool waits, asked;                       /* whether anything waits; asked: this was looked up */
    bool erased, erased_asked; /* the same of whether anything was erased in this file */
    bool saw_erased, followed; /* an erased value was folded; texts were erased because of it */
};

struct projection *projection_of(struct db *db);

/* Writes a whole row. *broken: a rule of the table did not hold, and nothing was written (not a
 * failure). */
bool project_insert(struct db *db, const struct row *row, bool replace, bool *broken,
                    struct error *error) MUST_USE;
/* Sets one field (entity->field_count: the mark of deletion). Missing: there is no such row.
 * Broken: a rule of the table did not hold. */
struct project_place {
    const struct entity *entity;
    struct id id;
    size_t field;
};
enum project_outcome { PROJECT_DONE, PROJECT_MISSING, PROJECT_BROKEN };
bool project_update(struct db *db, const struct project_place *place, const struct value *value,
                    enum project_outcome *outcome, struct error *error) MUST_USE;
/* Reads a row, which is initialised and stays so, into its values. */
bool project_select(struct db *db, struct row *row, bool *found, struct error *error) MUST_USE;
bool project_exists(struct db *db, enum entity_kind kind, struct id id, bool *exists,
                    struct error *error) MUST_USE;

/* Tells the search of a row's new state, or of a new row; a scratch copy needs no search. */
bool project_search(struct db *db, const struct row *row, struct error *error) MUST_USE;
bool project_search_new(struct db *db, const struct row *row, struct error *error) MUST_USE;

/* Whether a field may hold the value now; `needs` is the row that is missing, if that is why not.
 */
struct project_answer {
    bool allowed;
    struct id needs;
};
bool project_allows(struct db *db, const struct field *field, const struct value *value,
                    struct project_answer *answer, struct error *error) MUST_USE;

/* Makes a row anew from all changes of it that are here, whatever their order; what cannot be shown
 * waits. */
bool project_row(struct db *db, struct id row, struct error *error) MUST_USE;
/* Whether anything waits, or did in this transaction. A row that is in no table, and of which a
 * change is here all the same, waits. */
bool project_waits(struct db *db, bool *waits, struct error *error) MUST_USE;
/* Whether the row, or a value of it, waits. */
bool project_row_waits(struct db *db, struct id row, bool *waits, struct error *error) MUST_USE;
/* After a row came: those that waited for it. */
bool project_waiting_for(struct db *db, struct id row, struct error *error) MUST_USE;
bool project_all_waiting(struct db *db, struct error *error) MUST_USE;

struct project_wait {
    struct id row;
    int64_t act, n;
    struct id needs;
    const char *reason; /* English, for the file */
};
bool project_wait(struct db *db, const struct project_wait *wait, struct error *error) MUST_USE;

#endif
