#include "list_page.h"

#include <stdlib.h>
#include <string.h>

#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/candidates.h"

struct screen *list_page_new(struct ui *ui, const struct screen_calls *calls,
                             const struct row_list_request *request)
{
    struct list_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){calls, ui};
    detail_init(&page->detail);
    row_list_init(&page->list, ui, request);
    return &page->screen;
}

struct list_page *list_page_of(struct ui *ui)
{
    struct screen *screen = ui_base(ui);
    return screen != NULL && screen->calls->load == list_page_load ? (struct list_page *)screen
                                                                   : NULL;
}

bool list_page_load(struct screen *screen, struct error *error)
{
    struct list_page *page = (struct list_page *)screen;
    page->stale = true;
    return row_list_load(&page->list, error);
}

void list_page_place(struct screen *screen, struct rect rect)
{
    struct list_page *page = (struct list_page *)screen;
    struct target target;
    page->list_rect = rect;
    page->detail_rect = (struct rect){0};
    if (layout_of(rect.width, 24) >= LAYOUT_WIDE) {
        page->detail_rect = rect_split_right(rect, rect.width * 2 / 5, &page->list_rect);
        rect_split_right(page->list_rect, 1, &page->list_rect);
    }
    row_list_place(&page->list, page->list_rect);
    row_list_target(&page->list, &target);
    if (page->detail_rect.width > 0) {
        detail_follow(&page->detail, screen->ui->session, target, page->stale);
        page->stale = false;
    }
}

void list_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct list_page *page = (const struct list_page *)screen;
    (void)rect;
    row_list_draw(&page->list, canvas, page->list_rect, true);
    if (page->detail_rect.width == 0)
        return;
    struct rect rest, line = rect_split_left(page->detail_rect, 1, &rest);
    canvas_line_down(canvas, line, STYLE_BORDER);
    detail_draw(&page->detail, canvas, rect_inset(rest, 1, 0));
}

bool list_page_event(struct screen *screen, const struct event *event)
{
    struct list_page *page = (struct list_page *)screen;
    if (event->type == EVENT_MOUSE && rect_contains(page->detail_rect, event->x, event->y))
        return detail_event(&page->detail, event);
    return row_list_event(&page->list, event);
}

void list_page_target(const struct screen *screen, struct target *target)
{
    row_list_target(&((const struct list_page *)screen)->list, target);
}

void list_page_status(const struct screen *screen, struct buffer *out)
{
    buffer_format(out, "%s ", _(((const struct list_page *)screen)->list.entity->plural));
    row_list_status(&((const struct list_page *)screen)->list, out);
}

enum entity_kind list_page_lists(const struct screen *screen)
{
    return ((const struct list_page *)screen)->list.entity->kind;
}

bool list_page_typing(const struct screen *screen)
{
    return ((const struct list_page *)screen)->list.filtering;
}

void list_page_free(struct screen *screen)
{
    struct list_page *page = (struct list_page *)screen;
    row_list_release(&page->list);
    detail_release(&page->detail);
    free(page);
}

/* ---- actions ---- */

static void list_page_filter(struct ui *ui)
{
    row_list_filter(&list_page_of(ui)->list);
}

static void list_page_clear(struct ui *ui)
{
    row_list_clear_filter(&list_page_of(ui)->list);
}

static void list_page_sort(struct ui *ui)
{
    row_list_sort(&list_page_of(ui)->list);
}

static void list_page_turn(struct ui *ui)
{
    row_list_turn(&list_page_of(ui)->list);
}

static bool save_view(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct list_page *page = list_page_of(ui);
    struct row view;
    row_init(&view, ENTITY_VIEW);
    row_set(&view, "name", value_text(text));
    row_set(&view, "screen", value_text(page->screen.calls->name));
    row_set(&view, "filter", value_text(editor_text(&page->list.filter)));
    bool added = rows_add(ui->session, &view, error);
    row_release(&view);
    if (added)
        ui_saved(ui, _("saved as '%s'; v opens it"), text);
    return added;
}

static void list_page_save_view(struct ui *ui)
{
    struct prompt_request request = {.label = _("Save this filter as"), .done = save_view};
    ui_push(ui, prompt_screen(ui, &request));
}

struct views {
    const char *screen, *typed;
    const struct entity *entity;
    struct candidates *out;
};

static bool add_view(void *context, const struct row *view)
{
    struct views *views = context;
    const char *name = row_text(view, "name"), *screen = row_text(view, "screen");
    if (strcmp(screen, views->screen) != 0 || text_match(name, views->typed) < 0)
        return true;
    struct buffer words = BUFFER_EMPTY;
    const char *filter = row_text(view, "filter");
    query_words(&words, views->entity, filter == NULL ? "" : filter);
    candidates_add(views->out, name, words.bytes, view->id);
    buffer_release(&words);
    return true;
}

static void fill_views(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    struct views views = {ui_base(ui)->calls->name, typed, list_page_of(ui)->list.entity, out};
    struct query query;
    struct error error = ERROR_NONE;
    query_init(&query, ENTITY_VIEW);
    if (!rows_each(ui->session, &query, add_view, &views, &error))
        ui_fail(ui, &error);
    query_release(&query);
}

static bool open_view(struct ui *ui, void *context, struct id id, const char *text,
                      struct error *error)
{
    (void)context;
    (void)text;
    struct row view;
    if (!rows_get(ui->session, ENTITY_VIEW, id, &view, error))
        return false;
    const char *filter = row_text(&view, "filter");
    row_list_set_filter(&list_page_of(ui)->list, filter == NULL ? "" : filter);
    row_release(&view);
    return true;
}

static void list_page_open_view(struct ui *ui)
{
    struct pick_request request = {
        .title = _("Saved filters"), .fill = fill_views, .done = open_view};
    ui_push(ui, pick_screen(ui, &request));
}

#define GROUP N_("In a list")

const struct action list_page_actions[LIST_PAGE_ACTIONS] = {
    {"filter", GROUP, "f", N_("filter"),
     N_("Filters as you type: words, or FIELD=VALUE, as in: status=flagged severity>=3."),
     ACTION_FILE | ACTION_FOOTER, NULL, list_page_filter},
    {"clear-filter", GROUP, "F", N_("no filter"), N_("Shows all rows again."), ACTION_FILE, NULL,
     list_page_clear},
    {"sort", GROUP, "s", N_("sort"), N_("Sorts by the next column."), ACTION_FILE | ACTION_FOOTER,
     NULL, list_page_sort},
    {"turn", GROUP, "S", N_("turn"), N_("Sorts the other way round."), ACTION_FILE, NULL,
     list_page_turn},
    {"save-view", GROUP, "W", N_("save filter"), N_("Saves the filter under a name."),
     ACTION_FILE | ACTION_WRITES, NULL, list_page_save_view},
    {"open-view", GROUP, "v", N_("saved filters"), N_("Opens a saved filter."), ACTION_FILE, NULL,
     list_page_open_view},
};
const size_t list_page_action_count = LIST_PAGE_ACTIONS;
