/*
 * The composer: the line at the bottom of a running meeting. What it will become is shown under it
 * at every key; Enter makes it an entry, as one act. What is half typed is kept at every key, so
 * that it is there again whatever ended the program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meeting_page.h"
#include "quick_complete.h"
#include "saved.h"
#include "wijk/app/rows.h"
#include "wijk/base/language.h"
#include "wijk/base/memory.h"

#define LINE_LIMIT 60000 /* bytes: an entry holds a bit more */

static const char *help_line(void)
{
    return /* xgettext:no-c-format */ _(
        "text: note   ! problem   * action   # decision   = figure   @owner ^due &about");
}

static struct meeting_line request_of(const struct meeting_page *page, const char *typed)
{
    const struct meeting_item *item = meeting_page_item(page);
    return (struct meeting_line){page->meeting, item == NULL ? (struct id){{0}} : item->row.id,
                                 typed, page->other_reading};
}

static void meaning(void *context, const char *text, struct prompt_echo *echo)
{
    struct meeting_page *page = context;
    struct error error = ERROR_NONE;
    if (*text == '\0' || !page->loaded) {
        quickline_release(&page->line);
        if (page->loaded)
            buffer_add_text(&echo->lines, help_line());
        return;
    }
    struct meeting_line request = request_of(page, text);
    bool read = meeting_echo(page->screen.ui->session, &request, &page->line, &echo->lines, &error);
    const char *mistake = page->problem[0] != '\0' ? page->problem
                          : !read                  ? error.message
                                                   : quickline_mistake(&page->line);
    if (mistake != NULL) {
        echo->style = page->asked ? STYLE_HINT : STYLE_ERROR;
        buffer_clear(&echo->lines);
        buffer_add_text(&echo->lines, mistake);
    }
    for (size_t i = 0; i < page->line.spans.count; i++)
        if (!page->line.spans.items[i].understood)
            prompt_wrong(echo, page->line.spans.items[i].start, page->line.spans.items[i].end);
}

static void complete(void *context, const char *word, struct candidates *out)
{
    quick_complete(((struct meeting_page *)context)->screen.ui, word, out);
}

static void set_label(struct meeting_page *page, const char *label)
{
    free(page->label);
    page->label = memory_string(label);
    page->composer.label = page->label;
}

void meeting_composer_init(struct meeting_page *page)
{
    quickline_init(&page->line);
    page->stash = BUFFER_EMPTY;
    page->label = memory_string(">");
    prompt_init(&page->composer, page->label, meaning, page);
    page->composer.editor.complete = complete;
    page->composer.editor.complete_context = page;
    page->composer.editor.limit = LINE_LIMIT;
}

void meeting_composer_release(struct meeting_page *page)
{
    prompt_release(&page->composer);
    quickline_release(&page->line);
    buffer_release(&page->stash);
    free(page->label);
}

bool meeting_composer_is_empty(const struct meeting_page *page)
{
    return editor_is_empty(&page->composer.editor) && page->stash.length == 0;
}

/* ---- keeping ---- */

/* While an entry is changed, the line that was half typed before it is what must not be lost. */
void meeting_composer_keep(struct meeting_page *page, bool durable)
{
    struct error error = ERROR_NONE;
    const struct meeting_item *item = meeting_page_item(page);
    bool stashed = page->stash.length > 0;
    if (!page->running)
        return;
    struct meeting_typing typing = {
        .meeting = page->meeting,
        .item = item == NULL ? (struct id){{0}} : item->row.id,
        .line = stashed ? page->stash.bytes : page->composer.editor.text.bytes,
        .cursor = stashed ? page->stash.length : page->composer.editor.cursor};
    if (!meeting_typing_keep(page->screen.ui->session, &typing, durable, &error))
        ui_fail(page->screen.ui, &error);
}

void meeting_composer_restore(struct meeting_page *page)
{
    struct error error = ERROR_NONE;
    struct meeting_typing typing = {.line = NULL};
    bool found = false;
    if (!meeting_typing_restore(page->screen.ui->session, &typing, &found, &error))
        ui_fail(page->screen.ui, &error);
    else if (found && id_equal(typing.meeting, page->meeting)) {
        prompt_set(&page->composer, typing.line);
        if (typing.cursor <= page->composer.editor.text.length)
            page->composer.editor.cursor = typing.cursor;
    }
    if (found)
        free(typing.line);
}

/* ---- adding ---- */

static void tell(struct meeting_page *page, const struct meeting_made *made)
{
    struct ui *ui = page->screen.ui;
    struct buffer title = BUFFER_EMPTY;
    if (made->made_kind != ENTITY_NONE)
        rows_title(ui->session, made->made_kind, made->made, &title);
    if (made->name[0] != '\0')
        ui_say(ui, STYLE_AMBER, _("saved: %s; '%s' is nobody known yet: to be completed later"),
               title.bytes, made->name);
    else if (made->made_kind == ENTITY_MEASUREMENT)
        saved_figure(ui, made->made);
    else if (title.length > 0)
        ui_saved(ui, _("saved: %s"), title.bytes);
    else
        ui_saved(ui, _("saved"));
    buffer_release(&title);
}

static bool add(struct meeting_page *page, struct error *error)
{
    struct meeting_made made = {.made_kind = ENTITY_NONE};
    struct meeting_line request = request_of(page, prompt_text(&page->composer));
    if (!meeting_line(page->screen.ui->session, &request, &made, error))
        return false;
    page->scrolled = 0;
    tell(page, &made);
    return true;
}

static bool change(struct meeting_page *page, struct error *error)
{
    if (!meeting_entry_change(page->screen.ui->session, page->changing,
                              prompt_text(&page->composer), error))
        return false;
    ui_saved(page->screen.ui, _("changed; F7 takes it back"));
    return true;
}

void meeting_composer_enter(struct meeting_page *page)
{
    struct error error = ERROR_NONE;
    if (editor_is_empty(&page->composer.editor) || page->line.mistakes > 0)
        return;
    bool changing = !id_is_none(page->changing);
    if (changing ? change(page, &error) : add(page, &error)) {
        page->other_reading = false;
        prompt_set(&page->composer, "");
        if (changing)
            meeting_composer_unchange(page);
        else
            meeting_typing_forget(page->screen.ui->session);
    } else {
        memcpy(page->problem, error.message, sizeof page->problem);
        page->asked = page->line.kind == QUICKLINE_MEASUREMENT && error.code == ERROR_REFUSED;
        prompt_refresh(&page->composer);
    }
}

/* ---- changing an entry ---- */

void meeting_composer_change(struct meeting_page *page, const struct meeting_entry *entry)
{
    struct error error = ERROR_NONE;
    struct buffer line = BUFFER_EMPTY, label = BUFFER_EMPTY;
    if (meeting_entry_line(page->screen.ui->session, entry->id, &line, &error)) {
        if (id_is_none(page->changing))
            buffer_add_text(&page->stash, prompt_text(&page->composer));
        page->changing = entry->id;
        meeting_words_clock(entry->at, &label);
        buffer_add_text(&label, " >");
        set_label(page, label.bytes);
        page->composing = true;
        prompt_set(&page->composer, line.bytes);
    } else {
        ui_fail(page->screen.ui, &error);
    }
    buffer_release(&line);
    buffer_release(&label);
}

void meeting_composer_unchange(struct meeting_page *page)
{
    struct buffer stash = page->stash;
    page->stash = BUFFER_EMPTY;
    page->changing = (struct id){{0}};
    set_label(page, ">");
    prompt_set(&page->composer, stash.bytes);
    buffer_release(&stash);
    meeting_composer_keep(page, false);
}

/* ---- events ---- */

static void after(struct meeting_page *page, const struct event *event)
{
    struct ui *ui = page->screen.ui;
    if (page->composer.editor.refused)
        ui_say(ui, STYLE_AMBER, _("a line holds at most %d bytes; what did not fit was left out"),
               LINE_LIMIT);
    else if (event->type == EVENT_PASTE && event->paste_length > 0 &&
             memchr(event->paste, '\n', event->paste_length - 1) != NULL)
        ui_say(ui, STYLE_HINT, _("pasted lines became one line; Enter adds it"));
    if (page->composer.outcome == PROMPT_CHANGED) {
        meeting_composer_keep(page, false);
        ui_settle_later(ui);
    } else if (page->composer.outcome == PROMPT_ENTER) {
        meeting_composer_enter(page);
    } else if (page->composer.outcome == PROMPT_ESCAPE && !id_is_none(page->changing)) {
        meeting_composer_unchange(page);
        meeting_page_compose(page, false);
    } else if (page->composer.outcome == PROMPT_ESCAPE) {
        meeting_page_compose(page, false);
    }
}

bool meeting_composer_event(struct meeting_page *page, const struct event *event)
{
    bool key = event->type == EVENT_KEY;
    if (page->problem[0] != '\0' && (key || event->type == EVENT_PASTE)) {
        page->problem[0] = '\0';
        page->asked = false;
        prompt_refresh(&page->composer);
    }
    if (key && event->key == KEYS_TAB && page->line.value.ambiguous) {
        page->other_reading = !page->other_reading;
        prompt_refresh(&page->composer);
        return true;
    }
    bool used = prompt_event(&page->composer, event);
    if (used)
        after(page, event);
    return used;
}
