#include "wijk/domain/effort_light.h"

const char *const effort_light_columns[EFFORT_ASPECTS] = {"light_time", "light_money",
                                                          "light_quality"};

/* What the facts say; its words go to the call's reason. */
struct derived {
    enum light light;
    date_t happened; /* what people said before that day is overtaken; DATE_NONE: nothing did */
};

/* Past its end is worse than any milestone. */
static struct derived derive_time(const struct effort_facts *facts, const struct signal_call *call)
{
    date_t ends = facts->money.ends;
    struct signal_finding finding;
    if (signal_overdue(call, ends, &finding))
        return (struct derived){LIGHT_RED, ends + 1};
    const char *title = facts->title == NULL ? "" : facts->title;
    if (signal_late(call, title, facts->late, &finding))
        return (struct derived){finding.light, facts->late + call->limits->late_days};
    if (ends == DATE_NONE && facts->late == DATE_NONE)
        return (struct derived){LIGHT_GREY, DATE_NONE};
    if (call->reason != NULL)
        buffer_add_text(call->reason, language_text(call->language, N_("nothing is late")));
    return (struct derived){LIGHT_GREEN, DATE_NONE};
}

/* More spent than planned is off track at any time. */
static struct derived derive_money(const struct effort_facts *facts, const struct signal_call *call)
{
    const struct signal_money *money = &facts->money;
    struct signal_finding finding;
    if (money->planned > 0 && money->spent > money->planned) {
        if (call->reason != NULL)
            buffer_add_text(call->reason,
                            language_text(call->language, N_("more was spent than was planned")));
        return (struct derived){LIGHT_RED, facts->written};
    }
    if (signal_money(call, money, &finding))
        return (struct derived){finding.light, facts->written};
    if (money->planned <= 0 || money->spent <= 0)
        return (struct derived){LIGHT_GREY, facts->written};
    if (call->reason != NULL)
        buffer_add_text(call->reason,
                        language_text(call->language, N_("the money keeps pace with the time")));
    return (struct derived){LIGHT_GREEN, facts->written};
}

static struct derived derive(const struct effort_facts *facts, enum effort_aspect aspect,
                             const struct signal_call *call)
{
    if (facts->active && aspect == EFFORT_TIME)
        return derive_time(facts, call);
    if (facts->active && aspect == EFFORT_MONEY)
        return derive_money(facts, call);
    return (struct derived){LIGHT_GREY, DATE_NONE};
}

static struct effort_light choose(const struct effort_facts *facts, enum effort_aspect aspect,
                                  struct derived derived)
{
    date_t on = facts->people[aspect].on;
    if (!facts->people[aspect].is_set)
        return (struct effort_light){derived.light, LIGHT_DERIVED};
    bool overtaken = derived.light != LIGHT_GREY && derived.happened != DATE_NONE &&
                     (on == DATE_NONE || on < derived.happened);
    return overtaken ? (struct effort_light){derived.light, LIGHT_OVERTAKEN}
                     : (struct effort_light){facts->people[aspect].light, LIGHT_SET};
}

struct effort_light effort_light_of(const struct effort_facts *facts, enum effort_aspect aspect,
                                    const struct signal_limits *limits, date_t today)
{
    struct signal_call call = {.limits = limits, .today = today, .language = LANGUAGE_EN};
    return choose(facts, aspect, derive(facts, aspect, &call));
}

void effort_light_reason(struct buffer *out, const struct effort_facts *facts,
                         enum effort_aspect aspect, const struct signal_call *call)
{
    struct buffer words = BUFFER_EMPTY, day = BUFFER_EMPTY;
    struct signal_call telling = *call;
    telling.reason = &words;
    struct effort_light light = choose(facts, aspect, derive(facts, aspect, &telling));
    date_format(&day, facts->people[aspect].on, DATE_SHORT, call->language);
    if (light.origin == LIGHT_SET && facts->people[aspect].on == DATE_NONE)
        buffer_add_text(out, language_text(call->language, N_("set by people")));
    else if (light.origin == LIGHT_SET)
        buffer_format(out, language_text(call->language, N_("set by people on %s")), day.bytes);
    else if (words.length > 0 && light.origin == LIGHT_OVERTAKEN)
        buffer_format(out,
                      language_text(call->language,
                                    N_("derived: %s (what people set before that is overtaken)")),
                      words.bytes);
    else if (words.length > 0)
        buffer_format(out, language_text(call->language, N_("derived: %s")), words.bytes);
    buffer_release(&words);
    buffer_release(&day);
}
