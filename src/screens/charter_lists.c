/* Two views of the charter as lists: agreements that miss something, and what is in the way of them
 * by ministry. */
#include <stdlib.h>
#include <string.h>

#include "charter.h"
#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/vector.h"
#include "wijk/tui/widgets/list.h"

#define COLUMNS 5

struct line {
    struct target target;
    char *texts[COLUMNS]; /* owned */
    uint8_t style;        /* of the second column */
};

struct lines_page {
    struct screen screen;
    struct list list;
    struct list_column columns[COLUMNS];
    VECTOR(struct line) lines;
};

static void clear(struct lines_page *page)
{
    for (size_t i = 0; i < page->lines.count; i++)
        for (int c = 0; c < COLUMNS; c++)
            free(page->lines.items[i].texts[c]);
    page->lines.count = 0;
}

static char *owned(const char *text)
{
    return memory_string(text == NULL ? "" : text);
}

/* ---- what is missing ---- */

static char *shown(struct session *session, const struct row *row, const char *column)
{
    struct buffer text = BUFFER_EMPTY;
    rows_show(session, row, &row->entity->fields[entity_field(row->entity, column)],
              row_value(row, column), &text);
    return buffer_detach(&text);
}

static void add_gap(struct lines_page *page, const struct charter_agreement *agreement)
{
    struct session *session = page->screen.ui->session;
    struct buffer words = BUFFER_EMPTY;
    charter_gap_words(&words, agreement->gaps);
    *VECTOR_PUSH(&page->lines) = (struct line){
        .target = {.kind = ENTITY_AGREEMENT, .id = agreement->row.id},
        .texts = {owned(row_text(&agreement->row, "code")), buffer_detach(&words),
                  shown(session, &agreement->row, "due"), owned(row_text(&agreement->row, "text")),
                  owned(agreement->ministry)},
        .style = (agreement->gaps & CHARTER_BLOCKED) != 0    ? STYLE_RED
                 : (agreement->gaps & CHARTER_DUE_SOON) != 0 ? STYLE_AMBER
                                                             : STYLE_NORMAL};
}

static bool load_gaps(struct screen *screen, struct error *error)
{
    struct lines_page *page = (struct lines_page *)screen;
    struct charter charter;
    if (!charter_load(screen->ui->session, NULL, &charter, error))
        return false;
    clear(page);
    for (size_t i = 0; i < charter.agreements.count; i++)
        if (charter.agreements.items[i].gaps != 0)
            add_gap(page, &charter.agreements.items[i]);
    charter_release(&charter);
    list_reload(&page->list);
    return true;
}

/* ---- what is in the way ---- */

static void add_obstacle(struct lines_page *page, const struct charter_obstacle *obstacle,
                         bool first)
{
    struct buffer problem = BUFFER_EMPTY;
    buffer_format(&problem, "%s %s", obstacle->problem_code, obstacle->title);
    if (session_programmes(page->screen.ui->session) > 1)
        buffer_format(&problem, " · %s", obstacle->where);
    *VECTOR_PUSH(&page->lines) =
        (struct line){.target = {.kind = ENTITY_PROBLEM, .id = obstacle->problem},
                      .texts = {owned(!first                          ? ""
                                      : obstacle->ministry[0] != '\0' ? obstacle->ministry
                                                                      : _("no ministry")),
                                buffer_detach(&problem), owned(obstacle->level),
                                owned(obstacle->code), owned(obstacle->text)},
                      .style = obstacle->severity >= 4 ? STYLE_RED : STYLE_AMBER};
}

static bool load_obstacles(struct screen *screen, struct error *error)
{
    struct lines_page *page = (struct lines_page *)screen;
    struct charter_obstacles obstacles;
    if (!charter_obstacles_load(screen->ui->session, &obstacles, error))
        return false;
    clear(page);
    for (size_t i = 0; i < obstacles.items.count; i++)
        add_obstacle(page, &obstacles.items.items[i],
                     i == 0 || strcmp(obstacles.items.items[i].ministry,
                                      obstacles.items.items[i - 1].ministry) != 0);
    charter_obstacles_release(&obstacles);
    list_reload(&page->list);
    return true;
}

/* ---- the list ---- */

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct lines_page *)context)->lines.count;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct lines_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->lines.count; got++) {
        const struct line *line = &page->lines.items[first + got];
        out[got] = (struct list_row){.id = line->target.id};
        for (int c = 0; c < COLUMNS; c++)
            out[got].text[c] = line->texts[c];
        out[got].style[1] = line->style;
    }
    return got;
}

static void place(struct screen *screen, struct rect rect)
{
    list_place(&((struct lines_page *)screen)->list, rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    list_draw(&((const struct lines_page *)screen)->list, canvas, rect, true);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct lines_page *page = (struct lines_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

static void target_of(const struct screen *screen, struct target *target)
{
    const struct lines_page *page = (const struct lines_page *)screen;
    long at = page->list.selected;
    if (at >= 0 && at < (long)page->lines.count)
        *target = page->lines.items[at].target;
}

static void status_gaps(const struct screen *screen, struct buffer *out)
{
    buffer_format(out, "%s ", _("agreements that miss something"));
    list_position(&((const struct lines_page *)screen)->list, out);
}

static void status_obstacles(const struct screen *screen, struct buffer *out)
{
    buffer_format(out, "%s ", _("in the way, by ministry"));
    list_position(&((const struct lines_page *)screen)->list, out);
}

static void free_page(struct screen *screen)
{
    struct lines_page *page = (struct lines_page *)screen;
    clear(page);
    free(page->lines.items);
    list_release(&page->list);
    free(page);
}

#define SHARED                                                                                     \
    .title = N_("Charter"), .actions = charter_actions, .action_count = CHARTER_ACTIONS,           \
    .place = place, .draw = draw, .event = event, .target = target_of, .free = free_page

static const struct screen_calls gaps_calls = {
    .name = "charter-gaps", .load = load_gaps, .status = status_gaps, SHARED};
static const struct screen_calls obstacles_calls = {
    .name = "charter-blockers", .load = load_obstacles, .status = status_obstacles, SHARED};

static struct screen *make(struct ui *ui, const struct screen_calls *calls,
                           const struct list_column columns[COLUMNS])
{
    struct lines_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){calls, ui};
    struct list_source source = {page, count_lines, fetch_lines, NULL};
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS, source);
    page->list.sort_column = -1;
    page->list.empty = calls == &gaps_calls
                           ? _("Every agreement has its efforts, and nothing is in the way.")
                           : _("No problem of severity high or critical is in the way.");
    return &page->screen;
}

struct screen *charter_gaps_screen(struct ui *ui)
{
    static const struct list_column columns[COLUMNS] = {
        {.title = N_("CODE"), .min = 5, .preferred = 6},
        {.title = N_("MISSING"), .min = 14, .preferred = 28},
        {.title = N_("DUE"), .min = 11, .preferred = 11, .priority = 1},
        {.title = N_("AGREEMENT"), .min = 16, .preferred = 40, .weight = 1},
        {.title = N_("MINISTRY"), .min = 14, .preferred = 24, .priority = 2}};
    return make(ui, &gaps_calls, columns);
}

struct screen *charter_obstacles_screen(struct ui *ui)
{
    static const struct list_column columns[COLUMNS] = {
        {.title = N_("MINISTRY"), .min = 12, .preferred = 22},
        {.title = N_("PROBLEM"), .min = 16, .preferred = 34, .weight = 2},
        {.title = N_("STATE"), .min = 12, .preferred = 24, .weight = 1, .priority = 1},
        {.title = N_("CODE"), .min = 5, .preferred = 6},
        {.title = N_("AGREEMENT"), .min = 16, .preferred = 30, .weight = 1, .priority = 2}};
    return make(ui, &obstacles_calls, columns);
}
