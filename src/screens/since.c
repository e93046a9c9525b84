/* Since the last meeting: what came in, what changed colour, what was promised and not done. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/actions.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/list.h"

enum { WHAT, CODE, TEXT, DETAILS, COLUMNS };

struct since_page {
    struct screen screen;
    struct since since;
    struct list list;
    struct list_column columns[LIST_COLUMNS];
    struct buffer heading, words;
    struct rect head;
};

static const char *const names[SINCE_KINDS] = {
    [SINCE_MEASUREMENT] = N_("measured"), [SINCE_PROBLEM] = N_("new problem"),
    [SINCE_SOLVED] = N_("closed"),        [SINCE_WORSE] = N_("worse"),
    [SINCE_BETTER] = N_("better"),        [SINCE_DONE] = N_("done"),
    [SINCE_BROKEN] = N_("not done"),
};

static enum style style_of(const struct since_line *line)
{
    switch (line->kind) {
    case SINCE_WORSE:
    case SINCE_BETTER:
        return look_of_light(line->to);
    case SINCE_BROKEN:
        return STYLE_RED;
    case SINCE_DONE:
    case SINCE_SOLVED:
        return STYLE_GREEN;
    default:
        return STYLE_NORMAL;
    }
}

/* ---- the list ---- */

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct since_page *)context)->since.count;
}

/* A row can have several lines: each has an id of its own. */
static struct id line_id(const struct since_line *line)
{
    struct id id = line->row;
    id.bytes[0] ^= (uint8_t)(line->kind + 1);
    return id;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct since_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->since.count; got++) {
        const struct since_line *line = &page->since.lines[first + got];
        uint8_t style = (uint8_t)style_of(line);
        out[got] =
            (struct list_row){.id = line_id(line),
                              .text = {_(names[line->kind]), line->code, line->text, line->details},
                              .style = {style, STYLE_HINT, STYLE_NORMAL, style}};
    }
    return got;
}

static bool load(struct screen *screen, struct error *error)
{
    struct since_page *page = (struct since_page *)screen;
    struct since fresh;
    if (!since_load(screen->ui->session, &fresh, error))
        return false;
    since_release(&page->since);
    page->since = fresh;
    buffer_clear(&page->heading);
    buffer_clear(&page->words);
    if (!id_is_none(fresh.meeting)) {
        buffer_format(&page->heading, "%s (", _("SINCE THE LAST MEETING"));
        date_format(&page->heading, fresh.day, DATE_BRIEF, language_now());
        buffer_add_text(&page->heading, ")");
        since_words(&page->since, &page->words);
    }
    page->list.empty = id_is_none(fresh.meeting) ? _("There was no meeting yet to look back to.")
                                                 : _("Nothing changed since the last meeting.");
    list_reload(&page->list);
    return true;
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct since_page *page = (struct since_page *)screen;
    struct rect rest;
    page->head = rect_inset(rect_split_top(rect, 2, &rest), 1, 0);
    list_place(&page->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct since_page *page = (const struct since_page *)screen;
    (void)rect;
    canvas_text_cut(canvas, page->head, 0, page->heading.bytes, STYLE_HEADER);
    struct rect below = {page->head.x, page->head.y + 1, page->head.width, 1};
    canvas_text_cut(canvas, below, 0, page->words.bytes, STYLE_HINT);
    list_draw(&page->list, canvas, page->list.rect, true);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct since_page *page = (const struct since_page *)screen;
    long at = page->list.selected;
    if (at >= 0 && at < (long)page->since.count)
        *target =
            (struct target){.kind = page->since.lines[at].entity, .id = page->since.lines[at].row};
}

static bool event(struct screen *screen, const struct event *event)
{
    struct since_page *page = (struct since_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct since_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct since_page *page = (struct since_page *)screen;
    since_release(&page->since);
    list_release(&page->list);
    buffer_release(&page->heading);
    buffer_release(&page->words);
    free(page);
}

static const struct screen_calls since_calls = {.name = "since",
                                                .title = N_("Since the last meeting"),
                                                .load = load,
                                                .place = place,
                                                .draw = draw,
                                                .event = event,
                                                .target = target_of,
                                                .status = status,
                                                .free = free_page};

struct screen *since_screen(struct ui *ui)
{
    static const struct list_column columns[] = {
        {.title = N_("WHAT"), .min = 8, .preferred = 12},
        {.title = N_("CODE"), .min = 7, .preferred = 9},
        {.title = N_("NAME"), .min = 16, .preferred = 30, .weight = 1},
        {.title = N_("DETAILS"), .min = 16, .preferred = 30, .weight = 1, .priority = 1}};
    struct since_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&since_calls, ui};
    page->heading = page->words = BUFFER_EMPTY;
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS,
              (struct list_source){page, count_lines, fetch_lines, NULL});
    return &page->screen;
}
