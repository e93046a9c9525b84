/* The naming half of rows.h: what people call rows, and finding rows by what they type. */
#include <stdlib.h>
#include <string.h>

#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/domain/code.h"
#include "wijk/domain/problem.h"
#include "wijk/store/record.h"

static bool not_one(const struct record_found *found, const char *label, const char *typed,
                    struct error *error)
{
    if (found->matches == 0)
        return error_set(error, ERROR_NOT_FOUND, _("%s: there is none called '%s'"), label, typed);
    return error_set(error, ERROR_INPUT, _("%s: '%s' can be any of %d; type more of it"), label,
                     typed, found->matches);
}

bool rows_find(struct session *session, enum entity_kind kind, const char *typed, struct id *id,
               struct error *error)
{
    struct record_wanted wanted = {kind, typed, session->programme};
    struct record_found found;
    if (!record_find(session->db, &wanted, &found, error))
        return false;
    if (found.matches != 1)
        return not_one(&found, _(entities[kind].label), typed, error);
    *id = found.id;
    return true;
}

/* "goal:Fewer young people …": the entity is said before the colon. */
static bool find_in_entity(struct session *session, const char *typed, enum entity_kind *kind,
                           struct id *id, struct error *error)
{
    const char *colon = strchr(typed, ':');
    if (colon == NULL)
        return false;
    char *name = memory_bytes(typed, (size_t)(colon - typed));
    const struct entity *entity = entity_by_name(name);
    free(name);
    if (entity == NULL)
        return false;
    *kind = entity->kind;
    return rows_find(session, entity->kind, colon + 1, id, error);
}

bool rows_find_code(struct session *session, const char *typed, enum entity_kind *kind,
                    struct id *id, struct error *error)
{
    struct record_found found;
    if (!record_find_code(session->db, typed, session->programme, &found, error))
        return false;
    if (found.matches == 1) {
        *kind = found.kind;
        *id = found.id;
        return true;
    }
    if (found.matches == 0 && find_in_entity(session, typed, kind, id, error))
        return true;
    if (found.matches == 0)
        return error_set(error, ERROR_NOT_FOUND,
                         _("there is no row with the code '%s'; 'wijk search %s' looks further"),
                         typed, typed);
    return error_set(error, ERROR_INPUT,
                     _("'%s' stands in %d programmes; say which with --programme"), typed,
                     found.matches);
}

void rows_code(struct session *session, enum entity_kind kind, struct id id, struct buffer *out)
{
    struct error ignored = ERROR_NONE;
    if (!id_is_none(id) && !record_code(session->db, kind, id, out, &ignored))
        buffer_add_text(out, "?");
}

void rows_name(struct session *session, enum entity_kind kind, struct id id, struct buffer *out)
{
    struct error ignored = ERROR_NONE;
    if (!id_is_none(id) && !record_name(session->db, kind, id, out, &ignored))
        buffer_add_text(out, "?");
}

void rows_title(struct session *session, enum entity_kind kind, struct id id, struct buffer *out)
{
    size_t before = out->length;
    rows_code(session, kind, id, out);
    if (out->length > before)
        buffer_add_byte(out, ' ');
    rows_name(session, kind, id, out);
}

void rows_show(struct session *session, const struct row *row, const struct field *field,
               const struct value *value, struct buffer *out)
{
    enum entity_kind kind = row_refers_to(row, field);
    if (kind == ENTITY_NONE || value->type != VALUE_ID) {
        if (row != NULL && row->entity->kind == ENTITY_DECISION &&
            strcmp(field->column, "number") == 0)
            code_decision(out, row);
        else
            field_show(out, field, value, language_now());
        return;
    }
    if (entities[kind].code != NULL && kind != ENTITY_AREA && kind != ENTITY_THEME)
        rows_title(session, kind, value->id, out);
    else
        rows_name(session, kind, value->id, out);
}

/* ---- completion ---- */

struct candidate_row {
    struct id id;
    int score;
    char *code, *name; /* owned */
};

struct completing {
    struct session *session;
    const char *typed;
    VECTOR(struct candidate_row) rows;
};

static int best_score(const struct row *row, const char *code, const char *name, const char *typed)
{
    int score = text_match(name, typed), other = *code == '\0' ? -1 : text_match(code, typed);
    score = other > score ? other + 10 : score;
    const char *initials = row->entity->kind == ENTITY_PERSON ? row_text(row, "initials") : NULL;
    other = initials == NULL ? -1 : text_match(initials, typed);
    return other > score ? other + 10 : score;
}

static bool consider(void *context, const struct row *row, struct error *error)
{
    struct completing *completing = context;
    struct buffer code = BUFFER_EMPTY, name = BUFFER_EMPTY;
    enum entity_kind kind = row->entity->kind;
    bool named = record_code(completing->session->db, kind, row->id, &code, error) &&
                 record_name(completing->session->db, kind, row->id, &name, error);
    int score = named ? best_score(row, code.bytes, name.bytes, completing->typed) : -1;
    if (score >= 0)
        *VECTOR_PUSH(&completing->rows) =
            (struct candidate_row){row->id, score, buffer_detach(&code), buffer_detach(&name)};
    buffer_release(&code);
    buffer_release(&name);
    return named;
}

static int by_score(const void *one, const void *other)
{
    const struct candidate_row *first = one, *second = other;
    if (first->score != second->score)
        return second->score - first->score;
    int order = text_compare(first->code, second->code);
    return order != 0 ? order : text_compare(first->name, second->name);
}

bool rows_complete(struct session *session, const struct rows_completion *request,
                   rows_candidate_call *each, void *context, struct error *error)
{
    struct completing completing = {.session = session, .typed = request->typed};
    struct query query;
    query_init(&query, request->kind);
    query.programme = session->programme;
    bool read = record_each(session->db, &query, consider, &completing, error);
    query_release(&query);
    if (completing.rows.count > 1)
        qsort(completing.rows.items, completing.rows.count, sizeof *completing.rows.items,
              by_score);
    for (size_t i = 0; i < completing.rows.count; i++) {
        struct candidate_row *row = &completing.rows.items[i];
        if (i < request->limit)
            each(context, row->id, row->code, row->name);
        free(row->code);
        free(row->name);
    }
    free(completing.rows.items);
    return read;
}
