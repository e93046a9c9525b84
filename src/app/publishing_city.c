/* The city's page: neighbourhoods by themes, in lights, words and numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"

/* ---- cells ---- */

struct site_cell site_cell(const struct site *site, size_t programme, size_t theme)
{
    struct site_cell cell = {.light = LIGHT_GREY};
    for (size_t i = site->programmes.items[programme].first_goal; i != SITE_NONE;
         i = site->goals.items[i].next) {
        const struct site_goal *goal = &site->goals.items[i];
        if (goal->theme != theme)
            continue;
        if (goal->vision)
            continue;
        light_count(&cell.counts, goal->light);
        light_trend_count(&cell.trend, goal->light_before, goal->light);
    }
    cell.light = light_of_counts(&cell.counts);
    return cell;
}

void site_trend(const struct site *site, const struct site_cell *cell, struct buffer *out)
{
    light_course_words(out, light_course_of(&cell->trend), light_trend_since(site->session->today),
                       site->language);
}

static const char *arrow_of(const struct site_cell *cell)
{
    static const char *const arrows[] = {"", "=", "\u2197", "\u2198", "\u2194"};
    return arrows[light_course_of(&cell->trend)];
}

void page_cell(struct site_page *page, const struct site_cell *cell)
{
    struct buffer text = BUFFER_EMPTY;
    int total = light_total(&cell->counts);
    if (total == 0) {
        html_add(&page->out, "<span class=\"none\">%s</span>", _("no goals"));
        return;
    }
    page_light(page, cell->light);
    buffer_format(&text, _("%d of %d on track"), cell->counts.of[LIGHT_GREEN], total);
    html_add(&page->out, "<span class=\"small\">%s</span>", text.bytes);
    buffer_clear(&text);
    site_trend(page->site, cell, &text);
    if (text.length > 0)
        html_add(&page->out, "<span class=\"small\"><span aria-hidden=\"true\">%s</span> %s</span>",
                 arrow_of(cell), text.bytes);
    buffer_release(&text);
}

/* ---- the matrix ---- */

enum { CELL_COLUMNS = 6 }; /* of a theme: one on the page, the others in the data */

struct matrix {
    struct site_column *columns; /* owned */
    char **keys;                 /* owned */
    size_t count, themes;
};

/* As many themes as fit into a table's columns; a city has five. */
static void make_columns(const struct site *site, struct matrix *matrix)
{
    static const char *const parts[CELL_COLUMNS] = {"light",     "goals",  "on_track",
                                                    "off_track", "better", "worse"};
    size_t most = site->themes.count;
    *matrix = (struct matrix){.themes = most};
    matrix->columns = memory_array(most * CELL_COLUMNS + 4, sizeof *matrix->columns);
    matrix->keys = memory_array(most * CELL_COLUMNS + 1, sizeof *matrix->keys);
    matrix->columns[matrix->count++] =
        (struct site_column){"neighbourhood", N_("Neighbourhood"), 0, NULL};
    for (size_t theme = 0; theme < most; theme++)
        for (size_t part = 0; part < CELL_COLUMNS; part++) {
            struct buffer key = BUFFER_EMPTY;
            buffer_format(&key, "%s_%s", site->themes.items[theme].slug, parts[part]);
            matrix->keys[theme * CELL_COLUMNS + part] = buffer_detach(&key);
            matrix->columns[matrix->count++] = (struct site_column){
                matrix->keys[theme * CELL_COLUMNS + part], NULL, part == 0 ? 0 : COLUMN_DATA,
                site_text(&site->themes.items[theme].row, "name")};
        }
    matrix->columns[matrix->count++] =
        (struct site_column){"public_problems", N_("Problems"), COLUMN_NUMBER, NULL};
}

static void free_columns(struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->themes * CELL_COLUMNS; i++)
        free(matrix->keys[i]);
    free(matrix->keys);
    free(matrix->columns);
}

static void add_theme_cells(struct site_table *table, const struct site_cell *cell)
{
    grid_open(table, light_value(cell->light));
    page_cell(table->page, cell);
    grid_close(table);
    grid_integer(table, light_total(&cell->counts));
    grid_integer(table, cell->counts.of[LIGHT_GREEN]);
    grid_integer(table, cell->counts.of[LIGHT_RED]);
    grid_integer(table, cell->trend.better);
    grid_integer(table, cell->trend.worse);
}

static bool is_open(const struct row *problem)
{
    const char *status = site_text(problem, "status");
    return status == NULL || (strcmp(status, "solved") != 0 && strcmp(status, "rejected") != 0);
}

static void add_programme(struct site_table *table, const struct matrix *matrix, size_t place)
{
    const struct site *site = table->page->site;
    const struct site_programme *programme = &site->programmes.items[place];
    struct buffer href = BUFFER_EMPTY;
    long problems = 0;
    site_href(&href, "area", programme->slug);
    grid_row(table);
    grid_own(table, href.bytes, programme->name);
    for (size_t theme = 0; theme < matrix->themes; theme++) {
        struct site_cell cell = site_cell(site, place, theme);
        add_theme_cells(table, &cell);
    }
    for (size_t i = programme->first_problem; i != SITE_NONE; i = site->problems.items[i].next)
        problems += is_open(&site->problems.items[i].row);
    grid_integer(table, problems);
    buffer_release(&href);
}

static bool add_matrix(struct site_page *page, struct error *error)
{
    struct site_table table;
    struct matrix matrix;
    make_columns(page->site, &matrix);
    grid_begin(&table, page, _("Neighbourhoods and themes: how their goals stand"), "city");
    grid_columns(&table, matrix.columns, matrix.count);
    for (size_t i = 0; i < page->site->programmes.count; i++)
        add_programme(&table, &matrix, i);
    bool done = grid_end(&table, error);
    free_columns(&matrix);
    return done;
}

/* ---- the page ---- */

static void add_summary(struct site_page *page)
{
    const struct site *site = page->site;
    struct light_counts goals = {{0}};
    struct buffer counts = BUFFER_EMPTY;
    for (size_t i = 0; i < site->goals.count; i++)
        if (!site->goals.items[i].vision)
            light_count(&goals, site->goals.items[i].light);
    light_counts_reason(&counts, &goals, site->language);
    page_facts_begin(page);
    page_fact(page, _("Neighbourhoods"));
    html_add(&page->out, "%zu", site->programmes.count);
    page_fact_end(page);
    page_fact(page, _("Goals"));
    html_add(&page->out, "%d", light_total(&goals));
    if (counts.length > 0)
        html_add(&page->out, ": %s", counts.bytes);
    page_fact_end(page);
    page_fact(page, _("Indicators"));
    html_add(&page->out, "%zu", site->indicators.count);
    page_fact_end(page);
    page_facts_end(page);
    buffer_release(&counts);
}

static void add_themes(struct site_page *page)
{
    const struct site *site = page->site;
    if (site->themes.count == 0)
        return;
    page_heading(page, 2, "themes", _("By theme"));
    buffer_add_text(&page->out, "<ul class=\"themes\">\n");
    for (size_t i = 0; i < site->themes.count; i++) {
        html_add(&page->out, "<li><a href=\"theme-%s.html\">", site->themes.items[i].slug);
        page_own(page, site_text(&site->themes.items[i].row, "name"));
        buffer_add_text(&page->out, "</a></li>\n");
    }
    buffer_add_text(&page->out, "</ul>\n");
}

bool site_city(struct site *site, struct error *error)
{
    struct site_page page;
    page_begin(&page, site, "index.html", site->title);
    buffer_add_text(&page.out, "<h1>");
    page_own(&page, site->title);
    html_add(&page.out, "<span class=\"sub\">%s</span></h1>\n<p class=\"lead\">%s</p>\n",
             _("How the neighbourhood programmes stand"),
             _("The neighbourhoods, their goals, how far these are, and what stands in the way."));
    add_summary(&page);
    bool done = true;
    if (site->programmes.count == 0)
        html_add(&page.out, "<p>%s</p>\n",
                 _("No programme is public yet: a programme is, once it is adopted."));
    else
        done = add_matrix(&page, error);
    add_themes(&page);
    return page_end(&page, error) && done;
}

/* The front: the two languages, each in its own words. */
bool site_front(struct site *site, struct error *error)
{
    struct buffer out = BUFFER_EMPTY;
    html_add(&out,
             "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<title>Monitor</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n"
             "<body>\n<main class=\"front\">\n<h1><bdi>%s</bdi></h1>\n"
             "<ul>\n<li><a href=\"nl/index.html\" hreflang=\"nl\">Nederlands</a></li>\n"
             "<li><a href=\"en/index.html\" hreflang=\"en\" lang=\"en\">English</a></li>\n</ul>\n"
             "</main>\n</body>\n</html>\n",
             site->title);
    bool done = target_put(&site->target, "index.html", &out, error);
    buffer_release(&out);
    return done;
}
