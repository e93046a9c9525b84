/* The programme: the tree of themes, goals, indicators and efforts, with the detail of the selected
 * row beside it. */
#include <stdlib.h>
#include <string.h>

#include "detail.h"
#include "filter_line.h"
#include "looks.h"
#include "wijk/app/disagreements.h"
#include "wijk/app/programme.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/editor.h"
#include "wijk/tui/widgets/sparkline.h"
#include "wijk/tui/widgets/tree.h"

enum { LABEL, FIGURES, TREND, STATE, TREE_COLUMNS };

struct programme_page {
    struct screen screen;
    struct programme_tree whole;
    struct tree tree;
    struct list_column columns[TREE_COLUMNS];
    struct tree_node *shown; /* owned: the visible nodes */
    size_t *places;          /* owned: of each visible node in `whole` */
    size_t shown_count;
    struct buffer *texts; /* owned: TREE_COLUMNS a node of `whole` */
    VECTOR(struct id) closed;
    struct target wanted; /* to be selected at the first load */
    struct editor filter;
    bool filtering;
    struct detail detail;
    struct rect tree_rect, detail_rect;
    bool stale;
};

/* ---- which nodes are shown ---- */

static bool is_closed(const struct programme_page *page, struct id id)
{
    for (size_t i = 0; i < page->closed.count; i++)
        if (id_equal(page->closed.items[i], id))
            return true;
    return false;
}

static bool matches(const struct programme_page *page, size_t at)
{
    const struct programme_node *node = &page->whole.nodes[at];
    const char *typed = editor_text(&page->filter);
    return text_contains(node->title, typed) || text_contains(node->code, typed) ||
           text_contains(node->state, typed) ||
           (node->kind == ENTITY_EFFORT && text_contains(node->figures, typed));
}

/* With a filter a node is shown when it fits, or something under it does. */
static bool fits(const struct programme_page *page, size_t at)
{
    if (editor_is_empty(&page->filter) || matches(page, at))
        return true;
    for (size_t i = at + 1; i < page->whole.count; i++) {
        if (page->whole.nodes[i].depth <= page->whole.nodes[at].depth)
            return false;
        if (matches(page, i))
            return true;
    }
    return false;
}

/* An effort may hang under several goals: in the tree each place is a node of its own. */
static struct id place_id(const struct programme_node *node)
{
    struct id id = node->id;
    if (node->kind == ENTITY_EFFORT)
        for (int i = 0; i < 16; i++)
            id.bytes[i] ^= node->parent.bytes[15 - i];
    return id;
}

static void show_node(struct programme_page *page, size_t at, bool open)
{
    const struct programme_node *node = &page->whole.nodes[at];
    struct tree_node *shown = &page->shown[page->shown_count];
    *shown = (struct tree_node){.id = place_id(node),
                                .depth = node->depth,
                                .has_children = node->has_children,
                                .open = open};
    for (int c = 0; c < TREE_COLUMNS; c++) {
        shown->row.text[c] = page->texts[at * TREE_COLUMNS + (size_t)c].bytes;
        shown->row.style[c] = STYLE_NORMAL;
    }
    if (node->depth == 0)
        shown->row.style[LABEL] = STYLE_STRONG;
    shown->row.style[TREND] = STYLE_HINT;
    shown->row.style[STATE] = (uint8_t)look_of_light(node->light);
    page->places[page->shown_count++] = at;
}

static void flatten(struct programme_page *page)
{
    int closed_at = -1; /* depth of the closed node we are under, or -1 */
    bool filtered = !editor_is_empty(&page->filter);
    page->shown_count = 0;
    for (size_t i = 0; i < page->whole.count; i++) {
        const struct programme_node *node = &page->whole.nodes[i];
        if (closed_at >= 0 && node->depth > closed_at)
            continue;
        closed_at = -1;
        if (!fits(page, i))
            continue;
        bool open = filtered || !is_closed(page, place_id(node));
        if (!open)
            closed_at = node->depth;
        show_node(page, i, open);
    }
    tree_set(&page->tree, page->shown, (long)page->shown_count);
}

static void toggle(struct programme_page *page, struct id id, bool open)
{
    for (size_t i = 0; i < page->closed.count; i++)
        if (id_equal(page->closed.items[i], id)) {
            if (open)
                page->closed.items[i] = page->closed.items[--page->closed.count];
            return;
        }
    if (!open)
        *VECTOR_PUSH(&page->closed) = id;
}

static const struct programme_node *selected(const struct programme_page *page)
{
    long at = page->tree.list.selected;
    return at < 0 || at >= (long)page->shown_count ? NULL : &page->whole.nodes[page->places[at]];
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct programme_node *node = selected((const struct programme_page *)screen);
    if (node != NULL && !id_is_none(node->id))
        *target = (struct target){node->kind, node->id, node->parent};
}

/* ---- loading ---- */

static void release_texts(struct programme_page *page)
{
    for (size_t i = 0; i < page->whole.count * TREE_COLUMNS; i++)
        buffer_release(&page->texts[i]);
    free(page->texts);
    free(page->shown);
    free(page->places);
    page->texts = NULL;
    page->shown = NULL;
    page->places = NULL;
}

static bool is_disagreed(const struct disagreements *found, struct id row)
{
    for (size_t i = 0; i < found->list.count; i++)
        if (id_equal(found->list.items[i].row, row))
            return true;
    return false;
}

static void write_texts(struct programme_page *page, const struct disagreements *found)
{
    size_t count = page->whole.count;
    page->texts = memory_array(count * TREE_COLUMNS + 1, sizeof *page->texts);
    page->shown = memory_array(count + 1, sizeof *page->shown);
    page->places = memory_array(count + 1, sizeof *page->places);
    for (size_t i = 0; i < count * TREE_COLUMNS; i++)
        page->texts[i] = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++) {
        const struct programme_node *node = &page->whole.nodes[i];
        struct buffer *texts = &page->texts[i * TREE_COLUMNS];
        if (is_disagreed(found, node->id))
            buffer_add_text(&texts[LABEL], "≠ ");
        if (*node->code != '\0')
            buffer_format(&texts[LABEL], "%s  ", node->code);
        buffer_add_text(&texts[LABEL], node->title);
        buffer_add_text(&texts[FIGURES], node->figures);
        if (node->series_count > 1)
            sparkline(&texts[TREND], node->series, (int)node->series_count, 8);
        if (node->problems > 0)
            buffer_format(&texts[STATE], "%s %s  !%d", light_glyph(node->light), node->state,
                          node->problems);
        else
            buffer_format(&texts[STATE], "%s %s", light_glyph(node->light), node->state);
    }
}

static void select_wanted(struct programme_page *page)
{
    for (size_t i = 0; i < page->whole.count; i++) {
        const struct programme_node *node = &page->whole.nodes[i];
        if (node->kind == page->wanted.kind && id_equal(node->id, page->wanted.id)) {
            tree_select_id(&page->tree, place_id(node));
            break;
        }
    }
    page->wanted.kind = ENTITY_NONE;
}

/* The record that was selected, when it is not in its old place any more but in another: moved. */
static void follow(struct programme_page *page, const struct target *before)
{
    struct target now = {.kind = ENTITY_NONE};
    target_of(&page->screen, &now);
    if (page->wanted.kind == ENTITY_NONE &&
        (now.kind != before->kind || !id_equal(now.id, before->id)))
        page->wanted = *before;
    if (page->wanted.kind != ENTITY_NONE)
        select_wanted(page);
}

static bool load(struct screen *screen, struct error *error)
{
    struct programme_page *page = (struct programme_page *)screen;
    struct target before = {.kind = ENTITY_NONE};
    struct programme_tree fresh;
    struct disagreements found;
    if (!disagreements_list(screen->ui->session, (struct id){{0}}, 0, &found, error))
        return false;
    if (!programme_tree_load(screen->ui->session, &fresh, error)) {
        disagreements_release(&found);
        return false;
    }
    target_of(screen, &before);
    release_texts(page);
    programme_tree_release(&page->whole);
    page->whole = fresh;
    page->stale = true;
    write_texts(page, &found);
    disagreements_release(&found);
    flatten(page);
    follow(page, &before);
    return true;
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct programme_page *page = (struct programme_page *)screen;
    page->tree_rect = rect;
    page->detail_rect = (struct rect){0};
    if (layout_of(rect.width, 24) >= LAYOUT_WIDE) {
        page->detail_rect =
            rect_split_right(rect, rect.width < 160 ? 44 : rect.width * 3 / 8, &page->tree_rect);
        rect_split_right(page->tree_rect, 1, &page->tree_rect);
    }
    if (page->filtering)
        rect_split_top(page->tree_rect, 1, &page->tree_rect);
    tree_place(&page->tree, page->tree_rect);
    if (page->detail_rect.width > 0) {
        struct target target = {.kind = ENTITY_NONE};
        target_of(screen, &target);
        detail_follow(&page->detail, screen->ui->session, target, page->stale);
        page->stale = false;
    }
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct programme_page *page = (const struct programme_page *)screen;
    (void)rect;
    tree_draw(&page->tree, canvas, page->tree_rect, !page->filtering);
    if (page->filtering)
        filter_line_draw(
            &page->filter, true, "", canvas,
            (struct rect){page->tree_rect.x, page->tree_rect.y - 1, page->tree_rect.width, 1});
    if (page->detail_rect.width == 0)
        return;
    struct rect rest, line = rect_split_left(page->detail_rect, 1, &rest);
    canvas_line_down(canvas, line, STYLE_BORDER);
    detail_draw(&page->detail, canvas, rect_inset(rest, 1, 0));
}

static void stop_filtering(struct programme_page *page)
{
    page->filtering = false;
    page->tree.list.filter = editor_is_empty(&page->filter) ? NULL : editor_text(&page->filter);
    flatten(page);
}

static bool filter_event(struct programme_page *page, const struct event *event)
{
    enum filter_outcome outcome = filter_line_event(&page->filter, event);
    if (outcome == FILTER_DONE || outcome == FILTER_CLEARED)
        stop_filtering(page);
    else if (outcome == FILTER_CHANGED)
        flatten(page);
    return outcome != FILTER_UNUSED;
}

static bool event(struct screen *screen, const struct event *event)
{
    struct programme_page *page = (struct programme_page *)screen;
    if (page->filtering)
        return filter_event(page, event);
    if (event->type == EVENT_MOUSE && rect_contains(page->detail_rect, event->x, event->y))
        return detail_event(&page->detail, event);
    bool used = tree_event(&page->tree, event);
    switch (page->tree.outcome) {
    case TREE_OPEN:
    case TREE_CLOSE:
        toggle(page, page->tree.about, page->tree.outcome == TREE_OPEN);
        flatten(page);
        break;
    case TREE_OPEN_ALL:
        page->closed.count = 0;
        flatten(page);
        break;
    case TREE_ENTER:
        open_target(screen->ui, ui_target(screen->ui));
        break;
    case TREE_MOVED:
    case TREE_NOTHING:
        break;
    }
    return used;
}

static bool typing(const struct screen *screen)
{
    return ((const struct programme_page *)screen)->filtering;
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct programme_page *)screen)->tree.list, out);
}

static enum entity_kind lists(const struct screen *screen)
{
    struct target target = {.kind = ENTITY_NONE};
    target_of(screen, &target);
    return target.kind == ENTITY_NONE ? ENTITY_GOAL : ENTITY_NONE;
}

static void free_page(struct screen *screen)
{
    struct programme_page *page = (struct programme_page *)screen;
    release_texts(page);
    programme_tree_release(&page->whole);
    tree_release(&page->tree);
    detail_release(&page->detail);
    editor_release(&page->filter);
    free(page->closed.items);
    free(page);
}

static void start_filter(struct ui *ui)
{
    struct programme_page *page = (struct programme_page *)ui_base(ui);
    page->filtering = true;
    page->tree.list.filter = NULL;
}

/* Closes everything below the themes: the shortest view of the whole. */
static void fold(struct ui *ui)
{
    struct programme_page *page = (struct programme_page *)ui_base(ui);
    page->closed.count = 0;
    for (size_t i = 0; i < page->whole.count; i++)
        if (page->whole.nodes[i].has_children)
            toggle(page, place_id(&page->whole.nodes[i]), false);
    flatten(page);
}

const struct action programme_actions[] = {
    {"filter", N_("In a list"), "f", N_("filter"), N_("Shows only what fits what you type."),
     ACTION_FILE, NULL, start_filter},
    {"fold", N_("Going about"), "-", N_("close all"), N_("Closes the whole tree; * opens it."), 0,
     NULL, fold},
};
const size_t programme_action_count = sizeof programme_actions / sizeof *programme_actions;

static const struct screen_calls programme_calls = {.name = "programme",
                                                    .title = N_("Programme"),
                                                    .actions = programme_actions,
                                                    .action_count = sizeof programme_actions /
                                                                    sizeof *programme_actions,
                                                    .load = load,
                                                    .place = place,
                                                    .draw = draw,
                                                    .event = event,
                                                    .target = target_of,
                                                    .status = status,
                                                    .lists = lists,
                                                    .typing = typing,
                                                    .free = free_page};

struct screen *programme_screen_at(struct ui *ui, struct target target)
{
    static const struct list_column columns[TREE_COLUMNS] = {
        {.title = N_("GOALS, INDICATORS AND EFFORTS"), .min = 36, .preferred = 44, .weight = 1},
        {.title = N_("FIGURES"), .min = 22, .preferred = 24, .priority = 1},
        {.title = N_("TREND"), .min = 8, .preferred = 8, .priority = 3},
        {.title = N_("STATE"), .min = 15, .preferred = 16}};
    struct programme_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&programme_calls, ui};
    page->wanted = target;
    tree_init(&page->tree, look_columns(columns, TREE_COLUMNS, page->columns), TREE_COLUMNS);
    page->tree.list.empty = _("No goals yet. a adds the first.");
    editor_init(&page->filter);
    detail_init(&page->detail);
    return &page->screen;
}

struct screen *programme_screen(struct ui *ui)
{
    return programme_screen_at(ui, (struct target){.kind = ENTITY_NONE});
}
