/*
 * The agenda of a meeting before it runs: its items in order, with what they are about and their
 * minutes; what else could be on it is offered when an item is added.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_page.h"
#include "looks.h"
#include "meeting_page.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

enum { NUMBER, TITLE, KIND, MINUTES, ABOUT, COLUMNS };

static const struct screen_calls agenda_calls;

struct agenda_page *agenda_page_of(struct ui *ui)
{
    struct screen *screen = ui_base(ui);
    return screen != NULL && screen->calls == &agenda_calls ? (struct agenda_page *)screen : NULL;
}

const struct meeting_item *agenda_page_item(const struct agenda_page *page)
{
    long at = page->list.selected;
    return at >= 0 && at < (long)page->view.item_count ? &page->view.items[at] : NULL;
}

/* ---- the model ---- */

static void release_texts(struct agenda_page *page)
{
    for (size_t i = 0; page->loaded && i < page->view.item_count * COLUMNS; i++)
        buffer_release(&page->texts[i]);
    free(page->texts);
    page->texts = NULL;
}

static void fill_item(const struct meeting_item *item, size_t number, struct buffer *texts)
{
    const struct field *kind = &item->row.entity->fields[entity_field(item->row.entity, "kind")];
    buffer_format(&texts[NUMBER], "%zu", number);
    buffer_add_text(&texts[TITLE], row_text(&item->row, "title"));
    buffer_add_text(&texts[KIND], field_choice_label(kind, row_text(&item->row, "kind")));
    if (item->planned > 0)
        buffer_format(&texts[MINUTES], "%lld", (long long)item->planned);
    buffer_add_text(&texts[ABOUT], item->about_code);
}

/* "7 invited: VZ, SE, WC …", those who said that they cannot come behind it. */
static void fill_people(struct agenda_page *page)
{
    struct buffer *out = &page->people;
    const char *before = " ";
    buffer_clear(out);
    buffer_format(out,
                  ngettext("%zu invited:", "%zu invited:", (unsigned long)page->view.person_count),
                  page->view.person_count);
    for (size_t i = 0; i < page->view.person_count; i++) {
        const struct meeting_person *person = &page->view.people[i];
        buffer_format(out, "%s%s", before,
                      *person->initials != '\0' ? person->initials : person->name);
        if (person->presence == PRESENCE_EXCUSED)
            buffer_format(out, " (%s)", _("excused"));
        before = ", ";
    }
}

static bool load(struct screen *screen, struct error *error)
{
    struct agenda_page *page = (struct agenda_page *)screen;
    struct meeting_view view;
    if (!meeting_load(screen->ui->session, page->meeting, &view, error))
        return false;
    release_texts(page);
    if (page->loaded)
        meeting_view_release(&page->view);
    page->view = view;
    page->loaded = true;
    page->texts = memory_array(view.item_count * COLUMNS + 1, sizeof *page->texts);
    for (size_t i = 0; i < view.item_count * COLUMNS; i++)
        page->texts[i] = BUFFER_EMPTY;
    for (size_t i = 0; i < view.item_count; i++)
        fill_item(&view.items[i], i + 1, &page->texts[i * COLUMNS]);
    fill_people(page);
    page->context_of = (struct id){{0}};
    list_reload(&page->list);
    return true;
}

static long count_items(void *context, bool exact)
{
    (void)exact;
    return (long)((struct agenda_page *)context)->view.item_count;
}

static int fetch_items(void *context, long first, int count, struct list_row *out)
{
    struct agenda_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->view.item_count; got++) {
        const struct meeting_item *item = &page->view.items[first + got];
        out[got] = (struct list_row){.id = item->row.id};
        for (int c = 0; c < COLUMNS; c++) {
            out[got].text[c] = page->texts[(first + got) * COLUMNS + c].bytes;
            out[got].style[c] = c == TITLE ? STYLE_NORMAL : STYLE_HINT;
        }
    }
    return got;
}

static long find_item(void *context, struct id id)
{
    const struct agenda_page *page = context;
    for (size_t i = 0; i < page->view.item_count; i++)
        if (id_equal(page->view.items[i].row.id, id))
            return (long)i;
    return -1;
}

/* ---- the screen ---- */

/* What the selected item is about, read when another one is selected. */
static void follow(struct agenda_page *page)
{
    struct error error = ERROR_NONE;
    const struct meeting_item *item = agenda_page_item(page);
    struct id id = item == NULL ? (struct id){{0}} : item->row.id;
    if (id_equal(id, page->context_of))
        return;
    page->context_of = id;
    meeting_context_release(&page->context);
    page->context = (struct meeting_context){0};
    meeting_texts_clear(&page->about);
    if (item == NULL)
        return;
    if (!meeting_context_load(page->screen.ui->session, id, 0, &page->context, &error)) {
        page->context = (struct meeting_context){0};
        ui_fail(page->screen.ui, &error);
    }
    meeting_words_context(&page->context, page->context_rect.width - 3, 4, &page->about);
}

static void place(struct screen *screen, struct rect rect)
{
    struct agenda_page *page = (struct agenda_page *)screen;
    struct rect rest;
    page->head = rect_split_top(rect, 1, &rest);
    page->foot = rect_split_bottom(rest, rest.height >= 12 ? 3 : 0, &rest);
    int width = page->context_rect.width;
    page->context_rect = (struct rect){0};
    if (layout_of(rect.width, 24) >= LAYOUT_WIDE) {
        page->context_rect = rect_split_right(rest, rest.width * 2 / 5, &rest);
        rect_split_right(rest, 1, &rest);
    }
    page->list_rect = rest;
    list_place(&page->list, rest);
    if (page->context_rect.width != width)
        page->context_of = (struct id){{0}};
    if (page->context_rect.width > 0)
        follow(page);
}

static void draw_head(const struct agenda_page *page, struct canvas *canvas)
{
    struct buffer text = BUFFER_EMPTY, right = BUFFER_EMPTY;
    struct rect rect = rect_inset(page->head, 1, 0);
    int64_t starts = 0;
    const struct entity *entity = page->view.meeting.entity;
    const struct field *status = &entity->fields[entity_field(entity, "status")];
    buffer_format(&text, "%s · ", page->view.title);
    if (moment_parse(row_text(&page->view.meeting, "starts"), &starts))
        moment_format(&text, starts, language_now());
    const char *where = row_text(&page->view.meeting, "place");
    if (where != NULL)
        buffer_format(&text, " · %s", where);
    buffer_format(&right, _("%lld min · %s"), (long long)page->view.planned,
                  field_choice_label(status, row_text(&page->view.meeting, "status")));
    int room = rect.width - text_width(right.bytes) - 2;
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, room > 0 ? room : 0, 1}, 0, text.bytes,
                    STYLE_HEADER);
    canvas_text_right(canvas, rect, right.bytes, STYLE_HINT);
    buffer_release(&text);
    buffer_release(&right);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct agenda_page *page = (const struct agenda_page *)screen;
    (void)rect;
    draw_head(page, canvas);
    list_draw(&page->list, canvas, page->list_rect, true);
    if (page->foot.height > 0) {
        struct rect words, line = rect_split_top(page->foot, 1, &words);
        canvas_line_across(canvas, line, STYLE_BORDER);
        canvas_text_wrapped(canvas, rect_inset(words, 1, 0), 0, page->people.bytes, STYLE_HINT);
    }
    if (page->context_rect.width == 0)
        return;
    struct rect rest, line = rect_split_left(page->context_rect, 1, &rest);
    canvas_line_down(canvas, line, STYLE_BORDER);
    meeting_draw_texts(&page->about, 0, canvas, rect_inset(rest, 1, 0));
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct meeting_item *item = agenda_page_item((const struct agenda_page *)screen);
    if (item != NULL)
        *target = (struct target){.kind = ENTITY_AGENDA_ITEM, .id = item->row.id};
}

static bool event(struct screen *screen, const struct event *event)
{
    struct agenda_page *page = (struct agenda_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct agenda_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct agenda_page *page = (struct agenda_page *)screen;
    release_texts(page);
    if (page->loaded)
        meeting_view_release(&page->view);
    meeting_context_release(&page->context);
    meeting_texts_clear(&page->about);
    buffer_release(&page->people);
    list_release(&page->list);
    free(page);
}

static const struct screen_calls agenda_calls = {.name = "agenda",
                                                 .title = N_("Agenda"),
                                                 .actions = agenda_actions,
                                                 .action_count = AGENDA_ACTIONS,
                                                 .load = load,
                                                 .place = place,
                                                 .draw = draw,
                                                 .event = event,
                                                 .target = target_of,
                                                 .status = status,
                                                 .free = free_page};

struct screen *agenda_screen(struct ui *ui, struct id meeting)
{
    static const struct list_column columns[] = {
        {.title = N_("NO."), .min = 3, .preferred = 3, .right = true},
        {.title = N_("AGENDA ITEM"), .min = 20, .preferred = 40, .weight = 1},
        {.title = N_("KIND"), .min = 8, .preferred = 10, .priority = 2},
        {.title = N_("MIN"), .min = 4, .preferred = 4, .right = true},
        {.title = N_("ABOUT"), .min = 7, .preferred = 9, .priority = 1}};
    struct agenda_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&agenda_calls, ui};
    page->meeting = meeting;
    page->people = BUFFER_EMPTY;
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS,
              (struct list_source){page, count_items, fetch_items, find_item});
    page->list.empty = _("No agenda items yet. a adds one: from what is proposed, or your own.");
    return &page->screen;
}
