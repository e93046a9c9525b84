/* Pages of themes: over the neighbourhoods, with their goals, agreements and lessons. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"

static const struct site_column area_columns[] = {
    {"neighbourhood", N_("Neighbourhood"), 0, NULL},
    {"light", N_("Light"), 0, NULL},
    {"on_track", N_("On track"), COLUMN_NUMBER, NULL},
    {"behind", N_("Behind"), COLUMN_NUMBER, NULL},
    {"off_track", N_("Off track"), COLUMN_NUMBER, NULL},
    {"no_figure", N_("No figure"), COLUMN_NUMBER, NULL},
    {"trend", N_("Trend"), 0, NULL},
};

static void add_area(struct site_table *table, size_t programme, const struct site_cell *cell,
                     const char *slug)
{
    const struct site *site = table->page->site;
    struct buffer href = BUFFER_EMPTY, trend = BUFFER_EMPTY;
    site_trend(site, cell, &trend);
    html_add(&href, "area-%s.html#t-%s", site->programmes.items[programme].slug, slug);
    grid_row(table);
    grid_own(table, href.bytes, site->programmes.items[programme].name);
    grid_light(table, cell->light);
    grid_integer(table, cell->counts.of[LIGHT_GREEN]);
    grid_integer(table, cell->counts.of[LIGHT_AMBER]);
    grid_integer(table, cell->counts.of[LIGHT_RED]);
    grid_integer(table, cell->counts.of[LIGHT_GREY]);
    grid_words(table, trend.length == 0 ? "\u2013" : trend.bytes,
               light_course_value(light_course_of(&cell->trend)));
    buffer_release(&trend);
    buffer_release(&href);
}

static bool add_areas(struct site_page *page, size_t theme, struct error *error)
{
    const struct site *site = page->site;
    const char *slug = site->themes.items[theme].slug;
    struct site_table table;
    struct buffer data = BUFFER_EMPTY;
    buffer_format(&data, "theme-%s", slug);
    page_heading(page, 2, "areas", _("Neighbourhoods"));
    grid_begin(&table, page, _("Goals of this theme by neighbourhood"), data.bytes);
    grid_columns(&table, area_columns, sizeof area_columns / sizeof *area_columns);
    for (size_t i = 0; i < site->programmes.count; i++) {
        struct site_cell cell = site_cell(site, i, theme);
        if (light_total(&cell.counts) > 0)
            add_area(&table, i, &cell, slug);
    }
    bool done = grid_end(&table, error);
    buffer_release(&data);
    return done;
}

static bool add_goals(struct site_page *page, size_t theme, struct error *error)
{
    const struct site *site = page->site;
    const char *slug = site->themes.items[theme].slug;
    page_heading(page, 2, "goals", _("Goals"));
    for (size_t i = 0; i < site->programmes.count; i++) {
        struct site_cell cell = site_cell(site, i, theme);
        struct site_table table;
        struct buffer caption = BUFFER_EMPTY;
        if (light_total(&cell.counts) == 0)
            continue;
        html_add(&page->out, "<h3><a href=\"area-%s.html#t-%s\">", site->programmes.items[i].slug,
                 slug);
        page_own(page, site->programmes.items[i].name);
        buffer_add_text(&page->out, "</a></h3>\n");
        struct buffer data = BUFFER_EMPTY;
        buffer_format(&data, "area-%s-%s-goals", site->programmes.items[i].slug, slug);
        buffer_format(&caption, _("Goals: %s"), site->programmes.items[i].name);
        grid_goals_begin(&table, page, caption.bytes, data.bytes);
        table.writes = false; /* the page of the neighbourhood writes them */
        for (size_t k = site->programmes.items[i].first_goal; k != SITE_NONE;
             k = site->goals.items[k].next)
            if (site->goals.items[k].theme == theme && !site->goals.items[k].vision)
                grid_goal(&table, k);
        bool done = grid_end(&table, error);
        buffer_release(&caption);
        buffer_release(&data);
        if (!done)
            return false;
    }
    return true;
}

static void add_across(struct site_page *page, size_t theme)
{
    const struct site *site = page->site;
    bool any = false;
    for (size_t i = 0; i < site->agreements.count; i++)
        any = any || site->agreements.items[i].theme == theme;
    for (size_t i = 0; i < site->lessons.count; i++)
        any = any || site->lessons.items[i].theme == theme;
    if (!any)
        return;
    page_heading(page, 2, "across", _("Agreements and lessons"));
    buffer_add_text(&page->out, "<ul>\n");
    for (size_t i = 0; i < site->agreements.count; i++)
        if (site->agreements.items[i].theme == theme) {
            html_add(&page->out, "<li><a href=\"agreements.html#%s\">",
                     site->agreements.items[i].slug);
            page_own(page, site_text(&site->agreements.items[i].row, "text"));
            buffer_add_text(&page->out, "</a></li>\n");
        }
    for (size_t i = 0; i < site->lessons.count; i++)
        if (site->lessons.items[i].theme == theme) {
            html_add(&page->out, "<li><a href=\"lessons.html#%s\">", site->lessons.items[i].slug);
            page_own(page, site_text(&site->lessons.items[i].row, "title"));
            buffer_add_text(&page->out, "</a></li>\n");
        }
    buffer_add_text(&page->out, "</ul>\n");
}

static bool has_goals(const struct site *site, size_t theme)
{
    for (size_t i = 0; i < site->goals.count; i++)
        if (site->goals.items[i].theme == theme && !site->goals.items[i].vision)
            return true;
    return false;
}

bool site_theme_pages(struct site *site, struct error *error)
{
    for (size_t i = 0; i < site->themes.count; i++) {
        const char *title = site_text(&site->themes.items[i].row, "name");
        struct site_page page;
        struct buffer name = BUFFER_EMPTY;
        site_href(&name, "theme", site->themes.items[i].slug);
        page_begin(&page, site, name.bytes, title);
        buffer_release(&name);
        page_trail_begin(&page);
        page_trail_end(&page);
        buffer_add_text(&page.out, "<h1>");
        page_own(&page, title);
        buffer_add_text(&page.out, "</h1>\n");
        bool done = true;
        if (has_goals(site, i))
            done = add_areas(&page, i, error) && add_goals(&page, i, error);
        else
            html_add(&page.out, "<p>%s</p>\n", _("No goal of this theme is public yet."));
        add_across(&page, i);
        if (!(page_end(&page, error) && done))
            return false;
    }
    return true;
}
