/* Where people disagree: both values, who and when; one key chooses. And the same partner or person
 * typed twice. */
#include "disagree.h"

#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

enum { ROW, FIELD, LEFT, RIGHT, FIELD_COLUMNS };
enum { KIND, KEEP, OTHER, LIKENESS, DOUBLE_COLUMNS };

struct disagree_page *disagree_page_of(struct ui *ui)
{
    return (struct disagree_page *)ui_base(ui);
}

const struct disagreement *disagree_selected(const struct disagree_page *page)
{
    long at = page->list.selected;
    bool there = !page->on_doubles && at >= 0 && at < (long)page->disagreements.list.count;
    return there ? &page->disagreements.list.items[at] : NULL;
}

struct doubles_pair *disagree_selected_pair(const struct disagree_page *page)
{
    long at = page->double_list.selected;
    bool there = page->on_doubles && at >= 0 && at < (long)page->doubles.list.count;
    return there ? &page->doubles.list.items[at] : NULL;
}

/* ---- loading ---- */

static const char *shown(const char *text)
{
    return *text == '\0' ? "–" : text;
}

static void add_disagreement(struct disagree_page *page, const struct disagreement *one)
{
    struct line *line = lines_new(&page->lines, STYLE_NORMAL);
    struct buffer right = BUFFER_EMPTY;
    for (size_t i = 1; i < one->values.count; i++)
        buffer_format(&right, "%s%s", i == 1 ? "" : " ≠ ", shown(one->values.items[i].text));
    line->text[ROW] = memory_string(one->title);
    line->text[FIELD] = memory_string(one->label);
    line->text[LEFT] = memory_string(shown(one->values.items[0].text));
    line->text[RIGHT] = buffer_detach(&right);
    line->target = (struct target){.kind = one->kind, .id = one->row};
}

static void add_double(struct disagree_page *page, const struct doubles_pair *pair)
{
    struct line *line = lines_new(&page->double_lines, STYLE_HINT);
    struct buffer likeness = BUFFER_EMPTY;
    buffer_format(&likeness, "%d %%", (int)(pair->likeness * 100 + 0.5));
    line->text[KIND] = memory_string(_(entities[pair->kind].label));
    line->text[KEEP] = memory_string(pair->keep_title);
    line->text[OTHER] = memory_string(pair->row_title);
    line->text[LIKENESS] = buffer_detach(&likeness);
    line->target = (struct target){.kind = pair->kind, .id = pair->keep};
}

void disagree_fill_doubles(struct disagree_page *page)
{
    lines_clear(&page->double_lines);
    for (size_t i = 0; i < page->doubles.list.count; i++)
        add_double(page, &page->doubles.list.items[i]);
    list_reload(&page->double_list);
}

static bool load(struct screen *screen, struct error *error)
{
    static const struct id none;
    struct disagree_page *page = (struct disagree_page *)screen;
    struct session *session = screen->ui->session;
    struct disagreements fresh;
    struct doubles doubles;
    if (!disagreements_list(session, none, 0, &fresh, error))
        return false;
    if (!doubles_find(session, &doubles, error)) {
        disagreements_release(&fresh);
        return false;
    }
    disagreements_release(&page->disagreements);
    doubles_release(&page->doubles);
    page->disagreements = fresh;
    page->doubles = doubles;
    lines_clear(&page->lines);
    for (size_t i = 0; i < fresh.list.count; i++)
        add_disagreement(page, &fresh.list.items[i]);
    list_reload(&page->list);
    disagree_fill_doubles(page);
    if (fresh.list.count == 0 && doubles.list.count > 0)
        page->on_doubles = true;
    else if (doubles.list.count == 0)
        page->on_doubles = false;
    return true;
}

/* ---- the lists ---- */

/* A disagreement is known by its row and field: marks and the selection follow it. */
static struct id line_id(const struct disagreement *one)
{
    struct id id = one->row;
    for (size_t i = 0; one->column[i] != '\0'; i++)
        id.bytes[8 + i % 8] = (uint8_t)(id.bytes[8 + i % 8] * 31 + (unsigned char)one->column[i]);
    return id;
}

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct disagree_page *)context)->lines.list.count;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    const struct disagree_page *page = context;
    int got = lines_fetch(&page->lines, first, count, out);
    for (int i = 0; i < got; i++) {
        out[i].id = line_id(&page->disagreements.list.items[first + i]);
        out[i].style[FIELD] = STYLE_HINT;
        out[i].style[LEFT] = STYLE_STRONG;
        out[i].style[RIGHT] = STYLE_AMBER;
    }
    return got;
}

static long count_doubles(void *context, bool exact)
{
    (void)exact;
    return (long)((struct disagree_page *)context)->double_lines.list.count;
}

static int fetch_doubles(void *context, long first, int count, struct list_row *out)
{
    return lines_fetch(&((struct disagree_page *)context)->double_lines, first, count, out);
}

/* ---- the screen ---- */

#define DETAIL 5

static void place(struct screen *screen, struct rect rect)
{
    struct disagree_page *page = (struct disagree_page *)screen;
    struct rect rest = rect;
    int doubles = (int)page->doubles.list.count, most = rect.height / 3;
    int height = doubles == 0 ? 0 : doubles + 2 < most ? doubles + 2 : most;
    page->double_rect = rect_split_bottom(rest, height, &rest);
    page->detail_rect =
        rect_inset(rect_split_bottom(rest, rect.height < 14 ? 3 : DETAIL, &rest), 1, 0);
    page->list_rect = rest;
    list_place(&page->list, page->list_rect);
    if (height > 0) {
        struct rect below;
        page->heading_rect = rect_inset(rect_split_top(page->double_rect, 1, &below), 1, 0);
        page->double_rect = below;
        list_place(&page->double_list, page->double_rect);
    }
}

/* Each value: what, who, where and when. */
static void draw_values(const struct disagree_page *page, struct canvas *canvas)
{
    const struct disagreement *one = disagree_selected(page);
    struct rect line = page->detail_rect;
    line.height = 1;
    for (size_t i = 0; one != NULL && i < one->values.count &&
                       line.y < page->detail_rect.y + page->detail_rect.height;
         i++, line.y++) {
        const struct disagreement_value *value = &one->values.items[i];
        struct buffer text = BUFFER_EMPTY, at = BUFFER_EMPTY;
        moment_format(&at, value->at, language_now());
        buffer_format(&text, "%s %s – %s, %s, %s", value->shown ? "←" : "→", shown(value->text),
                      *value->person == '\0' ? "?" : value->person, value->site_name, at.bytes);
        if (value->shown)
            buffer_format(&text, " (%s)", _("shown now"));
        canvas_text_cut(canvas, line, 0, text.bytes, value->shown ? STYLE_STRONG : STYLE_AMBER);
        buffer_release(&text);
        buffer_release(&at);
    }
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct disagree_page *page = (const struct disagree_page *)screen;
    (void)rect;
    list_draw(&page->list, canvas, page->list_rect, !page->on_doubles);
    draw_values(page, canvas);
    if (page->doubles.list.count == 0)
        return;
    canvas_text_cut(canvas, page->heading_rect, 0,
                    _("PERHAPS THE SAME   = merges into the first, s turns them round, - not the "
                      "same"),
                    STYLE_HEADER);
    list_draw(&page->double_list, canvas, page->double_rect, page->on_doubles);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct disagree_page *page = (struct disagree_page *)screen;
    if (event->type == EVENT_MOUSE && event->mouse == MOUSE_PRESS && page->doubles.list.count > 0)
        page->on_doubles = rect_contains(page->double_rect, event->x, event->y);
    struct list *list = page->on_doubles ? &page->double_list : &page->list;
    bool at_end = list->selected == list->count - 1, at_start = list->selected <= 0;
    bool down = event->type == EVENT_KEY && (event->key == KEYS_DOWN || event->key == 'j');
    bool up = event->type == EVENT_KEY && (event->key == KEYS_UP || event->key == 'k');
    if ((down && at_end && !page->on_doubles && page->doubles.list.count > 0) ||
        (up && at_start && page->on_doubles && page->disagreements.list.count > 0)) {
        page->on_doubles = !page->on_doubles;
        return true;
    }
    bool used = list_event(list, event);
    if (list->outcome == LIST_OPEN)
        disagree_open(screen->ui);
    return used;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct disagree_page *page = (const struct disagree_page *)screen;
    const struct disagreement *one = disagree_selected(page);
    const struct doubles_pair *pair = disagree_selected_pair(page);
    if (one != NULL)
        *target = (struct target){.kind = one->kind, .id = one->row};
    else if (pair != NULL)
        *target = (struct target){.kind = pair->kind, .id = pair->keep};
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct disagree_page *page = (const struct disagree_page *)screen;
    const struct id *marks;
    size_t marked = list_marks(&page->list, &marks);
    if (marked > 0)
        buffer_format(out, ngettext("%zu marked · ", "%zu marked · ", (unsigned long)marked),
                      marked);
    list_position(page->on_doubles ? &page->double_list : &page->list, out);
}

static void free_page(struct screen *screen)
{
    struct disagree_page *page = (struct disagree_page *)screen;
    disagreements_release(&page->disagreements);
    doubles_release(&page->doubles);
    lines_release(&page->lines);
    lines_release(&page->double_lines);
    list_release(&page->list);
    list_release(&page->double_list);
    free(page);
}

static const struct screen_calls disagree_calls = {.name = "disagreements",
                                                   .title = N_("Disagreements"),
                                                   .actions = disagree_actions,
                                                   .action_count = DISAGREE_ACTIONS,
                                                   .load = load,
                                                   .place = place,
                                                   .draw = draw,
                                                   .event = event,
                                                   .target = target_of,
                                                   .status = status,
                                                   .free = free_page};

struct screen *disagreements_screen(struct ui *ui)
{
    static const struct list_column fields[FIELD_COLUMNS] = {
        {.title = N_("ROW"), .min = 16, .preferred = 26, .weight = 2},
        {.title = N_("FIELD"), .min = 10, .preferred = 14},
        {.title = N_("← SHOWN NOW"), .min = 14, .preferred = 20, .weight = 1},
        {.title = N_("→ THE OTHER"), .min = 14, .preferred = 20, .weight = 1}};
    static const struct list_column doubles[DOUBLE_COLUMNS] = {
        {.title = N_("KIND"), .min = 8, .preferred = 9},
        {.title = N_("KEEP"), .min = 18, .preferred = 26, .weight = 1},
        {.title = N_("THE OTHER"), .min = 18, .preferred = 26, .weight = 1},
        {.title = N_("ALIKE"), .min = 6, .preferred = 6, .right = true}};
    struct disagree_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&disagree_calls, ui};
    list_init(&page->list, look_columns(fields, FIELD_COLUMNS, page->columns), FIELD_COLUMNS,
              (struct list_source){page, count_lines, fetch_lines, NULL});
    list_init(&page->double_list, look_columns(doubles, DOUBLE_COLUMNS, page->double_columns),
              DOUBLE_COLUMNS, (struct list_source){page, count_doubles, fetch_doubles, NULL});
    page->list.markable = true;
    page->list.empty = _("Nobody disagrees.");
    return &page->screen;
}
