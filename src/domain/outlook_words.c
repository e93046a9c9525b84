/* The outlook in words. Whole sentences are messages; values, targets and dates are put in. */
#include <math.h>
#include <string.h>

#include "wijk/domain/outlook.h"

/* Short texts of one reason, made once and put into its sentence. */
struct parts {
    struct buffer latest, target, due, number;
};

static struct parts parts_new(void)
{
    return (struct parts){BUFFER_EMPTY, BUFFER_EMPTY, BUFFER_EMPTY, BUFFER_EMPTY};
}

static void parts_release(struct parts *parts)
{
    buffer_release(&parts->latest);
    buffer_release(&parts->target);
    buffer_release(&parts->due);
    buffer_release(&parts->number);
}

const char *outlook_word(enum outlook_state state)
{
    static const char *const words[OUTLOOK_STATE_COUNT] = {
        [OUTLOOK_REACHED] = N_("reached"),     [OUTLOOK_ON_TRACK] = N_("on track"),
        [OUTLOOK_BEHIND] = N_("behind"),       [OUTLOOK_OFF_TRACK] = N_("off track"),
        [OUTLOOK_NO_FIGURE] = N_("no figure"), [OUTLOOK_NO_TARGET] = N_("no target"),
        [OUTLOOK_SECRET] = N_("secret"),       [OUTLOOK_UNAVAILABLE] = N_("unavailable"),
    };
    return words[state];
}

static void add_unit(struct buffer *out, const struct outlook_input *input)
{
    const char *unit = input->unit;
    if (input->kind == OUTLOOK_MARK)
        return; /* its unit is the scale, "1-10": said in the definition, noise behind every mark */
    if (unit == NULL || *unit == '\0')
        unit = input->kind == OUTLOOK_PERCENT ? "%" : NULL;
    if (unit != NULL)
        buffer_format(out, " %s", unit);
}

void outlook_value(struct buffer *out, const struct outlook_input *input,
                   const struct outlook *outlook, double value, enum language language)
{
    if (input->kind == OUTLOOK_YES_NO) {
        buffer_add_text(out, language_text(language, value != 0 ? N_("yes") : N_("no")));
        return;
    }
    number_format_fixed(out, value, outlook->decimals, number_style_of(language));
    add_unit(out, input);
}

void outlook_target_text(struct buffer *out, const struct outlook_input *input,
                         const struct outlook *outlook, enum language language)
{
    static const char *const signs[] = {"\u2265 ", "\u2264 ", "= ", ""};
    const struct outlook_target *target = &outlook->target;
    if (!outlook->target_known)
        return;
    if (input->kind == OUTLOOK_YES_NO) {
        outlook_value(out, input, outlook, target->value, language);
        return;
    }
    buffer_add_text(out, signs[target->test]);
    number_format_fixed(out, target->value, outlook->decimals, number_style_of(language));
    if (target->test == OUTLOOK_BETWEEN) {
        buffer_add_text(out, "\u2013");
        number_format_fixed(out, target->value_to, outlook->decimals, number_style_of(language));
    }
    add_unit(out, input);
}

static void add_date(struct buffer *out, date_t date, enum language language)
{
    date_format(out, date, DATE_SHORT, language);
}

static void reason_no_figure(struct buffer *out, const struct outlook_input *input,
                             const struct outlook *outlook, enum language language)
{
    static const char *const often[] = {N_("every month"),     N_("every quarter"),
                                        N_("every half-year"), N_("every year"),
                                        N_("every two years"), N_("once")};
    struct parts parts = parts_new();
    const char *expected = language_text(language, often[input->frequency]);
    add_date(&parts.due, outlook->newest.date, language);
    if (outlook->newest.date == DATE_NONE) {
        buffer_format(out, language_text(language, N_("no figure yet, expected %s")), expected);
    } else if (outlook->next_due != DATE_NONE && input->today > outlook->next_due) {
        buffer_format(out, language_text(language, N_("no figure since %s, expected %s")),
                      parts.due.bytes, expected);
    } else if (!outlook->latest_known) {
        buffer_format(out, language_text(language, N_("no value on %s")), parts.due.bytes);
    } else {
        outlook_value(&parts.latest, input, outlook, outlook->latest.value, language);
        buffer_clear(&parts.due);
        add_date(&parts.due, outlook->latest.date, language);
        buffer_format(
            out, language_text(language, N_("%s on %s, and nothing measured since; expected %s")),
            parts.latest.bytes, parts.due.bytes, expected);
    }
    parts_release(&parts);
}

static void reason_no_target(struct buffer *out, const struct outlook_input *input,
                             const struct outlook *outlook, enum language language)
{
    struct parts parts = parts_new();
    if (input->kind == OUTLOOK_WORDS) {
        buffer_add_text(out, language_text(language, N_("told in words; nothing to calculate")));
    } else if (!outlook->latest_known) {
        buffer_add_text(out, language_text(language, N_("no target")));
    } else {
        outlook_value(&parts.latest, input, outlook, outlook->latest.value, language);
        add_date(&parts.due, outlook->latest.date, language);
        buffer_format(out, language_text(language, N_("%s on %s; no target")), parts.latest.bytes,
                      parts.due.bytes);
    }
    parts_release(&parts);
}

/* "14.2 %, needs ≤ 11.0 % on 1 Jan 2011; …": the sentence and what the third part shows. */
static const char *needs_sentence(const struct outlook *outlook, double *number)
{
    bool band = outlook->target.test == OUTLOOK_EQUAL || outlook->target.test == OUTLOOK_BETWEEN;
    *number = outlook->gap;
    if (outlook->past_due)
        return band ? N_("%s, needed %s on %s; outside it by %s")
                    : N_("%s, needed %s on %s; %s short");
    if (band)
        return N_("%s, needs %s on %s; outside it by %s");
    if (outlook->forecast_known) {
        *number = outlook->forecast;
        return (outlook->notes & OUTLOOK_WRONG_WAY) != 0
                   ? N_("%s, needs %s on %s; moving the wrong way, at this pace %s")
                   : N_("%s, needs %s on %s; at this pace %s");
    }
    if (outlook->expected_known) {
        *number = outlook->expected;
        return N_("%s, needs %s on %s; %s was expected by now");
    }
    return N_("%s, needs %s on %s; %s short");
}

static void reason_needs(struct buffer *out, const struct outlook_input *input,
                         const struct outlook *outlook, enum language language)
{
    struct parts parts = parts_new();
    double number;
    const char *sentence = needs_sentence(outlook, &number);
    outlook_value(&parts.latest, input, outlook, outlook->latest.value, language);
    outlook_target_text(&parts.target, input, outlook, language);
    add_date(&parts.due, outlook->target.due, language);
    if (outlook->state == OUTLOOK_REACHED)
        sentence = N_("%s meets %s, due %s");
    else if (input->kind == OUTLOOK_YES_NO)
        sentence = outlook->past_due ? N_("%s, needed %s on %s") : N_("%s, needs %s on %s");
    else
        outlook_value(&parts.number, input, outlook, number, language);
    buffer_format(out, language_text(language, sentence), parts.latest.bytes, parts.target.bytes,
                  parts.due.bytes, parts.number.bytes);
    parts_release(&parts);
}

static void add_notes(struct buffer *out, const struct outlook *outlook, enum language language)
{
    static const struct {
        unsigned note;
        const char *message;
    } notes[] = {
        {OUTLOOK_BASELINE_ASSUMED, N_("no baseline, counted from the first figure")},
        {OUTLOOK_BASELINE_AFTER_TARGET, N_("the baseline is not before the target")},
        {OUTLOOK_TARGETS_COLLIDE, N_("several targets on that date, the strictest counts")},
        {OUTLOOK_AGAINST_DIRECTION, N_("the target goes against the direction of the indicator")},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if ((outlook->notes & notes[i].note) != 0)
            buffer_format(out, " (%s)", language_text(language, notes[i].message));
}

void outlook_reason(struct buffer *out, const struct outlook_input *input,
                    const struct outlook *outlook, enum language language)
{
    struct buffer date = BUFFER_EMPTY;
    add_date(&date, outlook->newest.date, language);
    switch (outlook->state) {
    case OUTLOOK_SECRET:
        buffer_format(out, language_text(language, N_("the figure of %s is secret")), date.bytes);
        break;
    case OUTLOOK_UNAVAILABLE:
        buffer_format(out, language_text(language, N_("the figure of %s is unavailable")),
                      date.bytes);
        break;
    case OUTLOOK_NO_TARGET:
        reason_no_target(out, input, outlook, language);
        break;
    case OUTLOOK_NO_FIGURE:
        reason_no_figure(out, input, outlook, language);
        break;
    case OUTLOOK_REACHED:
    case OUTLOOK_ON_TRACK:
    case OUTLOOK_BEHIND:
    case OUTLOOK_OFF_TRACK:
        reason_needs(out, input, outlook, language);
        add_notes(out, outlook, language);
        break;
    case OUTLOOK_STATE_COUNT:
        break;
    }
    buffer_release(&date);
}

void outlook_distance_reason(struct buffer *out, const struct outlook_distance *distance,
                             const struct outlook *outlook, const char *name,
                             enum language language)
{
    static const char *const above[] = {N_("%s above %s"), N_("%s above %s, closing"),
                                        N_("%s above %s, unchanged"), N_("%s above %s, widening")};
    static const char *const below[] = {N_("%s below %s"), N_("%s below %s, closing"),
                                        N_("%s below %s, unchanged"), N_("%s below %s, widening")};
    struct buffer gap = BUFFER_EMPTY;
    int decimals = outlook->decimals < 1 ? 1 : outlook->decimals;
    if (!distance->known) {
        buffer_format(out, language_text(language, N_("cannot be compared with %s yet")), name);
        return;
    }
    number_format(&gap, fabs(distance->gap), decimals, number_style_of(language));
    if (strcmp(gap.bytes, "0") == 0)
        buffer_format(out, language_text(language, N_("equal to %s")), name);
    else
        buffer_format(out,
                      language_text(language, distance->gap > 0 ? above[distance->trend]
                                                                : below[distance->trend]),
                      gap.bytes, name);
    buffer_release(&gap);
}
