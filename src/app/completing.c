#include "wijk/app/completing.h"

#include <stdlib.h>
#include <string.h>

#include "completing_internal.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/domain/code.h"
#include "wijk/domain/light.h"
#include "wijk/domain/problem.h"
#include "wijk/store/db.h"
#include "wijk/store/noticed.h"
#include "wijk/store/record.h"

#define DEEPEST 64 /* goals under goals */

/* A name that was typed for a problem and is nobody known: a comment that begins with @. */
struct typed_name {
    struct id row;
    char *name; /* owned */
};

struct looking {
    struct session *session;
    struct completing_found found;
    VECTOR(struct typed_name) names; /* by row */
};

static struct completing_item *add(struct looking *looking, enum completing_kind kind,
                                   const struct row *row)
{
    struct buffer title = BUFFER_EMPTY;
    struct completing_item *item = VECTOR_PUSH(&looking->found);
    const char *code = row->entity->code == NULL ? NULL : row_text(row, row->entity->code);
    rows_name(looking->session, row->entity->kind, row->id, &title);
    *item = (struct completing_item){.kind = kind,
                                     .entity = row->entity->kind,
                                     .row = row->id,
                                     .code = memory_string(code == NULL ? "" : code),
                                     .title = buffer_detach(&title)};
    return item;
}

/* ---- lights ---- */

struct newest {
    struct session *session;
    date_t date;
    int depth;
};

static bool first_date(void *context, const struct row *measurement, struct error *error)
{
    (void)error;
    struct newest *newest = context;
    date_t date = row_date(measurement, "taken_on");
    if (date > newest->date)
        newest->date = date;
    return false; /* the newest comes first */
}

static bool each_of(struct newest *newest, enum entity_kind kind, const char *column, struct id id,
                    struct error *error);

static bool look_below(void *context, const struct row *row, struct error *error)
{
    struct newest *newest = context;
    if (row->entity->kind == ENTITY_INDICATOR)
        return each_of(newest, ENTITY_MEASUREMENT, "indicator", row->id, error);
    if (++newest->depth > DEEPEST)
        return true;
    bool read = each_of(newest, ENTITY_INDICATOR, "goal", row->id, error) &&
                each_of(newest, ENTITY_GOAL, "parent", row->id, error);
    newest->depth--;
    return read;
}

static bool each_of(struct newest *newest, enum entity_kind kind, const char *column, struct id id,
                    struct error *error)
{
    struct query query;
    query_init(&query, kind);
    bool read = query_add(&query, column, QUERY_EQUAL, value_id(id), error) &&
                record_each(newest->session->db, &query,
                            kind == ENTITY_MEASUREMENT ? first_date : look_below, newest, error);
    query_release(&query);
    return read;
}

/* Whether what people set is not overtaken by a later figure: then it need not be explained. */
static bool light_stands(struct session *session, const struct row *goal, bool *stands,
                         struct error *error)
{
    struct newest newest = {.session = session, .date = DATE_NONE};
    struct light_goal light = {.set_on = row_date(goal, "light_on")};
    if (!look_below(&newest, goal, error))
        return false;
    light.is_set = light_of_value(row_text(goal, "light"), &light.set);
    light.last_measurement = newest.date;
    *stands = light_of_goal(&light).origin == LIGHT_SET;
    return true;
}

static void light_words(struct completing_item *item, enum light light)
{
    struct buffer lacks = BUFFER_EMPTY, words = BUFFER_EMPTY;
    completing_labels(item, &lacks);
    buffer_format(&words, light == LIGHT_RED ? _("red without %s") : _("amber without %s"),
                  lacks.bytes);
    item->reason = buffer_detach(&words);
    buffer_release(&lacks);
}

static bool judge_light(struct looking *looking, const struct row *row, struct error *error)
{
    const char *columns[LIGHT_WHY] = {NULL};
    int lacks = light_lacks(row, columns);
    bool stands = true;
    if (lacks == 0)
        return true;
    if (row->entity->kind == ENTITY_GOAL && !light_stands(looking->session, row, &stands, error))
        return false;
    if (row->entity->kind == ENTITY_EFFORT) {
        const char *phase = row_text(row, "phase");
        stands = phase == NULL || (strcmp(phase, "done") != 0 && strcmp(phase, "stopped") != 0);
    }
    if (!stands)
        return true;
    struct completing_item *item = add(looking, COMPLETING_LIGHT, row);
    memcpy(item->fields, columns, sizeof item->fields);
    item->field_count = lacks;
    light_words(item, light_set_by_people(row));
    return true;
}

/* ---- problems ---- */

static const char *name_typed(const struct looking *looking, struct id problem)
{
    for (size_t i = 0; i < looking->names.count; i++)
        if (id_equal(looking->names.items[i].row, problem))
            return looking->names.items[i].name;
    return NULL;
}

static bool collect_problem(void *context, const struct noticed_problem *problem)
{
    struct looking *looking = context;
    if (!id_is_none(problem->owner) || !id_is_none(problem->owner_person))
        return true;
    const char *name = name_typed(looking, problem->id);
    struct buffer reason = BUFFER_EMPTY;
    if (name != NULL)
        buffer_format(&reason, _("no owner: '%s' is nobody known yet"), name);
    else
        buffer_add_text(&reason, _("no owner"));
    *VECTOR_PUSH(&looking->found) = (struct completing_item){
        .kind = name == NULL ? COMPLETING_OWNER : COMPLETING_NAME,
        .entity = ENTITY_PROBLEM,
        .row = problem->id,
        .fields = {"owner"},
        .field_count = 1,
        .code = memory_string(problem->code == NULL ? "" : problem->code),
        .title = memory_string(problem->title == NULL ? "" : problem->title),
        .reason = buffer_detach(&reason),
        .name = name == NULL ? NULL : memory_string(name)};
    return true;
}

static bool judge_problem(struct looking *looking, const struct row *row, struct error *error)
{
    (void)error;
    if (!problem_is_open(row_text(row, "status")))
        return true;
    struct noticed_problem problem = {.id = row->id,
                                      .code = row_text(row, "code"),
                                      .title = row_text(row, "title"),
                                      .owner = row_reference(row, "owner"),
                                      .owner_person = row_reference(row, "owner_person")};
    return collect_problem(looking, &problem);
}

/* One line that begins with @, and a name behind it. */
static bool keep_name(void *context, const struct row *comment, struct error *error)
{
    (void)error;
    struct looking *looking = context;
    const char *text = row_text(comment, "text");
    if (text != NULL && text[0] == '@' && text[1] != '\0' && strchr(text, '\n') == NULL)
        *VECTOR_PUSH(&looking->names) =
            (struct typed_name){row_reference(comment, "row"), memory_string(text + 1)};
    return true;
}

static bool read_names(struct looking *looking, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_COMMENT);
    bool read = query_add(&query, "text", QUERY_CONTAINS, value_text("@"), error) &&
                record_each(looking->session->db, &query, keep_name, looking, error);
    query_release(&query);
    return read;
}

/* ---- sources ---- */

static void add_sourceless(struct looking *looking, const struct row *measurement,
                           const struct row *indicator)
{
    struct completing_item *item = add(looking, COMPLETING_SOURCE, measurement);
    struct buffer reason = BUFFER_EMPTY, title = BUFFER_EMPTY, date = BUFFER_EMPTY;
    date_format(&date, row_date(measurement, "taken_on"), DATE_SHORT, language_now());
    buffer_format(&reason, _("no source for the figure of %s"), date.bytes);
    buffer_release(&date);
    rows_name(looking->session, ENTITY_INDICATOR, indicator->id, &title);
    const char *code = row_text(indicator, "code");
    free(item->code);
    free(item->title);
    item->code = memory_string(code == NULL ? "" : code);
    item->title = buffer_detach(&title);
    item->reason = buffer_detach(&reason);
    item->fields[0] = "source";
    item->field_count = 1;
}

/* A measurement of an indicator with a source has that one. */
static bool judge_measurement(struct looking *looking, const struct row *row, struct error *error)
{
    struct row indicator;
    if (row_text(row, "source") != NULL)
        return true;
    if (!record_get(looking->session->db, ENTITY_INDICATOR, row_reference(row, "indicator"),
                    &indicator, error))
        return false;
    if (!indicator.deleted && row_text(&indicator, "source") == NULL)
        add_sourceless(looking, row, &indicator);
    row_release(&indicator);
    return true;
}

static bool judge_newest(void *context, const struct row *measurement, struct error *error)
{
    (void)judge_measurement(context, measurement, error);
    return false;
}

static bool judge_indicator(struct looking *looking, const struct row *row, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_MEASUREMENT);
    bool read = query_add(&query, "indicator", QUERY_EQUAL, value_id(row->id), error) &&
                record_each(looking->session->db, &query, judge_newest, looking, error);
    query_release(&query);
    return read && !error_is_set(error);
}

/* ---- looking ---- */

static bool judge_action(struct looking *looking, const struct row *row, struct error *error)
{
    return completing_action(looking->session, row, &looking->found, error);
}

/* What a row of a kind can lack. */
static const struct {
    enum entity_kind kind;
    bool (*judge)(struct looking *looking, const struct row *row, struct error *error);
} judges[] = {
    {ENTITY_GOAL, judge_light},          {ENTITY_EFFORT, judge_light},
    {ENTITY_PROBLEM, judge_problem},     {ENTITY_MEASUREMENT, judge_measurement},
    {ENTITY_INDICATOR, judge_indicator}, {ENTITY_ACTION, judge_action},
};

static bool judge(void *context, const struct row *row, struct error *error)
{
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++)
        if (judges[i].kind == row->entity->kind)
            return row->deleted || judges[i].judge(context, row, error);
    return true;
}

static bool look_at(struct looking *looking, const struct completing_scope *scope,
                    struct error *error)
{
    for (size_t i = 0; i < scope->count; i++) {
        struct row row;
        if (!record_get(looking->session->db, scope->rows[i].entity, scope->rows[i].row, &row,
                        error))
            return false;
        bool judged = judge(looking, &row, error);
        row_release(&row);
        if (!judged)
            return false;
    }
    return true;
}

/* Rows of which the column is this text, or has none. */
static bool look_for(struct looking *looking, enum entity_kind kind, const char *column,
                     const char *text, struct error *error)
{
    struct query query;
    query_init(&query, kind);
    query.programme = looking->session->programme;
    bool read = query_add(&query, column, text == NULL ? QUERY_UNKNOWN : QUERY_EQUAL,
                          text == NULL ? value_none() : value_text(text), error) &&
                record_each(looking->session->db, &query, judge, looking, error);
    query_release(&query);
    return read;
}

/* Goals of which people set the light, and all efforts, which have three. */
static bool look_for_lights(struct looking *looking, enum entity_kind kind, struct error *error)
{
    struct query query;
    query_init(&query, kind);
    query.programme = looking->session->programme;
    query.only = "code phase light light_on light_time light_money light_quality cause consequence "
                 "correction";
    bool read =
        (kind != ENTITY_GOAL || query_add(&query, "light", QUERY_KNOWN, value_none(), error)) &&
        record_each(looking->session->db, &query, judge, looking, error);
    query_release(&query);
    return read;
}

static bool look_everywhere(struct looking *looking, struct error *error)
{
    return look_for_lights(looking, ENTITY_GOAL, error) &&
           look_for_lights(looking, ENTITY_EFFORT, error) &&
           noticed_problems(looking->session->db, looking->session->programme, collect_problem,
                            looking, error) &&
           look_for(looking, ENTITY_ACTION, "status", "open", error) &&
           look_for(looking, ENTITY_INDICATOR, "source", NULL, error);
}

static int by_kind(const void *one, const void *other)
{
    const struct completing_item *first = one, *second = other;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    int order = code_compare(first->code, second->code);
    return order != 0 ? order
                      : memcmp(first->row.bytes, second->row.bytes, sizeof first->row.bytes);
}

void completing_sort(struct completing_found *found)
{
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, by_kind);
}

bool completing_load(struct session *session, const struct completing_scope *scope,
                     struct completing *list, struct error *error)
{
    struct looking looking = {.session = session};
    bool held = db_hold(session->db);
    bool good = read_names(&looking, error) && (scope == NULL ? look_everywhere(&looking, error)
                                                              : look_at(&looking, scope, error));
    db_let_go(session->db, held);
    for (size_t i = 0; i < looking.names.count; i++)
        free(looking.names.items[i].name);
    free(looking.names.items);
    completing_sort(&looking.found);
    *list = (struct completing){looking.found.items, looking.found.count};
    if (!good)
        completing_release(list);
    return good;
}

void completing_release(struct completing *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].code);
        free(list->items[i].title);
        free(list->items[i].reason);
        free(list->items[i].name);
    }
    free(list->items);
    *list = (struct completing){.items = NULL};
}

void completing_labels(const struct completing_item *item, struct buffer *out)
{
    static const struct {
        const char *column, *word;
    } words[] = {{"cause", N_("cause")},           {"consequence", N_("consequence")},
                 {"correction", N_("correction")}, {"owner", N_("owner")},
                 {"person", N_("owner")},          {"due", N_("date")},
                 {"source", N_("source")}};
    for (int i = 0; i < item->field_count; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (strcmp(item->fields[i], words[w].column) == 0)
                buffer_format(out, "%s%s", i > 0 ? ", " : "", _(words[w].word));
}

/* ---- setting a light ---- */

bool completing_set_light(struct session *session, const struct completing_light *request,
                          struct error *error)
{
    struct row before, after;
    if (!rows_get(session, request->entity, request->row, &before, error))
        return false;
    row_copy(&after, &before);
    bool derived = request->light == NULL || *request->light == '\0';
    row_set(&after, request->column, derived ? value_none() : value_text(request->light));
    for (int i = 0; i < LIGHT_WHY; i++)
        if (request->why[i] != NULL && *request->why[i] != '\0')
            row_set(&after, light_why[i], value_text(request->why[i]));
    bool done = rows_change(session, &before, &after, error);
    row_release(&before);
    row_release(&after);
    return done;
}
