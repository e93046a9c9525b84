/* The words of the meeting screen: entries and context, wrapped to the width they have. */
#include <stdlib.h>
#include <string.h>

#include "looks.h"
#include "meeting_page.h"
#include "wijk/base/date.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"
#include "wijk/tui/widgets/sparkline.h"

#define TREND 8 /* cells of a trend */

void meeting_texts_clear(struct meeting_texts *texts)
{
    for (size_t i = 0; i < texts->lines.count; i++)
        free(texts->lines.items[i].text);
    free(texts->lines.items);
    *texts = (struct meeting_texts){{0}};
}

/* What is to be wrapped: how wide, whose, and how it looks. */
struct wrapping {
    int width;
    size_t of;
    uint8_t style;
    uint8_t indent; /* of all lines but the first of the text, and of that too when it has `first`
                       false */
    bool first;
    int most; /* lines at most; 0: all */
};

static void add_wrapped(struct meeting_texts *texts, const char *text,
                        const struct wrapping *wrapping)
{
    struct buffer clean = BUFFER_EMPTY;
    text_clean(&clean, text, strlen(text), false);
    size_t at = 0;
    int made = 0;
    while (at < clean.length && (wrapping->most == 0 || made < wrapping->most)) {
        bool opening = made == 0 && wrapping->first;
        int width = wrapping->width - (opening ? 0 : wrapping->indent);
        struct buffer line = BUFFER_EMPTY;
        size_t next,
            length = text_wrap(clean.bytes + at, clean.length - at, width > 1 ? width : 1, &next);
        if (wrapping->most > 0 && made == wrapping->most - 1 && next < clean.length - at)
            text_cut(&line, clean.bytes + at, width);
        else
            buffer_add(&line, clean.bytes + at, length);
        *VECTOR_PUSH(&texts->lines) =
            (struct meeting_text){buffer_detach(&line), wrapping->of, wrapping->style,
                                  opening ? 0 : wrapping->indent, opening};
        at += next;
        made++;
    }
    buffer_release(&clean);
}

/* ---- time ---- */

void meeting_words_clock(int64_t moment, struct buffer *out)
{
    int minute = 0;
    (void)moment_day(moment, &minute);
    buffer_format(out, "%02d:%02d", minute / 60, minute % 60);
}

enum meeting_time meeting_words_time(const struct meeting_item *item, struct buffer *out)
{
    double spent = meeting_item_spent(item, moment_now());
    enum meeting_time time = meeting_time_of(spent, item->planned);
    bool touched = item->state != ITEM_PLANNED || spent >= 1;
    if (touched && item->planned > 0)
        buffer_format(out, "%.0f/%lld%s", spent, (long long)item->planned,
                      time == TIME_OVER ? "!" : "");
    else if (touched)
        buffer_format(out, "%.0f", spent);
    else if (item->planned > 0)
        buffer_format(out, "%lld", (long long)item->planned);
    return time;
}

void meeting_words_head(const struct meeting_page *page, struct buffer *out)
{
    const struct meeting_view *view = &page->view;
    int64_t now = moment_now();
    if (view->status == MEETING_RUNNING) {
        meeting_words_clock(now, out);
        buffer_format(out, " · %.0f/%lld min · ", meeting_spent(view, now),
                      (long long)view->planned);
    } else if (view->status == MEETING_CLOSED) {
        buffer_format(out, "%s · ", _("closed"));
    }
    buffer_format(out, ngettext("%d present", "%d present", (unsigned long)view->present),
                  view->present);
    if (view->to_complete > 0)
        buffer_format(
            out,
            ngettext(" · %zu to complete", " · %zu to complete", (unsigned long)view->to_complete),
            view->to_complete);
}

/* ---- entries ---- */

static enum style entry_style(const struct meeting_entry *entry)
{
    return entry->kind == QUICKLINE_NOTE ? STYLE_NORMAL : STYLE_STRONG;
}

/* "14:32 problem   K-9 Soil test delayed", or with the sign alone where there is little room. */
static int add_beginning(const struct meeting_page *page, const struct meeting_entry *entry,
                         struct buffer *out)
{
    static const char *const signs[QUICKLINE_KIND_COUNT] = {" ", "!", "*", "#", "="};
    int widest = 0;
    meeting_words_clock(entry->at, out);
    for (int kind = 0; kind < QUICKLINE_KIND_COUNT; kind++) {
        int width = text_width(_(quickline_word((enum quickline_kind)kind)));
        widest = width > widest ? width : widest;
    }
    bool words = page->entries_width - widest - 7 >= 30;
    const char *word = words ? _(quickline_word(entry->kind)) : signs[entry->kind];
    buffer_format(out, " %s", word);
    for (int i = text_width(word); words && i < widest; i++)
        buffer_add_byte(out, ' ');
    buffer_add_byte(out, ' ');
    return text_width(out->bytes);
}

static void add_entry(struct meeting_page *page, size_t at)
{
    const struct meeting_entry *entry = &page->view.entries[at];
    struct buffer text = BUFFER_EMPTY;
    int indent = add_beginning(page, entry, &text);
    struct wrapping wrapping = {page->entries_width, at,   (uint8_t)entry_style(entry),
                                (uint8_t)indent,     true, 0};
    buffer_format(&text, "%s%s%s", entry->code, *entry->code != '\0' ? " " : "", entry->text);
    add_wrapped(&page->entries, text.bytes, &wrapping);
    buffer_clear(&text);
    buffer_add_text(&text, entry->details);
    if (entry->name != NULL) {
        buffer_add_text(&text, text.length > 0 ? " · " : "");
        buffer_format(&text, _("'%s' is nobody known yet"), entry->name);
    }
    wrapping.first = false;
    wrapping.style = entry->incomplete ? STYLE_AMBER : STYLE_DIM;
    add_wrapped(&page->entries, text.bytes, &wrapping);
    buffer_release(&text);
}

/* ---- the context ---- */

static void context_text(const struct meeting_context_line *line, struct buffer *out)
{
    static const char *const words[] = {
        [CONTEXT_FACT] = NULL,
        [CONTEXT_FIGURE] = NULL,
        [CONTEXT_MILESTONE] = N_("milestone"),
        [CONTEXT_PROBLEM] = N_("problem"),
        [CONTEXT_ACTION] = N_("action"),
        [CONTEXT_DECISION] = N_("decided"),
        [CONTEXT_LAST_TIME] = N_("last time"),
    };
    if (line->light == LIGHT_RED || line->light == LIGHT_AMBER || line->kind == CONTEXT_FIGURE)
        buffer_format(out, "%s ", light_glyph(line->light));
    if (words[line->kind] != NULL)
        buffer_format(out, "%s: ", _(words[line->kind]));
    buffer_format(out, "%s%s%s", line->code, *line->code != '\0' ? " " : "", line->text);
    if (line->series_count > 1) {
        buffer_add_text(out, " ");
        sparkline(out, line->series, (int)line->series_count, TREND);
    }
    if (*line->details != '\0')
        buffer_format(out, "%s%s", line->kind == CONTEXT_FIGURE ? "  " : " · ", line->details);
}

static void add_context(const struct meeting_context_line *line, struct wrapping *wrapping,
                        struct meeting_texts *out)
{
    struct buffer text = BUFFER_EMPTY;
    enum style style = line->light == LIGHT_RED || line->light == LIGHT_AMBER
                           ? look_of_light(line->light)
                           : STYLE_NORMAL;
    wrapping->style = (uint8_t)style;
    context_text(line, &text);
    add_wrapped(out, text.bytes, wrapping);
    buffer_release(&text);
}

void meeting_words_context(const struct meeting_context *context, int width, int most,
                           struct meeting_texts *out)
{
    for (size_t i = 0; i < context->count; i++) {
        struct wrapping wrapping = {
            .width = width, .of = i, .indent = 2, .first = true, .most = most};
        add_context(&context->lines[i], &wrapping, out);
    }
}

/* Beside the entries there is room to say it all; above them a line each. */
void meeting_words_fit(struct meeting_page *page)
{
    int width = page->rects.entries.width, about = page->rects.context.width;
    if (width != page->entries_width) {
        page->entries_width = width;
        meeting_texts_clear(&page->entries);
        const struct meeting_item *item = meeting_page_item(page);
        for (size_t i = 0; item != NULL && i < item->count; i++)
            add_entry(page, item->first + i);
    }
    if (about != page->about_width) {
        page->about_width = about;
        meeting_texts_clear(&page->about);
        meeting_words_context(&page->context, about, page->rects.context_border.width > 0 ? 5 : 2,
                              &page->about);
    }
}
