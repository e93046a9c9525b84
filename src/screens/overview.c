/* The overview: the themes with their lights, and what needs attention. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/programme.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/bar.h"
#include "wijk/tui/widgets/list.h"

struct overview_page {
    struct screen screen;
    struct overview overview;
    struct list themes, notices;
    struct list_column columns[LIST_COLUMNS];
    struct buffer *cells; /* owned: the texts of the themes, LIST_COLUMNS a row */
    bool on_notices;
    struct rect themes_rect, words_rect, notices_rect;
};

enum { THEME, GOALS, ON_TRACK, BEHIND, OFF_TRACK, NO_FIGURE, PROBLEMS, THEME_COLUMNS };

/* ---- the themes ---- */

static void release_cells(struct overview_page *page)
{
    for (size_t i = 0; i < page->overview.theme_count * LIST_COLUMNS; i++)
        buffer_release(&page->cells[i]);
    free(page->cells);
    page->cells = NULL;
}

static void fill_theme(const struct overview_theme *theme, long most, struct buffer *cells)
{
    const int counts[] = {theme->on_track, theme->behind, theme->off_track, theme->no_figure};
    buffer_add_text(&cells[THEME], theme->name);
    buffer_format(&cells[GOALS], "%d", theme->goals);
    for (int i = 0; i < 4; i++)
        bar_text(&cells[ON_TRACK + i], 9, counts[i], most);
    if (theme->problems > 0)
        buffer_format(&cells[PROBLEMS], "%d", theme->problems);
    if (theme->critical > 0)
        buffer_format(&cells[PROBLEMS], "  %d %s", theme->critical, _("critical"));
}

static void fill_cells(struct overview_page *page)
{
    const struct overview *overview = &page->overview;
    long most = 1;
    for (size_t i = 0; i < overview->theme_count; i++)
        most = overview->themes[i].goals > most ? overview->themes[i].goals : most;
    page->cells = memory_array(overview->theme_count * LIST_COLUMNS + 1, sizeof *page->cells);
    for (size_t i = 0; i < overview->theme_count * LIST_COLUMNS; i++)
        page->cells[i] = BUFFER_EMPTY;
    for (size_t i = 0; i < overview->theme_count; i++)
        fill_theme(&overview->themes[i], most, &page->cells[i * LIST_COLUMNS]);
}

static long count_themes(void *context, bool exact)
{
    (void)exact;
    return (long)((struct overview_page *)context)->overview.theme_count;
}

static int fetch_themes(void *context, long first, int count, struct list_row *out)
{
    static const uint8_t styles[THEME_COLUMNS] = {
        STYLE_NORMAL, STYLE_NORMAL, STYLE_GREEN, STYLE_AMBER, STYLE_RED, STYLE_GREY, STYLE_NORMAL};
    struct overview_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->overview.theme_count; got++) {
        const struct overview_theme *theme = &page->overview.themes[first + got];
        out[got].id = theme->theme;
        for (int c = 0; c < THEME_COLUMNS; c++) {
            out[got].text[c] = page->cells[(first + got) * LIST_COLUMNS + c].bytes;
            out[got].style[c] = styles[c];
        }
        if (theme->critical > 0)
            out[got].style[PROBLEMS] = STYLE_RED;
    }
    return got;
}

/* ---- what needs attention ---- */

static long count_notices(void *context, bool exact)
{
    (void)exact;
    return (long)((struct overview_page *)context)->overview.notice_count;
}

static int fetch_notices(void *context, long first, int count, struct list_row *out)
{
    struct overview_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->overview.notice_count; got++) {
        const struct overview_notice *notice = &page->overview.notices[first + got];
        out[got] = (struct list_row){
            .id = notice->id,
            .text = {light_glyph(notice->light), notice->code, notice->text},
            .style = {(uint8_t)look_of_light(notice->light), STYLE_HINT, STYLE_NORMAL}};
    }
    return got;
}

/* ---- the screen ---- */

static bool has_goals(const struct overview *overview)
{
    for (size_t i = 0; i < overview->theme_count; i++)
        if (overview->themes[i].goals > 0)
            return true;
    return false;
}

static bool load(struct screen *screen, struct error *error)
{
    struct overview_page *page = (struct overview_page *)screen;
    struct overview fresh;
    if (!overview_load(screen->ui->session, &fresh, error))
        return false;
    release_cells(page);
    overview_release(&page->overview);
    page->overview = fresh;
    fill_cells(page);
    page->notices.empty = has_goals(&page->overview)
                              ? _("Nothing needs attention.")
                              : _("No goals yet: 2 goes to the programme, where a adds the first.");
    list_reload(&page->themes);
    list_reload(&page->notices);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    struct overview_page *page = (struct overview_page *)screen;
    struct rect rest = rect;
    int themes = (int)page->overview.theme_count + 1;
    page->themes_rect = rect_split_top(rest, themes < 2 ? 2 : themes, &rest);
    page->words_rect = rect_inset(rect_split_top(rest, 4, &rest), 1, 0);
    page->notices_rect = rest;
    list_place(&page->themes, page->themes_rect);
    list_place(&page->notices, page->notices_rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct overview_page *page = (const struct overview_page *)screen;
    char line[256];
    (void)rect;
    list_draw(&page->themes, canvas, page->themes_rect, !page->on_notices);
    struct rect words = page->words_rect;
    words.y++;
    snprintf(line, sizeof line, _("LAST 30 DAYS   %d measurements · %d changes"),
             page->overview.measurements_lately, page->overview.changes_lately);
    canvas_text_cut(canvas, words, 0, line, STYLE_HINT);
    words.y += 2;
    snprintf(line, sizeof line, _("NEEDS ATTENTION %zu"), page->overview.notice_count);
    canvas_text_cut(canvas, words, 0, line, STYLE_HEADER);
    list_draw(&page->notices, canvas, page->notices_rect, page->on_notices);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct overview_page *page = (const struct overview_page *)screen;
    const struct list *list = page->on_notices ? &page->notices : &page->themes;
    if (list->selected < 0)
        return;
    if (page->on_notices) {
        const struct overview_notice *notice = &page->overview.notices[list->selected];
        *target = (struct target){.kind = notice->kind, .id = notice->id};
    } else if (!id_is_none(page->overview.themes[list->selected].theme)) {
        *target = (struct target){.kind = ENTITY_THEME,
                                  .id = page->overview.themes[list->selected].theme};
    }
}

/* Enter on a theme shows its goals in the tree; on a notice its row. */
static void open(struct ui *ui)
{
    struct target target = ui_target(ui);
    if (target.kind == ENTITY_THEME)
        ui_push(ui, programme_screen_at(ui, target));
    else
        open_target(ui, target);
}

static void other_pane(struct ui *ui)
{
    struct overview_page *page = (struct overview_page *)ui_base(ui);
    page->on_notices = !page->on_notices && page->overview.notice_count > 0;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct overview_page *page = (struct overview_page *)screen;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS)
        page->on_notices = rect_contains(page->notices_rect, event->x, event->y);
    struct list *list = page->on_notices ? &page->notices : &page->themes;
    bool at_end = list->selected == list->count - 1, at_start = list->selected <= 0;
    bool down = event->type == EVENT_KEY && (event->key == KEYS_DOWN || event->key == 'j');
    bool up = event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == 'k');
    /* The two lists read as one: down from the last theme is the first notice. */
    if ((down && at_end && !page->on_notices && page->overview.notice_count > 0) ||
        (up && at_start && page->on_notices)) {
        page->on_notices = !page->on_notices;
        return true;
    }
    bool used = list_event(list, event);
    if (list->outcome == LIST_OPEN)
        open(screen->ui);
    return used;
}

static void free_page(struct screen *screen)
{
    struct overview_page *page = (struct overview_page *)screen;
    release_cells(page);
    overview_release(&page->overview);
    list_release(&page->themes);
    list_release(&page->notices);
    free(page);
}

const struct action overview_actions[] = {
    {"open-notice", N_("On the selected row"), "Enter", N_("open"),
     N_("Opens what is selected: the goals of the theme, or the row that needs attention."),
     ACTION_ROW | ACTION_FOOTER, NULL, open},
    {"other-list", N_("Going about"), "Tab Shift-Tab", N_("other list"),
     N_("Goes from the themes to what needs attention, and back."), 0, NULL, other_pane},
};
const size_t overview_action_count = sizeof overview_actions / sizeof *overview_actions;

static const struct screen_calls overview_calls = {.name = "overview",
                                                   .title = N_("Overview"),
                                                   .actions = overview_actions,
                                                   .action_count = sizeof overview_actions /
                                                                   sizeof *overview_actions,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = draw,
                                                   .event = event,
                                                   .target = target_of,
                                                   .free = free_page};

struct screen *overview_screen(struct ui *ui)
{
    static const struct list_column themes[] = {
        {.title = N_("THEME"), .min = 10, .preferred = 14, .weight = 1},
        {.title = N_("GOALS"), .min = 5, .preferred = 6, .right = true},
        {.title = N_("ON TRACK"), .min = 9, .preferred = 11, .weight = 1},
        {.title = N_("BEHIND"), .min = 9, .preferred = 11, .weight = 1},
        {.title = N_("OFF TRACK"), .min = 9, .preferred = 11, .weight = 1},
        {.title = N_("NO FIGURE"), .min = 9, .preferred = 11, .weight = 1, .priority = 1},
        {.title = N_("PROBLEMS"), .min = 14, .preferred = 15, .weight = 1}};
    static const struct list_column notices[] = {{.min = 1, .preferred = 1},
                                                 {.min = 6, .preferred = 10},
                                                 {.min = 20, .preferred = 60, .weight = 1}};
    struct overview_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&overview_calls, ui};
    list_init(&page->themes, look_columns(themes, THEME_COLUMNS, page->columns), THEME_COLUMNS,
              (struct list_source){page, count_themes, fetch_themes, NULL});
    list_init(&page->notices, notices, 3,
              (struct list_source){page, count_notices, fetch_notices, NULL});
    page->notices.headless = true;
    page->themes.empty = _("No goals yet. 2 goes to the programme, a adds a goal there.");
    return &page->screen;
}
