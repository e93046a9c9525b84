#include "wijk/tui/widgets/palette.h"

#include "wijk/base/language.h"
#include "wijk/base/memory.h"

/* What it is called, what it does, and its key. */
static void add_entry(struct candidates *all, const struct palette_entry *entry)
{
    struct candidate *candidate = candidates_add(all, entry->name, entry->help, (struct id){{0}});
    if (entry->key != NULL && *entry->key != '\0')
        candidate->key = memory_string(entry->key);
    if (!entry->enabled)
        candidate->reason = memory_string(entry->reason != NULL ? entry->reason : "");
}

void palette_init(struct palette *palette, const struct palette_entry *entries, int count)
{
    picker_init(&palette->picker, _("Do"));
    palette->picker.by_detail = true;
    palette->picker.width = 76;
    for (int i = 0; i < count; i++)
        add_entry(&palette->picker.all, &entries[i]);
    picker_offer(&palette->picker);
}

void palette_release(struct palette *palette)
{
    picker_release(&palette->picker);
}

void palette_place(struct palette *palette, struct rect area)
{
    picker_place(&palette->picker, area);
}

void palette_draw(const struct palette *palette, struct canvas *canvas, struct rect area,
                  bool focused)
{
    picker_draw(&palette->picker, canvas, area, focused);
}

bool palette_event(struct palette *palette, const struct event *event)
{
    return picker_event(&palette->picker, event);
}

int palette_chosen(const struct palette *palette)
{
    return picker_index(&palette->picker);
}

const char *palette_reason(const struct palette *palette)
{
    const struct candidate *candidate = picker_chosen(&palette->picker);
    return candidate != NULL ? candidate->reason : NULL;
}
