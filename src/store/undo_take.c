/*
 * Taking a take back: every act that came with it, by acts of this site that belong together. What
 * the own site has changed after one of them stays as it is. Where the take brought an undo (or
 * redo) of an act that was here already, that one gets its former state.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statements.h"
#include "undo_values.h"

const struct statement_text undo_take_statements[] = {
    {"undo_take_last",
     "SELECT t.number, t.at, t.label, t.first, t.last, t.run FROM take AS t"
     " WHERE t.run IS NULL AND NOT EXISTS (SELECT 1 FROM act AS a WHERE a.site = :site"
     "  AND a.seq > t.seq AND a.undoes_seq IS NULL AND a.undone = 0)"
     " ORDER BY t.number DESC LIMIT 1",
     0},
    {"redo_take_last",
     "SELECT t.number, t.at, t.label, t.first, t.last, t.run FROM take AS t WHERE t.run ="
     " (SELECT u.run FROM act AS u JOIN site AS s ON s.id = u.undoes_site"
     "  JOIN act AS a ON a.site = s.number AND a.seq = u.undoes_seq"
     "  WHERE u.site = :site AND u.undoes_seq IS NOT NULL AND u.undone = 0"
     "  AND a.undoes_seq IS NULL ORDER BY u.seq DESC LIMIT 1)",
     0},
    {"undo_take_acts",
     "SELECT number, undone, undoes_seq FROM act WHERE number BETWEEN :first AND :last"
     " ORDER BY lamport DESC, number DESC",
     0},
    {"redo_take_acts",
     "SELECT o.number, o.undone, NULL AS undoes_seq FROM act AS u"
     " JOIN site AS s ON s.id = u.undoes_site"
     " JOIN act AS o ON o.site = s.number AND o.seq = u.undoes_seq"
     " WHERE u.site = :site AND u.seq >= :run AND u.run = :run ORDER BY u.seq DESC",
     0},
    {"undo_take_target",
     "SELECT o.number, o.undone, o.undoes_seq FROM act AS u JOIN site AS s ON s.id = u.undoes_site"
     " JOIN act AS o ON o.site = s.number AND o.seq = u.undoes_seq WHERE u.number = :number",
     0},
    {"undo_take_run", "UPDATE take SET run = :run WHERE number = :number", 0},
};
STATEMENT_COUNT(undo_take);
enum { LAST, LAST_UNDONE, ACTS, AGAIN, TARGET, RUN };

bool undo_take_find(struct journal *journal, enum undo_direction direction,
                    struct undo_taken *taken, struct error *error)
{
    bool found;
    struct statement *read = statement_get(
        journal->db, &undo_take_statements[direction == UNDO_BACK ? LAST : LAST_UNDONE], error);
    *taken = (struct undo_taken){.number = 0};
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", journal->site);
    if (!statement_first(read, &found, error) || !found)
        return !error_is_set(error);
    taken->number = statement_integer(read, "number");
    taken->first = statement_integer(read, "first");
    taken->last = statement_integer(read, "last");
    taken->run = statement_integer(read, "run");
    taken->step.act = taken->first;
    taken->step.acts = taken->last - taken->first + 1;
    taken->step.at = statement_integer(read, "at");
    snprintf(taken->step.label, sizeof taken->step.label, "%s", statement_text(read, "label"));
    statement_reset(read);
    return true;
}

/* One act that is to be turned. */
struct turn {
    int64_t number;
    bool undone, undoes;
};

struct turns {
    VECTOR(struct turn) list;
};

static bool read_turns(struct statement *read, struct turns *turns, struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&turns->list) =
            (struct turn){statement_integer(read, "number"), statement_integer(read, "undone") != 0,
                          !statement_is_null(read, "undoes_seq")};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* The act an undo is about in the end, and how many steps it is away; number 0: not here. */
static bool root_of(struct db *db, int64_t number, struct turn *root, int *steps,
                    struct error *error)
{
    *root = (struct turn){.number = number, .undoes = true};
    for (*steps = 0; root->undoes; ++*steps) {
        bool found;
        struct statement *read = statement_get(db, &undo_take_statements[TARGET], error);
        if (read == NULL)
            return false;
        statement_bind_integer(read, "number", root->number);
        if (!statement_first(read, &found, error))
            return false;
        *root = (struct turn){.number = 0};
        if (!found)
            return true;
        *root =
            (struct turn){statement_integer(read, "number"), statement_integer(read, "undone") != 0,
                          !statement_is_null(read, "undoes_seq")};
        statement_reset(read);
    }
    return true;
}

/* An act from before the take that was undone (or redone) in it: the first such step tells how it
 * was. */
static bool turn_older(struct journal *journal, const struct turn *turn, struct turns *turned,
                       int64_t run, struct error *error)
{
    struct turn root;
    int steps;
    if (!root_of(journal->db, turn->number, &root, &steps, error))
        return false;
    for (size_t i = 0; i < turned->list.count; i++)
        if (turned->list.items[i].number == root.number)
            return true;
    *VECTOR_PUSH(&turned->list) = root;
    bool stood = steps % 2 == 1;
    if (root.undone != stood)
        return true;
    struct undo_wish wish = {root.number, stood ? UNDO_AGAIN : UNDO_BACK, true};
    return undo_make(journal, &wish, run, error);
}

static bool take_back(struct journal *journal, const struct undo_taken *taken, int64_t run,
                      struct error *error)
{
    struct turns turns = {.list = {0}}, turned = {.list = {0}};
    struct statement *read = statement_get(journal->db, &undo_take_statements[ACTS], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "first", taken->first);
    statement_bind_integer(read, "last", taken->last);
    bool fine = read_turns(read, &turns, error);
    for (size_t i = 0; fine && i < turns.list.count; i++) {
        struct undo_wish wish = {turns.list.items[i].number, UNDO_BACK, true};
        if (!turns.list.items[i].undoes && !turns.list.items[i].undone)
            fine = undo_make(journal, &wish, run, error);
    }
    /* From the oldest on: the first step that is told of a root is the one that counts. */
    for (size_t i = 0; i < turns.list.count; i++)
        if (!turns.list.items[i].undoes)
            *VECTOR_PUSH(&turned.list) = turns.list.items[i];
    *VECTOR_PUSH(&turned.list) = (struct turn){.number = 0}; /* what is not here */
    for (size_t i = turns.list.count; fine && i-- > 0;)
        if (turns.list.items[i].undoes)
            fine = turn_older(journal, &turns.list.items[i], &turned, run, error);
    free(turns.list.items);
    free(turned.list.items);
    return fine;
}

static bool make_again(struct journal *journal, const struct undo_taken *taken, int64_t run,
                       struct error *error)
{
    struct turns turns = {.list = {0}};
    struct statement *read = statement_get(journal->db, &undo_take_statements[AGAIN], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", journal->site);
    statement_bind_integer(read, "run", taken->run);
    bool fine = read_turns(read, &turns, error);
    for (size_t i = 0; fine && i < turns.list.count; i++) {
        struct undo_wish wish = {turns.list.items[i].number, UNDO_AGAIN, true};
        if (turns.list.items[i].undone)
            fine = undo_make(journal, &wish, run, error);
    }
    free(turns.list.items);
    return fine;
}

bool undo_take(struct journal *journal, const struct undo_taken *taken,
               enum undo_direction direction, struct error *error)
{
    int64_t run = journal->seq + 1;
    bool back = direction == UNDO_BACK;
    if (back ? !take_back(journal, taken, run, error) : !make_again(journal, taken, run, error))
        return false;
    struct statement *write = statement_get(journal->db, &undo_take_statements[RUN], error);
    if (write == NULL)
        return false;
    statement_bind_integer(write, "number", taken->number);
    if (back)
        statement_bind_integer(write, "run", run);
    return statement_run(write, error);
}
