#include "exchange_lines.h"

#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

void lines_clear(struct lines *lines)
{
    for (size_t i = 0; i < lines->list.count; i++)
        for (int c = 0; c < LINE_COLUMNS; c++)
            free(lines->list.items[i].text[c]);
    lines->list.count = 0;
}

void lines_release(struct lines *lines)
{
    lines_clear(lines);
    free(lines->list.items);
    *lines = (struct lines){.list = {0}};
}

struct line *lines_new(struct lines *lines, enum style style)
{
    struct line *line = VECTOR_PUSH(&lines->list);
    *line = (struct line){.style = style, .target = {.kind = ENTITY_NONE}};
    return line;
}

struct line *lines_add(struct lines *lines, enum style style, const char *what, const char *which,
                       const char *detail)
{
    struct line *line = lines_new(lines, style);
    line->text[0] = memory_string(what);
    line->text[1] = memory_string(which);
    line->text[2] = memory_string(detail);
    return line;
}

static void fill_line(void *context, long at, struct list_row *out)
{
    const struct line *line = &((const struct lines *)context)->list.items[at];
    memcpy(out->id.bytes, &at, sizeof at);
    out->id.bytes[15] = 1;
    for (int c = 0; c < LINE_COLUMNS; c++)
        out->text[c] = line->text[c];
    out->style[0] = (uint8_t)line->style;
}

int lines_fetch(const struct lines *lines, long first, int count, struct list_row *out)
{
    struct look_rows rows = {(void *)(uintptr_t)lines, (long)lines->list.count, fill_line};
    return look_fetch(&rows, first, count, out);
}

/* ---- what packs hold ---- */

void exchange_called(const struct exchange_site *site, struct buffer *out)
{
    if (site->name != NULL && *site->name != '\0')
        buffer_add_text(out, site->name);
    else if (*site->letters != '\0')
        buffer_format(out, _("the copy %s"), site->letters);
    else if (site->acts > 0)
        buffer_add_text(out, _("the first copy"));
    else
        buffer_add_text(out, _("a copy that is not known here"));
}

void exchange_rows_text(const struct exchange_count *counts, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        long rows = counts[i].created + counts[i].changed + counts[i].deleted;
        buffer_format(out, "%s%s %ld", i == 0 ? "" : ", ",
                      counts[i].kind == ENTITY_NONE ? _("rows of a newer version")
                                                    : _(entities[counts[i].kind].plural),
                      rows);
    }
}

static void add_counts(struct lines *lines, const struct exchange_count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, _("%ld new, %ld changed, %ld deleted"), counts[i].created,
                      counts[i].changed, counts[i].deleted);
        lines_add(lines, STYLE_STRONG, _("rows"),
                  counts[i].kind == ENTITY_NONE ? _("rows of a newer version")
                                                : _(entities[counts[i].kind].plural),
                  text.bytes);
        buffer_release(&text);
    }
}

static void add_disagreements(struct lines *lines, const struct disagreements *disagreements)
{
    for (size_t i = 0; i < disagreements->list.count; i++) {
        const struct disagreement *one = &disagreements->list.items[i];
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, "%s: ", one->label);
        for (size_t j = 0; j < one->values.count; j++) {
            const char *value = one->values.items[j].text;
            buffer_format(&text, "%s%s", j == 0 ? "" : " ≠ ", *value == '\0' ? "–" : value);
        }
        struct line *line =
            lines_add(lines, STYLE_AMBER, _("≠ people disagree"), one->title, text.bytes);
        line->target = (struct target){.kind = one->kind, .id = one->row};
        buffer_release(&text);
    }
}

static void add_gaps(struct lines *lines, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->gaps.count; i++) {
        const struct exchange_gap *gap = &report->gaps.items[i];
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text, _("changes %lld to %lld: ask for a pack with them"),
                      (long long)gap->from, (long long)gap->to);
        lines_add(lines, STYLE_AMBER, _("has not come yet"), gap->name, text.bytes);
        buffer_release(&text);
    }
}

static void add_number(struct lines *lines, enum style style, const char *what, int64_t number,
                       const char *detail)
{
    struct buffer text = BUFFER_EMPTY;
    if (number == 0)
        return;
    buffer_format(&text, ngettext("%lld change", "%lld changes", (unsigned long)number),
                  (long long)number);
    lines_add(lines, style, what, text.bytes, detail);
    buffer_release(&text);
}

static void add_unsealed(struct lines *lines, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->unsealed.count; i++) {
        const struct exchange_unsigned *unsealed = &report->unsealed.items[i];
        struct buffer text = BUFFER_EMPTY;
        buffer_format(&text,
                      ngettext("%lld change in its name: ask for a pack of that copy itself",
                               "%lld changes in its name: ask for a pack of that copy itself",
                               (unsigned long)unsealed->acts),
                      (long long)unsealed->acts);
        lines_add(lines, STYLE_RED, _("not signed"), unsealed->name, text.bytes);
        buffer_release(&text);
    }
}

static void add_rows(struct lines *lines, const struct exchange_report *report)
{
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct exchange_row *row = &report->rows.items[i];
        struct line *line = lines_add(lines, row->deleted ? STYLE_DIM : STYLE_GREEN,
                                      row->deleted   ? _("deleted")
                                      : row->created ? _("new")
                                                     : _("changed"),
                                      _(entities[row->kind].label), row->title);
        line->target = (struct target){.kind = row->kind, .id = row->id};
    }
}

void lines_report(struct lines *lines, const struct exchange_report *report, bool preview)
{
    add_disagreements(lines, &report->disagreements);
    add_gaps(lines, report);
    add_number(lines, STYLE_AMBER, preview ? _("would wait") : _("waits"), report->parked,
               _("until what is before it has come"));
    add_number(lines, STYLE_RED, _("contradicts"), report->forked,
               _("what is here in its place; it is kept beside it: wijk check --history"));
    add_unsealed(lines, report);
    add_number(lines, STYLE_HINT, _("withheld"), report->withheld,
               _("something in it may not come here"));
    add_number(lines, STYLE_HINT, _("known already"), report->known, "");
    add_counts(lines, report->counts.items, report->counts.count);
    add_rows(lines, report);
}

void lines_packed(struct lines *lines, const struct exchange_packed *packed)
{
    add_number(lines, STYLE_STRONG, _("goes"), packed->acts,
               packed->sealed ? _("sealed: only that copy can read it")
                              : _("open: who has the file can read it"));
    add_number(lines, STYLE_AMBER, _("withheld"), packed->withheld,
               _("something in it may not go there"));
    add_counts(lines, packed->counts.items, packed->counts.count);
}

/* ---- the page ---- */

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct report_page *)context)->lines.list.count;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    return lines_fetch(&((struct report_page *)context)->lines, first, count, out);
}

void report_page_init(struct report_page *page, struct ui *ui, const struct screen_calls *calls)
{
    static const struct list_column columns[REPORT_COLUMNS] = {
        {.title = N_("WHAT"), .min = 14, .preferred = 24},
        {.title = N_("WHICH"), .min = 12, .preferred = 24, .weight = 1},
        {.title = N_("DETAIL"), .min = 24, .preferred = 40, .weight = 2}};
    page->screen = (struct screen){calls, ui};
    list_init(&page->list, look_columns(columns, REPORT_COLUMNS, page->columns), REPORT_COLUMNS,
              (struct list_source){page, count_lines, fetch_lines, NULL});
    page->list.empty = _("There is nothing new in it.");
}

void report_page_release(struct report_page *page)
{
    lines_release(&page->lines);
    list_release(&page->list);
    free(page->heading);
    free(page->below);
}

void report_page_say(struct report_page *page, char *heading, char *below)
{
    free(page->heading);
    free(page->below);
    page->heading = heading;
    page->below = below;
    list_reload(&page->list);
}

#define HEAD 4
#define TAIL 3 /* the selected line in full: sentences are longer than columns */

void report_page_place(struct screen *screen, struct rect rect)
{
    struct rect rest;
    rect_split_top(rect, HEAD, &rest);
    rect_split_bottom(rest, TAIL, &rest);
    list_place(&((struct report_page *)screen)->list, rest);
}

void report_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct report_page *page = (const struct report_page *)screen;
    struct rect rest, top = rect_inset(rect_split_top(rect, HEAD, &rest), 1, 0);
    int lines = canvas_text_wrapped(canvas, rect_split_top(top, 2, &(struct rect){0}), 0,
                                    page->heading, STYLE_STRONG);
    rect_split_top(top, lines > 1 ? 2 : 1, &top);
    top.height = 2;
    canvas_text_wrapped(canvas, top, 0, page->below, STYLE_HINT);
    struct rect tail = rect_inset(rect_split_bottom(rest, TAIL, &rest), 1, 0);
    list_draw(&page->list, canvas, rest, true);
    long at = page->list.selected;
    if (at < 0 || at >= (long)page->lines.list.count)
        return;
    const struct line *line = &page->lines.list.items[at];
    struct buffer text = BUFFER_EMPTY;
    buffer_add_text(&text, line->text[REPORT_WHICH]);
    if (text.length > 0 && *line->text[REPORT_DETAIL] != '\0')
        buffer_format(&text, " – %s", line->text[REPORT_DETAIL]);
    canvas_text_wrapped(canvas, tail, 0, text.bytes, STYLE_HINT);
    buffer_release(&text);
}

void report_page_open(struct report_page *page)
{
    long at = page->list.selected;
    bool there = at >= 0 && at < (long)page->lines.list.count;
    if (there && page->lines.list.items[at].target.kind != ENTITY_NONE)
        open_target(page->screen.ui, page->lines.list.items[at].target);
}

bool report_page_event(struct screen *screen, const struct event *event)
{
    return list_event(&((struct report_page *)screen)->list, event);
}

void report_page_status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct report_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    report_page_release((struct report_page *)screen);
    free(screen);
}

static void open_row(struct ui *ui)
{
    report_page_open((struct report_page *)ui_base(ui));
}

const struct action report_actions[] = {
    {"report-open", N_("Exchange"), "Enter", N_("open"), N_("Opens the row of the line."),
     ACTION_FILE | ACTION_FOOTER, NULL, open_row},
};
const size_t report_action_count = sizeof report_actions / sizeof *report_actions;

static const struct screen_calls report_calls = {
    .name = "exchange-report", .title = N_("Exchange"), REPORT_PAGE_CALLS, .free = free_page};

struct report_page *report_page_new(struct ui *ui)
{
    struct report_page *page = memory_new(sizeof *page);
    report_page_init(page, ui, &report_calls);
    return page;
}
