/* The page of what changed, and the feed. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"

/* ---- one change ---- */

struct news {
    const char *text; /* borrowed: the row's title */
    struct buffer href, what, fields;
};

static void href_of(const struct site *site, const struct site_change *change, struct news *news)
{
    struct buffer *href = &news->href;
    size_t place = change->place;
    switch ((int)change->kind) {
    case ENTITY_GOAL:
        news->text = site_text(&site->goals.items[place].row, "statement");
        html_add(href, "goal-%s.html", site->goals.items[place].slug);
        return;
    case ENTITY_INDICATOR:
        news->text = site_text(&site->indicators.items[place].row, "name");
        html_add(href, "goal-%s.html#%s",
                 site->goals.items[site->indicators.items[place].goal].slug,
                 site->indicators.items[place].slug);
        return;
    case ENTITY_EFFORT:
        news->text = site_text(&site->efforts.items[place].row, "title");
        html_add(href, "area-%s.html#%s",
                 site->programmes.items[site->efforts.items[place].programme].slug,
                 site->efforts.items[place].slug);
        return;
    case ENTITY_PROBLEM:
        news->text = site_text(&site->problems.items[place].row, "title");
        html_add(href, "area-%s.html#problems",
                 site->programmes.items[site->problems.items[place].programme].slug);
        return;
    case ENTITY_DECISION:
        news->text = site_text(&site->decisions.items[place].row, "text");
        html_add(href, "area-%s.html#decisions",
                 site->programmes.items[site->decisions.items[place].programme].slug);
        return;
    case ENTITY_AGREEMENT:
        news->text = site_text(&site->agreements.items[place].row, "text");
        html_add(href, "agreements.html#%s", site->agreements.items[place].slug);
        return;
    case ENTITY_LESSON:
        news->text = site_text(&site->lessons.items[place].row, "title");
        html_add(href, "lessons.html#%s", site->lessons.items[place].slug);
        return;
    case ENTITY_THEME:
        news->text = site_text(&site->themes.items[place].row, "name");
        html_add(href, "theme-%s.html", site->themes.items[place].slug);
        return;
    default:
        news->text = site_text(&site->programmes.items[place].row, "title");
        html_add(href, "area-%s.html", site->programmes.items[place].slug);
        return;
    }
}

static void describe(const struct site_change *change, struct news *news)
{
    const struct entity *entity = &entities[change->kind];
    struct buffer labels = BUFFER_EMPTY;
    for (size_t i = 0; i < entity->field_count && i < 64; i++) {
        if ((change->fields & UINT64_C(1) << i) == 0)
            continue;
        buffer_add_text(&labels, labels.length > 0 ? ", " : "");
        buffer_add_text(&labels, _(entity->fields[i].label));
        buffer_add_text(&news->fields, news->fields.length > 0 ? " " : "");
        buffer_add_text(&news->fields, entity->fields[i].column);
    }
    if (change->created)
        buffer_add_text(&news->what, _("new"));
    else if (labels.length > 0)
        buffer_format(&news->what, _("changed: %s"), labels.bytes);
    if (change->figures > 0) {
        buffer_add_text(&news->what, news->what.length > 0 ? "; " : "");
        buffer_format(&news->what,
                      ngettext("%ld figure", "%ld figures", (unsigned long)change->figures),
                      change->figures);
    }
    if (news->what.length == 0)
        buffer_add_text(&news->what, _("what belongs to it changed"));
    buffer_release(&labels);
}

static void news_of(const struct site *site, const struct site_change *change, struct news *news)
{
    *news = (struct news){.href = BUFFER_EMPTY, .what = BUFFER_EMPTY, .fields = BUFFER_EMPTY};
    href_of(site, change, news);
    describe(change, news);
}

static void news_release(struct news *news)
{
    buffer_release(&news->href);
    buffer_release(&news->what);
    buffer_release(&news->fields);
}

/* ---- the page ---- */

static const struct site_column columns[] = {
    {"title", N_("Title"), 0, NULL},     {"kind", N_("Kind"), 0, NULL},
    {"what", N_("Change"), 0, NULL},     {"fields", NULL, COLUMN_DATA, NULL},
    {"edition", N_("Edition"), 0, NULL},
};

static date_t day_of(const struct site *site, size_t edition)
{
    int minute;
    return moment_day(site->target.editions.items[edition].at, &minute);
}

static void add_change(struct site_table *table, const struct site_change *change)
{
    const struct site *site = table->page->site;
    struct news news;
    news_of(site, change, &news);
    grid_row(table);
    grid_own(table, news.href.bytes, news.text);
    grid_words(table, _(entities[change->kind].label), entities[change->kind].table);
    grid_words(table, news.what.bytes,
               change->created       ? "new"
               : change->figures > 0 ? "figures"
                                     : "changed");
    grid_words(table, NULL, news.fields.length == 0 ? NULL : news.fields.bytes);
    grid_date(table, day_of(site, change->edition));
    news_release(&news);
}

static void add_edition(struct site_page *page)
{
    const struct site *site = page->site;
    struct buffer day = BUFFER_EMPTY, words = BUFFER_EMPTY;
    size_t count = site->target.editions.count;
    if (count == 0)
        return;
    date_format(&day, day_of(site, count - 1), DATE_SHORT, site->language);
    buffer_format(&words, _("This edition holds what was known on %s."), day.bytes);
    html_add(&page->out, "<p class=\"lead\">%s</p>\n", words.bytes);
    if (count == 1)
        html_add(&page->out, "<p>%s</p>\n",
                 _("It is the first edition; from the next one on, this page says what changed."));
    buffer_release(&day);
    buffer_release(&words);
}

static bool write_page(struct site *site, struct error *error)
{
    struct site_page page;
    struct site_table table;
    bool done = true;
    page_begin(&page, site, "changes.html", _("What changed"));
    html_add(&page.out, "<h1>%s</h1>\n", _("What changed"));
    add_edition(&page);
    if (site->changes.count > 0) {
        grid_begin(&table, &page, _("Changes since the last edition, and those before"), "changes");
        grid_columns(&table, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < site->changes.count; i++)
            add_change(&table, &site->changes.items[i]);
        done = grid_end(&table, error);
    }
    html_add(&page.out, "<p><a href=\"feed.xml\">%s</a></p>\n", _("Feed of changes (Atom)"));
    return page_end(&page, error) && done;
}

/* ---- the feed ---- */

static uint64_t hash(uint64_t seed, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        seed = (seed ^ at[i]) * UINT64_C(0x100000001B3);
    return seed;
}

/* The same for the same row and edition, in every language and every time. */
static void stable_id(struct buffer *out, struct id row, int64_t number)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    uint64_t halves[2] = {UINT64_C(0xCBF29CE484222325), UINT64_C(0x9AE16A3B2F90404F)};
    for (size_t i = 0; i < 2; i++) {
        halves[i] = hash(hash(halves[i], row.bytes, sizeof row.bytes), &number, sizeof number);
        for (size_t k = 0; k < 8; k++)
            id.bytes[8 * i + k] = (uint8_t)(halves[i] >> (8 * k));
    }
    id.bytes[6] = (uint8_t)((id.bytes[6] & 0x0F) | 0x80); /* version 8: of one's own making */
    id.bytes[8] = (uint8_t)((id.bytes[8] & 0x3F) | 0x80);
    id_format(id, text);
    buffer_format(out, "urn:uuid:%s", text);
}

static struct id row_of(const struct site *site, const struct site_change *change)
{
    for (size_t i = 0; i < site->places.count; i++)
        if (site->places.items[i].kind == change->kind &&
            site->places.items[i].place == change->place)
            return site->places.items[i].id;
    return (struct id){{0}};
}

static void add_entry(struct buffer *out, const struct site *site, const struct site_change *change)
{
    struct news news;
    struct buffer id = BUFFER_EMPTY;
    char at[MOMENT_TEXT_SIZE];
    int64_t edition = site->target.editions.items[change->edition].at;
    news_of(site, change, &news);
    stable_id(&id, row_of(site, change), edition);
    moment_iso(edition, at);
    html_add(out,
             "<entry>\n<id>%s</id>\n<title>%s: %s</title>\n<updated>%s</updated>\n"
             "<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n"
             "<summary>%s</summary>\n</entry>\n",
             id.bytes, _(entities[change->kind].label), news.text, at, news.href.bytes,
             news.what.bytes);
    buffer_release(&id);
    news_release(&news);
}

static bool write_feed(struct site *site, struct error *error)
{
    struct buffer out = BUFFER_EMPTY, id = BUFFER_EMPTY;
    char at[MOMENT_TEXT_SIZE] = "1970-01-01T00:00:00Z";
    size_t count = site->target.editions.count;
    bool dutch = site->language == LANGUAGE_NL;
    if (count > 0)
        moment_iso(site->target.editions.items[count - 1].at, at);
    stable_id(&id, site->programmes.count > 0 ? site->programmes.items[0].row.id : (struct id){{0}},
              dutch ? 1 : 2);
    html_add(&out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>%s</id>\n"
             "<title>%s: %s</title>\n<updated>%s</updated>\n<author><name>%s</name></author>\n"
             "<generator>wijk</generator>\n<link rel=\"self\" href=\"feed.xml\"/>\n"
             "<link rel=\"alternate\" type=\"text/html\" href=\"changes.html\"/>\n",
             dutch ? "nl" : "en", id.bytes, site->title, _("What changed"), at, site->title);
    for (size_t i = 0; i < site->changes.count; i++)
        add_entry(&out, site, &site->changes.items[i]);
    buffer_add_text(&out, "</feed>\n");
    bool done = target_put(&site->target, dutch ? "nl/feed.xml" : "en/feed.xml", &out, error);
    buffer_release(&out);
    buffer_release(&id);
    return done;
}

bool site_changes(struct site *site, struct error *error)
{
    return write_page(site, error) && write_feed(site, error);
}
