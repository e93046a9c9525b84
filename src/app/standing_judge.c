/* Judging what was read: outlooks of indicators, lights of goals. */
#include <stdlib.h>
#include <string.h>

#include "standing_figures.h"
#include "wijk/base/memory.h"
#include "wijk/store/measured.h"
#include "wijk/store/record.h"

#define NEWEST 3 /* measurements that often tell the state of an indicator */

/* One judging of all indicators of a standing, which may be one of an earlier day. */
struct standing_judging {
    struct standing *standing;
    struct standing_newest newest; /* of the indicator at hand */
    struct judging judging;
    size_t *baseline; /* owned: a place for each indicator among the baselines, or STANDING_NONE */
    enum standing_words words; /* what is asked for */
    size_t next;               /* indicator */
    bool judged;               /* the indicator at hand, by its newest few */
    bool read;
};

static bool counts(const struct measured_until *until, const struct measured *measured)
{
    return (until->day == DATE_NONE || measured->taken_on <= until->day) &&
           (id_is_none(until->newest) ||
            memcmp(measured->id.bytes, until->newest.bytes, sizeof measured->id.bytes) <= 0);
}

/* What was read for a judgement of the same indicators is read. */
static bool read_figures(struct standing_judging *all, struct error *error)
{
    struct standing *standing = all->standing;
    size_t count = standing->indicators.count;
    if (standing->figures == NULL)
        standing->figures = standing_figures_read(standing, error);
    if (standing->figures == NULL)
        return false;
    const struct measured_series *baselines = &standing->figures->baselines;
    all->baseline = memory_array(count + 1, sizeof *all->baseline);
    for (size_t i = 0; i < count; i++)
        all->baseline[i] = STANDING_NONE;
    for (size_t i = 0; i < baselines->count; i++) {
        const struct measured *baseline = &baselines->items[i];
        size_t place = standing_find(&standing->indicator_places, baseline->indicator);
        if (place != STANDING_NONE && counts(&standing->until, baseline))
            all->baseline[place] = i;
    }
    return true;
}

static bool lies_within(const struct standing_newest *newest, const struct measured *measured)
{
    if (newest->read.count + newest->kept_count == 0)
        return false;
    if (measured->taken_on != newest->first_date)
        return measured->taken_on > newest->first_date;
    return memcmp(measured->id.bytes, newest->first.bytes, sizeof newest->first.bytes) >= 0;
}

/* Which figures to read: so many of the newest of the indicator at a place. */
struct recent {
    size_t place;
    int most;
};

/* The baseline when it is older than the recent ones: where none is marked and there may be more
 * than those, the oldest with a value. */
static bool add_baseline(struct standing_judging *all, struct recent recent, struct error *error)
{
    struct standing *standing = all->standing;
    const struct standing_newest *newest = &all->newest;
    size_t at = all->baseline[recent.place];
    struct measured_series oldest = {0};
    if (at == STANDING_NONE && newest->read.count + newest->kept_count < (size_t)recent.most)
        return true;
    struct measured_which which = {.indicator = standing->indicators.items[recent.place].row.id,
                                   .until = standing->until};
    if (at == STANDING_NONE && !measured_oldest(standing->session->db, &which, &oldest, error))
        return false;
    const struct measured *baseline =
        at != STANDING_NONE ? &standing->figures->baselines.items[at] : oldest.items;
    if (baseline != NULL && !lies_within(newest, baseline))
        judging_measured(&all->judging, baseline);
    free(oldest.items);
    return true;
}

static void gather(struct standing_judging *all, size_t place)
{
    const struct standing_figures *figures = all->standing->figures;
    size_t first = figures->first_target[place];
    standing_newest_add(&all->newest, &all->judging);
    for (size_t i = first;
         first != STANDING_NONE && i < figures->targets.count &&
         id_equal(figures->targets.items[i].indicator, figures->targets.items[first].indicator);
         i++)
        judging_target(&all->judging, &figures->targets.items[i]);
}

static void keep_series(struct standing_indicator *indicator, const struct measured_series *recent,
                        date_t today)
{
    size_t known = 0, skipped = 0;
    for (size_t i = 0; i < recent->count; i++)
        known += recent->items[i].known && recent->items[i].taken_on <= today;
    for (size_t i = 0; i < recent->count; i++) {
        if (!recent->items[i].known || recent->items[i].taken_on > today)
            continue;
        if (known - skipped > STANDING_SERIES)
            skipped++;
        else
            indicator->series[indicator->series_count++] = recent->items[i].value;
    }
}

/* The latest finding of an indicator that is told in words. */
static bool add_words(const struct standing_judging *all, struct buffer *out, struct error *error)
{
    const struct measured_series *recent = &all->newest.read;
    if (recent->count == 0)
        return true;
    struct row latest;
    if (!record_get(all->standing->session->db, ENTITY_MEASUREMENT,
                    recent->items[recent->count - 1].id, &latest, error))
        return false;
    buffer_add_text(out, row_text(&latest, "words"));
    row_release(&latest);
    return true;
}

/* Reads so many of the newest and makes them ready to be judged. */
static bool read_recent(struct standing_judging *all, struct recent recent, struct error *error)
{
    struct standing *standing = all->standing;
    judging_clear(&all->judging, &standing->indicators.items[recent.place].row, standing->day);
    if (!standing_newest_read(standing, recent.place, recent.most, &all->newest, error) ||
        !add_baseline(all, recent, error))
        return false;
    gather(all, recent.place);
    return true;
}

/* Whether the newest few hold one with a value. */
static bool has_latest(const struct judging *judging, date_t today)
{
    for (size_t i = judging->measurements.count; i-- > 0;) {
        const struct outlook_measurement *one = &judging->measurements.items[i];
        if (one->known && one->date != DATE_NONE && one->date <= today && !one->is_baseline)
            return true;
    }
    return false;
}

/* Whether it counts as a baseline today. */
static bool holds(const struct measured *baseline, date_t today)
{
    return baseline->taken_on != DATE_NONE && baseline->taken_on <= today &&
           (baseline->known || (baseline->parts && baseline->denominator > 0));
}

static bool ask_alone(struct standing_judging *all, size_t baseline, struct error *error)
{
    struct standing_figures *figures = all->standing->figures;
    bool alone;
    if (figures->alone[baseline] == STANDING_ALONE_UNASKED) {
        if (!measured_alone(all->standing->session->db, &figures->baselines.items[baseline], &alone,
                            error))
            return false;
        figures->alone[baseline] = alone ? STANDING_ALONE : STANDING_NOT_ALONE;
    }
    all->judged = figures->alone[baseline] == STANDING_ALONE;
    return true;
}

/* By the newest few and the baseline, if those tell. A baseline that shares its date with another
 * measurement may not count: then all are asked. */
static bool judge_quickly(struct standing_judging *all, size_t place, struct error *error)
{
    struct standing *standing = all->standing;
    struct outlook *outlook = &standing->indicators.items[place].outlook;
    date_t today = standing->day;
    all->judged = false;
    if (all->words == STANDING_FIGURES || all->baseline[place] == STANDING_NONE ||
        standing_newest_kept(standing, place))
        return true;
    const struct measured *baseline = &standing->figures->baselines.items[all->baseline[place]];
    if (!read_recent(all, (struct recent){place, NEWEST}, error))
        return false;
    if (!holds(baseline, today) || !has_latest(&all->judging, today) ||
        !outlook_without_pace(judging_ready(&all->judging), outlook))
        return true;
    return ask_alone(all, all->baseline[place], error);
}

static bool judge_wholly(struct standing_judging *all, size_t place, struct error *error)
{
    struct standing *standing = all->standing;
    struct standing_indicator *indicator = &standing->indicators.items[place];
    if (!read_recent(all, (struct recent){place, OUTLOOK_RECENT}, error))
        return false;
    if (all->words == STANDING_FIGURES) {
        indicator->outlook = outlook_of(judging_ready(&all->judging));
        keep_series(indicator, &all->newest.read, standing->day);
    } else {
        indicator->outlook = outlook_state_of(judging_ready(&all->judging));
        standing_newest_keep(standing, place, &all->newest, &all->judging);
    }
    return true;
}

static bool judge_one(struct standing_judging *all, size_t place, struct error *error)
{
    struct standing *standing = all->standing;
    struct standing_indicator *indicator = &standing->indicators.items[place];
    if (!judge_quickly(all, place, error) || (!all->judged && !judge_wholly(all, place, error)))
        return false;
    indicator->light = light_of_outlook(indicator->outlook.state);
    if (indicator->goal == STANDING_NONE)
        return true;
    date_t *last = &standing->goals.items[indicator->goal].last_measured;
    if (indicator->outlook.newest.date > *last)
        *last = indicator->outlook.newest.date;
    return true;
}

static bool tell(const struct standing_judging *all, struct standing_indicator *indicator,
                 struct error *error)
{
    struct buffer words = BUFFER_EMPTY;
    const struct outlook_input *input = &all->judging.input;
    if (input->kind == OUTLOOK_WORDS && !add_words(all, &words, error)) {
        buffer_release(&words);
        return false;
    }
    if (input->kind != OUTLOOK_WORDS)
        judging_figures(&words, input, &indicator->outlook);
    indicator->figures = buffer_detach(&words);
    return true;
}

/* ---- goals ---- */

static struct light_member goal_member(const struct row *row, const char *name, enum light light)
{
    const char *code = row_text(row, "code");
    return (struct light_member){light, code != NULL ? code : row_text(row, name)};
}

static void judge_goal(struct standing *standing, struct standing_goal *goal, int depth);

struct members {
    VECTOR(struct light_member) list;
};

static void gather_members(struct standing *standing, struct standing_goal *goal, int depth,
                           struct members *members)
{
    for (size_t i = goal->first_indicator; i != STANDING_NONE;
         i = standing->indicators.items[i].next) {
        const struct standing_indicator *indicator = &standing->indicators.items[i];
        *VECTOR_PUSH(&members->list) = goal_member(&indicator->row, "name", indicator->light);
    }
    for (size_t i = goal->first_child; i != STANDING_NONE; i = standing->goals.items[i].next) {
        struct standing_goal *child = &standing->goals.items[i];
        judge_goal(standing, child, depth + 1);
        if (child->last_measured > goal->last_measured)
            goal->last_measured = child->last_measured;
        *VECTOR_PUSH(&members->list) = goal_member(&child->row, "statement", child->light);
    }
}

/* `judged` is set on the way in, so that goals that lie under each other in a ring end. What people
 * set later was not there yet. */
static void judge_goal(struct standing *standing, struct standing_goal *goal, int depth)
{
    if (goal->judged || depth > 64)
        return;
    goal->judged = true;
    struct light_goal input = {.set_on = row_date(&goal->row, "light_on")};
    input.is_set =
        input.set_on <= standing->day && light_of_value(row_text(&goal->row, "light"), &input.set);
    struct members members = {{0}};
    gather_members(standing, goal, depth, &members);
    input.members = members.list.items;
    input.member_count = members.list.count;
    input.last_measurement = goal->last_measured;
    goal->light = light_of_goal(&input).light;
    free(members.list.items);
}

/* ---- the whole, at once or in slices ---- */

struct standing_judging *standing_judging_begin(struct standing *standing,
                                                enum standing_words words)
{
    struct standing_judging *all = memory_new(sizeof *all);
    all->standing = standing;
    all->words = words;
    return all;
}

void standing_judging_end(struct standing_judging *all)
{
    if (all == NULL)
        return;
    judging_release(&all->judging);
    free(all->newest.read.items);
    free(all->baseline);
    free(all);
}

bool standing_judging_some(struct standing_judging *all, size_t count, bool *more,
                           struct error *error)
{
    struct standing *standing = all->standing;
    bool good = all->read || read_figures(all, error);
    all->read = true;
    for (; good && count > 0 && all->next < standing->indicators.count; count--, all->next++) {
        struct standing_indicator *indicator = &standing->indicators.items[all->next];
        good = judge_one(all, all->next, error);
        if (good && all->words == STANDING_FIGURES)
            good = tell(all, indicator, error);
    }
    *more = good && all->next < standing->indicators.count;
    for (size_t i = 0; good && !*more && i < standing->goals.count; i++)
        judge_goal(standing, &standing->goals.items[i], 0);
    return good;
}

bool standing_judge(struct standing *standing, enum standing_words words, struct error *error)
{
    bool more;
    struct standing_judging *all = standing_judging_begin(standing, words);
    bool good = standing_judging_some(all, SIZE_MAX, &more, error);
    standing_judging_end(all);
    return good;
}

/* ---- as it was seen earlier ---- */

void standing_earlier(const struct standing *now, const struct measured_until *until,
                      struct standing *earlier)
{
    *earlier = *now;
    earlier->day = until->day;
    earlier->until = *until;
    earlier->goals.items = memory_array(now->goals.count + 1, sizeof *now->goals.items);
    earlier->indicators.items =
        memory_array(now->indicators.count + 1, sizeof *now->indicators.items);
    for (size_t i = 0; i < now->goals.count; i++) {
        struct standing_goal *goal = &earlier->goals.items[i];
        *goal = now->goals.items[i];
        goal->light = LIGHT_GREY;
        goal->judged = false;
        goal->last_measured = DATE_NONE;
    }
    for (size_t i = 0; i < now->indicators.count; i++) {
        const struct standing_indicator *indicator = &now->indicators.items[i];
        earlier->indicators.items[i] = (struct standing_indicator){
            .row = indicator->row, .goal = indicator->goal, .next = indicator->next};
    }
}

void standing_earlier_release(struct standing *earlier)
{
    free(earlier->goals.items);
    free(earlier->indicators.items);
    *earlier = (struct standing){.day = DATE_NONE};
}
