/* Money: budget lines added up by funder, effort, theme, year, area or purpose, with what is left
 * and how much of the time has gone. Enter shows the lines of a row with the effort and the goals
 * they are for; Enter there opens the effort. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/app/money.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/number.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/list.h"

enum { NAME, GOALS, FUNDER, PLANNED, COMMITTED, SPENT, LEFT, SHARE, TIME, COLUMNS };

struct money_page {
    struct screen screen;
    struct money money;
    struct money_question question;
    bool open;    /* the lines of one row are shown */
    char *inside; /* owned: the name of that row, or NULL */
    struct list list;
    struct list_column columns[COLUMNS];
    char (*texts)[COLUMNS][96]; /* owned: a row or line each, and the total at the end */
    size_t shown;               /* how many, without the total */
};

static const struct list_column columns[COLUMNS] = {
    [NAME] = {.title = N_("NAME"), .min = 14, .preferred = 30, .weight = 3},
    [GOALS] = {.title = N_("GOALS"), .min = 14, .preferred = 18, .weight = 1, .priority = 4},
    [FUNDER] = {.title = N_("FUNDER"), .min = 12, .preferred = 16, .weight = 1, .priority = 5},
    [PLANNED] = {.title = N_("PLANNED"), .min = 14, .preferred = 15, .right = true},
    [COMMITTED] =
        {.title = N_("COMMITTED"), .min = 14, .preferred = 15, .priority = 6, .right = true},
    [SPENT] = {.title = N_("SPENT"), .min = 13, .preferred = 15, .right = true},
    [LEFT] = {.title = N_("LEFT"), .min = 13, .preferred = 15, .priority = 3, .right = true},
    [SHARE] = {.title = N_("SPENT %"), .min = 6, .preferred = 8, .priority = 1, .right = true},
    [TIME] = {.title = N_("TIME %"), .min = 6, .preferred = 8, .priority = 2, .right = true},
};

/* ---- the cells ---- */

static void write_money(char *out, size_t size, int64_t cents)
{
    struct buffer text = BUFFER_EMPTY;
    money_format(&text, cents, number_style_of(language_now()));
    snprintf(out, size, "%s", text.bytes);
    buffer_release(&text);
}

static void write_share(char *out, size_t size, int share)
{
    if (share < 0)
        *out = '\0';
    else
        snprintf(out, size, "%d %%", (share + 5) / 10);
}

static void write_sum(char (*texts)[96], const struct budget *sum)
{
    write_money(texts[PLANNED], sizeof *texts, sum->planned);
    write_money(texts[COMMITTED], sizeof *texts, sum->committed);
    write_money(texts[SPENT], sizeof *texts, sum->spent);
    write_money(texts[LEFT], sizeof *texts, budget_left(sum));
    write_share(texts[SHARE], sizeof *texts, budget_spent_share(sum));
    write_share(texts[TIME], sizeof *texts, budget_elapsed_share(sum));
}

/* The row that is open, by its name: after a change it may stand elsewhere. */
static const struct money_row *inside_row(const struct money_page *page)
{
    for (size_t i = 0; page->open && i < page->money.count; i++)
        if (strcmp(page->money.rows[i].name, page->inside) == 0)
            return &page->money.rows[i];
    return NULL;
}

static const struct money_line *line_at(const struct money_page *page, size_t at)
{
    const struct money_row *row = inside_row(page);
    for (size_t i = 0; row != NULL && i < page->money.line_count; i++)
        if (&page->money.rows[page->money.lines[i].row] == row && at-- == 0)
            return &page->money.lines[i];
    return NULL;
}

static void write_lines(struct money_page *page)
{
    const struct money_line *line;
    for (page->shown = 0; (line = line_at(page, page->shown)) != NULL; page->shown++) {
        char(*texts)[96] = page->texts[page->shown];
        snprintf(texts[NAME], sizeof *texts, "%d  %s", line->year, line->effort_name);
        snprintf(texts[GOALS], sizeof *texts, "%s", line->goals);
        snprintf(texts[FUNDER], sizeof *texts, "%s", line->funder);
        write_sum(texts, &line->sum);
    }
}

static void write_rows(struct money_page *page)
{
    for (page->shown = 0; page->shown < page->money.count; page->shown++) {
        char(*texts)[96] = page->texts[page->shown];
        snprintf(texts[NAME], sizeof *texts, "%s", page->money.rows[page->shown].name);
        write_sum(texts, &page->money.rows[page->shown].sum);
    }
}

static void write_all(struct money_page *page)
{
    const struct money_row *row = inside_row(page);
    if (page->open)
        write_lines(page);
    else
        write_rows(page);
    snprintf(page->texts[page->shown][NAME], sizeof **page->texts, "%s", _("Total"));
    write_sum(page->texts[page->shown], row != NULL ? &row->sum : &page->money.total);
}

/* ---- the list: the total is its last row ---- */

static struct id id_at(const struct money_page *page, size_t at)
{
    struct id id = {{0}};
    if (page->open) {
        const struct money_line *line = line_at(page, at);
        return line == NULL ? id : line->line;
    }
    if (at >= page->money.count)
        return id;
    id = page->money.rows[at].id;
    if (id_is_none(id)) { /* years and purposes: any id that tells them apart */
        id.bytes[0] = 1;
        snprintf((char *)id.bytes + 1, sizeof id.bytes - 1, "%s", page->money.rows[at].name);
    }
    return id;
}

static long count_rows(void *context, bool exact)
{
    const struct money_page *page = context;
    (void)exact;
    return page->shown == 0 ? 0 : (long)page->shown + 1;
}

/* Spending that runs ahead of time by a fifth, or more than was planned. */
static enum style look_of_sum(const struct budget *sum)
{
    int spent = budget_spent_share(sum), elapsed = budget_elapsed_share(sum);
    return spent > 1000 ? STYLE_RED : spent > elapsed + 200 ? STYLE_AMBER : STYLE_NORMAL;
}

static int fetch_rows(void *context, long first, int count, struct list_row *out)
{
    const struct money_page *page = context;
    int got = 0;
    for (; got < count && first + got < count_rows(context, true); got++) {
        size_t at = (size_t)(first + got);
        bool total = at == page->shown;
        out[got] = (struct list_row){.id = id_at(page, at)};
        for (int c = 0; c < COLUMNS; c++)
            out[got].text[c] = page->texts[at][c];
        for (int c = 0; total && c < COLUMNS; c++)
            out[got].style[c] = STYLE_STRONG;
        if (!total)
            out[got].style[SHARE] = (uint8_t)look_of_sum(page->open ? &line_at(page, at)->sum
                                                                    : &page->money.rows[at].sum);
    }
    return got;
}

static long find_row(void *context, struct id id)
{
    const struct money_page *page = context;
    for (size_t i = 0; i < page->shown; i++)
        if (id_equal(id_at(page, i), id))
            return (long)i;
    return -1;
}

static void name_columns(struct money_page *page)
{
    look_columns(columns, COLUMNS, page->columns);
    if (page->open)
        page->columns[NAME].min = 28;
    for (int c = GOALS; c <= FUNDER; c++)
        if (!page->open) { /* never shown: below every other, and without room */
            page->columns[c].priority = 99;
            page->columns[c].min = 1000;
        }
}

/* ---- the screen ---- */

static bool load(struct screen *screen, struct error *error)
{
    struct money_page *page = (struct money_page *)screen;
    struct money fresh;
    if (!money_load(screen->ui->session, &page->question, &fresh, error))
        return false;
    money_release(&page->money);
    free(page->texts);
    page->money = fresh;
    page->texts = memory_array(fresh.count + fresh.line_count + 2, sizeof *page->texts);
    page->open = page->open && inside_row(page) != NULL;
    name_columns(page);
    write_all(page);
    list_reload(&page->list);
    return true;
}

static void place(struct screen *screen, struct rect rect)
{
    struct rect rest;
    (void)rect_split_top(rect, 1, &rest);
    list_place(&((struct money_page *)screen)->list, rest);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct money_page *page = (const struct money_page *)screen;
    struct rect rest, line = rect_split_top(rect, 1, &rest);
    struct buffer head = BUFFER_EMPTY;
    buffer_format(&head, _("Money by %s"), _(money_word(page->question.by)));
    if (page->open)
        buffer_format(&head, " · %s", page->inside);
    if (page->question.year > 0)
        buffer_format(&head, " · %d", page->question.year);
    if (page->question.national)
        buffer_format(&head, " · %s", _("national extra money only"));
    if (page->money.total.overflow)
        buffer_format(&head, " · %s", _("the lines add up to more than can be counted"));
    canvas_text_cut(canvas, line, 1, head.bytes,
                    page->money.total.overflow ? STYLE_RED : STYLE_STRONG);
    list_draw(&page->list, canvas, rest, true);
    buffer_release(&head);
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct money_page *page = (const struct money_page *)screen;
    size_t at = (size_t)(page->list.selected < 0 ? 0 : page->list.selected);
    if (at >= page->shown)
        return;
    if (page->open)
        *target = (struct target){.kind = ENTITY_BUDGET_LINE, .id = line_at(page, at)->line};
    else if (page->money.rows[at].kind != ENTITY_NONE && !id_is_none(page->money.rows[at].id))
        *target = (struct target){.kind = page->money.rows[at].kind, .id = page->money.rows[at].id};
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct money_page *)screen)->list, out);
}

static void again(struct money_page *page)
{
    struct error error = ERROR_NONE;
    if (!load(&page->screen, &error))
        ui_fail(page->screen.ui, &error);
}

static void open_row(struct ui *ui)
{
    struct money_page *page = (struct money_page *)ui_base(ui);
    size_t at = (size_t)(page->list.selected < 0 ? 0 : page->list.selected);
    if (at >= page->shown)
        return;
    if (page->open) {
        open_target(ui, (struct target){.kind = ENTITY_EFFORT, .id = line_at(page, at)->effort});
        return;
    }
    page->open = true;
    free(page->inside);
    page->inside = memory_string(page->money.rows[at].name);
    again(page);
    list_select(&page->list, 0);
}

static void go_back(struct ui *ui)
{
    struct money_page *page = (struct money_page *)ui_base(ui);
    if (!page->open) {
        ui_pop(ui);
        return;
    }
    page->open = false;
    again(page);
    for (size_t i = 0; i < page->money.count; i++)
        if (strcmp(page->money.rows[i].name, page->inside) == 0)
            list_select(&page->list, (long)i);
}

static void divide_next(struct ui *ui)
{
    struct money_page *page = (struct money_page *)ui_base(ui);
    page->question.by = (enum money_by)((page->question.by + 1) % MONEY_BY_COUNT);
    page->open = false;
    again(page);
    list_select(&page->list, 0);
}

static void toggle_national(struct ui *ui)
{
    struct money_page *page = (struct money_page *)ui_base(ui);
    page->question.national = !page->question.national;
    again(page);
}

/* From all years to the first there is a line for, and so on; behind the last it is all again. */
static void next_year(struct ui *ui)
{
    struct money_page *page = (struct money_page *)ui_base(ui);
    struct money_question all = {.by = MONEY_YEAR, .national = page->question.national};
    struct money years;
    struct error error = ERROR_NONE;
    int next = 0;
    if (!money_load(ui->session, &all, &years, &error)) {
        ui_fail(ui, &error);
        return;
    }
    for (size_t i = 0; i < years.count && next == 0; i++)
        if (years.rows[i].year > page->question.year)
            next = years.rows[i].year;
    money_release(&years);
    page->question.year = next;
    again(page);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct money_page *page = (struct money_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_row(screen->ui);
    return used;
}

static void free_page(struct screen *screen)
{
    struct money_page *page = (struct money_page *)screen;
    list_release(&page->list);
    money_release(&page->money);
    free(page->texts);
    free(page->inside);
    free(page);
}

const struct action money_actions[] = {
    {"open-money", N_("Money"), "Enter", N_("open"),
     N_("Shows the budget lines of the row with the effort and goals they are for; of a line, "
        "opens the effort."),
     ACTION_FILE | ACTION_FOOTER, NULL, open_row},
    {"divide-money", N_("Money"), "b Tab", N_("divide by"),
     N_("Divides the money by the next of funder, effort, theme, year, area and purpose."),
     ACTION_FILE | ACTION_FOOTER, NULL, divide_next},
    {"year-money", N_("Money"), "J", N_("year"),
     N_("Shows one year after the other, then all of them."), ACTION_FILE | ACTION_FOOTER, NULL,
     next_year},
    {"national-money", N_("Money"), "n", N_("national"),
     N_("Shows national extra money only: of a ministry, or with a purpose."),
     ACTION_FILE | ACTION_FOOTER, NULL, toggle_national},
    {"back-money", N_("Money"), "Esc Backspace", N_("back"),
     N_("From the lines back to the division; from there to the screen before."), 0, NULL, go_back},
};
const size_t money_action_count = sizeof money_actions / sizeof *money_actions;

static const struct screen_calls money_calls = {.name = "money",
                                                .title = N_("Money"),
                                                .actions = money_actions,
                                                .action_count =
                                                    sizeof money_actions / sizeof *money_actions,
                                                .load = load,
                                                .place = place,
                                                .draw = draw,
                                                .event = event,
                                                .target = target_of,
                                                .status = status,
                                                .free = free_page};

struct screen *money_screen(struct ui *ui)
{
    struct money_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&money_calls, ui};
    list_init(&page->list, page->columns, COLUMNS,
              (struct list_source){page, count_rows, fetch_rows, find_row});
    page->list.empty = _("No budget lines yet. Add one from an effort: a, then Budget line.");
    return &page->screen;
}
