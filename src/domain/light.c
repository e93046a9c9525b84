#include "wijk/domain/light.h"

#include <string.h>

#include "wijk/domain/row.h"

static const struct {
    const char *value, *glyph, *word, *counted;
} lights[LIGHT_COUNT] = {
    [LIGHT_GREY] = {"grey", "\u25CB", N_("no figure"), N_("%d no figure")},
    [LIGHT_GREEN] = {"green", "\u25CF", N_("on track"), N_("%d on track")},
    [LIGHT_AMBER] = {"amber", "\u25B2", N_("behind"), N_("%d behind")},
    [LIGHT_RED] = {"red", "\u25BC", N_("off track"), N_("%d off track")},
};

const char *light_glyph(enum light light)
{
    return lights[light].glyph;
}

const char *light_word(enum light light)
{
    return lights[light].word;
}

const char *light_value(enum light light)
{
    return lights[light].value;
}

bool light_of_value(const char *value, enum light *light)
{
    for (int i = 0; i < LIGHT_COUNT; i++)
        if (value != NULL && strcmp(lights[i].value, value) == 0) {
            *light = (enum light)i;
            return true;
        }
    return false;
}

enum light light_of_outlook(enum outlook_state state)
{
    switch (state) {
    case OUTLOOK_REACHED:
    case OUTLOOK_ON_TRACK:
        return LIGHT_GREEN;
    case OUTLOOK_BEHIND:
        return LIGHT_AMBER;
    case OUTLOOK_OFF_TRACK:
        return LIGHT_RED;
    case OUTLOOK_NO_FIGURE:
    case OUTLOOK_NO_TARGET:
    case OUTLOOK_SECRET:
    case OUTLOOK_UNAVAILABLE:
    case OUTLOOK_STATE_COUNT:
        break;
    }
    return LIGHT_GREY;
}

/* The lights are declared from saying nothing to worst. */
enum light light_worse(enum light one, enum light other)
{
    return one > other ? one : other;
}

struct light_answer light_of_goal(const struct light_goal *goal)
{
    struct light_answer answer = {.light = LIGHT_GREY, .origin = LIGHT_DERIVED};
    for (size_t i = 0; i < goal->member_count; i++) {
        enum light light = goal->members[i].light;
        if (light == LIGHT_GREY)
            answer.unknown++;
        if (light > answer.light) {
            answer.light = light;
            answer.worst = i;
        }
    }
    if (!goal->is_set)
        return answer;
    bool overtaken = goal->last_measurement != DATE_NONE &&
                     (goal->set_on == DATE_NONE || goal->set_on < goal->last_measurement);
    answer.origin = overtaken ? LIGHT_OVERTAKEN : LIGHT_SET;
    if (!overtaken)
        answer.light = goal->set;
    return answer;
}

static void add_derived(struct buffer *out, const struct light_goal *goal,
                        const struct light_answer *answer, enum language language)
{
    if (goal->member_count == 0)
        buffer_add_text(out, language_text(language, N_("it has no indicators yet")));
    else if (answer->light == LIGHT_GREY)
        buffer_add_text(out, language_text(language, N_("none of its indicators can be judged")));
    else if (answer->light == LIGHT_GREEN)
        buffer_add_text(out, language_text(language, N_("all that can be judged is on track")));
    else
        buffer_format(out, language_text(language, N_("the worst is %s: %s")),
                      goal->members[answer->worst].name,
                      language_text(language, lights[answer->light].word));
}

void light_reason(struct buffer *out, const struct light_goal *goal,
                  const struct light_answer *answer, enum language language)
{
    struct buffer set_on = BUFFER_EMPTY, measured = BUFFER_EMPTY, derived = BUFFER_EMPTY;
    date_format(&set_on, goal->set_on, DATE_SHORT, language);
    date_format(&measured, goal->last_measurement, DATE_SHORT, language);
    add_derived(&derived, goal, answer, language);
    if (answer->origin == LIGHT_SET && goal->set_on == DATE_NONE)
        buffer_add_text(out, language_text(language, N_("set by people")));
    else if (answer->origin == LIGHT_SET)
        buffer_format(out, language_text(language, N_("set by people on %s")), set_on.bytes);
    else if (answer->origin == LIGHT_OVERTAKEN)
        buffer_format(
            out, language_text(language, N_("%s (what people set is older than the figure of %s)")),
            derived.bytes, measured.bytes);
    else
        buffer_add_text(out, derived.bytes);
    buffer_release(&set_on);
    buffer_release(&measured);
    buffer_release(&derived);
}

/* ---- why ---- */

const char *const light_why[LIGHT_WHY] = {"cause", "consequence", "correction"};

enum light light_set_by_people(const struct row *row)
{
    static const char *const columns[] = {"light", "light_time", "light_money", "light_quality"};
    enum light worst = LIGHT_GREY, light;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (entity_field(row->entity, columns[i]) >= 0 &&
            light_of_value(row_text(row, columns[i]), &light))
            worst = light_worse(worst, light);
    return worst;
}

int light_lacks(const struct row *row, const char *columns[LIGHT_WHY])
{
    int count = 0;
    if (light_set_by_people(row) < LIGHT_AMBER)
        return 0;
    for (int i = 0; i < LIGHT_WHY; i++)
        if (row_text(row, light_why[i]) == NULL)
            columns[count++] = light_why[i];
    return count;
}

void light_count(struct light_counts *counts, enum light light)
{
    counts->of[light]++;
}

enum light light_worst(const struct light_counts *counts)
{
    for (int i = LIGHT_COUNT - 1; i > LIGHT_GREY; i--)
        if (counts->of[i] > 0)
            return (enum light)i;
    return LIGHT_GREY;
}

int light_total(const struct light_counts *counts)
{
    int total = 0;
    for (int i = 0; i < LIGHT_COUNT; i++)
        total += counts->of[i];
    return total;
}

void light_counts_reason(struct buffer *out, const struct light_counts *counts,
                         enum language language)
{
    static const enum light order[] = {LIGHT_GREEN, LIGHT_AMBER, LIGHT_RED, LIGHT_GREY};
    bool first = true;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (counts->of[order[i]] == 0)
            continue;
        if (!first)
            buffer_add_text(out, ", ");
        buffer_format(out, language_text(language, lights[order[i]].counted), counts->of[order[i]]);
        first = false;
    }
}

enum light light_of_counts(const struct light_counts *counts)
{
    int judged = counts->of[LIGHT_GREEN] + counts->of[LIGHT_AMBER] + counts->of[LIGHT_RED];
    if (judged == 0)
        return LIGHT_GREY;
    if (3 * counts->of[LIGHT_RED] >= judged)
        return LIGHT_RED;
    return 3 * counts->of[LIGHT_GREEN] < 2 * judged ? LIGHT_AMBER : LIGHT_GREEN;
}
