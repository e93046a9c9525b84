/*
 * A typed line about a row: "!" flags a problem, "m" logs a measurement. What the line will become
 * is shown under it while it is typed; a line with a mistake is not accepted. Left with Esc the
 * text is kept and comes back.
 */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "quick_complete.h"
#include "saved.h"
#include "wijk/app/measuring.h"
#include "wijk/app/problems.h"
#include "wijk/app/rows.h"
#include "wijk/app/similar.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/domain/quickline.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/prompt.h"

struct quick_page {
    struct screen screen;
    char sign; /* '!' or '=' */
    struct target target;
    struct prompt prompt;
    struct quickline line; /* the last reading */
    struct quickline_context context;
    struct buffer about, label; /* the row's code or name; what stands before the line */
    char problem[512];          /* why it was not accepted */
    struct similar similar;     /* problems that look like what is typed… */
    struct similar lessons;     /* …and what was learnt from the like… */
    struct buffer compared;     /* …up to its last whole word */
};

static const char *help_of(const struct quick_page *page)
{
    return page->sign == '='
               ? _("value [date] [status] [source:] [note], as in: 14,2 1okt estimate")
               : /* xgettext:no-c-format */ _(
                     "what stands in the way   @owner  ^due  &about  %level   !! high, "
                     "!!! critical");
}

/* Looks for the same problem elsewhere, whenever another word is whole. What cannot be found now is
 * of no account: it is a hint. */
static void find_similar(struct quick_page *page)
{
    struct error ignored = ERROR_NONE;
    const char *text = page->line.text.bytes, *end = strrchr(text, ' ');
    size_t length = page->line.kind != QUICKLINE_PROBLEM ? 0 : page->line.text.length;
    bool half = end != NULL && length - (size_t)(end - text) < 5; /* a word that has just begun */
    if (half)
        length = (size_t)(end - text);
    if (length == page->compared.length && strncmp(page->compared.bytes, text, length) == 0)
        return;
    buffer_clear(&page->compared);
    buffer_add(&page->compared, text, length);
    similar_release(&page->similar);
    similar_release(&page->lessons);
    struct session *session = page->screen.ui->session;
    if (length > 0 && !similar_find(session, page->compared.bytes, &page->similar, &ignored))
        page->similar.count = 0;
    if (length > 0 && !similar_lessons(session, page->compared.bytes, &page->lessons, &ignored))
        page->lessons.count = 0;
}

static void tell_similar(const struct quick_page *page, struct buffer *out)
{
    for (size_t i = 0; i < page->similar.count; i++)
        buffer_format(out, _("\n≈ known already: %s"), page->similar.found[i].title);
    for (size_t i = 0; i < page->lessons.count; i++)
        buffer_format(out, _("\n≈ a lesson: %s"), page->lessons.found[i].title);
}

static void meaning(void *context, const char *text, struct prompt_echo *echo)
{
    struct quick_page *page = context;
    size_t sign = page->sign == '!'; /* the key that opened the line is its first character */
    struct buffer line = BUFFER_EMPTY;
    buffer_format(&line, "%s%s", sign > 0 ? "!" : "", text);
    quickline_read(&page->line, *text == '\0' ? text : line.bytes, &page->context);
    buffer_release(&line);
    const char *mistake = quickline_mistake(&page->line);
    if (page->problem[0] != '\0' || mistake != NULL) {
        echo->style = STYLE_ERROR;
        buffer_add_text(&echo->lines, page->problem[0] != '\0' ? page->problem : mistake);
    } else if (page->line.empty) {
        buffer_add_text(&echo->lines, help_of(page));
    } else {
        quickline_echo(&echo->lines, &page->line, &page->context);
        find_similar(page);
        tell_similar(page, &echo->lines);
    }
    for (size_t i = 0; i < page->line.spans.count; i++) {
        const struct quickline_span *span = &page->line.spans.items[i];
        if (!span->understood && span->end > sign)
            prompt_wrong(echo, span->start < sign ? 0 : span->start - sign, span->end - sign);
    }
}

static void complete(void *context, const char *word, struct candidates *out)
{
    struct quick_page *page = context;
    quick_complete(page->screen.ui, word, out);
}

/* ---- accepting ---- */

static bool accept_measurement(struct quick_page *page, struct error *error)
{
    struct ui *ui = page->screen.ui;
    struct id id;
    if (!measuring_log(ui->session, page->target.id, &page->line, &id, error))
        return false;
    saved_figure(ui, id);
    return true;
}

static bool accept_problem(struct quick_page *page, struct error *error)
{
    struct ui *ui = page->screen.ui;
    struct id id;
    struct buffer unresolved = BUFFER_EMPTY, title = BUFFER_EMPTY;
    struct problem_request request = {&page->line, page->target.kind, page->target.id};
    bool flagged = problems_flag(ui->session, &request, &id, &unresolved, error);
    if (flagged) {
        rows_title(ui->session, ENTITY_PROBLEM, id, &title);
        if (unresolved.length > 0)
            ui_say(ui, STYLE_AMBER, _("saved: %s, without an owner: '%s' is nobody known yet"),
                   title.bytes, unresolved.bytes);
        else
            ui_saved(ui, _("saved: %s"), title.bytes);
    }
    buffer_release(&unresolved);
    buffer_release(&title);
    return flagged;
}

static void enter(struct quick_page *page)
{
    struct error error = ERROR_NONE;
    if (page->line.empty)
        return;
    bool good = page->line.mistakes == 0;
    if (good)
        good = page->line.kind == QUICKLINE_MEASUREMENT ? accept_measurement(page, &error)
                                                        : accept_problem(page, &error);
    if (good) {
        ui_pop(page->screen.ui);
    } else if (error_is_set(&error)) {
        memcpy(page->problem, error.message, sizeof page->problem);
        prompt_refresh(&page->prompt);
    }
}

/* ---- the screen ---- */

static bool event(struct screen *screen, const struct event *event)
{
    struct quick_page *page = (struct quick_page *)screen;
    page->problem[0] = '\0';
    if (event->type == EVENT_KEY && event->key == KEYS_TAB && page->line.value.ambiguous) {
        page->context.other_reading = !page->context.other_reading;
        prompt_refresh(&page->prompt);
        return true;
    }
    bool used = prompt_event(&page->prompt, event);
    if (page->prompt.outcome == PROMPT_ENTER)
        enter(page);
    else if (page->prompt.outcome == PROMPT_ESCAPE && editor_is_empty(&page->prompt.editor))
        ui_pop(screen->ui);
    else if (page->prompt.outcome == PROMPT_ESCAPE)
        ui_pop_keep(screen->ui);
    return used;
}

/* The line, and what it will become, which is said in full: it takes the lines it needs. */
static int lines_of(const struct quick_page *page, struct rect rect)
{
    int lines = prompt_lines(&page->prompt, rect.width), most = rect.height / 4;
    most = 1 + (most > 1 ? most : 1);
    return lines > most ? most : lines > 2 ? lines : 2;
}

static void place(struct screen *screen, struct rect rect)
{
    struct quick_page *page = (struct quick_page *)screen;
    prompt_place(&page->prompt, look_bottom(rect, lines_of(page, rect)));
}

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct quick_page *page = (const struct quick_page *)screen;
    struct rect below = look_bottom_draw(canvas, rect, lines_of(page, rect));
    prompt_draw(&page->prompt, canvas, below, true);
}

static void status(const struct screen *screen, struct buffer *out)
{
    const struct quick_page *page = (const struct quick_page *)screen;
    buffer_add_text(out, page->line.value.ambiguous
                             ? _("Enter saves  Tab: the other number  Esc leaves")
                             : _("Enter saves  Tab completes  Esc leaves"));
}

static void free_page(struct screen *screen)
{
    struct quick_page *page = (struct quick_page *)screen;
    prompt_release(&page->prompt);
    quickline_release(&page->line);
    buffer_release(&page->about);
    buffer_release(&page->label);
    similar_release(&page->similar);
    similar_release(&page->lessons);
    buffer_release(&page->compared);
    free(page);
}

static const struct screen_calls quick_calls = {.name = "quick",
                                                .popup = true,
                                                .place = place,
                                                .draw = draw,
                                                .event = event,
                                                .status = status,
                                                .typing = look_types,
                                                .free = free_page};

/* What the indicator takes: a number, yes or no, or words. */
static enum quickline_measure measure_of(struct ui *ui, struct target target)
{
    struct row row;
    struct error ignored = ERROR_NONE;
    if (target.kind != ENTITY_INDICATOR ||
        !rows_get(ui->session, ENTITY_INDICATOR, target.id, &row, &ignored))
        return QUICKLINE_ANY;
    const char *kind = row_text(&row, "kind");
    enum quickline_measure measure = strcmp(kind, "yes/no") == 0  ? QUICKLINE_YES_NO
                                     : strcmp(kind, "words") == 0 ? QUICKLINE_WORDS
                                                                  : QUICKLINE_NUMBER;
    row_release(&row);
    return measure;
}

struct quick_key {
    char sign;
    struct target target;
};

static bool same_line(const struct screen *screen, const void *key)
{
    const struct quick_page *page = (const struct quick_page *)screen;
    const struct quick_key *wanted = key;
    return page->sign == wanted->sign && page->target.kind == wanted->target.kind &&
           id_equal(page->target.id, wanted->target.id);
}

struct screen *quick_screen(struct ui *ui, char kind, struct target target)
{
    struct quick_key key = {kind, target};
    struct screen *kept = ui_kept(ui, &quick_calls, same_line, &key);
    if (kept != NULL)
        return kept;
    struct quick_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&quick_calls, ui};
    page->sign = kind;
    page->target = target;
    page->about = page->label = page->compared = BUFFER_EMPTY;
    if (target.kind != ENTITY_NONE) {
        rows_code(ui->session, target.kind, target.id, &page->about);
        if (page->about.length == 0)
            rows_name(ui->session, target.kind, target.id, &page->about);
    }
    buffer_format(&page->label, "%s %c", kind == '=' ? page->about.bytes : _("problem"),
                  kind == '=' ? '=' : '!');
    page->context =
        (struct quickline_context){.language = language_now(),
                                   .today = ui->session->today,
                                   .plain = kind == '=' ? QUICKLINE_MEASUREMENT : QUICKLINE_PROBLEM,
                                   .measure = kind == '=' ? measure_of(ui, target) : QUICKLINE_ANY,
                                   .about = page->about.length == 0 ? NULL : page->about.bytes};
    quickline_init(&page->line);
    prompt_init(&page->prompt, page->label.bytes, meaning, page);
    page->prompt.editor.complete = complete;
    page->prompt.editor.complete_context = page;
    return &page->screen;
}
