/* What every page has: head, navigation, foot; and the pieces that pages are made of. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

#define TITLE_WIDTH 60 /* search engines and tabs show no more */

static const char *code_of(enum language language)
{
    return language == LANGUAGE_NL ? "nl" : "en";
}

/* ---- head and foot ---- */

static const struct {
    const char *file, *label;
} navigation[] = {
    {"index.html", N_("City")},       {"agreements.html", N_("Agreements")},
    {"lessons.html", N_("Lessons")},  {"changes.html", N_("What changed")},
    {"a-z.html", N_("Find: A to Z")}, {"about.html", N_("About this monitor")},
};

static void add_head(struct site_page *page, const char *title)
{
    struct site *site = page->site;
    struct buffer *out = &page->out, cut = BUFFER_EMPTY, name = BUFFER_EMPTY;
    const char *code = code_of(site->language);
    const char *other = code_of(site->language == LANGUAGE_NL ? LANGUAGE_EN : LANGUAGE_NL);
    text_cut(&name, site->title, 24);
    text_cut(&cut, title, TITLE_WIDTH - text_width(name.bytes));
    html_add(out,
             "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<meta name=\"generator\" content=\"wijk\">\n<title>%s",
             code, cut.bytes);
    if (strcmp(title, site->title) != 0)
        html_add(out, " \u00B7 %s", name.bytes);
    html_add(out,
             "</title>\n<link rel=\"stylesheet\" href=\"../style.css\">\n"
             "<link rel=\"alternate\" hreflang=\"%s\" href=\"../%s/%s\">\n"
             "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"%s\" "
             "href=\"feed.xml\">\n</head>\n",
             other, other, page->name, _("What changed"));
    buffer_release(&cut);
    buffer_release(&name);
}

static void add_navigation(struct site_page *page)
{
    struct buffer *out = &page->out;
    bool dutch = page->site->language == LANGUAGE_NL;
    html_add(out,
             "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header>\n"
             "<p class=\"site\"><a href=\"index.html\"><bdi>%s</bdi> <span>%s</span></a></p>\n"
             "<nav aria-label=\"%s\">\n<ul>\n",
             _("To the content"), page->site->title, _("monitor of the neighbourhood programmes"),
             _("Pages"));
    for (size_t i = 0; i < sizeof navigation / sizeof *navigation; i++)
        html_add(out,
                 strcmp(navigation[i].file, page->name) == 0
                     ? "<li><a href=\"%s\" aria-current=\"page\">%s</a></li>\n"
                     : "<li><a href=\"%s\">%s</a></li>\n",
                 navigation[i].file, _(navigation[i].label));
    html_add(out,
             "<li class=\"other\"><a href=\"../%s/%s\" lang=\"%s\" hreflang=\"%s\">%s</a></li>\n"
             "</ul>\n</nav>\n</header>\n<main id=\"main\">\n",
             dutch ? "en" : "nl", page->name, dutch ? "en" : "nl", dutch ? "en" : "nl",
             dutch ? "English" : "Nederlands");
}

void page_begin(struct site_page *page, struct site *site, const char *name, const char *title)
{
    *page = (struct site_page){.site = site, .out = BUFFER_EMPTY, .name = memory_string(name)};
    add_head(page, title);
    add_navigation(page);
}

bool page_end(struct site_page *page, struct error *error)
{
    struct site *site = page->site;
    struct buffer name = BUFFER_EMPTY;
    html_add(&page->out,
             "</main>\n<footer>\n<p>%s</p>\n<p><a href=\"about.html\">%s</a> \u00B7 "
             "<a href=\"feed.xml\">%s</a></p>\n</footer>\n</body>\n</html>\n",
             _("Only what the neighbourhoods have made public is shown here."),
             _("About this monitor"), _("Feed of changes (Atom)"));
    buffer_format(&name, "%s/%s", code_of(site->language), page->name);
    bool done = target_put(&site->target, name.bytes, &page->out, error) && site_step(site, error);
    buffer_release(&name);
    buffer_release(&page->out);
    free(page->name);
    return done;
}

/* ---- texts ---- */

/* On pages in English, what people typed is Dutch, as they are. */
static void open_own(struct site_page *page)
{
    buffer_add_text(&page->out,
                    page->site->language == LANGUAGE_NL ? "<bdi>" : "<bdi lang=\"nl\">");
}

void page_own(struct site_page *page, const char *text)
{
    open_own(page);
    html_text(&page->out, text);
    buffer_add_text(&page->out, "</bdi>");
}

void page_paragraphs(struct site_page *page, const char *text)
{
    struct buffer line = BUFFER_EMPTY;
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, "\n");
        buffer_clear(&line);
        buffer_add(&line, text, length);
        if (*text_trim(line.bytes) != '\0') {
            html_add(&page->out,
                     page->site->language == LANGUAGE_NL ? "<p dir=\"auto\">%s</p>\n"
                                                         : "<p dir=\"auto\" lang=\"nl\">%s</p>\n",
                     line.bytes);
        }
        text += length + (text[length] == '\n');
    }
    buffer_release(&line);
}

void page_heading(struct site_page *page, int level, const char *id, const char *text)
{
    if (id == NULL)
        html_add(&page->out, "<h%d>%s</h%d>\n", level, text, level);
    else
        html_add(&page->out, "<h%d id=\"%s\">%s</h%d>\n", level, id, text, level);
    page->heading = text;
}

void page_light(struct site_page *page, enum light light)
{
    html_add(&page->out, "<span class=\"light %s\"><span aria-hidden=\"true\">%s</span> %s</span>",
             light_value(light), light_glyph(light), _(light_word(light)));
}

void page_date(struct site_page *page, date_t date)
{
    char iso[DATE_TEXT_SIZE];
    struct buffer text = BUFFER_EMPTY;
    if (date == DATE_NONE)
        return;
    date_iso(date, iso);
    date_format(&text, date, DATE_SHORT, page->site->language);
    html_add(&page->out, "<time datetime=\"%s\">%s</time>", iso, text.bytes);
    buffer_release(&text);
}

/* ---- trail and facts ---- */

void page_trail_begin(struct site_page *page)
{
    html_add(&page->out,
             "<nav class=\"trail\" aria-label=\"%s\">\n<ol>\n"
             "<li><a href=\"index.html\">%s</a></li>\n",
             _("Part of"), _("City"));
}

void page_trail(struct site_page *page, const char *href, const char *text, bool own)
{
    html_add(&page->out, "<li><a href=\"%s\">", href);
    if (own)
        page_own(page, text);
    else
        html_text(&page->out, text);
    buffer_add_text(&page->out, "</a></li>\n");
}

void page_trail_end(struct site_page *page)
{
    buffer_add_text(&page->out, "</ol>\n</nav>\n");
}

void page_facts_begin(struct site_page *page)
{
    buffer_add_text(&page->out, "<dl class=\"facts\">\n");
}

void page_fact(struct site_page *page, const char *term)
{
    html_add(&page->out, "<dt>%s</dt>\n<dd>", term);
}

void page_fact_end(struct site_page *page)
{
    buffer_add_text(&page->out, "</dd>\n");
}

void page_facts_end(struct site_page *page)
{
    buffer_add_text(&page->out, "</dl>\n");
}

void page_fact_own(struct site_page *page, const char *term, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    page_fact(page, term);
    page_own(page, text);
    page_fact_end(page);
}

void page_fact_words(struct site_page *page, const char *term, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    page_fact(page, term);
    html_text(&page->out, text);
    page_fact_end(page);
}

void page_fact_date(struct site_page *page, const char *term, date_t date)
{
    if (date == DATE_NONE)
        return;
    page_fact(page, term);
    page_date(page, date);
    page_fact_end(page);
}

/* ---- links ---- */

void site_href(struct buffer *out, const char *prefix, const char *slug)
{
    buffer_format(out, "%s-%s.html", prefix, slug);
}

void page_goal_link(struct site_page *page, size_t goal)
{
    const struct site_goal *linked = &page->site->goals.items[goal];
    const char *code = site_text(&linked->row, "code");
    html_add(&page->out, "<a href=\"goal-%s.html\">", linked->slug);
    if (code != NULL)
        html_add(&page->out, "<span class=\"code\">%s</span> ", code);
    page_own(page, site_text(&linked->row, "statement"));
    buffer_add_text(&page->out, "</a>");
}
