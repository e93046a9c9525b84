/*
 * Importing a file: which one, what it holds, what it would do with every error where it stands,
 * and then all of it as one act.
 */
#include <stdlib.h>
#include <string.h>

#include "import_page.h"
#include "looks.h"
#include "where.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/path.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"
#include "wijk/tui/widgets/candidates.h"

static struct import_page *page_of(struct ui *ui)
{
    return (struct import_page *)ui_base(ui);
}

/* ---- drawing ---- */

static void fill_line(void *context, long at, struct list_row *out)
{
    const struct import_line *line = &((struct import_page *)context)->lines.items[at];
    memcpy(out->id.bytes, &at, sizeof at);
    out->id.bytes[15] = 1;
    for (int c = 0; c < IMPORT_COLUMNS; c++)
        out->text[c] = line->text[c];
    out->style[IMPORT_WHERE] = STYLE_HINT;
    out->style[IMPORT_WHAT] = (uint8_t)line->style;
}

static long count_lines(void *context, bool exact)
{
    (void)exact;
    return (long)((struct import_page *)context)->lines.count;
}

static int fetch_lines(void *context, long first, int count, struct list_row *out)
{
    struct look_rows rows = {context, count_lines(context, true), fill_line};
    return look_fetch(&rows, first, count, out);
}

static const char *taken_as(const struct import_page *page)
{
    if (page->guess.format == IMPORT_BBGA)
        return _("figures or catalogue of the BBGA");
    if (page->guess.format == IMPORT_CBS)
        return _("table of CBS StatLine");
    return page->guess.kind == ENTITY_NONE ? _("a whole programme")
                                           : _(entities[page->guess.kind].plural);
}

/* What stands below the list: the selected line in full, for one that is told in many words. */
#define IN_FULL 3

static struct rect list_rect(struct rect rect, struct rect *below)
{
    struct rect rest;
    rect_split_top(rect, 4, &rest);
    *below = rect_inset(rect_split_bottom(rest, IN_FULL, &rest), 1, 0);
    return rest;
}

static void place(struct screen *screen, struct rect rect)
{
    struct rect below;
    list_place(&((struct import_page *)screen)->list, list_rect(rect, &below));
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct import_page *page = (const struct import_page *)screen;
    struct rect below, rest = list_rect(rect, &below), top = rect_split_top(rect, 4, &rect);
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, _("%s, taken as: %s"), path_name(page->path), taken_as(page));
    if (page->numbers_given)
        buffer_format(&text, _(", numbers as in %s"),
                      page->numbers == NUMBER_NL ? "1.234,5" : "1234.5");
    canvas_text_cut(canvas, top, 1, text.bytes, STYLE_STRONG);
    top.y++;
    if (page->summary != NULL)
        canvas_text_cut(canvas, top, 1, page->summary,
                        page->errors > 0 ? STYLE_AMBER : STYLE_NORMAL);
    top.y++;
    canvas_text_cut(canvas, top, 1,
                    _("Nothing was changed yet. Enter takes what is right; u takes it back."),
                    STYLE_HINT);
    list_draw(&page->list, canvas, rest, true);
    long at = page->list.selected;
    if (at >= 0 && at < (long)page->lines.count)
        canvas_text_wrapped(canvas, below, 0, page->lines.items[at].text[IMPORT_DETAIL],
                            STYLE_HINT);
    buffer_release(&text);
}

static void status(const struct screen *screen, struct buffer *out)
{
    list_position(&((const struct import_page *)screen)->list, out);
}

static bool event(struct screen *screen, const struct event *event)
{
    return list_event(&((struct import_page *)screen)->list, event);
}

static void free_page(struct screen *screen)
{
    struct import_page *page = (struct import_page *)screen;
    import_forget(page);
    for (size_t i = 0; i < page->mappings.count; i++) {
        free((void *)page->mappings.items[i].header);
        free((void *)page->mappings.items[i].column);
    }
    free(page->mappings.items);
    free(page->lines.items);
    free(page->headers.items);
    free(page->region);
    free(page->values);
    free(page->path);
    list_release(&page->list);
    free(page);
}

/* ---- numbers ---- */

static void fill_numbers(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui, (void)context, (void)typed;
    candidates_add(out, "1.234,5", _("a comma before the decimals"), (struct id){{1}});
    candidates_add(out, "1234.5", _("a point before the decimals"), (struct id){{2}});
}

static bool set_numbers(struct ui *ui, void *context, struct id id, const char *text,
                        struct error *error)
{
    (void)context, (void)text, (void)error;
    page_of(ui)->numbers = id.bytes[0] == 1 ? NUMBER_NL : NUMBER_ISO;
    page_of(ui)->numbers_given = true;
    (void)import_preview(page_of(ui));
    return true;
}

static void ask_numbers(struct ui *ui)
{
    struct pick_request request = {.title = _("How does the file write its numbers?"),
                                   .fill = fill_numbers,
                                   .done = set_numbers};
    ui_push(ui, pick_screen(ui, &request));
}

static void show(struct ui *ui);

static bool set_year(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    char *end;
    long year = strtol(text, &end, 10);
    if (end == text || *end != '\0' || year < 1900 || year > 2200)
        return error_set(error, ERROR_INPUT, _("type a year, as in 2021"));
    page_of(ui)->year = (int)year;
    show(ui);
    return true;
}

static void ask_year(struct ui *ui)
{
    struct prompt_request request = {.label = _("Which year are the figures of?"),
                                     .done = set_year};
    ui_push(ui, prompt_screen(ui, &request));
}

/* What the preview cannot know is asked once. */
static void show(struct ui *ui)
{
    struct import_page *page = page_of(ui);
    bool good = import_preview(page);
    if (good && page->separators && !page->numbers_given)
        ask_numbers(ui);
    else if (!good && page->guess.format == IMPORT_CBS && page->year == 0)
        ask_year(ui);
}

/* ---- what it holds ---- */

#define KIND_ALL 250
#define KIND_BBGA 251
#define KIND_CBS 252

static void offer(struct candidates *out, const char *typed, const char *label, int kind)
{
    if (text_match(label, typed) >= 0)
        candidates_add(out, label, NULL, (struct id){{(uint8_t)kind, 1}});
}

static void fill_kinds(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)ui, (void)context;
    for (int kind = 0; kind < ENTITY_COUNT; kind++)
        offer(out, typed, _(entities[kind].plural), kind);
    offer(out, typed, _("figures or catalogue of the BBGA"), KIND_BBGA);
    offer(out, typed, _("table of CBS StatLine"), KIND_CBS);
    offer(out, typed, _("a whole programme"), KIND_ALL);
}

static bool set_kind(struct ui *ui, void *context, struct id id, const char *text,
                     struct error *error)
{
    (void)context, (void)text, (void)error;
    struct import_page *page = page_of(ui);
    int kind = id.bytes[0];
    page->guess.format = kind == KIND_BBGA  ? IMPORT_BBGA
                         : kind == KIND_CBS ? IMPORT_CBS
                                            : IMPORT_ROWS;
    page->guess.kind = kind < ENTITY_COUNT ? (enum entity_kind)kind : ENTITY_NONE;
    show(ui);
    return true;
}

static void ask_kind(struct ui *ui)
{
    struct pick_request request = {
        .title = _("What does the file hold?"), .fill = fill_kinds, .done = set_kind};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- columns ---- */

static void fill_headers(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    const struct import_page *page = page_of(ui);
    for (size_t i = 0; i < page->headers.count; i++)
        if (text_match(page->headers.items[i], typed) >= 0)
            candidates_add(out, page->headers.items[i], NULL, (struct id){{(uint8_t)(i + 1), 1}});
}

static void fill_fields(struct ui *ui, void *context, const char *typed, struct candidates *out)
{
    (void)context;
    const struct import_page *page = page_of(ui);
    const struct entity *entity = &entities[page->guess.kind];
    for (size_t i = 0; i < entity->field_count; i++)
        if (text_match(_(entity->fields[i].label), typed) >= 0)
            candidates_add(out, _(entity->fields[i].label), entity->fields[i].column,
                           (struct id){{(uint8_t)(i + 1), 1}});
    if (text_match(_("none: leave it out"), typed) >= 0)
        candidates_add(out, _("none: leave it out"), NULL, (struct id){{0, 1}});
}

static void map(struct import_page *page, const char *header, const char *column)
{
    for (size_t i = 0; i < page->mappings.count; i++)
        if (strcmp(page->mappings.items[i].header, header) == 0) {
            free((void *)page->mappings.items[i].column);
            page->mappings.items[i].column = column == NULL ? NULL : memory_string(column);
            return;
        }
    *VECTOR_PUSH(&page->mappings) = (struct import_mapping){
        memory_string(header), column == NULL ? NULL : memory_string(column)};
}

static bool set_field(struct ui *ui, void *context, struct id id, const char *text,
                      struct error *error)
{
    (void)text, (void)error;
    struct import_page *page = page_of(ui);
    const struct entity *entity = &entities[page->guess.kind];
    map(page, context, id.bytes[0] == 0 ? NULL : entity->fields[id.bytes[0] - 1].column);
    show(ui);
    return true;
}

static bool set_header(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)context, (void)id, (void)error;
    struct pick_request request = {.title = _("Which field is in this column?"),
                                   .fill = fill_fields,
                                   .done = set_field,
                                   .context = memory_string(text)};
    ui_push(ui, pick_screen(ui, &request));
    return true;
}

static bool set_values(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)context, (void)id, (void)error;
    struct import_page *page = page_of(ui);
    free(page->values);
    page->values = memory_string(text);
    show(ui);
    return true;
}

/* StatLine: the column of the area, then the one with the figures. */
static bool set_region(struct ui *ui, void *context, struct id id, const char *text,
                       struct error *error)
{
    (void)context, (void)id, (void)error;
    struct import_page *page = page_of(ui);
    free(page->region);
    page->region = memory_string(text);
    struct pick_request request = {.title = _("Which column has the figures?"),
                                   .fill = fill_headers,
                                   .done = set_values,
                                   .allow_new = true};
    ui_push(ui, pick_screen(ui, &request));
    return true;
}

static bool has_columns(struct ui *ui, struct buffer *why)
{
    const struct import_page *page = page_of(ui);
    bool rows = page->guess.format == IMPORT_ROWS && page->guess.kind != ENTITY_NONE;
    if (page->headers.count > 0 && (rows || page->guess.format == IMPORT_CBS))
        return true;
    buffer_add_text(why, _("the columns of this file are known"));
    return false;
}

static void ask_columns(struct ui *ui)
{
    bool statline = page_of(ui)->guess.format == IMPORT_CBS;
    struct pick_request request = {.title = statline ? _("Which column has the areas?")
                                                     : _("Which column?"),
                                   .fill = fill_headers,
                                   .done = statline ? set_region : set_header};
    ui_push(ui, pick_screen(ui, &request));
}

/* ---- doing it ---- */

static bool has_changes(struct ui *ui, struct buffer *why)
{
    if (page_of(ui)->changes > 0)
        return true;
    buffer_add_text(why, _("there is nothing new in this file"));
    return false;
}

static void take(struct ui *ui)
{
    struct import_page *page = page_of(ui);
    if (page->separators && !page->numbers_given) {
        ask_numbers(ui);
        return;
    }
    if (!import_do(page))
        return;
    bool rows = page->guess.format == IMPORT_ROWS;
    ui_saved(ui, rows ? _("imported: %s (u takes it back)") : _("imported: %s"), page->summary);
    ui_pop(ui);
}

const struct action import_actions[] = {
    {"take-import", N_("Import"), "Enter", N_("import"),
     N_("Takes what is right in the file, as one act."),
     ACTION_FILE | ACTION_WRITES | ACTION_FOOTER, has_changes, take},
    {"import-kind", N_("Import"), "t", N_("what it is"),
     N_("Says what the file holds, where the guess is wrong."), ACTION_FILE | ACTION_FOOTER, NULL,
     ask_kind},
    {"import-columns", N_("Import"), "c", N_("columns"),
     N_("Says which column is which field; of StatLine which has the areas and which the figures."),
     ACTION_FILE | ACTION_FOOTER, has_columns, ask_columns},
    {"import-numbers", N_("Import"), "n", N_("numbers"),
     N_("Says how the file writes its numbers: 1.234,5 or 1234.5."), ACTION_FILE | ACTION_FOOTER,
     NULL, ask_numbers},
    {"import-year", N_("Import"), "y", N_("year"),
     N_("Says which year published figures are of, where the file does not."), ACTION_FILE, NULL,
     ask_year},
};
const size_t import_action_count = sizeof import_actions / sizeof *import_actions;

static const struct screen_calls import_calls = {.name = "import",
                                                 .title = N_("Import"),
                                                 .actions = import_actions,
                                                 .action_count =
                                                     sizeof import_actions / sizeof *import_actions,
                                                 .place = place,
                                                 .draw = draw,
                                                 .event = event,
                                                 .status = status,
                                                 .free = free_page};

static struct screen *import_screen(struct ui *ui, const char *path,
                                    const struct import_guess *guess)
{
    static const struct list_column columns[] = {
        {.title = N_("WHERE"), .min = 12, .preferred = 20},
        {.title = N_("WHAT"), .min = 12, .preferred = 16},
        {.title = N_("IN THE FILE"), .min = 30, .preferred = 50, .weight = 1}};
    struct import_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&import_calls, ui};
    page->path = memory_string(path);
    page->guess = *guess;
    list_init(&page->list, look_columns(columns, IMPORT_COLUMNS, page->columns), IMPORT_COLUMNS,
              (struct list_source){page, count_lines, fetch_lines, NULL});
    page->list.empty = _("There is nothing new in this file.");
    return &page->screen;
}

/* ---- which file ---- */

static bool ask_for(struct ui *ui, void *context, const char *text, struct error *error)
{
    (void)context;
    struct import_guess guess;
    struct buffer path = BUFFER_EMPTY;
    where_expand(text, &path);
    bool known = path.length > 0 || error_set(error, ERROR_INPUT, _("type the name of a file"));
    known = known && importing_guess(path.bytes, &guess, error);
    if (known) {
        ui_push(ui, import_screen(ui, path.bytes, &guess));
        show(ui);
    }
    buffer_release(&path);
    return known;
}

void import_ask(struct ui *ui)
{
    struct prompt_request request = {
        .label = _("Import which file?"), .done = ask_for, .complete = where_complete};
    ui_push(ui, prompt_screen(ui, &request));
}
