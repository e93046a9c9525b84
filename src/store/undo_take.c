/*
 * Taking a take back: each act that came with it, an undo among them too, is undone by an act of
 * this site, and together these set every field to what it was before the take. Doing it again
 * undoes those, and sets every field to what it was before them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statements.h"
#include "undo_values.h"
#include "wijk/base/language.h"

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
     "  AND (a.undoes_seq IS NULL OR u.run IN (SELECT t.run FROM take AS t WHERE t.run > 0))"
     "  ORDER BY u.seq DESC LIMIT 1)",
     0},
    {"undo_take_acts",
     "SELECT a.number, s.id AS site, a.seq, a.label FROM act AS a JOIN site AS s"
     " ON s.number = a.site WHERE a.number BETWEEN :first AND :last"
     " ORDER BY a.lamport DESC, a.number DESC",
     0},
    {"redo_take_acts",
     "SELECT u.number, s.id AS site, u.seq, coalesce(o.label, u.label) AS label FROM act AS u"
     " JOIN site AS s ON s.number = u.site LEFT JOIN site AS t ON t.id = u.undoes_site"
     " LEFT JOIN act AS o ON o.site = t.number AND o.seq = u.undoes_seq"
     " WHERE u.site = :site AND u.seq >= :run AND u.run = :run AND u.undone = 0"
     " ORDER BY u.seq DESC",
     0},
    {"undo_take_newest", "SELECT max(number) AS number FROM act", 0},
    {"undo_take_run", "UPDATE take SET run = :run WHERE number = :number", 0},
};
STATEMENT_COUNT(undo_take);
enum { LAST, LAST_UNDONE, ACTS, AGAIN, NEWEST, RUN };

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

/* One act that is to be undone. */
struct turn {
    int64_t number, seq;
    struct id site;
    char *label; /* owned */
};

struct turns {
    VECTOR(struct turn) list;
};

static void turns_release(struct turns *turns)
{
    for (size_t i = 0; i < turns->list.count; i++)
        free(turns->list.items[i].label);
    free(turns->list.items);
}

static bool read_turns(struct statement *read, struct turns *turns, struct error *error)
{
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&turns->list) =
            (struct turn){.number = statement_integer(read, "number"),
                          .seq = statement_integer(read, "seq"),
                          .site = statement_id(read, "site"),
                          .label = memory_string(statement_text(read, "label"))};
    statement_reset(read);
    return step == STATEMENT_DONE;
}

static bool list_turns(struct journal *journal, const struct undo_taken *taken, bool back,
                       struct turns *turns, struct error *error)
{
    struct statement *read =
        statement_get(journal->db, &undo_take_statements[back ? ACTS : AGAIN], error);
    if (read == NULL)
        return false;
    if (back) {
        statement_bind_integer(read, "first", taken->first);
        statement_bind_integer(read, "last", taken->last);
    } else {
        statement_bind_integer(read, "site", journal->site);
        statement_bind_integer(read, "run", taken->run);
    }
    return read_turns(read, turns, error);
}

/* Between the lowest and the highest of the acts, and up to now. */
static bool read_moment(struct db *db, const struct turns *turns, struct undo_moment *moment,
                        struct error *error)
{
    bool found;
    struct statement *read = statement_get(db, &undo_take_statements[NEWEST], error);
    if (read == NULL || !statement_first(read, &found, error))
        return false;
    *moment = (struct undo_moment){.first = INT64_MAX,
                                   .newest = found ? statement_integer(read, "number") : 0};
    statement_reset(read);
    for (size_t i = 0; i < turns->list.count; i++) {
        int64_t number = turns->list.items[i].number;
        moment->first = number < moment->first ? number : moment->first;
        moment->last = number > moment->last ? number : moment->last;
    }
    return true;
}

static bool turn(struct journal *journal, const struct turn *turn, const struct undo_moment *moment,
                 struct journal_frame *frame, struct error *error)
{
    struct draft draft;
    int64_t acts;
    frame->undoes_site = turn->site;
    frame->undoes_seq = turn->seq;
    draft_init(&draft, frame->label);
    bool fine = undo_restore(journal->db, turn->number, moment, &draft, error) &&
                journal_write(journal, &draft, frame, &acts, error);
    draft_release(&draft);
    return fine;
}

static bool turn_all(struct journal *journal, const struct turns *turns, bool back, int64_t run,
                     struct error *error)
{
    struct undo_moment moment;
    bool fine = read_moment(journal->db, turns, &moment, error);
    for (size_t i = 0; fine && i < turns->list.count; i++) {
        struct buffer label = BUFFER_EMPTY;
        buffer_format(&label, back ? _("Undone: %s") : _("Redone: %s"), turns->list.items[i].label);
        struct journal_frame frame = {.label = label.bytes, .run = run};
        fine = turn(journal, &turns->list.items[i], &moment, &frame, error);
        buffer_release(&label);
    }
    return fine;
}

bool undo_take(struct journal *journal, const struct undo_taken *taken,
               enum undo_direction direction, struct error *error)
{
    int64_t run = journal->seq + 1;
    bool back = direction == UNDO_BACK;
    struct turns turns = {.list = {0}};
    bool fine = list_turns(journal, taken, back, &turns, error) &&
                turn_all(journal, &turns, back, run, error);
    turns_release(&turns);
    if (!fine)
        return false;
    struct statement *write = statement_get(journal->db, &undo_take_statements[RUN], error);
    if (write == NULL)
        return false;
    statement_bind_integer(write, "number", taken->number);
    if (back)
        statement_bind_integer(write, "run", run);
    return statement_run(write, error);
}
