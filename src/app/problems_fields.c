/* What is set on one or several problems at once: owner, severity, due date, a comment. */
#include <stdlib.h>

#include "problems_many.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

/* ---- the owner ---- */

struct assigning {
    struct id person, partner; /* none: nobody */
    const char *name;          /* of a partner to be made; NULL: none */
};

/* Before the first problem that the new partner owns. */
static bool make_partner(struct many *many, struct assigning *assigning, struct error *error)
{
    struct row partner;
    row_init(&partner, ENTITY_PARTNER);
    row_set(&partner, "name", value_text(assigning->name));
    bool good = rows_prepare(many->session, &partner, (struct id){{0}}, error) &&
                row_check(&partner, error);
    if (good)
        draft_create(&many->draft, &partner);
    assigning->partner = partner.id;
    assigning->name = NULL;
    row_release(&partner);
    return good;
}

static bool assign(struct many *many, const struct row *problem, struct error *error)
{
    struct assigning *assigning = many->context;
    if (assigning->name != NULL && !make_partner(many, assigning, error))
        return false;
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "owner", value_id(assigning->partner));
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "owner_person",
              value_id(assigning->person));
    return true;
}

static bool find_partner(struct session *session, struct assigning *assigning, struct error *error)
{
    struct row person;
    if (!record_get(session->db, ENTITY_PERSON, assigning->person, &person, error))
        return false;
    assigning->partner = row_reference(&person, "partner");
    row_release(&person);
    return true;
}

bool problems_assign(struct session *session, const struct problems *problems,
                     const struct problems_owner *owner, struct error *error)
{
    struct assigning assigning = {.name = problems_given(owner->name) ? owner->name : NULL};
    struct many many = {.session = session, .context = &assigning, .step = assign};
    struct buffer what = BUFFER_EMPTY, name = BUFFER_EMPTY;
    if (assigning.name != NULL)
        buffer_add_text(&name, assigning.name);
    else if (owner->kind != ENTITY_NONE)
        rows_name(session, owner->kind, owner->id, &name);
    if (owner->kind == ENTITY_PERSON)
        assigning.person = owner->id;
    else if (owner->kind == ENTITY_PARTNER)
        assigning.partner = owner->id;
    buffer_format(&what, _("owner %s"), name.length > 0 ? name.bytes : _("nobody"));
    bool done = (owner->kind != ENTITY_PERSON || find_partner(session, &assigning, error)) &&
                problems_many(&many, problems, what.bytes, error);
    buffer_release(&what);
    buffer_release(&name);
    return done;
}

/* ---- severity, due, comments ---- */

struct severing {
    int by;
    size_t changed;
};

static bool change_severity(struct many *many, const struct row *problem, struct error *error)
{
    (void)error;
    struct severing *severing = many->context;
    int64_t severity = row_integer(problem, "severity", SEVERITY_NORMAL) + severing->by;
    if (severity < SEVERITY_LOW || severity > SEVERITY_CRITICAL)
        return true;
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "severity", value_integer(severity));
    severing->changed++;
    return true;
}

bool problems_change_severity(struct session *session, const struct problems *problems, int by,
                              struct error *error)
{
    struct severing severing = {by, 0};
    struct many many = {.session = session, .context = &severing, .step = change_severity};
    if (!problems_many(&many, problems, by > 0 ? _("more severe") : _("less severe"), error))
        return false;
    return severing.changed > 0 ||
           error_set(error, ERROR_REFUSED, _("the severity goes from low to critical"));
}

static bool set_due(struct many *many, const struct row *problem, struct error *error)
{
    (void)error;
    draft_set(&many->draft, ENTITY_PROBLEM, problem->id, "due",
              problems_date(*(const date_t *)many->context));
    return true;
}

bool problems_set_due(struct session *session, const struct problems *problems, date_t due,
                      struct error *error)
{
    struct many many = {.session = session, .context = &due, .step = set_due};
    struct buffer what = BUFFER_EMPTY, day = BUFFER_EMPTY;
    if (due == DATE_NONE) {
        buffer_add_text(&what, _("without a due date"));
    } else {
        date_format(&day, due, DATE_SHORT, language_now());
        buffer_format(&what, _("due %s"), day.bytes);
    }
    bool done = problems_many(&many, problems, what.bytes, error);
    buffer_release(&what);
    buffer_release(&day);
    return done;
}

static bool add_comment(struct many *many, const struct row *problem, struct error *error)
{
    (void)error;
    problems_add_comment(many, problem->id, many->context);
    return true;
}

bool problems_comment(struct session *session, const struct problems *problems, const char *text,
                      struct error *error)
{
    char *copy = memory_string(text == NULL ? "" : text);
    struct many many = {.session = session, .context = copy, .step = add_comment};
    bool done = (*copy != '\0' || error_set(error, ERROR_INPUT, _("the comment is empty"))) &&
                problems_many(&many, problems, _("comment"), error);
    free(copy);
    return done;
}
