/* Everything that can be done on the screen below, by name: the palette. And the keys of it: the
 * help. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/help.h"
#include "wijk/tui/widgets/palette.h"

/* The actions of the screen that a popup is about, its own first. */
typedef VECTOR(const struct action *) action_list;

static void collect(const struct ui *ui, action_list *list)
{
    const struct screen *base = ui_base(ui);
    for (size_t i = 0; i < base->calls->action_count; i++)
        *VECTOR_PUSH(list) = &base->calls->actions[i];
    for (size_t i = 0; i < base->calls->also_count; i++)
        *VECTOR_PUSH(list) = &base->calls->also[i];
    for (size_t i = 0; i < global_action_count; i++)
        if (keymap_reaches(ui->keymap, base, &global_actions[i]))
            *VECTOR_PUSH(list) = &global_actions[i];
}

/* ---- the palette ---- */

struct palette_page {
    struct screen screen;
    struct palette palette;
    action_list actions;
};

static bool palette_page_event(struct screen *screen, const struct event *event)
{
    struct palette_page *page = (struct palette_page *)screen;
    struct ui *ui = screen->ui;
    bool used = palette_event(&page->palette, event);
    if (page->palette.picker.outcome == PICKER_CHOSEN) {
        const struct action *action = page->actions.items[palette_chosen(&page->palette)];
        ui_pop(ui);
        action_run(ui, action);
    } else if (page->palette.picker.outcome == PICKER_REFUSED) {
        ui_say(ui, STYLE_AMBER, "%s", palette_reason(&page->palette));
    } else if (page->palette.picker.outcome == PICKER_CANCELLED) {
        ui_pop(ui);
    }
    return used;
}

static void palette_page_place(struct screen *screen, struct rect rect)
{
    palette_place(&((struct palette_page *)screen)->palette, rect);
}

static void palette_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    palette_draw(&((const struct palette_page *)screen)->palette, canvas, rect, true);
}

static void palette_page_free(struct screen *screen)
{
    struct palette_page *page = (struct palette_page *)screen;
    palette_release(&page->palette);
    free(page->actions.items);
    free(page);
}

static const struct screen_calls palette_calls = {.name = "palette",
                                                  .popup = true,
                                                  .place = palette_page_place,
                                                  .draw = palette_page_draw,
                                                  .event = palette_page_event,
                                                  .typing = look_types,
                                                  .status = look_choose_status,
                                                  .free = palette_page_free};

struct screen *palette_screen(struct ui *ui)
{
    struct palette_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&palette_calls, ui};
    collect(ui, &page->actions);
    size_t count = page->actions.count;
    struct palette_entry *entries = memory_array(count, sizeof *entries);
    struct buffer *texts = memory_array(2 * count, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        const struct action *action = page->actions.items[i];
        struct buffer *key = &texts[2 * i], *why = &texts[2 * i + 1];
        *key = *why = BUFFER_EMPTY;
        keymap_key(ui->keymap, action, key);
        entries[i].enabled = action_enabled(ui, action, why);
        entries[i].name = _(action->label);
        entries[i].help = _(action->help);
        entries[i].key = key->bytes;
        entries[i].reason = why->bytes;
    }
    palette_init(&page->palette, entries, (int)count);
    for (size_t i = 0; i < 2 * count; i++)
        buffer_release(&texts[i]);
    free(texts);
    free(entries);
    return &page->screen;
}

/* ---- the help ---- */

struct help_page {
    struct screen screen;
    struct help help;
    VECTOR(struct help_row) rows;
    VECTOR(char *) keys; /* owned */
};

static bool help_page_event(struct screen *screen, const struct event *event)
{
    struct help_page *page = (struct help_page *)screen;
    bool used = help_event(&page->help, event);
    if (!used && event->type == EVENT_KEY &&
        (event->key == KEYS_ESCAPE || event->key == 'q' || event->key == '?'))
        ui_pop(screen->ui);
    return true;
}

static void help_page_place(struct screen *screen, struct rect rect)
{
    help_place(&((struct help_page *)screen)->help, rect);
}

static void help_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    canvas_fill(canvas, rect, STYLE_NORMAL);
    help_draw(&((const struct help_page *)screen)->help, canvas, rect, true);
}

static void help_page_free(struct screen *screen)
{
    struct help_page *page = (struct help_page *)screen;
    help_release(&page->help);
    for (size_t i = 0; i < page->keys.count; i++)
        free(page->keys.items[i]);
    free(page->keys.items);
    free(page->rows.items);
    free(page);
}

static void help_page_status(const struct screen *screen, struct buffer *out)
{
    (void)screen;
    buffer_add_text(out, _("/ searches  Esc leaves"));
}

static const struct screen_calls help_calls = {.name = "help",
                                               .popup = true,
                                               .place = help_page_place,
                                               .draw = help_page_draw,
                                               .event = help_page_event,
                                               .status = help_page_status,
                                               .typing = look_types,
                                               .free = help_page_free};

static void add_help(struct help_page *page, const struct help_row *row)
{
    *VECTOR_PUSH(&page->keys) = memory_string(row->key);
    struct help_row *added = VECTOR_PUSH(&page->rows);
    *added = *row;
    added->key = page->keys.items[page->keys.count - 1];
}

/* What lists, trees and fields do by themselves: they are no actions, since they belong to the
 * widget. */
static void add_moving(struct help_page *page)
{
    static const struct {
        const char *keys, *help;
    } moving[] = {
        {"↑ ↓ j k", N_("Selects the row above or below.")},
        {"PgUp PgDn", N_("A page up or down.")},
        {"Home End g G", N_("The first and the last row.")},
        {"← → h l", N_("In the tree: closes and opens; goes to the parent and the first child.")},
        {"*", N_("In the tree: opens everything.")},
        {"Space", N_("Marks the row, in lists that can be marked.")},
    };
    for (size_t i = 0; i < sizeof moving / sizeof *moving; i++)
        add_help(page, &(struct help_row){_("Going about"), moving[i].keys, "", _(moving[i].help)});
}

struct screen *help_screen(struct ui *ui)
{
    struct help_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&help_calls, ui};
    action_list actions = {0};
    collect(ui, &actions);
    for (size_t i = 0; i < actions.count; i++) {
        struct buffer keys = BUFFER_EMPTY;
        keymap_keys(ui->keymap, actions.items[i], &keys);
        add_help(page, &(struct help_row){_(actions.items[i]->group), keys.bytes,
                                          _(actions.items[i]->label), _(actions.items[i]->help)});
        buffer_release(&keys);
    }
    add_moving(page);
    free(actions.items);
    help_init(&page->help, page->rows.items, (int)page->rows.count);
    return &page->screen;
}
