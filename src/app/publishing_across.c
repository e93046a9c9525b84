/* What stands across programmes: problems, the agreements, the lessons, and links to them. */
#include <stdlib.h>
#include <string.h>

#include "publishing_internal.h"
#include "wijk/base/html.h"

/* ---- problems ---- */

static const struct site_column problem_columns[] = {
    {"problem", N_("Problem"), 0, NULL}, {"code", NULL, COLUMN_DATA, NULL},
    {"status", N_("Status"), 0, NULL},   {"level", N_("Level"), 0, NULL},
    {"owner", N_("Owner"), 0, NULL},     {"raised_on", N_("Raised on"), 0, NULL},
    {"due", N_("Due"), 0, NULL},
};

static void add_problem(struct site_table *table, const struct row *row)
{
    const char *code = site_text(row, "code");
    struct buffer owner = BUFFER_EMPTY;
    site_partner(table->page->site, row, "owner", &owner);
    grid_row(table);
    grid_open(table, site_text(row, "title"));
    if (code != NULL)
        html_add(&table->page->out, "<span class=\"code\">%s</span> ", code);
    page_own(table->page, site_text(row, "title"));
    grid_close(table);
    grid_words(table, NULL, code);
    grid_choice(table, row, "status");
    grid_choice(table, row, "level");
    grid_own(table, NULL, owner.bytes);
    grid_date(table, site_date(row, "raised_on"));
    grid_date(table, site_date(row, "due"));
    buffer_release(&owner);
}

static void add_problem_texts(struct site_page *page, const struct row *row)
{
    static const char *const headings[LIGHT_WHY] = {N_("Cause"), N_("Consequence"),
                                                    N_("Correction")};
    bool any = false;
    for (size_t i = 0; i < LIGHT_WHY; i++)
        any = any || site_text(row, light_why[i]) != NULL;
    if (!any)
        return;
    buffer_add_text(&page->out, "<details>\n<summary>");
    page_own(page, site_text(row, "title"));
    buffer_add_text(&page->out, "</summary>\n");
    for (size_t i = 0; i < LIGHT_WHY; i++)
        if (site_text(row, light_why[i]) != NULL) {
            html_add(&page->out, "<p class=\"term\">%s</p>\n", _(headings[i]));
            page_paragraphs(page, site_text(row, light_why[i]));
        }
    buffer_add_text(&page->out, "</details>\n");
}

bool page_problems(struct site_page *page, size_t first, bool of_goal, const char *data,
                   struct error *error)
{
    const struct site *site = page->site;
    struct site_table table;
    if (first == SITE_NONE)
        return true;
    page_heading(page, 2, "problems", _("What stands in the way"));
    grid_begin(&table, page, _("Problems"), data);
    grid_columns(&table, problem_columns, sizeof problem_columns / sizeof *problem_columns);
    for (size_t i = first; i != SITE_NONE;
         i = of_goal ? site->problems.items[i].next_of_goal : site->problems.items[i].next)
        add_problem(&table, &site->problems.items[i].row);
    bool done = grid_end(&table, error);
    for (size_t i = first; i != SITE_NONE;
         i = of_goal ? site->problems.items[i].next_of_goal : site->problems.items[i].next)
        add_problem_texts(page, &site->problems.items[i].row);
    return done;
}

/* ---- links ---- */

static void add_link(struct site_page *page, const struct site_link *link)
{
    const struct site *site = page->site;
    bool agreement = link->from_kind == ENTITY_AGREEMENT;
    const struct row *row =
        agreement ? &site->agreements.items[link->from].row : &site->lessons.items[link->from].row;
    html_add(&page->out,
             agreement ? "<li>%s: <a href=\"agreements.html#%s\">"
                       : "<li>%s: <a href=\"lessons.html#%s\">",
             agreement ? _("Agreement") : _("Lesson"),
             agreement ? site->agreements.items[link->from].slug
                       : site->lessons.items[link->from].slug);
    page_own(page, site_text(row, agreement ? "text" : "title"));
    buffer_add_text(&page->out, "</a></li>\n");
}

void page_links(struct site_page *page, enum entity_kind kind, size_t place)
{
    const struct site *site = page->site;
    bool any = false;
    for (size_t i = 0; i < site->links.count; i++) {
        const struct site_link *link = &site->links.items[i];
        if (link->to_kind != kind || link->to != place)
            continue;
        if (!any && kind != ENTITY_EFFORT)
            page_heading(page, 2, "links", _("Agreements and lessons"));
        if (!any)
            buffer_add_text(&page->out, "<ul>\n");
        any = true;
        add_link(page, link);
    }
    if (any)
        buffer_add_text(&page->out, "</ul>\n");
}

/* What an agreement or a lesson is linked to, as a list. */
static void add_linked(struct site_page *page, enum entity_kind from_kind, size_t from)
{
    const struct site *site = page->site;
    bool any = false;
    for (size_t i = 0; i < site->links.count; i++) {
        const struct site_link *link = &site->links.items[i];
        if (link->from_kind != from_kind || link->from != from ||
            (link->to_kind != ENTITY_GOAL && link->to_kind != ENTITY_EFFORT &&
             link->to_kind != ENTITY_PROGRAMME))
            continue;
        buffer_add_text(&page->out, any ? "<li>" : "<ul>\n<li>");
        any = true;
        if (link->to_kind == ENTITY_GOAL) {
            page_goal_link(page, link->to);
        } else if (link->to_kind == ENTITY_EFFORT) {
            const struct site_effort *effort = &site->efforts.items[link->to];
            html_add(&page->out, "<a href=\"area-%s.html#%s\">",
                     site->programmes.items[effort->programme].slug, effort->slug);
            page_own(page, site_text(&effort->row, "title"));
            buffer_add_text(&page->out, "</a>");
        } else {
            html_add(&page->out, "<a href=\"area-%s.html\">",
                     site->programmes.items[link->to].slug);
            page_own(page, site->programmes.items[link->to].name);
            buffer_add_text(&page->out, "</a>");
        }
        buffer_add_text(&page->out, "</li>\n");
    }
    if (any)
        buffer_add_text(&page->out, "</ul>\n");
}

/* ---- agreements ---- */

static const struct site_column agreement_columns[] = {
    {"number", N_("Number"), COLUMN_NUMBER, NULL},
    {"text", N_("Agreement"), 0, NULL},
    {"theme", N_("Theme"), 0, NULL},
    {"ministry", N_("Ministry"), 0, NULL},
    {"due", N_("Due"), 0, NULL},
    {"status", N_("Status"), 0, NULL},
};

static const char *theme_name(const struct site *site, size_t theme)
{
    return theme == SITE_NONE ? NULL : site_text(&site->themes.items[theme].row, "name");
}

static void add_agreement(struct site_table *table, size_t place)
{
    struct site *site = table->page->site;
    const struct site_agreement *agreement = &site->agreements.items[place];
    struct buffer ministry = BUFFER_EMPTY, number = BUFFER_EMPTY;
    site_partner(site, &agreement->row, "ministry", &ministry);
    buffer_format(&number, "%ld", (long)row_integer(&agreement->row, "number", 0));
    grid_row(table);
    grid_open(table, number.bytes);
    html_add(&table->page->out, "<span id=\"%s\">%s</span>", agreement->slug, number.bytes);
    grid_close(table);
    grid_open(table, site_text(&agreement->row, "text"));
    page_own(table->page, site_text(&agreement->row, "text"));
    add_linked(table->page, ENTITY_AGREEMENT, place);
    grid_close(table);
    grid_own(table, NULL, theme_name(site, agreement->theme));
    grid_own(table, NULL, ministry.bytes);
    grid_date(table, site_date(&agreement->row, "due"));
    grid_choice(table, &agreement->row, "status");
    buffer_release(&ministry);
    buffer_release(&number);
}

bool site_agreements(struct site *site, struct error *error)
{
    struct site_page page;
    struct site_table table;
    bool done = true;
    page_begin(&page, site, "agreements.html", _("Agreements"));
    html_add(&page.out, "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n",
             _("Agreements with the national government"),
             _("What the city and the ministries agreed in the charter, and how far it is."));
    if (site->agreements.count == 0) {
        html_add(&page.out, "<p>%s</p>\n", _("No agreement is public yet."));
    } else {
        grid_begin(&table, &page, _("Agreements of the charter"), "agreements");
        grid_columns(&table, agreement_columns,
                     sizeof agreement_columns / sizeof *agreement_columns);
        for (size_t i = 0; i < site->agreements.count; i++)
            add_agreement(&table, i);
        done = grid_end(&table, error);
    }
    return page_end(&page, error) && done;
}

/* ---- lessons ---- */

static const struct site_column lesson_columns[] = {
    {"title", N_("Lesson"), 0, NULL},
    {"code", NULL, COLUMN_DATA, NULL},
    {"theme", N_("Theme"), 0, NULL},
    {"source", N_("Source"), 0, NULL},
    {"learnt_on", N_("Learnt on"), 0, NULL},
    {"adopted_by", N_("Adopted by"), COLUMN_NUMBER, NULL},
    {"recommendation", NULL, COLUMN_DATA, NULL},
};

static void lesson_row(struct site_table *table, size_t place)
{
    struct site *site = table->page->site;
    const struct site_lesson *lesson = &site->lessons.items[place];
    struct buffer source = BUFFER_EMPTY, href = BUFFER_EMPTY;
    long adopted = 0;
    for (size_t i = 0; i < site->adoptions.count; i++)
        adopted += site->adoptions.items[i].lesson == place;
    site_partner(site, &lesson->row, "source", &source);
    buffer_format(&href, "#%s", lesson->slug);
    grid_row(table);
    grid_own(table, href.bytes, site_text(&lesson->row, "title"));
    grid_words(table, NULL, site_text(&lesson->row, "code"));
    grid_own(table, NULL, theme_name(site, lesson->theme));
    grid_own(table, NULL, source.bytes);
    grid_date(table, site_date(&lesson->row, "learnt_on"));
    grid_integer(table, adopted);
    grid_words(table, NULL, site_text(&lesson->row, "recommendation"));
    buffer_release(&source);
    buffer_release(&href);
}

static void add_adoptions(struct site_page *page, size_t place)
{
    const struct site *site = page->site;
    bool any = false;
    for (size_t i = 0; i < site->adoptions.count; i++) {
        const struct site_adoption *adoption = &site->adoptions.items[i];
        if (adoption->lesson != place)
            continue;
        if (!any)
            html_add(&page->out, "<h3>%s</h3>\n<ul>\n", _("Adopted by"));
        any = true;
        html_add(&page->out, "<li><a href=\"area-%s.html\">",
                 site->programmes.items[adoption->programme].slug);
        page_own(page, site->programmes.items[adoption->programme].name);
        buffer_add_text(&page->out, "</a> ");
        page_date(page, site_date(&adoption->row, "adopted_on"));
        if (site_text(&adoption->row, "outcome") != NULL) {
            buffer_add_text(&page->out, ": ");
            page_own(page, site_text(&adoption->row, "outcome"));
        }
        buffer_add_text(&page->out, "</li>\n");
    }
    if (any)
        buffer_add_text(&page->out, "</ul>\n");
}

static void add_lesson(struct site_page *page, size_t place)
{
    static const struct {
        const char *column, *heading;
    } parts[] = {{"event", N_("Event")},
                 {"effect", N_("Effect")},
                 {"cause", N_("Cause")},
                 {"early_warning", N_("Early warning")},
                 {"recommendation", N_("Recommendation")}};
    const struct site_lesson *lesson = &page->site->lessons.items[place];
    html_add(&page->out, "<h2 id=\"%s\">", lesson->slug);
    page_own(page, site_text(&lesson->row, "title"));
    buffer_add_text(&page->out, "</h2>\n");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = site_text(&lesson->row, parts[i].column);
        if (text == NULL)
            continue;
        page_heading(page, 3, NULL, _(parts[i].heading));
        page_paragraphs(page, text);
    }
    add_linked(page, ENTITY_LESSON, place);
    add_adoptions(page, place);
}

bool site_lessons(struct site *site, struct error *error)
{
    struct site_page page;
    struct site_table table;
    bool done = true;
    page_begin(&page, site, "lessons.html", _("Lessons"));
    html_add(&page.out, "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n", _("Lessons"),
             _("What was learnt on the way, for other neighbourhoods."));
    if (site->lessons.count == 0) {
        html_add(&page.out, "<p>%s</p>\n", _("No lesson is public yet."));
    } else {
        grid_begin(&table, &page, _("Lessons"), "lessons");
        grid_columns(&table, lesson_columns, sizeof lesson_columns / sizeof *lesson_columns);
        for (size_t i = 0; i < site->lessons.count; i++)
            lesson_row(&table, i);
        done = grid_end(&table, error);
    }
    for (size_t i = 0; i < site->lessons.count; i++)
        add_lesson(&page, i);
    return page_end(&page, error) && done;
}
