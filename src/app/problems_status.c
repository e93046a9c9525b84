/* The way of problems through their statuses. */
#include <string.h>

#include "problems_many.h"
#include "wijk/app/rows.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

struct status_change {
    enum problem_status to;
    const char *words; /* NULL: none */
};

static bool found_one(void *context, const struct row *row, struct error *error)
{
    (void)row, (void)error;
    *(bool *)context = true;
    return false;
}

static bool has_comment(struct session *session, struct id problem, bool *has, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_COMMENT);
    *has = false;
    bool read = query_add(&query, "row", QUERY_EQUAL, value_id(problem), error) &&
                record_each(session->db, &query, found_one, has, error);
    query_release(&query);
    return read;
}

static bool check(struct session *session, const struct row *problem,
                  const struct status_change *wanted, struct error *error)
{
    struct problem_change change = {.to = wanted->to};
    bool words = problems_given(wanted->words);
    if (!problem_status_of(row_text(problem, "status"), &change.from))
        return error_set(error, ERROR_REFUSED,
                         _("This problem has a status of a newer version: update wijk first"));
    change.has_owner = !id_is_none(row_reference(problem, "owner")) ||
                       !id_is_none(row_reference(problem, "owner_person"));
    change.has_waiting_for = words || row_text(problem, "waiting_for") != NULL;
    change.has_how = words || row_text(problem, "correction") != NULL;
    if (!has_comment(session, problem->id, &change.has_reason, error))
        return false;
    change.has_reason = change.has_reason || words;
    return problem_check_change(&change, error);
}

static void set(struct many *many, const struct row *problem, const char *column,
                struct value value)
{
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, column, value);
}

/* Where the words go: who is waited for, how it was solved, why it was rejected. */
static void add_words(struct many *many, const struct row *problem,
                      const struct status_change *change)
{
    bool words = problems_given(change->words);
    if (change->to != PROBLEM_WAITING)
        set(many, problem, "waiting_for", value_none());
    else if (words)
        set(many, problem, "waiting_for", value_text(change->words));
    if (!words)
        return;
    if (change->to == PROBLEM_SOLVED && row_text(problem, "correction") == NULL)
        set(many, problem, "correction", value_text(change->words));
    else if (change->to != PROBLEM_WAITING)
        problems_add_comment(many, problem->id, change->words);
}

static bool change_status(struct many *many, const struct row *problem, struct error *error)
{
    const struct status_change *change = many->context;
    if (!check(many->session, problem, change, error))
        return false;
    set(many, problem, "status", value_text(problem_status_value(change->to)));
    if (change->to != PROBLEM_REJECTED)
        set(many, problem, "duplicate_of", value_none());
    add_words(many, problem, change);
    return true;
}

bool problems_set_statuses(struct session *session, const struct problems *problems,
                           const char *status, const char *words, struct error *error)
{
    struct status_change change = {.words = words};
    struct many many = {.session = session, .context = &change, .step = change_status};
    const struct entity *entity = &entities[ENTITY_PROBLEM];
    if (!problem_status_of(status, &change.to))
        return error_set(error, ERROR_INPUT, _("'%s' is no status of a problem"), status);
    const char *what = field_choice_label(&entity->fields[entity_field(entity, "status")], status);
    return problems_many(&many, problems, what, error);
}

bool problems_set_status(struct session *session, struct id problem, const char *status,
                         const char *words, struct error *error)
{
    return problems_set_statuses(session, &(struct problems){&problem, 1}, status, words, error);
}
