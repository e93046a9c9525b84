#include "looks.h"

#include "wijk/base/language.h"
#include "wijk/base/text.h"

enum style look_of_light(enum light light)
{
    static const enum style styles[LIGHT_COUNT] = {[LIGHT_GREY] = STYLE_GREY,
                                                   [LIGHT_GREEN] = STYLE_GREEN,
                                                   [LIGHT_AMBER] = STYLE_AMBER,
                                                   [LIGHT_RED] = STYLE_RED};
    return styles[light];
}

const struct list_column *look_columns(const struct list_column *columns, int count,
                                       struct list_column *out)
{
    for (int i = 0; i < count; i++) {
        out[i] = columns[i];
        out[i].title = columns[i].title == NULL ? "" : _(columns[i].title);
        /* A short heading is read whole, also in a language where it is a bit longer. */
        int width = text_width(out[i].title);
        if (width <= 12 && width > out[i].min)
            out[i].min = width;
        if (out[i].preferred < out[i].min)
            out[i].preferred = out[i].min;
    }
    return out;
}
