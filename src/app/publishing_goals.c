/* Pages of goals, and the tables of goals that other pages hold. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/base/memory.h"

/* ---- tables of goals ---- */

static const struct site_column goal_columns[] = {
    {"goal", N_("Goal"), 0, NULL},
    {"code", NULL, COLUMN_DATA, NULL},
    {"neighbourhood", NULL, COLUMN_DATA, NULL},
    {"theme", NULL, COLUMN_DATA, NULL},
    {"light", N_("Light"), 0, NULL},
    {"owner", N_("Owner"), 0, NULL},
    {"due", N_("Due"), 0, NULL},
    {"indicators", N_("Indicators"), COLUMN_NUMBER, NULL},
};

static long count_indicators(const struct site *site, size_t goal)
{
    long count = 0;
    for (size_t i = site->goals.items[goal].first_indicator; i != SITE_NONE;
         i = site->indicators.items[i].next)
        count++;
    return count;
}

void grid_goal(struct site_table *table, size_t place)
{
    struct site *site = table->page->site;
    const struct site_goal *goal = &site->goals.items[place];
    struct buffer owner = BUFFER_EMPTY;
    site_partner(site, &goal->row, "owner", &owner);
    grid_row(table);
    grid_open(table, site_text(&goal->row, "statement"));
    page_goal_link(table->page, place);
    grid_close(table);
    grid_words(table, NULL, site_text(&goal->row, "code"));
    grid_words(table, NULL, site->programmes.items[goal->programme].name);
    grid_words(table, NULL,
               goal->theme == SITE_NONE ? NULL
                                        : site_text(&site->themes.items[goal->theme].row, "name"));
    grid_light(table, goal->light);
    grid_own(table, NULL, owner.bytes);
    grid_date(table, site_date(&goal->row, "due"));
    grid_integer(table, count_indicators(site, place));
    buffer_release(&owner);
}

void grid_goals_begin(struct site_table *table, struct site_page *page, const char *caption,
                      const char *data)
{
    grid_begin(table, page, caption, data);
    grid_columns(table, goal_columns, sizeof goal_columns / sizeof *goal_columns);
}

/* ---- parts of a goal's page ---- */

static void add_trail(struct site_page *page, const struct site_goal *goal)
{
    const struct site *site = page->site;
    struct buffer href = BUFFER_EMPTY;
    page_trail_begin(page);
    site_href(&href, "area", site->programmes.items[goal->programme].slug);
    page_trail(page, href.bytes, site->programmes.items[goal->programme].name, true);
    if (goal->parent != SITE_NONE) {
        const struct site_goal *parent = &site->goals.items[goal->parent];
        const char *code = site_text(&parent->row, "code");
        buffer_clear(&href);
        site_href(&href, "goal", parent->slug);
        page_trail(page, href.bytes, code != NULL ? code : site_text(&parent->row, "statement"),
                   true);
    }
    page_trail_end(page);
    buffer_release(&href);
}

static void add_light_fact(struct site_page *page, size_t place)
{
    struct buffer reason = BUFFER_EMPTY;
    const struct site_goal *goal = &page->site->goals.items[place];
    site_light_reason(page->site, place, &reason);
    page_fact(page, _("Light"));
    page_light(page, goal->light);
    if (reason.length > 0) {
        buffer_add_text(&page->out, " <span class=\"why\">");
        html_text(&page->out, reason.bytes);
        buffer_add_text(&page->out, "</span>");
    }
    page_fact_end(page);
    buffer_release(&reason);
}

static void add_facts(struct site_page *page, size_t place)
{
    const struct site *site = page->site;
    const struct site_goal *goal = &site->goals.items[place];
    struct buffer owner = BUFFER_EMPTY;
    site_partner(page->site, &goal->row, "owner", &owner);
    page_facts_begin(page);
    add_light_fact(page, place);
    if (goal->theme != SITE_NONE) {
        page_fact(page, _("Theme"));
        html_add(&page->out, "<a href=\"theme-%s.html\">", site->themes.items[goal->theme].slug);
        page_own(page, site_text(&site->themes.items[goal->theme].row, "name"));
        buffer_add_text(&page->out, "</a>");
        page_fact_end(page);
    }
    page_fact_words(page, _("Level"), site_choice(&goal->row, "level"));
    page_fact_own(page, _("Owner"), owner.bytes);
    page_fact_date(page, _("Due"), site_date(&goal->row, "due"));
    page_facts_end(page);
    buffer_release(&owner);
}

/* Cause, consequence and correction are about a light that people set, as long as it stands. */
static void add_why(struct site_page *page, const struct site_goal *goal)
{
    static const char *const headings[LIGHT_WHY] = {N_("Cause"), N_("Consequence"),
                                                    N_("Correction")};
    if (goal->light != LIGHT_AMBER && goal->light != LIGHT_RED)
        return;
    for (size_t i = 0; i < LIGHT_WHY; i++) {
        const char *text = site_text(&goal->row, light_why[i]);
        if (text == NULL)
            continue;
        page_heading(page, 3, NULL, _(headings[i]));
        page_paragraphs(page, text);
    }
}

static bool add_children(struct site_page *page, const struct site_goal *goal, struct error *error)
{
    struct site_table table;
    struct buffer data = BUFFER_EMPTY;
    if (goal->first_child == SITE_NONE)
        return true;
    page_heading(page, 2, "goals", _("Goals under this one"));
    buffer_format(&data, "goal-%s", goal->slug);
    grid_goals_begin(&table, page, _("Goals under this one"), data.bytes);
    for (size_t i = goal->first_child; i != SITE_NONE; i = page->site->goals.items[i].next_child)
        grid_goal(&table, i);
    bool done = grid_end(&table, error);
    buffer_release(&data);
    return done;
}

static const struct site_column effort_columns[] = {
    {"effort", N_("Effort"), 0, NULL},
    {"code", NULL, COLUMN_DATA, NULL},
    {"lead", N_("Lead partner"), 0, NULL},
    {"phase", N_("Phase"), 0, NULL},
    {"percent_done", N_("Percent done"), COLUMN_NUMBER, NULL},
    {"starts", N_("Starts"), 0, NULL},
    {"ends", N_("Ends"), 0, NULL},
};

void grid_efforts_begin(struct site_table *table, struct site_page *page, const char *caption,
                        const char *data)
{
    grid_begin(table, page, caption, data);
    grid_columns(table, effort_columns, sizeof effort_columns / sizeof *effort_columns);
}

void grid_effort(struct site_table *table, size_t place)
{
    struct site *site = table->page->site;
    const struct site_effort *effort = &site->efforts.items[place];
    const char *code = site_text(&effort->row, "code");
    struct buffer lead = BUFFER_EMPTY, href = BUFFER_EMPTY, percent = BUFFER_EMPTY;
    int64_t done = row_integer(&effort->row, "percent_done", -1);
    site_partner(site, &effort->row, "lead", &lead);
    html_add(&href, "area-%s.html#%s", site->programmes.items[effort->programme].slug,
             effort->slug);
    if (done >= 0)
        buffer_format(&percent, "%d %%", (int)done);
    grid_row(table);
    grid_open(table, site_text(&effort->row, "title"));
    html_add(&table->page->out, "<a href=\"%s\">", href.bytes);
    if (code != NULL)
        html_add(&table->page->out, "<span class=\"code\">%s</span> ", code);
    page_own(table->page, site_text(&effort->row, "title"));
    buffer_add_text(&table->page->out, "</a>");
    grid_close(table);
    grid_words(table, NULL, code);
    grid_own(table, NULL, lead.bytes);
    grid_choice(table, &effort->row, "phase");
    grid_figure(table, percent.bytes, done >= 0, (double)done);
    grid_date(table, site_date(&effort->row, "starts"));
    grid_date(table, site_date(&effort->row, "ends"));
    buffer_release(&lead);
    buffer_release(&href);
    buffer_release(&percent);
}

static bool add_efforts(struct site_page *page, const struct site_goal *goal, struct error *error)
{
    struct site_table table;
    struct buffer data = BUFFER_EMPTY;
    const struct site *site = page->site;
    if (goal->first_effort == SITE_NONE)
        return true;
    page_heading(page, 2, "efforts", _("What is done for it"));
    buffer_format(&data, "goal-%s-efforts", goal->slug);
    grid_efforts_begin(&table, page, _("Efforts for this goal"), data.bytes);
    for (size_t i = goal->first_effort; i != SITE_NONE;
         i = site->contributions.items[i].next_of_goal)
        grid_effort(&table, site->contributions.items[i].effort);
    bool done = grid_end(&table, error);
    buffer_release(&data);
    return done;
}

static void add_title(struct site_page *page, const struct site_goal *goal)
{
    const char *code = site_text(&goal->row, "code");
    buffer_add_text(&page->out, "<h1>");
    if (code != NULL)
        html_add(&page->out, "<span class=\"code\">%s</span> ", code);
    page_own(page, site_text(&goal->row, "statement"));
    buffer_add_text(&page->out, "</h1>\n");
}

static bool write_goal(struct site *site, size_t place, struct error *error)
{
    const struct site_goal *goal = &site->goals.items[place];
    struct site_page page;
    struct buffer name = BUFFER_EMPTY, title = BUFFER_EMPTY, data = BUFFER_EMPTY;
    const char *code = site_text(&goal->row, "code");
    site_href(&name, "goal", goal->slug);
    buffer_format(&title, code == NULL ? "%s%s" : "%s %s", code == NULL ? "" : code,
                  site_text(&goal->row, "statement"));
    buffer_format(&data, "goal-%s-problems", goal->slug);
    page_begin(&page, site, name.bytes, title.bytes);
    add_trail(&page, goal);
    add_title(&page, goal);
    add_facts(&page, place);
    add_why(&page, goal);
    bool done = true;
    for (size_t i = goal->first_indicator; done && i != SITE_NONE;
         i = site->indicators.items[i].next)
        done = page_indicator(&page, i, error);
    done = done && add_children(&page, goal, error) && add_efforts(&page, goal, error) &&
           page_problems(&page, goal->first_problem, true, data.bytes, error);
    page_links(&page, ENTITY_GOAL, place);
    done = page_end(&page, error) && done;
    buffer_release(&name);
    buffer_release(&title);
    buffer_release(&data);
    return done;
}

bool site_goals(struct site *site, struct error *error)
{
    for (size_t i = 0; i < site->goals.count; i++)
        if (!write_goal(site, i, error))
            return false;
    return true;
}
