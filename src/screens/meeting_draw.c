/* Where everything of the meeting screen goes, and drawing it. */
#include <string.h>

#include "meeting_page.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"

#define LEAST_ENTRIES 4 /* lines below the context, though nothing was typed yet */

/* ---- where everything goes ---- */

/* The composer's lines: the rule, what is typed, and what it will become. Always as many, so that
 * nothing jumps while somebody types. */
static int composer_height(const struct meeting_page *page, struct rect rect)
{
    if (!page->running)
        return 2;
    return rect.height >= 30 ? 4 : rect.height >= 16 ? 5 : 3;
}

/* The context stands above the entries, or beside them where there is room for three columns; on a
 * small terminal it is left out. */
static void place_item(struct meeting_page *page, struct rect rest)
{
    struct meeting_rects *rects = &page->rects;
    bool wide = rest.width >= 90, small = rest.width < 45 || rest.height < 9;
    rects->item = rect_split_top(rest, 1, &rest);
    rects->context = rects->context_border = rects->rule = (struct rect){0};
    if (wide) {
        rects->context = rect_split_right(rest, rest.width * 2 / 5, &rest);
        rects->context_border = rect_split_right(rest, 1, &rest);
        rects->context = rect_inset(rects->context, 1, 0);
    } else if (!small && page->context.count > 0) {
        int most = rest.height * 2 / 5;
        rects->context = rects->entries = rect_inset(rest, 1, 0);
        meeting_words_fit(page); /* says how many lines it takes */
        int lines = (int)page->about.lines.count;
        /* Room that nothing was written in yet is the context's. */
        int spare = rest.height - 1 - (int)page->entries.lines.count;
        spare = spare < rest.height - 1 - LEAST_ENTRIES ? spare : rest.height - 1 - LEAST_ENTRIES;
        most = most > spare ? most : spare;
        rects->context.height = lines < most ? lines : most;
        rect_split_top(rest, rects->context.height, &rest);
        rects->rule = rect_split_top(rest, 1, &rest);
    }
    rects->entries = rect_inset(rest, 1, 0);
}

void meeting_draw_place(struct meeting_page *page, struct rect rect)
{
    struct meeting_rects *rects = &page->rects;
    struct rect rest = rect;
    rects->head = rect_split_top(rest, 1, &rest);
    rects->composer = rect_split_bottom(rest, composer_height(page, rect), &rest);
    int agenda = rect.width >= 110 ? 36 : rect.width >= 76 ? 28 : 20;
    rects->agenda = rect_split_left(rest, agenda, &rest);
    rects->border = rect_split_left(rest, 1, &rest);
    place_item(page, rest);
    struct rect line;
    rect_split_top(rects->composer, 1, &line);
    prompt_place(&page->composer, line);
    meeting_words_fit(page);
}

/* ---- the agenda ---- */

static size_t agenda_top(const struct meeting_page *page)
{
    size_t height = (size_t)page->rects.agenda.height, count = page->view.item_count;
    size_t at = page->shown < count ? page->shown : count;
    if (count <= height || at < height / 2)
        return 0;
    return at - height / 2 < count - height ? at - height / 2 : count - height;
}

size_t meeting_draw_item_at(const struct meeting_page *page, int y)
{
    size_t at = agenda_top(page) + (size_t)(y - page->rects.agenda.y);
    return at < page->view.item_count ? at : MEETING_NO_ITEM;
}

static void draw_agenda_item(const struct meeting_page *page, size_t at, struct canvas *canvas,
                             struct rect line)
{
    static const char *const marks[ITEM_STATE_COUNT] = {" ", "▸", "✓", "→"};
    const struct meeting_item *item = &page->view.items[at];
    struct buffer text = BUFFER_EMPTY, time = BUFFER_EMPTY;
    enum meeting_time stands = meeting_words_time(item, &time);
    enum style style = item->state == ITEM_NOW       ? STYLE_STRONG
                       : item->state == ITEM_PLANNED ? STYLE_NORMAL
                                                     : STYLE_DIM;
    buffer_format(&text, "%s%2zu ", marks[item->state], at + 1);
    int x = canvas_text(canvas, line, 0, text.bytes, style);
    int room = line.width - text_width(time.bytes) - 1;
    struct rect title = {line.x, line.y, room > x ? room : x, 1};
    canvas_text_cut(canvas, title, x, row_text(&item->row, "title"), style);
    canvas_text_right(canvas, line, time.bytes, stands == TIME_OVER ? STYLE_AMBER : STYLE_HINT);
    if (at == page->shown)
        canvas_style(canvas, line, page->running ? STYLE_RESTING : STYLE_SELECTED);
    buffer_release(&text);
    buffer_release(&time);
}

static void draw_agenda(const struct meeting_page *page, struct canvas *canvas)
{
    struct rect rect = page->rects.agenda;
    size_t top = agenda_top(page);
    for (int y = 0; y < rect.height && top + (size_t)y < page->view.item_count; y++)
        draw_agenda_item(page, top + (size_t)y, canvas,
                         (struct rect){rect.x, rect.y + y, rect.width, 1});
    canvas_line_down(canvas, page->rects.border, STYLE_BORDER);
}

/* ---- the item ---- */

void meeting_draw_texts(const struct meeting_texts *texts, size_t from, struct canvas *canvas,
                        struct rect rect)
{
    for (int y = 0; y < rect.height && from + (size_t)y < texts->lines.count; y++) {
        const struct meeting_text *line = &texts->lines.items[from + (size_t)y];
        canvas_text_cut(canvas, (struct rect){rect.x, rect.y + y, rect.width, 1}, line->indent,
                        line->text, line->style);
    }
}

static void draw_item_head(const struct meeting_page *page, struct canvas *canvas)
{
    const struct meeting_item *item = meeting_page_item(page);
    struct rect rect = rect_inset(page->rects.item, 1, 0);
    struct buffer text = BUFFER_EMPTY, right = BUFFER_EMPTY;
    if (item == NULL) {
        canvas_text_cut(canvas, rect, 0,
                        page->running ? _("The agenda is done: F8 closes the meeting.")
                                      : _("This meeting has no agenda items."),
                        STYLE_STRONG);
        return;
    }
    enum meeting_time stands = meeting_words_time(item, &right);
    if (right.length > 0)
        buffer_format(&right, " %s", _("min"));
    buffer_format(&text, "%zu %s", page->shown + 1, row_text(&item->row, "title"));
    /* Most titles begin with the code already. */
    if (strncmp(row_text(&item->row, "title"), item->about_code, strlen(item->about_code)) != 0)
        buffer_format(&text, " (%s)", item->about_code);
    int room = rect.width - text_width(right.bytes) - 2;
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, room > 0 ? room : 0, 1}, 0, text.bytes,
                    STYLE_STRONG);
    canvas_text_right(canvas, rect, right.bytes, stands == TIME_OVER ? STYLE_AMBER : STYLE_HINT);
    buffer_release(&text);
    buffer_release(&right);
}

/* The first line of the entries shown: their end, but for what was scrolled back, with the selected
 * one in sight. */
static size_t entries_top(const struct meeting_page *page)
{
    size_t height = (size_t)page->rects.entries.height, count = page->entries.lines.count;
    size_t end = count > height ? count - height : 0;
    size_t top = end > (size_t)page->scrolled ? end - (size_t)page->scrolled : 0;
    const struct meeting_item *item = meeting_page_item(page);
    if (page->composing || item == NULL || !meeting_page_entry(page))
        return top;
    size_t first = count, last = 0;
    for (size_t i = 0; i < count; i++)
        if (page->entries.lines.items[i].of == item->first + page->selected) {
            first = i < first ? i : first;
            last = i;
        }
    if (last >= top + height)
        top = last + 1 - height;
    return first < top ? first : top;
}

bool meeting_draw_entry_at(const struct meeting_page *page, int y, size_t *entry)
{
    size_t line = entries_top(page) + (size_t)(y - page->rects.entries.y);
    const struct meeting_item *item = meeting_page_item(page);
    if (item == NULL || line >= page->entries.lines.count)
        return false;
    *entry = page->entries.lines.items[line].of - item->first;
    return true;
}

static const char *nothing_typed(const struct meeting_page *page)
{
    if (!page->running)
        return _("Nothing was written down here.");
    return meeting_page_item(page)->subject == SUBJECT_MINUTES
               ? _("Nothing was typed here yet. F3 adopts the minutes of last time.")
               : _("Nothing was typed here yet.");
}

static void draw_entries(const struct meeting_page *page, struct canvas *canvas)
{
    struct rect rect = page->rects.entries;
    const struct meeting_entry *selected = meeting_page_entry(page);
    size_t top = entries_top(page);
    meeting_draw_texts(&page->entries, top, canvas, rect);
    if (page->entries.lines.count == 0 && meeting_page_item(page) != NULL)
        canvas_text_wrapped(canvas, rect, 0, nothing_typed(page), STYLE_HINT);
    for (int y = 0; selected != NULL && y < rect.height; y++) {
        size_t at = top + (size_t)y;
        if (at >= page->entries.lines.count ||
            &page->view.entries[page->entries.lines.items[at].of] != selected)
            continue;
        canvas_style(canvas, (struct rect){rect.x, rect.y + y, rect.width, 1}, STYLE_SELECTED);
        if (page->entries.lines.items[at].first)
            canvas_cursor(canvas, rect.x, rect.y + y);
    }
}

/* ---- the whole ---- */

static void draw_head(const struct meeting_page *page, struct canvas *canvas)
{
    struct buffer right = BUFFER_EMPTY;
    struct rect rect = rect_inset(page->rects.head, 1, 0);
    meeting_words_head(page, &right);
    int room = rect.width - text_width(right.bytes) - 2;
    canvas_text_cut(canvas, (struct rect){rect.x, rect.y, room > 0 ? room : 0, 1}, 0,
                    page->view.title, STYLE_HEADER);
    canvas_text_right(canvas, rect, right.bytes, STYLE_HINT);
    buffer_release(&right);
}

static void draw_composer(const struct meeting_page *page, struct canvas *canvas)
{
    struct rect rest, line = rect_split_top(page->rects.composer, 1, &rest);
    canvas_line_across(canvas, line, STYLE_BORDER);
    if (page->running) {
        prompt_draw(&page->composer, canvas, rest, page->composing);
        return;
    }
    const char *why = page->view.status == MEETING_CLOSED
                          ? _("Closed. x writes the minutes to a file; Alt-Down is the next item.")
                      : page->screen.ui->session->read_only
                          ? _("This file may only be read: nothing can be typed.")
                          : _("This meeting does not run.");
    canvas_text_cut(canvas, rest, 1, why, STYLE_HINT);
}

void meeting_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct meeting_page *page = (const struct meeting_page *)screen;
    (void)rect;
    draw_head(page, canvas);
    draw_agenda(page, canvas);
    draw_item_head(page, canvas);
    meeting_draw_texts(&page->about, 0, canvas, page->rects.context);
    if (page->rects.rule.width > 0)
        canvas_line_across(canvas, page->rects.rule, STYLE_BORDER);
    if (page->rects.context_border.width > 0)
        canvas_line_down(canvas, page->rects.context_border, STYLE_BORDER);
    draw_entries(page, canvas);
    draw_composer(page, canvas);
}
