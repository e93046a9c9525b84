/* What stands in the way of the charter, by ministry. */
#include <stdlib.h>
#include <string.h>

#include "charter_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/record.h"

void charter_where(struct session *session, struct id programme, struct buffer *out)
{
    struct row row;
    struct error ignored = ERROR_NONE; /* a programme that is not there has no neighbourhood */
    if (id_is_none(programme) ||
        !record_get(session->db, ENTITY_PROGRAMME, programme, &row, &ignored))
        return;
    rows_name(session, ENTITY_AREA, row_reference(&row, "area"), out);
    row_release(&row);
}

void charter_problem_words(const struct row *problem, struct buffer *out)
{
    date_t raised = row_date(problem, "raised_on");
    buffer_format(out, "%s · %s", _(problem_severity_word(row_integer(problem, "severity", 2))),
                  _(problem_level_label(problem_level_of(row_text(problem, "level")))));
    if (row_text(problem, "waiting_for") != NULL)
        buffer_format(out, _(" · waits for %s"), row_text(problem, "waiting_for"));
    if (raised == DATE_NONE)
        return;
    struct buffer date = BUFFER_EMPTY;
    date_format(&date, raised, DATE_SHORT, language_now());
    buffer_format(out, _(" · since %s"), date.bytes);
    buffer_release(&date);
}

struct pairs {
    VECTOR(struct charter_blocker) items;
};

static bool keep_pair(void *context, const struct charter_blocker *blocker)
{
    *VECTOR_PUSH(&((struct pairs *)context)->items) = *blocker;
    return true;
}

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static bool add_obstacle(struct session *session, const struct charter_blocker *blocker,
                         struct charter_obstacles *obstacles, struct error *error)
{
    struct row agreement, problem;
    struct buffer ministry = BUFFER_EMPTY, where = BUFFER_EMPTY, level = BUFFER_EMPTY;
    if (!record_get(session->db, ENTITY_AGREEMENT, blocker->agreement, &agreement, error))
        return false;
    if (!record_get(session->db, ENTITY_PROBLEM, blocker->problem, &problem, error)) {
        row_release(&agreement);
        return false;
    }
    if (!agreement.deleted && charter_is_open(row_text(&agreement, "status"))) {
        if (!id_is_none(row_reference(&agreement, "ministry")))
            rows_name(session, ENTITY_PARTNER, row_reference(&agreement, "ministry"), &ministry);
        charter_where(session, blocker->programme, &where);
        charter_problem_words(&problem, &level);
        *VECTOR_PUSH(&obstacles->items) =
            (struct charter_obstacle){.agreement = blocker->agreement,
                                      .problem = blocker->problem,
                                      .ministry = buffer_detach(&ministry),
                                      .code = owned(row_text(&agreement, "code")),
                                      .text = owned(row_text(&agreement, "text")),
                                      .problem_code = owned(row_text(&problem, "code")),
                                      .title = owned(row_text(&problem, "title")),
                                      .where = buffer_detach(&where),
                                      .level = buffer_detach(&level),
                                      .severity = blocker->severity};
    }
    row_release(&agreement);
    row_release(&problem);
    return true;
}

/* Those without a ministry come last: nobody to ask. */
static int by_ministry(const void *one, const void *other)
{
    const struct charter_obstacle *first = one, *second = other;
    if ((first->ministry[0] == '\0') != (second->ministry[0] == '\0'))
        return first->ministry[0] == '\0' ? 1 : -1;
    int order = text_compare(first->ministry, second->ministry);
    if (order == 0)
        order = second->severity - first->severity;
    if (order == 0)
        order = text_compare(first->code, second->code);
    return order != 0 ? order : text_compare(first->problem_code, second->problem_code);
}

static bool load(struct session *session, struct charter_obstacles *obstacles, struct error *error)
{
    struct pairs pairs = {0};
    bool read = charter_blockers(session->db, (struct id){{0}}, keep_pair, &pairs, error);
    for (size_t i = 0; read && i < pairs.items.count; i++)
        read = add_obstacle(session, &pairs.items.items[i], obstacles, error);
    free(pairs.items.items);
    return read;
}

bool charter_obstacles_load(struct session *session, struct charter_obstacles *obstacles,
                            struct error *error)
{
    *obstacles = (struct charter_obstacles){0};
    bool held = db_hold(session->db);
    bool read = load(session, obstacles, error);
    db_let_go(session->db, held);
    if (obstacles->items.count > 1)
        qsort(obstacles->items.items, obstacles->items.count, sizeof *obstacles->items.items,
              by_ministry);
    if (!read)
        charter_obstacles_release(obstacles);
    return read;
}

void charter_obstacles_release(struct charter_obstacles *obstacles)
{
    for (size_t i = 0; i < obstacles->items.count; i++) {
        struct charter_obstacle *obstacle = &obstacles->items.items[i];
        char *texts[] = {obstacle->ministry,     obstacle->code,  obstacle->text, obstacle->where,
                         obstacle->problem_code, obstacle->title, obstacle->level};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            free(texts[t]);
    }
    free(obstacles->items.items);
    *obstacles = (struct charter_obstacles){0};
}
