#include "wijk/app/numbering.h"

#include <string.h>

#include "wijk/app/naming.h"
#include "wijk/app/rows.h"
#include "wijk/domain/code.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

/* The entities whose rows have given codes; a code is of one row of the programme among them all.
 */
static const enum entity_kind coded[] = {ENTITY_GOAL,     ENTITY_INDICATOR, ENTITY_EFFORT,
                                         ENTITY_PROBLEM,  ENTITY_ACTION,    ENTITY_LESSON,
                                         ENTITY_AGREEMENT};
#define CODED (sizeof coded / sizeof *coded)

bool numbering_has(enum entity_kind kind)
{
    for (size_t i = 0; i < CODED; i++)
        if (coded[i] == kind)
            return true;
    return false;
}

/* A row that is not saved yet: through its goal, or its own reference. */
static bool programme_of(struct session *session, const struct row *row, struct id *programme,
                         struct error *error)
{
    if (row->entity->kind == ENTITY_INDICATOR) {
        struct record_at goal = {ENTITY_GOAL, row_reference(row, "goal")};
        return id_is_none(goal.id) || record_programme(session->db, goal, programme, error);
    }
    *programme = (struct id){{0}}; /* agreements and lessons are of no programme */
    if (entity_field(row->entity, "programme") >= 0)
        *programme = row_reference(row, "programme");
    return true;
}

/* ---- codes that were set ---- */

struct holder {
    struct id self, id; /* `id`: the other row that has the code */
};

static bool find_holder(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct holder *holder = context;
    if (id_equal(row->id, holder->self))
        return true;
    holder->id = row->id;
    return false;
}

/* Another row of the programme with the code; *kind is ENTITY_NONE when there is none. */
static bool find_other(struct session *session, const struct row *row, const char *code,
                       struct record_at *other, struct error *error)
{
    struct id programme = {{0}};
    other->kind = ENTITY_NONE;
    if (!programme_of(session, row, &programme, error))
        return false;
    for (size_t i = 0; i < CODED && other->kind == ENTITY_NONE; i++) {
        struct holder holder = {.self = row->id};
        struct query query;
        query_init(&query, coded[i]);
        query.programme = programme;
        bool read = query_add(&query, "code", QUERY_EQUAL, value_text(code), error) &&
                    record_each(session->db, &query, find_holder, &holder, error);
        query_release(&query);
        if (!read)
            return false;
        if (!id_is_none(holder.id))
            *other = (struct record_at){coded[i], holder.id};
    }
    return true;
}

static bool refuse_taken(struct session *session, struct record_at other, const char *code,
                         struct error *error)
{
    struct buffer name = BUFFER_EMPTY;
    rows_name(session, other.kind, other.id, &name);
    error_set(error, ERROR_INPUT, _("The code %s is taken: it is that of '%s'"), code, name.bytes);
    buffer_release(&name);
    return false;
}

static bool check_free(struct session *session, const struct row *row, struct error *error)
{
    const char *code = row_text(row, "code");
    struct record_at other;
    if (!find_other(session, row, code, &other, error))
        return false;
    return other.kind == ENTITY_NONE || refuse_taken(session, other, code, error);
}

/* ---- the rules ---- */

/* By the row above that has a code and is no vision: what is under a vision counts as its theme's
 * own. */
static bool under_goal(const struct numbering_rows *rows, struct id goal, bool visions,
                       struct buffer *prefix, struct error *error)
{
    bool vision = false;
    size_t before = prefix->length;
    if (id_is_none(goal))
        return true;
    if (!rows->goal(rows->context, goal, prefix, &vision, error))
        return false;
    if (vision && !visions)
        buffer_delete(prefix, before, prefix->length - before);
    if (prefix->length > before)
        buffer_add_byte(prefix, CODE_UNDER);
    return true;
}

static bool by_theme(const struct numbering_rows *rows, struct id theme, struct buffer *prefix,
                     struct error *error)
{
    size_t before = prefix->length;
    if (!id_is_none(theme) && !rows->theme(rows->context, theme, prefix, error))
        return false;
    if (prefix->length == before)
        buffer_add_text(prefix, CODE_GOAL);
    buffer_add_byte(prefix, CODE_OWN);
    return true;
}

bool numbering_prefix(const struct row *row, const struct numbering_rows *rows,
                      struct buffer *prefix, struct error *error)
{
    enum entity_kind kind = row->entity->kind;
    bool goal = kind == ENTITY_GOAL;
    const char *own = kind == ENTITY_EFFORT      ? CODE_EFFORT
                      : kind == ENTITY_PROBLEM   ? CODE_PROBLEM
                      : kind == ENTITY_ACTION    ? CODE_ACTION
                      : kind == ENTITY_LESSON    ? CODE_LESSON
                      : kind == ENTITY_AGREEMENT ? CODE_AGREEMENT
                      : naming_is_vision(row)    ? CODE_VISION
                                                 : NULL;
    if (own != NULL) {
        buffer_format(prefix, "%s%c", own, CODE_OWN);
        return true;
    }
    size_t before = prefix->length;
    struct id above = row_reference(row, goal ? "parent" : "goal"), theme = {{0}};
    if (goal)
        theme = row_reference(row, "theme");
    return under_goal(rows, above, !goal, prefix, error) &&
           (prefix->length > before || by_theme(rows, theme, prefix, error));
}

/* Over all entities with codes, since goals and indicators share one numbering, and a theme may be
 * called I or K. */
bool numbering_highest(struct session *session, struct id programme, const char *prefix,
                       int64_t *highest, struct error *error)
{
    *highest = 0;
    for (size_t i = 0; i < CODED; i++) {
        struct record_numbering numbering = {coded[i], programme, prefix};
        long found = 0;
        if (!record_highest_number(session->db, &numbering, &found, error))
            return false;
        *highest = found > *highest ? found : *highest;
    }
    return true;
}

bool numbering_next(struct session *session, const struct numbering_code *after, struct buffer *out,
                    struct error *error)
{
    char letters[JOURNAL_LETTERS] = "";
    if (session->journal != NULL &&
        !journal_letters(session->journal, after->programme, letters, error))
        return false;
    code_next(out, after->prefix, after->highest, letters);
    return true;
}

/* ---- giving ---- */

static bool stored_goal(void *context, struct id id, struct buffer *code, bool *vision,
                        struct error *error)
{
    struct session *session = context;
    struct row row;
    if (!record_get(session->db, ENTITY_GOAL, id, &row, error))
        return false;
    *vision = naming_is_vision(&row);
    buffer_add_text(code, row_text(&row, "code"));
    row_release(&row);
    return true;
}

static bool stored_theme(void *context, struct id id, struct buffer *code, struct error *error)
{
    struct session *session = context;
    return record_code(session->db, ENTITY_THEME, id, code, error);
}

static bool give(struct session *session, struct row *row, struct error *error)
{
    struct numbering_rows rows = {stored_goal, stored_theme, session};
    struct buffer prefix = BUFFER_EMPTY;
    struct id programme = {{0}};
    int64_t highest;
    bool found = programme_of(session, row, &programme, error) &&
                 numbering_prefix(row, &rows, &prefix, error) &&
                 numbering_highest(session, programme, prefix.bytes, &highest, error);
    if (found) {
        struct buffer code = BUFFER_EMPTY;
        struct numbering_code after = {programme, prefix.bytes, highest};
        found = numbering_next(session, &after, &code, error);
        row_set(row, "code", value_text(code.bytes));
        buffer_release(&code);
    }
    buffer_release(&prefix);
    return found;
}

bool numbering_fixed(struct row *row)
{
    if (row->entity->kind != ENTITY_AGREEMENT)
        return false;
    int64_t number = row_integer(row, "number", 0);
    if (number > 0 && row_text(row, "code") == NULL) {
        struct buffer code = BUFFER_EMPTY;
        code_agreement(&code, number);
        row_set(row, "code", value_text(code.bytes));
        buffer_release(&code);
    }
    return true;
}

bool numbering_give(struct session *session, struct row *row, struct error *error)
{
    if (!numbering_has(row->entity->kind))
        return true;
    if (numbering_fixed(row) && row_text(row, "code") == NULL)
        return true; /* without a number there is no code either: the check of the row says it */
    return row_text(row, "code") != NULL ? check_free(session, row, error)
                                         : give(session, row, error);
}

bool numbering_check(struct session *session, const struct row *before, const struct row *after,
                     struct error *error)
{
    if (!numbering_has(after->entity->kind) ||
        value_equal(row_value(before, "code"), row_value(after, "code")))
        return true;
    const char *code = row_text(before, "code");
    if (code != NULL)
        return error_set(
            error, ERROR_REFUSED,
            _("The code %s stays: a code is given once, so that people can rely on it"), code);
    return check_free(session, after, error);
}
