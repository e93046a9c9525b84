#include "wijk/domain/together.h"

#include <string.h>

#include "wijk/base/number.h"

enum together_how together_how_of(const struct row *indicator)
{
    const char *kind = row_text(indicator, "kind");
    if (kind == NULL)
        return TOGETHER_NOT;
    if (strcmp(kind, "percent") == 0)
        return TOGETHER_PERCENT;
    return strcmp(kind, "count") == 0 && row_integer(indicator, "additive", 0) != 0 ? TOGETHER_COUNT
                                                                                    : TOGETHER_NOT;
}

static bool number_of(const struct row *row, const char *column, double *number)
{
    const struct value *value = row_value(row, column);
    if (value->type == VALUE_REAL)
        *number = value->real;
    return value->type == VALUE_REAL;
}

struct together_part together_part_of(const struct row *measurement)
{
    struct together_part part = {.date = DATE_NONE};
    if (measurement == NULL)
        return part;
    const char *status = row_text(measurement, "status");
    if (status != NULL && (strcmp(status, "secret") == 0 || strcmp(status, "unavailable") == 0))
        return part;
    part.known = number_of(measurement, "value", &part.value);
    part.parts = number_of(measurement, "numerator", &part.numerator) &&
                 number_of(measurement, "denominator", &part.denominator) && part.denominator > 0;
    part.date = row_date(measurement, "taken_on");
    return part;
}

void together_begin(struct together *together, enum together_how how)
{
    *together = (struct together){.how = how, .first = DATE_NONE, .last = DATE_NONE};
}

void together_add(struct together *together, const struct together_part *part)
{
    bool percent = together->how == TOGETHER_PERCENT;
    bool summed = percent ? part->parts : part->known;
    together->areas++;
    together->known += part->known || (percent && part->parts);
    together->parts += summed;
    if (!summed)
        return;
    together->value += part->known ? part->value : 0;
    together->numerator += percent ? part->numerator : 0;
    together->denominator += percent ? part->denominator : 0;
    if (together->first == DATE_NONE || part->date < together->first)
        together->first = part->date;
    if (together->last == DATE_NONE || part->date > together->last)
        together->last = part->date;
}

struct together_total together_total(const struct together *together)
{
    struct together_total total = {.how = together->how,
                                   .areas = together->areas,
                                   .counted = together->parts,
                                   .lacking = together->known - together->parts,
                                   .first = together->first,
                                   .last = together->last};
    if (together->how == TOGETHER_NOT || together->known < 2)
        return total;
    total.state = total.lacking > 0 ? TOGETHER_LACKING : TOGETHER_SUM;
    if (total.state == TOGETHER_SUM)
        total.value = together->how == TOGETHER_COUNT
                          ? together->value
                          : 100 * together->numerator / together->denominator;
    return total;
}

static void add_value(struct buffer *out, const struct together_total *total, const char *unit,
                      enum language language)
{
    bool percent = total->how == TOGETHER_PERCENT;
    if (unit == NULL || *unit == '\0')
        unit = percent ? "%" : NULL;
    if (percent)
        number_format_fixed(out, total->value, 1, number_style_of(language));
    else
        number_format(out, total->value, 2, number_style_of(language));
    if (unit != NULL)
        buffer_format(out, " %s", unit);
}

static void add_sum(struct buffer *out, const struct together_total *total, const char *unit,
                    enum language language)
{
    struct buffer value = BUFFER_EMPTY, first = BUFFER_EMPTY, last = BUFFER_EMPTY;
    add_value(&value, total, unit, language);
    if (total->counted == total->areas)
        buffer_format(out, language_text(language, N_("together %s, of %d areas")), value.bytes,
                      total->areas);
    else
        buffer_format(out, language_text(language, N_("together %s, of %d of %d areas")),
                      value.bytes, total->counted, total->areas);
    if (total->first != DATE_NONE && total->first != total->last) {
        date_format(&first, total->first, DATE_SHORT, language);
        date_format(&last, total->last, DATE_SHORT, language);
        buffer_format(out, language_text(language, N_(" (figures of %s to %s)")), first.bytes,
                      last.bytes);
    }
    buffer_release(&value);
    buffer_release(&first);
    buffer_release(&last);
}

void together_words(struct buffer *out, const struct together_total *total, const char *unit,
                    enum language language)
{
    if (total->state == TOGETHER_SUM)
        add_sum(out, total, unit, language);
    else if (total->state == TOGETHER_LACKING)
        buffer_format(
            out, language_text(language, N_("no total: %d of %d lack numerator and denominator")),
            total->lacking, total->lacking + total->counted);
}
