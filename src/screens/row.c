/* All of one row: its fields, and the rows that refer to it. Tab goes from one to the other. */
#include <stdlib.h>
#include <string.h>

#include "detail.h"
#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/list.h"

#define LINKED_MOST 500 /* rows shown of one kind; the list of that kind shows all */

struct linked {
    struct target target;
    char *kind, *code, *name; /* owned */
};

struct row_page {
    struct screen screen;
    struct target target;
    struct detail detail;
    struct list list;
    struct list_column columns[3];
    VECTOR(struct linked) linked;
    bool on_list; /* the linked rows have the keyboard */
    struct rect detail_rect, list_rect;
};

/* ---- the linked rows ---- */

static void clear_linked(struct row_page *page)
{
    for (size_t i = 0; i < page->linked.count; i++) {
        free(page->linked.items[i].kind);
        free(page->linked.items[i].code);
        free(page->linked.items[i].name);
    }
    page->linked.count = 0;
}

struct adding {
    struct row_page *page;
    int left;
};

/* A link of an agreement or a lesson, or an adoption, seen from one of its ends. */
static bool name_other_end(struct session *session, const struct row *row, enum entity_kind seen,
                           struct buffer *out)
{
    enum entity_kind kind = row->entity->kind;
    if (kind != ENTITY_AGREEMENT_LINK && kind != ENTITY_LESSON_LINK && kind != ENTITY_ADOPTION)
        return false;
    enum entity_kind first = kind == ENTITY_AGREEMENT_LINK ? ENTITY_AGREEMENT : ENTITY_LESSON;
    if (seen != first)
        rows_title(session, first, row_reference(row, entities[first].table), out);
    else if (kind == ENTITY_ADOPTION)
        rows_name(session, ENTITY_PROGRAMME, row_reference(row, "programme"), out);
    else
        rows_show(session, row, &row->entity->fields[entity_field(row->entity, "row")],
                  row_value(row, "row"), out);
    if (kind == ENTITY_ADOPTION && row_text(row, "outcome") != NULL)
        buffer_format(out, " · %s", row_text(row, "outcome"));
    return true;
}

/* The name of a linked row, seen from this one: a contribution is told by its other end. */
static void name_linked(struct row_page *page, const struct row *row, struct buffer *out)
{
    struct session *session = page->screen.ui->session;
    bool effort_seen = page->target.kind == ENTITY_EFFORT;
    if (row->entity->kind == ENTITY_CONTRIBUTION && effort_seen)
        rows_title(session, ENTITY_GOAL, row_reference(row, "goal"), out);
    else if (row->entity->kind == ENTITY_CONTRIBUTION)
        rows_title(session, ENTITY_EFFORT, row_reference(row, "effort"), out);
    else if (!name_other_end(session, row, page->target.kind, out))
        rows_name(session, row->entity->kind, row->id, out);
}

static bool add_linked(void *context, const struct row *row)
{
    struct adding *adding = context;
    struct buffer code = BUFFER_EMPTY, name = BUFFER_EMPTY;
    rows_code(adding->page->screen.ui->session, row->entity->kind, row->id, &code);
    name_linked(adding->page, row, &name);
    *VECTOR_PUSH(&adding->page->linked) =
        (struct linked){.target = {.kind = row->entity->kind, .id = row->id},
                        .kind = memory_string(_(row->entity->label)),
                        .code = buffer_detach(&code),
                        .name = buffer_detach(&name)};
    return --adding->left > 0;
}

static bool load_link(struct row_page *page, const struct rows_link *link, struct error *error)
{
    struct adding adding = {page, LINKED_MOST};
    struct query query;
    query_init(&query, link->kind);
    const char *column = entities[link->kind].fields[link->field].column;
    bool read = query_add(&query, column, QUERY_EQUAL, value_id(page->target.id), error) &&
                rows_each(page->screen.ui->session, &query, add_linked, &adding, error);
    query_release(&query);
    return read;
}

static bool load(struct screen *screen, struct error *error)
{
    struct row_page *page = (struct row_page *)screen;
    struct rows_links found;
    clear_linked(page);
    detail_load(&page->detail, screen->ui->session, page->target);
    bool read = rows_links(screen->ui->session, page->target.kind, page->target.id, &found, error);
    for (size_t i = 0; read && i < found.count; i++)
        if (found.links[i].kind != ENTITY_COMMENT) /* the detail tells them */
            read = load_link(page, &found.links[i], error);
    list_reload(&page->list);
    return read;
}

static long count_linked(void *context, bool exact)
{
    (void)exact;
    return (long)((struct row_page *)context)->linked.count;
}

static void fill_linked(void *context, long at, struct list_row *out)
{
    const struct linked *linked = &((struct row_page *)context)->linked.items[at];
    *out = (struct list_row){.id = linked->target.id,
                             .text = {linked->kind, linked->code, linked->name},
                             .style = {STYLE_HINT, STYLE_HINT, STYLE_NORMAL}};
}

static int fetch_linked(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_linked(context, true), fill_linked};
    return look_fetch(&rows, first, count, out);
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct row_page *page = (struct row_page *)screen;
    if (layout_of(rect.width, 24) >= LAYOUT_WIDE)
        page->list_rect = rect_split_right(rect, rect.width / 2, &page->detail_rect);
    else
        page->list_rect = rect_split_bottom(rect, page->linked.count == 0 ? 0 : rect.height * 2 / 5,
                                            &page->detail_rect);
    list_place(&page->list, page->list_rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct row_page *page = (const struct row_page *)screen;
    (void)rect;
    detail_draw(&page->detail, canvas, rect_inset(page->detail_rect, 1, 0));
    if (!page->on_list)
        canvas_cursor(canvas, page->detail_rect.x, page->detail_rect.y);
    list_draw(&page->list, canvas, page->list_rect, page->on_list);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct row_page *page = (struct row_page *)screen;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS)
        page->on_list = rect_contains(page->list_rect, event->x, event->y);
    if (!page->on_list)
        return detail_event(&page->detail, event);
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct row_page *page = (const struct row_page *)screen;
    *target = page->target;
    if (page->on_list && page->list.selected >= 0 && page->list.selected < (long)page->linked.count)
        *target = page->linked.items[page->list.selected].target;
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct row_page *page = (const struct row_page *)screen;
    if (page->on_list)
        list_position(&page->list, out);
    else if (page->linked.count > 0)
        buffer_format(out,
                      ngettext("%zu row refers to it; Tab goes there",
                               "%zu rows refer to it; Tab goes there", page->linked.count),
                      page->linked.count);
}

static void free_page(struct screen *screen)
{
    struct row_page *page = (struct row_page *)screen;
    clear_linked(page);
    free(page->linked.items);
    list_release(&page->list);
    detail_release(&page->detail);
    free(page);
}

static void other_pane(struct ui *ui)
{
    struct row_page *page = (struct row_page *)ui_base(ui);
    page->on_list = !page->on_list && page->linked.count > 0;
}

const struct action row_actions[] = {
    {"other-pane", N_("Going about"), "Tab Shift-Tab", N_("other pane"),
     N_("Goes to the other pane: the row, or what is linked to it."), ACTION_FOOTER, NULL,
     other_pane},
};
const size_t row_action_count = sizeof row_actions / sizeof *row_actions;

static const struct screen_calls row_calls = {.name = "row",
                                              .title = N_("Row"),
                                              .actions = row_actions,
                                              .action_count =
                                                  sizeof row_actions / sizeof *row_actions,
                                              .load = load,
                                              .place = place,
                                              .draw = draw,
                                              .event = event,
                                              .target = target_of,
                                              .status = status,
                                              .free = free_page};

struct screen *row_screen(struct ui *ui, struct target target)
{
    static const struct list_column columns[] = {
        {.title = N_("Kind"), .min = 8, .preferred = 22, .priority = 2},
        {.title = N_("Code"), .min = 5, .preferred = 9, .priority = 1},
        {.title = N_("Linked row"), .min = 16, .preferred = 30, .weight = 1}};
    struct row_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&row_calls, ui};
    page->target = target;
    detail_init(&page->detail);
    struct list_source source = {page, count_linked, fetch_linked, NULL};
    list_init(&page->list, look_columns(columns, 3, page->columns), 3, source);
    page->list.empty = _("Nothing refers to this row.");
    return &page->screen;
}
