#include "wijk/app/trend.h"

#include <stdlib.h>
#include <string.h>

#include "standing.h"
#include "wijk/store/db.h"

static void count(const struct standing *now, const struct standing *then, struct trend *trend)
{
    for (size_t i = 0; i < now->themes.count; i++)
        *VECTOR_PUSH(&trend->themes) = (struct trend_theme){.theme = now->themes.items[i].id};
    for (size_t i = 0; i < now->goals.count; i++) {
        const struct standing_goal *goal = &now->goals.items[i];
        struct id theme = row_reference(&goal->row, "theme");
        const char *level = row_text(&goal->row, "level");
        if (level != NULL && strcmp(level, "vision") == 0)
            continue;
        light_trend_count(&trend->all, then->goals.items[i].light, goal->light);
        for (size_t t = 0; t < trend->themes.count; t++)
            if (id_equal(trend->themes.items[t].theme, theme))
                light_trend_count(&trend->themes.items[t].trend, then->goals.items[i].light,
                                  goal->light);
    }
}

static bool load(struct session *session, struct trend *trend, struct error *error)
{
    struct standing now, then;
    struct measured_until until = {.day = trend->since};
    if (!standing_read(session, STANDING_LIGHTS, &now, error))
        return false;
    standing_earlier(&now, &until, &then);
    bool good = standing_judge(&then, STANDING_LIGHTS, error);
    if (good)
        count(&now, &then, trend);
    standing_earlier_release(&then);
    standing_release(&now);
    return good;
}

bool trend_load(struct session *session, struct trend *trend, struct error *error)
{
    *trend = (struct trend){.since = light_trend_since(session->today)};
    bool held = db_hold(session->db);
    bool good = load(session, trend, error);
    db_let_go(session->db, held);
    return good;
}

void trend_release(struct trend *trend)
{
    free(trend->themes.items);
    *trend = (struct trend){.since = DATE_NONE};
}

struct light_trend trend_of(const struct trend *trend, struct id theme)
{
    for (size_t i = 0; i < trend->themes.count; i++)
        if (id_equal(trend->themes.items[i].theme, theme))
            return trend->themes.items[i].trend;
    return (struct light_trend){.compared = 0};
}
