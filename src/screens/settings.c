/* The settings: every option of the configuration with its value; Enter changes one and writes the
 * reader's file. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/settings.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/candidates.h"

enum { NAME, VALUE, HELP, SETTING_COLUMNS };

struct settings_page {
    struct screen screen;
    VECTOR(struct setting) settings;
    struct list list;
    struct list_column columns[SETTING_COLUMNS];
    char *heading; /* owned */
};

static bool load(struct screen *screen, struct error *error)
{
    struct settings_page *page = (struct settings_page *)screen;
    struct buffer path = BUFFER_EMPTY, heading = BUFFER_EMPTY;
    struct setting setting;
    if (!settings_path(screen->ui->config, &path, error)) {
        buffer_release(&path);
        return false;
    }
    page->settings.count = 0;
    for (size_t i = 0; settings_at(screen->ui->config, i, &setting); i++)
        *VECTOR_PUSH(&page->settings) = setting;
    buffer_format(&heading, _("Settings, kept in %s"), path.bytes);
    free(page->heading);
    page->heading = buffer_detach(&heading);
    buffer_release(&path);
    list_reload(&page->list);
    return true;
}

static long count_settings(void *context, bool exact)
{
    (void)exact;
    return (long)((struct settings_page *)context)->settings.count;
}

static int fetch_settings(void *context, long first, int count, struct list_row *out)
{
    struct settings_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->settings.count; got++) {
        const struct setting *setting = &page->settings.items[first + got];
        out[got] = (struct list_row){.id = {{(uint8_t)(first + got + 1)}},
                                     .text = {setting->name, setting->value, setting->help},
                                     .style = {STYLE_STRONG, STYLE_NORMAL, STYLE_HINT}};
    }
    return got;
}

static const struct setting *selected(const struct settings_page *page)
{
    long at = page->list.selected;
    return at < 0 || at >= (long)page->settings.count ? NULL : &page->settings.items[at];
}

/* ---- changing ---- */

/* What takes effect at once: who I am and the language; the rest at the next start. */
static void apply(struct ui *ui, const char *name)
{
    if (strcmp(name, "person") == 0 && ui->session != NULL)
        session_set_person(ui->session, settings_text(ui->config, "person"));
    else if (strcmp(name, "language") == 0)
        language_start(settings_text(ui->config, "language"));
}

static bool write_setting(struct ui *ui, const char *name, const char *value, struct error *error)
{
    if (!settings_write(ui->config, name, value, error))
        return false;
    apply(ui, name);
    bool at_once = strcmp(name, "person") == 0 || strcmp(name, "language") == 0;
    ui_saved(ui, at_once ? _("saved: %s") : _("saved: %s; it counts from the next start"), name);
    if (strcmp(name, "language") == 0)
        ui_go(ui, settings_screen(ui)); /* all words anew */
    else
        ui_load(ui);
    return true;
}

static bool write_typed(struct ui *ui, void *context, const char *text, struct error *error)
{
    return write_setting(ui, context, text, error);
}

static bool write_chosen(struct ui *ui, void *context, struct id id, const char *text,
                         struct error *error)
{
    (void)id;
    return write_setting(ui, context, text, error);
}

static void fill_choices(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    struct setting setting;
    for (size_t i = 0; settings_at(ui->config, i, &setting); i++) {
        if (strcmp(setting.name, context) != 0)
            continue;
        for (size_t c = 0; setting.choices[c][0] != '\0'; c++)
            if (text_match(setting.choices[c], typed) >= 0)
                candidates_add(out, setting.choices[c], NULL, (struct id){{(uint8_t)(c + 1)}});
    }
}

static void change(struct ui *ui)
{
    const struct setting *setting = selected((struct settings_page *)ui_base(ui));
    if (setting == NULL)
        return;
    if (setting->choices[0][0] != '\0') {
        struct pick_request request = {.title = setting->name,
                                       .fill = fill_choices,
                                       .done = write_chosen,
                                       .context = memory_string(setting->name)};
        ui_push(ui, pick_screen(ui, &request));
        return;
    }
    struct prompt_request request = {.label = setting->name,
                                     .text = setting->value,
                                     .done = write_typed,
                                     .context = memory_string(setting->name)};
    ui_push(ui, prompt_screen(ui, &request));
}

static void choose_programme_all(struct ui *ui)
{
    struct error error = ERROR_NONE;
    if (!session_choose(ui->session, "", &error))
        ui_fail(ui, &error);
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct settings_page *page = (struct settings_page *)screen;
    struct rect rest;
    rect_split_top(rect, 2, &rest);
    rect_split_bottom(rest, 3, &rest);
    list_place(&page->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct settings_page *page = (const struct settings_page *)screen;
    struct rect rest, help;
    canvas_text_cut(canvas, rect_split_top(rect, 2, &rest), 1, page->heading, STYLE_STRONG);
    help = rect_inset(rect_split_bottom(rest, 3, &rest), 1, 0);
    list_draw(&page->list, canvas, rest, true);
    if (selected(page) != NULL)
        canvas_text_wrapped(canvas, help, 0, selected(page)->help, STYLE_HINT);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct settings_page *page = (struct settings_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        change(screen->ui);
    return used;
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct settings_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct settings_page *page = (struct settings_page *)screen;
    list_release(&page->list);
    free(page->settings.items);
    free(page->heading);
    free(page);
}

const struct action settings_actions[] = {
    {"change-setting", N_("Settings"), "Enter e", N_("change"), N_("Changes the selected setting."),
     ACTION_FOOTER, NULL, change},
    {"all-programmes", N_("Settings"), "A", N_("all programmes"),
     N_("Looks at all programmes of the file at once."), ACTION_FILE, NULL, choose_programme_all},
};
const size_t settings_action_count = sizeof settings_actions / sizeof *settings_actions;

static const struct screen_calls settings_calls = {.name = "settings",
                                                   .title = N_("Settings"),
                                                   .actions = settings_actions,
                                                   .action_count = sizeof settings_actions /
                                                                   sizeof *settings_actions,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = draw,
                                                   .event = event,
                                                   .status = status,
                                                   .free = free_page};

struct screen *settings_screen(struct ui *ui)
{
    static const struct list_column columns[SETTING_COLUMNS] = {
        {.title = N_("SETTING"), .min = 14, .preferred = 28},
        {.title = N_("VALUE"), .min = 10, .preferred = 24, .weight = 1},
        {.title = N_("MEANING"), .min = 20, .preferred = 50, .weight = 3, .priority = 1}};
    struct settings_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&settings_calls, ui};
    list_init(&page->list, look_columns(columns, SETTING_COLUMNS, page->columns), SETTING_COLUMNS,
              (struct list_source){page, count_settings, fetch_settings, NULL});
    return &page->screen;
}
