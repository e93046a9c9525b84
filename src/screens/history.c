/* The history of a row, or of the whole file: who changed what, when, from what to what. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/past.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

#define PAGE 200 /* acts read at once */

enum { WHEN, WHO, WHAT, CHANGE, HISTORY_COLUMNS };

struct history_page {
    struct screen screen;
    struct target about;
    char *field;                    /* owned: the label of the only field shown, or NULL */
    int64_t since;                  /* acts above this number only */
    VECTOR(struct past_line) lines; /* owned by the pages they came with */
    VECTOR(struct past) pages;
    struct list list;
    struct list_column columns[HISTORY_COLUMNS];
    VECTOR(struct buffer) texts; /* HISTORY_COLUMNS a line */
    char *heading;               /* owned */
};

static void write_change(const struct past_line *line, struct buffer *out)
{
    if (*line->field == '\0')
        buffer_format(out, _("added: %s"), line->after);
    else if (*line->before == '\0')
        buffer_format(out, "%s: %s", line->field, line->after);
    else
        buffer_format(out, "%s: %s → %s", line->field, line->before,
                      *line->after == '\0' ? _("(empty)") : line->after);
}

static void write_line(struct history_page *page, const struct past_line *line, bool first_of_act)
{
    struct buffer texts[HISTORY_COLUMNS] = {BUFFER_EMPTY, BUFFER_EMPTY, BUFFER_EMPTY, BUFFER_EMPTY};
    if (first_of_act) {
        moment_format(&texts[WHEN], line->at, language_now());
        buffer_add_text(&texts[WHO], line->person);
    }
    buffer_add_text(&texts[WHAT], page->about.kind == ENTITY_NONE || line->title[0] == '\0'
                                      ? line->title
                                      : line->label);
    write_change(line, &texts[CHANGE]);
    if (line->undone && first_of_act)
        buffer_format(&texts[WHO], " (%s)", _("undone"));
    for (int c = 0; c < HISTORY_COLUMNS; c++)
        *VECTOR_PUSH(&page->texts) = texts[c];
}

static void clear(struct history_page *page)
{
    for (size_t i = 0; i < page->texts.count; i++)
        buffer_release(&page->texts.items[i]);
    for (size_t i = 0; i < page->pages.count; i++)
        past_release(&page->pages.items[i]);
    page->texts.count = page->lines.count = page->pages.count = 0;
}

/* Reads the next older page; false when there is none. */
static bool read_more(struct history_page *page, struct error *error)
{
    struct past_request request = {
        .kind = page->about.kind, .row = page->about.id, .limit = PAGE, .since = page->since};
    if (page->pages.count > 0) {
        request.before = page->pages.items[page->pages.count - 1].older;
        if (request.before == 0)
            return true;
    }
    struct past past;
    if (!past_load(page->screen.ui->session, &request, &past, error))
        return false;
    int64_t told = 0;
    for (size_t i = 0; i < past.count; i++) {
        const char *field = past.lines[i].field;
        if (page->field != NULL && (!id_equal(past.lines[i].row, page->about.id) ||
                                    (*field != '\0' && strcmp(field, page->field) != 0)))
            continue;
        bool first = past.lines[i].act != told;
        told = past.lines[i].act;
        write_line(page, &past.lines[i], first);
        *VECTOR_PUSH(&page->lines) = past.lines[i];
    }
    *VECTOR_PUSH(&page->pages) = past;
    return true;
}

static bool has_more(const struct history_page *page)
{
    return page->pages.count > 0 && page->pages.items[page->pages.count - 1].older != 0;
}

static bool load(struct screen *screen, struct error *error)
{
    struct history_page *page = (struct history_page *)screen;
    clear(page);
    if (!read_more(page, error))
        return false;
    list_reload(&page->list);
    return true;
}

/* ---- the list ---- */

static long count_lines(void *context, bool exact)
{
    struct history_page *page = context;
    struct error error = ERROR_NONE;
    while (exact && has_more(page))
        if (!read_more(page, &error)) {
            ui_fail(page->screen.ui, &error);
            break;
        }
    return has_more(page) ? LIST_MANY : (long)page->lines.count;
}

static void fill_line(void *context, long at, struct list_row *out)
{
    const struct history_page *page = context;
    bool undone = page->lines.items[at].undone;
    memcpy(out->id.bytes, &at, sizeof at);
    out->id.bytes[15] = 1;
    for (int c = 0; c < HISTORY_COLUMNS; c++) {
        out->text[c] = page->texts.items[at * HISTORY_COLUMNS + c].bytes;
        out->style[c] = undone ? STYLE_DIM : c == WHEN ? STYLE_HINT : STYLE_NORMAL;
    }
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct history_page *page = context;
    struct error error = ERROR_NONE;
    while (first + count > (long)page->lines.count && has_more(page))
        if (!read_more(page, &error)) {
            ui_fail(page->screen.ui, &error);
            break;
        }
    struct look_rows rows = {page, (long)page->lines.count, fill_line};
    return look_fetch(&rows, first, count, out);
}

/* ---- the screen ---- */

static void place(struct screen *screen, struct rect rect)
{
    struct history_page *page = (struct history_page *)screen;
    struct rect rest;
    rect_split_top(rect, 1, &rest);
    list_place(&page->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct history_page *page = (const struct history_page *)screen;
    struct rect rest;
    canvas_text_cut(canvas, rect_split_top(rect, 1, &rest), 1, page->heading, STYLE_STRONG);
    list_draw(&page->list, canvas, rest, true);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct history_page *page = (struct history_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct history_page *page = (const struct history_page *)screen;
    long at = page->list.selected;
    if (at >= 0 && at < (long)page->lines.count)
        *target =
            (struct target){.kind = page->lines.items[at].kind, .id = page->lines.items[at].row};
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct history_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct history_page *page = (struct history_page *)screen;
    clear(page);
    free(page->texts.items);
    free(page->lines.items);
    free(page->pages.items);
    list_release(&page->list);
    free(page->heading);
    free(page->field);
    free(page);
}

static const struct screen_calls history_calls = {.name = "history",
                                                  .title = N_("History"),
                                                  .load = load,
                                                  .place = place,
                                                  .draw = draw,
                                                  .event = event,
                                                  .target = target_of,
                                                  .status = status,
                                                  .free = free_page};

static struct history_page *new_page(struct ui *ui, struct target target)
{
    static const struct list_column columns[HISTORY_COLUMNS] = {
        {.title = N_("WHEN"), .min = 12, .preferred = 18},
        {.title = N_("WHO"), .min = 8, .preferred = 18, .priority = 2},
        {.title = N_("WHAT"), .min = 12, .preferred = 30, .weight = 1, .priority = 1},
        {.title = N_("CHANGE"), .min = 20, .preferred = 40, .weight = 2}};
    struct history_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&history_calls, ui};
    page->about = target;
    list_init(&page->list, look_columns(columns, HISTORY_COLUMNS, page->columns), HISTORY_COLUMNS,
              (struct list_source){page, count_lines, fetch_lines, NULL});
    page->list.empty = _("Nothing was changed yet.");
    return page;
}

struct screen *history_screen(struct ui *ui, struct target target)
{
    struct history_page *page = new_page(ui, target);
    struct buffer heading = BUFFER_EMPTY;
    if (target.kind == ENTITY_NONE) {
        buffer_add_text(&heading, _("What was changed in this file"));
    } else {
        buffer_format(&heading, "%s: ", _("History"));
        rows_title(ui->session, target.kind, target.id, &heading);
    }
    page->heading = buffer_detach(&heading);
    return &page->screen;
}

struct screen *field_history_screen(struct ui *ui, struct target target, const char *label)
{
    struct history_page *page = new_page(ui, target);
    struct buffer heading = BUFFER_EMPTY;
    buffer_format(&heading, _("History of %s: "), label);
    rows_title(ui->session, target.kind, target.id, &heading);
    page->field = memory_string(label);
    page->heading = buffer_detach(&heading);
    return &page->screen;
}

/* What is shown here has been seen: the next time only what is newer is. */
struct screen *news_screen(struct ui *ui, struct error *error)
{
    int64_t seen;
    if (!past_seen(ui->session, &seen, error) || !past_look(ui->session, error))
        return NULL;
    struct history_page *page = new_page(ui, (struct target){.kind = ENTITY_NONE});
    page->since = seen;
    page->heading = memory_string(_("What was changed since you last looked"));
    page->list.empty = _("Nothing was changed since you last looked. L shows everything.");
    return &page->screen;
}
