/* What is to be completed of one meeting: of the rows it made, and of the lights it talked about.
 */
#include <stdlib.h>
#include <string.h>

#include "completing_internal.h"
#include "meeting_internal.h"
#include "wijk/app/rows.h"
#include "wijk/store/db.h"

struct scope {
    VECTOR(struct completing_row) rows;
};

static void add_row(struct scope *scope, enum entity_kind kind, struct id id)
{
    for (size_t i = 0; i < scope->rows.count; i++)
        if (id_equal(scope->rows.items[i].row, id))
            return;
    *VECTOR_PUSH(&scope->rows) = (struct completing_row){kind, id};
}

static bool has_light(enum entity_kind kind)
{
    return kind == ENTITY_GOAL || kind == ENTITY_EFFORT;
}

static void add_rows(struct scope *scope, const struct meeting_view *view)
{
    for (size_t i = 0; i < view->item_count; i++)
        if (has_light(view->items[i].about_kind))
            add_row(scope, view->items[i].about_kind, view->items[i].about);
    for (size_t i = 0; i < view->entry_count; i++)
        if (view->entries[i].made_kind != ENTITY_NONE)
            add_row(scope, view->entries[i].made_kind, view->entries[i].made);
}

static bool add_words(struct session *session, const struct scope *scope,
                      struct completing_found *found, struct error *error)
{
    bool good = true;
    for (size_t i = 0; good && i < scope->rows.count; i++) {
        struct row row;
        if (scope->rows.items[i].entity != ENTITY_PROBLEM)
            continue;
        if (!record_get(session->db, ENTITY_PROBLEM, scope->rows.items[i].row, &row, error))
            return false;
        good = row.deleted || completing_problem_words(session, &row, found, error);
        row_release(&row);
    }
    return good;
}

static bool complete(struct session *session, const struct meeting_view *view,
                     struct completing *list, struct error *error)
{
    struct scope scope = {.rows = {0}};
    add_rows(&scope, view);
    struct completing_scope rows = {scope.rows.items, scope.rows.count};
    bool good = completing_load(session, &rows, list, error);
    if (good) {
        struct completing_found found = {list->items, list->count, list->count};
        good = add_words(session, &scope, &found, error);
        completing_sort(&found);
        *list = (struct completing){found.items, found.count};
        if (!good)
            completing_release(list);
    }
    free(scope.rows.items);
    return good;
}

bool meeting_completing(struct session *session, struct id meeting, struct completing *list,
                        struct error *error)
{
    struct meeting_view view;
    *list = (struct completing){.items = NULL};
    if (!meeting_load(session, meeting, &view, error))
        return false;
    bool held = db_hold(session->db);
    bool good = complete(session, &view, list, error);
    db_let_go(session->db, held);
    meeting_view_release(&view);
    return good;
}
