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

/* Of which efforts the facts are asked: one, else those of the programme, else (both none) all. */
struct noticed_of {
    struct id programme, effort;
    date_t today;
};

/* A milestone that was not done, due before today. Its title is borrowed until the callback
 * returns. In no order, as the others below. */
struct noticed_milestone {
    struct id id, effort;
    const char *title;
    date_t due;
};
typedef void noticed_milestone_visit(void *context, const struct noticed_milestone *milestone);
bool noticed_milestones(struct db *db, const struct noticed_of *of, noticed_milestone_visit *visit,
                        void *context, struct error *error) MUST_USE;

/* A budget line, in cents; 0 where it says nothing. */
struct noticed_budget {
    struct id effort;
    int64_t planned, spent;
};
typedef void noticed_budget_visit(void *context, const struct noticed_budget *line);
bool noticed_budgets(struct db *db, const struct noticed_of *of, noticed_budget_visit *visit,
                     void *context, struct error *error) MUST_USE;

/* When the lights that people set of an effort became what they are, and when its budget lines were
 * last written, where its light for money is set; milliseconds UTC, 0: not set, or not known. */
struct noticed_lights {
    struct id effort;
    int64_t time, money, quality, written;
};
typedef void noticed_lights_visit(void *context, const struct noticed_lights *lights);
/* The efforts of which any light is set, by id. */
bool noticed_lights(struct db *db, const struct noticed_of *of, noticed_lights_visit *visit,
                    void *context, struct error *error) MUST_USE;

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
