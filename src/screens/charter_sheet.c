/* The sheet of one agreement, for a theme meeting: what it says, what shows that it is kept, what
 * is in the way, and the question to put. */
#include <stdlib.h>
#include <string.h>

#include "charter.h"
#include "looks.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/list.h"

enum { PART, SIGN, CODE, TITLE, WORDS, COLUMNS };

struct sheet_page {
    struct screen screen;
    struct id agreement, programme; /* programme: only what is there; none: all */
    struct charter_sheet sheet;
    bool loaded;
    struct buffer heading; /* the lines above the list */
    size_t *shown;         /* owned: lines of the sheet, by position in the list */
    size_t count;
    struct list list;
    struct list_column columns[COLUMNS];
};

/* ---- reading ---- */

static bool belongs(const struct sheet_page *page, const struct charter_line *line)
{
    return id_is_none(page->programme) || id_is_none(line->programme) ||
           id_equal(page->programme, line->programme);
}

static void choose_lines(struct sheet_page *page)
{
    free(page->shown);
    page->count = 0;
    page->shown = memory_array(page->sheet.lines.count + 1, sizeof *page->shown);
    for (size_t i = 0; i < page->sheet.lines.count; i++)
        if (belongs(page, &page->sheet.lines.items[i]))
            page->shown[page->count++] = i;
}

static void add_known(struct buffer *out, const char *text)
{
    if (text != NULL && *text != '\0')
        buffer_format(out, "%s%s", out->length > 0 ? " · " : "", text);
}

static void write_heading(struct sheet_page *page)
{
    const struct charter_sheet *sheet = &page->sheet;
    struct buffer facts = BUFFER_EMPTY, gaps = BUFFER_EMPTY;
    add_known(&facts, sheet->state);
    add_known(&facts, sheet->theme);
    add_known(&facts, sheet->ministry);
    add_known(&facts, sheet->lead);
    charter_gap_words(&gaps, sheet->gaps);
    add_known(&facts, gaps.bytes);
    buffer_clear(&page->heading);
    buffer_format(&page->heading, "%s\n", facts.bytes);
    if (row_text(&sheet->agreement, "note") != NULL)
        buffer_format(&page->heading, "%s\n", row_text(&sheet->agreement, "note"));
    buffer_format(&page->heading, "%s %s", _("The question:"), sheet->question);
    buffer_release(&facts);
    buffer_release(&gaps);
}

static bool load(struct screen *screen, struct error *error)
{
    struct sheet_page *page = (struct sheet_page *)screen;
    struct charter_sheet fresh;
    if (!charter_sheet_load(screen->ui->session, page->agreement, &fresh, error))
        return false;
    if (page->loaded)
        charter_sheet_release(&page->sheet);
    page->sheet = fresh;
    page->loaded = true;
    choose_lines(page);
    write_heading(page);
    list_reload(&page->list);
    return true;
}

/* ---- the list ---- */

static const struct charter_line *line_at(const struct sheet_page *page, long at)
{
    return at >= 0 && at < (long)page->count ? &page->sheet.lines.items[page->shown[at]] : NULL;
}

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct sheet_page *)context)->count;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct sheet_page *page = context;
    int got = 0;
    for (; got < count && first + got < (long)page->count; got++) {
        const struct charter_line *line = line_at(page, first + got);
        const struct charter_line *above = line_at(page, first + got - 1);
        bool begins = above == NULL || above->part != line->part;
        out[got] = (struct list_row){
            .id = line->id,
            .text = {begins ? _(charter_part_title(line->part)) : "",
                     line->light == LIGHT_COUNT ? "" : light_glyph(line->light), line->code,
                     line->title, line->words},
            .style = {STYLE_STRONG,
                      line->light == LIGHT_COUNT ? STYLE_NORMAL
                                                 : (uint8_t)look_of_light(line->light),
                      STYLE_HINT, STYLE_NORMAL, STYLE_NORMAL}};
        if (*line->where != '\0' && id_is_none(page->programme))
            out[got].text[PART] = begins ? out[got].text[PART] : line->where;
    }
    return got;
}

/* ---- drawing ---- */

static int wrapped_lines(const char *text, int width, int most)
{
    int lines = 0;
    size_t length = text == NULL ? 0 : strlen(text);
    for (size_t at = 0, next = 0; at < length && lines < most; at += next, lines++)
        text_wrap(text + at, length - at, width < 1 ? 1 : width, &next);
    return lines;
}

static void place(struct screen *screen, struct rect rect)
{
    struct sheet_page *page = (struct sheet_page *)screen;
    int above = wrapped_lines(page->sheet.title, rect.width - 2, 2) +
                wrapped_lines(page->heading.bytes, rect.width - 2, 6) + 1;
    rect_split_top(rect, above < rect.height - 4 ? above : rect.height / 2, &rect);
    list_place(&page->list, rect);
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct sheet_page *page = (const struct sheet_page *)screen;
    struct rect above = {rect.x + 1, rect.y, rect.width - 2, page->list.rect.y - rect.y - 1};
    int title = canvas_text_wrapped(canvas, (struct rect){above.x, above.y, above.width, 2}, 0,
                                    page->sheet.title, STYLE_STRONG);
    rect_split_top(above, title > 2 ? 2 : title, &above);
    canvas_text_wrapped(canvas, above, 0, page->heading.bytes, STYLE_NORMAL);
    list_draw(&page->list, canvas, page->list.rect, true);
}

static bool event(struct screen *screen, const struct event *event)
{
    struct sheet_page *page = (struct sheet_page *)screen;
    bool used = list_event(&page->list, event);
    if (page->list.outcome == LIST_OPEN)
        open_target(screen->ui, ui_target(screen->ui));
    return used;
}

/* A line of the history is no row of its own: the agreement is. */
static void target_of(const struct screen *screen, struct target *target)
{
    const struct sheet_page *page = (const struct sheet_page *)screen;
    const struct charter_line *line = line_at(page, page->list.selected);
    *target = line != NULL && line->kind != ENTITY_NONE
                  ? (struct target){.kind = line->kind, .id = line->id}
                  : (struct target){.kind = ENTITY_AGREEMENT, .id = page->agreement};
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct sheet_page *page = (const struct sheet_page *)screen;
    if (!id_is_none(page->programme) && page->count > 0) {
        struct buffer where = BUFFER_EMPTY;
        rows_name(screen->ui->session, ENTITY_PROGRAMME, page->programme, &where);
        buffer_format(out, "%s · ", where.bytes);
        buffer_release(&where);
    }
    list_position(&page->list, out);
}

static void free_page(struct screen *screen)
{
    struct sheet_page *page = (struct sheet_page *)screen;
    if (page->loaded)
        charter_sheet_release(&page->sheet);
    buffer_release(&page->heading);
    list_release(&page->list);
    free(page->shown);
    free(page);
}

/* ---- actions: about the agreement, whatever line is selected ---- */

static struct sheet_page *page_of(struct ui *ui)
{
    return (struct sheet_page *)ui_base(ui);
}

static void edit_agreement(struct ui *ui)
{
    ui_push(ui,
            form_screen(ui, &page_of(ui)->sheet.agreement, (struct target){.kind = ENTITY_NONE}));
}

static void flag_agreement(struct ui *ui)
{
    ui_push(ui,
            quick_screen(ui, '!',
                         (struct target){.kind = ENTITY_AGREEMENT, .id = page_of(ui)->agreement}));
}

static void link_here(struct ui *ui)
{
    charter_link_screen(ui, page_of(ui)->agreement);
}

static void agenda_here(struct ui *ui)
{
    charter_put_on_agenda(ui, page_of(ui)->agreement);
}

static bool can_unlink(struct ui *ui, struct buffer *why)
{
    enum entity_kind kind = ui_target(ui).kind;
    if (kind == ENTITY_AREA || kind == ENTITY_GOAL || kind == ENTITY_EFFORT)
        return true;
    buffer_add_text(why, _("only an area, a goal or an effort is linked"));
    return false;
}

static void unlink_here(struct ui *ui)
{
    struct target target = ui_target(ui);
    struct charter_linking linking = {page_of(ui)->agreement, target.kind, target.id};
    struct error error = ERROR_NONE;
    if (charter_unlink(ui->session, &linking, &error))
        ui_saved(ui, "%s", _("link taken away (u brings it back)"));
    else
        ui_fail(ui, &error);
}

#define GROUP N_("Charter")

const struct action charter_sheet_actions[] = {
    {"edit-agreement", GROUP, "i", N_("agreement"), N_("Changes the agreement itself in a form."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, edit_agreement},
    {"flag-agreement", GROUP, "!", N_("problem"),
     N_("Flags a problem about this agreement in one line."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, flag_agreement},
    {"agenda-here", GROUP, "t", N_("agenda"),
     N_("Puts the agreement on the agenda of the next theme meeting."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, agenda_here},
    {"link-here", GROUP, "+", N_("link"),
     N_("Links the agreement to an effort, a goal or an area."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, NULL, link_here},
    {"unlink", GROUP, "-", N_("unlink"), N_("Takes the link to the selected row away."),
     ACTION_ROW | ACTION_WRITES, can_unlink, unlink_here},
};
const size_t charter_sheet_action_count =
    sizeof charter_sheet_actions / sizeof *charter_sheet_actions;

static const struct screen_calls sheet_calls = {.name = "charter-sheet",
                                                .title = N_("Agreement"),
                                                .actions = charter_sheet_actions,
                                                .action_count = sizeof charter_sheet_actions /
                                                                sizeof *charter_sheet_actions,
                                                .load = load,
                                                .place = place,
                                                .draw = draw,
                                                .event = event,
                                                .target = target_of,
                                                .status = status,
                                                .free = free_page};

struct screen *agreement_screen(struct ui *ui, struct id agreement)
{
    return charter_sheet_screen(ui, agreement, (struct id){{0}});
}

struct screen *charter_sheet_screen(struct ui *ui, struct id agreement, struct id programme)
{
    static const struct list_column columns[COLUMNS] = {
        {.title = N_("PART"), .min = 9, .preferred = 14},
        {.title = "", .min = 1, .preferred = 1},
        {.title = N_("CODE"), .min = 11, .preferred = 11, .priority = 1},
        {.title = N_("WHAT"), .min = 14, .preferred = 34, .weight = 1},
        {.title = N_("HOW IT STANDS"), .min = 14, .preferred = 40, .weight = 1}};
    struct sheet_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&sheet_calls, ui};
    page->agreement = agreement;
    page->programme = programme;
    page->heading = BUFFER_EMPTY;
    struct list_source source = {page, count_lines, fetch_lines, NULL};
    list_init(&page->list, look_columns(columns, COLUMNS, page->columns), COLUMNS, source);
    page->list.sort_column = -1;
    page->list.empty = _("Nothing is linked to this agreement yet. + links an effort, a goal or an "
                         "area.");
    return &page->screen;
}
