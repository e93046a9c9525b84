/*
 * What signals ask of the journal: when something was last written about, and which dates were
 * moved.
 */
#ifndef WIJK_STORE_NOTICED_H
#define WIJK_STORE_NOTICED_H

#include <stdint.h>

#include "wijk/base/date.h"
#include "wijk/base/error.h"
#include "wijk/base/id.h"
#include "wijk/base/vector.h"

struct db;

/* The moment (milliseconds UTC) of the newest act that touched the effort, its milestones, budget
 * lines, partners and contributions, the problems about it and the comments on it; 0: none. */
bool noticed_effort(struct db *db, struct id effort, int64_t *at, struct error *error) MUST_USE;

/* The same of one field of a row: when it became what it is. */
bool noticed_field(struct db *db, struct id row, const char *field, int64_t *at,
                   struct error *error) MUST_USE;

/* The same of the budget lines of an effort. */
bool noticed_money(struct db *db, struct id effort, int64_t *at, struct error *error) MUST_USE;

/* A date field that was changed at least twice after the row was made. */
struct noticed_move {
    struct id row;
    char field[16];
    int times;    /* how often the date went to a later day, undone moves left out */
    date_t first; /* what it was at first */
};
struct noticed_moves {
    VECTOR(struct noticed_move) moves;
};

/* All of the file, of the fields `due` and `ends`, with at least `least` moves. Release with
 * free(moves.items). */
bool noticed_moves(struct db *db, int least, struct noticed_moves *out,
                   struct error *error) MUST_USE;

/* The same of efforts, milestones and agreements alone, each that moved at all. */
bool noticed_moves_planned(struct db *db, struct noticed_moves *out, struct error *error) MUST_USE;

/* An open problem, as far as signals ask. Texts are borrowed until the callback returns. */
struct noticed_problem {
    struct id id;
    const char *code, *title, *status; /* code may be NULL */
    int severity;
    date_t raised_on, due; /* DATE_NONE: unknown */
    const char *level;
    struct id owner, owner_person;
};
typedef bool noticed_visit(void *context, const struct noticed_problem *problem);

/* Every open problem of the programme (none: of all), with its texts. */
bool noticed_problems(struct db *db, struct id programme, noticed_visit *visit, void *context,
                      struct error *error) MUST_USE;

/* The same without texts, from an index alone and in no order: twenty thousand take a few
 * milliseconds. `level` is borrowed until the callback returns. */
struct noticed_open {
    struct id id;
    int severity;
    date_t raised_on, due; /* DATE_NONE: unknown */
    bool flagged;          /* nobody has accepted it yet */
    const char *level;
    struct id owner, owner_person, agreement;
};
typedef void noticed_open_visit(void *context, const struct noticed_open *problem);

bool noticed_open(struct db *db, struct id programme, noticed_open_visit *visit, void *context,
                  struct error *error) MUST_USE;

#endif
