/* Pages of neighbourhoods: their programme by theme, efforts, public problems and decisions. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/domain/chart_svg.h"
#include "wijk/domain/code.h"

#define SPARK 12

/* ---- indicators of a theme, with a line of their figures ---- */

static const struct site_column indicator_columns[] = {
    {"indicator", N_("Indicator"), 0, NULL},
    {"code", NULL, COLUMN_DATA, NULL},
    {"outlook", N_("Outlook"), 0, NULL},
    {"baseline", N_("Baseline"), COLUMN_NUMBER, NULL},
    {"latest", N_("Latest"), COLUMN_NUMBER, NULL},
    {"measured_on", N_("Measured on"), 0, NULL},
    {"target", N_("Target"), COLUMN_NUMBER, NULL},
    {"course", N_("Course"), 0, NULL},
};

static void add_value(struct site_table *table, const struct site_indicator *indicator, bool known,
                      double value)
{
    struct buffer text = BUFFER_EMPTY;
    if (known)
        outlook_value(&text, &indicator->input, &indicator->outlook, value,
                      table->page->site->language);
    grid_figure(table, text.length == 0 ? "\u2013" : text.bytes, known, value);
    buffer_release(&text);
}

static void add_course(struct site_table *table, const struct site_indicator *indicator)
{
    double values[SPARK];
    size_t count = 0, first = 0;
    for (size_t i = 0; i < indicator->point_count; i++)
        first += indicator->points[i].known;
    first = first > SPARK ? first - SPARK : 0;
    for (size_t i = 0; i < indicator->point_count && count < SPARK; i++)
        if (indicator->points[i].known && first > 0)
            first--;
        else if (indicator->points[i].known)
            values[count++] = indicator->points[i].value;
    const char *value = indicator->trend > 0 ? "better" : indicator->trend < 0 ? "worse" : NULL;
    grid_open(table, value);
    chart_svg_spark(&table->page->out, values, count);
    html_add(&table->page->out, " <span class=\"small\">%s</span>",
             indicator->trend > 0   ? _("better than before")
             : indicator->trend < 0 ? _("worse than before")
                                    : "");
    grid_close(table);
}

static void add_indicator(struct site_table *table, const struct site_indicator *indicator)
{
    const struct outlook *outlook = &indicator->outlook;
    const struct site *site = table->page->site;
    struct buffer href = BUFFER_EMPTY, target = BUFFER_EMPTY;
    html_add(&href, "goal-%s.html#%s", site->goals.items[indicator->goal].slug, indicator->slug);
    outlook_target_text(&target, &indicator->input, outlook, site->language);
    grid_row(table);
    grid_own(table, href.bytes, site_text(&indicator->row, "name"));
    grid_words(table, NULL, site_text(&indicator->row, "code"));
    grid_light(table, indicator->light);
    add_value(table, indicator, outlook->baseline_known, outlook->baseline.value);
    add_value(table, indicator, outlook->latest_known, outlook->latest.value);
    grid_date(table, outlook->latest_known ? outlook->latest.date : DATE_NONE);
    grid_figure(table, target.length == 0 ? "\u2013" : target.bytes, outlook->target_known,
                outlook->target.value);
    add_course(table, indicator);
    buffer_release(&href);
    buffer_release(&target);
}

static bool has_indicators(const struct site *site, size_t programme, size_t theme)
{
    for (size_t i = site->programmes.items[programme].first_goal; i != SITE_NONE;
         i = site->goals.items[i].next)
        if (site->goals.items[i].theme == theme &&
            site->goals.items[i].first_indicator != SITE_NONE)
            return true;
    return false;
}

static bool add_indicators(struct site_page *page, size_t programme, size_t theme, const char *slug,
                           struct error *error)
{
    const struct site *site = page->site;
    struct site_table table;
    struct buffer data = BUFFER_EMPTY, caption = BUFFER_EMPTY;
    if (!has_indicators(site, programme, theme))
        return true;
    buffer_format(&data, "area-%s-%s-indicators", site->programmes.items[programme].slug, slug);
    buffer_format(&caption, _("Indicators: %s"),
                  theme == SITE_NONE ? _("without a theme")
                                     : site_text(&site->themes.items[theme].row, "name"));
    grid_begin(&table, page, caption.bytes, data.bytes);
    grid_columns(&table, indicator_columns, sizeof indicator_columns / sizeof *indicator_columns);
    for (size_t i = site->programmes.items[programme].first_goal; i != SITE_NONE;
         i = site->goals.items[i].next)
        for (size_t k = site->goals.items[i].theme == theme ? site->goals.items[i].first_indicator
                                                            : SITE_NONE;
             k != SITE_NONE; k = site->indicators.items[k].next)
            add_indicator(&table, &site->indicators.items[k]);
    bool done = grid_end(&table, error);
    buffer_release(&data);
    buffer_release(&caption);
    return done;
}

/* ---- a theme of the programme ---- */

static bool has_goals(const struct site *site, size_t programme, size_t theme)
{
    for (size_t i = site->programmes.items[programme].first_goal; i != SITE_NONE;
         i = site->goals.items[i].next)
        if (site->goals.items[i].theme == theme && !site->goals.items[i].vision)
            return true;
    return false;
}

static bool add_goals(struct site_page *page, size_t programme, size_t theme, const char *slug,
                      struct error *error)
{
    const struct site *site = page->site;
    struct site_table table;
    struct buffer data = BUFFER_EMPTY, caption = BUFFER_EMPTY;
    buffer_format(&data, "area-%s-%s-goals", site->programmes.items[programme].slug, slug);
    buffer_format(&caption, _("Goals: %s"),
                  theme == SITE_NONE ? _("without a theme")
                                     : site_text(&site->themes.items[theme].row, "name"));
    grid_goals_begin(&table, page, caption.bytes, data.bytes);
    for (size_t i = site->programmes.items[programme].first_goal; i != SITE_NONE;
         i = site->goals.items[i].next)
        if (site->goals.items[i].theme == theme && !site->goals.items[i].vision)
            grid_goal(&table, i);
    bool done = grid_end(&table, error);
    buffer_release(&data);
    buffer_release(&caption);
    return done;
}

static bool add_theme(struct site_page *page, size_t programme, size_t theme, struct error *error)
{
    const struct site *site = page->site;
    const char *slug = theme == SITE_NONE ? "other" : site->themes.items[theme].slug;
    if (!has_goals(site, programme, theme))
        return true;
    html_add(&page->out, "<h2 id=\"t-%s\">", slug);
    if (theme == SITE_NONE)
        html_text(&page->out, _("Without a theme"));
    else
        page_own(page, site_text(&site->themes.items[theme].row, "name"));
    buffer_add_text(&page->out, "</h2>\n<p class=\"cell\">");
    struct site_cell cell = site_cell(site, programme, theme);
    page_cell(page, &cell);
    buffer_add_text(&page->out, "</p>\n");
    return add_goals(page, programme, theme, slug, error) &&
           add_indicators(page, programme, theme, slug, error);
}

/* ---- efforts ---- */

static void add_milestones(struct site_page *page, const struct site_effort *effort)
{
    const struct site *site = page->site;
    if (effort->first_milestone == SITE_NONE)
        return;
    buffer_add_text(&page->out, "<ul class=\"milestones\">\n");
    for (size_t i = effort->first_milestone; i != SITE_NONE; i = site->milestones.items[i].next) {
        const struct row *row = &site->milestones.items[i].row;
        date_t done = site_date(row, "done_on");
        buffer_add_text(&page->out, "<li>");
        page_own(page, site_text(row, "title"));
        html_add(&page->out, ": %s ", done == DATE_NONE ? _("due") : _("done"));
        page_date(page, done == DATE_NONE ? site_date(row, "due") : done);
        buffer_add_text(&page->out, "</li>\n");
    }
    buffer_add_text(&page->out, "</ul>\n");
}

static void add_effort(struct site_page *page, const struct site_effort *effort)
{
    const struct site *site = page->site;
    const char *code = site_text(&effort->row, "code");
    html_add(&page->out, "<h3 id=\"%s\">", effort->slug);
    if (code != NULL)
        html_add(&page->out, "<span class=\"code\">%s</span> ", code);
    page_own(page, site_text(&effort->row, "title"));
    buffer_add_text(&page->out, "</h3>\n");
    page_paragraphs(page, site_text(&effort->row, "description"));
    if (effort->first_goal != SITE_NONE) {
        html_add(&page->out, "<p>%s</p>\n<ul>\n", _("Helps to reach:"));
        for (size_t i = effort->first_goal; i != SITE_NONE;
             i = site->contributions.items[i].next_of_effort) {
            buffer_add_text(&page->out, "<li>");
            page_goal_link(page, site->contributions.items[i].goal);
            buffer_add_text(&page->out, "</li>\n");
        }
        buffer_add_text(&page->out, "</ul>\n");
    }
    add_milestones(page, effort);
    page_links(page, ENTITY_EFFORT, (size_t)(effort - site->efforts.items));
}

static bool add_efforts(struct site_page *page, const struct site_programme *programme,
                        struct error *error)
{
    const struct site *site = page->site;
    struct site_table table;
    struct buffer data = BUFFER_EMPTY;
    if (programme->first_effort == SITE_NONE)
        return true;
    page_heading(page, 2, "efforts", _("What is being done"));
    buffer_format(&data, "area-%s-efforts", programme->slug);
    grid_efforts_begin(&table, page, _("Efforts"), data.bytes);
    for (size_t i = programme->first_effort; i != SITE_NONE; i = site->efforts.items[i].next)
        grid_effort(&table, i);
    bool done = grid_end(&table, error);
    for (size_t i = programme->first_effort; i != SITE_NONE; i = site->efforts.items[i].next)
        add_effort(page, &site->efforts.items[i]);
    buffer_release(&data);
    return done;
}

/* ---- decisions ---- */

static const struct site_column decision_columns[] = {
    {"number", N_("Number"), COLUMN_NUMBER, NULL},
    {"text", N_("Decision"), 0, NULL},
    {"taken_on", N_("Taken on"), 0, NULL},
};

static bool add_decisions(struct site_page *page, const struct site_programme *programme,
                          struct error *error)
{
    const struct site *site = page->site;
    struct site_table table;
    struct buffer data = BUFFER_EMPTY;
    if (programme->first_decision == SITE_NONE)
        return true;
    page_heading(page, 2, "decisions", _("Decisions"));
    buffer_format(&data, "area-%s-decisions", programme->slug);
    grid_begin(&table, page, _("Decisions of the steering group"), data.bytes);
    grid_columns(&table, decision_columns, sizeof decision_columns / sizeof *decision_columns);
    for (size_t i = programme->first_decision; i != SITE_NONE; i = site->decisions.items[i].next) {
        const struct row *row = &site->decisions.items[i].row;
        int64_t number = row_integer(row, "number", 0);
        struct buffer text = BUFFER_EMPTY;
        code_decision(&text, row);
        grid_row(&table);
        grid_figure(&table, number > 0 ? text.bytes : "\u2013", number > 0, (double)number);
        grid_own(&table, NULL, site_text(row, "text"));
        grid_date(&table, site_date(row, "taken_on"));
        buffer_release(&text);
    }
    bool done = grid_end(&table, error);
    buffer_release(&data);
    return done;
}

/* ---- the page ---- */

static void add_top(struct site_page *page, const struct site_programme *programme)
{
    page_trail_begin(page);
    page_trail_end(page);
    buffer_add_text(&page->out, "<h1>");
    page_own(page, programme->name);
    buffer_add_text(&page->out, "<span class=\"sub\">");
    page_own(page, site_text(&programme->row, "title"));
    buffer_add_text(&page->out, "</span></h1>\n");
    page_facts_begin(page);
    page_fact_words(page, _("Status"), site_choice(&programme->row, "status"));
    page_fact_date(page, _("Starts"), site_date(&programme->row, "starts"));
    page_fact_date(page, _("Ends"), site_date(&programme->row, "ends"));
    page_fact_date(page, _("Adopted on"), site_date(&programme->row, "adopted_on"));
    page_facts_end(page);
    for (size_t i = programme->first_goal; i != SITE_NONE; i = page->site->goals.items[i].next) {
        if (!page->site->goals.items[i].vision)
            continue;
        buffer_add_text(&page->out, "<p class=\"vision\">");
        page_goal_link(page, i);
        buffer_add_text(&page->out, "</p>\n");
    }
}

static bool write_area(struct site *site, size_t place, struct error *error)
{
    const struct site_programme *programme = &site->programmes.items[place];
    struct site_page page;
    struct buffer name = BUFFER_EMPTY, data = BUFFER_EMPTY;
    site_href(&name, "area", programme->slug);
    buffer_format(&data, "area-%s-problems", programme->slug);
    page_begin(&page, site, name.bytes, programme->name);
    add_top(&page, programme);
    bool done = true;
    for (size_t theme = 0; done && theme < site->themes.count; theme++)
        done = add_theme(&page, place, theme, error);
    done = done && add_theme(&page, place, SITE_NONE, error) &&
           page_problems(&page, programme->first_problem, false, data.bytes, error) &&
           add_efforts(&page, programme, error) && add_decisions(&page, programme, error);
    page_links(&page, ENTITY_PROGRAMME, place);
    done = page_end(&page, error) && done;
    buffer_release(&name);
    buffer_release(&data);
    return done;
}

bool site_areas(struct site *site, struct error *error)
{
    for (size_t i = 0; i < site->programmes.count; i++)
        if (!write_area(site, i, error))
            return false;
    return true;
}
