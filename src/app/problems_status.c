/* The way of a problem through its statuses. */
#include <string.h>

#include "wijk/app/problems.h"
#include "wijk/app/rows.h"
#include "wijk/domain/problem.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

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

static bool given(const char *text)
{
    return text != NULL && *text != '\0';
}

static bool check(struct session *session, const struct row *problem, enum problem_status to,
                  const char *words, struct error *error)
{
    struct problem_change change = {.to = to};
    if (!problem_status_of(row_text(problem, "status"), &change.from))
        return error_set(error, ERROR_REFUSED,
                         _("This problem has a status of a newer version: update wijk first"));
    change.has_owner = !id_is_none(row_reference(problem, "owner")) ||
                       !id_is_none(row_reference(problem, "owner_person"));
    change.has_waiting_for = given(words) || row_text(problem, "waiting_for") != NULL;
    if (!has_comment(session, problem->id, &change.has_reason, error))
        return false;
    change.has_reason = change.has_reason || given(words);
    return problem_check_change(&change, error);
}

/* "K-7 Damp in the Akbarstraat: accepted". */
static void start_draft(struct session *session, const struct row *problem, const char *status,
                        struct draft *draft)
{
    struct buffer title = BUFFER_EMPTY, label = BUFFER_EMPTY;
    rows_title(session, ENTITY_PROBLEM, problem->id, &title);
    int at = entity_field(problem->entity, "status");
    buffer_format(&label, _("%s: %s"), title.bytes,
                  field_choice_label(&problem->entity->fields[at], status));
    draft_init(draft, label.bytes);
    buffer_release(&title);
    buffer_release(&label);
}

static void add_reason(struct draft *draft, const struct row *problem, const char *words)
{
    struct row comment;
    row_init(&comment, ENTITY_COMMENT);
    row_set(&comment, "entity", value_text(problem->entity->table));
    row_set(&comment, "row", value_id(problem->id));
    row_set(&comment, "text", value_text(words));
    draft_create(draft, &comment);
    row_release(&comment);
}

static bool set_status(struct session *session, const struct row *problem, enum problem_status to,
                       const char *words, struct error *error)
{
    const char *status = problem_status_value(to);
    struct draft draft;
    start_draft(session, problem, status, &draft);
    draft_set(&draft, ENTITY_PROBLEM, problem->id, "status", value_text(status));
    if (to != PROBLEM_WAITING)
        draft_set(&draft, ENTITY_PROBLEM, problem->id, "waiting_for", value_none());
    else if (given(words))
        draft_set(&draft, ENTITY_PROBLEM, problem->id, "waiting_for", value_text(words));
    if (to == PROBLEM_REJECTED && given(words))
        add_reason(&draft, problem, words);
    bool done = session_commit(session, &draft, error);
    draft_release(&draft);
    return done;
}

bool problems_set_status(struct session *session, struct id problem, const char *status,
                         const char *waiting_for, struct error *error)
{
    enum problem_status to;
    struct row row;
    if (!session_writable(session, error))
        return false;
    if (!problem_status_of(status, &to))
        return error_set(error, ERROR_INPUT, _("'%s' is no status of a problem"), status);
    if (!record_get(session->db, ENTITY_PROBLEM, problem, &row, error))
        return false;
    bool done = check(session, &row, to, waiting_for, error) &&
                set_status(session, &row, to, waiting_for, error);
    row_release(&row);
    return done;
}
