/* What a cell of the city says, in signs that do without colour, and what they mean. */
#include "wijk/app/city.h"
#include "wijk/base/language.h"

#define MINUS "\u2212"
#define SMALLER "\u2198" /* the distance goes down */
#define LARGER "\u2197"
#define AHEAD "\u2713"

static void add_count(struct buffer *out, const char *sign, int count)
{
    if (count > 0)
        buffer_format(out, "%s%s%d", out->length > 0 ? " " : "", sign, count);
}

static void add_trend(struct buffer *out, const struct city_cell *cell)
{
    if (cell->before != cell->light)
        buffer_format(out, "%s\u203A", light_glyph(cell->before));
    buffer_add_text(out, light_glyph(cell->light));
    if (cell->trend.better == 0 && cell->trend.worse == 0 && cell->before == cell->light)
        buffer_add_text(out, " =");
    add_count(out, "+", cell->trend.better);
    add_count(out, MINUS, cell->trend.worse);
}

void city_cell_text(struct buffer *out, const struct city_cell *cell, enum city_view view)
{
    struct buffer text = BUFFER_EMPTY;
    int total = light_total(&cell->counts);
    if (view == CITY_LIGHTS && total > 0) {
        buffer_format(&text, "%s %d/%d", light_glyph(cell->light), cell->counts.of[LIGHT_GREEN],
                      total);
    } else if (view == CITY_TREND && total > 0) {
        add_trend(&text, cell);
    } else if (view == CITY_GAPS && cell->compared > 0) {
        add_count(&text, AHEAD, cell->ahead);
        add_count(&text, SMALLER, cell->closing);
        add_count(&text, LARGER, cell->widening);
        if (text.length == 0)
            add_count(&text, "=", cell->compared); /* as far as it was */
    }
    buffer_add(out, text.bytes, text.length);
    buffer_release(&text);
}

void city_legend(struct buffer *out, const struct city *city, enum city_view view)
{
    struct buffer day = BUFFER_EMPTY;
    switch (view) {
    case CITY_TREND:
        date_format(&day, city->since, DATE_BRIEF, language_now());
        buffer_format(out, _("TREND since %s: the light then and now, +goals better, %sworse"),
                      day.bytes, MINUS);
        break;
    case CITY_GAPS:
        buffer_format(out, _("GAP TO THE CITY, indicators: %s ahead, gap %s closing, %s widening"),
                      AHEAD, SMALLER, LARGER);
        break;
    default:
        buffer_add_text(out, _("LIGHTS: goals on track of all goals"));
        break;
    }
    buffer_release(&day);
}

double city_cell_weight(const struct city_cell *cell, enum city_view view)
{
    int total = light_total(&cell->counts);
    if (view == CITY_TREND)
        return cell->trend.worse - cell->trend.better;
    if (view == CITY_GAPS)
        return cell->compared == 0 ? -1000 : cell->widening - cell->closing - 0.1 * cell->ahead;
    double share = total == 0 ? 1 : (double)cell->counts.of[LIGHT_GREEN] / total;
    return 10 * (double)cell->light - share;
}

enum light city_cell_light(const struct city_cell *cell, enum city_view view)
{
    if (view == CITY_TREND)
        return cell->trend.worse > cell->trend.better   ? LIGHT_RED
               : cell->trend.better > cell->trend.worse ? LIGHT_GREEN
                                                        : LIGHT_GREY;
    if (view == CITY_GAPS)
        return cell->compared == 0                ? LIGHT_GREY
               : cell->widening > cell->closing   ? LIGHT_RED
               : cell->closing > 0 || cell->ahead ? LIGHT_GREEN
                                                  : LIGHT_AMBER;
    return cell->light;
}
