/* The words of a copy of the file, large, to be compared by telephone; and trusting it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_page.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"
#include "wijk/screens/screens.h"
#include "wijk/tui/layout.h"

#define WORDS 8

struct words_page {
    struct screen screen;
    struct id site;
    bool own, known;    /* known: trusted already */
    char *name;         /* owned */
    char *words[WORDS]; /* owned: "1  B O O M" */
    void (*agreed)(struct ui *ui);
};

static void draw(const struct screen *screen, struct canvas *canvas, struct rect rect)
{
    const struct words_page *page = (const struct words_page *)screen;
    struct rect rest, top = rect_inset(rect_split_top(rect, 6, &rest), 1, 0);
    canvas_text_cut(canvas, top, 0, page->name, STYLE_STRONG);
    rect_split_top(top, 2, &top);
    canvas_text_wrapped(
        canvas, top, 0,
        page->own ? _("These eight words name this copy of the file. Read them aloud to whoever "
                      "takes your pack for the first time.")
                  : _("Call the person who works on that copy, and let them read the words of "
                      "theirs: they are on their exchange screen, behind Enter. All eight must be "
                      "the same, in this order."),
        STYLE_NORMAL);
    int step = rest.height >= WORDS ? 2 : 1;
    for (int i = 0; i < WORDS && page->words[i] != NULL; i++) {
        struct rect line = {rest.x + 3 + (i % 2) * (rect.width / 2), rest.y + (i / 2) * step,
                            rect.width / 2 - 3, 1};
        canvas_text_cut(canvas, line, 0, page->words[i], STYLE_MATCH);
    }
    canvas_cursor(canvas, rect.x + 1, rect.y);
}

static void free_page(struct screen *screen)
{
    struct words_page *page = (struct words_page *)screen;
    for (int i = 0; i < WORDS; i++)
        free(page->words[i]);
    free(page->name);
    free(page);
}

static bool is_other(struct ui *ui, struct buffer *why)
{
    const struct words_page *page = (const struct words_page *)ui_base(ui);
    if (!page->own && !page->known)
        return true;
    buffer_add_text(why, page->own ? _("this copy of the file always trusts itself")
                                   : _("it is trusted already"));
    return false;
}

static void agree(struct ui *ui)
{
    struct words_page *page = (struct words_page *)ui_base(ui);
    void (*agreed)(struct ui *) = page->agreed;
    struct error error = ERROR_NONE;
    if (agreed != NULL) {
        ui_close(ui, &page->screen);
        agreed(ui);
        return;
    }
    if (ui->session->read_only) {
        ui_say(ui, STYLE_AMBER, "%s", _("this file is read-only"));
        return;
    }
    if (!exchange_set_trust(ui->session, page->site, true, &error)) {
        ui_fail(ui, &error);
        return;
    }
    ui_saved(ui, _("trusted: %s"), page->name);
    ui_close(ui, &page->screen);
    exchange_page_of(ui)->looked = false;
}

const struct action words_actions[] = {
    {"words-agree", N_("Exchange"), "t", N_("the words are the same: trust"),
     N_("Trusts the copy: its packs are taken from now on."), ACTION_FOOTER, is_other, agree},
};
const size_t words_action_count = sizeof words_actions / sizeof *words_actions;

static const struct screen_calls words_calls = {.name = "exchange-words",
                                                .title = N_("Words"),
                                                .actions = words_actions,
                                                .action_count =
                                                    sizeof words_actions / sizeof *words_actions,
                                                .draw = draw,
                                                .free = free_page};

/* "1  boom" → "1  B O O M": large enough to read aloud from. */
static char *large(int number, const char *word, size_t length)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%d ", number);
    for (size_t i = 0; i < length; i++) {
        bool small = word[i] >= 'a' && word[i] <= 'z';
        buffer_add_byte(&text, ' ');
        buffer_add_byte(&text, small ? (char)(word[i] - 'a' + 'A') : word[i]);
    }
    return buffer_detach(&text);
}

struct screen *words_screen(struct ui *ui, const struct words_request *request)
{
    struct words_page *page = memory_new(sizeof *page);
    struct buffer name = BUFFER_EMPTY;
    const char *at = request->site->words;
    page->screen = (struct screen){&words_calls, ui};
    page->site = request->site->id;
    page->own = request->site->own;
    page->known = request->site->trust == EXCHANGE_TRUSTED;
    page->agreed = request->agreed;
    exchange_called(request->site, &name);
    page->name = buffer_detach(&name);
    for (int i = 0; i < WORDS && *at != '\0'; i++) {
        size_t length = strcspn(at, " ");
        page->words[i] = large(i + 1, at, length);
        at += length + strspn(at + length, " ");
    }
    return &page->screen;
}
