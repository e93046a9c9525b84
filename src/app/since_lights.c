/* Which goals changed colour since the last meeting: their lights are derived once more from the
 * figures that were known on its day, as that day saw them. */
#include <stdlib.h>
#include <string.h>

#include "since_internal.h"
#include "wijk/base/language.h"

static void compare(struct since_taking *taking, const struct standing *then, size_t place)
{
    const struct standing_goal *now = &taking->standing->goals.items[place];
    enum light before = then->goals.items[place].light;
    const char *level = row_text(&now->row, "level");
    int change = light_change(before, now->light);
    if (change == 0 || (level != NULL && strcmp(level, "vision") == 0))
        return;
    taking->since->turned_red += change < 0 && now->light == LIGHT_RED;
    struct since_line *line =
        since_add(taking, change < 0 ? SINCE_WORSE : SINCE_BETTER, ENTITY_GOAL, now->row.id);
    if (line == NULL)
        return;
    struct buffer words = BUFFER_EMPTY;
    line->from = before;
    line->to = now->light;
    buffer_format(&words, "%s \u2192 %s", _(light_word(before)), _(light_word(now->light)));
    free(line->details);
    line->details = buffer_detach(&words);
}

bool since_take_lights(struct since_taking *taking, struct error *error)
{
    struct standing then;
    struct measured_until until = {taking->asked.day, taking->asked.since};
    standing_earlier(taking->standing, &until, &then);
    bool good = standing_judge(&then, STANDING_LIGHTS, error);
    for (size_t i = 0; good && i < taking->standing->goals.count; i++)
        compare(taking, &then, i);
    standing_earlier_release(&then);
    return good;
}
