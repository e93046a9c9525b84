/* Moving rows in the tree. Codes stay: they are given once. */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/draft.h"
#include "wijk/store/record.h"

struct moving {
    struct session *session;
    const struct programme_move *move;
    struct draft draft;
    struct row row, to; /* `to` only when it is a goal */
    bool to_goal;
};

static bool is_vision(const struct row *goal)
{
    const char *level = row_text(goal, "level");
    return level != NULL && strcmp(level, "vision") == 0;
}

static bool refuse(struct moving *moving, const char *sentence, struct error *error)
{
    struct buffer title = BUFFER_EMPTY;
    rows_title(moving->session, moving->move->kind, moving->move->id, &title);
    error_set(error, ERROR_REFUSED, sentence, title.bytes);
    buffer_release(&title);
    return false;
}

/* ---- goals ---- */

/* Walks up from the new place: the goal itself must not be on the way. */
static bool check_ring(struct moving *moving, struct error *error)
{
    struct id above = moving->move->to;
    for (int depth = 0; depth < 64 && !id_is_none(above); depth++) {
        if (id_equal(above, moving->move->id))
            return refuse(moving, _("%s cannot hang under itself"), error);
        struct row goal;
        if (!record_get(moving->session->db, ENTITY_GOAL, above, &goal, error))
            return false;
        above = row_reference(&goal, "parent");
        row_release(&goal);
    }
    return true;
}

struct following {
    struct id from; /* the theme that is left */
    VECTOR(struct id) goals;
};

static bool follow(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct following *following = context;
    if (id_equal(row_reference(row, "theme"), following->from))
        *VECTOR_PUSH(&following->goals) = row->id;
    return true;
}

/* What hangs under the goal and had its theme goes along to the new one. The list grows while it is
 * walked; a ring of goals cannot make it endless. */
static bool move_theme(struct moving *moving, struct id theme, struct error *error)
{
    struct following following = {.from = row_reference(&moving->row, "theme")};
    if (id_equal(following.from, theme))
        return true;
    *VECTOR_PUSH(&following.goals) = moving->row.id;
    bool done = true;
    for (size_t i = 0; done && i < following.goals.count && i < 10000; i++) {
        struct id goal = following.goals.items[i];
        draft_set(&moving->draft, ENTITY_GOAL, goal, "theme", value_id(theme));
        struct query query;
        query_init(&query, ENTITY_GOAL);
        done = query_add(&query, "parent", QUERY_EQUAL, value_id(goal), error) &&
               record_each(moving->session->db, &query, follow, &following, error);
        query_release(&query);
    }
    free(following.goals.items);
    return done;
}

static bool move_under_goal(struct moving *moving, struct error *error)
{
    if (is_vision(&moving->row))
        return refuse(moving, _("%s is a vision: it stands above the goals, not under one"), error);
    if (!check_ring(moving, error))
        return false;
    draft_set(&moving->draft, ENTITY_GOAL, moving->row.id, "parent", value_id(moving->to.id));
    struct id theme = row_reference(&moving->to, "theme");
    return id_is_none(theme) || move_theme(moving, theme, error);
}

/* A vision that has no theme, or another, stays above it. */
static bool move_under_theme(struct moving *moving, struct error *error)
{
    struct id parent = row_reference(&moving->row, "parent");
    bool keep = false;
    if (!id_is_none(parent)) {
        struct row above;
        if (!record_get(moving->session->db, ENTITY_GOAL, parent, &above, error))
            return false;
        keep = is_vision(&above) && !id_is_none(moving->move->to) &&
               !id_equal(row_reference(&above, "theme"), moving->move->to);
        row_release(&above);
    }
    if (!keep)
        draft_set(&moving->draft, ENTITY_GOAL, moving->row.id, "parent", value_none());
    return move_theme(moving, moving->move->to, error);
}

/* ---- efforts ---- */

struct links {
    struct id from, to;           /* goals */
    struct id from_link, to_link; /* contributions to them; none: there is none */
};

static bool find_link(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct links *links = context;
    struct id goal = row_reference(row, "goal");
    if (id_equal(goal, links->from))
        links->from_link = row->id;
    if (id_equal(goal, links->to))
        links->to_link = row->id;
    return true;
}

static bool find_links(struct moving *moving, struct links *links, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_CONTRIBUTION);
    bool read = query_add(&query, "effort", QUERY_EQUAL, value_id(moving->row.id), error) &&
                record_each(moving->session->db, &query, find_link, links, error);
    query_release(&query);
    return read;
}

static void add_link(struct moving *moving)
{
    struct row link;
    row_init(&link, ENTITY_CONTRIBUTION);
    row_set(&link, "effort", value_id(moving->row.id));
    row_set(&link, "goal", value_id(moving->to.id));
    row_set(&link, "weight", value_integer(2));
    draft_create(&moving->draft, &link);
    row_release(&link);
}

static bool move_effort(struct moving *moving, struct error *error)
{
    struct links links = {.from = moving->move->from, .to = moving->move->to};
    if (!moving->to_goal && !id_is_none(moving->move->to))
        return refuse(moving, _("%s is an effort: choose a goal that it contributes to"), error);
    if (!find_links(moving, &links, error))
        return false;
    if (id_equal(links.from, links.to))
        return true;
    if (!id_is_none(links.to_link) && id_is_none(links.from_link))
        return refuse(moving, _("%s contributes to that goal already"), error);
    bool drop = !moving->to_goal || !id_is_none(links.to_link);
    if (!id_is_none(links.from_link) && drop)
        draft_delete(&moving->draft, ENTITY_CONTRIBUTION, links.from_link);
    else if (!id_is_none(links.from_link))
        draft_set(&moving->draft, ENTITY_CONTRIBUTION, links.from_link, "goal",
                  value_id(moving->to.id));
    else if (moving->to_goal)
        add_link(moving);
    return true;
}

/* ---- all ---- */

static bool check_programme(struct moving *moving, struct error *error)
{
    struct id from, to;
    struct record_at at = {moving->move->kind, moving->move->id};
    if (!moving->to_goal)
        return true;
    if (!record_programme(moving->session->db, at, &from, error) ||
        !record_programme(moving->session->db, (struct record_at){ENTITY_GOAL, moving->to.id}, &to,
                          error))
        return false;
    return id_equal(from, to) ||
           refuse(moving, _("%s belongs to another programme than that goal"), error);
}

static bool draft_move(struct moving *moving, struct error *error)
{
    if (!check_programme(moving, error))
        return false;
    switch (moving->move->kind) {
    case ENTITY_GOAL:
        return moving->to_goal ? move_under_goal(moving, error) : move_under_theme(moving, error);
    case ENTITY_INDICATOR:
        if (!moving->to_goal)
            return refuse(moving, _("%s measures a goal: choose the goal to hang it under"), error);
        draft_set(&moving->draft, ENTITY_INDICATOR, moving->row.id, "goal",
                  value_id(moving->to.id));
        return true;
    case ENTITY_EFFORT:
        return move_effort(moving, error);
    default:
        return refuse(moving, _("%s cannot be moved"), error);
    }
}

static void start_draft(struct moving *moving)
{
    struct buffer label = BUFFER_EMPTY, what = BUFFER_EMPTY, where = BUFFER_EMPTY;
    rows_title(moving->session, moving->move->kind, moving->move->id, &what);
    rows_title(moving->session, moving->move->to_kind, moving->move->to, &where);
    if (where.length == 0)
        buffer_add_text(&where, _("Without theme"));
    buffer_format(&label, _("Moved: %s to %s"), what.bytes, where.bytes);
    draft_init(&moving->draft, label.bytes);
    buffer_release(&label);
    buffer_release(&what);
    buffer_release(&where);
}

static bool move_to(struct moving *moving, struct error *error)
{
    const struct programme_move *move = moving->move;
    moving->to_goal = move->to_kind == ENTITY_GOAL;
    if (!moving->to_goal && move->to_kind != ENTITY_THEME)
        return refuse(moving, _("%s can only hang under a goal or a theme"), error);
    if (moving->to_goal &&
        !record_get(moving->session->db, ENTITY_GOAL, move->to, &moving->to, error))
        return false;
    start_draft(moving);
    bool done =
        draft_move(moving, error) &&
        (draft_is_empty(&moving->draft) || session_commit(moving->session, &moving->draft, error));
    draft_release(&moving->draft);
    if (moving->to_goal)
        row_release(&moving->to);
    return done;
}

bool programme_move(struct session *session, const struct programme_move *move, struct error *error)
{
    struct moving moving = {.session = session, .move = move};
    if (!session_writable(session, error) ||
        !record_get(session->db, move->kind, move->id, &moving.row, error))
        return false;
    bool done = move_to(&moving, error);
    row_release(&moving.row);
    return done;
}
