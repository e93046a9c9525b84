#include "wijk/app/problems.h"

#include <string.h>

#include "making.h"
#include "wijk/app/rows.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

/* ---- people ---- */

static bool same(const char *one, const char *other)
{
    return one != NULL && text_contains(one, other) && text_contains(other, one);
}

struct named {
    struct row row; /* without entity: there is none, or several */
    bool exact;     /* nothing of the name was left out */
};

/* The only row that answers to the name, by its initials or name. */
static bool find_named(struct session *session, enum entity_kind kind, const char *name,
                       struct named *named, struct error *error)
{
    struct record_wanted wanted = {kind, name, session->programme};
    struct record_found found;
    struct row *row = &named->row;
    *named = (struct named){.exact = false};
    if (*name == '\0')
        return true;
    if (!record_find(session->db, &wanted, &found, error))
        return false;
    if (found.matches != 1)
        return true;
    if (!record_get(session->db, kind, found.id, row, error))
        return false;
    named->exact = same(row_text(row, "name"), name) ||
                   (kind == ENTITY_PERSON && same(row_text(row, "initials"), name));
    return true;
}

static void release(struct named *named)
{
    if (named->row.entity != NULL)
        row_release(&named->row);
}

/* A person goes before a partner, unless only the partner is called exactly so. A person owns for
 * the partner the person works for. */
static void set_owner(struct row *row, const struct row *person, const struct row *partner,
                      bool partner_only)
{
    bool problem = row->entity->kind == ENTITY_PROBLEM;
    const char *by_person = problem ? "owner_person" : "person";
    const char *by_partner = problem ? "owner" : "partner";
    if (person->entity != NULL && !partner_only) {
        row_set(row, by_person, value_id(person->id));
        row_set(row, by_partner, value_id(row_reference(person, "partner")));
    } else {
        row_set(row, by_person, value_none());
        row_set(row, by_partner, value_id(partner->id));
    }
}

bool problems_find_owner(struct session *session, const char *name, struct row *problem,
                         struct buffer *unresolved, struct error *error)
{
    struct named person = {.exact = false}, partner = person;
    bool read = find_named(session, ENTITY_PERSON, name, &person, error) &&
                find_named(session, ENTITY_PARTNER, name, &partner, error);
    if (read && (person.row.entity != NULL || partner.row.entity != NULL))
        set_owner(problem, &person.row, &partner.row,
                  person.row.entity == NULL || (partner.exact && !person.exact));
    else if (read)
        buffer_add_text(unresolved, name);
    release(&person);
    release(&partner);
    return read;
}

/* Who raises it, when the session's person is one of the file's people. */
static bool find_raiser(struct session *session, struct row *problem, struct error *error)
{
    struct named person;
    if (!find_named(session, ENTITY_PERSON, session->person, &person, error))
        return false;
    if (person.row.entity != NULL && person.exact)
        row_set(problem, "raised_by", value_id(person.row.id));
    release(&person);
    return true;
}

/* ---- what it is about ---- */

static bool about_goal(struct session *session, struct id id, struct row *problem,
                       struct error *error)
{
    struct row goal;
    if (!record_get(session->db, ENTITY_GOAL, id, &goal, error))
        return false;
    row_set(problem, "theme", value_id(row_reference(&goal, "theme")));
    row_release(&goal);
    return true;
}

struct heaviest {
    struct id goal;
};

static bool first_goal(void *context, const struct row *row, struct error *error)
{
    (void)error;
    ((struct heaviest *)context)->goal = row_reference(row, "goal");
    return false;
}

/* The theme of the goal the effort contributes to most. */
static bool about_effort(struct session *session, struct id id, struct row *problem,
                         struct error *error)
{
    struct heaviest heaviest = {{{0}}};
    struct query query;
    query_init(&query, ENTITY_CONTRIBUTION);
    bool read = query_add(&query, "effort", QUERY_EQUAL, value_id(id), error) &&
                record_each(session->db, &query, first_goal, &heaviest, error);
    query_release(&query);
    row_set(problem, "effort", value_id(id));
    return read &&
           (id_is_none(heaviest.goal) || about_goal(session, heaviest.goal, problem, error));
}

/* What another problem is about. */
static bool about_problem(struct session *session, struct id id, struct row *problem,
                          struct error *error)
{
    static const char *const columns[] = {"theme", "goal", "effort", "agreement"};
    struct row other;
    if (!record_get(session->db, ENTITY_PROBLEM, id, &other, error))
        return false;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        row_set(problem, columns[i], value_id(row_reference(&other, columns[i])));
    row_release(&other);
    return true;
}

/* From a part to what it is part of: a measurement to its indicator, a milestone to its effort. */
static bool climb(struct session *session, struct record_at *at, struct error *error)
{
    const struct entity *entity = &entities[at->kind];
    if (entity->belongs == NULL) {
        at->kind = ENTITY_NONE;
        return true;
    }
    struct row row;
    if (!record_get(session->db, at->kind, at->id, &row, error))
        return false;
    int field = entity_field(entity, entity->belongs);
    *at = (struct record_at){entity->fields[field].type == FIELD_REFERENCE
                                 ? entity->fields[field].refers_to
                                 : ENTITY_NONE,
                             row_reference(&row, entity->belongs)};
    row_release(&row);
    return true;
}

static bool set_about(struct session *session, struct record_at at, struct row *problem,
                      struct error *error)
{
    for (int depth = 0; depth < 8 && at.kind != ENTITY_NONE; depth++) {
        switch (at.kind) {
        case ENTITY_GOAL:
            row_set(problem, "goal", value_id(at.id));
            return about_goal(session, at.id, problem, error);
        case ENTITY_EFFORT:
            return about_effort(session, at.id, problem, error);
        case ENTITY_THEME:
            row_set(problem, "theme", value_id(at.id));
            return true;
        case ENTITY_AGREEMENT:
            row_set(problem, "agreement", value_id(at.id));
            return true;
        case ENTITY_PROGRAMME:
            return true;
        case ENTITY_PROBLEM:
            return about_problem(session, at.id, problem, error);
        default:
            if (!climb(session, &at, error))
                return false;
        }
    }
    return true;
}

static bool find_programme(struct session *session, struct record_at about, struct row *problem,
                           struct error *error)
{
    struct id programme = {{0}};
    if (about.kind == ENTITY_PROGRAMME)
        programme = about.id;
    else if (about.kind != ENTITY_NONE && !id_is_none(about.id) &&
             !record_programme(session->db, about, &programme, error))
        return false;
    if (id_is_none(programme))
        programme = session->programme;
    if (id_is_none(programme))
        return error_set(error, ERROR_INPUT,
                         _("Say what the problem is about: the file has several programmes"));
    row_set(problem, "programme", value_id(programme));
    return true;
}

/* ---- flagging ---- */

static bool check_line(const struct quickline *line, struct error *error)
{
    if (line->mistakes > 0)
        return error_set(error, ERROR_INPUT, "%s", quickline_mistake(line));
    if (line->kind != QUICKLINE_PROBLEM)
        return error_set(error, ERROR_INPUT, _("This is no problem: begin the line with !"));
    return line->text.length > 0 ||
           error_set(error, ERROR_INPUT, _("Say in a few words what stands in the way"));
}

static void fill(const struct quickline *line, struct row *problem)
{
    row_set(problem, "title", value_text(line->text.bytes));
    row_set(problem, "severity", value_integer(line->severity));
    if (line->due != DATE_NONE) {
        char due[DATE_TEXT_SIZE];
        date_iso(line->due, due);
        row_set(problem, "due", value_text(due));
    }
    if (line->visibility != NULL)
        row_set(problem, "visibility", value_text(line->visibility));
    if (line->level != NULL)
        row_set(problem, "level", value_text(line->level));
}

/* A name that is nobody known is kept as a comment, in the same act: nothing that was typed is
 * lost, and the list of what is to be completed (completing.h) has it. */
static bool add_problem(struct session *session, struct row *problem, const char *unknown,
                        struct error *error)
{
    if (*unknown == '\0')
        return rows_add(session, problem, error);
    struct row comment;
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "@%s", unknown);
    row_init(&comment, ENTITY_COMMENT);
    row_set(&comment, "entity", value_text(problem->entity->table));
    row_set(&comment, "text", value_text(text.bytes));
    bool added = rows_add_with(session, problem, &(struct rows_with){&comment, "row"}, error);
    row_release(&comment);
    buffer_release(&text);
    return added;
}

bool problems_make(struct session *session, const struct problem_request *request,
                   struct row *problem, struct buffer *unresolved, struct error *error)
{
    const struct quickline *line = request->line;
    struct record_at at = {request->kind, request->about};
    if (line->about.length > 0 &&
        !rows_find_code(session, line->about.bytes, &at.kind, &at.id, error))
        return false;
    fill(line, problem);
    return find_programme(session, at, problem, error) && set_about(session, at, problem, error) &&
           find_raiser(session, problem, error) &&
           (line->owner.length == 0 ||
            problems_find_owner(session, line->owner.bytes, problem, unresolved, error));
}

bool problems_flag(struct session *session, const struct problem_request *request, struct id *id,
                   struct buffer *unresolved, struct error *error)
{
    struct row problem;
    struct buffer unknown = BUFFER_EMPTY;
    if (!session_writable(session, error) || !check_line(request->line, error))
        return false;
    row_init(&problem, ENTITY_PROBLEM);
    bool done = problems_make(session, request, &problem, &unknown, error) &&
                add_problem(session, &problem, unknown.bytes, error);
    if (done)
        *id = problem.id;
    if (done && unresolved != NULL)
        buffer_add_text(unresolved, unknown.bytes);
    buffer_release(&unknown);
    row_release(&problem);
    return done;
}
