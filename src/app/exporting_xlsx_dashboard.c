#include <string.h>

#include "exporting_xlsx.h"
#include "wijk/app/city.h"
#include "wijk/app/money.h"
#include "wijk/app/programme.h"
#include "wijk/base/language.h"
#include "wijk/base/text.h"

#define GREEN 0x2e7d32
#define AMBER 0xd98200
#define RED 0xc62828
#define GREY 0x9e9e9e
#define BLUE 0x1f5a99
#define PALE 0xa8c4e0
#define CHART_COLUMN 8
#define CHART_ROWS 16 /* a chart takes about so many */

struct dashboard {
    struct session *session;
    struct xlsx_book *book;
    long row;        /* the next free one */
    long chart_ends; /* the row below the last chart */
};

/* The title of a table, then its head. */
static void begin_table(struct dashboard *at, const char *title, const char *const *head, int count)
{
    if (at->chart_ends > at->row)
        at->row = at->chart_ends;
    xlsx_text(at->book, at->row++, 0, title, XLSX_TITLE);
    for (int i = 0; i < count; i++)
        xlsx_text(at->book, at->row, i, head[i], XLSX_HEAD);
    at->row++;
}

static void end_table(struct dashboard *at, struct xlsx_chart *chart, long first)
{
    chart->first = first;
    chart->last = at->row - 1;
    chart->at_row = first - 2;
    chart->at_column = CHART_COLUMN;
    xlsx_chart(at->book, chart);
    at->chart_ends = chart->at_row + CHART_ROWS;
    at->row += 2;
}

static void write_counts(struct dashboard *at, const char *name, const int *counts, int count)
{
    xlsx_text(at->book, at->row, 0, name, XLSX_PLAIN);
    for (int i = 0; i < count; i++)
        xlsx_number(at->book, at->row, i + 1, counts[i], XLSX_PLAIN);
    at->row++;
}

static const uint32_t lights[] = {GREEN, AMBER, RED, GREY};

static bool write_themes(struct dashboard *at, struct error *error)
{
    struct overview overview;
    if (!overview_themes(at->session, &overview, error))
        return false;
    const char *const head[] = {_("Theme"),     _("On track"),  _("Behind"),
                                _("Off track"), _("No figure"), _("Open problems")};
    begin_table(at, _("Goals by theme"), head, 6);
    long first = at->row;
    for (size_t i = 0; i < overview.theme_count; i++) {
        const struct overview_theme *theme = &overview.themes[i];
        int counts[] = {theme->on_track, theme->behind, theme->off_track, theme->no_figure,
                        theme->problems};
        write_counts(at, theme->name, counts, 5);
    }
    struct xlsx_chart chart = {
        .title = _("Goals by theme"), .stacked = true, .series = 1, .count = 4, .colours = lights};
    end_table(at, &chart, first);
    overview_release(&overview);
    return true;
}

static bool write_money(struct dashboard *at, struct error *error)
{
    static const uint32_t colours[] = {PALE, BLUE};
    struct money_question question = {.by = MONEY_YEAR};
    struct money money;
    if (!money_load(at->session, &question, &money, error))
        return false;
    const char *const head[] = {_("Year"), _("Planned"), _("Spent"), _("Committed"), _("Left")};
    begin_table(at, _("Money by year, in euros"), head, 5);
    long first = at->row;
    for (size_t i = 0; i < money.count; i++) {
        const struct budget *sum = &money.rows[i].sum;
        int64_t cents[] = {sum->planned, sum->spent, sum->committed, budget_left(sum)};
        xlsx_text(at->book, at->row, 0, money.rows[i].name, XLSX_PLAIN);
        for (int c = 0; c < 4; c++)
            xlsx_number(at->book, at->row, c + 1, (double)cents[c] / 100, XLSX_MONEY);
        at->row++;
    }
    struct xlsx_chart chart = {
        .title = _("Money by year, in euros"), .series = 1, .count = 2, .colours = colours};
    end_table(at, &chart, first);
    money_release(&money);
    return true;
}

static bool write_city(struct dashboard *at, struct error *error)
{
    struct city city;
    if (!city_begin(at->session, &city, error))
        return false;
    const char *const head[] = {_("Neighbourhood"), _("On track"),  _("Behind"),
                                _("Off track"),     _("No figure"), _("Open problems")};
    begin_table(at, _("Goals by neighbourhood"), head, 6);
    long first = at->row;
    for (size_t i = 0; i < city.count; i++) {
        const struct city_row *row = &city.rows[i];
        int counts[5] = {0};
        for (int c = 0; c < city.theme_count; c++) {
            const int *of = row->cells[c].counts.of;
            counts[0] += of[LIGHT_GREEN];
            counts[1] += of[LIGHT_AMBER];
            counts[2] += of[LIGHT_RED];
            counts[3] += of[LIGHT_GREY];
        }
        counts[4] = row->problems;
        write_counts(at, row->name, counts, 5);
    }
    struct xlsx_chart chart = {.title = _("Goals by neighbourhood"),
                               .stacked = true,
                               .series = 1,
                               .count = 4,
                               .colours = lights};
    end_table(at, &chart, first);
    city_release(&city);
    return true;
}

bool exporting_dashboard(struct session *session, struct xlsx_book *book, struct error *error)
{
    struct dashboard at = {.session = session, .book = book};
    struct buffer heading = BUFFER_EMPTY;
    if (!xlsx_sheet(book, _("Dashboard"), error))
        return false;
    xlsx_width(book, 0, 34);
    for (int i = 1; i < 6; i++)
        xlsx_width(book, i, 15);
    session_heading(session, &heading);
    xlsx_text(book, 0, 0, heading.bytes, XLSX_TITLE);
    xlsx_date(book, 1, 0, session->today);
    buffer_release(&heading);
    at.row = 3;
    return write_themes(&at, error) && write_money(&at, error) &&
           (session_programmes(session) < 2 || write_city(&at, error));
}
