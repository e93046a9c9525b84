/* Finding without a script: all titles from A to Z, and what the words on the site mean. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"
#include "wijk/base/text.h"

struct title {
    const char *text; /* borrowed */
    const char *kind; /* translated */
    char *href;       /* owned */
    char *place;      /* owned: the neighbourhood, or NULL */
    char letter;      /* 'a' to 'z'; '0' for all else */
};

struct titles {
    VECTOR(struct title) items;
};

static char letter_of(const char *text)
{
    struct buffer folded = BUFFER_EMPTY;
    char letter = '0';
    text_fold(&folded, text);
    for (const char *at = folded.bytes; *at != '\0'; at++)
        if ((*at >= 'a' && *at <= 'z') || isdigit((unsigned char)*at) || (*at & 0x80) != 0) {
            letter = *at >= 'a' && *at <= 'z' ? *at : '0';
            break;
        }
    buffer_release(&folded);
    return letter;
}

static void add_title(struct titles *titles, const char *kind, const char *text, const char *place,
                      const char *const href[4])
{
    struct buffer path = BUFFER_EMPTY;
    for (size_t i = 0; i < 4; i++)
        buffer_add_text(&path, href[i]);
    *VECTOR_PUSH(&titles->items) = (struct title){.text = text,
                                                  .kind = kind,
                                                  .href = buffer_detach(&path),
                                                  .place = memory_string(place),
                                                  .letter = letter_of(text)};
}

static void gather_rows(const struct site *site, struct titles *titles)
{
    for (size_t i = 0; i < site->goals.count; i++) {
        const struct site_goal *goal = &site->goals.items[i];
        add_title(titles, _("goal"), site_text(&goal->row, "statement"),
                  site->programmes.items[goal->programme].name,
                  (const char *const[4]){"goal-", goal->slug, ".html", NULL});
    }
    for (size_t i = 0; i < site->indicators.count; i++) {
        const struct site_indicator *indicator = &site->indicators.items[i];
        const struct site_goal *goal = &site->goals.items[indicator->goal];
        struct buffer name = BUFFER_EMPTY;
        site_href(&name, "goal", goal->slug);
        add_title(titles, _("indicator"), site_text(&indicator->row, "name"),
                  site->programmes.items[goal->programme].name,
                  (const char *const[4]){name.bytes, "#", indicator->slug, NULL});
        buffer_release(&name);
    }
    for (size_t i = 0; i < site->efforts.count; i++) {
        const struct site_effort *effort = &site->efforts.items[i];
        struct buffer name = BUFFER_EMPTY;
        site_href(&name, "area", site->programmes.items[effort->programme].slug);
        add_title(titles, _("effort"), site_text(&effort->row, "title"),
                  site->programmes.items[effort->programme].name,
                  (const char *const[4]){name.bytes, "#", effort->slug, NULL});
        buffer_release(&name);
    }
}

static void gather(const struct site *site, struct titles *titles)
{
    for (size_t i = 0; i < site->programmes.count; i++)
        add_title(titles, _("neighbourhood"), site->programmes.items[i].name, NULL,
                  (const char *const[4]){"area-", site->programmes.items[i].slug, ".html", NULL});
    for (size_t i = 0; i < site->themes.count; i++)
        add_title(titles, _("theme"), site_text(&site->themes.items[i].row, "name"), NULL,
                  (const char *const[4]){"theme-", site->themes.items[i].slug, ".html", NULL});
    gather_rows(site, titles);
    for (size_t i = 0; i < site->agreements.count; i++)
        add_title(
            titles, _("agreement"), site_text(&site->agreements.items[i].row, "text"), NULL,
            (const char *const[4]){"agreements.html#", site->agreements.items[i].slug, NULL, NULL});
    for (size_t i = 0; i < site->lessons.count; i++)
        add_title(titles, _("lesson"), site_text(&site->lessons.items[i].row, "title"), NULL,
                  (const char *const[4]){"lessons.html#", site->lessons.items[i].slug, NULL, NULL});
}

static int by_title(const void *one, const void *other)
{
    const struct title *a = one, *b = other;
    if (a->letter != b->letter)
        return a->letter < b->letter ? -1 : 1;
    int order = text_compare(a->text, b->text);
    return order != 0 ? order : strcmp(a->href, b->href);
}

static const char *heading_of(char letter, char text[2])
{
    text[0] = (char)toupper((unsigned char)letter);
    text[1] = '\0';
    return letter == '0' ? _("Other") : text;
}

static void add_letters(struct site_page *page, const struct titles *titles)
{
    char text[2], before = '\0';
    html_add(&page->out, "<nav class=\"letters\" aria-label=\"%s\">\n<ul>\n", _("Letters"));
    for (size_t i = 0; i < titles->items.count; i++) {
        char letter = titles->items.items[i].letter;
        if (letter != before)
            html_add(&page->out, "<li><a href=\"#z-%s\">%s</a></li>\n",
                     letter == '0' ? "other" : (const char[2]){letter, '\0'},
                     heading_of(letter, text));
        before = letter;
    }
    buffer_add_text(&page->out, "</ul>\n</nav>\n");
}

static void add_titles(struct site_page *page, const struct titles *titles)
{
    char text[2], before = '\0';
    for (size_t i = 0; i < titles->items.count; i++) {
        const struct title *title = &titles->items.items[i];
        if (title->letter != before && before != '\0')
            buffer_add_text(&page->out, "</ul>\n");
        if (title->letter != before)
            html_add(&page->out, "<h2 id=\"z-%s\">%s</h2>\n<ul class=\"titles\">\n",
                     title->letter == '0' ? "other" : (const char[2]){title->letter, '\0'},
                     heading_of(title->letter, text));
        before = title->letter;
        html_add(&page->out, "<li><a href=\"%s\">", title->href);
        page_own(page, title->text);
        html_add(&page->out, "</a> <span class=\"small\">%s", title->kind);
        if (title->place != NULL) {
            buffer_add_text(&page->out, " \u00B7 ");
            page_own(page, title->place);
        }
        buffer_add_text(&page->out, "</span></li>\n");
    }
    if (before != '\0')
        buffer_add_text(&page->out, "</ul>\n");
}

bool site_finder(struct site *site, struct error *error)
{
    struct titles titles = {{0}};
    struct site_page page;
    gather(site, &titles);
    if (titles.items.count > 1)
        qsort(titles.items.items, titles.items.count, sizeof *titles.items.items, by_title);
    page_begin(&page, site, "a-z.html", _("Find: A to Z"));
    html_add(&page.out, "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n", _("Find: A to Z"),
             _("Every title of this site. To find a word on a page, press Ctrl and F."));
    if (titles.items.count > 0)
        add_letters(&page, &titles);
    add_titles(&page, &titles);
    for (size_t i = 0; i < titles.items.count; i++) {
        free(titles.items.items[i].href);
        free(titles.items.items[i].place);
    }
    free(titles.items.items);
    return page_end(&page, error);
}

/* ---- about ---- */

static void explain_light(struct site_page *page, enum light light, const char *text)
{
    buffer_add_text(&page->out, "<dt>");
    page_light(page, light);
    html_add(&page->out, "</dt>\n<dd>%s</dd>\n", text);
}

bool site_about(struct site *site, struct error *error)
{
    struct site_page page;
    page_begin(&page, site, "about.html", _("About this monitor"));
    html_add(&page.out, "<h1>%s</h1>\n<p>%s</p>\n", _("About this monitor"),
             _("Each neighbourhood has a programme: what the city, its partners and the residents "
               "promised to do on top of their regular work, in goals that are measured. This "
               "site shows how far they are."));
    page_heading(&page, 2, NULL, _("The lights"));
    buffer_add_text(&page.out, "<dl class=\"facts\">\n");
    explain_light(&page, LIGHT_GREEN,
                  _("The target is reached, or will be at this pace; or at least nine tenths of "
                    "the change expected by now was made."));
    explain_light(&page, LIGHT_AMBER,
                  _("At least six tenths of the change expected by now was made."));
    explain_light(&page, LIGHT_RED, _("Less than that, or it moves the wrong way."));
    explain_light(&page, LIGHT_GREY,
                  _("There is no recent figure, no target, or the figure may not be published."));
    buffer_add_text(&page.out, "</dl>\n");
    html_add(&page.out, "<p>%s</p>\n",
             _("A goal has the worst light of what is under it, unless people judged it "
               "themselves since the last figure. A theme is off track when a third or more of "
               "its goals are, and behind when fewer than two thirds are on track."));
    page_heading(&page, 2, NULL, _("The data"));
    html_add(&page.out, "<p>%s</p>\n",
             _("Under every table are its data, to be used freely: CSV with semicolons and "
               "decimal points, and JSON. Dates are year, month, day."));
    page_heading(&page, 2, NULL, _("What is not here"));
    html_add(&page.out, "<p>%s</p>\n",
             _("Only what was made public is on this site: never names of people, notes of "
               "meetings or what is still being worked out. Titles and explanations are in the "
               "language of the neighbourhood itself."));
    return page_end(&page, error);
}
