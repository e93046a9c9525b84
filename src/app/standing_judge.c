/* Judging what was read: outlooks of indicators, lights of goals. */
#include <stdlib.h>
#include <string.h>

#include "judging.h"
#include "standing.h"
#include "wijk/base/memory.h"
#include "wijk/store/measured.h"
#include "wijk/store/record.h"

#define NEWEST 3 /* measurements that often tell the state of an indicator */

/* What the bulk queries answer, walked along by indicator. */
struct figures {
    struct measured_series baselines, recent;
    struct measured_targets targets;
    size_t *first_target;      /* a place for each indicator, STANDING_NONE: none */
    size_t *baseline;          /* the same, of `baselines` */
    enum standing_words words; /* what is asked for */
    bool judged;               /* the indicator at hand, by its newest few */
};

static void release_figures(struct figures *figures)
{
    free(figures->baselines.items);
    free(figures->recent.items);
    free(figures->targets.items);
    free(figures->first_target);
    free(figures->baseline);
}

static bool counts(const struct measured_until *until, const struct measured *measured)
{
    return (until->day == DATE_NONE || measured->taken_on <= until->day) &&
           (id_is_none(until->newest) ||
            memcmp(measured->id.bytes, until->newest.bytes, sizeof measured->id.bytes) <= 0);
}

static bool read_figures(struct standing *standing, struct figures *figures, struct error *error)
{
    struct db *db = standing->session->db;
    struct id programme = standing->session->programme;
    size_t count = standing->indicators.count;
    figures->first_target = memory_array(count + 1, sizeof *figures->first_target);
    figures->baseline = memory_array(count + 1, sizeof *figures->baseline);
    for (size_t i = 0; i < count; i++)
        figures->first_target[i] = figures->baseline[i] = STANDING_NONE;
    if (!measured_baselines(db, programme, &figures->baselines, error) ||
        !measured_targets(db, (struct id){{0}}, programme, &figures->targets, error))
        return false;
    for (size_t i = figures->targets.count; i-- > 0;) {
        size_t place =
            standing_find(&standing->indicator_places, figures->targets.items[i].indicator);
        if (place != STANDING_NONE)
            figures->first_target[place] = i;
    }
    for (size_t i = 0; i < figures->baselines.count; i++) {
        const struct measured *baseline = &figures->baselines.items[i];
        size_t place = standing_find(&standing->indicator_places, baseline->indicator);
        if (place != STANDING_NONE && counts(&standing->until, baseline))
            figures->baseline[place] = i;
    }
    return true;
}

/* Which figures to read: so many of the newest of the indicator at a place. */
struct recent {
    size_t place;
    int most;
};

/* The baseline when it is older than the recent ones: where none is marked and there may be more
 * than those, the oldest with a value. */
static bool add_baseline(struct standing *standing, struct figures *figures,
                         struct judging *judging, struct recent recent, struct error *error)
{
    size_t at = figures->baseline[recent.place];
    struct measured_series oldest = {0};
    if (at == STANDING_NONE && figures->recent.count < (size_t)recent.most)
        return true;
    struct measured_which which = {.indicator = standing->indicators.items[recent.place].row.id,
                                   .until = standing->until};
    if (at == STANDING_NONE && !measured_oldest(standing->session->db, &which, &oldest, error))
        return false;
    const struct measured *baseline =
        at != STANDING_NONE ? &figures->baselines.items[at] : oldest.items;
    bool within = baseline == NULL;
    for (size_t i = 0; !within && i < figures->recent.count; i++)
        within = id_equal(figures->recent.items[i].id, baseline->id);
    if (!within)
        judging_measured(judging, baseline);
    free(oldest.items);
    return true;
}

static void gather(struct judging *judging, const struct figures *figures, size_t place)
{
    for (size_t i = 0; i < figures->recent.count; i++)
        judging_measured(judging, &figures->recent.items[i]);
    size_t first = figures->first_target[place];
    for (size_t i = first;
         first != STANDING_NONE && i < figures->targets.count &&
         id_equal(figures->targets.items[i].indicator, figures->targets.items[first].indicator);
         i++)
        judging_target(judging, &figures->targets.items[i]);
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
static bool add_words(struct standing *standing, const struct figures *figures, struct buffer *out,
                      struct error *error)
{
    if (figures->recent.count == 0)
        return true;
    struct row latest;
    if (!record_get(standing->session->db, ENTITY_MEASUREMENT,
                    figures->recent.items[figures->recent.count - 1].id, &latest, error))
        return false;
    buffer_add_text(out, row_text(&latest, "words"));
    row_release(&latest);
    return true;
}

/* Reads so many of the newest and makes them ready to be judged. */
static bool read_recent(struct standing *standing, struct figures *figures, struct judging *judging,
                        struct recent recent, struct error *error)
{
    const struct row *indicator = &standing->indicators.items[recent.place].row;
    judging_clear(judging, indicator, standing->day);
    struct measured_which which = {indicator->id, recent.most, standing->until};
    figures->recent.count = 0;
    if (!measured_recent(standing->session->db, &which, &figures->recent, error) ||
        !add_baseline(standing, figures, judging, recent, error))
        return false;
    gather(judging, figures, recent.place);
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

/* By the newest few and the baseline, if those tell. A baseline that shares its date with another
 * measurement may not count: then all are asked. */
static bool judge_quickly(struct standing *standing, struct figures *figures,
                          struct judging *judging, size_t place, struct error *error)
{
    struct outlook *outlook = &standing->indicators.items[place].outlook;
    date_t today = standing->day;
    figures->judged = false;
    if (figures->words == STANDING_FIGURES || figures->baseline[place] == STANDING_NONE)
        return true;
    const struct measured *baseline = &figures->baselines.items[figures->baseline[place]];
    if (!read_recent(standing, figures, judging, (struct recent){place, NEWEST}, error))
        return false;
    if (!holds(baseline, today) || !has_latest(judging, today) ||
        !outlook_without_pace(judging_ready(judging), outlook))
        return true;
    return measured_alone(standing->session->db, baseline, &figures->judged, error);
}

static bool judge_one(struct standing *standing, struct figures *figures, struct judging *judging,
                      size_t place, struct error *error)
{
    struct standing_indicator *indicator = &standing->indicators.items[place];
    if (!judge_quickly(standing, figures, judging, place, error) ||
        (!figures->judged &&
         !read_recent(standing, figures, judging, (struct recent){place, OUTLOOK_RECENT}, error)))
        return false;
    if (figures->words == STANDING_FIGURES) {
        indicator->outlook = outlook_of(judging_ready(judging));
        keep_series(indicator, &figures->recent, standing->day);
    } else if (!figures->judged) {
        indicator->outlook = outlook_state_of(judging_ready(judging));
    }
    indicator->light = light_of_outlook(indicator->outlook.state);
    if (indicator->goal == STANDING_NONE)
        return true;
    date_t *last = &standing->goals.items[indicator->goal].last_measured;
    if (indicator->outlook.newest.date > *last)
        *last = indicator->outlook.newest.date;
    return true;
}

static bool tell(struct standing *standing, const struct figures *figures,
                 const struct judging *judging, struct standing_indicator *indicator,
                 struct error *error)
{
    struct buffer words = BUFFER_EMPTY;
    if (judging->input.kind == OUTLOOK_WORDS && !add_words(standing, figures, &words, error)) {
        buffer_release(&words);
        return false;
    }
    if (judging->input.kind != OUTLOOK_WORDS)
        judging_figures(&words, &judging->input, &indicator->outlook);
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

struct standing_judging {
    struct standing *standing;
    struct figures figures;
    struct judging judging;
    size_t next; /* indicator */
    bool read;
};

struct standing_judging *standing_judging_begin(struct standing *standing,
                                                enum standing_words words)
{
    struct standing_judging *all = memory_new(sizeof *all);
    all->standing = standing;
    all->figures.words = words;
    return all;
}

void standing_judging_end(struct standing_judging *all)
{
    if (all == NULL)
        return;
    judging_release(&all->judging);
    release_figures(&all->figures);
    free(all);
}

bool standing_judging_some(struct standing_judging *all, size_t count, bool *more,
                           struct error *error)
{
    struct standing *standing = all->standing;
    bool good = all->read || read_figures(standing, &all->figures, error);
    all->read = true;
    for (; good && count > 0 && all->next < standing->indicators.count; count--, all->next++) {
        struct standing_indicator *indicator = &standing->indicators.items[all->next];
        good = judge_one(standing, &all->figures, &all->judging, all->next, error);
        if (good && all->figures.words == STANDING_FIGURES)
            good = tell(standing, &all->figures, &all->judging, indicator, error);
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
