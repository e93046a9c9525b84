/* Figures, outlooks and lights of what is public, and the data files of indicators. A light counts
 * public goals and indicators only: else it would tell of others. */
#include <stdlib.h>
#include <string.h>

#include "judging.h"
#include "publishing_internal.h"
#include "wijk/app/figures.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/domain/chart_svg.h"
#include "wijk/store/record.h"

/* All figures of one indicator, while they are at hand. */
struct figures {
    struct judging judging;
    struct measured_targets targets;
    VECTOR(struct outlook_measurement) all; /* oldest first */
    VECTOR(char *) words;                   /* owned; as many, or none */
};

static void hide_value(struct outlook_measurement *figure)
{
    if (figure->status != OUTLOOK_IS_SECRET && figure->status != OUTLOOK_IS_UNAVAILABLE)
        return;
    figure->known = false;
    figure->value = 0;
    figure->words = NULL;
}

static void take_series(struct figures *figures, const struct measured_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        judging_measured(&figures->judging, &series->items[i]);
}

static bool take_words(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct figures *figures = context;
    struct outlook_measurement figure = outlook_measurement_of(row);
    hide_value(&figure);
    char *words = memory_string(figure.words);
    *VECTOR_PUSH(&figures->words) = words;
    figure.words = words;
    *VECTOR_PUSH(&figures->judging.measurements) = figure;
    return true;
}

static bool read_words(struct site *site, const struct site_indicator *indicator,
                       struct figures *figures, struct error *error)
{
    struct query query;
    query_init(&query, ENTITY_MEASUREMENT);
    query.order = entity_field(&entities[ENTITY_MEASUREMENT], "taken_on");
    query.descending = false;
    bool read = query_add(&query, "indicator", QUERY_EQUAL, value_id(indicator->row.id), error) &&
                record_each(site->session->db, &query, take_words, figures, error);
    query_release(&query);
    return read;
}

static bool read_figures(struct site *site, const struct site_indicator *indicator,
                         struct figures *figures, struct error *error)
{
    struct measured_series series = {0};
    struct db *db = site->session->db;
    bool read = indicator->input.kind == OUTLOOK_WORDS
                    ? read_words(site, indicator, figures, error)
                    : measured_series(db, indicator->row.id, DATE_NONE, &series, error);
    take_series(figures, &series);
    free(series.items);
    for (size_t i = 0; i < figures->judging.measurements.count; i++) {
        hide_value(&figures->judging.measurements.items[i]);
        *VECTOR_PUSH(&figures->all) = figures->judging.measurements.items[i];
    }
    if (!read ||
        !measured_targets(db, indicator->row.id, (struct id){{0}}, &figures->targets, error))
        return false;
    for (size_t i = 0; i < figures->targets.count; i++)
        judging_target(&figures->judging, &figures->targets.items[i]);
    return true;
}

/* ---- what is kept of them ---- */

static void *copy_of(const void *items, size_t count, size_t size)
{
    void *copy = memory_array(count + 1, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

/* As the day saw it from which the trend is counted. */
static void judge_before(struct site_indicator *indicator, const struct figures *figures,
                         date_t since)
{
    struct judging judging = {.input = indicator->input};
    judging.input.today = since;
    for (size_t i = 0; i < figures->all.count; i++)
        if (figures->all.items[i].date <= since)
            *VECTOR_PUSH(&judging.measurements) = figures->all.items[i];
    for (size_t i = 0; i < figures->targets.count; i++)
        judging_target(&judging, &figures->targets.items[i]);
    struct outlook outlook = outlook_state_of(judging_ready(&judging));
    indicator->light_before = light_of_outlook(outlook.state);
    indicator->newest_before = outlook.newest.date;
    judging_release(&judging);
}

static void judge(struct site_indicator *indicator, struct figures *figures)
{
    const struct outlook_input *input = judging_ready(&figures->judging);
    indicator->outlook = outlook_of(input);
    indicator->light = light_of_outlook(indicator->outlook.state);
    indicator->input = *input;
    indicator->input.measurements =
        copy_of(input->measurements, input->measurement_count, sizeof *input->measurements);
    indicator->input.targets = copy_of(input->targets, input->target_count, sizeof *input->targets);
    const struct outlook *outlook = &indicator->outlook;
    if (outlook->latest_known && outlook->previous_known) {
        double change = outlook->latest.value - outlook->previous.value;
        int sign = indicator->input.direction == OUTLOOK_HIGHER  ? 1
                   : indicator->input.direction == OUTLOOK_LOWER ? -1
                                                                 : 0;
        indicator->trend = change > 0 ? sign : change < 0 ? -sign : 0;
    }
}

static void keep_recent(struct site_indicator *indicator, struct figures *figures)
{
    size_t count = figures->all.count;
    size_t kept = count < SITE_RECENT ? count : SITE_RECENT, first = count - kept;
    indicator->all_count = count;
    indicator->recent_count = kept;
    indicator->recent = copy_of(figures->all.items + first, kept, sizeof *indicator->recent);
    if (figures->words.count == 0)
        return;
    indicator->words = memory_array(kept + 1, sizeof *indicator->words);
    for (size_t i = 0; i < kept; i++) {
        indicator->words[i] = figures->words.items[first + i];
        figures->words.items[first + i] = NULL;
    }
}

/* The outlook's words die with the figures. */
static void forget_words(struct site_indicator *indicator)
{
    struct outlook *outlook = &indicator->outlook;
    outlook->latest.words = outlook->previous.words = outlook->baseline.words = NULL;
    outlook->newest.words = NULL;
    struct outlook_measurement *kept = (struct outlook_measurement *)indicator->input.measurements;
    for (size_t i = 0; i < indicator->input.measurement_count; i++)
        kept[i].words = NULL;
    for (size_t i = 0; i < indicator->recent_count; i++)
        indicator->recent[i].words = NULL;
}

/* ---- the data of an indicator ---- */

static const struct site_column data_columns[] = {
    {"kind", NULL, 0, NULL},     {"date", NULL, 0, NULL},   {"value", NULL, 0, NULL},
    {"value_to", NULL, 0, NULL}, {"status", NULL, 0, NULL}, {"words", NULL, 0, NULL},
};

static const char *value_of(enum entity_kind kind, const char *column, int choice)
{
    return entities[kind].fields[entity_field(&entities[kind], column)].choices[choice].value;
}

static void data_row(struct site_table *table, const char *kind,
                     const struct outlook_measurement *figure, const char *status)
{
    grid_row(table);
    grid_words(table, NULL, kind);
    grid_date(table, figure->date);
    grid_figure(table, NULL, figure->known, figure->value);
    grid_words(table, NULL, NULL);
    grid_words(table, NULL, status);
    grid_words(table, NULL, figure->words);
}

static void data_target(struct site_table *table, const struct measured_target *target)
{
    grid_row(table);
    grid_words(table, NULL, "target");
    grid_date(table, target->due);
    grid_figure(table, NULL, true, target->value);
    grid_figure(table, NULL, target->operator== TARGET_BETWEEN, target->value_to);
    grid_words(table, NULL, value_of(ENTITY_TARGET, "operator", (int)target->operator));
    grid_words(table, NULL, NULL);
}

static bool write_data(struct site *site, const struct site_indicator *indicator,
                       struct figures *figures, struct error *error)
{
    struct site_page page = {.site = site, .out = BUFFER_EMPTY};
    struct site_table table;
    struct buffer name = BUFFER_EMPTY;
    buffer_format(&name, "indicator-%s", indicator->slug);
    grid_begin(&table, &page, NULL, name.bytes);
    grid_columns(&table, data_columns, sizeof data_columns / sizeof *data_columns);
    for (size_t i = 0; i < figures->all.count; i++)
        data_row(&table, "measured", &figures->all.items[i],
                 value_of(ENTITY_MEASUREMENT, "status", (int)figures->all.items[i].status));
    for (size_t i = 0; i < figures->targets.count; i++)
        data_target(&table, &figures->targets.items[i]);
    for (size_t i = 0; i < indicator->benchmark_count; i++)
        data_row(&table, "benchmark", &indicator->benchmark[i], NULL);
    bool written = grid_end(&table, error);
    buffer_release(&name);
    buffer_release(&page.out);
    return written;
}

static bool read_benchmark(struct site *site, struct site_indicator *indicator, struct error *error)
{
    struct buffer name = BUFFER_EMPTY;
    if (!figures_benchmark(site->session, &indicator->row, &indicator->benchmark,
                           &indicator->benchmark_count, error))
        return false;
    if (indicator->benchmark_count == 0)
        return true;
    rows_name(site->session, ENTITY_AREA, site_reference(&indicator->row, "benchmark_area"), &name);
    indicator->benchmark_name = buffer_detach(&name);
    return true;
}

static bool measure(struct site *site, struct site_indicator *indicator, struct error *error)
{
    struct figures figures = {.targets = {0}};
    judging_init(&figures.judging, &indicator->row, site->session->today);
    indicator->input.kind = figures.judging.input.kind;
    bool done = read_figures(site, indicator, &figures, error) &&
                read_benchmark(site, indicator, error) &&
                write_data(site, indicator, &figures, error);
    if (done) {
        judge(indicator, &figures);
        judge_before(indicator, &figures, light_trend_since(site->session->today));
        keep_recent(indicator, &figures);
        indicator->point_count = chart_svg_thin(figures.all.items, figures.all.count, SITE_POINTS);
        indicator->points =
            copy_of(figures.all.items, indicator->point_count, sizeof *indicator->points);
        forget_words(indicator);
    }
    judging_release(&figures.judging);
    for (size_t i = 0; i < figures.words.count; i++)
        free(figures.words.items[i]);
    free(figures.words.items);
    free(figures.all.items);
    free(figures.targets.items);
    return done;
}

/* ---- lights of goals ---- */

static const char *name_of(const struct row *row, const char *column)
{
    const char *code = site_text(row, "code");
    return code != NULL ? code : site_text(row, column);
}

static date_t later(date_t one, date_t other)
{
    return one > other ? one : other; /* DATE_NONE is the smallest */
}

/* What the light of a goal is derived from; its own children are judged before. */
struct members {
    struct light_goal judged;
    VECTOR(struct light_member) items;
};

/* `since`: as that day saw it; DATE_NONE: now. */
static void gather_members(const struct site *site, size_t place, date_t since,
                           struct members *members)
{
    const struct site_goal *goal = &site->goals.items[place];
    *members = (struct members){
        .judged = {.set_on = site_date(&goal->row, "light_on"), .last_measurement = DATE_NONE}};
    struct light_goal *judged = &members->judged;
    bool before = since != DATE_NONE;
    judged->is_set = (!before || judged->set_on <= since) &&
                     light_of_value(site_text(&goal->row, "light"), &judged->set);
    for (size_t i = goal->first_child; i != SITE_NONE; i = site->goals.items[i].next_child) {
        const struct site_goal *child = &site->goals.items[i];
        *VECTOR_PUSH(&members->items) =
            (struct light_member){.light = before ? child->light_before : child->light,
                                  .name = name_of(&child->row, "statement")};
        judged->last_measurement =
            later(judged->last_measurement, before ? child->measured_before : child->last_measured);
    }
    for (size_t i = goal->first_indicator; i != SITE_NONE; i = site->indicators.items[i].next) {
        const struct site_indicator *indicator = &site->indicators.items[i];
        *VECTOR_PUSH(&members->items) =
            (struct light_member){.light = before ? indicator->light_before : indicator->light,
                                  .name = name_of(&indicator->row, "name")};
        judged->last_measurement =
            later(judged->last_measurement,
                  before ? indicator->newest_before : indicator->outlook.newest.date);
    }
    judged->members = members->items.items;
    judged->member_count = members->items.count;
}

static void judge_goal(struct site *site, size_t place)
{
    struct site_goal *goal = &site->goals.items[place];
    struct members members;
    for (size_t i = goal->first_child; i != SITE_NONE; i = site->goals.items[i].next_child)
        judge_goal(site, i);
    gather_members(site, place, DATE_NONE, &members);
    goal->answer = light_of_goal(&members.judged);
    goal->light = goal->answer.light;
    goal->last_measured = members.judged.last_measurement;
    free(members.items.items);
    gather_members(site, place, light_trend_since(site->session->today), &members);
    goal->light_before = light_of_goal(&members.judged).light;
    goal->measured_before = members.judged.last_measurement;
    free(members.items.items);
}

void site_light_reason(const struct site *site, size_t place, struct buffer *out)
{
    struct members members;
    gather_members(site, place, DATE_NONE, &members);
    light_reason(out, &members.judged, &site->goals.items[place].answer, site->language);
    free(members.items.items);
}

/* A goal without a theme of its own is of the theme of the one above it. */
static size_t theme_of(const struct site *site, size_t place)
{
    while (place != SITE_NONE && site->goals.items[place].theme == SITE_NONE)
        place = site->goals.items[place].parent;
    return place == SITE_NONE ? SITE_NONE : site->goals.items[place].theme;
}

bool site_measure(struct site *site, struct error *error)
{
    for (size_t i = 0; i < site->indicators.count; i++)
        if (!measure(site, &site->indicators.items[i], error) || !site_step(site, error))
            return false;
    for (size_t i = 0; i < site->goals.count; i++) {
        site->goals.items[i].theme = theme_of(site, i);
        if (site->goals.items[i].parent == SITE_NONE)
            judge_goal(site, i);
    }
    return true;
}
