#include "wijk/app/measuring.h"

#include <stdlib.h>

#include "judging.h"
#include "wijk/app/figures.h"
#include "wijk/app/rows.h"
#include "wijk/base/memory.h"
#include "wijk/store/record.h"

#define BETWEEN " \u00B7 "

static void judge_rows(struct judging *judging, const struct indicator_view *view)
{
    for (size_t i = 0; i < view->measurement_count; i++)
        judging_measurement_row(judging, &view->measurements[i]);
    for (size_t i = 0; i < view->target_count; i++)
        judging_target_row(judging, &view->targets[i]);
}

/* As many decimals as this value needs. */
void measuring_value(struct session *session, const struct row *indicator, double value,
                     struct buffer *out)
{
    struct judging judging;
    judging_init(&judging, indicator, session->today);
    judging_measured(&judging,
                     &(struct measured){.taken_on = session->today, .known = true, .value = value});
    const struct outlook_input *input = judging_ready(&judging);
    struct outlook outlook = outlook_of(input);
    outlook_value(out, input, &outlook, value, language_now());
    judging_release(&judging);
}

/* ---- the view of one indicator ---- */

struct gathered {
    VECTOR(struct row) rows;
};

static bool gather(void *context, const struct row *row, struct error *error)
{
    (void)error;
    struct gathered *gathered = context;
    row_copy(VECTOR_PUSH(&gathered->rows), row);
    return true;
}

static bool load_parts(struct session *session, enum entity_kind kind, struct id indicator,
                       struct gathered *gathered, struct error *error)
{
    struct query query;
    query_init(&query, kind);
    query.order = entity_field(&entities[kind], kind == ENTITY_MEASUREMENT ? "taken_on" : "due");
    query.descending = false;
    bool read = query_add(&query, "indicator", QUERY_EQUAL, value_id(indicator), error) &&
                record_each(session->db, &query, gather, gathered, error);
    query_release(&query);
    return read;
}

static bool load_rows(struct session *session, struct id indicator, struct indicator_view *view,
                      struct error *error)
{
    if (!record_get(session->db, ENTITY_INDICATOR, indicator, &view->indicator, error))
        return false;
    if (!record_get(session->db, ENTITY_GOAL, row_reference(&view->indicator, "goal"), &view->goal,
                    error))
        return false;
    struct gathered measurements = {{0}}, targets = {{0}};
    bool read = load_parts(session, ENTITY_MEASUREMENT, indicator, &measurements, error) &&
                load_parts(session, ENTITY_TARGET, indicator, &targets, error);
    view->measurements = measurements.rows.items;
    view->measurement_count = measurements.rows.count;
    view->targets = targets.rows.items;
    view->target_count = targets.rows.count;
    return read;
}

/* One labelled part: `format` takes a value and a date. */
static void add_part(struct buffer *out, const char *format, const char *value, date_t date)
{
    struct buffer day = BUFFER_EMPTY;
    date_format(&day, date, DATE_SHORT, language_now());
    if (out->length > 0)
        buffer_add_text(out, BETWEEN);
    buffer_format(out, format, value, day.bytes);
    buffer_release(&day);
}

static void add_value_part(struct buffer *out, const char *format, struct judging *judging,
                           const struct outlook *outlook,
                           const struct outlook_measurement *measured)
{
    struct buffer value = BUFFER_EMPTY;
    outlook_value(&value, &judging->input, outlook, measured->value, language_now());
    add_part(out, format, value.bytes, measured->date);
    buffer_release(&value);
}

static char *summary_of(struct judging *judging, const struct outlook *outlook)
{
    struct buffer out = BUFFER_EMPTY;
    if (outlook->baseline_known)
        add_value_part(&out, _("Baseline %s (%s)"), judging, outlook, &outlook->baseline);
    if (outlook->latest_known && outlook->latest.date != outlook->baseline.date)
        add_value_part(&out, _("latest %s (%s)"), judging, outlook, &outlook->latest);
    else if (!outlook->latest_known && outlook->newest.date != DATE_NONE &&
             outlook->newest.words != NULL)
        add_part(&out, _("latest %s (%s)"), outlook->newest.words, outlook->newest.date);
    if (outlook->target_known) {
        struct buffer target = BUFFER_EMPTY;
        outlook_target_text(&target, &judging->input, outlook, language_now());
        add_part(&out, _("target %s (%s)"), target.bytes, outlook->target.due);
        buffer_release(&target);
    }
    return buffer_detach(&out);
}

/* The benchmark's figures, and how far the indicator is from them. */
static bool compare(struct session *session, struct indicator_view *view,
                    const struct outlook_input *input, struct error *error)
{
    if (!figures_benchmark(session, &view->indicator, &view->benchmark, &view->benchmark_count,
                           error))
        return false;
    if (view->benchmark_count == 0)
        return true;
    struct buffer name = BUFFER_EMPTY, words = BUFFER_EMPTY;
    struct outlook_distance distance =
        outlook_distance(input, view->benchmark, view->benchmark_count);
    rows_name(session, ENTITY_AREA, row_reference(&view->indicator, "benchmark_area"), &name);
    view->benchmark_name = buffer_detach(&name);
    outlook_distance_reason(&words, &distance, &view->outlook, view->benchmark_name,
                            language_now());
    view->distance = buffer_detach(&words);
    view->compared = distance.known ? distance.better : 0;
    return true;
}

bool indicator_view_load(struct session *session, struct id indicator, struct indicator_view *view,
                         struct error *error)
{
    *view = (struct indicator_view){.measurements = NULL};
    if (!load_rows(session, indicator, view, error)) {
        indicator_view_release(view);
        return false;
    }
    struct judging judging;
    judging_init(&judging, &view->indicator, session->today);
    judge_rows(&judging, view);
    view->outlook = outlook_of(judging_ready(&judging));
    view->light = light_of_outlook(view->outlook.state);
    struct buffer reason = BUFFER_EMPTY;
    outlook_reason(&reason, &judging.input, &view->outlook, language_now());
    view->reason = buffer_detach(&reason);
    view->summary = summary_of(&judging, &view->outlook);
    bool done = compare(session, view, &judging.input, error);
    judging_release(&judging);
    if (!done)
        indicator_view_release(view);
    return done;
}

static void release_rows(struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        row_release(&rows[i]);
    free(rows);
}

void indicator_view_release(struct indicator_view *view)
{
    if (view->indicator.entity != NULL)
        row_release(&view->indicator);
    if (view->goal.entity != NULL)
        row_release(&view->goal);
    release_rows(view->measurements, view->measurement_count);
    release_rows(view->targets, view->target_count);
    free(view->reason);
    free(view->benchmark);
    free(view->benchmark_name);
    free(view->distance);
    free(view->summary);
    *view = (struct indicator_view){.measurements = NULL};
}
