/* The questions that wait for the city board. */
#include <stdlib.h>

#include "wijk/app/city.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

struct asking {
    struct session *session;
    VECTOR(struct city_question) list;
};

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

void city_area(struct session *session, enum entity_kind kind, struct id id, struct buffer *out)
{
    struct error ignored = ERROR_NONE;
    struct id of;
    struct row programme;
    if (!record_programme(session->db, (struct record_at){kind, id}, &of, &ignored) ||
        id_is_none(of) || !record_get(session->db, ENTITY_PROGRAMME, of, &programme, &ignored))
        return;
    rows_name(session, ENTITY_AREA, row_reference(&programme, "area"), out);
    row_release(&programme);
}

static bool add(void *context, const struct row *escalation, struct error *error)
{
    struct asking *asking = context;
    struct row problem;
    struct buffer area = BUFFER_EMPTY;
    if (!record_get(asking->session->db, ENTITY_PROBLEM, row_reference(escalation, "problem"),
                    &problem, error))
        return false;
    if (!problem.deleted && problem_is_open(row_text(&problem, "status"))) {
        city_area(asking->session, ENTITY_PROBLEM, problem.id, &area);
        date_t by = row_date(escalation, "decide_by");
        *VECTOR_PUSH(&asking->list) =
            (struct city_question){.escalation = escalation->id,
                                   .problem = problem.id,
                                   .code = owned(row_text(&problem, "code")),
                                   .title = owned(row_text(&problem, "title")),
                                   .area = owned(area.bytes),
                                   .question = owned(row_text(escalation, "question")),
                                   .asked_on = row_date(escalation, "asked_on"),
                                   .decide_by = by,
                                   .overdue = by != DATE_NONE && by < asking->session->today};
    }
    buffer_release(&area);
    row_release(&problem);
    return true;
}

/* Without a date last. */
static int by_date(const void *one, const void *other)
{
    const struct city_question *a = one, *b = other;
    if (a->decide_by != b->decide_by)
        return a->decide_by == DATE_NONE     ? 1
               : b->decide_by == DATE_NONE   ? -1
               : a->decide_by < b->decide_by ? -1
                                             : 1;
    if (a->asked_on != b->asked_on)
        return a->asked_on < b->asked_on ? -1 : 1;
    return text_compare(a->area, b->area);
}

bool city_board_load(struct session *session, struct city_board *board, struct error *error)
{
    struct asking asking = {.session = session};
    struct query query;
    bool held = db_hold(session->db);
    query_init(&query, ENTITY_ESCALATION);
    bool good = query_add(&query, "to_level", QUERY_EQUAL,
                          value_text(problem_level_value(LEVEL_CITY_BOARD)), error) &&
                query_add(&query, "decided_on", QUERY_UNKNOWN, value_none(), error) &&
                record_each(session->db, &query, add, &asking, error);
    query_release(&query);
    db_let_go(session->db, held);
    *board = (struct city_board){asking.list.items, asking.list.count};
    if (board->count > 1)
        qsort(board->items, board->count, sizeof *board->items, by_date);
    if (!good)
        city_board_release(board);
    return good;
}

void city_board_release(struct city_board *board)
{
    for (size_t i = 0; i < board->count; i++) {
        free(board->items[i].code);
        free(board->items[i].title);
        free(board->items[i].area);
        free(board->items[i].question);
    }
    free(board->items);
    *board = (struct city_board){0};
}
