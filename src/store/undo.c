#include "wijk/store/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal_site.h"
#include "statements.h"
#include "undo_values.h"
#include "wijk/base/language.h"

#define ACT_COLUMNS                                                                                \
    "a.number, a.site, s.id AS site_id, a.seq, a.at, a.person, a.label, a.run, a.undone,"          \
    " a.undoes_site, a.undoes_seq"
#define FROM_ACT " FROM act AS a JOIN site AS s ON s.number = a.site "

const struct statement_text undo_statements[] = {
    {"undo_newest",
     "SELECT " ACT_COLUMNS FROM_ACT "WHERE a.site = :site AND a.undoes_seq IS NULL AND a.undone = 0"
     " ORDER BY a.seq DESC LIMIT 1",
     0},
    {"redo_newest",
     "SELECT " ACT_COLUMNS " FROM act AS u JOIN site AS s ON s.id = u.undoes_site"
     " JOIN act AS a ON a.site = s.number AND a.seq = u.undoes_seq"
     " WHERE u.site = :site AND u.undoes_seq IS NOT NULL AND u.undone = 0 AND a.undoes_seq IS NULL"
     " ORDER BY u.seq DESC LIMIT 1",
     0},
    {"undo_act", "SELECT " ACT_COLUMNS FROM_ACT "WHERE a.number = :number", 0},
    {"undo_by_seq", "SELECT " ACT_COLUMNS FROM_ACT "WHERE s.id = :site AND a.seq = :seq", 0},
    {"undo_run_size",
     "SELECT count(*) AS acts, min(number) AS first FROM act"
     " WHERE site = :site AND seq >= :run AND run = :run",
     0},
    {"undo_run_back",
     "SELECT number FROM act WHERE site = :site AND seq >= :run AND run = :run AND undone = 0"
     " ORDER BY seq DESC",
     0},
    {"undo_run_again",
     "SELECT number FROM act WHERE site = :site AND seq >= :run AND run = :run AND undone = 1"
     " ORDER BY seq",
     0},
    {"undo_of",
     "SELECT s.id AS site_id, a.seq" FROM_ACT
     "WHERE a.undoes_site = :site AND a.undoes_seq = :seq AND a.undone = 0"
     " ORDER BY a.number DESC LIMIT 1",
     0},
};
STATEMENT_COUNT(undo);
enum { NEWEST, REDO_NEWEST, ACT, BY_SEQ, RUN_SIZE, RUN_BACK, RUN_AGAIN, UNDO_OF };

struct target {
    struct undo_step step;
    int64_t site, seq, run;
    struct id site_id;
    struct id undoes_site;
    int64_t undoes_seq;
    bool undone;
};

static void copy_text(char *out, size_t size, const char *text)
{
    snprintf(out, size, "%s", text == NULL ? "" : text);
}

/* The act a statement answers; step.act 0: none. */
static bool read_target(struct statement *read, struct target *target, struct error *error)
{
    bool found;
    *target = (struct target){0};
    if (!statement_first(read, &found, error) || !found)
        return !error_is_set(error);
    target->step.act = statement_integer(read, "number");
    target->step.at = statement_integer(read, "at");
    copy_text(target->step.label, sizeof target->step.label, statement_text(read, "label"));
    copy_text(target->step.person, sizeof target->step.person, statement_text(read, "person"));
    target->step.acts = 1;
    target->site = statement_integer(read, "site");
    target->site_id = statement_id(read, "site_id");
    target->seq = statement_integer(read, "seq");
    target->run = statement_integer(read, "run");
    target->undone = statement_integer(read, "undone") != 0;
    target->undoes_site = statement_id(read, "undoes_site");
    target->undoes_seq = statement_integer(read, "undoes_seq");
    statement_reset(read);
    return true;
}

static bool read_run(struct db *db, struct target *target, struct error *error)
{
    bool found;
    if (target->run == 0)
        return true;
    struct statement *size = statement_get(db, &undo_statements[RUN_SIZE], error);
    if (size == NULL)
        return false;
    statement_bind_integer(size, "site", target->site);
    statement_bind_integer(size, "run", target->run);
    if (!statement_first(size, &found, error))
        return false;
    target->step.acts = statement_integer(size, "acts");
    target->step.act = statement_integer(size, "first");
    statement_reset(size);
    return true;
}

static bool find(struct journal *journal, enum undo_direction direction, struct target *target,
                 struct error *error)
{
    struct statement *read = statement_get(
        journal->db, &undo_statements[direction == UNDO_BACK ? NEWEST : REDO_NEWEST], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", journal->site);
    return read_target(read, target, error) && read_run(journal->db, target, error);
}

bool undo_peek(struct journal *journal, enum undo_direction direction, struct undo_step *step,
               struct error *error)
{
    struct target target;
    struct undo_taken taken;
    if (!undo_take_find(journal, direction, &taken, error) ||
        (taken.number == 0 && !find(journal, direction, &target, error)))
        return false;
    *step = taken.number != 0 ? taken.step : target.step;
    return true;
}

/* The act by number, or by (site, seq) when that is 0. */
static bool read_act(struct db *db, int64_t number, struct target *target, struct error *error)
{
    struct statement *read = statement_get(db, &undo_statements[ACT], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "number", number);
    return read_target(read, target, error);
}

/* What the new act takes back: the target itself, or the undo of it that stands. */
static bool frame_of(struct db *db, const struct target *target, enum undo_direction direction,
                     struct journal_frame *frame, struct error *error)
{
    frame->undoes_site = target->site_id;
    frame->undoes_seq = target->seq;
    if (direction == UNDO_BACK)
        return true;
    struct statement *read = statement_get(db, &undo_statements[UNDO_OF], error);
    bool found;
    if (read == NULL)
        return false;
    statement_bind_id(read, "site", target->site_id);
    statement_bind_integer(read, "seq", target->seq);
    if (!statement_first(read, &found, error))
        return false;
    if (!found)
        return error_set(error, ERROR_NOT_FOUND, _("There is nothing to redo"));
    frame->undoes_site = statement_id(read, "site_id");
    frame->undoes_seq = statement_integer(read, "seq");
    statement_reset(read);
    return true;
}

bool undo_make(struct journal *journal, const struct undo_wish *wish, int64_t run,
               struct error *error)
{
    struct target target;
    struct draft draft;
    struct buffer label = BUFFER_EMPTY;
    if (!read_act(journal->db, wish->act, &target, error))
        return false;
    buffer_format(&label, wish->direction == UNDO_BACK ? _("Undone: %s") : _("Redone: %s"),
                  target.step.label);
    struct journal_frame frame = {.label = label.bytes, .run = run};
    int64_t acts;
    draft_init(&draft, label.bytes);
    bool fine = frame_of(journal->db, &target, wish->direction, &frame, error) &&
                undo_values(journal->db, wish, &draft, error) &&
                journal_write(journal, &draft, &frame, &acts, error);
    draft_release(&draft);
    buffer_release(&label);
    return fine;
}

struct numbers {
    VECTOR(int64_t) list;
};

static bool list_acts(struct db *db, const struct target *target, enum undo_direction direction,
                      struct numbers *numbers, struct error *error)
{
    if (target->run == 0) {
        *VECTOR_PUSH(&numbers->list) = target->step.act;
        return true;
    }
    struct statement *read =
        statement_get(db, &undo_statements[direction == UNDO_BACK ? RUN_BACK : RUN_AGAIN], error);
    if (read == NULL)
        return false;
    statement_bind_integer(read, "site", target->site);
    statement_bind_integer(read, "run", target->run);
    enum statement_step step;
    while ((step = statement_step(read, error)) == STATEMENT_ROW)
        *VECTOR_PUSH(&numbers->list) = statement_integer(read, "number");
    statement_reset(read);
    return step == STATEMENT_DONE;
}

/* Inside a transaction. */
static bool take_back_all(struct journal *journal, const struct target *target,
                          enum undo_direction direction, struct error *error)
{
    struct numbers numbers = {0};
    bool fine = list_acts(journal->db, target, direction, &numbers, error) &&
                journal_site_ready(journal, error);
    int64_t run = numbers.list.count > 1 ? journal->seq + 1 : 0;
    for (size_t i = 0; fine && i < numbers.list.count; i++) {
        struct undo_wish wish = {.act = numbers.list.items[i], .direction = direction};
        fine = undo_make(journal, &wish, run, error);
    }
    if (fine && numbers.list.count == 1 && direction == UNDO_BACK)
        fine = undo_unused(journal->db, numbers.list.items[0], error);
    free(numbers.list.items);
    return fine;
}

/* Commits what was done in the transaction, or forgets it. */
static bool end(struct journal *journal, bool fine, int64_t made, int64_t last, struct error *error)
{
    if (fine && db_commit(journal->db, error))
        return true;
    struct error ignored = ERROR_NONE;
    db_rollback(journal->db);
    journal->made = made;
    journal->last_act = last;
    journal->known = journal_site_find(journal, &ignored) && journal->known;
    return false;
}

static bool perform(struct journal *journal, struct target *target, enum undo_direction direction,
                    struct undo_step *step, struct error *error)
{
    int64_t made = journal->made, last = journal->last_act;
    if (!end(journal, take_back_all(journal, target, direction, error), made, last, error))
        return false;
    if (step != NULL)
        *step = target->step;
    return true;
}

static bool perform_take(struct journal *journal, const struct undo_taken *taken,
                         enum undo_direction direction, struct undo_step *step, struct error *error)
{
    int64_t made = journal->made, last = journal->last_act;
    bool fine = journal_site_ready(journal, error) && undo_take(journal, taken, direction, error);
    if (!end(journal, fine, made, last, error))
        return false;
    if (step != NULL)
        *step = taken->step;
    return true;
}

static bool none(struct db *db, enum undo_direction direction, struct error *error)
{
    db_rollback(db);
    return error_set(error, ERROR_NOT_FOUND,
                     direction == UNDO_BACK ? _("There is nothing to undo")
                                            : _("There is nothing to redo"));
}

bool undo_step(struct journal *journal, enum undo_direction direction, struct undo_step *step,
               struct error *error)
{
    struct target target;
    struct undo_taken taken;
    if (!db_begin(journal->db, error))
        return false;
    if (undo_take_find(journal, direction, &taken, error) && taken.number != 0)
        return perform_take(journal, &taken, direction, step, error);
    if (error_is_set(error) || !find(journal, direction, &target, error)) {
        db_rollback(journal->db);
        return false;
    }
    if (target.step.act == 0)
        return none(journal->db, direction, error);
    return perform(journal, &target, direction, step, error);
}

/* An undo or redo stands for the act it is about. */
static bool resolve(struct db *db, struct target *target, struct error *error)
{
    while (target->step.act != 0 && target->undoes_seq != 0) {
        struct statement *read = statement_get(db, &undo_statements[BY_SEQ], error);
        if (read == NULL)
            return false;
        statement_bind_id(read, "site", target->undoes_site);
        statement_bind_integer(read, "seq", target->undoes_seq);
        if (!read_target(read, target, error))
            return false;
    }
    return read_run(db, target, error);
}

bool undo_any(struct journal *journal, int64_t act, struct undo_step *step, struct error *error)
{
    struct target target;
    if (!db_begin(journal->db, error))
        return false;
    if (!read_act(journal->db, act, &target, error) || !resolve(journal->db, &target, error)) {
        db_rollback(journal->db);
        return false;
    }
    if (target.step.act == 0)
        return none(journal->db, UNDO_BACK, error);
    return perform(journal, &target, target.undone ? UNDO_AGAIN : UNDO_BACK, step, error);
}
