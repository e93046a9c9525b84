#include "judging.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/number.h"

static void start(struct judging *judging, const struct row *indicator, date_t today)
{
    judging->input = (struct outlook_input){.today = today};
    outlook_describe(&judging->input, indicator);
}

void judging_init(struct judging *judging, const struct row *indicator, date_t today)
{
    *judging = (struct judging){.measurements = {0}};
    start(judging, indicator, today);
}

void judging_clear(struct judging *judging, const struct row *indicator, date_t today)
{
    judging->measurements.count = judging->targets.count = 0;
    start(judging, indicator, today);
}

void judging_release(struct judging *judging)
{
    free(judging->measurements.items);
    free(judging->targets.items);
}

/* The enums of store/measured.h and domain/outlook.h follow the same choices. */
void judging_measured(struct judging *judging, const struct measured *measured)
{
    bool share = !measured->known && measured->parts && measured->denominator > 0;
    *VECTOR_PUSH(&judging->measurements) = (struct outlook_measurement){
        .date = measured->taken_on,
        .value = share ? 100 * measured->numerator / measured->denominator : measured->value,
        .known = measured->known || share,
        .status = (enum outlook_status)measured->status,
        .is_baseline = measured->baseline};
}

void judging_target(struct judging *judging, const struct measured_target *target)
{
    *VECTOR_PUSH(&judging->targets) =
        (struct outlook_target){.due = target->due,
                                .test = (enum outlook_operator)target->operator,
                                .value = target->value,
                                .value_to = target->value_to};
}

void judging_measurement_row(struct judging *judging, const struct row *measurement)
{
    if (!measurement->deleted)
        *VECTOR_PUSH(&judging->measurements) = outlook_measurement_of(measurement);
}

void judging_target_row(struct judging *judging, const struct row *target)
{
    if (!target->deleted)
        *VECTOR_PUSH(&judging->targets) = outlook_target_of(target);
}

static bool has_baseline(const struct measured_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i].baseline)
            return true;
    return false;
}

/* The newest, and the baseline before them where there may be more than those. */
static bool read_series(struct judging *judging, struct db *db, struct id indicator,
                        struct error *error)
{
    struct measured_series series = {0}, oldest = {0};
    struct measured_which which = {indicator, OUTLOOK_RECENT, MEASURED_ANY};
    bool read = measured_recent(db, &which, &series, error);
    if (read && series.count == OUTLOOK_RECENT) {
        date_t since = series.items[0].taken_on;
        series.count = 0;
        read = measured_series(db, indicator, since, &series, error) &&
               (has_baseline(&series) || measured_oldest(db, &which, &oldest, error));
    }
    if (read && oldest.count > 0 && oldest.items[0].taken_on < series.items[0].taken_on)
        judging_measured(judging, &oldest.items[0]);
    for (size_t i = 0; read && i < series.count; i++)
        judging_measured(judging, &series.items[i]);
    free(series.items);
    free(oldest.items);
    return read;
}

bool judging_read(struct judging *judging, struct db *db, const struct row *indicator, date_t today,
                  struct error *error)
{
    struct measured_targets targets = {0};
    judging_init(judging, indicator, today);
    bool read = read_series(judging, db, indicator->id, error) &&
                measured_targets(db, indicator->id, (struct id){{0}}, &targets, error);
    for (size_t i = 0; read && i < targets.count; i++)
        judging_target(judging, &targets.items[i]);
    free(targets.items);
    return read;
}

static void keep_recent(struct judging *judging)
{
    struct outlook_measurement *all = judging->measurements.items;
    size_t count = judging->measurements.count, baseline = count, oldest = count;
    if (count <= OUTLOOK_RECENT)
        return;
    for (size_t i = count; i-- > 0;) {
        if (all[i].is_baseline && baseline == count)
            baseline = i;
        if (all[i].known)
            oldest = i;
    }
    size_t first = count - OUTLOOK_RECENT, kept = 0;
    if (baseline == count)
        baseline = oldest;
    if (baseline < first)
        all[kept++] = all[baseline];
    memmove(&all[kept], &all[first], OUTLOOK_RECENT * sizeof *all);
    judging->measurements.count = kept + OUTLOOK_RECENT;
}

const struct outlook_input *judging_ready(struct judging *judging)
{
    keep_recent(judging);
    judging->input.measurements = judging->measurements.items;
    judging->input.measurement_count = judging->measurements.count;
    judging->input.targets = judging->targets.items;
    judging->input.target_count = judging->targets.count;
    return &judging->input;
}

#define ARROW " \u2192 "

/* The unit stands once, behind the last figure. */
static void add_bare(struct buffer *out, const struct outlook_input *input,
                     const struct outlook *outlook, double value)
{
    if (input->kind == OUTLOOK_YES_NO)
        outlook_value(out, input, outlook, value, language_now());
    else
        number_format_fixed(out, value, outlook->decimals, number_style_of(language_now()));
}

static bool is_figure(const struct outlook_measurement *measured)
{
    return measured->date != DATE_NONE;
}

void judging_figures(struct buffer *out, const struct outlook_input *input,
                     const struct outlook *outlook)
{
    bool first = outlook->baseline_known && is_figure(&outlook->baseline) &&
                 (!outlook->latest_known || outlook->baseline.date != outlook->latest.date);
    if (first) {
        add_bare(out, input, outlook, outlook->baseline.value);
        buffer_add_text(out, ARROW);
    }
    if (outlook->latest_known && !outlook->target_known)
        outlook_value(out, input, outlook, outlook->latest.value, language_now());
    else if (outlook->latest_known)
        add_bare(out, input, outlook, outlook->latest.value);
    if (!outlook->target_known)
        return;
    if (!outlook->latest_known)
        buffer_add_byte(out, '?');
    buffer_add_text(out, ARROW);
    outlook_target_text(out, input, outlook, language_now());
}
