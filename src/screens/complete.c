/* What is still to be completed: the rows that lack something, walked through one by one in the
 * form, on the field that is missing. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/completing.h"
#include "wijk/app/meeting.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/list.h"

enum { CODE, TITLE, REASON, COLUMNS };

struct complete_page {
    struct screen screen;
    struct id meeting; /* of this meeting only; none: of everything */
    struct completing found;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
};

/* A row can lack several things: each line has an id of its own. */
static struct id line_id(const struct completing_item *item)
{
    struct id id = item->row;
    id.bytes[0] ^= (uint8_t)(item->kind + 1);
    return id;
}

static long count_items(void *context, bool exact)
{
    (void)exact;
    return (long)((struct complete_page *)context)->found.count;
}

static void fill_item(void *context, long at, struct list_row *out)
{
    const struct completing_item *item = &((struct complete_page *)context)->found.items[at];
    bool light = item->kind == COMPLETING_LIGHT;
    *out =
        (struct list_row){.id = line_id(item),
                          .text = {item->code, item->title, item->reason},
                          .style = {STYLE_HINT, STYLE_NORMAL, light ? STYLE_AMBER : STYLE_NORMAL}};
}

static int fetch_items(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_items(context, true), fill_item};
    return look_fetch(&rows, first, count, out);
}

static long find_item(void *context, struct id id)
{
    const struct complete_page *page = context;
    for (size_t i = 0; i < page->found.count; i++)
        if (id_equal(line_id(&page->found.items[i]), id))
            return (long)i;
    return -1;
}

/* ---- the screen ---- */

static bool load(struct screen *screen, struct error *error)
{
    struct complete_page *page = (struct complete_page *)screen;
    struct completing fresh;
    if (id_is_none(page->meeting)
            ? !completing_load(screen->ui->session, NULL, &fresh, error)
            : !meeting_completing(screen->ui->session, page->meeting, &fresh, error))
        return false;
    completing_release(&page->found);
    page->found = fresh;
    list_reload(&page->list);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    list_place(&((struct complete_page *)screen)->list, rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    list_draw(&((const struct complete_page *)screen)->list, canvas, rect, true);
}

static const struct completing_item *selected(const struct complete_page *page)
{
    long at = page->list.selected;
    return at >= 0 && at < (long)page->found.count ? &page->found.items[at] : NULL;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct completing_item *item = selected((const struct complete_page *)screen);
    if (item != NULL)
        *target = (struct target){.kind = item->entity, .id = item->row};
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct complete_page *)screen)->list, out);
}

/* ---- walking through them ---- */

static struct complete_page *page_of(struct ui *ui)
{
    struct screen *screen = ui_base(ui);
    return screen != NULL && screen->calls->load == load ? (struct complete_page *)screen : NULL;
}

static void fill_in(struct ui *ui);

/* After a form was saved: the next row, which is where this one was when it lacks nothing more. */
static void go_on(struct ui *ui)
{
    struct complete_page *page = page_of(ui);
    struct error error = ERROR_NONE;
    if (page == NULL)
        return;
    long at = page->list.selected;
    struct id before =
        at < 0 || selected(page) == NULL ? (struct id){{0}} : line_id(selected(page));
    if (!load(&page->screen, &error)) {
        ui_fail(ui, &error);
        return;
    }
    if (find_item(page, before) == at)
        at++;
    if (at < 0 || at >= (long)page->found.count) {
        if (page->found.count == 0)
            ui_saved(ui, _("saved; everything is complete"));
        return;
    }
    list_select(&page->list, at);
    fill_in(ui);
}

static void fill_in(struct ui *ui)
{
    const struct completing_item *item = selected(page_of(ui));
    struct row row;
    struct error error = ERROR_NONE;
    if (item == NULL)
        return;
    if (!rows_get(ui->session, item->entity, item->row, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    struct form_request request = {.row = &row, .column = item->fields[0], .saved = go_on};
    ui_push(ui, form_screen_for(ui, &request));
    row_release(&row);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct complete_page *page = (struct complete_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        fill_in(screen->ui);
    return used;
}

static void free_page(struct screen *screen)
{
    struct complete_page *page = (struct complete_page *)screen;
    completing_release(&page->found);
    list_release(&page->list);
    free(page);
}

const struct action complete_actions[] = {
    {"fill-in", N_("To complete"), "Enter", N_("fill in"),
     N_("Opens the form on what is missing; saving goes on to the next row."),
     ACTION_ROW | ACTION_WRITES | ACTION_FOOTER, NULL, fill_in},
};
const size_t complete_action_count = sizeof complete_actions / sizeof *complete_actions;

static const struct screen_calls complete_calls = {.name = "complete",
                                                   .title = N_("To complete"),
                                                   .actions = complete_actions,
                                                   .action_count = sizeof complete_actions /
                                                                   sizeof *complete_actions,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = draw,
                                                   .event = event,
                                                   .target = target_of,
                                                   .status = status,
                                                   .free = free_page};

struct screen *complete_screen(struct ui *ui)
{
    return complete_screen_of(ui, (struct id){{0}});
}

struct screen *complete_screen_of(struct ui *ui, struct id meeting)
{
    static const struct list_column columns[] = {
        {.title = N_("CODE"), .min = 7, .preferred = 9},
        {.title = N_("WHAT"), .min = 20, .preferred = 32, .weight = 2},
        {.title = N_("TO COMPLETE"), .min = 30, .preferred = 40, .weight = 2}};
    struct complete_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&complete_calls, ui};
    page->meeting = meeting;
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS,
              (struct list_source){page, count_items, fetch_items, find_item});
    page->list.empty =
        _("Everything is complete. What is accepted with something unknown comes here.");
    return &page->screen;
}
