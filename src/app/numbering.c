#include "wijk/app/numbering.h"

#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/domain/code.h"
#include "wijk/store/journal.h"
#include "wijk/store/record.h"

#define CODE_VISION "V"

/* The entities whose rows have given codes; a code is of one row of the programme among them all.
 */
static const enum entity_kind coded[] = {ENTITY_GOAL, ENTITY_INDICATOR, ENTITY_EFFORT,
                                         ENTITY_PROBLEM};
#define CODED (sizeof coded / sizeof *coded)

static bool has_given_code(const struct row *row)
{
    for (size_t i = 0; i < CODED; i++)
        if (coded[i] == row->entity->kind)
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

/* ---- giving ---- */

struct numbered {
    struct buffer prefix;
    char separator;
};

/* The code the new row stands under; none when that row has no code. */
static bool under(struct session *session, struct id goal, struct numbered *numbered, bool *vision,
                  struct error *error)
{
    struct row row;
    *vision = false;
    if (id_is_none(goal))
        return true;
    if (!record_get(session->db, ENTITY_GOAL, goal, &row, error))
        return false;
    *vision = strcmp(row_text(&row, "level"), "vision") == 0;
    buffer_add_text(&numbered->prefix, row_text(&row, "code"));
    if (numbered->prefix.length > 0)
        numbered->separator = CODE_UNDER;
    row_release(&row);
    return true;
}

static bool by_theme(struct session *session, struct id theme, struct numbered *numbered,
                     struct error *error)
{
    numbered->separator = CODE_OWN;
    buffer_clear(&numbered->prefix);
    if (!id_is_none(theme) &&
        !record_code(session->db, ENTITY_THEME, theme, &numbered->prefix, error))
        return false;
    if (numbered->prefix.length == 0)
        buffer_add_text(&numbered->prefix, CODE_GOAL);
    return true;
}

/* A goal under a vision counts as one of its theme's own. */
static bool goal_prefix(struct session *session, const struct row *row, struct numbered *numbered,
                        struct error *error)
{
    const char *level = row_text(row, "level");
    if (level != NULL && strcmp(level, "vision") == 0) {
        buffer_add_text(&numbered->prefix, CODE_VISION);
        return true;
    }
    bool vision;
    if (!under(session, row_reference(row, "parent"), numbered, &vision, error))
        return false;
    return (!vision && numbered->separator == CODE_UNDER) ||
           by_theme(session, row_reference(row, "theme"), numbered, error);
}

static bool find_prefix(struct session *session, const struct row *row, struct numbered *numbered,
                        struct error *error)
{
    bool vision;
    switch (row->entity->kind) {
    case ENTITY_EFFORT:
        buffer_add_text(&numbered->prefix, CODE_EFFORT);
        return true;
    case ENTITY_PROBLEM:
        buffer_add_text(&numbered->prefix, CODE_PROBLEM);
        return true;
    case ENTITY_GOAL:
        return goal_prefix(session, row, numbered, error);
    default:
        return under(session, row_reference(row, "goal"), numbered, &vision, error) &&
               (numbered->separator == CODE_UNDER ||
                by_theme(session, (struct id){{0}}, numbered, error));
    }
}

/* Over all entities with codes, since goals and indicators share one numbering, and a theme may be
 * called I or K. */
static bool find_highest(struct session *session, const struct row *row,
                         const struct numbered *numbered, long *highest, struct error *error)
{
    struct id programme = {{0}};
    if (!programme_of(session, row, &programme, error))
        return false;
    struct buffer prefix = BUFFER_EMPTY;
    buffer_format(&prefix, "%s%c", numbered->prefix.bytes, numbered->separator);
    bool read = true;
    *highest = 0;
    for (size_t i = 0; read && i < CODED; i++) {
        long found = 0;
        read = record_highest_number(session->db,
                                     &(struct record_numbering){coded[i], programme, prefix.bytes},
                                     &found, error);
        *highest = found > *highest ? found : *highest;
    }
    buffer_release(&prefix);
    return read;
}

static bool give(struct session *session, struct row *row, struct error *error)
{
    struct numbered numbered = {.prefix = BUFFER_EMPTY, .separator = CODE_OWN};
    long highest;
    bool found = find_prefix(session, row, &numbered, error) &&
                 find_highest(session, row, &numbered, &highest, error);
    if (found) {
        struct buffer code = BUFFER_EMPTY;
        const char *letter = session->journal == NULL ? "" : journal_letter(session->journal);
        code_next(&code, numbered.prefix.bytes, numbered.separator, highest, letter);
        row_set(row, "code", value_text(code.bytes));
        buffer_release(&code);
    }
    buffer_release(&numbered.prefix);
    return found;
}

bool numbering_give(struct session *session, struct row *row, struct error *error)
{
    if (!has_given_code(row))
        return true;
    return row_text(row, "code") != NULL ? check_free(session, row, error)
                                         : give(session, row, error);
}

bool numbering_check(struct session *session, const struct row *before, const struct row *after,
                     struct error *error)
{
    if (!has_given_code(after) || value_equal(row_value(before, "code"), row_value(after, "code")))
        return true;
    const char *code = row_text(before, "code");
    if (code != NULL)
        return error_set(
            error, ERROR_REFUSED,
            _("The code %s stays: a code is given once, so that people can rely on it"), code);
    return check_free(session, after, error);
}
