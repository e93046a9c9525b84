/* Search over everything, as you type. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/app/searching.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/editor.h"

#define HITS 200

enum { KIND, TITLE, TEXT, SEARCH_COLUMNS };

struct search_screen {
    struct screen screen;
    struct editor editor;
    bool typing;
    struct search_page page;
    struct list list;
    struct list_column columns[SEARCH_COLUMNS];
};

static bool load(struct screen *screen, struct error *error)
{
    struct search_screen *search = (struct search_screen *)screen;
    struct search_page fresh = {0};
    struct search_request request = {editor_text(&search->editor), 0, HITS};
    if (!editor_is_empty(&search->editor) &&
        !searching_find(screen->ui->session, &request, &fresh, error))
        return false;
    search_page_release(&search->page);
    search->page = fresh;
    search->list.empty = editor_is_empty(&search->editor)
                             ? _("Type words, beginnings of words, or a code such as I-12.")
                             : _("Nothing found.");
    list_reload(&search->list);
    return true;
}

static long count_hits(void *context, bool exact)
{
    (void)exact;
    return (long)((struct search_screen *)context)->page.count;
}

static void fill_hit(void *context, long at, struct list_row *out)
{
    const struct search_hit *hit = &((struct search_screen *)context)->page.hits[at];
    *out = (struct list_row){.id = hit->id,
                             .text = {_(entities[hit->kind].label), hit->title, hit->snippet},
                             .style = {STYLE_HINT, STYLE_NORMAL, STYLE_DIM}};
}

static int fetch_hits(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_hits(context, true), fill_hit};
    return look_fetch(&rows, first, count, out);
}

static void place(struct screen *screen, struct rect rect)
{
    struct search_screen *search = (struct search_screen *)screen;
    struct rect rest;
    rect_split_top(rect, 2, &rest);
    list_place(&search->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct search_screen *search = (const struct search_screen *)screen;
    struct rect rest, line = rect_split_top(rect, 2, &rest);
    const char *label = _("search: ");
    int width = text_width(label);
    canvas_text(canvas, line, 1, label, STYLE_HINT);
    editor_draw(&search->editor, canvas,
                (struct rect){line.x + 1 + width, line.y, line.width - width - 2, 1},
                search->typing);
    list_draw(&search->list, canvas, rest, !search->typing);
}

/* Other words, another best hit: the selection is of what was typed, not of a row. */
static void look(struct search_screen *search)
{
    struct error error = ERROR_NONE;
    if (!load(&search->screen, &error))
        ui_fail(search->screen.ui, &error);
    list_select(&search->list, 0);
}

static bool typed(struct search_screen *search, const struct event *event)
{
    struct ui *ui = search->screen.ui;
    if (event->type == EVENT_KEY && event->key == KEYS_ESCAPE) {
        ui_pop(ui);
        return true;
    }
    if (event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == KEYS_DOWN ||
                                     event->key == KEYS_PAGE_UP || event->key == KEYS_PAGE_DOWN))
        return list_event(&search->list, event);
    if (event->type == EVENT_KEY && event->key == KEYS_TAB) {
        search->typing = search->page.count == 0;
        return true;
    }
    if (event->type == EVENT_KEY && event->key == KEYS_ENTER) {
        open_target(ui, ui_target(ui));
        return true;
    }
    bool used = editor_event(&search->editor, event);
    if (search->editor.changed) {
        search->editor.changed = false;
        look(search);
    }
    return used;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct search_screen *search = (struct search_screen *)screen;
    if (search->typing && event->type != EVENT_MOUSE)
        return typed(search, event);
    bool used = list_event(&search->list, event);
    if (search->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct search_screen *search = (const struct search_screen *)screen;
    long at = search->list.selected;
    if (at >= 0 && at < (long)search->page.count)
        *target =
            (struct target){.kind = search->page.hits[at].kind, .id = search->page.hits[at].id};
}

static bool typing(const struct screen *screen)
{
    return ((const struct search_screen *)screen)->typing;
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct search_screen *search = (const struct search_screen *)screen;
    if (search->typing)
        buffer_format(out, "%s  ", _("Enter opens  Tab goes to the rows  Esc leaves"));
    list_position(&search->list, out);
    if (search->page.more)
        buffer_format(out, " %s", _("and more: type another word"));
}

static void free_page(struct screen *screen)
{
    struct search_screen *search = (struct search_screen *)screen;
    editor_release(&search->editor);
    search_page_release(&search->page);
    list_release(&search->list);
    free(search);
}

static void again(struct ui *ui)
{
    ((struct search_screen *)ui_base(ui))->typing = true;
}

const struct action search_actions[] = {
    {"type-again", N_("Search"), "/ Tab", N_("other words"), N_("Goes back to the words."),
     ACTION_FOOTER, NULL, again},
};
const size_t search_action_count = sizeof search_actions / sizeof *search_actions;

static const struct screen_calls search_calls = {.name = "search",
                                                 .title = N_("Search"),
                                                 .actions = search_actions,
                                                 .action_count =
                                                     sizeof search_actions / sizeof *search_actions,
                                                 .load = load,
                                                 .place = place,
                                                 .draw = draw,
                                                 .event = event,
                                                 .target = target_of,
                                                 .status = status,
                                                 .typing = typing,
                                                 .free = free_page};

struct screen *search_screen(struct ui *ui)
{
    static const struct list_column columns[SEARCH_COLUMNS] = {
        {.title = N_("KIND"), .min = 8, .preferred = 14, .priority = 1},
        {.title = N_("ROW"), .min = 20, .preferred = 40, .weight = 1},
        {.title = N_("TEXT"), .min = 16, .preferred = 40, .weight = 2, .priority = 2}};
    struct search_screen *search = memory_new(sizeof *search);
    search->screen = (struct screen){&search_calls, ui};
    search->typing = true;
    editor_init(&search->editor);
    list_init(&search->list, look_columns(columns, SEARCH_COLUMNS, search->columns), SEARCH_COLUMNS,
              (struct list_source){search, count_hits, fetch_hits, NULL});
    return &search->screen;
}
