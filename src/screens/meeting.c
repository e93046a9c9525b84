/* The meeting: running, with its composer always ready, or closed, to be read. */
#include "wijk/app/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "meeting_page.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

#define CONTEXT_LINES 6 /* of each kind */

static const struct screen_calls composer_calls, entry_calls;

struct meeting_page *meeting_page_of(struct ui *ui)
{
    for (size_t i = ui->count; i > 0; i--)
        if (ui->stack[i - 1]->calls == &composer_calls || ui->stack[i - 1]->calls == &entry_calls)
            return (struct meeting_page *)ui->stack[i - 1];
    return NULL;
}

const struct meeting_item *meeting_page_item(const struct meeting_page *page)
{
    return page->shown < page->view.item_count ? &page->view.items[page->shown] : NULL;
}

size_t meeting_page_entry_count(const struct meeting_page *page)
{
    const struct meeting_item *item = meeting_page_item(page);
    return item == NULL ? 0 : item->count;
}

const struct meeting_entry *meeting_page_entry(const struct meeting_page *page)
{
    const struct meeting_item *item = meeting_page_item(page);
    if (page->composing || item == NULL || page->selected >= item->count)
        return NULL;
    return &page->view.entries[item->first + page->selected];
}

/* ---- the model ---- */

static void anew(struct meeting_page *page)
{
    page->entries_width = page->about_width = -1;
}

static void load_context(struct meeting_page *page)
{
    struct error error = ERROR_NONE;
    const struct meeting_item *item = meeting_page_item(page);
    meeting_context_release(&page->context);
    page->context = (struct meeting_context){0};
    if (item != NULL && !meeting_context_load(page->screen.ui->session, item->row.id, CONTEXT_LINES,
                                              &page->context, &error)) {
        page->context = (struct meeting_context){0};
        ui_fail(page->screen.ui, &error);
    }
    anew(page);
}

void meeting_page_show(struct meeting_page *page, size_t item)
{
    page->shown = item;
    page->scrolled = 0;
    size_t count = meeting_page_entry_count(page);
    page->selected = count > 0 ? count - 1 : 0;
    load_context(page);
}

/* The keys among the entries are letters, those of the composer are not: two sets of calls. */
void meeting_page_compose(struct meeting_page *page, bool composing)
{
    size_t count = meeting_page_entry_count(page);
    if (!composing)
        page->selected = count > 0 ? count - 1 : 0;
    page->composing = composing && page->running;
    page->screen.calls = page->composing ? &composer_calls : &entry_calls;
}

static bool is_running(const struct meeting_page *page)
{
    return page->view.status == MEETING_RUNNING && !page->screen.ui->session->read_only;
}

static size_t first_shown(const struct meeting_page *page)
{
    bool before = page->view.status != MEETING_RUNNING && page->view.item_count > 0;
    return before ? 0 : page->view.now;
}

/* What is shown follows the item now when that moved; else it stays what is looked at. */
static bool load(struct screen *screen, struct error *error)
{
    struct meeting_page *page = (struct meeting_page *)screen;
    struct meeting_view view;
    bool was_running = page->running, first = !page->loaded;
    if (!meeting_load(screen->ui->session, page->meeting, &view, error))
        return false;
    if (page->loaded)
        meeting_view_release(&page->view);
    page->view = view;
    page->loaded = true;
    page->running = is_running(page);
    if (first || page->view.now != page->now_before)
        meeting_page_show(page, first_shown(page));
    else
        load_context(page);
    page->now_before = page->view.now;
    if (page->selected >= meeting_page_entry_count(page))
        page->selected =
            meeting_page_entry_count(page) > 0 ? meeting_page_entry_count(page) - 1 : 0;
    if (page->running != was_running || first)
        meeting_page_compose(page, page->running);
    if (first && page->running)
        meeting_composer_restore(page);
    prompt_refresh(&page->composer);
    return true;
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    meeting_draw_place((struct meeting_page *)screen, rect);
}

static void scroll(struct meeting_page *page, int lines)
{
    int most = (int)page->entries.lines.count - page->rects.entries.height;
    page->scrolled += lines;
    if (page->scrolled > most)
        page->scrolled = most;
    if (page->scrolled < 0)
        page->scrolled = 0;
}

static bool mouse_event(struct meeting_page *page, const struct event *event)
{
    const struct meeting_rects *rects = &page->rects;
    size_t entry;
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        scroll(page, event->mouse == MOUSE_WHEEL_UP ? 3 : -3);
        return true;
    }
    if (rect_contains(rects->composer, event->x, event->y) && page->running) {
        meeting_page_compose(page, true);
        return meeting_composer_event(page, event);
    }
    if (rect_contains(rects->agenda, event->x, event->y)) {
        size_t item = meeting_draw_item_at(page, event->y);
        if (item != MEETING_NO_ITEM)
            meeting_act_to(page, (int64_t)item + 1);
    } else if (rect_contains(rects->entries, event->x, event->y) &&
               meeting_draw_entry_at(page, event->y, &entry)) {
        meeting_page_compose(page, false);
        page->selected = entry;
    }
    return true;
}

/* Alt-1 to Alt-9 go to the item of that number. */
static bool jump_key(struct meeting_page *page, const struct event *event)
{
    if (event->type != EVENT_KEY || event->key < ('1' | MOD_ALT) || event->key > ('9' | MOD_ALT))
        return false;
    meeting_act_to(page, (int64_t)(event->key & ~(keycode)MOD_ALT) - '0');
    return true;
}

/* Up and down among the entries; down from the last is the composer. */
static bool entries_event(struct meeting_page *page, const struct event *event)
{
    size_t count = meeting_page_entry_count(page);
    if (event->type != EVENT_KEY)
        return false;
    switch (event->key) {
    case KEYS_UP:
    case 'k':
        page->selected -= page->selected > 0;
        return true;
    case KEYS_DOWN:
    case 'j':
        if (page->selected + 1 < count)
            page->selected++;
        else
            meeting_page_compose(page, true);
        return true;
    case KEYS_HOME:
    case 'g':
        page->selected = 0;
        return true;
    case KEYS_END:
    case 'G':
        page->selected = count > 0 ? count - 1 : 0;
        return true;
    default:
        return false;
    }
}

static bool event(struct screen *screen, const struct event *event)
{
    struct meeting_page *page = (struct meeting_page *)screen;
    if (event->type == EVENT_MOUSE)
        return mouse_event(page, event);
    if (jump_key(page, event))
        return true;
    bool key = event->type == EVENT_KEY;
    if (key && (event->key == KEYS_PAGE_UP || event->key == KEYS_PAGE_DOWN)) {
        int lines = page->rects.entries.height - 1;
        scroll(page, event->key == KEYS_PAGE_UP ? lines : -lines);
        return true;
    }
    if (event->type == EVENT_PASTE && page->running)
        meeting_page_compose(page, true);
    if (!page->composing)
        return entries_event(page, event);
    if (key && event->key == KEYS_UP && editor_is_empty(&page->composer.editor)) {
        meeting_page_compose(page, false);
        return true;
    }
    return meeting_composer_event(page, event);
}

/* The row that an entry made, or what the item is about. */
static void target_of(const struct screen *screen, struct target *target)
{
    const struct meeting_page *page = (const struct meeting_page *)screen;
    const struct meeting_entry *entry = meeting_page_entry(page);
    const struct meeting_item *item = meeting_page_item(page);
    if (entry != NULL && entry->made_kind != ENTITY_NONE)
        *target = (struct target){.kind = entry->made_kind, .id = entry->made};
    else if (entry != NULL)
        *target = (struct target){.kind = ENTITY_ENTRY, .id = entry->id};
    else if (item != NULL && item->about_kind != ENTITY_NONE)
        *target = (struct target){.kind = item->about_kind, .id = item->about};
}

static bool typing(const struct screen *screen)
{
    return ((const struct meeting_page *)screen)->composing;
}

static void settle(struct screen *screen)
{
    meeting_composer_keep((struct meeting_page *)screen, true);
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct meeting_page *page = (const struct meeting_page *)screen;
    if (page->composing && page->line.value.ambiguous)
        buffer_add_text(out, _("Enter adds  Tab: the other number"));
    else if (page->composing)
        buffer_add_text(out, id_is_none(page->changing)
                                 ? _("Enter adds  Tab completes  Esc: the lines above")
                                 : _("Enter changes the line  Esc: leave it as it was"));
    else if (page->running)
        buffer_add_text(out, _("i: type again"));
}

static void free_page(struct screen *screen)
{
    struct meeting_page *page = (struct meeting_page *)screen;
    meeting_composer_keep(page, true);
    meeting_composer_release(page);
    meeting_texts_clear(&page->entries);
    meeting_texts_clear(&page->about);
    meeting_context_release(&page->context);
    if (page->loaded)
        meeting_view_release(&page->view);
    free(page);
}

static const struct screen_calls composer_calls = {.name = "meeting",
                                                   .title = N_("Meeting"),
                                                   .actions = meeting_actions,
                                                   .action_count = MEETING_ACTIONS,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = meeting_draw,
                                                   .event = event,
                                                   .target = target_of,
                                                   .status = status,
                                                   .typing = typing,
                                                   .settle = settle,
                                                   .free = free_page};

static const struct screen_calls entry_calls = {.name = "meeting",
                                                .title = N_("Meeting"),
                                                .actions = meeting_entry_actions,
                                                .action_count = MEETING_ENTRY_ACTIONS,
                                                .also = meeting_actions,
                                                .also_count = MEETING_ACTIONS,
                                                .load = load,
                                                .place = place,
                                                .draw = meeting_draw,
                                                .event = event,
                                                .target = target_of,
                                                .status = status,
                                                .typing = typing,
                                                .settle = settle,
                                                .free = free_page};

struct screen *meeting_screen(struct ui *ui, struct id meeting)
{
    struct meeting_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&composer_calls, ui};
    page->meeting = meeting;
    page->shown = page->now_before = MEETING_NO_ITEM;
    meeting_composer_init(page);
    anew(page);
    return &page->screen;
}

bool meeting_is_running(struct ui *ui, struct id *meeting)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (ui->session == NULL || !meeting_next(ui->session, meeting, NULL, &ignored) ||
        id_is_none(*meeting) || !rows_get(ui->session, ENTITY_MEETING, *meeting, &row, &ignored))
        return false;
    bool running = meeting_status_of(row_text(&row, "status")) == MEETING_RUNNING;
    row_release(&row);
    return running;
}

void meeting_open(struct ui *ui, struct id meeting)
{
    struct row row;
    struct error error = ERROR_NONE;
    if (!rows_get(ui->session, ENTITY_MEETING, meeting, &row, &error)) {
        ui_fail(ui, &error);
        return;
    }
    enum meeting_status status = meeting_status_of(row_text(&row, "status"));
    row_release(&row);
    bool before = status == MEETING_DRAFT || status == MEETING_OPEN;
    ui_push(ui, before ? agenda_screen(ui, meeting) : meeting_screen(ui, meeting));
}
