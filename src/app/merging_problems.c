/* Problems that are the same. */
#include <string.h>

#include "problems_many.h"
#include "wijk/app/merging.h"
#include "wijk/app/rows.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

struct doubling {
    struct row into;
    struct buffer reason;
};

/* Those that were merged into the double before are the same as the other one, too. */
static bool repoint(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct many *many = context;
    struct doubling *doubling = many->context;
    draft_set(&many->draft, ENTITY_PROBLEM, row->id, "duplicate_of", value_id(doubling->into.id));
    return true;
}

static bool repoint_all(struct many *many, const struct row *problem, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_PROBLEM);
    bool read = query_add(&query, "duplicate_of", QUERY_EQUAL, value_id(problem->id), error) &&
                record_each(many->session->db, &query, repoint, many, error);
    query_release(&query);
    return read;
}

static bool check(const struct row *problem, const struct row *into, struct error *error)
{
    struct problem_change change = {.to = PROBLEM_REJECTED, .has_reason = true};
    if (id_equal(problem->id, into->id))
        return error_set(error, ERROR_INPUT, _("A problem is not merged with itself"));
    if (!problem_status_of(row_text(problem, "status"), &change.from))
        return error_set(error, ERROR_REFUSED,
                         _("This problem has a status of a newer version: update wijk first"));
    return problem_check_change(&change, error);
}

/* What the other one did not say. */
static void take_over(struct many *many, const struct row *problem, struct row *into)
{
    static const char *const columns[] = {"theme", "goal",         "effort",
                                          "owner", "owner_person", "due"};
    bool owned = !id_is_none(row_reference(into, "owner")) ||
                 !id_is_none(row_reference(into, "owner_person"));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const struct value *value = row_value(problem, columns[i]);
        bool owner = strncmp(columns[i], "owner", 5) == 0;
        if (value_is_none(value) || !value_is_none(row_value(into, columns[i])) || (owner && owned))
            continue;
        draft_set(&many->draft, ENTITY_PROBLEM, into->id, columns[i], value_copy(value));
        row_set(into, columns[i], value_copy(value));
    }
}

static bool merge(struct many *many, const struct row *problem, struct error *error)
{
    struct doubling *doubling = many->context;
    if (!check(problem, &doubling->into, error) || !repoint_all(many, problem, error))
        return false;
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "duplicate_of",
              value_id(doubling->into.id));
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "status",
              value_text(problem_status_value(PROBLEM_REJECTED)));
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "waiting_for", value_none());
    problems_add_comment(many, problem->id, doubling->reason.bytes);
    take_over(many, problem, &doubling->into);
    return true;
}

static bool check_into(const struct row *into, struct error *error)
{
    if (into->deleted)
        return error_set(error, ERROR_REFUSED, _("That problem was deleted"));
    if (!problem_is_open(row_text(into, "status")))
        return error_set(error, ERROR_REFUSED,
                         _("That problem is closed; reopen it, or merge with an open one"));
    return true;
}

bool merging_problems(struct session *session, const struct problems *doubles, struct id into,
                      struct error *error)
{
    struct doubling doubling = {.reason = BUFFER_EMPTY};
    struct many many = {.session = session, .context = &doubling, .step = merge};
    struct buffer title = BUFFER_EMPTY, what = BUFFER_EMPTY;
    if (!record_get(session->db, ENTITY_PROBLEM, into, &doubling.into, error))
        return false;
    rows_title(session, ENTITY_PROBLEM, into, &title);
    buffer_format(&doubling.reason, _("The same as %s"), title.bytes);
    rows_code(session, ENTITY_PROBLEM, into, &what);
    buffer_clear(&title);
    buffer_format(&title, _("merged with %s"), what.bytes);
    bool done =
        check_into(&doubling.into, error) && problems_many(&many, doubles, title.bytes, error);
    buffer_release(&title);
    buffer_release(&what);
    buffer_release(&doubling.reason);
    row_release(&doubling.into);
    return done;
}
