#include "wijk/app/planning.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/app/charter.h"
#include "wijk/app/effort_lights.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/config/config.h"
#include "wijk/store/db.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

/* A partner in an effort, as lead or beside it. */
struct share {
    struct id partner, effort;
    struct planning_span span;
};

struct loading {
    struct session *session;
    const struct planning_request *request;
    struct planning *planning;
    struct noticed_moves moves; /* dates that were moved, by row */
    VECTOR(struct row) efforts; /* owned, by id */
    VECTOR(struct row) milestones;
    VECTOR(struct share) shares;
};

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

static bool is_one_of(const char *text, const char *one, const char *other)
{
    return text != NULL && (strcmp(text, one) == 0 || strcmp(text, other) == 0);
}

static bool is_over(const struct row *effort)
{
    return is_one_of(row_text(effort, "phase"), "done", "stopped");
}

/* ---- lines ---- */

static char *where_of(struct loading *loading, struct id programme)
{
    struct buffer where = BUFFER_EMPTY;
    struct row row;
    struct error ignored = ERROR_NONE; /* it may not have arrived yet */
    if (session_programmes(loading->session) > 1 &&
        record_get(loading->session->db, ENTITY_PROGRAMME, programme, &row, &ignored)) {
        rows_name(loading->session, ENTITY_AREA, row_reference(&row, "area"), &where);
        row_release(&row);
    }
    return buffer_detach(&where);
}

static char *name_of(struct loading *loading, enum entity_kind kind, struct id id)
{
    struct buffer name = BUFFER_EMPTY;
    if (!id_is_none(id))
        rows_name(loading->session, kind, id, &name);
    return buffer_detach(&name);
}

/* What the journal says of the row's date. */
static void fill_moves(const struct loading *loading, struct planning_line *line)
{
    for (size_t i = 0; i < loading->moves.moves.count; i++) {
        const struct noticed_move *move = &loading->moves.moves.items[i];
        if (!id_equal(move->row, line->id))
            continue;
        line->moved = move->times;
        line->first_ends = move->first;
    }
}

static bool is_asked(const struct loading *loading, const struct planning_line *line)
{
    date_t from = loading->request->from, to = loading->request->to;
    date_t starts = line->starts == DATE_NONE ? line->ends : line->starts;
    date_t ends = line->ends == DATE_NONE ? line->starts : line->ends;
    return (from == DATE_NONE || ends == DATE_NONE || ends >= from) &&
           (to == DATE_NONE || starts == DATE_NONE || starts <= to);
}

static void release_line(struct planning_line *line)
{
    free(line->code);
    free(line->title);
    free(line->where);
    free(line->who);
}

/* Keeps the line when it is asked for; completes what all kinds share. */
static void keep(struct loading *loading, struct planning_line line)
{
    date_t today = loading->session->today;
    line.late = !line.done && line.ends != DATE_NONE && line.ends < today;
    if (line.first_ends == DATE_NONE)
        fill_moves(loading, &line);
    if (line.first_ends == line.ends)
        line.first_ends = DATE_NONE;
    if (is_asked(loading, &line))
        *VECTOR_PUSH(&loading->planning->lines) = line;
    else
        release_line(&line);
}

/* ---- efforts and milestones ---- */

/* The days it really began and ended, where those are known. */
static struct planning_span span_of(const struct row *effort)
{
    date_t started = row_date(effort, "started_on"), ended = row_date(effort, "ended_on");
    return (struct planning_span){started != DATE_NONE ? started : row_date(effort, "starts"),
                                  ended != DATE_NONE ? ended : row_date(effort, "ends")};
}

static void add_milestone(struct loading *loading, const struct row *row,
                          const struct planning_line *effort)
{
    date_t done_on = row_date(row, "done_on"), due = row_date(row, "due");
    struct planning_line line = {.kind = ENTITY_MILESTONE,
                                 .id = row->id,
                                 .programme = effort->programme,
                                 .code = owned(NULL),
                                 .title = owned(row_text(row, "title")),
                                 .where = owned(effort->where),
                                 .who = owned(effort->who),
                                 .starts = done_on != DATE_NONE ? done_on : due,
                                 .ends = done_on != DATE_NONE ? done_on : due,
                                 .first_ends = row_date(row, "original_due"),
                                 .done = done_on != DATE_NONE};
    fill_moves(loading, &line);
    if (row_date(row, "original_due") != DATE_NONE)
        line.first_ends = row_date(row, "original_due");
    if (line.moved == 0 && line.first_ends != DATE_NONE && due != DATE_NONE)
        line.moved = line.first_ends < due; /* moved before the file knew of it */
    keep(loading, line);
}

static void add_effort(struct loading *loading, const struct row *row, enum light light)
{
    struct planning_span span = span_of(row);
    const char *kind = row_text(row, "kind");
    struct id programme = row_reference(row, "programme");
    struct planning_line line = {.kind = ENTITY_EFFORT,
                                 .id = row->id,
                                 .programme = programme,
                                 .code = owned(row_text(row, "code")),
                                 .title = owned(row_text(row, "title")),
                                 .where = where_of(loading, programme),
                                 .who =
                                     name_of(loading, ENTITY_PARTNER, row_reference(row, "lead")),
                                 .starts = span.starts,
                                 .ends = span.ends,
                                 .first_ends = DATE_NONE,
                                 .done = is_over(row),
                                 .experiment = kind != NULL && strcmp(kind, "experiment") == 0,
                                 .light = light};
    struct planning_line about = line;
    about.where = owned(line.where);
    about.who = owned(line.who);
    keep(loading, line);
    for (size_t i = 0; i < loading->milestones.count; i++)
        if (id_equal(row_reference(&loading->milestones.items[i], "effort"), row->id))
            add_milestone(loading, &loading->milestones.items[i], &about);
    free(about.where);
    free(about.who);
}

static bool keep_effort(void *context, const struct row *row, struct error *error)
{
    struct loading *loading = context;
    (void)error;
    row_copy(VECTOR_PUSH(&loading->efforts), row);
    struct id lead = row_reference(row, "lead");
    if (!id_is_none(lead) && !is_over(row))
        *VECTOR_PUSH(&loading->shares) = (struct share){lead, row->id, span_of(row)};
    return true;
}

static bool keep_milestone(void *context, const struct row *row, struct error *error)
{
    (void)error;
    row_copy(VECTOR_PUSH(&((struct loading *)context)->milestones), row);
    return true;
}

static bool each_of(struct loading *loading, enum entity_kind kind, record_visit *visit,
                    struct error *error)
{
    struct query query;
    query_init(&query, kind);
    query.programme = loading->session->programme;
    bool read = record_each(loading->session->db, &query, visit, loading, error);
    query_release(&query);
    return read;
}

static bool read_efforts(struct loading *loading, struct error *error)
{
    if (!each_of(loading, ENTITY_EFFORT, keep_effort, error) ||
        !each_of(loading, ENTITY_MILESTONE, keep_milestone, error))
        return false;
    struct effort_lights lights;
    struct effort_judged judged;
    bool good = effort_lights_read(loading->session, (struct id){{0}}, &lights, error);
    for (size_t i = 0; good && i < loading->efforts.count; i++) {
        effort_lights_judge(&lights, &loading->efforts.items[i], &judged);
        add_effort(loading, &loading->efforts.items[i], judged.worst);
    }
    effort_lights_release(&lights);
    return good;
}

/* ---- partners with too much at once ---- */

static bool share_effort(void *context, const struct row *row, struct error *error)
{
    struct loading *loading = context;
    struct id effort = row_reference(row, "effort"), partner = row_reference(row, "partner");
    (void)error;
    for (size_t i = 0; i < loading->shares.count; i++)
        if (id_equal(loading->shares.items[i].effort, effort) &&
            id_equal(loading->shares.items[i].partner, partner))
            return true; /* its lead */
    for (size_t i = 0; i < loading->efforts.count; i++)
        if (id_equal(loading->efforts.items[i].id, effort) && !is_over(&loading->efforts.items[i]))
            *VECTOR_PUSH(&loading->shares) =
                (struct share){partner, effort, span_of(&loading->efforts.items[i])};
    return true;
}

static int by_partner(const void *one, const void *other)
{
    return memcmp(((const struct share *)one)->partner.bytes,
                  ((const struct share *)other)->partner.bytes, sizeof(struct id));
}

static int by_fullness(const void *one, const void *other)
{
    const struct planning_crowd *first = one, *second = other;
    if (first->peak.most != second->peak.most)
        return second->peak.most - first->peak.most;
    return text_compare(first->name, second->name);
}

static void mark_crowded(struct loading *loading, struct id partner, struct planning_peak peak)
{
    for (size_t i = 0; i < loading->planning->lines.count; i++) {
        struct planning_line *line = &loading->planning->lines.items[i];
        for (size_t s = 0; line->kind == ENTITY_EFFORT && s < loading->shares.count; s++)
            if (id_equal(loading->shares.items[s].partner, partner) &&
                id_equal(loading->shares.items[s].effort, line->id) &&
                (line->starts == DATE_NONE || line->starts <= peak.from) &&
                (line->ends == DATE_NONE || line->ends >= peak.from))
                line->crowded = true;
    }
}

static bool find_crowds(struct loading *loading, struct error *error)
{
    struct planning *planning = loading->planning;
    if (!each_of(loading, ENTITY_EFFORT_PARTNER, share_effort, error))
        return false;
    if (loading->shares.count > 1)
        qsort(loading->shares.items, loading->shares.count, sizeof *loading->shares.items,
              by_partner);
    struct planning_span *spans = memory_array(loading->shares.count + 1, sizeof *spans);
    for (size_t i = 0, next; i < loading->shares.count; i = next) {
        struct id partner = loading->shares.items[i].partner;
        for (next = i;
             next < loading->shares.count && id_equal(loading->shares.items[next].partner, partner);
             next++)
            spans[next - i] = loading->shares.items[next].span;
        struct planning_peak peak = planning_peak_of(spans, next - i, loading->session->today);
        if (peak.most <= planning->limit)
            continue;
        *VECTOR_PUSH(&planning->crowds) =
            (struct planning_crowd){partner, name_of(loading, ENTITY_PARTNER, partner), peak};
        mark_crowded(loading, partner, peak);
    }
    free(spans);
    if (planning->crowds.count > 1)
        qsort(planning->crowds.items, planning->crowds.count, sizeof *planning->crowds.items,
              by_fullness);
    return true;
}

/* ---- meetings and agreements ---- */

static bool add_meeting(void *context, const struct row *row, struct error *error)
{
    struct loading *loading = context;
    struct buffer title = BUFFER_EMPTY;
    int64_t at;
    int minute;
    (void)error;
    if (row_text(row, "starts") == NULL || !moment_parse(row_text(row, "starts"), &at))
        return true;
    const struct field *kind = &row->entity->fields[entity_field(row->entity, "kind")];
    const char *status = row_text(row, "status");
    buffer_add_text(&title, field_choice_label(kind, row_text(row, "kind")));
    if (row_integer(row, "number", 0) > 0)
        buffer_format(&title, " %lld", (long long)row_integer(row, "number", 0));
    date_t day = moment_day(at, &minute);
    struct id programme = row_reference(row, "programme");
    keep(loading, (struct planning_line){.kind = ENTITY_MEETING,
                                         .id = row->id,
                                         .programme = programme,
                                         .code = owned(NULL),
                                         .title = buffer_detach(&title),
                                         .where = where_of(loading, programme),
                                         .who = owned(row_text(row, "place")),
                                         .starts = day,
                                         .ends = day,
                                         .first_ends = DATE_NONE,
                                         .done = status != NULL && strcmp(status, "closed") == 0});
    return true;
}

static bool concerns(const struct loading *loading, const struct charter *charter, size_t at)
{
    if (id_is_none(loading->session->programme) || charter->places.count < 2)
        return true;
    for (size_t i = 0; i < charter->places.count; i++)
        if (id_equal(charter->places.items[i].programme, loading->session->programme))
            return charter_cell(charter, at, i)->linked;
    return false;
}

/* Agreements are of the city; of one neighbourhood those that are linked to it. */
static bool add_agreements(struct loading *loading, struct error *error)
{
    struct charter charter;
    if (!charter_load(loading->session, NULL, &charter, error))
        return false;
    for (size_t i = 0; i < charter.agreements.count; i++) {
        const struct charter_agreement *agreement = &charter.agreements.items[i];
        date_t due = row_date(&agreement->row, "due");
        if (due == DATE_NONE || !concerns(loading, &charter, i))
            continue;
        keep(loading,
             (struct planning_line){.kind = ENTITY_AGREEMENT,
                                    .id = agreement->row.id,
                                    .code = owned(row_text(&agreement->row, "code")),
                                    .title = owned(row_text(&agreement->row, "text")),
                                    .where = owned(NULL),
                                    .who = owned(agreement->ministry),
                                    .starts = due,
                                    .ends = due,
                                    .first_ends = DATE_NONE,
                                    .done = !charter_is_open(row_text(&agreement->row, "status")),
                                    .light = agreement->light});
    }
    charter_release(&charter);
    return true;
}

/* ---- the whole ---- */

static int rank_of(enum entity_kind kind)
{
    return kind == ENTITY_MEETING ? 1 : kind == ENTITY_AGREEMENT ? 2 : 0;
}

static int by_date(const void *one, const void *other)
{
    const struct planning_line *first = one, *second = other;
    int order = rank_of(first->kind) - rank_of(second->kind);
    return order != 0 ? order : (first->ends > second->ends) - (first->ends < second->ends);
}

static void release_rows(struct loading *loading)
{
    for (size_t i = 0; i < loading->efforts.count; i++)
        row_release(&loading->efforts.items[i]);
    for (size_t i = 0; i < loading->milestones.count; i++)
        row_release(&loading->milestones.items[i]);
    free(loading->efforts.items);
    free(loading->milestones.items);
    free(loading->shares.items);
    free(loading->moves.moves.items);
}

static bool load(struct loading *loading, struct error *error)
{
    struct planning *planning = loading->planning;
    if (!noticed_moves_planned(loading->session->db, &loading->moves, error) ||
        !read_efforts(loading, error) || !find_crowds(loading, error))
        return false;
    size_t first = planning->lines.count;
    if (!each_of(loading, ENTITY_MEETING, add_meeting, error) || !add_agreements(loading, error))
        return false;
    if (planning->lines.count - first > 1)
        qsort(planning->lines.items + first, planning->lines.count - first,
              sizeof *planning->lines.items, by_date);
    return true;
}

bool planning_load(struct session *session, const struct planning_request *request,
                   struct planning *planning, struct error *error)
{
    struct loading loading = {.session = session, .request = request, .planning = planning};
    *planning = (struct planning){.limit = 5};
    if (session->config != NULL)
        planning->limit = (int)config_integer(session->config, "planning_at_once");
    bool held = db_hold(session->db);
    bool read = load(&loading, error);
    db_let_go(session->db, held);
    release_rows(&loading);
    if (!read)
        planning_release(planning);
    return read;
}

void planning_release(struct planning *planning)
{
    for (size_t i = 0; i < planning->lines.count; i++)
        release_line(&planning->lines.items[i]);
    for (size_t i = 0; i < planning->crowds.count; i++)
        free(planning->crowds.items[i].name);
    free(planning->lines.items);
    free(planning->crowds.items);
    *planning = (struct planning){.limit = 0};
}
