/* The overview: the themes with their lights, and what needs attention. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/disagreements.h"
#include "wijk/app/programme.h"
#include "wijk/app/rows.h"
#include "wijk/app/signals.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/bar.h"
#include "wijk/tui/widgets/list.h"

struct overview_page {
    struct screen screen;
    int64_t disagreements;
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
    return (long)((struct overview_page *)context)->overview.signals.count;
}

static int fetch_notices(void *context, long first, int count, struct list_row *out)
{
    struct overview_page *page = context;
    struct signals *signals = &page->overview.signals;
    int got = 0;
    while (got < count && first + got < (long)signals->count &&
           look_signal(page->screen.ui, &signals->items[first + got], &out[got]))
        got++;
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
    if (!disagreements_count(screen->ui->session, &page->disagreements, error) ||
        !overview_load(screen->ui->session, &fresh, error))
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
    int most =
        rect.height * 3 / 5 < 4 ? 4 : rect.height * 3 / 5; /* what needs attention is seen too */
    page->themes_rect = rect_split_top(rest, themes < most ? themes : most, &rest);
    page->words_rect = rect_inset(rect_split_top(rest, rect.height < 14 ? 3 : 4, &rest), 1, 0);
    page->notices_rect = rest;
    list_place(&page->themes, page->themes_rect);
    list_place(&page->notices, page->notices_rect);
}

/* Behind the heading of the signals: what was put aside, and what is to be completed. */
static void draw_beside(const struct overview_page *page, struct canvas *canvas, struct rect words,
                        int x)
{
    char line[256];
    if (page->overview.signals.aside > 0) {
        snprintf(line, sizeof line, _("%zu put aside"), page->overview.signals.aside);
        canvas_text_cut(canvas, words, x, line, STYLE_HINT);
        x += text_width(line) + 3;
    }
    struct buffer key = BUFFER_EMPTY;
    if (page->overview.to_complete > 0) {
        keymap_key(page->screen.ui->keymap, action_named("complete"), &key);
        snprintf(line, sizeof line, _("%zu to complete (%s)"), page->overview.to_complete,
                 key.bytes);
        canvas_text_cut(canvas, words, x, line, STYLE_HINT);
        x += text_width(line) + 3;
    }
    if (page->disagreements > 0) {
        buffer_clear(&key);
        keymap_key(page->screen.ui->keymap, action_named("disagreements"), &key);
        snprintf(line, sizeof line,
                 ngettext("≠ %lld disagreement (%s)", "≠ %lld disagreements (%s)",
                          (unsigned long)page->disagreements),
                 (long long)page->disagreements, key.bytes);
        canvas_text_cut(canvas, words, x, line, STYLE_AMBER);
    }
    buffer_release(&key);
}

/* "SINCE THE LAST MEETING (28 Oct)   12 measurements · …"; before there was one, the last month. */
static void draw_lately(const struct overview_page *page, struct canvas *canvas, struct rect words)
{
    struct buffer line = BUFFER_EMPTY, day = BUFFER_EMPTY;
    const struct overview *overview = &page->overview;
    if (overview->since != NULL) {
        date_format(&day, overview->met_on, DATE_BRIEF, language_now());
        buffer_format(&line, _("SINCE THE LAST MEETING (%s)   %s"), day.bytes, overview->since);
    } else {
        buffer_format(&line, _("LAST 30 DAYS   %d measurements · %d changes"),
                      overview->measurements_lately, overview->changes_lately);
    }
    struct rect room = {words.x, words.y, words.width, 0};
    int lines = canvas_text_wrapped(canvas, room, 0, line.bytes, STYLE_HINT);
    room.height = lines;
    if (lines == 2 && words.height > 3)
        canvas_text_wrapped(canvas, room, 0, line.bytes, STYLE_HINT);
    else
        canvas_text_cut(canvas, words, 0, line.bytes, STYLE_HINT);
    buffer_release(&line);
    buffer_release(&day);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct overview_page *page = (const struct overview_page *)screen;
    char line[256];
    (void)rect;
    list_draw(&page->themes, canvas, page->themes_rect, !page->on_notices);
    struct rect words = page->words_rect;
    words.y += words.height > 3;
    draw_lately(page, canvas, words);
    words.y += 2;
    int x = snprintf(line, sizeof line, _("NEEDS ATTENTION %zu"), page->overview.signals.count);
    canvas_text_cut(canvas, words, 0, line, STYLE_HEADER);
    draw_beside(page, canvas, words, x + 3);
    list_draw(&page->notices, canvas, page->notices_rect, page->on_notices);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct overview_page *page = (const struct overview_page *)screen;
    const struct list *list = page->on_notices ? &page->notices : &page->themes;
    if (list->selected < 0)
        return;
    if (page->on_notices) {
        const struct signal *signal = &page->overview.signals.items[list->selected];
        *target = (struct target){.kind = signal->about_kind, .id = signal->about};
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
    page->on_notices = !page->on_notices && page->overview.signals.count > 0;
}

/* ---- signals ---- */

static struct signal *selected_signal(const struct overview_page *page)
{
    long at = page->notices.selected;
    bool there = page->on_notices && at >= 0 && at < (long)page->overview.signals.count;
    return there ? &page->overview.signals.items[at] : NULL;
}

static bool on_signal(struct ui *ui, struct buffer *why)
{
    if (selected_signal((struct overview_page *)ui_base(ui)) != NULL)
        return true;
    buffer_add_text(why, _("no signal is selected; Tab goes to them"));
    return false;
}

static void flag_signal(struct ui *ui)
{
    struct signal *signal = selected_signal((struct overview_page *)ui_base(ui));
    struct error error = ERROR_NONE;
    struct buffer title = BUFFER_EMPTY;
    struct id id;
    if (signals_flag(ui->session, signal, &id, &error)) {
        rows_title(ui->session, ENTITY_PROBLEM, id, &title);
        ui_saved(ui, _("made a problem of it: %s"), title.bytes);
    } else {
        ui_fail(ui, &error);
    }
    buffer_release(&title);
}

/* "+2w waiting for the lab": the date, then why. */
static bool put_aside(struct ui *ui, void *context, const char *text, struct error *error)
{
    struct signal_aside *aside = context;
    char *copy = memory_string(text);
    char *reason = copy + strcspn(copy, " ");
    if (*reason != '\0')
        *reason++ = '\0';
    aside->reason = text_trim(reason);
    bool done = date_read(copy, ui->session->today, &aside->until) ||
                error_set(error, ERROR_INPUT,
                          _("'%s' is not a date; type +2w, fri or 1mar, then why"), copy);
    done = done && signals_put_aside(ui->session, aside, error);
    free(copy);
    aside->reason = NULL;
    if (done)
        ui_saved(ui, _("put aside; u brings it back"));
    return done;
}

static void ask_aside(struct ui *ui)
{
    const struct signal *signal = selected_signal((struct overview_page *)ui_base(ui));
    struct signal_aside *aside = memory_new(sizeof *aside);
    *aside = (struct signal_aside){
        .kind = signal->kind, .about_kind = signal->about_kind, .about = signal->about};
    struct prompt_request request = {.label = _("Put aside until, and why"),
                                     .text = "+2w ",
                                     .done = put_aside,
                                     .context = aside};
    ui_push(ui, prompt_screen(ui, &request));
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
    if ((down && at_end && !page->on_notices && page->overview.signals.count > 0) ||
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
    {"flag-signal", N_("Signals"), "p", N_("make a problem"),
     N_("Makes a problem of the signal, filled in with what it says."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, on_signal, flag_signal},
    {"put-aside", N_("Signals"), "z", N_("put aside"),
     N_("Puts the signal aside until a date, with the reason why it can wait."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, on_signal, ask_aside},
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
        {.title = N_("ON TRACK"), .min = 8, .preferred = 11, .weight = 1},
        {.title = N_("BEHIND"), .min = 7, .preferred = 11, .weight = 1},
        {.title = N_("OFF TRACK"), .min = 9, .preferred = 11, .weight = 1},
        {.title = N_("NO FIGURE"), .min = 9, .preferred = 11, .weight = 1, .priority = 1},
        {.title = N_("PROBLEMS"), .min = 13, .preferred = 15, .weight = 1}};
    static const struct list_column notices[] = {{.min = 1, .preferred = 1},
                                                 {.min = 7, .preferred = 9},
                                                 {.min = 16, .preferred = 26, .weight = 1},
                                                 {.min = 36, .preferred = 46, .weight = 3}};
    struct overview_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&overview_calls, ui};
    list_init(&page->themes, look_columns(themes, THEME_COLUMNS, page->columns), THEME_COLUMNS,
              (struct list_source){page, count_themes, fetch_themes, NULL});
    list_init(&page->notices, notices, 4,
              (struct list_source){page, count_notices, fetch_notices, NULL});
    page->notices.headless = true;
    page->themes.empty = _("No goals yet. 2 goes to the programme, a adds a goal there.");
    return &page->screen;
}
