/* Small popups that other screens ask with: a question with one line as answer, and a choice from a
 * list. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/widgets/picker.h"
#include "wijk/tui/widgets/prompt.h"

/* ---- a question ---- */

struct prompt_page {
    struct screen screen;
    struct prompt_request request;
    struct prompt prompt;
    struct target about; /* what was selected when it opened */
    char *label;         /* owned */
    char problem[512];
};

static void prompt_echo(void *context, const char *text, struct prompt_echo *echo)
{
    (void)text;
    const struct prompt_page *page = context;
    echo->style = STYLE_ERROR;
    buffer_add_text(&echo->lines, page->problem);
}

/* The answer may end this page (another main screen is shown) or put a page on top of it: the
 * context is taken out first, and the page is looked for before it is touched again. */
static void answer(struct prompt_page *page)
{
    struct ui *ui = page->screen.ui;
    struct error error = ERROR_NONE;
    char *text = memory_string(prompt_text(&page->prompt));
    void *context = page->request.context;
    page->request.context = NULL;
    bool good = page->request.done(ui, context, text, &error);
    free(text);
    if (good) {
        ui_close(ui, &page->screen);
        free(context);
        return;
    }
    page->request.context = context;
    memcpy(page->problem, error.message, sizeof page->problem);
    prompt_refresh(&page->prompt);
}

static bool prompt_page_event(struct screen *screen, const struct event *event)
{
    struct prompt_page *page = (struct prompt_page *)screen;
    page->problem[0] = '\0';
    bool used = prompt_event(&page->prompt, event);
    if (page->prompt.outcome == PROMPT_ENTER)
        answer(page);
    else if (page->prompt.outcome == PROMPT_ESCAPE && *prompt_text(&page->prompt) == '\0')
        ui_pop(screen->ui);
    else if (page->prompt.outcome == PROMPT_ESCAPE)
        ui_pop_keep(screen->ui);
    return used;
}

/* Always room for one line under it, so that a word of refusal does not move the line. */
static struct rect prompt_rect(const struct prompt_page *page, struct rect rect)
{
    int lines = prompt_lines(&page->prompt, rect.width), most = rect.height / 2;
    lines = lines < most ? lines : most;
    return look_bottom(rect, lines < 2 ? 2 : lines);
}

static void prompt_page_place(struct screen *screen, struct rect rect)
{
    struct prompt_page *page = (struct prompt_page *)screen;
    prompt_place(&page->prompt, prompt_rect(page, rect));
}

static void prompt_page_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct prompt_page *page = (const struct prompt_page *)screen;
    struct rect below = look_bottom_draw(canvas, rect, prompt_rect(page, rect).height);
    prompt_draw(&page->prompt, canvas, below, true);
}

static void prompt_page_status(const struct screen *screen, struct buffer *out)
{
    buffer_add_text(out, ((const struct prompt_page *)screen)->request.complete != NULL
                             ? _("Enter answers  Tab completes  Esc leaves")
                             : _("Enter answers  Esc leaves"));
}

static void prompt_page_free(struct screen *screen)
{
    struct prompt_page *page = (struct prompt_page *)screen;
    prompt_release(&page->prompt);
    free(page->request.context);
    free(page->label);
    free(page);
}

static const struct screen_calls prompt_calls = {.name = "prompt",
                                                 .popup = true,
                                                 .place = prompt_page_place,
                                                 .draw = prompt_page_draw,
                                                 .event = prompt_page_event,
                                                 .typing = look_types,
                                                 .status = prompt_page_status,
                                                 .free = prompt_page_free};

/* The same question about the same row: what was typed comes back. */
static bool same_question(const struct screen *screen, const void *key)
{
    const struct prompt_page *page = (const struct prompt_page *)screen, *wanted = key;
    return page->request.done == wanted->request.done && strcmp(page->label, wanted->label) == 0 &&
           page->about.kind == wanted->about.kind && id_equal(page->about.id, wanted->about.id);
}

struct screen *prompt_screen(struct ui *ui, const struct prompt_request *request)
{
    struct prompt_page *page = memory_new(sizeof *page);
    struct buffer label = BUFFER_EMPTY;
    page->screen = (struct screen){&prompt_calls, ui};
    page->request = *request;
    page->about = ui_target(ui);
    bool asks = request->label[0] != '\0' && request->label[strlen(request->label) - 1] == '?';
    buffer_format(&label, asks ? "%s" : "%s:", request->label);
    page->label = buffer_detach(&label);
    struct screen *kept = ui_kept(ui, &prompt_calls, same_question, page);
    if (kept != NULL) {
        free(page->request.context);
        free(page->label);
        free(page);
        return kept;
    }
    prompt_init(&page->prompt, page->label, prompt_echo, page);
    page->prompt.editor.complete = request->complete;
    if (request->text != NULL)
        prompt_set(&page->prompt, request->text);
    return &page->screen;
}

/* ---- a choice ---- */

struct pick_page {
    struct screen screen;
    struct pick_request request;
    struct picker picker;
};

static void ask(void *context, const char *typed, struct candidates *out)
{
    struct pick_page *page = context;
    page->request.fill(page->screen.ui, page->request.context, typed, out);
}

static void chosen(struct pick_page *page, struct id id, const char *text)
{
    struct ui *ui = page->screen.ui;
    struct error error = ERROR_NONE;
    char *copy = memory_string(text);
    void *context = page->request.context;
    page->request.context = NULL;
    bool (*done)(struct ui *, void *, struct id, const char *, struct error *) = page->request.done;
    ui_pop(ui); /* ends the page: what is done next may open a screen of its own */
    if (!done(ui, context, id, copy, &error))
        ui_fail(ui, &error);
    free(context);
    free(copy);
}

static bool pick_event(struct screen *screen, const struct event *event)
{
    struct pick_page *page = (struct pick_page *)screen;
    bool used = picker_event(&page->picker, event);
    switch (page->picker.outcome) {
    case PICKER_CHOSEN:
        chosen(page, picker_chosen(&page->picker)->id, picker_chosen(&page->picker)->text);
        return true;
    case PICKER_NEW:
        chosen(page, (struct id){{0}}, picker_typed(&page->picker));
        return true;
    case PICKER_CANCELLED:
        ui_pop(screen->ui);
        return true;
    case PICKER_REFUSED:
        ui_say(screen->ui, STYLE_AMBER, "%s", picker_chosen(&page->picker)->reason);
        return true;
    case PICKER_NOTHING:
        break;
    }
    return used;
}

static void pick_place(struct screen *screen, struct rect rect)
{
    picker_place(&((struct pick_page *)screen)->picker, rect);
}

static void pick_draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    picker_draw(&((const struct pick_page *)screen)->picker, canvas, rect, true);
}

static void pick_free(struct screen *screen)
{
    struct pick_page *page = (struct pick_page *)screen;
    picker_release(&page->picker);
    free(page->request.context);
    free(page);
}

static const struct screen_calls pick_calls = {.name = "pick",
                                               .popup = true,
                                               .place = pick_place,
                                               .draw = pick_draw,
                                               .event = pick_event,
                                               .typing = look_types,
                                               .status = look_choose_status,
                                               .free = pick_free};

struct screen *pick_screen(struct ui *ui, const struct pick_request *request)
{
    struct pick_page *page = memory_new(sizeof *page);
    page->screen = (struct screen){&pick_calls, ui};
    page->request = *request;
    picker_init(&page->picker, request->title);
    page->picker.ask = ask;
    page->picker.context = page;
    page->picker.allow_new = request->allow_new;
    picker_offer(&page->picker);
    int wanted = page->picker.hit_count + 4; /* frame, line to type in, position */
    if (wanted < page->picker.height)
        page->picker.height = wanted < 6 ? 6 : wanted;
    return &page->screen;
}
