/* How the lights of goals changed since the end of the last quarter. */
#include "wijk/domain/light.h"

date_t light_trend_since(date_t today)
{
    int year, month, day;
    date_parts(today, &year, &month, &day);
    return date_of(year, (month - 1) / 3 * 3 + 1, 1) - 1;
}

int light_change(enum light then, enum light now)
{
    if (then == now || then == LIGHT_GREY || now == LIGHT_GREY)
        return 0;
    return light_worse(then, now) == now ? -1 : 1;
}

void light_trend_count(struct light_trend *trend, enum light then, enum light now)
{
    int change = light_change(then, now);
    light_count(&trend->before, then);
    trend->compared += then != LIGHT_GREY && now != LIGHT_GREY;
    trend->better += change > 0;
    trend->worse += change < 0;
}

enum light_course light_course_of(const struct light_trend *trend)
{
    if (trend->compared == 0)
        return LIGHT_COURSE_UNKNOWN;
    if (trend->better == 0 && trend->worse == 0)
        return LIGHT_COURSE_SAME;
    return trend->better > trend->worse   ? LIGHT_COURSE_BETTER
           : trend->better < trend->worse ? LIGHT_COURSE_WORSE
                                          : LIGHT_COURSE_MIXED;
}

const char *light_course_value(enum light_course course)
{
    static const char *const values[] = {NULL, "same", "better", "worse", "mixed"};
    return values[course];
}

void light_course_words(struct buffer *out, enum light_course course, date_t since,
                        enum language language)
{
    static const char *const words[] = {NULL, N_("the same since %s"), N_("better since %s"),
                                        N_("worse since %s"), N_("better and worse since %s")};
    struct buffer day = BUFFER_EMPTY;
    if (words[course] == NULL)
        return;
    date_format(&day, since, DATE_SHORT, language);
    buffer_format(out, _(words[course]), day.bytes);
    buffer_release(&day);
}
