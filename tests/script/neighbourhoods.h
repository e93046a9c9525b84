/*
 * A stage over the file of a city: the example, and a programme of each of the seventeen
 * neighbourhoods with invented goals, figures, problems and questions for the board, some of which
 * changed since the last quarter.
 *
 *     struct stage *stage = neighbourhoods_open(80, 24, false);
 */
#ifndef WIJK_TESTS_NEIGHBOURHOODS_H
#define WIJK_TESTS_NEIGHBOURHOODS_H

#include "script/stage.h"
#include "wijk/app/figures.h"
#include "wijk/store/draft.h"

#define NEIGHBOURHOODS 17
#define NEIGHBOURHOOD_THEMES 5

struct neighbourhoods {
    struct session *session;
    struct draft draft;
    struct id city, areas[NEIGHBOURHOODS], programmes[NEIGHBOURHOODS];
    struct id themes[NEIGHBOURHOOD_THEMES];
    char *names[NEIGHBOURHOODS];
    size_t area_count, programme_count, theme_count;
};

static inline bool neighbourhoods_note(void *context, const struct row *row)
{
    struct neighbourhoods *all = context;
    const char *kind = row->entity->kind == ENTITY_AREA ? row_text(row, "kind") : NULL;
    if (row->entity->kind == ENTITY_THEME && all->theme_count < NEIGHBOURHOOD_THEMES)
        all->themes[all->theme_count++] = row->id;
    if (kind != NULL && strcmp(kind, "city") == 0)
        all->city = row->id;
    if (kind != NULL && strcmp(kind, "priority area") == 0 && all->area_count < NEIGHBOURHOODS) {
        all->names[all->area_count] = memory_string(row_text(row, "name"));
        all->areas[all->area_count++] = row->id;
    }
    for (size_t i = 0; row->entity->kind == ENTITY_PROGRAMME && i < all->area_count; i++)
        if (id_equal(row_reference(row, "area"), all->areas[i]))
            all->programmes[i] = row->id;
    return true;
}

static inline void neighbourhoods_read(struct neighbourhoods *all, enum entity_kind kind)
{
    struct query query;
    struct error error = ERROR_NONE;
    query_init(&query, kind);
    stage_must(rows_each(all->session, &query, neighbourhoods_note, all, &error), &error);
    query_release(&query);
}

static inline struct id neighbourhoods_put(struct neighbourhoods *all, struct row *row)
{
    draft_create(&all->draft, row);
    struct id id = row->id;
    row_release(row);
    return id;
}

static inline void neighbourhoods_measure(struct neighbourhoods *all, struct id indicator,
                                          const char *date, double value)
{
    struct row row;
    row_init(&row, ENTITY_MEASUREMENT);
    row_set(&row, "indicator", value_id(indicator));
    row_set(&row, "taken_on", value_text(date));
    row_set(&row, "value", value_real(value));
    row_set(&row, "status", value_text("final"));
    row_set(&row, "is_baseline", value_integer(strcmp(date, "2024-01-01") == 0));
    neighbourhoods_put(all, &row);
}

/* Nine of twenty households in need to five: on the way, behind or off, by the numbers of place and
 * theme, and some another way since September. */
static inline void neighbourhoods_goal(struct neighbourhoods *all, size_t at, size_t theme,
                                       size_t number)
{
    static const char *const codes[] = {"WON", "WRK", "LER", "INT", "VEI"};
    static const char *const names[] = {"Huishoudens in nood (verzonnen)",
                                        "Huishoudens zonder hulp (verzonnen)",
                                        "Huishoudens met schulden (verzonnen)"};
    double apart = 0.1 * (double)at + 0.02 * (double)theme + 0.005 * (double)number;
    char code[32];
    struct row row;
    snprintf(code, sizeof code, "%s-%zu", codes[theme], number + 1);
    row_init(&row, ENTITY_GOAL);
    row_set(&row, "programme", value_id(all->programmes[at]));
    row_set(&row, "level", value_text("goal"));
    row_set(&row, "theme", value_id(all->themes[theme]));
    row_set(&row, "code", value_text(code));
    row_set(&row, "statement", value_text("Minder huishoudens in nood (verzonnen)"));
    struct id goal = neighbourhoods_put(all, &row);
    snprintf(code, sizeof code, "%s-%zu.1", codes[theme], number + 1);
    row_init(&row, ENTITY_INDICATOR);
    row_set(&row, "goal", value_id(goal));
    row_set(&row, "code", value_text(code));
    row_set(&row, "name", value_text(names[number]));
    row_set(&row, "kind", value_text("percent"));
    row_set(&row, "direction", value_text("lower"));
    row_set(&row, "frequency", value_text("year"));
    snprintf(code, sizeof code, "VERZONNEN%zu%zu_P", theme, number);
    row_set(&row, "reference_variable", value_text(code));
    row_set(&row, "benchmark_area", value_id(all->city));
    struct id indicator = neighbourhoods_put(all, &row);
    row_init(&row, ENTITY_TARGET);
    row_set(&row, "indicator", value_id(indicator));
    row_set(&row, "due", value_text("2028-01-01"));
    row_set(&row, "operator", value_text("at most"));
    row_set(&row, "value", value_real(25));
    neighbourhoods_put(all, &row);
    size_t mood = (at * 7 + theme * 3 + number * 5) % 8;
    static const double paces[8] = {5, 6, 5.5, 4.2, 3.5, 2, -1, 5};
    neighbourhoods_measure(all, indicator, "2024-01-01", 45);
    neighbourhoods_measure(all, indicator, "2025-01-01", 45 - paces[mood] - apart);
    neighbourhoods_measure(all, indicator, "2026-01-01", 45 - 2 * paces[mood] - apart);
    if ((at + theme) % 4 == 0)
        neighbourhoods_measure(all, indicator, "2026-11-01", (mood % 2 == 0 ? 44 : 28) - apart);
}

static inline void neighbourhoods_problem(struct neighbourhoods *all, size_t at)
{
    struct row row;
    bool asked = at % 6 == 0;
    char raised[16];
    snprintf(raised, sizeof raised, "2026-%s-%02zu", at % 2 == 0 ? "11" : "08", at + 1);
    row_init(&row, ENTITY_PROBLEM);
    row_set(&row, "programme", value_id(all->programmes[at]));
    row_set(&row, "code", value_text("K-1"));
    row_set(&row, "kind", value_text("problem"));
    row_set(&row, "title", value_text("Geen aannemer voor de vloeren (verzonnen)"));
    row_set(&row, "severity", value_integer(at % 3 == 0 ? 4 : 2));
    row_set(&row, "raised_on", value_text(raised));
    row_set(&row, "status", value_text("accepted"));
    row_set(&row, "level", value_text(asked ? "city board" : "group"));
    row_set(&row, "visibility", value_text("group"));
    struct id problem = neighbourhoods_put(all, &row);
    if (!asked)
        return;
    row_init(&row, ENTITY_ESCALATION);
    row_set(&row, "problem", value_id(problem));
    row_set(&row, "from_level", value_text("bureau"));
    row_set(&row, "to_level", value_text("city board"));
    row_set(&row, "asked_on", value_text("2026-11-02"));
    row_set(&row, "question", value_text("Betaalt de stad de vloeren? (verzonnen)"));
    row_set(&row, "decide_by", value_text(at == 0 ? "2026-11-20" : "2026-12-18"));
    neighbourhoods_put(all, &row);
}

static inline void neighbourhoods_figures(struct neighbourhoods *all, const char *folder)
{
    char path[192];
    struct figures_report report;
    struct error error = ERROR_NONE;
    struct buffer text = BUFFER_EMPTY;
    static const char *const years[] = {"2024", "2025", "2026"};
    buffer_add_text(&text, "jaar;gebiedcode15;variabele;waarde\n");
    for (int i = 0; i < 3 * 3 * NEIGHBOURHOOD_THEMES; i++)
        buffer_format(&text, "%s;STAD;VERZONNEN%d%d_P;%d\n", years[i % 3], i / 9, i / 3 % 3,
                      38 - i % 3);
    snprintf(path, sizeof path, "%.150s/bbga.csv", folder);
    stage_must(path_write(path, &text, 0644, &error), &error);
    struct figures_options options = {.path = path, .kind = FIGURES_BBGA};
    stage_must(figures_import(all->session, &options, &report, &error), &error);
    figures_report_release(&report);
    buffer_release(&text);
}

static inline void neighbourhoods_fill(struct neighbourhoods *all, const char *folder)
{
    struct error error = ERROR_NONE;
    neighbourhoods_read(all, ENTITY_AREA);
    neighbourhoods_read(all, ENTITY_THEME);
    assert_int_equal(all->area_count, NEIGHBOURHOODS);
    for (size_t i = 0; i < all->area_count; i++)
        stage_must(starting_programme(all->session, all->names[i], &error), &error);
    neighbourhoods_read(all, ENTITY_PROGRAMME);
    draft_init(&all->draft, "Seventeen neighbourhoods");
    for (size_t i = 0; i < all->area_count; i++) {
        for (size_t theme = 0; theme < all->theme_count; theme++)
            for (size_t number = 0; number < 1 + (i + theme) % 3; number++)
                neighbourhoods_goal(all, i, theme, number);
        if (i % 2 == 0)
            neighbourhoods_problem(all, i);
        free(all->names[i]);
    }
    stage_must(session_commit(all->session, &all->draft, &error), &error);
    draft_release(&all->draft);
    neighbourhoods_figures(all, folder);
}

static inline struct stage *neighbourhoods_open(int width, int height, bool dutch)
{
    static int number;
    static char path[192];
    char folder[160], key[192];
    struct neighbourhoods all = {.area_count = 0};
    struct error error = ERROR_NONE;
    snprintf(folder, sizeof folder, "%s/city-%d", stage_home(), ++number);
    mkdir(folder, 0700);
    stage_environment(folder);
    language_start(dutch ? "nl" : "en");
    snprintf(path, sizeof path, "%s/city.wijk", folder);
    snprintf(key, sizeof key, "%s/site.key", folder);
    struct session_options options = {.path = path, .key_path = key, .person = "A. Tester"};
    struct starting starting = {.demo = true};
    stage_must(starting_make(&all.session, &options, &starting, &error), &error);
    neighbourhoods_fill(&all, folder);
    session_close(all.session);
    return stage_open(.path = path, .width = width, .height = height, .dutch = dutch);
}

#endif
