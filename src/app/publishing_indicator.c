/* An indicator on its goal's page: a chart, what it says in words, and its figures in a table. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"
#include "wijk/domain/chart_svg.h"

static void figure_text(struct buffer *out, const struct site_indicator *indicator, double value,
                        enum language language)
{
    outlook_value(out, &indicator->input, &indicator->outlook, value, language);
}

/* "14.2 % (1 Oct 2009)" */
static void dated(struct site_page *page, const char *term, const struct site_indicator *indicator,
                  const struct outlook_measurement *figure)
{
    struct buffer text = BUFFER_EMPTY;
    figure_text(&text, indicator, figure->value, page->site->language);
    page_fact(page, term);
    html_add(&page->out, "<strong>%s</strong> ", text.bytes);
    page_date(page, figure->date);
    page_fact_end(page);
    buffer_release(&text);
}

static void add_target(struct site_page *page, const struct site_indicator *indicator)
{
    struct buffer text = BUFFER_EMPTY;
    outlook_target_text(&text, &indicator->input, &indicator->outlook, page->site->language);
    page_fact(page, _("Target"));
    html_add(&page->out, "<strong>%s</strong> ", text.bytes);
    page_date(page, indicator->outlook.target.due);
    page_fact_end(page);
    buffer_release(&text);
}

static void add_distance(struct site_page *page, const struct site_indicator *indicator)
{
    struct buffer text = BUFFER_EMPTY;
    if (indicator->benchmark_count == 0)
        return;
    struct outlook_distance distance =
        outlook_distance(&indicator->input, indicator->benchmark, indicator->benchmark_count);
    outlook_distance_reason(&text, &distance, &indicator->outlook, indicator->benchmark_name,
                            page->site->language);
    page_fact_words(page, _("Compared"), text.bytes);
    buffer_release(&text);
}

static void add_numbers(struct site_page *page, const struct site_indicator *indicator)
{
    const struct outlook *outlook = &indicator->outlook;
    page_facts_begin(page);
    page_fact(page, _("Outlook"));
    page_light(page, indicator->light);
    if (strcmp(outlook_word(outlook->state), light_word(indicator->light)) != 0)
        html_add(&page->out, " (%s)", _(outlook_word(outlook->state)));
    page_fact_end(page);
    if (outlook->baseline_known)
        dated(page, _("Baseline"), indicator, &outlook->baseline);
    if (outlook->latest_known &&
        (!outlook->baseline_known || outlook->latest.date != outlook->baseline.date))
        dated(page, _("Latest"), indicator, &outlook->latest);
    if (outlook->target_known)
        add_target(page, indicator);
    add_distance(page, indicator);
    page_facts_end(page);
}

/* ---- the chart ---- */

/* The chart's description: its figures' summary in a sentence or two. */
static void describe(struct buffer *out, const struct site *site,
                     const struct site_indicator *indicator, const char *reason)
{
    struct buffer first = BUFFER_EMPTY, last = BUFFER_EMPTY;
    if (indicator->recent_count > 0) {
        date_format(&first, indicator->points[0].date, DATE_SHORT, site->language);
        date_format(&last, indicator->recent[indicator->recent_count - 1].date, DATE_SHORT,
                    site->language);
    }
    buffer_format(out,
                  ngettext("%zu figure from %s to %s. %s. The figures are in the table below.",
                           "%zu figures from %s to %s. %s. The figures are in the table below.",
                           (unsigned long)indicator->all_count),
                  indicator->all_count, first.bytes, last.bytes, reason);
    buffer_release(&first);
    buffer_release(&last);
}

static void add_chart(struct site_page *page, const struct site_indicator *indicator,
                      const char *reason)
{
    struct site *site = page->site;
    struct buffer id = BUFFER_EMPTY, title = BUFFER_EMPTY, words = BUFFER_EMPTY;
    if (indicator->input.kind == OUTLOOK_WORDS || indicator->input.kind == OUTLOOK_YES_NO)
        return;
    buffer_format(&id, "chart-%s", indicator->slug);
    buffer_format(&title, _("Chart: %s"), site_text(&indicator->row, "name"));
    describe(&words, site, indicator, reason);
    struct chart_svg chart = {.outlook = &indicator->outlook,
                              .points = indicator->points,
                              .point_count = indicator->point_count,
                              .benchmark = indicator->benchmark,
                              .benchmark_count = indicator->benchmark_count,
                              .benchmark_name = indicator->benchmark_name,
                              .id = id.bytes,
                              .title = title.bytes,
                              .description = words.bytes,
                              .language = site->language};
    size_t began = page->out.length;
    buffer_add_text(&page->out, "<figure>\n");
    if (chart_svg(&page->out, &chart)) {
        buffer_add_text(&page->out, "<figcaption>");
        chart_svg_legend(&page->out, &chart);
        buffer_add_text(&page->out, "</figcaption>\n</figure>\n");
    } else {
        buffer_delete(&page->out, began, page->out.length - began);
    }
    buffer_release(&id);
    buffer_release(&title);
    buffer_release(&words);
}

/* ---- the table ---- */

static const struct site_column figure_columns[] = {
    {"date", N_("Date"), 0, NULL},
    {"value", N_("Value"), COLUMN_NUMBER, NULL},
    {"needed", N_("Needed pace"), COLUMN_NUMBER, NULL},
    {"status", N_("Status"), 0, NULL},
};

static void add_figure(struct site_table *table, const struct site_indicator *indicator, size_t at)
{
    const struct outlook_measurement *figure = &indicator->recent[at];
    const struct field *status =
        &entities[ENTITY_MEASUREMENT].fields[entity_field(&entities[ENTITY_MEASUREMENT], "status")];
    enum language language = table->page->site->language;
    struct buffer value = BUFFER_EMPTY, needed = BUFFER_EMPTY;
    double expected;
    if (figure->known)
        figure_text(&value, indicator, figure->value, language);
    else if (indicator->words != NULL)
        buffer_add_text(&value, indicator->words[at]);
    if (indicator->outlook.target_known && indicator->input.kind != OUTLOOK_YES_NO &&
        outlook_expected_at(&indicator->outlook, figure->date, &expected))
        figure_text(&needed, indicator, expected, language);
    grid_row(table);
    grid_date(table, figure->date);
    grid_open(table, NULL);
    if (indicator->words != NULL)
        page_own(table->page, value.bytes);
    else
        html_text(&table->page->out, value.length == 0 ? "\u2013" : value.bytes);
    grid_close(table);
    grid_words(table, needed.length == 0 ? "\u2013" : needed.bytes, NULL);
    grid_words(table,
               figure->is_baseline ? _("baseline") : _(status->choices[figure->status].label),
               NULL);
    buffer_release(&value);
    buffer_release(&needed);
}

static bool add_figures(struct site_page *page, const struct site_indicator *indicator,
                        struct error *error)
{
    struct site_table table;
    struct buffer data = BUFFER_EMPTY, caption = BUFFER_EMPTY;
    if (indicator->all_count == 0)
        return true;
    buffer_format(&data, "indicator-%s", indicator->slug);
    buffer_format(&caption, _("Figures: %s"), site_text(&indicator->row, "name"));
    grid_begin(&table, page, caption.bytes, data.bytes);
    table.writes = false; /* they were, when the figures were read */
    grid_columns(&table, figure_columns, sizeof figure_columns / sizeof *figure_columns);
    for (size_t i = indicator->recent_count; i-- > 0;)
        add_figure(&table, indicator, i);
    bool done = grid_end(&table, error);
    if (indicator->all_count > indicator->recent_count) {
        buffer_clear(&caption);
        buffer_format(&caption, _("The latest %zu of %zu figures; the data hold all of them."),
                      indicator->recent_count, indicator->all_count);
        html_add(&page->out, "<p class=\"data\">%s</p>\n", caption.bytes);
    }
    buffer_release(&data);
    buffer_release(&caption);
    return done;
}

static void add_source(struct site_page *page, const struct site_indicator *indicator)
{
    struct buffer owner = BUFFER_EMPTY;
    site_partner(page->site, &indicator->row, "owner", &owner);
    page_facts_begin(page);
    page_fact_own(page, _("Source"), site_text(&indicator->row, "source"));
    page_fact_own(page, _("Delivered by"), owner.bytes);
    page_fact_words(page, _("Measured"), site_choice(&indicator->row, "frequency"));
    page_fact_words(page, _("Direction"), site_choice(&indicator->row, "direction"));
    page_facts_end(page);
    buffer_release(&owner);
}

bool page_indicator(struct site_page *page, size_t place, struct error *error)
{
    const struct site_indicator *indicator = &page->site->indicators.items[place];
    const char *code = site_text(&indicator->row, "code");
    struct buffer reason = BUFFER_EMPTY;
    html_add(&page->out, "<section class=\"indicator\" aria-labelledby=\"%s\">\n<h2 id=\"%s\">",
             indicator->slug, indicator->slug);
    if (code != NULL)
        html_add(&page->out, "<span class=\"code\">%s</span> ", code);
    page_own(page, site_text(&indicator->row, "name"));
    buffer_add_text(&page->out, "</h2>\n");
    page_paragraphs(page, site_text(&indicator->row, "definition"));
    outlook_reason(&reason, &indicator->input, &indicator->outlook, page->site->language);
    add_numbers(page, indicator);
    html_add(&page->out, "<p class=\"reason\">");
    html_text(&page->out, reason.bytes);
    buffer_add_text(&page->out, "</p>\n");
    add_chart(page, indicator, reason.bytes);
    bool done = add_figures(page, indicator, error);
    add_source(page, indicator);
    buffer_add_text(&page->out, "</section>\n");
    buffer_release(&reason);
    return done;
}
