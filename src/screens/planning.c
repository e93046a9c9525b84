/* The planning: efforts with their milestones, meetings and agreements on a time axis. A date is
 * moved with < and >, or typed, and saved with the reason. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planning.h"

#include "filter_line.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"

static struct planning_page *page_of(struct ui *ui)
{
    return (struct planning_page *)ui_base(ui);
}

static const struct planning_line *selected(const struct planning_page *page)
{
    return page->row < page->count ? &page->planning.lines.items[page->shown[page->row]] : NULL;
}

/* ---- reading ---- */

static bool fits(const struct planning_page *page, const struct planning_line *line)
{
    const char *typed = editor_text(&page->filter);
    return text_contains(line->title, typed) || text_contains(line->code, typed) ||
           text_contains(line->who, typed) || text_contains(line->where, typed) ||
           text_contains(_(entities[line->kind].label), typed);
}

static void choose_lines(struct planning_page *page)
{
    struct id id = page->selected;
    free(page->shown);
    page->shown = memory_array(page->planning.lines.count + 1, sizeof *page->shown);
    page->count = 0;
    for (size_t i = 0; i < page->planning.lines.count; i++) {
        if (!fits(page, &page->planning.lines.items[i]))
            continue;
        if (id_equal(page->planning.lines.items[i].id, id))
            page->row = page->count;
        page->shown[page->count++] = i;
    }
    if (page->row >= page->count)
        page->row = page->count == 0 ? 0 : page->count - 1;
}

static bool load(struct screen *screen, struct error *error)
{
    struct planning_page *page = (struct planning_page *)screen;
    struct planning_request all = {DATE_NONE, DATE_NONE};
    struct planning fresh;
    if (!planning_load(screen->ui->session, &all, &fresh, error))
        return false;
    planning_release(&page->planning);
    page->planning = fresh;
    choose_lines(page);
    return true;
}

/* ---- going about ---- */

static void go(struct planning_page *page, long by)
{
    long row = (long)page->row + by;
    row = row < 0 ? 0 : row >= (long)page->count ? (long)page->count - 1 : row;
    page->row = row < 0 ? 0 : (size_t)row;
    page->pending = DATE_NONE;
    if (selected(page) != NULL)
        page->selected = selected(page)->id;
}

static bool go_key(struct planning_page *page, keycode key)
{
    int side = page->axis.width / 4 > 1 ? page->axis.width / 4 : 1;
    long screen = page->rows > 1 ? page->rows - 1 : 1, all = (long)page->count;
    if (key == KEYS_UP || key == 'k')
        go(page, -1);
    else if (key == KEYS_DOWN || key == 'j')
        go(page, 1);
    else if (key == KEYS_PAGE_UP)
        go(page, -screen);
    else if (key == KEYS_PAGE_DOWN)
        go(page, screen);
    else if (key == KEYS_HOME || key == 'g')
        go(page, -all);
    else if (key == KEYS_END || key == 'G')
        go(page, all);
    else if (key == KEYS_LEFT || key == 'h')
        planning_axis_scroll(&page->axis, -side);
    else if (key == KEYS_RIGHT || key == 'l')
        planning_axis_scroll(&page->axis, side);
    else
        return false;
    return true;
}

static bool filter_event(struct planning_page *page, const struct event *event)
{
    enum filter_outcome outcome = filter_line_event(&page->filter, event);
    if (outcome == FILTER_DONE || outcome == FILTER_CLEARED)
        page->filtering = false;
    if (outcome >= FILTER_CHANGED)
        choose_lines(page);
    return outcome != FILTER_UNUSED;
}

static bool mouse(struct planning_page *page, const struct event *event)
{
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        go(page, event->mouse == MOUSE_WHEEL_UP ? -3 : 3);
        return true;
    }
    long row = (long)page->top + event->y - page->lines_y;
    if (event->y < page->lines_y || row >= (long)page->count)
        return false;
    go(page, row - (long)page->row);
    if (event->mouse == MOUSE_DOUBLE)
        open_target(page->screen.ui, ui_target(page->screen.ui));
    return true;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct planning_page *page = (struct planning_page *)screen;
    if (event->type == EVENT_MOUSE)
        return mouse(page, event);
    if (page->filtering)
        return filter_event(page, event);
    return event->type == EVENT_KEY && go_key(page, event->key);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct planning_line *line = selected((const struct planning_page *)screen);
    if (line != NULL)
        *target = (struct target){.kind = line->kind, .id = line->id};
}

static bool typing(const struct screen *screen)
{
    return ((const struct planning_page *)screen)->filtering;
}

static void free_page(struct screen *screen)
{
    struct planning_page *page = (struct planning_page *)screen;
    planning_release(&page->planning);
    editor_release(&page->filter);
    free(page->shown);
    free(page);
}

/* ---- actions: the axis ---- */

/* Zooming keeps the day of the selected row in sight, else today. */
static void zoom(struct ui *ui, int by)
{
    struct planning_page *page = page_of(ui);
    int to = (int)page->axis.zoom + by;
    if (to < 0 || to >= PLANNING_ZOOMS) {
        ui_say(ui, STYLE_HINT, "%s",
               by > 0 ? _("years are the farthest") : _("days are the nearest"));
        return;
    }
    planning_axis_around(&page->axis, (enum planning_zoom)to, ui->session->today, page->axis.width);
}

static void zoom_in(struct ui *ui)
{
    zoom(ui, -1);
}

static void zoom_out(struct ui *ui)
{
    zoom(ui, 1);
}

static void to_today(struct ui *ui)
{
    struct planning_page *page = page_of(ui);
    planning_axis_around(&page->axis, page->axis.zoom, ui->session->today, page->axis.width);
}

/* Where the selected row lies. */
static void to_row(struct ui *ui)
{
    struct planning_page *page = page_of(ui);
    const struct planning_line *line = selected(page);
    date_t day = line == NULL ? DATE_NONE : line->ends != DATE_NONE ? line->ends : line->starts;
    if (day != DATE_NONE)
        planning_axis_around(&page->axis, page->axis.zoom, day, page->axis.width);
}

static void filter(struct ui *ui)
{
    page_of(ui)->filtering = true;
}

/* ---- actions: moving a date ---- */

static bool can_move(struct ui *ui, struct buffer *why)
{
    const struct planning_line *line = selected(page_of(ui));
    if (line == NULL || line->kind == ENTITY_MEETING)
        buffer_add_text(why, _("a meeting is moved in its form (e)"));
    else if (line->done)
        buffer_add_text(why, _("it is done"));
    else if (line->ends == DATE_NONE)
        buffer_add_text(why, _("it has no date yet; M types one"));
    else
        return true;
    return false;
}

static bool save_move(struct ui *ui, void *context, const char *text, struct error *error)
{
    const struct planning_moving *wanted = context;
    struct planning_moving moving = *wanted;
    moving.reason = text;
    if (!planning_move(ui->session, &moving, error))
        return false;
    page_of(ui)->pending = DATE_NONE;
    struct buffer day = BUFFER_EMPTY;
    date_format(&day, moving.to, DATE_DAY, language_now());
    ui_saved(ui, _("moved to %s (u takes it back)"), day.bytes);
    buffer_release(&day);
    return true;
}

static void ask_reason(struct ui *ui, struct target target, date_t to)
{
    struct planning_moving *moving = memory_new(sizeof *moving);
    struct buffer label = BUFFER_EMPTY, day = BUFFER_EMPTY;
    *moving = (struct planning_moving){.kind = target.kind, .id = target.id, .to = to};
    date_format(&day, to, DATE_SHORT, language_now());
    buffer_format(&label, _("Why to %s?"), day.bytes);
    struct prompt_request request = {.label = label.bytes, .done = save_move, .context = moving};
    ui_push(ui, prompt_screen(ui, &request));
    buffer_release(&label);
    buffer_release(&day);
}

static void push_date(struct ui *ui, int steps)
{
    struct planning_page *page = page_of(ui);
    date_t from = page->pending != DATE_NONE ? page->pending : selected(page)->ends;
    page->pending = planning_step(page->axis.zoom, from, steps);
}

static void earlier(struct ui *ui)
{
    push_date(ui, -1);
}

static void later(struct ui *ui)
{
    push_date(ui, 1);
}

/* Enter saves what < and > moved, and opens the row otherwise. */
static void accept(struct ui *ui)
{
    struct planning_page *page = page_of(ui);
    if (page->pending == DATE_NONE || selected(page)->ends == page->pending)
        open_target(ui, ui_target(ui));
    else
        ask_reason(ui, ui_target(ui), page->pending);
}

static void go_back(struct ui *ui)
{
    struct planning_page *page = page_of(ui);
    if (page->pending == DATE_NONE) {
        action_run_named(ui, "back");
        return;
    }
    page->pending = DATE_NONE;
    ui_say(ui, STYLE_HINT, "%s", _("the date stays"));
}

static bool take_date(struct ui *ui, void *context, const char *text, struct error *error)
{
    date_t to;
    if (!date_read(text, ui->session->today, &to))
        return error_set(error, ERROR_INPUT, _("'%s' is not a date"), text);
    ask_reason(ui, *(const struct target *)context, to);
    return true;
}

static bool can_type(struct ui *ui, struct buffer *why)
{
    const struct planning_line *line = selected(page_of(ui));
    return (line != NULL && line->ends == DATE_NONE && line->kind == ENTITY_EFFORT) ||
           can_move(ui, why);
}

static void type_date(struct ui *ui)
{
    struct target *target = memory_new(sizeof *target);
    *target = ui_target(ui);
    struct prompt_request request = {.label = _("New date"), .done = take_date, .context = target};
    ui_push(ui, prompt_screen(ui, &request));
}

#define GROUP N_("Planning")
#define MOVES (ACTION_ROW | ACTION_WRITES)

const struct action planning_actions[] = {
    {"open-planning", GROUP, "Enter", N_("open"),
     N_("Opens the row; after < or > asks the reason and saves the date."),
     ACTION_ROW | ACTION_FOOTER, NULL, accept},
    {"earlier", GROUP, "< ,", N_("earlier"),
     N_("Moves the date earlier by a day, a week or a month, as the axis is; Enter saves it."),
     MOVES | ACTION_FOOTER, can_move, earlier},
    {"later", GROUP, "> .", N_("later"), N_("Moves the date later; Enter saves it."),
     MOVES | ACTION_FOOTER, can_move, later},
    {"type-date", GROUP, "M", N_("date"), N_("Types the new date, then the reason."),
     MOVES | ACTION_FOOTER, can_type, type_date},
    {"zoom-in", GROUP, "+ =", N_("nearer"), N_("From years to quarters to months."),
     ACTION_FILE | ACTION_FOOTER, NULL, zoom_in},
    {"zoom-out", GROUP, "-", N_("farther"), N_("From months to quarters to years."),
     ACTION_FILE | ACTION_FOOTER, NULL, zoom_out},
    {"to-today", GROUP, "t", N_("today"), N_("Goes back to today."), ACTION_FILE, NULL, to_today},
    {"to-row", GROUP, "z", N_("to its date"), N_("Goes to the date of the row."), ACTION_ROW, NULL,
     to_row},
    {"filter-planning", GROUP, "f", N_("filter"),
     N_("Shows only rows with these words in title, code, partner, neighbourhood or kind."),
     ACTION_FILE | ACTION_FOOTER, NULL, filter},
    {"back-planning", GROUP, "Esc Backspace", N_("back"),
     N_("Leaves the date as it is; else goes back."), 0, NULL, go_back},
};
const size_t planning_action_count = sizeof planning_actions / sizeof *planning_actions;

static const struct screen_calls planning_calls = {.name = "planning",
                                                   .title = N_("Planning"),
                                                   .actions = planning_actions,
                                                   .action_count = sizeof planning_actions /
                                                                   sizeof *planning_actions,
                                                   .load = load,
                                                   .place = planning_place,
                                                   .draw = planning_draw,
                                                   .event = event,
                                                   .target = target_of,
                                                   .status = planning_status,
                                                   .typing = typing,
                                                   .free = free_page};

struct screen *planning_screen(struct ui *ui)
{
    struct planning_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&planning_calls, ui};
    page->pending = DATE_NONE;
    editor_init(&page->filter);
    planning_axis_around(&page->axis, PLANNING_QUARTER, ui->session->today, 40);
    return &page->screen;
}
